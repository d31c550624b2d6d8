"""Clauses named by number: how they are read, and which clause of a tree they are."""

import pytest

from assistant.records import Region
from assistant.retrieval.scope.clause_lookup import Outline
from assistant.retrieval.scope.lexicon import Lexicon
from assistant.retrieval.scope.references import find_references
from tests.retrieval.scope.scope_corpus import QUOTED, ask, make_lexicon, make_tree, make_trees

LEXICON = make_lexicon()
CODE = make_tree(
    "code",
    "临溪省河湖保护条例",
    Region("临溪省"),
    """第一编　总则
第一条　本条例适用于本省。
第二条　下列用语：
（一）河道；
（二）湖泊，包括：
1.天然湖泊；
2.人工湖泊。
第二条之一　实行河湖长制。
第二编　保护
第一章　河道
第一节　规划
第三条　编制规划。
规划应当公布。
有下列情形之一的，应当修改：
（一）河道改线；
（二）其他情形。
第二节　采砂
第四条　禁止采砂。
第二章　湖泊
第五条　公布名录。
""",
)


def _numbers(text: str) -> list[str]:
    return ["/".join(f"{s.unit.name.lower()} {s.number}" for s in named.steps) for named in find_references(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第十二条规定了什么", ["article 12"]),
        ("第12条规定了什么", ["article 12"]),
        ("第１２条规定了什么", ["article 12"]),
        ("第一百零三条", ["article 103"]),
        ("第六条之二", ["article 6-2"]),
        ("第十二条第二款第（三）项", ["article 12/paragraph 2/point 3"]),
        ("第十二条第二款第三项", ["article 12/paragraph 2/point 3"]),
        ("第12条第2款第(3)项", ["article 12/paragraph 2/point 3"]),
        ("第十二条第（三）项第2目", ["article 12/point 3/subpoint 2"]),
        ("第十二条的第二款", ["article 12/paragraph 2"]),
        ("第十二条（三）", ["article 12/item 3"]),
        ("第三章第五条", ["chapter 3/article 5"]),
        ("第三章的第五条", ["chapter 3/article 5"]),
        ("第二编第一分编第三章", ["part 2/branch 1/chapter 3"]),
        ("第一章第二节", ["chapter 1/division 2"]),
        ("第三部分", ["part 3"]),
        ("第三部分第(四)条", ["part 3/article 4"]),
        ("第三部分（二）3", ["part 3/item 2/item 3"]),
        ("三（二）3是什么", ["part 3/item 2/item 3"]),
        ("三、（二）3.是什么", ["part 3/item 2/item 3"]),
        ("附件2第三条", ["annex 2/article 3"]),
        ("附件二", ["annex 2"]),
        ("附件B", ["annex 2"]),
        ("附件第三条", ["annex /article 3"]),
        ("专栏3的内容", ["box 3"]),
        ("专栏 3的内容", ["box 3"]),
        ("第三条和第五条", ["article 3", "article 5"]),
        ("第三条、第五条", ["article 3", "article 5"]),
        ("第五条第一款和第二款", ["article 5/paragraph 1", "article 5/paragraph 2"]),
        ("第三章第五条和第六条", ["chapter 3/article 5", "chapter 3/article 6"]),
        ("第三条至第五条", ["article 3", "article 4", "article 5"]),
        ("第三条到第四条", ["article 3", "article 4"]),
        ("第三条和第二章", ["article 3", "chapter 2"]),
        ("第一步怎么做", []),
        ("第三方评估", []),
        ("第一季度的目标", []),
        ("第十四届人大", []),
        ("前三条是什么", []),
        ("第十四个五年规划", []),
        ("第一条例", []),
        ("第一条跑道", []),
        ("第二节课", []),
        ("第三项目部", []),
        ("第一篇文章", []),
        ("第一时间", []),
        ("第二款", ["paragraph 2"]),
        ("附件3份", []),
        ("附件有哪些", []),
        ("专栏有哪些", []),
        ("（一）班", []),
        ("三、四月份", []),
        ("十三（二）3", ["part 13/item 2/item 3"]),
        ("2025年（一）", []),
    ],
)
def test_references_are_read(text: str, expected: list[str]):
    assert _numbers(text) == expected


