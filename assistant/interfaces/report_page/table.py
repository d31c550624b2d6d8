"""The table of questions: a line each, which opens to the answer, the evidence wanted, the hits and the citations."""

from collections import Counter
from collections.abc import Sequence

from assistant.evaluation.outcomes import FoundClause, Outcome, Wanted
from assistant.evaluation.report import Report
from assistant.interfaces.html import Content, Html, element
from assistant.interfaces.report_page.words import (
    FAILURES,
    answerer_words,
    failures,
    kind_words,
    reason_words,
    seconds,
    verdict_words,
)

_NEVER = 99
_COLUMNS = (
    ("编号", "Id"), ("问题", "Question"), ("类型", "Kind"), ("结果", "Result"), ("依据名次", "Rank"), ("用时", "Time"),
)  # fmt: skip
_GAINED, _LOST = "gained", "lost"


def question_table(report: Report) -> Html:
    """The filters and the table, every question closed."""
    places = {outcome.id: number for number, outcome in enumerate(report.questions, start=1)}
    changed = changes(report)
    head = element("tr", *(_heading(number, *words) for number, words in enumerate(_COLUMNS)))
    bodies = (_question(outcome, places[outcome.id], changed.get(outcome.id, "")) for outcome in report.questions)
    return element(
        "div",
        _filters(report.questions, changed),
        element("table", element("thead", head), *bodies, class_="questions", data_sortable=True),
        element("p", "没有符合条件的问题。", element("small", " No question matches.", lang="en"), class_="none empty"),
    )


def changes(report: Report) -> dict[str, str]:
    """The questions that are passed now and were not, or the other way round."""
    passed = report.comparison.scores.get("passed") if report.comparison else None
    if not passed:
        return {}
    return dict.fromkeys(passed.gained, _GAINED) | dict.fromkeys(passed.lost, _LOST)


def anchor(place: int) -> str:
    """The id of a question on the page, by its place from 1."""
    return f"q{place}"


def _heading(number: int, chinese: str, english: str) -> Html:
    small = element("small", english, lang="en")
    return element("th", element("button", chinese, small, type="button", data_column=number), scope="col")


def _filters(outcomes: Sequence[Outcome], changed: dict[str, str]) -> Html:
    kinds = Counter(outcome.kind for outcome in outcomes)
    failed = Counter(name for outcome in outcomes for name in failures(outcome))
    results = [("", f"全部结果 {len(outcomes)}"), ("failed", f"只看未通过 {sum(_is_failed(o) for o in outcomes)}")]
    results += [(name, f"　{words.chinese} {failed[name]}") for name, words in FAILURES.items() if failed[name]]
    results += [(name, f"{words} {n}") for name, words in _CHANGES.items() if (n := [*changed.values()].count(name))]
    kind_options = [("*", f"全部类型 {len(outcomes)}")] + [
        (k, f"{kind_words(k)} {n}") for k, n in sorted(kinds.items())
    ]
    return element(
        "div",
        _select("kind", "类型 Kind", kind_options),
        _select("result", "结果 Result", results),
        element("input", type="search", name="words", placeholder="编号、问题、条款", aria_label="查找 Search"),
        element("button", "全部展开", type="button", data_open="全部收起"),
        element("output", f"{len(outcomes)} 题", aria_live="polite"),
        class_="filters",
        role="search",
    )


_CHANGES = {_GAINED: "新做对", _LOST: "新做错"}


def _select(name: str, words: str, options: Sequence[tuple[str, str]]) -> Html:
    choices = (element("option", shown, value=value) for value, shown in options)
    return element("select", *choices, name=name, aria_label=words)


def _is_failed(outcome: Outcome) -> bool:
    return outcome.scores["passed"] < 1


def _question(outcome: Outcome, place: int, change: str) -> Html:
    rank = outcome.first_rank
    words = " ".join([outcome.id, outcome.question, *(hit.clause for hit in outcome.hits)]).lower()
    results = [*failures(outcome), *(["failed"] if _is_failed(outcome) else []), *([change] if change else [])]
    cells = (
        element("td", element("button", outcome.id, type="button", aria_expanded="false"), class_="id", data_v=place),
        element("td", outcome.question, class_="asked", data_v=outcome.question),
        element("td", kind_words(outcome.kind), class_="kind", data_v=outcome.kind),
        element("td", *_result(outcome, change), class_="result", data_v=" ".join(failures(outcome))),
        element(
            "td",
            _rank(outcome),
            class_="rank",
            data_name="名次 " if outcome.first_rank else None,
            data_v=rank or (_NEVER if outcome.wanted else _NEVER + 1),
        ),
        element("td", seconds(outcome.total_seconds), class_="time", data_v=f"{outcome.total_seconds:.4f}"),
    )
    return element(
        "tbody",
        element("tr", *cells, class_="line"),
        element("tr", element("td", _details(outcome), colspan=len(_COLUMNS)), class_="details"),
        id=anchor(place),
        data_kind=outcome.kind,
        data_result=" ".join(results),
        data_words=words,
    )


