"""``verify``: whether what a receipt cites still stands."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.receipt_check import ReceiptCheck, ReceiptChecker
from assistant.answering.receipt_file import Held, read_receipts
from assistant.errors import OutdatedError
from assistant.interfaces.cli.output import Json, show, show_json
from assistant.interfaces.receipt_view import check_payload, check_text, summary
from assistant.settings import load_settings


def verify(
    receipt: Annotated[
        Path,
        typer.Argument(
            metavar="RECEIPT", help="凭据文件、ask --json 的结果或 batch 的结果。A receipt, or answers with theirs."
        ),
    ],
    json: Json = False,
) -> None:
    """核对凭据：所引条款是否仍与当时相同。Check whether the clauses that answers cite are what they were."""
    entries = tuple(read_receipts(receipt))
    checker = ReceiptChecker.open(load_settings())
    checked = [(held, checker.check(held.receipt) if held.receipt else None) for held in entries]
    told = summary([held for held in entries if held.problem], [check for _, check in checked if check])
    if json:
        show_json({"unchanged": not told, "receipts": [check_payload(*one) for one in checked]})
    else:
        show(_render(checked))
    if told:
        raise OutdatedError(told)


def _render(checked: list[tuple[Held, ReceiptCheck | None]]) -> str:
    return "\n\n".join(check_text(held, check) for held, check in checked)
