"""Running heads and feet: what the margins of one page or of many hold beside the text."""

import pytest

from assistant.reading.formats.pdf.extract import extract_pdf
from assistant.reading.formats.pdf.furniture import take_apart
from assistant.reading.formats.pdf.page import PageText, Piece, Rule, RuledCell, RuledTable, Style, TextLine
from assistant.reading.formats.pdf.paragraphs import Habits
from assistant.reading.layout import Extracted, MarkKind
from tests.reading.formats.pdf_made import LEFT, SIZE, Sheets

BODY, SMALL = Style(16.0), Style(10.5)
HABITS = Habits(BODY, 28.0)
TABLE = RuledTable(110, 300, (100, 300, 548), 1, (RuledCell(0, 0, 1, 1, "商标"), RuledCell(0, 1, 1, 1, "十二件")))
WIDE_RULE = Rule(90, 88, 505, 88)


def line(text: str, y: float, style: Style = BODY) -> TextLine:
    return TextLine((Piece(text, 100, 100 + style.size * len(text)),), y, style, (100, 548))


def small(text: str, y: float) -> TextLine:
    return line(text, y, SMALL)


def page(*items: TextLine | RuledTable, rules: tuple[Rule, ...] = ()) -> PageText:
    return PageText(595, 842, items, rules=rules)


def text_page(*above: TextLine | RuledTable, below: tuple[TextLine, ...] = ()) -> PageText:
    """A page of text from 104 to 720 points with something above and below."""
    return page(*above, *(line(f"正文第{n}行继续说明有关要求", 118.0 + 28 * n) for n in range(22)), *below)


def furniture(*pages: PageText) -> list[list[str]]:
    """The text and detail of what was told from the text of each page."""
    return [
        [f"{aside.detail}: {aside.text}" for aside in (*parts.headers, *parts.footers)]
        for parts in take_apart(pages, HABITS)
    ]


def test_heads_whose_words_change_and_that_miss_on_the_first_page() -> None:
    pages = [text_page(), text_page(small("物业服务收费规定", 60)), text_page(small("物业服务收费规定 第二章", 60))]
    assert furniture(*pages) == [[], ["header: 物业服务收费规定"], ["header: 物业服务收费规定 第二章"]]


@pytest.mark.parametrize(
    "pages",
    [
        [page(small("2024年第4期 青岚市人民政府公报", 50), line("停车管理规定", 110, Style(22)), line("正文。", 160))],
        [page(small("2024年第4期 青岚市人民政府公报", 60), TABLE)],
        [page(small("2024年第4期 青岚市人民政府公报", 84), line("正文。", 104), rules=(WIDE_RULE,))],
        [
            text_page(small("2024年第4期 青岚市人民政府公报", 90)),
            text_page(small("2024年第4期 青岚市人民政府公报", 90)),
        ],
        [page(small("2024年第4期 青岚市人民政府公报", 46), small("内部资料", 60), line("正文。", 118))],
    ],
    ids=["above a title", "above a table", "over a rule", "on both pages", "two lines"],
)
def test_heads_in_small_type(pages: list[PageText]) -> None:
    assert all("header: 2024年第4期 青岚市人民政府公报" in found for found in furniture(*pages))


@pytest.mark.parametrize(
    "head",
    [
        "附件1", "单位：万元", "表1 主要指标", "续表", "（征求意见稿）", "青政发〔2025〕1号", "索引号：0123", "000026",
        "发布日期：2024-06-05 10:21 来源：市商务局", "本页说明有关情况。", "一、总体要求", "2025年3月18日",
    ],
)  # fmt: skip
def test_small_lines_of_the_text_above_it_are_no_heads(head: str) -> None:
    assert furniture(page(small(head, 50), line("标题", 110, Style(22)), line("正文。", 160))) == [[]]


def test_a_chapter_as_head_is_known_by_its_heading() -> None:
    pages = [text_page(), text_page(small("第二章 收费管理", 60)), text_page(line("第二章 收费管理", 110))]
    assert furniture(*pages) == [[], ["header: 第二章 收费管理"], []]


def test_a_small_line_at_the_place_of_the_text_is_none() -> None:
    assert furniture(text_page(), page(small("图片说明", 114), line("正文。", 170))) == [[], []]


def test_a_small_line_without_white_below_it_is_none() -> None:
    assert furniture(page(small("关于情况的说明", 100), line("正文。", 124), line("正文。", 152))) == [[]]


