"""``--place``, ``--document`` and ``--as-of`` of the commands that search."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import QuestionError
from assistant.interfaces.cli import ask
from assistant.interfaces.cli.filters import read_filters
from assistant.interfaces.days import read_day
from assistant.pipeline import Assistant
from assistant.records import Filters
from tests.fakes import make_assistant
from tests.interfaces.cli.made import GOLD, stated
from tests.retrieval.made import write_corpus

Cli = Callable[..., tuple[int, str, str]]

QUESTION = "如何加强知识产权保护？"
TITLES = {
    "jia": "甲县知识产权“十四五”规划",
    "yi": "乙市专利条例",
    "bing": "丙市专利条例",
    "ding": "乙市专利条例",
    "wu": "",
}


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    """Let the commands open an assistant over four documents of different places."""
    assistant = make_assistant(write_corpus(tmp_path / "made"), tmp_path / "made_index")
    monkeypatch.setattr(ask, "open_assistant", lambda *_: (assistant, None))
    return assistant


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", ""),
        ("2024-05-01", "2024-05-01"),
        ("2024-5-1", "2024-05-01"),
        ("2024/5/1", "2024-05-01"),
        ("2024年5月1日", "2024-05-01"),
        ("２０２４年５月１日", "2024-05-01"),
        (" 2024-02-29 ", "2024-02-29"),
    ],
)
def test_a_day_is_read_in_the_forms_that_people_write(typed: str, day: str) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize(
    "typed", ["2023-02-29", "2024-13-01", "2024", "2024-05", "20240501", "昨天", "0000-01-01", " "]
)
def test_what_is_no_day_is_refused_with_the_form_it_should_have(typed: str) -> None:
    with pytest.raises(QuestionError, match=r"无效，请写成 2024-05-01 的形式"):
        read_day(typed)


@pytest.mark.parametrize(
    ("typed", "documents"),
    [
        (["jia"], ("jia",)),
        (["甲县知识产权“十四五”规划"], ("jia",)),
        (['《甲县知识产权"十四五"规划》'], ("jia",)),
        (["甲县知识产权十四五规划"], ("jia",)),
        (["乙市专利条例"], ("yi", "ding")),
        (["bing", "乙市专利条例", "yi"], ("bing", "yi", "ding")),
        ([" yi "], ("yi",)),
        ([], ()),
        (None, ()),
    ],
    ids=["id", "title", "title in marks", "title without marks", "shared title", "several", "blanks", "none", "absent"],
)
def test_documents_are_chosen_by_id_or_title(typed: list[str] | None, documents: tuple[str, ...]) -> None:
    assert read_filters(None, typed, "", TITLES) == Filters(documents=documents)


def test_places_and_the_day_are_passed_on() -> None:
    assert read_filters(["甲县", "乙市"], None, "2024-05-01", TITLES) == Filters(("甲县", "乙市"), (), "2024-05-01")


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("专利条例", "现有5份，如：bing《丙市专利条例》、ding《乙市专利条例》、yi《乙市专利条例》。"),
        ("没有", "现有5份，如：bing《丙市专利条例》、ding《乙市专利条例》、jia《甲县知识产权“十四五”规划》。"),
        ("", "现有5份，如：bing"),
    ],
    ids=["alike first", "nothing alike", "blank"],
)
def test_an_unknown_document_names_a_few_that_exist(typed: str, named: str) -> None:
    with pytest.raises(QuestionError) as raised:
        read_filters(None, [typed], "", TITLES)
    assert f"没有文件“{typed}”。{named}" in str(raised.value)


def test_few_documents_are_all_named_and_no_document_is_said_so() -> None:
    with pytest.raises(QuestionError, match="现有1份，即：yi《乙市专利条例》。"):
        read_filters(None, ["x"], "", {"yi": "乙市专利条例"})
    with pytest.raises(QuestionError, match="文档库是空的"):
        read_filters(None, ["x"], "", {})


def test_a_long_name_with_line_breaks_stays_one_short_line() -> None:
    with pytest.raises(QuestionError) as raised:
        read_filters(None, ["甲\n" * 5000], "", {"yi": "乙市专利条例"})
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 150


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (["--place", "松禾县"], ["songhe"]),
        (["--document", "linjiang"], ["linjiang"]),
        (["--document", "《临江省知识产权条例》"], ["linjiang"]),
        (["--place", "松禾县", "--place", "临江省"], ["linjiang", "songhe"]),
        (["--document", "qiwu", "--document", "songhe"], ["qiwu", "songhe"]),
    ],
    ids=["place", "id", "title", "places", "documents"],
)
def test_a_search_keeps_to_its_filters(cli: Cli, places: Assistant, options: list[str], documents: list[str]) -> None:
    payload = json.loads(cli("search", QUESTION, *options, "--json")[1])
    assert payload["query"]["documents"] == documents
    assert {hit["document"] for hit in payload["hits"]} == set(documents)


@pytest.mark.parametrize("place", ["北京市", "没有这个地方"])
def test_a_place_nobody_knows_is_declined_and_no_error(cli: Cli, places: Assistant, place: str) -> None:
    code, out, err = cli("search", QUESTION, "--place", place, "--json")
    assert (code, err) == (0, "")
    assert (json.loads(out)["reason"], json.loads(out)["hits"]) == ("empty_scope", [])
    answer = json.loads(cli("ask", QUESTION, "--place", place, "--answerer", "extract", "--json")[1])
    assert (answer["abstained"], answer["reason"]) == (True, "empty_scope")


def test_an_answer_cites_the_documents_of_the_filters_alone(cli: Cli, places: Assistant) -> None:
    question = "发明专利拥有量达到多少件？"
    answers = {
        name: json.loads(cli("ask", question, "--document", name, "--answerer", "extract", "--json")[1])
        for name in ("qiwu", "langke")
    }
    assert "300件" in answers["qiwu"]["answer"]
    assert "120件" in answers["langke"]["answer"]
    assert {name: {hit["document"] for hit in a["hits"]} for name, a in answers.items()} == {
        "qiwu": {"qiwu"},
        "langke": {"langke"},
    }


def test_a_batch_applies_its_filters_to_every_line(
    cli: Cli, places: Assistant, gold: Callable[..., Path], tmp_path: Path
) -> None:
    question = "发明专利拥有量达到多少件？"
    path = gold({**GOLD, "question": question}, {**GOLD, "id": "q2", "question": "临江省设立什么奖？"})
    out = tmp_path / "out.jsonl"
    assert cli("batch", path, out, "--place", "琅珂市", "--answerer", "extract")[0] == 0
    first, second = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    assert "120件" in first["answer"]
    assert (second["abstained"], second["hits"]) == (True, [])


@pytest.mark.parametrize("command", ["ask", "search", "batch"])
@pytest.mark.parametrize(
    ("option", "words"), [(["--as-of", "2023-02-30"], "2023-02-30"), (["--document", "无此文件"], "linjiang《临江省")]
)
def test_a_filter_that_cannot_be_used_is_a_stated_error(
    cli: Cli, places: Assistant, gold: Callable[..., Path], tmp_path: Path, command: str, option: list[str], words: str
) -> None:
    arguments = [gold(GOLD), tmp_path / "out.jsonl"] if command == "batch" else [QUESTION]
    assert words in stated(cli(command, *arguments, *option))
    assert not (tmp_path / "out.jsonl").exists()


def test_a_day_leaves_out_what_was_not_yet_issued(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "dated"
    folder.mkdir()
    (folder / "old.txt").write_text("甲县办法\n一、贴息\n对质押贷款给予贴息。\n甲县人民政府\n2019年3月1日\n", "utf-8")
    (folder / "new.txt").write_text("甲县新办法\n一、贴息\n对质押贷款给予贴息。\n甲县人民政府\n2023年3月1日\n", "utf-8")
    assistant = make_assistant(folder, tmp_path / "dated_index")
    monkeypatch.setattr(ask, "open_assistant", lambda *_: (assistant, None))
    documents = {
        day: json.loads(cli("search", "质押贷款贴息", "--as-of", day, "--json")[1])["query"]["documents"]
        for day in ("2018-01-01", "2020年1月1日", "2024-01-01")
    }
    assert documents == {"2018-01-01": [], "2020年1月1日": ["old"], "2024-01-01": ["new", "old"]}