def test_references_say_where_they_stand():
    text = "《甲条例》第三条第二款怎么罚"
    assert [(named.words, text[named.start : named.end]) for named in find_references(text)] == [
        ("第三条第二款", "第三条第二款")
    ]


@pytest.mark.parametrize(
    ("words", "clauses"),
    [
        ("第一条", ["part1.art1"]),
        ("第二条第一款", ["part1.art2"]),
        ("第二条之一", ["part1.art2-1"]),
        ("第二条第（二）项", ["part1.art2.2"]),
        ("第二条第（二）项第2目", ["part1.art2.2.2"]),
        ("第二条（二）", ["part1.art2.2"]),
        ("第二编", ["part2"]),
        ("第二部分", ["part2"]),
        ("第一章", ["part2.chapter1"]),
        ("第二编第二章", ["part2.chapter2"]),
        ("第一章第二节", ["part2.chapter1.division2"]),
        ("第三条第二款", ["part2.chapter1.division1.art3.p2"]),
        ("第三条第三款第（一）项", ["part2.chapter1.division1.art3.p3.1"]),
        ("第三条第（一）项", ["part2.chapter1.division1.art3.p3.1"]),
        ("第二章第五条", ["part2.chapter2.art5"]),
        ("第一章第五条", []),
        ("第九条", []),
        ("第三条第四款", []),
        ("第一条第二款", []),
        ("第三章", []),
        ("附件1", []),
        ("专栏1", []),
    ],
)
def test_a_reference_finds_its_clause_in_a_code(words: str, clauses: list[str]):
    (named,) = find_references(words)
    assert Outline.of(CODE).resolve(named) == tuple(f"code/{clause}" for clause in clauses)


@pytest.mark.parametrize(
    ("words", "clauses"),
    [
        ("第二部分", ["2"]),
        ("第二章", ["2"]),
        ("第二条", ["2"]),
        ("第二部分第（一）条", ["2.1"]),
        ("第二部分第一点", ["2.1"]),
        ("第二部分（一）2", ["2.1.2"]),
        ("二（一）2", ["2.1.2"]),
        ("二、（二）", ["2.2"]),
        ("二（二）3", ["2.2.3"]),
        ("第二部分第三条", ["2.2.3"]),
        ("专栏1", ["2.1.2.box1"]),
        ("第四部分", []),
        ("专栏2", []),
        ("二（三）", []),
        ("附件1", ["annex1"]),
        ("附件2", ["annex2"]),
        ("附件2第二条", ["annex2.2"]),
        ("附件3", []),
    ],
)
def test_a_reference_finds_its_clause_in_a_plan(words: str, clauses: list[str]):
    (named,) = find_references(words)
    assert Outline.of(make_trees(("qiwu",))[0]).resolve(named) == tuple(f"qiwu/{clause}" for clause in clauses)


