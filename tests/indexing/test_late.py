"""Token vectors in 4 bits: how far they are off, what is matched, and what is refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.errors import GenerationError
from assistant.indexing import late
from assistant.indexing.late import TokenIndex, TokenSpace, TokenWriter
from assistant.ports import Vectors

WIDTH = 6
FILES = ("token_mean.npy", "tokens.bin", "token_starts.npy", "token_steps.npy")
# A row of numbers of one digit behind the point.
rows = st.lists(st.lists(st.integers(-9, 9).map(lambda value: value / 10), min_size=WIDTH, max_size=WIDTH), max_size=5)


def _array(values: list[list[float]], width: int = WIDTH) -> Vectors:
    return np.array(values, dtype=np.float32).reshape(-1, width)


def _random(seed: int, *shape: int) -> Vectors:
    return np.random.default_rng(seed).standard_normal(shape, dtype=np.float32)


def _space(width: int = WIDTH) -> TokenSpace:
    return TokenSpace(_random(0, width) * np.float32(0.1))


def _unpack(packed: NDArray[np.uint8], steps: Vectors) -> Vectors:
    """The numbers that were kept, by their definition: low bits, then high bits, 8 for nought, in steps."""
    whole = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32)
    return (whole - np.float32(8)) * steps[:, np.newaxis]


def _brute_force(space: TokenSpace, question: Vectors, text: Vectors) -> list[float]:
    """For each token of the question the best product with a kept token of the text."""
    kept = _unpack(*space.pack(text))
    products = [[sum(a * b for a, b in zip(q, k, strict=True)) for k in kept] for q in space.place(question).tolist()]
    return [max(values, default=0.0) for values in products]


def test_the_mean_is_that_of_all_rows_of_the_samples() -> None:
    samples = [_array([[1.0, 2.0], [3.0, 4.0]], 2), _array([[8.0, 0.0]], 2), _array([], 2)]
    assert TokenSpace.fit(samples, 2).mean.tolist() == [4.0, 2.0]


@pytest.mark.parametrize("samples", [[], [_array([], 3)]], ids=["no samples", "samples without tokens"])
def test_the_mean_of_nothing_is_nought(samples: list[Vectors]) -> None:
    space = TokenSpace.fit(samples, 3)
    assert space.mean.tolist() == [0.0, 0.0, 0.0]
    assert space.mean.dtype == np.float32


def test_placed_rows_are_of_length_one_without_the_mean() -> None:
    space = TokenSpace(_array([[1.0, 1.0]], 2)[0])
    assert space.place(_array([[4.0, 5.0], [1.0, 3.0]], 2)) == pytest.approx(_array([[0.6, 0.8], [0.0, 1.0]], 2))


def test_a_row_that_is_the_mean_itself_stays_nought() -> None:
    space = _space()
    assert space.place(space.mean[np.newaxis]).tolist() == [[0.0] * WIDTH]
    packed, steps = space.pack(space.mean[np.newaxis])
    assert _unpack(packed, steps).tolist() == [[0.0] * WIDTH]


@given(rows)
def test_what_is_kept_is_half_a_step_off_at_most(values: list[list[float]]) -> None:
    tokens, space = _array(values), _space()
    packed, steps = space.pack(tokens)
    assert packed.shape == (len(tokens), WIDTH // 2)
    assert (packed.dtype, steps.dtype) == (np.dtype(np.uint8), np.dtype(np.float32))
    placed = space.place(tokens)
    assert steps == pytest.approx(np.abs(placed).max(axis=1, initial=0) / 7, abs=1e-8)
    assert (np.abs(_unpack(packed, steps) - placed) <= steps[:, np.newaxis] / 2 + 1e-6).all()


def test_a_row_is_kept_in_the_steps_of_its_own_greatest_number() -> None:
    packed, steps = TokenSpace(np.zeros(4, dtype=np.float32)).pack(_array([[0.0, -0.7, 0.1, 0.7]], 4))
    # Whole steps 0, -7, 1 and 7 are kept as 8, 1, 9 and 15: the first half low, the second high.
    assert packed.tolist() == [[8 | 9 << 4, 1 | 15 << 4]]
    assert steps == pytest.approx([0.7 / 0.99**0.5 / 7])


@given(st.lists(rows, max_size=6), rows, st.data())
def test_match_is_brute_force_over_what_was_kept(
    values: list[list[list[float]]], asked: list[list[float]], data: st.DataObject
) -> None:
    space, texts, question = _space(), [_array(text) for text in values], _array(asked)
    positions = data.draw(st.lists(st.integers(0, max(len(texts) - 1, 0)), max_size=8 if texts else 0))
    expected = np.array([_brute_force(space, question, texts[p]) for p in positions])
    index = TokenIndex.build(space, texts)
    assert len(index) == len(texts)
    for asking in (positions, np.array(positions, dtype=np.int64)):
        found = index.match(question, asking)
        assert found.shape == (len(positions), len(question))
        assert found.dtype == np.float32
        assert found == pytest.approx(expected.reshape(found.shape), abs=1e-5)


@pytest.mark.parametrize("tokens", [1, 20, 400])
def test_products_in_blocks_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch, tokens: int) -> None:
    texts, question = [_random(n, 40 + n, 96) for n in range(9)], _random(99, tokens, 96)
    index, positions = TokenIndex.build(_space(96), texts), [8, 0, 3, 4]
    in_blocks = index.match(question, positions)
    monkeypatch.setattr(late, "_BLOCK_MULTIPLICATIONS", 2**40)
    whole = index.match(question, positions)
    monkeypatch.setattr(late, "_BLOCK_MULTIPLICATIONS", 1)
    assert in_blocks == pytest.approx(whole, abs=1e-5)
    assert index.match(question, positions) == pytest.approx(whole, abs=1e-5)


def test_what_is_matched_is_near_the_exact_cosine() -> None:
    # Tokens as a model gives them: much in common, and those of the texts near some of the question.
    common, question = 2 * _random(1, 384), _random(2, 12, 384)
    texts = [
        np.concatenate([question[n : n + 4] + _random(50 + n, 4, 384), _random(90 + n, 60, 384)]) for n in range(8)
    ]
    space = TokenSpace.fit([text + common for text in texts], 384)
    found = TokenIndex.build(space, [text + common for text in texts]).match(question + common, range(8))
    exact = [(space.place(question + common) @ space.place(text + common).T).max(axis=1) for text in texts]
    assert np.abs(found - np.array(exact)).max() < 0.03
    assert 0.5 < max(map(np.max, exact)) < 0.9
    # The tokens of the question that a text holds are those it is nearest to.
    assert [sorted(row.argsort()[-4:].tolist()) for row in found] == [list(range(n, n + 4)) for n in range(8)]


def test_the_same_tokens_match_best() -> None:
    texts = [_random(n, 5, 32) for n in range(4)]
    found = TokenIndex.build(_space(32), texts).match(texts[2], range(4)).mean(axis=1)
    assert found.argmax() == 2
    assert found[2] == pytest.approx(1.0, abs=0.03)


def test_texts_without_tokens_and_questions_without_tokens_match_nothing() -> None:
    index = TokenIndex.build(_space(), [_array([]), _random(1, 3, WIDTH), _array([])])
    assert index.match(_random(2, 2, WIDTH), [0, 2]).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    between = index.match(_random(1, 3, WIDTH), [2, 1, 0])
    assert (between[0].tolist(), between[2].tolist()) == ([0.0] * 3, [0.0] * 3)
    assert between[1] == pytest.approx([1.0] * 3, abs=0.1)
    assert index.match(_array([]), [0, 1]).shape == (2, 0)
    assert index.match(_random(2, 2, WIDTH), []).shape == (0, 2)


def test_an_index_of_no_texts_is_empty() -> None:
    index = TokenIndex.build(_space(), [])
    assert (len(index), index.match(_random(1, 2, WIDTH), []).shape) == (0, (0, 2))


@pytest.mark.parametrize("width", [1, 5, 7])
def test_an_odd_width_is_kept_and_matched_like_an_even_one(tmp_path: Path, width: int) -> None:
    texts, question = [_random(n, 3, width) for n in range(3)], _random(9, 2, width)
    space = _space(width)
    kept = [_unpack(*space.pack(text)) for text in texts]
    assert [rows.shape for rows in kept] == [(3, width + 1)] * 3
    assert all((rows[:, width] == 0).all() for rows in kept)
    exact = [(space.place(question) @ rows.T).max(axis=1) for rows in kept]
    assert TokenIndex.build(space, texts).match(question, range(3)) == pytest.approx(np.array(exact), abs=1e-5)
    _write(tmp_path, space, texts)
    assert TokenIndex.load(tmp_path).match(question, range(3)) == pytest.approx(np.array(exact), abs=1e-5)


def _write(folder: Path, space: TokenSpace, texts: list[Vectors]) -> None:
    with TokenWriter(folder, space) as writer:
        for text in texts:
            writer.add(text)


@pytest.mark.parametrize(
    "lengths", [(), (0,), (3,), (0, 2, 0, 0, 5, 0)], ids=["no texts", "an empty one", "one", "empty ones between"]
)
def test_what_is_written_is_what_is_built(tmp_path: Path, lengths: tuple[int, ...]) -> None:
    texts = [_random(n, length, WIDTH) for n, length in enumerate(lengths)]
    _write(tmp_path, _space(), texts)
    loaded, built = TokenIndex.load(tmp_path), TokenIndex.build(_space(), texts)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    assert (tmp_path / "tokens.bin").stat().st_size == sum(lengths) * WIDTH // 2
    assert len(loaded) == len(built) == len(lengths)
    question, positions = _random(9, 4, WIDTH), range(len(lengths))
    assert loaded.match(question, positions).tolist() == built.match(question, positions).tolist()


def test_vectors_on_disk_are_read_as_they_are_needed(tmp_path: Path) -> None:
    _write(tmp_path, _space(), [_random(1, 3, WIDTH)])
    assert isinstance(TokenIndex.load(tmp_path)._tokens, np.memmap)


def test_writing_that_breaks_off_leaves_nothing_to_load(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broadcast"):
        _write(tmp_path, _space(), [_random(1, 3, WIDTH), _random(1, 3, WIDTH - 1)])
    with pytest.raises(GenerationError):
        TokenIndex.load(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts of three and two tokens."""
    _write(tmp_path, _space(), [_random(1, 3, WIDTH), _random(2, 2, WIDTH)])
    return tmp_path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "longer", "other", "folder"])