def test_type_as_large_as_the_text_is_no_head() -> None:
    assert furniture(page(line("青岚市知识产权局", 50), line("正文。", 160))) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "2024/6/5 10:21 关于做好就业工作的通知", "2024-06-05 上午10:21", "关于做好就业工作的通知 6/5/24, 10:21 AM",
        "https://example.invalid/t1.html 1/2", "file:///C:/tmp/a.html",
    ],
)  # fmt: skip
def test_what_browsers_print_needs_no_white_around_it(text: str) -> None:
    pages = [page(small(text, 22), line("正文。", 40), line("正文。", 800), small("1 of 2", 820))]
    assert furniture(*pages) == [[f"header: {text}", "page number: 1 of 2"]]


def test_a_foot_in_words_is_told_from_the_imprint_and_from_notes() -> None:
    foot, note = small("青岚市知识产权局编印", 790), small("① 不含贷款贴息。", 790)
    imprint = (
        line("抄送：市委办公室，市人大常委会办公室。", 760, Style(14)),
        line("市政府办公室 2025年3月18日印发", 790, Style(14)),
    )
    pages = [text_page(below=(foot,)), text_page(below=(note,)), text_page(below=imprint)]
    assert furniture(*pages) == [["footer: 青岚市知识产权局编印"], [], []]


def marked(extracted: Extracted, kind: MarkKind) -> list[tuple[str, int]]:
    return [(extracted.text[m.start : m.end], m.level) for m in extracted.layout.marks if m.kind is kind]


def printed() -> bytes:
    """A page as a browser prints it: a title too long for its line, text that runs over the page."""
    sheets = Sheets(numbered=False)
    for number in (1, 2):
        sheets.put(20, 30, "2024/6/5 10:21", 8)
        sheets.put(150, 30, "关于做好就业工作的通知", 8)
        sheets.put(20, 820, f"https://example.invalid/t1.html {number}/2", 8)
        if number == 1:
            sheets.put(LEFT + 4, 70, "关于做好二〇二四年高校毕业生就业工作的通", 22)
            sheets.put(LEFT + 213, 105, "知", 22)
            for place in range(20):
                sheets.put(LEFT, 150 + 28.0 * place, "各地要落实就业政策并且开展专项服务活动促进毕业生就业啊", SIZE)
            sheets.page = 2
            sheets.canvas.showPage()
    sheets.put(LEFT, 60, "做好总结。", SIZE)
    return sheets.finish()


def test_a_printed_web_page_is_its_title_and_one_paragraph() -> None:
    extracted = extract_pdf(printed(), "printed.pdf")
    text = "各地要落实就业政策并且开展专项服务活动促进毕业生就业啊" * 20 + "做好总结。"
    assert extracted.text.split("\n")[1:3] == ["关于做好二〇二四年高校毕业生就业工作的通知", text]
    assert marked(extracted, MarkKind.HEADING) == [("关于做好二〇二四年高校毕业生就业工作的通知", 0)]
    assert [text for text, _ in marked(extracted, MarkKind.FURNITURE)] == [
        "2024/6/5 10:21 关于做好就业工作的通知", "https://example.invalid/t1.html 1/2",
        "2024/6/5 10:21 关于做好就业工作的通知", "https://example.invalid/t1.html 2/2",
    ]  # fmt: skip


def test_a_table_goes_on_under_a_head_of_two_pages() -> None:
    sheets = Sheets(numbered=False, header="青岚市重点项目计划")
    xs = [79.0, 250.0, 520.0]
    sheets.table(
        xs, [600.0, 640.0, 680.0], [(0, 0, 1, 1, "序号"), (0, 1, 1, 1, "任务"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "甲")]
    )
    sheets.put(LEFT, 119, "重点项目如下：")
    sheets.new_page()
    sheets.table(
        xs, [90.0, 130.0, 170.0], [(0, 0, 1, 1, "序号"), (0, 1, 1, 1, "任务"), (1, 0, 1, 1, "2"), (1, 1, 1, 1, "乙")]
    )
    extracted = extract_pdf(sheets.finish(), "table.pdf")
    (grid,) = extracted.layout.grids
    assert extracted.text[grid.start : grid.end] == "序号 | 任务\n1 | 甲\n序号 | 任务\n2 | 乙"
    assert [text for text, _ in marked(extracted, MarkKind.FURNITURE)] == ["青岚市重点项目计划"] * 2
