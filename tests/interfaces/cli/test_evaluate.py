import hashlib
import json

import pytest

from assistant.evaluation.report_file import load_report, load_summary
from assistant.interfaces.cli import evaluate
from assistant.pipeline import Assistant, build_together
from assistant.retrieval.search import Retriever
from tests.fakes import PairEncoder, no_progress
from tests.interfaces.cli.made import GOLD, QUESTION, UNANSWERABLE, stated, stated_last

FULL = ("passed", "recall@1", "recall@5", "recall@10", "mrr", "ndcg@10", "answered", "key_facts", "citation_recall",
        "citation_precision")  # fmt: skip


def means(report) -> dict[str, float]:
    return {name: found["mean"] for name, found in report["overall"]["scores"].items()}


def test_evaluate_prints_and_gives_the_scores(cli, gold):
    path = gold(GOLD, UNANSWERABLE)
    report = json.loads(cli("evaluate", path, "--answerer", "extract", "--json")[1])
    assert (report["run"]["answerer"], report["overall"]["questions"]) == ("extract", 2)
    assert (report["written"], report["written_seconds_median"]) == (0, None)
    assert means(report) == dict.fromkeys(FULL, 1.0) | {"wrong_document": 0.0, "supported": 1.0, "declined": 1.0}
    assert list(report["kinds"]) == ["fact", "unanswerable"]
    assert report["run"]["gold"] == {
        "name": "gold.jsonl", "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "asked": 2,
    }  # fmt: skip
    out = cli("evaluate", path, "--answerer", "extract")[1]
    assert out.startswith("2 questions, answerer extract, median ")
    assert "  key_facts            1.000  [1.000, 1.000]  n=1\n" in out


def test_evaluate_counts_only_what_questions_without_evidence_tell(cli, gold):
    report = json.loads(cli("evaluate", gold({"id": "p1", "question": QUESTION}), "--answerer", "extract", "--json")[1])
    assert means(report) == {"passed": 1.0, "answered": 1.0}


def test_evaluate_counts_what_the_model_wrote(cli, gold):
    path = gold(GOLD, UNANSWERABLE)
    report = json.loads(cli("evaluate", path, "--answerer", "llm", "--json")[1])
    assert (report["run"]["answerer"], report["overall"]["questions"], report["written"]) == ("llm", 2, 1)
    assert "\n1 answers written by the model, median " in cli("evaluate", path, "--answerer", "llm")[1]


def test_a_file_without_questions_is_a_stated_error(cli, gold):
    assert "没有问题" in stated(cli("evaluate", gold()))


def test_ids_that_are_not_unique_are_a_stated_error(cli, gold):
    assert "id 重复：q1" in stated(cli("evaluate", gold(GOLD, GOLD)))


def test_only_the_first_questions_are_put(cli, gold):
    report = json.loads(cli("evaluate", gold(GOLD, UNANSWERABLE), "--answerer", "extract", "--limit", "1", "--json")[1])
    assert ([row["id"] for row in report["questions"]], report["run"]["gold"]["asked"]) == (["q1"], 1)


def test_a_question_that_cannot_be_used_is_declined_and_the_others_put(cli, gold):
    empty = {"id": "q0", "question": " "}
    report = json.loads(cli("evaluate", gold(empty, GOLD), "--answerer", "extract", "--json")[1])
    assert [(row["id"], row["reason"]) for row in report["questions"]] == [("q0", "bad_question"), ("q1", "")]


def test_evidence_that_cannot_be_found_is_told_and_listed(cli, gold):
    astray = GOLD | {"id": "q3", "evidence": [{"document": "yi", "all_of": ["5件"]}]}
    unsaid = GOLD | {"id": "q4", "evidence": [{"document": "jia", "all_of": ["999件"]}]}
    code, out, err = cli("evaluate", gold(GOLD, astray, unsaid), "--answerer", "extract", "--json")
    assert code == 0
    assert "依据所在文件不在文档库中 (no such document)：q3（yi）" in err
    assert "没有一个条款含有全部依据文字 (no clause holds it)：q4（jia）" in err
    assert [fault["fault"] for fault in json.loads(out)["faults"]] == ["no_document", "no_clause"]


def test_questions_of_another_corpus_are_a_stated_error(cli, gold):
    astray = GOLD | {"evidence": [{"document": "yi", "all_of": ["5件"]}]}
    assert "问题的依据都不在文档库中：yi" in stated(cli("evaluate", gold(astray), "--answerer", "extract"))


