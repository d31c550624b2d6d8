"""What the chat page does when something happens on it: each handler says what changes, and knows nothing of Gradio."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from assistant.errors import QuestionError, RecordsError
from assistant.interfaces.chat.conversation import Turn, Turns, Wish, follow, interrupted, numbered
from assistant.interfaces.chat.drawing import Drawing
from assistant.interfaces.chat.examples import example_questions
from assistant.interfaces.chat.keeping import NOTHING, Keeper
from assistant.interfaces.chat.narrowing import Choices, Typed, read_typed, render_chips, type_out
from assistant.interfaces.chat.render import render_error
from assistant.interfaces.chat.suggesting import suggest
from assistant.interfaces.chat.tab import Place, Talk, Update, find_turn
from assistant.interfaces.chat.tools import render_editing, render_suggestions, render_undo
from assistant.interfaces.chat.underway import Answering, Task
from assistant.interfaces.html import Html
from assistant.interfaces.site.frame import render_welcome
from assistant.interfaces.site.parts import Site

# Pieces come faster than a page needs to be drawn, and drawing takes time from the model on the same cores.
_REDRAW_SECONDS = 0.1


class Chat:
    """Handlers of the page; they hold no conversation, which is the tab's and the records'."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._underway = site.underway
        self._keeper = Keeper(site.store)
        self._drawing = Drawing(site.current, self._keeper)

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
            yield from self._ask(read_typed(typed), talk, talk.editing, conversation, tab)
        except QuestionError as error:
            yield Update(notice=render_error(str(error)))

    def again(self, turn: str, talk: Talk, conversation: str, tab: str) -> Iterator[Update]:
        """Ask the question of a turn again as it was asked; the new answer takes its place and that of all behind."""
        old = find_turn(talk.turns, turn)
        if old is None:
            return
        try:
            yield from self._ask(old.wish, talk, turn, conversation, tab)
        except QuestionError as error:
            yield Update(notice=render_error(str(error)))

    def resume(self, talk: Talk, conversation: str, tab: str) -> Iterator[Update]:
        """Follow what was under way when the page was loaded, one after the other, as if it had been asked here."""
        running = [one for one in self._underway.of(conversation) if not find_turn(talk.turns, one.asked.id)]
        if not running:
            # It has ended since.
            yield replace(self.restore(conversation), wish=None, chips=None, choices=None)
        for answering in running:
            place = Place.of(talk, answering.task.instead_of, conversation)
            for update in self._follow(answering, self._drawing.met(answering.turn, place), talk, place, tab):
                talk = update.talk or talk
                yield update
            if not find_turn(talk.turns, answering.asked.id):
                # It could not be used, or the tab has turned to something else.
                return

    def stop(self, conversation: str, tab: str) -> None:
        """Stop what is being written for a tab."""
        self._underway.stop(tab, conversation)

    def edit(self, turn: str, talk: Talk) -> Update:
        """Put the question of a turn into the composer, with its filters."""
        old = find_turn(talk.turns, turn)
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
        return replace(self._drawing.whole(turns, conversation), notice=said, live=NOTHING)

    def restart(self, talk: Talk, conversation: str, tab: str) -> Update:
        """Forget the conversation, here and in the records, with what is under way in it; an undo brings it back."""
        removed = (*talk.turns, *self._underway.drop(tab, conversation))
        said = self._keeper.forget(conversation)
        if removed and not said.markup:
            said = render_undo("已开始新对话，原来的对话已删除。")
        return Update(
            box="", is_busy=False, notice=said, past=self.welcome(), live=NOTHING, suggested=NOTHING,
            talk=Talk(removed=numbered(removed)), conversation="", exported=NOTHING,
        )  # fmt: skip

    def restore(self, conversation: str) -> Update:
        """What was asked before the page was loaded again, as far as it is; the filters of the last question hold."""
        try:
            shown, last = self._restored(conversation)
        except RecordsError as error:
            return Update(past=render_error(str(error)), live=NOTHING, is_busy=False, choices=self.choices())
        if last is None:
            return Update(past=self.welcome(), live=NOTHING, is_busy=False, choices=self.choices())
        wish = replace(last.wish, question="")
        return replace(shown, wish=wish, chips=self.chips(type_out(wish)), choices=self.choices())

    def suggest(self, talk: Talk) -> Html:
        """What may be asked next, behind the last answer."""
        questions = suggest(self._site.current(), talk.turns)
        return render_suggestions(questions, talk.turns[-1]) if questions else NOTHING

    def _restored(self, conversation: str) -> tuple[Update, Turn | None]:
        """All that there is of a conversation, and its last turn; where an answer is under way, as far as that is."""
        turns, running = self._look(conversation)
        if not running:
            return self._drawing.whole(turns, conversation), turns[-1] if turns else None
        talk = Talk(turns, settled=len(turns))
        place = Place.of(talk, running[0].task.instead_of, conversation)
        return replace(self._drawing.met(running[0].turn, place), talk=talk), running[-1].asked

    def _look(self, conversation: str) -> tuple[Turns, list[Answering]]:
        """The turns that have ended, and the answers under way. What was under way in a server that ended is neither.

        Raises:
            RecordsError: the database cannot be read.
        """
        turns, running = self._keeper.turns(conversation), self._underway.of(conversation)
        lost = {turn.id for turn in turns if turn.is_writing} - {one.asked.id for one in running}
        if lost:
            # What ended between the two looks has been kept by now.
            turns = self._keeper.turns(conversation)
        ended = numbered([interrupted(turn) for turn in turns if not turn.is_writing or turn.id in lost])
        return ended, [one for one in running if not find_turn(ended, one.asked.id)]

    def _ask(self, wish: Wish, talk: Talk, instead_of: str, conversation: str, tab: str) -> Iterator[Update]:
        place = Place.of(talk, instead_of, self._keeper.name(conversation))
        ask = partial(follow, self._site.current(), place.earlier, wish, datetime.now(UTC).astimezone())
        answering = self._underway.start(Task(ask, self._keeper, place.conversation, place.instead_of))
        yield from self._follow(answering, self._drawing.opened(answering.asked, place), talk, place, tab)

    def _follow(self, answering: Answering, first: Update, talk: Talk, place: Place, tab: str) -> Iterator[Update]:
        """Show the evidence at once, then the answer as it is written."""
        drawn, shown = 0.0, answering.asked
        with self._underway.following(tab, answering) as turns:
            yield first
            for turn in turns:
                if turn is shown:
                    # Nothing new; a visitor who has left is let go.
                    yield Update()
                elif not turn.is_writing:
                    yield self._end(turn, answering.said, talk, place)
                elif not turn.streamed or time.monotonic() - drawn > _REDRAW_SECONDS:
                    yield self._drawing.progress(place.number(turn), place)
                    # With the first words there is time: the model takes longer over each than this.
                    place = replace(place, unsettled=()) if turn.streamed else place
                    drawn, shown = time.monotonic() if turn.streamed else 0.0, turn

    def _end(self, turn: Turn, said: Html, talk: Talk, place: Place) -> Update:
        if turn.error and not turn.found:
            return self._drawing.refused(turn, talk, place, self.welcome())
        return self._drawing.finished(place.number(turn), said, place)
