"""A report for the terminal."""

from collections.abc import Iterator, Sequence

from assistant.evaluation.bootstrap import Estimate
from assistant.evaluation.comparison import Comparison
from assistant.evaluation.gold_check import Fault, GoldFault
from assistant.evaluation.report import Report

_KIND_COLUMNS = ("passed", "recall@1", "key_facts", "citation_recall", "declined")
_FAULTS_SHOWN = 5
_FAULTS = {
    Fault.NO_DOCUMENT: "依据所在文件不在文档库中 (no such document)",
    Fault.NO_CLAUSE: "没有一个条款含有全部依据文字 (no clause holds it)",
}


def report_lines(report: Report) -> Iterator[str]:
    """The figures overall and by kind, each with its interval; the changes where an earlier run was given."""
    run, seconds = report.run, report.overall.seconds
    yield f"{run.gold.asked} questions, answerer {run.answerer}, median {seconds.total_median:.3f} s"
    yield f"retrieval: median {seconds.retrieve_median:.3f} s, 95 of 100 below {seconds.retrieve_95:.3f} s"
    written = "" if report.written_seconds_median is None else f", median {report.written_seconds_median:.1f} s"
    yield f"{report.written} answers written by the model{written}; the others are quoted or declined"
    if run.index.distractor_documents:
        yield f"distractors: {run.index.distractor_documents} documents, {run.index.distractor_clauses} clauses"
    for name, found in report.overall.scores.items():
        yield f"  {name:20s} {_interval(found)}"
    for row in report.reasons:
        asked = "answerable" if row.answerable else f"unanswerable{row.expected and f' ({row.expected})'}"
        yield f"  {row.count:4d} {asked}: {row.given or 'answered'}"
    for kind, part in report.kinds.items():
        shown = [name for name in _KIND_COLUMNS if name in part.scores]
        means = "  ".join(f"{name} {part.scores[name].mean:.2f}" for name in shown)
        yield f"  {kind or '-':20s} {part.questions:4d}  {means}"
    if report.comparison:
        yield from _comparison_lines(report.comparison)


def fault_lines(faults: Sequence[GoldFault]) -> Iterator[str]:
    """Evidence that cannot be found, a few of it by name."""
    for fault, words in _FAULTS.items():
        found = [f"{one.question}（{one.document}）" for one in faults if one.fault is fault]
        more = f" 等{len(found)}处" if len(found) > _FAULTS_SHOWN else ""
        if found:
            yield f"注意：{words}：{'、'.join(found[:_FAULTS_SHOWN])}{more}"


def _interval(found: Estimate) -> str:
    return f"{found.mean:.3f}  [{found.low:.3f}, {found.high:.3f}]  n={found.count}"


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    yield f"against the run of {comparison.made} ({comparison.answerer}), {comparison.paired} questions in both:"
    for name, found in comparison.scores.items():
        change = found.change
        yield (
            f"  {name:20s} {found.earlier:.3f} → {found.now:.3f}  {change.mean:+.3f} [{change.low:+.3f}, "
            f"{change.high:+.3f}]  +{len(found.gained)} -{len(found.lost)}"
        )
