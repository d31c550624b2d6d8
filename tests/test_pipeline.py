from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering.listening import Piece
from assistant.errors import DocumentError, GenerationError, QuestionError, StaleIndexError
from assistant.indexing.generation import current_name, generation_names, load_generation
from assistant.pipeline import Found, build, building, expected_fingerprint, open_desk
from assistant.ports import Inference
from assistant.reading.corpus import read_corpus
from assistant.records import Answer, Reason, Verdict
from assistant.settings import Settings
from tests.fakes import PairEncoder, ScriptedGenerator, make_assistant, make_settings, no_progress
from tests.indexing.made import contents

JIA = """甲县知识产权规划
一、主要目标
到2025年，发明专利拥有量达到100件。
二、重点任务
对专利质押贷款给予最高50万元贴息。
"""
QUESTION = "到2025年发明专利拥有量达到多少件？"
QUOTED = "到2025年，发明专利拥有量达到100件[1]。"


@pytest.fixture
def corpus(tmp_path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "jia.txt").write_text(JIA, "utf-8")
    return folder


@pytest.fixture
def settings(corpus, tmp_path) -> Settings:
    return make_settings(corpus, tmp_path / "index")


@pytest.fixture
def run(settings) -> Callable[..., tuple[str, int, tuple[str, ...]]]:
    """Build and give the fingerprint, the number of texts encoded, and the names of skipped files."""

    def call(*, identity="pairs", force=False):
        encoder = PairEncoder()
        generation, skipped = build(settings, encoder, identity, no_progress, force=force)
        assert len(generation.chunks) == generation.manifest.chunks
        return generation.manifest.fingerprint, encoder.encoded, tuple(entry.name for entry in skipped)

    return call


def test_a_missing_index_is_built_and_a_current_one_only_loaded(run, settings):
    name, encoded, _ = run()
    assert encoded > 0
    assert current_name(settings.index) == name
    assert run() == (name, 0, ())


def test_force_builds_a_current_index_again(run):
    name, encoded, _ = run()
    assert run(force=True) == (name, encoded, ())


@pytest.mark.parametrize(
    "change",
    [
        lambda corpus: (corpus / "jia.txt").write_text(JIA.replace("100件", "200件"), "utf-8"),
        lambda corpus: (corpus / "yi.txt").write_text("乙县规划\n一、目标\n商标达到5件。\n", "utf-8"),
        lambda corpus: (corpus / "jia.txt").rename(corpus / "bing.txt"),
        lambda corpus: (corpus / "catalogue.csv").write_text("id,title\n", "utf-8"),
    ],
    ids=["changed", "added", "renamed", "catalogue"],
)
def test_a_changed_corpus_is_built_beside_the_old_index(run, corpus, settings, change):
    old, *_ = run()
    change(corpus)
    new, encoded, _ = run()
    assert new != old
    assert encoded > 0
    assert current_name(settings.index) == new
    assert set(generation_names(settings.index)) >= {new}
    with pytest.raises(StaleIndexError):
        load_generation(settings.index, old)


def test_a_document_more_costs_its_own_texts_only(run, corpus, settings):
    run()
    old, whole, _ = run(force=True)
    ordinary = whole - len(load_generation(settings.index, old).chunks)
    (corpus / "yi.txt").write_text("乙县规划\n一、目标\n商标达到5件。\n", "utf-8")
    name, encoded, _ = run()
    own = [chunk for chunk in load_generation(settings.index, name).chunks if chunk.document == "yi"]
    assert encoded - ordinary == len(own)
    reused = contents(settings.index / current_name(settings.index))
    run(force=True)
    assert contents(settings.index / current_name(settings.index)) == reused


@pytest.mark.parametrize("damage", ["chunks.jsonl", "vectors.faiss", "tokens.bin"])
def test_nothing_is_taken_from_a_damaged_index(run, corpus, settings, damage):
    _, whole, _ = run()
    (settings.index / current_name(settings.index) / damage).write_bytes(b"\x00")
    (corpus / "jia.txt").rename(corpus / "bing.txt")
    assert run()[1] == whole


