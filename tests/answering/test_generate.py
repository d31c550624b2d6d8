import socket
from collections.abc import Iterator

import pytest

from assistant.answering.generate import ChatGenerator
from assistant.errors import GeneratorError
from tests.answering.chat_server import REPLY, ChatServer

GRAMMAR = 'root ::= "。"'


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


@pytest.fixture
def requests(server):
    server.requests.clear()
    return server.requests


def connect(base_url, model, *, key="secret", timeout=10.0, grammar=False):
    return ChatGenerator.connect(
        base_url, model, key, answer_tokens=48, timeout_seconds=timeout, accepts_grammar=grammar
    )


def fails(generator):
    """The pieces that came and the one line of the error that ended them."""
    pieces = []
    with pytest.raises(GeneratorError) as raised:
        pieces += generator.stream("系统", "问题", None)
    message = str(raised.value)
    assert message.startswith("语言模型没有回答：")
    assert message.endswith("The language model did not answer.")
    assert "\n" not in message
    assert "Traceback" not in message
    return pieces, message


def test_pieces_come_one_by_one(server):
    assert list(connect(server.base_url, "good").stream("系统", "问题", None)) == list(REPLY)


def test_key_model_prompts_and_limits_are_sent(server, requests):
    list(connect(server.base_url, "good").stream("系统", "问题", None))
    ((path, authorization, body),) = requests
    assert (path, authorization) == ("/v1/chat/completions", "Bearer secret")
    assert body["model"] == "good"
    assert [(m["role"], m["content"]) for m in body["messages"]] == [("system", "系统"), ("user", "问题")]
    assert (body["temperature"], body["seed"], body["max_completion_tokens"], body["stream"]) == (0.0, 0, 48, True)


def test_nothing_is_sent_before_the_first_question(server, requests):
    connect(server.base_url, "good")
    assert requests == []


def test_no_key_sends_a_placeholder_and_no_variable_of_another_tool(server, requests, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "of-another-tool")
    list(connect(server.base_url, "good", key="").stream("系统", "问题", None))
    assert requests[0][1] == "Bearer none"


@pytest.mark.parametrize(
    ("accepted", "grammar", "sent"),
    [(True, GRAMMAR, GRAMMAR), (False, GRAMMAR, None), (True, None, None)],
    ids=["accepted", "not accepted", "none to send"],
)
def test_a_grammar_goes_only_to_servers_that_take_one(server, requests, accepted, grammar, sent):
    list(connect(server.base_url, "good", grammar=accepted).stream("系统", "问题", grammar))
    assert requests[0][2].get("grammar") == sent
    assert ("cache_prompt" in requests[0][2]) is (sent is not None)


@pytest.mark.parametrize(
    ("model", "pieces", "words"),
    [
        ("error", [], "Error code: 500 - out of memory"),
        ("page", [], ""),
        ("garbage", [REPLY[0]], ""),
        ("failing", [REPLY[0]], "slot lost"),
        ("cut", [REPLY[0]], ""),
    ],
)
def test_a_bad_reply_is_a_stated_error_after_the_pieces_that_came(server, model, pieces, words):
    came, message = fails(connect(server.base_url, model))
    assert came == pieces
    assert words in message


def test_a_model_that_stalls_is_given_up_after_the_set_time(server):
    assert "timed out" in fails(connect(server.base_url, "stalling", timeout=0.2))[1]


def test_a_server_that_is_not_there_is_a_stated_error():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert fails(connect(f"http://127.0.0.1:{port}/v1", "good"))[0] == []


def test_an_address_that_is_none_is_a_stated_error():
    assert fails(connect("nowhere", "good"))[0] == []
