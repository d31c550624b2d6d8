import pytest

from assistant.answering.verification.facts import missing_figures, missing_times
from assistant.answering.verification.plain import plain
from assistant.answering.verification.source import read_source
from assistant.answering.verification.stretch import read_stretch
from tests.answering.made import make_chunk

DECREE = "本办法自2023年5月1日起施行，有效期5年。2019年6月20日印发的《甲县办法》同时废止。"
PLAN = "力争到2022年，初步建立保护体系。到2025年，发明专利达到3.9件，每两年复核一次。"


def missing(check, sentence, clause, path=()):
    return list(check(read_stretch(plain(sentence)), [read_source(make_chunk(clause, path=path), "")]))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("发明专利达到3.9件", []),
        ("到2025年，发明专利达到3.9件", []),
        ("十四五时期发明专利达到3.9件", []),
        ("到2022年，发明专利达到3.9件", ["2022年"]),
        ("发明专利达到4件", ["4件"]),
        ("每年复核一次", ["每年"]),
        ("每两年复核一次", []),
        ("一项规定", []),
    ],
)
def test_figures_with_their_year_and_rhythm(sentence, expected):
    assert missing(missing_figures, sentence, PLAN) == expected


LIMITS = "每年可以提取一次，限额如下：\n（一）单身职工每月1350元；\n（二）已婚家庭2500元。"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("单身职工每月1350元", []),
        ("单身职工1350元", []),
        ("单身职工每年1350元", ["每年"]),
        ("已婚家庭每年2500元", []),
    ],
)
def test_a_figure_with_a_rhythm_of_its_own_takes_none_from_its_stem(sentence, expected):
    assert missing(missing_figures, sentence, LIMITS) == expected


def test_the_year_of_a_heading_holds_for_its_figures():
    assert missing(missing_figures, "2020年达到5件", "达到5件。", path=("2025年目标",)) == ["2020年"]
    assert missing(missing_figures, "2025年达到5件", "达到5件。", path=("2025年目标",)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("自2023年5月1日起施行", []),
        ("自2019年6月20日起施行", ["2019年6月20日（所指不同）"]),
        ("自2024年5月1日起施行", ["2024年5月1日"]),
        ("《甲县办法》自2023年5月1日起废止", []),
        ("《甲县办法》自2019年6月20日起废止", ["2019年6月20日（所指不同）"]),
        ("每月报送", ["每月"]),
        ("2022年以来", ["2022年"]),
    ],
)
def test_dates_years_and_rhythms(sentence, expected):
    assert missing(missing_times, sentence, DECREE) == expected


def test_what_is_said_of_a_year_must_be_said_of_that_year():
    assert missing(missing_times, "到2022年，初步建立保护体系", PLAN) == []
    assert missing(missing_times, "到2025年，初步建立保护体系", PLAN) == ["2025年（所指不同）"]
