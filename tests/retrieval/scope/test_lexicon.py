"""Which documents a question is about: expectations written by hand over a made corpus."""

import pytest

from assistant.records import Region
from assistant.retrieval.scope.lexicon import Lexicon
from tests.retrieval.scope.scope_corpus import QUOTED, ROWS, ask, make_lexicon, make_tree, make_trees

LEXICON = make_lexicon()
# Documents of no known place; ``pilot`` names 广西 and 柳州 in its first lines and is about them as well.
NATIONAL = ["law", "outline", "pilot"]
SONGHE = ["songhe", "songhe_old"]
LANYI = ["lanyi", "lanyi_2016", "lanyi_2021"]


def _scope(question: str, *history: str) -> tuple[list[str] | None, list[str]]:
    scope = ask(LEXICON, question, *history).scope
    return None if scope.documents is None else sorted(scope.documents), sorted(scope.wider)


@pytest.mark.parametrize(
    ("question", "documents", "wider"),
    [
        ("怎样申请专利资助？", None, []),
        ("到2025年发明专利达到多少件？", None, []),
        ("松禾县对茶农有什么补贴？", SONGHE, ["langke", *NATIONAL, "yunling"]),
        ("松禾对茶农有什么补贴？", SONGHE, ["langke", *NATIONAL, "yunling"]),
        ("琅珂市遛狗要拴绳吗？", ["langke"], [*NATIONAL, *SONGHE, "yunling"]),
        ("云岭省怎么保护知识产权", ["yunling"], ["langke", *NATIONAL, "qiwu", *SONGHE]),
        ("临江的政策对专利有什么奖励", ["linjiang"], [*LANYI, *NATIONAL]),
        ("栖梧的目标", ["qiwu"], [*NATIONAL, "yunling"]),
        ("广东省租房有补贴吗", ["heyuan"], NATIONAL),
        ("青海怎么保护知识产权", ["minhe"], NATIONAL),
        ("海东市怎么保护知识产权", ["minhe"], NATIONAL),
        ("民和回族土族自治县的专利目标", ["minhe"], NATIONAL),
        ("民和县的专利目标", ["minhe"], NATIONAL),
        ("民和的专利目标", ["minhe"], NATIONAL),
        ("天津市静海区租房补贴", ["jinghai"], NATIONAL),
        ("静海区租房补贴", ["jinghai"], NATIONAL),
        ("静海租房补贴", ["jinghai"], NATIONAL),
        ("天津静海租房补贴", ["jinghai"], NATIONAL),
        ("柳州有什么试点", ["pilot"], ["law", "outline"]),
        ("广西壮族自治区有什么试点", ["pilot"], ["law", "outline"]),
        ("北京的楼宇经济怎么支持", ["chaoyang"], NATIONAL),
        ("从栖梧回来的人要办什么手续", ["qiwu"], [*NATIONAL, "yunling"]),
    ],
)
def test_a_place_gives_its_documents_and_those_that_hold_there(
    question: str, documents: list[str] | None, wider: list[str]
):
    assert _scope(question) == (documents, wider)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("栖梧市长平县的专利目标", ["qiwu"]),
        ("河源市东源县租房有补贴吗", ["heyuan"]),
        ("东源县租房有补贴吗", ["heyuan"]),
    ],
    ids=["unknown everywhere", "county below its city", "county alone"],
)
def test_a_county_without_documents_is_answered_from_what_lies_above(question: str, documents: list[str]):
    assert _scope(question)[0] == documents


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("深圳有哪些租房补贴", ("深圳",)),
        ("四川省成都市的专利资助", ("成都市",)),
        ("陕西的专利资助", ("陕西",)),
        ("海南有专利资助吗", ("海南",)),
    ],
)
def test_a_place_without_documents_near_it_is_unknown(question: str, unknown: tuple[str, ...]):
    scope = ask(LEXICON, question).scope
    assert (scope.documents, sorted(scope.wider), scope.unknown_places, scope.places) == ((), NATIONAL, unknown, ())


