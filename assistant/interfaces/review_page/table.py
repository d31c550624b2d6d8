"""The pairs of a set in a table, with what everybody said of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.review.adjudication import Ruling, Standing
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Judgement
from assistant.evaluation.review.pairs import CitedClause, ReviewPair
from assistant.evaluation.review.results import Row
from assistant.interfaces.html import Content, Html, element
from assistant.interfaces.labels import VERDICTS
from assistant.interfaces.review_page.bench import clause_address
from assistant.interfaces.review_page.words import (
    AUTOMATIC_TONES,
    ERRORS,
    HUMAN,
    STANDINGS,
    label_chip,
)
from assistant.interfaces.site.missing import render_missing_words
from assistant.records import ClauseTree, Verdict

Trees = Mapping[str, ClauseTree]
_SHOWN = 200
_HEADS = ("问题与句子", "所引条款", "自动判定", "各人判断", "最终")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What pairs the table shows: those of each value that is given."""

    verdict: HumanVerdict | None = None
    automatic: Verdict | None = None
    error: ErrorType | None = None
    standing: Standing | None = None

    def holds(self, pair: ReviewPair, ruling: Ruling) -> bool:
        """Whether a pair is shown."""
        wanted = (
            (self.verdict, ruling.verdict),
            (self.automatic, pair.verdict),
            (self.error, ruling.error),
            (self.standing, ruling.standing),
        )
        return all(value is None or value == found for value, found in wanted)


def render_filters() -> Html:
    """A field for each thing that pairs can be told apart by."""
    fields = (
        ("verdict", "最终判断", HUMAN),
        ("automatic", "自动判定", VERDICTS),
        ("error", "错误类型", ERRORS),
        ("standing", "核查状态", STANDINGS),
    )
    return element("form", *(_field(*field) for field in fields), class_="review-filters", aria_label="筛选")


def render_table(rows: Sequence[Row], trees: Trees, chosen: Chosen = Chosen()) -> Html:
    """The pairs that were chosen, the first of them, linked to their clauses in the reader."""
    return _table(rows, chosen, _SHOWN, trees, _linked(trees))


def render_whole_table(rows: Sequence[Row], trees: Trees) -> Html:
    """All pairs, without links."""
    return _table(rows, Chosen(), len(rows), trees, lambda _: "")


def _linked(trees: Trees) -> Callable[[CitedClause], str]:
    return lambda cited: clause_address(cited, trees)


def _table(rows: Sequence[Row], chosen: Chosen, shown: int, trees: Trees, link: Callable[[CitedClause], str]) -> Html:
    found = [(pair, ruling) for pair, ruling in rows if chosen.holds(pair, ruling)]
    cut = found[:shown]
    more = element("span", f"，显示前 {len(cut)} 对，可用筛选缩小范围") if len(cut) < len(found) else None
    count = element("p", element("span", f"{len(found)} 对"), more, class_="found-count", role="status")
    if not found:
        return element("div", count, element("p", "没有符合筛选的对。", class_="nothing"))
    head = element("tr", *(element("th", name, scope="col") for name in _HEADS))
    table = element(
        "table",
        element("thead", head),
        element("tbody", *(_row(*row, trees, link) for row in cut)),
        class_="review-pairs",
    )
    return element(
        "div", count, element("div", table, class_="table-frame", tabindex=0, role="region", aria_label="各对的判断")
    )


def _field(name: str, words: str, options: dict[Verdict, str] | dict[HumanVerdict, str]) -> Html:
    choices = (element("option", text, value=value.value) for value, text in options.items())
    return element("label", words, element("select", element("option", "全部", value=""), *choices, name=name))


def _row(pair: ReviewPair, ruling: Ruling, trees: Trees, link: Callable[[CitedClause], str]) -> Html:
    missing = element("small", element("span", "缺："), render_missing_words(pair.missing)) if pair.missing else None
    return element(
        "tr",
        element(
            "td",
            element("small", pair.question, translate="no"),
            element("p", pair.sentence, translate="no"),
            class_="said",
        ),
        element("td", *_clause(pair, trees, link), class_="clause"),
        element("td", _chip(VERDICTS[pair.verdict], AUTOMATIC_TONES[pair.verdict]), missing),
        element("td", *map(_opinion, ruling.judgements), _adjudication(ruling)),
        element("td", _final(ruling)),
    )


def _clause(pair: ReviewPair, trees: Trees, link: Callable[[CitedClause], str]) -> list[Content]:
    cited = pair.cited
    if cited is None:
        return [element("span", "没有引用", class_="chip type")]
    tree, address = trees.get(cited.document), link(cited)
    title = (tree.document.metadata.title if tree else "") or cited.document
    path = " › ".join([title, *cited.path])
    place = element("a", path, href=address, translate="no") if address else path
    return [element("small", place, translate="no"), element("p", _quote(pair), translate="no")]


def _quote(pair: ReviewPair) -> str:
    return (pair.cited.quote or pair.cited.text) if pair.cited else ""


def _opinion(judgement: Judgement) -> Html:
    note = element("small", judgement.note, translate="no") if judgement.note else None
    name = element("span", judgement.annotator, translate="no", class_="who")
    chip = label_chip(judgement.verdict, judgement.error) if judgement.verdict else None
    return element("div", name, chip, note, class_="opinion")


def _adjudication(ruling: Ruling) -> Html | None:
    made = ruling.adjudication
    if made is None:
        return None
    note = element("small", made.note, translate="no") if made.note else None
    name = element("span", made.annotator, translate="no", class_="who")
    return element("div", name, element("span", "裁定", class_="chip plain"), note, class_="opinion")


def _final(ruling: Ruling) -> Html:
    if ruling.verdict is None:
        return _chip(STANDINGS[ruling.standing], "fair" if ruling.standing is Standing.DISPUTED else "type")
    return label_chip(ruling.verdict, ruling.error)


def _chip(words: str, tone: str) -> Html:
    return element("span", words, class_=f"chip {tone}")
