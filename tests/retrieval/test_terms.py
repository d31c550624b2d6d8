import pytest

from assistant.retrieval.scope.times import years
from assistant.retrieval.terms import ASKING, topic_words


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("贷款贴息目标是多少件？", ("贷款", "贴息")),
        ("知识产权质押融资有哪些支持？", ("知识", "产权", "知识产权", "质押", "融资", "支持")),
        ("ＰＣＴ申请量", ("pct", "申请", "申请量")),
        ("保护保护再保护", ("保护",)),
        ("2025年专利", ("专利",)),
        ("请问有哪些？", ()),
        ("主要目标是什么？", ("主要", "目标")),
        ("专利的主要目标是什么？", ("专利",)),
        ("2020年是多少？", ()),
        ("为什么？", ()),
        ("", ()),
    ],
)
def test_topic_words(question: str, expected: tuple[str, ...]) -> None:
    assert topic_words(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("到2025年和2020年各是多少", ("2025", "2020")),
        ("2025年比2025年", ("2025",)),
        ("十四五时期", ()),
        ("津静海政发20221号", ()),
        ("1850年", ()),
        ("１９９９年", ("1999",)),
        ("二〇二五年和二○三五年", ("2025", "2035")),
        ("达到18000万元", ()),
    ],
)
def test_years(question: str, expected: tuple[str, ...]) -> None:
    assert years(question) == expected


def test_the_words_that_ask_are_words() -> None:
    assert all(word and word == word.strip() for word in ASKING)
    assert not {"专利", "商标", "保护", "奖励", "责任", "单位"} & ASKING
