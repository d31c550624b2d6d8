"""The text of paragraphs as Word shows it, and the notes that it refers to."""

import pytest

from assistant.reading.layout import MarkKind
from tests.reading.formats.word_made import field, marks, p, part, read, refer_note, run, style, text

TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
DELETED = "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (run("甲") + run("乙"), "甲乙"),
        (run("甲") + TAB + run("乙"), "甲\t乙"),
        (run("甲") + BREAK + run("乙"), "甲\n乙"),
        (run("甲") + "<w:r><w:cr/></w:r>" + run("乙"), "甲\n乙"),
        ('<w:r><w:br w:type="page"/></w:r>' + run("乙"), "乙"),
        (run("COVID") + "<w:r><w:noBreakHyphen/></w:r>" + run("19"), "COVID-19"),
        (run("条") + "<w:r><w:softHyphen/></w:r>" + run("例\u00ad之"), "条例之"),
        ("<w:r><w:t> 甲 \n</w:t></w:r>" + run(" 乙 "), "甲 乙 "),
        (run("显") + run("隐", "<w:vanish/>") + run("示", '<w:vanish w:val="0"/>'), "显示"),
        (run("甲") + DELETED.format("删") + f"<w:ins>{run('增')}</w:ins>" + run("乙"), "甲增乙"),
        (f"<w:moveFrom>{run('移')}</w:moveFrom>" + run("甲") + f"<w:moveTo>{run('移')}</w:moveTo>", "甲移"),
        (f'<w:hyperlink r:id="rId9">{run("国务院办公厅")}</w:hyperlink>' + run("文件"), "国务院办公厅文件"),
        (f'<w:smartTag w:uri="u" w:element="date">{run("2024年")}</w:smartTag>' + run("起"), "2024年起"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f"<w:ruby><w:rt>{run('zhī')}</w:rt><w:rubyBase>{run('知')}</w:rubyBase></w:ruby>" + run("识"), "知识"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是"), "☑是"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("5"), "≥5"),
        ('<w:r><w:sym w:font="宋体" w:char="25A1"/></w:r>' + run("否"), "□否"),
        ('<w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r>' + run("否"), "〓否"),
        ('<w:r><w:sym w:font="Symbol" w:char="zz"/></w:r>' + run("否"), "否"),
        (run("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>') + run("\ue000"), "✓\ue000"),
        (field(" PAGEREF _Toc1 \\h ", run("7")) + run("页"), "7页"),
        (field(" IF " + "1", run("外") + field("DATE", run("内"))), "外内"),
        ('<w:fldSimple w:instr=" DATE "><w:r><w:t>三月</w:t></w:r></w:fldSimple>' + run("一日"), "三月一日"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "词"</w:instrText></w:r>' + run("词")
         + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("正文"), "正文"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,</w:instrText></w:r>'
         '<w:r><w:instrText>11)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("款"), "⑪款"),
        ('<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>' + run("甲"), "甲"),
        (run("甲") + '<w:r><w:commentReference w:id="0"/></w:r><w:bookmarkStart w:name="b"/>' + run("乙"), "甲乙"),
        ("<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r>"
         "</m:den></m:f><m:sSup><m:e><m:r><m:t>d</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
         "</m:oMath>", "x=(a+b)/cd^2"),
        ("<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice>"
         f"<mc:Fallback>{run('退路')}</mc:Fallback></mc:AlternateContent>", "退路"),
        (f"<mc:AlternateContent><mc:Choice>{run('新')}</mc:Choice><mc:Fallback>{run('旧')}</mc:Fallback>"
         "</mc:AlternateContent>", "新"),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_shown(content: str, shown: str):
    assert text(p(content)) == f"{shown}\n"


def test_an_instruction_without_end_leaves_the_next_paragraph():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r>'
    assert text(p(begin + run("甲")), p("乙")) == "\n乙\n"


def test_hidden_styles_hide_and_runs_can_show_again():
    styles = style("Secret", "内部", text="<w:vanish/>") + style("Mark", "标", kind="character", text="<w:vanish/>")
    body = [
        p(run("隐") + run("显", '<w:vanish w:val="false"/>'), style="Secret"),
        p(run("甲") + run("隐", '<w:rStyle w:val="Mark"/>')),
        p(run("全隐"), style="Secret"),
    ]
    assert text(*body, styles=styles) == "显\n甲\n"


FOOTNOTES = part(
    "footnotes",
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" 指市级财政资金。")}</w:p>'
    f"{p('不含县级。')}</w:footnote>"
    f'<w:footnote w:id="3">{p("以专利登记簿副本为准。")}</w:footnote>'
    f'<w:footnote w:id="4"><w:p>{run("自引")}<w:r><w:footnoteReference w:id="4"/></w:r></w:p></w:footnote>',
)
ENDNOTES = part("endnotes", f'<w:endnote w:id="1">{p("见附件。")}</w:endnote>')


def test_notes_follow_the_paragraph_that_refers_to_them():
    extracted = read(
        p(run("资金") + refer_note(3) + run("安排") + refer_note(2) + run("。")),
        p(run("附则") + refer_note(1, "endnote") + refer_note(9)),
        p(run("星号") + refer_note(4, more=' w:customMarkFollows="1"') + run("*")),
        extra={"footnotes": FOOTNOTES, "endnotes": ENDNOTES},
    )
    assert extracted.text.splitlines() == [
        "资金〔注1〕安排〔注2〕。", "注1：以专利登记簿副本为准。", "注2：指市级财政资金。", "不含县级。",
        "附则〔尾注1〕〔注3〕", "尾注1：见附件。", "星号*", "注：自引",
    ]  # fmt: skip
    assert [mark[1] for mark in marks(extracted, MarkKind.NOTE)] == [
        "注1：以专利登记簿副本为准。", "注2：指市级财政资金。\n不含县级。", "尾注1：见附件。", "注：自引",
    ]  # fmt: skip
