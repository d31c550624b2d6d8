"""A turn on the page as it grows: what changes with the question, the evidence, the words, and the end."""

from dataclasses import replace

from assistant.interfaces.chat.conversation import Turn, Turns
from assistant.interfaces.chat.export import export_links
from assistant.interfaces.chat.keeping import NOTHING, Keeper
from assistant.interfaces.chat.render import render_error, render_turn
from assistant.interfaces.chat.tab import Place, Talk, Update
from assistant.interfaces.chat.tools import render_tools, render_undo
from assistant.interfaces.html import Html, element, join
from assistant.pipeline import Current


class Drawing:
    """Draws turns in their places, with the documents of the assistant in use and with what was said of answers."""

    def __init__(self, current: Current, keeper: Keeper) -> None:
        self._current = current
        self._keeper = keeper

    def whole(self, turns: Turns, conversation: str) -> Update:
        """All of a conversation."""
        past, exported = self.past(turns, conversation), export_links(conversation)
        talk = Talk(turns, settled=len(turns))
        return Update(
            past=past, live=NOTHING, is_busy=False, talk=talk, conversation=conversation, exported=exported
        )  # fmt: skip

    def opened(self, turn: Turn, place: Place) -> Update:
        """A question that was just asked. The browser is told the conversation's name: it may be loaded anew."""
        if not turn.question.strip():
            return Update()
        # The welcome goes, and so do turns that give way; else what stands in the past part stays as it is.
        is_other = bool(place.removed) or not place.earlier
        past = self.past(place.earlier, place.conversation) if is_other else None
        return replace(
            self.progress(turn, place),
            box="", is_busy=True, notice=NOTHING, past=past, suggested=NOTHING, conversation=place.conversation,
        )  # fmt: skip

    def met(self, turn: Turn, place: Place) -> Update:
        """A turn under way on a page that has come to it later; the script of the page asks to follow it."""
        live = element("div", self._turn(place.number(turn), place.conversation), data_underway=turn.id)
        past = self.past(place.earlier, place.conversation)
        exported = export_links(place.conversation)
        return Update(is_busy=True, past=past, live=live, suggested=NOTHING, exported=exported)

    def progress(self, turn: Turn, place: Place) -> Update:
        """How far a turn is; with the first words there is time to settle those above it."""
        if turn.streamed:
            return self._settled(turn, place)
        above = self.past(place.unsettled, place.conversation)
        return Update(live=join(above, self._turn(turn, place.conversation)))

    def finished(self, turn: Turn, said: Html, place: Place) -> Update:
        """A turn that has ended, and what there is to say of it; where others went for it, the way back."""
        return replace(
            self._settled(turn, place),
            is_busy=False,
            notice=said if said.markup or not place.removed else render_undo(place.replaced),
            talk=Talk((*place.earlier, turn), removed=place.removed, settled=len(place.earlier)),
            conversation=place.conversation,
            exported=export_links(place.conversation),
        )

    def refused(self, turn: Turn, talk: Talk, place: Place, welcome: Html) -> Update:
        """An unusable question goes back into the box, and the conversation is as before."""
        past = self.past(talk.turns, place.conversation) if talk.turns else welcome
        talk = replace(talk, settled=len(talk.turns))
        said = render_error(turn.error)
        return Update(box=turn.question, is_busy=False, notice=said, past=past, live=NOTHING, talk=talk)

    def past(self, turns: Turns, conversation: str) -> Html:
        """Turns that have ended, with what was said of them."""
        opinions, trees = self._keeper.opinions(turns), self._current().trees
        return join(
            *(render_turn(turn, trees, render_tools(turn, conversation, opinions.get(turn.id))) for turn in turns)
        )

    def _settled(self, turn: Turn, place: Place) -> Update:
        """The turn alone in the live part, and all before it in the past one."""
        past = self.past(place.earlier, place.conversation) if place.unsettled else None
        return Update(past=past, live=self._turn(turn, place.conversation))

    def _turn(self, turn: Turn, conversation: str) -> Html:
        return render_turn(turn, self._current().trees, render_tools(turn, conversation))
