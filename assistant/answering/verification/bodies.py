"""Bodies in running text, by level and name: 县市场监管局 = 县市场监督管理局, 省财政厅 ≠ 市财政局 ≠ 县财政局."""

import re
from dataclasses import dataclass
from functools import lru_cache

_OF_A_LEVEL = "(?<=[省市县区州镇乡街级])"
# How a body's name ends, longest first, and what the end must not go on to: 局 but not 局面, 委 but not 委托.
_END = re.compile(
    "|".join(
        (
            r"(?:人民)?政府办公(?:室|厅)|(?:委员会|领导小组|指挥部)办公室|(?:工作)?领导小组|联席会议|指挥部",
            rf"人民政府|{_OF_A_LEVEL}政府(?!引导|主导|投资|采购|财政|性|推动)|国务院(?:办公厅)?",
            r"(?:管理)?委员会|管委会|(?:人民|中级)?法院|(?:人民)?检察院|办公(?:室|厅)",
            rf"{_OF_A_LEVEL}委(?:编办|办公?室?|宣传部|组织部|统战部|党校|(?!托|员|派|任|会|书记))",
            r"编办|台办|国资办|双打办|人才办|政务办|支队|总队|大队|救援机构",
            r"(?:中心支行|支行|分行|银行)(?!业|贷款|机构|保函)|(?<!居中)中心(?!城区|支行|任务|工作|医院)",
            r"(?:行政)?主管部门|管理部门|监管部门|(?<=[政安检审务])部门|(?:公安|司法|检察|审判|税务)机关",
            r"(?<![布格定结])局(?!面|限|部)|(?<![客大餐展])厅|宣传部|组织部|统战部",
            r"[信化革康健设建改农教科资]委(?!托|员|派|任|会|办)",
            r"贸促会|协会|学会|总工会|集团|公司|科协|工商联|妇联|各区镇|乡镇街道",
        )
    )
)
_LEVELS = {"国家": "国", "中央": "国", "全国": "国", "省": "省", "自治区": "省", "市": "市", "州": "市", "盟": "市",
           "县": "县", "区": "县", "旗": "县", "街道": "镇"}  # fmt: skip
# A level opens a name unless it is part of a word: 市场监管局, 城市管理局, 区域, 社区.
_LEVEL = re.compile(
    r"国家|中央|全国|自治区|省(?!份|直)|(?<!城)市(?!场|监局|直|政(?!府)|民|容)|(?<![县城])县(?!城|域|级|直)|州(?!市)"
    r"|盟|旗|街道"
    r"|(?<![园社地郊城辖小片景山新])区(?!域|块|间|级|直)"
)
# Where a name cannot have begun before.
_STOP = re.compile(
    r"\d[家个所名位项]|[,。;:、()《》\n\d\0!?/]|(?:责任|牵头|配合)单位|责任部门"
    r"|分别|负责|牵头|配合|联合|提交|报送|上报|成立|设立|组建|增设|挂牌|包括|包含|涉及|按照|根据|依据|应当"
    r"|由(?!省)|报(?!业)|交(?!通|易)|各(?=[省市县区])|[是为对向在经的将从被让给把请至到于并或自等本该其我全了]"
)
_AND = re.compile(r"以及|和|及|与|会同|同")
_ENDS_BEFORE_AND = re.compile(r"(?:局|委|厅|部|办|室|院|府|行|心|队|会|司|街道|镇|乡|部门|机关)$")
_ANY_OFFICE = re.compile(r"(?:行政)?(?:主管|管理)?(?:部门|机关|机构)$")
_OFFICE_SIGNS = "局厅委办"
_FOLDS = (("人民", ""), ("监督管理", "监管"), ("办公室", "办"), ("办公厅", "办"), ("委员会", "委"), ("和", ""),
          ("与", ""), ("行政", ""))  # fmt: skip
_LONGEST, _LONGEST_PLACE = 26, 6


@dataclass(frozen=True, slots=True)
class Body:
    """A body's level (国, 省, 市, 县, 镇, or empty), its name without it in a short form, and where it stands."""

    level: str
    name: str
    words: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def read_bodies(text: str) -> tuple[Body, ...]:
    """The bodies that a text names, in order."""
    found: list[Body] = []
    for match in _END.finditer(text):
        floor = found[-1].end if found else 0
        if match.start() >= floor:
            body = _body(text, _beginning(text, match, floor), match.end())
            found += [body] if body.name else []
    return tuple(found)


def same_body(said: Body, held: Body) -> bool:
    """Whether two names may mean one body: no other level, and one name short for the other."""
    if said.level and held.level and said.level != held.level:
        return False
    return _is_short(said.name, held.name) or _is_short(held.name, said.name)


def _beginning(text: str, end: re.Match[str], floor: int) -> int:
    """Where the name that ends here begins at the earliest: behind the last stop, and behind 和 between two bodies."""
    start = max(floor, end.end() - _LONGEST)
    for stop in _STOP.finditer(text, start, end.start()):
        start = stop.end()
    for joint in _AND.finditer(text, start, end.start()):
        if joint.start() == start or _ENDS_BEFORE_AND.search(text[start : joint.start()]):
            start = joint.end()
    return start


def _body(text: str, start: int, end: int) -> Body:
    """The body between two places of a text, from its level on: 河源市市场监督管理局 is 市 and 市场监管局."""
    words = text[start:end]
    marks = list(_LEVEL.finditer(words))
    if not marks:
        level = "国" if words.startswith("国务院") else ""
        return Body(level, _short(words), words, start, end)
    chosen = marks[0]
    for mark in marks[1:]:
        # A place goes before its level, and the body's own level follows: 静海区知识产权局, 市州知识产权局.
        if mark.start() <= chosen.end() + _LONGEST_PLACE and len(words) - mark.end() > 1:
            chosen = mark
    begin = start + marks[0].start()
    return Body(_LEVELS[chosen.group()], _short(words[chosen.end() :]), text[begin:end], begin, end)


def _short(name: str) -> str:
    for long, short in _FOLDS:
        if name != long:
            name = name.replace(long, short)
    return name


def _is_short(short: str, long: str) -> bool:
    """市监局 for 市场监督管理局: the same first and last sign, the others in order; any 部门 stands for its 局."""
    if short == long:
        return True
    one, other = _ANY_OFFICE.sub("", short), _ANY_OFFICE.sub("", long)
    if (one, other) != (short, long):
        one, other = one.rstrip(_OFFICE_SIGNS), other.rstrip(_OFFICE_SIGNS)
        return bool(one) and one == other
    if len(short) < 2 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)
