"""Example questions that the loaded documents can answer, made from their places and their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records import ClauseTree


@dataclass(frozen=True, slots=True)
class Topic:
    """A question on any place whose document holds ``words``."""

    words: str
    question: str


TOPICS = (
    Topic("质押融资", "{place}对知识产权质押融资有哪些支持措施？"),
    Topic("发明专利拥有量", "{place}每万人口发明专利拥有量的目标是多少？"),
    Topic("维权援助", "{place}的企业可以得到哪些维权援助？"),
    Topic("奖励", "{place}有哪些奖励政策？"),
    Topic("补贴", "{place}有哪些补贴政策？"),
    Topic("人才", "{place}怎样培养和引进人才？"),
    Topic("保障措施", "{place}的文件提出了哪些保障措施？"),
)
GENERAL = "{place}的文件提出的主要目标是什么？"
COMPARISON = "{place}和{other}在{words}方面的规定有什么不同？"
_NUMBER = 4


def example_questions(trees: Sequence[ClauseTree]) -> tuple[str, ...]:
    """Up to four questions: one a document with a topic of its own, then a comparison where two places share one."""
    placed = [(tree.document.metadata.region.name, tree.document.text) for tree in trees]
    named = [(place, text) for place, text in placed if place]
    questions: list[str] = []
    free = list(TOPICS)
    for place, text in named[: _NUMBER - 1]:
        topic = next((topic for topic in free if topic.words in text), None)
        free = [other for other in free if other is not topic]
        questions.append((topic.question if topic else GENERAL).format(place=place))
    return (*questions, *_comparison(named))


def _comparison(named: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """A comparison of the last two places that share a topic; the first ones already have questions of their own."""
    for topic in TOPICS:
        sharing = list(dict.fromkeys(place for place, text in named if topic.words in text))
        if len(sharing) >= 2:
            return (COMPARISON.format(place=sharing[-2], other=sharing[-1], words=topic.words),)
    return ()
