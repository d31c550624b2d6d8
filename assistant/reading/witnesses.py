"""Whether a mark is one: a doubtful number (1公共…, 2个…, 三）…) needs the neighbours of its sequence as witnesses."""

import re
from collections.abc import Sequence

from assistant.reading.lines import Line
from assistant.reading.numbering import ORDINALS, Marker, System, continues, follows

_LOOK_AHEAD_LINES = 60
_QUOTED_LINES = 12
_BRACKETS = {System.HAN_BRACKET, System.ARABIC_BRACKET}
_ITEM_NAME = re.compile(r"项(?!目)|款(?!项)|目(?![标录的前])")
REFERRING = ("第", "依照", "按照", "依据", "根据", "本办法", "本条例", "本规定")
UNFINISHED = ("，", ",", "、", "和", "及", "与", "其中", "包括")


def is_believed(
    lines: Sequence[Line], markers: Sequence[Marker | None], position: int, previous: Marker | None
) -> bool:
    """Whether the mark at ``position`` fits; ``previous`` is the last open one of its level.

    A mark with a lost sign never stands behind an unfinished line, opens a list only where the second number comes (or
    1.1 right below it), and gives way where its number comes again on a line that is less like a quantity.
    """
    marker = markers[position]
    if marker is None or not continues(marker, previous.number if previous else None):
        return False
    above = lines[position - 1].text if position else ""
    if (above.endswith(REFERRING) and not lines[position].is_heading) or (marker.lost and above.endswith(UNFINISHED)):
        return False
    if not marker.lost:
        return not _is_reference(lines[position].content, marker, previous)
    return _has_witness(marker, previous, [m for m in markers[position + 1 : position + 1 + _LOOK_AHEAD_LINES] if m])


def _has_witness(marker: Marker, previous: Marker | None, ahead: Sequence[Marker]) -> bool:
    if any(m.system is System.DECIMAL and m.number == f"{marker.number}.1" for m in ahead[:1]):
        return True
    later = [m for m in ahead if m.level == marker.level]
    following = next((index for index, m in enumerate(later) if follows(m.number, marker.number)), None)
    if previous is None and following is None:
        return False
    rivals = later[:following] if following is not None else later
    return not (marker.quantity and any(m.number == marker.number and not m.quantity for m in rivals))


def _is_reference(text: str, marker: Marker, previous: Marker | None) -> bool:
    """Whether a sentence names a chapter, article or item (（二）项): no blank behind it, and out of sequence."""
    if is_item_name(text, marker):
        return True
    is_ordinal = marker.system in ORDINALS and not text[marker.length : marker.length + 1].isspace()
    if not is_ordinal or not text.endswith(("。", "；", ";", "：", ":")):
        return False
    if marker.system is not System.ARTICLE:
        return True
    return not marker.is_first and not (previous and follows(marker.number, previous.number))


def is_item_name(text: str, marker: Marker | None) -> bool:
    """Whether a line begins with the name of an item (（二）项的要求…) rather than with the item."""
    return marker is not None and marker.system in _BRACKETS and bool(_ITEM_NAME.match(text[marker.length :]))


def quoted_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines inside a quotation of several lines (“第三条 …” in a decision that changes a law).

    A quotation that does not end within some lines has lost its end, and holds nothing.
    """
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number not in found and line.text.count("“") > line.text.count("”"):
            ahead = lines[number + 1 : number + 1 + _QUOTED_LINES]
            end = next((n for n, x in enumerate(ahead, number + 1) if x.text.count("”") > x.text.count("“")), None)
            found |= set(range(number + 1, end + 1)) if end else set()
    return frozenset(found)


def next_marker(markers: Sequence[Marker | None], position: int) -> Marker | None:
    """The next mark behind ``position`` that is sure to be one, not far off."""
    following = markers[position + 1 : position + 1 + _LOOK_AHEAD_LINES]
    return next((marker for marker in following if marker and not marker.lost), None)
