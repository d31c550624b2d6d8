"""Question and texts → relevance, with any sentence-transformers cross-encoder."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ModelError
from assistant.ports import Weights

_BATCH = 16


class CrossEncoderReranker:
    """A ``Reranker`` over a loaded cross-encoder, which reads question and text together."""

    def __init__(self, model: Any) -> None:
        self._model = model

    @classmethod
    def load(cls, folder: Path) -> "CrossEncoderReranker":
        """Load a model folder on the processor, offline.

        Raises:
            ModelError: the folder is no cross-encoder with one output.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder

        message = (
            f"重排模型无法加载：{folder}。请检查 ASSISTANT_RERANKER，它应是单输出的 cross-encoder。"
            " The reranking model cannot be loaded."
        )
        try:
            model = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(message) from error
        if model.num_labels != 1:
            raise ModelError(message)
        return cls(model)

    def score(self, question: str, texts: Sequence[str]) -> Weights:
        """Return the relevance of each text; higher is better, the scale is the model's own."""
        if not texts:
            return np.zeros(0)
        pairs = [(question, text) for text in texts]
        return np.asarray(self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False), dtype=np.float64)
