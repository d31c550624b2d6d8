"""Documents made up in the layouts that occur, each against an outline written by hand before it was ever read.

A line of an outline is ``key kind 【heading】 text``, indented by depth. ``key`` is the own part of the id, ``?``
where it does not matter; ``kind`` may name several. Without 【】 the heading is not looked at. The text is whole, or
its parts in order around `` … `` (in front of the first the heading, where nothing stands there); without any it is the
heading. Rows and labels may be given as ``header=value | header=value``. Lines removed as page furniture come last.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import pytest

from assistant.reading.corpus import read_document
from assistant.reading.layout import NO_LAYOUT
from assistant.reading.load import Loaded, extract, load_document
from assistant.records import Clause, ClauseTree, SourceDocument
from tests.reading.formats.word_made import docx, p

GOLDEN = Path(__file__).parent.parent / "golden"
OUTLINES = GOLDEN / "outlines"
DOCUMENTS = {path.stem: path for path in sorted((GOLDEN / "documents").iterdir())}
IMAGES = {".png", ".jpg", ".tif"}
NAMES = [
    pytest.param(name, marks=pytest.mark.model) if path.suffix in IMAGES else name for name, path in DOCUMENTS.items()
]
TEXTS = [name for name, path in DOCUMENTS.items() if path.suffix == ".txt"]
FURNITURE = "page furniture"
_LINE = re.compile(r"(?P<indent> *)(?P<key>\S+) (?P<kinds>[a-z/]+)(?: 【(?P<heading>.*?)】(?=\s|$))?(?: (?P<text>.*))?")
_GAP = re.compile(r" ?… ?")


@dataclass(frozen=True)
class Expected:
    """One line of an outline."""

    line: str
    depth: int
    key: str
    kinds: tuple[str, ...]
    heading: str | None
    text: str

    def fits(self, clause: Clause, depth: int, heading: str) -> bool:
        """Whether the clause is what this line says."""
        return (
            depth == self.depth
            and clause.kind.value in self.kinds
            and self.key in {"?", _key(clause)}
            and self.heading in {None, heading}
            and (self._fits_text(_flat(clause.text)) or (self.text != "" and self.text == _cells(clause)))
        )

    def _fits_text(self, text: str) -> bool:
        if not self.text:
            return text.rstrip("。：: ") == (self.heading or "").rstrip("。：: ")
        first, *inner = _GAP.split(self.text)
        if not inner:
            return text == first
        first = first or self.heading or ""
        return text.startswith(first) and text[len(first) :].endswith(inner[-1]) and _in_order(inner[:-1], text)


def _in_order(parts: list[str], text: str) -> bool:
    position = 0
    for part in parts:
        position = text.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True


def _flat(text: str) -> str:
    return "⏎".join(line.strip() for line in text.split("\n") if line.strip())


def _key(clause: Clause) -> str:
    return clause.id[len(clause.parent or clause.document) + 1 :]


def _cells(clause: Clause) -> str:
    return " | ".join(f"{cell.header}={cell.value}" for cell in clause.cells)


@cache
def _tree(name: str) -> ClauseTree:
    return read_document(load_document(DOCUMENTS[name]))


def _outline(name: str) -> tuple[list[Expected], list[str]]:
    """The lines of clauses and the lines of page furniture of an outline."""
    lines = (OUTLINES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    end = lines.index(f"{FURNITURE}:") if f"{FURNITURE}:" in lines else len(lines)
    return [_expected(line) for line in lines[:end]], lines[end + 1 :]


def _expected(line: str) -> Expected:
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(f"no line of an outline: {line}")
    kinds = tuple(match["kinds"].split("/"))
    return Expected(
        line, len(match["indent"]) // 2, match["key"], kinds, match["heading"], (match["text"] or "").strip()
    )


def _render(tree: ClauseTree, expected: list[Expected]) -> list[str]:
    """One line for each clause: that of the outline which it fits, or what the clause is in full."""
    places: dict[str, tuple[int, tuple[str, ...]]] = {"": (-1, ())}
    unused = list(expected)
    lines = []
    for clause in tree.clauses:
        depth, above = places[clause.parent]
        depth, heading = depth + 1, " > ".join(clause.path[len(above) :])
        places[clause.id] = depth, clause.path
        fitting = next((line for line in unused if line.fits(clause, depth, heading)), None)
        if fitting:
            unused.remove(fitting)
        said = f"{_key(clause)} {clause.kind} 【{heading}】 {_cells(clause) or _flat(clause.text)}"
        lines.append(fitting.line if fitting else "  " * depth + said)
    return lines


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("fund_measures", b"\r\n"), ("joint_notice", b"\xef\xbb\xbf"), ("emergency_plan", b"\xff\xfe"),
        ("river_code", "河湖".encode("gb18030")),
    ],
    ids=["line ends of Windows", "UTF-8 with its mark", "UTF-16", "GB18030"],
)  # fmt: skip
def test_the_bytes_of_a_document_are_as_they_were_made(name: str, sign: bytes):
    assert sign in DOCUMENTS[name].read_bytes()


def test_each_document_has_its_outline():
    assert sorted(DOCUMENTS) == sorted(path.stem for path in OUTLINES.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_tree_is_the_outline_written_by_hand(name: str):
    expected, _ = _outline(name)
    assert _render(_tree(name), expected) == [line.line for line in expected]


@pytest.mark.parametrize("name", NAMES)
def test_page_furniture_is_what_the_outline_lists(name: str):
    _, expected = _outline(name)
    tree = _tree(name)
    removed = [r for r in tree.removed if r.reason.startswith(FURNITURE)]
    assert [_flat(tree.document.text[r.start : r.end]) for r in removed] == expected


MARK = re.compile(r"(?m)^(\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}\.))(?=[一-鿿])")
# Documents of which indents or runs of blanks say what their lines are.
BY_BLANKS = {"hard_wrapped", "table_of_blanks"}
VARIANTS = {
    "lines apart": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: re.sub(r"(?m)^\s*(?=\S)", "　　", text),
    "indented by signs without width": lambda text: re.sub(r"(?m)^(?=\S)", "\u200b\ufeff", text),
    "blanks behind": lambda text: text.replace("\n", " \u00a0\n"),
    "half-width marks": lambda text: text.translate(str.maketrans("（），：；？！", "(),:;?!")),
    "full-width figures": lambda text: re.sub("[0-9]", lambda match: chr(ord(match.group()) + 0xFEE0), text),
    "tabs behind marks": lambda text: MARK.sub(r"\1\t", text),
    "line separators": lambda text: text.replace("\n", "\u2028"),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", [name for name in TEXTS if name not in BY_BLANKS])
def test_blanks_and_widths_change_no_clause(name: str, variant: str):
    text = _tree(name).document.text
    varied = SourceDocument(name, VARIANTS[variant](text))
    tree = read_document(Loaded(varied, NO_LAYOUT))
    assert [(c.id, c.kind) for c in tree.clauses] == [(c.id, c.kind) for c in _tree(name).clauses]


def _as_html(lines: list[str]) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body><div>{body}</div></body></html>'.encode()


def _as_word(lines: list[str]) -> bytes:
    return docx(*(p(escape(line)) for line in lines))


@pytest.mark.parametrize("written", [_as_html, _as_word], ids=["HTML", "Word"])
# Tabs, runs of blanks and indents are not shown on a page: what they say is lost there.
@pytest.mark.parametrize(
    "name", [name for name in TEXTS if name not in BY_BLANKS and b"\t" not in DOCUMENTS[name].read_bytes()]
)
def test_format_changes_no_clause(name: str, written: Callable[[list[str]], bytes]):
    lines = [line.strip("\x0c") for line in _tree(name).document.text.split("\n") if line.strip()]
    extracted = extract(written(lines), name)
    tree = read_document(Loaded(SourceDocument(name, extracted.text), extracted.layout))
    assert [(c.id, c.kind) for c in tree.clauses] == [(c.id, c.kind) for c in _tree(name).clauses]


@pytest.mark.parametrize("name", NAMES)
def test_every_character_is_in_one_clause_or_removed(name: str):
    tree = _tree(name)
    spans = sorted([(c.start, c.end) for c in tree.clauses] + [(r.start, r.end) for r in tree.removed])
    assert [0, *(end for _, end in spans)] == [*(start for start, _ in spans), len(tree.document.text)]
