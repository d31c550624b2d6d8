"""What is told of a change to the documents: how far it is, what became of each file, and the generations there are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Step(StrEnum):
    """Where a change is on its way."""

    READING = "读取"
    EMBEDDING = "嵌入"
    SWAPPING = "切换"
    DONE = "完成"
    FAILED = "未完成"


class Kind(StrEnum):
    """What a change does."""

    ADD = "添加"
    REPLACE = "替换"
    RETIRE = "停用"
    RESTORE = "恢复"
    REREAD = "重新读取"
    CORRECT = "更正"
    UNCORRECT = "撤销更正"
    RETURN = "退回"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a user sent, with the name that he gave it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How a document was read: how many clauses, how many alarms."""

    clauses: int
    alarms: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: how it is read now and was read before (None: not in the corpus), or why it was refused.

    ``document`` is empty where it was refused.
    """

    name: str
    document: str = ""
    title: str = ""
    now: Figures | None = None
    before: Figures | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change under way, done or failed; ``done`` of ``total`` files or texts of its present step are finished.

    ``before`` is the generation that was in use, to go back to.
    """

    kind: Kind
    step: Step
    started: datetime
    done: int = 0
    total: int = 0
    outcomes: tuple[Outcome, ...] = ()
    error: str = ""
    before: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.step not in {Step.DONE, Step.FAILED}


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file of the corpus, or one out of use; ``document`` is its id."""

    name: str
    document: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A generation on disk; ``can_return``: the files that it was made of are kept, so that all can be as it was."""

    name: str
    built: datetime
    documents: int
    clauses: int
    is_in_use: bool
    can_return: bool
