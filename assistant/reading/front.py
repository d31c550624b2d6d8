"""The edges of a document: what its first and last lines are, told by how they look; all look from a position on."""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.reading import furniture
from assistant.reading.lines import Line
from assistant.reading.numbering import Marker
from assistant.records import Cell

_ISSUERS = 20
_TITLE_LINES = 5
_BEGINNINGS = ("关于", "印发", "的", "和", "与", "、", "对")
_LEAST_TITLE_CHARACTERS = 6
_SHORT_CHARACTERS = 40
_VALUE_CHARACTERS = 120
_NO_NAME = re.compile(r"[。；;：:，,！？!?]")
_FIRST_ANNEX = re.compile(r"附件\s*[1１一](?!\d)")
_ANNEX_NAME = re.compile(r"\d{1,2}\s*[.．、]?\s*[^\s\d]")
_ANNEX_NAME_CHARACTERS = 80
_ENGLISH = re.compile(r"[A-Z][A-Za-z ,()'&-]{10,160}$")
_SUBTITLE = re.compile(r"——[^。；;]{4,80}$")
_OFFICER = re.compile(
    r"(?:省长|市长|县长|区长|州长|旗长|主席|主任|局长|厅长|部长|院长|署长|行长)"
    r"[\s　]*[一-鿿×]{1,2}[\s　]*[一-鿿×]{1,2}$"
)
_BRACKETED = re.compile(r"[（(][^（()）]{2,20}[）)]$")
_IMPRINT = re.compile(
    r"^(?:抄送|主送|分送|报送|印发|出席|列席|请假|缺席|记录|信息公开选项|公开方式|公开属性|解读单位|解读机构)\s*[:：]"
    r"|^[一-鿿A-Z×（）()、\s　]{2,40}\d{4}年\d{1,2}月\d{1,2}日\s*印发$"
)
_SIGNED = re.compile(
    r"^[一-鿿A-Z×（）()、\s　]{2,40}(?:政府|办公室|办公厅|委员会|局|厅|部|党组|法院|检察院)"
    r"(?:[（(](?:印章|盖章|公章)[）)])?[\s　]+"
    r"(?=\d{4}\s*年|[二〇○零一三四五六七八九]{4}年)"
)


def signature(lines: Sequence[Line], position: int) -> int:
    """The lines of issuing bodies with the date below or behind them; 0 where there is no signature."""
    single = _SIGNED.match(lines[position].text)
    if single and furniture.is_date(lines[position].text[single.end() :]):
        return 1
    if not (furniture.is_organisation(lines[position].text) or _OFFICER.match(lines[position].text)):
        return 0
    end = position + 1
    while end < min(position + _ISSUERS, len(lines)) and _is_name(lines[end].text):
        end += 1
    return end - position + 1 if end < len(lines) and furniture.is_date(lines[end].text) else 0


def _is_name(text: str) -> bool:
    """Whether a line may name one more issuing body: short, without marks of a sentence, and no date."""
    is_other = furniture.is_date(text) or furniture.is_title_end(text)
    return len(text) <= _SHORT_CHARACTERS and not _NO_NAME.search(text) and not is_other


def annex_list(lines: Sequence[Line], position: int) -> int:
    """The lines of a list of annexes (附件：1.… 2.…): it stands above the signature or at the end of a document."""
    if not furniture.opens_annex_list(lines[position].content):
        return 0
    end = position + 1
    while end < len(lines) and _is_annex_name(lines[end].text):
        end += 1
    is_end = end == len(lines) or bool(signature(lines, end)) or furniture.is_date(lines[end].text)
    return end - position if is_end or _FIRST_ANNEX.match(lines[end].text) else 0


def _is_annex_name(text: str) -> bool:
    is_short = len(text) <= _ANNEX_NAME_CHARACTERS
    return is_short and bool(_ANNEX_NAME.match(text)) and not furniture.is_date(text)


def imprint(lines: Sequence[Line], position: int) -> tuple[Cell, ...]:
    """The cell of a line under the signature: copies (抄送：…), who was present, who printed it and when."""
    text = lines[position].text
    if not _IMPRINT.match(text):
        return ()
    label, colon, value = re.sub(r"[:：]", ":", text, count=1).partition(":")
    return (Cell(label.strip(), value.strip()) if colon else Cell("印发", text),)


