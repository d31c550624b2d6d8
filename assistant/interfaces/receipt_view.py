"""A checked receipt as JSON and as text for the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from assistant.answering.origin import ModelIdentity, Origin
from assistant.answering.receipt_check import ClauseCheck, ClauseState, ReceiptCheck, SentenceCheck
from assistant.answering.receipt_file import Held
from assistant.interfaces.labels import VERDICTS

STATES = {
    ClauseState.UNCHANGED: "未变",
    ClauseState.CHANGED: "文字有改动",
    ClauseState.MOVED: "条款已移动",
    ClauseState.DELETED: "条款已删除",
    ClauseState.DOCUMENT_GONE: "文件已不在库中",
}
_MOST_LINES = 12
_NOT_ANSWERED = "问题无法使用，没有凭据"


def check_payload(held: Held, check: ReceiptCheck | None) -> dict[str, Any]:
    """One receipt of a file as plain JSON data; where there is none to check, ``problem`` says why."""
    if check is None:
        return {"id": held.name, "line": held.line, "unchanged": not held.problem, "problem": held.problem}
    receipt = check.receipt
    return {
        "id": held.name,
        "line": held.line,
        "unchanged": check.is_unchanged,
        "problem": "",
        "receipt": receipt.id,
        "asked": receipt.asked,
        "question": receipt.question,
        "clauses": [_clause(clause) for clause in check.clauses],
        "sentences": [_sentence(sentence) for sentence in check.sentences],
        "same": _same(receipt.origin, check.origin),
        "origin": {"then": asdict(receipt.origin), "now": asdict(check.origin)},
    }


def check_text(held: Held, check: ReceiptCheck | None) -> str:
    """One receipt of a file for the terminal: every clause with its state, changes as a diff, changed verdicts."""
    name = _printable(held.name)
    if check is None:
        return f"{name or '（无编号）'}：{held.problem or _NOT_ANSWERED}"
    receipt = check.receipt
    lines = [f"凭据 {receipt.id}　{receipt.asked}　{_printable(receipt.question)}"]
    if name != receipt.id and name:
        lines[0] = f"{name}：{lines[0]}"
    if not check.clauses:
        lines.append("没有引用条款。" if not receipt.abstained else "当时未作答，没有引用条款。")
    lines += [line for clause in check.clauses for line in _clause_lines(clause)]
    lines += [_sentence_line(sentence) for sentence in check.sentences if sentence.is_changed]
    return "\n".join([*lines, _origin_line(receipt.origin, check.origin)])


def summary(problems: Sequence[Held], checks: Sequence[ReceiptCheck]) -> str:
    """What has changed in one line; empty where nothing has."""
    told = [f"{len(problems)}份凭据内容与校验和不符"] if problems else []
    outdated = [check for check in checks if not check.is_unchanged]
    if outdated:
        states = [clause.state for check in outdated for clause in check.clauses]
        verdicts = sum(sentence.is_changed for check in outdated for sentence in check.sentences)
        counts = [
            f"{STATES[state]}{states.count(state)}条"
            for state in ClauseState
            if state in states and state is not ClauseState.UNCHANGED
        ]
        counts += [f"{verdicts}句的核查结论改变"] if verdicts else []
        told.append(f"{len(outdated)}份凭据的依据有变化：{'、'.join(counts)}")
    return f"{'；'.join(told)}。 Receipts no longer hold." if told else ""


def _clause(check: ClauseCheck) -> dict[str, Any]:
    cited = check.cited
    return {
        "number": cited.number,
        "document": cited.document,
        "clause": cited.clause,
        "formal": cited.formal,
        "state": check.state,
        "now": {"clause": check.clause, "start": check.start, "formal": check.formal} if check.clause else None,
        "difference": list(check.difference),
    }


def _sentence(check: SentenceCheck) -> dict[str, Any]:
    return {
        "text": check.sentence.text,
        "citations": list(check.sentence.citations),
        "then": check.sentence.verdict,
        "now": check.verdict,
        "missing": list(check.missing),
    }


def _same(then: Origin, now: Origin) -> dict[str, bool | None]:
    """What is the same as then; None for a model and prompts that no part was left to."""
    is_written = then.language_model is not None
    # Receipts of earlier versions also hold prompts that no answer is written with.
    has_prompts = now.prompts.items() <= then.prompts.items()
    return {
        "index": then.index == now.index,
        "encoder": then.encoder == now.encoder,
        "language_model": then.language_model == now.language_model if is_written else None,
        "prompts": has_prompts if is_written else None,
    }


def _clause_lines(check: ClauseCheck) -> Iterator[str]:
    cited = check.cited
    yield f"[{cited.number}] {STATES[check.state]}　{_printable(cited.formal)}  {_printable(cited.clause)}"
    if check.state is ClauseState.MOVED:
        now = f"{_printable(check.formal)}  {_printable(check.clause)}"
        yield f"    现为 {now}，第{check.start}字起（原第{cited.start}字起）"
    elif check.clause and check.formal != cited.formal:
        yield f"    引注现为 {_printable(check.formal)}"
    if check.state is ClauseState.CHANGED:
        shown = check.difference[:_MOST_LINES]
        yield from (f"    {_printable(line)}" for line in shown)
        if len(shown) < len(check.difference):
            yield f"    …另有{len(check.difference) - len(shown)}行（--json 列出全部）"


def _sentence_line(check: SentenceCheck) -> str:
    missing = f"（未获原文印证：{'、'.join(check.missing)}）" if check.missing else ""
    verdicts = f"{VERDICTS[check.sentence.verdict]} → {VERDICTS[check.verdict]}"
    return f"核查结论改变：{verdicts}　“{_printable(check.sentence.text)}”{_printable(missing)}"


def _origin_line(then: Origin, now: Origin) -> str:
    same = _same(then, now)
    index = "与当时相同" if same["index"] else f"已更新（当时 {_printable(then.index)}，现 {now.index}）"
    parts = [f"索引：{index}", f"向量模型：{_compared(same['encoder'], then.encoder, now.encoder)}"]
    if then.language_model is None:
        parts.append("未用语言模型")
    else:
        parts.append(f"语言模型：{_compared(same['language_model'], then.language_model, now.language_model)}")
        parts.append(f"提示词：{'与当时相同' if same['prompts'] else '已改动'}")
    return "；".join(parts)


def _compared(is_same: bool | None, then: ModelIdentity, now: ModelIdentity | None) -> str:
    if is_same:
        return "与当时相同"
    names = [" ".join(filter(None, (one.name, one.host))) if one else "无" for one in (then, now)]
    return f"已更换（当时 {_printable(names[0])}，现 {names[1]}）"


def _printable(text: str) -> str:
    """One line, without signs that a terminal would obey: a receipt may come from anywhere."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
