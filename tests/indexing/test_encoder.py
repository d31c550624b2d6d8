"""The wrapper around sentence-transformers, with a stand-in for the model; some tests take the real one."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sentence_transformers
import torch

from assistant.errors import ModelError
from assistant.indexing.encoder import SentenceEncoder, choose_precision, model_identity
from assistant.pipeline import model_store
from assistant.settings import Settings
from tests.fakes import no_progress

OPENS, CLOSES, PADDING = 0, 1, 2


class StandIn:
    """A model of two dimensions that keeps what it was asked.

    A token is a character, but for the blank that ends the prompt: with a letter behind it, it is one token. The vector
    of a token is its number and its place.
    """

    def __init__(self, folder: str = "", **options: object) -> None:
        self.folder, self.options = folder, options
        self.asked: list[tuple[str, list[str]]] = []

    def get_embedding_dimension(self) -> int:
        return 2

    def encode_query(self, texts: list[str], **options: object) -> list[dict[str, Any]]:
        self.asked.append(("query", texts))
        return self._encode("问: ", texts, [0.6, 0.8], options)

    def encode_document(self, texts: list[str], **options: object) -> list[dict[str, Any]]:
        self.asked.append(("document", texts))
        return self._encode("", texts, [3.0, 0.0], options)

    def _encode(
        self, prompt: str, texts: list[str], vector: list[float], options: dict[str, object]
    ) -> list[dict[str, Any]]:
        assert options["output_value"] is None
        cut = [re.findall(r" [a-z]|.", prompt + text) for text in texts]
        longest = max(map(len, cut))
        return [self._entry([sum(map(ord, token)) for token in tokens], longest, vector) for tokens in cut]

    @staticmethod
    def _entry(tokens: list[int], longest: int, vector: list[float]) -> dict[str, Any]:
        ids = [OPENS, *tokens, CLOSES, *[PADDING] * (longest - len(tokens))]
        embeddings = [[float(token), float(place)] for place, token in enumerate(ids)]
        return {
            "input_ids": torch.tensor(ids),
            "attention_mask": torch.tensor([int(token != PADDING) for token in ids]),
            "token_embeddings": torch.tensor(embeddings),
            "sentence_embedding": torch.tensor(vector, dtype=torch.bfloat16),
        }


def test_questions_and_passages_go_their_own_way():
    model = StandIn()
    encoder = SentenceEncoder(model, "float32")
    query, passages = encoder.encode(("甲？",), is_query=True), encoder.encode(("乙", "丙"), is_query=False)
    assert [asked for asked in model.asked if asked[1] != [""]] == [("query", ["甲？"]), ("document", ["乙", "丙"])]
    assert (query.vectors.dtype, query.vectors.shape) == (np.float32, (1, 2))
    assert query.vectors[0].tolist() == pytest.approx([0.6, 0.8], abs=0.01)
    assert passages.vectors.tolist() == [[1.0, 0.0], [1.0, 0.0]]


def test_vectors_are_of_length_one_whatever_the_model_gives():
    found = SentenceEncoder(StandIn(), "float32").encode(["甲"], is_query=True).vectors
    assert np.linalg.norm(found, axis=1) == pytest.approx([1.0], abs=1e-6)


@pytest.mark.parametrize(
    ("is_query", "texts", "expected"),
    [
        (False, ["甲乙"], [[("甲", 1), ("乙", 2)]]),
        (True, ["甲乙"], [[("甲", 4), ("乙", 5)]]),
        (True, ["ab"], [[(" a", 3), ("b", 4)]]),
        (True, ["", "甲"], [[], [("甲", 4)]]),
        (False, ["甲", "乙丙丁"], [[("甲", 1)], [("乙", 1), ("丙", 2), ("丁", 3)]]),
        (True, ["a", "甲乙丙丁"], [[(" a", 3)], [("甲", 4), ("乙", 5), ("丙", 6), ("丁", 7)]]),
        (True, ["问: 甲"], [[("问", 4), (":", 5), (" ", 6), ("甲", 7)]]),
    ],
    ids=[
        "no prompt",
        "behind a prompt",
        "the prompt's blank in the first token",
        "no text",
        "padded",
        "padded behind a prompt",
        "the prompt's words again",
    ],
)
def test_the_tokens_are_those_of_the_text_alone(
    is_query: bool, texts: list[str], expected: list[list[tuple[str, int]]]
):
    found = SentenceEncoder(StandIn(), "float32").encode(texts, is_query=is_query).tokens
    rows = [[[float(sum(map(ord, token))), float(place)] for token, place in tokens] for tokens in expected]
    assert [tokens.tolist() for tokens in found] == rows
    assert [(tokens.dtype, tokens.shape[1]) for tokens in found] == [(np.float32, 2)] * len(texts)


def test_the_prompt_is_read_once():
    model = StandIn()
    encoder = SentenceEncoder(model, "float32")
    for _ in range(3):
        encoder.encode(["甲"], is_query=True)
        encoder.encode(["甲"], is_query=False)
    assert [name for name, texts in model.asked if texts == [""]] == ["query", "document"]


def test_no_texts_ask_nothing_of_the_model():
    model = StandIn()
    found = SentenceEncoder(model, "float32").encode([], is_query=False)
    assert (found.vectors.shape, found.vectors.dtype, found.tokens, model.asked) == ((0, 2), np.float32, (), [])


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


@pytest.fixture(scope="module")
def real() -> SentenceEncoder:
    settings = Settings()
    return SentenceEncoder.load(model_store(settings).ensure(settings.encoder, no_progress))


@pytest.mark.model
def test_the_real_model_brings_like_texts_together(real: SentenceEncoder):
    passages = real.encode(["知识产权质押融资贴息补助", "加强青少年发明教育"], is_query=False).vectors
    query = real.encode(["专利质押贷款有补贴吗？"], is_query=True).vectors
    assert np.linalg.norm(np.vstack([passages, query]), axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    near, far = (passages @ query[0]).tolist()
    assert near > far
    assert real.encode([], is_query=True).vectors.shape == (0, passages.shape[1])


REAL_TEXTS = [
    "知识产权质押融资贴息补助",
    "PCT国际专利申请2025年达到100件。",
    "2025",
    "（一）加强保护",
    " 甲 ",
    "query: 甲",
    "甲",
    "",
    "各地应当按时报告，" * 200,
]


@pytest.mark.model
@pytest.mark.parametrize("is_query", [True, False])
def test_the_real_model_gives_a_vector_for_each_token_of_the_text(real: SentenceEncoder, is_query: bool):
    tokenizer = real._model.tokenizer
    prompt = real._model.prompts["query" if is_query else "document"]
    # A lone blank in front is the one that ends the prompt.
    own = [tokenizer.tokenize(text) for text in REAL_TEXTS]
    counts = [len(tokens) - (tokens[:1] == ["▁"]) for tokens in own]
    room = real._model.max_seq_length - len(tokenizer.tokenize(prompt)) - 2
    found = real.encode(REAL_TEXTS, is_query=is_query)
    assert counts[-1] > room
    assert [len(tokens) for tokens in found.tokens] == [min(count, room) for count in counts]
    assert {tokens.shape[1] for tokens in found.tokens} == {found.vectors.shape[1]}
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(np.ones(len(REAL_TEXTS)), abs=1e-5)


@pytest.mark.model
def test_the_real_model_sees_the_same_word_alike_in_question_and_passage(real: SentenceEncoder):
    [asked] = real.encode(["质押贴息"], is_query=True).tokens
    [told] = real.encode(["对知识产权质押贷款给予贴息"], is_query=False).tokens
    asked, told = (tokens / np.linalg.norm(tokens, axis=1, keepdims=True) for tokens in (asked, told))
    words = real._model.tokenizer.tokenize("对知识产权质押贷款给予贴息")
    # Numbered without the blank in front.
    place = {word: number for number, word in enumerate(word for word in words if word != "▁")}
    nearest = (asked @ told.T).argmax(axis=1).tolist()
    names = [word for word in real._model.tokenizer.tokenize("质押贴息") if word != "▁"]
    assert nearest == [place[name] for name in names]
