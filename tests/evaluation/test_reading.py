"""Figures on reading, against folders whose counts are known."""

import json
from pathlib import Path

import pytest

from assistant.errors import DocumentError, QuestionError
from assistant.evaluation.reading import Articles, Speed, check_tables, compare_articles, measure_reading
from tests.reading.made import read

LAW = """甲市条例
第一编 总则
第一章 总则
第一条 为了加强管理，制定本条例。
第二条 依照第三条办理。
第二章 分则
第一节 审批
第三条　略。
第三条之一 略。
第二编 附则
第四条 自2022年1月1日起施行。"""
PAGE = """<html><body><h1>甲市指标</h1>
<table><tr><th>指标</th><th>2020年</th><th>2025年</th></tr>
<tr><td>专利</td><td>10</td><td>100</td></tr>
<tr><td>商标</td><td>20</td><td>200</td></tr></table></body></html>"""


def ask(folder: Path, *questions: tuple[str, str, list[str]]) -> None:
    """Write the page and questions (page, question, answers) into a folder."""
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    rows = [json.dumps({"page": p, "question": q, "answer": a}, ensure_ascii=False) for p, q, a in questions]
    (folder / "questions.jsonl").write_text("\n".join(rows) + "\n\n", encoding="utf-8")


def test_every_article_of_a_law_is_found_in_its_place() -> None:
    assert compare_articles(read(LAW)) == Articles(counted=5, found=5, placed=5, broken=())


def test_an_article_below_another_chapter_is_not_in_its_place() -> None:
    tree = read("第一章 总则\n第一条 甲。\n第二章 分则\n第二条 乙。")
    moved = read("第一章 总则\n第一条 甲。\n第二条 乙。").clauses
    wrong = type(tree)(tree.document, (*tree.clauses[:2], *moved[2:]), ())
    assert compare_articles(wrong) == Articles(counted=2, found=2, placed=1, broken=())


def test_articles_that_are_missing_or_out_of_order_break_a_document() -> None:
    tree = read("第一条 甲。\n第二条 乙。\n第三条 丙。")
    first, second, third = tree.clauses
    missing = type(tree)(tree.document, (first, third), ())
    turned = type(tree)(tree.document, (second, first, third), ())
    assert compare_articles(missing) == Articles(counted=3, found=2, placed=2, broken=("d",))
    assert compare_articles(turned) == Articles(counted=3, found=3, placed=3, broken=("d",))


def test_articles_inside_a_line_are_not_counted_by_line() -> None:
    tree = read("第一条 甲市设立资金。第二条 资金专款专用。")
    assert compare_articles(tree) == Articles(counted=1, found=1, placed=1, broken=("d",))


def test_a_text_without_articles() -> None:
    assert compare_articles(read("一、甲\n依照第三条办理。")) == Articles(0, 0, 0, ())


def test_a_folder_is_measured_by_format(tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "plan.txt").write_text("一、甲\n第一条 略。", encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "README.md").write_text("not a document", encoding="utf-8")
    report = measure_reading(tmp_path)
    assert list(report.speeds) == ["text", "html"]
    text, page = report.speeds["text"], report.speeds["html"]
    assert (text.files, page.files) == (2, 1)
    sizes = [(tmp_path / name).stat().st_size for name in ("law.txt", "plan.txt")]
    assert text.megabytes == pytest.approx(sum(sizes) / 1e6)
    assert page.megabytes == pytest.approx((tmp_path / "page.html").stat().st_size / 1e6)
    assert text.seconds > 0
    assert report.articles == Articles(counted=6, found=6, placed=6, broken=())
    [refused] = report.refused
    assert refused.startswith("empty.txt：文件为空")


def test_broken_documents_are_named_by_their_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第一条 甲市设立资金。第二条 资金专款专用。", encoding="utf-8")
    (tmp_path / "b.txt").write_text(LAW, encoding="utf-8")
    assert measure_reading(tmp_path).articles == Articles(counted=6, found=6, placed=6, broken=("a.txt",))


@pytest.mark.parametrize("name", ["", "missing"], ids=["no file", "no folder"])
def test_a_folder_without_files_is_a_stated_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match="没有文件"):
        measure_reading(tmp_path / name)


def test_megabytes_a_second() -> None:
    assert Speed(files=2, megabytes=3.0, seconds=1.5).megabytes_per_second == 2.0


def test_answers_are_looked_for_in_one_row_under_a_header(tmp_path: Path) -> None:
    ask(
        tmp_path,
        ("page.html", "专利的2025年目标", ["100", "100件"]),
        ("page.html", "商标有多少", ["200"]),
        ("page.html", "专利的目标", ["300"]),
    )
    report = check_tables(tmp_path)
    assert (report.questions, report.answered, report.nearest) == (3, 2, 2)
    assert report.missing == ("专利的目标",)


def test_the_row_that_holds_most_of_the_question_is_the_nearest(tmp_path: Path) -> None:
    ask(tmp_path, ("page.html", "专利和商标哪个是20", ["200"]), ("page.html", "专利是多少", ["200"]))
    report = check_tables(tmp_path)
    assert (report.answered, report.nearest, report.missing) == (2, 1, ())


@pytest.mark.parametrize(
    "content",
    [
        None,
        "{",
        '{"page": "page.html", "question": "甲"}',
        '["page.html"]',
        '{"page": "p", "question": "q", "answer": 1}',
    ],
    ids=["missing", "no JSON", "no answer", "no object", "answer no list"],
)
def test_bad_questions_are_a_stated_error(tmp_path: Path, content: str | None) -> None:
    ask(tmp_path)
    (tmp_path / "questions.jsonl").unlink()
    if content is not None:
        (tmp_path / "questions.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"questions\.jsonl 无法读取"):
        check_tables(tmp_path)


def test_a_page_that_is_missing_is_a_stated_error(tmp_path: Path) -> None:
    ask(tmp_path, ("other.html", "甲", ["1"]))
    with pytest.raises(DocumentError, match=r"other\.html"):
        check_tables(tmp_path)
