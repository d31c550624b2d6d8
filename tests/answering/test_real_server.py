"""llama.cpp's own server with the default model, reached as an API endpoint: as it is, and over a bad line."""

import threading
import time

import pytest

from assistant.answering.answerer import EXTRACT, LLM, Answerer
from assistant.answering.budget import Budget
from assistant.answering.counting import upper_bound
from assistant.answering.formal import FormalCitations
from assistant.answering.generate import ChatGenerator, Limits
from assistant.answering.library import Library
from assistant.answering.listening import Piece
from assistant.answering.local_server import LocalServer, ServerOptions, start_local_server
from assistant.errors import Failure, GeneratorError
from assistant.interfaces.start import connect_model
from assistant.pipeline import model_store
from assistant.ports import CutOff, Waiting
from assistant.settings import Settings
from tests.answering.chat_server import spoken
from tests.answering.faulty_proxy import FaultyProxy
from tests.answering.made import make_chunk, make_search, make_tree
from tests.fakes import no_progress

pytestmark = pytest.mark.model
KEY = "sk-of-the-real-server"
QUESTION = "甲县2025年发明专利拥有量达到多少件？"
CLAUSE = make_chunk("到2025年，甲县发明专利拥有量达到100件，注册商标达到200件。", clause="jia/2")
QUOTED = "到2025年，甲县发明专利拥有量达到100件，注册商标达到200件[1]。"
TREES = {"jia": make_tree("jia", "甲县", "甲县知识产权规划")}
LIBRARY, DAY = Library.of(TREES.values()), "2024-05-01"
LONG = "root ::= [^\\n]{280,300}"


@pytest.fixture(scope="module")
def server() -> LocalServer:
    settings = Settings()
    path = model_store(settings).ensure(settings.generator, no_progress)
    return start_local_server(path, ServerOptions(context_tokens=2048, at_once=2), KEY)


@pytest.fixture
def proxy(server):
    with FaultyProxy(server.base_url) as running:
        yield running


def connect(base_url, **values):
    """The generator of settings that name an API."""
    named = {"api_base_url": base_url, "api_model": "default", "api_key": KEY, "api_retries": 0}
    generator, local = connect_model(Settings(**named | values), no_progress)
    assert local is None
    return generator


def ask(generator):
    """All events of an answer, the checked answer last."""
    answerer = Answerer(LIBRARY, FormalCitations(TREES), generator, DAY, budget=Budget(400, 1600))
    search = make_search(QUESTION, CLAUSE, groups=(("jia",),))
    return list(answerer.answer(search, answerer.evidence(search), time.perf_counter(), 0.0))


@pytest.mark.parametrize("grammar", [True, False], ids=["with grammar", "without grammar"])
def test_a_real_server_writes_a_checked_answer(server, grammar):
    *events, answer = ask(connect(server.base_url, api_grammar=grammar))
    assert (answer.answerer, answer.notice) == (LLM, "")
    assert "100件" in answer.text
    assert [c.chunk.clause for c in answer.citations] == ["jia/2"]
    assert "".join(e.text for e in events if isinstance(e, Piece))


@pytest.mark.parametrize(
    ("fault", "said", "limits"),
    [
        ("cut", "中断", {}),
        ("ended", "中断", {}),
        ("garbage", "格式错误", {}),
        ("page", "格式错误", {}),
        ("busy", "限流", {}),
        ("stall", "超时", {"api_token_seconds": 0.5}),
        ("slow", "超时", {"api_timeout_seconds": 0.6}),
    ],
)
@pytest.mark.parametrize("grammar", [True, False], ids=["with grammar", "without grammar"])
def test_over_a_bad_line_the_clause_is_quoted_and_the_notice_says_why(proxy, fault, said, limits, grammar):
    generator = connect(proxy.base_url, api_grammar=grammar, **limits)
    proxy.fault = fault
    answer = ask(generator)[-1]
    assert (answer.text, answer.answerer, answer.abstained) == (QUOTED, EXTRACT, False)
    assert said in answer.notice
    assert KEY not in str(answer)


def test_a_passing_refusal_is_tried_again(proxy):
    proxy.fault = "once_busy"
    answer = ask(connect(proxy.base_url, api_grammar=True, api_retries=1))[-1]
    assert (answer.answerer, answer.notice) == (LLM, "")
    chats = [fault for path, fault in proxy.asked if path.endswith("/chat/completions")]
    assert chats == ["once_busy", "none"]


def test_a_wrong_key_is_refused_and_never_shown(server):
    generator = connect(server.base_url, api_key="sk-wrong")
    with pytest.raises(GeneratorError) as raised:
        list(generator.stream("系统", "问题", None))
    assert raised.value.failure is Failure.REFUSED
    assert "sk-wrong" not in str(raised.value)


def test_tokens_are_those_of_the_model_and_the_upper_bound_is_above(server):
    generator = connect(server.base_url, api_grammar=True)
    # Qwen's tokenizer: 到 2025 digit by digit, 年.
    assert generator.count("2025") == 4
    assert generator.count("") == 0
    assert generator.count(CLAUSE.text) < upper_bound(CLAUSE.text)


def test_who_leaves_ends_the_work_of_the_real_server(server):
    before = server.usage().written_tokens
    stream = connect(server.base_url, api_grammar=True).stream("写一篇长文。", "写满三百字。", LONG)
    pieces = []
    while len(pieces) < 2:
        pieces += spoken([next(stream)])
    stream.close()
    deadline = time.monotonic() + 60
    while server.usage().busy and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not server.usage().busy
    assert server.usage().written_tokens - before < 60


def test_a_reply_is_cut_at_the_longest_length(server):
    generator = connect(server.base_url, api_grammar=True, answer_tokens=32)
    assert list(generator.stream("写一篇长文。", "写满三百字。", LONG))[-1] == CutOff()


def test_ten_at_once_are_all_answered_in_the_order_of_their_arrival(server):
    limits = Limits(16, 5.0, 90.0, 30.0, 120.0, 0, 1.0, at_once=1)
    generator = ChatGenerator.connect(server.base_url, server.model, KEY, limits, is_llama_server=True)
    finished, texts, ahead = [], {}, {number: [] for number in range(10)}

    def put(number):
        said = []
        for news in generator.stream("照抄。", f"照抄：第{number}号。", f'root ::= "第{number}号。"'):
            if isinstance(news, Waiting):
                ahead[number].append(news.ahead)
            else:
                said.append(news)
        texts[number] = "".join(said)
        finished.append(number)

    threads = [threading.Thread(target=put, args=(number,)) for number in range(10)]
    for number, thread in enumerate(threads):
        thread.start()
        deadline = time.monotonic() + 10
        while not ahead[number] and number not in texts and time.monotonic() < deadline:
            time.sleep(0.005)
    for thread in threads:
        thread.join(240)
    assert texts == {number: f"第{number}号。" for number in range(10)}
    assert finished == list(range(10))
    assert max(map(max, filter(None, ahead.values()))) > 1
