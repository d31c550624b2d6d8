"""What a browser tab holds of a conversation, what changes in it, and where a new turn goes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.interfaces.chat.conversation import Turn, Turns, Wish
from assistant.interfaces.chat.narrowing import Choices
from assistant.interfaces.html import Html


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as a tab holds it: the turns that have ended.

    ``editing`` is the id of the turn that the next question takes the place of, with all behind it; ``removed`` are
    the turns that last went, and come back by an undo in the place of the last one. The first ``settled`` turns stand
    in the past part of the page, the others still in the live one.
    """

    turns: Turns = ()
    editing: str = ""
    removed: Turns = ()
    settled: int = 0


@dataclass(frozen=True, slots=True)
class Update:
    """What changes on the page; what is None stays as it is. ``wish`` fills the composer whole, ``box`` its text."""

    box: str | None = None
    wish: Wish | None = None
    chips: Html | None = None
    choices: Choices | None = None
    is_busy: bool | None = None
    notice: Html | None = None
    past: Html | None = None
    live: Html | None = None
    talk: Talk | None = None
    conversation: str | None = None
    suggested: Html | None = None
    exported: Html | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new turn goes: behind ``earlier``, instead of ``removed``, in a conversation by its name.

    ``unsettled`` are the last of the earlier ones, which are shown above the new one until there is time to settle
    them: a question in a long conversation must not wait for all that was said before to be sent again.
    """

    earlier: Turns
    removed: Turns
    conversation: str
    unsettled: Turns = ()

    @classmethod
    def of(cls, talk: Talk, instead_of: str, conversation: str) -> "Place":
        """Behind all turns, or where one of them stands; then those before it are settled at once."""
        turns = talk.turns
        at = next((at for at, turn in enumerate(turns) if instead_of and turn.id == instead_of), len(turns))
        unsettled = turns[talk.settled :] if at == len(turns) else ()
        return cls(turns[:at], turns[at:], conversation, unsettled)

    def number(self, turn: Turn) -> Turn:
        """The turn with its number in this place."""
        return replace(turn, number=len(self.earlier) + 1)

    @property
    def instead_of(self) -> str:
        """The id of the turn whose place the new one takes; empty where it is the last."""
        return self.removed[0].id if self.removed else ""

    @property
    def replaced(self) -> str:
        """What became of the turns that went, in words."""
        number, behind = self.removed[0].number, len(self.removed) - 1
        if behind:
            return f"第 {number} 问已换成新的回答，其后的 {behind} 问已移除。"
        return f"第 {number} 问已换成新的回答。"


def find_turn(turns: Sequence[Turn], turn: str) -> Turn | None:
    """The turn with an id; None where it is not among them."""
    return next((held for held in turns if held.id == turn), None)
