import pytest

from assistant.reading.numbering import Marker, System, continues, follows, han_to_int, read_marker, to_han

ACCEPTED = [
    ("第一编 总则", System.PART, "1", "第一编"),
    ("第二章 权利", System.CHAPTER, "2", "第二章"),
    ("第3章权利", System.CHAPTER, "3", "第3章"),
    ("第十二节　保护", System.DIVISION, "12", "第十二节"),
    ("第一条 为了加强保护", System.ARTICLE, "1", "第一条"),
    ("第二十一条　本法所称", System.ARTICLE, "21", "第二十一条"),
    ("第一百零三条 略", System.ARTICLE, "103", "第一百零三条"),
    ("第12条 略", System.ARTICLE, "12", "第12条"),
    ("第六条之二 略", System.ARTICLE, "6-2", "第六条之二"),
    ("第八条", System.ARTICLE, "8", "第八条"),
    ("第八条国家保护专利权", System.ARTICLE, "8", "第八条"),
    ("一、总体要求", System.HAN_COMMA, "1", "一、"),
    ("二十一、附则", System.HAN_COMMA, "21", "二十一、"),
    ("(三)发展目标", System.HAN_BRACKET, "3", "(三)"),
    ("（十）全角", System.HAN_BRACKET, "10", "（十）"),
    ("（ 四 ）、空格", System.HAN_BRACKET, "4", "（ 四 ）、"),
    ("1.点号", System.ARABIC, "1", "1."),
    ("12．全角点号", System.ARABIC, "12", "12．"),
    ("3、顿号", System.ARABIC, "3", "3、"),
    ("１．全角数字", System.ARABIC, "1", "１．"),
    ("1.2 细分", System.DECIMAL, "1.2", "1.2"),
    ("1．2．3细分", System.DECIMAL, "1.2.3", "1．2．3"),
    ("(1)小项", System.ARABIC_BRACKET, "1", "(1)"),
    ("（２）小项", System.ARABIC_BRACKET, "2", "（２）"),
    ("3)小项", System.ARABIC_PAREN, "3", "3)"),
    ("①圈码", System.CIRCLED, "1", "①"),
    ("⑳圈码", System.CIRCLED, "20", "⑳"),
    ("——坚持创新", System.DASH, "", "——"),
    ("--坚持创新", System.DASH, "", "--"),
    ("专栏1知识产权强企工程", System.BOX, "1", "专栏1"),
    ("专栏9:人才项目", System.BOX, "9", "专栏9:"),
    ("专栏 三：工程", System.BOX, "3", "专栏 三："),
    ("附件1：指标表", System.ANNEX, "1", "附件1："),
    ("附件", System.ANNEX, "", "附件"),
    ("附件二、任务分工", System.ANNEX, "2", "附件二、"),
]
REFUSED = [
    "第三条规定的资金由区财政安排。",
    "第三条、第四条所列事项",
    "第三条和第五条",
    "第二条第一款规定",
    "第三章、第四章",
    "第五条所称专利",
    "第一编的内容",
    "第" + "1" * 5000 + "条 略",
    "2020年是关键之年",
    "2025年,全区专利",
    "3.05",
    "100件",
    "—单个破折号",
    "一是加强领导",
    "一、二、三产业融合",
    "专栏1所列项目",
    "第三条和第五条",
    "第三条或者第五条",
    "第三章规定的程序",
    "第六条第二款",
    "(略)总体",
    "十四五时期",
    "附件中的表格列出了各项任务并且这一行是正文内容所以不是标题因为它超过了三十个字符",
    "[1]引文",
    "A股上市公司",
]
DATES = ["2020年", "3月底前", "8日", "9时", "1号文件", "12345"]
QUANTITIES = ["25家企业完成认证", "2件专利", "5个项目", "10万元", "1公共服务"]


@pytest.mark.parametrize(("text", "system", "number", "label"), ACCEPTED, ids=[row[0] for row in ACCEPTED])
def test_marks_are_read(text: str, system: System, number: str, label: str):
    marker = read_marker(text)
    assert marker == Marker(system, number, label, len(label))
    assert text.startswith(label)


@pytest.mark.parametrize("text", REFUSED, ids=[text[:12] for text in REFUSED])
def test_other_text_has_no_mark(text: str):
    assert read_marker(text) is None


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_no_number_with_a_lost_dot(text: str):
    assert read_marker(text) is None


@pytest.mark.parametrize("text", QUANTITIES)
def test_what_may_be_a_quantity_is_doubtful_twice(text: str):
    marker = read_marker(text)
    assert marker is not None
    assert (marker.lost, marker.quantity) == (True, True)


@pytest.mark.parametrize(
    ("text", "system", "number"),
    [
        ("1知识产权机构", System.ARABIC, "1"),
        ("12优化服务", System.ARABIC, "12"),
        ("３推进公开", System.ARABIC, "3"),
        ("3 空格", System.ARABIC, "3"),
        ("一 总体要求", System.HAN_COMMA, "1"),
        ("（二 加强保护", System.HAN_BRACKET, "2"),
        ("三）加强运用", System.HAN_BRACKET, "3"),
    ],
)
def test_a_lost_sign_is_marked_as_doubtful(text: str, system: System, number: str):
    marker = read_marker(text)
    assert marker is not None
    assert (marker.system, marker.number, marker.lost, marker.quantity) == (system, number, True, False)


@pytest.mark.parametrize(
    ("number", "previous", "expected"),
    [("4", "3", True), ("4", "2", False), ("6-1", "6", True), ("6-2", "6-1", True), ("6-2", "6", False),
     ("7", "6-3", True), ("1.2", "1.1", True), ("2.1", "1.4", True), ("", "", True), ("1", "1", False)],
)  # fmt: skip
def test_numbers_that_follow(number: str, previous: str, expected: bool):
    assert follows(number, previous) is expected


@pytest.mark.parametrize("number", range(100))
def test_a_numeral_written_reads_back(number: int):
    assert han_to_int(to_han(number)) == number


@pytest.mark.parametrize(
    ("text", "previous", "expected"),
    [
        ("1知识产权机构", None, True),
        ("2区域创造水平", "1", True),
        ("10推进公开", "9", True),
        ("2区域创造水平", None, False),
        ("4推进公开", "2", False),
        ("1知识产权机构", "1", False),
        ("7.越号的点号", "2", True),
        ("1.1 细分", None, True),
        ("1.2 细分", "1.1", True),
        ("2.1 细分", "1.4", True),
        ("１．２细分", "1.1", True),
        ("4.26世界知识产权日", None, False),
        ("1.85件有效发明专利", None, False),
        ("3.15消费者权益日", "1.1", False),
        ("1.3 细分", "1.1", False),
    ],
)
def test_doubtful_marks_need_their_sequence(text: str, previous: str | None, expected: bool):
    marker = read_marker(text)
    assert marker is not None
    assert continues(marker, previous) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百", 100),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一千二百三十四", 1234),
        ("〇", 0),
        ("一〇三", 103),
        ("二〇二五", 2025),
        ("12", 12),
        ("１２", 12),
    ],
)
def test_numerals(text: str, expected: int):
    assert han_to_int(text) == expected
