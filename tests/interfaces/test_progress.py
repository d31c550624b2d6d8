import io
import sys
import threading

import pytest

from assistant.interfaces.progress import Bars

MEGABYTE = 1 << 20


class Terminal(io.StringIO):
    """A screen that says it is one."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def lines(capsys):
    """Read the lines on standard error, which is no terminal here."""

    def read():
        return capsys.readouterr().err.splitlines()

    return read


def test_without_a_terminal_only_start_and_end_are_told(lines):
    with Bars() as bars:
        for done in (1, 2, 3, 3):
            bars("建立索引", done, 3)
    assert lines() == ["建立索引：1/3", "建立索引：3/3"]


def test_each_label_is_told_apart(lines):
    with Bars() as bars:
        bars("甲", 1, 2)
        bars("乙", 1, 1)
        bars("甲", 2, 2)
    assert lines() == ["甲：1/2", "乙：1/1", "甲：2/2"]


def test_large_amounts_are_told_in_megabytes(lines):
    with Bars() as bars:
        bars("模型", 5 * MEGABYTE, 20 * MEGABYTE)
    assert lines() == ["模型：5/20 MB"]


def test_messages_are_whole_lines_without_markup(lines):
    long = "错误：[red]" + "长" * 300
    with Bars() as bars:
        bars.say(long)
    assert lines() == [long]


def test_standard_output_is_left_to_results(capsys):
    with Bars() as bars:
        bars("甲", 1, 1)
        bars.say("说明")
    assert capsys.readouterr().out == ""


def test_a_terminal_gets_a_bar_that_ends_full(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with Bars() as bars:
        bars("建立索引", 1, 3)
        bars("建立索引", 3, 3)
    assert "建立索引" in stream.getvalue()
    assert "3/3" in stream.getvalue()


def test_several_threads_may_report_at_once(lines):
    with Bars() as bars:
        threads = [threading.Thread(target=lambda: [bars("共同", done, 50) for done in range(1, 51)]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert lines() == ["共同：1/50", "共同：50/50"]
