"""Which line a person means, and the correction that is kept."""

import pytest

from assistant.errors import DocumentError
from assistant.interfaces.correcting import resolve
from assistant.reading.corrections import Action, Correction
from tests.reading.made import read

TREE = read("甲县规划\n一、目标\n专利达到100件。商标达到5件。\n二、任务\n加强保护。\n三、保障\n加强保护。\n")


@pytest.mark.parametrize(
    ("given", "at", "before", "correction", "lines"),
    [
        ("二、任务", "", "", Correction(Action.SPLIT, "二、任务", "", "任务"), 1),
        ("专利达到", "商标", "", Correction(Action.SPLIT, "专利达到100件。商标达到5件。", "", "商标"), 1),
        ("加强保护。", "保护", "", Correction(Action.SPLIT, "加强保护。", "", "保护"), 2),
        ("加强", "保护", "三、保障", Correction(Action.SPLIT, "加强保护。", "三、保障", "保护"), 1),
    ],
)
def test_a_line_is_meant_in_full_or_by_its_beginning(given, at, before, correction, lines):
    meant = resolve(TREE, Action.SPLIT, given, at or "任务", before)
    assert (meant.correction, meant.lines) == (correction, lines)


@pytest.mark.parametrize(
    ("given", "at", "before", "message"),
    [
        ("没有", "", "", "文件中没有这一行"),
        ("", "", "", "行以“”开头"),
        ("加强", "", "一、目标", "这一行之上没有"),
        ("加强", "专利", "", "行内没有"),
    ],
)
def test_what_means_no_line_or_several_is_refused(given, at, before, message):
    with pytest.raises(DocumentError, match=message):
        resolve(TREE, Action.SPLIT, given, at, before)
