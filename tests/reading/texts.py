"""Texts for property tests: lines of every sort that the reader knows, in any order, and arbitrary characters."""

from hypothesis import strategies as st

MARKS = (
    "第一编 总论",
    "第二章 知识产权创造",
    "第三节　服务",
    "第一条 本办法适用于全区。",
    "第一条之二 补充规定。",
    "第三条规定的资金由区财政安排。",
    "一、总体要求",
    "二、工作重点",
    "(一)发展目标",
    "（二）工作措施。逐步推进。",
    "1.加强保护。严格执法。",
    "1加强保护",
    "2加强运用",
    "1.1 细项",
    "2．全角点号",
    "(1)小项；",
    "2)小项",
    "①圈码",
    "——坚持改革创新。以改革促发展。",
    "--半角破折号",
    "专栏1 培育工程 |",
    "专栏2：服务工程",
    "附件1：指标表",
    "附件",
    "零、起始",
)
PLAIN = (
    "到2025年,有效发明专利达到100件。",
    "责任单位:市市场监管局、市财政局",
    "25家企业通过认证",
    "2020年是关键之年",
    "导言",
    "4.26世界知识产权日活动",
    "  缩进的一段，没有句号",
    "各区人民政府:",
    "某某市知识产权规划",
    "关于印发规划的",
    "## 一、标题 ##",
    "某某市人民政府办公室",
    "2021年11月19日",
    "2015730",
    "（此件公开发布）",
    "发文字号:某政发〔2022〕11号",
    "成文日期 :",
    "长" * 90 + "。",
)
TABLES = (
    "“十四五”主要指标 |",
    "||||||",
    "序号 |",
    "序号",
    "指标",
    "指标 |",
    "单位 |",
    "2025年 |",
    "1",
    "1 |",
    "2 |",
    "有效发明专利 |",
    "件 |",
    "3.05 |",
    "≧85% |",
    "3",
    "商标",
    "12",
    "|指标|单位|2025年|",
    "|---|---|---|",
    "|专利|件|100|",
    "||件|7|",
    "注：1.累计数据。",
    "|",
    "| |",
)
FURNITURE = ("首页 > 政务公开 > 政策", "扫一扫在手机打开当前页面", "关闭", "字体:大 中 小", "简体| 繁体", "编辑:某某")
BLANKS = ("", "", "   ", "\t", "　　")

_line = st.sampled_from((*MARKS, *PLAIN, *TABLES, *FURNITURE, *BLANKS))
policy_texts = st.lists(_line, max_size=40).map("\n".join)
# Control characters and separators of every kind stay in: files hold them.
any_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
dense_texts = st.text("一二三、(（)）.．0123456789条第章之附件专栏—- |\n　注:序号年月日。；", max_size=200)
texts = st.one_of(policy_texts, dense_texts, any_texts)
