"""Word documents: order of the text, headings, contents, text boxes, headers and footers."""

import pytest

from assistant.errors import DocumentError
from assistant.reading.formats.word.extract import extract_word
from assistant.reading.layout import MarkKind
from tests.reading.formats.word_made import (
    cell,
    cells,
    definition,
    docx,
    field,
    level,
    marks,
    numbered,
    p,
    package,
    part,
    parts_of,
    read,
    row,
    run,
    style,
    table,
    text,
    text_box,
)

TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
DELETED = "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"


def test_blocks_in_controls_and_changes_keep_their_order():
    body = [
        p("甲"),
        f"<w:sdt><w:sdtContent>{p('乙')}<w:customXml>{p('丙')}</w:customXml></w:sdtContent></w:sdt>",
        f"<w:ins>{p('丁')}</w:ins>",
        f"<w:del>{p('删')}</w:del>",
        f"<mc:AlternateContent><mc:Choice>{p('戊')}</mc:Choice><mc:Fallback>{p('旧')}</mc:Fallback></mc:AlternateContent>",
        "<m:oMathPara><m:oMath><m:r><m:t>a=1</m:t></m:r></m:oMath></m:oMathPara>",
        p(),
        p("己"),
    ]
    assert text(*body) == "甲\n乙\n丙\n丁\n戊\na=1\n\n己\n"


def test_a_deleted_paragraph_end_joins_two_paragraphs():
    made = definition(0, level(0, "%1.")) + numbered(1, 0)
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("上半") + "</w:p>"
    assert text(first, p("下半", list_=1, level=0), numbering=made) == "1. 上半下半\n"
    assert text(p("甲"), first) == "甲\n上半\n"
    assert text(first, table(row("乙", "丙"))) == "上半\n乙 | 丙\n"
    boxed = first.replace("</w:p>", text_box(p("框")) + "</w:p>")
    assert text(boxed, p("下半")) == "上半下半\n框\n"
    assert text(boxed) == "上半\n框\n"


def test_a_run_in_heading_shares_its_line():
    lead = "<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>" + run("（一）目标。") + "</w:p>"
    assert text(lead, p("到2025年……")) == "（一）目标。到2025年……\n"


def test_headings_come_from_styles_and_outline_levels():
    styles = (
        style("1", "heading 1", paragraph='<w:outlineLvl w:val="0"/>')
        + style("a3", "标题 2")
        + style("Own", "章标题", based_on="1")
        + style("Deep", "节", paragraph='<w:outlineLvl w:val="4"/>')
        + style("Off", "正文样式", based_on="1", paragraph='<w:outlineLvl w:val="9"/>')
        + style("T", "Title", paragraph='<w:outlineLvl w:val="0"/>')
        + style("Red", "公文标题", based_on="T")
        + style("S", "Subtitle", based_on="T")
    )
    body = [p(key, style=key) for key in ["1", "a3", "Own", "Deep", "Off", "T", "Red", "S", "Heading3", "Unknown"]]
    body += [
        p("外", more='<w:outlineLvl w:val="2"/>'),
        p("文", style="1", more='<w:outlineLvl w:val="9"/>'),
        p("", style="1"),
    ]
    assert marks(read(*body, styles=styles)) == [
        ("heading", "1", 1, ""), ("heading", "a3", 2, ""), ("heading", "Own", 1, ""), ("heading", "Deep", 5, ""),
        ("heading", "T", 0, ""), ("heading", "Red", 0, ""), ("heading", "Heading3", 3, ""), ("heading", "外", 3, ""),
    ]  # fmt: skip


def test_a_heading_of_two_lines_is_one_heading():
    styles = style("T", "Title")
    extracted = read(p(run("某市人民政府") + BREAK + run("关于印发办法的通知"), style="T"), styles=styles)
    assert marks(extracted) == [("heading", "某市人民政府\n关于印发办法的通知", 0, "")]


def test_contents_are_furniture():
    styles = style("toc1", "toc 1") + style("TOC", "TOC Heading") + style("mulu", "目录 2")
    link = f'<w:hyperlink w:anchor="_Toc1">{run("第一章 总则")}{TAB}{field("PAGEREF _Toc1", run("1"))}</w:hyperlink>'
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = [
        f"<w:sdt>{gallery}<w:sdtContent>{p('目 录')}{p(link)}</w:sdtContent></w:sdt>",
        p("目录", style="TOC"),
        p("第二章 保护\t9", style="toc1"),
        p("第一节 执法\t10", style="mulu"),
        p(start + run("第三章 附则") + TAB + run("12")),
        p("正文在域内而域不结束"),
    ]
    extracted = read(*body, styles=styles)
    assert marks(extracted) == [
        ("furniture", line, 0, "contents")
        for line in ["目 录", "第一章 总则\t1", "目录", "第二章 保护\t9", "第一节 执法\t10", "第三章 附则\t12"]
    ]
    assert extracted.text.splitlines()[-1] == "正文在域内而域不结束"


def test_text_boxes_stand_once_behind_their_paragraph():
    styles = style("1", "heading 1")
    box = text_box(
        p("专栏2 品牌培育", style="1"), table(row("甲", "乙"), row("丙", "丁")), p(run("内") + text_box(p("框中框")))
    )
    extracted = read(p(run("正文") + box + run("继续")), p(text_box(p("独立框"))), p("后"), styles=styles)
    assert extracted.text.splitlines() == [
        "正文继续", "专栏2 品牌培育", "甲 | 乙", "丙 | 丁", "内", "框中框", "独立框", "后",
    ]  # fmt: skip
    assert marks(extracted) == [("heading", "专栏2 品牌培育", 1, "")]
    in_cell = read(table(row("甲", cell(p(run("乙") + text_box(p("框")))))))
    assert cells(in_cell) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙\n框")]


