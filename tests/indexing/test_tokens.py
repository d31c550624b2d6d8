import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing.tokens import normalise, segment, word_spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＰＣＴ国际专利", "pct国际专利"),
        ("３．０５ 件", "3.05件"),
        ("知识\n产权　保护", "知识产权保护"),
        ("①《条例》", "1《条例》"),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str):
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("知识产权质押融资", ["知识", "产权", "知识产权", "质押", "融资"]),
        ("PCT国际专利申请", ["pct", "国际", "专利申请"]),
        ("达到0.11件。", ["达到", "0.11", "件"]),
        ("，。！《》", []),
        ("", []),
    ],
)
def test_segment_gives_long_words_and_those_inside_them(text: str, expected: list[str]):
    assert [word for word in segment(text) if word in expected] == expected
    assert set("，。！《》 \n") & set(segment(text)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河源的专利目标是多少？", ["河源", "的", "专利", "目标", "是", "多少"]),
        ("Ｐ C T", ["pct"]),
        ("……", []),
    ],
)
def test_words_do_not_overlap(text: str, expected: list[str]):
    assert words(text) == expected


@given(st.text("知识产权质押 ＰcT１２．\n，", max_size=20))
def test_normalising_before_reading_words_changes_nothing(text: str):
    assert words(normalise(text)) == words(text)


@given(st.text("知识产权质押ＰＣＴ１２．①", max_size=20))
def test_full_and_half_width_are_segmented_alike(text: str):
    assert segment(normalise(text)) == segment(text)


@given(st.text("知识产权保护民和农市企业 ,。aB1", max_size=30))
def test_word_spans_cover_the_text_in_order(text: str):
    spans = word_spans(text)
    assert [start for start, _ in spans] + [len(text)] == [0, *(end for _, end in spans)]


def test_word_spans_know_dictionary_words():
    assert word_spans("农民和企业") == [(0, 2), (2, 3), (3, 5)]
