import pytest

from assistant.answering.verification.contrast import fits_alone, fits_better, is_of_other
from assistant.answering.verification.stretch import Own
from assistant.answering.verification.words import telling


def own(near, wide=""):
    return Own(telling(near), telling(wide or near))


FIRMS, OFFICES = own("培育企业"), own("机构")


@pytest.mark.parametrize(
    ("said", "other", "mention", "better"),
    [
        ("培育企业", FIRMS, OFFICES, True),
        ("培育机构", FIRMS, OFFICES, False),
        ("发明专利拥有量", own("每万人口发明专利拥有量"), own("有效发明专利拥有量"), False),
        (
            "再次质押的按利率贴息",
            own("按利率贴息", "再次质押的按利率贴息"),
            own("按利率贴息", "首次质押的按利率贴息"),
            True,
        ),
        ("省级财政安排", own("资金来源；省级财政安排"), own("资金来源；市级财政安排"), True),
        ("企业", FIRMS, own(""), False),
    ],
    ids=[
        "other",
        "own",
        "shorter name",
        "told apart by what stands before",
        "told apart by all that they do not share",
        "nothing is known of its own",
    ],
)
def test_whether_another_mention_is_meant(said, other, mention, better):
    assert fits_better(telling(said), other, mention) is better


def test_a_figure_of_another_unit_is_meant_only_where_nothing_fits_the_own_one():
    assert fits_alone(telling("地区生产总值"), own("全县地区生产总值"), own("预算收入"))
    assert not fits_alone(telling("地区生产总值和收入"), own("全县地区生产总值"), own("预算收入"))


def test_each_mention_must_lose():
    rivals = [(FIRMS, fits_better)]
    assert is_of_other(telling("培育企业"), [OFFICES], rivals)
    assert not is_of_other(telling("培育企业"), [OFFICES, FIRMS], rivals)
    assert not is_of_other(telling("培育企业"), [OFFICES], [])