@pytest.mark.parametrize(
    ("question", "references", "unknown"),
    [
        ("《琅珂市养犬管理条例》第四条规定了什么", [("第四条", "langke/chapter2.art4")], ()),
        ("琅珂市养犬管理条例第四条第二款怎么罚", [("第四条第二款", "langke/chapter2.art4.p2")], ()),
        ("《琅珂市养犬管理条例》第三条第（二）项", [("第三条第（二）项", "langke/chapter1.art3.2")], ()),
        ("《琅珂市养犬管理条例》第十二条规定了什么", [], ("第十二条",)),
        ("《琅珂市养犬管理条例》第四条和第十二条", [("第四条", "langke/chapter2.art4")], ("第十二条",)),
        ("琅珂第四条规定了什么", [("第四条", "langke/chapter2.art4")], ()),
        ("《养犬管理条例》第四条", [("第四条", "langke/chapter2.art4"), ("第四条", "lanyi/chapter2.art4")], ()),
        ("第四条规定了什么", [], ()),
        ("第九十九条规定了什么", [], ()),
        ("民和县三（一）", [("三（一）", "minhe/3.1")], ()),
        ("怎么落实《国家知识产权战略纲要》第四条", [], ()),
        ("琅珂怎么执行《国家知识产权战略纲要》第四条", [], ()),
        ("《云岭省知识产权保护条例》第三条和《琅珂市养犬管理条例》第四条",
         [("第三条", "yunling/chapter1.art3"), ("第四条", "langke/chapter2.art4")], ()),
        ("《滨海区停车办法》第四条", [], ()),
        ("栖梧的专栏1讲什么", [("专栏1", "qiwu/2.1.2.box1")], ()),
        ("栖政发〔2022〕11号第二部分讲什么", [("第二部分", "qiwu/2")], ()),
        ("深圳第四条规定了什么", [], ()),
        ("琅珂市第二部分讲什么", [("第二部分", "langke/chapter2")], ()),
        ("琅珂市第三部分讲什么", [], ("第三部分",)),
        ("云岭省第三方评估怎么做", [], ()),
    ],
)  # fmt: skip
def test_references_are_looked_up_where_the_document_is_known(
    question: str, references: list[tuple[str, str]], unknown: tuple[str, ...]
):
    scope = ask(LEXICON, question).scope
    found = [(reference.words, reference.clause) for reference in scope.references]
    assert (found, scope.unknown_clauses) == (references, unknown)


@pytest.mark.parametrize(
    ("question", "history", "clauses"),
    [
        ("第四条呢？", ["《琅珂市养犬管理条例》第三条规定了什么？"], ["langke/chapter2.art4"]),
        ("那第四条呢", ["《琅珂市养犬管理条例》什么时候施行？"], ["langke/chapter2.art4"]),
        ("第二款呢？", ["《琅珂市养犬管理条例》第四条规定了什么？"], ["langke/chapter2.art4.p2"]),
        ("第四条是怎么规定对违法行为的处罚的？", ["《琅珂市养犬管理条例》什么时候施行？"], ["langke/chapter2.art4"]),
        ("该条例第四条规定了什么？", ["《琅珂市养犬管理条例》什么时候施行？"], ["langke/chapter2.art4"]),
        ("第四条呢？", ["琅珂第三条规定了什么？"], ["langke/chapter2.art4"]),
        ("第四条呢？", ["《琅珂市养犬管理条例》第三条规定了什么？", "第五条呢？"], ["langke/chapter2.art4"]),
        ("《澜沂市养犬管理条例》呢？", ["《琅珂市养犬管理条例》第四条规定了什么？"], ["lanyi/chapter2.art4"]),
        ("澜沂市的呢？", ["《琅珂市养犬管理条例》第四条规定了什么？"], ["lanyi/chapter2.art4"]),
        ("罚多少钱？", ["《琅珂市养犬管理条例》第四条规定了什么？"], ["langke/chapter2.art4"]),
    ],
)
def test_references_of_follow_ups(question: str, history: list[str], clauses: list[str]):
    scope = ask(LEXICON, question, *history).scope
    assert [reference.clause for reference in scope.references] == clauses


def test_a_corpus_of_one_document_needs_no_name():
    lexicon = Lexicon.of(make_trees(("langke",)), QUOTED.__contains__)
    scope = ask(lexicon, "第四条规定了什么").scope
    assert [reference.clause for reference in scope.references] == ["langke/chapter2.art4"]
    assert ask(lexicon, "第四十条规定了什么").scope.unknown_clauses == ("第四十条",)


def test_filters_leave_the_document_to_look_in():
    scope = ask(LEXICON, "第四条规定了什么", documents=("law",)).scope
    assert [reference.clause for reference in scope.references] == ["law/chapter2.art4"]
