"""A hand-written OpenAI-compatible server on loopback; the model name in a request says how it behaves."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPLY = ("甲事", "[1]", "。")


def event(text: str) -> bytes:
    choices = [{"index": 0, "delta": {"content": text}, "finish_reason": None}]
    chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": choices}
    return f"data: {json.dumps(chunk)}\n\n".encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so by http.server
        """Keep quiet."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, self.headers.get("Authorization"), body))
        getattr(self, f"act_{body['model']}")()

    def act_good(self) -> None:
        self.send(200, b"".join(map(event, REPLY)) + b"data: [DONE]\n\n")

    def act_error(self) -> None:
        self.send(500, b'{"error": {"message": "out of\\nmemory", "type": "server_error"}}', "application/json")

    def act_page(self) -> None:
        self.send(200, b"<html>\n<p>Welcome</p>\n</html>", "text/html")

    def act_garbage(self) -> None:
        self.send(200, event(REPLY[0]) + b"data: {not json\n\n")

    def act_failing(self) -> None:
        self.send(200, event(REPLY[0]) + b'data: {"error": {"message": "slot lost", "code": 500}}\n\n')

    def act_cut(self) -> None:
        self.send(200, event(REPLY[0]), length=10_000)

    def act_stalling(self) -> None:
        self.send(200, event(REPLY[0]), length=10_000, wait=True)

    def send(
        self, code: int, body: bytes, kind: str = "text/event-stream", *, length: int = 0, wait: bool = False
    ) -> None:
        """Answer; a ``length`` beyond the body leaves the client waiting for more until the connection closes."""
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        if wait:
            self.server.released.wait(20)
        self.close_connection = bool(length)


class ChatServer(ThreadingHTTPServer):
    """Serves until the ``with`` block ends; ``requests`` keeps (path, authorization, body)."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, str | None, dict]] = []
        self.released = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> "ChatServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
