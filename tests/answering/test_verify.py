import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.verify import coverage, verify
from assistant.records import ClauseKind, Verdict
from tests.answering.made import make_chunk

CLAUSE = make_chunk(
    "对企业专利质押贷款给予最高50万元贴息，“十四五”时期受益企业达到30家，到2025年贷款额增长20%。"
    "责任单位：市市场监督管理局、市财政局。",
    path=("三、重点任务", "（一）支持质押融资"),
)
TITLE = "甲县知识产权保护和运用规划"


def judge(sentence, *chunks):
    return verify(sentence, chunks or (CLAUSE,), [TITLE])


@pytest.mark.parametrize(
    "sentence",
    [
        "对企业专利质押贷款给予最高50万元贴息",
        "对企业专利质押贷款给予最高五十万元贴息",
        "对企业专利质押贷款给予最高500,000元贴息",
        "“十四五”时期受益企业达到30家",
        "“十四五”时期受益企业达到30家，到2025年贷款额增长百分之二十",
        "支持质押融资的责任单位：市市场监督管理局、市财政局",
        "甲县对企业专利质押贷款给予最高50万元贴息",
        "未来对企业专利质押贷款给予最高50万元贴息",
    ],
)
def test_true_sentences_are_supported(sentence):
    assert judge(sentence) == (Verdict.SUPPORTED, ())


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("对企业专利质押贷款给予最高20万元贴息", ("20万元",)),
        ("对企业专利质押贷款给予最高50%贴息", ("50%",)),
        ("对企业专利质押贷款给予最高50元贴息", ("50元",)),
        ("“十四五”时期受益企业达到31家", ("31家",)),
        ("到2035年贷款额增长20%", ("2035年",)),
        ("“十五五”时期受益企业达到30家", ("十五五",)),
        ("到2035年贷款额增长30%", ("2035年", "30%")),
        ("市农业农村局", ("市农业农村局",)),
        ("不再给予企业专利质押贷款贴息", ("不再",)),
        ("企业专利质押贷款没有贴息", ("没有",)),
    ],
)
def test_what_the_clause_does_not_hold_is_named(sentence, missing):
    assert judge(sentence) == (Verdict.UNSUPPORTED, missing)


def test_an_invented_body_is_missing_and_an_abbreviated_one_is_not():
    assert judge("责任单位为市科学技术局")[0] is Verdict.UNSUPPORTED
    assert judge("责任单位：监督管理局、财政局") == (Verdict.SUPPORTED, ())


@pytest.mark.parametrize("word", ["专利布局", "发展格局", "企业委托"])
def test_words_that_only_end_like_a_body_are_none(word):
    assert judge(word)[1] == ()


def test_a_place_must_be_named_by_the_clause_or_the_title_of_its_document():
    said = "玉溪市对企业专利质押贷款给予最高50万元贴息"
    assert judge(said) == (Verdict.UNSUPPORTED, ("玉溪市",))
    assert verify(said, [CLAUSE], ["玉溪市知识产权规划"]) == (Verdict.SUPPORTED, ())
    assert verify(said, [CLAUSE], ["玉溪知识产权规划"]) == (Verdict.SUPPORTED, ())


def test_a_denial_that_the_clause_makes_is_supported():
    clause = make_chunk("全面取消对专利申请的资助。")
    assert judge("取消对专利申请的资助", clause) == (Verdict.SUPPORTED, ())


@pytest.mark.parametrize("clause", ["未来三年对专利申请给予资助。", "不断加大对专利申请的资助，不少于三项。"])
def test_words_that_only_look_like_a_denial_do_not_carry_one(clause):
    assert judge("停止对专利申请的资助", make_chunk(clause)) == (Verdict.UNSUPPORTED, ("停止",))


def test_other_words_are_unsupported_although_nothing_countable_is_missing():
    assert judge("天气晴朗适合出游散步") == (Verdict.UNSUPPORTED, ())


def test_half_the_words_are_partial_support():
    # 企业 业专 专利 利质 质押 押贷 贷款 stand in the clause, 款申 申请 请手 手续 do not: 7 of 11.
    assert coverage("企业专利质押贷款申请手续", CLAUSE.text) == pytest.approx(7 / 11)
    assert judge("企业专利质押贷款申请手续") == (Verdict.PARTIAL, ())


def test_coverage_by_hand():
    assert coverage("甲乙丙", "甲乙 丁") == 0.5
    assert coverage("甲", "乙") == 1.0
    assert coverage("ＡＢ，c", "abc") == 1.0


def test_several_clauses_carry_a_sentence_together():
    one, other = make_chunk("发明专利拥有量达到100件。"), make_chunk("注册商标达到200件。")
    sentence = "发明专利拥有量达到100件，注册商标达到200件"
    assert judge(sentence, one)[0] is Verdict.UNSUPPORTED
    assert judge(sentence, one, other) == (Verdict.SUPPORTED, ())


def test_a_bare_table_cell_carries_a_figure_with_its_unit():
    row = make_chunk(
        "| 每万人口高价值发明专利拥有量 | 件 | 0.39 | 1 |",
        kind=ClauseKind.ROW,
        reading="每万人口高价值发明专利拥有量：2020年0.39件，2025年1件。",
    )
    assert judge("到2025年，每万人口高价值发明专利拥有量1件", row) == (Verdict.SUPPORTED, ())
    assert judge("到2025年，每万人口高价值发明专利拥有量2件", row) == (Verdict.UNSUPPORTED, ("2件",))


@given(st.text("0123456789,.万亿十五四％%元件年未不得取消市县场监督局委院公司时期“”。，\n ", max_size=40))
def test_a_clause_carries_its_own_words(text):
    assert judge(text, make_chunk(text)) == (Verdict.SUPPORTED, ())
