"""What a person says of a pair: a verdict, of what sort the error is, and a note."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.errors import ReviewError

_NAME_CHARACTERS = 40
_NOTE_CHARACTERS = 2000


class HumanVerdict(StrEnum):
    """How far a clause carries a sentence, as a person reads them: 支持, 部分, 不支持, 无法判断.

    Of a sentence without citation: ``SUPPORTED`` that it needs none, ``UNSUPPORTED`` that one is missing.
    """

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"
    UNCLEAR = "unclear"


class ErrorType(StrEnum):
    """What is wrong: 错引, 漏引, 过引, 张冠李戴, 数字错误."""

    WRONG_CLAUSE = "wrong_clause"
    MISSING_CITATION = "missing_citation"
    NEEDLESS_CITATION = "needless_citation"
    MISATTRIBUTED = "misattributed"
    WRONG_NUMBER = "wrong_number"


class Role(StrEnum):
    """As what a person judges: blind, or settling what others said differently."""

    ANNOTATOR = "annotator"
    ADJUDICATOR = "adjudicator"


WITH_ERROR = frozenset({HumanVerdict.PARTIAL, HumanVerdict.UNSUPPORTED})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a pair, and when. ``verdict`` None takes back what he said before."""

    pair: str
    annotator: str
    role: Role
    verdict: HumanVerdict | None
    error: ErrorType | None
    note: str
    made: datetime

    @property
    def label(self) -> tuple[HumanVerdict | None, ErrorType | None]:
        """What two judgements must have in common to agree; notes may differ."""
        return self.verdict, self.error


def make_judgement(
    pair: str, annotator: str, role: Role, verdict: HumanVerdict | None, error: ErrorType | None, note: str,
    made: datetime,
) -> Judgement:  # fmt: skip
    """A judgement that can be kept.

    Raises:
        ReviewError: the name is empty or too long, the note is too long, or the verdict takes no error.
    """
    if error is not None and verdict not in WITH_ERROR:
        raise ReviewError("只有“部分”和“不支持”可以有错误类型。 Only these verdicts take an error.")
    if len(note) > _NOTE_CHARACTERS:
        raise ReviewError(f"备注有 {len(note)} 字，超过上限 {_NOTE_CHARACTERS} 字。 The note is too long.")
    return Judgement(pair, clean_name(annotator), role, verdict, error, _printable(note, "\n"), made)


def clean_name(name: str) -> str:
    """The name of an annotator without white space around it.

    Raises:
        ReviewError: it is empty or too long.
    """
    cleaned = " ".join(_printable(name).split())
    if not cleaned or len(cleaned) > _NAME_CHARACTERS:
        raise ReviewError(f"请填写核查人姓名，1 到 {_NAME_CHARACTERS} 字。 A name of the annotator is needed.")
    return cleaned


def _printable(text: str, kept: str = "") -> str:
    return "".join(char if char.isprintable() or char in kept else " " for char in text).strip()
