"""Clause tree → chunks: what is searched, offered and cited.

A chunk is one clause, cut at lines and sentences where it is longer than the limit; a clause whose children are short
(bullets, table rows, items of an article) is also offered whole, so that a question on all of them finds them together.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.reading.stacked import SERIAL_HEADERS
from assistant.records import Cell, Chunk, Clause, ClauseKind, ClauseTree

_SILENT = {ClauseKind.TITLE, ClauseKind.ADDRESSEE}
_SMALL = {ClauseKind.BULLET, ClauseKind.ROW, ClauseKind.NOTE, ClauseKind.PARAGRAPH}
_SMALL_ITEM_CHARACTERS = 120
_LEAST_ITEMS = 2
_OUTLINE_CHARACTERS = 800
_NAME_HEADERS = ("指标", "项目", "名称", "内容", "事项", "任务")
_SIGNATURE_WORDS = "发文机关 印发单位 成文日期 印发时间 发布时间"
_METADATA_WORDS = "文号 发文字号 发文机关 成文日期 印发时间 发布时间"
_NUMERIC = re.compile(r"^[≧≥≤<>＞＜约]*\d[\d,.]*$")
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_SUBJECT = re.compile(r"[（(]\s*[一二三四五六七八九十]")
_SENTENCE = re.compile(r"[^。；;！？\n]*[。；;！？\n]+|[^。；;！？\n]+$")
# An article, a paragraph or an item that is called by its number alone: 第三条, 第二款, （一）, 1.
_BARE_NUMBER = re.compile(
    r"\W*(?:第?[\d.〇零一二三四五六七八九十百千①-⒛㈠-㈩]*(?:[条款项](?:之[一二三四五六七八九十]+)?)?|[A-Za-z])\W*"
)


def make_chunks(tree: ClauseTree, limit: int) -> tuple[Chunk, ...]:
    """Return the chunks of a document in text order, none longer than ``limit`` characters."""
    children: dict[str, list[Clause]] = {}
    for clause in tree.clauses:
        children.setdefault(clause.parent, []).append(clause)
    chunks: list[Chunk] = []
    told: set[str] = set()
    stems: dict[str, str] = {}
    for clause in tree.clauses:
        if clause.id in told:
            continue
        whole = _whole(tree, clause, children, limit)
        chunks += whole or _outline(tree, clause, children, limit)
        if _is_stem(clause):
            # An enumeration (…用于：（一）…；（二）…) is one sentence: where it does not fit, each item follows it.
            stems |= {child.id: _last_line(clause) for child in children.get(clause.id, [])}
        if whole and _is_unit(clause):
            told |= {below.id for below in _descendants(clause, children)}
        elif clause.kind not in _SILENT and _has_body(clause, children):
            chunks += _parts(tree, clause, limit, stems.get(clause.id, ""))
    return tuple(chunks)


def name_cell(cells: tuple[Cell, ...]) -> Cell:
    """The cell of a row (of one cell at least) that says what the row is on."""
    name = next((c for c in cells if any(word in c.header for word in _NAME_HEADERS)), None)
    return name or next((c for c in cells if c.header not in SERIAL_HEADERS), cells[0])


def describe_row(cells: tuple[Cell, ...]) -> str:
    """A table row as a phrase: 指标：基础值2020年0.39件，规划值2025年1件（类别：…；属性：…）."""
    name = name_cell(cells)
    unit = next((c.value for c in cells if c.header == "单位"), "")
    values, remarks = [], []
    for cell in cells:
        if cell is name or cell.header in (*SERIAL_HEADERS, "单位"):
            continue
        if _NUMERIC.match(cell.value):
            values.append(f"{_header(cell.header)}{cell.value}{unit}")
        elif cell.value[:1].isdigit() or cell.value[:1] in "≧≥-—":
            values.append(f"{_header(cell.header)}{cell.value}")
        else:
            remarks.append(f"{cell.header}：{cell.value}" if cell.header else cell.value)
    tail = f"（{'；'.join(remarks)}）" if remarks else ""
    return f"{name.value}：{'，'.join(values)}{tail}" if values else f"{name.value}{tail}"


def _header(header: str) -> str:
    return f"{header}年" if _YEAR.match(header) else header


def _has_body(clause: Clause, children: dict[str, list[Clause]]) -> bool:
    """Whether the clause says more than its heading; a heading without children is all there is to say."""
    if clause.id not in children:
        return True
    heading = clause.path[-1] if clause.path else ""
    return clause.kind is not ClauseKind.TABLE and len(_plain(clause.text)) > len(_plain(heading)) + 2


def _plain(text: str) -> str:
    return re.sub(r"[\s|#。]+", "", text)


def _whole(tree: ClauseTree, clause: Clause, children: dict[str, list[Clause]], limit: int) -> list[Chunk]:
    """The clause together with everything below it, where that is short and made of small parts."""
    below = list(_descendants(clause, children))
    if not below or not all(_is_small(child, enumerated=_is_unit(clause)) for child in below):
        return []
    end = max(child.end for child in below)
    if end - clause.start > limit:
        return []
    reading = " ".join([_reading(clause), *(_reading(child) for child in below)])
    return [_chunk(tree, clause, clause.start, end, reading)]


def _outline(tree: ClauseTree, clause: Clause, children: dict[str, list[Clause]], limit: int) -> list[Chunk]:
    """The heading of a part with the headings of its items in order; nothing where fewer than two items have one."""
    depth = len(clause.path)
    headings = [child.path[-1] for child in children.get(clause.id, []) if len(child.path) > depth]
    line = clause.text.strip().split("\n", 1)[0].rstrip()
    headed = sum(not _BARE_NUMBER.fullmatch(heading) for heading in headings)
    if headed < _LEAST_ITEMS or not clause.path or not 0 < len(line) <= limit:
        return []
    start = clause.start + clause.text.index(line)
    reading = f"{clause.path[-1]}：{'；'.join(headings)}。"[:_OUTLINE_CHARACTERS]
    return [replace(_chunk(tree, clause, start, start + len(line), reading), is_outline=True)]


def _is_small(clause: Clause, *, enumerated: bool) -> bool:
    if clause.kind is ClauseKind.ITEM:
        # （一） mostly opens a subject of its own, also where it is short.
        return enumerated or (len(clause.text) <= _SMALL_ITEM_CHARACTERS and not _SUBJECT.match(clause.text))
    return clause.kind in _SMALL


def _is_stem(clause: Clause) -> bool:
    return clause.text.endswith(("：", ":"))


def _is_unit(clause: Clause) -> bool:
    """Whether the clause is offered whole only, where that fits: an enumeration, an article with its paragraphs."""
    return _is_stem(clause) or clause.kind is ClauseKind.ARTICLE


def _last_line(clause: Clause) -> str:
    return _squeeze(clause.text).rsplit("\n", 1)[-1]


def _descendants(clause: Clause, children: dict[str, list[Clause]]) -> Iterator[Clause]:
    for child in children.get(clause.id, []):
        yield child
        yield from _descendants(child, children)


def _parts(tree: ClauseTree, clause: Clause, limit: int, stem: str) -> list[Chunk]:
    if len(clause.text) <= limit:
        return [_chunk(tree, clause, clause.start, clause.end, stem + _reading(clause))]
    text = tree.document.text
    spans = _cut(clause, limit)
    return [_chunk(tree, clause, start, end, stem + _squeeze(text[start:end])) for start, end in spans]


def _cut(clause: Clause, limit: int) -> list[tuple[int, int]]:
    """Cut behind sentences into parts of at most ``limit`` characters, blanks at the edges left out."""
    spans: list[tuple[int, int]] = []
    start = end = 0
    for first, last in _pieces(clause.text, limit):
        if last - start > limit:
            spans.append((start, end))
            start = first
        end = last
    spans.append((start, end))
    trimmed = []
    for first, last in spans:
        part = clause.text[first:last]
        lead = len(part) - len(part.lstrip())
        if part.strip():
            trimmed.append((clause.start + first + lead, clause.start + first + lead + len(part.strip())))
    return trimmed


def _pieces(text: str, limit: int) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        for start in range(match.start(), match.end(), limit):
            yield start, min(start + limit, match.end())


def _reading(clause: Clause) -> str:
    if clause.kind is ClauseKind.ROW and clause.cells:
        return f"{describe_row(clause.cells)}。"
    if clause.kind is ClauseKind.TABLE and clause.path:
        # The header cells are said again with every row.
        return f"{clause.path[-1]}。"
    if clause.kind is ClauseKind.METADATA:
        return "；".join(f"{cell.header}：{cell.value}" for cell in clause.cells if cell.value) + "。"
    return _squeeze(clause.text)


def _squeeze(text: str) -> str:
    """Fold white space, and drop the bars that tables left and the signs of Markdown headings."""
    text = re.sub(r"^#{1,6}\s+", "", text, flags=re.MULTILINE)
    text = re.sub(r"[ \t　\xa0]*\|+[ \t　\xa0]*(?=\n|$)", "", text)
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()


def _chunk(tree: ClauseTree, clause: Clause, start: int, end: int, reading: str) -> Chunk:
    document = tree.document
    words = {ClauseKind.SIGNATURE: _SIGNATURE_WORDS, ClauseKind.METADATA: _METADATA_WORDS}.get(clause.kind, "")
    place = document.metadata.region.name
    head = " ".join(filter(None, (place, document.metadata.title, *clause.path, words)))
    text = document.text[start:end]
    return Chunk(clause.id, document.id, clause.kind, clause.path, text, start, end, f"{head}\n{reading}", reading)
