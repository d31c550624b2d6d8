from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.audit import Alarm, AlarmKind, audit, document_lines
from assistant.reading.clauses import build_tree
from assistant.reading.corpus import read_corpus
from assistant.reading.corrections import Action, Correction
from assistant.reading.layout import CellText, Composer, Layout, Mark, MarkKind
from assistant.records import Cell, Clause, ClauseKind, ClauseTree, DocumentMetadata, Removed, SourceDocument
from assistant.settings import ROOT
from tests.reading.made import read

TITLE = "甲市知识产权保护规划\n"


def tree(text: str, *clauses: Clause, removed: tuple[Removed, ...] = ()) -> ClauseTree:
    return ClauseTree(SourceDocument("d", text, DocumentMetadata(title="甲市规划")), clauses, removed)


def clause(text: str, key: str, kind: ClauseKind, content: str, path: tuple[str, ...] = (), parent: str = "") -> Clause:
    start = text.index(content)
    return Clause(f"d/{key}", "d", kind, path, content, start, start + len(content), parent and f"d/{parent}")


def found(read_tree: ClauseTree, *others: object) -> list[tuple[str, str, str]]:
    """Kind, clause without the document, and first Chinese sentence of each alarm."""
    return [(a.kind.value, a.clause.removeprefix("d/"), a.message.split("。 ")[0]) for a in audit(read_tree, *others)]


def test_the_policies_of_the_corpus_raise_no_alarm():
    trees = read_corpus(ROOT / "corpus", 800).trees
    assert {each.document.id: audit(each) for each in trees} == {each.document.id: () for each in trees}
    assert len(trees) == 5


def test_a_gap_in_the_numbering_is_told_with_its_place():
    text = f"{TITLE}一、总体要求\n（一）指导思想\n坚持创新。\n（三）目标\n到2025年达到5件。\n"
    start = text.index("（三）")
    message = "（一）之后是（三），缺（二）。 （一） is followed by （三）."
    assert audit(read(text)) == (Alarm(AlarmKind.NUMBERING_GAP, "d/1.3", start, start + 5, message),)


def test_a_document_without_title_or_structure_says_so_first():
    text = "坚持创新引领。" * 500
    whole = tree(text, clause(text, "preamble1", ClauseKind.PREAMBLE, text))
    unnamed = replace(whole, document=replace(whole.document, metadata=DocumentMetadata(title="d")))
    assert found(unnamed) == [
        ("no_title", "", "没有找到文件标题"),
        ("no_structure", "", "全文3500字，没有识别出任何编号或标题"),
        ("long_clause", "preamble1", "条款长3500字，可能漏分了层级"),
    ]
    assert [kind for kind, *_ in found(whole)] == ["no_structure", "long_clause"]


def test_a_clause_of_2000_characters_is_not_too_long():
    text = f"一、{'坚' * 1998}"
    assert found(tree(text, clause(text, "1", ClauseKind.SECTION, text, ("一、",)))) == []


def test_a_heading_with_nothing_below_it_is_told():
    text = f"{TITLE}一、总体要求\n坚持创新。\n二、保障措施\n三、附则\n本规划由市局负责解释。\n"
    assert found(read(text)) == [("empty_heading", "2", "标题“二、保障措施”下没有内容")]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}一、开展专项行动\n二、建立工作机制\n三、加强宣传引导\n",
        f"{TITLE}一、本通知自发布之日起施行。\n二、总体要求\n坚持创新。\n",
        f"{TITLE}一、总体要求\n坚持创新。\n附件\n",
        f"{TITLE}第一章 总则\n第一条 为了保护知识产权，制定本条例。\n",
    ],
    ids=["a list of phrases", "a sentence", "an annex that is a file of its own", "articles below"],
)
def test_what_is_its_own_body_is_no_empty_heading(text):
    assert [alarm for alarm in found(read(text)) if alarm[0] == "empty_heading"] == []


def table(*rows: str, cells: tuple[int, ...]) -> ClauseTree:
    """A table of which each row holds so many cells."""
    text = "\n".join(rows)
    filled = tuple(Cell("指标", "值") for _ in range(9))
    clauses = [
        replace(clause(text, f"table1.r{number}", ClauseKind.ROW, row, parent="table1"), cells=filled[:count])
        for number, (row, count) in enumerate(zip(rows, cells, strict=True), start=1)
    ]
    return tree(text, *clauses)


def test_a_row_with_fewer_cells_than_the_others_is_told():
    assert found(table("发明 5 9", "商标 7", "版权 6 8", cells=(3, 2, 3))) == [
        ("short_row", "table1.r2", "表行只有2格，同表多为3格")
    ]


def test_a_blank_cell_between_bars_is_none_that_is_missing():
    assert found(table("发明 | 5 | 9", "商标 | | 7", "版权 | 6", cells=(3, 2, 2))) == [
        ("short_row", "table1.r3", "表行只有2格，同表多为3格")
    ]


