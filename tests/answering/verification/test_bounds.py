import pytest

from assistant.answering.verification.bounds import Bound, agree
from assistant.answering.verification.figures import read_figures

NONE, MOST, LEAST, ABOUT, WITHIN = Bound


@pytest.mark.parametrize(
    ("text", "bound", "words"),
    [
        ("给予50万元", NONE, "50万元"),
        ("最高50万元", MOST, "最高50万元"),
        ("最高可给予50万元", MOST, "最高可给予50万元"),
        ("不超过绿地总面积的5%", MOST, "不超过绿地总面积的5%"),
        ("不得超过5%", MOST, "不得超过5%"),
        ("低于5%", MOST, "低于5%"),
        ("5%以下", MOST, "5%以下"),
        ("上限为40岁", MOST, "上限为40岁"),
        ("不满16岁", MOST, "不满16岁"),
        ("不低于5%", LEAST, "不低于5%"),
        ("不少于3人", LEAST, "不少于3人"),
        ("至少3人", LEAST, "至少3人"),
        ("超过3人", LEAST, "超过3人"),
        ("3人以上", LEAST, "3人以上"),
        ("≧3人", LEAST, "≧3人"),
        ("满6个月", LEAST, "满6个月"),
        ("100多家", LEAST, "100多家"),
        ("约5万元", ABOUT, "约5万元"),
        ("5万元左右", ABOUT, "5万元左右"),
        ("近2000家", ABOUT, "近2000家"),
        ("节约5万元", NONE, "5万元"),
        ("近2年", NONE, "2年"),
        ("20日内", WITHIN, "20日内"),
        ("最高人民法院审理3件", NONE, "3件"),
        ("20日内部", NONE, "20日"),
    ],
)
def test_the_bound_of_a_figure_and_its_words(text, bound, words):
    (figure,) = read_figures(text)
    assert (figure.bound, figure.words) == (bound, words)


def test_a_range_has_two_bounds():
    for text in ("50元至200元", "50元以上200元以下", "50—200元", "最低50元，最高200元"):
        assert [(f.value, f.unit, f.bound) for f in read_figures(text)] == [(50, "元", LEAST), (200, "元", MOST)]


def test_which_bounds_agree():
    agreeing = {(said, held) for said in Bound for held in Bound if agree(said, held)}
    same = {(bound, bound) for bound in Bound}
    assert agreeing == same | {(WITHIN, NONE), (NONE, WITHIN), (WITHIN, MOST), (MOST, WITHIN)}
