"""``measures``: support measures looked up, compared, matched with a profile; and the indicators of plans."""

import json as json_library
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import QuestionError
from assistant.interfaces.cli.filters import Day, Documents, Places, read_filters
from assistant.interfaces.cli.measures_text import (
    render_conflict,
    render_indicator,
    render_matrix,
    render_measure,
    render_suggestion,
)
from assistant.interfaces.cli.output import Json, show, show_bytes, show_json
from assistant.interfaces.days import read_day
from assistant.interfaces.measure_payload import (
    conflict_payload,
    indicator_payload,
    matrix_payload,
    measure_payload,
    suggestion_payload,
)
from assistant.interfaces.measure_rows import (
    Row,
    conflict_table,
    indicator_table,
    matrix_rows,
    measure_table,
    suggestion_table,
)
from assistant.interfaces.progress import Bars
from assistant.interfaces.result_files import promised_new, write_new
from assistant.interfaces.workbook import to_csv, to_workbook
from assistant.measures.charts import comparable, compare
from assistant.measures.desk import Asked, MeasureDesk
from assistant.pipeline import open_desk
from assistant.settings import Settings, load_settings

app = typer.Typer(
    help="支持措施：查找、矩阵、按主体匹配、冲突、指标。Support measures and indicators.", invoke_without_command=True
)
Types = Annotated[
    list[str] | None, typer.Option("--type", help="措施类型，如 质押融资，可多次给出。A type of support.")
]
Firm = Annotated[
    list[str] | None,
    typer.Option("--firmness", help="力度：明确给予、支持鼓励、探索研究、限制取消。How firm the promise is."),
]
Kinds = Annotated[list[str] | None, typer.Option("--beneficiary", help="对象，如 中小微企业。Who gets it.")]
Csv = Annotated[bool, typer.Option("--csv", help="以 CSV 输出。Print CSV.")]
Xlsx = Annotated[bool, typer.Option("--xlsx", help="以 XLSX 工作簿输出。Write a workbook.")]
Output = Annotated[Path | None, typer.Option(help="写入新文件，不输出到屏幕。Write into a new file.", metavar="FILE")]


@app.callback(invoke_without_command=True)
def find(
    context: typer.Context,
    words: Annotated[str, typer.Option(help="关键词，空格分开的须同时出现。Free words.")] = "",
    place: Places = None,
    kind: Types = None,
    firmness: Firm = None,
    beneficiary: Kinds = None,
    unit: Annotated[str, typer.Option(help="责任单位，如 市场监督管理局。A responsible unit.")] = "",
    document: Documents = None,
    as_of: Day = "",
    json: Json = False,
    csv: Csv = False,
    xlsx: Xlsx = False,
    output: Output = None,
) -> None:
    """查找支持措施，力度大的在前。Look up support measures, the firmest first."""
    if context.invoked_subcommand:
        return
    settings, day, form = load_settings(), read_day(as_of), _form(json=json, csv=csv, xlsx=xlsx)
    with promised_new(output, settings.corpus):
        desk = _desk(settings)
        asked = Asked(
            read_filters(place, document, day, desk.titles),
            tuple(kind or ()), tuple(firmness or ()), tuple(beneficiary or ()), unit, words,
        )  # fmt: skip
        found = desk.find(asked)
        rows = measure_table(found, desk)
        _give(
            form, output, "支持措施", rows,
            lambda: {"measures": [measure_payload(one, desk) for one in found]},
            lambda: [render_measure(one, desk) for one in found] or ["没有符合条件的措施。 No measure found."],
        )  # fmt: skip


@app.command()
def matrix(
    place: Places = None,
    kind: Types = None,
    as_of: Day = "",
    json: Json = False,
    csv: Csv = False,
    xlsx: Xlsx = False,
    output: Output = None,
) -> None:
    """各地各类措施对照；空格说明是未规定、无此文件还是限制取消。Places by types."""
    settings, day, form = load_settings(), read_day(as_of), _form(json=json, csv=csv, xlsx=xlsx)
    with promised_new(output, settings.corpus):
        desk = _desk(settings)
        made = desk.matrix(place or (), kind or (), day)
        _give(
            form, output, "矩阵", matrix_rows(made, desk),
            lambda: matrix_payload(made, desk), lambda: [render_matrix(made)],
        )  # fmt: skip


