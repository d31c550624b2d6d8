"""The page of a document that was read: as markup, and in a real Chromium at two sizes and in both schemes."""

import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.interfaces.read_page import render_reading
from assistant.interfaces.reading_view import View
from assistant.reading.audit import Alarm, AlarmKind
from assistant.records import Clause, ClauseKind, ClauseTree, DocumentMetadata, SourceDocument
from tests.interfaces.made_reading import HOSTILE, TEXT, VIEW

PAGE = str(render_reading(VIEW))
SIZES = {"desktop": {"width": 1440, "height": 900}, "telephone": {"width": 390, "height": 844}}


class Elements(HTMLParser):
    """Every opening tag with its attributes, and the text inside the source."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.source = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "span":
            self._inside = self._row

    def handle_endtag(self, tag):
        if tag == "span":
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.source += data

    @property
    def _row(self) -> bool:
        rows = [attributes for tag, attributes in self.tags if tag == "div"]
        return bool(rows) and "row" in (rows[-1].get("class") or "")

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if attributes.get(name)]


ELEMENTS = Elements(PAGE)


def test_the_source_is_the_text_word_for_word():
    source = PAGE[PAGE.index('id="source"') : PAGE.index('id="tree"')]
    assert Elements(source).source == TEXT


def test_a_hostile_text_stays_text():
    tags = {tag for tag, _ in ELEMENTS.tags}
    assert not tags & {"script", "img", "iframe", "object", "link", "form", "input"}
    assert PAGE.count(escape(HOSTILE)) == 2
    assert "<img" not in PAGE
    assert [name for _, attributes in ELEMENTS.tags for name in attributes if name.startswith("on")] == []


def test_the_page_needs_nothing_else():
    assert ELEMENTS.values("src") == []
    assert all(target.startswith("#") for target in ELEMENTS.values("href"))
    assert not re.search(r"url\(|@import|https?:", PAGE)
    assert "default-src &#x27;none&#x27;" in PAGE


def test_every_link_leads_to_one_place():
    places = ELEMENTS.values("id")
    assert len(places) == len(set(places))
    assert {target[1:] for target in ELEMENTS.values("href")} <= set(places)


def test_the_style_survives_being_escaped():
    style = (Path(__file__).parents[2] / "assistant" / "interfaces" / "read_page.css").read_text("utf-8")
    assert escape(style) == style
    assert f"<style>{style}</style>" in PAGE


def test_rows_carry_line_numbers_kinds_and_reasons():
    rows = [attributes for tag, attributes in ELEMENTS.tags if tag == "div" and "row" in (attributes["class"] or "")]
    assert [row.get("data-n") for row in rows] == ["1", "2", "3", None, None, "5", "6", "7", "8"]
    assert [row.get("data-k") for row in rows] == [
        "已去除", "标题", "章节", "章节", None, "项目", "表行", "章节", "已去除",
    ]  # fmt: skip
    assert [row["class"] for row in rows][:5] == [
        "row k-removed", "row k-front first last", "row k-section first last", "row k-section first last",
        "row k-none blank",
    ]  # fmt: skip
    assert "已去除：网页或页面元素" in ELEMENTS.values("title")


def test_alarms_are_listed_and_marked_in_the_margin():
    marks = [attributes for tag, attributes in ELEMENTS.tags if attributes.get("class") == "mark"]
    assert [(mark["href"], mark["data-n"]) for mark in marks] == [("#a1", "3"), ("#a2", "7")]
    assert marks[0]["title"] == "编号不连续：编号从二开始。 It starts at 二."
    alarms = PAGE[PAGE.index('id="alarms"') : PAGE.index("<main")]
    assert re.findall(r"<b>([^<]+)</b>", alarms) == ["3", "更正失效", "编号不连续", "标题下无内容"]
    assert alarms.count('href="#L3"') == alarms.count('href="#L7"') == 1


def test_the_tree_is_nested_and_holds_the_cells():
    tree = PAGE[PAGE.index('id="tree"') :]
    assert re.findall(r'data-k="(\w+)" data-n="(\d)"', tree) == [
        ("标题", "2"), ("章节", "3"), ("章节", "3"), ("项目", "5"), ("表行", "6"), ("章节", "7"),
    ]  # fmt: skip
    assert tree.index('href="#c2"') < tree.index('<ul><li class="k-item">') < tree.index('href="#c3"')
    assert "<dt>指标&lt;b&gt;</dt><dd>甲</dd><dt>值</dt><dd>5</dd>" in tree


def test_metadata_shows_confidence_units_and_what_was_removed():
    head = PAGE[PAGE.index('id="metadata"') if 'id="metadata"' in PAGE else 0 : PAGE.index('id="alarms"')]
    assert re.findall(r'<th scope="row">([^<]+)</th>', PAGE) == ["标题", "地区", "发文机关", "有效性", "主送机关"]
    assert re.findall(r'class="sure"[^>]*>([\d.—]+)', PAGE) == ["0.90", "—", "0.60", "1.00", "—"]
    assert "责任单位 1" in head
    assert "去除的文字：网页或页面元素 2" in head


def test_long_lists_of_alarms_are_folded():
    alarms = tuple(Alarm(AlarmKind.LONG_CLAUSE, "d/1", n, n + 1, f"第{n}。 No. {n}.") for n in range(15))
    page = str(render_reading(View(VIEW.tree, alarms)))
    assert "<summary>其余 3 条</summary>" in page
    assert page.count("条款过长</b>") == 15


def test_an_empty_document_has_a_page():
    page = str(render_reading(View(ClauseTree(SourceDocument("d", "", DocumentMetadata()), (), ()), ())))
    assert "没有发现问题。" in page
    assert "没有条款。" in page


def test_deep_trees_cost_no_stack():
    clauses = tuple(
        Clause(f"d/{n}", "d", ClauseKind.ITEM, (), "甲", n, n + 1, f"d/{n - 1}" if n else "") for n in range(3000)
    )
    page = str(render_reading(View(ClauseTree(SourceDocument("d", "甲" * 3000), clauses, ()), ())))
    assert page.count("<li class=") >= 3000


@pytest.fixture
def visit(chromium, tmp_path):
    """Opens a page from a file; fails the test for any word in the console, dialog or request to elsewhere."""
    faults, opened = [], []

    def open_page(markup, size="desktop", scheme="light", fragment=""):
        (tmp_path / "page.html").write_text(markup, "utf-8")
        page = chromium.new_page(viewport=SIZES[size], color_scheme=scheme)
        opened.append(page)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith("file:") or faults.append(request.url))
        page.goto(f"{(tmp_path / 'page.html').as_uri()}{fragment}")
        return page

    yield open_page
    for page in opened:
        page.close()
    assert faults == []


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_the_screen(visit, size, scheme):
    page = visit(PAGE, size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size]["width"]
    assert page.locator("h1").inner_text() == "甲市规划"
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(20, 23, 26)") is (scheme == "dark")
    overlaps = page.evaluate("""() => [...document.querySelectorAll('.row')].filter((row, index, rows) =>
        index && row.getBoundingClientRect().top < rows[index - 1].getBoundingClientRect().bottom - 0.5).length""")
    assert overlaps == 0


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_a_link_in_the_tree_shows_its_clause(visit, size):
    filler = "".join(f"第{number}行。\n" for number in range(2000))
    text = f"{filler}末条"
    last = Clause("d/1", "d", ClauseKind.ITEM, (), "末条", len(filler), len(text))
    first = Clause("d/p1", "d", ClauseKind.PARAGRAPH, (), filler, 0, len(filler))
    page = visit(str(render_reading(View(ClauseTree(SourceDocument("d", text), (first, last), ()), ()))), size)
    page.locator("#tree a", has_text="末条").click()
    box = page.locator("#c1").bounding_box()
    assert 0 <= box["y"] < SIZES[size]["height"]
    assert page.locator("#c1").evaluate("e => getComputedStyle(e).boxShadow") != "none"
