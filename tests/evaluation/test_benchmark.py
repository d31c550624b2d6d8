from dataclasses import replace

import pytest

from assistant.errors import QuestionError
from assistant.evaluation import benchmark
from assistant.evaluation.benchmark import MIXES, Comparison, compare_precision, compare_rankings, compare_retrieval
from assistant.evaluation.questions import Evidence, GoldQuestion
from assistant.retrieval.ranking.candidates import DEFAULT_MIX
from tests.fakes import PairEncoder, make_assistant


class Clock:
    """A clock that only moves when work is done."""

    def __init__(self):
        self.now = 0.0

    def perf_counter(self):
        return self.now


class SlowEncoder(PairEncoder):
    """Takes a set time for each call."""

    def __init__(self, clock, seconds):
        super().__init__()
        self.clock, self.seconds = clock, seconds

    def encode(self, texts, *, is_query):
        self.clock.now += self.seconds
        return super().encode(texts, is_query=is_query)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(benchmark, "time", clock)
    return clock


@pytest.fixture
def retriever(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "jia.txt").write_text("甲县规划\n一、目标\n发明专利达到100件。\n", "utf-8")
    return make_assistant(tmp_path / "corpus", tmp_path / "index").retriever


def test_the_ratio_is_time_over_baseline():
    assert Comparison("one", 0.03, "other", 0.02).ratio == pytest.approx(1.5)


def test_retrieval_is_measured_against_encoding_the_same_question(retriever, clock, monkeypatch):
    encoder = SlowEncoder(clock, 2.0)
    monkeypatch.setattr(type(retriever), "search", lambda self, question: setattr(clock, "now", clock.now + 3.0))
    result = compare_retrieval(replace(retriever, encoder=encoder), ["甲？", "乙？"], rounds=2)
    assert result == Comparison("retrieval", 3.0, "encoding", 2.0)
    assert result.ratio == 1.5
    # Two rounds of two questions; warming up is not encoding.
    assert encoder.encoded == 4


def test_precisions_are_measured_in_turn_over_the_same_texts(tmp_path, clock, monkeypatch):
    encoders = {"bfloat16": SlowEncoder(clock, 1.0), "float32": SlowEncoder(clock, 4.0)}
    loaded = []

    class Loader:
        @staticmethod
        def load(folder, precision):
            loaded.append((folder, precision))
            return encoders[precision]

    monkeypatch.setattr(benchmark, "SentenceEncoder", Loader)
    result = compare_precision(tmp_path, ["甲", "乙", "丙"], rounds=3)
    assert result == Comparison("bfloat16", 1.0, "float32", 4.0)
    assert result.ratio == 0.25
    assert loaded == [(tmp_path, "bfloat16"), (tmp_path, "float32")]
    # Two texts to warm up, then three rounds of three.
    assert [encoder.encoded for encoder in encoders.values()] == [11, 11]


def test_rankings_are_compared_by_recall_over_the_questions_with_evidence(retriever):
    found = GoldQuestion(id="q1", question="发明专利？", evidence=(Evidence(document="jia", all_of=("100件",)),))
    missed = GoldQuestion(id="q2", question="发明专利？", evidence=(Evidence(document="yi", all_of=("100件",)),))
    bare = GoldQuestion(id="q3", question="发明专利？")
    results = compare_rankings(retriever, [found, missed, bare])
    assert results == {name: {"recall@1": 0.5, "recall@5": 0.5} for name in MIXES}


def test_each_ranking_leaves_out_what_its_name_says():
    parts = {name: (mix.late, mix.dense, mix.lexical, mix.coverage) for name, mix in MIXES.items()}
    late, _, lexical, coverage = parts["as set"]
    assert MIXES["as set"] == DEFAULT_MIX
    assert parts == {
        "late interaction alone": (1, 0, 0, 0),
        "dense alone": (0, 1, 0, 0),
        "lexical alone": (0, 0, 1, 0),
        "without late interaction": (0, DEFAULT_MIX.dense, lexical, coverage),
        "without lexical": (late, DEFAULT_MIX.dense, 0, coverage),
        "without coverage": (late, DEFAULT_MIX.dense, lexical, 0),
        "as set": (late, DEFAULT_MIX.dense, lexical, coverage),
    }


def test_every_question_is_searched_with_every_mix(retriever, monkeypatch):
    searched = []
    search = type(retriever).search

    def keep(self, question, history):
        searched.append((self.mix, question, history))
        return search(self, question, history)

    monkeypatch.setattr(type(retriever), "search", keep)
    asked = GoldQuestion(
        id="q1", question="发明专利？", history=("甲县？",), evidence=(Evidence(document="jia", all_of=("100件",)),)
    )
    compare_rankings(retriever, [asked, asked])
    assert searched == [(mix, "发明专利？", ("甲县？",)) for mix in MIXES.values() for _ in range(2)]


def test_rankings_cannot_be_compared_without_evidence(retriever):
    with pytest.raises(QuestionError, match="evidence"):
        compare_rankings(retriever, [GoldQuestion(id="q3", question="发明专利？")])
