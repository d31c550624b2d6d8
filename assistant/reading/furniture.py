"""What a line is when it carries no numbering: page furniture, metadata, title, addressee, date, signature."""

import re

_FURNITURE = re.compile(
    r"扫一扫|^无障碍(?:浏览|阅读|版|模式|\s|$)|简体\s*[|｜]\s*繁体|返回顶部|网站地图|网站首页|(?:^|[\s|©])版权所有(?!人|者)|ICP备|公网安备|^(打印|关闭|分享|收藏|复制|下载)"
    r"(本页|窗口|页面|到)?[】\]]?$|字体\s*[:：]|^(上|下)一篇|^(责任)?编辑\s*[:：]|^审核\s*[:：]|(浏览|点击|阅读)(次数|量|数)"
    r"|当前位置|所在位置|^首页\s*[>＞»]|^(?:[【\[]\s*(?:打印|关闭|分享|收藏|大|中|小|返回)\s*[】\]]\s*){1,6}$"
    r"|^[-—－–]\s*\d{1,4}\s*[-—－–]$|^第\s*\d{1,4}\s*页(?:[\s，,/]*共\s*\d{1,4}\s*页)?$|^主办(?:单位)?\s*[:：].*(?:承办|技术支持|标识码)"
)
_RULE = re.compile(r"^[-*_—–=]{3,}$")
# A sentence with tags in it is no path through a site.
_BREADCRUMB = re.compile(r"^(?=[^。；！？<]*$).*?\S\s*[>＞»]\s*\S.*[>＞»]\s*\S")
_DATE_BAR = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天]$")
_FURNITURE_CHARACTERS = 80

LABELS = frozenset(
    "名称 标题 索引号 信息索引号 发布机构 发文机关 发文机构 发文单位 制发机关 公开主体 发文字号 文号 主题 "
    "主题分类 主题词 分类 成文日期 发文日期 发布日期 印发日期 公开日期 生成日期 施行日期 生效日期 有效性 效力状态 "
    "公文种类 信息分类 体裁分类 来源 信息来源 发布时间 时间 地点 主持人 主持 参加 参会人员 列席 缺席 记录 抄送 "
    "主送 印发 印发机关 印发单位".split()
)
_LABEL = re.compile(r"^([一-鿿][一-鿿\s　]{0,14}[一-鿿])\s*[:：]\s*(.*)$")
_NEXT_LABEL = re.compile(r"(?<=[\s　])[一-鿿]{2,8}[:：](?!\d\d)")

_DATE = re.compile(
    r"^[（(]?(?:\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月"
    r"(?:[一二三四五六七八九十]{1,3}日)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|(?:19|20)\d{3,6})[）)]?$"
)
_BODIES = (
    "政府|常委会|领导小组|办公室|办公厅|委员会|管委会|局|厅|部|党组|法院|检察院|银行|支行|分行|中心|公司|集团|联合会|协会|学会|"
    "大队|总队|支队|总会|商会|大学|学院|研究院|医院|委"
)
_ORGANISATION = re.compile(rf"^[一-鿿A-Z×（）()·、\s　]{{2,60}}({_BODIES})$")
_TITLE_END = re.compile(
    r"(规划|纲要|意见|通知|办法|方案|条例|规定|决定|计划|细则|措施|公告|通告|批复|函|报告|政策|清单|规则|规程|准则"
    r"|法|解释|公示|纪要|解读|规范|标准|指南|指引|导则|章程|预案|议案|提案|请示|答复|名单|问答|启事|倡议书|总结|白皮书|令)"
    r"\s*》?\s*([（(][^（()）]{1,120}[）)])?$"
)
_SENTENCE_MARKS = re.compile(r"[。；;！？!?]|[：:，,、]$")
_TITLE_CHARACTERS = 60
_ADDRESSEE_CHARACTERS = 300
_EVERYONE = re.compile(
    r"^(?!.*(?:如下|以下|下列|通知|公告|规定|决定)[^、，,]{0,6}[:：]$)(?:各|有关|市|区|县|省|自治)[^。；;]{0,200}[:：]$"
)
_BODY_END = re.compile(rf"(?:{_BODIES})$")
_NAME = re.compile(r"^[一-鿿A-Z×（）()]{2,40}$")
_SALUTATION = re.compile(
    r"^(?!.*(?:如下|以下|下列|通知|公告|内容|事项|情况|要求|方案|意见|决定|研究))[^，。；;:：]{2,40}[:：]$"
)
_REMARK = re.compile(r"^[（(](?:此件|联系|公开|本文|信息公开).{1,80}[）)]$")
_DOCUMENT_NUMBER = re.compile(
    r"^>?\s*[（(]?(?:[一-鿿A-Z×]{1,12})?\s*[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*(?:第\s*)?\d{1,5}\s*号[）)]?"
    r"(?:[\s　]+签发人\s*[:：].{2,20})?$|^第\s*\d{1,4}\s*号令?$"
)
# Number of the copy, secrecy and urgency: the first lines by GB/T 9704.
_CLASSES = re.compile(r"^(?:\d{6}|特\s*急|加\s*急|平\s*急|(?:绝密|机密|秘密)(?:★.{0,8})?)$")
_LETTERHEAD = re.compile(rf"^[一-鿿A-Z×\s　]{{2,40}}(?:{_BODIES}|人大|政协|党委)\s*文\s*件$")
# The note under the title of a law: who passed, changed and published it when.
_HISTORY = re.compile(
    r"^[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日.{0,200}"
    r"(?:通过|修正|修订|公布|发布|施行|批准|生效)[^。；]{0,40}[）)]?$"
)
_RIDER = re.compile(
    r"^[（(【\[]?(?:责任|牵头|配合|负责|参与|主办|协办|实施|承办|支持|完成|时限|进度|联系)[一-鿿]{0,6}[:：]"
)
_ANNEX_LIST = re.compile(r"附件?\s*[:：]\s*\S")
_CLOSING = re.compile(
    r"^(?:本|此)(?:决定|办法|规定|意见|通知|方案|条例|细则|规划|计划|措施|政策|公告|通告|规则|规范)[^。]{0,12}自[^。]{2,40}起"
    r"(?:施行|实施|执行|生效)|^本[一-鿿]{1,8}由.{2,40}负责解释|^特此(?:通知|公告|通告|函告|批复|函复|报告)"
)
_APPENDIX = re.compile(r"^(?:名词解释|术语解释|结\s*语)$")
_PLAIN_HEADING = re.compile(r"^(名词解释|术语解释|导\s*言|前\s*言|引\s*言|序\s*言|绪\s*论|附\s*则|结\s*语|总\s*则)$")


