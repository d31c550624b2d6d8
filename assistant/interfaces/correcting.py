"""From what a person says of a line to the correction that is kept: which line is meant, and that there is only one."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import DocumentError
from assistant.interfaces.reading_view import shorten
from assistant.reading.audit import document_lines
from assistant.reading.corrections import Action, Correction, fold, split_position
from assistant.records import ClauseTree

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """A correction, and how many lines of the document it is for."""

    correction: Correction
    lines: int


def resolve(tree: ClauseTree, action: Action, given: str, at: str = "", before: str = "") -> Meant:
    """The correction of the line that is given in full or by its beginning; ``before`` is the line above it.

    Raises:
        DocumentError: no line, or more than one, is meant, or a split is not inside it.
    """
    lines = [(fold(line.text), fold(line.content)) for line in document_lines(tree)]
    line = one_line(lines, given, "文件中没有这一行")
    below = [above for (above, _), (text, _) in zip([("", ""), *lines], lines, strict=False) if text == line]
    above = one_line([(one, one) for one in below], before, "这一行之上没有") if before else ""
    if action is Action.SPLIT and split_position(line, at) < 0:
        raise DocumentError(f"“{shorten(line)}”的行内没有“{at}”。 The line does not hold this text inside.")
    return Meant(Correction(action, line, above, at), 1 if above else len(below))


def one_line(lines: Sequence[tuple[str, str]], given: str, missing: str) -> str:
    """The line that is meant: ``given`` in full, or its beginning where that tells it from the others.

    ``lines`` holds the text of each line, and the same without the marks of its layout.

    Raises:
        DocumentError: none is meant, or more than one; ``missing`` says so.
    """
    wanted = fold(given)
    found = dict.fromkeys(text for text, content in lines if wanted in {text, content})
    found = found or dict.fromkeys(
        text for text, content in lines if text.startswith(wanted) or content.startswith(wanted)
    )
    if not found:
        raise DocumentError(f"{missing}：“{shorten(given)}”。请照原文复制整行或行首。 No such line.")
    if len(found) > 1:
        some = "、".join(f"“{shorten(text)}”" for text in list(found)[:_EXAMPLES])
        raise DocumentError(f"有{len(found)}行以“{shorten(given)}”开头：{some}，请多写几个字。 Several lines begin so.")
    return next(iter(found))
