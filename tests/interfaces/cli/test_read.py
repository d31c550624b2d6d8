import json
import subprocess
import sys

import pytest

from assistant.reading.corrections import Action, Correction, load_corrections
from tests.interfaces.cli.made import stated

TEXT = """首页 > 政务公开 > 规章
乙县知识产权保护办法
第一章 总则
第一条 为了保护知识产权，制定本办法。
适用范围
本县行政区域内的活动适用本办法。
第三条 县局负责实施。第四条 县财政给予资助。
第二章 附则
第五条 本办法自2025年1月1日起施行。
"""
NOTE = "请运行 python -m assistant index build 更新索引。 The index is to be rebuilt.\n"


@pytest.fixture
def corpus(tmp_path):
    """The corpus that the settings name, with one document to correct."""
    folder = tmp_path / "corpus"
    (folder / "yi.txt").write_text(TEXT, "utf-8")
    return folder


def ids(payload) -> list[str]:
    return [clause["id"].removeprefix("yi/") for clause in payload["clauses"]]


def test_read_prints_metadata_tree_removed_text_and_alarms(cli, corpus):
    code, out, err = cli("read", "yi")
    assert (code, err) == (0, "")
    head, metadata, tree, removed, alarms = out.rstrip("\n").split("\n\n")
    assert head == "《乙县知识产权保护办法》 yi"
    assert metadata.startswith("  标题　　　乙县知识产权保护办法")
    lines = tree.splitlines()
    assert lines[0].startswith("条款 ")
    assert "     3  章节 第一章 总则  yi/chapter1" in lines
    assert "     4    条文 第一条  yi/chapter1.art1" in lines
    assert "     7    条文 第四条  yi/chapter1.art4" in lines
    assert removed.splitlines()[1:] == ["     1  网页或页面元素  首页 > 政务公开 > 规章"]
    assert alarms.splitlines() == [
        "警示 1",
        "     7  编号不连续  第一条之后是第三条，缺第二条。 第一条 is followed by 第三条.  yi/chapter1.art3",
    ]


def test_read_gives_json_with_verbatim_spans(cli, corpus):
    code, out, err = cli("read", "yi", "--json")
    payload = json.loads(out)
    assert (code, err, out.count("\n")) == (0, "", 1)
    assert list(payload) == ["document", "title", "metadata", "facts", "text", "clauses", "removed", "alarms"]
    assert (payload["document"], payload["title"], payload["text"]) == ("yi", "乙县知识产权保护办法", TEXT)
    assert payload["metadata"]["region"] == {"province": "", "city": "", "county": ""}
    for part in ("facts", "clauses", "removed"):
        assert [TEXT[p["start"] : p["end"]] for p in payload[part]] == [p["text"] for p in payload[part]]
    assert list(payload["clauses"][0]) == ["id", "kind", "path", "text", "start", "end", "parent", "cells"]
    assert {"yi/chapter1.art1", "yi/chapter2.art5"} <= {clause["id"] for clause in payload["clauses"]}
    assert list(payload["removed"][0]) == ["start", "end", "reason", "text"]
    assert [(alarm["kind"], alarm["clause"]) for alarm in payload["alarms"]] == [("numbering_gap", "yi/chapter1.art3")]
    assert list(payload["alarms"][0]) == ["kind", "clause", "start", "end", "message"]


def test_json_holds_the_cells_of_rows_with_their_headers(cli, corpus):
    table = "| 指标 | 2025年 |\n| --- | --- |\n| 发明专利 | 9 |\n| 商标 | 7 |\n"
    (corpus / "yi.txt").write_text(f"乙县规划\n一、目标\n{table}", "utf-8")
    payload = json.loads(cli("read", "yi", "--json")[1])
    rows = [clause["cells"] for clause in payload["clauses"] if clause["kind"] == "row"]
    assert rows[0] == [{"header": "指标", "value": "发明专利"}, {"header": "2025年", "value": "9"}]


def test_read_prints_a_page_or_writes_it(cli, corpus, tmp_path):
    code, out, _ = cli("read", "yi", "--html")
    assert code == 0
    assert out.startswith('<!doctype html><html lang="zh-CN">')
    target = tmp_path / "yi.html"
    assert cli("read", "yi", "--html", "--output", target) == (0, "", f"已写入 {target}\n")
    assert target.read_text("utf-8") == out


def test_read_takes_a_path_and_the_catalogue_of_its_corpus(cli, corpus):
    columns = "id,title,province,city,county,issuer,document_number,issued,published,period,status,source_note"
    row = "yi,编目的标题,,甲市,乙县,,,,,,有效,编者注"
    (corpus / "catalogue.csv").write_text(f"{columns}\n{row}\n", "utf-8")
    for given in ("yi", corpus / "yi.txt"):
        out = cli("read", given)[1]
        assert out.startswith("《编目的标题》 yi\n")
        assert "  地区　　　甲市 乙县" in out
        assert "  来源说明　编者注" in out


def test_a_file_outside_the_corpus_is_read_but_not_corrected(cli, tmp_path):
    path = tmp_path / "alone.txt"
    path.write_text(TEXT, "utf-8")
    assert cli("read", path)[1].startswith("《乙县知识产权保护办法》 alone\n")
    message = stated(cli("read", path, "--heading", "适用范围"))
    assert "不在文档目录中" in message
    assert "ASSISTANT_CORPUS" in message


