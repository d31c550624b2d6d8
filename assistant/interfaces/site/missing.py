"""What a verdict lacks, as pages show it: words of the sentence, some with a remark of the check behind them."""

from collections.abc import Sequence

from assistant.answering.verification.contrast import OF_OTHER
from assistant.interfaces.html import Html, element, join


def render_missing_words(missing: Sequence[str]) -> Html:
    """The words one after another; the remark is the page's own."""
    return element("span", *(join("、" if at else None, _words(one)) for at, one in enumerate(missing)))


def _words(one: str) -> Html:
    remark = element("span", OF_OTHER) if one.endswith(OF_OTHER) else None
    return join(element("span", one.removesuffix(OF_OTHER), translate="no"), remark)
