"""Damaged Word documents: whatever happens to the bytes, they are read or refused, and nothing else."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentError
from assistant.reading.formats.word.extract import extract_word
from tests.reading.formats.word_made import (
    definition,
    docx,
    level,
    numbered,
    p,
    package,
    part,
    parts_of,
    refer_note,
    row,
    run,
    style,
    table,
    text_box,
)

RICH = docx(
    p("标题", style="Heading1"),
    p(run("正文") + refer_note(2) + text_box(p("框"))),
    p("条", list_=1, level=0),
    table(row("甲", "乙"), row("丙", "丁")),
    numbering=definition(0, level(0, "第%1条", "chineseCounting")) + numbered(1, 0),
    extra={"footnotes": part("footnotes", f'<w:footnote w:id="2">{p("注文")}</w:footnote>')},
)
TOUCHED = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "[Content_Types].xml",
           "_rels/.rels", "word/_rels/document.xml.rels")  # fmt: skip
RICH_PARTS = {path: parts_of(RICH)[path] for path in TOUCHED} | {
    "word/styles.xml": part("styles", style("Heading1", "heading 1", paragraph='<w:outlineLvl w:val="0"/>')).encode()
}
EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4), st.integers(0, 4)), min_size=1, max_size=6
)
BOUNDED = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def edited(data: bytes, edits: list[tuple[float, bytes, int]]) -> bytes:
    """The bytes with some of them replaced by others, at places given as shares of the length."""
    changed = bytearray(data)
    for place, new, old_length in edits:
        at = int(place * len(changed))
        changed[at : at + old_length] = new
    return bytes(changed)


def test_the_package_to_be_damaged_is_good():
    text = extract_word(package(RICH_PARTS), "a.docx").text
    assert text == "标题\n正文〔注1〕\n注1：注文\n框\n第一条 条\n甲 | 乙\n丙 | 丁\n"


def read_or_refuse(data: bytes) -> None:
    """Any other exception than the stated one fails the test."""
    try:
        message = extract_word(data, "a.docx").text
    except DocumentError as error:
        message = str(error).removeprefix("a.docx：")
    assert not message.startswith("a.docx")


@BOUNDED
@given(EDITS)
def test_any_damage_to_the_file_is_read_or_refused(edits: list[tuple[float, bytes, int]]):
    read_or_refuse(edited(package(RICH_PARTS), edits))


@BOUNDED
@given(st.sampled_from(TOUCHED), EDITS)
def test_any_damage_to_a_part_is_read_or_refused(path: str, edits: list[tuple[float, bytes, int]]):
    read_or_refuse(package(RICH_PARTS | {path: edited(RICH_PARTS[path], edits)}))


VALUES = st.sampled_from(["", "-1", "0", "1", "9", "99999999999", "二", "1.5", "restart", "continue", "zz", "TOC"])


@BOUNDED
@given(st.sampled_from(TOUCHED[:3]), st.floats(0, 1, exclude_max=True), VALUES)
def test_any_value_of_an_attribute_is_read_or_refused(path: str, place: float, value: str):
    pieces = RICH_PARTS[path].decode().split('w:val="')
    at = 1 + int(place * (len(pieces) - 1))
    pieces[at] = value + pieces[at][pieces[at].index('"') :]
    read_or_refuse(package(RICH_PARTS | {path: 'w:val="'.join(pieces)}))