def test_another_encoder_or_clause_length_is_another_index(run, corpus, tmp_path):
    name, *_ = run()
    assert run(identity="others")[0] != name
    other = make_settings(corpus, tmp_path / "index", clause_characters=400)
    assert build(other, PairEncoder(), "pairs", no_progress)[0].manifest.fingerprint != name


def test_files_that_cannot_be_read_are_listed_and_the_others_indexed(run, corpus):
    (corpus / "broken.txt").write_bytes(b"\x00\x01\xff\xfe\x81")
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "notes.pdf").write_bytes(b"%PDF")
    _, encoded, skipped = run()
    assert skipped == ("broken.txt", "empty.txt")
    assert encoded > 0


def test_a_missing_corpus_is_a_stated_error(tmp_path):
    missing = make_settings(tmp_path / "none", tmp_path / "index")
    with pytest.raises(GenerationError, match="ASSISTANT_CORPUS"):
        build(missing, PairEncoder(), "pairs", no_progress)
    with pytest.raises(DocumentError, match="ASSISTANT_CORPUS"):
        read_corpus(tmp_path / "none", 800)


def test_progress_counts_up_to_all_chunks(settings):
    calls = []
    generation, _ = build(settings, PairEncoder(), "pairs", lambda *call: calls.append(call))
    total = len(generation.chunks)
    assert calls == [("读取文件", 0, 1), ("读取文件", 1, 1), ("建立索引", total, total)]


def test_no_fingerprint_is_expected_while_the_embedding_model_is_missing(settings, tmp_path):
    assert expected_fingerprint(settings.model_copy(update={"models": tmp_path / "models"})) == ""


def test_an_empty_corpus_declines_and_calls_no_model(tmp_path):
    (tmp_path / "empty").mkdir()
    generator = ScriptedGenerator("100件[1]。")
    assistant = make_assistant(tmp_path / "empty", tmp_path / "index", generator)
    answer = assistant.ask(QUESTION)
    assert (answer.abstained, answer.reason, answer.hits) == (True, Reason.EMPTY_CORPUS, ())
    assert generator.prompts == []


@pytest.fixture
def assistant(corpus, tmp_path):
    return make_assistant(corpus, tmp_path / "index")


def test_evidence_comes_first_then_pieces_then_the_answer(assistant):
    assistant.generator = ScriptedGenerator("发明专利拥有量", "达到100件[1]。")
    found, *pieces, answer = assistant.stream(QUESTION)
    assert isinstance(found, Found)
    assert found.passages[0].hit.chunk in [hit.chunk for hit in found.retrieval.hits]
    assert pieces == [Piece("发明专利拥有量"), Piece("达到100件[1]。")]
    assert isinstance(answer, Answer)
    assert (answer.text, answer.answerer) == ("发明专利拥有量达到100件[1]。", "llm")
    assert answer.hits == found.retrieval.hits


def test_the_answerer_can_be_chosen_by_question_and_by_setting(assistant, corpus, tmp_path):
    generator = ScriptedGenerator("发明专利拥有量达到100件[1]。")
    assistant.generator = generator
    assert assistant.ask(QUESTION, answerer="extract").text == QUOTED
    quoting = make_assistant(corpus, tmp_path / "index", generator, answerer="extract")
    assert quoting.ask(QUESTION).text == QUOTED
    assert generator.prompts == []
    assert quoting.ask(QUESTION, answerer="llm").answerer == "llm"
    assert len(generator.prompts) == 1


@pytest.mark.parametrize("question", ["", " \n\t", "\x00\x1b", "\u200b\u3000"])
def test_an_empty_question_is_refused(assistant, question):
    for door in (assistant.ask, assistant.search):
        with pytest.raises(QuestionError, match="问题为空"):
            door(question)


def test_a_question_of_a_hundred_thousand_characters_is_refused_with_its_length(assistant):
    for door in (assistant.ask, assistant.search):
        with pytest.raises(QuestionError, match=r"100000字.*2000字") as raised:
            door("甲" * 100_000)
        assert len(str(raised.value)) < 200


