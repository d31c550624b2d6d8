"""Clause trees → support measures, each a verbatim sentence or row with all that the text says of it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from assistant.answering.verification.plain import plain
from assistant.measures.amounts import read_amounts
from assistant.measures.conditions import read_conditions
from assistant.measures.detect import Detector
from assistant.measures.indicator_rows import is_indicator_row
from assistant.measures.parts import is_among_goals, is_silent
from assistant.measures.statements import statements
from assistant.measures.taxonomy import Taxonomy
from assistant.records import Clause, ClauseKind, ClauseTree, Measure

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_LED_BY = re.compile(
    r"由(?P<unit>[^,;。、由]{2,20}?(?:局|委|办|厅|部|院|中心|行|政府|委员会))(?:牵头|负责|受理|会同|组织|审核)"
)


def extract_measures(trees: Iterable[ClauseTree], taxonomy: Taxonomy) -> Iterator[Measure]:
    """The measures of documents, in text order."""
    detector = Detector(taxonomy)
    for tree in trees:
        yield from _of_document(tree, detector, taxonomy)


def _of_document(tree: ClauseTree, detector: Detector, taxonomy: Taxonomy) -> Iterator[Measure]:
    held = tree.document.metadata
    units = _Units(tree)
    for statement in statements(tree):
        if is_silent(statement.clause.path) or is_indicator_row(statement.clause):
            continue
        reading = plain(statement.reading)
        judged = detector.judge(
            reading,
            headings=statement.clause.path[-1] if statement.clause.path else "",
            is_row=statement.clause.kind is ClauseKind.ROW,
            is_goal=is_among_goals(statement.clause.path),
        )
        if judged is None:
            continue
        said = plain(statement.text)
        yield Measure(
            id=f"{statement.clause.id}#{statement.number}",
            document=tree.document.id,
            clause=statement.clause.id,
            path=statement.clause.path,
            text=statement.text,
            start=statement.start,
            end=statement.end,
            types=judged.types,
            firmness=judged.firmness,
            beneficiaries=judged.beneficiaries,
            amounts=read_amounts(said),
            conditions=read_conditions(said, taxonomy.traits),
            units=units.of(statement.clause, said),
            place=held.region.name,
            period=held.period,
            years=tuple(dict.fromkeys(_YEAR.findall(said))),
        )


class _Units:
    """The responsible units of the clauses of a document: those of the clause, else of the part around it."""

    def __init__(self, tree: ClauseTree) -> None:
        self._parents = {clause.id: clause.parent for clause in tree.clauses}
        self._named: dict[str, list[str]] = defaultdict(list)
        for fact in tree.facts:
            if fact.field == "responsible":
                self._named[fact.clause] += fact.value.split("、")

    def of(self, clause: Clause, said: str) -> tuple[str, ...]:
        """The units that a sentence names as responsible itself, then those of its clause."""
        own = [match["unit"] for match in _LED_BY.finditer(said)]
        place = clause.id
        while place and place not in self._named:
            place = self._parents[place]
        return tuple(dict.fromkeys([*own, *(self._named[place] if place else ())]))
