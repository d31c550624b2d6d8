"""What the command line and the page show alike of a document that was read: words, line numbers, the JSON shape."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from assistant.reading.audit import Alarm, AlarmKind
from assistant.records import Clause, ClauseKind, ClauseTree

KINDS = {
    ClauseKind.TITLE: "标题", ClauseKind.METADATA: "信息", ClauseKind.ADDRESSEE: "主送", ClauseKind.PREAMBLE: "引言",
    ClauseKind.SECTION: "章节", ClauseKind.ARTICLE: "条文", ClauseKind.ITEM: "项目", ClauseKind.BULLET: "要点",
    ClauseKind.BOX: "专栏", ClauseKind.TABLE: "表格", ClauseKind.ROW: "表行", ClauseKind.NOTE: "注释",
    ClauseKind.PARAGRAPH: "段落", ClauseKind.SIGNATURE: "落款",
}  # fmt: skip
ALARMS = {
    AlarmKind.NO_TITLE: "没有标题",
    AlarmKind.NO_STRUCTURE: "没有结构",
    AlarmKind.STALE_CORRECTION: "更正失效",
    AlarmKind.NUMBERING_GAP: "编号不连续",
    AlarmKind.EMPTY_HEADING: "标题下无内容",
    AlarmKind.LONG_CLAUSE: "条款过长",
    AlarmKind.SHORT_ROW: "表行缺格",
    AlarmKind.UNCLAIMED: "文字可能遗漏",
    AlarmKind.DOUBTFUL: "识别存疑",
}
_REASONS = {
    "blank": "空白", "page furniture": "网页或页面元素", "navigation": "导航", "breadcrumb": "当前位置",
    "header": "页眉", "footer": "页脚", "page number": "页码", "page tool": "页面工具", "share": "分享",
    "related": "相关链接", "contents": "目录", "watermark": "水印", "comments": "评论", "sidebar": "侧栏",
    "search": "搜索", "pagination": "翻页", "repeated header": "重复表头",
}  # fmt: skip
FIELDS = {
    "title": "标题", "region": "地区", "issuer": "发文机关", "document_number": "文号", "issued": "成文日期",
    "printed": "印发日期", "published": "发布日期", "effective": "施行日期", "expires": "失效日期", "period": "规划期",
    "status": "有效性", "replaces": "废止文件", "addressees": "主送机关", "basis": "制定依据",
    "source_note": "来源说明",
}  # fmt: skip
BLANK = "blank"
RESPONSIBLE = "responsible"
_WORDS_CHARACTERS = 40
_VALUE_CHARACTERS = 200
_DEEPEST_INDENT = 12


@dataclass(frozen=True, slots=True)
class Known:
    """A value of the metadata under its label.

    ``confidence`` is None where nobody says how it was read; ``start:end`` is where it stands, empty where nowhere.
    """

    label: str
    value: str
    confidence: float | None
    start: int
    end: int


@dataclass(frozen=True)
class View:
    """A document that was read, with its alarms, and what is looked up in it again and again."""

    tree: ClauseTree
    alarms: tuple[Alarm, ...]

    @property
    def title(self) -> str:
        """The title, or the id where none is known."""
        return self.tree.document.metadata.title or self.tree.document.id

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, position = [0], 0
        for line in self.tree.document.text.split("\n"):
            position += len(line) + 1
            starts.append(position)
        return starts

    def line(self, offset: int) -> int:
        """The number, from 1, of the line that holds the character at ``offset``."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """Every clause under its id."""
        return {clause.id: clause for clause in self.tree.clauses}

    def words(self, clause: Clause) -> str:
        """The heading of a clause where it has one of its own, else its first words; one line."""
        above = self.by_id.get(clause.parent)
        own = clause.path[len(above.path) if above else 0 :]
        return shorten(own[-1] if own else clause.text)

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """The metadata that has a value, in the order of a document's head."""
        metadata = self.tree.document.metadata
        values: dict[str, str | Sequence[str]] = {name: getattr(metadata, name) for name in FIELDS if name != "region"}
        values["region"] = " ".join(metadata.region.names)
        plain = {name: value if isinstance(value, str) else "；".join(value) for name, value in values.items()}
        return tuple(self._known(name, plain[name]) for name in FIELDS if plain[name])

    def _known(self, field: str, value: str) -> Known:
        facts = [fact for fact in self.tree.facts if fact.field == field]
        best = max(facts, key=lambda fact: fact.confidence) if facts else None
        if best is None:
            return Known(FIELDS[field], value, None, 0, 0)
        return Known(FIELDS[field], value, best.confidence, best.start, best.end)


