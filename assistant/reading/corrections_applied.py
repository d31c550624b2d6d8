"""A person's corrections put to the lines of a document, found by what the lines say."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.corrections import Action, Correction, find, split_position
from assistant.reading.lines import Line


def correct_lines(text: str, lines: list[Line], corrections: Sequence[Correction]) -> list[Line]:
    """Join, split and mark lines as the corrections say."""
    if not corrections:
        return lines
    corrected: list[Line] = []
    pending = deque(lines)
    above = ""
    while pending:
        line = pending.popleft()
        correction = find(corrections, line.text, above)
        above = line.text
        if correction is None:
            corrected.append(line)
        elif correction.action is Action.JOIN:
            # Above the first line there is nothing to join.
            first = corrected.pop() if corrected else line
            corrected.append(replace(first, end=line.end, text=text[first.start : line.end]))
        elif correction.action is Action.SPLIT:
            position = split_position(line.text, correction.at)
            first, *rest = line.cut([position] if position > 0 else [])
            corrected.append(first)
            above = first.text
            # What is behind the cut is a line like any other, and may be corrected again.
            pending.extendleft(reversed(rest))
        else:
            corrected.append(replace(line, corrected=correction.action is Action.HEADING))
    return corrected
