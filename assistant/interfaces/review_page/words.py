"""The words and keys of the review page."""

from assistant.evaluation.review.adjudication import Standing
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict
from assistant.interfaces.html import Html, element, join
from assistant.records import Verdict

HUMAN = {
    HumanVerdict.SUPPORTED: "支持",
    HumanVerdict.PARTIAL: "部分",
    HumanVerdict.UNSUPPORTED: "不支持",
    HumanVerdict.UNCLEAR: "无法判断",
}
HUMAN_MEANINGS = {
    HumanVerdict.SUPPORTED: "句中所说的，条款里都有",
    HumanVerdict.PARTIAL: "条款只说了其中一部分",
    HumanVerdict.UNSUPPORTED: "条款没有说，或说的不一样",
    HumanVerdict.UNCLEAR: "只看这一条判断不了",
}
HUMAN_KEYS = dict(zip(HumanVerdict, "1234", strict=True))
ERRORS = {
    ErrorType.WRONG_CLAUSE: "错引",
    ErrorType.MISSING_CITATION: "漏引",
    ErrorType.NEEDLESS_CITATION: "过引",
    ErrorType.MISATTRIBUTED: "张冠李戴",
    ErrorType.WRONG_NUMBER: "数字错误",
}
ERROR_MEANINGS = {
    ErrorType.WRONG_CLAUSE: "该引另一条，引的不是说这件事的条款",
    ErrorType.MISSING_CITATION: "需要依据的内容没有引用，或少引了一条",
    ErrorType.NEEDLESS_CITATION: "引了用不着的条款",
    ErrorType.MISATTRIBUTED: "把甲地、甲单位的规定说成乙的",
    ErrorType.WRONG_NUMBER: "数字、单位、比例或年份与条款不符",
}
ERROR_KEYS = dict(zip(ErrorType, "qwert", strict=True))
STANDINGS = {
    Standing.OPEN: "未核查",
    Standing.SINGLE: "一人核查",
    Standing.AGREED: "一致",
    Standing.DISPUTED: "待裁定",
    Standing.SETTLED: "已裁定",
}
# The colours of chips by what they say.
HUMAN_TONES = {
    HumanVerdict.SUPPORTED: "good",
    HumanVerdict.PARTIAL: "fair",
    HumanVerdict.UNSUPPORTED: "bad",
    HumanVerdict.UNCLEAR: "type",
}
AUTOMATIC_TONES = {Verdict.SUPPORTED: "good", Verdict.PARTIAL: "fair", Verdict.UNSUPPORTED: "bad"}


def name_of_questions(count: int) -> str:
    """What a set of answers to so many questions is called where nobody names it."""
    return f"{count} 个问题"


def label_chip(verdict: HumanVerdict, error: ErrorType | None) -> Html:
    """A verdict with its error, each a text of its own."""
    wrong = join(" · ", element("span", ERRORS[error])) if error else None
    return element("span", element("span", HUMAN[verdict]), wrong, class_=f"chip {HUMAN_TONES[verdict]}")
