import pytest

from assistant.reading.metadata import describe
from assistant.records import Cell, Clause, ClauseKind, ClauseTree, SourceDocument
from tests.reading.made import read


def found(tree: ClauseTree) -> list[tuple[str, str, str]]:
    text = tree.document.text
    return [(f.field, f.value, text[f.start : f.end]) for f in describe(tree).facts if f.clause]


def roles(sentence: str) -> list[tuple[str, str]]:
    return [(field[0], value) for field, value, _ in found(read(f"一、任务\n（一）加强保护。{sentence}"))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("责任单位：市科技局、市财政局", [("r", "市科技局、市财政局")]),
        ("\n责任单位：市科技局，市财政局", [("r", "市科技局、市财政局")]),
        ("\n责任单位：\n市科技局、市财政局", [("r", "市科技局、市财政局")]),
        ("\n责任单位：市科技局、\n市财政局", [("r", "市科技局、市财政局")]),
        ("\n责 任 单 位：市科技局", [("r", "市科技局")]),
        ("\n【责任单位】市科技局【完成时限】2023年", [("r", "市科技局")]),
        ("（责任单位：市科技局，各县（市、区）人民政府）", [("r", "市科技局、各县（市、区）人民政府")]),
        ("(牵头单位:市科技局", [("r", "市科技局")]),
        ("（牵头单位：市科技局；配合单位：市财政局、市教育局）", [("r", "市科技局"), ("s", "市财政局、市教育局")]),
        ("（责任单位：市科技局；完成时限：2022年底）", [("r", "市科技局")]),
        ("牵头部门：市科技局 配合部门：市财政局", [("r", "市科技局"), ("s", "市财政局")]),
        ("责任单位：市科技局牵头，市财政局配合。", [("r", "市科技局"), ("s", "市财政局")]),
        ("责任单位：市科技局、市财政局等有关部门", [("r", "市科技局、市财政局")]),
        ("（省科技厅、财政厅负责）", [("r", "省科技厅、财政厅")]),
        ("（市科技局牵头，市财政局、市教育局按职责分工负责）", [("r", "市科技局"), ("r", "市财政局、市教育局")]),
        ("（市科技局牵头负责，市财政局等配合）。", [("r", "市科技局"), ("s", "市财政局")]),
        ("（市科技局会同市财政局负责）", [("r", "市科技局、市财政局")]),
        ("（市委编办、市政务局牵头，2024年6月底前完成）", [("r", "市委编办、市政务局")]),
        ("（市科技局牵头，持续推进）", [("r", "市科技局")]),
        ("（各部门按职责分工负责）", [("r", "各部门")]),
        ("由市科技局牵头，市财政局、市教育局配合，制定方案。", [("r", "市科技局"), ("s", "市财政局、市教育局")]),
        ("市科技局牵头，市财政局、市教育局配合。", [("r", "市科技局"), ("s", "市财政局、市教育局")]),
        ("由市委宣传部牵头组织开展宣传。", [("r", "市委宣传部")]),
        ("落实责任单位考核制度。", []),
        ("（由申请人负责）", []),
        ("（后果自行负责）", []),
        ("本办法由市科技局负责解释。", []),
        ("需由一个部门牵头的，协商确定。", []),
        ("责任单位：", []),
    ],
)
def test_units_in_running_text(sentence: str, expected: list[tuple[str, str]]):
    assert roles(sentence) == expected


def test_the_span_runs_from_the_first_to_the_last_unit():
    text = "一、任务\n（一）保护。（牵头单位：市科技局，市财政局；配合单位：市教育局）"
    assert found(read(text)) == [
        ("responsible", "市科技局、市财政局", "市科技局，市财政局"),
        ("supporting", "市教育局", "市教育局"),
    ]


def test_units_belong_to_the_clause_that_names_them():
    text = "一、保护\n加强保护。\n责任单位：市科技局\n二、运用\n促进运用。\n责任单位：市财政局"
    facts = [fact for fact in describe(read(text)).facts if fact.clause]
    assert [(fact.value, fact.clause) for fact in facts] == [("市科技局", "d/1"), ("市财政局", "d/2")]


def test_columns_of_a_table_and_merged_cells():
    text = "任务 | 牵头单位 | 配合单位\n甲 | 市科技局 | 市财政局、市\n教育局\n乙 | 市公安局"
    rows = (
        Clause("d/t.r1", "d", ClauseKind.ROW, (), text[16:38], 16, 38, "d/t", (
            Cell("任务", "甲"), Cell("牵头单位", "市科技局"), Cell("配合单位", "市财政局、市教育局"))),
        Clause("d/t.r2", "d", ClauseKind.ROW, (), text[39:], 39, len(text), "d/t", (
            Cell("任务", "乙"), Cell("牵头单位", "市科技局"), Cell("责任部门", "市公安局"))),
    )  # fmt: skip
    table = Clause("d/t", "d", ClauseKind.TABLE, (), text[:15], 0, 15)
    facts = [f for f in describe(ClauseTree(SourceDocument("d", text), (table, *rows), ())).facts if f.clause]
    assert [(f.field, f.value, text[f.start : f.end], f.clause) for f in facts] == [
        ("responsible", "市科技局", "市科技局", "d/t.r1"),
        ("responsible", "市科技局", "市科技局", "d/t.r2"),
        ("responsible", "市公安局", "市公安局", "d/t.r2"),
        ("supporting", "市财政局、市教育局", "市财政局、市\n教育局", "d/t.r1"),
    ]