def test_the_longest_question_is_accepted(assistant):
    assert isinstance(assistant.ask((QUESTION * 200)[:2000]), Answer)


@pytest.mark.parametrize("noise", ["\x00", "\x1b", "\r\n", "\u202e", "\ud800"])
def test_control_characters_change_nothing(assistant, noise):
    assert assistant.ask(f"{noise}{QUESTION}{noise}").text == QUOTED
    assert "100件" in assistant.ask(QUESTION.replace("专利", f"专利{noise}")).text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("((((.*[", Reason.TOO_BROAD),
        ("${passages} {0} %s", Reason.NOT_FOUND),
        ("😀" * 50, Reason.TOO_BROAD),
        ("<script>alert(1)</script>", Reason.NOT_FOUND),
        ("？？？", Reason.TOO_BROAD),
    ],
)
def test_odd_questions_are_declined(assistant, question, reason):
    answer = assistant.ask(question)
    assert (answer.abstained, answer.reason, answer.citations) == (True, reason, ())


def test_the_history_completes_a_follow_up(assistant):
    alone, following = assistant.ask("那具体是多少呢？"), assistant.ask("那具体是多少呢？", [QUESTION])
    assert alone.abstained
    assert following.text == QUOTED


@pytest.mark.parametrize(
    "history",
    [["", "  \x00", QUESTION], [QUESTION.replace("专利", "\x00专利\n")], ["无关问题。"] * 3000 + [QUESTION]],
    ids=["empty turns", "control characters", "thousands of turns"],
)
def test_a_poor_history_does_no_harm(assistant, history):
    assert "100件" in assistant.ask("那具体是多少呢？", history).text


def test_an_endless_earlier_question_is_refused(assistant):
    for door in (assistant.ask, assistant.search):
        with pytest.raises(QuestionError, match="100000字"):
            door(QUESTION, ["甲" * 100_000])


def test_the_same_question_gets_the_same_answer(assistant):
    def everything_but_time(answer):
        return (answer.text, answer.sentences, answer.citations, answer.hits, answer.reason)

    assert everything_but_time(assistant.ask(QUESTION)) == everything_but_time(assistant.ask(QUESTION))


def test_an_entailment_model_is_heard_in_the_answer(assistant):
    class Doubter:
        def score(self, premise, hypothesis):
            return Inference(entailment=0.0, contradiction=1.0)

    assert [sentence.verdict for sentence in assistant.ask(QUESTION).sentences] == [Verdict.SUPPORTED]
    assistant.entailment = Doubter()
    assert [sentence.verdict for sentence in assistant.ask(QUESTION).sentences] == [Verdict.PARTIAL]


def test_titles_and_trees_are_known_by_document(assistant):
    assert set(assistant.trees) == set(assistant.titles) == {"jia"}
    assert assistant.titles["jia"] == "甲县知识产权规划"


def test_measures_are_read_from_the_documents_without_a_model_or_an_index(settings, tmp_path):
    bare = make_settings(settings.corpus, settings.index, models=tmp_path / "models")
    (measure,) = open_desk(bare, no_progress).measures
    assert (measure.text, measure.types[0]) == ("对专利质押贷款给予最高50万元贴息。", "贷款贴息")
    assert not settings.index.exists()


def test_measures_are_read_from_the_index_in_use_where_it_is_current(run, settings, monkeypatch):
    name, *_ = run()
    monkeypatch.setattr(building, "read_corpus", lambda *_: pytest.fail("the documents were read"))
    monkeypatch.setattr(building, "expected_fingerprint", lambda _: name)
    assert [one.document for one in open_desk(settings, no_progress).measures] == ["jia"]


def test_an_assistant_has_the_measures_of_its_documents(assistant):
    assert [one.text for one in assistant.measures.measures] == ["对专利质押贷款给予最高50万元贴息。"]
    assert assistant.measures is assistant.measures
