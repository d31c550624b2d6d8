"""What the names (tag, role, id, classes) of a container and the words of a line say of page furniture.

The names are those that web frameworks and the editors of Chinese sites commonly give; they only suggest, the
content decides.
"""

import re

from assistant.reading.furniture import is_furniture
from assistant.reading.numbering import read_marker

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEFORE = r"(?<![a-z])(?:y|site|page|main|top|web|common|public|index|the)?"
_AFTER = r"(?:bar|box|list|con|wrap|wrapper|inner|area|left|right|btn|nr|div)?s?(?![a-z])"
_HINTS = tuple(
    (detail, re.compile(rf"{_BEFORE}(?:{words}){_AFTER}"))
    for detail, words in (
        ("navigation", "(?:sub|left|side|head|foot)?(?:nav|navi|navigation|menu|daohang)"),
        ("breadcrumb", "breadcrumb|bread|crumb|weizhi|dqwz|mbx|curpos|position|location|localtion|place|path"),
        ("footer", "footer|foot|copyright|contentinfo|yejiao|banquan|(?<![a-z_-])bottom"),
        ("share", "share|bdsharebutton|bdshare|jiathis|fenxiang|social|toolbar|tool|print|dayin|fontsize|zihao"
         "|qr[-_]?code|ewm|erweima"),
        ("related", "relate|related|relation|relevant|recommend|recommendation|tuijian|xgyd|xgxw|xgwj|xgzc|xgjd|xglj"
         "|hot|rank|ranking|yqlj|friendlink|link"),
        ("comments", "comment|pinglun|disqus|reply|changyan|liuyan"),
        ("sidebar", "sidebar|aside|side|complementary"),
        ("search", "search|sousuo"),
        ("pagination", "pagination|pager|fenye|prevnext|prenext"),
        ("header", "header|head|banner|logo|masthead|login|signin|(?<![a-z_-])top"),
    )
)  # fmt: skip
_MAIN = re.compile(
    r"(?<![a-z])(?:main|content|article|articlebody|zoom|zoomcon|trs_?editor(?:_?view)?|trs_?ueditor|ucap[-_]content"
    r"|js_content|rich_media_content|pages_content|ivs_content|wenzhang[-_]content|custom_unionstyle|view[-_]trs"
    r"|(?:art|arti|article|content|con|doc|text|detail|news|page|info|xl|zw)"
    r"[-_]?(?:content|con|text|main|body|detail|txt|cont))(?![a-z])"
)
# Words that documents use as well count only as a whole line or with their colon.
_TOOL = re.compile(
    r"扫一扫|扫描?(?:上方|下方)?二维码关注|网站支持IPv6|简体\s*[|｜]?\s*繁[体體]|返回(?:顶部|首页)$|回顶部$|^(?:网站地图|网站首页)(?!建)"
    r"|设为首页|加入收藏|版权所有(?![者人权])|ICP备|公网安备|网站标识码|Copyright|©|技术支持\s*[:：]|推荐使用.{0,20}浏览器"
    r"|建议使用.{0,30}(?:分辨率|浏览器)|(?:当前|所在|现在的)位置\s*[:：]|^分享[到至]|^(?:我要纠错|智能问答|一网通查|我?为?政府网站找错)$"
    r"|^(?:无障碍|长者|适老)(?:浏览|阅读|模式|版|助手)?$"
    r"|^[【\[]?\s*(?:打印|关闭|分享|收藏|复制|下载|纠错)(?:本页|窗口|页面|到|本文)?\s*[】\]]?$|^(?:上|下)一[篇条页]"
    r"|^(?:责任)?编辑\s*[:：]|^[【\[]?\s*字(?:体|号)\s*(?:[:：]|[\[【]?\s*(?:特?大|放大))"
    r"|^(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]?\s*\d*\s*次?$|^(?:首页|登录|注册|阅读原文|阅读|在看|点赞|搜索|检索|更多|更多>+|繁体|简体|English)$"
    r"|^(?=.*(?:[上下]一?页|[末尾]页))[\d\s.…<>«»|首末尾上下一页到第共条]+$",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"版权所有(?![者人权])|ICP备|公网安备|网站标识码|Copyright|©|技术支持\s*[:：]|^网站地图", re.I)
_RELATED = re.compile(
    r"^[【\[]?\s*(?:相关|推荐|热门|热点|延伸|猜你|更多|友情|最新|往期|关联)(?!附件|单位|部门)[^，。；]{0,12}$|^(?:上|下)一[篇条页]"
)
# A fact about the document on the same line keeps the line.
_FACT = re.compile(
    r"(?:索引号|文号|字号|机[关构]|来源|日期|时间|有效性)\s*[:：]\s*\S"
    r"|\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}(?!\d)(?!\s*日?\s*星期)"
)
_LONGEST_TOOL = 80


def hint_of(names: str) -> str:
    """The kind of furniture that the names of a container suggest, or nothing."""
    plain = _CAMEL.sub("-", names).lower()
    return next((detail for detail, pattern in _HINTS if pattern.search(plain)), "")


def is_main_name(names: str) -> bool:
    """Whether the names of a container are those that editors give to the text of the document."""
    return bool(_MAIN.search(_CAMEL.sub("-", names).lower()) or _MAIN.search(names.lower()))


def is_tool(text: str) -> bool:
    """Whether a line belongs to the site: a switch, a counter, a notice of rights; facts on the line keep it."""
    if len(text) > _LONGEST_TOOL or text.endswith(("。", "；")):
        return bool(_FOOTER.search(text)) and len(_FOOTER.findall(text)) > 1
    is_named = bool(_TOOL.search(text)) or is_furniture(text)
    return is_named and not _FACT.search(text) and read_marker(text) is None


def is_footer(text: str) -> bool:
    """Whether a line stands at the foot of sites: rights, licences, who runs the site."""
    return bool(_FOOTER.search(text))


def is_related_heading(text: str) -> bool:
    """Whether the links below a line lead to other pages of the site (相关阅读, 推荐, 下一篇)."""
    return bool(_RELATED.search(text))
