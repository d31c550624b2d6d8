"""Web pages: their lines as a browser shows them, headings, tables, broken and hostile pages."""

import time

import pytest

from assistant.errors import DocumentError
from assistant.reading.formats.web.extract import extract_html
from assistant.reading.grids import read_grid
from assistant.reading.layout import Extracted, MarkKind
from assistant.records import ClauseKind


def extract(body: str, head: str = "") -> Extracted:
    """Extract a page in UTF-8."""
    return extract_html(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(), "页.html")


def lines(body: str) -> list[str]:
    """The lines of a page."""
    return extract(body).text.split("\n")[:-1]


def headings(extracted: Extracted) -> list[tuple[int, str]]:
    """Level and text of each heading."""
    marks = [mark for mark in extracted.layout.marks if mark.kind is MarkKind.HEADING]
    return [(mark.level, extracted.text[mark.start : mark.end]) for mark in marks]


def rows(extracted: Extracted) -> list[str]:
    """The rows of the tables of a page as ``header=value``."""
    tables = [read_grid(extracted.text, grid) for grid in extracted.layout.grids]
    return ["; ".join(f"{c.header}={c.value}" for c in row.cells) for table in tables if table for row in table.rows]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一<b>二</b><span>三</span></p><div>四<p>五</p>六</div>七<br>八", ["一二三", "四", "五", "六", "七", "八"]),
        ("<p>　　甲&nbsp;&nbsp; 乙\n\t丙  </p>", ["甲 乙丙"]),
        ("<p>中国\n  人民</p><p>two\nwords</p><p><b>甲</b>\n<b>乙</b></p>", ["中国人民", "two words", "甲 乙"]),
        ("<p>甲\u200b乙\u00ad丙\ufeff</p>", ["甲乙丙"]),
        ("<pre>第一行\n  第二行</pre>", ["第一行", "第二行"]),
        ("<div style='white-space:pre-wrap'>甲\n乙</div>", ["甲", "乙"]),
        ("<p>注<sup>①</sup>及H<sub>2</sub>O</p><p><img alt='图'>文</p>", ["注①及H2O", "文"]),
        ("<span style='display:block'>甲</span><span style='display: block'>乙</span>", ["甲", "乙"]),
        ("<p>文<script>x</script><style>y</style><!--z--><noscript>n</noscript><template>t</template></p>", ["文"]),
        ("<p>名<input value=v><button>b</button><select><option>o</select><textarea>t</textarea></p>", ["名"]),
        (
            "<p>显<span hidden>隐</span><span style='DISPLAY : none'>隐</span></p><dialog>隐</dialog>"
            + "<p>文</p>" * 60,
            ["显"] + ["文"] * 60,
        ),
        ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>", ["漢hàn"]),
    ],
    ids=[
        "blocks",
        "blanks",
        "source breaks",
        "invisible",
        "pre",
        "kept breaks",
        "small signs",
        "blocks by style",
        "silent",
        "forms",
        "hidden",
        "ruby",
    ],
)
def test_lines_are_those_that_a_browser_shows(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_headings_have_their_levels_and_the_only_h1_is_the_title() -> None:
    found = extract("<h1>管理办法</h1><h2>第一章 总则</h2><p>正文内容。</p><h3>一、范围</h3><p>正文内容。</p>")
    assert headings(found) == [(0, "管理办法"), (2, "第一章 总则"), (3, "一、范围")]


def test_of_several_h1_the_one_that_the_page_is_called_by_is_the_title() -> None:
    body = "<h1>云溪要闻</h1><h1>关于印发<br>管理办法的通知</h1><p>正文内容。</p><h1>附则</h1>"
    found = extract(body, "<title>关于印发管理办法的通知_云溪市</title>")
    assert headings(found) == [(1, "云溪要闻"), (0, "关于印发"), (0, "管理办法的通知"), (1, "附则")]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<div>云溪市管理办法</div><p>正文内容。</p>", "<title>云溪市管理办法 - 云溪市人民政府网</title>"),
        (
            "<p>云溪市管理办法</p><p>正文内容。</p>",
            "<meta name=ArticleTitle content='云溪市管理办法'><title>云溪</title>",
        ),
        ("<div class='xl_title'>云溪市管理办法</div><p>正文内容。</p>", "<title>云溪市人民政府</title>"),
    ],
    ids=["title", "meta", "class"],
)
def test_a_title_without_heading_is_known_by_convention(body: str, head: str) -> None:
    assert headings(extract(body, head)) == [(0, "云溪市管理办法")]


def test_a_sentence_in_a_heading_tag_is_no_heading() -> None:
    assert headings(extract(f"<h4>{'文' * 200}</h4>")) == []


