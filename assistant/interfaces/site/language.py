"""The switch between Chinese and English; the script ``english.js`` acts on it with the words of ``english.json``."""

from assistant.interfaces.html import Html, element


def language_switch() -> Html:
    """A button that names the other language, in that language; the style shows the one that holds."""
    return element(
        "button",
        element("span", "English", lang="en", class_="to-english"),
        element("span", "中文", lang="zh-CN", class_="to-chinese"),
        type="button",
        class_="language",
        translate="no",
    )
