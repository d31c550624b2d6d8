"""What the page 关于 tells of the product, its models, its settings and its results."""

import json
import re
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from assistant.interfaces.about_page.facts import Presence, built_at, model_facts, version
from assistant.interfaces.about_page.render import render_about
from assistant.interfaces.about_page.results import SHOWN, Results, load_results
from assistant.interfaces.about_page.settings_shown import NAMES, settings_shown
from assistant.interfaces.about_page.words import DECLINING, FIRMNESS
from assistant.interfaces.labels import REASONS
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.records import Firmness
from assistant.settings import ROOT, Settings
from tests.fakes import make_assistant

READY = ModelStatus(ModelState.READY)
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(f"甲县意见\n\n一、资助{HOSTILE}\n给予资助。\n", encoding="utf-8")
    (folder / "catalogue.csv").write_text(
        "id,title,province,city,county,issuer,document_number,issued,published,period,status,source_note\n"
        f"a,甲县意见{HOSTILE},,,甲县,,,,,,有效,标题见文本\n",
        encoding="utf-8",
    )
    return folder


def text_of(html):
    return re.sub(r"<[^>]*>", " ", str(html))


def test_the_version_is_that_of_the_project():
    assert f'version = "{version()}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_an_index_was_built_when_its_manifest_was_written(corpus, tmp_path):
    before = datetime.now(UTC).replace(microsecond=0)
    name = make_assistant(corpus, tmp_path / "index").retriever.generation.manifest.fingerprint
    built = built_at(tmp_path / "index", name)
    assert before <= built <= datetime.now(UTC)
    assert built_at(tmp_path / "index", "0" * 16) is None
    assert built_at(tmp_path / "none", name) is None


def test_models_are_told_by_use_with_precision_place_and_state(tmp_path):
    settings = Settings(models=tmp_path, corpus=tmp_path, index=tmp_path)
    search, order, write, check = model_facts(settings, ModelStatus(ModelState.FETCHING))
    assert (search.used, search.name, search.precision) == ("检索", "multilingual-e5-small", "auto")
    assert (search.presence, search.licence, search.place) == (Presence.ABSENT, "MIT", "")
    assert (order.presence, check.presence) == (Presence.UNUSED, Presence.UNUSED)
    assert (write.name, write.precision) == ("qwen2.5-coder-1.5b-instruct", "q4_k_m")
    assert write.presence is Presence.FETCHING


def test_a_model_behind_an_address_is_told_by_its_host_alone(tmp_path):
    address = "https://user:secret@models.example:8443/v1?key=secret"
    settings = Settings(models=tmp_path, api_base_url=address, api_model="big")
    write = model_facts(settings, ModelStatus(ModelState.FAILED, message="连接失败"))[2]
    assert (write.name, write.place, write.presence) == ("big", "models.example", Presence.FAILED)
    assert write.message == "连接失败"
    assert model_facts(Settings(models=tmp_path, answerer="extract"), READY)[2].presence is Presence.UNUSED


def test_a_model_that_cannot_be_found_is_told(tmp_path):
    search = model_facts(Settings(models=tmp_path, encoder="nothing-of-that-name"), READY)[0]
    assert search.presence is Presence.FAILED
    assert "nothing-of-that-name" in search.message


def test_every_setting_but_the_key_has_a_name():
    secret = {key for key, field in Settings.model_fields.items() if isinstance(field.default, SecretStr)}
    assert secret == {"api_key", "editing_password"}
    assert set(NAMES) == set(Settings.model_fields) - secret
    assert len(set(NAMES.values())) == len(NAMES)


def test_settings_are_shown_without_keys_and_passwords(tmp_path):
    settings = Settings(
        corpus=tmp_path,
        api_key=SecretStr("sk-hidden"),
        api_base_url="https://user:hidden@models.example/v1?token=hidden",
        records="postgresql://office:hidden@db.example:5432/records?password=hidden",
    )
    shown = {one.variable: one for one in settings_shown(settings)}
    assert "hidden" not in str(shown)
    assert shown["ASSISTANT_API_BASE_URL"].value == "https://user:***@models.example/v1?…"
    assert shown["ASSISTANT_RECORDS"].value == "postgresql://office:***@db.example:5432/records?…"
    assert shown["ASSISTANT_CORPUS"].is_changed
    assert not shown["ASSISTANT_PORT"].is_changed
    assert (shown["ASSISTANT_PORT"].name, shown["ASSISTANT_PORT"].value) == ("端口", "7860")
    assert (shown["ASSISTANT_API_GRAMMAR"].value, shown["ASSISTANT_RERANKER"].value) == ("false", "")


def test_a_path_in_the_home_folder_begins_with_a_wave(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = Settings(models=tmp_path / "models", records=f"sqlite:///{tmp_path / 'records.sqlite3'}")
    shown = {one.variable: one.value for one in settings_shown(settings)}
    assert shown["ASSISTANT_MODELS"] == "~/models"
    assert shown["ASSISTANT_RECORDS"] == "sqlite:///~/records.sqlite3"


def test_results_are_read_and_none_are_made_up(tmp_path):
    results = load_results()
    assert results.asked == 70
    assert [name for name, _ in results.means] == list(SHOWN)
    assert load_results(tmp_path / "none.json") is None
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    assert load_results(tmp_path / "other.json") is None
    (tmp_path / "own.json").write_text(
        json.dumps({"gold": {"asked": 2}, "answerer": "llm", "fingerprint": "f", "means": {"passed": 0.5}}), "utf-8"
    )
    assert load_results(tmp_path / "own.json") == Results(2, "llm", "f", (("passed", 0.5),))


def test_each_firmness_and_each_reason_is_explained():
    assert list(FIRMNESS) == list(Firmness)
    assert list(DECLINING) == list(REASONS)


def test_the_page_says_all_of_it_and_escapes_what_documents_say(corpus, tmp_path):
    assistant = make_assistant(corpus, tmp_path / "index", models=tmp_path)
    html = str(render_about(assistant, ModelStatus(ModelState.FAILED, message=f"磁盘已满{HOSTILE}")))
    assert "<img" not in html
    text = text_of(html)
    manifest = assistant.retriever.generation.manifest
    for said in ("1 份", manifest.fingerprint, "有效", "尚未下载", "磁盘已满", "与现在的索引不同", "已改", "98.6%"):
        assert said in text
    assert "1 份文件的编目说明" in text
    assert "ASSISTANT_API_KEY" not in text


def test_an_empty_corpus_is_told(tmp_path):
    (tmp_path / "corpus").mkdir()
    assistant = make_assistant(tmp_path / "corpus", tmp_path / "index", models=tmp_path)
    assert "文档库是空的。" in text_of(render_about(assistant, READY))
