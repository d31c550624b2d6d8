import pytest

from assistant.answering.verification.plain import plain
from assistant.answering.verification.roles import Role, role_of, wrong_roles
from assistant.answering.verification.source import places_of, read_source
from assistant.answering.verification.stretch import read_stretch
from tests.answering.made import make_chunk

IN_BRACKETS = "加强行政保护。（牵头单位：县市场监管局；配合单位：县公安局、县农业农村局）"
IN_WORDS = "加强行政保护，由县市场监管局牵头，县公安局、县农业农村局配合。"
OF_ALL = "加强行政保护。（责任单位：县市场监管局、县公安局、县农业农村局）"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (IN_BRACKETS, [Role.LEADS, Role.HELPS, Role.HELPS]),
        (IN_WORDS, [Role.LEADS, Role.HELPS, Role.HELPS]),
        (OF_ALL, [None, None, None]),
        ("牵头单位为县市场监管局，配合单位为县公安局", [Role.LEADS, Role.HELPS]),
        ("牵头单位：县市场监管局 配合单位：县公安局", [Role.LEADS, Role.HELPS]),
    ],
)
def test_the_role_stands_before_or_behind_the_bodies(text, roles):
    stretch = read_stretch(plain(text))
    assert [role_of(stretch, body) for body in stretch.bodies] == roles


@pytest.mark.parametrize("clause", [IN_BRACKETS, IN_WORDS])
@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("加强行政保护的牵头单位是县市场监管局", []),
        ("加强行政保护的牵头单位是县公安局", ["县公安局（所指不同）"]),
        ("加强行政保护由县公安局牵头", ["县公安局（所指不同）"]),
        ("配合单位是县市场监督管理局", ["县市场监督管理局（所指不同）"]),
        ("配合单位包括县公安局、县农业农村局", []),
        ("责任单位是县市场监管局和县公安局", []),
    ],
)
def test_who_leads_does_not_help_and_who_helps_does_not_lead(clause, sentence, wrong):
    places = places_of([read_source(make_chunk(clause), "甲县规划")])
    assert list(wrong_roles(read_stretch(plain(sentence)), places)) == wrong


def test_where_the_clause_names_no_role_nothing_is_wrong():
    places = places_of([read_source(make_chunk(OF_ALL), "甲县规划")])
    assert list(wrong_roles(read_stretch("由县公安局牵头"), places)) == []
