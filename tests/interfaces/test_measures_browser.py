"""The page of support measures in a real Chromium, over the real documents."""

import csv
import io
import zipfile

import pytest
from playwright.sync_api import expect

from tests.fakes import ScriptedGenerator, make_assistant
from tests.interfaces.test_chat_browser import DESKTOP, ROOT, TELEPHONE, serving
from tests.interfaces.test_chat_browser import picture as take_picture
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"), ScriptedGenerator("好[1]。"))


@pytest.fixture(scope="module")
def address(assistant):
    with serving(assistant) as url:
        yield url


@pytest.fixture
def visit(watched):
    """Opens the page of measures, as ``watched`` does."""

    def visit(url, viewport=DESKTOP, scheme="light"):
        page = watched(url, viewport, scheme, accept_downloads=True)
        page.goto(f"{url}/measures")
        expect(page.locator(".measure").first).to_be_visible(timeout=20_000)
        return page

    return visit


def choose(page, label, value):
    page.get_by_label(label, exact=True).locator("visible=true").first.click()
    page.get_by_role("option", name=value, exact=True).click()
    page.keyboard.press("Escape")


def picture(page, name):
    take_picture(page, name, "measures")


def test_measures_are_found_by_place_and_type_and_open_at_their_clause(address, visit):
    page = visit(address)
    assert page.locator("#title-row .pages a[aria-current]").inner_text() == "支持措施"
    picture(page, "all")
    choose(page, "地区", "河源市")
    choose(page, "类型", "奖励")
    expect(page.locator(".found-count").first).to_have_text("3 条措施")
    first = page.locator(".measure").first
    assert first.locator(".chip").first.inner_text() == "明确给予"
    assert "对获得中国专利奖、广东专利奖的项目分档次给予财政奖励" in first.inner_text()
    first.locator(".measure-quote").click()
    expect(page.locator("#reader mark .quote").first).to_be_in_viewport()
    quoted = "".join(page.locator("#reader mark .quote").all_text_contents())
    assert quoted.startswith("每年筛选一批优质专利推荐申报中国专利奖")
    picture(page, "reader")


def test_the_matrix_says_why_a_cell_is_empty_and_links_each_measure(address, visit):
    page = visit(address)
    page.get_by_role("tab", name="各地对照").click()
    row = page.locator(".matrix tbody tr", has=page.locator("th", has_text="担保"))
    expect(row).to_be_visible()
    cells = row.locator("td").all_inner_texts()
    assert [cell for cell in cells if cell == "未规定"] == ["未规定"] * 3
    row.locator(".cell-measure").first.click()
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    picture(page, "matrix")


def test_a_profile_is_held_against_each_condition(address, visit):
    page = visit(address)
    page.get_by_role("tab", name="按情况匹配").click()
    choose(page, "我是", "中小微企业")
    choose(page, "需要", "维权援助")
    expect(page.locator(".found-count:visible")).to_contain_text("条可能适用的措施")
    checks = page.locator(".measure-checks:visible").first.inner_text()
    assert "适用地区" in checks
    assert "符合" in checks
    picture(page, "profile")


def test_indicators_are_compared_in_a_chart_and_a_table(address, visit):
    page = visit(address)
    page.get_by_role("tab", name="指标对照").click()
    expect(page.locator("#indicator-plot .main-svg").first).to_be_visible(timeout=20_000)
    row = page.locator(".indicators tr", has_text="知识产权质押融资登记金额").first
    assert "9005万元 2020年" in row.inner_text()
    picture(page, "indicators")


def test_what_is_shown_is_exported(address, visit):
    page = visit(address)
    choose(page, "地区", "玉溪市")
    expect(page.locator(".measure-head strong").first).to_have_text("玉溪市")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 CSV").locator("visible=true").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert rows[0][:3] == ["地区", "类型", "力度"]
    assert {row[0] for row in rows[1:]} == {"玉溪市"}
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 XLSX").locator("visible=true").click()
    with zipfile.ZipFile(download.value.path()) as book:
        assert "河源市" not in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_telephone(address, visit, scheme):
    page = visit(address, TELEPHONE, scheme)
    for tab in ("查找", "各地对照", "按情况匹配"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]
    picture(page, f"telephone-{scheme}")


def test_the_page_about_says_what_is_indexed_and_how_to_read_the_badges(address, visit):
    page = visit(address)
    page.click("#title-row .pages a >> text=关于")
    expect(page.locator(".about")).to_be_visible(timeout=20_000)
    text = page.inner_text(".about")
    assert "5 份" in text
    assert "multilingual-e5-small" in text
    assert "recall" not in text
    assert page.locator("[aria-labelledby=about-documents] tbody tr").count() == 5
    for badge in ("支持", "部分支持", "不支持", "明确给予", "限制取消"):
        assert badge in text
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")  # the page's own script is there
    page.click(".about tbody a >> nth=0")
    expect(page.locator("#reader .document-title")).to_have_text("河源市知识产权保护和运用“十四五”规划")
    picture(page, "about")
