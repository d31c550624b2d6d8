import pytest

from assistant.answering.verification.denials import denial_spans, opening, read_denials


@pytest.mark.parametrize(
    ("phrase", "cues"),
    [
        ("全面取消专利申请资助", ["取消"]),
        ("未经批准不得转让", ["未经", "不得"]),
        ("无自有住房", ["无"]),
        ("残疾人免收", ["免收"]),
        ("拒不改正", ["拒不"]),
        ("未来不断加大投入,不仅如此", []),
        ("不动产、不正当竞争、非物质文化遗产", []),
        ("无障碍设施,无人机", []),
        ("坚定不移推进", []),
    ],
)
def test_what_denies_and_what_only_looks_like_it(phrase, cues):
    assert [denial.cue for denial in read_denials(phrase)] == cues


def test_a_denial_is_of_what_follows_it_or_at_the_end_of_what_precedes():
    (denial,) = read_denials("不得擅自转让采砂许可证")
    assert (denial.scope, denial.near) == ("擅自转让采砂许可证", "擅自转让采")
    (denial,) = read_denials("急诊抢救的除外")
    assert (denial.scope, denial.is_relief) == ("急诊抢救的", True)


def test_a_denial_in_a_condition_ends_with_it():
    (denial,) = read_denials("未备案的报销比例降低")
    assert (denial.scope, denial.is_condition) == ("备案的", True)
    (denial,) = read_denials("取消对企业的资助")
    assert (denial.scope, denial.is_condition) == ("对企业的资助", False)


@pytest.mark.parametrize(
    ("stem", "is_of_items"),
    [
        ("不得有下列行为", True),
        ("申请人无下列情形", True),
        ("未取得下列许可", True),
        ("无房职工租房自住的", False),
        ("无房职工提取限额按照下列标准执行", False),
    ],
)
def test_what_a_stem_denies_of_its_items(stem, is_of_items):
    (denial,) = read_denials(stem)
    assert denial.is_of_items is is_of_items


def test_where_denials_stand():
    assert denial_spans("未经批准不得转让") == ((0, 2), (4, 6))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("没有,甲县取消资助", ("没有", False)),
        ("可以,企业可申请", ("可以", True)),
        ("不是,由市里负担", ("不是", None)),
        ("企业,可以申请", ("", None)),
        ("可以申请", ("", None)),
    ],
)
def test_the_word_that_answers_yes_or_no(sentence, expected):
    assert opening(sentence) == expected
