"""Chinese numerals as numbers: 五十万 → 500000, 二十一点五 → 21.5, 二〇三五 → 2035, 贰拾万 → 200000."""

import re

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100}
_SMALL = {"千": 1000, "百": 100, "十": 10}

# The formal numerals of contracts and cheques. 伍, 陆 and 拾 alone are mostly parts of words: 队伍, 大陆, 收拾.
_FORMAL_DIGIT = "[壹贰貳叁叄肆伍陆陸柒捌玖]"
_FORMAL_SIGNS = str.maketrans("壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟萬億圆", "一二二三三四五六六七八九十百千万亿元")
_FORMAL = re.compile(
    rf"(?:{_FORMAL_DIGIT}[拾佰仟万萬亿億]|拾(?:{_FORMAL_DIGIT}|[万萬亿億元圆])|[伍陆陸](?=[元圆])|[壹贰貳叁叄肆柒捌玖])"
    rf"(?:{_FORMAL_DIGIT}|[零〇拾佰仟万萬亿億])*圆?"
)


def in_common_numerals(text: str) -> str:
    """The text with formal numerals as the common ones, sign by sign: 贰拾万元 → 二十万元."""
    return _FORMAL.sub(lambda match: match.group().translate(_FORMAL_SIGNS), text)


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
