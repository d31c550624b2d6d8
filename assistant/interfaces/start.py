"""How a door comes to an ``Assistant`` with the language model that the settings name."""

from dataclasses import replace

from assistant.answering.generate import ChatGenerator, Limits
from assistant.answering.local_server import LocalServer, ServerOptions, start_local_server
from assistant.answering.prompts import SYSTEM, load_prompt
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
    if settings.api_base_url:
        key, limits = settings.api_key.get_secret_value(), _limits(settings, 0)
        api = ChatGenerator.connect(
            settings.api_base_url, settings.api_model, key, limits, is_llama_server=settings.api_grammar
        )
        return api, None
    return serve_with(settings, server_options(settings), progress)


def serve_with(settings: Settings, options: ServerOptions, progress: Progress) -> tuple[ChatGenerator, LocalServer]:
    """The local model of the settings, fetched first if need be, served with other options than they say.

    Raises:
        ModelError: the model file cannot be had.
        GeneratorError: the local server does not start.
    """
    server = start_local_server(model_store(settings).ensure(settings.generator, progress), options)
    return connect_local(server, settings), server


def connect_apart(settings: Settings, progress: Progress) -> tuple[ChatGenerator, LocalServer | None]:
    """A generator that shares no prompt with any other: for measurements, in which nothing may have been read before.

    Raises:
        ModelError: the model file cannot be had.
        GeneratorError: the local server does not start.
    """
    if settings.api_base_url:
        return connect_model(settings, progress)
    return serve_with(settings, replace(server_options(settings), cache_megabytes=0), progress)


def connect_local(server: LocalServer, settings: Settings) -> ChatGenerator:
    """A generator over a local server; all who use the server share it, and its line."""
    limits = _limits(settings, settings.local_at_once)
    return ChatGenerator.connect(server.base_url, server.model, "", limits, is_llama_server=True)


def server_options(settings: Settings) -> ServerOptions:
    """What the settings say of the local server."""
    return ServerOptions(
        context_tokens=settings.context_tokens,
        threads=settings.threads,
        at_once=settings.local_at_once,
        cache_megabytes=settings.local_cache_megabytes,
        draft_tokens=settings.draft_tokens,
    )


def _limits(settings: Settings, at_once: int) -> Limits:
    return Limits(
        answer_tokens=settings.answer_tokens,
        connect_seconds=settings.api_connect_seconds,
        first_token_seconds=settings.api_first_token_seconds,
        token_seconds=settings.api_token_seconds,
        answer_seconds=settings.api_timeout_seconds,
        retries=settings.api_retries,
        retry_wait_seconds=settings.api_retry_wait_seconds,
        at_once=at_once,
    )


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
    system = load_prompt(SYSTEM).template
    for _ in generator.stream(system, "问题：", 'root ::= "。"'):
        pass
