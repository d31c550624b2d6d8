"""Measures and indicators of many documents, on every processor core where there are enough of them."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from assistant.measures.extract import extract_measures
from assistant.measures.indicators import join_names, read_indicators
from assistant.measures.taxonomy import Taxonomy
from assistant.records import ClauseTree, Indicator, Measure

# Fewer clauses than these are read sooner than other processes start.
LEAST_CLAUSES = 20_000
_SHARES_EACH = 2

Found = tuple[tuple[Measure, ...], tuple[Indicator, ...]]


def extract_together(trees: Sequence[ClauseTree], taxonomy: Taxonomy, processes: int = 0) -> Found:
    """The measures and indicators of documents in their order; ``processes`` 0: as many as there are cores."""
    processes = processes or os.cpu_count() or 1
    if processes == 1 or sum(len(tree.clauses) for tree in trees) < LEAST_CLAUSES:
        found = [_read(trees, taxonomy)]
    else:
        shares = _shares(trees, processes * _SHARES_EACH)
        # Not forked: a server has threads, and what they hold would be copied locked.
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            found = list(pool.map(_read, shares, [taxonomy] * len(shares)))
    measures = tuple(measure for held, _ in found for measure in held)
    indicators = [indicator for _, held in found for indicator in held]
    return measures, join_names(indicators, taxonomy.indicators)


def _read(trees: Sequence[ClauseTree], taxonomy: Taxonomy) -> Found:
    return tuple(extract_measures(trees, taxonomy)), read_indicators(trees, taxonomy.indicators)


def _shares(trees: Sequence[ClauseTree], number: int) -> list[list[ClauseTree]]:
    """The documents in their order, cut into about as many shares with about as many clauses each."""
    size = sum(len(tree.clauses) for tree in trees) / number
    shares: list[list[ClauseTree]] = [[]]
    held = 0
    for tree in trees:
        if held >= size:
            shares.append([])
            held = 0
        shares[-1].append(tree)
        held += len(tree.clauses)
    return shares
