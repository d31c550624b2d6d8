"""Reading takes time in proportion to the text, whatever it holds: four times the text, not sixteen times the time."""

import time

import pytest

from assistant.reading.gazetteer import mentions
from assistant.reading.metadata import describe
from assistant.records import Clause, ClauseKind, ClauseTree, SourceDocument

BITS = (
    *"《 》 第 1 （ 区 责任单位： 负责） （市科技局负责） 有效期 起施行 本办法自2022年1月1日起施行。".split(),
    *"《甲办法》同时废止 根据《甲办法》、 牵头 由市科技局牵头， 我市河源市 市财政局、 发文字号：".split(),
    *(f"{line}\n" for line in "责任单位：市科技局 2022年1月1日 各县人民政府： 甲府〔2022〕1号 12345678".split()),
    *("关于印发《", "“十四五”", "|", "河源市人民政府\n", "\n", " ", "　\n"),
)
SMALL, TIMES = 40_000, 4


def tree(text: str) -> ClauseTree:
    """One clause: how long the reader of clauses takes is not measured here."""
    clause = Clause("d/1", "d", ClauseKind.ITEM, (), text, 0, len(text))
    return ClauseTree(SourceDocument("d", text), (clause,), ())


def seconds(text: str) -> float:
    """The least processor time of two runs."""
    found = []
    for _ in range(2):
        started = time.process_time()
        describe(tree(text))
        found.append(time.process_time() - started)
    return min(found)


@pytest.fixture(scope="module", autouse=True)
def loaded_gazetteer() -> None:
    list(mentions("河源市"))


@pytest.mark.parametrize("bit", BITS, ids=repr)
def test_time_grows_with_the_text(bit: str):
    small, large = bit * (SMALL // len(bit)), bit * (SMALL * TIMES // len(bit))
    assert seconds(large) < 2 * TIMES * seconds(small) + 0.05


def test_a_megabyte_of_ordinary_text_takes_a_fraction_of_a_second():
    paragraph = "各级政府应当加强组织领导，河源市根据实际情况制定措施，到2025年完成任务（市财政局负责）。\n"
    text = "河源市知识产权规划\n一、目标\n" + paragraph * (1_000_000 // len(paragraph.encode()))
    assert seconds(text) < 1.0
