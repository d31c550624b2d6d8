"""How a door comes to an ``Assistant`` with the language model that the settings name."""

from functools import partial

from assistant.answering.generate import ChatGenerator
from assistant.answering.local_server import LocalServer, start_local_server
from assistant.answering.prompts import load_prompt
from assistant.pipeline import Assistant, model_store
from assistant.ports import Progress
from assistant.settings import Settings


def connect_model(settings: Settings, progress: Progress) -> tuple[ChatGenerator, LocalServer | None]:
    """The generator of the settings: an API where one is named, else the local model (fetched first if need be).

    The server stops with the object returned beside the generator, so the caller keeps it.

    Raises:
        ModelError: the model file cannot be had.
        GeneratorError: the local server does not start.
    """
    connect = partial(
        ChatGenerator.connect,
        answer_tokens=settings.answer_tokens,
        timeout_seconds=settings.api_timeout_seconds,
    )
    if settings.api_base_url:
        key = settings.api_key.get_secret_value()
        api = connect(settings.api_base_url, settings.api_model, key, accepts_grammar=settings.api_grammar)
        return api, None
    path = model_store(settings).ensure(settings.generator, progress)
    server = start_local_server(path, settings.context_tokens, settings.threads)
    local = connect(server.base_url, server.model, "", accepts_grammar=True)
    return local, server


def open_assistant(settings: Settings, answerer: str, progress: Progress) -> tuple[Assistant, object]:
    """An assistant ready to answer in the given way, and what must be kept alive beside it.

    Raises:
        AssistantError: a model, the corpus or the index cannot be used.
    """
    assistant, _ = Assistant.open(settings, progress)
    if answerer == "extract":
        return assistant, None
    assistant.generator, server = connect_model(settings, progress)
    return assistant, server


def warm_up(generator: ChatGenerator) -> None:
    """Let the model read the fixed part of the prompt once, so that the first question does not wait for it.

    Raises:
        GeneratorError: the model does not answer.
    """
    system = load_prompt("answer.system").template
    for _ in generator.stream(system, "问题：", 'root ::= "。"'):
        pass
