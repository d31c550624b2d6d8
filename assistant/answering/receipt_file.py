"""Receipts in files: one alone, the JSON of an answer that holds one, or answers one a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from assistant.answering.receipts import Receipt, receipt_from_json
from assistant.errors import ReceiptError, TamperedError

# One answer with its hits and receipt takes some 40 kB; nothing near this is one.
LONGEST_CHARACTERS = 16_000_000
_HOLDER = "receipt"


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds at ``line`` (0: the whole file) for the answer ``name``.

    Without ``receipt`` the question could not be used and has none, or it was changed: then ``problem`` says so.
    """

    line: int
    name: str
    receipt: Receipt | None
    problem: str = ""


def read_receipts(path: Path) -> Iterator[Held]:
    """Yield what the file holds, in order.

    Raises:
        ReceiptError: the file cannot be read, holds no receipt, or one that is malformed; the line is named.
    """
    if path.is_dir():
        raise ReceiptError(f"{path} 是文件夹，请给出凭据文件。 This is a folder.")
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _read(path, file)
    except OSError as error:
        raise ReceiptError(f"无法读取凭据 {path}：{error.strerror}。 The receipt cannot be read.") from error
    except UnicodeDecodeError as error:
        raise ReceiptError(f"{path} 不是 UTF-8 文本，不是凭据。 The file is no UTF-8 text.") from error


def _read(path: Path, file: TextIO) -> Iterator[Held]:
    """Take the file for lines where the first of them is an object by itself, else for one object."""
    first = _line(path, file)
    while first and not first.strip():
        first = _line(path, file)
    if not first:
        raise ReceiptError(f"{path} 是空的，没有凭据。 The file is empty.")
    if not _is_object(first):
        rest = file.read(LONGEST_CHARACTERS + 1)
        yield _held(f"{path}", 0, _short(path, first + rest))
        return
    number = 1
    while first:
        if first.strip():
            yield _held(f"{path} 第{number}行", number, first)
        first = _line(path, file)
        number += 1


def _line(path: Path, file: TextIO) -> str:
    return _short(path, file.readline(LONGEST_CHARACTERS + 1))


def _short(path: Path, text: str) -> str:
    if len(text) > LONGEST_CHARACTERS:
        raise ReceiptError(
            f"{path} 太大，不是凭据（上限{LONGEST_CHARACTERS}字）。 The file is too large for a receipt."
        )
    return text


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _held(place: str, line: int, text: str) -> Held:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReceiptError(f"{place}：不是 JSON，不是凭据。 This is not JSON.") from error
    if not isinstance(data, dict):
        raise ReceiptError(f"{place}：内容不是凭据，也不是带凭据的回答。 This is no receipt.")
    name = data.get("id")
    held = data.get(_HOLDER, data)
    shown = name if isinstance(name, str) else ""
    if held is None:
        return Held(line, shown, None)
    try:
        return Held(line, shown, receipt_from_json(held))
    except TamperedError as error:
        return Held(line, shown, None, str(error))
    except ReceiptError as error:
        raise ReceiptError(f"{place}：{error}") from error
