import pytest

from assistant.reading.sequences import find_breaks
from assistant.records import Clause, ClauseKind, ClauseTree, SourceDocument

KINDS = {"art": ClauseKind.ARTICLE, "cha": ClauseKind.SECTION, "box": ClauseKind.BOX, "p": ClauseKind.PARAGRAPH}


def tree(*clauses: tuple[str, str]) -> ClauseTree:
    """A tree of clauses given as key and text; a key with dots lies below the key before its last dot."""
    text, made = "", []
    for key, content in clauses:
        parent, _, last = key.rpartition(".")
        kind = next((kind for prefix, kind in KINDS.items() if last.startswith(prefix)), ClauseKind.ITEM)
        start = len(text)
        text += f"{content}\n"
        above = f"d/{parent}" if parent else ""
        made.append(Clause(f"d/{key}", "d", kind, (), content, start, start + len(content), above))
    return ClauseTree(SourceDocument("d", text), tuple(made), ())


def breaks(*clauses: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Mark before, mark, and what is missing between, for each break."""
    return [(found.before, found.label, found.missing) for found in find_breaks(tree(*clauses))]


@pytest.mark.parametrize(
    "clauses",
    [
        [("1", "一、目标"), ("1.1", "（一）甲"), ("1.2", "（二）乙"), ("2", "二、任务"), ("2.1", "（一）丙")],
        [("1", "一、目标"), ("1.1", "（一）甲"), ("2", "二、任务"), ("2.2", "（二）乙"), ("2.3", "（三）丙")],
        [
            ("chapter1", "第一章"),
            ("chapter1.art1", "第一条 略。"),
            ("chapter2", "第二章"),
            ("chapter2.art2", "第二条 略。"),
        ],
        [
            ("art1", "第一条 略。"),
            ("art1-1", "第一条之一 略。"),
            ("art1-2", "第一条之二 略。"),
            ("art2", "第二条 略。"),
        ],
        [("1", "1.目标"), ("1.1-1", "1.1 甲"), ("1.1-2", "1.2 乙"), ("2", "2.任务"), ("2.2-1", "2.1 丙")],
        [("1", "一、目标"), ("1.box1", "专栏1 甲"), ("2", "二、任务"), ("2.box2", "专栏2 乙")],
        [("1", "一、措施："), ("1.c1", "①甲"), ("1.c2", "②乙")],
        [("art1", "第一条 略。"), ("art2", "第二条至第四条 （删去）"), ("art5", "第五条 略。")],
        [("annex1", "附件1"), ("annex1~2", "附表1"), ("annex2", "附件2"), ("annex2~2", "附表2")],
        [("annex2", "附件2"), ("annex3", "附件3")],
    ],
    ids=[
        "siblings",
        "through sections",
        "articles",
        "articles put in",
        "decimals",
        "boxes",
        "circled",
        "range",
        "annexes of two names",
        "annex of its own",
    ],
)
def test_a_sequence_without_gaps_has_no_break(clauses):
    assert breaks(*clauses) == []


@pytest.mark.parametrize(
    ("before", "label", "missing"),
    [
        (("1", "一、甲"), ("4", "四、丁"), "二至三"),
        (("1", "（一）甲"), ("3", "（三）丙"), "（二）"),
        (("1", "1.甲"), ("3", "3.丙"), "2"),
        (("art1", "第一条 略。"), ("art3", "第三条 略。"), "第二条"),
        (("c1", "①甲"), ("c4", "④丁"), "②至③"),
        (("1-1", "1.1 甲"), ("1-3", "1.3 丙"), "1.2"),
        (("chapter1", "第一章 总则"), ("chapter3", "第三章 附则"), "第二章"),
        (("np1", "1）甲"), ("np3", "3）丙"), "2）"),
        (("l1", "(a)甲"), ("l3", "(c)丙"), "(b)"),
        (("1", "⒈甲"), ("3", "⒊丙"), "⒉"),
        (("nb1", "⑴甲"), ("nb4", "⑷丁"), "⑵至⑶"),
        (("art1", "第一条 略。"), ("art3", "第三条至第四条 （删去）"), "第二条"),
    ],
    ids=[
        "comma",
        "brackets",
        "arabic",
        "article",
        "circled",
        "decimal",
        "chapter",
        "parenthesis",
        "letter",
        "with full stop",
        "in brackets",
        "range",
    ],
)
def test_the_missing_marks_are_written_as_the_others_are(before, label, missing):
    assert [found[2] for found in breaks(before, label)] == [missing]


@pytest.mark.parametrize(
    ("number", "before", "after", "missing"),
    [
        (100, "第一百条", "第一百零二条", "第一百零一条"),
        (110, "第一百一十条", "第一百一十二条", "第一百一十一条"),
        (200, "第二百条", "第二百零二条", "第二百零一条"),
        (1010, "第一千零一十条", "第一千零一十二条", "第一千零一十一条"),
        (1100, "第一千一百条", "第一千一百零二条", "第一千一百零一条"),
    ],
)
def test_large_numbers_are_written_as_in_laws(number, before, after, missing):
    found = breaks((f"art{number}", f"{before} 略。"), (f"art{number + 2}", f"{after} 略。"))
    assert found[1:] == [(before, after, missing)]


def test_a_sequence_that_opens_too_late_is_a_break():
    clauses = (
        ("1", "一、目标"),
        ("1.1", "（一）甲"),
        ("2", "二、任务"),
        ("2.1", "（一）乙"),
        ("3", "三、保障"),
        ("3.3", "（三）丙"),
    )
    assert breaks(*clauses) == [("", "（三）", "（一）至（二）")]


def test_a_gap_between_chapters_is_told_from_the_last_article():
    first, second = [("chapter1", "第一章"), ("chapter1.art1", "第一条 略。")], [("chapter2.art3", "第三条 略。")]
    assert breaks(*first, ("chapter2", "第二章"), *second) == [("第一条", "第三条", "第二条")]


def test_a_number_that_comes_twice_is_a_break():
    assert breaks(("1", "一、甲"), ("2", "二、乙"), ("2~2", "二、丙"), ("3", "三、丁")) == [("二", "二", "")]


def test_numbers_that_begin_anew_need_a_reason():
    again = find_breaks(tree(("1", "1.甲"), ("2", "2.乙"), ("1~2", "1.丙"), ("2~2", "2.丁")))
    assert [(found.clause.id, found.before, found.again) for found in again] == [("d/1~2", "2", True)]
    assert breaks(("1", "1.甲"), ("2", "2.乙："), ("1~2", "1.丙")) == []
    assert breaks(("1", "1.甲"), ("2", "2.乙"), ("p1", "此外，"), ("1~2", "1.丙")) == []


@pytest.mark.parametrize(
    ("text", "is_inline"),
    [("（一）甲；（二）乙。", True), ("（一）甲。", False)],
)
def test_a_mark_that_stands_inside_the_text_before_is_told(text, is_inline):
    assert [found.is_inline for found in find_breaks(tree(("1", text), ("3", "（三）丙")))] == [is_inline]


def test_a_longer_number_that_ends_alike_is_not_the_missing_mark():
    assert [found.is_inline for found in find_breaks(tree(("1", "1.到12.5%"), ("3", "3.丙")))] == [False]


def test_a_list_of_annexes_may_begin_on_the_line_of_its_label():
    assert breaks(("annex", "附件：1.甲表"), ("annex.2", "2.乙表"), ("annex.3", "3.丙表")) == []
    assert breaks(("1", "一、附表"), ("1.2", "2.乙表")) == [("", "2", "1")]


def test_what_is_no_number_of_the_reader_is_passed_over():
    assert breaks(("p1", "（三）款所列的，"), ("s1", "2025年目标"), ("b1", "——甲")) == []