def shorten(text: str, characters: int = _WORDS_CHARACTERS) -> str:
    """Fold text into one line of printable characters, cut with an ellipsis."""
    folded = " ".join(text[: characters * 4].split())
    is_whole = len(folded) <= characters and len(text) <= characters * 4
    return printable(folded if is_whole else f"{folded[:characters]}…")


def printable(text: str) -> str:
    """Replace what would command a terminal or turn the direction of writing."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def reason_of(reason: str) -> str:
    """The word for why text was removed: what kind of page furniture it is, where its format tells."""
    detail = reason.rpartition(": ")[2]
    return _REASONS.get(detail, detail)


def reading_payload(view: View) -> dict[str, Any]:
    """A document that was read, as plain JSON data; offsets count code points of ``text``."""
    tree = view.tree
    text = tree.document.text
    return {
        "document": tree.document.id,
        "title": tree.document.metadata.title,
        "metadata": asdict(tree.document.metadata),
        "facts": [{**_plain(fact, _FACT), "text": text[fact.start : fact.end]} for fact in tree.facts],
        "text": text,
        "clauses": [_clause(clause) for clause in tree.clauses],
        "removed": [{**_plain(span, _REMOVED), "text": text[span.start : span.end]} for span in tree.removed],
        "alarms": [_plain(alarm, _ALARM) for alarm in view.alarms],
    }


_FACT = ("field", "value", "start", "end", "confidence", "clause")
_REMOVED = ("start", "end", "reason")
_ALARM = ("kind", "clause", "start", "end", "message")
_CLAUSE = ("id", "kind", "path", "text", "start", "end", "parent")


def _plain(record: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _clause(clause: Clause) -> dict[str, Any]:
    cells = [{"header": cell.header, "value": cell.value} for cell in clause.cells]
    return {**_plain(clause, _CLAUSE), "cells": cells}


def reading_text(view: View) -> str:
    """A document that was read, for the terminal: metadata, tree, what was removed, alarms."""
    tree = view.tree
    lines = [f"《{printable(view.title)}》 {tree.document.id}", ""]
    lines += [_known_line(known) for known in view.known]
    return "\n".join([*lines, "", *_tree_lines(view), "", *_removed_lines(view), "", *_alarm_lines(view)])


def _known_line(known: Known) -> str:
    confidence = "" if known.confidence is None else f"  ({known.confidence:.2f})"
    return f"  {known.label:　<5}{shorten(known.value, _VALUE_CHARACTERS)}{confidence}"


def _tree_lines(view: View) -> Iterator[str]:
    counts = Counter(clause.kind for clause in view.tree.clauses)
    yield f"条款 {len(view.tree.clauses)}：{'、'.join(f'{KINDS[kind]} {n}' for kind, n in counts.most_common())}"
    depths: dict[str, int] = {}
    for clause in view.tree.clauses:
        depth = depths[clause.id] = depths.get(clause.parent, -1) + 1
        indent = "  " * min(depth, _DEEPEST_INDENT)
        yield f"{view.line(clause.start):6d}  {indent}{KINDS[clause.kind]} {view.words(clause)}  {clause.id}"


def _removed_lines(view: View) -> Iterator[str]:
    spans = view.tree.removed
    counts = Counter(span.reason for span in spans)
    yield f"去除 {len(spans)} 处：{'、'.join(f'{reason_of(reason)} {n}' for reason, n in counts.most_common()) or '无'}"
    for span in spans:
        if span.reason != BLANK:
            text = shorten(view.tree.document.text[span.start : span.end])
            yield f"{view.line(span.start):6d}  {reason_of(span.reason)}  {text}"


def _alarm_lines(view: View) -> Iterator[str]:
    yield f"警示 {len(view.alarms)}" if view.alarms else "警示：没有。 No alarms."
    for alarm in view.alarms:
        yield f"{view.line(alarm.start):6d}  {ALARMS[alarm.kind]}  {printable(alarm.message)}  {alarm.clause}".rstrip()
