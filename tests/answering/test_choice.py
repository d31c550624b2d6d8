"""Which sentences of a clause answer a question, and how a long one is shortened."""

import pytest

from assistant.answering.choice import Ask, Chooser
from tests.answering.made import make_chunk, make_search

FACT = "甲县发明专利拥有量达到多少件？"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (FACT, Ask(listing=False, unit=False)),
        ("甲县有购车补贴吗？", Ask(listing=False, unit=False)),
        ("甲县怎样推进商标品牌提质？", Ask(listing=True, unit=False)),
        ("支持企业有哪些措施？", Ask(listing=True, unit=False)),
        ("目标包括什么内容？", Ask(listing=True, unit=False)),
        ("加强保护的责任单位有哪些？", Ask(listing=False, unit=True)),
        ("这件事由谁来负责？", Ask(listing=False, unit=True)),
        ("质押融资归谁管？", Ask(listing=False, unit=True)),
    ],
)
def test_what_a_question_wants(question: str, kind: Ask) -> None:
    assert Ask.of(question) == kind


def chosen(question: str, text: str, most_characters: int = 1000, **options: object) -> list[str]:
    """The sentences that are chosen of a clause with this text."""
    chunk = make_chunk(text, **options)
    found = Chooser.of(make_search(question, chunk)).choose(chunk, most_characters)
    return [sentence.text for sentence in found]


def test_sentences_are_chosen_by_words_value_and_year_and_put_in_text_order() -> None:
    chunk = make_chunk("重视发明专利工作。2020年发明专利拥有量100件。加强领导。到2025年发明专利拥有量200件。")
    chooser = Chooser.of(make_search(FACT, chunk, years=("2025",)))
    assert chooser.best(chunk).text == "到2025年发明专利拥有量200件。"
    two = [s.text for s in chooser.choose(chunk, 1000)]
    assert two == ["2020年发明专利拥有量100件。", "到2025年发明专利拥有量200件。"]


def test_a_list_takes_a_short_clause_whole_and_of_a_long_one_what_is_asked() -> None:
    short = "对优势企业给予奖励。对贷款给予贴息。开展培训。"
    assert len(chosen("对贷款贴息有哪些措施？", short)) == 3
    others = "".join(f"第{n}项其他工作按照职责分工办理" + "好" * 60 + "。" for n in range(8))
    long = f"{others}对小微企业贷款给予贴息。"
    assert chosen("对小微企业贷款给予贴息有哪些措施？", long) == ["对小微企业贷款给予贴息。"]


def test_a_list_on_what_the_heading_names_takes_the_clause_whole() -> None:
    body = "".join(f"组织第{n}次活动" + "好" * 60 + "。" for n in range(8))
    assert len(chosen("怎样推进商标品牌提质？", f"{body}品牌。", path=("3.推进商标品牌提质",))) == 9


def test_where_the_question_shares_few_words_nothing_is_left_out_but_what_does_not_fit() -> None:
    text = "停车场首小时收费5元。新能源汽车首2小时免费。"
    assert len(chosen("开绿牌车去停车，头几个钟头不要钱？", text)) == 2
    assert chosen("开绿牌车去停车，头几个钟头不要钱？", text, 15) == ["停车场首小时收费5元。"]


def test_units_are_chosen_where_they_are_asked_for_and_left_out_elsewhere() -> None:
    text = "加强专利行政保护。\n（责任单位：市财政局）"
    assert chosen("专利行政保护由谁负责？", text) == ["（责任单位：市财政局）"]
    assert chosen("怎样加强专利行政保护？", text) == ["加强专利行政保护。"]


def test_a_short_heading_is_no_sentence_and_a_long_one_is() -> None:
    said = "5.返乡创业的大学生领办家庭农场的，给予5万元启动资金并提供贴息贷款。"
    assert chosen("培育专利达到多少？", "（一）培育专利\n专利达到100件。", path=("（一）培育专利",)) == [
        "专利达到100件。"
    ]
    assert chosen("大学生领办家庭农场给多少启动资金？", f"{said}（县财政局）", path=(said.rstrip("。"),)) == [said]


LONG = (
    "到2025年，全县知识产权保护意识不断增强，发明专利拥有量达到100件，注册商标拥有量达到1400件，"
    "地理标志产品达到3个，质押融资贷款有所突破，工作取得明显成效"
)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("注册商标拥有量达到多少件？", LONG, "到2025年，注册商标拥有量达到1400件"),
        ("工作成效有多少件？", LONG, LONG),
        ("注册商标怎样发展？", LONG, LONG),
        (
            "注册商标达到多少件？",
            "到2025年，发明专利100件，注册商标1400件。",
            "到2025年，发明专利100件，注册商标1400件。",
        ),
    ],
    ids=["the value asked for", "too few words in a part", "no value asked for", "short enough"],
)
def test_a_long_sentence_is_cut_to_the_value_asked_for(question: str, sentence: str, expected: str) -> None:
    chooser = Chooser.of(make_search(question, make_chunk(sentence)))
    assert chooser.shorten(sentence) == expected


def test_a_value_keeps_the_condition_that_it_hangs_on() -> None:
    sentence = (
        "对获得中国专利金奖的企业，给予20万元奖励，对获得中国专利优秀奖的企业，经评审合格的，给予10万元奖励，"
        "所需资金由市级财政预算统筹安排解决"
    )
    chooser = Chooser.of(make_search("获得中国专利优秀奖的企业奖励多少万元？", make_chunk(sentence)))
    assert chooser.shorten(sentence) == "对获得中国专利优秀奖的企业，经评审合格的，给予10万元奖励"
