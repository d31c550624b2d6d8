"""A clause tree as text that a person can check against the document, one clause a line."""

from collections import Counter
from pathlib import Path

from assistant.reading.corpus import read_document
from assistant.reading.load import load_corpus
from assistant.records import Clause, ClauseKind, ClauseTree

TREES = Path(__file__).parent / "trees"
CORPUS = Path(__file__).parent.parent.parent / "corpus"
_SHOWN = 24


def corpus_trees() -> list[ClauseTree]:
    """The trees of the documents in ``corpus/`` in order of id, with their metadata completed."""
    return [read_document(loaded) for loaded in load_corpus(CORPUS).documents]


def render_tree(tree: ClauseTree) -> str:
    """Render metadata, clauses (indented by depth) and removed page furniture; blanks are only counted."""
    metadata = tree.document.metadata
    lines = [
        f"title: {metadata.title}",
        f"region: {' '.join(metadata.region.names)}",
        f"issuer: {metadata.issuer}",
        f"number: {metadata.document_number}",
        f"issued: {metadata.issued}",
        "",
    ]
    clauses = {clause.id: clause for clause in tree.clauses}
    lines += ["  " * _depth(c, clauses) + _render_clause(c, clauses.get(c.parent)) for c in tree.clauses]
    lines += ["", "page furniture:"]
    furniture = [removed for removed in tree.removed if removed.reason == "page furniture"]
    lines += [f"  {r.start}-{r.end} {tree.document.text[r.start : r.end]}" for r in furniture]
    kinds = Counter(clause.kind for clause in tree.clauses)
    lines += ["", "kinds: " + ", ".join(f"{kind} {kinds[kind]}" for kind in ClauseKind if kinds[kind])]
    return "\n".join(lines) + "\n"


def _depth(clause: Clause, clauses: dict[str, Clause]) -> int:
    return 1 + _depth(clauses[clause.parent], clauses) if clause.parent else 0


def _render_clause(clause: Clause, parent: Clause | None) -> str:
    front = f"{clause.id} {clause.kind} {clause.start}-{clause.end}"
    if clause.cells:
        return f"{front} " + " | ".join(f"{cell.header}={cell.value}" for cell in clause.cells)
    own = clause.path[len(parent.path) if parent else 0 :]
    return " ".join([front, *(f"【{heading}】" for heading in own), _shorten(clause.text)])


def _shorten(text: str) -> str:
    """The first and the last characters, line ends shown as ⏎: what was joined to a clause stands at its end."""
    flat = "⏎".join(line.strip() for line in text.split("\n") if line.strip())
    return flat if len(flat) <= 2 * _SHOWN else f"{flat[:_SHOWN]} … {flat[-_SHOWN:]}"
