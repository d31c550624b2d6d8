"""The site on loopback, in a thread of its own: for the tests of pages, and for what measures and shows them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.interfaces.server import PageServer
from assistant.interfaces.site.app import create_app
from assistant.interfaces.site.parts import Site

START_SECONDS, STOP_SECONDS = 60, 15


@contextmanager
def serving_site(site: Site, port: int = 0) -> Iterator[str]:
    """Serve the pages until the block ends, and yield their address; 0 takes any free port."""
    server = PageServer.bind(create_app(site), "127.0.0.1", port)
    started = threading.Event()
    thread = threading.Thread(target=server.run, args=(lambda _: started.set(),))
    thread.start()
    try:
        if not started.wait(START_SECONDS):
            raise TimeoutError("the application does not start")
        yield server.url
    finally:
        server.stop()
        thread.join(STOP_SECONDS)
