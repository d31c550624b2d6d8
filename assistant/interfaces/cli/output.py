"""What commands print: results on standard output, messages on standard error, files whole or not at all."""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answering.wording import asking_for
from assistant.errors import QuestionError
from assistant.reading.load import Skipped
from assistant.records import Answer, Hit

Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出。Print JSON.")]
AnswererOption = Annotated[
    str, typer.Option(help="谁来回答：llm 语言模型，extract 只引原文。Who answers.", metavar="llm|extract")
]


def show(text: str) -> None:
    """Print a result; characters that the terminal's encoding lacks are shown by their code.

    Raises:
        QuestionError: standard output takes no more (full disk, closed pipe).
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(f"{text}\n".encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        raise QuestionError(f"结果无法输出：{error.strerror}。 The output cannot be written.") from error


def note(text: str) -> None:
    """Print a message for the person at the terminal."""
    sys.stderr.write(f"{text}\n")


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
        lines += ["", f"[{citation.number}] 《{titles[chunk.document]}》 {' › '.join(chunk.path)}  {chunk.clause}"]
        lines.append(f"    {_one_line(citation.quote)}")
        lines.append(f"    引注：{citation.formal}")
    if answer.needed:
        lines.append(asking_for(answer.needed))
    if answer.abstained and answer.hits:
        lines += ["", "最接近的条款："] + [render_hit(hit, titles) for hit in answer.hits[:3]]
    return "\n".join(lines)


def render_hit(hit: Hit, titles: dict[str, str]) -> str:
    """A hit in two lines."""
    chunk = hit.chunk
    head = f"{hit.rank:2d}. {hit.score:.3f} 《{titles[chunk.document]}》 {' › '.join(chunk.path)}  {chunk.clause}"
    return f"{head}\n    {_one_line(chunk.reading)[:120]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