def _result(outcome: Outcome, change: str) -> list[Content]:
    if not _is_failed(outcome):
        chips: list[Content] = [element("b", "通过" if outcome.answerable else "已拒答", class_="chip good")]
    else:
        found = [FAILURES[name] for name in failures(outcome)]
        chips = [
            element("b", words.chinese, class_="chip bad", title=f"{words.english}: {words.meaning}") for words in found
        ]
    return [*chips, element("b", _CHANGES[change], class_=f"chip {change}")] if change else chips


def _rank(outcome: Outcome) -> str:
    return "—" if not outcome.wanted else str(outcome.first_rank) if outcome.first_rank else "未检出"


def _details(outcome: Outcome) -> Html:
    return element("div", _answer_side(outcome), _clause_side(outcome), class_="inside")


def _answer_side(outcome: Outcome) -> Html:
    reason = _reason(outcome) if outcome.abstained or outcome.expected_reason else None
    verdicts = Counter(verdict_words(verdict) for verdict in outcome.verdicts)
    told = "、".join(f"{words} {count}" for words, count in verdicts.items())
    facts = [element("li", " / ".join(f.options), class_="said" if f.is_said else "unsaid") for f in outcome.facts]
    return element(
        "div",
        _title("回答", "Answer", answerer_words(outcome.answerer)),
        element("p", outcome.answer, class_="answer"),
        reason,
        element("p", f"逐句核对：{told}", class_="told") if told else None,
        _title("此前的提问", "Asked before") if outcome.history else None,
        *(element("p", earlier, class_="told") for earlier in outcome.history),
        _title("要说到的事实", "Key facts") if facts else None,
        element("ul", *facts, class_="facts") if facts else None,
    )


def _title(chinese: str, english: str, more: str = "") -> Html:
    return element("h4", chinese, element("small", f"{english} · {more}" if more else english))


def _reason(outcome: Outcome) -> Html:
    given = reason_words(outcome.reason) if outcome.abstained else "没有拒答"
    expected = f"；应为：{reason_words(outcome.expected_reason)}" if outcome.expected_reason else ""
    is_wrong = bool(outcome.expected_reason) and outcome.reason != outcome.expected_reason
    return element("p", f"拒答理由：{given}{expected}", class_="told wrong" if is_wrong else "told")


def _clause_side(outcome: Outcome) -> Html:
    wanted = [_wanted(number, item) for number, item in enumerate(outcome.wanted, start=1)]
    return element(
        "div",
        _title("应有的依据", "Evidence wanted") if wanted else None,
        element("ol", *wanted, class_="clauses") if wanted else None,
        *_list("检索结果", "Hits", outcome.hits),
        *_list("引文", "Citations", outcome.citations),
    )


def _wanted(number: int, item: Wanted) -> Html:
    where = f"第 {item.rank} 条" if item.rank else "未检出"
    return element(
        "li",
        element("i", chr(ord("A") + (number - 1) % 26)),
        element("span", item.document, " ", element("q", "” “".join(item.all_of))),
        element("em", where, "，已引用" if item.is_cited else "，未引用"),
        class_="met" if item.rank and item.is_cited else "unmet",
    )


def _list(chinese: str, english: str, clauses: Sequence[FoundClause]) -> list[Content]:
    if not clauses:
        return []
    return [_title(chinese, english), element("ol", *(_clause(clause) for clause in clauses), class_="clauses")]


def _clause(clause: FoundClause) -> Html:
    met = "".join(chr(ord("A") + (number - 1) % 26) for number in clause.satisfies)
    return element(
        "li",
        element("i", str(clause.place)),
        element("span", clause.clause, " ", element("small", " › ".join(clause.path))),
        element("em", met, title="满足的依据") if met else None,
        element("em", "干扰", class_="distractor") if clause.is_distractor else None,
        class_="met" if met else None,
    )
