"""What a question wants to know of a document itself: its number, its days, who issued it, what it replaces.

A field counts only where the words that it is asked of are a document (这个规划, the bare 意见, 《…》) or, for most
fields, nothing at all: 许可证的有效期 and 补贴什么时候发放 ask for what a document says.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.indexing.tokens import normalise

_PRINTED = ("printed", "issued", "published")
_PUBLISHED = ("published", "issued", "printed")
_ISSUED = ("issued", "printed", "published")
_EXPIRES = ("expires", "period", "effective")
_STATUS = ("status", "expires", "effective")

# What calls itself a document, and what only seems to: a decision on a case, a notice to a person, a yearly plan.
_NAMES = (
    r"(?:文件|规划|计划|方案|意见|办法|条例|规定|细则|通知|纲要|决定|决议|公告|通告|批复|[复公]函|(?:司法)?解释|政策"
    r"|若干措施|指南|章程|规则|导则|指引|《》"
    r"|(?<![方做看用执司违合立无依守书])法)"
)
_OTHERS = re.compile(
    r"(?:规范性文件|(?:招标|投标|采购|竞标|档案|电子)文件"
    r"|(?:招生|年度|招聘|采购|投资|用地|教学|生产|培训|招录|预算|课程|施工|旅行|出版)计划"
    r"|(?:招生|治疗|设计|改制|拆迁|补偿|分配|施工|赔偿|重组|整改|调解|装修)方案"
    r"|(?:处理|征求|审核|审查|反馈|评审|修改|验收|检验|鉴定|评估|书面|法律|诊断|审计)意见"
    r"|(?:录取|停电|停水|停气|缴费|催缴|入学|开庭|面试|体检|中标|整改|书面)通知"
    r"|(?:处罚|仲裁|复议|处理|行政|许可|征收|拆迁|认定|处分|任免|裁定|补偿|表彰)决定"
    r"|(?:招聘|拍卖|招标|中标|征收|采购|预审|募集|上市公司|招生|停水|停电|征地|送达|人才)公告"
    r"|(?:项目|用地|环评|立项|工程)批复|(?:公司|企业|学校|社团|协会|大学|合作社)章程|(?:解决|处理|补救)办法)$"
)
_POINTING = r"(?:这|该|本|此|那|上述|上面|刚才)(?:一)?(?:个|份|部|项|条|篇|套|些)?"
_IS_DOCUMENT = re.compile(rf"{_NAMES}$")
_IS_POINTED = re.compile(
    rf"(?:{_POINTING}|的|新|旧|老)*(?:{_NAMES}|法律|法规|规章|标准|制度|措施|预案|规范|东西)|{_POINTING}|它|其|.*《》"
)
_IS_LISTED = re.compile(r"(?:日期|时间|文号|字号|机关)(?:和|与|及|以及|还有)$")
_FILLERS = re.compile(
    r"(?:(?:现在|现行|最新)?的?(?:这|那|新|老|旧)(?:一|个)?版本?|\([^)]*\)|(?:里|中|上)?(?:写没写|有没有写|规定的"
    r"|写的)|是[^是]{0,14}|在|于|自|从|由谁|谁|由[^由]{0,14}|被|的|都|又|分别|到底|究竟|具体|大概|最早|首次|正式|现在"
    r"|目前|同时|还|到)++$"
)
_POLITE = re.compile(
    r"^(?:请问(?:一下)?|我?想(?:问|知道|查|了解)(?:一下|下)?|告诉我|麻烦|帮我|查(?:一下|查)|你?知道|那么?(?!个|份|部)"
    r"|的)++"
)
_STOP = re.compile(r"[,;:.?!。、]")
_LONGEST_SUBJECT = 60
# A title, or a document number.
_TITLE = re.compile(r"《[^》]*》|[一-鿿]{2,12}[〔\[(【]\d{4}[〕\])】]\d+号")

_WHEN = (
    r"(?:什么时候|什么时间|什么日子|啥时候|啥时|何时|何日|何年|几时|多会儿|(?:在)?哪(?:一)?(?:年|天|日|个?月)(?:的?哪"
    r"(?:一)?(?:月|天|日))*"
    r"|几(?:月份?|号|日|年)(?:几(?:号|日|月))*)"
)
_WHO = (
    r"(?:谁|哪(?:(?:些|[几一两二三四五六七八九十])?(?:个|家)?|些|一级)(?:部门|单位|机关|机构|部委|政府|委员会|局|地方)"
    r"|哪[几两三四五六七八九十]家"
    r"|什么(?:部门|单位|机关|机构))"
)
_HOW_LONG = r"(?:多久|多长|几年|多少年|几个月)"
_PRINT = r"(?:印发|下发|下达|印制)"
_PUBLISH = r"(?:发布|公布|颁布|出台|公开|刊发|刊登)"
_MAKE = r"(?:成文|制定|制订|签发|签署|编制|起草|审议通过|通过)"
_START = r"(?:施行|实施|生效|起效|执行|实行)"
_THEN = r"(?:由谁|表决|审议|会议|开始|正式|起|首次|最早|第一次|才|就|,|联合|共同|一起|被|来|给|对外)*"
# Behind the verb: nothing, a sign, a further question, or the document itself (什么时候出台的这个通知).
_DONE = rf"(?:的|了|过)*(?:呢|啊|呀|吧|来着|吗)*(?:$|[^0-9a-z一-鿿]|和|以及|还有|并|(?:{_POINTING})?{_NAMES})"
_DAY = r"(?:的)?(?:时间|日期|年份|日子)(?:(?:分别|各)?(?:是|为|在|,|:|$|[?。、])|和|及|与)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """Fields, how they are asked for, and what may stand before."""

    fields: tuple[str, ...]
    pattern: re.Pattern[str]
    fits: Callable[[str], bool]


def _document(subject: str) -> bool:
    is_named = bool(_IS_DOCUMENT.search(subject)) and not _OTHERS.search(subject)
    return is_named or bool(_IS_POINTED.fullmatch(subject))


def _document_or_nothing(subject: str) -> bool:
    return not subject or bool(_IS_LISTED.search(subject)) or _document(subject)


def _pointed(subject: str) -> bool:
    return bool(_IS_POINTED.fullmatch(subject))


def _plan(subject: str) -> bool:
    return _document(subject) and bool(re.search(r"(?:规划|计划|方案|纲要|行动|》|它|[个份项])$", subject))


def _anything(_: str) -> bool:
    return True


_RULES = tuple(
    _Rule(fields, re.compile(pattern), fits)
    for fields, pattern, fits in (
        (_PRINTED, rf"{_WHEN}{_THEN}{_PRINT}{_DONE}|{_PRINT}(?:于|在){_WHEN}|{_PRINT}{_DAY}", _document_or_nothing),
        (_PUBLISHED, rf"{_WHEN}{_THEN}{_PUBLISH}{_DONE}|{_PUBLISH}(?:于|在){_WHEN}", _document_or_nothing),
        (_PUBLISHED, rf"{_PUBLISH}{_DAY}", _document_or_nothing),
        (_ISSUED, rf"{_WHEN}{_THEN}{_MAKE}{_DONE}|{_MAKE}(?:于|在){_WHEN}", _document_or_nothing),
        (_ISSUED, rf"(?:成文|发文|签发|落款|制定|通过){_DAY}", _document_or_nothing),
        (_ISSUED, rf"{_WHEN}{_THEN}发(?:文|的|出){_DONE}", _document),
        (("document_number",),
            r"(?<!批准)(?<!备案)(?<!核准)(?<!注册)(?<!生产)(?:文号|发文字号|发文号)(?!怎|如|编|的?格式|排)", _anything),
        (("document_number",), r"文件(?:编)?号码?(?:是|为|$|[?。])|(?:第)?(?:几|多少|哪)(?:一)?号(?:文|令)", _anything),
        (("issuer",),
            rf"{_WHO}(?:在?{_WHEN})?{_THEN}(?:{_PRINT}|{_PUBLISH}|{_MAKE})(?:的|了){_DONE}", _document_or_nothing),
        (("issuer",), rf"{_WHO}(?:在?{_WHEN})?{_THEN}(?:{_PRINT}|{_PUBLISH}|{_MAKE})[?。]*$", _pointed),
        (("issuer",),
            rf"{_WHO}{_THEN}发(?:的|了)(?:{_POINTING})?{_NAMES}|发文(?:机关|单位|部门|机构)", _document_or_nothing),
        (("issuer",), rf"{_WHO}{_THEN}发(?:的|了)?文(?![件章凭])", _anything),
        (("issuer",), rf"{_WHO}{_THEN}发(?:的|出){_DONE}", _document),
        (("issuer",),
            r"(?:印发|制定|发布|颁布|公布|制发|起草|编制)(?:机关|单位|部门|机构)(?:是|有|为|叫|$"
            r"|[?。、])", _document_or_nothing),
        (("effective",), rf"{_WHEN}{_THEN}(?:{_START}|管用|算数){_DONE}|{_START}{_DAY}", _document_or_nothing),
        (_EXPIRES, rf"有效期限?(?:是|为|有|到|至|截止)*(?:{_WHEN}|{_HOW_LONG}|哪|$|[?。、])", _document_or_nothing),
        (_EXPIRES,
            rf"{_WHEN}{_THEN}(?:失效|到期|废止|作废|截止|终止|过期)|(?:{_START}|有效|截止|用|管)(?:到|至)(?:{_WHEN}"
            rf"|哪)|管(?:用)?(?:几年|多久)", _document),
        (_STATUS,
            r"(?:还|仍|是否|已经?|有没有|是不是|被|现行)*(?:有效|失效|废止|作废|过期|在执行|执行|修[订改]|算数"
            r"|管用)过?(?:吗|了吗|了?没有?|不|么)", _document),
        (_STATUS,
            r"被(?:哪|什么)[^,。?]{0,6}(?:废|取代|替代|代替)|(?:是否|是不是|有没有)(?:还|仍|已经?|被|在)*(?:有效|失效"
            r"|废止|作废|过期|执行|修[订改])", _document),
        (("replaces",),
            rf"(?:废止|替代|取代|代替|废除|替换)(?:的|了|掉)*(?:原来的?|旧的?|过去的?|以前的?|之前的?|老的?)*(?:哪"
            rf"|什么)[^,。?]{{0,4}}{_NAMES}", _document_or_nothing),
        (("replaces",), rf"同时(?:废止|失效)(?:的|了)*(?:{_NAMES})?(?:是|有|为)*(?:哪|什么)", _anything),
        (("replaces",),
            rf"(?:哪|什么)[^,。?]{{0,4}}{_NAMES}[^,。?]{{0,3}}(?:{_POINTING})?(?:{_NAMES})?(?:所)?(?:废[止了掉除]|取代"
            rf"|替代|代替|作废|失效)", _anything),
        (("addressees",), r"主送(?:机关|单位|部门|谁|哪|给)|抄送(?:机关|单位|部门)", _anything),
        (("addressees",),
            rf"(?:{_PRINT}|抄送?)(?:了)?(?:给|到|至)*(?:了)?(?:{_WHO}|哪里|哪儿|哪些?人)(?:的)?"
            rf"(?:呢)?[?。]*$", _document_or_nothing),
        (("addressees",), rf"发(?:给|到|至)(?:了)?(?:{_WHO}|哪里|哪儿)(?:的)?(?:呢)?[?。]*$", _document),
        (("addressees",), rf"给(?:了)?(?:{_WHO}|哪里|哪儿)(?:印)?发(?:了|过|的)[?。]*$", _document),
        (("basis",),
            rf"(?:依据|根据|按照|依照|遵照|参照)(?:的是)?(?:什么|哪)[^,。?]{{0,10}}(?:{_MAKE}|{_PRINT}"
            rf"|{_PUBLISH}){_DONE}", _document_or_nothing),
        (("basis",), rf"(?:依据|根据)的?是(?:什么|哪)[^,。?]{{0,4}}(?:{_NAMES}|法规)[?。]*$", _document),
        (("basis",), r"(?:制定|编制|立法|起草|出台|政策)(?:的)?依据|上位法", _document_or_nothing),
        (("period",), rf"规划期(?:限|间)?(?:是|为|有|到|至|从|{_HOW_LONG}|$|[?。、])", _anything),
        (("period",),
            rf"(?:实施|执行)?(?:期限|年限|期)(?:是|为|有|到|至|从|{_HOW_LONG}|$|[?。、])|(?:覆盖|涵盖|管|是)的?(?:是)?"
            rf"(?:哪几年|哪些年)", _plan),
        (("title",),
            r"(?:全称|全名|名称|名字|标题|题目)(?:是|叫|为|$|[?。、])|叫(?:什么|啥)(?:名字|名称)?[?。]*$", _document),
        (("title",), r"《》(?:文件?)?是(?:什么|哪个|哪份|哪一个)文件", _anything),
    )
)  # fmt: skip


def metadata_fields(focus: str) -> tuple[str, ...]:
    """The fields of ``DocumentMetadata`` that a question asks for, best first; empty where it asks for something else.

    Where it asks for several, they come in its order. Of the days of a document the one that is named leads, and the
    others follow, to stand in where it is not known.
    """
    plain = _TITLE.sub("《》", normalise(focus))
    found = sorted(
        ((match.start(), number) for number, rule in enumerate(_RULES) for match in rule.pattern.finditer(plain)),
    )
    fields: list[str] = []
    for start, number in found:
        # 计划是谁发的、哪天发的: what is asked first says of what.
        subject = _subject(plain[:start]) or ("它" if fields else "")
        fields += _RULES[number].fields if _RULES[number].fits(subject) else ()
    return tuple(dict.fromkeys(fields))


def _subject(before: str) -> str:
    """What a field is asked of: the words before it in its clause, without what only asks or joins."""
    clause = _STOP.split(before[-_LONGEST_SUBJECT:])[-1]
    return _FILLERS.sub("", _POLITE.sub("", clause))
