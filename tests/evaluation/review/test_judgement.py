import pytest

from assistant.errors import ReviewError
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Judgement, Role, make_judgement
from tests.evaluation.review.made import WHEN


def make(annotator="甲", verdict=HumanVerdict.PARTIAL, error=None, note=""):
    return make_judgement("p", annotator, Role.ANNOTATOR, verdict, error, note, WHEN)


def test_names_and_notes_are_cleaned():
    assert make("  王\t 五\x00 ", note=" 少了\n年份\x07 ") == Judgement(
        "p", "王 五", Role.ANNOTATOR, HumanVerdict.PARTIAL, None, "少了\n年份", WHEN
    )


@pytest.mark.parametrize("verdict", [HumanVerdict.SUPPORTED, HumanVerdict.UNCLEAR, None])
def test_only_a_wrong_sentence_has_an_error(verdict):
    with pytest.raises(ReviewError, match="错误类型"):
        make(verdict=verdict, error=ErrorType.WRONG_NUMBER)
    assert make(verdict=verdict).label == (verdict, None)
    assert make(error=ErrorType.WRONG_NUMBER).label == (HumanVerdict.PARTIAL, ErrorType.WRONG_NUMBER)


@pytest.mark.parametrize("name", ["", " \n", "\x00", "好" * 41], ids=["empty", "blank", "control", "long"])
def test_a_name_is_needed(name):
    with pytest.raises(ReviewError, match="核查人姓名"):
        make(name)


def test_a_note_has_its_limit():
    assert len(make(note="好" * 2000).note) == 2000
    with pytest.raises(ReviewError, match="2001 字"):
        make(note="好" * 2001)
