"""What the page says of documents, generations and changes, in words that can be checked by hand."""

from datetime import UTC, datetime

import pytest

from assistant.errors import EditingError
from assistant.interfaces.documents_page.commands import Command, Do
from assistant.interfaces.documents_page.desk import DocumentsDesk
from assistant.interfaces.documents_page.render_change import render_change
from assistant.interfaces.documents_page.render_list import render_generations
from assistant.interfaces.documents_page.standing import Standing, standing_of
from assistant.interfaces.editing import Editing
from assistant.interfaces.site.parts import Site
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.pipeline import Change, Figures, Kept, Kind, Outcome, Step
from tests.fakes import make_assistant
from tests.pipeline.made_shelf import BING, JIA, YI, make_shelf, write

WHEN = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
HEAD = (
    "id,title,province,city,county,issuer,document_number,issued,published,period,status,source_note,"
    "effective,expires,replaces"
)
REPLACED = "jia,甲办法,,,,,,2020,,,有效,,,,\nyi,乙办法,,,,,,2021,,,,,,,《甲办法》"


def site(shelf, current, editing=Editing("auto", "127.0.0.1")):  # noqa: B008 - frozen
    return Site(current, lambda: ModelStatus(ModelState.ABSENT), None, shelf, editing)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("jia,甲,,,,,,2020-01-01,,,有效,,,,", Standing("现行有效", "good")),
        ("jia,甲,,,,,,2020-01-01,,,,,,,", Standing("未注明", "type")),
        ("jia,甲,,,,,,,,,已废止,,,,", Standing("已废止", "bad")),
        ("jia,甲,,,,,,,,,试行,,,,", Standing("试行", "fair")),
        ("jia,甲,,,,,,,,2021—2025年,有效,,,,", Standing("规划期已过", "fair")),
        ("jia,甲,,,,,,,,2024—2026年,有效,,,,", Standing("现行有效", "good")),
        ("jia,甲,,,,,,,,,有效,,2027-01-01,,", Standing("尚未施行", "fair", "2027-01-01 施行")),
        ("jia,甲,,,,,,,,,有效,,,2026-04,", Standing("已失效", "bad", "2026-04 失效")),
        (
            "jia,甲办法,,,,,,2020,,,有效,,,,\nyi,乙办法,,,,,,2021,,,,,,,《甲办法》",
            Standing("已被取代", "bad", "乙办法", is_title=True),
        ),
    ],
)
def test_how_a_document_stands(tmp_path, row, expected):
    corpus = write(tmp_path / "corpus", jia="一、内容\n好。\n", yi="一、内容\n更好。\n")
    (corpus / "catalogue.csv").write_text(f"{HEAD}\n{row}\n", "utf-8")
    assistant = make_assistant(corpus, tmp_path / "index")
    assert standing_of(assistant, "jia", "2026-05-01") == expected


def test_a_change_is_told_from_its_first_step_to_what_came_of_it():
    running = Change(Kind.ADD, Step.EMBEDDING, WHEN, 32, 128)
    shown = str(render_change(running, can_undo=True))
    assert '<li aria-current="step">嵌入</li>' in shown
    assert '<progress max="100" value="25"' in shown
    assert "32 / 128 <span>个检索单元</span>" in shown
    assert "撤销" not in shown
    taken = Outcome("a.txt", "a", "甲<b>", Figures(12, 1), Figures(10, 0))
    outcomes = (taken, Outcome("b.txt", error="b.txt：文件为空。 Empty."))
    done = Change(Kind.REPLACE, Step.DONE, WHEN, outcomes=outcomes, before="old")
    shown = str(render_change(done, can_undo=True))
    assert "<span>替换</span><span>已完成</span>" in shown
    assert "甲&lt;b&gt;" in shown
    assert "条款 10 → 12，警示 0 → 1" in shown
    assert '<span class="name" translate="no">b.txt</span>' in shown
    assert "文件为空。</span>" in shown
    assert "Empty.</span>" in shown
    assert "撤销这次更改" in shown
    failed = Change(Kind.ADD, Step.FAILED, WHEN, error="坏了。")
    shown = str(render_change(failed, can_undo=True))
    assert "<span>添加</span><span>未完成</span>" in shown
    assert "坏了。" in shown
    assert "撤销" not in shown
    assert 'class="change none"' in str(render_change(None, can_undo=False))


def test_generations_say_which_is_in_use_and_which_can_be_gone_back_to():
    kept = [
        Kept("c", WHEN, 3, 30, is_in_use=True, can_return=False),
        Kept("b", WHEN, 2, 20, is_in_use=False, can_return=True),
        Kept("a", WHEN, 1, 10, is_in_use=False, can_return=False),
    ]
    shown = str(render_generations(kept, editing=True))
    assert [shown.count(words) for words in ("在用", "退回这一版", "当时的文件没有留存")] == [1, 1, 1]
    assert "退回这一版" not in str(render_generations(kept, editing=False))
    assert "还没有建立索引" in str(render_generations((), editing=True))


def test_the_list_finds_words_and_tells_of_files_that_cannot_be_read(tmp_path):
    corpus = write(tmp_path / "corpus", jia=JIA, yi=YI)
    (corpus / "bad.txt").write_bytes(b"\x00\x01")
    desk = DocumentsDesk(site(*make_shelf(corpus, tmp_path / "index")))
    everything = desk.documents("")
    assert "3 份文件" in everything
    assert "未读入" in everything
    assert "3 份文件中的 1 份" in desk.documents("商标 乙市")
    assert "没有符合的文件" in desk.documents("没有")
    assert "无法" in desk.detail("bad") or "UTF-8" in desk.detail("bad")
    assert desk.detail("nirgends") == ""


def test_without_the_right_to_change_there_is_no_control_and_no_way(tmp_path):
    shelf, current = make_shelf(write(tmp_path / "corpus", jia=JIA, bing=BING), tmp_path / "index")
    shelf.retire("bing")
    assert shelf.wait(30)
    before = shelf.change()
    desk = DocumentsDesk(site(shelf, current, Editing("off")))
    shown = desk.documents("") + desk.detail("jia") + desk.generations() + desk.change()
    commands = [word for word in Do if f"&quot;{word}&quot;" in shown]
    assert commands == [Do.OPEN, Do.CLOSE]
    for command in (Command(Do.RETIRE, "jia"), Command(Do.RESTORE, "bing"), Command(Do.RETURN, generation="x")):
        with pytest.raises(EditingError):
            desk.do(command)
    with pytest.raises(EditingError):
        desk.add(())
    assert shelf.change() is before


def test_a_site_without_a_shelf_shows_what_there_is(tmp_path):
    _, current = make_shelf(write(tmp_path / "corpus", jia=JIA), tmp_path / "index")
    desk = DocumentsDesk(site(None, current))
    assert not desk.can_edit
    assert "1 份文件" in desk.documents("")
    assert "在用" in desk.generations()
