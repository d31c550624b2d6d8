import asyncio
import gc
import threading
import time

import pytest

from assistant.answering.background import relay


def test_news_come_in_order_and_none_while_there_are_none():
    async def work(tell):
        tell(1)
        await asyncio.sleep(0.4)
        tell(2)
        tell(3)

    assert list(relay(work)) == [1, None, 2, 3]


def test_an_error_comes_behind_the_news():
    async def work(tell):
        tell("甲")
        raise ValueError("坏了")

    stream = relay(work)
    assert next(stream) == "甲"
    with pytest.raises(ValueError, match="坏了"):
        next(stream)


def test_who_leaves_cancels_the_work():
    cancelled = threading.Event()

    async def work(tell):
        try:
            await asyncio.sleep(20)
        finally:
            cancelled.set()

    stream = relay(work)
    assert next(stream) is None
    stream.close()
    assert cancelled.wait(5)


def test_several_callers_share_one_loop():
    loops = set()

    async def work(tell):
        loops.add(id(asyncio.get_running_loop()))
        tell(threading.current_thread().name)

    heard = []
    threads = [threading.Thread(target=lambda: heard.extend(relay(work))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert heard == ["language-model-client"] * 4
    assert len(loops) == 1


def test_generators_that_a_client_forgot_are_closed_after_the_garbage_collection_that_met_them(monkeypatch):
    closed = []

    class Slow:
        """Garbage whose finalizer lets the loop run in the middle of a garbage collection."""

        def __del__(self):
            time.sleep(0.2)

    async def outer(chain):
        try:
            yield await anext(chain["inner"])
        finally:
            await chain["inner"].aclose()
            closed.append("outer")

    async def inner():
        try:
            yield 1
        finally:
            time.sleep(0.4)
            closed.append("inner")

    async def work(tell):
        # Python finalizes in the order in which these are made.
        chain = {}
        chain["outer"] = outer(chain)
        chain["slow"] = Slow()
        chain["inner"] = inner()
        tell(await anext(chain["outer"]))

    faults = []
    monkeypatch.setattr("sys.unraisablehook", faults.append)
    gc.disable()
    try:
        assert list(relay(work)) == [1]
    finally:
        gc.enable()
    gc.collect()
    deadline = time.monotonic() + 5
    while len(closed) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert closed == ["inner", "outer"]
    assert faults == []