def test_the_blank_and_merged_cells_of_a_grid_count():
    composer = Composer()
    rows = (("指标", "2020年", "2025年"), ("发明", "5", "9"), ("商标", "", "7"), ("版权", "6"))
    composer.line("甲市知识产权保护规划")
    composer.line("一、主要指标")
    composer.grid([[CellText(text, header=not number) for text in row] for number, row in enumerate(rows)])
    composer.grid([[CellText("类别"), CellText("数量")], [CellText("发明", rows=2), CellText("5")], [CellText("7")]])
    extracted = composer.finish()
    read_tree = build_tree(SourceDocument("d", extracted.text), extracted.layout)
    assert found(read_tree, (), extracted.layout) == [("short_row", "1.table1.r3", "表行只有2格，同表多为3格")]


def test_text_that_nobody_claims_is_told():
    text = "一、目标\n遗漏的一句。\n二、任务\n末尾"
    first, second = (clause(text, key, ClauseKind.ITEM, each) for key, each in (("1", "一、目标"), ("2", "二、任务")))
    assert found(tree(text, first, second)) == [
        ("unclaimed", "", "未归入任何条款：“遗漏的一句。”"),
        ("unclaimed", "", "未归入任何条款：“末尾”"),
    ]


def test_removed_text_that_reads_like_a_sentence_is_told():
    sentence = "本市对首次通过知识产权管理体系认证的企业给予一次性奖励，具体标准由市市场监管局另行制定并公布。"
    text = f"首页 > 政策\n{sentence}\n"
    spans = (Removed(0, 7, "page furniture"), Removed(8, 8 + len(sentence), "page furniture"))
    alarms = audit(tree(text, removed=(*spans, Removed(7, 8, "blank"), Removed(len(text) - 1, len(text), "blank"))))
    assert [(alarm.kind, alarm.start, alarm.end) for alarm in alarms] == [(AlarmKind.UNCLAIMED, 8, 8 + len(sentence))]
    assert found(tree(text, removed=(Removed(0, 8, "blank"), spans[1])))[0] == (
        "unclaimed", "", "被去除的文字像是正文：“首页 > 政策”",
    )  # fmt: skip


def test_what_a_scan_left_in_doubt_is_told_with_its_clause():
    text = f"{TITLE}一、总体要求\n坚待创新。\n"
    start = text.index("坚待")
    layout = Layout((Mark(MarkKind.DOUBTFUL, start, start + 2, detail="0.61"), Mark(MarkKind.NOTE, start, start + 2)))
    assert found(read(text), (), layout) == [("doubtful", "1", "扫描识别存疑（0.61）：“坚待”")]


def test_a_correction_that_matches_nothing_is_told():
    text = f"{TITLE}一、总体要求\n坚持创新。\n"
    corrections = (
        Correction(Action.NOT_HEADING, "一、总体要求"), Correction(Action.HEADING, "保障措施"),
        Correction(Action.SPLIT, "旧行 附则", at="附则"),
    )  # fmt: skip
    assert found(read(text), corrections) == [
        ("stale_correction", "", "更正已找不到对应的行：heading “保障措施”"),
        ("stale_correction", "", "更正已找不到对应的行：split “旧行 附则”（从“附则”断开）"),
    ]


def test_alarms_stand_in_text_order():
    text = f"{TITLE}一、总体要求\n（一）指导思想\n坚持创新。\n（三）目标\n达到5件。\n二、保障\n四、附则\n由市局解释。\n"
    alarms = audit(read(text), (Correction(Action.JOIN, "没有的行"),))
    assert [alarm.kind.value for alarm in alarms] == [
        "stale_correction", "numbering_gap", "empty_heading", "numbering_gap",
    ]  # fmt: skip
    assert [alarm.start for alarm in alarms] == sorted(alarm.start for alarm in alarms)


def test_lines_are_those_that_were_not_removed():
    text = "首页 > 政策 > 文件\n一、目标\n达到5件。\n"
    body = tree(text, removed=(Removed(0, 12, "page furniture"), Removed(12, 13, "blank")))
    assert [line.text for line in document_lines(body)] == ["一、目标", "达到5件。"]


def test_an_empty_tree_is_audited_too():
    assert found(tree("")) == []


@given(st.text(alphabet="一二三四十百第条章节之至、（）()1259.．①③⑴⑷⒈⒊㈠㈢aAcC)附件表专栏 |：。\n", max_size=120))
def test_alarms_lie_in_the_text_whatever_it_is(text):
    for alarm in audit(read(text)):
        assert 0 <= alarm.start <= alarm.end <= len(text)
        assert alarm.message


@pytest.mark.parametrize("removed", [(), (Removed(3, 5, "blank"),)], ids=["in no span", "removed as blank"])
def test_signs_that_show_nothing_are_no_lost_text(removed):
    text = "甲事。\xad\u200b"
    held = clause(text, "p1", ClauseKind.PARAGRAPH, "甲事。")
    assert [alarm for alarm in audit(tree(text, held, removed=removed)) if alarm.kind is AlarmKind.UNCLAIMED] == []
