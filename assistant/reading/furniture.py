"""What a line is when it carries no numbering: page furniture, metadata, title, addressee, date, signature."""

import re

_FURNITURE = re.compile(
    r"扫一扫|^无障碍(?:浏览|阅读|版|模式|\s|$)|简体\s*[|｜]\s*繁体|返回顶部|网站地图|网站首页|版权所有|ICP备|公网安备|^(打印|关闭|分享|收藏|复制|下载)"
    r"(本页|窗口|页面|到)?[】\]]?$|字体\s*[:：]|^(上|下)一篇|^(责任)?编辑\s*[:：]|^审核\s*[:：]|(浏览|点击|阅读)(次数|量|数)"
    r"|^[-*_—–=]{3,}$|当前位置|所在位置|^首页\s*[>＞»]"
)
_BREADCRUMB = re.compile(r"\S\s*[>＞»]\s*\S.*[>＞»]\s*\S")
_DATE_BAR = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天]$")
_FURNITURE_CHARACTERS = 80

LABELS = frozenset(
    "名称 标题 索引号 信息索引号 发布机构 发文机关 发文机构 发文单位 制发机关 公开主体 发文字号 文号 主题 "
    "主题分类 主题词 分类 成文日期 发文日期 发布日期 印发日期 公开日期 生成日期 施行日期 生效日期 有效性 效力状态 "
    "公文种类 信息分类 体裁分类 来源 信息来源 发布时间 时间".split()
)
_LABEL = re.compile(r"^([一-鿿][一-鿿\s　]{0,14}[一-鿿])\s*[:：]\s*(.*)$")

_DATE = re.compile(
    r"^[（(]?(?:\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月"
    r"(?:[一二三四五六七八九十]{1,3}日)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|(?:19|20)\d{3,6})[）)]?$"
)
_ORGANISATION = re.compile(
    r"^[一-鿿（）()·、\s　]{2,60}(人民政府|办公室|办公厅|委员会|管委会|局|厅|部|党组|法院|检察院)$"
)
_TITLE_END = re.compile(
    r"(规划|纲要|意见|通知|办法|方案|条例|规定|决定|计划|细则|措施|公告|通告|批复|函|报告|政策|清单|规则|规程|准则"
    r"|法|解释)"
    r"\s*([（(][^（()）]{1,30}[）)])?$"
)
_SENTENCE_MARKS = re.compile(r"[。；;！？!?]|[：:，,、]$")
_TITLE_CHARACTERS = 60
_ADDRESSEE = re.compile(r"^(各|有关|市|区|县|省|自治).{0,150}[:：]$")
_REMARK = re.compile(r"^[（(]此件.{1,20}[）)]$")
_PLAIN_HEADING = re.compile(r"^(导\s*言|前\s*言|引\s*言|序\s*言|绪\s*论|附\s*则|结\s*语|总\s*则)$")


def is_furniture(text: str) -> bool:
    """Whether the line belongs to the web page rather than to the document."""
    if len(text) > _FURNITURE_CHARACTERS or text.endswith(("。", "；", ";")):
        return False
    return bool(_FURNITURE.search(text) or _BREADCRUMB.search(text) or _DATE_BAR.search(text))


def read_label(text: str) -> tuple[str, str] | None:
    """Split a line of a metadata block (发文字号：…) into label and value (empty when it stands on the next line)."""
    match = _LABEL.match(text)
    if not match:
        return None
    label = re.sub(r"\s", "", match.group(1))
    return (label, match.group(2).strip()) if label in LABELS else None


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
    return bool(_ADDRESSEE.match(text))


def is_remark(text: str) -> bool:
    """Whether the line is a remark under the signature, as （此件公开发布）."""
    return bool(_REMARK.match(text))


def is_plain_heading(text: str) -> bool:
    """Whether the line is one of the headings that documents leave unnumbered."""
    return bool(_PLAIN_HEADING.match(text))