LONG = "文" * 200
TWO_LEVELS = """
<table><caption>主要指标</caption>
<tr><td rowspan=2>类别</td><td rowspan=2>指标</td><td colspan=2>目标值</td></tr><tr><td>2020年</td><td>2025年</td></tr>
<tr><td rowspan=2>创造</td><td>高价值专利<br>（件）</td><td>1.2</td><td>3</td></tr>
<tr><td>注册商标</td><td>2.1</td><td></td></tr></table><p>注：2020年数据为初步统计数。</p>"""


def test_table_with_levels_merged_cells_and_a_note_below() -> None:
    found = extract(TWO_LEVELS)
    assert found.text.endswith("\n注：2020年数据为初步统计数。\n")
    assert [found.text[g.start : g.end].split("\n")[0] for g in found.layout.grids] == ["主要指标"]
    table = read_grid(found.text, found.layout.grids[0])
    assert table
    assert table.caption == "主要指标"
    assert rows(found) == [
        "类别=创造; 指标=高价值专利 （件）; 目标值2020年=1.2; 目标值2025年=3",
        "类别=创造; 指标=注册商标; 目标值2020年=2.1",
    ]


def test_bold_first_row_is_the_header_even_of_one_column() -> None:
    body = "<table><tr><td><strong>中学名称</strong></td></tr><tr><td>一中</td></tr><tr><td>二中</td></tr></table>"
    assert rows(extract(body)) == ["中学名称=一中", "中学名称=二中"]
    body = "<table><tr><td><b>甲</b></td><td><b>乙</b></td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    assert rows(extract(body)) == ["甲=丙; 乙=丁"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><tr><td><p>第一段。</p><p>第二段。</p></td></tr></table>", ["第一段。", "第二段。"]),
        ("<table><tr><td>左栏</td><td>右栏</td></tr></table>", ["左栏", "右栏"]),
        ("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", ["甲", "乙"]),
        ("<table role=presentation><tr><th>甲<th>乙<tr><td>丙<td>丁</table>", ["甲", "乙", "丙", "丁"]),
        (
            f"<table><tr><td>题<td>注<tr><td>左<td><p>第一条 {LONG}。</p><p>第二条 {LONG}。</p><p>完。</p></table>",
            ["题", "注", "左", f"第一条 {LONG}。", f"第二条 {LONG}。", "完。"],
        ),
        ("<table><tr><td>甲<td>乙<tr><td>丙<td><h2>题</h2><p>文</p></table>", ["甲", "乙", "丙", "题", "文"]),
    ],
    ids=["one cell", "one row", "one column", "role", "clauses", "headings"],
)
def test_tables_that_lay_out_the_page_are_lines(body: str, expected: list[str]) -> None:
    found = extract(body)
    assert (found.text.split("\n")[:-1], found.layout.grids) == (expected, ())


def test_layout_table_around_everything_keeps_the_table_within() -> None:
    inner = "<table border=1><tr><td>类别</td><td>标准</td></tr><tr><td>发明</td><td>2000</td></tr></table>"
    found = extract(
        f"<table><tr><td>第一条 资助。{inner}第二条 施行。</td><td>右</td></tr><tr><td>下</td></tr></table>"
    )
    assert found.text == "第一条 资助。\n类别 | 标准\n发明 | 2000\n第二条 施行。\n右\n下\n"
    assert rows(found) == ["类别=发明; 标准=2000"]


def test_comparison_of_two_texts_is_a_table() -> None:
    cell = "<p>第一条 甲方应当。</p><p>第二条 乙方应当。</p>"
    body = f"<table><tr><td>修订前</td><td>修订后</td></tr><tr><td>{cell}</td><td>{cell}</td></tr></table>"
    text = "第一条 甲方应当。 第二条 乙方应当。"
    assert rows(extract(body)) == [f"修订前={text}; 修订后={text}"]


def test_box_of_metadata_in_a_table() -> None:
    body = (
        "<table><tr><td><b>索 引 号：</b></td><td>0001/2023</td><td><b>成文日期：</b></td><td>2023年5月4日</td></tr>"
        "<tr><td><b>标　　题：</b></td><td colspan=3>关于印发办法的通知</td></tr></table><p>正文内容。</p>"
    )
    found = extract(body)
    table = read_grid(found.text, found.layout.grids[0])
    assert table
    assert table.kind is ClauseKind.METADATA
    assert [(cell.header, cell.value) for cell in table.cells] == [
        ("索引号", "0001/2023"),
        ("成文日期", "2023年5月4日"),
        ("标题", "关于印发办法的通知"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><span>索引号：</span><span>A-1</span></li><li><span>有效性</span><span>有效</span></li></ul>",
        "<ul><li><div>索引号</div><div>A-1</div></li><li><div>有效性：</div><div>有效</div></li></ul>",
        "<dl><dt>索引号</dt><dd>A-1</dd><dt>有效性：</dt><dd>有效</dd></dl>",
        "<div class=r><div>索引号：</div><div>A-1</div></div><div class=r><div>有效性</div><div>有效</div></div>",
    ],
    ids=["spans", "blocks", "definitions", "rows"],
)
def test_labels_of_metadata_stand_before_their_value(body: str) -> None:
    assert lines(body)[0].startswith("索引号：A-1")
    assert lines(body)[-1].endswith("有效性：有效")


