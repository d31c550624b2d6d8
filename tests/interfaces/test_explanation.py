import json

import pytest

from assistant.errors import QuestionError
from assistant.interfaces.explanation import explanation_payload, judged_by, topic_of
from assistant.pipeline import Assistant
from assistant.records import Answer, Filters, QuestionKind, Reason, Reference, Scope
from tests.fakes import PairEncoder, make_assistant
from tests.interfaces.made_explanation import QUESTION, TITLES, make_explanation
from tests.retrieval.made import write_corpus

ASKED = Reference("第二条", "yi", "yi/art2")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("explained")
    return make_assistant(write_corpus(folder / "corpus"), folder / "index")


@pytest.mark.parametrize("declined", [None, Reason.NOT_FOUND, Reason.NOT_STATED, Reason.OUTSIDE_PERIOD])
def test_a_search_is_judged_by_the_nearest_of_what_the_decision_rests_on(declined: Reason | None) -> None:
    judged = judged_by(make_explanation(declined=declined))
    assert judged
    assert (judged.chunk.clause, judged.nearness) == ("yi/art2", 0.91)


def test_a_clause_is_judged_that_is_no_hit_any_more() -> None:
    judged = judged_by(make_explanation(judged=[("jia/1", 0.71), ("jia/8", 0.72)]))
    assert judged
    assert judged.chunk.clause == "jia/8"


def test_without_candidates_nothing_is_judged() -> None:
    assert judged_by(make_explanation(declined=Reason.NOT_FOUND, clauses=(), nearness=())) is None


@pytest.mark.parametrize(
    ("scope", "kind", "question", "declined"),
    [
        (Scope(), QuestionKind.METADATA, QUESTION, None),
        (Scope(references=(ASKED,)), QuestionKind.FACT, QUESTION, None),
        (Scope(), QuestionKind.LIST, "有什么政策？", Reason.TOO_BROAD),
        (Scope((), ("yi",), unknown_places=("丙县",)), QuestionKind.FACT, QUESTION, Reason.NO_SUCH_PLACE),
        (Scope((), ("yi",), unknown_titles=("某办法",)), QuestionKind.FACT, QUESTION, Reason.NO_SUCH_DOCUMENT),
        (Scope(unknown_clauses=("第九条",)), QuestionKind.FACT, QUESTION, Reason.NO_SUCH_CLAUSE),
    ],
    ids=["metadata", "clause by number", "too broad", "no such place", "no such document", "no such clause"],
)
def test_nothing_is_judged_by_nearness_where_the_question_itself_decides(
    scope: Scope, kind: QuestionKind, question: str, declined: Reason | None
) -> None:
    assert judged_by(make_explanation(scope, question=question, kind=kind, declined=declined)) is None


def test_an_explanation_as_json_has_stable_keys() -> None:
    scope = Scope(("yi",), ("jia",), places=("乙市",), references=(), years=("2025",), unknown_places=("丙县",))
    explanation = make_explanation(scope, clauses=("yi/art2", "jia/1"), nearness=(0.91236, 0.5), follows_up=True)
    payload = explanation_payload(explanation, TITLES, "")
    assert json.loads(json.dumps(payload)) == {
        "question": {
            "asked": "那呢？",
            "standalone": "专利补贴多少？",
            "topic": "补贴多少？",
            "kind": "fact",
            "follows_up": True,
        },
        "filters": {"places": [], "documents": [], "as_of": ""},
        "scope": {
            "places": ["乙市"],
            "documents": {"count": 1, "first": [{"document": "yi", "title": "乙市办法"}]},
            "wider": {"count": 1, "first": [{"document": "jia", "title": "甲县规划"}]},
            "titles": [],
            "references": [],
            "years": ["2025"],
            "unknown_places": ["丙县"],
            "unknown_titles": [],
            "unknown_clauses": [],
        },
        "words": [
            {"word": "专利", "weight": 1.25},
            {"word": "补贴", "weight": 4.5},
            {"word": "量子", "weight": None},
        ],
        "candidates": [
            {
                "rank": 1,
                "document": "yi",
                "title": "乙市办法",
                "clause": "yi/art2",
                "path": [],
                "score": 0.8,
                "nearness": 0.9124,
                "late": 0.5,
                "dense": 0.9,
                "dense_rank": 1,
                "lexical": 1.0,
                "lexical_rank": 1,
                "coverage": 1.0,
                "remarks": [],
            },
            {
                "rank": 2,
                "document": "jia",
                "title": "甲县规划",
                "clause": "jia/1",
                "path": [],
                "score": 0.7,
                "nearness": 0.5,
                "late": 0.4,
                "dense": 0.0,
                "dense_rank": None,
                "lexical": 0.25,
                "lexical_rank": 12,
                "coverage": 0.5,
                "remarks": ["没有所问的年份-0.06"],
            },
        ],
        "decision": {
            "reason": None,
            "message": None,
            "best": {"document": "yi", "clause": "yi/art2"},
            "nearness": 0.9124,
            "least_nearness": 0.86,
            "nearest": [],
            "silent": [],
        },
    }


