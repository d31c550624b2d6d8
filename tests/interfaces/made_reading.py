"""A document that was read, with something of everything that the views of it show."""

from assistant.interfaces.reading_view import View
from assistant.reading.audit import Alarm, AlarmKind
from assistant.records import (
    Cell,
    Clause,
    ClauseKind,
    ClauseTree,
    DocumentMetadata,
    Fact,
    Region,
    Removed,
    SourceDocument,
)

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
TEXT = f"""首页 > 政务公开
甲市规划
一、目标　二、任务

　（一）{HOSTILE}
表 甲 | 5
三、保障（市财政局负责）
版权所有
"""


def clause(
    key: str, kind: ClauseKind, text: str, path: tuple[str, ...] = (), parent: str = "", cells: tuple[Cell, ...] = ()
) -> Clause:
    start = TEXT.index(text)
    return Clause(f"d/{key}", "d", kind, path, text, start, start + len(text), parent and f"d/{parent}", cells)


CLAUSES = (
    clause("title1", ClauseKind.TITLE, "甲市规划"),
    clause("1", ClauseKind.SECTION, "一、目标", ("一、目标",)),
    clause("2", ClauseKind.SECTION, "二、任务", ("二、任务",)),
    clause("2.1", ClauseKind.ITEM, f"（一）{HOSTILE}", ("二、任务",), "2"),
    clause("2.table1.r1", ClauseKind.ROW, "表 甲 | 5", ("二、任务",), "2.1", (Cell("指标<b>", "甲"), Cell("值", "5"))),
    clause("3", ClauseKind.SECTION, "三、保障（市财政局负责）", ("三、保障",)),
)


def removed() -> tuple[Removed, ...]:
    """Furniture, and the blanks that no clause holds."""
    taken = sorted([(c.start, c.end) for c in CLAUSES] + [(0, 9), (TEXT.index("版权"), TEXT.index("版权") + 4)])
    spans, position = [], 0
    for start, end in [*taken, (len(TEXT), len(TEXT))]:
        if start > position:
            spans.append(Removed(position, start, "blank"))
        if TEXT[start:end].startswith(("首页", "版权")):
            spans.append(Removed(start, end, "page furniture"))
        position = end
    return tuple(spans)


def fact(field: str, value: str, text: str, confidence: float, of: str = "") -> Fact:
    start = TEXT.index(text) if text else 0
    return Fact(field, value, start, start + len(text), confidence, of)


FACTS = (
    fact("title", "甲市规划", "甲市规划", 0.9),
    fact("issuer", "甲市", "甲市", 0.6),
    fact("issuer", "甲市", "甲市", 0.4),
    fact("status", "有效", "", 1.0),
    fact("responsible", "市财政局", "市财政局", 0.95, "d/3"),
)
METADATA = DocumentMetadata(
    title="甲市规划", issuer="甲市", status="有效", region=Region("甲省", "甲市"), addressees=("乙县", "丙县")
)
TREE = ClauseTree(SourceDocument("d", TEXT, METADATA), CLAUSES, removed(), FACTS)
ALARMS = (
    Alarm(AlarmKind.STALE_CORRECTION, "", 0, 0, f"更正已找不到：{HOSTILE}。 No line matches it any more."),
    Alarm(
        AlarmKind.NUMBERING_GAP, "d/2", TEXT.index("二、"), TEXT.index("二、") + 4, "编号从二开始。 It starts at 二."
    ),
    Alarm(AlarmKind.EMPTY_HEADING, "d/3", TEXT.index("三、"), TEXT.index("三、") + 4, "下没有内容。 Nothing below."),
)
VIEW = View(TREE, ALARMS)
