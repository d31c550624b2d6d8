"""The addresses of the review page, asked without a browser."""

import csv
import io
import re
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.interfaces.review_page.service import review_router
from assistant.interfaces.store.reviews import SetState
from assistant.interfaces.store.store import Store
from assistant.pipeline import Current
from tests.evaluation.review.made import citation, lines, prediction, said
from tests.fakes import ScriptedGenerator, make_assistant

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette")
ROOT = Path(__file__).parents[3]
HOSTILE = "<img src=x onerror=alert(1)>"
FILE = lines(
    prediction("d1", [said("达到0.11件"), said("总的来说", (), "unsupported", ("总的",))]),
    prediction("d2", [said("达到0.12件", (1,), "partial", ("0.12",))], question="=1+1"),
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"), ScriptedGenerator("达到1件[1]。"))


@pytest.fixture
def store(tmp_path):
    held = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    yield held.reviews
    held.close()


@contextmanager
def asking(assistant, store):
    app = FastAPI()
    app.include_router(review_router(Current(assistant), store))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def client(assistant, store):
    with asking(assistant, store) as client:
        yield client


@pytest.fixture
def made(client):
    answer = client.post("/reviews/files?name=回答.jsonl", content=FILE)
    assert answer.status_code == 200
    return answer.json()["set"]


def queue(client, made, annotator, role="annotator"):
    return client.get("/reviews/queue", params={"set": made, "annotator": annotator, "role": role}).json()


def judge(client, made, pair, annotator, verdict, role="annotator", **values):
    said = {
        "token": f"{made}{pair}{annotator}{verdict}{role}"[-64:], "set": made, "pair": pair, "annotator": annotator,
        "role": role, "verdict": verdict, **values,
    }  # fmt: skip
    return client.post("/reviews/judgements", json=said)


def view(client, made, part, annotator="", **values):
    return client.get("/reviews/view", params={"set": made, "part": part, "annotator": annotator, **values})


def test_what_an_annotator_gets_tells_neither_the_automatic_verdict_nor_what_others_said(client, made):
    pairs = [one["id"] for one in queue(client, made, "乙")]
    for pair in pairs:
        assert judge(client, made, pair, "甲", "partial", error="wrong_number", note="甲的备注").status_code == 204
    got = [view(client, made, "judge", "乙").text, client.get("/reviews/overview").text]
    got += [client.get("/reviews/pair", params={"set": made, "pair": pair}).text for pair in pairs]
    assert "达到0.12件" in got[-1]
    for text in got:
        assert "甲的备注" not in text
        assert "自动" not in text.replace("看不到自动判定", "")
        assert "0.12、" not in text
        assert not re.search(r"缺：|wrong_number(?!\")", text)
    # The bench names every verdict and error on its keys; a pair names none.
    for text in got[2:]:
        assert not re.search("supported|partial|unclear|wrong_number|部分|数字错误", text)
    assert queue(client, made, "乙") == [{"id": pair, "verdict": None, "error": None, "note": ""} for pair in pairs]


def test_an_annotator_finds_again_what_he_said(client, made):
    first, second, _ = (one["id"] for one in queue(client, made, "甲"))
    judge(client, made, first, "甲", "unsupported", error="wrong_clause", note="应引第二条")
    judge(client, made, second, "甲", "supported")
    assert queue(client, made, " 甲 ")[:2] == [
        {"id": first, "verdict": "unsupported", "error": "wrong_clause", "note": "应引第二条"},
        {"id": second, "verdict": "supported", "error": None, "note": ""},
    ]


def test_who_has_not_finished_is_asked_before_he_sees_what_others_said(client, made):
    pairs = [one["id"] for one in queue(client, made, "甲")]
    judge(client, made, pairs[0], "甲", "supported")
    for part in ("adjudicate", "results"):
        assert "你还有 2 对没有核查" in view(client, made, part, "甲").text
        assert "没有核查" not in view(client, made, part, "甲", anyway=True).text
        assert "对没有核查" not in view(client, made, part, "旁人").text


def test_what_two_said_differently_is_settled_by_a_third_judgement(client, made):
    first, second, third = (one["id"] for one in queue(client, made, "甲"))
    for pair in (first, second, third):
        judge(client, made, pair, "甲", "supported")
        judge(client, made, pair, "乙", "supported" if pair != third else "unsupported")
    assert [one["id"] for one in queue(client, made, "丙", "adjudicator")] == [third]
    dispute = client.get("/reviews/dispute", params={"set": made, "pair": third}).text
    for words in ("甲", "乙", "自动判定", "部分支持", "0.12</span>"):
        assert words in dispute
    judge(client, made, third, "丙", "partial", "adjudicator", error="wrong_number", note="差一个百分点")
    assert queue(client, made, "丁", "adjudicator")[0]["verdict"] == "partial"
    assert "数字错误" in view(client, made, "results", "丙").text


def test_the_table_is_narrowed_by_each_filter(client, made):
    first = queue(client, made, "甲")[0]["id"]
    judge(client, made, first, "甲", "unsupported", error="wrong_number")
    for chosen, sentences in (
        ({}, 3), ({"automatic": "partial"}, 1), ({"verdict": "unsupported"}, 1), ({"error": "wrong_number"}, 1),
        ({"error": "wrong_clause"}, 0), ({"standing": "open"}, 2), ({"standing": "open", "automatic": "partial"}, 1),
    ):  # fmt: skip
        text = client.get("/reviews/table", params={"set": made, **chosen}).text
        assert f">{sentences} 对<" in text, chosen
    assert client.get("/reviews/table", params={"set": made, "verdict": "so-so"}).status_code == 400


def test_the_export_holds_every_pair_with_every_judgement_and_no_formula(client, made):
    first, _, third = (one["id"] for one in queue(client, made, "甲"))
    judge(client, made, first, "甲", "supported")
    judge(client, made, first, "=乙", "unsupported", error="wrong_clause", note="@注")
    judge(client, made, first, "丙", "partial", "adjudicator")
    answer = client.get("/reviews/export", params={"set": made, "form": "csv"})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert (rows[0]["句子"], rows[0]["自动判定"], rows[0]["最终判断"], rows[0]["核查状态"]) == (
        "达到0.11件", "支持", "部分", "已裁定",
    )  # fmt: skip
    assert (rows[0]["甲 判断"], rows[0]["'=乙 判断"], rows[0]["'=乙 错误类型"], rows[0]["'=乙 备注"]) == (
        "支持", "不支持", "错引", "'@注",
    )  # fmt: skip
    assert (rows[0]["裁定人"], rows[0]["裁定判断"]) == ("丙", "部分")
    assert (rows[1]["引用编号"], rows[1]["条款原文"], rows[1]["缺失"]) == ("", "", "总的")
    assert (rows[2]["问题"], rows[2]["甲 判断"], rows[2]["编号"]) == ("'=1+1", "", third)


def test_the_report_loads_nothing_and_shows_hostile_words_as_text(client):
    content = lines(
        prediction("d1", [said(f"奖励{HOSTILE}")], [citation(1, f"奖励{HOSTILE}", HOSTILE)], question=HOSTILE)
    )
    made = client.post(f"/reviews/files?name={HOSTILE}", content=content).json()["set"]
    pair = queue(client, made, "甲")[0]["id"]
    judge(client, made, pair, f"甲{HOSTILE}", "partial", note=HOSTILE)
    judge(client, made, pair, "乙", "supported")
    report = client.get("/reviews/export", params={"set": made, "form": "html"}).text
    assert "default-src &#x27;none&#x27;" in report
    # A sheet inside the page is escaped like any text: it may hold nothing that this changes.
    assert not re.search("&[a-z#]", re.search("<style>(.*?)</style>", report, re.DOTALL)[1])
    assert not re.search(r"<(img|script|link)|src=\"|href=\"", report)
    got = [
        report,
        client.get("/reviews/overview").text,
        client.get("/reviews/dispute", params={"set": made, "pair": pair}).text,
    ]
    got += [view(client, made, part, "旁人").text for part in ("judge", "adjudicate", "results")]
    for text in got:
        assert "<img" not in text
    assert "&lt;img" in report


def test_a_bad_file_is_refused_in_one_line(client):
    answer = client.post("/reviews/files?name=x.jsonl", content=FILE + b"\n{}")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("x.jsonl 第 3 行不是 batch 写出的回答：")
    assert "还没有核查集" in client.get("/reviews/overview").text


def test_a_judgement_that_cannot_be_kept_is_refused(client, made):
    pair = queue(client, made, "甲")[0]["id"]
    assert judge(client, made, pair, "甲", "supported", error="wrong_number").status_code == 400
    assert judge(client, made, pair, " ", "supported").status_code == 400
    assert judge(client, made, "none", "甲", "supported").status_code == 400
    assert judge(client, made, pair, "甲", "perhaps").status_code == 422
    assert queue(client, made, "甲")[0]["verdict"] is None


def test_other_sites_cannot_write(client, made):
    answer = client.post(f"/reviews/act/remove?set={made}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert client.post(f"/reviews/act/remove?set={made}", headers={"sec-fetch-site": "same-origin"}).status_code == 204


def test_without_records_there_are_no_addresses(assistant):
    with asking(assistant, None) as client:
        assert client.get("/reviews/overview").status_code == 404


def wait(store, made, state=SetState.COMPLETE):
    for _ in range(200):
        if store.get(made).state is state:
            return store.get(made)
        time.sleep(0.05)
    raise TimeoutError(store.get(made))


def test_questions_are_answered_in_the_background(client, store):
    wanted = {
        "questions": "到2025年河源市每万人口高价值发明专利拥有量达到多少件？\n\n 河源市的房价是多少？ ",
        "form": "lines",
    }
    made = client.post("/reviews/runs", json={**wanted, "answerer": "extract"}).json()["set"]
    one = wait(store, made)
    assert (one.name, one.answered, one.questions, one.answerer) == ("2 个问题", 2, 2, "extract")
    pairs = store.pairs(made)
    assert {pair.answer_id for pair in pairs} == {"q001"}
    assert "每万人口高价值发明专利拥有量达到1件" in pairs[0].sentence
    assert pairs[0].cited.document == "heyuan"


def test_a_stopped_run_is_told_as_partial_and_goes_on_where_it_stopped(assistant, client, store, monkeypatch):
    asked = []
    ask = assistant.ask

    def stop_behind_the_first(question, history, answerer):
        asked.append(question)
        if len(asked) == 1:
            (one,) = store.sets()
            client.post(f"/reviews/act/stop?set={one.id}")
            assert "正在停止" in client.get("/reviews/overview").text
        return ask(question, history, answerer)

    monkeypatch.setattr(assistant, "ask", stop_behind_the_first)
    questions = '{"id": "a", "question": "玉溪如何强化信用监管？"}\n{"id": "b", "question": "玉溪怎么打造精品版权？"}'
    wanted = {"questions": questions, "form": "jsonl", "answerer": "llm", "name": "gold.jsonl"}
    made = client.post("/reviews/runs", json=wanted).json()["set"]
    one = wait(store, made, SetState.STOPPED)
    assert one.answered == 1
    text = client.get("/reviews/overview").text
    assert "已停止，不完整" in text
    assert "已回答 1 / 2" in text
    client.post(f"/reviews/act/resume?set={made}")
    wait(store, made)
    assert asked == ["玉溪如何强化信用监管？", "玉溪怎么打造精品版权？"]
    assert {pair.answer_id for pair in store.pairs(made)} == {"a", "b"}


def test_a_run_that_ended_with_its_process_is_told_and_can_go_on(client, store):
    from assistant.evaluation.questions import GoldQuestion

    questions = (GoldQuestion(id="a", question="玉溪如何强化信用监管？"), GoldQuestion(id="b", question="你好" * 2000))
    made = store.begin("运行", questions, "extract")
    assert "已中断，不完整" in client.get("/reviews/overview").text
    assert client.post(f"/reviews/act/resume?set={made}").status_code == 204
    assert wait(store, made).answered == 2


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"questions": " \n", "form": "lines", "answerer": "extract"}, "现有 0 个"),
        ({"questions": "{}", "form": "jsonl", "answerer": "extract", "name": "x"}, "x 第1行"),
        ({"questions": '{"id":"a","question":"甲"}\n' * 2, "form": "jsonl", "answerer": "extract"}, "id 重复：a"),
    ],
    ids=["none", "bad line", "twice"],
)
def test_questions_that_cannot_be_used_are_refused(client, store, wanted, message):
    answer = client.post("/reviews/runs", json=wanted)
    assert (answer.status_code, message in answer.json()["detail"]) == (400, True)
    assert store.sets() == ()


def test_a_language_model_that_is_not_there_is_told(tmp_path, store):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("甲县意见\n\n一、专利资助\n对发明专利给予资助每件2000元。\n", encoding="utf-8")
    with asking(make_assistant(corpus, tmp_path / "index"), store) as client:
        answer = client.post("/reviews/runs", json={"questions": "资助多少？", "form": "lines", "answerer": "llm"})
        assert "语言模型还没有就绪" in answer.json()["detail"]
    assert store.sets() == ()
