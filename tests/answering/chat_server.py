"""A hand-written OpenAI-compatible server on loopback; the model name in a request says how it behaves."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPLY = ("甲事", "[1]", "。")
DONE = b"data: [DONE]\n\n"
DRIP_SECONDS = 0.02


def event(text: str | None = None, finish: str | None = None, **more: str) -> bytes:
    """A chunk of a stream; without text it has no content, as the first and the last one of real servers."""
    delta = ({} if text is None else {"content": text}) | more
    choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
    chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": choices}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def reply(*pieces: str, finish: str = "stop") -> bytes:
    """A whole stream."""
    return b"".join((event(role="assistant"), *map(event, pieces), event(finish=finish), DONE))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so by http.server
        """Keep quiet."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, self.headers.get("Authorization"), body))
        if self.path == "/tokenize":
            self.send(200, json.dumps({"tokens": list(range(2 * len(body["content"])))}).encode(), "application/json")
            return
        name, _, rest = body["model"].partition("-")
        self.tries = sum(asked["model"] == body["model"] for _, _, asked in self.server.requests if "model" in asked)
        getattr(self, f"act_{name}")(*filter(None, rest.split("-")))

    def act_good(self) -> None:
        self.send(200, reply(*REPLY))

    def act_status(self, code: str, failures: str = "99", wait: str = "") -> None:
        """Fail with a status so many times, asking for a pause or not, then answer."""
        if self.tries > int(failures):
            return self.act_good()
        message = f"out of\nmemory, key {self.headers.get('Authorization')}"
        detail = json.dumps({"error": {"message": message, "type": "server_error"}}).encode()
        return self.send(int(code), detail, "application/json", headers={"Retry-After": wait} if wait else {})

    def act_page(self) -> None:
        self.send(200, b"<html>\n<p>Welcome</p>\n</html>", "text/html")

    def act_garbage(self) -> None:
        self.send(200, event(REPLY[0]) + b"data: {not json\n\n")

    def act_list(self) -> None:
        self.send(200, event(REPLY[0]) + b"data: [1, 2]\n\n")

    def act_failing(self) -> None:
        self.send(200, event(REPLY[0]) + b'data: {"error": {"message": "slot lost", "code": 500}}\n\n')

    def act_cut(self) -> None:
        self.send(200, event(REPLY[0]), length=10_000)

    def act_ended(self) -> None:
        """End as if all were well, but without a reason to finish."""
        self.send(200, event(REPLY[0]))

    def act_refused(self) -> None:
        """Break off before any word, the first time."""
        if self.tries > 1:
            return self.act_good()
        return self.send(200, event(role="assistant"), length=10_000)

    def act_stalling(self) -> None:
        self.send(200, event(REPLY[0]), length=10_000, wait=True)

    def act_silent(self) -> None:
        self.send(200, event(role="assistant"), length=10_000, wait=True)

    def act_alive(self) -> None:
        """Show signs of life for ever, and say nothing."""
        self.trickle(b": ping\n\n")

    def act_slow(self) -> None:
        self.trickle(event("慢"))

    def act_endless(self) -> None:
        self.trickle(event("说个没完。"), pause=0.0)

    def act_empty(self) -> None:
        self.send(200, reply())

    def act_blank(self) -> None:
        self.send(200, reply(" ", "\n"))

    def act_long(self) -> None:
        self.send(200, reply("第一句[1]。", "第二", finish="length"))

    def act_thinking(self) -> None:
        self.send(200, reply("<th", "ink>想一想。", "</thi", "nk>\n\n", *REPLY))

    def act_aloud(self) -> None:
        """Think without the opening mark, which some servers put into the prompt."""
        self.send(200, reply("想一想。", "</think>", *REPLY))

    def act_reasoning(self) -> None:
        thought = event(reasoning_content="想一想。")
        self.send(200, thought + reply(*REPLY))

    def act_waiting(self) -> None:
        """Answer when the test lets it, and keep the order in which requests began."""
        self.server.begun.append(self.server.requests[-1][2]["messages"][-1]["content"])
        self.server.released.wait(20)
        self.act_good()

    def trickle(self, piece: bytes, pause: float = DRIP_SECONDS) -> None:
        """Send a piece again and again until the client leaves."""
        self.send(200, b"", length=10**9)
        try:
            while not self.server.stopping.is_set():
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            self.server.left.set()

    def send(
        self,
        code: int,
        body: bytes,
        kind: str = "text/event-stream",
        *,
        length: int = 0,
        wait: bool = False,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Answer; a ``length`` beyond the body leaves the client waiting for more until the connection closes."""
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(length or len(body))}.items():
            self.send_header(name, value)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        if wait:
            self._wait_for_the_client_to_leave()
        self.close_connection = bool(length)

    def _wait_for_the_client_to_leave(self) -> None:
        self.connection.settimeout(0.05)
        while not self.server.stopping.is_set():
            try:
                if not self.connection.recv(1):
                    self.server.left.set()
                    return
            except TimeoutError:
                continue
            except OSError:
                self.server.left.set()
                return


class ChatServer(ThreadingHTTPServer):
    """Serves until the ``with`` block ends.

    ``requests`` keeps (path, authorization, body); ``left`` tells that a client closed its connection in the middle.
    """

    daemon_threads = False
    request_queue_size = 32

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, str | None, dict]] = []
        self.begun: list[str] = []
        self.released = threading.Event()
        self.stopping = threading.Event()
        self.left = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle is what some tests are about."""

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> "ChatServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def spoken(replies: Iterator[object]) -> list[str]:
    """The pieces of text alone, without the notes in between."""
    return [piece for piece in replies if isinstance(piece, str)]
