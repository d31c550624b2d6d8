"""The switch between Chinese and English; the script ``english.js`` acts on it with the words of ``english.json``."""

from assistant.interfaces.html import Html, element

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
