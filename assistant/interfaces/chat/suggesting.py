"""Questions to go on with behind an answer, made from the documents: only such as the assistant does answer from them.

There are three makers: the same matter elsewhere, the responsible units of the cited clause, and the clauses beside it.
Each question is put to the search and the extractive answerer before it is shown.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from assistant.answering.answerer import EXTRACT
from assistant.interfaces.chat.conversation import Turn, history
from assistant.pipeline import Assistant
from assistant.reading.numbering import read_marker
from assistant.records import Answer, Chunk, Clause, ClauseKind, ClauseTree, QuestionKind

_MOST = 3
# Each attempt is a search; so many are made behind one answer at most.
_ATTEMPTS = 7
_PLACES_TRIED = 2
_NEIGHBOURS_TRIED = 2
_HEADING_CHARACTERS = range(4, 25)
_ELSEWHERE_KINDS = (
    QuestionKind.FACT, QuestionKind.TABLE, QuestionKind.LIST, QuestionKind.RESPONSIBLE_UNIT, QuestionKind.DEFINITION,
)  # fmt: skip
_HEADED = (ClauseKind.SECTION, ClauseKind.ARTICLE, ClauseKind.ITEM, ClauseKind.BULLET)

_QUOTING = re.compile(r"[“”\"《》「」]")

# A question, and the document that must answer it.
_Candidate = tuple[str, str]


def suggest(assistant: Assistant, turns: Sequence[Turn]) -> tuple[str, ...]:
    """Up to three questions that the documents answer behind the last turn, from all makers by turns."""
    turn = turns[-1] if turns else None
    answer = turn.answer if turn else None
    if turn is None or answer is None or answer.query is None:
        return ()
    past = history(turns)
    found: list[str] = []
    for question, document in _in_turns(_elsewhere(assistant, turn, answer), _around(assistant, answer)):
        if question not in past and question not in found and _answers(assistant, turn, past, question, document):
            found.append(question)
        if len(found) == _MOST:
            break
    return tuple(found)


def _in_turns(*makers: Iterator[_Candidate]) -> Iterator[_Candidate]:
    """The candidates of several makers by turns, and not too many of them."""
    mixed = (one for one in chain.from_iterable(zip_longest(*makers)) if one)
    yield from (one for _, one in zip(range(_ATTEMPTS), mixed, strict=False))


def _answers(assistant: Assistant, turn: Turn, past: Sequence[str], question: str, document: str) -> bool:
    """Whether the question, asked behind the others, is answered from its document."""
    answer = assistant.ask(question, past, EXTRACT, turn.filters)
    return not answer.abstained and any(citation.chunk.document == document for citation in answer.citations)


def _elsewhere(assistant: Assistant, turn: Turn, answer: Answer) -> Iterator[_Candidate]:
    """The same question of another place, those first whose documents come nearest to it."""
    query = answer.query
    if query is None or query.kind not in _ELSEWHERE_KINDS or len(query.scope.places) != 1 or answer.abstained:
        return
    topic = query.topic.strip(" ，,。？?")
    own = {citation.chunk.document for citation in answer.citations}
    hits = assistant.search(topic, (), turn.filters).hits if topic else ()
    places = {_place(assistant, hit.chunk.document): hit.chunk.document for hit in reversed(hits)}
    nearest = [(place, document) for place, document in reversed(places.items()) if place and document not in own]
    yield from ((f"{place}{topic}？", document) for place, document in nearest[:_PLACES_TRIED])


def _around(assistant: Assistant, answer: Answer) -> Iterator[_Candidate]:
    """On the cited clauses, or the nearest ones of a refusal: who is responsible, and what stands beside them."""
    cited = [citation.chunk for citation in answer.citations] or [hit.chunk for hit in answer.hits[:_MOST]]
    for chunk in cited:
        tree = assistant.trees[chunk.document]
        if answer.abstained:
            yield from _about(tree, chunk.path, "{subject}关于“{heading}”有哪些规定？")
            continue
        if answer.query and answer.query.kind is not QuestionKind.RESPONSIBLE_UNIT and _has_units(tree, chunk):
            yield from _about(tree, chunk.path, "{subject}{heading}的责任单位有哪些？")
        for path in _beside(tree, chunk)[:_NEIGHBOURS_TRIED]:
            yield from _about(tree, path, "{subject}关于“{heading}”有哪些规定？")


def _about(tree: ClauseTree, path: tuple[str, ...], form: str) -> Iterator[_Candidate]:
    """A question on the narrowest heading of a path; none where that is no short phrase."""
    heading = _plain(path[-1]) if path else ""
    if len(heading) in _HEADING_CHARACTERS and not _QUOTING.search(heading):
        metadata = tree.document.metadata
        subject = metadata.region.name or f"《{metadata.title or tree.document.id}》"
        yield form.format(subject=subject, heading=heading), tree.document.id


def _has_units(tree: ClauseTree, chunk: Chunk) -> bool:
    return any(fact.field == "responsible" and fact.clause == chunk.clause for fact in tree.facts)


def _beside(tree: ClauseTree, chunk: Chunk) -> list[tuple[str, ...]]:
    """The paths of the headed clauses that follow the cited one on its level, or the level above, then those before."""
    own = next((clause for clause in tree.clauses if clause.id == chunk.clause), None)
    if own is None:
        return []
    at = tree.clauses.index(own)
    behind = [one.path for one in tree.clauses[at + 1 :] if _is_beside(one, own)]
    before = [one.path for one in reversed(tree.clauses[:at]) if _is_beside(one, own)]
    return list(dict.fromkeys((*behind[:2], *before[:2])))


def _is_beside(one: Clause, own: Clause) -> bool:
    """Whether a clause has a heading of its own on the level of another, or just above."""
    depth = len(own.path)
    return one.kind in _HEADED and one.path not in ((), own.path) and depth - 1 <= len(one.path) <= depth


def _place(assistant: Assistant, document: str) -> str:
    return assistant.trees[document].document.metadata.region.name


def _plain(heading: str) -> str:
    """A heading without its number and what closes it."""
    marker = read_marker(heading)
    return (heading[marker.length :] if marker else heading).strip(" 　—-：:。；;，,")