@pytest.mark.parametrize(
    ("question", "documents", "unknown"),
    [
        ("深圳和河源的租房补贴", ["heyuan"], ("深圳",)),
        ("成都、栖梧的目标", ["qiwu"], ("成都",)),
        ("河原市和北海的租房补贴", ["heyuan"], ("北海",)),
    ],
)
def test_places_inside_and_outside_the_corpus(question: str, documents: list[str], unknown: tuple[str, ...]):
    scope = ask(LEXICON, question).scope
    assert (sorted(scope.documents or ()), scope.unknown_places) == (documents, unknown)


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ("比较琅珂和栖梧的目标", (("langke",), ("qiwu",))),
        ("栖梧与琅珂的目标", (("qiwu",), ("langke",))),
        ("玉溪、民和、河源三地的补贴", (("yuxi",), ("minhe",), ("heyuan",))),
        ("云岭省和栖梧市的规定有什么不同", (("yunling",), ("qiwu",))),
        ("云岭省栖梧市的目标", ()),
        ("云岭省的栖梧市的目标", ()),
        ("在云岭省，栖梧市的目标是什么", ()),
        ("栖梧的目标，栖梧市有多少", ()),
        ("青海和民和的目标", ()),
        ("栖梧的目标", ()),
        ("专利目标", ()),
    ],
)
def test_several_places_are_groups_where_their_documents_differ(question: str, groups: tuple[tuple[str, ...], ...]):
    assert ask(LEXICON, question).scope.groups == groups


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("朝阳区养犬怎么罚", ["changchun", "chaoyang"]),
        ("北京朝阳区的楼宇", ["chaoyang"]),
        ("北京市朝阳区的楼宇", ["chaoyang"]),
        ("北京的朝阳区楼宇", ["chaoyang"]),
        ("长春市朝阳区的养犬", ["changchun"]),
        ("长春朝阳区的养犬", ["changchun"]),
        ("吉林省朝阳区的养犬", ["changchun"]),
    ],
)
def test_namesakes_are_told_apart_by_the_wider_name(question: str, documents: list[str]):
    scope = ask(LEXICON, question).scope
    assert (sorted(scope.documents or ()), scope.groups) == (documents, ())


@pytest.mark.parametrize(
    "question",
    [
        "农民和企业能得到什么补贴",
        "支持朝阳产业的办法",
        "大同小异的政策",
        "强大同步的目标",
        "中山西路的企业",
        "预习有补贴吗",
        "合作市场怎么管理",
        "和平区域合作",
        "市民和企业如何维权",
        "开封后的药品能退吗",
        "日照时数有什么要求",
        "来宾怎么登记",
    ],
)
def test_words_are_no_places(question: str):
    scope = ask(LEXICON, question).scope
    assert (scope.documents, scope.places, scope.unknown_places) == (None, (), ())


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("玉西的目标", ["yuxi"]),
        ("河原租房", ["heyuan"]),
        ("何远市租房", ["heyuan"]),
        ("民河县的目标", ["minhe"]),
        ("静海取租房", ["jinghai"]),
        ("栖吾的目标", ["qiwu"]),
        ("朗珂养犬", ["langke"]),
    ],
)
def test_a_misspelling_that_sounds_the_same(question: str, documents: list[str]):
    assert _scope(question)[0] == documents


