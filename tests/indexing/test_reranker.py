"""Reordering by a cross-encoder: a tiny one with random weights, made here, stands for the real thing."""

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.indexing.reranker import CrossEncoderReranker

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"专利贷款补贴商标注册条例")


@pytest.fixture(scope="module")
def make_model(tmp_path_factory):
    """Write a cross-encoder with the given number of outputs into a folder of its own."""

    def make(outputs: int) -> Path:
        import torch
        from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

        folder = tmp_path_factory.mktemp("cross-encoder")
        (folder / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
        torch.manual_seed(0)
        config = BertConfig(
            vocab_size=len(VOCABULARY), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=16, num_labels=outputs, initializer_range=1.0,
        )  # fmt: skip
        BertForSequenceClassification(config).save_pretrained(folder)
        BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
        return folder

    return make


def test_each_text_gets_its_own_relevance_whatever_stands_beside_it(make_model) -> None:
    reranker = CrossEncoderReranker.load(make_model(1))
    texts = ["专利贷款补贴", "商标注册", "条例"]
    scores = reranker.score("专利贷款", texts)
    alone = [reranker.score("专利贷款", [text])[0] for text in texts]
    assert scores.shape == (3,)
    assert np.allclose(scores, alone, atol=1e-5)
    assert len({round(float(score), 6) for score in scores}) == 3


def test_no_texts_no_scores(make_model) -> None:
    assert CrossEncoderReranker.load(make_model(1)).score("专利", []).shape == (0,)


def test_a_model_with_several_outputs_is_refused(make_model) -> None:
    with pytest.raises(ModelError, match="ASSISTANT_RERANKER"):
        CrossEncoderReranker.load(make_model(3))


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="重排模型无法加载"):
        CrossEncoderReranker.load(tmp_path)
