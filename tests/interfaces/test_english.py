"""The dictionary of the English pages against the sources that say its Chinese."""

import json
import re
from collections import Counter
from pathlib import Path

import gradio

from assistant.answering.verification.contrast import OF_OTHER
from assistant.interfaces.about_page.results import SHOWN
from assistant.interfaces.reading_view import ALARMS, FIELDS
from assistant.interfaces.report_page.words import SCORES
from assistant.measures.conflicts import Difference
from assistant.measures.matrix import CellState
from assistant.measures.profile import Fit
from assistant.measures.taxonomy import BUILT_IN, load_taxonomy
from assistant.records import Firmness
from tests.interfaces.spoken import (
    BOTH,
    CHINESE,
    PACKAGE,
    as_looked_up,
    chinese_texts,
    script_texts,
    sentences,
    taxonomy_texts,
)

INTERFACES = PACKAGE / "interfaces"
FILE = INTERFACES / "site" / "english.json"
TEXT = FILE.read_text(encoding="utf-8")
WORDS = json.loads(TEXT)
KEYS = {as_looked_up(key) for key in WORDS}
# Modules whose Chinese is no word of a page: files to take along, and questions to ask.
ELSEWHERE = {
    "chat/examples.py", "chat/export.py", "chat/routes.py", "chat/suggesting.py", "chat/word_export.py",
    "documents_page/standing.py", "review_page/export.py",
}  # fmt: skip
PAGES = [INTERFACES / "site", INTERFACES / "chat", *sorted(INTERFACES.glob("*_page"))]
SOURCES = [
    path
    for folder in PAGES
    if folder.name != "report_page"
    for path in sorted(folder.iterdir())
    if path.suffix in {".py", ".js"} and f"{folder.name}/{path.name}" not in ELSEWHERE
]
# What other modules say on the pages: labels, refusals and notices, who may change the documents.
SAYING = [
    INTERFACES / "labels.py", INTERFACES / "editing.py", PACKAGE / "answering" / "wording.py",
    PACKAGE / "answering" / "comparison.py",
]  # fmt: skip
# In an element that is left alone; the title of a page without a document; and the head of a table in plain text.
LEFT_ALONE = {"中文", "没有找到", "| 地方 | 规定 | | --- | --- |"}


def gradio_texts():
    """Gradio's own words, which it says in Chinese to a browser of Chinese; some with a mark or a number."""
    folder = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
    texts = {text for path in folder.glob("zh-CN-*.js") for text in script_texts(path)}
    return {form for text in texts for form in (text, f"{text} {{}}", f"- {text} -")}


def before_colon(text):
    """The word of the page in the name of a thing of a document; empty where the text is none."""
    word, colon, rest = text.partition("：")
    return word if colon and "{}" in rest else ""


def spoken():
    """All that the pages may say: their own literals, labels, and the values of records that they show."""
    shown = (
        *Firmness, *Fit, *Difference, *CellState, *(SCORES[name].chinese for name in SHOWN), *ALARMS.values(),
        *FIELDS.values(), OF_OTHER,
    )  # fmt: skip
    values = {as_looked_up(str(text)) for text in (*shown, *(SCORES[name].meaning for name in SHOWN))}
    return values | gradio_texts() | set(taxonomy_texts()) | set(chinese_texts([*SOURCES, *SAYING]))


def is_known(text):
    """Whether the dictionary has the text, its word before a colon, or each of its sentences."""
    return bool({text, before_colon(text)} & KEYS) or set(filter(CHINESE.search, sentences(text))) <= KEYS


def names(text):
    return sorted(set(re.findall(r"\{([a-z_]+)\}", text)) - {"s"})


def test_the_dictionary_is_sorted_and_has_no_key_twice():
    pairs = json.loads(TEXT, object_pairs_hook=list)
    assert [key for key, _ in pairs] == sorted(WORDS)
    assert [key for key, number in Counter(key for key, _ in pairs).items() if number > 1] == []
    assert json.dumps(WORDS, ensure_ascii=False, indent=1) + "\n" == TEXT


def is_sound(chinese, english):
    """The key is as it is looked up but for its names, and the English has words, its numbers and names, no Chinese."""
    return (
        bool(CHINESE.search(chinese))
        and as_looked_up(chinese) == re.sub(r"\{[a-z_]+\}", "{}", chinese)
        and names(chinese) == names(english)
        and bool(english.strip(" ;:"))
        and not CHINESE.search(english)
        and english.count("{}") == chinese.count("{}") >= english.count("{s}")
    )


def test_each_entry_has_english_with_the_same_numbers():
    assert {chinese: english for chinese, english in WORDS.items() if not is_sound(chinese, english)} == {}
    assert not is_sound("5 份文件", "{} documents")
    assert not is_sound("{} 份文件", "documents")
    assert not is_sound("没有{places}的文件。", "No document of {titles}.")


def test_every_chinese_word_of_a_page_has_its_english():
    texts = chinese_texts([*SOURCES, *SAYING])
    wanted = {text: file for text, file in texts.items() if not BOTH.search(text) and text not in LEFT_ALONE}
    assert {text: file for text, file in wanted.items() if not is_known(text)} == {}
    assert [text for text in (*ALARMS.values(), *FIELDS.values(), OF_OTHER) if not is_known(text)] == []
    assert not is_known("文档库中没有{}的文件。另外没有人说过的话。")


def test_no_entry_is_left_from_words_that_no_page_says_any_more():
    elsewhere = ("measures/profile.py", "pipeline/changes.py")
    files = [*(PACKAGE / name for name in elsewhere), *(INTERFACES / name for name in ELSEWHERE)]
    others = chinese_texts([*INTERFACES.glob("*.py"), *files])
    said = spoken() | set(others)
    said |= {sentence for text in said for sentence in sentences(text)} | {before_colon(text) for text in said}
    assert sorted(key for key in WORDS if as_looked_up(key) not in said) == []


def test_types_are_called_as_the_taxonomy_calls_them():
    types = load_taxonomy(BUILT_IN).types
    assert {one.name: WORDS[one.name].lower() for one in types} == {one.name: one.english for one in types}