@pytest.mark.parametrize(
    ("question", "documents", "titles"),
    [
        ("《栖梧市知识产权保护和运用“十四五”规划》的目标", ["qiwu"], ("栖梧市知识产权保护和运用“十四五”规划",)),
        ("栖梧市知识产权保护和运用十四五规划的目标", ["qiwu"], ("栖梧市知识产权保护和运用十四五规划",)),
        ("《栖梧市知识产权保护与运用“十四五”规划》的目标", ["qiwu"], ("栖梧市知识产权保护与运用“十四五”规划",)),
        ("知识产权保护和运用“十四五”规划里的目标", ["qiwu"], ("知识产权保护和运用“十四五”规划",)),
        ("《云岭省知识产权保护条例》怎么罚", ["yunling"], ("云岭省知识产权保护条例",)),
        ("《知识产权保护条例》怎么罚", ["linjiang", "yunling"], ("知识产权保护条例",)),
        ("云岭《知识产权保护条例》怎么罚", ["yunling"], ("知识产权保护条例",)),
        ("临江的知识产权保护条例怎么罚", ["linjiang"], ("知识产权保护条例",)),
        ("养犬管理条例怎么罚", ["langke", "lanyi"], ("养犬管理条例",)),
        ("琅珂的养犬管理条例怎么罚", ["langke"], ("养犬管理条例",)),
        ("专利法实施细则怎么罚", ["law"], ("专利法实施细则",)),
        ("《中华人民共和国专利法实施细则》怎么罚", ["law"], ("中华人民共和国专利法实施细则",)),
        ("《松禾县茶叶产业扶持办法》给多少钱", SONGHE, ("松禾县茶叶产业扶持办法",)),
        ("松禾县茶叶产业扶持办法（试行）给多少钱", ["songhe"], ("松禾县茶叶产业扶持办法（试行）",)),
        ("茶叶产业扶持办法给多少钱", SONGHE, ("茶叶产业扶持办法",)),
        ("《澜沂市人才引进办法》给多少钱", LANYI[1:], ("澜沂市人才引进办法",)),
        ("《澜沂市人才引进办法（2021年修订）》给多少钱", ["lanyi_2021"], ("澜沂市人才引进办法（2021年修订）",)),
        ("2016年的人才引进办法给多少钱", ["lanyi_2016"], ("人才引进办法",)),
        ("人才引进办法2021年修订的给多少钱", ["lanyi_2021"], ("人才引进办法2021年修订",)),
        ("《知识产权强国建设纲要》的目标", ["outline"], ("知识产权强国建设纲要",)),
        ("《知识产权强国建设纲要（2021-2035年）》的目标", ["outline"], ("知识产权强国建设纲要（2021-2035年）",)),
        ("栖政发〔2022〕11号说了什么目标", ["qiwu"], ("栖政发〔2022〕11号",)),
        ("请问栖政发[2022]11号文件的目标", ["qiwu"], ("栖政发[2022]11号",)),
        ("津静海政发（2022）8号补贴多少", ["jinghai"], ("津静海政发（2022）8号",)),
        ("津静海政发2022 8号补贴多少", ["jinghai"], ("津静海政发2022 8号",)),
        ("松政办【2023】第5号补贴多少", ["songhe"], ("松政办【2023】第5号",)),
    ],
)
def test_a_title_or_number_names_its_documents(question: str, documents: list[str], titles: tuple[str, ...]):
    scope = ask(LEXICON, question).scope
    assert (sorted(scope.documents or ()), scope.titles, scope.wider) == (documents, titles, ())


