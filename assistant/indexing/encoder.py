"""Texts → normalised vectors with any sentence-transformers model. The only file that knows that library and torch."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from assistant.errors import ModelError
from assistant.ports import Vectors

Precision = Literal["auto", "float32", "bfloat16"]
_BATCH = 16


class SentenceEncoder:
    """An ``Encoder`` over a loaded sentence-transformers model."""

    def __init__(self, model: Any, precision: str) -> None:
        self._model = model
        self.precision = precision
        self.dimensions = int(model.get_embedding_dimension())

    @classmethod
    def load(cls, folder: Path, precision: Precision = "auto") -> "SentenceEncoder":
        """Load a model folder on the processor, offline.

        Raises:
            ModelError: the folder is no sentence-transformers model.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        chosen = choose_precision() if precision == "auto" else precision
        kind = torch.bfloat16 if chosen == "bfloat16" else torch.float32
        try:
            model = SentenceTransformer(str(folder), device="cpu", local_files_only=True, model_kwargs={"dtype": kind})
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(
                f"向量模型无法加载：{folder}。请检查 ASSISTANT_ENCODER，或运行 python -m assistant models fetch。"
                " The embedding model cannot be loaded."
            ) from error
        return cls(model, chosen)

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        """Return normalised float32 vectors, one row a text; the model's own prompts tell question from passage."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        encode = self._model.encode_query if is_query else self._model.encode_document
        vectors = encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=False, show_progress_bar=False
        )
        rows = [vector.float().numpy() for vector in vectors]
        return np.asarray(np.stack(rows), dtype=np.float32)


def choose_precision() -> str:
    """bfloat16 where the processor multiplies it, else float32 (``benchmark encoder`` measures both)."""
    import torch

    capable = torch.backends.cpu.get_cpu_capability() != "DEFAULT" and torch.cpu._is_avx512_bf16_supported()
    return "bfloat16" if capable else "float32"


def model_identity(folder: Path) -> str:
    """A hash of the model's files that decide its vectors: names and sizes of all, contents of the small ones."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder)}:{size}\n".encode())
        if size < 1 << 20:
            digest.update(path.read_bytes())
    return digest.hexdigest()
