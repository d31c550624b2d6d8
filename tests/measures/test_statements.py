"""Each sentence or row once, as it stands in the document, and what it says in full."""

from assistant.measures.statements import statements
from tests.measures.made import PLAN, TABLE, make_tree, statements_of, texts_of


def test_sentences_are_numbered_in_their_clause_in_text_order() -> None:
    found = statements_of("甲办法\n第一条　县财政给予补贴。企业自愿投保！\n第二条　不再资助专利申请。\n")
    assert [(one.clause.id, one.number, one.text) for one in found] == [
        ("jia/art1", 1, "县财政给予补贴。"),
        ("jia/art1", 2, "企业自愿投保！"),
        ("jia/art2", 1, "不再资助专利申请。"),
    ]


def test_a_statement_is_a_span_of_the_document_and_reads_as_itself() -> None:
    tree = make_tree(PLAN)
    found = list(statements(tree))
    assert [tree.document.text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [one.reading for one in found] == [one.text for one in found]
    assert [one.text for one in found][1:3] == [
        "对知识产权质押贷款给予最高50万元的贴息补助。",
        "鼓励银行开展知识产权质押贷款。",
    ]


def test_headings_are_no_statements() -> None:
    text = "甲意见\n一、工作重点\n（一）培育企业。鼓励企业贯标。\n（二）加快审查\n设立窗口办理审查。\n二、保障\n"
    assert texts_of(text) == ["鼓励企业贯标。", "设立窗口办理审查。"]


def test_an_item_of_one_line_that_reads_like_its_heading_is_a_statement_without_its_number() -> None:
    text = "甲意见\n一、工作重点\n（一）开展企业专利导航。\n（二）支持企业质押贷款，扩大融资。\n"
    assert texts_of(text) == ["开展企业专利导航。", "支持企业质押贷款，扩大融资。"]


def test_such_an_item_is_one_also_with_its_units_behind() -> None:
    items = "（一）开展企业专利导航。\n责任单位：县科技局\n（二）支持企业质押贷款。（牵头单位：县金融办）\n"
    text = f"甲意见\n一、工作重点\n{items}"
    assert texts_of(text) == ["开展企业专利导航。", "支持企业质押贷款。"]


def test_a_heading_with_items_below_is_no_statement() -> None:
    text = "甲意见\n一、工作重点\n（一）支持企业质押贷款。\n1.鼓励银行放贷给企业。\n2.设立窗口办理登记。\n"
    assert texts_of(text) == ["鼓励银行放贷给企业。", "设立窗口办理登记。"]


def test_lines_and_brackets_of_units_are_left_out() -> None:
    text = (
        "甲意见\n一、工作重点\n（一）加快审查。设立窗口办理审查。（牵头单位：县金融办，配合单位：县科技局）\n"
        "（二）扩大保险。支持企业投保专利保险。\n责任单位：县科技局、县财政局\n"
        "（三）扩大融资。支持企业质押贷款。【责任单位：县市场监管局】\n"
    )
    assert texts_of(text) == ["设立窗口办理审查。", "支持企业投保专利保险。", "支持企业质押贷款。"]


def test_items_read_behind_the_stem_that_they_complete() -> None:
    text = (
        "甲办法\n第一条　县财政对下列项目给予资助：\n（一）通过贯标认证的企业；\n（二）投保专利保险的企业。\n"
        "第二条　县科技局负责受理。\n"
    )
    stem = "第一条　县财政对下列项目给予资助："
    assert [(one.text, one.reading) for one in statements_of(text)] == [
        ("县财政对下列项目给予资助：", "县财政对下列项目给予资助："),
        ("通过贯标认证的企业；", f"{stem}通过贯标认证的企业；"),
        ("投保专利保险的企业。", f"{stem}投保专利保险的企业。"),
        ("县科技局负责受理。", "县科技局负责受理。"),
    ]


def test_a_sentence_that_goes_on_in_the_next_line_is_one() -> None:
    text = "甲意见\n一、工作重点\n对下列企业给予补助：\n符合条件的企业；\n通过认证的单位。\n另行鼓励投保。\n"
    assert texts_of(text) == ["对下列企业给予补助：\n符合条件的企业；\n通过认证的单位。", "另行鼓励投保。"]


def test_what_is_too_short_to_say_anything_is_left_out() -> None:
    assert texts_of("甲意见\n一、工作重点\n鼓励。支持企业投保。\n") == ["支持企业投保。"]


def test_the_front_and_the_end_of_a_document_make_no_statement() -> None:
    text = (
        "关于印发甲意见的通知\n甲政发〔2022〕1号\n各乡镇人民政府：\n现将甲意见印发给你们，请认真执行。\n"
        "甲县人民政府\n2022年3月1日\n甲意见\n一、工作重点\n支持企业质押贷款。\n"
    )
    assert texts_of(text) == ["支持企业质押贷款。"]


def test_a_row_is_one_statement_that_reads_with_its_headers() -> None:
    first, second, *_ = statements_of(TABLE)
    assert (first.text, first.number) == ("|1|创造|每万人口发明专利拥有量|件|1.85|3.05|预期性|", 1)
    assert second.reading == (
        "序号：2、类别：创造、主要指标：地理标志商标、单位：件、2020年：-、2025年目标：≧2、属性：约束性"
    )
