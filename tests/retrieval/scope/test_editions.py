"""Which of several documents a year or a short name means."""

import pytest

from assistant.records import Region
from assistant.retrieval.scope.editions import Editions, is_edition
from assistant.retrieval.scope.times import find_times
from tests.retrieval.scope.scope_corpus import make_tree

PLACE = Region("云岭省", "栖梧市")
TREES = {
    name: make_tree(name, title, PLACE, "一、总则", **fields)
    for name, title, fields in (
        ("plan_13", "栖梧市养老服务规划（2016—2020年）", {"issued": "2016-05-01"}),
        ("plan_14", "栖梧市养老服务规划（2021—2025年）", {"issued": "2021-05-01"}),
        ("water", "栖梧市“十四五”水利发展规划", {"issued": "2022-05-01"}),
        ("dogs", "栖梧市城区养犬管理办法", {"issued": "2010-05-01"}),
        ("dogs_new", "栖梧市文明养犬管理办法", {"document_number": "栖梧市人民政府令〔2022〕3号"}),
        ("elderly", "栖梧市人民政府关于加快推进养老服务发展的实施意见", {"period": "2023—2027年"}),
    )
}
EDITIONS = Editions(TREES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年那版办法", True),
        ("2019版的办法", True),
        ("2019年的办法里补贴多少", True),
        ("2019年公积金提取办法", True),
        ("2023年修订的《某办法》", True),
        ("2023年印发的那个文件", True),
        ("2021—2025年规划里由谁负责", True),
        ("“十三五”规划的目标", True),
        ("2025年的目标是多少", False),
        ("2025年养老床位多少张", False),
        ("2020年以后的办法", False),
        ("2020年之前的规定", False),
        ("2025年规划目标", False),
        ("2025年，按照办法补贴多少", False),
    ],
)
def test_a_year_that_names_an_edition(text: str, expected: bool):
    assert is_edition(text, find_times(text)[0]) is expected


@pytest.mark.parametrize(
    ("time", "documents"),
    [
        ("2016—2020年", ("plan_13",)),
        ("2021—2025年", ("plan_14", "water")),
        ("2025年", ("plan_14", "water")),
        ("十四五", ("plan_14", "water")),
        ("十三五", ("plan_13",)),
        ("2010年", ("dogs",)),
        ("2022年", ("water", "dogs_new")),
        ("2023年", ("elderly",)),
        ("2030年", ()),
    ],
)
def test_documents_of_a_time(time: str, documents: tuple[str, ...]):
    assert EDITIONS.fitting(tuple(TREES), find_times(time)[0]) == documents


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("水利规划的目标", ("water",)),
        ("水利发展规划的目标", ("water",)),
        ("养老服务规划的目标", ("plan_13", "plan_14")),
        ("城区养犬办法怎么罚", ("dogs",)),
        ("养犬办法怎么罚", ("dogs", "dogs_new")),
        ("养犬的管理办法怎么罚", ("dogs", "dogs_new")),
        ("加快养老服务发展的实施意见", ("elderly",)),
        ("养老服务的意见", ("elderly",)),
        ("停车规划的目标", ()),
        ("管理办法怎么罚", ()),
        ("有什么规划", ()),
        ("怎么罚", ()),
    ],
)
def test_documents_of_a_short_name(text: str, documents: tuple[str, ...]):
    assert EDITIONS.called(tuple(TREES), text) == documents
