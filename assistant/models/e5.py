"""Conversion of 4-bit E5 weights (``E5S1`` files) and their tokenizer into a sentence-transformers folder.

The file is little-endian: a header, a tokenizer that is skipped (the published one is used instead), a directory of
tensors, and their bytes. A 4-bit block is 18 bytes for 32 weights: an f16 scale, then 16 bytes whose low halves hold
weights 0 to 15 and whose high halves hold weights 16 to 31; weight = (half - 8) * scale.
"""

import errno
import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.models.folders import CONFIGURATION, write_json

CONVERSION = 1
"""Version of the folder that ``convert_e5`` writes; raising it makes finished folders be made anew."""

MAGIC = b"E5S1"
BLOCK_WEIGHTS = 32
MAX_TOKENS = 512

_HEADER = struct.Struct("<4sI7ifi")
_TOKENIZER = struct.Struct("<5iQ")
_FLOAT, _FOUR_BIT = 0, 1
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK_WEIGHTS // 2,))])
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_ENDINGS = {"w": "weight", "b": "bias"}

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes in the header, in the file's order."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Tensor:
    """One entry of the directory; ``offset`` counts bytes from the start of the file."""

    kind: int
    elements: int
    offset: int
    length_bytes: int


def convert_e5(weights: Path, tokenizer: Path, folder: Path, prompts: Mapping[str, str]) -> None:
    """Write the new sentence-transformers ``folder`` for ``weights`` and ``tokenizer`` (a ``tokenizer.json``).

    Raises:
        ModelError: the weights are not a whole ``E5S1`` file or the tokenizer is not one.
        OSError: the folder cannot be written.
    """
    data = weights.read_bytes()
    try:
        shape, directory = read_directory(data)
        tensors = {new: read_tensor(data, directory[old]) for old, new in tensor_names(shape.layers).items()}
        special = _special_tokens(tokenizer)
        folder.mkdir(parents=True)
        _write_weights(folder / "model.safetensors", _shaped(tensors, shape))
    except (struct.error, KeyError, ValueError, OverflowError) as error:
        raise ModelError(
            f"模型文件 {weights.name} 无法转换：{error}。请删除缓存后重新获取。 The model file cannot be converted."
        ) from error
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    _write_configuration(folder, shape, special, prompts)


def read_directory(data: bytes) -> tuple[Shape, Mapping[str, Tensor]]:
    """Return the header's sizes and the tensors by their short names.

    Raises:
        ValueError: not an ``E5S1`` file of version 1 with blocks of 32.
    """
    magic, version, hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, block = (
        _HEADER.unpack_from(data)
    )
    if magic != MAGIC or version != 1 or block != BLOCK_WEIGHTS:
        raise ValueError(f"unknown format {magic!r}, version {version}, block {block}")
    shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)
    position = _after_tokenizer(data, _HEADER.size)
    (count,) = struct.unpack_from("<i", data, position)
    position += 4
    directory = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, position)
        name = data[position + 2 : position + 2 + length].decode("utf-8")
        position += 2 + length
        directory[name] = Tensor(*struct.unpack_from("<BIQQ", data, position))
        position += 21
    return shape, directory


def _after_tokenizer(data: bytes, position: int) -> int:
    pieces, _bos, _eos, _pad, _unknown, blob_bytes = _TOKENIZER.unpack_from(data, position)
    position += _TOKENIZER.size + 4 * (pieces + 1) + 4 * pieces + blob_bytes
    _entries, map_bytes = struct.unpack_from("<iI", data, position)
    return position + 8 + int(map_bytes)


def tensor_names(layers: int) -> Mapping[str, str]:
    """Return the short names in the file with the names that ``BertModel`` gives them."""
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    for layer in range(layers):
        for short, full in _LAYER_PARTS.items():
            for end, ending in _ENDINGS.items():
                names[f"l{layer}.{short}.{end}"] = f"encoder.layer.{layer}.{full}.{ending}"
    return names


