import socket
import threading
import urllib.error
import urllib.request

import pytest
from fastapi import FastAPI

from assistant.errors import ServerError
from assistant.interfaces.server import PageServer, serve


def test_port_in_use_is_one_line_that_names_the_port_and_the_setting():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=f"端口 {port} 已被占用.*ASSISTANT_PORT") as raised:
            serve(FastAPI(), "127.0.0.1", port)
    assert "\n" not in str(raised.value)


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(ServerError, match="ASSISTANT_HOST"):
        serve(FastAPI(), "192.0.2.1", 0)


def test_started_is_told_when_it_listens_and_stop_frees_the_port():
    app = FastAPI()
    app.get("/")(lambda: {"ok": True})
    server = PageServer.bind(app, "127.0.0.1", 0)
    told, started = [], threading.Event()
    thread = threading.Thread(target=server.run, args=(lambda url: (told.append(url), started.set()),))
    thread.start()
    assert started.wait(10)
    with urllib.request.urlopen(f"{server.url}/") as reply:
        assert reply.read() == b'{"ok":true}'
    server.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert told == [server.url]
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{server.url}/")
