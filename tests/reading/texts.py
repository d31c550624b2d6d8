"""Texts for property tests: lines of every sort that the reader knows, in any order, and arbitrary characters."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from assistant.reading.layout import CellText, Composer, Extracted, Layout, Mark, MarkKind

MARKS = (
    "第一编 总论",
    "第二章 知识产权创造",
    "第三节　服务",
    "第一条 本办法适用于全区。",
    "第一条之二 补充规定。",
    "第三条规定的资金由区财政安排。",
    "一、总体要求",
    "二、工作重点",
    "(一)发展目标",
    "（二）工作措施。逐步推进。",
    "1.加强保护。严格执法。",
    "1加强保护",
    "2加强运用",
    "1.1 细项",
    "2．全角点号",
    "(1)小项；",
    "2)小项",
    "①圈码",
    "——坚持改革创新。以改革促发展。",
    "--半角破折号",
    "专栏1 培育工程 |",
    "专栏2：服务工程",
    "附件1：指标表",
    "附件",
    "零、起始",
)
PLAIN = (
    "到2025年,有效发明专利达到100件。",
    "责任单位:市市场监管局、市财政局",
    "25家企业通过认证",
    "2020年是关键之年",
    "导言",
    "4.26世界知识产权日活动",
    "  缩进的一段，没有句号",
    "各区人民政府:",
    "某某市知识产权规划",
    "关于印发规划的",
    "## 一、标题 ##",
    "某某市人民政府办公室",
    "2021年11月19日",
    "2015730",
    "（此件公开发布）",
    "发文字号:某政发〔2022〕11号",
    "成文日期 :",
    "长" * 90 + "。",
)
TABLES = (
    "“十四五”主要指标 |",
    "||||||",
    "序号 |",
    "序号",
    "指标",
    "指标 |",
    "单位 |",
    "2025年 |",
    "1",
    "1 |",
    "2 |",
    "有效发明专利 |",
    "件 |",
    "3.05 |",
    "≧85% |",
    "3",
    "商标",
    "12",
    "|指标|单位|2025年|",
    "|---|---|---|",
    "|专利|件|100|",
    "||件|7|",
    "注：1.累计数据。",
    "|",
    "| |",
)
FURNITURE = ("首页 > 政务公开 > 政策", "扫一扫在手机打开当前页面", "关闭", "字体:大 中 小", "简体| 繁体", "编辑:某某")
BLANKS = ("", "", "   ", "\t", "　　")

_line = st.sampled_from((*MARKS, *PLAIN, *TABLES, *FURNITURE, *BLANKS))
policy_texts = st.lists(_line, max_size=40).map("\n".join)
# Control characters and separators of every kind stay in: files hold them.
any_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
dense_texts = st.text("一二三、(（)）.．0123456789条第章之附件专栏—- |\n　注:序号年月日。；", max_size=200)
texts = st.one_of(policy_texts, dense_texts, any_texts)

# Documents of which the line breaks were lost, and documents with the layout that a format gives.
RUNNING = (
    "第一条 甲市设立资金。",
    "第二条 资金专款专用。",
    "第三条之一 补充规定。",
    "第一章 总则",
    "一、总体要求",
    "二、工作重点。",
    "（一）甲；",
    "（二）乙。",
    "1.甲；",
    "2.乙。",
    "①甲；",
    "②乙。",
    "a)甲；",
    "b)乙。",
    "专栏1 工程",
    "——甲。",
    "依照《甲法》第二条处罚。",
    "用于下列事项：",
    "责任单位：市局",
    "各县人民政府：",
    "甲市人民政府办公室",
    "2022年3月1日",
    "某市关于加强保护的通知",
    " ",
    "　",
    "\n",
    "长" * 120,
)
running_texts = st.lists(st.sampled_from(RUNNING), max_size=40).map("".join)
LAYOUT_LINES = (*MARKS, *PLAIN, *TABLES, *FURNITURE, *BLANKS, *RUNNING)
_known = st.sampled_from(LAYOUT_LINES)
_any = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
_cell = st.builds(CellText, _known | _any, st.integers(-1, 5), st.integers(-1, 5), st.booleans())
_plain = st.tuples(st.just("line"), _known)
_marked = st.tuples(
    st.just("line"), _known, st.sampled_from(list(MarkKind)), st.integers(0, 7), st.sampled_from(["", "header"])
)
_grid = st.tuples(st.just("grid"), st.lists(st.lists(_cell, max_size=5), max_size=6), st.sampled_from(["", "表1 指标"]))
# Half of the lines have no mark: what marks do shows in the lines around them.
_written = st.one_of(
    _plain, _plain, _plain, _marked, _marked, _grid, st.tuples(st.just("line"), _any), st.just(("page",))
)


def write(parts: Sequence[tuple[Any, ...]]) -> Extracted:
    """What an extractor gives that writes these parts (the name of a method of ``Composer``, then its arguments)."""
    composer = Composer()
    for name, *arguments in parts:
        getattr(composer, name)(*arguments)
    return composer.finish()


composed = st.lists(_written, min_size=2, max_size=25).map(write)
# Marks and grids whose spans no Composer would write: over several lines, inside one, over each other.
_span = st.tuples(st.integers(0, 300), st.integers(0, 60))
_marks = st.builds(
    lambda span, kind, level: Mark(kind, span[0], span[0] + span[1], level),
    _span, st.sampled_from(list(MarkKind)), st.integers(0, 9),
)  # fmt: skip
marked = st.builds(
    lambda text, marks: Extracted(text, Layout(tuple(marks))), policy_texts, st.lists(_marks, max_size=12)
)
layouts = composed | marked
