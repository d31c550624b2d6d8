import hashlib
import platform
from pathlib import Path

from pydantic import SecretStr

from assistant.evaluation.provenance import describe_run, searched, shown_settings, versions
from assistant.evaluation.report import GoldFile, Searched
from assistant.settings import Settings
from tests.fakes import make_assistant


def settings(**values):
    return Settings(corpus=Path("/secret/corpus"), index=Path("/secret/index"), models=Path("/secret/models"), **values)


def test_settings_show_what_bears_on_the_figures():
    shown = shown_settings(settings(clause_characters=500), "extract")
    assert (shown["clause_characters"], shown["encoder"]) == (500, "multilingual-e5-small")
    assert shown["answerer"] == "extract"
    assert not {"generator", "api_model", "corpus", "index", "models", "host"} & set(shown)


def test_no_folder_address_or_key_is_shown():
    own = settings(
        encoder="/secret/models/bge",
        generator="./secret/qwen.gguf",
        api_base_url="https://secret.example/v1",
        api_key=SecretStr("secret"),
        api_model="deepseek-chat",
    )
    shown = shown_settings(own, "llm")
    assert "secret" not in repr(shown)
    assert (shown["encoder"], shown["generator"]) == ("bge", "qwen.gguf")
    assert (shown["api"], shown["api_model"], shown["answerer"]) == (True, "deepseek-chat", "llm")


def test_a_model_of_a_hub_keeps_its_whole_name():
    assert shown_settings(settings(encoder="BAAI/bge-m3"), "extract")["encoder"] == "BAAI/bge-m3"


def test_a_run_names_its_questions_without_their_folder(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(b"{}\n")
    index = Searched("f", 1, 2, 3)
    run = describe_run(gold, 5, settings(), "extract", index)
    assert run.gold == GoldFile("gold.jsonl", hashlib.sha256(b"{}\n").hexdigest(), 5)
    assert (run.answerer, run.index) == ("extract", index)
    assert run.made.endswith("Z")
    assert str(tmp_path) not in repr(run)


def test_versions_name_python_and_leave_absent_libraries_empty(monkeypatch):
    assert versions()["python"] == platform.python_version()
    assert versions()["numpy"].count(".") == 2
    monkeypatch.setattr("assistant.evaluation.provenance._LIBRARIES", ("no-such-library",))
    assert versions()["no-such-library"] == ""


def test_what_is_searched_counts_the_distractors_apart(tmp_path):
    (tmp_path / "corpus").mkdir()
    for name in ("jia", "yi"):
        (tmp_path / "corpus" / f"{name}.txt").write_text(f"{name}规划\n一、目标\n专利达到5件。\n", "utf-8")
    generation = make_assistant(tmp_path / "corpus", tmp_path / "index").retriever.generation
    name = generation.manifest.fingerprint
    clauses, chunks = generation.manifest.clauses, generation.manifest.chunks
    assert searched(generation, frozenset()) == Searched(name, 2, clauses, chunks, 0, 0)
    assert searched(generation, frozenset({"yi"})) == Searched(name, 2, clauses, chunks, 1, clauses // 2)
