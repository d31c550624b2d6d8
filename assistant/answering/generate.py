"""One ``Generator`` for local and API models, over LangChain's OpenAI client; no other file knows that client."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from assistant.errors import GeneratorError


@dataclass(frozen=True, slots=True)
class ChatGenerator:
    """A ``Generator`` over LangChain's ``ChatOpenAI``; ``accepts_grammar`` holds for llama.cpp's server."""

    client: Any
    accepts_grammar: bool

    @classmethod
    def connect(
        cls, base_url: str, model: str, key: str, *, answer_tokens: int, timeout_seconds: float, accepts_grammar: bool
    ) -> "ChatGenerator":
        """Prepare a client; nothing is sent before the first question. Temperature 0: same question, same answer."""
        from langchain_openai import ChatOpenAI

        client = ChatOpenAI(
            base_url=base_url,
            model=model,
            api_key=SecretStr(key or "none"),
            temperature=0.0,
            seed=0,
            max_completion_tokens=answer_tokens,
            timeout=timeout_seconds,
            max_retries=1,
            use_responses_api=False,
        )
        return cls(client, accepts_grammar)

    def stream(self, system: str, user: str, grammar: str | None) -> Iterator[str]:
        """Yield the reply piece by piece; ``grammar`` is sent only to servers that take one.

        Raises:
            GeneratorError: the model cannot be reached or broke off.
        """
        import httpx
        import openai

        extra = {"extra_body": {"grammar": grammar, "cache_prompt": True}} if grammar and self.accepts_grammar else {}
        try:
            for chunk in self.client.stream([("system", system), ("user", user)], **extra):
                if chunk.content:
                    yield str(chunk.content)
        except (openai.OpenAIError, httpx.HTTPError, ValueError, AttributeError, TypeError) as error:
            detail = " ".join(str(error).split())
            raise GeneratorError(f"语言模型没有回答：{detail}。 The language model did not answer.") from error
