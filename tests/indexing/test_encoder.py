"""The wrapper around sentence-transformers, with a stand-in for the model; one test takes the real one."""

from pathlib import Path

import numpy as np
import pytest
import sentence_transformers
import torch

from assistant.errors import ModelError
from assistant.indexing.encoder import SentenceEncoder, choose_precision, model_identity
from assistant.pipeline import model_store
from assistant.settings import Settings
from tests.fakes import no_progress


class StandIn:
    """A model of two dimensions that keeps what it was asked."""

    def __init__(self, folder: str = "", **options: object) -> None:
        self.folder, self.options = folder, options
        self.asked: list[tuple[str, list[str]]] = []

    def get_embedding_dimension(self) -> int:
        return 2

    def encode_query(self, texts: list[str], **_: object) -> torch.Tensor:
        self.asked.append(("query", texts))
        return torch.tensor([[0.6, 0.8]] * len(texts), dtype=torch.bfloat16)

    def encode_document(self, texts: list[str], **_: object) -> torch.Tensor:
        self.asked.append(("document", texts))
        return torch.tensor([[1.0, 0.0]] * len(texts), dtype=torch.bfloat16)


def test_questions_and_passages_go_their_own_way():
    model = StandIn()
    encoder = SentenceEncoder(model, "float32")
    query, passages = encoder.encode(("甲？",), is_query=True), encoder.encode(("乙", "丙"), is_query=False)
    assert model.asked == [("query", ["甲？"]), ("document", ["乙", "丙"])]
    assert (query.dtype, query.shape, passages.tolist()) == (np.float32, (1, 2), [[1.0, 0.0], [1.0, 0.0]])
    assert query[0].tolist() == pytest.approx([0.6, 0.8], abs=0.01)


def test_no_texts_ask_nothing_of_the_model():
    model = StandIn()
    found = SentenceEncoder(model, "float32").encode([], is_query=False)
    assert (found.shape, found.dtype, model.asked) == ((0, 2), np.float32, [])


@pytest.mark.parametrize(
    ("capability", "multiplies_bfloat16", "expected"),
    [
        ("AVX512", True, "bfloat16"),
        ("AVX512", False, "float32"),
        ("AVX2", False, "float32"),
        ("DEFAULT", True, "float32"),
    ],
)
def test_bfloat16_only_where_the_processor_computes_it(
    monkeypatch: pytest.MonkeyPatch, capability: str, multiplies_bfloat16: bool, expected: str
):
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: capability)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: multiplies_bfloat16)
    assert choose_precision() == expected


@pytest.mark.parametrize(
    ("wanted", "chosen", "kind"),
    [
        ("auto", "bfloat16", torch.bfloat16),
        ("auto", "float32", torch.float32),
        ("float32", "bfloat16", torch.float32),
        ("bfloat16", "float32", torch.bfloat16),
    ],
)
def test_a_stated_precision_wins_over_the_processor(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wanted: str, chosen: str, kind: torch.dtype
):
    monkeypatch.setattr(sentence_transformers, "SentenceTransformer", StandIn)
    monkeypatch.setattr("assistant.indexing.encoder.choose_precision", lambda: chosen)
    encoder = SentenceEncoder.load(tmp_path, wanted)
    assert encoder.precision == str(kind).removeprefix("torch.")
    assert encoder._model.folder == str(tmp_path)
    assert encoder._model.options == {"device": "cpu", "local_files_only": True, "model_kwargs": {"dtype": kind}}


@pytest.mark.parametrize("error", [OSError, ValueError, KeyError, RuntimeError])
def test_a_folder_that_is_no_model_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: type[Exception]):
    def refuse(*_: object, **__: object) -> None:
        raise error("no such model")

    monkeypatch.setattr(sentence_transformers, "SentenceTransformer", refuse)
    with pytest.raises(ModelError, match="ASSISTANT_ENCODER") as caught:
        SentenceEncoder.load(tmp_path, "float32")
    assert str(tmp_path) in str(caught.value)


def _model_folder(
    folder: Path, config: str = "{}", weights: bytes = b"\x01" * 8, name: str = "model.safetensors"
) -> Path:
    (folder / "part").mkdir(parents=True)
    (folder / "config.json").write_text(config, encoding="utf-8")
    (folder / "part" / name).write_bytes(weights)
    return folder


def test_the_identity_of_a_model_comes_from_its_files(tmp_path: Path):
    base = model_identity(_model_folder(tmp_path / "a"))
    assert model_identity(_model_folder(tmp_path / "same")) == base
    changed = [
        model_identity(_model_folder(tmp_path / "b", config='{"x": 1}')),
        model_identity(_model_folder(tmp_path / "c", weights=b"\x02" * 8)),
        model_identity(_model_folder(tmp_path / "d", weights=b"\x01" * 9)),
        model_identity(_model_folder(tmp_path / "e", name="other.safetensors")),
    ]
    assert len({base, *changed}) == 5


@pytest.mark.model
def test_the_real_model_brings_like_texts_together():
    settings = Settings()
    encoder = SentenceEncoder.load(model_store(settings).ensure(settings.encoder, no_progress))
    passages = encoder.encode(["知识产权质押融资贴息补助", "加强青少年发明教育"], is_query=False)
    query = encoder.encode(["专利质押贷款有补贴吗？"], is_query=True)
    assert np.linalg.norm(np.vstack([passages, query]), axis=1) == pytest.approx(np.ones(3), abs=0.02)
    near, far = (passages @ query[0]).tolist()
    assert near > far
    assert encoder.encode([], is_query=True).shape == (0, passages.shape[1])
