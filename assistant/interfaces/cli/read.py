"""``read``: a document as the reader understands it, and the corrections that staff make to that."""

import json as json_library
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import DocumentError
from assistant.interfaces.cli.output import Json, note, show, write_lines
from assistant.interfaces.correcting import one_line, resolve
from assistant.interfaces.reading_view import View, reading_payload, reading_text, shorten
from assistant.reading.audit import audit
from assistant.reading.catalogue import load_catalogue
from assistant.reading.corpus import read_document
from assistant.reading.corrections import (
    Action,
    add_correction,
    load_corrections,
    remove_correction,
)
from assistant.reading.load import CATALOGUE, CORRECTIONS, Loaded, corpus_files, load_document
from assistant.settings import load_settings

_LONGEST_NAME = 1000


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to read; ``corpus`` is the folder of documents that it belongs to, None where it stands alone."""

    path: Path
    corpus: Path | None

    @property
    def corrections(self) -> Path:
        """The file of corrections; a document that stands alone has none."""
        if self.corpus is None:
            raise DocumentError(
                f"{self.path} 不在文档目录中，更正无处保存。请放进文档目录，或用 ASSISTANT_CORPUS 指定其目录。"
                " The file is outside the corpus folder."
            )
        return self.corpus / CORRECTIONS


@dataclass(frozen=True, slots=True)
class _Edit:
    """What the user wants of a line: a correction of it, or (without action) to take back the one that it has."""

    action: Action | None
    line: str
    at: str = ""
    before: str = ""


def read(
    file: Annotated[str, typer.Argument(help="文件路径，或文档库中的文件 id。A path, or the id of a document.")],
    json: Json = False,
    html: Annotated[bool, typer.Option("--html", help="输出一个自成一体的网页。Print a page.")] = False,
    output: Annotated[Path | None, typer.Option(help="写入文件而不打印。Write there instead of printing.")] = None,
    heading: Annotated[str, typer.Option(metavar="LINE", help="这一行是标题。The line is a heading.")] = "",
    not_heading: Annotated[str, typer.Option(metavar="LINE", help="这一行不是标题。The line is no heading.")] = "",
    join: Annotated[str, typer.Option(metavar="LINE", help="这一行接上一行。The line continues the one above.")] = "",
    split: Annotated[str, typer.Option(metavar="LINE", help="这一行在 --at 处断开。Split the line at --at.")] = "",
    at: Annotated[str, typer.Option(metavar="TEXT", help="断开处后面的文字。The text that begins the new line.")] = "",
    before: Annotated[str, typer.Option(metavar="LINE", help="只改在这一行之下的。Only below this line.")] = "",
    undo: Annotated[str, typer.Option(metavar="LINE", help="撤销这一行的更正。Take back a correction.")] = "",
) -> None:
    """查看一份文件读成的条款树、元数据和警示，或更正其中的行。Show how a document is read; correct its lines."""
    wanted = {Action.HEADING: heading, Action.NOT_HEADING: not_heading, Action.JOIN: join, Action.SPLIT: split}
    edits = [
        _Edit(action, line, at if action is Action.SPLIT else "", before) for action, line in wanted.items() if line
    ]
    edits += [_Edit(None, undo, before=before)] if undo else []
    _check_use(json and html, bool(split), bool(at), bool(before) and not edits)
    source = _find(file, load_settings().corpus)
    _refuse_source(source, output)
    loaded = _load(source)
    view = _view(source, loaded)
    for edit in edits:
        _apply(source.corrections, view, edit)
    if edits:
        view = _view(source, loaded)
        note("请运行 python -m assistant index build 更新索引。 The index is to be rebuilt.")
    _put(view, json=json, html=html, output=output)


def _check_use(two_forms: bool, split: bool, at: bool, before_alone: bool) -> None:
    if two_forms:
        raise typer.BadParameter("--json 与 --html 只能选一个。Choose one of them.", param_hint="--html")
    if split != at:
        raise typer.BadParameter("--split 与 --at 须同时给出。They go together.", param_hint="--at")
    if before_alone:
        raise typer.BadParameter("--before 须与一项更正同用。It narrows a correction.", param_hint="--before")


def _find(file: str, corpus: Path) -> _Source:
    """The file at a path, else the document of the corpus with this id."""
    path = Path(file)
    if not file.strip() or len(file) > _LONGEST_NAME:
        raise DocumentError("请给出文件路径或文件 id。 Name a file or the id of a document.")
    if path.is_dir():
        raise DocumentError(f"{file} 是文件夹，请给出其中的一个文件。 This is a folder; name a file in it.")
    if path.exists():
        inside = corpus.is_dir() and path.resolve().is_relative_to(corpus.resolve())
        return _Source(path, corpus if inside else None)
    found = [known for known in corpus_files(corpus) if known.stem == file] if corpus.is_dir() else []
    if not found:
        raise DocumentError(f"找不到文件 {file}，{corpus} 中也没有这个 id 的文件。 No such file or document.")
    return _Source(found[0], corpus)


def _load(source: _Source) -> Loaded:
    loaded = load_document(source.path)
    if source.corpus is None:
        return loaded
    given = load_catalogue(source.corpus / CATALOGUE).get(loaded.document.id, loaded.document.metadata)
    return replace(loaded, document=replace(loaded.document, metadata=given))


def _view(source: _Source, loaded: Loaded) -> View:
    corrections = load_corrections(source.corrections).get(loaded.document.id, ()) if source.corpus else ()
    tree = read_document(loaded, corrections)
    return View(tree, audit(tree, corrections, loaded.layout))


def _apply(path: Path, view: View, edit: _Edit) -> None:
    """Save one edit of a document that was read as ``view``.

    Raises:
        DocumentError: no line, or more than one, is meant; the corrections cannot be saved.
    """
    document = view.tree.document.id
    if edit.action is None:
        known = [(one.line, one.line) for one in load_corrections(path).get(document, ())]
        line = one_line(known, edit.line, "没有更正过这一行")
        taken = remove_correction(path, document, line, edit.before)
        note(f"已撤销{len(taken)}条更正：“{shorten(line)}” Taken back.")
        return
    meant = resolve(view.tree, edit.action, edit.line, edit.at, edit.before)
    line = meant.correction.line
    add_correction(path, document, meant.correction)
    note(f"已保存到 {path}：{edit.action} “{shorten(line)}” Saved.")
    if meant.lines > 1:
        note(f"文件中有{meant.lines}行与此相同，已一并更正；只改其一请加 --before。 All equal lines are meant.")


def _refuse_source(source: _Source, output: Path | None) -> None:
    """A result never takes the place of a document.

    Raises:
        DocumentError: the output is the file that is read, or lies in the corpus.
    """
    if output is None:
        return
    is_source = output.resolve() == source.path.resolve()
    if is_source or (source.corpus and output.resolve().is_relative_to(source.corpus.resolve())):
        raise DocumentError(f"不能写入 {output}：会覆盖或混入原文件，请换一个位置。 It would replace a document.")


def _put(view: View, *, json: bool, html: bool, output: Path | None) -> None:
    if json:
        # Without indentation the encoder is the fast one, and megabytes take a second.
        result = json_library.dumps(reading_payload(view), ensure_ascii=False)
    elif html:
        # The page shares its markup with the chat, whose library takes seconds to import.
        from assistant.interfaces.read_page import render_reading

        result = str(render_reading(view))
    else:
        result = reading_text(view)
    if output is None:
        show(result)
    else:
        write_lines(output, [result])
        note(f"已写入 {output}")
