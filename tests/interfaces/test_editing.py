"""Who may change the documents: by setting, by place and by password, told in one line."""

import pytest

from assistant.errors import EditingError
from assistant.interfaces import editing
from assistant.interfaces.editing import NOBODY, Asker, Editing
from assistant.settings import Settings

NEAR = Asker("127.0.0.1:7860", "http://127.0.0.1:7860", "127.0.0.1")
FAR = Asker("policy.example:80", "http://policy.example:80", "10.1.2.3")
EVERYWHERE = "0.0.0.0"


def refused(rule, asker, password=""):
    try:
        rule.check(asker, password)
    except EditingError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("mode", "served_on", "asker", "is_open", "said"),
    [
        ("auto", "127.0.0.1", NEAR, True, ""),
        ("auto", "::1", Asker("[::1]:7860", "http://[::1]:7860", "::1"), True, ""),
        ("auto", "localhost", Asker("localhost:7860", "", "127.0.0.1"), True, ""),
        # A proxy on this machine, or a name that was made to lead here.
        ("auto", "127.0.0.1", Asker("policy.example", "http://policy.example", "127.0.0.1"), True, "只能在运行"),
        ("auto", "127.0.0.1", Asker("127.0.0.1:7860", "", "10.1.2.3"), True, "只能在运行本服务的电脑上"),
        ("auto", "127.0.0.1", Asker(), True, "只能在运行本服务的电脑上"),
        ("auto", EVERYWHERE, NEAR, False, "ASSISTANT_EDITING=on"),
        ("auto", "192.168.1.5", NEAR, False, "ASSISTANT_EDITING=on"),
        ("on", EVERYWHERE, FAR, True, ""),
        ("on", EVERYWHERE, Asker("policy.example:80", "http://other.example", "10.1.2.3"), True, "其他网站"),
        ("on", EVERYWHERE, Asker("policy.example:80", "null", "10.1.2.3"), True, "其他网站"),
        ("off", "127.0.0.1", NEAR, False, "ASSISTANT_EDITING=on"),
    ],
)  # fmt: skip
def test_changes_are_allowed_by_setting_and_place(mode, served_on, asker, is_open, said):
    rule = Editing(mode, served_on)
    assert rule.is_open is is_open
    assert bool(rule.closed_line) is not is_open
    answer = refused(rule, asker)
    assert said in answer
    assert bool(said) is bool(answer)
    assert "\n" not in answer


@pytest.mark.parametrize(("given", "right"), [("芝麻", True), ("", False), ("芝麻 ", False), ("\ud800", False)])
def test_a_password_is_compared_whole(monkeypatch, given, right):
    monkeypatch.setattr(editing, "_WRONG_SECONDS", 0)
    rule = Editing("on", EVERYWHERE, "芝麻")
    assert rule.asks_password
    assert ("口令不对" not in refused(rule, FAR, given)) is right


def test_without_settings_nobody_may_change_anything():
    assert not NOBODY.is_open
    assert refused(NOBODY, NEAR)


def test_the_rule_is_read_from_the_settings(tmp_path):
    settings = Settings(host="0.0.0.0", editing="on", editing_password="芝麻", records="none")
    assert Editing.of(settings) == Editing("on", EVERYWHERE, "芝麻")
    assert "芝麻" not in repr(settings)
    assert "芝麻" not in repr(Editing.of(settings))
    assert Editing.of(Settings()).mode == "auto"
