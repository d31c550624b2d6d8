import pytest

from assistant.reading.facts.citations import is_quoted, numbers_in, titles_in
from assistant.reading.metadata import describe
from tests.reading.made import read


def basis(text: str) -> tuple[str, ...]:
    return describe(read(text)).document.metadata.basis


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("根据《乙法》《丙条例》，制定本办法。", ("乙法", "丙条例")),
        ("根据《乙法》、《丙条例》和《丁办法》（丁发〔2020〕1号）等规定，制定本办法。", ("乙法", "丙条例", "丁办法")),
        ("为贯彻落实《乙意见》精神，依据《丙条例》，制定本办法。", ("乙意见", "丙条例")),
        ("根据国务院《乙条例》和省政府《丙办法》，制定本办法。", ("乙条例", "丙办法")),
        ("根据《乙法》（以下简称《乙》）、《丙条例》，制定本办法。", ("乙法", "丙条例")),
        ("按照《关于印发〈乙办法〉的通知》要求，制定本办法。", ("关于印发〈乙办法〉的通知",)),
        ("按照《关于印发《乙办法》的通知》要求，制定本办法。", ("关于印发《乙办法》的通知",)),
        ("根据《乙\n法》，制定本办法。", ("乙法",)),
        ("根据甲府〔2021〕8号文件要求，制定本办法。", ("甲府〔2021〕8号",)),
        ("根据《乙法》，现将《丙办法》印发给你们。", ("乙法",)),
        ("根据《乙法》和《乙法》，制定本办法。", ("乙法",)),
        ("《乙法》实施以来成效显著，制定本办法。", ()),
        ("根据实际情况，制定本办法。", ()),
        ("根据《", ()),
    ],
)
def test_what_a_purpose_cites(purpose: str, expected: tuple[str, ...]):
    assert basis(f"甲市某某办法\n{purpose}\n一、目标\n按照《戊办法》执行。") == expected


def test_the_first_article_states_the_basis_and_later_ones_cite_others():
    text = "甲市办法\n第一条 根据《乙法》，制定本办法。\n第二条 依照《丙条例》处罚。\n第三条 按照《丁办法》执行。"
    assert basis(text) == ("乙法",)


def test_a_purpose_below_a_heading_counts_where_the_front_has_none():
    text = "甲市规划\n一、编制依据\n根据《乙法》，编制本规划。\n二、任务\n执行《丙条例》，提高水平。"
    assert basis(text) == ("乙法",)


def test_the_history_of_a_law_is_no_basis():
    history = "2001年1月5日甲市人民代表大会通过　根据2010年3月4日《关于修改〈甲市条例〉的决定》修正"
    assert basis(f"甲市条例\n{history}\n第一条 根据《乙法》，制定本条例。") == ("乙法",)


def test_titles_numbers_and_quotes():
    text = "《甲》和《关于《乙》的函》（丙发〔2020〕3号），《丢失、《丁》按照戊办〔2019〕2号"
    assert [(c.value, c.number) for c in titles_in(text, 0, len(text))] == [
        ("甲", ""), ("关于《乙》的函", "丙发〔2020〕3号"), ("丁", ""),
    ]  # fmt: skip
    assert [c.value for c in numbers_in(text, 30, len(text))] == ["戊办〔2019〕2号"]
    assert is_quoted(text, 1)
    assert not is_quoted(text, 4)
