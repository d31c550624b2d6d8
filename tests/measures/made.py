"""Small invented documents with support measures and indicators, and what is read from them."""

from collections.abc import Iterable

from assistant.measures.desk import MeasureDesk
from assistant.measures.extract import extract_measures
from assistant.measures.indicators import extract_indicators
from assistant.measures.statements import Statement, statements
from assistant.measures.taxonomy import Taxonomy, load_taxonomy
from assistant.reading.clauses import build_tree
from assistant.reading.metadata import describe
from assistant.records import (
    Amount,
    Bound,
    ClauseTree,
    Condition,
    DocumentMetadata,
    Firmness,
    Indicator,
    Measure,
    Region,
    SourceDocument,
)
from assistant.retrieval.scope.lexicon import Lexicon

TAXONOMY: Taxonomy = load_taxonomy()
PROVINCE, CITY = Region("云岭省"), Region("云岭省", "琅珂市")
JIA, YI = Region("云岭省", "琅珂市", "甲禾县"), Region("云岭省", "琅珂市", "乙禾县")
PLAN = """甲禾县知识产权规划
一、发展目标
到2025年，有效发明专利拥有量达到300件，注册商标达到900件。
二、主要任务
（一）促进质押融资。对知识产权质押贷款给予最高50万元的贴息补助。鼓励银行开展知识产权质押贷款。
责任单位：县市场监管局、县财政局
（二）全面取消专利申请资助。
（三）探索建立知识产权保险机制。
（四）完善维权援助。为企业免费提供维权援助服务。
三、组织保障
各部门要加强舆论引导。
"""
RULES = """乙禾县专利扶持办法
第一条　对首次通过贯标认证的企业，给予5万元奖励。
第二条　设立专利快速审查窗口。
第三条　对知识产权质押贷款给予最高30万元的贴息补助。
第四条　本办法自2022年1月1日起施行。
"""
CITY_RULES = """琅珂市质押融资办法
第一条　对知识产权质押贷款给予最高80万元的贴息补助，由市金融局负责。
"""
TABLE = """甲禾县知识产权规划
一、发展目标
|序号|类别|主要指标|单位|2020年|2025年目标|属性|
|---|---|---|---|---|---|---|
|1|创造|每万人口发明专利拥有量|件|1.85|3.05|预期性|
|2|创造|地理标志商标|件|-|≧2|约束性|
|3|运用|质押融资金额（万元）||9005|18000|预期性|
|4|保护|行政案件结案率|%|90|〔≥95〕|约束性|
|5|服务|服务网点||—|3家|预期性|
"""


def make_tree(text: str, document: str = "jia", **metadata: object) -> ClauseTree:
    """The clause tree of a text with the facts that stand in it."""
    return describe(build_tree(SourceDocument(document, text, DocumentMetadata(**metadata))))


def statements_of(text: str) -> list[Statement]:
    return list(statements(make_tree(text)))


def texts_of(text: str) -> list[str]:
    """The statements of a text, without anything else."""
    return [one.text for one in statements_of(text)]


def measures_of(text: str, **metadata: object) -> list[Measure]:
    return list(extract_measures([make_tree(text, **metadata)], TAXONOMY))


def indicators_of(text: str, **metadata: object) -> tuple[Indicator, ...]:
    """The indicators of a text that is a plan for 2021 to 2025, unless told otherwise."""
    held = {"period": "2021—2025年", "issued": "2021-03-01", "region": JIA, **metadata}
    return extract_indicators([make_tree(text, **held)], TAXONOMY.indicators)


def make_desk(*trees: ClauseTree) -> MeasureDesk:
    """A desk over some documents, else over those of two counties and their city."""
    held = trees or (
        make_tree(PLAN, "plan", region=JIA, title="甲禾县知识产权规划", period="2021—2025年", issued="2021-03-01",
                  issuer="甲禾县人民政府"),
        make_tree(RULES, "rules", region=YI, title="乙禾县专利扶持办法", issuer="乙禾县人民政府"),
        make_tree(CITY_RULES, "city", region=CITY, title="琅珂市质押融资办法", issuer="琅珂市人民政府"),
    )  # fmt: skip
    return MeasureDesk(held, TAXONOMY, Lexicon.of(held, lambda words: any(words in t.document.text for t in held)))


def make_measure(
    text: str = "对企业给予5万元奖励。",
    *,
    document: str = "jia",
    start: int = 0,
    types: tuple[str, ...] = ("奖励",),
    firmness: Firmness = Firmness.GIVEN,
    beneficiaries: tuple[str, ...] = (),
    amounts: tuple[Amount, ...] = (),
    conditions: tuple[Condition, ...] = (),
    units: tuple[str, ...] = (),
    path: tuple[str, ...] = (),
) -> Measure:
    """A measure by hand; its clause is named after where it starts."""
    clause = f"{document}/{start}"
    return Measure(
        f"{clause}#1", document, clause, path, text, start, start + len(text), types, firmness, beneficiaries,
        amounts, conditions, units, place=document,
    )  # fmt: skip


def make_indicator(
    name: str = "专利授权量", *, document: str = "jia", place: str = "", unit: str = "件", target: float | None = 100.0,
    year: str = "2025", base: float | None = None,
) -> Indicator:  # fmt: skip
    """An indicator by hand, under its own name as key."""
    words = "" if target is None else f"{target:g}{unit}"
    return Indicator(
        document, f"{document}/1", (), name, 0, len(name), name, name, place, unit, year, target, words, Bound.NONE,
        "2020" if base is not None else "", base, "" if base is None else f"{base:g}",
    )  # fmt: skip


def yuan(value: float, bound: Bound = Bound.NONE) -> Amount:
    return Amount(value, "元", bound, f"{value:g}元")


def ids(measures: Iterable[Measure]) -> list[str]:
    return [one.id for one in measures]
