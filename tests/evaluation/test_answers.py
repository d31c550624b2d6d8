import pytest

from assistant.errors import Failure
from assistant.evaluation.answers import Pair, Timed, Watched, compare_answers, summarise_pairs
from assistant.evaluation.plain import PlainAnswer
from assistant.evaluation.questions import GoldQuestion
from tests.fakes import BrokenGenerator, ScriptedGenerator, make_assistant

FACT = GoldQuestion(id="q1", question="到2025年发明专利拥有量达到多少件？", answer_all_of=(("100件",),))
UNITS = GoldQuestion(id="q2", question="分工的责任单位有哪些？", answer_all_of=(("市场监管局",),))
NONE = GoldQuestion(id="q3", question="成都市商标注册量是多少？", answerable=False)


class Plain:
    """Answers with the same words each time."""

    def __init__(self, text="达到100件。", failed=False):
        self.answer, self.asked = PlainAnswer(text, 2.0, 4.0, failed), []

    def ask(self, question, history):
        self.asked.append((question, history))
        return self.answer


@pytest.fixture
def assistant(tmp_path):
    (tmp_path / "corpus").mkdir()
    text = "甲县知识产权规划\n一、主要目标\n到2025年，发明专利拥有量达到100件。\n二、分工\n（责任单位：县市场监管局）\n"
    (tmp_path / "corpus" / "jia.txt").write_text(text, "utf-8")
    return make_assistant(tmp_path / "corpus", tmp_path / "index")


def compared(assistant, generator, plain, questions, runs=1):
    assistant.generator = watched = Watched(generator)
    done = []
    pairs = compare_answers(assistant, watched, plain, questions, runs, done.append)
    assert done == list(range(1, len(pairs) + 1))
    return pairs


def test_each_question_is_answered_in_both_ways_and_the_facts_of_both_are_counted(assistant):
    plain = Plain()
    pairs = compared(assistant, ScriptedGenerator("发明专利拥有量达到100件[1]。"), plain, [FACT, UNITS, NONE], runs=2)
    assert [(pair.id, pair.asked_model) for pair in pairs] == 2 * [("q1", True), ("q2", False), ("q3", False)]
    assert [(pair.ours.facts, pair.plain.facts) for pair in pairs[:3]] == [(True, True), (True, False), (None, None)]
    assert len(plain.asked) == 6
    # What is quoted comes at once.
    assert pairs[1].ours.first_token == pairs[1].ours.whole
    assert pairs[0].ours.first_token < pairs[0].ours.whole
    assert (pairs[0].plain.first_token, pairs[0].plain.whole) == (2.0, 4.0)


def test_a_model_that_fails_is_counted_and_its_times_are_left_out(assistant):
    (pair,) = compared(assistant, BrokenGenerator(failure=Failure.TIMEOUT), Plain(), [FACT])
    assert (pair.asked_model, pair.ours.failed, pair.plain.failed) == (True, True, False)
    # The clause is quoted instead.
    assert pair.ours.facts is True
    assert summarise_pairs([pair]) == {}


def test_figures_are_medians_and_ratios_over_the_written_and_over_all():
    pairs = [
        Pair("a", True, Timed(1.0, 2.0, True, False), Timed(2.0, 4.0, False, False)),
        Pair("b", True, Timed(3.0, 4.0, False, False), Timed(4.0, 5.0, False, False)),
        Pair("c", True, Timed(99.0, 99.0, True, True), Timed(4.0, 5.0, True, False)),
        Pair("d", False, Timed(0.1, 0.1, None, False), Timed(5.0, 10.0, None, False)),
    ]
    figures = summarise_pairs(pairs)
    written, everything = figures["written"], figures["all"]
    assert (written.answers, everything.answers) == (3, 4)
    assert (written.first_token.ours, written.first_token.plain, written.first_token.ratio) == (2.0, 3.0, 2.0 / 3.0)
    assert written.first_token.paired_ratio == pytest.approx((0.5 + 0.75) / 2)
    assert (written.whole.ours, written.whole.plain) == (3.0, 4.5)
    assert (everything.first_token.ours, everything.first_token.plain) == (1.0, 4.0)
    assert (written.our_facts, written.plain_facts) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert (written.our_failures, written.plain_failures) == (1, 0)
    assert set(summarise_pairs(pairs[3:])) == {"all"}
