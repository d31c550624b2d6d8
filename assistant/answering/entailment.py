"""Premise and hypothesis → how far one follows from the other, with any cross-encoder for inference (NLI)."""

import json
import os
from pathlib import Path
from typing import Any

from assistant.errors import ModelError
from assistant.ports import Inference

_ENTAILS, _CONTRADICTS = "entail", "contradict"


class CrossEncoderEntailment:
    """An ``Entailment`` over a loaded cross-encoder; the two numbers are the places of its labels."""

    def __init__(self, model: Any, entails: int, contradicts: int) -> None:
        self._model = model
        self._entails = entails
        self._contradicts = contradicts

    @classmethod
    def load(cls, folder: Path) -> "CrossEncoderEntailment":
        """Load a model folder on the processor, offline.

        Raises:
            ModelError: the folder is no cross-encoder with labels for entailment and contradiction.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder

        message = (
            f"蕴含模型无法加载：{folder}。请检查 ASSISTANT_ENTAILMENT，它应是带有 entailment 和 contradiction 标签的"
            " cross-encoder。 The entailment model cannot be loaded."
        )
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            labels = {str(label).lower(): int(place) for place, label in config["id2label"].items()}
            entails, contradicts = _place(labels, _ENTAILS), _place(labels, _CONTRADICTS)
            model = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(message) from error
        return cls(model, entails, contradicts)

    def score(self, premise: str, hypothesis: str) -> Inference:
        """Return the probabilities that the hypothesis follows, and that it cannot be true with the premise."""
        (row,) = self._model.predict([(premise, hypothesis)], apply_softmax=True, show_progress_bar=False)
        return Inference(float(row[self._entails]), float(row[self._contradicts]))


def _place(labels: dict[str, int], name: str) -> int:
    """The place of the label that begins so; 'not_entailment' does not.

    Raises:
        KeyError: there is no such label.
    """
    for label, place in labels.items():
        if label.startswith(name):
            return place
    raise KeyError(name)
