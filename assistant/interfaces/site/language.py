"""The switch between Chinese and English; the script ``english.js`` acts on it with the words of ``english.json``."""

import re

from assistant.interfaces.html import Html, element, join

_BOTH = re.compile(r"(.*[。？！]) ([A-Z].*)", re.DOTALL)

# Gradio puts the pages' scripts in when it has already begun to draw. This one is so short that it stands in the page:
# where English was chosen, nothing shows until ``english.js`` has turned it.
EARLY = """<style>html.turning body { opacity: 0; }</style><script>
try {
  const isEnglish = localStorage.getItem("policy-assistant-language") === "en";
  if (isEnglish) document.documentElement.classList.add("english", "turning");
} catch { /* storage is forbidden: Chinese */ }
</script>"""


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


def in_both_languages(line: str) -> Html:
    """A line that says the same in Chinese and, behind it, in English; the style shows the one that holds.

    Any other line stays whole.
    """
    both = _BOTH.fullmatch(line)
    if not both:
        return join(line)
    return join(
        element("span", both[1], class_="in-chinese", lang="zh-CN", translate="no"),
        " ",
        element("span", both[2], class_="in-english", lang="en", translate="no"),
    )
