import pytest

from assistant.reading import furniture


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 政策文件",
        "静海区政府  >  政务公开  >  政策文件",
        "A ＞ B ＞ C",
        "当前位置：首页",
        "扫一扫在手机打开当前页面",
        "无障碍 简体| 繁体",
        "无障碍浏览",
        "返回顶部",
        "关闭",
        "【打印】"[1:],
        "打印本页",
        "字体:大 中 小",
        "上一篇：某通知",
        "编辑:玉溪市委   审核:",
        "责任编辑：张三",
        "浏览次数：12",
        "版权所有：某某市人民政府",
        "京ICP备05083640号",
        "某公网安备 1101号",
        "某某政府 2019年12月3日星期二",
    ],
)
def test_lines_of_the_page_are_furniture(line: str):
    assert furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "推进无障碍环境建设",
        "(二)编辑出版",
        "打印设备采购",
        "关闭违法网站。",
        "开展扫一扫活动；",
        "2019年12月3日",
        "关闭" * 50,
        "专利数>商标数",
        "字体设计专利",
        "审核备案制度",
        "下载并分享公共数据",
        "达到100件。<sub>注</sub>按年统计",
        "<b>主要目标</b>达到<b>100件</b>",
    ],
)
def test_lines_of_the_document_are_not(line: str):
    assert not furniture.is_furniture(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发文字号：某政发〔2022〕11号", ("发文字号", "某政发〔2022〕11号")),
        ("名    称 :", ("名称", "")),
        ("索　引　号: 1112/2022-00078", ("索引号", "1112/2022-00078")),
        ("有   效  性 : 有效", ("有效性", "有效")),
        ("责任单位:市市场监管局", None),
        ("各区人民政府:", None),
        ("名称", None),
        ("来源说明文字很长很长很长很长很长很长的标签：值", None),
    ],
)
def test_labels(line: str, expected: tuple[str, str] | None):
    assert furniture.read_label(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2022年11月14日",
        "2022 年 11 月 14 日",
        "2022年11月",
        "（2022年11月14日）",
        "二〇二二年十一月十四日",
        "二○二二年十一月",
        "2022-11-14",
        "2021-11-20 10:14:00",
        "2022/1/5",
        "2015730",
        "20223",
        "20151128",
    ],
)
def test_dates(line: str):
    assert furniture.is_date(line)


@pytest.mark.parametrize(
    "line",
    ["2022", "18000", "12654", "2022年", "2022年11月14日起施行", "300", "3.05", "到2025年", "20221114001", "00000000"],
)
def test_no_dates(line: str):
    assert not furniture.is_date(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("忻州市人民政府办公厅", True),
        ("中共玉溪市委办公室  玉溪市人民政府办公室", True),
        ("民和回族土族自治县人民政府办公室", True),
        ("财政部", True),
        ("市委", False),
        ("本局", False),
        ("由市人民政府办公室负责。", False),
        ("责任单位:市市场监管局", False),
        ("某某市场监管局、某某知识产权局", True),
    ],
)
def test_organisations(line: str, expected: bool):
    assert furniture.is_organisation(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("玉溪市强化知识产权保护的实施意见", True),
        ("某市关于印发若干措施的通知", True),
        ("促进条例（试行）", True),
        ("某市数据管理办法 (2021年修订)", True),
        ("中华人民共和国专利法", True),
        ("关于印发某市", False),
        ("加强组织领导", False),
    ],
)
def test_title_ends(line: str, expected: bool):
    assert furniture.is_title_end(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("某市规划", True),
        ("现将规划印发给你们。", False),
        ("各区人民政府:", False),
        ("长" * 61, False),
        ("甲、乙规划", True),
    ],
)
def test_title_parts(line: str, expected: bool):
    assert furniture.is_title_part(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("各乡镇人民政府,县工业园管委会,县政府各部门:", True),
        ("各县（市、区）人民政府，市直各单位：", True),
        ("有关单位：", True),
        ("各单位要高度重视。", False),
        ("主要目标如下：", False),
    ],
)
def test_addressees(line: str, expected: bool):
    assert furniture.is_addressee(line) is expected


