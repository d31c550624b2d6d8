"""A proxy on loopback before a real server that does to its replies what networks do: cuts, pauses, refusals."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

FAULTS = ("none", "cut", "ended", "stall", "slow", "garbage", "busy", "page", "once_busy")
_CHUNKS_BEFORE = 3


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so by http.server
        """Keep quiet."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fault = self.server.fault if self.path.endswith("/chat/completions") else "none"
        self.server.asked.append((self.path, fault))
        refusals = {"busy": 429, "once_busy": 429, "page": 200}
        if fault == "once_busy":
            self.server.fault = "none"
        if fault in refusals:
            self.refuse(refusals[fault])
        else:
            self.forward(body, fault)

    def refuse(self, code: int) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html>busy</html>")

    def forward(self, body: bytes, fault: str) -> None:
        """Pass the request on, and the reply event by event, until the fault."""
        upstream = http.client.HTTPConnection(self.server.host, self.server.port)
        kept = ("Authorization", "Content-Type")
        upstream.request("POST", self.path, body, {n: self.headers[n] for n in kept if n in self.headers})
        reply = upstream.getresponse()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.headers["Content-Type"])
        if fault == "cut":
            self.send_header("Content-Length", "1000000")
        self.end_headers()
        try:
            self.pass_on(reply, fault)
        except OSError:
            self.server.left.set()
        finally:
            upstream.close()

    def pass_on(self, reply: http.client.HTTPResponse, fault: str) -> None:
        events = 0
        for line in reply:
            self.wfile.write(line)
            self.wfile.flush()
            events += line.startswith(b"data:")
            if events < _CHUNKS_BEFORE or fault == "none":
                continue
            if fault == "slow":
                self.server.stopping.wait(0.2)
            if fault == "garbage":
                self.wfile.write(b"\ndata: {not json\n\n")
            if fault in {"cut", "ended", "garbage"}:
                return
            if fault == "stall":
                self.server.stopping.wait(20)
                return


class FaultyProxy(ThreadingHTTPServer):
    """Serves until the ``with`` block ends; ``fault`` is what it does to the next replies, ``asked`` what came."""

    daemon_threads = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        address = urlsplit(upstream)
        self.host, self.port = address.hostname, address.port
        self.fault = "none"
        self.asked: list[tuple[str, str]] = []
        self.left, self.stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> "FaultyProxy":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
