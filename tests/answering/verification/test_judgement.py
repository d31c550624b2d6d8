import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from assistant.answering.verification import verify
from assistant.records import ClauseKind, Verdict
from tests.answering.made import make_chunk

CLAUSE = make_chunk(
    "对企业专利质押贷款给予最高50万元贴息，“十四五”时期受益企业达到30家，到2025年贷款额增长20%。"
    "责任单位：市市场监督管理局、市财政局。",
    path=("三、重点任务", "（一）支持质押融资"),
)
ROW = make_chunk(
    "| 每万人口高价值发明专利拥有量 | 件 | 0.39 | 1 |",
    kind=ClauseKind.ROW,
    reading="每万人口高价值发明专利拥有量：2020年0.39件，2025年1件。",
)
TITLE = "甲县知识产权保护和运用规划"
SUPPORTED, PARTIAL, UNSUPPORTED = Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.UNSUPPORTED


def judge(sentence, *chunks):
    cited = chunks or (CLAUSE,)
    return verify(sentence, cited, [TITLE] * len(cited))


@pytest.mark.parametrize(
    "sentence",
    [
        "对企业专利质押贷款给予最高50万元贴息",
        "对企业专利质押贷款给予最高五十万元贴息",
        "对企业专利质押贷款给予不超过500,000元贴息",
        "“十四五”时期受益企业达到30家",
        "2021—2025年受益企业达到30家",
        "“十四五”时期受益企业达到30家，到2025年贷款额增长百分之二十",
        "支持质押融资的责任单位：市市场监督管理局、市财政局",
        "支持质押融资由市市场监管局、市财政局负责",
        "甲县对企业专利质押贷款给予最高50万元贴息",
        "甲县：对企业专利质押贷款给予最高50万元贴息",
        "有，对企业专利质押贷款给予最高50万元贴息",
        "有，“十四五”时期受益企业达到30家",
    ],
)
def test_true_sentences_are_supported(sentence):
    assert judge(sentence) == (SUPPORTED, ())


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("对企业专利质押贷款给予最高20万元贴息", ("最高20万元",)),
        ("对企业专利质押贷款给予50万元以上贴息", ("50万元以上",)),
        ("对企业专利质押贷款给予50万元贴息", ("50万元",)),
        ("对企业专利质押贷款给予最高50%贴息", ("最高50%",)),
        ("对企业专利质押贷款给予最高50元贴息", ("最高50元",)),
        ("“十四五”时期受益企业达到31家", ("31家",)),
        ("到2035年贷款额增长20%", ("2035年",)),
        ("“十五五”时期受益企业达到30家", ("十五五",)),
        ("到2035年贷款额增长30%", ("30%", "2035年")),
        ("每年受益企业达到30家", ("每年",)),
        ("支持质押融资由市农业农村局负责", ("市农业农村局",)),
        ("支持质押融资由省财政厅负责", ("省财政厅",)),
        ("玉溪市对企业专利质押贷款给予最高50万元贴息", ("玉溪市",)),
        ("不再给予企业专利质押贷款贴息", ("否定：不再",)),
        ("企业专利质押贷款没有贴息", ("否定：没有",)),
        ("天气晴朗适合出游散步", ("天气晴朗适合出游散步",)),
    ],
)
def test_what_the_clause_does_not_hold_is_named(sentence, missing):
    assert judge(sentence) == (UNSUPPORTED, missing)


def test_a_place_may_stand_in_the_title_of_the_document_alone():
    said = "玉溪市对企业专利质押贷款给予最高50万元贴息"
    assert verify(said, [CLAUSE], ["玉溪市知识产权规划"]) == (SUPPORTED, ())
    assert verify(said, [CLAUSE], ["玉溪知识产权规划"]) == (SUPPORTED, ())


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("未来对企业专利质押贷款给予最高50万元贴息", ("未来",)),
        ("企业专利质押贷款申请手续", ("申请手续",)),
        ("专利布局企业专利质押贷款贴息", ("布局",)),
    ],
)
def test_words_that_no_clause_says_leave_partial_support(sentence, missing):
    assert judge(sentence) == (PARTIAL, missing)


def test_the_title_and_the_headings_alone_are_no_support():
    assert judge("甲县的知识产权保护和运用") == (PARTIAL, ())


def test_the_right_town_in_a_clause_that_does_not_say_so_is_partial_support():
    building = make_chunk("依托丙镇的产业基础，做好知识产权特色小镇的培育工作，建立特色小镇工作体系。")
    assert judge("丙镇被评为知识产权特色小镇", building) == (PARTIAL, ("评为",))
    assert judge("丙镇被评为知识产权特色小镇", make_chunk("丙镇成功申报为知识产权特色小镇。")) == (SUPPORTED, ())


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("培育企业20家", ("20家（所指不同）",)),
        ("培育机构10家", ("10家（所指不同）",)),
        ("建设示范园区，由县公安局牵头", ("县公安局（所指不同）",)),
        ("2024年培育企业10家", ("2024年",)),
    ],
)
def test_a_fact_that_the_clause_states_of_something_else_is_no_support(sentence, missing):
    clause = make_chunk("到2025年，培育企业10家、机构20家。建设示范园区，由县财政局牵头，县公安局配合。")
    assert judge(sentence, clause) == (UNSUPPORTED, missing)
    assert judge("到2025年，培育机构20家，企业10家", clause) == (SUPPORTED, ())
    assert judge("建设示范园区，由县财政局牵头", clause) == (SUPPORTED, ())


