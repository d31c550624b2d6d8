"""Glyphs → lines: glyphs on one baseline, with blanks where blanks are seen.

Characters stay as the file has them, but for one thing: the radicals that PDFs often hold in place of the characters
that look the same (U+2F00–2FDF by NFKC, U+2E80–2EFF by Unicode's list of equivalent ideographs) become the characters,
or no search would find the words they stand in.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.formats.pdf.page import Glyph, Piece, Style, TextLine

# Shares of the size of type (em).
_SAME_BASELINE = 0.3
_WIDE_GAP = 1.4
# Half a character between two Chinese ones is a blank; where the file wrote a blank, its narrowest form is.
_BLANK_BETWEEN_WIDE, _WRITTEN_BLANK = 0.45, 0.15
_BLANK_BESIDE_LATIN = 0.6
_BLANK_BETWEEN_NARROW = 0.15
_OVERPRINT = 0.35
_SMALL = 0.9
_RAISED = 0.7
_RADICALS = dict(zip(
    "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺴⺶⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂刀刂卜小小兀尣尢巳幺彑彐忄扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒冗羊耂肀聿肉臼艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
    strict=True,
))  # fmt: skip
_RADICALS |= {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


def is_wide(char: str) -> bool:
    """Whether a character takes a full square of type: Chinese characters and their punctuation."""
    return unicodedata.east_asian_width(char) in {"W", "F"} or char in "—…“”‘’·"


def read_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Put glyphs together to lines, top down; lines that stand side by side are one with several pieces."""
    rows = _attach_raised(_rows(glyphs))
    return [_line(_without_overprints(sorted(row, key=lambda glyph: glyph.left))) for row in rows]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.left)):
        if rows and _is_level(rows[-1][0], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _is_level(first: Glyph, glyph: Glyph) -> bool:
    return glyph.baseline - first.baseline <= _SAME_BASELINE * min(first.style.size, glyph.style.size)


def _attach_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put rows of super- and subscripts into the line that they touch."""
    sizes = [max(glyph.style.size for glyph in row) for row in rows]
    kept: list[list[Glyph]] = []
    for number, row in enumerate(rows):
        near = [other for other in (number - 1, number + 1) if 0 <= other < len(rows)]
        hosts = [rows[other] for other in near if sizes[number] < _SMALL * sizes[other] and _touches(row, rows[other])]
        if hosts:
            hosts[0].extend(replace(glyph, baseline=hosts[0][0].baseline) for glyph in row)
        else:
            kept.append(row)
    return kept


def _touches(small: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    """Whether every run of small glyphs stands close to a glyph of the row, a little above or below its baseline."""
    size = max(glyph.style.size for glyph in row)
    if abs(small[0].baseline - row[0].baseline) > _RAISED * size:
        return False
    reach = 0.5 * size
    ends = sorted((glyph.left, glyph.right) for glyph in (*small, *row))
    runs = sum(1 for first, second in pairwise(ends) if second[0] - first[1] > reach)
    alone = sorted((glyph.left, glyph.right) for glyph in row)
    return runs <= sum(1 for first, second in pairwise(alone) if second[0] - first[1] > reach)


def _without_overprints(row: list[Glyph]) -> list[Glyph]:
    """Fold a glyph that was printed twice to look bold into one that is."""
    kept: list[Glyph] = []
    for glyph in row:
        twin = next((n for n in range(len(kept) - 1, max(-1, len(kept) - 4), -1) if _overprints(kept[n], glyph)), None)
        if twin is None:
            kept.append(glyph)
        else:
            kept[twin] = replace(kept[twin], style=replace(kept[twin].style, weight=2))
    return kept


def _overprints(first: Glyph, second: Glyph) -> bool:
    width = max(1e-3, first.right - first.left)
    return first.text == second.text and abs(second.left - first.left) < _OVERPRINT * width


def _line(row: list[Glyph]) -> TextLine:
    sizes = Counter(glyph.style.size for glyph in row)
    size = max(sizes, key=lambda one: (sizes[one], one))
    weights = Counter(glyph.style.weight for glyph in row)
    style = Style(size, weights.most_common(1)[0][0], sum(glyph.style.is_red for glyph in row) * 2 > len(row))
    baselines = Counter(glyph.baseline for glyph in row if glyph.style.size == size)
    return TextLine(tuple(_pieces(row, size)), baselines.most_common(1)[0][0], style)


def _pieces(row: list[Glyph], size: float) -> list[Piece]:
    spacing = _letter_spacing(row)
    pieces: list[Piece] = []
    text, left = "", row[0].left
    for previous, glyph in zip([None, *row[:-1]], row, strict=True):
        gap = glyph.left - previous.right - spacing if previous else 0.0
        if previous and gap > _WIDE_GAP * size:
            pieces.append(Piece(clean(text), left, previous.right))
            text, left = "", glyph.left
        elif previous and _is_blank(previous, glyph, gap / max(size, 1e-3)):
            text += " "
        text += glyph.text
    return [*pieces, Piece(clean(text), left, row[-1].right)]


def _letter_spacing(row: list[Glyph]) -> float:
    """How far apart the line sets its Chinese characters: 通　知 has no blank in it, 第四章　附　则 has two.

    That is a gap which two thirds of all gaps reach; a letter-spaced line has few that are smaller.
    """
    gaps = sorted(b.left - a.right for a, b in pairwise(row) if is_wide(a.text[-1]) and is_wide(b.text[0]))
    if not gaps or (len(gaps) < 2 and len(row) > 2):
        return 0.0
    return max(0.0, gaps[len(gaps) // 3])


def _is_blank(previous: Glyph, glyph: Glyph, gap_ems: float) -> bool:
    wide = is_wide(previous.text[-1]) + is_wide(glyph.text[0])
    if wide == 2:
        return gap_ems >= (_WRITTEN_BLANK if glyph.has_blank else _BLANK_BETWEEN_WIDE)
    if wide == 1:
        return gap_ems >= _BLANK_BESIDE_LATIN or (glyph.has_blank and gap_ems > 0.1)
    return gap_ems >= _BLANK_BETWEEN_NARROW or (glyph.has_blank and gap_ems > 0.05)


def clean(text: str) -> str:
    """Put characters in place of the radicals that look the same."""
    return "".join(_RADICALS.get(char, char) for char in text)