@pytest.mark.parametrize(
    ("question", "documents", "titles", "unknown"),
    [
        ("《滨海区停车办法》怎么罚", [], (), ("滨海区停车办法",)),
        ("《江苏省知识产权保护条例》怎么罚", [], (), ("江苏省知识产权保护条例",)),
        ("江政发〔2020〕77号说了什么", [], (), ("江政发〔2020〕77号",)),
        ("栖政发〔2022〕12号说了什么", [], (), ("栖政发〔2022〕12号",)),
        ("《栖梧市停车办法》怎么罚", [], (), ("栖梧市停车办法",)),
        ("怎么落实《国家知识产权战略纲要》", None, (), ()),
        ("国发〔2008〕18号怎么落实", None, (), ()),
        ("民和县怎么落实《国家知识产权战略纲要》", ["minhe"], (), ()),
        ("民和县怎么落实《知识产权强国建设纲要》", ["minhe"], (), ()),
        ("民和县《知识产权强国建设纲要》的目标", ["outline"], ("知识产权强国建设纲要",), ()),
        ("琅珂市的人才引进办法", ["langke"], (), ()),
        ("《养犬管理条例》和《滨海区停车办法》", ["langke", "lanyi"], ("养犬管理条例",), ("滨海区停车办法",)),
        ("加强知识产权保护怎么做", None, (), ()),
        ("扶持办法有哪些", None, (), ()),
    ],
)
def test_titles_that_are_unknown_or_only_cited(
    question: str, documents: list[str] | None, titles: tuple[str, ...], unknown: tuple[str, ...]
):
    scope = ask(LEXICON, question).scope
    found = None if scope.documents is None else sorted(scope.documents)
    assert (found, scope.titles, scope.unknown_titles) == (documents, titles, unknown)


def test_a_place_inside_a_title_is_no_place_beside_it():
    assert ask(LEXICON, "《云岭省知识产权保护条例》怎么罚").scope.places == ()


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("栖政发〔2022〕11号说了什么", ()),
        ("《知识产权强国建设纲要（2021—2035年）》2030年的目标", ("2030",)),
        ("栖梧2025年的目标", ("2025",)),
        ("2016年的人才引进办法给多少钱", ()),
        ("栖梧市知识产权保护和运用“十四五”规划的目标", ()),
        ("栖梧十四五末的专利目标", ("2025",)),
    ],
)
def test_years_of_titles_and_numbers_are_not_asked_for(question: str, years: tuple[str, ...]):
    assert ask(LEXICON, question).scope.years == years


@pytest.mark.parametrize(
    ("question", "history", "documents", "standalone"),
    [
        ("我们县的补贴怎么领", ["松禾县对茶农有什么补贴？"], SONGHE, "松禾县的补贴怎么领"),
        ("我县的补贴怎么领", ["松禾县对茶农有什么补贴？"], SONGHE, "松禾县的补贴怎么领"),
        ("我们市对养犬有什么处罚规定", ["琅珂对养犬的规定", "松禾县呢"], ["langke"], "琅珂对养犬有什么处罚规定"),
        ("本市对养犬有什么处罚规定", ["琅珂对养犬的规定"], ["langke"], "琅珂对养犬有什么处罚规定"),
        (
            "本省的知识产权保护由哪些部门负责",
            ["云岭省怎么保护知识产权"],
            ["yunling"],
            "云岭省的知识产权保护由哪些部门负责",
        ),
        ("这里租房要什么手续才能领到补贴", ["河源租房补贴"], ["heyuan"], "河源租房要什么手续才能领到补贴"),
        ("当地租房要什么手续才能领到补贴", ["河源租房补贴"], ["heyuan"], "河源租房要什么手续才能领到补贴"),
        ("我们县的补贴怎么领", [], None, "我们县的补贴怎么领"),
        ("本市对养犬有什么处罚规定", [], None, "本市对养犬有什么处罚规定"),
        ("这里租房要什么手续", [], None, "这里租房要什么手续"),
        (
            "我们区租房要什么手续才能领到补贴",
            ["河源租房补贴", "静海区呢"],
            ["jinghai"],
            "静海区租房要什么手续才能领到补贴",
        ),
    ],
)
def test_words_that_point_to_a_place(question: str, history: list[str], documents: list[str] | None, standalone: str):
    query = ask(LEXICON, question, *history)
    found = None if query.scope.documents is None else sorted(query.scope.documents)
    assert (found, query.standalone, query.follows_up) == (documents, standalone, standalone != question)