def test_remarks_and_plain_headings():
    assert furniture.is_remark("（此件公开发布）")
    assert not furniture.is_remark("（此件）")
    assert [
        text for text in ("导言", "前　言", "附则", "总则", "导言部分", "结论") if furniture.is_plain_heading(text)
    ] == [
        "导言",
        "前　言",
        "附则",
        "总则",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "【打印】【关闭】",
        "[大] [中] [小]",
        "- 12 -",
        "— 3 —",
        "第 3 页 共 12 页",
        "第3页",
        "主办：甲市人民政府办公室 承办：甲市大数据中心",
        "—" * 40,
        "—" * 120,
        "您所在位置：首页",
    ],
)
def test_more_lines_of_the_page(line: str):
    assert furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2022-01-02 来源：甲市局 浏览次数：12",
        "作品版权所有人享有署名权",
        "第3条",
        "主办单位：甲市人民政府",
        "甲市>乙县",
        "扫一扫" + "长" * 80,
        "——坚持创新",
    ],
)
def test_more_lines_of_the_document(line: str):
    assert not furniture.is_furniture(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发布日期：2022-01-02 来源：甲市局", (("发布日期", "2022-01-02"), ("来源", "甲市局"))),
        ("文号：甲〔2022〕1号　　有效性：有效", (("文号", "甲〔2022〕1号"), ("有效性", "有效"))),
        ("发布时间：2022-01-02 10:14", (("发布时间", "2022-01-02 10:14"),)),
        ("时间：2022年1月2日 14:30", (("时间", "2022年1月2日 14:30"),)),
        ("名 称：", (("名称", ""),)),
        ("责任单位：市局 来源：甲", ()),
        ("甲市规划", ()),
    ],
)
def test_labels_side_by_side(line: str, expected: tuple[tuple[str, str], ...]):
    assert furniture.read_labels(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2022年1月2日", "日期"),
        ("甲政发〔2022〕1号", "发文字号"),
        ("（甲政发〔2022〕1号）", "发文字号"),
        ("甲政办发[2022]12 号", "发文字号"),
        ("第12号", "发文字号"),
        ("第3号令", "发文字号"),
        ("甲市人民政府文件", "发文机关标志"),
        ("甲市人民政府办公室　文　件", "发文机关标志"),
        ("（2019年1月2日甲市人民代表大会常务委员会通过 根据2021年3月4日乙会议修正）", "题注"),
        ("2019年1月2日甲市人民政府令第3号公布", "题注"),
        ("2022年1月2日起施行的办法同时废止。", ""),
        ("甲市文件", ""),
        ("第12号文件要求", ""),
        ("甲政发〔2022〕1号文件", ""),
    ],
)
def test_lines_of_the_front_without_label(line: str, expected: str):
    assert furniture.unlabelled(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("责任单位：市局", True),
        ("（牵头单位:市财政局；配合单位:各县）", True),
        ("【责任部门：市局】", True),
        ("完成时限：2022年底", True),
        ("责任到人，落实到位", False),
        ("联系实际：略", True),
        ("要求：略", False),
    ],
)
def test_riders(line: str, expected: bool):
    assert furniture.is_rider(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("本办法自2022年1月1日起施行，有效期五年。", True),
        ("本通知自印发之日起执行", True),
        ("本规划由市局负责解释。", True),
        ("特此通知。", True),
        ("本市自2022年1月1日起征收。", False),
        ("本办法适用于全市。", False),
        ("各县自2022年1月1日起施行。", False),
    ],
)
def test_lines_that_close_a_document(line: str, expected: bool):
    assert furniture.is_closing(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("甲市财政局、乙市商务局：", True),
        ("甲省人民政府：", True),
        ("甲市第一中学：", False),
        ("各" + "长" * 200 + "：", True),
        ("各" + "长" * 201 + "：", False),
        ("局" * 60 + "：", False),
        ("局" * 5000, False),
        ("甲局、" * 2000 + "：", False),
    ],
    ids=["two", "one", "school", "longest", "too long", "bodies", "line of bodies", "list of bodies"],
)
@pytest.mark.timeout(20)
def test_more_addressees(line: str, expected: bool):
    assert furniture.is_addressee(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("甲市第一中学：", True),
        ("张三同志:", True),
        ("现通知如下：", False),
        ("有关事项：", False),
        ("一句话，话：", False),
    ],
)
def test_salutations(line: str, expected: bool):
    assert furniture.is_salutation(line) is expected
