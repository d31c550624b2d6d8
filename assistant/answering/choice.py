"""Which sentences of a clause answer a question, and what of a long one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.sentences import ChunkSentence, is_responsible_line, split_sentences
from assistant.records import Chunk, Retrieval
from assistant.retrieval.decision import has_value, holds_years
from assistant.retrieval.kinds.kind import asks_list, asks_units
from assistant.retrieval.topic import Topic

# Sentences that say so much of what the best one says are part of the answer (``evaluate`` tells what that is worth).
_NEAR_BEST = 0.5
_VALUE, _YEAR = 0.3, 0.2
# A shorter sentence is quicker read than cut.
_SHORT_CHARACTERS = 60
_HEADING_CHARACTERS = 24
# A list is quoted whole where its clause is no longer than this.
_WHOLE_CHARACTERS = 420
_TELLING_WORDS, _TELLING_SHARE, _SURE_SHARE = 3, 0.5, 0.8
_PART = re.compile(r"[^,，;；:：]+[,，;；:：]?")
_TIME = re.compile(r"^(?:到|至|截至|截止)?[“\"]?(?:(?:19|20)\d{2}年|十[一二三四五六七八九]五)[^,，;；:：]{0,8}[,，]$")


@dataclass(frozen=True, slots=True)
class Ask:
    """What kind of answer a question wants, read from its words."""

    listing: bool
    unit: bool

    @classmethod
    def of(cls, question: str) -> "Ask":
        """Tell a question on units, and one on several things, from one on a single fact."""
        unit = asks_units(question)
        return cls(asks_list(question) and not unit, unit)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses for one question: ``topic`` weighs its telling words, ``value`` tells whether it asks for one."""

    question: str
    ask: Ask
    topic: Topic
    years: tuple[str, ...]
    value: bool

    @classmethod
    def of(cls, retrieval: Retrieval) -> "Chooser":
        """Prepare for the question of a search."""
        focus = retrieval.query.focus
        topic = Topic(tuple(t.word for t in retrieval.terms), tuple(t.weight for t in retrieval.terms), 1.0)
        return cls(focus, Ask.of(focus), topic, retrieval.query.scope.years, not has_value(focus, ""))

    def choose(self, chunk: Chunk, most_characters: int) -> tuple[ChunkSentence, ...]:
        """The sentences of a clause that answer, in text order: at least one, and within the characters if more.

        Sentences that say much less than the best one are left out, unless the question is on the whole clause or
        shares too few words with it to tell them apart.
        """
        sentences = self._body(chunk)
        weights = [self.weight(sentence.text) for sentence in sentences]
        shares = [self._share(sentence.text) for sentence in sentences]
        tells_apart = len(self.topic.words) >= _TELLING_WORDS and max(shares) >= _TELLING_SHARE
        is_on_all = self.ask.listing and self._is_on_all(chunk, sentences)
        least = _NEAR_BEST * max(weights) if tells_apart and not is_on_all else 0.0
        order = sorted(range(len(sentences)), key=lambda place: (-weights[place], place))
        chosen: list[int] = []
        for place in order:
            length = sum(len(sentences[held].text) for held in chosen) + len(sentences[place].text)
            if not chosen or (weights[place] >= least and length <= most_characters):
                chosen.append(place)
        return tuple(sentences[place] for place in sorted(chosen))

    def best(self, chunk: Chunk) -> ChunkSentence:
        """The one sentence of a clause that says most on the question."""
        return self.choose(chunk, 1)[0]

    def weight(self, text: str) -> float:
        """How much a text says on the question: its telling words, and the value and the year asked for."""
        value = self.value and has_value(self.question, text)
        year = bool(self.years) and holds_years(self.years, text)
        return self._share(text) + _VALUE * value + _YEAR * year

    def shorten(self, sentence: str) -> str:
        """Of a long sentence with several values the part with the one asked for, behind the time that opens it.

        A part goes back to the value before it, so that the words that it hangs on stay with it; one that does not say
        nearly all of what is asked might be the wrong one.
        """
        if not self.value or len(sentence) <= _SHORT_CHARACTERS:
            return sentence
        parts = _PART.findall(sentence)
        valued = [place for place, part in enumerate(parts) if has_value(self.question, part)]
        groups = [(start + 1, end) for start, end in zip([-1, *valued], valued, strict=False)]
        if len(groups) < 2:
            return sentence
        texts = ["".join(parts[start : end + 1]) for start, end in groups]
        shares = [self._share(text) for text in texts]
        kept = [group for group, share in zip(groups, shares, strict=True) if share >= max(shares)]
        if max(shares) < _SURE_SHARE or len(kept) == len(groups):
            return sentence
        texts = ["".join(parts[start : end + 1]) for start, end in kept]
        lead = "".join(parts[:1]) if _TIME.match(parts[0]) and kept[0][0] > 0 else ""
        return (lead + "".join(texts)).rstrip(",，;；:：")

    def _body(self, chunk: Chunk) -> Sequence[ChunkSentence]:
        """The sentences to choose from: those on units where these are asked for, else those on all other things.

        The heading is shown above every citation; as a sentence of the answer it says nothing.
        """
        everything = split_sentences(chunk)
        on_units = tuple(s for s in everything if is_responsible_line(s.text))
        if self.ask.unit and on_units:
            return on_units
        heading = chunk.path[-1].rstrip("。") if chunk.path and len(chunk.path[-1]) <= _HEADING_CHARACTERS else ""
        body = tuple(s for s in everything if s.text.rstrip("。") != heading and s not in on_units)
        return body or everything

    def _is_on_all(self, chunk: Chunk, sentences: Sequence[ChunkSentence]) -> bool:
        """Whether a clause is short, or its heading, or a first sentence as short, says most of what is asked."""
        opening = sentences[0].text if len(sentences[0].text) <= _HEADING_CHARACTERS else ""
        headings = [*chunk.path[-1:], opening]
        is_short = sum(len(sentence.text) for sentence in sentences) <= _WHOLE_CHARACTERS
        return is_short or max(map(self._share, headings)) >= max(self._share(s.text) for s in sentences)

    def _share(self, text: str) -> float:
        return self.topic.share(text) if self.topic.words else 0.0