def test_a_heading_is_saved_and_the_tree_shown_anew(cli, corpus):
    before = ids(json.loads(cli("read", "yi", "--json")[1]))
    code, out, err = cli("read", "yi", "--heading", "  适用范围 ", "--json")
    path = corpus / "corrections.csv"
    assert (code, err) == (0, f"已保存到 {path}：heading “适用范围” Saved.\n{NOTE}")
    assert load_corrections(path) == {"yi": (Correction(Action.HEADING, "适用范围"),)}
    headings = [c["path"][-1] for c in json.loads(out)["clauses"] if c["kind"] == "section"]
    assert "适用范围" in headings
    assert cli("read", "yi", "--undo", "适用范围", "--json")[2] == f"已撤销1条更正：“适用范围” Taken back.\n{NOTE}"
    assert load_corrections(path) == {}
    assert ids(json.loads(cli("read", "yi", "--json")[1])) == before


def test_the_beginning_of_a_line_is_enough_where_no_other_line_begins_so(cli, corpus):
    cli("read", "yi", "--not-heading", "第二章", "--join", "本县行政")
    assert load_corrections(corpus / "corrections.csv")["yi"] == (
        Correction(Action.NOT_HEADING, "第二章 附则"),
        Correction(Action.JOIN, "本县行政区域内的活动适用本办法。"),
    )
    assert "有5行以“第”开头：“第一章 总则”、" in stated(cli("read", "yi", "--heading", "第"))


def test_a_line_is_split_in_front_of_a_text(cli, corpus):
    cli("read", "yi", "--split", "第三条", "--at", "县财政")
    line = "第三条 县局负责实施。第四条 县财政给予资助。"
    assert load_corrections(corpus / "corrections.csv")["yi"] == (Correction(Action.SPLIT, line, at="县财政"),)
    assert "行内没有“县公安”" in stated(cli("read", "yi", "--split", "第三条", "--at", "县公安"))


def test_equal_lines_are_told_apart_by_the_line_above(cli, corpus):
    (corpus / "yi.txt").write_text("乙县规划\n一、目标\n说明\n达到5件。\n二、任务\n说明\n加强保护。\n", "utf-8")
    assert "有2行与此相同" in cli("read", "yi", "--heading", "说明")[2]
    err = cli("read", "yi", "--not-heading", "说明", "--before", "二、任务")[2]
    assert "与此相同" not in err
    assert load_corrections(corpus / "corrections.csv")["yi"] == (
        Correction(Action.HEADING, "说明"),
        Correction(Action.NOT_HEADING, "说明", "二、任务"),
    )
    assert "这一行之上没有" in stated(cli("read", "yi", "--join", "说明", "--before", "达到5件。"))
    assert "已撤销1条" in cli("read", "yi", "--undo", "说明", "--before", "二、任务")[2]


def test_a_correction_that_matches_nothing_any_more_is_an_alarm(cli, corpus):
    cli("read", "yi", "--heading", "适用范围")
    (corpus / "yi.txt").write_text(TEXT.replace("适用范围", "适用"), "utf-8")
    alarms = json.loads(cli("read", "yi", "--json")[1])["alarms"]
    assert [alarm["kind"] for alarm in alarms] == ["stale_correction", "numbering_gap"]
    assert "已撤销1条" in cli("read", "yi", "--undo", "适用")[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "找不到文件 nowhere"),
        (["."], "是文件夹"),
        (["yi", "--heading", "没有的行"], "文件中没有这一行：“没有的行”"),
        (["yi", "--undo", "适用范围"], "没有更正过这一行"),
        (["empty"], "文件为空"),
    ],
    ids=["missing", "folder", "line", "undo", "empty"],
)
def test_what_cannot_be_done_is_a_stated_error(cli, corpus, arguments, message):
    (corpus / "empty.txt").write_text("\n", "utf-8")
    assert message in stated(cli("read", *arguments))
    assert not (corpus / "corrections.csv").exists()


def test_a_bad_file_of_corrections_is_a_stated_error(cli, corpus):
    (corpus / "corrections.csv").write_text("document\n", "utf-8")
    assert "corrections.csv 的表头不对" in stated(cli("read", "yi"))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["yi", "--json", "--html"],
        ["yi", "--split", "适用范围"],
        ["yi", "--at", "范围"],
        ["yi", "--before", "适用范围"],
    ],
    ids=["no file", "two forms", "split alone", "at alone", "before alone"],
)
def test_wrong_use_ends_with_code_two(cli, corpus, arguments):
    code, out, err = cli("read", *arguments)
    assert (code, out) == (2, "")
    assert "Error" in err


def test_text_cannot_command_the_terminal(cli, corpus):
    (corpus / "yi.txt").write_text(TEXT.replace("第一章 总则", "第一章 总\x1b[2J\u202e则"), "utf-8")
    out = cli("read", "yi")[1]
    assert "章节 第一章 总�[2J�则" in out
    assert "\x1b" not in out


def test_reading_loads_neither_models_nor_the_chat_page(corpus):
    program = (
        "import sys; sys.argv = ['assistant', 'read', 'yi', '--json']\n"
        "from assistant.interfaces.cli.main import run\n"
        "try: run()\n"
        "finally: print(sorted({'torch', 'sentence_transformers', 'gradio'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout)["document"] == "yi"
    assert done.stderr == "[]\n"


def test_a_result_never_takes_the_place_of_a_document(cli, corpus, tmp_path):
    for output in (corpus / "yi.txt", corpus / "page.html"):
        code, out, err = cli("read", "yi", "--output", str(output))
        assert (code, out) == (1, "")
        assert err.startswith(f"错误：不能写入 {output}")
    assert (corpus / "yi.txt").read_text("utf-8") == TEXT
    assert not (corpus / "page.html").exists()


@pytest.mark.parametrize("name", ["", "x" * 5000])
def test_a_name_that_no_file_can_have_is_refused(cli, corpus, name):
    code, _, err = cli("read", name)
    assert (code, err.count("\n")) == (1, 1)
