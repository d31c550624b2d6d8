"""Made Word documents: numbers, contents, tables, changes and layouts as Word stores them."""

from tests.reading.formats import word_made
from tests.reading.formats.word_made import (
    cell,
    definition,
    docx,
    field,
    level,
    numbered,
    p,
    part,
    row,
    run,
    style,
    table,
)

CENTRED = '<w:jc w:val="center"/>'
RIGHT = '<w:jc w:val="right"/>'
BREAK = "<w:r><w:br/></w:r>"


def numbered_by_word() -> bytes:
    """A regulation of which Word writes the numbers: 第一章, 第一条, （一）; articles run on through the chapters."""
    numbering = definition(
        0,
        level(0, "第%1章", "chineseCountingThousand", more='<w:suff w:val="space"/>'),
        level(1, "第%2条", "chineseCountingThousand", more='<w:lvlRestart w:val="0"/><w:suff w:val="space"/>'),
        level(2, "（%3）", "chineseCountingThousand", more='<w:suff w:val="nothing"/>'),
    )
    styles = style("biaoti", "标题一", paragraph='<w:outlineLvl w:val="0"/>')
    return docx(
        p("临溪省数据安全管理规定", more=CENTRED),
        p("总则", style="biaoti", list_=1, level=0, more=CENTRED),
        p("为了保障数据安全，制定本规定。", list_=1, level=1),
        p("数据处理者应当履行下列义务：", list_=1, level=1),
        p("建立分类分级保护制度；", list_=1, level=2),
        p("采取加密、脱敏等措施；", list_=1, level=2),
        p("每年开展1次风险评估。", list_=1, level=2),
        p("处理重要数据的，还应当明确数据安全负责人。"),
        p("监督管理", style="biaoti", list_=1, level=0, more=CENTRED),
        p("网信部门负责统筹协调。公安、国家安全部门依照第二条规定开展检查。", list_=1, level=1),
        p("有下列情形之一的，责令改正：", list_=1, level=1),
        p("未履行第二条规定的义务的；", list_=1, level=2),
        p("拒绝、阻碍检查的。", list_=1, level=2),
        p("附则", style="biaoti", list_=1, level=0, more=CENTRED),
        p("本规定自2025年3月1日起施行。", list_=1, level=1),
        styles=styles,
        numbering=numbering + numbered(1, 0),
    )


def merged_table() -> bytes:
    """A notice with a table of two header rows and cells merged both ways, a footnote, page number and running head."""
    head = ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    kept = "<w:tblHeader/>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    footnote = (
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>' + run("以上年度决算数为准。") + "</w:p></w:footnote>"
    )
    sections = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId-header1"/>'
        '<w:footerReference w:type="default" r:id="rId-footer1"/></w:sectPr>'
    )
    return docx(
        p("青禾市教育局关于下达2025年校舍维修计划的通知", more=CENTRED),
        p("青教财〔2025〕9号", more=CENTRED),
        p("各县（区）教育局："),
        p(run("现将2025年校舍维修计划下达给你们，所需资金") + note + run("由市、县两级共同承担。")),
        p("一、计划安排"),
        p("2025年维修校舍12.6万平方米，具体见下表。"),
        p("2025年校舍维修计划表", more=CENTRED),
        p("单位：平方米、万元", more=RIGHT),
        table(
            row(
                cell("县（区）", properties=head[0]),
                cell("学校", properties=head[0]),
                cell("维修面积", properties='<w:gridSpan w:val="2"/>'),
                cell("资金", properties=head[0]),
                properties=kept,
            ),
            row(
                cell("", properties=head[1]),
                cell("", properties=head[1]),
                "教学用房",
                "生活用房",
                cell("", properties=head[1]),
                properties=kept,
            ),
            row(cell("东区", properties=head[0]), "第一小学", "2600", "400", "180"),
            row(cell("", properties=head[1]), "第二小学", "1800", "—", "96.5"),
            row("河东县", "城关中学", "5200", "1300", "410"),
            row(cell("合计", properties='<w:gridSpan w:val="2"/>'), "9600", "1700", "686.5"),
        ),
        p("注：资金含监理费。"),
        p("二、工作要求"),
        p(run("（一）严格程序。") + BREAK + run("实行项目法人责任制、招标投标制。")),
        p("（二）确保质量。工程质量终身负责，2025年8月20日前全部竣工。", more='<w:ind w:firstLine="640"/>'),
        p("青禾市教育局", more=RIGHT),
        p("2025年2月10日", more=RIGHT),
        sections,
        extra={
            "footnotes": part("footnotes", footnote),
            "header1": part("hdr", p("青禾市教育局文件")),
            "footer1": part("ftr", p(run("— ") + field("PAGE", run("1")) + run(" —"))),
        },
    )


