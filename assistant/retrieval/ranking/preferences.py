"""What moves a candidate beside its likeness: the kind of clause it is, and whether it can hold what is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.indexing.tokens import normalise
from assistant.records import FORMAL_KINDS, Chunk, Query, QuestionKind
from assistant.retrieval.decision import has_value, holds_years
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.topic import Topic
from assistant.retrieval.units import names_units

# On the scale of cosines of tokens, where neighbours in a ranking lie about 0.01 apart.
_LACKS_VALUE = -0.06
_LACKS_YEAR = -0.06
_LACKS_UNIT = -0.06
_FORMAL = -0.10
_OUTLINE = -0.05
_REPLACED = -0.04
_QUOTED = 0.08
_SENTENCE = 0.04
_QUOTATION = re.compile(r"[“\"「]([^“”\"「」]{2,30})[”\"」]")
_SENTENCES = re.compile(r"[。；;\n]")
# 四保护, 五个统一; the place of a numeral tells how many things stand behind the first.
_COUNTS = "二三四五六七八九十"
_COUNTED = re.compile(rf"(?P<count>[{_COUNTS}])(?:个|大|项)?(?P<thing>[一-鿿]{{2,3}})")
_BETWEEN_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Preferences:
    """The preferences of one question; ``replaced`` are the documents that a newer one has replaced."""

    query: Query
    topic: Topic
    asks_outline: bool
    replaced: frozenset[str]

    def apply(self, candidates: Sequence[Candidate], chunks: Sequence[Chunk]) -> list[Candidate]:
        """Move the candidates that lack what is asked for, or are what nobody asks for."""
        return [self._moved(candidate, chunks[candidate.position]) for candidate in candidates]

    def _moved(self, candidate: Candidate, chunk: Chunk) -> Candidate:
        share = best_sentence_share(self.query.standalone, self.topic, chunk.reading)
        applying = [(amount, remark) for amount, remark, applies in self._reasons(chunk) if applies]
        applying.append((_SENTENCE * share, "一句中的词语"))
        remarks = tuple(f"{remark}{amount:+.2f}" for amount, remark in applying if round(amount, 2))
        return candidate.moved(sum(amount for amount, _ in applying), remarks)

    def _holds_quoted(self, chunk: Chunk) -> bool:
        words = quoted_words(self.query.standalone)
        return bool(words) and holds_quoted(words, normalise(chunk.embed_text))

    def _reasons(self, chunk: Chunk) -> tuple[tuple[float, str, bool], ...]:
        kind, question = self.query.kind, self.query.standalone
        asks_unit = kind is QuestionKind.RESPONSIBLE_UNIT
        return (
            (_LACKS_VALUE, "没有所问的数值", not has_value(question, chunk.reading)),
            (_LACKS_YEAR, "没有所问的年份", not holds_years(self.query.scope.years, chunk.embed_text)),
            (_LACKS_UNIT, "没有写单位", asks_unit and not names_units(chunk.reading)),
            (_FORMAL, "标题、落款一类", kind is not QuestionKind.METADATA and chunk.kind in FORMAL_KINDS),
            (_OUTLINE, "只有标题", chunk.is_outline and not self.asks_outline),
            (_QUOTED, "含有所引词语", self._holds_quoted(chunk)),
            (_REPLACED, "已被新文件取代", chunk.document in self.replaced),
        )


@lru_cache(maxsize=64)
def quoted_words(question: str) -> tuple[str, ...]:
    """What a question puts in quotation marks: words to be found as they are."""
    return tuple(normalise(words) for words in _QUOTATION.findall(question))


def holds_quoted(words: Sequence[str], text: str) -> bool:
    """Whether all of the words stand in a text, as they are or as what they count together."""
    return all(part in text or counts_together(part, text) for part in words)


def counts_together(words: str, text: str) -> bool:
    """Whether a text names, one behind another, so many things as the words count: 四保护 for 严保护、大保护、快保护….

    Both are normalised. Officials sum up so what begins or ends alike; what does not (两免一补) is left to likeness.
    """
    counted = _COUNTED.fullmatch(words)
    if not counted:
        return False
    thing = re.escape(counted["thing"])
    others = _COUNTS.index(counted["count"]) + 1
    return bool(re.search(rf"(?:{thing}[^。]{{1,{_BETWEEN_CHARACTERS}}}?){{{others}}}{thing}", text))


def best_sentence_share(question: str, topic: Topic, text: str) -> float:
    """The most of the telling words that one sentence holds; where a value is asked for, one with a value."""
    sentences = [s for s in _SENTENCES.split(text) if has_value(question, s)]
    return max((topic.share(s) for s in sentences), default=0.0)
