"""What the chat page does when something happens on it: each handler says what changes, and knows nothing of Gradio."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assistant.errors import QuestionError, RecordsError
from assistant.interfaces.chat.conversation import Turn, Turns, Wish, follow
from assistant.interfaces.chat.examples import example_questions
from assistant.interfaces.chat.export import export_links
from assistant.interfaces.chat.keeping import NOTHING, Keeper
from assistant.interfaces.chat.narrowing import Choices, Typed, read_typed, render_chips, type_out
from assistant.interfaces.chat.render import render_error, render_turn
from assistant.interfaces.chat.stops import Stops
from assistant.interfaces.chat.suggesting import suggest
from assistant.interfaces.chat.tools import render_editing, render_suggestions, render_tools, render_undo
from assistant.interfaces.html import Html, join
from assistant.interfaces.site.frame import render_welcome
from assistant.interfaces.site.parts import Site

# Pieces come faster than a page needs to be drawn, and drawing takes time from the model on the same cores.
_REDRAW_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as a tab holds it.

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
class _Place:
    """Where a new turn goes: behind ``earlier``, instead of ``removed``, in a conversation by its name.

    ``unsettled`` are the last of the earlier ones, which are shown above the new one until there is time to settle
    them: a question in a long conversation must not wait for all that was said before to be sent again.
    """

    earlier: Turns
    removed: Turns
    conversation: str
    unsettled: Turns = ()


class Chat:
    """Handlers of the page; they hold no conversation, which is the tab's and the records'."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._keeper = Keeper(site.store)
        self._stops = Stops()

    def welcome(self) -> Html:
        """What is shown until the first question."""
        trees = tuple(self._site.current().trees.values())
        return render_welcome(example_questions(trees), trees)

    def choices(self) -> Choices:
        """What a question can be narrowed to, as of now."""
        return Choices.of(self._site.current().trees)

    def chips(self, typed: Typed) -> Html:
        """What is set of the filters."""
        return render_chips(typed, self._site.current().trees)

    def send(self, typed: Typed, talk: Talk, conversation: str, tab: str) -> Iterator[Update]:
        """Ask what was typed, in the place of the turn that is being edited, if any; an unusable one stays."""
        try:
            wish = read_typed(typed)
        except QuestionError as error:
            yield Update(notice=render_error(str(error)))
            return
        yield from self._ask(wish, talk, talk.editing, conversation, tab)

    def again(self, turn: str, talk: Talk, conversation: str, tab: str) -> Iterator[Update]:
        """Ask the question of a turn again as it was asked; the new answer takes its place and that of all behind."""
        old = _find(talk.turns, turn)
        if old:
            yield from self._ask(old.wish, talk, turn, conversation, tab)

    def stop(self, tab: str) -> None:
        """Stop what is being written for a tab."""
        self._stops.stop(tab)

    def edit(self, turn: str, talk: Talk) -> Update:
        """Put the question of a turn into the composer, with its filters."""
        old = _find(talk.turns, turn)
        if old is None:
            return Update()
        editing = replace(talk, editing=turn)
        return Update(wish=old.wish, chips=self.chips(type_out(old.wish)), notice=render_editing(old), talk=editing)

    def leave(self, talk: Talk) -> Update:
        """Edit no longer."""
        return Update(box="", notice=NOTHING, talk=replace(talk, editing=""))

    def undo(self, talk: Talk, conversation: str) -> Update:
        """Bring back the turns that last went."""
        if not talk.removed:
            return Update()
        turns, last = (*talk.turns[:-1], *talk.removed), talk.turns[-1].id if talk.turns else ""
        conversation = self._keeper.name(conversation)
        said = self._keeper.keep(conversation, talk.removed, last)
        return replace(self._shown(turns, conversation), notice=said, live=NOTHING)

    def restart(self, talk: Talk, conversation: str) -> Update:
        """Forget the conversation, here and in the records; an undo brings it back."""
        said = self._keeper.forget(conversation)
        if talk.turns and not said.markup:
            said = render_undo("已开始新对话，原来的对话已删除。")
        return Update(
            box="", is_busy=False, notice=said, past=self.welcome(), live=NOTHING, suggested=NOTHING,
            talk=Talk(removed=talk.turns), conversation="", exported=NOTHING,
        )  # fmt: skip

    def restore(self, conversation: str) -> Update:
        """What was asked before the page was loaded again, with its answers; the filters of the last question hold."""
        try:
            turns = self._keeper.turns(conversation)
        except RecordsError as error:
            return Update(past=render_error(str(error)), choices=self.choices())
        if not turns:
            return Update(past=self.welcome(), choices=self.choices())
        wish = replace(turns[-1].wish, question="")
        shown = self._shown(turns, conversation)
        return replace(shown, wish=wish, chips=self.chips(type_out(wish)), choices=self.choices())

    def suggest(self, talk: Talk) -> Html:
        """What may be asked next, behind the last answer."""
        questions = suggest(self._site.current(), talk.turns)
        return render_suggestions(questions, talk.turns[-1]) if questions else NOTHING

    def _shown(self, turns: Turns, conversation: str) -> Update:
        """All of a conversation."""
        past = self._past(turns, conversation)
        exported = export_links(conversation)
        return Update(past=past, talk=Talk(turns, settled=len(turns)), conversation=conversation, exported=exported)

    def _ask(self, wish: Wish, talk: Talk, instead_of: str, conversation: str, tab: str) -> Iterator[Update]:
        place = _place(talk, instead_of, self._keeper.name(conversation))
        now = datetime.now(UTC).astimezone()
        with (
            self._stops.running(tab) as stopped,
            closing(follow(self._site.current(), place.earlier, wish, now, stopped.is_set)) as turns,
        ):
            yield from self._follow(turns, talk, place)

    def _follow(self, steps: Iterator[Turn], talk: Talk, place: _Place) -> Iterator[Update]:
        """Show the evidence at once, then the answer as it is written."""
        drawn, shown = 0.0, None
        for turn in steps:
            if turn == shown:
                # Nothing new; a visitor who has left is let go.
                yield Update()
            elif turn.error and not turn.found:
                yield self._refuse(turn, talk, place)
            elif not turn.is_writing:
                yield self._finish(turn, place)
            elif not turn.streamed or time.monotonic() - drawn > _REDRAW_SECONDS:
                yield self._progress(turn, place)
                # With the first words there is time: the model takes longer over each than this.
                place = replace(place, unsettled=()) if turn.streamed else place
                drawn = time.monotonic() if turn.streamed else 0.0
            shown = turn

    def _progress(self, turn: Turn, place: _Place) -> Update:
        if turn.streamed:
            return self._settled(turn, place)
        live = join(self._past(place.unsettled, place.conversation), self._turn(turn, place.conversation))
        if turn.found:
            return Update(live=live)
        if not turn.question.strip():
            return Update()
        # The welcome goes, and so do turns that give way; else what stands in the past part stays as it is.
        is_other = bool(place.removed) or not place.earlier
        past = self._past(place.earlier, place.conversation) if is_other else None
        return Update(box="", is_busy=True, notice=NOTHING, past=past, live=live, suggested=NOTHING)

    def _settled(self, turn: Turn, place: _Place) -> Update:
        """The turn alone in the live part, and all before it in the past one."""
        past = self._past(place.earlier, place.conversation) if place.unsettled else None
        return Update(past=past, live=self._turn(turn, place.conversation))

    def _finish(self, turn: Turn, place: _Place) -> Update:
        """Keep the turn and show it; where others went for it, say so."""
        instead_of = place.removed[0].id if place.removed else ""
        said = self._keeper.keep(place.conversation, [turn], instead_of)
        return replace(
            self._settled(turn, place),
            is_busy=False,
            notice=said if said.markup or not place.removed else render_undo(_replaced(place.removed)),
            talk=Talk((*place.earlier, turn), removed=place.removed, settled=len(place.earlier)),
            conversation=place.conversation,
            exported=export_links(place.conversation),
        )

    def _refuse(self, turn: Turn, talk: Talk, place: _Place) -> Update:
        """An unusable question goes back into the box, and the conversation is as before."""
        past = self._past(talk.turns, place.conversation) if talk.turns else self.welcome()
        talk = replace(talk, settled=len(talk.turns))
        said = render_error(turn.error)
        return Update(box=turn.question, is_busy=False, notice=said, past=past, live=NOTHING, talk=talk)

    def _past(self, turns: Turns, conversation: str) -> Html:
        """Turns that have ended, with what was said of them."""
        opinions, trees = self._keeper.opinions(turns), self._site.current().trees
        return join(
            *(render_turn(turn, trees, render_tools(turn, conversation, opinions.get(turn.id))) for turn in turns)
        )

    def _turn(self, turn: Turn, conversation: str) -> Html:
        return render_turn(turn, self._site.current().trees, render_tools(turn, conversation))


def _find(turns: Sequence[Turn], turn: str) -> Turn | None:
    return next((held for held in turns if held.id == turn), None)


def _place(talk: Talk, instead_of: str, conversation: str) -> _Place:
    """Behind all turns, or where one of them stands; then those before it are settled at once."""
    turns = talk.turns
    at = next((at for at, turn in enumerate(turns) if instead_of and turn.id == instead_of), len(turns))
    unsettled = turns[talk.settled :] if at == len(turns) else ()
    return _Place(turns[:at], turns[at:], conversation, unsettled)


def _replaced(removed: Turns) -> str:
    number, behind = removed[0].number, len(removed) - 1
    if behind:
        return f"第 {number} 问已换成新的回答，其后的 {behind} 问已移除。"
    return f"第 {number} 问已换成新的回答。"
