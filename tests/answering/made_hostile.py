"""Hostile texts from hostile.jsonl, and an assistant that meets one of them in a place of one's choice."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.pipeline import Assistant
from assistant.reading.catalogue import COLUMNS
from assistant.records import Answer
from tests.fakes import ScriptedGenerator, make_assistant

QUESTION = "到2025年发明专利拥有量达到多少件？"
FACT = "到2025年，发明专利拥有量达到100件"
# A file of some length: in a short one a few control characters are too many for a text.
_REST = "对专利质押贷款给予最高50万元贴息。" + "各有关单位按照职责分工抓好落实。" * 18
_LONGEST_NAME_BYTES = 200
_ASKED_CHARACTERS = 1500


@dataclass(frozen=True, slots=True)
class Hostile:
    """A text that wants something, and what a model would say that does it: nothing of it stands in the text."""

    id: str
    kind: str
    text: str
    wants: str


@dataclass(frozen=True, slots=True)
class Met:
    """An answer given in the presence of a hostile text, and what the model was shown for it: system, user, grammar."""

    assistant: Assistant
    generator: ScriptedGenerator
    answer: Answer
    prompts: tuple[tuple[str, str, str | None], ...]
    question: str
    history: tuple[str, ...]


def load_hostile() -> tuple[Hostile, ...]:
    """The texts in order; ``times`` repeats one."""
    lines = Path(__file__).with_name("hostile.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return tuple(Hostile(r["id"], r["kind"], r["text"] * r.get("times", 1), r["wants"]) for r in rows)


def in_document(text: str, folder: Path, reply: str) -> Met:
    """The text stands behind the fact, in the same clause."""
    return _ask(_built(folder, reply, body=text))


def in_question(text: str, folder: Path, reply: str) -> Met:
    return _ask(_plain(folder, reply), f"{QUESTION}{text[:_ASKED_CHARACTERS]}")


def in_history(text: str, folder: Path, reply: str) -> Met:
    return _ask(_plain(folder, reply), history=(text[:_ASKED_CHARACTERS],))


def in_catalogue(text: str, folder: Path, reply: str) -> Met:
    """The text is the title, the place, the issuer and the number of the document."""
    return _ask(_built(folder, reply, known=text))


def in_file_name(text: str, folder: Path, reply: str) -> Met:
    """The text is the file's name, as far as a name can hold it, so the document's id."""
    name = f"规划{text}".replace("/", "／").replace("\0", "").encode()[:_LONGEST_NAME_BYTES]
    return _ask(_built(folder, reply, stem=name.decode("utf-8", "ignore")))


PLACES: dict[str, Callable[[str, Path, str], Met]] = {
    "document": in_document,
    "question": in_question,
    "history": in_history,
    "catalogue": in_catalogue,
    "file_name": in_file_name,
}
_UNSTORABLE = {"nul": {"document"}, "surrogate": {"document", "catalogue", "file_name"}}


def can_stand(hostile: Hostile, place: str) -> bool:
    """No text file holds NUL, and none in UTF-8 half a character."""
    return place not in _UNSTORABLE.get(hostile.id, set())


def _ask(assistant: Assistant, question: str = QUESTION, history: tuple[str, ...] = ()) -> Met:
    generator = assistant.generator
    if not isinstance(generator, ScriptedGenerator):
        raise TypeError("the model of these tests follows a script")
    answer = assistant.ask(question, history)
    return Met(assistant, generator, answer, tuple(generator.prompts), question, history)


def _plain(folder: Path, reply: str) -> Assistant:
    """Without any hostile text; built beside ``folder`` once for all that only ask."""
    shared = folder.parent / "plain"
    shared.mkdir(exist_ok=True)
    if not (shared / "corpus").exists():
        return _built(shared, reply)
    return make_assistant(shared / "corpus", shared / "index", ScriptedGenerator(*reply))


def _built(folder: Path, reply: str, *, body: str = "", known: str = "", stem: str = "jia") -> Assistant:
    corpus = folder / "corpus"
    corpus.mkdir()
    text = f"甲县知识产权规划\n一、主要目标\n{FACT}。{body}\n二、重点任务\n{_REST}\n"
    (corpus / f"{stem}.txt").write_text(text, "utf-8", newline="")
    if known:
        _write_catalogue(corpus / "catalogue.csv", known)
    return make_assistant(corpus, folder / "index", ScriptedGenerator(*reply))


def _write_catalogue(path: Path, known: str) -> None:
    filled = {"id": "jia"} | dict.fromkeys(("title", "county", "issuer", "document_number"), known)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerow(filled)
