import pytest

from assistant.answering.prompts import load_prompt
from assistant.errors import GeneratorError, ModelError
from assistant.interfaces import start
from assistant.interfaces.start import connect_model, open_assistant, warm_up
from tests.answering.chat_server import REPLY, ChatServer
from tests.fakes import BrokenGenerator, ScriptedGenerator, make_assistant, make_settings, no_progress


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "corpus").mkdir()
    return make_settings(
        tmp_path / "corpus", tmp_path / "index", models=tmp_path / "models", models_source=str(tmp_path)
    )


def test_an_api_is_used_where_one_is_named_and_no_model_file_is_looked_for(settings):
    with ChatServer() as server:
        named = {"api_base_url": server.base_url, "api_model": "good", "api_key": "secret", "api_grammar": True}
        generator, local = connect_model(settings.__class__(**settings.model_dump() | named), no_progress)
        assert list(generator.stream("系统", "问题", "root ::= x")) == list(REPLY)
        assert server.requests[0][1] == "Bearer secret"
        assert server.requests[0][2]["grammar"] == "root ::= x"
    assert local is None
    assert not settings.models.exists()


def test_a_local_model_that_cannot_be_had_is_a_stated_error(settings):
    with pytest.raises(ModelError):
        connect_model(settings, no_progress)


@pytest.mark.parametrize(("answerer", "connected"), [("extract", 0), ("llm", 1)])
def test_quoting_needs_no_language_model(settings, tmp_path, monkeypatch, answerer, connected):
    assistant, generator, kept, calls = make_assistant(settings.corpus, tmp_path / "index"), ScriptedGenerator(), [], []

    def connect(settings, progress):
        calls.append(settings)
        return generator, kept

    monkeypatch.setattr(start.Assistant, "open", lambda settings, progress: (assistant, ()))
    monkeypatch.setattr(start, "connect_model", connect)
    opened, server = open_assistant(settings, answerer, no_progress)
    assert opened is assistant
    assert len(calls) == connected
    assert opened.generator is (generator if connected else None)
    assert server is (kept if connected else None)


def test_warming_up_reads_the_fixed_part_of_the_prompt():
    generator = ScriptedGenerator("。")
    warm_up(generator)
    ((system, user, grammar),) = generator.prompts
    assert system == load_prompt("answer.system").template
    assert (user, grammar) == ("问题：", 'root ::= "。"')


def test_a_model_that_breaks_off_while_warming_up_is_a_stated_error():
    with pytest.raises(GeneratorError):
        warm_up(BrokenGenerator("。"))
