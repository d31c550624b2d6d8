"""What a recipient must be or have done, as the sentence says it: 对首次通过贯标认证的企业, 注册地在本市的."""

import re
from collections.abc import Iterable

from assistant.measures.detect import named
from assistant.measures.taxonomy import Named
from assistant.records import Condition

_WHO = (
    "企业|单位|项目|个人|机构|组织|合作社|农户|人员|人才|产品|商标|专利|园区|高校|院校|银行|主体|团队|学校|农产品"
    "|申请人|权利人|的"
)
_GIVE = "给予|予以|按|分档|一次性|每[件家个项人]|最高|补贴|补助|奖励|资助|减免|优先|提供|可"
_CONDITIONS = re.compile(
    # 对……的企业，给予…
    rf"(?:^|(?<=[,;。:]))(?:对于?|凡是?|经)(?P<who>[^;。]{{2,80}}?(?:{_WHO}))(?=,?(?:{_GIVE}))"
    # 首次通过认证的企业，给予…
    rf"|(?:^|(?<=[,;。:—\n]))(?P<bare>[^,;。:—\n][^,;。:\n]{{2,60}}的(?:{_WHO})?)(?=,(?:{_GIVE}))"
    # 支持有条件的企业…
    r"|(?:支持|鼓励|引导|扶持|帮助)(?P<of>[^,;。、]{2,24}?的)(?=企业|单位|项目|个人|机构|组织|合作社|主体|高校|人才|产品|农产品|园区)"
    r"|(?P<fit>(?:符合|满足|具备|达到)[^,;。]{2,30}(?:条件|要求|标准|规定)(?:的)?)"
    r"|(?P<placed>(?:注册地|注册登记地|住所|税收户管|纳税)[^,;。]{2,20}|(?:依法)?在[^,;。]{1,10}(?:注册|登记|纳税|经营)[^,;。]{0,12})"
    r"|(?P<clean>(?:近|最近)?[一二两三五\d]*年?(?:内)?(?:无|未发生|未有|没有)[^,;。]{2,24}(?:记录|行为|失信|违法|处罚|事故)[^,;。]{0,6})"
    r"|(?P<since>(?:自)?20\d\d年(?:\d+月)?(?:\d+日)?(?:以后|以来|之后|起)[^,;。]{0,20})"
)


def read_conditions(text: str, traits: Iterable[Named]) -> tuple[Condition, ...]:
    """The conditions of a sentence in its plain form, in text order, each once; nested ones are part of the longer."""
    traits = tuple(traits)
    words = (match.group(match.lastgroup or 0).strip() for match in _CONDITIONS.finditer(text))
    return tuple(Condition(one, named(one, traits)) for one in dict.fromkeys(filter(None, words)))
