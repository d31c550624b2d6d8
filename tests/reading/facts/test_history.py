import pytest

from assistant.reading.facts.history import Act, read_history
from assistant.reading.facts.view import View
from assistant.reading.metadata import describe
from tests.reading.made import read

PASSED, PUBLISHED, AMENDED, APPROVED, EFFECTIVE = Act.PASSED, Act.PUBLISHED, Act.AMENDED, Act.APPROVED, Act.EFFECTIVE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2022年1月16日 甲省第十三届人民代表大会常务委员会第三十九次会议通过", [(PASSED, "2022-01-16")]),
        ("2001年4月2日 国务院令第300号公布", [(PUBLISHED, "2001-04-02")]),
        ("2001年10月1日 施行", [(EFFECTIVE, "2001-10-01")]),
        ("2013年1月31日 《国务院关于修改〈甲条例〉的决定》第一次修订", [(AMENDED, "2013-01-31")]),
        ("2016年3月31日 甲省人民代表大会常务委员会批准", [(APPROVED, "2016-03-31")]),
        (
            "（2007年12月29日甲会议通过　根据2018年3月1日《关于修改〈2007年1月1日乙办法〉的决定》修正）",
            [(PASSED, "2007-12-29"), (AMENDED, "2018-03-01")],
        ),
        (
            "2008年11月27日 甲市人大常委会公告公布自2009年1月1日施行",
            [(PUBLISHED, "2008-11-27"), (EFFECTIVE, "2009-01-01")],
        ),
        ("（二〇二二年三月五日甲会议通过）", [(PASSED, "2022-03-05")]),
        ("2022年3月5日，市长主持召开会议，审议通过方案。", []),
        ("根据2018年的通过情况", []),
        ("2022年3月5日", []),
    ],
)
def test_entries_of_a_history(line: str, expected: list[tuple[Act, str]]):
    events = read_history(View(read(f"甲条例\n{line}\n第一条 目的。")))
    assert [(event.act, event.date.value) for event in events] == expected


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("2022年1月16日 甲省第十三届人民代表大会常务委员会第三十九次会议通过", ("甲省人民代表大会常务委员会",)),
        ("2020年5月28日 第十三届全国人民代表大会第三次会议通过", ("全国人民代表大会",)),
        ("2020年8月31日 最高人民法院审判委员会第1811次会议通过", ("最高人民法院",)),
        ("2001年3月28日 国务院第36次常务会议通过", ("国务院",)),
        ("2001年4月2日 中华人民共和国国务院令第300号公布", ("中华人民共和国国务院",)),
        ("2004年12月8日 最高人民法院、最高人民检察院公告公布", ("最高人民法院", "最高人民检察院")),
        ("2000年11月16日 市九届人大常委会第二十九次会议通过", ()),
    ],
)
def test_the_bodies_of_an_entry(line: str, bodies: tuple[str, ...]):
    events = read_history(View(read(f"甲条例\n{line}\n第一条 目的。")))
    assert events[0].bodies == bodies


def test_a_law_passed_anew_was_amended_and_a_plan_approved_by_a_congress_was_issued():
    anew = "甲解释\n2002年1月5日 最高人民法院审判委员会第1次会议通过\n2020年1月5日 最高人民法院审判委员会第9次会议通过"
    found = describe(read(f"{anew}\n第一条 目的。"))
    assert found.document.metadata.issued == "2002-01-05"
    assert [fact.value for fact in found.facts if fact.field == "amended"] == ["2020-01-05"]
    plan = "甲市规划纲要\n（2021年2月6日甲市第八届人民代表大会第六次会议批准）\n一、目标"
    assert describe(read(plan)).document.metadata.issued == "2021-02-06"