@pytest.mark.parametrize(
    ("filters", "documents", "wider"),
    [
        ({"places": ("松禾县",)}, SONGHE, []),
        ({"places": ("松禾",)}, SONGHE, []),
        ({"places": ("松禾县", "河源")}, ["heyuan", *SONGHE], []),
        ({"places": ("深圳",)}, [], []),
        ({"documents": ("law", "qiwu")}, ["law", "qiwu"], []),
        ({"documents": ("no such",)}, [], []),
        ({"documents": ("law", "qiwu"), "places": ("栖梧市",)}, ["qiwu"], []),
        ({"documents": ("law",), "places": ("栖梧市",)}, [], []),
        ({"places": ("松禾县",), "as_of": "2024-05-01"}, ["songhe"], []),
        ({"places": ("松禾县",), "as_of": "2022-05-01"}, ["songhe_old"], []),
        ({"places": ("松禾县",), "as_of": "2026-01-31"}, ["songhe"], []),
        ({"places": ("松禾县",), "as_of": "2026-02-01"}, [], []),
        ({"places": ("澜沂市",), "as_of": "2020-12-31"}, ["lanyi", "lanyi_2016"], []),
        ({"places": ("栖梧市",), "as_of": "2022-02-28"}, [], []),
        ({"places": ("栖梧市",), "as_of": "2022-03-15"}, ["qiwu"], []),
        ({"places": ("河源市",), "as_of": "1990-01-01"}, ["heyuan"], []),
    ],
)
def test_filters_alone(filters: dict[str, object], documents: list[str], wider: list[str]):
    scope = ask(LEXICON, "怎样申请资助？", **filters).scope
    assert (sorted(scope.documents or ()), sorted(scope.wider)) == (documents, wider)


@pytest.mark.parametrize(
    ("question", "filters", "documents", "wider"),
    [
        ("松禾县的补贴", {"documents": ("songhe", "law")}, ["songhe"], ["law"]),
        ("松禾县的补贴", {"places": ("琅珂市",)}, [], ["langke"]),
        ("松禾县的补贴", {"places": ("河源",)}, [], []),
        ("松禾县的补贴", {"as_of": "2024-05-01"}, ["songhe"], ["langke", *NATIONAL, "yunling"]),
        ("《养犬管理条例》怎么罚", {"places": ("澜沂市",)}, ["lanyi"], []),
        ("《养犬管理条例》怎么罚", {"places": ("河源",)}, [], []),
        ("深圳的补贴", {"places": ("河源",)}, [], []),
    ],
)
def test_filters_narrow_what_the_question_says(
    question: str, filters: dict[str, object], documents: list[str], wider: list[str]
):
    scope = ask(LEXICON, question, **filters).scope
    assert (sorted(scope.documents or ()), sorted(scope.wider)) == (documents, wider)


def test_filters_narrow_groups():
    scope = ask(LEXICON, "比较琅珂、栖梧和松禾的目标", documents=("qiwu", "songhe")).scope
    assert (scope.groups, scope.documents) == ((("qiwu",), ("songhe",)), ("qiwu", "songhe"))


def test_the_date_of_the_filters_is_kept():
    assert ask(LEXICON, "怎样申请资助？", as_of="2024-05-01").scope.as_of == "2024-05-01"


