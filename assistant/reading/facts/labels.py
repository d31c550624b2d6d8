"""What a document or its web page labels: 发文字号：…, 【发布日期】…, a label above its value, several on a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.facts.view import Line, View

# The labels of government web pages, of databases of laws, and of the front matter that offices add, by field.
_FIELDS = {
    "title": "标题 名称 文件名称 信息名称 文件标题 公文标题 法规标题 法规名称 政策名称",
    "document_number": "发文字号 文号 文件编号 发文文号 文件文号 文件字号 公文文号 发文号",
    "issuer": "发布机构 发文机关 发文机构 发文单位 制发机关 发布单位 发布机关 发布部门 制定机关 制定单位 颁布单位 "
    "颁布机关 印发机关 印发单位 公开主体",
    "issued": "成文日期 成文时间 发文日期 发文时间 签发日期 签发时间 生成日期 制发日期 通过日期",
    "printed": "印发日期 印发时间",
    "published": "发布日期 发布时间 公布日期 公布时间 公开日期 公开时间 颁布日期 颁布时间",
    "effective": "施行日期 施行时间 生效日期 生效时间 实施日期 实施时间 执行日期 执行时间",
    "expires": "失效日期 失效时间 废止日期 有效期至 有效期截止 有效期限 有效期",
    "status": "有效性 效力状态 时效性 文件状态 有效状态 是否有效 效力 文件有效性",
    "period": "规划期 规划期限 规划年限 规划期间",
    "addressees": "主送 主送机关 主送单位",
}
_OTHERS = (
    "索引号 信息索引号 主题 主题分类 主题词 分类 公文种类 信息分类 体裁分类 来源 信息来源 浏览次数 字体 作者 责任编辑 "
    "抄送 签发人 密级 紧急程度 文种 关键词 概述 内容概述 组配分类 服务对象 备案号 登记号 编号 发布人 访问量 点击数"
    " 更新时间 更新日期"
)
_FIELD_OF = {name: field for field, names in _FIELDS.items() for name in names.split()}
_GAP = r"[^\S\n]{0,8}"
_NAMES = "|".join(_GAP.join(name) for name in sorted([*_FIELD_OF, *_OTHERS.split()], key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:^|(?<=[\s|｜】\]；;，,（(*]))(?:[【\[]{_GAP}(?P<boxed>{_NAMES}){_GAP}[】\]]{_GAP}[:：]?"
    rf"|(?P<plain>{_NAMES}){_GAP}(?:[:：]|(?=[|｜])|$))"
)
_MAY_HOLD = re.compile("[:：|｜】]")
_BARE_CHARACTERS = 16
_LONGEST = 1_000
# The next label, known or not, ends a value; so do a bar and a wide gap.
_VALUE_END = re.compile(r"[|｜\t*]|[^\S\n]{3,}|[^\S\n](?=[一-鿿]{2,6}\s?[:：])|[；;]\s?(?=[一-鿿]{2,6}[:：])")
# Below the front, labels may be those of a form in an annex (有效期：…); only these are taken as the page's.
_BELOW = frozenset({"issued", "printed", "published", "status"})


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled value; ``text == document.text[start:end]``, one line of the document."""

    field: str
    text: str
    start: int
    end: int


def read_labels(view: View) -> list[Label]:
    """All labelled values at the edges of a document, in order; page furniture is read too."""
    found = [label for index in range(len(view.head)) for label in _at(view.head, index)]
    below = [label for index in range(len(view.foot)) for label in _at(view.foot, index)]
    return found + [label for label in below if label.field in _BELOW]


def _at(lines: Sequence[Line], index: int) -> Iterator[Label]:
    line = lines[index]
    if not _MAY_HOLD.search(line.text[:_LONGEST]) and len(line.text) > _BARE_CHARACTERS:
        return iter(())
    return _in_line(line, lines[index + 1] if index + 1 < len(lines) else None)


def is_label(text: str) -> bool:
    """Whether a line begins with a known label."""
    return bool(_LABEL.match(text))


def _in_line(line: Line, below: Line | None) -> Iterator[Label]:
    matches = list(_LABEL.finditer(line.text, 0, _LONGEST))
    for number, match in enumerate(matches):
        field = _FIELD_OF.get(re.sub(r"\s", "", match["boxed"] or match["plain"]))
        limit = matches[number + 1].start() if number + 1 < len(matches) else len(line.text)
        value = _value(line, match.end(), limit)
        if not value and match.end() >= len(line.text) and len(matches) == 1:
            value = below if below and not is_label(below.text) else None
        if field and value:
            yield Label(field, value.text, value.start, value.end)


def _value(line: Line, start: int, limit: int) -> Line | None:
    """The words between a label and what ends its value."""
    while start < limit and (line.text[start] in "|｜*" or line.text[start].isspace()):
        start += 1
    ending = _VALUE_END.search(line.text, start, limit)
    text = line.text[start : ending.start() if ending else limit].rstrip().rstrip("】]，,；;【[（(").rstrip()
    text = text if {"（", "("} & set(text) else text.rstrip("）)")
    return Line(line.start + start, line.start + start + len(text), text) if text else None
