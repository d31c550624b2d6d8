"""A comparison as a table: one row a place, also for those whose documents say nothing or are not there."""

from collections.abc import Sequence

from assistant.answering.compose import with_marks
from assistant.answering.library import Library
from assistant.answering.neutral import visible
from assistant.records import Citation, Retrieval, Row, RowState, Sentence

_HEAD = "| 地方 | 规定 |\n| --- | --- |"
_LEAST_ROWS = 2
# What stands for the place of a document of the whole country, or of none that is known.
PLACELESS = "国家或未写明地方"
WORDS = {RowState.SILENT: "未规定", RowState.ABSENT: "文档库中没有其文件"}


def tabulate(
    sentences: Sequence[Sentence], citations: Sequence[Citation], retrieval: Retrieval, library: Library
) -> tuple[Row, ...]:
    """The rows of the places in the order of the answer, then those without an answer; none where there is one place.

    A sentence belongs to the place of the first clause that it cites.
    """
    cited = {citation.number: library.place(citation.chunk.document) for citation in citations}
    stated: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        stated.setdefault(cited.get(sentence.citations[0], "") or PLACELESS, []).append(number)
    silent = [name for group in retrieval.silent if (name := library.place(group[0])) not in stated]
    rows = (
        *(Row(place, RowState.STATED, tuple(held)) for place, held in stated.items()),
        *(Row(place, RowState.SILENT) for place in dict.fromkeys(silent)),
        *(Row(place, RowState.ABSENT) for place in dict.fromkeys(retrieval.query.scope.unknown_places)),
    )
    return rows if len(rows) >= _LEAST_ROWS else ()


def render(rows: Sequence[Row], sentences: Sequence[Sentence]) -> str:
    """The rows as a Markdown table; each sentence carries its marks, and not the name that its row bears."""
    return "\n".join([_HEAD, *(f"| {_in_cell(row.place)} | {_said(row, sentences)} |" for row in rows)])


def _said(row: Row, sentences: Sequence[Sentence]) -> str:
    if row.state is not RowState.STATED:
        return WORDS[row.state]
    said = "".join(with_marks(sentences[number]).removeprefix(f"{row.place}：") for number in row.sentences)
    return _in_cell(said)


def _in_cell(text: str) -> str:
    """Words that can end neither their cell nor their row."""
    return visible(text).replace("|", "｜")
