"""Keeping a conversation in the records; a failure becomes one line for the page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from assistant.errors import RecordsError
from assistant.interfaces.chat.conversation import Turn, Turns, numbered
from assistant.interfaces.chat.render import render_error
from assistant.interfaces.html import Html
from assistant.interfaces.store.conversations import ConversationStore
from assistant.interfaces.store.feedback import FeedbackStore, Opinion
from assistant.interfaces.store.store import Store

NOTHING = Html("")


class Keeper:
    """Conversations and opinions where they are kept; where they are not, everything is empty and nothing fails."""

    def __init__(self, store: Store | None) -> None:
        self._conversations: ConversationStore | None = store.conversations if store else None
        self._feedback: FeedbackStore | None = store.feedback if store else None

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._conversations is not None

    def name(self, conversation: str) -> str:
        """The name of a conversation, made now where it has none yet; empty where nothing is kept."""
        return (conversation or uuid4().hex) if self.keeps else ""

    def turns(self, conversation: str) -> Turns:
        """The turns of a conversation, numbered.

        Raises:
            RecordsError: the database cannot be read.
        """
        return numbered(self._conversations.turns(conversation)) if self._conversations and conversation else ()

    def keep(self, conversation: str, turns: Sequence[Turn], instead_of: str = "") -> Html:
        """Keep turns at the end, or instead of the one with that id and all behind it; give the line of a failure."""
        store = self._conversations
        if store is None:
            return NOTHING
        return _said(lambda: store.replace_from(conversation, instead_of, [_lean(turn) for turn in turns]))

    def settle(self, conversation: str, turn: Turn, instead_of: str = "") -> Html:
        """Keep a turn in its own place, or at the end, once it has ended instead of others; give the line of a failure.

        As long as it is written the others stay, so that nothing is lost where no answer comes.
        """
        store = self._conversations
        return _said(lambda: store.settle(conversation, _lean(turn), instead_of)) if store else NOTHING

    def forget(self, conversation: str) -> Html:
        """Remove a conversation; give the line of a failure."""
        store = self._conversations
        return _said(lambda: store.forget(conversation)) if store and conversation else NOTHING

    def opinions(self, turns: Sequence[Turn]) -> dict[str, Opinion]:
        """What was said of the answers of these turns, by their ids; nothing where the records cannot be read."""
        try:
            return self._feedback.of([turn.id for turn in turns]) if self._feedback and turns else {}
        except RecordsError:
            return {}


def _lean(turn: Turn) -> Turn:
    """The evidence is in an answer's hits; it need not be kept twice."""
    return replace(turn, found=None) if turn.answer else turn


def _said(work: Callable[[], None]) -> Html:
    try:
        work()
    except RecordsError as error:
        return render_error(str(error))
    return NOTHING
