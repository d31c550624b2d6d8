"""``search --explain``: what is printed for people, and that columns stand under each other."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.interfaces.cli import ask
from assistant.interfaces.cli.explain import KINDS, columns, render_explanation, render_nearest, shorten, table
from assistant.pipeline import Explanation
from assistant.records import Filters, QuestionKind, Reason, Reference, Scope
from tests.fakes import make_assistant
from tests.interfaces.cli.made import QUESTION
from tests.interfaces.made_explanation import TITLES, make_explanation
from tests.retrieval.made import write_corpus

Cli = Callable[..., tuple[int, str, str]]


def blocks(text: str) -> dict[str, list[str]]:
    """The blocks of an explanation by their heading, lines without it."""
    split = [block.split("\n") for block in text.split("\n\n")]
    return {heading: lines for heading, *lines in split}


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("ab1", 3), ("条款", 4), ("第2条", 5), ("（）", 4), ("e\u0301", 1), ("-", 1)],
    ids=["empty", "latin", "chinese", "mixed", "full-width marks", "combining mark", "hyphen"],
)
def test_a_chinese_character_takes_two_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("专利条例", 8, "专利条例"),
        ("专利条例", 7, "专利条…"),
        ("专利条例", 6, "专利…"),
        ("abc", 2, "a…"),
        ("专", 1, "…"),
    ],
)
def test_a_long_title_is_cut_to_the_columns_it_may_take(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown
    assert columns(shown) <= most


def test_columns_stand_under_each_other_whatever_their_script() -> None:
    lines = table([("名次", "条款", "x"), ("1", "a/条1", "y"), ("10", "ab", "z")], frozenset({0}))
    assert lines == ["名次  条款   x", "   1  a/条1  y", "  10  ab     z"]
    assert [columns(line) for line in lines] == [14, 14, 14]


def test_a_search_is_explained_from_question_to_decision() -> None:
    scope = Scope(("jia", "yi"), places=("甲县", "乙市"), years=("2025",))
    shown = blocks(render_explanation(make_explanation(scope), TITLES, ""))
    assert list(shown) == ["问题", "范围", "用词", "候选", "判断"]
    assert shown["问题"] == [
        "  原话  专利补贴多少？",
        "  接续  否",
        "  类型  事实 (fact)",
        "  查找  补贴多少？",
    ]
    assert shown["范围"] == [
        "  地区  甲县、乙市",
        "  文件  jia 《甲县规划》",
        "        yi 《乙市办法》",
        "  年份  2025",
    ]
    assert shown["用词"] == ["  权重      专利 1.25  补贴 4.50", "  库中没有  量子"]
    assert shown["候选"][:4] == [
        "  名次  条款      得分   相近   逐词       整句       词频  覆盖  调整                 文件",
        "     1  jia/1    0.800  0.710  0.500  0.900 #1   1.000 #1   1.00                       甲县规划",
        "     2  yi/art2  0.700  0.910  0.400  -          0.250 #12  0.50  没有所问的年份-0.06  乙市办法",
        "     3  jia/3    0.600  0.500  0.300  0.800 #3   -          0.00                       甲县规划",
    ]
    assert shown["判断"] == [
        "  结论  可以作答",
        "  依据  最相近的 yi/art2 相近度 0.910，达到下限 0.860（ASSISTANT_LEAST_NEARNESS）",
    ]


def test_a_follow_up_is_shown_completed() -> None:
    shown = blocks(render_explanation(make_explanation(follows_up=True), TITLES, ""))["问题"]
    assert shown[:3] == ["  原话  那呢？", "  完整  专利补贴多少？", "  接续  是，接着前面的提问"]


def test_a_declined_search_shows_its_reason_its_figure_and_the_nearest_clauses() -> None:
    explanation = make_explanation(declined=Reason.NOT_FOUND, nearness=(0.71, 0.61, 0.5))
    shown = blocks(render_explanation(explanation, TITLES, "抱歉，没有找到。"))
    assert shown["判断"] == [
        "  结论  拒答 (not_found)",
        "  理由  抱歉，没有找到。",
        "  依据  最相近的 jia/1 相近度 0.710，低于下限 0.860（ASSISTANT_LEAST_NEARNESS）",
    ]
    assert [line.split()[-1] for line in shown["最接近的条款："][::2]] == ["jia/1", "yi/art2", "jia/3"]


@pytest.mark.parametrize(
    ("explanation", "figure"),
    [
        (make_explanation(kind=QuestionKind.METADATA), "条款由条号或文件信息直接找到，不看相近度"),
        (make_explanation(question="有什么政策？", declined=Reason.TOO_BROAD), "由问题本身判断，不看相近度"),
        (make_explanation(declined=Reason.OFF_TOPIC, clauses=(), nearness=()), "没有候选条款"),
    ],
    ids=["direct", "too broad", "off topic"],
)
def test_a_decision_that_nearness_did_not_make_says_what_did(explanation: Explanation, figure: str) -> None:
    assert f"  依据  {figure}" in blocks(render_explanation(explanation, TITLES, ""))["判断"]


def test_what_the_question_names_and_the_corpus_lacks_is_listed() -> None:
    scope = Scope((), ("yi",), unknown_places=("丙县",), unknown_titles=("某办法",), unknown_clauses=("第九条",))
    assert blocks(render_explanation(make_explanation(scope), TITLES, ""))["范围"] == [
        "  文件            没有符合的文件",
        "  旁及            yi 《乙市办法》",
        "  库中没有的地区  丙县",
        "  库中没有的文件  某办法",
        "  文件没有的条款  第九条",
    ]


def test_titles_and_clauses_by_number_are_shown_with_what_they_led_to() -> None:
    references = (Reference("第二条", "yi", "yi/art2"), Reference("第三条", "yi", "yi/art3"))
    scope = Scope(("yi",), titles=("乙市办法",), references=references)
    assert blocks(render_explanation(make_explanation(scope), TITLES, ""))["范围"] == [
        "  地区  问题没有指明",
        "  文件  yi 《乙市办法》",
        "  标题  乙市办法",
        "  条款  第二条 → yi/art2",
        "        第三条 → yi/art3",
    ]


def test_of_many_documents_ten_are_shown_and_the_others_counted() -> None:
    names = {f"d{n:02d}": f"文件{n}" for n in range(13)}
    explanation = make_explanation(Scope(tuple(names)), clauses=(), nearness=())
    lines = blocks(render_explanation(explanation, names, ""))["范围"][1:]
    assert len(lines) == 11
    assert lines[9:] == ["        d09 《文件9》", "        ……另有3份，共13份"]


def test_a_search_over_all_documents_counts_them() -> None:
    assert "  文件  不限，全部2份" in blocks(render_explanation(make_explanation(), TITLES, ""))["范围"]


def test_filters_of_the_caller_are_shown_where_there_are_any() -> None:
    filters = Filters(("乙市",), ("yi",), "2024-05-01")
    shown = blocks(render_explanation(make_explanation(filters=filters), TITLES, ""))
    assert shown["筛选"] == ["  地区  乙市", "  文件  yi", "  日期  2024-05-01"]


def test_places_without_an_answer_are_named_in_a_comparison() -> None:
    explanation = make_explanation(kind=QuestionKind.COMPARISON, silent=(("jia",),))
    shown = blocks(render_explanation(explanation, TITLES, ""))
    assert shown["判断"][-1] == "  没有答案  jia 《甲县规划》"
    assert any("该地最高分" in line for line in shown["候选"])


def test_every_kind_of_question_has_a_name() -> None:
    assert list(KINDS) == list(QuestionKind)


def test_no_clauses_are_no_nearest_clauses() -> None:
    assert render_nearest((), TITLES) == ""


def test_the_command_explains(cli: Cli) -> None:
    code, out, err = cli("search", QUESTION, "--explain")
    assert (code, err) == (0, "")
    shown = blocks(out.rstrip("\n"))
    assert list(shown) == ["问题", "范围", "用词", "候选", "判断"]
    assert shown["问题"][0] == f"  原话  {QUESTION}"
    assert shown["候选"][1].split()[:2] == ["1", "jia/1"]


def test_the_command_explains_a_refusal_in_the_words_of_an_answer(cli: Cli) -> None:
    question = "到2031年发明专利拥有量达到多少件？"
    refusal = cli("ask", question, "--answerer", "extract")[1].splitlines()[0]
    shown = blocks(cli("search", question, "--explain")[1])
    assert shown["判断"][:2] == ["  结论  拒答 (outside_period)", f"  理由  {refusal}"]
    assert "最接近的条款：" in shown


def test_the_command_takes_the_history_into_account(cli: Cli) -> None:
    shown = blocks(cli("search", "那具体是多少呢？", "--history", QUESTION, "--explain")[1])
    assert shown["问题"][0] == "  原话  那具体是多少呢？"
    assert "发明专利拥有量" in shown["问题"][1]


def test_the_command_gives_the_explanation_as_json_beside_the_search(cli: Cli) -> None:
    payload = json.loads(cli("search", QUESTION, "--explain", "--json")[1])
    assert list(payload) == ["id", "reason", "hits", "seconds", "query", "explanation"]
    explanation = payload["explanation"]
    assert list(explanation) == ["question", "filters", "scope", "words", "candidates", "decision"]
    assert [entry["clause"] for entry in explanation["candidates"]] == [hit["clause"] for hit in payload["hits"]]
    assert explanation["decision"]["message"] is None


def test_a_declined_search_as_json_carries_the_refusal(cli: Cli) -> None:
    payload = json.loads(cli("search", "给我讲个笑话", "--explain", "--json")[1])
    assert payload["reason"] == payload["explanation"]["decision"]["reason"] == "off_topic"
    assert payload["explanation"]["decision"]["message"].startswith("抱歉，无法回答：")


def test_a_place_without_documents_is_answered_with_those_that_exist(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = make_assistant(write_corpus(tmp_path / "made"), tmp_path / "made_index")
    monkeypatch.setattr(ask, "open_assistant", lambda *_: (assistant, None))
    shown = blocks(cli("search", "北京市的贴息补助有多少？", "--explain")[1])
    assert "  库中没有的地区  北京市" in shown["范围"]
    assert "栖梧市" in shown["判断"][1]