def test_a_report_is_written_for_machines_and_for_people(cli, gold, tmp_path):
    folder = tmp_path / "reports" / "first"
    code, out, err = cli("evaluate", gold(GOLD, UNANSWERABLE), "--answerer", "extract", "--report", folder)
    assert (code, sorted(path.name for path in folder.iterdir())) == (0, ["report.html", "report.json"])
    report = load_report(folder / "report.json")
    assert report.overall.scores["key_facts"].mean == 1.0
    page = (folder / "report.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert QUESTION in page
    for text in (page, (folder / "report.json").read_text("utf-8")):
        assert str(tmp_path) not in text
    assert f"已写入 {folder / 'report.html'}" in err
    assert out.startswith("2 questions")


def test_a_summary_is_written_small(cli, gold, tmp_path):
    path = tmp_path / "results" / "dev.json"
    assert cli("evaluate", gold(GOLD, UNANSWERABLE), "--answerer", "extract", "--summary", path)[0] == 0
    assert load_summary(path).means["key_facts"] == 1.0
    assert QUESTION not in path.read_text("utf-8")


def test_a_run_is_compared_with_an_earlier_one(cli, gold, tmp_path):
    wrong = GOLD | {"answer_all_of": [["999件"]]}
    cli("evaluate", gold(wrong, UNANSWERABLE), "--answerer", "extract", "--report", tmp_path / "before")
    earlier = tmp_path / "before" / "report.json"
    code, out, _ = cli("evaluate", gold(GOLD, UNANSWERABLE), "--answerer", "extract", "--compare", earlier)
    assert code == 0
    assert "2 questions in both:" in out
    assert "  key_facts            0.000 → 1.000  +1.000 [+1.000, +1.000]  +1 -0\n" in out


def test_an_earlier_run_that_cannot_be_read_is_a_stated_error(cli, gold, tmp_path):
    assert "none.json 无法读取" in stated(cli("evaluate", gold(GOLD), "--compare", tmp_path / "none.json"))
    assert "gold.jsonl 无法读取" in stated(cli("evaluate", gold(GOLD), "--compare", gold(GOLD)))


@pytest.mark.parametrize("option", ["--report", "--summary"])
def test_a_place_that_cannot_be_written_is_told_before_the_work(cli, gold, tmp_path, monkeypatch, option):
    monkeypatch.setattr(evaluate, "open_assistant", lambda *_: pytest.fail("the work began"))
    (tmp_path / "file").write_text("", "utf-8")
    assert "无法写入" in stated(cli("evaluate", gold(GOLD), option, tmp_path / "file" / "out"))
    assert "混入文档目录" in stated(cli("evaluate", gold(GOLD), option, tmp_path / "corpus" / "out"))


def test_an_interrupt_leaves_nothing(cli, gold, tmp_path, assistant, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(assistant, "ask", interrupted)
    before = sorted(tmp_path.rglob("*"))
    path = gold(GOLD)
    code, out, err = cli("evaluate", path, "--answerer", "extract", "--report", tmp_path / "new" / "report")
    assert (code, out, err.splitlines()[-1]) == (130, "", "已中断。 Interrupted.")
    assert sorted(tmp_path.rglob("*")) == sorted([*before, path])


@pytest.fixture
def others(tmp_path, monkeypatch):
    """A folder of distractors, and a door that opens an assistant over both folders without a model file."""
    folder = tmp_path / "others"
    folder.mkdir()
    text = "乙县体育规划\n一、主要目标\n到2025年，体育场达到5个。\n"
    (folder / "yi.txt").write_text(text, "utf-8")

    def opened(settings, progress, *, force=False, others):
        encoder = PairEncoder()
        generation, skipped = build_together(settings, others, encoder, "pairs", no_progress)
        return Assistant(settings, Retriever.over(generation, encoder, 1.0)), skipped

    monkeypatch.setattr(Assistant, "open", opened)
    return folder


def test_distractors_are_searched_too_and_counted(cli, gold, others):
    code, out, _ = cli("evaluate", gold(GOLD, UNANSWERABLE), "--answerer", "extract", "--with-distractors", others)
    assert code == 0
    assert "\ndistractors: 1 documents, " in out
    assert "  distractor_first     0.000  [0.000, 0.000]  n=1\n" in out
    assert "  distractor_cited     0.000  [0.000, 0.000]  n=2\n" in out


def test_a_distractor_is_marked_and_counts_where_it_comes_first(cli, gold, others):
    asked = GOLD | {"question": "到2025年体育场达到多少个？"}
    arguments = ("--answerer", "extract", "--with-distractors", others, "--json")
    report = json.loads(cli("evaluate", gold(asked), *arguments)[1])
    assert report["run"]["index"]["distractor_documents"] == 1
    (first, *_) = report["questions"][0]["hits"]
    assert (first["document"], first["is_distractor"]) == ("yi", True)
    assert means(report)["distractor_first"] == 1.0


def test_distractors_that_share_a_name_are_a_stated_error(cli, gold, others):
    (others / "jia.txt").write_text("丙", "utf-8")
    result = cli("evaluate", gold(GOLD), "--answerer", "extract", "--with-distractors", others)
    assert "同名文件：jia" in stated_last(result)


def test_what_the_library_of_rankings_gives_is_left_out_without_it(cli, gold, monkeypatch):
    monkeypatch.setattr("assistant.evaluation.ranking.find_spec", lambda name: None)
    code, out, err = cli("evaluate", gold(GOLD), "--answerer", "extract")
    assert code == 0
    assert "未安装 ir-measures，略去 MRR 与 nDCG" in err
    assert "recall@10" in out
    assert "mrr" not in out
