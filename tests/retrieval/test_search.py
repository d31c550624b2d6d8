"""From question to hits, over invented places and over the corpus, with vectors of character pairs."""

from itertools import pairwise
from pathlib import Path

import pytest

from assistant.records import Reason, Retrieval
from assistant.retrieval.search import HITS, Retriever
from tests.golden.render import CORPUS
from tests.retrieval.made import DOCUMENTS, make_retriever, write_corpus


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("invented")
    return make_retriever(write_corpus(folder / "corpus"), folder / "index")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    return make_retriever(CORPUS, tmp_path_factory.mktemp("index"))


def _documents(found: Retrieval) -> set[str]:
    return {hit.chunk.document for hit in found.hits}


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
def test_the_best_clause_comes_first(invented: Retriever, question: str, clause: str):
    found = invented.search(question)
    assert (found.declined, found.hits[0].chunk.clause, found.hits[0].rank) == (None, clause, 1)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("栖梧市如何加强知识产权保护？", {"qiwu"}),
        ("松禾县有什么品牌？", {"songhe"}),
        ("临江省如何加强知识产权保护？", {"linjiang"}),
        ("云岭省如何加强知识产权保护？", {"qiwu", "langke", "songhe"}),
        ("如何加强知识产权保护？", set(DOCUMENTS)),
    ],
    ids=["city", "county", "province", "province without a document", "anywhere"],
)
def test_a_place_limits_the_search_to_its_documents(invented: Retriever, question: str, documents: set[str]):
    assert _documents(invented.search(question)) == documents


@pytest.mark.parametrize("question", ["北京市如何加强知识产权保护？", "深圳的质押贷款贴息", "松江区的专利目标"])
def test_a_place_outside_is_declined_without_hits(invented: Retriever, question: str):
    found = invented.search(question)
    assert (found.hits, found.declined) == ((), Reason.NO_SUCH_PLACE)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("栖梧怎样烹饪红烧肉？", Reason.NOT_FOUND),
        ("栖梧2030年的专利拥有量目标是多少件？", Reason.OUTSIDE_PERIOD),
        ("栖梧市有效发明专利的奖励是多少万元？", Reason.NOT_STATED),
        ("松禾县质押贷款的贴息最高多少万元？", Reason.NOT_FOUND),
    ],
    ids=["another subject", "another year", "no such value", "said by another place only"],
)
def test_what_the_place_does_not_say_is_declined(invented: Retriever, question: str, reason: Reason):
    found = invented.search(question)
    assert found.declined is reason
    assert _documents(found) <= {found.query.scope.documents[0]}


def test_words_that_nothing_holds_find_nothing_by_words(invented: Retriever):
    positions = invented.positions["songhe"]
    assert invented.generation.lexical.search(["贴息"], 10, positions) == []
    assert invented.generation.lexical.search(["贴息"], 10, invented.positions["qiwu"]) != []


def test_the_kind_of_value_asked_for_comes_first(invented: Retriever):
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
def test_follow_ups(invented: Retriever, question: str, history: list[str], clause: str):
    found = invented.search(question, history)
    assert clause in [hit.chunk.clause for hit in found.hits[:2]]
    assert _documents(found) == {clause.split("/", maxsplit=1)[0]}


def test_a_question_is_kept_as_asked_beside_its_completion(invented: Retriever):
    query = invented.search("琅珂的呢？", ["栖梧2025年的专利目标是多少？"]).query
    assert (query.question, query.standalone) == ("琅珂的呢？", "琅珂2025年的专利目标是多少？")
    assert query.focus == query.standalone
    assert (query.scope.documents, query.scope.places, query.scope.years) == (("langke",), ("琅珂",), ("2025",))


def test_a_comparison_gives_each_place_its_share(invented: Retriever):
    found = invented.search("比较琅珂和栖梧的专利拥有量目标")
    assert found.query.scope.groups == (("langke",), ("qiwu",))
    assert [hit.chunk.clause for hit in found.hits[:2]] == ["langke/1", "qiwu/1"]
    assert [sum(hit.chunk.document == name for hit in found.hits) >= 2 for name in ("langke", "qiwu")] == [True, True]
    assert found.declined is None


def test_a_comparison_is_declined_only_when_no_place_answers(invented: Retriever):
    assert invented.search("比较琅珂和栖梧的质押贷款贴息").declined is None
    assert invented.search("比较琅珂和栖梧的红烧肉烹饪").declined is Reason.NOT_FOUND


QUESTIONS = [
    "河源每万人口高价值发明专利拥有量2025年的规划值是多少？",
    "玉溪如何加大知识产权投融资力度？",
    "比较河源和静海的发明专利拥有量目标",
    "忻州市著名商标达到多少件？",
    "如何加强知识产权保护？",
    "专利",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_are_numbered_few_and_never_say_the_same_twice(real: Retriever, question: str):
    hits = real.search(question).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert 0 < len(hits) <= HITS
    spans = sorted((hit.chunk.document, hit.chunk.start, hit.chunk.end) for hit in hits)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_are_ordered_by_score_then_clause(real: Retriever, question: str):
    keys = [(-hit.score, hit.chunk.clause, hit.chunk.start) for hit in real.search(question).hits]
    assert keys == sorted(keys)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_finds_the_same(real: Retriever, tmp_path: Path, question: str):
    first = real.search(question)
    assert real.search(question) == first
    assert make_retriever(CORPUS, tmp_path).search(question) == first


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
def test_clauses_of_the_corpus_are_found(real: Retriever, question: str, clause: str):
    found = real.search(question)
    assert found.declined is None
    assert clause in [hit.chunk.clause for hit in found.hits[:3]]


def test_an_empty_corpus_is_told(tmp_path: Path):
    (tmp_path / "corpus").mkdir()
    found = make_retriever(tmp_path / "corpus", tmp_path / "index").search("专利目标是多少？")
    assert (found.hits, found.declined) == ((), Reason.EMPTY_CORPUS)