@app.command()
def profile(
    place: Annotated[str, typer.Option(help="所在地，如 河源市。Where.")],
    beneficiary: Kinds = None,
    need: Annotated[list[str] | None, typer.Option(help="需求（措施类型）。What is needed: types.")] = None,
    trait: Annotated[list[str] | None, typer.Option(help="具备的特征，如 高新技术企业。What holds.")] = None,
    lacks: Annotated[list[str] | None, typer.Option(help="不具备的特征。What does not hold.")] = None,
    as_of: Day = "",
    json: Json = False,
    csv: Csv = False,
    xlsx: Xlsx = False,
    output: Output = None,
) -> None:
    """按所在地、类别、需求列出可能适用的措施，逐条核对条件。Measures that may apply, condition by condition."""
    settings, day, form = load_settings(), read_day(as_of), _form(json=json, csv=csv, xlsx=xlsx)
    with promised_new(output, settings.corpus):
        desk = _desk(settings)
        found = desk.suggest(place, beneficiary or (), need or (), trait or (), lacks or (), day)
        rows = suggestion_table(found, desk)
        _give(
            form, output, "可能适用", rows,
            lambda: {"suggestions": [suggestion_payload(one, desk) for one in found]},
            lambda: [render_suggestion(one, desk) for one in found] or ["没有可能适用的措施。 No measure may apply."],
        )  # fmt: skip


@app.command()
def conflicts(
    place: Places = None,
    document: Documents = None,
    across: Annotated[bool, typer.Option("--across", help="不同地区之间也比较。Across places too.")] = False,
    json: Json = False,
    csv: Csv = False,
    xlsx: Xlsx = False,
    output: Output = None,
) -> None:
    """不同文件、不同年份对同一事项的不同规定，并排列出。The same measure in two documents, side by side."""
    settings, form = load_settings(), _form(json=json, csv=csv, xlsx=xlsx)
    with promised_new(output, settings.corpus):
        desk = _desk(settings)
        found = desk.conflicts(read_filters(place, document, "", desk.titles), across=across)
        rows = conflict_table(found, desk)
        _give(
            form, output, "冲突与重复", rows,
            lambda: {"conflicts": [conflict_payload(one, desk) for one in found]},
            lambda: [render_conflict(one, desk) for one in found] or ["没有发现冲突或重复。 No conflict found."],
        )  # fmt: skip


@app.command()
def indicators(
    words: Annotated[str, typer.Option(help="指标名称中的词。Words of the name.")] = "",
    place: Places = None,
    document: Documents = None,
    charts: Annotated[bool, typer.Option("--charts", help="JSON 中附对照图。Add charts to JSON.")] = False,
    json: Json = False,
    csv: Csv = False,
    xlsx: Xlsx = False,
    output: Output = None,
) -> None:
    """各文件的指标：基期值、目标值、年份、单位。The indicators of all documents."""
    settings, form = load_settings(), _form(json=json or charts, csv=csv, xlsx=xlsx)
    with promised_new(output, settings.corpus):
        desk = _desk(settings)
        found = desk.find_indicators(read_filters(place, document, "", desk.titles), words)
        rows = indicator_table(found, desk)
        drawn = {"charts": {key: compare(found, key) for key in comparable(found)}} if charts else {}
        _give(
            form, output, "指标", rows,
            lambda: {"indicators": [indicator_payload(one, desk) for one in found], **drawn},
            lambda: [render_indicator(one, desk) for one in found] or ["没有符合条件的指标。 No indicator found."],
        )  # fmt: skip


def _desk(settings: Settings) -> MeasureDesk:
    with Bars() as bars:
        return open_desk(settings, bars)


def _form(*, json: bool, csv: bool, xlsx: bool) -> str:
    chosen = [name for name, wanted in (("json", json), ("csv", csv), ("xlsx", xlsx)) if wanted]
    if len(chosen) > 1:
        raise typer.BadParameter("--json、--csv、--xlsx 只能选一个。Choose one of them.")
    return chosen[0] if chosen else "text"


def _give(
    form: str, output: Path | None, name: str, rows: Iterable[Row],
    payload: Callable[[], Any], text: Callable[[], Sequence[str]],
) -> None:  # fmt: skip
    """Print the result in the wanted form, or write it into a new file."""
    if output is None and form in {"json", "text"}:
        _show(form, payload, text)
        return
    data = _written(form, name, rows, payload, text)
    if output:
        write_new(output, data)
    elif form == "xlsx" and sys.stdout.isatty():
        raise QuestionError("工作簿不能显示在屏幕上，请用 --output 指定文件。 Name a file with --output.")
    else:
        show_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


def _show(form: str, payload: Callable[[], Any], text: Callable[[], Sequence[str]]) -> None:
    if form == "json":
        show_json(payload())
    else:
        show("\n\n".join(text()))


def _written(
    form: str, name: str, rows: Iterable[Row], payload: Callable[[], Any], text: Callable[[], Sequence[str]]
) -> str | bytes:
    if form == "xlsx":
        return to_workbook([(name, rows)])
    if form == "csv":
        return to_csv(rows)
    if form == "json":
        return f"{json_library.dumps(payload(), ensure_ascii=False, indent=2)}\n"
    return "\n\n".join(text()) + "\n"
