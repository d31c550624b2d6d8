"""Small corpora and generations made for the index's tests."""

from pathlib import Path

from assistant.indexing.generation import Generation, build_generation, fingerprint, load_generation
from assistant.ports import Encoder
from assistant.reading.corpus import read_corpus
from tests.fakes import PairEncoder, no_progress

LIMIT = 800
TEXTS = {
    "jia.txt": "甲市知识产权规划\n一、目标\n专利达到100件。\n二、任务\n(一)加强保护。执法。\n(二)促进运用。融资。\n",
    "yi.txt": "乙市知识产权意见\n一、目标\n指标\n|指标|单位|2025年|\n|专利|件|3.05|\n|商标|件|≧10|\n",
}


def write_corpus(folder: Path, **changes: str) -> Path:
    """Write the two documents into ``folder``; ``changes`` adds documents or gives them another text."""
    folder.mkdir(exist_ok=True)
    for name, text in (TEXTS | {f"{key}.txt": value for key, value in changes.items()}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(corpus: Path, index: Path, encoder: Encoder | None = None) -> str:
    """Build the generation of ``corpus`` and return its name."""
    name = fingerprint(corpus, "pairs", LIMIT)
    reading = read_corpus(corpus, LIMIT)
    build_generation(index, name, "pairs", reading.trees, reading.chunks, encoder or PairEncoder(), no_progress)
    return name


def load(corpus: Path, index: Path) -> Generation:
    """Load the generation that belongs to ``corpus``."""
    return load_generation(index, fingerprint(corpus, "pairs", LIMIT))


def contents(home: Path) -> dict[str, bytes]:
    """Every file below ``home`` by its name."""
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}
