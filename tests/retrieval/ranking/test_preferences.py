"""What moves a clause back or forward beside its likeness, and that the remark says by how much."""

import re
from dataclasses import replace

import pytest

from assistant.records import Chunk, ClauseKind, Query, QuestionKind, Scope
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.ranking.preferences import Preferences, best_sentence_share, counts_together
from assistant.retrieval.topic import Topic
from tests.retrieval.made import make_candidate, make_chunk

TOPIC = Topic(("专利", "补助"), (3.0, 1.0), 1.0)
NOTHING = Topic(("量子",), (1.0,), 1.0)
PLAIN = make_chunk("d/1", "加强专利保护。")


def move(
    question: str,
    chunk: Chunk,
    *,
    kind: QuestionKind = QuestionKind.FACT,
    years: tuple[str, ...] = (),
    asks_outline: bool = False,
    replaced: frozenset[str] = frozenset(),
    topic: Topic = NOTHING,
) -> Candidate:
    """A clause that scored 0.5, moved for a question."""
    query = Query(question, question, question, Scope(years=years), kind)
    (moved,) = Preferences(query, topic, asks_outline, replaced).apply([make_candidate(0, 0.5)], [chunk])
    return moved


def amounts(candidate: Candidate) -> dict[str, float]:
    """The remarks with what each says that it added."""
    found = [re.fullmatch(r"(.+?)([+-]\d\.\d\d)", remark) for remark in candidate.remarks]
    return {match[1]: float(match[2]) for match in found if match}


LACKS_VALUE = ("有多少件专利？", QuestionKind.FACT, ())
LACKS_YEAR = ("2030年有什么目标？", QuestionKind.FACT, ("2030",))
LACKS_UNIT = ("由谁负责？", QuestionKind.RESPONSIBLE_UNIT, ())


@pytest.mark.parametrize(
    ("asked", "lacking", "holding", "remark"),
    [
        (LACKS_VALUE, "专利稳步增长。", "专利达到300件。", "没有所问的数值"),
        (LACKS_YEAR, "到2025年完成。", "到2030年完成。", "没有所问的年份"),
        (LACKS_UNIT, "加强专利保护。", "加强专利保护。责任单位：市局", "没有写单位"),
    ],
    ids=["value", "year", "unit"],
)
def test_a_clause_that_lacks_what_is_asked_for_moves_back(
    asked: tuple[str, QuestionKind, tuple[str, ...]], lacking: str, holding: str, remark: str
) -> None:
    question, kind, years = asked
    behind = move(question, make_chunk("d/1", lacking), kind=kind, years=years)
    assert list(amounts(behind)) == [remark]
    assert amounts(behind)[remark] < 0
    assert behind.score == pytest.approx(0.5 + amounts(behind)[remark])
    ahead = move(question, make_chunk("d/1", holding), kind=kind, years=years)
    assert (ahead.score, ahead.remarks) == (0.5, ())


@pytest.mark.parametrize("kind", [QuestionKind.FACT, QuestionKind.LIST, QuestionKind.TABLE])
def test_only_a_question_for_units_wants_units(kind: QuestionKind) -> None:
    assert move("有什么措施？", PLAIN, kind=kind).remarks == ()


@pytest.mark.parametrize(
    "formal",
    [ClauseKind.TITLE, ClauseKind.METADATA, ClauseKind.ADDRESSEE, ClauseKind.PREAMBLE, ClauseKind.SIGNATURE],
)
def test_formal_lines_stand_behind_unless_asked_for(formal: ClauseKind) -> None:
    chunk = make_chunk("d/1", "栖政发11号", kind=formal)
    assert list(amounts(move("文号是什么？", chunk))) == ["标题、落款一类"]
    assert move("文号是什么？", chunk).score < 0.5
    assert move("文号是什么？", chunk, kind=QuestionKind.METADATA).score == 0.5


