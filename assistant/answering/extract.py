"""The answerer without a model: the sentences that matter, quoted with their citations."""

from assistant.answering.cite import Marked
from assistant.records import Passage

_PASSAGES = 2
# A second clause is quoted only where the search finds it nearly as good as the first.
NEAR = 0.9


def extract(passages: tuple[Passage, ...], places: dict[str, str]) -> tuple[Marked, ...]:
    """Quote the sentences of the best passages, each citing its passage.

    Where several documents are compared, every one is quoted, led by its place (``places``: document → name).
    """
    compared = len({passage.hit.chunk.document for passage in passages}) > 1
    top = passages[0].hit.score if passages else 0.0
    chosen = passages if compared else [p for p in passages[:_PASSAGES] if p.hit.score >= NEAR * top]
    marked = []
    for passage in chosen:
        name = places.get(passage.hit.chunk.document, "") if compared else ""
        for text in passage.sentences:
            lead = "" if not name or name in text else f"{name}："
            marked.append(Marked(f"{lead}{text}", (passage.number,)))
    return tuple(marked)
