import pytest

from assistant.errors import Failure
from assistant.evaluation.plain import PlainPipeline, cut
from assistant.ports import Waiting
from tests.answering.made import make_tree
from tests.fakes import BrokenGenerator, PairEncoder, ScriptedGenerator

TEXT = "专利拥有量达到一百件" * 30 + "商标注册量达到两百件" * 30 + "地理标志保护产品三个" * 30


def pipeline(generator):
    tree = make_tree("jia", "甲县", TEXT)
    return PlainPipeline.over([tree, make_tree("yi", "乙县", "奖励办法" * 10)], PairEncoder(), generator)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [("", []), ("一", [1]), ("一" * 300, [300]), ("一" * 301, [300, 1]), ("一" * 300 + " " * 300 + "二", [300, 1])],
)
def test_pieces_have_three_hundred_characters_and_blank_ones_are_left_out(text, lengths):
    assert [len(piece) for piece in cut(text)] == lengths


def test_the_four_nearest_pieces_go_into_a_plain_prompt_best_first():
    generator = ScriptedGenerator(Waiting(0), "两百", "件。")
    plain = pipeline(generator)
    answer = plain.ask("达到多少件？", ["商标注册量？"])
    assert (answer.text, answer.failed) == ("两百件。", False)
    assert 0 < answer.first_token <= answer.seconds
    ((system, user, grammar),) = generator.prompts
    assert grammar is None
    assert "材料" in system
    assert user.startswith("根据以下材料回答问题。")
    assert "问题：商标注册量？达到多少件？" in user
    assert len(plain.pieces) == 4
    assert sorted(plain.nearest("商标注册量？")) == sorted(plain.pieces)
    assert plain.nearest("商标注册量")[0] == "商标注册量达到两百件" * 30
    assert all(piece in user for piece in plain.pieces)


def test_a_model_that_fails_says_nothing_and_is_counted():
    answer = pipeline(BrokenGenerator(failure=Failure.BUSY)).ask("专利？")
    assert (answer.text, answer.failed) == ("", True)
    assert answer.first_token == answer.seconds
