"""The words of the page: what scores, kinds of question and failures are called, and how numbers are written."""

from dataclasses import dataclass

from assistant.evaluation.bootstrap import Estimate
from assistant.evaluation.outcomes import Outcome
from assistant.interfaces.labels import ANSWERERS, REASONS, VERDICTS


@dataclass(frozen=True, slots=True)
class Words:
    """A name in both languages, and in a sentence what it means."""

    chinese: str
    english: str
    meaning: str = ""


SCORES = {
    "passed": Words("全部做对", "Passed", "应答的问题已作答、说全关键事实并引到全部依据；不应答的问题已拒答"),
    "recall@1": Words("首位召回", "Recall@1", "依据中由第 1 条检索结果满足的份额；依据有两条的问题最多得一半"),
    "recall@5": Words("前五召回", "Recall@5", "依据中由前 5 条检索结果满足的份额"),
    "recall@10": Words("前十召回", "Recall@10", "依据中由前 10 条检索结果满足的份额"),
    "mrr": Words("平均倒数名次", "MRR@10", "第一条满足任一依据的结果的名次的倒数；前十中没有则为零"),
    "ndcg@10": Words("归一化折损增益", "nDCG@10", "每条依据首次出现计 1 分，按名次折损，再除以最好排法的得分"),
    "answered": Words("应答已答", "Answered", "有答案的问题中没有被拒答的份额"),
    "key_facts": Words("关键事实", "Key facts", "回答说全了每一项关键事实的问题的份额"),
    "declined": Words("应拒已拒", "Declined", "没有答案的问题中被拒答的份额"),
    "reason_right": Words("拒答理由正确", "Right reason", "写明了理由的无答案问题中，拒答且理由相符的份额"),
    "citation_recall": Words("引文召回", "Citation recall", "依据中由所引条款满足的份额；没有作答计零"),
    "citation_precision": Words("引文精确", "Citation precision", "所引条款中满足某条依据的份额，仅计有引文的回答"),
    "wrong_document": Words("引错文件", "Wrong document", "所引条款中不属于依据所在文件的份额；越低越好"),
    "supported": Words("句子有据", "Supported", "回答的句子中判为“支持”的份额"),
    "distractor_first": Words("干扰居首", "Distractor first", "检索结果第 1 条来自干扰文件的问题的份额；越低越好"),
    "distractor_cited": Words("引用干扰", "Distractor cited", "引用了干扰文件的问题的份额；越低越好"),
}  # fmt: skip
GROUPS = (
    (Words("检索", "Retrieval"), ("recall@1", "recall@5", "recall@10", "mrr", "ndcg@10", "distractor_first")),
    (Words("回答与拒答", "Answers and declining"), ("passed", "key_facts", "answered", "declined", "reason_right")),
    (
        Words("引文", "Citations"),
        ("citation_recall", "citation_precision", "wrong_document", "supported", "distractor_cited"),
    ),
)
_NO_SHARES = frozenset({"mrr", "ndcg@10"})
_KINDS = {
    "fact": "事实", "table": "指标表", "responsible_unit": "责任单位", "list": "列举", "measure": "支持措施",
    "definition": "定义", "comparison": "比较", "colloquial": "口语", "typo": "错别字", "follow_up": "追问",
    "reference": "条文引用", "metadata": "文件信息", "unanswerable": "无答案", "": "未分类",
}  # fmt: skip
# Why a question was not passed, in the order in which they are told.
FAILURES = {
    "refused": Words("误拒", "Refused", "有答案却拒答"),
    "answered": Words("应拒未拒", "Not declined", "没有答案却作答"),
    "facts": Words("缺事实", "Facts missing", "回答没有说全关键事实"),
    "citation": Words("缺引文", "Citation missing", "有依据没有被引用"),
}


def kind_words(kind: str) -> str:
    """What a kind of question is called; one's own kinds keep their name."""
    return _KINDS.get(kind, kind)


def reason_words(reason: str) -> str:
    """What a reason for declining is called."""
    return next((words for known, words in REASONS.items() if known == reason), reason)


def answerer_words(answerer: str) -> str:
    """What an answerer is called."""
    return ANSWERERS.get(answerer, answerer)


def verdict_words(verdict: str) -> str:
    """What a verdict is called."""
    return next((words for known, words in VERDICTS.items() if known == verdict), verdict)


def failures(outcome: Outcome) -> tuple[str, ...]:
    """The failures of a question by name; none where it is passed."""
    scores = outcome.scores
    if outcome.answerable and outcome.abstained:
        return ("refused",)
    held = {
        "answered": scores.get("declined") == 0,
        "facts": scores.get("key_facts", 1) < 1,
        "citation": scores.get("citation_recall", 1) < 1,
    }
    return tuple(name for name, holds in held.items() if holds)


def number(name: str, value: float) -> str:
    """A score as it is shown: shares in per cent, the others to three places."""
    return f"{value:.3f}" if name in _NO_SHARES else f"{value:.1%}"


def interval(name: str, found: Estimate) -> str:
    """The interval of a score as it is shown."""
    if name in _NO_SHARES:
        return f"{found.low:.3f}–{found.high:.3f}"
    return f"{found.low * 100:.1f}–{found.high * 100:.1f}%"


def signed(name: str, value: float) -> str:
    """A change of a score: percentage points for shares, and no sign where nothing is left of it."""
    shown = f"{value:+.3f}" if name in _NO_SHARES else f"{value * 100:+.1f}"
    return shown.replace("-", "−") if any(digit in "123456789" for digit in shown) else "0"


def seconds(value: float) -> str:
    """A time as it is shown, in milliseconds where it is short."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"
