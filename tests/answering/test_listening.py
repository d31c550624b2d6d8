import time

import pytest

from assistant.answering.listening import Heard, Piece, finished, listen
from assistant.errors import Failure, GeneratorError
from assistant.ports import CutOff, StartOver, Waiting


def hear(*replies, failure=None):
    """The events passed on, and what was heard in the end."""

    def speak():
        yield from replies
        if failure is not None:
            raise GeneratorError("坏了", failure)

    events, listening = [], listen(speak(), time.perf_counter(), 2)
    while True:
        try:
            events.append(next(listening))
        except StopIteration as stop:
            return events, stop.value


def test_pieces_are_joined_and_timed():
    events, heard = hear("甲", Waiting(0), "乙。")
    assert events == [Piece("甲"), Waiting(0), Piece("乙。")]
    assert (heard.text, heard.is_cut_off, heard.failure) == ("甲乙。", False, None)
    assert heard.first_token >= 0


def test_nothing_said_has_no_beginning():
    assert hear(Waiting(1)) == ([Waiting(1)], Heard())


def test_what_was_taken_back_is_no_part_of_the_text():
    assert hear("想", StartOver(), "答。")[1].text == "答。"


def test_a_failure_is_kept_with_what_came_before():
    heard = hear("甲", failure=Failure.BUSY)[1]
    assert (heard.text, heard.failure) == ("甲", Failure.BUSY)


def test_of_a_reply_cut_off_the_finished_sentences_stay():
    heard = hear("甲[1]。乙", CutOff())[1]
    assert (heard.text, heard.is_cut_off) == ("甲[1]。", True)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("甲。乙", "甲。"),
        ("甲。", "甲。"),
        ("甲。[1]【2】乙", "甲。[1]【2】"),
        ("“甲。”乙", "“甲。”"),
        ("甲[1]。乙[", "甲[1]。"),
        ("甲；乙", "甲；"),
        ("甲，乙", ""),
        ("", ""),
    ],
)
def test_sentences_with_their_end(text, rest):
    assert finished(text) == rest


def test_marks_are_passed_on_whole_and_invented_ones_not_at_all():
    events, heard = hear("甲事[", "1]。乙事【7】。")
    assert events == [Piece("甲事"), Piece("[1]。乙事。")]
    assert heard.text == "甲事[1]。乙事【7】。"
