"""The number of a document (发文字号): only its own, where documents carry it, never that of a cited one."""

import re
from collections.abc import Iterator, Sequence

from assistant.reading.facts.confidence import LABELLED, PART, PLACED, WEAK
from assistant.reading.facts.labels import Label
from assistant.reading.facts.view import Line, View
from assistant.records import Fact

_FIELD = "document_number"
_SPACE = r"[^\S\n]{0,4}"
_OPEN, _CLOSED = "〔[［(（【〖﹝", "〕\\]］)）】〗﹞"
_SERIAL = rf"第?{_SPACE}\d{{1,5}}(?:[-—之]\d{{1,3}})?{_SPACE}号"
# 国发〔2021〕20号, with any brackets and blanks; the letters before the year may be lacking in minutes (〔2022〕5号).
NUMBER = re.compile(
    rf"(?P<agency>[一-鿿A-Z]{{1,16}}(?:{_SPACE}[一-鿿]{{1,4}})?)?{_SPACE}"
    rf"[{_OPEN}]{_SPACE}(?P<year>[12１２]\s?\d\s?\d\s?\d){_SPACE}年?{_SPACE}[{_CLOSED}]{_SPACE}{_SERIAL}"
)
_HAN = "[〇○零一二三四五六七八九十百千]"
_NTH = rf"第{_SPACE}(?:\d{{1,5}}|{_HAN}{{1,9}}){_SPACE}号"
_ORDINAL = rf"[（(]?{_SPACE}(?:[12]\d{{3}}{_SPACE}年{_SPACE})?{_NTH}{_SPACE}[）)]?"
# 国务院令第698号, 财政部公告2020年第3号, 第12号令.
DECREE = re.compile(
    rf"(?P<body>(?:[一-鿿、·（）()]|[^\S\n]){{0,60}}?(?:令|公告|通告|公报|布告)){_SPACE}(?:{_ORDINAL})"
    rf"|(?:[一-鿿]{{0,30}}?){_NTH}{_SPACE}令"
)
# Letters that a scan set apart fill more of a line than the number has characters.
_SPACED = 120
_MADE_KNOWN = re.compile(
    rf"(?:^|[日月]\s{{0,4}})(?P<decree>[一-鿿][一-鿿、（）()]{{1,60}}?(?:令|公告){_SPACE}{_ORDINAL}){_SPACE}(?:公布|发布|颁布)"
)
_HEAD = re.compile(r"(?:[一-鿿、·（）()]|[^\S\n]){2,60}(?:令|公告|通告|公报|布告)")
_ORDINAL_ALONE = re.compile(_ORDINAL)
# Its brackets lost in copying: 晋政办发201519号.
_LOST = re.compile(rf"(?P<agency>[一-鿿]{{2,12}})(?P<year>(?:19|20)\d{{2}}){_SPACE}(?P<serial>\d{{1,4}}){_SPACE}号")
_BRACKETED = re.compile(r"[（(【\[]\s*(?P<inside>.{4,60}?)\s*[）)】\]]")
_BESIDE = re.compile(r"[^\S\n]*(?:签发人|[一-鿿]{2,12}文件|[（(]).*")
# A line that ends so goes on: a number alone on the next line is one that the sentence cites.
_GOES_ON = tuple("（ ( 《 、 ， , 根据 按照 依据 和 及 与 以 关于 发布的 印发的".split())


def number_facts(view: View, labels: Sequence[Label]) -> list[Fact]:
    """Every value that may be the document's own number, best first."""
    found = [*_labelled(labels), *_on_lines(view), *_promulgated(view)]
    return sorted(found, key=lambda fact: -fact.confidence)


def normal_number(text: str) -> str:
    """A number as it is compared: no blanks, the year in 〔〕, no brackets around 第五号, digits half-width."""
    joined = re.sub(r"[（(](第[^（()）]{1,9}号)[）)]", r"\1", re.sub(r"\s", "", text))
    digits = re.sub(r"[０-９]", lambda match: str(int(match.group())), joined)
    return re.sub(rf"[{_OPEN}](\d{{4}})年?[{_CLOSED}]", r"〔\1〕", digits)


def is_number_line(text: str) -> bool:
    """Whether a line is a document number and nothing else that counts."""
    return _read(text) is not None or bool(_ORDINAL_ALONE.fullmatch(text))


def _labelled(labels: Sequence[Label]) -> Iterator[Fact]:
    for label in labels:
        if label.field == _FIELD and re.search(r"\d|第.{1,9}号", label.text):
            match = NUMBER.search(label.text) or DECREE.search(label.text)
            start, end = match.span() if match else (0, len(label.text))
            value = normal_number(label.text[start:end])
            yield Fact(_FIELD, value, label.start + start, label.start + end, LABELLED)


def _on_lines(view: View) -> Iterator[Fact]:
    for index, line in enumerate(view.front):
        above = view.front[index - 1] if index else None
        if above and above.text.endswith(_GOES_ON):
            continue
        below = view.front[index + 1] if index + 1 < len(view.front) else None
        if below and below.text.startswith(("）", ")", "》", "文件", "精神")):
            continue
        yield from _on_line(line, above)


def _on_line(line: Line, above: Line | None) -> Iterator[Fact]:
    """A number alone on its line; in brackets only below a title; 第12号 below the head of a decree."""
    read = _read(line.text)
    bracketed = _BRACKETED.fullmatch(line.text)
    if read:
        start, end, confidence = read
        yield Fact(_FIELD, _value(line.text[start:end]), line.start + start, line.start + end, confidence)
    elif above and _ORDINAL_ALONE.fullmatch(line.text) and _HEAD.fullmatch(above.text):
        value = normal_number(f"{above.text}{line.text}")
        yield Fact(_FIELD, value, above.start, line.end, PLACED)
    elif above and bracketed and NUMBER.fullmatch(bracketed["inside"]):
        start, end = bracketed.span("inside")
        yield Fact(_FIELD, normal_number(bracketed["inside"]), line.start + start, line.start + end, PART)


def _read(text: str) -> tuple[int, int, float] | None:
    """The span of the number that a line is, with its confidence."""
    for pattern, confidence in ((NUMBER, PLACED), (DECREE, PLACED), (_LOST, WEAK)):
        match = pattern.match(text)
        if match and (match.end() == len(text) or _BESIDE.fullmatch(text, match.end())):
            return match.start(), match.end(), confidence
        if pattern.fullmatch(re.sub(r"\s", "", text[:_SPACED])):
            return 0, len(text), confidence
    return None


def _value(text: str) -> str:
    lost = _LOST.fullmatch(re.sub(r"\s", "", text))
    return f"{lost['agency']}〔{lost['year']}〕{lost['serial']}号" if lost else normal_number(text)


def _promulgated(view: View) -> Iterator[Fact]:
    """The decree that made a regulation known: 2001年4月2日 国务院令第300号公布."""
    matches = ((line, match) for line in view.front for match in _MADE_KNOWN.finditer(line.text))
    for line, match in matches:
        start, end = match.span("decree")
        yield Fact(_FIELD, normal_number(match["decree"]), line.start + start, line.start + end, PART)
        return