def is_furniture(text: str) -> bool:
    """Whether the line belongs to the web page rather than to the document."""
    if _RULE.match(text):
        return True
    if len(text) > _FURNITURE_CHARACTERS or text.endswith(("。", "；", ";")) or len(read_labels(text)) > 1:
        return False
    return bool(_FURNITURE.search(text) or _BREADCRUMB.search(text) or _DATE_BAR.search(text))


def read_label(text: str) -> tuple[str, str] | None:
    """Split a line of a metadata block (发文字号：…) into label and value (empty when it stands on the next line)."""
    match = _LABEL.match(text)
    if not match:
        return None
    label = re.sub(r"\s", "", match.group(1))
    return (label, match.group(2).strip()) if label in LABELS else None


def read_labels(text: str) -> tuple[tuple[str, str], ...]:
    """Split a line with one or several labels side by side (发布日期：… 来源：…), if its first is known."""
    first = read_label(text)
    if not first:
        return ()
    starts = [match.start() for match in _NEXT_LABEL.finditer(text)]
    parts = [text[a:b].strip() for a, b in zip((0, *starts), (*starts, len(text)), strict=True)]
    pairs = [re.split(r"\s*[:：]\s*", part, maxsplit=1) for part in parts]
    return tuple((re.sub(r"\s", "", name), value) for name, value in pairs)


def unlabelled(text: str) -> str:
    """What a line in the front is by its form: a document number, a date, the history of a law; empty for others."""
    if is_date(text):
        return "日期"
    if _DOCUMENT_NUMBER.match(text):
        return "发文字号"
    if _LETTERHEAD.match(text):
        return "发文机关标志"
    if _CLASSES.match(text):
        return "密级和缓急"
    return "题注" if _HISTORY.match(text) else ""


def is_date(text: str) -> bool:
    """Whether the line is a date alone, also with 年月日 lost in copying (2015730)."""
    return bool(_DATE.match(text))


def is_organisation(text: str) -> bool:
    """Whether the line is the name of one or more issuing bodies and nothing else."""
    return bool(_ORGANISATION.match(text))


def is_title_part(text: str) -> bool:
    """Whether the line may be a line of a title: short, and no sentence."""
    return len(text) <= _TITLE_CHARACTERS and not _SENTENCE_MARKS.search(text)


def is_title_end(text: str) -> bool:
    """Whether a title of an official document ends here: with the kind of document."""
    return bool(_TITLE_END.search(text))


def is_addressee(text: str) -> bool:
    """Whether the line names whom the document goes to (主送机关)."""
    if not text.endswith((":", "：")) or len(text) > _ADDRESSEE_CHARACTERS:
        return False
    names = re.split("[、，,]", text[:-1])
    return bool(_EVERYONE.match(text)) or all(_NAME.match(name) and _BODY_END.search(name) for name in names)


def is_salutation(text: str) -> bool:
    """Whether a line directly below the title names one addressee (东岭市第三职业学校：)."""
    return bool(_SALUTATION.match(text))


def is_remark(text: str) -> bool:
    """Whether the line is a remark under the signature, as （此件公开发布）."""
    return bool(_REMARK.match(text))


def is_plain_heading(text: str) -> bool:
    """Whether the line is one of the headings that documents leave unnumbered."""
    return bool(_PLAIN_HEADING.match(text))


def is_rider(text: str) -> bool:
    """Whether the line adds to the item above it: who is responsible, by when."""
    return bool(_RIDER.match(text))


def is_closing(text: str) -> bool:
    """Whether the line closes the whole document: from when it is in force, or 特此通知."""
    return bool(_CLOSING.match(text))


def opens_appendix(text: str) -> bool:
    """Whether the line opens what stands behind a document without being an annex (名词解释)."""
    return bool(_APPENDIX.match(text))


def opens_annex_list(text: str) -> bool:
    """Whether the line names annexes behind 附件：, where an annex itself would begin a line of its own."""
    return bool(_ANNEX_LIST.match(text))
