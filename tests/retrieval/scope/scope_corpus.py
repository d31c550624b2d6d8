"""A small corpus for scopes: invented places beside real ones, namesakes, versions, and documents of no place."""

from collections.abc import Sequence

from assistant.reading.clauses import build_tree
from assistant.records import ClauseTree, DocumentMetadata, Filters, Query, Region, SourceDocument
from assistant.retrieval.scope.lexicon import Lexicon

_ARTICLES = """第一章　总则
第一条　为了规范管理，制定本条例。
第二条　本条例适用于本行政区域。
法律另有规定的，从其规定。
第三条　有下列情形之一的，不予受理：
（一）材料不全的；
（二）超过期限的；
（三）其他情形。
第二章　罚则
第四条　违反本条例的，处二百元罚款。
情节严重的，处二千元罚款。
第五条　本条例自公布之日起施行。
"""
_PLAN = """一、发展目标
到2025年，有效发明专利达到300件。
二、主要任务
（一）加强保护
1.完善机制。建立维权援助工作站，开展专项行动。
2.加强执法。打击侵权假冒，开展联合执法检查。
专栏1 维权援助工程
建设维权援助工作站10家。
（二）促进运用
3.质押融资。对质押贷款给予贴息，设立风险补偿资金。
三、保障措施
（一）加强组织领导。成立领导小组，定期召开会议。
附件1
任务分工表
附件2
名词解释
一、高价值发明专利
二、地理标志
"""
_PILOT = "在广西壮族自治区柳州市开展试点。\n一、试点内容\n优化流程。"
_SONGHE = Region("云岭省", "琅珂市", "松禾县")
_LANYI = Region("临江省", "澜沂市")
_MINHE = Region("青海省", "海东市", "民和回族土族自治县")
# id: title, region, number, issued, expires, replaces, text.
_Row = tuple[str, Region, str, str, str, tuple[str, ...], str]
ROWS: dict[str, _Row] = {
    "yunling": ("云岭省知识产权保护条例", Region("云岭省"), "", "2021-05-01", "", (), _ARTICLES),
    "qiwu": ("栖梧市知识产权保护和运用“十四五”规划", Region("云岭省", "栖梧市"),
             "栖政发〔2022〕11号", "2022-03", "", (), _PLAN),
    "langke": ("琅珂市养犬管理条例", Region("云岭省", "琅珂市"), "", "2018-06-01", "", (), _ARTICLES),
    "songhe": ("松禾县人民政府关于印发《松禾县茶叶产业扶持办法（试行）》的通知", _SONGHE,
               "松政办〔2023〕5号", "2023-02-01", "2026-01-31", ("松禾县茶叶产业扶持办法",), _ARTICLES),
    "songhe_old": ("松禾县茶叶产业扶持办法", _SONGHE, "松政办〔2017〕9号", "2017-02-01", "", (), _ARTICLES),
    "linjiang": ("临江省知识产权保护条例", Region("临江省"), "", "2022-01-01", "", (), _ARTICLES),
    "lanyi": ("澜沂市养犬管理条例", _LANYI, "", "2020-06-01", "", (), _ARTICLES),
    "lanyi_2016": ("澜沂市人才引进办法（2016年修订）", _LANYI, "", "2016-04-01", "2020-12-31", (), _ARTICLES),
    "lanyi_2021": ("澜沂市人才引进办法（2021年修订）", _LANYI, "", "2021-04-01", "", (), _ARTICLES),
    "law": ("中华人民共和国专利法实施细则", Region(), "", "2010-01-09", "", (), _ARTICLES),
    "outline": ("知识产权强国建设纲要（2021—2035年）", Region(), "", "2021-09-22", "", (), _PLAN),
    "pilot": ("关于开展改革试点的通知", Region(), "", "", "", (), _PILOT),
    "chaoyang": ("朝阳区楼宇经济办法", Region("北京市", "", "朝阳区"), "", "2020-01-01", "", (), _ARTICLES),
    "changchun": ("长春市朝阳区养犬办法", Region("吉林省", "长春市", "朝阳区"), "", "2020-01-01", "", (), _ARTICLES),
    "minhe": ("民和县贯彻落实青海省“十四五”知识产权保护和运用规划实施意见", _MINHE, "", "2022-11-14", "", (), _PLAN),
    "yuxi": ("玉溪市强化知识产权保护的实施意见", Region("云南省", "玉溪市"), "", "2021-11-19", "", (), _PLAN),
    "heyuan": ("河源市租房补贴办法", Region("广东省", "河源市"), "", "", "", (), _ARTICLES),
    "jinghai": ("天津市静海区租房补贴办法", Region("天津市", "", "静海区"), "津静海政发〔2022〕8号",
                "2022-03-01", "", (), _ARTICLES),
}  # fmt: skip
# Words that stand in some text of the corpus beside what the texts above say.
QUOTED = ("国家知识产权战略纲要", "国发〔2008〕18号")


def make_tree(name: str, title: str, region: Region, text: str, **fields: object) -> ClauseTree:
    """The tree of a document whose metadata are given."""
    metadata = DocumentMetadata(title=title, region=region, **fields)  # type: ignore[arg-type]
    return build_tree(SourceDocument(name, text, metadata))


def make_trees(names: Sequence[str] = tuple(ROWS)) -> list[ClauseTree]:
    """The trees of some documents of the corpus."""
    trees = []
    for name in names:
        title, region, number, issued, expires, replaces, text = ROWS[name]
        fields = {"document_number": number, "issued": issued, "expires": expires, "replaces": replaces}
        trees.append(make_tree(name, title, region, text, **fields))
    return trees


def make_lexicon(names: Sequence[str] = tuple(ROWS)) -> Lexicon:
    """The lexicon over some documents of the corpus."""
    return Lexicon.of(make_trees(names), QUOTED.__contains__)


def ask(lexicon: Lexicon, question: str, *history: str, **filters: object) -> Query:
    """Understand a question with its history and filters."""
    return lexicon.understand(question, history, Filters(**filters))  # type: ignore[arg-type]
