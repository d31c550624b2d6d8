"""The records handed between steps: frozen, slotted, plain data.

Offsets count code points of ``SourceDocument.text``; ``end`` is exclusive. Scores grow with relevance.
"""

from assistant.records.answers import (
    Answer,
    Citation,
    Passage,
    Row,
    RowState,
    Sentence,
    Timing,
    Verdict,
)
from assistant.records.documents import (
    FORMAL_KINDS,
    Cell,
    Chunk,
    Clause,
    ClauseKind,
    ClauseTree,
    DocumentMetadata,
    Fact,
    Region,
    Removed,
    SourceDocument,
)
from assistant.records.measures import Amount, Bound, Condition, Firmness, Indicator, Measure
from assistant.records.questions import (
    Filters,
    Hit,
    Query,
    QuestionKind,
    Reason,
    Reference,
    Retrieval,
    Scope,
    Term,
)

__all__ = [
    "FORMAL_KINDS",
    "Amount",
    "Answer",
    "Bound",
    "Cell",
    "Chunk",
    "Citation",
    "Clause",
    "ClauseKind",
    "ClauseTree",
    "Condition",
    "DocumentMetadata",
    "Fact",
    "Filters",
    "Firmness",
    "Hit",
    "Indicator",
    "Measure",
    "Passage",
    "Query",
    "QuestionKind",
    "Reason",
    "Reference",
    "Region",
    "Removed",
    "Retrieval",
    "Row",
    "RowState",
    "Scope",
    "Sentence",
    "SourceDocument",
    "Term",
    "Timing",
    "Verdict",
]
