"""Gold questions and predictions made for the tests of the figures, and reports over them."""

from typing import Any

from assistant.evaluation.outcomes import Outcome, judge
from assistant.evaluation.questions import Evidence, GoldQuestion
from assistant.evaluation.report import GoldFile, Report, Run, Searched, compare, make_report

RUN = Run(
    made="2026-01-02T03:04Z",
    answerer="extract",
    gold=GoldFile("gold.jsonl", "ab" * 32, 3),
    index=Searched("0123456789abcdef", 2, 40, 30),
    settings={"encoder": "small", "least_nearness": 0.845, "answerer": "extract"},
    versions={"python": "3.11.7", "machine": "Linux x86_64", "processors": "2", "numpy": "2.4.6", "xllamacpp": ""},
)
FACT = GoldQuestion(
    id="q1",
    kind="fact",
    question="甲县到2025年有多少件专利？",
    evidence=(Evidence(document="jia", all_of=("达到100件",)),),
    answer_all_of=(("100件",),),
)
TWO = GoldQuestion(
    id="q2",
    kind="list",
    question="甲县对贷款有哪些支持？",
    history=("甲县有哪些措施？",),
    evidence=(Evidence(document="jia", all_of=("贴息",)), Evidence(document="jia", all_of=("保险",))),
    answer_all_of=(("贴息",), ("保险", "投保")),
)
NONE = GoldQuestion(id="q3", kind="unanswerable", question="乙县有什么补贴？", answerable=False, reason="no_such_place")


def clause(text: str, name: str = "jia/1", path: tuple[str, ...] = ("一、目标",)) -> dict[str, Any]:
    """A clause as it stands in an answer; its document is the first part of its name."""
    return {"document": name.partition("/")[0], "clause": name, "path": list(path), "text": text}


def prediction(
    answer: str = "",
    *,
    hits: tuple[dict[str, Any], ...] = (),
    citations: tuple[dict[str, Any], ...] = (),
    verdicts: tuple[str, ...] = ("supported",),
    reason: str | None = None,
    answerer: str = "extract",
    seconds: tuple[float, float] = (0.2, 0.3),
) -> dict[str, Any]:
    """An answer in the JSON shape of every door; declined where there is a reason."""
    return {
        "id": "",
        "answer": answer,
        "abstained": reason is not None,
        "reason": reason,
        "answerer": answerer,
        "sentences": [{"verdict": verdict} for verdict in verdicts] if citations else [],
        "citations": [{"number": number, **cited} for number, cited in enumerate(citations, start=1)],
        "hits": [{"rank": rank, **hit} for rank, hit in enumerate(hits, start=1)],
        "seconds": {"retrieve": seconds[0], "first_token": None, "total": seconds[1]},
    }


GOAL = clause("到2025年，发明专利拥有量达到100件。")
INTEREST = clause("对质押贷款给予贴息。", "jia/2.1", ("二、任务", "(一)融资"))
INSURANCE = clause("推广专利保险。", "jia/2.2", ("二、任务", "(二)保险"))
ELSEWHERE = clause("对贷款给予贴息，办理保险。", "yi/3", ("三、保障",))


def outcomes() -> tuple[Outcome, ...]:
    """A question passed, one half found with a wrong citation beside, one declined for the wrong reason."""
    return (
        judge(FACT, prediction("达到100件[1]。", hits=(GOAL, INTEREST), citations=(GOAL,), seconds=(0.1, 0.2))),
        judge(
            TWO,
            prediction(
                "给予贴息[1][2]。",
                hits=(ELSEWHERE, INTEREST, GOAL),
                citations=(INTEREST, ELSEWHERE),
                verdicts=("supported", "partial"),
                answerer="llm",
                seconds=(0.3, 4.0),
            ),
        ),
        judge(NONE, prediction("抱歉。", hits=(GOAL,), reason="not_found", seconds=(0.2, 0.2))),
    )


def earlier_outcomes() -> tuple[Outcome, ...]:
    """A run in which the first question was not found, and the other two were all right."""
    return (
        judge(FACT, prediction("抱歉。", hits=(INTEREST,), reason="not_found")),
        judge(TWO, prediction("贴息，保险[1][2]。", hits=(INTEREST, INSURANCE), citations=(INTEREST, INSURANCE))),
        judge(NONE, prediction("抱歉。", reason="no_such_place")),
    )


def made_report() -> Report:
    """A report with a comparison."""
    return make_report(RUN, outcomes(), (), compare(outcomes(), make_report(RUN, earlier_outcomes())))
