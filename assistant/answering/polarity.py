"""Yes or no: what a clause says to a question that can be answered so, in the question's own terms.

Only what is plain is said: a clause that explores, studies or tries something out neither promises nor denies it.
"""

import re

from assistant.answering.choice import Chooser

_QUESTION = re.compile(
    r"吗[?？。]?$|是否|是不是|有没有|有无|能不能|可不可以|可以不可以|会不会|要不要|需不需要|用不用|算不算|能否|可否"
)
# 有, 能, 要 and 用 ask nothing where they are part of a word: 有限公司, 所有, 人工智能, 主要, 信用.
_HAVE = "(?<![所拥私持具享只])(?<!国(?=有[企资独控土]))有(?![限关效机色害])"
_CAN, _MUST = (
    "(?<![智功性职技产动潜])能(?![源力量耗效])",
    "(?<![主重首])要(?![求素点件约])|(?<![信适使利专费])用(?![户地途品电水])",
)
# What is asked for, with the words for yes and no; the first that stands in the question decides.
_TERMS = (
    (re.compile(rf"有没有|有无|{_HAVE}[^，。？?]{{1,20}}吗|还[^，。？?]{{1,20}}吗"), ("有", "没有")),
    (re.compile(rf"能不能|可不可以|可以|能否|可否|{_CAN}[^，。？?]{{1,20}}吗|允许|准许"), ("可以", "不可以")),
    (re.compile(rf"需不需要|要不要|用不用|需要|必须|(?:{_MUST})[^，。？?]{{1,20}}吗"), ("需要", "不需要")),
    (re.compile(r"是不是|是[^，。？?]{1,20}吗|算不算"), ("是", "不是")),
)
_OTHER = ("是", "否")
_NOT_NEEDED = re.compile(r"免(?:收|征|交|缴|除|予|费|于)|无需|无须|不需要?|不必|不用|不收|不再")
_DENIED = re.compile(
    r"取消|停止|暂停|中止|终止|废止|不再|不予|不得|不准|不许|不能|不可(?!或缺|分)|禁止|严禁|不允许|不享受|不适用|除外"
)
_OPEN = re.compile(
    r"探索|研究|试点|试行|争取|力争|推动|推进|逐步|适时|条件成熟|有条件|鼓励|引导|原则上|除外|但|可视|酌情"
)
_DENIES = re.compile(r"不(?![断同仅少足])|没(?!有[^，。？?]{0,20}吗)|取消|禁止|停止|免")
_LEAST_SHARE = 0.6
_PART = re.compile(r"[^,，;；。]+")


def answers_yes_or_no(question: str) -> bool:
    """Whether a question can be answered with yes or no."""
    return bool(_QUESTION.search(question.strip()))


def lead(question: str, sentence: str, chooser: Chooser) -> str:
    """The yes or no that a sentence of a clause gives, in the terms of the question; empty where it is not plain.

    A denial counts where it stands in the part of the sentence that says most on the question.
    """
    asked = re.sub(r"有没有|能不能|可不可以|会不会|要不要|需不需要|是不是|用不用|算不算", "", question)
    if not answers_yes_or_no(question) or _DENIES.search(asked):
        return ""
    yes, no = next((words for pattern, words in _TERMS if pattern.search(question)), _OTHER)
    part = max(_PART.findall(sentence) or [sentence], key=lambda part: (round(chooser.weight(part), 3), -len(part)))
    share = chooser.topic.share(part) if chooser.topic.words else 0.0
    denied = (_NOT_NEEDED if yes == "需要" else _DENIED).search(part)
    if denied and share > 0:
        return no
    is_plain = share >= _LEAST_SHARE and not _OPEN.search(part) and not _DENIED.search(sentence)
    return yes if is_plain and not _NOT_NEEDED.search(part) else ""
