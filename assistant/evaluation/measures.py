"""How well support measures are found: labelled sentences of documents against what is read from these."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import QuestionError
from assistant.measures.extract import extract_measures
from assistant.measures.taxonomy import Taxonomy
from assistant.measures.together import extract_together
from assistant.records import ClauseTree, Firmness, Measure

_LAYOUT = re.compile(r"[\s|]")
# A label and a measure are of one sentence where they overlap by more than this share of the longer one.
_LEAST_OVERLAP = 0.5


class Label(BaseModel):
    """A sentence or row of a document: whether it is a measure, its types with the main one first, its firmness."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    set: str
    document: str
    path: tuple[str, ...] = ()
    text: str
    is_measure: bool
    types: tuple[str, ...] = ()
    firmness: Firmness | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A label and the measure that was found for its sentence, if any."""

    label: Label
    found: Measure | None

    @property
    def has_type(self) -> bool:
        """Whether the main type is one of those that the sentence has."""
        return self.found is not None and self.found.types[0] in self.label.types

    @property
    def has_main_type(self) -> bool:
        """Whether the main type is the main one of the label."""
        return self.found is not None and self.found.types[:1] == self.label.types[:1]

    @property
    def has_firmness(self) -> bool:
        """Whether the firmness is that of the label."""
        return self.found is not None and self.found.firmness == self.label.firmness


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """Shares over labelled sentences; type and firmness over the measures that were found."""

    sentences: int
    measures: int
    precision: float
    recall: float
    type: float
    main_type: float
    firmness: float


@dataclass(frozen=True, slots=True)
class ExtractionTiming:
    """How long reading the measures and the indicators of many clauses takes, on all processor cores."""

    clauses: int
    measures: int
    indicators: int
    seconds: float


def load_labels(path: Path) -> tuple[Label, ...]:
    """Read labelled sentences, one JSON object a line.

    Raises:
        QuestionError: the file cannot be read, or a line is no label.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        labels = tuple(Label.model_validate_json(line) for line in lines if line.strip())
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise QuestionError(f"{path} 不是标注文件：{error}。 The file holds no labels.") from error
    if not labels:
        raise QuestionError(f"{path} 中没有标注。 The file holds no labels.")
    return labels


def judge_labels(labels: Sequence[Label], trees: Sequence[ClauseTree], taxonomy: Taxonomy) -> tuple[Outcome, ...]:
    """What is found for each label in the documents.

    Raises:
        QuestionError: a document of the labels is not among the trees.
    """
    found: dict[str, list[tuple[str, Measure]]] = {tree.document.id: [] for tree in trees}
    if missing := sorted({label.document for label in labels} - found.keys()):
        raise QuestionError(f"缺少标注所属的文件：{'、'.join(missing)}。 Documents of the labels are missing.")
    for measure in extract_measures(trees, taxonomy):
        found[measure.document].append((_bare(measure.text), measure))
    return tuple(Outcome(label, _of(label, found[label.document])) for label in labels)


def score(outcomes: Sequence[Outcome]) -> MeasureScore:
    """Precision and recall of detection, and how often type and firmness of the measures found are right."""
    hits = [one for one in outcomes if one.found and one.label.is_measure]
    given = sum(one.found is not None for one in outcomes)
    wanted = sum(one.label.is_measure for one in outcomes)
    return MeasureScore(
        len(outcomes),
        wanted,
        len(hits) / given if given else 0.0,
        len(hits) / wanted if wanted else 0.0,
        sum(one.has_type for one in hits) / len(hits) if hits else 0.0,
        sum(one.has_main_type for one in hits) / len(hits) if hits else 0.0,
        sum(one.has_firmness for one in hits) / len(hits) if hits else 0.0,
    )


def score_sets(outcomes: Sequence[Outcome]) -> Mapping[str, MeasureScore]:
    """The score of each set of labels, in the order of the file."""
    names = dict.fromkeys(one.label.set for one in outcomes)
    return {name: score([one for one in outcomes if one.label.set == name]) for name in names}


def time_extraction(trees: Sequence[ClauseTree], taxonomy: Taxonomy, clauses: int) -> ExtractionTiming:
    """Read the documents again and again until ``clauses`` clauses have been read.

    Raises:
        QuestionError: the documents hold no clause.
    """
    sizes = [len(tree.clauses) for tree in trees]
    if not sum(sizes):
        raise QuestionError("文档库中没有条款。 The corpus holds no clause.")
    chosen: list[ClauseTree] = []
    total = 0
    for tree, size in cycle(zip(trees, sizes, strict=True)):
        if total >= clauses:
            break
        chosen.append(tree)
        total += size
    started = time.perf_counter()
    measures, indicators = extract_together(chosen, taxonomy)
    return ExtractionTiming(total, len(measures), len(indicators), time.perf_counter() - started)


def _bare(text: str) -> str:
    return _LAYOUT.sub("", text)


def _of(label: Label, measures: Sequence[tuple[str, Measure]]) -> Measure | None:
    """The measure of a label's sentence; a label may hold the number of its clause, which a measure leaves out."""
    wanted = _bare(label.text)
    for text, measure in measures:
        shorter, longer = sorted((text, wanted), key=len)
        if shorter in longer and len(shorter) > _LEAST_OVERLAP * len(longer):
            return measure
    return None
