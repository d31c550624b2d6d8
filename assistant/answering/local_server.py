"""llama.cpp's own server inside this process, bound to loopback on a free port. The only file that knows xllamacpp."""

import os
import socket
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import GeneratorError

LOOPBACK = "127.0.0.1"
_LOG_ERRORS_ONLY = 0
# Words are guessed where this many tokens were said before in the same order: the shortest that copies a name.
_SAME_TOKENS = 3


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How a model is served; the defaults of the settings were chosen by ``benchmark serving``.

    ``threads`` 0 takes one for each core. ``at_once`` replies are written at a time, each with its own context.
    ``cache_megabytes`` of prompts read before are kept besides the last one. ``draft_tokens`` are guessed at a time
    from what stands in the prompt, and checked by the model together (n-gram speculation); 0: none.
    """

    context_tokens: int
    threads: int = 0
    at_once: int = 1
    cache_megabytes: int = 0
    draft_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server has counted since its start; tokens read do not include those found in its cache."""

    read_tokens: float = 0.0
    read_seconds: float = 0.0
    written_tokens: float = 0.0
    written_seconds: float = 0.0
    guessed_tokens: float = 0.0
    accepted_tokens: float = 0.0
    busy: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        """Both together."""
        return Usage(*(own + more for own, more in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: "Usage") -> "Usage":
        """What came on top of an earlier count."""
        return Usage(*(own - less for own, less in zip(astuple(self), astuple(other), strict=True)))


# The names of the server's own counters, in the order of ``Usage``.
_COUNTERS = (
    "prompt_tokens_total", "prompt_seconds_total", "tokens_predicted_total", "tokens_predicted_seconds_total",
    "spec_decode_num_draft_tokens_total", "spec_decode_num_accepted_tokens_total", "requests_processing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A running server; it lives as long as this object."""

    base_url: str
    model: str
    handle: Any

    def usage(self) -> Usage:
        """What was read and written so far, and how many requests are being answered."""
        lines = str(self.handle.handle_metrics()).splitlines()
        counted = dict(line.removeprefix("llamacpp:").split(" ") for line in lines if line.startswith("llamacpp:"))
        return Usage(*(float(counted[name]) for name in _COUNTERS))


def start_local_server(model: Path, options: ServerOptions, key: str = "") -> LocalServer:
    """Load a GGUF file and serve it; where a ``key`` is given, only to those who send it.

    Raises:
        GeneratorError: the file cannot be loaded or the server does not start.
    """
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.model_alias = {model.stem}
    parameters.hostnames = [LOOPBACK]
    parameters.port = _free_port()
    parameters.n_ctx = options.context_tokens * options.at_once
    parameters.n_parallel = options.at_once
    parameters.cache_ram_mib = options.cache_megabytes
    threads = options.threads or os.cpu_count() or 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.verbosity = _LOG_ERRORS_ONLY
    parameters.warmup = False
    parameters.offline = True
    # Other users of this machine see neither a page nor what is asked.
    parameters.ui = parameters.endpoint_slots = False
    parameters.endpoint_metrics = True
    if key:
        parameters.api_keys = [key]
    if options.draft_tokens:
        parameters.speculative.types = [xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE]
        parameters.speculative.ngram_simple.size_n = _SAME_TOKENS
        parameters.speculative.ngram_simple.size_m = options.draft_tokens
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError as error:
        raise GeneratorError(
            f"语言模型无法加载：{model}。请运行 python -m assistant models verify，或改用 --answerer extract。"
            " The language model cannot be loaded."
        ) from error
    return LocalServer(f"{server.listening_address}/v1", model.stem, server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
