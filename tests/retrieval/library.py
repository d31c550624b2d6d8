"""A small library of invented documents: a province, its cities and county, versions, numbers, parts with items."""

import csv
from dataclasses import replace
from pathlib import Path

from assistant.reading.catalogue import COLUMNS, OPTIONAL
from assistant.retrieval.asked import Asked
from assistant.retrieval.search import Found, Retriever
from tests.fakes import make_assistant
from tests.retrieval.made import LEAST_NEARNESS

_LONG = (
    "各部门按照职责分工，细化年度安排，定期调度进展，及时研究解决推进中的困难和问题，确保各项工作落到实处，取得实效。"
    * 2
)
TEXTS = {
    "yunling": """云岭省知识产权保护条例
第一条　为了加强知识产权保护，制定本条例。
第二条　省人民政府设立知识产权奖，每两年评选一次。
第三条　假冒专利的，处五万元罚款。
""",
    "qiwu": f"""栖梧市人民政府关于印发《栖梧市知识产权规划》的通知
栖政发〔2022〕11号
各县人民政府：
现将《栖梧市知识产权规划》印发给你们，请认真贯彻执行。
栖梧市人民政府
2022年3月1日
栖梧市知识产权规划
一、发展目标
到2025年，有效发明专利拥有量达到300件，注册商标达到900件。
二、主要任务
（一）打击侵权假冒
开展行政执法专项行动。{_LONG}
责任单位：市市场监管局、市公安局
（二）促进质押融资
对知识产权质押贷款给予最高50万元的贴息补助。{_LONG}
（三）开设绿色通道
设立专利快速审查窗口。{_LONG}
三、保障措施
成立领导小组，定期召开会议。
""",
    "langke": """琅珂市知识产权意见
一、发展目标
到2025年，有效发明专利拥有量达到120件。
二、主要任务
（一）加强知识产权保护。建立维权援助工作站。
（二）培育优势企业。对优势企业给予奖励。
""",
    "songhe_2017": """松禾县茶叶产业扶持办法
第一条　新建茶园每亩补助200元。
第二条　本办法自2017年2月1日起施行。
""",
    "songhe_2023": """松禾县茶叶产业扶持办法（2023年修订）
第一条　新建茶园每亩补助500元。
第二条　本办法自2023年2月1日起施行。
""",
    "guide": """数据出境安全评估指引
一、申报条件
处理一百万人以上个人信息的单位，应当申报数据出境安全评估。
二、申报材料
提交申报书和自评估报告。
""",
}
ROWS = {
    "yunling": {"province": "云岭省", "issued": "2021-05-01"},
    "qiwu": {"province": "云岭省", "city": "栖梧市", "title": "栖梧市知识产权规划", "period": "2021—2025年"},
    "langke": {"province": "云岭省", "city": "琅珂市", "issued": "2022-06-01"},
    "songhe_2017": {"province": "云岭省", "city": "琅珂市", "county": "松禾县", "issued": "2017-02-01"},
    "songhe_2023": {"province": "云岭省", "city": "琅珂市", "county": "松禾县", "issued": "2023-02-01",
                    "replaces": "松禾县茶叶产业扶持办法"},
    "guide": {"issued": "2022-09-01"},
}  # fmt: skip


def write_library(folder: Path) -> Path:
    """Write the documents with their catalogue."""
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with (folder / "catalogue.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, (*COLUMNS, *OPTIONAL), restval="")
        writer.writeheader()
        writer.writerows({"id": name, **row} for name, row in ROWS.items())
    return folder


def make_library(folder: Path) -> Retriever:
    """A search over the library, with vectors of character pairs and short clauses."""
    assistant = make_assistant(write_library(folder / "corpus"), folder / "index", clause_characters=200)
    return replace(assistant.retriever, least_nearness=LEAST_NEARNESS)


def asked_of(retriever: Retriever, question: str) -> Asked:
    """A question as the search puts it."""
    return Asked.of(retriever.understand(question, ()), retriever.encoder, retriever.generation)


def clauses(found: Found) -> list[str]:
    """The clauses of the hits, best first."""
    return [hit.chunk.clause for hit in found.retrieval.hits]
