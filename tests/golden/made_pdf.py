"""Made PDFs: printed documents of several pages, drawn line by line."""

from tests.reading.formats import pdf_made


def printed_notice() -> bytes:
    """A notice as a word processor prints it: letterhead, lines broken anywhere, page numbers, imprint."""
    sheets = pdf_made.Sheets()
    sheets.put(150, 100, "云川市水利局文件", 36, red=True)
    sheets.line = 1
    sheets.centred("云水〔2024〕33号", pdf_made.SIZE)
    sheets.blank()
    sheets.centred("云川市水利局关于加强")
    sheets.centred("小型水库安全运行管理的通知")
    sheets.blank()
    sheets.paragraph("各县（市、区）水利局，市直有关单位：", indent=0)
    for text in (
        "为切实加强全市小型水库安全运行管理，根据《水库大坝安全管理条例》等规定，现就有关事项通知如下。",
        "一、落实安全责任",
        "（一）明确“三个责任人”。每座小型水库均应落实行政责任人、技术责任人和巡查责任人，名单于每年3月31日前在当地媒体公布。"
        "责任人调整的，应当在10个工作日内更新。",
        "（二）落实管护经费。小（1）型水库每座每年不低于3万元，小（2）型水库每座每年不低于1.5万元，由县级财政足额保障，不得挤占挪用。",
        "二、加强日常管理",
        "1.严格巡查。汛期每日至少巡查1次，水位超过汛限水位时，每日至少巡查2次；发现险情的，立即报告并按照应急预案处置，"
        "同时转移下游受威胁群众。巡查记录至少保存3年。",
        "2.规范调度。水库汛期运行水位不得超过汛限水位，确需超过的，须经市水利局批准。",
        "3.强化监测。2025年6月底前，实现雨水情自动测报和大坝安全监测设施全覆盖，数据接入市级平台，在线率不低于95%。",
        "三、严肃责任追究",
        "对责任不落实、巡查不到位造成事故的，依法依规追究责任。市水利局每年组织不少于2次“四不两直”暗访，结果全市通报。"
        "对连续两年被通报的县（市、区），约谈县级水行政主管部门主要负责人，并在年度考核中扣分，扣分标准另行制定。",
        "附件：小型水库巡查记录表",
    ):
        sheets.paragraph(text)
    sheets.blank()
    sheets.right("云川市水利局", 4)
    sheets.right("2024年4月19日", 3)
    sheets.blank()
    sheets.paragraph("抄送：省水利厅，市应急管理局。", indent=1)
    sheets.paragraph("云川市水利局办公室　　　　2024年4月19日印发", indent=1)
    return sheets.finish()


def booklet() -> bytes:
    """A regulation as a small book: a page of contents with leaders, the chapter above each page, bare page numbers."""
    sheets = pdf_made.Sheets(numbered=False)

    def turn(number: int, head: str) -> None:
        sheets.put(290, 800, str(number), 10.5)
        sheets.new_page()
        sheets.put(79, 60, head, 9)

    sheets.centred("云川市物业服务收费管理规定")
    sheets.blank()
    sheets.centred("目　录", 18)
    for entry in (
        "第一章　总则" + "…" * 17 + "2",
        "第二章　收费管理" + "…" * 15 + "2",
        "第三章　附则" + "…" * 17 + "3",
    ):
        sheets.paragraph(entry, indent=0)
    turn(1, "云川市物业服务收费管理规定")
    sheets.centred("第一章　总则", 16, bold=True)
    for text in (
        "第一条　为了规范物业服务收费行为，维护业主和物业服务人的合法权益，根据《中华人民共和国价格法》等法律、法规，"
        "制定本规定。",
        "第二条　本市行政区域内的物业服务收费，适用本规定。",
        "市发展改革部门负责物业服务收费的监督管理。",
    ):
        sheets.paragraph(text)
    sheets.centred("第二章　收费管理", 16, bold=True)
    for text in (
        "第三条　普通住宅前期物业服务收费实行政府指导价，基准价如下：",
        "（一）一级服务，每平方米每月1.8元；",
        "（二）二级服务，每平方米每月1.4元；",
        "（三）三级服务，每平方米每月1.0元。",
        "实际收费可以在基准价基础上上浮不超过15%，下浮不限。上浮超过15%的，应当召开业主大会表决，经专有部分面积占比"
        "过半数且人数占比过半数的业主同意，并报县级发展改革部门备案后方可执行，未经备案的不得执行上浮后的收费标准。",
    ):
        sheets.paragraph(text)
    while sheets.line < 20:
        sheets.blank()
    sheets.set_line(pdf_made.LEFT + 32, "第四条　房屋空置6个月以上的，物业服务费按照不高于70")
    sheets.set_line(pdf_made.LEFT, "%的标准收取；空置期间使用过水、电、燃气的，不视为空置，业")
    turn(2, "云川市物业服务收费管理规定　第二章")
    sheets.set_line(pdf_made.LEFT, "主应当按照正常标准缴纳。")
    sheets.centred("第三章　附则", 16, bold=True)
    sheets.paragraph("第五条　本规定自2024年1月1日起施行。")
    sheets.put(290, 800, "3", 10.5)
    return sheets.finish()


