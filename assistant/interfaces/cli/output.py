"""What commands print: results on standard output, messages on standard error, files whole or not at all."""

import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answering.neutral import INVISIBLE
from assistant.answering.wording import asking_for
from assistant.errors import QuestionError
from assistant.reading.load import Skipped
from assistant.records import Answer, Chunk, Hit

Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出。Print JSON.")]
AnswererOption = Annotated[
    str, typer.Option(help="谁来回答：llm 语言模型，extract 只引原文。Who answers.", metavar="llm|extract")
]


# A tab moves the cursor by no more than it should; line feeds are those of the layout.
_OBEYED = re.compile(rf"[{INVISIBLE}\v\f\r\x1c-\x1f\x85\u2028\u2029]")


def show(text: str) -> None:
    """Print a result; characters that the terminal's encoding lacks, or would obey, are shown by their code.

    Raises:
        QuestionError: standard output takes no more (full disk, closed pipe).
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(f"{coded(text)}\n".encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        raise QuestionError(f"结果无法输出：{error.strerror}。 The output cannot be written.") from error


def show_bytes(data: bytes) -> None:
    """Print a file as it is.

    Raises:
        QuestionError: standard output takes no more (full disk, closed pipe).
    """
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise QuestionError(f"结果无法输出：{error.strerror}。 The output cannot be written.") from error


def note(text: str) -> None:
    """Print a message for the person at the terminal."""
    sys.stderr.write(f"{coded(text)}\n")


def coded(text: str) -> str:
    """Write what commands a terminal or turns the direction of writing by its code, as JSON does."""
    return _OBEYED.sub(lambda match: _code(match.group()), text)


def _code(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def show_json(data: Any) -> None:
    """Print one JSON document."""
    show(json.dumps(data, ensure_ascii=False, indent=2))


def note_skipped(skipped: Iterable[Skipped]) -> None:
    """List the files of the corpus that could not be read."""
    for entry in skipped:
        note(f"已跳过 {entry.message}")


def check_answerer(answerer: str) -> str:
    """Refuse any other word than the two answerers, as wrong use."""
    if answerer not in {"llm", "extract"}:
        raise typer.BadParameter("应为 llm 或 extract。Must be llm or extract.", param_hint="--answerer")
    return answerer


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write lines as they come into a file beside ``path`` and rename it when all are there; return their number.

    Raises:
        QuestionError: the file cannot be written; what was written so far stays in ``<path>.partial``.
    """
    if not path.name:
        raise QuestionError(f"无法写入 {path}：请给出文件名。 Name a file to write to.")
    partial = path.with_name(f"{path.name}.partial")
    count = 0
    try:
        with partial.open("w", encoding="utf-8") as file:
            for line in lines:
                file.write(f"{line}\n")
                file.flush()
                count += 1
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        kept = f"已完成的{count}行保留在 {partial}。" if count else "请检查目录和权限。"
        raise QuestionError(f"无法写入 {path}：{error.strerror}。{kept} Cannot write the output.") from error
    return count


def render_answer(answer: Answer, titles: dict[str, str]) -> str:
    """An answer for the terminal: text, notice, then each source with its path and quote."""
    lines = [answer.text]
    if answer.notice:
        lines.append(f"（{answer.notice}）")
    for citation in answer.citations:
        chunk = citation.chunk
        lines += ["", f"[{citation.number}] {_source(chunk, titles)}"]
        lines.append(f"    {_one_line(citation.quote)}")
        lines.append(f"    引注：{_one_line(citation.formal)}")
    if answer.needed:
        lines.append(asking_for(answer.needed))
    if answer.abstained and answer.hits:
        lines += ["", "最接近的条款："] + [render_hit(hit, titles) for hit in answer.hits[:3]]
    return "\n".join(lines)


def render_hit(hit: Hit, titles: dict[str, str]) -> str:
    """A hit in two lines."""
    chunk = hit.chunk
    return f"{hit.rank:2d}. {hit.score:.3f} {_source(chunk, titles)}\n    {_one_line(chunk.reading)[:120]}"


def _source(chunk: Chunk, titles: dict[str, str]) -> str:
    """Where a clause stands; titles and ids may hold anything, but no line of their own."""
    place = f"《{titles[chunk.document]}》 {' › '.join(chunk.path)}"
    return f"{_one_line(place)}  {_one_line(chunk.clause)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
