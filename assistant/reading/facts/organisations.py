"""Names of bodies: what is one, and how lists of them are written (、 and , between, also inside one name)."""

import re
from collections.abc import Iterator

_ENDS = (
    "人民政府|政府|办公室|办公厅|委员会|管委会|委|局|厅|部|署|司|处|科|党组|党委|法院|检察院|研究院|院|大会|会议"
    "|中心|公司|协会|学会|商会|联合会|总会|工会|理事会|基金会|银行|支行|分行|集团|大学|学院|学校|指挥部|领导小组"
    "|工作组|支队|大队|总队|国务院|联席会议|街道办|管理处|办事处|军区|团委|军事委员会|联合社|办"
)
# A name signed in full begins with its place or its level; 市财政局 is how texts speak of a body.
_BODY = re.compile(
    rf"(?![市县区省州旗各本原该由有关])[一-鿿（）()·“”]{{2,44}}?(?:{_ENDS})(?:[（(](?:盖章|公章|印章|章|印)[）)])?"
)
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章|印)[）)]$")
_NOT_IN_NAMES = re.compile(
    r"关于|印发|负责|牵头|配合|提出|加强|按照|根据|参照|联系|抄送|主送|附件|责任|报送|如下|转发|以及|通过"
)
# Which words end the name of a unit in lists of responsible units, where places and groups count too.
_UNIT_ENDS = (
    "政协|人大|府|台|社|联|科协|妇联|单位|部门|机构|企业|街道|乡镇|镇|乡|村|区|县|市|州|盟|旗|园|所|站|队|馆|团|校|人行|商行|厂|组"
    "|运营商|会"
)
_UNIT = re.compile(
    rf"(?:(?:各|有关|相关|所有|全[省市县区])[一-鿿（）()、]{{1,40}}"
    rf"|(?!一个|一家|某|该|其|本)[一-鿿“”·\dA-Z]{{1,40}}(?:{_ENDS}|{_UNIT_ENDS}))(?:[（(][^（()）]{{1,40}}[）)])?"
)
_BODY_END = re.compile(rf"(?:{_ENDS}|各[一-鿿]{{1,8}})(?:[（(][^（()）]{{1,40}}[）)])?$")
_LEVEL = re.compile(r"(?:^|[、\s])(?:各|所属)?(?:省|自治区|直辖市|计划单列市|地级市|市|县|区|州|盟|旗|乡|镇)$")
# What can only go on a name: 各委、办、局; 各乡镇党委、政府.
_INCOMPLETE = frozenset("办 局 委 厅 处 部 室 政府 人民政府 办公室 管委会".split())
_LEADING = re.compile(r"\s*(?:以及|和|及|与)(?=[各有相省市县区])\s*")
_JOINTS = re.compile(r"[^\S\n]+(?:以及|和|及|与)?\s*|以及|和|及|与|会同")
_BRACKETED = re.compile(r"[（(][^（()）]{0,60}[）)]")
_OPEN, _CLOSED = "（([〔【", "）)]〕】"


def is_body(text: str) -> bool:
    """Whether the text is the full name of an issuing body and nothing else."""
    return bool(_BODY.fullmatch(text)) and not _NOT_IN_NAMES.search(text)


def split_bodies(text: str) -> tuple[str, ...]:
    """The full names that a line of signatures holds and nothing else; an empty tuple for any other line."""
    for separator in (r"[\s、，]+", r"\s{2,}|、", r"、"):
        parts = [re.sub(r"\s", "", part) for part in re.split(separator, text.strip())]
        if all(is_body(part) for part in parts):
            return tuple(_SEAL.sub("", part) for part in parts)
    return ()


def is_unit(text: str) -> bool:
    """Whether the text looks like a unit as lists of responsible units name them (市财政局, 各乡镇人民政府)."""
    return bool(_UNIT.fullmatch(re.sub(r"\s", "", text)))


def pieces(text: str, separators: str) -> Iterator[tuple[int, int]]:
    """The spans between separators that stand outside brackets, blanks at the edges left out; empty ones too."""
    depth, start = 0, 0
    for position, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSED and depth > 0)
        if char in separators and not depth:
            yield _trim(text, start, position)
            start = position + 1
    yield _trim(text, start, len(text))


def units(text: str) -> list[tuple[int, int]]:
    """The spans of the units in a list, in order.

    A 、 parts units unless one name goes on behind it (各委、办、局, 各省、自治区人民政府); blanks and 和 part them
    where units stand on both sides (市委和市政府, but 县发展和改革局).
    """
    found: list[tuple[int, int]] = []
    for begin, end in pieces(text, "，,；;"):
        for start, stop in _merged(text, begin, end):
            found += _split(text, start, stop)
    return found


def _merged(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The pieces between 、 with those of one name put together again."""
    merged: list[tuple[int, int]] = []
    is_open = False
    for start, stop in pieces(text[begin:end], "、"):
        first, last = begin + start, begin + stop
        if merged and (is_open or text[first:last] in _INCOMPLETE):
            first = merged.pop()[0]
        merged.append((first, last))
        is_open = bool(_LEVEL.search(text[first:last]))
    return merged


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a piece at the first blank or conjunction that has a unit on either side, and what is left likewise."""
    found: list[tuple[int, int]] = []
    opening = _LEADING.match(text, start, end)
    start = opening.end() if opening else start
    joints = () if "、" in _BRACKETED.sub("", text[start:end]) else _JOINTS.finditer(text, start, end)
    for match in joints:
        before = text[start : match.start()]
        # 县农业农村和科技局 is one: what stands before 和 must end like a body, before a blank any unit will do.
        is_left = is_unit(before) if match.group().isspace() else bool(_BODY_END.search(before))
        if is_left and is_unit(text[match.end() : end]):
            found.append((start, match.start()))
            start = match.end()
    return [*found, (start, end)] if end > start else found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    raw = text[start:end]
    begin = start + len(raw) - len(raw.lstrip())
    return begin, max(begin, start + len(raw.rstrip()))
