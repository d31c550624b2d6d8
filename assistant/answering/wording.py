"""The one wording of refusals, of failures of the model, and of what is told of cited documents.

Shared by code, pages and tests. The pages say it in English by the names of the slots: those with an s behind hold
several names, with "、" between.
"""

from collections.abc import Sequence

from assistant.errors import Failure
from assistant.records import Query, Reason, Scope

OPENING = "抱歉，无法回答："
_REASONS = {
    Reason.BAD_QUESTION: "问题为空或过长，请改写后重试。",
    Reason.EMPTY_CORPUS: "文档库是空的，请先放入文件并建立索引。",
    Reason.EMPTY_SCOPE: "没有文件同时符合所选的地区、文件和日期，请放宽筛选条件。",
    Reason.OFF_TOPIC: "这里只回答已收录文件中的内容，请就文件提问。",
    Reason.TOO_BROAD: "问题太宽，请写明想了解的事项，例如某项补贴、指标或责任单位。",
    Reason.NO_SUCH_PLACE: "文档库中没有{places}的文件。现有{held_places}的文件。",
    Reason.NO_SUCH_DOCUMENT: "文档库中没有{titles}。",
    Reason.NO_SUCH_CLAUSE: "文件中没有{clauses}。",
    Reason.NOT_FOUND: "在已收录的文件中没有找到与这个问题相关的条款。",
    Reason.OUTSIDE_PERIOD: "找到了相近的条款，但其中没有{years}年的规定。",
    Reason.NOT_STATED: "找到了相近的条款，但原文没有写明所问的数额、责任单位或其他信息。",
    Reason.UNSUPPORTED: "生成的内容未能在条款中得到印证，已不采用。",
}
ASKING = "如需回答，请补充："
# What would have to be in the corpus to answer; nothing where no document would help.
_NEEDED = {
    Reason.NO_SUCH_PLACE: "{places}的相关政策文件",
    Reason.NO_SUCH_DOCUMENT: "{titles}的全文",
    Reason.NO_SUCH_CLAUSE: "载有{clauses}的文件全文",
    Reason.NOT_FOUND: "{asked_places}写明「{topic}」的文件",
    Reason.OUTSIDE_PERIOD: "{asked_places}适用于{years}年的规划、计划或统计公报",
    Reason.NOT_STATED: "{asked_places}就「{topic}」写明具体数额或信息的实施细则、申报通知或办事指南",
    Reason.UNSUPPORTED: "{asked_places}写明「{topic}」的文件",
}


def needed(reason: Reason, query: Query) -> str:
    """What document would be needed to answer a declined question; empty where none would help."""
    scope = query.scope
    topic = (query.topic or query.standalone).strip("，,。？?！! ")
    return _NEEDED.get(reason, "").format(
        places="、".join(scope.unknown_places),
        asked_places="、".join(scope.places),
        years="、".join(scope.years),
        titles="、".join(scope.unknown_titles),
        clauses="、".join(scope.unknown_clauses),
        topic=topic,
    )


def asking_for(document: str) -> str:
    """The line that tells what document would be needed; empty where none would help."""
    return f"{ASKING}{document}。" if document else ""


_FAILURES = {
    Failure.UNKNOWN: "语言模型没有回答",
    Failure.TIMEOUT: "语言模型超时，没有答完",
    Failure.BUSY: "语言模型服务限流，请稍后再问",
    Failure.UNREACHABLE: "无法连接语言模型",
    Failure.BROKEN: "语言模型的回答中断",
    Failure.FORMAT: "语言模型返回的内容格式错误",
    Failure.FAULT: "语言模型服务出错",
    Failure.REFUSED: "语言模型服务拒绝了请求，请检查模型的设置",
}
_QUOTED_INSTEAD = "{failures}，以下直接引用原文。"
CUT_SHORT = "语言模型的回答超过长度上限，没有写完的一句已略去。"
_BORROWED = "{places}的文件中没有找到规定，以下依据{others}的文件。"
_EXPIRED = "{title}已于{day}失效。"
_REPLACED = "{title}已被{newer}取代。"
_LAPSED = "{title}已失效。"
_REPEALED = "{title}已废止。"
_STATUS = "{title}的有效性为“{status}”。"
_PERIOD_OVER = "{title}的规划期（{period}）已经结束。"


def failed(failure: Failure) -> str:
    """The sentence that tells in what way the language model failed, and what stands in for it."""
    return quoted_instead(_FAILURES[failure])


def quoted_instead(failure: str) -> str:
    """The sentence that tells why the clauses are quoted."""
    return _QUOTED_INSTEAD.format(failures=failure)


TOO_LONG = quoted_instead("问题太长，语言模型读不下")
UNPROVEN = quoted_instead("语言模型的表述未能在条款中得到印证")


def borrowed(places: Sequence[str], others: Sequence[str]) -> str:
    """The sentence that tells whose documents are cited where those of the places asked about say nothing."""
    return _BORROWED.format(places="、".join(places), others="、".join(others))


def expired(title: str, day: str) -> str:
    """The sentence that tells that a document has expired."""
    return _EXPIRED.format(title=title, day=day)


def replaced(title: str, newer: str) -> str:
    """The sentence that tells that a document has given way to another."""
    return _REPLACED.format(title=title, newer=newer)


def lapsed(title: str) -> str:
    """The sentence that tells that a document has lapsed, nobody says when."""
    return _LAPSED.format(title=title)


def repealed(title: str) -> str:
    """The sentence that tells that a document was repealed."""
    return _REPEALED.format(title=title)


def has_status(title: str, status: str) -> str:
    """The sentence that tells how a document stands in words of the catalogue."""
    return _STATUS.format(title=title, status=status)


def period_over(title: str, period: str) -> str:
    """The sentence that tells that the years that a document plans for are over."""
    return _PERIOD_OVER.format(title=title, period=period)


def refusal(reason: Reason, scope: Scope, held: tuple[str, ...] = ()) -> str:
    """The text of a refusal; ``held`` lists the places of the corpus, for questions on other places."""
    filled = _REASONS[reason].format(
        places="、".join(scope.unknown_places),
        held_places="、".join(held) or "其他地方",
        years="、".join(scope.years),
        titles="、".join(scope.unknown_titles),
        clauses="、".join(scope.unknown_clauses),
    )
    return OPENING + filled