def test_figures_of_one_row_are_those_of_their_subjects():
    clause = make_chunk("资金来源：省级财政安排100万元，市级财政安排200万元。")
    assert judge("省级财政安排100万元", clause) == (SUPPORTED, ())
    assert judge("市级财政安排200万元", clause) == (SUPPORTED, ())
    assert judge("省级财政安排200万元", clause) == (UNSUPPORTED, ("200万元（所指不同）",))
    assert judge("市级财政安排100万元", clause) == (UNSUPPORTED, ("100万元（所指不同）",))


@pytest.mark.parametrize("comma", ["", "，"])
def test_figures_said_respectively_are_those_of_their_subjects(comma):
    clause = make_chunk(f"对获得中国专利金奖、银奖的单位{comma}分别奖励100万元、50万元。")
    assert judge("获得中国专利金奖的单位奖励100万元", clause) == (SUPPORTED, ())
    assert judge("获得中国专利银奖的单位奖励50万元", clause) == (SUPPORTED, ())
    assert judge("获得中国专利银奖的单位奖励100万元", clause) == (UNSUPPORTED, ("100万元（所指不同）",))


def test_roman_numerals_are_told_apart():
    clause = make_chunk("Ⅰ类奖励10万元，Ⅱ类奖励5万元。")
    assert judge("II类奖励5万元", clause) == (SUPPORTED, ())
    assert judge("Ⅱ类奖励10万元", clause) == (UNSUPPORTED, ("10万元（所指不同）",))


def test_a_body_that_only_helps_does_not_lead():
    clause = make_chunk("建设示范园区。（牵头单位：县财政局；配合单位：县公安局）")
    assert judge("建设示范园区的牵头单位是县财政局", clause) == (SUPPORTED, ())
    assert judge("建设示范园区的牵头单位是县公安局", clause) == (UNSUPPORTED, ("县公安局（所指不同）",))


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("牵头单位是县公安局", "牵头"),
        ("建设示范园区的牵头单位是县公安局", "牵头"),
        ("县公安局是建设示范园区的牵头部门", "牵头"),
        ("由县公安局牵头", "牵头"),
        ("配合单位是县财政局", "配合"),
    ],
)
def test_who_is_responsible_need_not_lead_or_help(sentence, missing):
    clause = make_chunk("建设示范园区。责任单位：县财政局、县公安局。")
    assert judge(sentence, clause) == (PARTIAL, (missing,))
    assert judge("建设示范园区的责任单位是县公安局", clause) == (SUPPORTED, ())


def test_words_of_two_members_of_a_series_are_no_statement():
    clause = make_chunk("购房补贴由市级财政负担；租房补贴由县级财政分担。")
    assert judge("购房补贴由市级财政负担", clause) == (SUPPORTED, ())
    assert judge("租房补贴由市级财政负担", clause) == (PARTIAL, ("租房",))


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("没有，甲县全面取消专利申请资助", SUPPORTED),
        ("甲县不再资助专利申请", SUPPORTED),
        ("有，甲县对专利申请给予资助", UNSUPPORTED),
        ("甲县取消对专利转化的支持", UNSUPPORTED),
    ],
)
def test_a_denial_is_compared_both_ways(sentence, verdict):
    clause = make_chunk("全面取消专利申请资助，加大对专利转化的支持力度。")
    assert judge(sentence, clause)[0] is verdict


def test_several_clauses_carry_a_sentence_together():
    one, other = make_chunk("发明专利拥有量达到100件。"), make_chunk("注册商标达到200件。")
    sentence = "发明专利拥有量达到100件，注册商标达到200件"
    assert judge(sentence, one) == (UNSUPPORTED, ("200件",))
    assert judge(sentence, one, other) == (SUPPORTED, ())
    assert judge("注册商标达到100件", one, other) == (UNSUPPORTED, ("100件（所指不同）",))


def test_a_table_cell_holds_for_the_year_of_its_header():
    assert judge("到2025年，每万人口高价值发明专利拥有量1件", ROW) == (SUPPORTED, ())
    assert judge("2020年每万人口高价值发明专利拥有量为0.39件", ROW) == (SUPPORTED, ())
    assert judge("到2025年，每万人口高价值发明专利拥有量0.39件", ROW) == (UNSUPPORTED, ("2025年",))
    assert judge("到2025年，每万人口高价值发明专利拥有量2件", ROW) == (UNSUPPORTED, ("2件",))


def test_one_title_belongs_to_each_clause():
    with pytest.raises(ValueError, match="zip"):
        verify("甲", [CLAUSE], [])


@given(st.text("0123456789,.万亿十五四％%元件年未不得取消市县场监督局委院公司时期“”。，\n ", max_size=40))
@example("。不得取消")
@example("，取消5%")
def test_a_clause_carries_its_own_words(text):
    assume(re.search(r"[0-9一-鿿％%]", text))
    assert judge(text, make_chunk(text)) == (SUPPORTED, ())


@given(st.text("0123456789万亿十五四%元件年未不得取消市县监督局院公司为由和、；：（）《》。，\n", max_size=40))
def test_any_sentence_gets_a_verdict_and_only_support_misses_nothing(text):
    verdict, missing = judge(text)
    assert verdict is not SUPPORTED or missing == ()
    assert verify(text, [], [])[0] is not SUPPORTED
