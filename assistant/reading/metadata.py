"""What a document says of itself, for what the catalogue leaves open."""

import re
from dataclasses import replace

from assistant.reading.gazetteer import find_region, most_named_region
from assistant.records import Clause, ClauseKind, ClauseTree, DocumentMetadata, Region

_NUMBER = re.compile(r"[一-鿿]{2,12}[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*(?:第)?\d+\s*号")
_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NUMBER_LABELS = ("发文字号", "文号")
_ISSUER_LABELS = ("发布机构", "发文机关", "发文机构", "发文单位", "制发机关")


def describe(tree: ClauseTree) -> DocumentMetadata:
    """Complete the catalogue's entry from the text; what the catalogue says stays."""
    given = tree.document.metadata
    title = given.title or _title(tree)
    signature = next((c.text for c in tree.clauses if c.kind is ClauseKind.SIGNATURE), "")
    return replace(
        given,
        title=title,
        region=_region(given.region, f"{title} {signature}", tree.document.text),
        issuer=given.issuer or _labelled(tree, _ISSUER_LABELS) or _lines_without_date(signature),
        document_number=given.document_number or _labelled(tree, _NUMBER_LABELS) or _number(tree),
        issued=given.issued or _date(signature),
    )


def _region(given: Region, front: str, text: str) -> Region:
    """The catalogue's place, else the one in title or signature, else the one that the text names most often."""
    if given != Region():
        return given
    named = find_region(front)
    return named if named != Region() else most_named_region(text)


def _title(tree: ClauseTree) -> str:
    """The last title before the first section names the document proper, not the notice that carries it."""
    titles: list[str] = []
    for clause in tree.clauses:
        if clause.kind is ClauseKind.TITLE:
            titles.append(re.sub(r"^#+\s*|\s", "", clause.text))
        elif clause.path and titles:
            break
    return titles[-1] if titles else tree.document.id


def _labelled(tree: ClauseTree, labels: tuple[str, ...]) -> str:
    cells = (cell for c in tree.clauses if c.kind is ClauseKind.METADATA for cell in c.cells)
    return next((cell.value for cell in cells if cell.header in labels), "")


def _number(tree: ClauseTree) -> str:
    """A document number that stands on a line of its own near the top; others belong to cited documents."""
    for clause in _front(tree):
        for line in clause.text.split("\n"):
            if _NUMBER.fullmatch(line.strip()):
                return line.strip()
    return ""


def _front(tree: ClauseTree) -> list[Clause]:
    kinds = {ClauseKind.METADATA, ClauseKind.TITLE, ClauseKind.PREAMBLE, ClauseKind.ADDRESSEE}
    return [clause for clause in tree.clauses if clause.kind in kinds]


def _date(text: str) -> str:
    match = _DATE.search(text)
    return f"{match.group(1)}-{int(match.group(2)):02d}-{int(match.group(3)):02d}" if match else ""


def _lines_without_date(signature: str) -> str:
    return "、".join(line.strip() for line in signature.split("\n")[:-1] if line.strip())