def long_table() -> bytes:
    """An annex table over two pages, its header repeated, a cell merged over rows and a total."""
    sheets = pdf_made.Sheets(header="东岭市2024年重点项目计划")
    sheets.centred("东岭市2024年重点项目计划")
    sheets.paragraph("经市政府同意，现将2024年重点项目计划印发，请遵照执行。")
    sheets.paragraph("一、项目安排")
    sheets.paragraph("2024年安排重点项目8个，年度投资63.5亿元，详见下表。")
    xs = [79.0, 119.0, 189.0, 349.0, 429.0, 527.0]
    head = [
        (0, 0, 1, 1, "序号"),
        (0, 1, 1, 1, "类别"),
        (0, 2, 1, 1, "项目名称"),
        (0, 3, 1, 1, "投资（亿元）"),
        (0, 4, 1, 1, "责任单位"),
    ]
    names = (
        "城市快速路二期",
        "滨江隧道",
        "第三水厂扩建",
        "装备产业园",
        "冷链物流中心",
        "市中心医院新院区",
        "职业技术学院",
        "养老服务综合体",
    )
    kinds = ("交通", "交通", "水利", "产业", "产业", "民生", "民生", "民生")
    sums = ("12", "18.5", "4", "9", "3.2", "8.8", "5", "3")
    units = ("市交通局", "市住建局", "市水利局", "市工信局", "市商务局", "市卫生健康委", "市教育局", "市民政局")

    def cells(first: int, last: int) -> list[tuple[int, int, int, int, str]]:
        found = []
        for place, number in enumerate(range(first, last)):
            values = (str(number + 1), kinds[number], names[number], sums[number], units[number])
            found += [(place + 1, column, 1, 1, value) for column, value in enumerate(values)]
        return found

    sheets.table(xs, [320.0 + 40 * number for number in range(7)], [*head, *cells(0, 5)])
    sheets.new_page()
    sheets.table(
        xs,
        [110.0 + 40 * number for number in range(6)],
        [*head, *cells(5, 8), (4, 0, 1, 3, "合计"), (4, 3, 1, 2, "63.5")],
    )
    sheets.line = 8
    sheets.paragraph("二、工作要求")
    sheets.paragraph("各责任单位每月25日前报送进度，市发展改革委按季度通报。")
    return sheets.finish()


GAZETTE = (
    "　　第一条　为了规范停车秩序，/制定本规定。/　　第二条　本市建成区内停车/场的规划、建设和管理，适用本/规定。/"
    "　　第三条　市城市管理部门履/行下列职责：/　　（一）编制停车设施专项规/划；/　　（二）监督收费行为；/"
    "　　（三）建设智慧停车平台。/　　公安机关交通管理部门负责/道路停车泊位的设置和撤除。/　　第四条　公共停车场实行分",
    "类定价，首小时收费不超过5元，/24小时最高不超过30元。/　　新能源汽车首2小时免费。/　　第五条　违反本规定第四条/"
    "规定收费的，由市场监督管理部/门依法处理。/　　第六条　鼓励机关、企业事/业单位向社会开放停车场。开放/"
    "时间由单位自行确定并公示。/　　第七条　本规定自2024年5月/1日起施行。",
)


def gazette() -> bytes:
    """A page of a gazette in two columns, a running head above."""
    left, right = (column.split("/") for column in GAZETTE)
    sheets = pdf_made.Sheets(numbered=False)
    sheets.put(230, 50, "云川市人民政府公报", 10.5)
    sheets.put(79, 50, "2024年第4期", 10.5)
    middle = 306 - pdf_made.ems("云川市停车管理规定") * 11
    sheets.put(middle, 110, "云川市停车管理规定", 22)
    for x, lines in ((70.0, left), (316.0, right)):
        for number, line in enumerate(lines):
            sheets.put(x, 160 + 20 * number, line, 14)
    sheets.put(300, 800, "· 17 ·", 10.5)
    return sheets.finish()