@pytest.mark.parametrize(
    ("question", "history", "documents"),
    [
        ("玉溪的呢？", ["栖梧2025年的专利目标是多少？"], ["yuxi"]),
        ("那2020年呢？", ["栖梧2025年的专利目标是多少？"], ["qiwu"]),
        ("由谁负责？", ["栖梧市怎么促进质押融资？"], ["qiwu"]),
        ("他们要重点培育哪些产业？", ["民和县推动品牌培育的责任单位有哪些？"], ["minhe"]),
        ("还有呢？", ["民和县推动品牌培育的责任单位有哪些？"], ["minhe"]),
        ("具体怎么做？", ["民和县推动品牌培育的责任单位有哪些？"], ["minhe"]),
        ("对优势企业给予的资金奖励有哪些申请条件？", ["栖梧2025年的专利目标是多少？"], ["qiwu"]),
        ("哪些地方对优势企业给予资金奖励？", ["栖梧2025年的专利目标是多少？"], None),
        ("各地对优势企业给予多少资金奖励？", ["栖梧2025年的专利目标是多少？"], None),
        ("全国对优势企业给予多少资金奖励？", ["栖梧2025年的专利目标是多少？"], None),
        ("河源租房能领多少补贴？", ["栖梧2025年的专利目标是多少？"], ["heyuan"]),
        ("这个文件是什么时候印发的？", ["《养犬管理条例》怎么罚", "琅珂的呢"], ["langke"]),
        ("这个文件是什么时候印发的？", ["民和县推动品牌培育的责任单位有哪些？"], ["minhe"]),
        ("该办法自何时起施行？", ["《松禾县茶叶产业扶持办法》给多少钱"], SONGHE),
        ("第四条呢？", ["《琅珂市养犬管理条例》第三条规定了什么？"], ["langke"]),
        ("那《澜沂市养犬管理条例》呢？", ["《琅珂市养犬管理条例》怎么罚款？"], ["lanyi"]),
        ("深圳呢？", ["栖梧2025年的专利目标是多少？"], []),
        ("由谁负责？", ["深圳怎么促进质押融资？"], []),
        ("谢谢", ["栖梧2025年的专利目标是多少？"], None),
        ("朝阳区呢？", ["北京有什么楼宇政策？"], ["chaoyang"]),
    ],
)
def test_a_follow_up_keeps_what_it_leaves_unsaid(question: str, history: list[str], documents: list[str] | None):
    query = ask(LEXICON, question, *history)
    assert (None if query.scope.documents is None else sorted(query.scope.documents)) == documents


@pytest.mark.parametrize(
    ("question", "history", "topic"),
    [
        ("松禾县对茶农有什么补贴？", [], "对茶农有什么补贴？"),
        ("《琅珂市养犬管理条例》怎么罚款？", [], "怎么罚款？"),
        ("琅珂市养犬管理条例第四条怎么罚款？", [], "怎么罚款？"),
        ("我们县的补贴怎么领", ["松禾县对茶农有什么补贴？"], "补贴怎么领"),
        ("玉溪的呢？", ["栖梧2025年的专利目标是多少？"], "2025年的专利目标是多少？"),
        ("他们怎么考核企业？", ["栖梧由谁保护？"], "由谁保护？怎么考核企业？"),
        ("这个文件是什么时候印发的？", ["民和县推动品牌培育的责任单位有哪些？"], "是什么时候印发的？"),
        ("民和县怎么落实《国家知识产权战略纲要》", [], "怎么落实《国家知识产权战略纲要》"),
        ("玉西的目标", [], "目标"),
    ],
)
def test_the_topic_is_what_is_asked_of_the_scope(question: str, history: list[str], topic: str):
    assert ask(LEXICON, question, *history).topic == topic


@pytest.mark.parametrize(
    ("question", "history", "focus"),
    [
        ("栖梧的目标", [], "栖梧的目标"),
        ("玉溪的呢？", ["栖梧2025年的专利目标是多少？"], "玉溪2025年的专利目标是多少？"),
        ("由谁负责？", ["栖梧市怎么促进质押融资？"], "由谁负责？"),
        ("第四条呢？", ["《琅珂市养犬管理条例》第三条规定了什么？"], "《琅珂市养犬管理条例》第四条规定了什么？"),
    ],
)
def test_the_focus_says_what_is_wanted(question: str, history: list[str], focus: str):
    assert ask(LEXICON, question, *history).focus == focus


def test_documents_of_the_country_are_wider_than_a_place_of_any_corpus():
    lexicon = make_lexicon(("law", "qiwu"))
    assert ask(lexicon, "栖梧的目标").scope.wider == ("law",)