def tracked_changes() -> bytes:
    """A draft with insertions, deletions, moved and hidden text, a comment, a text box and a content control."""
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>三十日</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{run("十五日")}</w:ins>'
    gone = '<w:del w:id="3" w:author="a"><w:r><w:delText>第四条　本办法由市财政局解释。</w:delText></w:r></w:del>'
    hidden = run("（内部批注：待定）", "<w:vanish/>")
    control = f"<w:sdt><w:sdtContent>{p('第三条　资金分两批拨付。')}</w:sdtContent></w:sdt>"
    box = p(
        word_made.text_box(
            p("专栏1 支持重点"), p("——技术改造。单个项目最高500万元。"), p("——设备更新。按投资额的10%补助。")
        )
    )
    return docx(
        p("北原县工业发展资金管理办法", more=CENTRED),
        p("（征求意见稿）", more=CENTRED),
        p("第一条　本办法所称工业发展资金，是指县级预算安排的专项资金。"),
        p(run("第二条　县工信局应当自受理之日起") + deleted + inserted + run("内完成评审。") + hidden),
        control,
        p(gone),
        p("第四条　支持重点见专栏1。"),
        box,
        p("第五条　本办法自2024年10月1日起施行。"),
    )


def headings_by_style() -> bytes:
    """A plan whose headings are set by styles, numbers typed by hand or none, and a list of bullets."""
    styles = "".join(
        style(f"Heading{number}", f"heading {number}", paragraph=f'<w:outlineLvl w:val="{number - 1}"/>')
        for number in (1, 2, 3)
    )
    numbering = definition(0, level(0, "\uf0b7", "bullet")) + numbered(1, 0)
    return docx(
        p("南屏市全民健身", style="Title", more=CENTRED),
        p("实施计划（2021—2025年）", style="Title", more=CENTRED),
        p("为提升全民健身公共服务水平，制定本计划。"),
        p("一、总体要求", style="Heading1"),
        p("到2025年，人均体育场地面积达到2.6平方米。"),
        p("二、主要任务", style="Heading1"),
        p("加大场地设施供给", style="Heading2"),
        p("新建或者改扩建体育公园10个。"),
        p("公园类", style="Heading3"),
        p("每个补助200万元。"),
        p("广场类", style="Heading3"),
        p("每个补助50万元。"),
        p("广泛开展赛事活动", style="Heading2"),
        p("每年举办以下赛事："),
        p("全民健身运动会；", list_=1, level=0),
        p("南屏马拉松；", list_=1, level=0),
        p("社区运动会。", list_=1, level=0),
        p("三、组织实施", style="Heading1"),
        p("各县（市、区）要将本计划纳入年度工作。"),
        p("南屏市人民政府", more=RIGHT),
        p("2021年11月2日", more=RIGHT),
        styles=styles,
        numbering=numbering,
    )


def contents_field() -> bytes:
    """A plan with a table of contents as Word makes it, a page break, a landscape annex and an endnote-like remark."""
    toc = style("TOC1", "toc 1") + style("TOC2", "toc 2")
    headings = "".join(
        style(f"Heading{number}", f"heading {number}", paragraph=f'<w:outlineLvl w:val="{number - 1}"/>')
        for number in (1, 2)
    )
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-2"</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    tab = "<w:r><w:tab/></w:r>"
    new_page = '<w:r><w:br w:type="page"/></w:r>'
    return docx(
        p("临溪省“十四五”消防事业发展规划", more=CENTRED),
        p("目　录", more=CENTRED),
        p(begin + run("第一章　发展环境") + tab + run("1"), style="TOC1"),
        p(run("第二章　主要任务") + tab + run("2"), style="TOC1"),
        p(run("第一节　夯实基层基础") + tab + run("2"), style="TOC2"),
        p(run("第三章　实施保障") + tab + run("4") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', style="TOC1"),
        p(new_page),
        p("第一章　发展环境", style="Heading1"),
        p("“十三五”期间，全省火灾起数年均下降3.6%。"),
        p("第二章　主要任务", style="Heading1"),
        p("第一节　夯实基层基础", style="Heading2"),
        p("乡镇专职消防队达标率达到100%，每队执勤车辆不少于2辆。"),
        p("到2025年："),
        p("——新建消防站120个；"),
        p("——新增市政消火栓8000个。"),
        p("第三章　实施保障", style="Heading1"),
        p("各市、县人民政府应当将消防经费纳入预算。"),
        p("附表", more=""),
        p("消防站建设任务", more=CENTRED),
        table(row("市", "消防站（个）", "完成年份"), row("云川市", "18", "2024"), row("青禾市", "12", "2025")),
        styles=headings + toc,
    )


def laid_out_by_table() -> bytes:
    """A reply set inside tables: letterhead, words (a single cell) and imprint."""
    words = (
        p("关于同意变更学校名称的复函", more=CENTRED),
        p("东岭市第三职业学校："),
        p("你校《关于变更学校名称的请示》收悉。经研究，函复如下："),
        p("一、同意你校更名为“东岭市现代职业学校”。"),
        p("二、更名后，学校隶属关系、办学规模（3000人）不变。"),
        p("三、请于30日内办理以下手续："),
        p("1.变更事业单位法人登记；"),
        p("2.换发办学许可证。"),
        p("特此函复。"),
        p("东岭市教育局", more=RIGHT),
        p("2024年9月12日", more=RIGHT),
    )
    return docx(
        table(row("东岭市教育局"), row("东教函〔2024〕57号")),
        table(row(cell(*words))),
        p(),
        table(row("抄送", "市委编办，市人力资源和社会保障局"), row("印发", "东岭市教育局办公室　2024年9月12日印发")),
    )
