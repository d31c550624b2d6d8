"""Texts become vectors on disk in one pass, in their order; what all tokens share does not depend on the corpus."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.indexing.dense import FaissIndex
from assistant.indexing.late import TokenIndex
from assistant.indexing.vectors import VECTORS, KnownVectors, write_vectors
from assistant.ports import Encoding
from tests.fakes import PairEncoder, no_progress

# What the encoder makes of any text that is no number: the ordinary text that all corpora share.
ORDINARY = 2


class CountingEncoder:
    """Gives a text that is a number tokens that are all the number, and keeps the batches of numbers it was given."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Encoding:
        assert not is_query
        if texts and texts[0].isdigit():
            self.batches.append(list(texts))
        numbers = np.array([int(text) if text.isdigit() else ORDINARY for text in texts], dtype=np.float32)
        vectors = np.stack([np.cos(numbers), np.sin(numbers)], axis=1)
        tokens = tuple(np.full((int(number) % 5, 4), number, dtype=np.float32) for number in numbers)
        return Encoding(vectors, tokens)


def _numbers(count: int) -> list[str]:
    return [str(number) for number in range(count)]


@pytest.mark.parametrize("count", [1, 32, 33, 256, 257, 300, 511, 700])
def test_every_text_is_encoded_once_in_batches(tmp_path: Path, count: int) -> None:
    encoder = CountingEncoder()
    write_vectors(tmp_path, _numbers(count), encoder, no_progress)
    assert Counter(text for batch in encoder.batches for text in batch) == Counter(_numbers(count))
    assert [len(batch) for batch in encoder.batches] == [*[32] * (count // 32), *filter(None, [count % 32])]


@pytest.mark.parametrize("count", [1, 40, 300, 700])
def test_vectors_and_tokens_stand_in_the_order_of_the_texts(tmp_path: Path, count: int) -> None:
    encoder = PairEncoder()
    # Four characters each, in no other text.
    texts = ["".join(chr(0x4E00 + 4 * number + place) for place in range(4)) for number in range(count)]
    write_vectors(tmp_path, texts, encoder, no_progress)
    dense, tokens = FaissIndex.load(tmp_path / VECTORS), TokenIndex.load(tmp_path)
    assert len(dense) == len(tokens) == count
    for number in {0, count // 3, count - 1}:
        asked = encoder.encode([texts[number]], is_query=True)
        [(position, score)] = dense.search(asked.vectors[0], 1, None)
        assert position == number
        assert score == pytest.approx(1.0)
        nearness = tokens.match(asked.tokens[0], range(count)).mean(axis=1)
        assert nearness.argmax() == number


def test_texts_have_as_many_token_vectors_as_the_encoder_gave(tmp_path: Path) -> None:
    write_vectors(tmp_path, _numbers(300), CountingEncoder(), no_progress)
    assert np.diff(np.load(tmp_path / "token_starts.npy")).tolist() == [number % 5 for number in range(300)]


@pytest.mark.parametrize("texts", [[], ["5"], ["1", "4", "9"]], ids=["none", "one", "several"])
def test_the_mean_is_that_of_ordinary_text_whatever_the_corpus(tmp_path: Path, texts: list[str]) -> None:
    write_vectors(tmp_path, texts, CountingEncoder(), no_progress)
    assert np.load(tmp_path / "token_mean.npy").tolist() == [ORDINARY] * 4


def test_a_document_more_moves_no_other_s_vectors(tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    few.mkdir()
    many.mkdir()
    write_vectors(few, ["专利补助", "商标奖励"], PairEncoder(), no_progress)
    write_vectors(many, ["专利补助", "商标奖励", "道路养护办法"], PairEncoder(), no_progress)
    asked = PairEncoder().encode(["专利奖励"], is_query=True).tokens[0]
    before, after = (TokenIndex.load(folder).match(asked, range(2)) for folder in (few, many))
    assert before.tolist() == after.tolist()


def test_no_texts_leave_an_empty_index(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    write_vectors(tmp_path, [], encoder, no_progress)
    assert (len(FaissIndex.load(tmp_path / VECTORS)), len(TokenIndex.load(tmp_path)), encoder.batches) == (0, 0, [])


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, []), (5, [5]), (70, [32, 64, 70]), (300, [*range(32, 300, 32), 300])],
    ids=["none", "one batch", "sample", "more than the sample"],
)
def test_progress_counts_the_texts_from_the_first_batch_on(tmp_path: Path, count: int, expected: list[int]) -> None:
    heard: list[tuple[str, int, int]] = []
    write_vectors(tmp_path, _numbers(count), CountingEncoder(), lambda *call: heard.append(call))
    assert heard == [("建立索引", done, count) for done in expected]


def test_texts_without_tokens_keep_their_place(tmp_path: Path) -> None:
    write_vectors(tmp_path, ["5", "1", "0", "3"], CountingEncoder(), no_progress)
    found = TokenIndex.load(tmp_path).match(np.ones((1, 4), dtype=np.float32) * 9, range(4))
    # 5 and 0 have no tokens; 1 lies below the mean and against the question, 3 above it.
    assert found[:, 0] == pytest.approx([0.0, -1.0, 0.0, 1.0])


def _known(folder: Path, texts: list[str]) -> KnownVectors:
    positions = {text: position for position, text in enumerate(texts)}
    return KnownVectors(positions, FaissIndex.load(folder / VECTORS), TokenIndex.load(folder))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (["专利补助", "商标奖励"], ["专利补助", "道路养护办法", "商标奖励"], 1),
        (["专利补助", "商标奖励"], ["商标奖励"], 0),
        (["专利补助"], ["道路养护办法", "道路养护办法"], 2),
        (["专利补助", "商标奖励"], ["商标奖励", "专利补助", "商标奖励"], 0),
        ([], ["专利补助"], 1),
        (["专利补助"], [], 0),
    ],
)
def test_known_texts_are_copied_and_give_the_bytes_of_a_whole_build(
    tmp_path: Path, before: list[str], after: list[str], new: int
) -> None:
    folders = [tmp_path / name for name in ("before", "whole", "copied")]
    for folder in folders:
        folder.mkdir()
    write_vectors(folders[0], before, PairEncoder(), no_progress)
    whole, copying = PairEncoder(), PairEncoder()
    write_vectors(folders[1], after, whole, no_progress)
    write_vectors(folders[2], after, copying, no_progress, _known(folders[0], before))
    assert _bytes(folders[2]) == _bytes(folders[1])
    assert whole.encoded - copying.encoded == len(after) - new


def test_vectors_of_another_space_are_not_copied(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    write_vectors(before, ["5"], CountingEncoder(), no_progress)
    np.save(before / "token_mean.npy", np.ones(4, dtype=np.float32))
    encoder = CountingEncoder()
    write_vectors(after, ["5"], encoder, no_progress, _known(before, ["5"]))
    assert encoder.batches == [["5"]]