def test_a_document_without_a_region_belongs_to_the_place_of_its_title():
    tree = make_tree("plan", "玉溪市停车办法", Region(), "一、停车\n路边停车免费。")
    lexicon = Lexicon.of([*make_trees(("yuxi", "law")), tree], QUOTED.__contains__)
    scope = ask(lexicon, "玉溪停车收费吗").scope
    assert (sorted(scope.documents or ()), scope.wider) == (["plan", "yuxi"], ("law",))


def test_a_document_that_names_a_place_once_far_down_is_not_about_it():
    text = "一、总则\n" + "加强管理，优化服务。" * 40 + "\n例如云南省玉溪市。"
    tree = make_tree("manual", "停车管理手册", Region(), text)
    lexicon = Lexicon.of([*make_trees(("yuxi",)), tree], QUOTED.__contains__)
    assert (ask(lexicon, "玉溪停车").scope.documents, ask(lexicon, "玉溪停车").scope.wider) == (("yuxi",), ("manual",))


def test_a_region_that_lacks_its_upper_levels_is_completed():
    tree = make_tree("parking", "停车办法", Region(city="玉溪市"), "一、停车\n路边停车免费。")
    lexicon = Lexicon.of([tree, *make_trees(("heyuan",))], QUOTED.__contains__)
    assert ask(lexicon, "云南省停车收费吗").scope.documents == ("parking",)


def test_a_region_that_lacks_a_level_is_found_by_any_that_it_may_be():
    tree = make_tree("lifts", "电梯办法", Region("江苏省", "", "鼓楼区"), "一、电梯\n补贴十万元。")
    lexicon = Lexicon.of([tree, *make_trees(("heyuan",))], QUOTED.__contains__)
    questions = ("南京鼓楼区装电梯", "徐州市鼓楼区装电梯", "鼓楼区装电梯", "江苏装电梯")
    assert {ask(lexicon, question).scope.documents for question in questions} == {("lifts",)}
    assert ask(lexicon, "福州鼓楼区装电梯").scope.documents == ()


@pytest.mark.parametrize(
    ("question", "documents", "front", "years"),
    [
        ("澜沂2016年的办法给多少钱", ["lanyi_2016"], ["lanyi", "lanyi_2021"], ()),
        ("澜沂2021年那版给多少钱", ["lanyi_2021"], ["lanyi", "lanyi_2016"], ()),
        ("澜沂2016年的办法和2021年的办法有什么不同", ["lanyi_2016", "lanyi_2021"], ["lanyi"], ()),
        ("澜沂2016年给多少钱", LANYI, [], ("2016",)),
        ("澜沂2030年的办法给多少钱", LANYI, [], ("2030",)),
        ("澜沂的人才办法给多少钱", ["lanyi_2016", "lanyi_2021"], ["lanyi"], ()),
        ("澜沂养犬条例怎么罚", ["lanyi"], ["lanyi_2016", "lanyi_2021"], ()),
        ("澜沂有什么办法", LANYI, [], ()),
    ],
)
def test_an_edition_or_a_short_name_comes_first_and_the_others_behind(
    question: str, documents: list[str], front: list[str], years: tuple[str, ...]
):
    scope = ask(LEXICON, question).scope
    behind = sorted(scope.wider[: len(front)])
    assert (sorted(scope.documents or ()), behind, scope.years) == (documents, front, years)


def test_an_empty_corpus_knows_no_place():
    lexicon = Lexicon.of([], QUOTED.__contains__)
    scope = ask(lexicon, "玉溪停车").scope
    assert (scope.documents, scope.wider, scope.unknown_places) == ((), (), ("玉溪",))


def test_the_same_question_has_the_same_scope_in_any_order_of_documents():
    backwards = make_lexicon(tuple(reversed(ROWS)))
    questions = ("松禾县的补贴", "《养犬管理条例》怎么罚", "朝阳区的办法", "比较琅珂和栖梧")
    assert [ask(backwards, q) for q in questions] == [ask(LEXICON, q) for q in questions]
