"""What a sentence offers, how firmly and to whom; and what offers nothing."""

import pytest

from assistant.answering.verification.plain import plain
from assistant.measures.detect import Detector, Judgement, named
from assistant.records import Firmness
from tests.measures.made import TAXONOMY

DETECTOR = Detector(TAXONOMY)


def judge(text: str, **where: object) -> Judgement | None:
    return DETECTOR.judge(plain(text), **where)


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("对企业给予50万元的奖励。", Firmness.GIVEN),
        ("对知识产权质押贷款给予最高50万元的贴息补助。", Firmness.GIVEN),
        ("对企业按贷款额的50%补助。", Firmness.GIVEN),
        ("为企业免费提供维权咨询服务。", Firmness.GIVEN),
        ("设立专利快速审查窗口。", Firmness.GIVEN),
        ("企业可以享受税收优惠。", Firmness.GIVEN),
        ("鼓励银行开展知识产权质押贷款。", Firmness.SUPPORTED),
        ("支持企业组建知识产权联盟。", Firmness.SUPPORTED),
        ("完善知识产权公共服务体系。", Firmness.SUPPORTED),
        ("探索建立知识产权质押融资风险补偿机制。", Firmness.EXPLORED),
        ("适时设立产业基金。", Firmness.EXPLORED),
        ("全面取消专利申请资助。", Firmness.WITHDRAWN),
        ("不再给予专利申请补贴。", Firmness.WITHDRAWN),
        ("对弄虚作假的单位，追回奖励资金。", Firmness.WITHDRAWN),
    ],
)
def test_each_firmness_by_the_act_that_opens_the_offer(text: str, firmness: Firmness) -> None:
    judged = judge(text)
    assert judged is not None
    assert judged.firmness is firmness


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("为中小微企业提供担保，对其贷款给予贴息。", ("贷款贴息", "质押融资", "担保")),
        ("对企业的质押贷款给予贴息，并探索风险补偿。", ("贷款贴息", "质押融资", "风险补偿")),
        ("探索建立知识产权质押融资风险补偿机制。", ("风险补偿", "质押融资")),
        ("为企业免费提供维权咨询服务。", ("维权援助", "公共服务与平台")),
        ("全面取消专利申请资助。", ("资助补贴", "创造培育")),
        ("对首次通过贯标认证的企业，给予5万元奖励。", ("奖励",)),
        ("支持企业参展。", ("其他支持",)),
    ],
)
def test_the_main_type_comes_first(text: str, types: tuple[str, ...]) -> None:
    judged = judge(text)
    assert judged is not None
    assert judged.types == types


@pytest.mark.parametrize(
    ("text", "beneficiaries"),
    [
        ("为中小微企业提供担保。", ("中小微企业", "企业")),
        ("支持高校、科研院所和企业转化专利。", ("企业", "高校院所")),
        ("设立专利快速审查窗口。", ()),
    ],
)
def test_who_gets_it_in_the_order_of_the_taxonomy_with_what_is_implied(
    text: str, beneficiaries: tuple[str, ...]
) -> None:
    judged = judge(text)
    assert judged is not None
    assert judged.beneficiaries == beneficiaries


@pytest.mark.parametrize(
    "text",
    [
        "“十三五”时期累计发放资助资金99万元。",
        "2019年以来，发放补贴88万元。",
        "已设立风险补偿资金3000万元。",
        "全市现有优势企业16家，给予奖励。",
    ],
)
def test_what_has_been_done_is_no_offer(text: str) -> None:
    assert judge(text) is None


@pytest.mark.parametrize(
    "text", ["到2025年，有效发明专利拥有量达到300件。", "知识产权保护能力不断提升。", "保险体系更加完善。"]
)
def test_what_is_aimed_at_is_no_offer(text: str) -> None:
    assert judge(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "加大行政执法力度。",
        "严厉打击侵权假冒行为。",
        "保障双打工作经费。",
        "各部门要加强舆论引导。",
        "支持技术调查官队伍建设。",
        "企业应当按月报送情况。",
    ],
)
def test_affairs_of_the_administration_are_no_offer(text: str) -> None:
    assert judge(text) is None


def test_among_goals_only_what_is_promised_in_so_many_words_is_an_offer() -> None:
    assert judge("完善知识产权公共服务体系。") == Judgement(("公共服务与平台",), Firmness.SUPPORTED, ())
    assert judge("完善知识产权公共服务体系。", is_goal=True) is None
    promised = judge("支持和鼓励企业开展专利权质押贷款。", is_goal=True)
    assert promised == Judgement(("质押融资",), Firmness.SUPPORTED, ("企业",))


def test_a_row_offers_what_its_heading_gives() -> None:
    row = "项目：专利金奖、数额：50万元"
    assert judge(row, is_row=True) is None
    assert judge(row, headings="二、奖励标准") is None
    assert judge(row, headings="二、奖励标准", is_row=True) == Judgement(("奖励",), Firmness.GIVEN, ())
    assert judge("项目：专利金奖、名额：5项", headings="二、奖励标准", is_row=True) is None


def test_a_row_that_names_a_standard_has_the_type_of_its_heading_first() -> None:
    judged = judge("项目：中国驰名商标、标准：50万元", headings="二、奖励标准", is_row=True)
    assert judged == Judgement(("奖励", "品牌与地理标志", "资助补贴"), Firmness.GIVEN, ())


def test_names_come_once_in_the_order_of_the_taxonomy() -> None:
    assert named("银行向小微企业放贷，企业自愿", TAXONOMY.beneficiaries) == ("中小微企业", "企业", "金融机构")
    assert named("没有人", TAXONOMY.beneficiaries) == ()
