import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.verification.lexicon import FRAME, fold
from assistant.answering.verification.words import coverage, length, pairs, signs, telling, unsaid, weight


def test_coverage_by_hand():
    assert coverage("甲乙丙", "甲乙 丁") == 0.5
    assert coverage("甲", "乙") == 1.0
    assert coverage("ＡＢ，c", "abc") == 1.0
    # 企业 业专 专利 利质 质押 押贷 贷款 stand in the clause, 款申 申请 请手 手续 do not: 7 of 11.
    assert coverage("企业专利质押贷款申请手续", "对企业专利质押贷款给予贴息") == pytest.approx(7 / 11)


def test_pairs_stop_at_punctuation_and_read_synonyms_as_one():
    assert pairs("甲乙,丙丁") == {"甲乙", "丙丁"}
    assert pairs("给予补贴") == pairs("给予资助") == {"给予", "予补", "补助"}


def test_telling_pairs_leave_the_frame_out():
    assert telling("目标是每万人口发明专利") == {"是每", "每万", "万人", "人口", "口发", "发明", "明专", "专利"}
    assert telling("应当给予") == frozenset()
    assert telling("商标等") == telling("商标")


def test_classes_tell_though_their_sign_ends_lists():
    assert telling("二等奖") == {"二等", "等奖"}


def test_signs_hold_single_signs_and_pairs_across_brackets():
    assert {"市", "县市", "市、"} & signs("县(市)") == {"市", "县市"}


@pytest.mark.parametrize(
    ("text", "source", "spans"),
    [
        ("企业专利质押", "对企业专利质押贷款", []),
        ("丙镇被评为特色小镇", "丙镇特色小镇", [(3, 4)]),
        ("目标是专利达到", "专利", []),
        ("市、区承担", "市与区承担", []),
        ("硕士毕业生", "博士毕业生", [(0, 1)]),
        ("名单中,企业", "企业名单", []),
    ],
)
def test_what_no_source_says(text, source, spans):
    assert unsaid(text, signs(source)) == spans


def test_weight_counts_neither_frame_nor_grammar():
    assert weight("目标是专利和商标") == 4
    assert length([(0, 2), (5, 6)]) == 3


def test_synonyms_fold_to_words_that_are_no_synonyms_themselves():
    assert fold("缴交津贴") == "缴纳补助"
    assert fold(fold("鼓励推动获评省级小型微型企业")) == fold("鼓励推动获评省级小型微型企业")


@pytest.mark.parametrize("word", ["再次", "首次", "继续", "上调", "下调", "增加", "取消", "停止"])
def test_the_frame_holds_no_word_that_could_make_a_sentence_false(word):
    assert FRAME.fullmatch(word) is None


@given(st.text("企业专利的和目标给予,、()。 ", max_size=20))
def test_any_text_says_itself(text):
    folded = fold(text)
    assert unsaid(folded, signs(text)) == []
