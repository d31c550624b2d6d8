"""Whether a document is in force, and which documents it puts out of force: two things that 废止 may mean."""

import re
from collections.abc import Iterator, Sequence

from assistant.reading.facts.citations import Citation, is_quoted, numbers_in, titles_in
from assistant.reading.facts.confidence import LABELLED, PART, PLACED
from assistant.reading.facts.labels import Label
from assistant.reading.facts.sentences import Sentence, occurrences, sentence_at
from assistant.reading.facts.titles import ends_like_title
from assistant.reading.facts.view import View
from assistant.records import Fact

_TRIAL = re.compile(
    r"[（(](试\s?行|暂\s?行)[^（()）]{0,10}[）)]|(试行|暂行)(?:办法|条例|规定|细则|规则|方案|标准|意见|措施|制度)"
)
_SELF = r"(?:该|本|此)(?:文件?|件|办法|规定|通知|意见|条例)"
_STATE = r"(?P<{}>废止|失效|修改|停止执行)"
_STAMP = re.compile(
    rf"[【\[（(]\s*(?:{_SELF})?\s*(?:现?已经?被?|被)?{_STATE.format('boxed')}\s*[】\]）)]"
    rf"|^(?:{_SELF}\s*(?:现?已经?被?|被)?|现?已经?被?){_STATE.format('alone')}[。！]?$"
)
_STATED = re.compile(r"效|废止|[修试]|现行|执行|^[是否]$")
_STATES = {"废止": "已废止", "失效": "失效", "修改": "已修改", "停止执行": "失效"}
_YES = {"是": "有效", "否": "失效", "已失效": "失效", "废止": "已废止", "已修订": "已修改"}
_ENDINGS = ("废止", "停止执行", "停止使用", "停止施行", "不再执行", "失效", "终止执行")
# What may stand between the documents and 废止 where this document is the one that does it.
_ABOLISHES = re.compile(
    r"(?:同时|同步|一并|即行|自行|相应|随之|均|予以|全部|全文|自动|也|亦|即|现|一律|从其|起)\s?(?:予以|自动|一并)?\s?$"
    r"|(?:施行|实施|印发|发布|生效|执行|公布)(?:之日|后)[起后]?，?\s?$|决定\s?$|之?日起\s?$"
)
_ABOLISHES_NEXT = re.compile(r"(?:^|[，,、.．）)]|条|同时|决定|予以|宣布|现|一并)\s?$")
_TELLS = re.compile(r"已[经于被在][^》]*$")
_REPLACES = re.compile(r"(?:替代|代替|取代)\s?(?:原|原来的)?\s?(?=《)")
_LISTED = re.compile(r"(?:废止|失效)[^。；\n《]{0,20}[：:]\s*$")
_ABOLISHING_TITLE = re.compile(r"废止|失效")
_MOST = 100


def status_facts(view: View, labels: Sequence[Label], titles: Sequence[Fact]) -> list[Fact]:
    """What the document or its page says of its validity, best first."""
    found = [_labelled(label) for label in labels if label.field == "status" and _STATED.search(label.text)]
    found += [*_stamped(view), *(fact for title in titles[:1] for fact in _trial(view, title))]
    return sorted(found, key=lambda fact: -fact.confidence)


def replaces_facts(view: View, titles: Sequence[Fact]) -> list[Fact]:
    """The documents that this one abolishes or replaces, in order, each once; licences and the like are none."""
    found: dict[str, Fact] = {}
    replaced = [c for c in _replaced(view, titles) if ends_like_title(c.value) or c.number or "〔" in c.value]
    for citation in sorted(replaced, key=lambda citation: citation.start):
        found.setdefault(citation.value, Fact("replaces", citation.value, citation.start, citation.end, PLACED))
    return list(found.values())


def _labelled(label: Label) -> Fact:
    return Fact("status", _YES.get(label.text, label.text), label.start, label.end, LABELLED)


def _stamped(view: View) -> Iterator[Fact]:
    """A line or a mark in the title that says the document itself is no longer in force: 【已废止】, 该文件已失效."""
    for line in (*view.front, *view.tail):
        match = _STAMP.search(line.text) if len(line.text) <= 60 else None
        if match and not is_quoted(line.text, match.start()):
            start, end = match.span()
            state = _STATES[match["boxed"] or match["alone"]]
            yield Fact("status", state, line.start + start, line.start + end, PLACED)
            return


def _trial(view: View, title: Fact) -> Iterator[Fact]:
    """What the title says of a trial: its own words, not those of a document that it cites."""
    text = view.text[title.start : title.end] or title.value
    match = _TRIAL.search(text)
    if match and not is_quoted(text, match.start()):
        start, end = match.span(1 if match[1] else 2)
        state = re.sub(r"\s", "", text[start:end])
        yield Fact("status", state, *((title.start + start, title.start + end) if title.end else (0, 0)), PART)


def _replaced(view: View, titles: Sequence[Fact]) -> Iterator[Citation]:
    for word in _ENDINGS:
        for position in occurrences(view.text, word, _MOST):
            if position > view.body or not _is_history(view, position):
                yield from _at(view, position, word, titles)
    for match in _REPLACES.finditer(view.text):
        yield from list(titles_in(view.text, match.end(), match.end() + 250))[:1]


def _is_history(view: View, position: int) -> bool:
    """Whether the word stands in the history under a title: 根据《关于修改和废止…的决定》修正."""
    line = view.line_at(position)
    return line is not None and bool(re.search(r"修[正订改]\s*[）)]?$", line.text))


def _at(view: View, position: int, word: str, titles: Sequence[Fact]) -> Iterator[Citation]:
    if is_quoted(view.text, position):
        return
    sentence = sentence_at(view.text, position)
    before = view.text[sentence.start : position]
    behind = view.text[position + len(word) : position + len(word) + 2].lstrip()
    if behind.startswith("《") and _ABOLISHES_NEXT.search(before):
        yield from titles_in(view.text, position, sentence.end)
    elif titles and _ABOLISHING_TITLE.search(titles[0].value) and _LISTED.search(view.text[position : sentence.end]):
        yield from _list_below(view, sentence)
    elif _ABOLISHES.search(before) and not _TELLS.search(before):
        yield from _subject(view.text, sentence, position)


def _subject(text: str, sentence: Sentence, position: int) -> Iterator[Citation]:
    """The titles that the clause names which ends with 废止; else its numbers."""
    start = sentence.start
    titles = list(titles_in(text, start, position))
    # What stands before a comma and a reason (根据《…》，) is not abolished.
    reasons = [match.end() for match in re.finditer(r"(?:根据|依据|按照|依照)[^，,]{0,120}[，,]", text[start:position])]
    begin = start + (reasons[-1] if reasons else 0)
    kept = [citation for citation in titles if citation.start >= begin]
    yield from kept or numbers_in(text, begin, position)


def _list_below(view: View, sentence: Sentence) -> Iterator[Citation]:
    """The documents listed under 废止下列文件：, each the first of its line."""
    position = sentence.end
    for _ in range(_MOST):
        line = view.line_at(position + 1) if position + 1 < len(view.text) else None
        first = next(titles_in(view.text, line.start, min(line.end, line.start + 250)), None) if line else None
        if not line or not first or first.start - line.start > 30:
            return
        yield first
        position = line.end