def read_tensor(data: bytes, tensor: Tensor) -> Floats:
    """Return a tensor as one row of float32.

    Raises:
        ValueError: its bytes do not hold its elements, or its type is unknown.
    """
    raw = np.frombuffer(data, np.uint8, count=tensor.length_bytes, offset=tensor.offset)
    if tensor.kind == _FOUR_BIT:
        values = dequantise(raw)
    elif tensor.kind == _FLOAT:
        values = raw.view("<f4").astype(np.float32)
    else:
        raise ValueError(f"unknown tensor type {tensor.kind}")
    if values.size != tensor.elements:
        raise ValueError(f"{values.size} weights where {tensor.elements} are stated")
    return values


def dequantise(raw: NDArray[np.uint8]) -> Floats:
    """Return the weights of whole 4-bit blocks (bytes, 18 a block) in order.

    Raises:
        ValueError: the bytes do not end with a block.
    """
    blocks = raw.view(_BLOCK)
    halves = blocks["halves"]
    weights = np.empty((len(blocks), BLOCK_WEIGHTS), np.float32)
    weights[:, : BLOCK_WEIGHTS // 2] = halves & 0x0F
    weights[:, BLOCK_WEIGHTS // 2 :] = halves >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _shaped(tensors: Mapping[str, Floats], shape: Shape) -> dict[str, Floats]:
    shaped = {name: _matrix(name, values, shape) for name, values in tensors.items()}
    types = "embeddings.token_type_embeddings.weight"
    # The file holds the row of type 0 alone, the only one in use; the model wants one for each type.
    shaped[types] = np.tile(tensors[types][: shape.hidden], (shape.token_types, 1))
    # Mean pooling never reads the pooler; without its weights the library would draw random ones and say so.
    shaped["pooler.dense.weight"] = np.zeros((shape.hidden, shape.hidden), np.float32)
    shaped["pooler.dense.bias"] = np.zeros(shape.hidden, np.float32)
    return shaped


def _matrix(name: str, values: Floats, shape: Shape) -> Floats:
    if name.endswith(".bias") or "LayerNorm" in name:
        return values
    # Rows are outputs; only the second feed-forward matrix takes anything but a hidden vector.
    columns = shape.feed_forward if name.endswith(".output.dense.weight") and "attention" not in name else shape.hidden
    return values.reshape(-1, columns)


def _write_weights(path: Path, tensors: dict[str, Floats]) -> None:
    # Imported on use: a finished model is located without it.
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    try:
        save_file(tensors, path, metadata={"format": "pt"})
    except SafetensorError as error:
        # The library hides the system's error in its text; callers must know a full disk from other faults.
        code = re.search(r"os error (\d+)", str(error))
        raise OSError(int(code[1]) if code else errno.EIO, str(error)) from error
    path.chmod(0o644)  # written for the owner alone, but a service often runs as another user


def _special_tokens(tokenizer: Path) -> Mapping[str, int]:
    stored = json.loads(tokenizer.read_text("utf-8"))
    return {token["content"]: token["id"] for token in stored["added_tokens"] if token["special"]}


def _write_configuration(folder: Path, shape: Shape, special: Mapping[str, int], prompts: Mapping[str, str]) -> None:
    write_json(folder / "config.json", _bert_configuration(shape, special))
    write_json(folder / "tokenizer_config.json", _tokenizer_configuration(special))
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": MAX_TOKENS, "do_lower_case": False})
    write_json(
        folder / CONFIGURATION,
        {"prompts": dict(prompts), "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    write_json(
        folder / "modules.json",
        [
            {"idx": index, "name": str(index), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for index, (path, kind) in enumerate(modules)
        ],
    )
    (folder / "1_Pooling").mkdir()
    pooling = {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True}
    write_json(folder / "1_Pooling" / "config.json", pooling)
    (folder / "2_Normalize").mkdir()
    write_json(folder / "2_Normalize" / "config.json", {})


def _bert_configuration(shape: Shape, special: Mapping[str, int]) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": special["<pad>"],
        "dtype": "float32",
        "tokenizer_class": "PreTrainedTokenizerFast",
    }


def _tokenizer_configuration(special: Mapping[str, int]) -> dict[str, object]:
    names = {"bos": "<s>", "eos": "</s>", "cls": "<s>", "sep": "</s>", "unk": "<unk>", "pad": "<pad>", "mask": "<mask>"}
    tokens = {f"{name}_token": token for name, token in names.items() if token in special}
    # The vocabulary is XLM-RoBERTa's, so this class must be named: the one that goes with "bert" splits otherwise.
    return {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": MAX_TOKENS, **tokens}
