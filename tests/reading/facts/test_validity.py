import pytest

from assistant.reading.metadata import describe
from tests.reading.made import read


def replaced(sentence: str, title: str = "甲市某某办法") -> tuple[str, ...]:
    return describe(read(f"{title}\n第一条 为了发展，制定本办法。\n第九条 {sentence}")).document.metadata.replaces


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("《乙办法》同时废止。", ("乙办法",)),
        ("原《乙办法》（甲府〔2018〕3号）同时废止。", ("乙办法",)),
        ("本办法自2022年2月1日起施行，《乙办法》《丙规定》同时废止。", ("乙办法", "丙规定")),
        ("《乙办法》（甲府〔2018〕3号）、《丙规定》即行废止。", ("乙办法", "丙规定")),
        ("《甲市政府关于印发〈乙办法〉的通知》同时停止执行。", ("甲市政府关于印发〈乙办法〉的通知",)),
        ("《甲市政府关于印发《乙办法》的通知》不再执行，同时废止。", ("甲市政府关于印发《乙办法》的通知",)),
        ("2001年3月1日甲市政府发布的《乙办法》同时废止。", ("乙办法",)),
        ("根据《丁法》，《乙办法》同时废止。", ("乙办法",)),
        ("《乙办法》自本办法施行之日起废止。", ("乙办法",)),
        ("废止《乙办法》。", ("乙办法",)),
        ("本办法替代《乙办法》。", ("乙办法",)),
        ("甲府〔2018〕3号文件同时废止。", ("甲府〔2018〕3号",)),
        ("《甲市某某办法》同时废止。", ("甲市某某办法",)),
        ("《乙办法》已于2019年废止。", ()),
        ("法规的制定、修改和废止适用《丙条例》。", ()),
        ("根据《关于废止部分法规的决定》修正。", ()),
        ("逾期未延续的，《经营许可证》自动失效。", ()),
        ("有效期满自动失效。", ()),
        ("本办法自2025年1月1日起废止。", ()),
    ],
)
def test_what_a_document_abolishes(sentence: str, expected: tuple[str, ...]):
    assert replaced(sentence) == expected


def test_a_list_of_abolished_documents():
    text = "甲市关于废止文件的决定\n决定废止下列文件：\n1.《乙办法》（甲府〔2018〕3号）\n2.《丙规定》\n以上废止。"
    assert describe(read(text)).document.metadata.replaces == ("乙办法", "丙规定")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("甲市某某办法（试行）", "试行"),
        ("甲市某某办法(暂行)", "暂行"),
        ("甲市某某暂行办法", "暂行"),
        ("甲市某某办法（试行草案）", "试行"),
        ("有效性：现行有效\n甲市某某办法（试行）", "现行有效"),
        ("是否有效：否\n甲市某某办法", "失效"),
        ("效力状态：失效\n甲市某某办法", "失效"),
        ("甲市某某办法【已废止】", "已废止"),
        ("该文件已失效\n甲市某某办法", "失效"),
        ("甲市某某办法（已修改）", "已修改"),
        ("关于修改《甲市某某办法（试行）》的决定", ""),
        ("甲市关于废止某某办法的决定", ""),
        ("甲市某某办法", ""),
    ],
)
def test_whether_a_document_is_in_force(front: str, expected: str):
    text = f"{front}\n第一条 为了发展，制定本办法。\n第二条 《乙办法》同时废止。"
    assert describe(read(text)).document.metadata.status == expected
