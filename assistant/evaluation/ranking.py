"""Measures of ranked lists by ir-measures, the interface to trec_eval that published figures come from."""

from collections.abc import Sequence
from importlib.util import find_spec

DEPTH = 10
INSTALL = "pip install ir-measures==0.4.3"


def is_available() -> bool:
    """Whether ir-measures is installed; it is a library for evaluation alone."""
    return find_spec("ir_measures") is not None


def rank_scores(satisfied: Sequence[Sequence[int]], items: int) -> dict[str, float]:
    """The reciprocal rank and nDCG of one question within the first ten; empty without ir-measures.

    ``satisfied`` tells for each hit, best first, which evidence items it satisfies (from 1), and ``items`` how many
    there are. The judgements (qrels) name each item as one relevant document of gain 1. A hit stands for an item the
    first time that one satisfies it, for two items one behind the other where it satisfies two, and for a document
    that is not relevant otherwise: finding the same item again gains nothing. nDCG is thus 1 only where every item
    comes before anything else (gain 1, discount log2(rank + 1); Järvelin and Kekäläinen 2002).
    """
    if not is_available():
        return {}
    import ir_measures
    from ir_measures import RR, nDCG

    order = _as_documents(satisfied[:DEPTH])
    judged = {"question": {_item(number): 1 for number in range(1, items + 1)}}
    # trec_eval breaks ties by name: falling scores leave none.
    run = {"question": {name: float(len(order) - place) for place, name in enumerate(order)}}
    names = {RR @ DEPTH: "mrr", nDCG @ DEPTH: f"ndcg@{DEPTH}"}
    found = {names[metric.measure]: float(metric.value) for metric in ir_measures.iter_calc(list(names), judged, run)}
    return {name: found.get(name, 0.0) for name in names.values()}


def _as_documents(satisfied: Sequence[Sequence[int]]) -> list[str]:
    order: list[str] = []
    seen: set[int] = set()
    for place, numbers in enumerate(satisfied, start=1):
        fresh = [number for number in numbers if number not in seen]
        seen.update(fresh)
        order += [_item(number) for number in fresh] or [f"hit {place}"]
    return order


def _item(number: int) -> str:
    return f"item {number}"
