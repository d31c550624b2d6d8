"""Inference by a cross-encoder: a tiny one with random weights, made here, stands for the real thing."""

from pathlib import Path

import pytest

from assistant.answering.entailment import CrossEncoderEntailment
from assistant.errors import ModelError

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"专利贷款补贴商标注册条例")


@pytest.fixture(scope="module")
def make_model(tmp_path_factory):
    """Write a cross-encoder with the given labels into a folder of its own."""

    def make(*labels: str) -> Path:
        import torch
        from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

        folder = tmp_path_factory.mktemp("entailment")
        (folder / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
        torch.manual_seed(0)
        config = BertConfig(
            vocab_size=len(VOCABULARY), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=16, id2label=dict(enumerate(labels)), initializer_range=1.0,
        )  # fmt: skip
        BertForSequenceClassification(config).save_pretrained(folder)
        BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
        return folder

    return make


def test_the_labels_say_which_output_is_which(make_model):
    one = CrossEncoderEntailment.load(make_model("contradiction", "entailment", "neutral"))
    other = CrossEncoderEntailment.load(make_model("ENTAILMENT", "CONTRADICTION", "NEUTRAL"))
    first, second = one.score("专利贷款", "补贴"), other.score("专利贷款", "补贴")
    assert (first.entailment, first.contradiction) == pytest.approx((second.contradiction, second.entailment), abs=1e-6)
    assert 0 < first.entailment + first.contradiction < 1
    assert one.score("商标", "条例") != first


@pytest.mark.parametrize(
    "labels", [("relevant", "other"), ("entailment", "neutral"), ("not_entailment", "contradiction")]
)
def test_a_model_without_the_two_labels_is_refused(make_model, labels):
    with pytest.raises(ModelError, match="ASSISTANT_ENTAILMENT"):
        CrossEncoderEntailment.load(make_model(*labels))


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ModelError, match="蕴含模型无法加载"):
        CrossEncoderEntailment.load(tmp_path)
