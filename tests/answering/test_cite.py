import pytest

from assistant.answering.cite import Marked, read_marks

OFFERED = 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲事[1]。", [("甲事。", (1,))]),
        ("甲事。[1]", [("甲事。", (1,))]),
        ("甲事[1]。乙事。[2]", [("甲事。", (1,)), ("乙事。", (2,))]),
        ("甲事。[1]乙事[2]。", [("甲事。", (1,)), ("乙事。", (2,))]),
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
