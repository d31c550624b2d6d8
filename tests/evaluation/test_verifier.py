import json
from pathlib import Path

import pytest

from assistant.errors import QuestionError
from assistant.evaluation.verifier import Share, load_pairs, measure_verifier
from assistant.records import Verdict

GOLD = Path(__file__).resolve().parent.parent / "gold" / "verification.jsonl"
CLAUSE = {"path": ["一、目标"], "text": "| 甲 | 5 |", "reading": "甲：5件。"}


def line(number, changed="", **fields):
    expected = "not_supported" if changed else "supported"
    pair = {
        "id": f"p{number}",
        "sentence": f"第{number}句",
        "clauses": [CLAUSE],
        "changed": changed,
        "expected": expected,
    }
    return json.dumps({**pair, **fields}, ensure_ascii=False)


@pytest.fixture
def write(tmp_path):
    def call(*lines):
        path = tmp_path / "pairs.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return call


def test_the_check_of_sentences_is_right_on_the_gold_pairs():
    report = measure_verifier(load_pairs(GOLD))
    assert report.changed.pairs >= 300
    assert report.true.pairs >= 300
    assert report.changed.share >= 0.98
    assert report.true.share >= 0.95
    for shares in report.by_set.values():
        assert shares["changed"].share >= 0.97
        assert shares["true"].share >= 0.95


def test_a_sentence_stands_once_with_its_clauses():
    pairs = load_pairs(GOLD)
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert len({(pair.sentence, pair.clauses) for pair in pairs}) == len(pairs)
    assert all((pair.expected == "supported") == (not pair.changed) for pair in pairs)


def test_shares_count_what_was_judged_right(write):
    said = {
        "第1句": Verdict.SUPPORTED,
        "第2句": Verdict.PARTIAL,
        "第3句": Verdict.UNSUPPORTED,
        "第4句": Verdict.SUPPORTED,
        "第5句": Verdict.PARTIAL,
    }
    path = write(
        line(1, set="held"), line(2, set="held"), line(3, "year", set="held"), line(4, "year"), line(5, "bound")
    )
    report = measure_verifier(load_pairs(path), lambda sentence, chunks, titles: (said[sentence], ("甲",)))
    assert (report.changed, report.true) == (Share(2, 3), Share(1, 2))
    assert report.by_kind == {"true": Share(1, 2), "year": Share(1, 2), "bound": Share(1, 1)}
    assert report.by_set == {"held": {"changed": Share(1, 1), "true": Share(1, 2)}}
    assert [(one.pair.id, one.verdict, one.missing) for one in report.failures] == [
        ("p2", Verdict.PARTIAL, ("甲",)),
        ("p4", Verdict.SUPPORTED, ("甲",)),
    ]
    assert report.median_milliseconds >= 0


def test_each_clause_is_a_chunk_and_has_the_title_of_the_document(write):
    seen = []

    def judge(sentence, chunks, titles):
        seen.append((sentence, [(c.path, c.text, c.reading) for c in chunks], titles))
        return Verdict.SUPPORTED, ()

    bare = {"text": "乙"}
    measure_verifier(load_pairs(write(line(1, title="甲县", clauses=[CLAUSE, bare]), line(2, "year"))), judge)
    assert seen[0] == ("第1句", [(("一、目标",), "| 甲 | 5 |", "甲：5件。"), ((), "乙", "乙")], ["甲县", "甲县"])


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([line(1), "{"], "第2行"),
        ([line(1, "colour")], "第1行"),
        ([line(1), line(2, colour="red")], "第2行"),
        ([line(1)], "属实和改动过"),
        ([line(1, "year")], "属实和改动过"),
        ([], "属实和改动过"),
    ],
)
def test_a_bad_file_is_a_stated_error(write, lines, told):
    with pytest.raises(QuestionError, match=told):
        load_pairs(write(*lines))


def test_a_missing_file_is_a_stated_error(tmp_path):
    with pytest.raises(QuestionError, match="无法读取"):
        load_pairs(tmp_path / "none.jsonl")
