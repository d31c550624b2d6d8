"""Serves the pages with uvicorn; the port is bound before anything starts, so that a taken one is told at once."""

import errno
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from assistant.errors import ServerError

_GRACE_SECONDS = 2
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - compared with, not bound


class PageServer:
    """A bound socket and the application to serve on it; ``url`` is where a browser finds it."""

    def __init__(self, app: FastAPI, listening: socket.socket) -> None:
        self._socket = listening
        self._server = _TellingServer(
            uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_GRACE_SECONDS)
        )
        host, port = listening.getsockname()[:2]
        shown = _EVERYWHERE.get(host) or (f"[{host}]" if ":" in host else host)
        self.url = f"http://{shown}:{port}"

    @classmethod
    def bind(cls, app: FastAPI, host: str = "127.0.0.1", port: int = 7860) -> "PageServer":
        """Take the port; 0 takes any free one.

        Raises:
            ServerError: the port is in use or not allowed, or the address is not this machine's.
        """
        return cls(app, _listen(host, port))

    def run(self, on_started: Callable[[str], None]) -> None:
        """Serve until stopped; ``on_started`` gets the address when the pages can be opened."""
        self._server.when_started = lambda: on_started(self.url)
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Ask ``run`` to end; safe to call from another thread."""
        self._server.should_exit = True


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise ServerError(_explain(error, host, port)) from error
    return listening


def refuse_taken_port(host: str, port: int) -> None:
    """Tell of a port that cannot be had before long work begins.

    Raises:
        ServerError: the port is in use or not allowed, or the address is not this machine's.
    """
    _listen(host, port).close()


def serve(
    app: FastAPI, host: str = "127.0.0.1", port: int = 7860, on_started: Callable[[str], None] = lambda _: None
) -> None:
    """Serve the pages until the process is told to stop.

    Raises:
        ServerError: the port is in use or not allowed, or the address is not this machine's.
    """
    PageServer.bind(app, host, port).run(on_started)


class _TellingServer(uvicorn.Server):
    """Says when it listens, which uvicorn writes to its log only."""

    when_started: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.when_started()


def _explain(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"端口 {port} 已被占用。请关闭占用它的程序，或用 ASSISTANT_PORT 指定其他端口。 "
            f"Port {port} is in use: stop what uses it or set ASSISTANT_PORT."
        )
    if error.errno == errno.EACCES:
        return f"没有权限使用端口 {port}，请用 ASSISTANT_PORT 指定 1024 以上的端口。 Port {port} is not allowed."
    return f"无法在 {host}:{port} 上提供服务，请检查 ASSISTANT_HOST 和 ASSISTANT_PORT。 Cannot listen on {host}:{port}."
