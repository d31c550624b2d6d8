"""llama.cpp's own server inside this process, bound to loopback on a free port. The only file that knows xllamacpp."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import GeneratorError

LOOPBACK = "127.0.0.1"
# Two questions are written at once, the others wait in order: more would halve everybody's speed on two cores.
_PARALLEL = 2
_LOG_ERRORS_ONLY = 0


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A running server; it lives as long as this object."""

    base_url: str
    model: str
    handle: Any


def start_local_server(model: Path, context_tokens: int, threads: int) -> LocalServer:
    """Load a GGUF file and serve it; ``threads`` 0 takes one for each core.

    Raises:
        GeneratorError: the file cannot be loaded or the server does not start.
    """
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.model_alias = {model.stem}
    parameters.hostnames = [LOOPBACK]
    parameters.port = _free_port()
    parameters.n_ctx = context_tokens * _PARALLEL
    parameters.n_parallel = _PARALLEL
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads or os.cpu_count() or 1
    parameters.verbosity = _LOG_ERRORS_ONLY
    parameters.warmup = False
    parameters.offline = True
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
