"""Yes and no: said only where the clause says it plainly."""

import pytest

from assistant.answering.choice import Chooser
from assistant.answering.polarity import answers_yes_or_no, lead
from tests.answering.made import make_chunk, make_search


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("还给专利申请发资助吗？", True),
        ("外地人能不能申请", True),
        ("是否需要备案？", True),
        ("奖励多少万元？", False),
        ("由谁负责？", False),
    ],
)
def test_which_questions_want_a_yes_or_no(question: str, *, expected: bool) -> None:
    assert answers_yes_or_no(question) is expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("还给专利申请发资助吗？", "全面取消专利申请资助。", "没有"),
        ("有没有专利申请资助？", "对专利申请给予资助。", "有"),
        ("能不能在楼道充电？", "禁止在楼道充电。", "不可以"),
        ("可以在线申请吗？", "申请人可以在线申请。", "可以"),
        ("需要交登记费吗？", "登记费免收。", "不需要"),
        ("公共服务收费吗？", "公共服务不得收费。", "否"),
        ("有风险补偿吗？", "探索建立风险补偿机制。", ""),
        ("有没有质押融资补贴？", "加强人才培训。", ""),
        ("有限公司可以申请补贴吗？", "有限公司可以申请补贴。", "可以"),
        ("所有企业都可以申请吗？", "所有企业都可以申请。", "可以"),
        ("国有企业可以申请吗？", "国有企业可以申请。", "可以"),
        ("我国有知识产权补贴吗？", "对知识产权给予补贴。", "有"),
        ("人工智能企业需要备案吗？", "人工智能企业需要备案。", "需要"),
        ("专利有效期是20年吗？", "专利有效期是20年。", "是"),
        ("主要任务是保护专利吗？", "主要任务是保护专利。", "是"),
        ("不登记可以使用吗？", "未经登记不得使用。", ""),
        ("补贴多少？", "取消补贴。", ""),
        ("企业可以申请补贴吗？", "企业可以申请补贴，但已获其他补贴的除外。", ""),
    ],
)
def test_the_clause_answers_in_the_terms_of_the_question(question: str, sentence: str, expected: str) -> None:
    assert lead(question, sentence, Chooser.of(make_search(question, make_chunk(sentence)))) == expected
