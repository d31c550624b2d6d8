"""One ``Generator`` for local and API models, over LangChain's OpenAI client; no other file knows that client."""

import asyncio
from collections.abc import Callable, Iterator
from collections.abc import Generator as Generating
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import SecretStr

from assistant.answering.background import relay
from assistant.answering.counting import ServerCounter, is_loopback, upper_bound
from assistant.answering.line import Line
from assistant.answering.retry_after import read_retry_after
from assistant.answering.thinking import without_thoughts
from assistant.errors import Failure, GeneratorError
from assistant.ports import CutOff, Reply, StartOver, Waiting

# A server may ignore how long a reply may be. Chinese and English prose has fewer than four characters to a token, so
# what is longer than that has broken the limit.
_CHARACTERS_PER_TOKEN = 4
_DETAIL_CHARACTERS = 300
_FIRST_PAUSE_SECONDS = 0.5
# What another attempt may mend. Who has waited for a first token in vain is not made to wait as long again.
_PASSING = frozenset({Failure.BUSY, Failure.UNREACHABLE, Failure.BROKEN, Failure.FAULT})

# Why a reply ends without its end; None: it was stopped here.
_CUT_OFF = frozenset({None, "length", "content_filter"})

Say = Callable[[Reply], None]
Messages = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait and how much to take.

    ``first_token_seconds`` count from the turn and anew for each attempt, ``token_seconds`` between two pieces,
    ``answer_seconds`` over everything from the turn on. ``retry_wait_seconds`` is the longest pause before another
    attempt. ``at_once`` questions are put at a time (0: any number); the others wait in the order in which they came.
    """

    answer_tokens: int
    connect_seconds: float
    first_token_seconds: float
    token_seconds: float
    answer_seconds: float
    retries: int
    retry_wait_seconds: float
    at_once: int = 0


class ChatGenerator:
    """A ``Generator`` and ``TokenCounter`` over LangChain's ``ChatOpenAI``."""

    def __init__(self, client: Any, limits: Limits, key: str, counter: ServerCounter | None) -> None:
        self._client = client
        self._limits = limits
        self._key = key
        self._counter = counter
        self._line = Line(limits.at_once)

    @classmethod
    def connect(cls, base_url: str, model: str, key: str, limits: Limits, *, is_llama_server: bool) -> "ChatGenerator":
        """Prepare a client; nothing is sent before the first question. Temperature 0: same question, same answer.

        ``is_llama_server`` says that grammars are taken and tokens counted there.
        """
        import httpx2
        from langchain_openai import ChatOpenAI

        # Waiting is bounded token by token in ``_listen``: signs of life from a server would reset the client's clock.
        patience = httpx2.Timeout(None, connect=limits.connect_seconds)
        # A connection for each question: to close it is what ends the work at the server.
        connections = httpx2.Limits(max_keepalive_connections=0)
        client = ChatOpenAI(
            base_url=base_url,
            model=model,
            api_key=SecretStr(key or "none"),
            temperature=0.0,
            seed=0,
            max_completion_tokens=limits.answer_tokens,
            max_retries=0,
            timeout=patience,
            stream_chunk_timeout=None,
            http_socket_options=(),
            http_async_client=httpx2.AsyncClient(
                timeout=patience, limits=connections, trust_env=not is_loopback(base_url)
            ),
            use_responses_api=False,
        )
        return cls(client, limits, key, ServerCounter(base_url, key) if is_llama_server else None)

    def stream(self, system: str, user: str, grammar: str | None) -> Generating[Reply, None, None]:
        """Yield the reply piece by piece; ``grammar`` is sent only to servers that take one.

        Raises:
            GeneratorError: the model cannot be reached or broke off.
        """
        ahead = 0
        for news in relay(partial(self._ask, [("system", system), ("user", user)], grammar)):
            ahead = news.ahead if isinstance(news, Waiting) else ahead
            yield Waiting(ahead) if news is None else news

    def count(self, text: str) -> int:
        """The tokens of a text by the model's own tokenizer, where its server tells; else an upper bound."""
        return self._counter.count(text) if self._counter else upper_bound(text)

    async def _ask(self, messages: Messages, grammar: str | None, say: Say) -> None:
        """Wait for the turn, put the question, again where that may help, and pass on what comes."""
        import httpx2
        import openai
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

        heard = _Heard(say, self._limits.answer_tokens * _CHARACTERS_PER_TOKEN)
        attempts = AsyncRetrying(
            retry=retry_if_exception(lambda error: not heard.text and self._is_passing(error)),
            wait=self._pause(),
            stop=stop_after_attempt(1 + self._limits.retries),
            reraise=True,
        )
        async with self._line.turn(lambda ahead: say(Waiting(ahead))):
            try:
                async with asyncio.timeout(self._limits.answer_seconds):
                    await attempts(self._listen, messages, grammar, heard)
            except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, TimeoutError,
                    ValueError, TypeError, AttributeError, LookupError) as error:  # fmt: skip
                raise self._stated(error) from (None if self._gives_away(error) else error)

    async def _listen(self, messages: Messages, grammar: str | None, heard: "_Heard") -> None:
        """One request, until the model says that it has finished, or has said as much as it may."""
        from langsmith import tracing_context

        extra = {"extra_body": {"grammar": grammar, "cache_prompt": True}} if grammar and self._counter else {}
        clock = asyncio.get_running_loop().time
        # Variables of the environment that are meant for other programs must not send questions to a tracing service.
        with tracing_context(enabled=False):
            async with (
                asyncio.timeout(self._limits.first_token_seconds) as patience,
                aclosing(self._client.astream(messages, **extra)) as chunks,
            ):
                async for chunk in chunks:
                    heard.add(str(chunk.text))
                    if heard.text:
                        patience.reschedule(clock() + self._limits.token_seconds)
                    reason = chunk.response_metadata.get("finish_reason")
                    if reason or heard.is_too_long:
                        return heard.end(is_cut_off=reason in _CUT_OFF)
        raise GeneratorError("语言模型的回答中断：未见结束标记。 The reply broke off without its end.", Failure.BROKEN)

    def _pause(self) -> Callable[[Any], float]:
        """What the server asks for before another attempt, else longer each time, and not all clients at once."""
        from tenacity import wait_exponential_jitter

        grows = wait_exponential_jitter(
            multiplier=_FIRST_PAUSE_SECONDS, max=self._limits.retry_wait_seconds, jitter=_FIRST_PAUSE_SECONDS
        )
        return lambda state: _asked_pause(state.outcome.exception()) or grows(state)

    def _is_passing(self, error: BaseException) -> bool:
        """Whether another attempt may succeed, and soon enough to be waited for."""
        return _failure(error) in _PASSING and (_asked_pause(error) or 0.0) <= self._limits.retry_wait_seconds

    def _stated(self, error: BaseException) -> GeneratorError:
        failure = _failure(error)
        said = str(error).replace(self._key, "***") if self._key else str(error)
        detail = " ".join(said.split())[:_DETAIL_CHARACTERS] or type(error).__name__
        return GeneratorError(f"语言模型没有回答（{failure}）：{detail}。 The language model did not answer.", failure)

    def _gives_away(self, error: BaseException) -> bool:
        """Whether a server has put the key into its message."""
        return bool(self._key) and any(self._key in str(link) for link in _chain(error))


