import logging
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from email.utils import formatdate
from itertools import takewhile

import pytest
from langchain_core.messages import AIMessageChunk
from langsmith.utils import get_env_var, tracing_is_enabled

from assistant.answering.generate import ChatGenerator, Limits
from assistant.errors import Failure, GeneratorError
from assistant.ports import CutOff, StartOver, Waiting
from tests.answering.chat_server import REPLY, ChatServer, free_port, spoken

GRAMMAR = 'root ::= "。"'
LIMITS = Limits(
    answer_tokens=48,
    connect_seconds=5.0,
    first_token_seconds=10.0,
    token_seconds=10.0,
    answer_seconds=20.0,
    retries=0,
    retry_wait_seconds=0.01,
)


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


@pytest.fixture
def requests(server):
    server.requests.clear()
    return server.requests


def connect(base_url, model, *, key="secret", llama=False, **limits):
    return ChatGenerator.connect(base_url, model, key, replace(LIMITS, **limits), is_llama_server=llama)


def collect(stream, pieces):
    for piece in stream:
        pieces += spoken([piece])


def fails(generator):
    """The pieces that came, and the error that ended them."""
    pieces, stream = [], generator.stream("系统", "问题", None)
    with pytest.raises(GeneratorError) as raised:
        collect(stream, pieces)
    message = str(raised.value)
    assert message.startswith("语言模型")
    assert message.endswith(".")
    assert "\n" not in message
    assert "Traceback" not in message
    return pieces, raised.value


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


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine_itself(server, requests, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert spoken(connect(server.base_url, "good").stream("系统", "问题", None)) == list(REPLY)
    assert connect(server.base_url, "good", llama=True).count("三个字") == 6


@pytest.mark.parametrize(
    ("llama", "grammar", "sent"),
    [(True, GRAMMAR, GRAMMAR), (False, GRAMMAR, None), (True, None, None)],
    ids=["accepted", "not accepted", "none to send"],
)
def test_a_grammar_goes_only_to_servers_that_take_one(server, requests, llama, grammar, sent):
    list(connect(server.base_url, "good", llama=llama).stream("系统", "问题", grammar))
    assert requests[0][2].get("grammar") == sent
    assert ("cache_prompt" in requests[0][2]) is (sent is not None)


@pytest.mark.parametrize(
    ("model", "pieces", "failure", "words"),
    [
        ("status-500", [], Failure.FAULT, "out of memory"),
        ("status-502", [], Failure.FAULT, "502"),
        ("status-503", [], Failure.FAULT, "503"),
        ("status-429", [], Failure.BUSY, "429"),
        ("status-401", [], Failure.REFUSED, "401"),
        ("status-400", [], Failure.REFUSED, "400"),
        ("status-404", [], Failure.REFUSED, "404"),
        ("page", [], Failure.FORMAT, ""),
        ("garbage", [REPLY[0]], Failure.FORMAT, ""),
        ("list", [REPLY[0]], Failure.FORMAT, ""),
        ("empty", [], Failure.FORMAT, "空"),
        ("blank", [" ", "\n"], Failure.FORMAT, "空"),
        ("failing", [REPLY[0]], Failure.BROKEN, "slot lost"),
        ("cut", [REPLY[0]], Failure.BROKEN, ""),
        ("ended", [REPLY[0]], Failure.BROKEN, "中断"),
    ],
)
def test_a_bad_reply_is_a_stated_error_after_the_pieces_that_came(server, model, pieces, failure, words):
    came, error = fails(connect(server.base_url, model))
    assert (came, error.failure) == (pieces, failure)
    assert words in str(error)


@pytest.mark.parametrize(
    ("model", "limits", "pieces"),
    [
        ("stalling", {"token_seconds": 0.2}, 1),
        ("silent", {"first_token_seconds": 0.2}, 0),
        ("alive", {"first_token_seconds": 0.2}, 0),
        ("slow", {"answer_seconds": 0.3}, None),
    ],
    ids=["no next word", "no first word", "signs of life alone", "words too slow"],
)
def test_waiting_has_an_end_and_the_server_is_told(server, model, limits, pieces):
    server.left.clear()
    came, error = fails(connect(server.base_url, model, retries=3, **limits))
    assert error.failure is Failure.TIMEOUT
    assert len(came) == pieces if pieces is not None else set(came) == {"慢"}
    assert server.left.wait(30)


@pytest.mark.parametrize(
    "base_url",
    [f"http://127.0.0.1:{free_port()}/v1", "http://no.such.host.invalid/v1", "nowhere"],
    ids=["refused", "no such name", "no address"],
)
def test_a_server_that_is_not_there_is_a_stated_error(base_url):
    came, error = fails(connect(base_url, "good", retries=1))
    assert (came, error.failure) == ([], Failure.UNREACHABLE)


@pytest.mark.parametrize("model", ["status-429-1", "status-500-2", "status-502-1", "status-503-2", "refused"])
def test_what_may_pass_is_tried_again_before_the_first_word(server, requests, model):
    assert spoken(connect(server.base_url, model, retries=2).stream("系统", "问题", None)) == list(REPLY)
    assert len(requests) == (3 if model.endswith("-2") else 2)


@pytest.mark.parametrize(
    ("model", "tries"),
    [("status-500-9", 3), ("status-401-1", 1), ("status-400-1", 1), ("page", 1), ("cut", 1), ("garbage", 1)],
)
def test_what_will_not_pass_or_has_begun_to_speak_is_not_tried_again(server, requests, model, tries):
    fails(connect(server.base_url, model, retries=2))
    assert len(requests) == tries


@pytest.mark.parametrize(
    ("asked", "cap", "tries"),
    [("0.05", 1.0, 2), ("30", 1.0, 1), (formatdate(time.time() + 3600, usegmt=True), 5.0, 1), ("soon", 0.01, 2)],
    ids=["waited for", "longer than the cap", "a date in an hour", "not a time"],
)
def test_a_pause_that_the_server_asks_for_is_kept_within_the_cap(server, requests, asked, cap, tries):
    generator = connect(server.base_url, f"status-429-1-{asked}", retries=2, retry_wait_seconds=cap)
    started = time.monotonic()
    if tries == 1:
        assert fails(generator)[1].failure is Failure.BUSY
    else:
        assert spoken(generator.stream("系统", "问题", None)) == list(REPLY)
        assert asked != "0.05" or time.monotonic() - started >= 0.05
    assert len(requests) == tries


def test_a_reply_cut_at_the_longest_length_says_so(server):
    assert list(connect(server.base_url, "long").stream("系统", "问题", None)) == ["第一句[1]。", "第二", CutOff()]


def test_a_reply_without_end_is_cut_off_and_the_server_told(server):
    server.left.clear()
    *pieces, last = connect(server.base_url, "endless", answer_tokens=32).stream("系统", "问题", None)
    assert last == CutOff()
    # The first piece beyond 32 tokens of four characters each is the last.
    assert len("".join(spoken(pieces))) == 130
    assert server.left.wait(30)


@pytest.mark.parametrize("model", ["thinking", "reasoning"])
def test_thoughts_are_left_out(server, model):
    assert spoken(connect(server.base_url, model).stream("系统", "问题", None)) == list(REPLY)


def test_thoughts_without_their_beginning_are_taken_back(server):
    said = list(connect(server.base_url, "aloud").stream("系统", "问题", None))
    assert said == ["想一想。", StartOver(), *REPLY]


@pytest.mark.parametrize(("model", "words"), [("silent", 0), ("slow", 3)], ids=["while it reads", "while it writes"])
def test_who_leaves_ends_the_work_at_the_server(server, model, words):
    server.left.clear()
    stream = connect(server.base_url, model).stream("系统", "问题", None)
    heard = []
    while len(heard) < words or not heard:
        heard += [next(stream)]
    stream.close()
    assert server.left.wait(30)
    assert heard[:1] == [Waiting(0)] or set(spoken(heard)) == {"慢"}


def test_questions_are_put_in_the_order_in_which_they_came_and_the_others_know_their_place(server):
    server.begun.clear()
    server.released.clear()
    generator = connect(server.base_url, "waiting", at_once=1)
    ahead, replies = {}, {}

    def ask(number):
        stream = generator.stream("系统", str(number), None)
        ahead[number] = []
        for news in stream:
            if isinstance(news, Waiting):
                ahead[number] += [news.ahead] if news.ahead not in ahead[number] else []
            else:
                replies.setdefault(number, []).append(news)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for place, thread in enumerate(threads):
        thread.start()
        # In their line, or at the server.
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline and not (ahead.get(place) or len(server.begun) > place):
            time.sleep(0.01)
    assert server.begun == ["0"]
    assert [ahead[number][:1] for number in range(1, 6)] == [[1], [2], [3], [4], [5]]
    server.released.set()
    for thread in threads:
        thread.join(10)
    assert server.begun == [str(number) for number in range(6)]
    assert replies == {number: list(REPLY) for number in range(6)}
    assert all(list(takewhile(bool, told)) == sorted(filter(None, told), reverse=True) for told in ahead.values())


def test_who_leaves_the_line_lets_the_others_move_up(server):
    server.released.clear()
    generator = connect(server.base_url, "waiting", at_once=1)
    first, second, third = (generator.stream("系统", str(number), None) for number in range(3))
    assert next(first) == Waiting(0)
    assert next(second) == Waiting(1)
    assert next(third) == Waiting(2)
    second.close()
    assert next(news for news in third if news != Waiting(2)) == Waiting(1)
    server.released.set()
    assert spoken(first) == list(REPLY)
    assert spoken(third) == list(REPLY)


@pytest.mark.parametrize("model", ["status-401", "status-500"])
def test_a_key_that_the_server_repeats_stands_in_no_error_and_no_log(server, caplog, model):
    key = "sk-very-secret"
    generator = connect(server.base_url, model, key=key)
    with caplog.at_level(logging.DEBUG):
        error = fails(generator)[1]
    assert server.requests[-1][1] == f"Bearer {key}"
    assert "***" in str(error)
    assert key not in "".join(traceback.format_exception(error))
    assert key not in caplog.text


def test_the_key_stands_in_no_log_where_all_goes_well_and_in_no_repr(server, caplog):
    key = "sk-very-secret"
    generator = connect(server.base_url, "good", key=key, llama=True)
    with caplog.at_level(logging.DEBUG):
        assert spoken(generator.stream("系统", "问题", None)) == list(REPLY)
        assert generator.count("字") == 2
    assert [authorization for _, authorization, _ in server.requests[-2:]] == [f"Bearer {key}"] * 2
    assert caplog.text
    assert key not in caplog.text
    assert key not in repr(generator)
    assert key not in repr(vars(generator)["_client"])


def test_no_tracing_service_hears_of_questions_whatever_the_environment_says(monkeypatch):
    class Client:
        async def astream(self, messages, **extra):
            traced.append(tracing_is_enabled())
            yield AIMessageChunk("答", response_metadata={"finish_reason": "stop"})

    traced = []
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    get_env_var.cache_clear()
    try:
        assert tracing_is_enabled()
        assert list(ChatGenerator(Client(), LIMITS, "", None).stream("系统", "问题", None)) == ["答"]
    finally:
        monkeypatch.undo()
        get_env_var.cache_clear()
    assert traced == [False]


def test_tokens_are_counted_by_the_server_once_for_each_text_and_bounded_where_it_does_not_tell(server, requests):
    generator = connect(server.base_url, "good", llama=True)
    assert [generator.count("三个字"), generator.count("三个字"), generator.count("二字")] == [6, 6, 4]
    assert [(path, body["content"]) for path, _, body in requests] == [("/tokenize", "三个字"), ("/tokenize", "二字")]
    assert connect(server.base_url, "good").count("三个字") == 3
    assert connect(f"http://127.0.0.1:{free_port()}/v1", "good", llama=True).count("三个字") == 3
