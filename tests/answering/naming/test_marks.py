import pytest

from assistant.answering.naming.marks import inner_quotes, inner_titles


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("关于修改《甲办法》的决定", "关于修改〈甲办法〉的决定"),
        ("关于转发《关于印发〈甲办法〉的通知》的通知", "关于转发〈关于印发《甲办法》的通知〉的通知"),
        ("《甲》和《乙》的说明", "〈甲〉和〈乙〉的说明"),
        ("甲》的《乙", "甲》的〈乙"),
        ("没有书名号", "没有书名号"),
        ("", ""),
    ],
)
def test_titles_inside_a_title(text, inside):
    assert inner_titles(text) == inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“十四五”规划", "‘十四五’规划"),
        ("“一张‘网’”", "‘一张“网”’"),
        ("people’s", "people’s"),
        ('"直引号"', '"直引号"'),
    ],
)
def test_quotations_inside_a_quotation(text, inside):
    assert inner_quotes(text) == inside
