"""What a person takes along from the page: a citation to paste, the receipt of an answer. The script acts on both."""

import json

from assistant.answering.formal import quotation
from assistant.answering.receipts import Receipt, receipt_to_json
from assistant.interfaces.html import Html, element


def copy_button(formal: str, quote: str) -> Html:
    """A button that copies the formal citation with its words."""
    return element(
        "button",
        element("span", "复制引注", translate="yes"),
        type="button",
        class_="copy",
        title=formal,
        data_copy=quotation(formal, quote),
        translate="no",
    )


def receipt_button(receipt: Receipt) -> Html:
    """A button that saves the receipt as a file."""
    data = json.dumps(receipt_to_json(receipt), ensure_ascii=False)
    name = f"receipt-{receipt.id}.json"
    return element(
        "button", "下载凭据", type="button", class_="receipt", aria_live="polite", data_name=name, data_receipt=data
    )
