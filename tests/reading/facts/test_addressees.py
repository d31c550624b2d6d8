import pytest

from assistant.reading.metadata import describe
from tests.reading.made import read


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("各县（市、区）人民政府，市政府各委、办、局:", ("各县（市、区）人民政府", "市政府各委、办、局")),
        ("各乡镇人民政府、街道办事处：", ("各乡镇人民政府", "街道办事处")),
        ("市财政局：", ("市财政局",)),
        ("上海市高级人民法院：", ("上海市高级人民法院",)),
        ("各位代表：", ("各位代表",)),
        (
            "各县（市、区）人民政府，各开发区管\n委会，市直各单位：",
            ("各县（市、区）人民政府", "各开发区管委会", "市直各单位"),
        ),
        ("主送：各区政府，各街道办", ("各区政府", "各街道办")),
        ("现将有关事项通知如下：", ()),
        ("责任单位：", ()),
        ("为了发展，制定如下办法：", ()),
    ],
)
def test_whom_a_document_goes_to(lines: str, expected: tuple[str, ...]):
    text = f"甲市关于某某的通知\n{lines}\n请认真执行。\n一、目标\n甲。"
    assert describe(read(text)).document.metadata.addressees == expected


def test_only_the_first_line_of_addressees_counts():
    text = "甲市通知\n各区政府：\n请执行。\n抄送市财政局：\n一、目标\n各县政府："
    assert describe(read(text)).document.metadata.addressees == ("各区政府",)
