"""Questions for the small corpus, and how a stated error looks."""

QUESTION = "到2025年发明专利拥有量达到多少件？"
QUOTED = "到2025年，发明专利拥有量达到100件[1]。"
ANSWER_KEYS = ["id", "answer", "abstained", "reason", "answerer", "sentences", "citations", "hits"]
GOLD = {
    "id": "q1",
    "kind": "fact",
    "question": QUESTION,
    "evidence": [{"document": "jia", "all_of": ["100件"]}],
    "answer_all_of": [["100件"]],
}
UNANSWERABLE = {"id": "q2", "kind": "unanswerable", "question": "世界杯冠军是哪个队？", "answerable": False}


def stated(result) -> str:
    """The one line of a stated error."""
    code, out, err = result
    assert (code, out) == (1, "")
    assert err.startswith("错误：")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


def stated_last(result) -> str:
    """A stated error behind lines of progress."""
    code, _, err = result
    return stated((code, "", f"{err.splitlines()[-1]}\n"))
