from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.cite import Marked, MarkReader, read_marks

OFFERED = 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲事[1]。", [("甲事。", (1,))]),
        ("甲事。[1]", [("甲事。", (1,))]),
        ("甲事[1]。乙事。[2]", [("甲事。", (1,)), ("乙事。", (2,))]),
        ("甲事。[1]乙事[2]。", [("甲事。", (1,)), ("乙事。", (2,))]),
        ("甲事。 [1] 乙事。\u3000[2]", [("甲事。", (1,)), ("乙事。", (2,))]),
        ("甲事【1】。", [("甲事。", (1,))]),
        ("甲事［1］。", [("甲事。", (1,))]),
        ("甲事[１]。", [("甲事。", (1,))]),
        ("甲事[ 1 ]。", [("甲事。", (1,))]),
        ("甲事[1,2]。", [("甲事。", (1, 2))]),
        ("甲事[2、1]。", [("甲事。", (2, 1))]),
        ("甲事[1][2]。", [("甲事。", (1, 2))]),
        ("甲事[1]。[2]", [("甲事。", (1, 2))]),
        ("甲事[1][1]。", [("甲事。", (1,))]),
        ("甲事[1]，乙事[2]。", [("甲事，乙事。", (1, 2))]),
        ("称“甲事。”[1]乙事[2]。", [("称“甲事。”", (1,)), ("乙事。", (2,))]),
        ("称“甲事[1]。”乙事[2]。", [("称“甲事。”", (1,)), ("乙事。", (2,))]),
        ("（甲事。）[1]乙事。", [("（甲事。）", (1,)), ("乙事。", ())]),
        ("甲事！[1]乙事？[2]", [("甲事！", (1,)), ("乙事？", (2,))]),
        ("甲事[1]\n乙事[2]", [("甲事", (1,)), ("乙事", (2,))]),
        ("甲事。\n\n[1]\n乙事。", [("甲事。", (1,)), ("乙事。", ())]),
        ("甲事。乙事", [("甲事。", ()), ("乙事", ())]),
        ("东政办〔2022〕145号[1]。", [("东政办〔2022〕145号。", (1,))]),
        ("国发[2022]3号[1]。", [("国发[2022]3号。", (1,))]),
        ("甲事[1]。——。", [("甲事。", (1,))]),
        ("[1]", []),
        ("[1][2]。", []),
        ("", []),
        (" \n ", []),
    ],
)
def test_each_sentence_with_its_marks(text, sentences):
    assert read_marks(text, OFFERED) == (tuple(Marked(*sentence) for sentence in sentences), 0)


@pytest.mark.parametrize(
    ("text", "sentences", "removed"),
    [
        ("甲事[3]。", [("甲事。", ())], 1),
        ("甲事[0][1][99]。", [("甲事。", (1,))], 2),
        ("甲事[1,7]。", [("甲事。", (1,))], 1),
        ("[5]", [], 1),
    ],
)
def test_invented_numbers_are_removed_and_counted(text, sentences, removed):
    assert read_marks(text, OFFERED) == (tuple(Marked(*sentence) for sentence in sentences), removed)


@pytest.mark.parametrize("half", ["[", "[1", "[1,", "[1，2", "【1", "［", "[ 1 "])
def test_a_mark_that_the_end_cuts_off_leaves_nothing_behind(half):
    assert read_marks(f"甲事[1]。乙事{half}", OFFERED) == ((Marked("甲事。", (1,)), Marked("乙事", ())), 0)


@given(st.text("甲乙。！\n”）[]【】［］0129,， ", max_size=30))
def test_any_text_gives_sentences_with_offered_numbers_only(text):
    sentences, removed = read_marks(text, OFFERED)
    assert removed >= 0
    for sentence in sentences:
        assert sentence.text == sentence.text.strip() != ""
        assert set(sentence.numbers) <= {1, 2}
        assert len(sentence.numbers) == len(set(sentence.numbers))


@given(st.lists(st.tuples(st.sampled_from(["甲事", "乙事乙", "“丙”"]), st.sets(st.sampled_from([1, 2]))), max_size=6))
def test_sentences_written_with_marks_are_read_back(sentences):
    written = "".join(f"{text}{''.join(f'[{n}]' for n in sorted(numbers))}。" for text, numbers in sentences)
    expected = tuple(Marked(f"{text}。", tuple(sorted(numbers))) for text, numbers in sentences)
    assert read_marks(written, OFFERED) == (expected, 0)


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["甲事[", "1]。"], ["甲事", "[1]。"]),
        (["甲事[1", "]。"], ["甲事", "[1]。"]),
        (["甲事【", "1", "，", "2", "】。"], ["甲事", "", "", "", "[1][2]。"]),
        (["甲事[7", "]。"], ["甲事", "。"]),
        (["国发[20", "22]3号"], ["国发", "[2022]3号"]),
        (["甲事[1"], ["甲事"]),
        (["[", "[", "1", "]"], ["", "[", "", "[1]"]),
    ],
)
def test_half_a_mark_is_held_back_until_it_is_whole(pieces: list[str], shown: list[str]) -> None:
    reader = MarkReader(OFFERED)
    assert [reader.feed(piece) for piece in pieces] == shown


@given(st.text("甲乙。！\n”）[]【】［］0129,， ", max_size=40), st.lists(st.integers(0, 40), max_size=6))
def test_a_text_reads_the_same_however_it_is_cut(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    reader = MarkReader(OFFERED)
    for start, end in pairwise(edges):
        reader.feed(text[start:end])
    assert (reader.close(), reader.removed) == read_marks(text, OFFERED)