def test_outlines_stand_behind_unless_asked_for() -> None:
    outline = replace(PLAIN, is_outline=True)
    assert list(amounts(move("如何保护？", outline))) == ["只有标题"]
    assert move("如何保护？", outline).score < 0.5
    assert move("包括哪几项？", outline, asks_outline=True).score == 0.5


def test_a_replaced_document_stands_behind() -> None:
    moved = move("如何保护？", PLAIN, replaced=frozenset({"d"}))
    assert list(amounts(moved)) == ["已被新文件取代"]
    assert moved.score < 0.5
    assert move("如何保护？", PLAIN, replaced=frozenset({"e"})).score == 0.5


def test_a_sentence_that_holds_the_words_together_counts_more_than_scattered_ones() -> None:
    together = move("专利补助", make_chunk("d/1", "专利补助按年发放。其他。"), topic=TOPIC)
    scattered = move("专利补助", make_chunk("d/1", "专利增长。补助发放。"), topic=TOPIC)
    assert 0.5 < scattered.score < together.score
    assert scattered.score - 0.5 == pytest.approx((together.score - 0.5) * 0.75)
    assert list(amounts(together)) == ["一句中的词语"]


def test_reasons_add_up() -> None:
    outline = replace(make_chunk("d/1", "专利补助", kind=ClauseKind.TITLE), is_outline=True)
    moved = move("2030年专利补助多少元？", outline, years=("2030",), replaced=frozenset({"d"}), topic=TOPIC)
    assert list(amounts(moved)) == ["没有所问的数值", "没有所问的年份", "标题、落款一类", "只有标题", "已被新文件取代"]
    assert moved.score == pytest.approx(0.5 + sum(amounts(moved).values()))


def test_candidates_keep_their_order_and_what_was_measured() -> None:
    query = Query("专利？", "专利？", "专利？", Scope())
    given = [replace(make_candidate(p, 0.5 - p / 10), dense_rank=p + 1) for p in (1, 0)]
    moved = Preferences(query, TOPIC, False, frozenset()).apply(given, [PLAIN, make_chunk("d/2", "其他。")])
    assert [(c.position, c.dense_rank, c.late, c.coverage) for c in moved] == [(1, 2, 0.5, 0.5), (0, 1, 0.5, 0.5)]


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("有什么？", "专利增长。补助发放。", 0.75),
        ("有什么？", "补助发放；其他", 0.25),
        ("有什么？", "专利\n补助", 0.75),
        ("有什么？", "专利补助。", 1.0),
        ("有什么？", "其他。", 0.0),
        ("有多少件？", "专利增长。补助30件。", 0.25),
        ("有多少件？", "专利补助。", 0.0),
    ],
    ids=["apart", "one", "lines", "together", "none", "with the value", "no value"],
)
def test_the_share_of_the_best_sentence(question: str, text: str, share: float) -> None:
    assert best_sentence_share(question, TOPIC, text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("words", "text", "together"),
    [
        ("四保护", "构建严保护、大保护、快保护、同保护的格局。", True),
        ("四保护", "构建严保护、大保护、快保护的格局。", False),
        ("五统一", "统一规划、统一标准、统一采购、统一配送、统一结算。", True),
        ("三个坚持", "坚持党的领导,坚持问题导向,坚持系统观念。", True),
        ("两免一补", "免除学杂费、免费提供教科书,补助生活费。", False),
        ("三落实", "落实资金。各地要落实人员。最后落实责任。", False),
        ("保护", "保护、保护、保护", False),
    ],
)
def test_what_words_count_together(words: str, text: str, *, together: bool) -> None:
    assert counts_together(words, text) is together


def test_a_clause_with_what_quoted_words_count_moves_forward() -> None:
    moved = move("要求哪“四保护”？", make_chunk("d/1", "严保护、大保护、快保护、同保护更加完善。"))
    assert amounts(moved)["含有所引词语"] == 0.08
    assert "含有所引词语" not in amounts(move("要求哪“四保护”？", make_chunk("d/1", "保护更加完善。")))
