"""The numbers that browsers show before the items of a list."""

import pytest

from assistant.reading.formats.web.extract import extract_html
from tests.reading.formats.web_pages import page


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=9><li>甲<li value=3>乙<li>丙</ol>", ["9. 甲", "3. 乙", "4. 丙"]),
        ("<ol reversed><li>甲<li>乙<li>丙</ol>", ["3. 甲", "2. 乙", "1. 丙"]),
        ("<ol type=a><li>甲</ol><ol type=A start=27><li>乙</ol>", ["a. 甲", "AA. 乙"]),
        ("<ol type=i start=4><li>甲</ol><ol type=I><li>乙</ol>", ["iv. 甲", "I. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic' start=10><li>甲<li>乙</ol>", ["十、甲", "十一、乙"]),
        ("<ol style='list-style:simp-chinese-formal inside'><li>甲</ol>", ["壹、甲"]),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        ("<ol><li><p>甲</p><p>续</p><li>乙<ol type=a><li>丙</ol></ol>", ["1. 甲", "续", "2. 乙", "a. 丙"]),
        ("<ol><li>一、甲<li>（二）乙<li>第三条 丙<li>8月丁</ol>", ["一、甲", "（二）乙", "第三条 丙", "4. 8月丁"]),
        ("<ol><li></li><li>甲</ol><ul><li>乙<ol><li>丙</ol></ul>", ["2. 甲", "乙", "1. 丙"]),
    ],
    ids=[
        "plain",
        "start and value",
        "reversed",
        "letters",
        "roman",
        "chinese",
        "formal",
        "none",
        "blocks within",
        "own numbers",
        "empty item",
    ],
)
def test_list_numbers_are_written_as_shown(body: str, expected: list[str]) -> None:
    assert extract_html(page(body), "页.html").text.split("\n")[:-1] == expected