class _Heard:
    """A reply as it comes: all that was said, and how much of it was passed on."""

    def __init__(self, say: Say, most_characters: int) -> None:
        self.text = ""
        self._say = say
        self._most_characters = most_characters
        self._passed_on = ""

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > self._most_characters

    def add(self, piece: str) -> None:
        """Pass on what a piece adds to the reply, thoughts left out."""
        self.text += piece
        reply = without_thoughts(self.text)
        if not reply.startswith(self._passed_on):
            self._say(StartOver())
            self._passed_on = ""
        if added := reply[len(self._passed_on) :]:
            self._say(added)
        self._passed_on = reply

    def end(self, *, is_cut_off: bool) -> None:
        """Take note that no more comes.

        Raises:
            GeneratorError: nothing has come.
        """
        if not self._passed_on.strip():
            raise GeneratorError("语言模型的回答是空的。 The reply is empty.", Failure.FORMAT)
        if is_cut_off:
            self._say(CutOff())


def _failure(error: BaseException) -> Failure:
    """In what way a request failed."""
    import httpx2
    import openai

    if isinstance(error, GeneratorError):
        return error.failure
    if any(isinstance(link, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.UnsupportedProtocol)
           for link in _chain(error)):  # fmt: skip
        return Failure.UNREACHABLE
    if isinstance(error, openai.APIStatusError):
        code = error.status_code
        return Failure.BUSY if code == 429 else Failure.FAULT if code >= 500 else Failure.REFUSED
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return Failure.TIMEOUT
    return Failure.BROKEN if isinstance(error, openai.APIError | httpx2.HTTPError) else Failure.FORMAT


def _asked_pause(error: BaseException) -> float | None:
    """The seconds that a server asks to be left alone for."""
    response = getattr(error, "response", None)
    return read_retry_after(response.headers.get("retry-after", "")) if response is not None else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it; the client wraps the errors of its transport."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
