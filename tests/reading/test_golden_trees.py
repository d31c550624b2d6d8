"""The trees of the five policies: a change shows up as a difference that somebody reads.

``python tests/golden/regenerate.py`` writes the golden files anew.
"""

import pytest

from assistant.records import ClauseKind, ClauseTree
from tests.golden.render import TREES, corpus_trees, render_tree

READ = {tree.document.id: tree for tree in corpus_trees()}


def test_there_is_one_golden_file_for_each_document():
    assert sorted(path.stem for path in TREES.glob("*.txt")) == sorted(READ)


@pytest.mark.parametrize("name", sorted(READ))
def test_tree_is_the_golden_one(name: str):
    assert render_tree(READ[name]) == (TREES / f"{name}.txt").read_text(encoding="utf-8")


def _rows(tree: ClauseTree) -> list[dict[str, str]]:
    return [{c.header: c.value for c in clause.cells} for clause in tree.clauses if clause.kind is ClauseKind.ROW]


def test_indicators_of_heyuan():
    rows = _rows(READ["heyuan"])
    assert [row["序号"] for row in rows] == [str(number) for number in range(1, 15)]
    assert {row["属性"] for row in rows} == {"预期性"}
    assert [(row["类别"], row["单位"], row["基础值2020年"], row["规划值2025年"]) for row in rows] == [
        ("高质量创造", "件", "1.85", "3.05"),
        ("高质量创造", "件", "0.39", "1"),
        ("高质量创造", "件", "0", "2"),
        ("高质量创造", "%", "9", "≧10"),
        ("高效益运用", "万元", "9005", "18000"),
        ("高效益运用", "亿元", "1.65", "2.2"),
        ("高标准保护", "件/年", "-", "≧5"),
        ("高标准保护", "件/年", "-", "≧70"),
        ("高标准保护", "件/年", "8", "≧15"),
        ("高标准保护", "件", "3", "5"),
        ("高标准保护", "%", "-", "≧85%"),
        ("高水平服务", "人次/年", "-", "≧3000"),
        ("高水平服务", "家", "-", "≧2"),
        ("高水平服务", "%", "-", "≧83"),
    ]


def test_indicators_of_jinghai():
    assert [(row["主要指标"], row["2020"], row["2025年目标"]) for row in _rows(READ["jinghai"])] == [
        ("有效商标注册量", "12654", "15000"),
        ("新增专利授权量", "4565", "12000"),
        ("万人均发明专利拥有量", "4.37", "6"),
        ("海外专利授权量", "0", "1"),
        ("PCT国际专利申请量", "0", "1"),
        ("国家知识产权优势、示范企业", "0", "1"),
        ("市级高价值专利试点项目单位", "2", "5"),
        ("知识产权贯标企业数量", "4", "20"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("minhe", 10), ("xinzhou", 20)],
    ids=["lines of their own", "in brackets at the end"],
)
def test_responsible_units_stay_with_their_clause(name: str, expected: int):
    holders = [c for c in READ[name].clauses if "责任单位:" in c.text or "牵头单位:" in c.text]
    assert len(holders) == expected
    assert all(len(c.text) > 60 and c.kind in {ClauseKind.ITEM, ClauseKind.SECTION} for c in holders)
