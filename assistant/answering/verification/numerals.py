"""Chinese numerals as numbers: 五十万 → 500000, 二十一点五 → 21.5, 二〇三五 → 2035."""

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100}
_SMALL = {"千": 1000, "百": 100, "十": 10}


def han_value(words: str) -> float:
    """Read a Chinese numeral up to 亿; digits in a row are read one by one."""
    whole, _, decimals = words.partition("点")
    fraction = float("0." + "".join(str(DIGITS[char]) for char in decimals)) if decimals else 0.0
    return _whole(whole) + fraction


def _whole(words: str) -> float:
    total, section, digit = 0, 0, 0
    for char in words:
        if char in DIGITS:
            digit = digit * 10 + DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        elif char == "万":
            total, section, digit = total + (section + digit) * SCALES[char], 0, 0
        else:
            total, section, digit = (total + section + digit) * SCALES[char], 0, 0
    return float(total + section + digit)
