import threading

import pytest

from assistant.errors import GeneratorError, ModelError, ServerError
from assistant.interfaces import launch
from assistant.interfaces.launch import ModelLoader
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.pipeline import Current
from assistant.reading.load import Skipped
from tests.fakes import ScriptedGenerator, make_assistant

QUESTION = "到2025年发明专利拥有量达到多少件？"
QUOTED = "到2025年，发明专利拥有量达到100件[1]。"


class Listener:
    """Keeps what is said and shown."""

    def __init__(self):
        self.said, self.shown = [], []

    def say(self, text):
        self.said.append(text)

    def __call__(self, label, done, total):
        self.shown.append((label, done, total))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.fixture
def assistant(tmp_path):
    (tmp_path / "corpus").mkdir()
    text = "甲县知识产权规划\n一、主要目标\n到2025年，发明专利拥有量达到100件。\n"
    (tmp_path / "corpus" / "jia.txt").write_text(text, "utf-8")
    return make_assistant(tmp_path / "corpus", tmp_path / "index")


@pytest.fixture
def bars():
    return Listener()


def load(assistant, bars, monkeypatch, connect, settings=None):
    """Run a loader to its end."""
    monkeypatch.setattr(launch, "connect_model", connect)
    loader = ModelLoader(settings or assistant.settings, Current(assistant), bars)
    loader.start()
    for thread in [t for t in threading.enumerate() if t.name == "language-model"]:
        thread.join(10)
    return loader


def test_a_model_that_comes_is_ready_and_writes(assistant, bars, monkeypatch):
    generator = ScriptedGenerator("发明专利拥有量达到100件[1]。")
    loader = load(assistant, bars, monkeypatch, lambda settings, progress: (generator, object()))
    assert loader.status() == ModelStatus(ModelState.READY)
    assert assistant.generator is generator
    assert bars.said == ["语言模型已就绪。 The language model is ready."]
    # It has read the fixed part of the prompt before the first question.
    assert [user for _, user, _ in generator.prompts] == ["问题："]
    assert assistant.ask(QUESTION).answerer == "llm"


def test_while_it_is_fetched_the_bytes_are_told_and_clauses_are_quoted(assistant, bars, monkeypatch):
    seen = []

    def connect(settings, progress):
        for done in (3, 10):
            progress("模型", done, 10)
            seen.append((loaders[0].status(), assistant.ask(QUESTION).text))
        return ScriptedGenerator(), None

    loaders = []
    monkeypatch.setattr(launch, "connect_model", connect)
    loaders.append(ModelLoader(assistant.settings, Current(assistant), bars))
    assert loaders[0].status() == ModelStatus(ModelState.STARTING)
    loaders[0].start()
    for thread in [t for t in threading.enumerate() if t.name == "language-model"]:
        thread.join(10)
    assert seen == [
        (ModelStatus(ModelState.FETCHING, 3, 10), QUOTED),
        (ModelStatus(ModelState.STARTING, 10, 10), QUOTED),
    ]
    assert bars.shown == [("模型", 3, 10), ("模型", 10, 10)]


@pytest.mark.parametrize(
    "error", [ModelError("没有文件"), GeneratorError("无法加载")], ids=["no file", "does not load"]
)
def test_a_model_that_fails_is_told_and_clauses_are_quoted_on(assistant, bars, monkeypatch, error):
    def connect(settings, progress):
        raise error

    loader = load(assistant, bars, monkeypatch, connect)
    assert loader.status() == ModelStatus(ModelState.FAILED, message=str(error))
    assert bars.said == [f"语言模型不可用，只摘录原文：{error}"]
    assert assistant.generator is None
    answer = assistant.ask(QUESTION)
    assert (answer.text, answer.answerer) == (QUOTED, "extract")


def test_a_model_that_fails_on_its_first_words_is_not_used(assistant, bars, monkeypatch):
    class Silent:
        def stream(self, system, user, grammar):
            raise GeneratorError("没有回答")

    loader = load(assistant, bars, monkeypatch, lambda settings, progress: (Silent(), None))
    assert loader.status().state is ModelState.FAILED
    assert assistant.generator is None


def test_where_none_is_wanted_none_is_loaded(assistant, bars, monkeypatch):
    def connect(settings, progress):
        pytest.fail("a model was loaded")

    settings = assistant.settings.model_copy(update={"answerer": "extract"})
    loader = load(assistant, bars, monkeypatch, connect, settings)
    assert loader.status() == ModelStatus(ModelState.ABSENT)
    assert bars.said == []


def start(assistant, bars, monkeypatch, serve, skipped=()):
    """Launch with everything heavy replaced."""
    opened = lambda settings, progress: (assistant, skipped)  # noqa: E731
    monkeypatch.setattr(launch.Assistant, "open", opened)
    monkeypatch.setattr(launch, "Bars", lambda: bars)
    monkeypatch.setattr(launch, "create_app", lambda site: ("app", site.model_status().state))
    monkeypatch.setattr(launch, "serve", serve)
    launch.launch(assistant.settings.model_copy(update={"answerer": "extract", "port": 0, "host": "::1"}))


def test_launching_names_skipped_files_and_the_address(assistant, bars, monkeypatch):
    served = []

    def serve(app, host, port, on_started):
        served.append((app, host, port))
        on_started("http://[::1]:5")

    start(assistant, bars, monkeypatch, serve, (Skipped("x.txt", "x.txt：文件为空"),))
    assert served == [(("app", ModelState.ABSENT), "::1", 0)]
    assert bars.said == ["已跳过 x.txt：文件为空", "页面已启动，请打开 Open: http://[::1]:5"]


def test_a_taken_port_goes_up_as_a_stated_error(assistant, bars, monkeypatch):
    def serve(*_):
        raise ServerError("端口已被占用")

    with pytest.raises(ServerError):
        start(assistant, bars, monkeypatch, serve)
