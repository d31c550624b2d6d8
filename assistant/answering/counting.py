"""How many tokens a text is: by llama.cpp's own tokenizer, or an upper bound where a server does not tell."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx2

_SECONDS = 2.0
_KEPT = 4096
# Quotation marks and dashes, Chinese signs and characters, their compatibility forms, full-width forms.
_CHINESE = (("‐", "…"), ("⺀", "鿿"), ("豈", "﫿"), ("！", "｠"))


def upper_bound(text: str) -> int:
    """One token for each ASCII or common Chinese character or sign, one for each byte of any other.

    Tokenizers of models that know Chinese need fewer: about two thirds of it for the prose of official documents. One
    that splits Chinese into bytes would need up to three times as many.
    """
    return sum(
        1 if char.isascii() or any(first <= char <= last for first, last in _CHINESE) else len(char.encode())
        for char in text
    )


def is_loopback(url: str) -> bool:
    """Whether an address is this machine itself, where no proxy belongs in between."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class UpperBound:
    """A ``TokenCounter`` without a tokenizer."""

    def count(self, text: str) -> int:
        """The most tokens that a text may have."""
        return upper_bound(text)


class ServerCounter:
    """Asks a llama.cpp server, once for each text; where it does not tell, the upper bound stands in."""

    def __init__(self, base_url: str, key: str) -> None:
        self._url = f"{base_url.rstrip('/').removesuffix('/v1')}/tokenize"
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx2.Client(
            timeout=_SECONDS,
            headers=headers,
            limits=httpx2.Limits(max_keepalive_connections=0),
            trust_env=not is_loopback(base_url),
        )
        self._ask = lru_cache(maxsize=_KEPT)(self._tokens)

    def count(self, text: str) -> int:
        """The number of tokens of a text."""
        try:
            return self._ask(text)
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, LookupError, TypeError):
            return upper_bound(text)

    def _tokens(self, text: str) -> int:
        reply = self._client.post(self._url, json={"content": text, "add_special": False}).raise_for_status().json()
        return len(reply["tokens"])