def test_headers_and_footers_stand_at_the_end_without_page_numbers():
    page = field("PAGE", run("3"))
    pages = '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>9</w:t></w:r></w:fldSimple>'
    parts = {
        "header1": part("hdr", p("某市人民政府文件")),
        "header2": part("hdr", p("某市人民政府文件")),
        "header3": part("hdr", p("未使用")),
        "footer1": part("ftr", p(run("— ") + page + run(" —"))),
        "footer2": part("ftr", table(row("某市知识产权局", "2024年3月1日印发")) + p(run("第") + page + run("页"))),
        "footer3": part("ftr", p(run("第 ") + page + run(" 页 共 ") + pages + run(" 页"))),
    }

    def section(*names: str) -> str:
        return "<w:sectPr>" + "".join(f'<w:{n[:6]}Reference r:id="rId-{n}"/>' for n in names) + "</w:sectPr>"

    extracted = read(
        p("甲", more=section("header1", "footer1")), p(page), section("header2", "footer3", "footer2"), extra=parts
    )
    assert extracted.text == "甲\n3\n某市人民政府文件\n某市知识产权局\n2024年3月1日印发\n"
    assert marks(extracted) == [
        ("furniture", "某市人民政府文件", 0, "header"),
        ("furniture", "某市知识产权局\n2024年3月1日印发", 0, "footer"),
    ]


NOTICE_STYLES = (
    style("Title0", "Title", paragraph='<w:outlineLvl w:val="0"/>')
    + style("C", "章", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
    + style("A", "条", paragraph='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    + style("I", "款项", paragraph='<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>')
)
NOTICE_NUMBERING = (
    definition(
        0,
        level(0, "第%1章", "chineseCountingThousand", more='<w:pStyle w:val="C"/><w:suff w:val="space"/>'),
        level(1, "第%2条", "chineseCountingThousand",
              more='<w:lvlRestart w:val="0"/><w:pStyle w:val="A"/><w:suff w:val="space"/>'),
        level(2, "（%3）", "chineseCountingThousand", more='<w:pStyle w:val="I"/><w:suff w:val="nothing"/>'),
    )
    + numbered(1, 0)
)  # fmt: skip


def test_a_notice_with_its_annex():
    extracted = read(
        p("某市人民政府办公室关于印发某市知识产权资助管理办法的通知", style="Title0"),
        p("某政办发〔2024〕5号"),
        p("各县（市、区）人民政府，市直各单位："),
        p(
            run("《某市知识产权资助管理办法》已经")
            + DELETED.format("局")
            + f"<w:ins>{run('市政府')}</w:ins>"
            + run("同意，现印发给你们。")
        ),
        p("某市人民政府办公室"),
        p("2024年3月1日"),
        p("附件"),
        p("某市知识产权资助管理办法", style="Title0"),
        p("总则", style="C"),
        p("为规范资助资金管理，制定本办法。", style="A"),
        p("资助对象包括：", style="A"),
        p("企业；", style="I"),
        p("高等学校。", style="I"),
        p("资助标准", style="C"),
        p("标准如下：", style="A"),
        table(row("类别", "标准", properties="<w:tblHeader/>"), row("发明专利", "每件3000元")),
        p("本办法自印发之日起施行。", style="A"),
        styles=NOTICE_STYLES,
        numbering=NOTICE_NUMBERING,
    )
    assert extracted.text.splitlines()[3:] == [
        "《某市知识产权资助管理办法》已经市政府同意，现印发给你们。", "某市人民政府办公室", "2024年3月1日", "附件",
        "某市知识产权资助管理办法", "第一章 总则", "第一条 为规范资助资金管理，制定本办法。", "第二条 资助对象包括：",
        "（一）企业；", "（二）高等学校。", "第二章 资助标准", "第三条 标准如下：", "类别 | 标准",
        "发明专利 | 每件3000元", "第四条 本办法自印发之日起施行。",
    ]  # fmt: skip
    assert [(mark[1], mark[2]) for mark in marks(extracted, MarkKind.HEADING)] == [
        ("某市人民政府办公室关于印发某市知识产权资助管理办法的通知", 0), ("某市知识产权资助管理办法", 0),
        ("第一章 总则", 1), ("第二章 资助标准", 1),
    ]  # fmt: skip


def test_styles_that_rest_on_each_other_end():
    styles = style("A", "甲", based_on="B") + style("B", "乙", based_on="A")
    assert text(p("文", style="A"), styles=styles) == "文\n"


def test_the_strict_edition_reads_the_same():
    data = docx(p("标", style="Heading1"), table(row("甲", "乙")))
    strict = {
        path: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for path, content in parts_of(data).items()
    }
    assert extract_word(package(strict), "a.docx") == extract_word(data, "a.docx")


def test_embedded_documents_are_not_lost_in_silence():
    with pytest.raises(DocumentError, match=r"^a\.docx：含有尚未并入正文的文档"):
        read(p("甲"), '<w:altChunk r:id="rId1"/>')


def test_a_document_of_pictures_says_so():
    with pytest.raises(DocumentError, match="只有图片、没有文字"):
        read(p("<w:r><w:drawing/></w:r>"), replaced={"word/media/image1.png": b"\x89PNG"})
    assert text(p(""), p("  ")) == "\n  \n"
