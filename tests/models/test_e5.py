import json
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file

from assistant.errors import ModelError
from assistant.models.e5 import convert_e5, dequantise, tensor_names

HIDDEN, FEED_FORWARD, VOCABULARY, POSITIONS, TYPES = 32, 64, 6, 4, 2
TOKENIZER = {
    "added_tokens": [
        {"id": number, "content": token, "special": True}
        for number, token in enumerate(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    ]
}


def _sizes() -> dict[str, int]:
    sizes = {"emb.word": VOCABULARY * HIDDEN, "emb.pos": POSITIONS * HIDDEN, "emb.type": HIDDEN}
    sizes |= dict.fromkeys(("emb.ln.w", "emb.ln.b"), HIDDEN)
    for part in ("q", "k", "v", "ao"):
        sizes |= {f"l0.{part}.w": HIDDEN * HIDDEN, f"l0.{part}.b": HIDDEN}
    sizes |= {"l0.fi.w": FEED_FORWARD * HIDDEN, "l0.fi.b": FEED_FORWARD, "l0.fo.w": HIDDEN * FEED_FORWARD}
    return sizes | dict.fromkeys(("l0.fo.b", "l0.aln.w", "l0.aln.b", "l0.oln.w", "l0.oln.b"), HIDDEN)


def _is_float(name: str) -> bool:
    return name.endswith(".b") or "ln." in name


def _pack_block(scale: float, nibbles: list[int]) -> bytes:
    return struct.pack("<e", scale) + bytes(nibbles[j] | nibbles[j + 16] << 4 for j in range(16))


def _nibble(name: str, index: int) -> int:
    return (index * 7 + len(name)) % 16


def _expected(name: str, size: int) -> list[float]:
    if _is_float(name):
        return [index / 4 - len(name) for index in range(size)]
    return [(_nibble(name, index) - 8) * 0.25 for index in range(size)]


def _pack(name: str, size: int) -> bytes:
    if _is_float(name):
        return struct.pack(f"<{size}f", *_expected(name, size))
    starts = range(0, size, 32)
    return b"".join(_pack_block(0.25, [_nibble(name, i) for i in range(start, start + 32)]) for start in starts)


def _e5_file() -> bytes:
    """Write every field with ``struct``, by the format's description and not by the code under test."""
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, FEED_FORWARD, VOCABULARY, POSITIONS, TYPES, 1e-12, 32)
    head += struct.pack("<5iQ", 2, 0, 2, 1, 3, 5) + struct.pack("<3I", 0, 2, 5) + struct.pack("<2f", 0, 0) + b"ababa"
    head += struct.pack("<iI", 1, 3) + b"map"
    tensors = {name: (_pack(name, size), size) for name, size in _sizes().items()}
    position = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory = struct.pack("<i", len(tensors))
    body = b""
    for name, (raw, size) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0 if _is_float(name) else 1, size, position + len(body), len(raw))
        body += raw
    return head + directory + body


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path, Path]:
    weights, tokenizer = tmp_path / "e5.bin", tmp_path / "tokenizer.json"
    weights.write_bytes(_e5_file())
    tokenizer.write_text(json.dumps(TOKENIZER), "utf-8")
    return weights, tokenizer, tmp_path / "model"


def test_one_block_by_hand() -> None:
    raw = struct.pack("<e", 0.5) + bytes([0xF0, 0x81] + [0x88] * 14)
    weights = dequantise(np.frombuffer(raw, np.uint8))
    # low halves first: 0 -> -4, 1 -> -3.5, 8 -> 0; then the high halves: 15 -> 3.5, 8 -> 0
    assert weights.tolist() == [-4.0, -3.5, *[0.0] * 14, 3.5, *[0.0] * 15]
    assert weights.dtype == np.float32


@given(
    st.lists(
        st.tuples(st.floats(-100, 100, width=16), st.lists(st.integers(0, 15), min_size=32, max_size=32)), max_size=4
    )
)
def test_blocks_round_trip(blocks: list[tuple[float, list[int]]]) -> None:
    raw = b"".join(_pack_block(scale, nibbles) for scale, nibbles in blocks)
    expected = [np.float32((nibble - 8) * scale) for scale, nibbles in blocks for nibble in nibbles]
    assert dequantise(np.frombuffer(raw, np.uint8)).tolist() == expected


