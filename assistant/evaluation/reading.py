"""How well and how fast a folder of documents is read, against counts that know nothing of the reader."""

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DocumentError, QuestionError
from assistant.reading.corpus import read_document
from assistant.reading.formats.detect import detect
from assistant.reading.load import corpus_files, load_document
from assistant.records import Clause, ClauseKind, ClauseTree

_NUMBER = "[〇零一二三四五六七八九十百千]+"
_ARTICLE_LINE = re.compile(rf"[#\s]*(第{_NUMBER}条(?:之{_NUMBER})?)(?=\s|$)")
_CHAPTER_LINE = re.compile(rf"[#\s]*(第{_NUMBER}(?:编|分编|章|节))(?=\s|$)")
_LEVELS = ("编", "分编", "章", "节")
QUESTIONS = "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Speed:
    """Files of one format, read to a clause tree with metadata, on one core."""

    files: int
    megabytes: float
    seconds: float

    @property
    def megabytes_per_second(self) -> float:
        """Bytes of the files, not of their text, in 10⁶ a second."""
        return self.megabytes / self.seconds


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles (第X条) that stand at the beginning of a line, and those that the reader found: each once and in order.

    ``placed`` counts those whose 编, 章 and 节 are the ones above them; ``broken`` names documents with a difference.
    """

    counted: int
    found: int
    placed: int
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """Speeds by format, articles, and the files that could not be read."""

    speeds: dict[str, Speed]
    articles: Articles
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableReport:
    """Questions on tables whose answer is a cell of one row under its header; ``missing`` are the others.

    ``nearest`` counts those where no other row of the page holds more of the question's words.
    """

    questions: int
    answered: int
    nearest: int
    missing: tuple[str, ...]


def measure_reading(folder: Path) -> ReadingReport:
    """Read every document of a folder and compare.

    Raises:
        DocumentError: the folder is missing or holds no file.
    """
    files = corpus_files(folder) if folder.is_dir() else ()
    if not files:
        raise DocumentError(f"{folder} 中没有文件。 The folder holds no files.")
    spent: dict[str, list[tuple[int, float]]] = defaultdict(list)
    refused: list[str] = []
    compared: list[tuple[str, Articles]] = []
    for path in files:
        kind = str(detect(path.read_bytes()))
        started = time.process_time()
        try:
            tree = read_document(load_document(path))
        except DocumentError as error:
            refused.append(str(error))
            continue
        spent[kind].append((path.stat().st_size, time.process_time() - started))
        compared.append((path.name, compare_articles(tree)))
    speeds = {kind: Speed(len(x), sum(s for s, _ in x) / 1e6, sum(t for _, t in x)) for kind, x in spent.items()}
    return ReadingReport(speeds, _sum(compared), tuple(refused))


def _sum(compared: Sequence[tuple[str, Articles]]) -> Articles:
    each = [articles for _, articles in compared]
    broken = tuple(name for name, articles in compared if articles.broken)
    return Articles(sum(a.counted for a in each), sum(a.found for a in each), sum(a.placed for a in each), broken)


def compare_articles(tree: ClauseTree) -> Articles:
    """Compare the articles of a tree with the lines of its text that open one."""
    wanted = list(_lines(tree.document.text))
    found = [(_label(clause), _chapters(clause)) for clause in tree.clauses if clause.kind is ClauseKind.ARTICLE]
    labels, found_labels = [label for label, _ in wanted], [label for label, _ in found]
    common = sum((Counter(labels) & Counter(found_labels)).values())
    placed = sum((Counter(wanted) & Counter(found)).values())
    return Articles(len(wanted), common, placed, (tree.document.id,) if labels != found_labels else ())


def _lines(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the articles by line with the chapters above: a lower level ends where a higher one begins."""
    above: dict[str, str] = {}
    for line in text.split("\n"):
        chapter, article = _CHAPTER_LINE.match(line), _ARTICLE_LINE.match(line)
        if chapter:
            level = next(name for name in reversed(_LEVELS) if chapter.group(1).endswith(name))
            level = "分编" if chapter.group(1).endswith("分编") else level
            above = {name: label for name, label in above.items() if _LEVELS.index(name) < _LEVELS.index(level)}
            above[level] = chapter.group(1)
        elif article:
            yield article.group(1), tuple(above.values())


def _label(clause: Clause) -> str:
    match = re.match(rf"[#\s]*(第{_NUMBER}条(?:之{_NUMBER})?)", clause.text)
    return match.group(1) if match else clause.text[:12]


def _chapters(clause: Clause) -> tuple[str, ...]:
    labels = (re.match(rf"第{_NUMBER}(?:分编|编|章|节)", heading) for heading in clause.path)
    return tuple(match.group() for match in labels if match)


def check_tables(folder: Path) -> TableReport:
    """Look for the answer of each question (page, question, accepted answers) in one row of its page's tables.

    Raises:
        QuestionError: the folder has no readable ``questions.jsonl``.
        DocumentError: a page cannot be read.
    """
    try:
        lines = (folder / QUESTIONS).read_text(encoding="utf-8").splitlines()
        questions = [json.loads(line) for line in lines if line.strip()]
        asked = [(str(q["page"]), str(q["question"]), {str(answer) for answer in q["answer"]}) for q in questions]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionError(f"{folder / QUESTIONS} 无法读取：{error}。 The questions cannot be read.") from error
    rows = {page: _rows(folder / page) for page, _, _ in asked}
    missing = tuple(question for page, question, answers in asked if not _answering(rows[page], answers))
    nearest = sum(_is_nearest(rows[page], question, answers) for page, question, answers in asked)
    return TableReport(len(asked), len(asked) - len(missing), nearest, missing)


def _rows(page: Path) -> list[Clause]:
    return [clause for clause in read_document(load_document(page)).clauses if clause.kind is ClauseKind.ROW]


def _answering(rows: Sequence[Clause], answers: set[str]) -> list[Clause]:
    return [row for row in rows if any(cell.value in answers and cell.header for cell in row.cells)]


def _is_nearest(rows: Sequence[Clause], question: str, answers: set[str]) -> bool:
    best = max((_overlap(row, question) for row in rows), default=0)
    return any(_overlap(row, question) == best for row in _answering(rows, answers))


def _overlap(row: Clause, question: str) -> int:
    """How many pairs of characters of the question the cells of a row hold."""
    pairs = {question[i : i + 2] for i in range(len(question) - 1)}
    held = "\n".join(cell.value for cell in row.cells)
    return sum(pair in held for pair in pairs)
