"""The dictionary of the English pages against the sources that say its Chinese."""

import json
from collections import Counter
from pathlib import Path

import gradio

from assistant.interfaces.about_page.results import SHOWN
from assistant.interfaces.report_page.words import SCORES
from assistant.measures.conflicts import Difference
from assistant.measures.matrix import CellState
from assistant.measures.profile import Fit
from assistant.measures.taxonomy import BUILT_IN, load_taxonomy
from assistant.records import Firmness
from tests.interfaces.spoken import BOTH, CHINESE, PACKAGE, as_looked_up, chinese_texts, script_texts, taxonomy_texts

INTERFACES = PACKAGE / "interfaces"
FILE = INTERFACES / "site" / "english.json"
TEXT = FILE.read_text(encoding="utf-8")
WORDS = json.loads(TEXT)
# Modules whose Chinese is no word of a page: files to take along, and questions to ask.
ELSEWHERE = {"chat/examples.py", "chat/export.py", "review_page/export.py"}
PAGES = [INTERFACES / "site", INTERFACES / "chat", *sorted(INTERFACES.glob("*_page"))]
SOURCES = [
    path
    for folder in PAGES
    if folder.name != "report_page"
    for path in sorted(folder.iterdir())
    if path.suffix in {".py", ".js"} and f"{folder.name}/{path.name}" not in ELSEWHERE
]
# Said inside an element that is left alone, or behind other words of a document there.
LEFT_ALONE = {"中文", "等 {} 地", "没有找到"}


def gradio_texts():
    """Gradio's own words, which it says in Chinese to a browser of Chinese; some with a mark or a number."""
    folder = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
    texts = {text for path in folder.glob("zh-CN-*.js") for text in script_texts(path)}
    return {form for text in texts for form in (text, f"{text} {{}}", f"- {text} -")}


def before_colon(text):
    """The word of the page in the name of a thing of a document; empty where the text is none."""
    word, colon, rest = text.partition("：")
    return word if colon and rest == "{}" else ""


def spoken():
    """All that the pages may say: their own literals, labels, and the values of records that they show."""
    shown = (*Firmness, *Fit, *Difference, *CellState, *(SCORES[name].chinese for name in SHOWN))
    values = {as_looked_up(str(text)) for text in (*shown, *(SCORES[name].meaning for name in SHOWN))}
    return values | gradio_texts() | set(taxonomy_texts()) | set(chinese_texts([*SOURCES, INTERFACES / "labels.py"]))


def test_the_dictionary_is_sorted_and_has_no_key_twice():
    pairs = json.loads(TEXT, object_pairs_hook=list)
    assert [key for key, _ in pairs] == sorted(WORDS)
    assert [key for key, number in Counter(key for key, _ in pairs).items() if number > 1] == []
    assert json.dumps(WORDS, ensure_ascii=False, indent=1) + "\n" == TEXT


def is_sound(chinese, english):
    """The key is as it is looked up, and the English has words, its numbers, and no Chinese."""
    return (
        bool(CHINESE.search(chinese))
        and chinese == as_looked_up(chinese)
        and bool(english.strip(" ;:"))
        and not CHINESE.search(english)
        and english.count("{}") == chinese.count("{}") >= english.count("{s}")
    )


def test_each_entry_has_english_with_the_same_numbers():
    assert {chinese: english for chinese, english in WORDS.items() if not is_sound(chinese, english)} == {}
    assert not is_sound("5 份文件", "{} documents")
    assert not is_sound("{} 份文件", "documents")


def test_every_chinese_word_of_a_page_has_its_english():
    texts = chinese_texts([*SOURCES, INTERFACES / "labels.py"])
    missing = {text: file for text, file in texts.items() if not BOTH.search(text) and text not in LEFT_ALONE}
    assert {text: file for text, file in missing.items() if not {text, before_colon(text)} & set(WORDS)} == {}


def test_no_entry_is_left_from_words_that_no_page_says_any_more():
    elsewhere = ("answering/comparison.py", "measures/profile.py", "interfaces/chat/export.py")
    others = chinese_texts([*INTERFACES.glob("*.py"), *(PACKAGE / name for name in elsewhere)])
    said = spoken() | set(others)
    assert sorted(set(WORDS) - said - {before_colon(text) for text in said}) == []


def test_types_are_called_as_the_taxonomy_calls_them():
    types = load_taxonomy(BUILT_IN).types
    assert {one.name: WORDS[one.name].lower() for one in types} == {one.name: one.english for one in types}
