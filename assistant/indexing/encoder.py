"""Texts → normalised vectors with any sentence-transformers model. The only file that knows that library and torch."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from assistant.errors import ModelError
from assistant.ports import Encoding, Vectors

Precision = Literal["auto", "float32", "bfloat16"]
_BATCH = 16


class SentenceEncoder:
    """An ``Encoder`` over a loaded sentence-transformers model."""

    def __init__(self, model: Any, precision: str) -> None:
        self._model = model
        self.precision = precision
        self._openings: dict[bool, list[int]] = {}
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

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Encoding:
        """Return normalised vectors and token vectors, float32; the model's own prompts tell question from passage."""
        if not texts:
            return Encoding(np.zeros((0, self.dimensions), dtype=np.float32), ())
        encoded = self._run(texts, is_query=is_query)
        vectors = np.stack([entry["sentence_embedding"].float().numpy() for entry in encoded])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        opening = self._opening(is_query=is_query)
        return Encoding(np.asarray(vectors, dtype=np.float32), tuple(_tokens(entry, opening) for entry in encoded))

    def _run(self, texts: Sequence[str], *, is_query: bool) -> list[dict[str, Any]]:
        encode = self._model.encode_query if is_query else self._model.encode_document
        found: list[dict[str, Any]] = encode(
            list(texts), batch_size=_BATCH, output_value=None, convert_to_numpy=False, show_progress_bar=False
        )
        return found

    def _opening(self, *, is_query: bool) -> list[int]:
        """The tokens before a text: the sign that opens and the prompt, as an empty text has them."""
        if is_query not in self._openings:
            [empty] = self._run([""], is_query=is_query)
            self._openings[is_query] = empty["input_ids"][empty["attention_mask"].bool()].tolist()[:-1]
        return self._openings[is_query]


def _tokens(encoded: dict[str, Any], opening: Sequence[int]) -> Vectors:
    """The vectors of the text's own tokens: behind the opening, before the sign that closes.

    The blank that ends a prompt may be one token with the first word behind it; that one is the text's.
    """
    held = encoded["attention_mask"].bool()
    tokens = encoded["input_ids"][held].tolist()
    parted = (place for place, (own, other) in enumerate(zip(tokens, opening, strict=False)) if own != other)
    start = next(parted, len(opening))
    return np.asarray(encoded["token_embeddings"][held][start:-1].float().numpy(), dtype=np.float32)


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
