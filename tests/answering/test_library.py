"""What is said of a cited document: its place, and whether it still holds on a day."""

import pytest

from assistant.answering.library import Library
from assistant.records import ClauseTree, DocumentMetadata, Region, SourceDocument

DAY = "2026-05-01"


def library(replaced_by: dict[str, tuple[str, ...]] | None = None, **metadata: object) -> Library:
    """A library of the document ``jia`` with this metadata, and a newer one."""
    held = DocumentMetadata(title="甲县规划", region=Region("甲省", "", "甲县"), **metadata)
    newer = DocumentMetadata(title="《甲县新规划》")
    trees = [ClauseTree(SourceDocument(name, "", m), (), ()) for name, m in (("jia", held), ("new", newer))]
    return Library.of(trees, replaced_by)


def test_places_and_headings() -> None:
    assert library().place("jia") == "甲县"
    assert (library().place("new"), library().place("unknown")) == ("", "")
    assert library().places() == ("甲县",)
    assert library().heading("jia") == "甲省 甲县 甲县规划"


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (library(), ""),
        (library(period="2021—2025年"), "《甲县规划》的规划期（2021—2025年）已经结束。"),
        (library(period="2021—2026年"), ""),
        (library(expires="2026-04-30"), "《甲县规划》已于2026-04-30失效。"),
        (library(expires="2026-05-01"), ""),
        (library(expires="2026-05"), ""),
        (library(status="废止"), "《甲县规划》已废止。"),
        (library(status="已废止"), "《甲县规划》已废止。"),
        (library(status="有效"), ""),
        (library({"jia": ("new",)}, period="2021—2025年"), "《甲县规划》已被《甲县新规划》取代。"),
    ],
    ids=["nothing known", "period over", "period runs", "expired", "last day", "last month", "repealed",
         "repealed as read", "in force", "replaced"],
)  # fmt: skip
def test_whether_a_document_still_holds(held: Library, expected: str) -> None:
    assert held.standing(["jia", "jia"], DAY) == expected


def test_before_the_end_of_the_period_nothing_is_said() -> None:
    assert library(period="2021—2025年").standing(["jia"], "2025-12-31") == ""