def test_a_declined_search_names_the_three_nearest_clauses_in_json() -> None:
    clauses = ("jia/1", "jia/2", "jia/3", "jia/4")
    explanation = make_explanation(declined=Reason.NOT_FOUND, clauses=clauses, nearness=(0.5, 0.4, 0.3, 0.2))
    decision = explanation_payload(explanation, TITLES, "抱歉。")["decision"]
    assert (decision["reason"], decision["message"]) == ("not_found", "抱歉。")
    assert (decision["best"], decision["nearness"]) == ({"document": "jia", "clause": "jia/1"}, 0.5)
    assert decision["nearest"] == ["jia/1", "jia/2", "jia/3"]


@pytest.mark.parametrize(
    ("documents", "shown"), [(None, None), ((), {"count": 0, "first": []})], ids=["all documents", "none"]
)
def test_all_documents_and_none_are_told_apart(
    documents: tuple[str, ...] | None, shown: dict[str, object] | None
) -> None:
    assert explanation_payload(make_explanation(Scope(documents)), TITLES, "")["scope"]["documents"] == shown


def test_of_many_documents_ten_are_named() -> None:
    names = {f"d{n}": f"文件{n}" for n in range(12)}
    shown = explanation_payload(make_explanation(Scope(tuple(names)), clauses=(), nearness=()), names, "")["scope"]
    assert shown["documents"]["count"] == 12
    assert [entry["document"] for entry in shown["documents"]["first"]] == [f"d{n}" for n in range(10)]


def test_the_assistant_explains_the_search_that_it_makes(assistant: Assistant) -> None:
    question = "栖梧市质押贷款的量子贴息有哪些？"
    explanation, retrieval = assistant.explain(question), assistant.search(question)
    assert explanation.weighed.retrieval == retrieval
    assert len(explanation.nearness) == len(explanation.weighed.candidates) == len(retrieval.hits) > 0
    assert {"质押", "贴息"} <= set(topic_of(explanation).words)
    assert explanation.unknown_words == ("量子",)
    assert explanation.least_nearness == assistant.settings.least_nearness


def test_a_question_is_encoded_once(assistant: Assistant) -> None:
    encoder = assistant.retriever.encoder
    assert isinstance(encoder, PairEncoder)
    before = encoder.encoded
    assistant.explain("栖梧市质押贷款的贴息")
    assert encoder.encoded == before + 1


def test_nearness_is_that_of_the_tokens_searched_with(assistant: Assistant) -> None:
    explanation = assistant.explain("质押贷款的贴息")
    first = explanation.weighed.candidates[0]
    # Seven characters are six pairs, and each pair is a token of the stand-in.
    assert explanation.nearness[0] == first.nearness(6)


def test_what_is_judged_are_the_first_of_the_places_own_clauses(assistant: Assistant) -> None:
    explanation = assistant.explain("栖梧市质押贷款的贴息补助最高多少万元？")
    own = [hit.chunk for hit in explanation.weighed.retrieval.hits if hit.chunk.document == "qiwu"]
    assert [judged.chunk for judged in explanation.judged] == own[:5]
    assert explanation.judged[0].nearness == explanation.nearness[0]
    assert explanation.judged[0].coverage == explanation.weighed.candidates[0].coverage


def test_a_comparison_is_judged_by_the_first_clause_of_each_place(assistant: Assistant) -> None:
    explanation = assistant.explain("比较琅珂和栖梧的专利拥有量目标")
    assert [judged.chunk.clause for judged in explanation.judged] == ["langke/1", "qiwu/1"]


def test_a_search_that_is_refused_at_once_weighs_nothing(assistant: Assistant) -> None:
    explanation = assistant.explain("给我讲个笑话")
    assert explanation.weighed.retrieval.declined is Reason.OFF_TOPIC
    assert (explanation.nearness, explanation.judged, explanation.unknown_words) == ((), (), ())
    assert (explanation.weighed.candidates, topic_of(explanation).words) == ((), ())
    assert judged_by(explanation) is None


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(places=("松禾县",)), {"songhe"}),
        (Filters(documents=("linjiang", "qiwu")), {"linjiang", "qiwu"}),
        (Filters(documents=("linjiang",), places=("松禾县",)), set()),
    ],
    ids=["place", "documents", "nothing left"],
)
def test_every_door_keeps_to_the_filters(assistant: Assistant, filters: Filters, documents: set[str]) -> None:
    question = "如何加强知识产权保护？"
    searched = assistant.search(question, (), filters)
    assert {hit.chunk.document for hit in searched.hits} == documents
    assert assistant.explain(question, (), filters).weighed.retrieval == searched
    assert assistant.ask(question, (), "extract", filters).hits == searched.hits
    *_, answer = assistant.stream(question, (), "extract", filters)
    assert isinstance(answer, Answer)
    assert answer.hits == searched.hits
    assert (searched.declined is Reason.EMPTY_SCOPE) == (not documents)


@pytest.mark.parametrize("question", ["", "甲" * 2001], ids=["empty", "too long"])
def test_a_question_that_cannot_be_used_is_not_explained(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError):
        assistant.explain(question)
