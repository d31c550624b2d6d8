"""The page of a report as markup."""

import base64
import hashlib
import re
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.evaluation.report import make_report
from assistant.interfaces.report_page import page as page_module
from assistant.interfaces.report_page.page import render_report
from tests.evaluation.made import RUN, outcomes
from tests.interfaces.report_page.made import HOSTILE, full_report, hostile_report, plain_report

FULL = str(render_report(full_report()))
SOURCES = Path(page_module.__file__).parent


class Elements(HTMLParser):
    """Every opening tag with its attributes, and the text of the cells of each question."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if attributes.get(name)]


def text(markup: str) -> str:
    """What a reader sees of some markup."""
    return unescape(re.sub(r"<[^>]+>", " ", markup))


def section(page: str, identifier: str) -> str:
    """The markup from an id to the end of its section."""
    start = page.index(f'id="{identifier}"')
    return page[page.rindex("<section", 0, start) : page.index("</section>", start)]


@pytest.mark.parametrize("report", [full_report(), hostile_report(), plain_report(1)], ids=["full", "hostile", "small"])
def test_the_page_needs_nothing_else(report):
    page = str(render_report(report))
    elements = Elements(page)
    assert elements.values("src") == []
    assert all(target.startswith("#") for target in elements.values("href"))
    assert not re.search(r"url\(|@import|https?:", page)
    assert not {tag for tag, _ in elements.tags} & {"img", "iframe", "object", "link", "form", "base"}


def test_only_its_own_script_may_run():
    (script,) = re.findall(r"<script>(.*?)</script>", FULL, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = (value for value in Elements(FULL).values("content") if "default-src" in value)
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


@pytest.mark.parametrize("name", ["page.js", "page.css"])
def test_script_and_style_survive_being_escaped(name):
    source = (SOURCES / name).read_text("utf-8")
    assert escape(source) == source
    assert source in FULL


def test_hostile_texts_stay_texts():
    page = str(render_report(hostile_report()))
    elements = Elements(page)
    assert [tag for tag, _ in elements.tags].count("script") == 1
    assert [name for _, attributes in elements.tags for name in attributes if name.startswith("on")] == []
    assert "<img" not in page
    assert page.count(escape(HOSTILE)) > 20


def test_every_link_leads_to_one_place():
    elements = Elements(FULL)
    places = elements.values("id")
    assert len(places) == len(set(places))
    assert {target[1:] for target in elements.values("href")} <= set(places)


def test_the_head_names_what_was_measured():
    head = text(FULL[FULL.index("<header") : FULL.index("</header>")])
    for words in (
        "评测报告",
        "Evaluation report",
        "gold.jsonl",
        "3 题",
        "语言模型作答",
        "0123456789abcdef",
        "2026-01-02 03:04 UTC",
    ):
        assert words in head


def test_scores_stand_with_their_intervals():
    figures = text(FULL[FULL.index('class="tiles"') : FULL.index('id="changes"')])
    assert re.search(r"全部做对 +Passed +66\.7% +0\.0–100\.0% · 3 题", figures)
    assert re.search(r"平均倒数名次 +MRR@10 +0\.750 +0\.500–1\.000", figures)
    assert re.search(r"中位用时 +Median time +200 ms", figures)
    assert "干扰居首" not in figures


def test_what_is_out_of_the_ordinary_is_said_first():
    notes = text(FULL[FULL.index("<aside") : FULL.index("</aside>")])
    assert "本次另加入 3 份干扰文件（1,200 个条款）一同检索。" in notes
    assert "语言模型写出 1 个回答，中位用时 4.0 秒；其余为摘录或拒答。" in notes
    assert "1 条依据无法满足：没有一个条款含有全部文字" in notes
    assert "<aside" not in str(render_report(plain_report()))


def test_each_score_has_a_chart_by_kind_of_which_one_is_shown():
    charts = [attributes for _, attributes in Elements(FULL).tags if "data-score" in attributes]
    report = full_report()
    assert {chart["data-score"] for chart in charts} == set(report.overall.scores)
    start = FULL.index('data-score="recall@5"')
    rows = re.findall(r'class="label">(\w+)<small>(\d+) 题', FULL[start : FULL.index("data-score", start + 9)])
    assert rows == [("全部", "2"), ("事实", "1"), ("列举", "1")]


def test_ranks_are_counted_and_what_was_not_found_stands_out():
    card = FULL[FULL.index("依据名次 ") :]
    counts = re.findall(r"<b>(\d*)</b>", card[card.index("above") : card.index("<svg")])
    assert counts == ["1", "1", "", "", "", "", "", "", "", "", ""]
    assert 'aria-label="各名次的题数。1：1，2：1，3：0' in card


def test_reasons_are_judged():
    card = FULL[FULL.index("拒答 <b>") :]
    rows = re.findall(r'<th scope="row">([^<]+)<small>(\d) 题</small></th><td>(.*?)</td>', card)
    assert [(name, count, re.findall(r'chip (\w+)">([^<]+)<', chips)) for name, count, chips in rows] == [
        ("没有收录该地的文件", "1", [("near", "没有找到相关条款 1")])
    ]


def test_changes_are_shown_with_their_interval_and_questions():
    changes = FULL[FULL.index('id="changes"') : FULL.index('id="kinds"')]
    words = text(changes)
    assert "两次共有 3 题" in words
    assert re.search(r"前五召回 +Recall@5 +\+25\.0 +−50\.0 至 \+100\.0 +50\.0% → 75\.0% +1 好 1 坏", words)
    assert re.findall(r'href="#(q\d)" title="[^"]+" class="chip (\w+)">(\w+)<', changes) == [
        ("q1", "gained", "q1"), ("q2", "lost", "q2"),
    ]  # fmt: skip
    assert 'id="changes"' not in str(render_report(plain_report()))


def test_every_question_tells_its_result_and_what_was_found():
    bodies = re.findall(r'<tbody id="(q\d)" data-kind="(\w+)" data-result="([\w ]*)"', FULL)
    assert bodies == [
        ("q1", "fact", "gained"),
        ("q2", "list", "facts citation failed lost"),
        ("q3", "unanswerable", ""),
    ]
    second = FULL[FULL.index('<tbody id="q2"') : FULL.index('<tbody id="q3"')]
    cells = re.findall(r'<td class="(?:rank|time)"[^>]*data-v="([\d.]+)"', second)
    assert cells == ["2", "4.0000"]
    words = text(second)
    for shown in (
        "给予贴息[1][2]。",
        "甲县有哪些措施？",
        "逐句核对：支持 1、部分支持 1",
        "第 2 条，已引用",
        "未检出，未引用",
        "yi/3",
    ):
        assert shown in words
    assert re.findall(r'<li class="(said|unsaid)">([^<]+)<', second) == [("said", "贴息"), ("unsaid", "保险 / 投保")]
    assert "拒答理由：没有找到相关条款；应为：没有收录该地的文件" in text(FULL[FULL.index('<tbody id="q3"') :])


def test_filters_count_what_they_show():
    options = re.findall(r'<option value="([\w*]*)">\s*([^<]+)<', FULL[FULL.index('class="filters"') :])
    assert options == [
        ("*", "全部类型 3"), ("fact", "事实 1"), ("list", "列举 1"), ("unanswerable", "无答案 1"),
        ("", "全部结果 3"), ("failed", "只看未通过 1"), ("facts", "缺事实 1"), ("citation", "缺引文 1"),
        ("gained", "新做对 1"), ("lost", "新做错 1"),
    ]  # fmt: skip


def test_questions_with_answers_alone_have_a_page():
    page = str(render_report(make_report(RUN, outcomes()[2:])))
    assert "应拒已拒" in page
    assert "首位召回" not in page
    assert "未安装" in page
