import hashlib
import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.interfaces.chat.routes import chat_router
from assistant.interfaces.store.store import Store
from tests.interfaces.store.test_conversations import FIRST


@pytest.fixture
def store(tmp_path):
    held = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    held.conversations.replace_from("c", "", (FIRST,))
    yield held
    held.close()


def client(store):
    app = FastAPI()
    app.include_router(chat_router(store))
    return TestClient(app)


def test_an_opinion_needs_its_turn_and_is_read_as_a_table(store):
    (turn,) = store.conversations.turns("c")
    with client(store) as page:
        given = {"conversation": "c", "turn": turn.id, "mark": "down", "note": "漏\n了"}
        assert page.post("/feedback", json=given).status_code == 204
        assert page.post("/feedback", json={**given, "turn": "x"}).status_code == 404
        assert page.post("/feedback", json={**given, "mark": "maybe"}).status_code == 422
        assert page.post("/feedback", json={**given, "note": "长" * 1001}).status_code == 422
        (held,) = page.get("/export/feedback.json").json()
        assert (held["mark"], held["note"], held["question"], held["number"]) == ("down", "漏 了", FIRST.question, 1)
        # The name of a conversation opens it, so it goes out to nobody.
        assert held["conversation"] == hashlib.sha256(b"c").hexdigest()[:12]
        assert f"没用,漏 了,有奖励吗？,给予奖励[1]。,1,{held['conversation']}" in page.get("/export/feedback.csv").text
        assert page.post("/feedback", json={**given, "mark": None}).status_code == 204
        assert json.loads(page.get("/export/feedback.json").text) == []


def test_conversations_are_had_as_files_by_their_name_alone(store):
    with client(store) as page:
        assert page.get("/export/conversation.md?id=c").text.startswith("## 1. 有奖励吗？")
        word = page.get("/export/conversation.docx?id=c")
        assert (word.status_code, word.content[:2]) == (200, b"PK")
        assert page.get("/export/conversation.docx?id=d").status_code == 404
        assert page.get("/export/conversation.md").status_code == 404


def test_where_nothing_is_kept_it_is_said():
    with client(None) as page:
        given = {"conversation": "c", "turn": "t", "mark": "up", "note": ""}
        assert page.post("/feedback", json=given).status_code == 404
        assert page.get("/export/feedback.json").json() == []
        assert page.get("/export/conversation.md?id=c").status_code == 404
