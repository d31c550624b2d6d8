import pytest

from assistant.answering.verification.bodies import read_bodies, same_body


def read(text):
    return [(body.level, body.words) for body in read_bodies(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "责任单位:县发展和改革局、县农业农村和科技局、县市场监督管理局等负责",
            [("县", "县发展和改革局"), ("县", "县农业农村和科技局"), ("县", "县市场监督管理局")],
        ),
        ("县人民检察院和县司法局负责", [("县", "县人民检察院"), ("县", "县司法局")]),
        ("甲县市场监管局", [("县", "县市场监管局")]),
        ("河源市市场监督管理局", [("市", "市市场监督管理局")]),
        ("市城市管理局和市政府办公室", [("市", "市城市管理局"), ("市", "市政府办公室")]),
        ("省委编办牵头", [("省", "省委编办")]),
        ("国家知识产权局", [("国", "国家知识产权局")]),
        ("由公安机关责令改正", [("", "公安机关")]),
        ("牵头单位包括市科技局", [("市", "市科技局")]),
        ("国务院", [("国", "国务院")]),
        ("将25家领导小组调整", [("", "领导小组")]),
        ("专利布局、发展格局、企业委托、政府引导、银行贷款", []),
    ],
)
def test_bodies_with_their_level(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("县市场监管局", "县市场监督管理局", True),
        ("县发改局", "县发展和改革局", True),
        ("市卫健委", "市卫生健康委员会", True),
        ("市住建局", "市住房和城乡建设局", True),
        ("县法院", "县人民法院", True),
        ("市财政部门", "市财政局", True),
        ("财政局", "县财政局", True),
        ("县财政局", "市财政局", False),
        ("省财政厅", "市财政局", False),
        ("市公安局", "市司法局", False),
        ("国家知识产权局", "市知识产权局", False),
        ("市科技局", "市农业农村和科技局", False),
    ],
)
def test_which_names_mean_one_body(one, other, same):
    (said,), (held,) = read_bodies(one), read_bodies(other)
    assert same_body(said, held) is same
    assert same_body(held, said) is same
