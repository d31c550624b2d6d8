import pytest

from tests.pages.benchmark import BARE, CLAUSE, CONVERSATION, EVIDENCE, WORDS, Figures, choose, report, table
from tests.pages.pictures import SHOTS

TIMES = {EVIDENCE: [100.0, 300.0, 200.0], CONVERSATION: [], WORDS: [1200.0, 2200.0, 900.0],
         BARE: [1000.0, 2000.0, 1000.0], CLAUSE: [50.0, 70.0]}  # fmt: skip


def test_figures_are_medians_and_words_are_compared_question_by_question():
    found = report(TIMES, 5, 290, 1.5)
    assert found.figures == {
        EVIDENCE: Figures(3, 200.0, 100.0, 300.0), WORDS: Figures(3, 1200.0, 900.0, 2200.0),
        BARE: Figures(3, 1000.0, 1000.0, 2000.0), CLAUSE: Figures(2, 60.0, 50.0, 70.0),
    }  # fmt: skip
    assert found.ratio_of_medians == pytest.approx(1.2)
    assert (found.ratios.median, found.ratios.least, found.ratios.most) == pytest.approx((1.1, 0.9, 1.2))
    assert "| evidence | 3 | 200 | 100 | 300 |" in table(found)


def test_a_question_without_its_pair_is_no_figure():
    with pytest.raises(ValueError, match="zip"):
        report({**TIMES, BARE: [1000.0]}, 5, 290, 1.5)


class Asking:
    """Stands in for the search: the model writes where the question says so."""

    def __init__(self, question):
        self.question, self.answerable, self.history = question, "?" in question, ()


def test_written_and_quoted_questions_come_in_turn(monkeypatch):
    monkeypatch.setattr(
        "tests.pages.benchmark.first_prompt", lambda _, asked: "prompt" if "w" in asked.question else None
    )
    questions = [Asking(text) for text in ("w1?", "w2?", "w3?", "not", "q1?", "q2?", "q3?", "q4?")]
    chosen = choose(None, questions, 5, 2)
    assert [(one.question, bool(one.prompt)) for one in chosen] == [
        ("w1?", True), ("q1?", False), ("w2?", True), ("q2?", False), ("q3?", False),
    ]  # fmt: skip


def test_every_picture_has_a_name_of_its_own():
    names = [shot.name for shot in SHOTS]
    assert sorted(set(names)) == sorted(names)
    assert {shot.address for shot in SHOTS} >= {"", "measures", "about"}