def metadata(lines: Sequence[Line], position: int) -> tuple[int, tuple[Cell, ...]]:
    """A block of labels with their values, or a line that is a document number, a date, or the history of a law."""
    cells: list[Cell] = []
    end = position
    while end < len(lines) and (labels := furniture.read_labels(lines[end].text.replace("**", ""))):
        name, value = labels[-1]
        following = lines[end + 1].text if end + 1 < len(lines) else ""
        end += 1
        if not value and _is_value(following):
            value, end = following, end + 1
        cells += [*(Cell(*label) for label in labels[:-1]), Cell(name, value)]
    if not cells:
        heads = _letterhead(lines, position)
        if heads:
            return heads, (Cell("发文机关标志", "、".join(x.content for x in lines[position : position + heads - 1])),)
        label = furniture.unlabelled(lines[position].content)
        return (1, (Cell(label, lines[position].content),)) if label else (0, ())
    return end - position, tuple(cells)


def _letterhead(lines: Sequence[Line], position: int) -> int:
    """The lines of several issuing bodies above the word 文件; 0 where there are none."""
    names = takewhile(lambda line: furniture.is_organisation(line.content), lines[position : position + _ISSUERS])
    end = position + sum(1 for _ in names)
    return end - position + 1 if position < end < len(lines) and lines[end].content == "文件" else 0


def _is_value(text: str) -> bool:
    """Whether a line may be the value of the label above it: short, no sentence and no label itself."""
    return 0 < len(text) <= _VALUE_CHARACTERS and text[-1] not in "。：:；" and not furniture.read_label(text)


def title(lines: Sequence[Line], markers: Sequence[Marker | None], position: int, *, most: int, is_first: bool) -> int:
    """A line that the format sets as title, or a few short lines of which the last ends like one (…规划, …的通知).

    The first short line of a document (``is_first``) is its title also without such an end; ``most`` is the number of
    lines up to the next page furniture.
    """
    by_format = list(takewhile(_is_title_by_format, lines[position : position + min(most, _TITLE_LINES)]))
    if by_format:
        return len(by_format) + _has_addition(lines, position + len(by_format), position + most)
    for count in range(1, min(_TITLE_LINES, len(lines) - position) + 1):
        text = lines[position + count - 1].content
        if markers[position + count - 1] or _is_other(text) or not furniture.is_title_part(text):
            break
        if furniture.is_title_end(text) and _is_whole(lines[position : position + count]):
            return count + _has_addition(lines, position + count, position + most)
        if count == most and not _is_begun(lines[position : position + count]):
            break
    is_first = is_first and position + 1 < len(lines)
    return int(is_first and _opens_like_title(lines[position].content, markers[position]))


def _is_other(text: str) -> bool:
    """Whether a short line at the edge of a document is something other than a title."""
    is_labelled = furniture.read_label(text) or furniture.unlabelled(text)
    return bool(is_labelled or furniture.is_remark(text) or _OFFICER.match(text))


def _is_title_by_format(line: Line) -> bool:
    return line.level == 0 and not furniture.unlabelled(line.content)


def _is_whole(lines: Sequence[Line]) -> bool:
    """Whether no bracket or title mark is open at the end of the lines."""
    text = "".join(line.content for line in lines)
    return all(text.count(opening) <= text.count(closing) for opening, closing in ("《》", "（）", "()"))


def _is_begun(lines: Sequence[Line]) -> bool:
    """Whether the lines are but the beginning of a title, so that it goes on behind page furniture."""
    return not _is_whole(lines) or lines[-1].content.endswith(_BEGINNINGS)


def _has_addition(lines: Sequence[Line], position: int, end: int) -> bool:
    """Whether the next line belongs to the title: a remark in brackets (试行), a subtitle, the title in English.

    ``end`` is where page furniture follows: the title ends there at the latest.
    """
    if position >= min(end, len(lines)) or furniture.is_remark(lines[position].content):
        return False
    text = lines[position].content
    return bool(
        _ENGLISH.match(text) or _SUBTITLE.match(text) or (_BRACKETED.match(text) and not furniture.unlabelled(text))
    )


def _opens_like_title(text: str, marker: Marker | None) -> bool:
    is_title = len(text) >= _LEAST_TITLE_CHARACTERS and furniture.is_title_part(text) and text[-1] not in "，,、：:"
    return is_title and marker is None and not furniture.is_plain_heading(text) and not furniture.is_remark(text)
