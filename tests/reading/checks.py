"""What holds of every clause tree, whatever it was made from."""

from itertools import pairwise

from assistant.reading.lines import split_lines
from assistant.records import ClauseTree


def check_tree(tree: ClauseTree) -> None:
    """Every character is in one clause or removed; clauses are verbatim, in order, named once, below their parents."""
    text = tree.document.text
    spans = sorted([(c.start, c.end) for c in tree.clauses] + [(r.start, r.end) for r in tree.removed])
    assert [0, *(end for _, end in spans)] == [*(start for start, _ in spans), len(text)]
    assert all(start < end for start, end in spans)
    assert all(c.text == text[c.start : c.end] and c.document == tree.document.id for c in tree.clauses)
    assert all(one.start < other.start for one, other in pairwise(tree.clauses))
    above: dict[str, tuple[str, ...]] = {"": ()}
    for clause in tree.clauses:
        assert clause.id not in above
        assert clause.id.startswith(f"{clause.parent or tree.document.id}{'.' if clause.parent else '/'}")
        assert len(clause.path) - len(above[clause.parent]) in {0, 1}
        assert clause.path[: len(above[clause.parent])] == above[clause.parent]
        above[clause.id] = clause.path
    blanks = "".join(text[r.start : r.end] for r in tree.removed if r.reason == "blank")
    assert split_lines(blanks) == []
    assert all(r.reason == "blank" or r.reason.startswith("page furniture") for r in tree.removed)