def test_every_tensor_has_its_name_shape_and_exact_weights(paths: tuple[Path, Path, Path]) -> None:
    convert_e5(*paths, {"query": "query: "})
    tensors = load_file(paths[2] / "model.safetensors")
    names = tensor_names(1)
    assert set(tensors) == {*names.values(), "pooler.dense.weight", "pooler.dense.bias"}
    for short, size in _sizes().items():
        if short != "emb.type":
            assert tensors[names[short]].ravel().tolist() == _expected(short, size), short
    types = tensors["embeddings.token_type_embeddings.weight"]
    assert types.tolist() == [_expected("emb.type", HIDDEN)] * TYPES
    assert tensors["embeddings.word_embeddings.weight"].shape == (VOCABULARY, HIDDEN)
    assert tensors["embeddings.position_embeddings.weight"].shape == (POSITIONS, HIDDEN)
    assert tensors["encoder.layer.0.attention.output.dense.weight"].shape == (HIDDEN, HIDDEN)
    assert tensors["encoder.layer.0.intermediate.dense.weight"].shape == (FEED_FORWARD, HIDDEN)
    assert tensors["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, FEED_FORWARD)
    assert not tensors["pooler.dense.weight"].any()


def test_the_configuration_says_what_the_libraries_need(paths: tuple[Path, Path, Path]) -> None:
    convert_e5(*paths, {"query": "query: ", "passage": "passage: "})
    folder = paths[2]

    def read(name: str) -> dict:
        return json.loads((folder / name).read_text("utf-8"))

    assert read("config.json")["architectures"] == ["BertModel"]
    assert (read("config.json")["hidden_size"], read("config.json")["pad_token_id"]) == (HIDDEN, 1)
    assert read("tokenizer_config.json")["tokenizer_class"] == "PreTrainedTokenizerFast"
    assert read("tokenizer_config.json")["pad_token"] == "<pad>"
    assert read("config_sentence_transformers.json")["prompts"] == {"query": "query: ", "passage": "passage: "}
    assert read("1_Pooling/config.json") == {"word_embedding_dimension": HIDDEN, "pooling_mode_mean_tokens": True}
    assert [module["path"] for module in read("modules.json")] == ["", "1_Pooling", "2_Normalize"]
    assert (folder / "tokenizer.json").read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"E5S2" + data[4:],
        lambda data: data[:4] + struct.pack("<I", 2) + data[8:],
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data.replace(b"l0.q.w", b"l0.x.w"),
        lambda _data: b"",
    ],
    ids=["magic", "version", "header cut", "body cut", "tensor missing", "empty"],
)
def test_a_damaged_file_is_refused_and_nothing_written(paths: tuple[Path, Path, Path], damage) -> None:
    paths[0].write_bytes(damage(_e5_file()))
    with pytest.raises(ModelError, match=r"e5\.bin 无法转换"):
        convert_e5(*paths, {})
    assert not paths[2].exists()


def test_a_tokenizer_that_is_none_is_refused(paths: tuple[Path, Path, Path]) -> None:
    paths[1].write_text("{}", "utf-8")
    with pytest.raises(ModelError, match="无法转换"):
        convert_e5(*paths, {})
    assert not paths[2].exists()


@pytest.mark.model
def test_the_real_model_finds_the_matching_chinese_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.models import ModelStore, load_manifest
    from assistant.settings import load_settings

    settings = load_settings()
    store = ModelStore(settings.models, load_manifest(), settings.models_source)
    folder = store.ensure("multilingual-e5-small", lambda _label, _done, _total: None)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    questions = [
        "专利质押贷款能拿到多少贴息？",
        "每万人高价值发明专利拥有量的目标是多少？",
        "海外知识产权纠纷找谁帮忙？",
    ]
    passages = [
        "对通过专利权质押获得银行贷款的企业，按实际支付利息的50%给予贴息，最高50万元。",
        "到2025年，每万人口高价值发明专利拥有量达到0.11件。",
        "设立海外维权援助中心，为企业应对海外知识产权纠纷提供指导。",
        "加强商业秘密保护，完善内部管理制度。",
    ]
    asked = model.encode(questions, prompt_name="query")
    offered = model.encode(passages, prompt_name="passage")
    assert model.max_seq_length == 512
    assert asked.shape == (3, 384)
    np.testing.assert_allclose(np.linalg.norm(asked, axis=1), 1, atol=1e-5)
    assert (asked @ offered.T).argmax(axis=1).tolist() == [0, 1, 2]
