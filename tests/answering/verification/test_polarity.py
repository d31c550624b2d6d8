import pytest

from assistant.answering.verification.plain import plain
from assistant.answering.verification.polarity import wrong_denials
from assistant.answering.verification.source import read_source
from assistant.answering.verification.stretch import read_stretch
from tests.answering.made import make_chunk

ITEMS = "有下列情形之一的，不予支持：\n（一）三年内有失信行为的；\n（二）存在权属争议的。"
SERIES = "能够当场答复的，当场予以答复；不能当场答复的，20日内答复。"


def wrong(sentence, clause):
    return wrong_denials(read_stretch(plain(sentence)), [read_source(make_chunk(clause), "")])


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("取消专利申请资助", "全面取消专利申请资助。"),
        ("不再资助专利申请", "全面取消专利申请资助。"),
        ("不得增加债务", "严禁增加债务。"),
        ("拒不改正的，处罚款", "责令改正；拒不改正的，处罚款。"),
        ("在楼道充电拒不改正的，处罚款", "在楼道充电的，责令改正；拒不改正的，处罚款。"),
        ("残疾人免收登记费", "登记费每年2元，残疾人免收。"),
        ("存在权属争议的不予支持", ITEMS),
        ("能当场答复的应当当场答复", SERIES),
        ("没有，取消专利申请资助", "全面取消专利申请资助。"),
        ("可以，未缴满的可以补缴", "未缴满的，可以补缴。"),
        ("贷款不超过5万元", "贷款不超过5万元。"),
    ],
)
def test_denials_that_both_sides_make(sentence, clause):
    assert wrong(sentence, clause) == []


@pytest.mark.parametrize(
    "stem",
    [
        "无房职工租房自住的，每年可以提取一次，限额如下",
        "无房职工提取限额按照下列标准执行",
        "未就业毕业生按下列标准补贴",
    ],
)
def test_whom_a_stem_speaks_of_denies_nothing_of_its_items(stem):
    assert wrong("单身职工每月1350元", f"{stem}：\n（一）单身职工每月1350元；\n（二）已婚家庭每月2500元。") == []


@pytest.mark.parametrize(
    "stem", ["禁止下列行为", "申请人应当无下列情形", "未达到下列要求，取消资格", "有下列情形之一，不予受理"]
)
def test_a_stem_that_denies_its_items_is_not_left_out(stem):
    assert wrong("倾倒垃圾", f"{stem}：\n（一）倾倒垃圾；\n（二）占用河道。") != []


@pytest.mark.parametrize(
    ("sentence", "clause", "cue"),
    [
        ("给予专利申请资助", "全面取消专利申请资助。", "取消"),
        ("停止专利申请资助", "未来三年加大专利申请资助。", "停止"),
        ("经批准可以转让", "未经批准不得转让。", "不得"),
        ("复核合格的取消称号", "复核不合格的取消称号。", "不"),
        ("复核不合格的保留称号", "复核不合格的取消称号。", "取消"),
        ("存在权属争议的，可以支持", ITEMS, "不予"),
        ("可以变造材料", "不得伪造、变造材料。", "不得"),
        ("无需备案", "需要备案，未备案的报销比例降低。", "无需"),
        ("本通知不废止", "本通知废止。", "不"),
        ("可以，不得转让", "不得转让。", "不得"),
        ("没有，给予资助", "给予资助。", "没有"),
        ("三年内有失信行为的企业", ITEMS, "不予"),
    ],
)
def test_denials_that_one_side_makes(sentence, clause, cue):
    assert wrong(sentence, clause)[:1] == [f"否定：{cue}"]
