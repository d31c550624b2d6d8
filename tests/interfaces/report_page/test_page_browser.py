"""The page of a report in a real Chromium, at two sizes and in both schemes."""

import pytest

from assistant.interfaces.report_page.page import render_report
from tests.interfaces.report_page.made import full_report, hostile_report

pytestmark = pytest.mark.browser
SIZES = {"desktop": {"width": 1440, "height": 900}, "telephone": {"width": 390, "height": 844}}
FULL, STRANGE = str(render_report(full_report())), str(render_report(hostile_report()))
# The lowest contrast of any shown text against the ground it lies on.
CONTRAST = """() => {
  const channel = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parts(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, [r, g, b, a = 1]) => [r, g, b].map((c, i) => c * a + below[i] * (1 - a)),
      [255, 255, 255]);
  };
  const shown = [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest("svg")
    && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  return Math.min(...shown.map(e => {
    const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }));
}"""


@pytest.fixture
def visit(chromium, tmp_path):
    """Opens a page from a file; fails the test for any word in the console, dialog or request to elsewhere."""
    faults, opened = [], []

    def open_page(markup, size="desktop", scheme="light"):
        (tmp_path / "page.html").write_text(markup, "utf-8")
        page = chromium.new_page(viewport=SIZES[size], color_scheme=scheme)
        opened.append(page)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith("file:") or faults.append(request.url))
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield open_page
    for page in opened:
        page.close()
    assert faults == []


def shown(page):
    """The ids of the questions that can be seen, from the top."""
    return page.evaluate(
        "[...document.querySelectorAll('table.questions tbody')].filter(b => b.checkVisibility())"
        ".map(b => b.querySelector('button').innerText)"
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("markup", [FULL, STRANGE], ids=["full", "hostile"])
def test_the_page_fits_the_screen_and_can_be_read(visit, markup, size, scheme):
    page = visit(markup, size, scheme)
    page.locator("[data-open]").click()
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size]["width"]
    assert page.evaluate(CONTRAST) >= 4.5
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(19, 22, 26)") is (scheme == "dark")


def test_questions_are_filtered_by_kind_result_and_words(visit):
    page = visit(FULL)
    assert shown(page) == ["q1", "q2", "q3"]
    page.select_option("[name=result]", "failed")
    assert (shown(page), page.locator("output").inner_text()) == (["q2"], "1 / 3 题")
    page.select_option("[name=kind]", "fact")
    assert shown(page) == []
    assert page.locator(".empty").is_visible()
    page.select_option("[name=result]", "")
    assert shown(page) == ["q1"]
    page.select_option("[name=kind]", "*")
    page.fill("[name=words]", "YI/3")
    assert shown(page) == ["q2"]
    page.fill("[name=words]", "甲县 专利")
    assert shown(page) == ["q1"]
    page.fill("[name=words]", "")
    assert (shown(page), page.locator("output").inner_text()) == (["q1", "q2", "q3"], "3 题")
    assert not page.locator(".empty").is_visible()


def test_questions_are_sorted_both_ways(visit):
    page = visit(FULL)
    time = page.locator(".questions thead button").last
    time.click()
    assert shown(page) == ["q1", "q3", "q2"]
    time.click()
    assert shown(page) == ["q2", "q1", "q3"]
    assert page.locator(".questions th").last.get_attribute("aria-sort") == "descending"
    page.locator(".questions thead button").nth(4).click()
    assert shown(page) == ["q1", "q2", "q3"]
    assert page.locator(".questions th[aria-sort]").count() == 1


def test_the_table_of_kinds_is_sorted_and_keeps_its_last_line(visit):
    page = visit(FULL)
    page.locator("#kinds summary").click()
    names = page.locator(".matrix tr > th[scope=row]")
    assert names.all_inner_texts() == ["事实", "列举", "无答案", "全部"]
    page.locator(".matrix thead button").nth(2).click()
    assert names.all_inner_texts() == ["列举", "事实", "无答案", "全部"]


@pytest.mark.parametrize("size", SIZES)
def test_a_question_opens_and_closes(visit, size):
    page = visit(FULL, size)
    details = page.locator("#q2 .details")
    assert not details.is_visible()
    page.locator("#q2 .asked").click()
    assert details.is_visible()
    assert page.locator("#q2 button").get_attribute("aria-expanded") == "true"
    page.locator("#q2 button").focus()
    page.keyboard.press("Enter")
    assert not details.is_visible()
    page.locator("[data-open]").click()
    assert page.locator(".details:visible").count() == 3
    page.get_by_text("全部收起").click()
    assert page.locator(".details:visible").count() == 0


def test_a_link_shows_its_question_although_it_is_filtered_out(visit):
    page = visit(FULL)
    page.select_option("[name=kind]", "fact")
    page.locator("#changes .chip.lost").click()
    assert shown(page) == ["q1", "q2", "q3"]
    assert page.locator("#q2 .details").is_visible()
    box = page.locator("#q2").bounding_box()
    assert 0 <= box["y"] < SIZES["desktop"]["height"]


def test_one_chart_of_the_kinds_is_shown(visit):
    page = visit(FULL)
    charts = page.locator("[data-score]:visible")
    assert (charts.count(), charts.get_attribute("data-score")) == (1, "passed")
    page.select_option("[data-charts]", "wrong_document")
    assert (charts.count(), charts.get_attribute("data-score")) == (1, "wrong_document")


def test_without_scripts_everything_is_there(chromium, tmp_path):
    (tmp_path / "page.html").write_text(FULL, "utf-8")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.locator(".details:visible").count() == 3
    assert page.locator("[data-score]:visible").count() == 14
    assert not page.locator(".filters").is_visible()
    context.close()
