"""``measures`` from the command line: text, JSON, CSV and workbooks, over documents alone."""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.interfaces.cli import measures
from assistant.measures.taxonomy import BUILT_IN
from assistant.models import ModelStore
from assistant.reading.catalogue import COLUMNS
from tests.interfaces.cli.made import stated, stated_last
from tests.measures.made import CITY_RULES, PLAN, RULES

Cli = Callable[..., tuple[int, str, str]]
ROWS = (
    {"id": "plan", "province": "云岭省", "city": "琅珂市", "county": "甲禾县", "period": "2021—2025年",
     "issued": "2021-03-01"},
    {"id": "rules", "province": "云岭省", "city": "琅珂市", "county": "乙禾县", "issuer": "乙禾县人民政府"},
    {"id": "city", "province": "云岭省", "city": "琅珂市"},
)  # fmt: skip
COMMANDS = ((), ("matrix",), ("profile", "--place", "甲禾县"), ("conflicts",), ("indicators",))


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents of two counties and their city, without a model file; fetching one fails."""
    folder = tmp_path / "library"
    folder.mkdir()
    for name, text in (("plan", PLAN), ("rules", RULES), ("city", CITY_RULES)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with (folder / "catalogue.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(ROWS)
    monkeypatch.setenv("ASSISTANT_CORPUS", str(folder))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "no index"))
    monkeypatch.setattr(ModelStore, "ensure", lambda *_: pytest.fail("a model was fetched"))
    return folder


def json_of(cli: Cli, *arguments: str) -> dict:
    code, out, _ = cli("measures", *arguments, "--json")
    assert code == 0
    return json.loads(out)


def csv_of(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_measures_are_printed_the_firmest_first(cli: Cli) -> None:
    code, out, _ = cli("measures", "--type", "质押融资", "--place", "甲禾县")
    assert code == 0
    assert out.splitlines() == [
        "【甲禾县 · 明确给予 · 贷款贴息、质押融资】",
        "  对知识产权质押贷款给予最高50万元的贴息补助。",
        "  金额与比例：最高50万元",
        "  责任单位：县市场监管局、县财政局",
        "  引注：《甲禾县知识产权规划》第二部分第（一）条",
        "",
        "【甲禾县 · 支持鼓励 · 质押融资】",
        "  鼓励银行开展知识产权质押贷款。",
        "  对象：金融机构",
        "  责任单位：县市场监管局、县财政局",
        "  引注：《甲禾县知识产权规划》第二部分第（一）条",
    ]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--words", "质押 银行"), ["plan/2.1#2"]),
        (("--firmness", "限制取消", "--firmness", "探索研究"), ["plan/2.3#1", "plan/2.2#1"]),
        (("--beneficiary", "企业", "--place", "乙禾县"), ["rules/art1#1"]),
        (("--unit", "财政局", "--type", "贷款贴息"), ["plan/2.1#1"]),
        (("--document", "琅珂市质押融资办法"), ["city/art1#1"]),
        (("--as-of", "2020-01-01", "--type", "保险"), []),
    ],
    ids=lambda value: " ".join(value) if value and value[0].startswith("--") else "",
)
def test_each_option_narrows_the_measures(cli: Cli, options: tuple[str, ...], found: list[str]) -> None:
    assert [one["id"] for one in json_of(cli, *options)["measures"]] == found


def test_a_matrix_is_printed_with_the_reasons_of_empty_cells(cli: Cli) -> None:
    options = ("--place", "甲禾县", "--place", "丙禾县", "--type", "质押融资", "--type", "资助补贴", "--type", "奖励")
    assert cli("measures", "matrix", *options)[1].splitlines() == [
        "【甲禾县】",
        "  质押融资：〔明确给予〕对知识产权质押贷款给予最高50万元的贴息补助。 等2条",
        "  资助补贴：〔限制取消〕全面取消专利申请资助。",
        "  奖励：未规定",
        "",
        "【丙禾县】",
        "  质押融资：无此文件",
        "  资助补贴：无此文件",
        "  奖励：无此文件",
    ]
    states = [cell["state"] for cell in json_of(cli, "matrix", *options)["cells"]]
    assert states == ["有措施", "限制取消", "未规定", "无此文件", "无此文件", "无此文件"]


def test_a_profile_is_held_against_each_condition(cli: Cli) -> None:
    options = ("profile", "--place", "乙禾县", "--beneficiary", "企业", "--need", "奖励", "--lacks", "首次")
    code, out, _ = cli("measures", *options)
    assert code == 0
    assert out.splitlines()[-4:] == [
        "  符合：适用地区",
        "  符合：对象：企业",
        "  不符合：首次通过贯标认证的企业",
        "  咨询：乙禾县人民政府",
    ]
    (one,) = json_of(cli, *options)["suggestions"]
    assert (one["fit"], one["measure"]["id"]) == ("不符合", "rules/art1#1")
    told = json_of(cli, *options[:-2], "--trait", "首次", "--trait", "通过贯标认证")["suggestions"]
    assert [one["fit"] for one in told] == ["符合"]


def test_conflicts_are_printed_one_below_the_other(cli: Cli) -> None:
    code, out, _ = cli("measures", "conflicts", "--document", "plan", "--document", "city")
    assert code == 0
    assert out.splitlines() == [
        "【金额或比例不同】质押、贴息、贷款",
        "  琅珂市 对知识产权质押贷款给予最高80万元的贴息补助，由市金融局负责。",
        "    《琅珂市质押融资办法》第一条",
        "  甲禾县 对知识产权质押贷款给予最高50万元的贴息补助。",
        "    《甲禾县知识产权规划》第二部分第（一）条",
    ]
    assert len(json_of(cli, "conflicts")["conflicts"]) == 2
    assert len(json_of(cli, "conflicts", "--across")["conflicts"]) == 3


def test_indicators_are_printed_with_their_year_and_citation(cli: Cli) -> None:
    code, out, _ = cli("measures", "indicators")
    assert code == 0
    assert out.splitlines() == [
        "甲禾县 有效发明专利拥有量：2025年 300件",
        "  《甲禾县知识产权规划》第一部分",
        "",
        "甲禾县 注册商标：2025年 900件",
        "  《甲禾县知识产权规划》第一部分",
    ]
    assert [one["target"] for one in json_of(cli, "indicators", "--words", "商标")["indicators"]] == [900.0]


def test_charts_compare_what_several_places_aim_at(cli: Cli, library: Path) -> None:
    with (library / "rules.txt").open("a", encoding="utf-8") as file:
        file.write("第五条　到2026年，有效发明专利拥有量达到120件。\n")
    code, out, _ = cli("measures", "indicators", "--charts")
    assert code == 0
    charts = json.loads(out)["charts"]
    assert list(charts) == ["发明专利拥有量"]
    (targets,) = charts["发明专利拥有量"]["data"]
    assert (targets["x"], targets["y"]) == (["甲禾县 2025", "乙禾县 2026"], [300.0, 120.0])


def test_csv_is_printed_with_its_header(cli: Cli) -> None:
    code, out, _ = cli("measures", "--type", "奖励", "--csv")
    header, row = csv_of(out)
    assert code == 0
    assert header[:5] == ["地区", "类型", "力度", "对象", "原文"]
    assert row[:5] == ["乙禾县", "奖励", "明确给予", "企业", "对首次通过贯标认证的企业，给予5万元奖励。"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_gives_every_form(cli: Cli, tmp_path: Path, command: tuple[str, ...]) -> None:
    shown = cli("measures", *command)[1]
    assert shown.strip()
    for form in ("json", "csv", "xlsx", "txt"):
        path = tmp_path / "out" / f"{form}-file"
        options = () if form == "txt" else (f"--{form}",)
        code, out, _ = cli("measures", *command, *options, "--output", path)
        assert (code, out) == (0, "")
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert sorted(written) == ["csv-file", "json-file", "txt-file", "xlsx-file"]
    assert written["txt-file"].decode("utf-8") == shown
    assert json.loads(written["json-file"]) == json.loads(cli("measures", *command, "--json")[1])
    rows = csv_of(written["csv-file"].decode("utf-8"))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    with zipfile.ZipFile(io.BytesIO(written["xlsx-file"])) as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == len(rows)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_file_that_is_there_is_not_overwritten_and_no_work_is_begun(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(measures, "open_desk", lambda *_: pytest.fail("the work began"))
    path = tmp_path / "old.csv"
    path.write_text("older", "utf-8")
    assert "已存在，不会覆盖" in stated(cli("measures", *command, "--csv", "--output", path))
    assert path.read_text("utf-8") == "older"


def test_a_result_is_not_written_among_the_documents(cli: Cli, library: Path) -> None:
    assert "混入文档目录" in stated(cli("measures", "--output", library / "found.txt"))
    assert sorted(path.name for path in library.iterdir()) == ["catalogue.csv", "city.txt", "plan.txt", "rules.txt"]


def test_a_workbook_is_not_shown_on_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "请用 --output 指定文件" in stated_last(cli("measures", "--xlsx"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("form", ["--csv", "--xlsx"])
def test_a_full_disk_is_a_stated_error(cli: Cli, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        io.TextIOWrapper(full, encoding="utf-8") as shown,
        monkeypatch.context() as patch,
    ):
        patch.setattr(sys, "stdout", shown)
        assert "结果无法输出：No space left on device" in stated_last(cli("measures", form))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--csv", "--json"),
        ("matrix", "--xlsx", "--csv"),
        ("indicators", "--charts", "--csv"),
        ("profile",),
        ("matrix", "--words", "质押"),
        ("nonsense",),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(cli: Cli, arguments: tuple[str, ...]) -> None:
    code, out, err = cli("measures", *arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert err.strip()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--type", "甲"), "没有名为“甲”的类型"),
        (("--firmness", "甲"), "没有名为“甲”的力度"),
        (("--beneficiary", "甲"), "没有名为“甲”的对象"),
        (("--place", "丙禾县"), "没有“丙禾县”的文件。现有："),
        (("--document", "丙"), "文档库中没有文件“丙”"),
        (("--as-of", "昨天"), "日期“昨天”无效"),
        (("matrix", "--type", "甲"), "没有名为“甲”的类型"),
        (("profile", "--place", "丙禾县"), "没有“丙禾县”的文件"),
        (("profile", "--place", "甲禾县", "--trait", "甲"), "没有名为“甲”的特征"),
        (("conflicts", "--place", "丙禾县"), "没有“丙禾县”的文件"),
        (("indicators", "--place", "丙禾县"), "没有“丙禾县”的文件"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_an_unknown_name_is_a_stated_error(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    assert words in stated_last(cli("measures", *arguments))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--words", "植物新品种"), "没有符合条件的措施。 No measure found."),
        (("profile", "--place", "甲禾县", "--need", "担保"), "没有可能适用的措施。 No measure may apply."),
        (("conflicts", "--place", "甲禾县"), "没有发现冲突或重复。 No conflict found."),
        (("indicators", "--place", "乙禾县"), "没有符合条件的指标。 No indicator found."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_nothing_found_is_told_and_no_error(cli: Cli, arguments: tuple[str, ...], message: str) -> None:
    code, out, _ = cli("measures", *arguments)
    assert (code, out) == (0, f"{message}\n")


def test_a_taxonomy_of_another_field_is_used_and_a_bad_one_a_stated_error(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "taxonomy.toml"
    monkeypatch.setenv("ASSISTANT_TAXONOMY", str(path))
    assert f"措施分类文件 {path} 无法使用" in stated(cli("measures"))
    path.write_text(BUILT_IN.read_text("utf-8").replace("优先审查与绿色通道", "快速窗口"), "utf-8")
    found = json_of(cli, "--type", "快速窗口")["measures"]
    assert [(one["id"], one["types"][0]) for one in found] == [("rules/art2#1", "快速窗口")]


def test_no_model_file_and_no_index_are_needed(cli: Cli, tmp_path: Path) -> None:
    assert cli("measures", "--type", "奖励")[0] == 0
    assert not (tmp_path / "models").exists()
    assert not (tmp_path / "no index").exists()