def test_facts_and_counters_on_one_line_are_lines_of_their_own() -> None:
    body = (
        "<div><span>来源：市政府</span><span>发布时间：2023-05-06</span>"
        "<span>浏览次数：<i>12</i></span></div><p>文。</p>"
    )
    assert lines(body) == ["来源：市政府", "发布时间：2023-05-06", "浏览次数：12", "文。"]


def test_bold_words_at_the_start_of_a_sentence_are_no_label() -> None:
    assert lines("<p><b>主题</b>教育深入开展。</p><li><b>时间</b>紧、任务重，各单位要抓紧。</li>") == [
        "主题教育深入开展。",
        "时间紧、任务重，各单位要抓紧。",
    ]


def test_what_a_page_hides_until_its_script_runs_is_read() -> None:
    text = "<p>第一条 为了加强管理，制定本办法。</p><p>第二条 施行。</p>"
    body = f"<p>加载中</p><div id=content style='display:none'>{text}</div>"
    assert lines(body) == ["加载中", "第一条 为了加强管理，制定本办法。", "第二条 施行。"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>甲<b>乙<p>丙</b>丁", ["甲乙", "丙丁"]),
        ("<table><tr><td>甲<td>乙<tr><td>1<td>2</table>", ["甲 | 乙", "1 | 2"]),
        ("<div><p>甲</div></p>乙</span></table>丙", ["甲", "乙丙"]),
        ("<p>甲&#0;&#xD800;&#x110000;&bogus;&lt;b&gt;", ["甲���&bogus;<b>"]),
        ("甲<乙 <3 & 丙", ["甲<乙 <3 & 丙"]),
        ("<dl><dt>甲<dd>乙<dt>丙", ["甲", "乙", "丙"]),
        ("<p>甲\x00\x01乙</p>", ["甲乙"]),
        ("<table>外<tr><td>甲<td>乙<tr><td>1<td>2</table>", ["外", "甲 | 乙", "1 | 2"]),
    ],
    ids=["formatting", "cells", "closing", "references", "signs", "definitions", "controls", "foster"],
)
def test_broken_markup_is_read_as_browsers_do(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<div>" * 100_000 + "文", 1),
        ("<span>" * 100_000 + "文", 1),
        ("<table><tr><td>" * 20_000 + "文", 1),
        ("<ul><li>文" * 20_000, 20_000),
        ("<p>" + "".join(f"<font color=c{i}>" for i in range(600)) + "</p>" + "<p>文</p>" * 100_000, 100_000),
        (
            f"<table><tr>{'<td rowspan=65534 colspan=1000>文' * 300}</tr>{'<tr><td>1</td></tr>' * 20_000}</table>",
            20_001,
        ),
        ("<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">文", 1),
        ("<p>" + "<b> </b>" * 50_000 + "文", 1),
        ("<p>文" + " " * 1_000_000 + "字</p>", 1),
    ],
    ids=[
        "deep blocks",
        "deep lines",
        "deep tables",
        "deep lists",
        "unclosed fonts",
        "merged cells",
        "attributes",
        "empty elements",
        "blanks",
    ],
)
def test_hostile_pages_take_time_by_their_size(body: str, count: int) -> None:
    begin = time.perf_counter()
    extracted = extract(body)
    for grid in extracted.layout.grids:
        read_grid(extracted.text, grid)
    assert extracted.text.count("\n") == count
    assert time.perf_counter() - begin < 20


def test_too_large_a_page_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"大.html：网页过大"):
        extract_html(b"<html>" + b"<i>" * 3_000_001, "大.html")


@pytest.mark.parametrize("data", [b"", b"<", b"<html></html>", b"<!--", b"<p>&#", b"\xef\xbb\xbf"])
def test_pages_without_text_are_empty_or_their_signs(data: bytes) -> None:
    assert extract_html(data, "空.html").text in {"", "<\n", "&#\n"}


def test_same_page_same_result() -> None:
    assert extract(TWO_LEVELS) == extract(TWO_LEVELS)
