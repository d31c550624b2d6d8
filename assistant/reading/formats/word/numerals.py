"""The numbers of automatic numbering as Word writes them: the formats of ISO/IEC 29500-1, 17.18.59."""

from collections.abc import Callable

# Beyond these a number would fill lines; no list is that long.
_LARGEST_ROMAN = 9_999
_LARGEST_LETTER = 780
_LARGEST_HAN = 99_999_999
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_UNITS = ("", "十", "百", "千")
_FORMAL_DIGITS = {"simplified": "零壹贰叁肆伍陆柒捌玖", "traditional": "零壹貳參肆伍陸柒捌玖"}
_FORMAL_UNITS = ("", "拾", "佰", "仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def format_number(value: int, number_format: str) -> str:
    """Write ``value`` in a format named as in the standard; a set that ends before ``value`` goes on in decimals.

    ``none`` and ``bullet`` write nothing; formats of other scripts than Chinese, Japanese and Latin are decimals.
    """
    if number_format in {"none", "bullet"}:
        return ""
    write = _FORMATS.get(number_format)
    return (write(value) if write and value > 0 else "") or str(value)


def format_padded(value: int, example: str) -> str:
    """Write ``value`` with the zeros that the first number of a custom format has (``001, 002, 003, ...``)."""
    first = example.partition(",")[0].strip()
    return str(value).zfill(min(len(first), 9)) if first.isdecimal() else str(value)


def _roman(value: int) -> str:
    if value > _LARGEST_ROMAN:
        return ""
    parts = []
    for unit, letters in _ROMAN:
        count, value = divmod(value, unit)
        parts.append(letters * count)
    return "".join(parts)


def _letter(value: int) -> str:
    """A, …, Z, AA, BB, …: the letter repeats, unlike the columns of a spreadsheet."""
    rounds, position = divmod(value - 1, 26)
    return chr(ord("a") + position) * (rounds + 1) if value <= _LARGEST_LETTER else ""


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1 : value]


def _digits(value: int) -> str:
    """Digit by digit: 10 is 一〇."""
    return "".join(_HAN_DIGITS[int(digit)] for digit in str(value))


def _tens(value: int) -> str:
    """十一 and 二十 up to 99, digit by digit from 100 on, with a geometric circle for the zero as Word has it."""
    if value >= 100:
        return _digits(value).replace("〇", "○")
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_HAN_DIGITS[tens]}十"
    return head + (_HAN_DIGITS[ones] if ones else "")


def _counting(digits: str, units: tuple[str, ...], zero: str, *, bare_one: bool) -> Callable[[int], str]:
    """Numbers with 十, 百, 千 and 万; ``zero`` fills gaps, ``bare_one`` leaves out the one before a unit throughout."""

    def group(value: int) -> str:
        text, gap = "", False
        for power in (3, 2, 1, 0):
            digit = value // 10**power % 10
            if not digit:
                gap = bool(text)
                continue
            one = "" if bare_one and digit == 1 and power else digits[digit]
            text, gap = f"{text}{zero if gap else ''}{one}{units[power]}", False
        return text

    def write(value: int) -> str:
        if value > _LARGEST_HAN:
            return ""
        high, low = divmod(value, 10_000)
        if not high:
            return group(low)
        return f"{group(high)}万{zero if 0 < low < 1000 else ''}{group(low)}"

    return write


def _thousand(zero: str) -> Callable[[int], str]:
    """Chinese counting: 十一 rather than 一十一 at the start, yet 一百一十."""
    write = _counting(_HAN_DIGITS, _HAN_UNITS, zero, bare_one=False)
    return lambda value: write(value).removeprefix("一") if 10 <= value < 20 else write(value)


# As Word does it: 〇 fills the gaps of Chinese counting (一百〇一), ideographs "in a circle" stand in brackets, and the
# circled decimals of Chinese end at ten.
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02}",
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerLetter": _letter,
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _one_of("①②③④⑤⑥⑦⑧⑨⑩"),
    "decimalEnclosedFullstop": _one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": _one_of("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseCounting": _tens,
    "taiwaneseCounting": _tens,
    "chineseCountingThousand": _thousand("〇"),
    "taiwaneseCountingThousand": _thousand("零"),
    "japaneseCounting": _counting(_HAN_DIGITS, _HAN_UNITS, "", bare_one=True),
    "chineseLegalSimplified": _counting(_FORMAL_DIGITS["simplified"], _FORMAL_UNITS, "零", bare_one=False),
    "ideographLegalTraditional": _counting(_FORMAL_DIGITS["traditional"], _FORMAL_UNITS, "零", bare_one=False),
    "numberInDash": lambda value: f"- {value} -",
}
