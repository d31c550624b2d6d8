"""Signs of Word documents that are no plain text: symbol fonts, enclosed characters, formulas."""

import re
from xml.etree.ElementTree import Element

# What a reader sees is a sign that Unicode lacks or that we do not know: the mark for it in Chinese typesetting.
UNKNOWN_SIGN = "〓"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩"
_BLACK_CIRCLED = "⓿❶❷❸❹❺❻❼❽❾❿"
_FONTS: dict[str, dict[int, str]] = {
    "wingdings": {
        0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖",
        0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
        0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        **dict(enumerate(_CIRCLED, 0x80)), **dict(enumerate(_BLACK_CIRCLED, 0x8B)),
    },
    "wingdings2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0xA2: "■", 0xA3: "□",
        **dict(enumerate(_CIRCLED, 0x69)), **dict(enumerate(_BLACK_CIRCLED, 0x74)),
    },
    "symbol": {
        0x2D: "−", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x65: "ε", 0x6C: "λ",
        0x6D: "μ", 0x70: "π", 0x71: "θ", 0x73: "σ", 0x77: "ω", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→",
        0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBE: "—",
        0xD6: "√", 0xD7: "⋅", 0xE5: "∑",
    },
}  # fmt: skip
_ENCLOSED = re.compile(
    r"\beq\b.*?\\o\s*\\?a?[clr]?\(\s*○\s*[,，;；]\s*([^\s()\\]{1,3})\s*\)", re.IGNORECASE | re.DOTALL
)
_PHONETIC = re.compile(
    r"\beq\b.*?\\o\s*\\ad\s*\(.*?\\up\s*\d+\s*\([^()]*\)\s*[,，;；]\s*([^()\\]+)\)", re.IGNORECASE | re.S
)
_HAN = "一二三四五六七八九十"


def symbol(code: str, font: str) -> str:
    """The sign that ``code`` (hexadecimal) stands for in a symbol font."""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
        return ""
    point = int(code, 16)
    signs = _FONTS.get("".join(font.lower().split()), {})
    if found := signs.get(point - 0xF000 if 0xF000 <= point <= 0xF0FF else point):
        return found
    is_character = 0x20 <= point < 0xD800 or 0xF900 <= point <= 0x10FFFF
    return chr(point) if is_character and not signs else UNKNOWN_SIGN


def private_signs(text: str, font: str) -> str:
    """Replace characters that only a symbol font can show, where the font is known to us."""
    signs = _FONTS.get("".join(font.lower().split()))
    if not signs:
        return text
    return re.sub("[\uf020-\uf0ff]", lambda match: symbol(f"{ord(match[0]):x}", font), text)


def overlaid(code: str) -> str:
    """What an ``EQ`` field shows that lays characters over one another: ⑪ from a circle and a number, or a phonetic."""
    if match := _ENCLOSED.search(code):
        inner = match[1]
        if inner.isdecimal() and 1 <= int(inner) <= 20:
            return chr(ord("①") + int(inner) - 1)
        return chr(ord("㊀") + _HAN.index(inner)) if len(inner) == 1 and inner in _HAN else inner
    match = _PHONETIC.search(code)
    return match[1] if match else ""


def formula(element: Element) -> str:
    """A formula on one line: fractions with a slash, powers with a caret."""
    if element.tag == "m_t":
        return element.text or ""
    pieces = [(child.tag, formula(child)) for child in element if child.tag not in {"w_del", "w_moveFrom"}]
    parts = dict(pieces)
    if element.tag == "m_f":
        return f"{_grouped(parts.get('m_num', ''))}/{_grouped(parts.get('m_den', ''))}"
    if element.tag == "m_sSup":
        return f"{parts.get('m_e', '')}^{_grouped(parts.get('m_sup', ''))}"
    if element.tag == "m_rad":
        return f"√{_grouped(parts.get('m_e', ''))}"
    if element.tag == "m_d":
        return f"({','.join(text for tag, text in pieces if tag == 'm_e')})"
    return "".join(text for _, text in pieces)


def _grouped(text: str) -> str:
    return f"({text})" if re.search(r"[-+×÷*/=−]", text) else text
