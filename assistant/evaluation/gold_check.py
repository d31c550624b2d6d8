"""Whether gold questions can be met at all: their evidence has to stand in the documents that are searched."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import QuestionError
from assistant.evaluation.metrics import satisfies
from assistant.evaluation.questions import Evidence, GoldQuestion
from assistant.records import Chunk


class Fault(StrEnum):
    """Why a piece of evidence cannot be found."""

    NO_DOCUMENT = "no_document"
    NO_CLAUSE = "no_clause"


@dataclass(frozen=True, slots=True)
class GoldFault:
    """Evidence of a question that nothing can satisfy: no such document, or no clause of it holds the strings."""

    question: str
    document: str
    all_of: tuple[str, ...]
    fault: Fault


def check_gold(
    questions: Iterable[GoldQuestion], documents: Collection[str], chunks: Iterable[Chunk]
) -> tuple[GoldFault, ...]:
    """List the evidence that cannot be found, in the order of the questions.

    Raises:
        QuestionError: evidence is named, and all of it in documents that are not there.
    """
    wanted = [(question.id, item) for question in questions for item in question.evidence]
    named = {item.document for _, item in wanted}
    if named and not named & set(documents):
        some = "、".join(sorted(named)[:5])
        raise QuestionError(
            f"问题的依据都不在文档库中：{some}。请检查 ASSISTANT_CORPUS 和问题文件。 No evidence is in the corpus."
        )
    clauses: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        if chunk.document in named:
            clauses[chunk.document].append(chunk)
    found = ((identifier, item, _fault(item, documents, clauses)) for identifier, item in wanted)
    return tuple(GoldFault(identifier, item.document, item.all_of, fault) for identifier, item, fault in found if fault)


def _fault(item: Evidence, documents: Collection[str], clauses: dict[str, list[Chunk]]) -> Fault | None:
    if item.document not in documents:
        return Fault.NO_DOCUMENT
    held = ({"document": c.document, "path": c.path, "text": c.text} for c in clauses[item.document])
    return None if any(satisfies(clause, item) for clause in held) else Fault.NO_CLAUSE
