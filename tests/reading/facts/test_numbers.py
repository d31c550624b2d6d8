import pytest

from assistant.reading.facts.numbers import normal_number, number_facts
from assistant.reading.facts.view import View
from tests.reading.made import read


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("国发〔2021〕20号", "国发〔2021〕20号"),
        ("津静海政发〔2022〕11号", "津静海政发〔2022〕11号"),
        ("甲政办发(2020)第15号", "甲政办发〔2020〕第15号"),
        ("甲政发〔2020〕 3 号", "甲政发〔2020〕3号"),
        ("甲政发[2020]1号", "甲政发〔2020〕1号"),
        ("甲政发［2020］1号", "甲政发〔2020〕1号"),
        ("甲政发【2020】1号", "甲政发〔2020〕1号"),
        ("甲府〔２０２２〕１号", "甲府〔2022〕1号"),
        ("甲 政 发 〔 2 0 2 1 〕 1 6 号", "甲政发〔2021〕16号"),
        ("甲府办〔2022〕12号          签发人：赵某", "甲府办〔2022〕12号"),
        ("甲政办发201519号", "甲政办发〔2015〕19号"),
        ("第12号令", "第12号令"),
        ("国务院令第698号", "国务院令第698号"),
        ("中华人民共和国主席令（第五十五号）", "中华人民共和国主席令第五十五号"),
        ("财政部公告2020年第3号", "财政部公告2020年第3号"),
        ("河源市人民政府公告〔2021〕第1号", "河源市人民政府公告〔2021〕第1号"),
        ("甲市人民政府令\n第95号", "甲市人民政府令第95号"),
        ("〔2022〕5号", "〔2022〕5号"),
        ("甲市某某办法\n（甲政发[2019]8号）", "甲政发〔2019〕8号"),
        ("2001年4月2日 国务院令第300号公布", "国务院令第300号"),
        ("第12号", ""),
        ("（甲政发[2020]1号）", ""),
        ("根据国发〔2021〕20号文件。", ""),
        ("按照上级通知（\n国发〔2021〕20号\n）精神", ""),
        ("为落实上级通知和\n国发〔2021〕20号", ""),
        ("国发〔2021〕20号\n文件精神，制定本办法。", ""),
        ("甲字1234567890号", ""),
    ],
)
def test_numbers_of_the_document_itself(line: str, expected: str):
    facts = _facts(line)
    assert (facts[0] if facts else "") == expected


def _facts(line: str) -> list[str]:
    return [fact.value for fact in number_facts(View(read(f"{line}\n一、目标\n甲。")), ())]


def test_a_number_below_the_numbered_body_is_none():
    assert number_facts(View(read("一、目标\n甲政发〔2020〕3号")), ()) == []


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "［］", "（）", "()", "【】", "〖〗", "﹝﹞"])
def test_brackets_do_not_matter(brackets: str):
    assert normal_number(f"甲府 {brackets[0]}2022{brackets[1]} 1 号") == "甲府〔2022〕1号"
