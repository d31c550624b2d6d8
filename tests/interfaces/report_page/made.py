"""Reports made for the tests of the page."""

from dataclasses import replace

from assistant.evaluation.gold_check import Fault, GoldFault
from assistant.evaluation.outcomes import Outcome, judge
from assistant.evaluation.questions import Evidence, GoldQuestion
from assistant.evaluation.report import Report, make_report
from tests.evaluation.made import RUN, made_report, outcomes, prediction

HOSTILE = "<img src=x onerror=\"alert('甲')\">&</script><script>alert(1)</script>"


def hostile_outcome() -> Outcome:
    """A question whose every text tries to be markup."""
    gold = GoldQuestion(
        id=HOSTILE,
        kind=HOSTILE,
        question=HOSTILE,
        history=(HOSTILE,),
        evidence=(Evidence(document=HOSTILE, all_of=(HOSTILE,)),),
        answer_all_of=((HOSTILE,),),
    )
    clause = {"document": HOSTILE, "clause": HOSTILE, "path": [HOSTILE], "text": HOSTILE}
    return judge(gold, prediction(HOSTILE, hits=(clause,), citations=(clause,), verdicts=(HOSTILE,)))


def hostile_report() -> Report:
    """A report whose every text tries to be markup."""
    refused = judge(
        GoldQuestion(id="r", question="甲", answerable=False, reason=HOSTILE), prediction("", reason=HOSTILE)
    )
    gold, versions = replace(RUN.gold, name=HOSTILE), {HOSTILE: HOSTILE}
    settings: dict[str, str | int | float | bool] = {HOSTILE: HOSTILE}
    index = replace(RUN.index, fingerprint=HOSTILE)
    run = replace(RUN, made=HOSTILE, answerer=HOSTILE, gold=gold, index=index, settings=settings, versions=versions)
    faults = (GoldFault(HOSTILE, HOSTILE, (HOSTILE,), Fault.NO_CLAUSE),)
    return make_report(run, (hostile_outcome(), refused), faults)


def plain_report(count: int = 3) -> Report:
    """A report of the first ``count`` made questions, without a comparison."""
    return make_report(RUN, outcomes()[:count])


def full_report() -> Report:
    """A report with everything: a comparison, distractors and faults."""
    report = made_report()
    index = replace(RUN.index, distractor_documents=3, distractor_clauses=1200)
    faults = (GoldFault("q2", "jia", ("保险",), Fault.NO_CLAUSE),)
    return replace(report, run=replace(RUN, index=index, answerer="llm"), faults=faults)