def test_a_damaged_file_is_refused(folder: Path, name: str, damage: str) -> None:
    path = folder / name
    content = path.read_bytes()
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "gone":
        longer = b"" if name.endswith(".npy") else content + b"\x00"
        path.write_bytes({"empty": b"", "cut": content[:-1], "longer": longer, "other": b"PK\x03\x04"}[damage])
    with pytest.raises(GenerationError, match=r"词元向量无法读取.*--force") as caught:
        TokenIndex.load(folder)
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize(
    "starts",
    [[], [0], [0, 3], [0, 3, 6], [1, 3, 5], [0, 6, 5], [0.0, 3.0, 5.0], [[0, 3, 5]]],
    ids=[
        "none",
        "no texts",
        "too few rows",
        "too many rows",
        "not from the first",
        "falling",
        "no integers",
        "a table",
    ],
)
def test_starts_that_do_not_share_out_the_rows_are_refused(folder: Path, starts: list[float]) -> None:
    np.save(folder / "token_starts.npy", np.array(starts) if starts else np.array(starts, dtype=np.int64))
    with pytest.raises(GenerationError, match="词元向量无法读取"):
        TokenIndex.load(folder)


@pytest.mark.parametrize("name", ["token_mean.npy", "token_steps.npy"])
def test_numbers_that_do_not_fit_the_rows_are_refused(folder: Path, name: str) -> None:
    held = np.load(folder / name)
    for other in (np.append(held, held).astype(np.float32), held.astype(np.float64), held[np.newaxis], held[0]):
        np.save(folder / name, other)
        with pytest.raises(GenerationError, match="词元向量无法读取"):
            TokenIndex.load(folder)


def test_pickled_arrays_are_refused(folder: Path) -> None:
    for name in FILES[::2]:
        kept = (folder / name).read_bytes()
        np.save(folder / name, np.array([{}], dtype=object), allow_pickle=True)
        with pytest.raises(GenerationError, match="词元向量无法读取"):
            TokenIndex.load(folder)
        (folder / name).write_bytes(kept)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "tokens.bin").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        _write(tmp_path, _space(384), [_random(1, 5000, 384)])
