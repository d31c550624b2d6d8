"""From question to hits, over invented places, a library and the corpus, with vectors of character pairs."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Filters, QuestionKind, Reason, Retrieval
from assistant.retrieval.ranking.ranker import HITS
from assistant.retrieval.search import DECISIVE, Retriever
from tests.golden.render import CORPUS
from tests.retrieval.library import TEXTS, clauses
from tests.retrieval.made import DOCUMENTS, make_retriever, write_corpus


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    return make_retriever(CORPUS, tmp_path_factory.mktemp("index"))


def _documents(found: Retrieval) -> set[str]:
    return {hit.chunk.document for hit in found.hits}


def _first(found: Retrieval) -> list[str]:
    """The documents in the order in which they first come up."""
    return list(dict.fromkeys(hit.chunk.document for hit in found.hits))


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("栖梧的专利拥有量目标是多少件？", "qiwu/1"),
        ("栖梧质押贷款的贴息最高多少万元？", "qiwu/2.2"),
        ("栖梧市打击侵权假冒由哪些单位负责？", "qiwu/2.1"),
        ("琅珂在哪里建立维权援助工作站？", "langke/2.1"),
        ("打造什么茶叶品牌？", "songhe/1"),
        ("临江省设立什么奖？", "linjiang/art2"),
        ("七无市的专利拥有量目标是多少件？", "qiwu/1"),
    ],
)
def test_the_best_clause_comes_first(invented: Retriever, question: str, clause: str) -> None:
    found = invented.search(question)
    assert (found.declined, found.hits[0].chunk.clause, found.hits[0].rank) == (None, clause, 1)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("栖梧市如何加强知识产权保护？", {"qiwu"}),
        ("临江省如何加强知识产权保护？", {"linjiang"}),
        ("云岭省如何加强知识产权保护？", {"qiwu", "langke", "songhe"}),
        ("《临江省知识产权条例》如何加强知识产权保护？", {"linjiang"}),
    ],
    ids=["city", "province", "province without a document", "title"],
)
def test_a_place_or_a_title_limits_the_search_to_its_documents(
    invented: Retriever, question: str, documents: set[str]
) -> None:
    assert _documents(invented.search(question)) == documents


def test_without_a_place_all_documents_are_searched(invented: Retriever) -> None:
    found = invented.search("知识产权")
    assert found.query.scope.documents is None
    best = {name: invented.search("知识产权", (), Filters(documents=(name,))).hits[0] for name in DOCUMENTS}
    scores = sorted((hit.score for hit in best.values()), reverse=True)
    assert found.hits[0].score == scores[0]


def test_documents_around_a_place_stand_behind_its_own(invented: Retriever) -> None:
    found = invented.search("松禾县有什么品牌？")
    assert (_first(found), found.declined) == (["songhe", "langke"], None)


@pytest.mark.parametrize("question", ["北京市如何加强知识产权保护？", "深圳的质押贷款贴息", "松江区的专利目标"])
def test_a_place_outside_is_declined_without_hits(invented: Retriever, question: str) -> None:
    found = invented.search(question)
    assert (found.hits, found.declined) == ((), Reason.NO_SUCH_PLACE)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("栖梧怎样栽培大棚西红柿？", Reason.NOT_FOUND),
        ("栖梧2030年的专利拥有量目标是多少件？", Reason.OUTSIDE_PERIOD),
        ("栖梧市有效发明专利的奖励是多少万元？", Reason.NOT_STATED),
        ("临江省质押贷款的贴息最高多少万元？", Reason.NOT_FOUND),
    ],
    ids=["another subject", "another year", "no such value", "said by another place only"],
)
def test_what_the_place_does_not_say_is_declined(invented: Retriever, question: str, reason: Reason) -> None:
    found = invented.search(question)
    assert found.declined is reason
    assert found.query.scope.documents
    assert _documents(found) == set(found.query.scope.documents)


@pytest.mark.parametrize(
    ("question", "reason", "has_hits"),
    [
        ("给我讲个笑话", Reason.OFF_TOPIC, False),
        ("你好", Reason.OFF_TOPIC, False),
        ("有什么政策？", Reason.TOO_BROAD, True),
        ("松禾县有什么政策？", Reason.TOO_BROAD, True),
        ("北京市的专利目标是多少件？", Reason.NO_SUCH_PLACE, True),
        ("《栖梧市养蜂管理办法》的内容有哪些？", Reason.NO_SUCH_DOCUMENT, False),
        ("云岭省知识产权保护条例第九条规定了什么？", Reason.NO_SUCH_CLAUSE, True),
        ("栖梧市怎样栽培大棚西红柿？", Reason.NOT_FOUND, True),
        ("栖梧市2030年有效发明专利拥有量达到多少件？", Reason.OUTSIDE_PERIOD, True),
        ("栖梧市有效发明专利拥有量奖励多少万元？", Reason.NOT_STATED, True),
    ],
)
def test_every_reason_to_decline(library: Retriever, question: str, reason: Reason, has_hits: bool) -> None:
    found = library.find(question)
    assert found.retrieval.declined is reason
    assert bool(found.retrieval.hits) is has_hits
    assert (found.asked is not None) is has_hits


def test_of_an_unknown_place_only_documents_of_no_place_are_offered(library: Retriever) -> None:
    assert _documents(library.search("北京市的专利目标是多少件？")) == {"guide"}


def test_words_that_nothing_holds_find_nothing_by_words(invented: Retriever) -> None:
    lexical, shelves = invented.generation.lexical, invented.shelves
    assert lexical.search(["贴息"], 10, shelves.of_documents(["songhe"])) == []
    assert lexical.search(["贴息"], 10, shelves.of_documents(["qiwu"])) != []


def test_the_kind_of_value_asked_for_comes_first(invented: Retriever) -> None:
    hits = invented.search("栖梧市贷款的贴息补助是多少万元？").hits
    assert "50万元" in hits[0].chunk.text


@pytest.mark.parametrize(
    ("question", "history", "clause"),
    [
        ("琅珂的呢？", ["栖梧的专利拥有量目标是多少件？"], "langke/1"),
        ("责任单位是谁？", ["栖梧市如何打击侵权假冒？"], "qiwu/2.1"),
        ("他们对质押贷款有什么补助？", ["栖梧市的专利拥有量目标是多少件？"], "qiwu/2.2"),
    ],
    ids=["another place", "more on the same", "they"],
)
def test_follow_ups(invented: Retriever, question: str, history: list[str], clause: str) -> None:
    found = invented.search(question, history)
    assert clause in [hit.chunk.clause for hit in found.hits[:2]]
    assert found.query.scope.documents == (clause.split("/", maxsplit=1)[0],)
    assert found.query.follows_up


def test_a_question_is_kept_as_asked_beside_its_completion(invented: Retriever) -> None:
    query = invented.search("琅珂的呢？", ["栖梧2025年的专利目标是多少？"]).query
    assert (query.question, query.standalone) == ("琅珂的呢？", "琅珂2025年的专利目标是多少？")
    assert query.focus == query.standalone
    assert (query.scope.documents, query.scope.places, query.scope.years) == (("langke",), ("琅珂",), ("2025",))


# --- Comparisons ------------------------------------------------------------------------------------------------------


def test_a_comparison_gives_each_place_its_share(invented: Retriever) -> None:
    found = invented.search("比较琅珂和栖梧的专利拥有量目标")
    assert found.query.scope.groups == (("langke",), ("qiwu",))
    assert [hit.chunk.clause for hit in found.hits[:2]] == ["langke/1", "qiwu/1"]
    assert [sum(hit.chunk.document == name for hit in found.hits) >= 2 for name in ("langke", "qiwu")] == [True, True]
    assert (found.declined, found.silent) == (None, ())


def test_a_place_that_says_nothing_stands_behind_and_is_listed(invented: Retriever) -> None:
    found = invented.search("比较琅珂和栖梧的质押贷款贴息")
    assert (found.declined, found.silent) == (None, (("langke",),))
    assert (found.hits[0].chunk.clause, _first(found)) == ("qiwu/2.2", ["qiwu", "langke"])


def test_a_comparison_is_declined_only_when_no_place_answers(invented: Retriever) -> None:
    found = invented.search("比较琅珂和栖梧的大棚西红柿栽培")
    assert (found.declined, found.silent) == (Reason.NOT_FOUND, (("langke",), ("qiwu",)))


def test_a_comparison_is_judged_by_the_first_clause_of_each_place(library: Retriever) -> None:
    found = library.find("比较栖梧市和琅珂市的发明专利拥有量")
    assert [library.generation.chunks[candidate.position].clause for candidate in found.judged] == [
        "qiwu/1",
        "langke/1",
    ]


def test_where_all_places_are_asked_about_each_that_comes_near_is_told(library: Retriever) -> None:
    found = library.search("哪些地方提到了发明专利拥有量？")
    assert found.query.kind is QuestionKind.COMPARISON
    assert (found.query.scope.documents, found.query.scope.groups) == (None, ())
    assert [(hit.chunk.clause, hit.score) for hit in found.hits[:2]] == [("langke/1", 1.0), ("qiwu/1", 1.0)]
    assert found.declined is None


def test_where_all_places_are_asked_about_and_none_comes_near_it_is_declined(library: Retriever) -> None:
    assert library.search("哪些地方出台了大棚西红柿栽培的政策？").declined is Reason.NOT_FOUND


# --- What holds as well, and what is out of force ---------------------------------------------------------------------


def test_places_that_mention_quoted_words_are_those_whose_documents_hold_them(invented: Retriever) -> None:
    found = invented.search("哪些地方的政策提到了“知识产权保护”？")
    assert found.declined is None
    assert [hit.chunk.clause for hit in found.hits[:3]] == ["langke/2.1", "linjiang/art1", "qiwu/2.1"]
    assert "songhe" not in _documents(found)


def test_the_place_above_answers_where_the_own_documents_are_silent(library: Retriever) -> None:
    found = library.find("栖梧市假冒专利罚款多少万元？")
    assert found.retrieval.query.scope.wider == ("yunling", "guide")
    assert (found.retrieval.declined, clauses(found)[0]) == (None, "yunling/art3")
    assert "qiwu" not in _documents(found.retrieval)
    judged = {library.generation.chunks[candidate.position].document for candidate in found.judged}
    assert judged == {"yunling"}


def test_national_documents_are_offered_and_do_not_answer(library: Retriever) -> None:
    found = library.find("栖梧市数据出境安全评估的申报条件是什么？")
    assert (found.retrieval.declined, clauses(found)[0]) == (Reason.NOT_FOUND, "guide/1")
    assert library.search("数据出境安全评估的申报条件是什么？").declined is None


def test_a_replaced_document_stands_behind(library: Retriever) -> None:
    found = library.find("松禾县新建茶园每亩补助多少元？")
    assert clauses(found)[:2] == ["songhe_2023/art1", "songhe_2017/art1"]


# --- What a question names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "clause", "kind"),
    [
        ("云岭省知识产权保护条例第三条", "yunling/art3", QuestionKind.REFERENCE),
        ("云岭省知识产权保护条例第二条规定了什么？", "yunling/art2", QuestionKind.REFERENCE),
        ("栖梧市知识产权规划的文号是什么？", "qiwu/info1", QuestionKind.METADATA),
        ("栖梧市知识产权规划是何时印发的？", "qiwu/sign1", QuestionKind.METADATA),
        ("栖梧市知识产权规划是谁发的？", "qiwu/sign1", QuestionKind.METADATA),
        ("栖梧市知识产权规划是谁发的，文号是什么？", "qiwu/info1", QuestionKind.METADATA),
        ("栖政发〔2022〕11号是谁发的？", "qiwu/sign1", QuestionKind.METADATA),
    ],
)
def test_a_clause_that_the_question_names_comes_first(
    library: Retriever, question: str, clause: str, kind: QuestionKind
) -> None:
    found = library.find(question)
    assert (found.retrieval.declined, clauses(found)[0], found.retrieval.query.kind) == (None, clause, kind)


def test_the_items_of_a_part_come_in_order(library: Retriever) -> None:
    found = library.find("栖梧市主要任务打击侵权假冒、促进质押融资、开设绿色通道一共有哪几项任务？")
    assert clauses(found)[:4] == ["qiwu/2", "qiwu/2.1", "qiwu/2.2", "qiwu/2.3"]
    assert found.retrieval.declined is None


# --- Filters ----------------------------------------------------------------------------------------------------------

PROTECTION = "知识产权质押融资的补助有多少万元？"
TEA = "新建茶园每亩补助多少元？"


@pytest.mark.parametrize(
    ("question", "filters", "documents"),
    [
        (PROTECTION, Filters(places=("栖梧市",)), {"qiwu"}),
        (PROTECTION, Filters(places=("栖梧市", "琅珂市")), {"qiwu", "langke"}),
        (PROTECTION, Filters(documents=("langke", "guide")), {"langke", "guide"}),
        (PROTECTION, Filters(places=("栖梧市",), documents=("qiwu", "guide")), {"qiwu"}),
        (PROTECTION, Filters(as_of="2021-06-01"), {"yunling", "songhe_2017"}),
        (TEA, Filters(as_of="2022-12-31", places=("松禾县",)), {"songhe_2017"}),
        (TEA, Filters(as_of="2023-12-31", places=("松禾县",)), {"songhe_2023"}),
        (f"松禾县{TEA}", Filters(documents=("songhe_2017", "qiwu")), {"songhe_2017"}),
    ],
    ids=["place", "places", "documents", "place and document", "day", "before", "after", "question and filter"],
)
def test_filters_narrow_the_search(library: Retriever, question: str, filters: Filters, documents: set[str]) -> None:
    assert _documents(library.search(question, (), filters)) == documents


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        (PROTECTION, Filters(places=("栖梧市",), documents=("langke",))),
        (PROTECTION, Filters(places=("北京市",))),
        (PROTECTION, Filters(documents=("nowhere",))),
        (PROTECTION, Filters(as_of="1990-01-01")),
        (f"松禾县{TEA}", Filters(documents=("qiwu",))),
        (f"松禾县{TEA}", Filters(as_of="2016-01-01")),
    ],
    ids=["place and document", "unknown place", "unknown document", "day", "question and filter", "question and day"],
)
def test_filters_that_leave_nothing_find_nothing(library: Retriever, question: str, filters: Filters) -> None:
    found = library.find(question, (), filters)
    assert (found.retrieval.hits, found.retrieval.declined) == ((), Reason.EMPTY_SCOPE)
    assert (found.candidates, found.judged, found.asked) == ((), (), None)


def test_a_day_lets_a_document_that_was_in_force_then_stand_first(library: Retriever) -> None:
    found = library.find(f"松禾县{TEA}", (), Filters(as_of="2018-01-01"))
    assert clauses(found)[0] == "songhe_2017/art1"
    assert not any("取代" in remark for candidate in found.candidates for remark in candidate.remarks)


# --- Order ------------------------------------------------------------------------------------------------------------

QUESTIONS = [
    "河源每万人口高价值发明专利拥有量2025年的规划值是多少？",
    "玉溪如何加大知识产权投融资力度？",
    "比较河源和静海的发明专利拥有量目标",
    "忻州市著名商标达到多少件？",
    "如何加强知识产权保护？",
    "专利",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_are_numbered_few_and_never_say_the_same_twice(real: Retriever, question: str) -> None:
    hits = real.search(question).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert 0 < len(hits) <= HITS
    spans = sorted((hit.chunk.document, hit.chunk.start, hit.chunk.end) for hit in hits)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_are_ordered_by_score_then_clause(real: Retriever, question: str) -> None:
    keys = [(-hit.score, hit.chunk.clause, hit.chunk.start) for hit in real.search(question).hits]
    assert keys == sorted(keys)


def test_another_index_of_the_same_documents_finds_the_same(real: Retriever, tmp_path: Path) -> None:
    again = make_retriever(CORPUS, tmp_path)
    assert [again.search(question) for question in QUESTIONS] == [real.search(question) for question in QUESTIONS]


WORDS = (
    "栖梧市 琅珂 云岭省 北京市 比较 和 知识产权 质押融资 多少件 第二条 规划 条例 文号 哪些地方 哪几项任务 茶园 "
    "2025年 2030年 《 》 保护 ？"
).split()
FILTERS = st.builds(
    Filters,
    places=st.lists(st.sampled_from(["栖梧市", "松禾县", "云岭省"]), max_size=1).map(tuple),
    documents=st.lists(st.sampled_from(sorted(TEXTS)), max_size=3, unique=True).map(tuple),
    as_of=st.sampled_from(["", "2018-01-01", "2024-01-01"]),
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join), FILTERS)
def test_whatever_is_asked_the_same_question_finds_the_same_within_its_filters(
    library: Retriever, question: str, filters: Filters
) -> None:
    found = library.find(question, (), filters)
    assert library.search(question, (), filters) == found.retrieval
    assert len(found.candidates) == len(found.retrieval.hits) <= HITS
    assert len(found.judged) <= DECISIVE
    chunks = [library.generation.chunks[candidate.position] for candidate in found.candidates]
    assert [hit.chunk for hit in found.retrieval.hits] == chunks
    assert [hit.score for hit in found.retrieval.hits] == sorted((h.score for h in found.retrieval.hits), reverse=True)
    assert not filters.documents or _documents(found.retrieval) <= set(filters.documents)
    assert found.retrieval.hits or found.retrieval.declined


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("河源市2025年每万人口高价值发明专利拥有量的规划值是多少件？", "heyuan/2.3.table1.r2"),
        ("静海区知识产权贯标企业数量2025年的目标是多少？", "jinghai/2.3.table1.r8"),
        ("玉溪持续落实专利权质押融资扶持办法有哪些内容？", "yuxi/2.4.14"),
        ("民和县推动金融服务创新工程的责任单位有哪些？", "minhe/3.2.6"),
        ("忻州市推进软件正版化工作由哪个单位牵头？", "xinzhou/2.2.4"),
    ],
)
def test_clauses_of_the_corpus_are_found(real: Retriever, question: str, clause: str) -> None:
    found = real.search(question)
    assert found.declined is None
    assert clause in [hit.chunk.clause for hit in found.hits[:3]]


# --- Nothing to search ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["专利目标是多少？", "你好", "《某办法》第二条"])
def test_an_empty_corpus_is_told(tmp_path: Path, question: str) -> None:
    (tmp_path / "corpus").mkdir()
    found = make_retriever(tmp_path / "corpus", tmp_path / "index").search(question)
    assert (found.hits, found.declined) == ((), Reason.EMPTY_CORPUS)


def test_a_catalogue_without_its_documents_is_an_empty_corpus(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "corpus")
    for path in folder.glob("*.txt"):
        path.unlink()
    assert make_retriever(folder, tmp_path / "index").search("专利？").declined is Reason.EMPTY_CORPUS
