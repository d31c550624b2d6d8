"""How the language model stands, for the doors that show it while it is fetched and started."""

from dataclasses import dataclass
from enum import StrEnum


class ModelState(StrEnum):
    """Where the language model is on its way; ``ABSENT`` means that none is wanted and none will come."""

    ABSENT = "absent"
    FETCHING = "fetching"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """The state, the bytes fetched so far, and for ``FAILED`` what went wrong and what to do."""

    state: ModelState
    done_bytes: int = 0
    total_bytes: int = 0
    message: str = ""

    @property
    def is_changing(self) -> bool:
        """Whether it is worth asking again soon."""
        return self.state in {ModelState.FETCHING, ModelState.STARTING}

    @property
    def percent(self) -> int:
        """How much of the file is there, 0 to 100."""
        return min(100, self.done_bytes * 100 // self.total_bytes) if self.total_bytes > 0 else 0
