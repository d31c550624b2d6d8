"""A conversation as a Word document: questions, sentences with their verdicts, and numbered sources, word for word.

The only file that knows python-docx.
"""

import io
from collections.abc import Iterator, Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.answering.sentences import full_stop
from assistant.answering.wording import asking_for
from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.chat.export import caution_of, describe_filters
from assistant.interfaces.labels import ANSWERERS, REASONS, VERDICTS
from assistant.records import Answer, Citation, Sentence

TITLE = "政策问答记录"
_CAUTION = "每句话后注明引用的条款和核对结果；来源一节是条款原文。引用前请以公布的文件为准。"
_FONT, _EAST_ASIAN_FONT = "Times New Roman", "宋体"
_WIDE_BLANK = "\u3000"
_SOFT = RGBColor(0x56, 0x60, 0x6B)


def render_word(turns: Sequence[Turn]) -> bytes:
    """The turns in their order as a DOCX file. Text of documents and questions stays text, control signs left out."""
    document = Document()
    _dress(document)
    document.core_properties.title = TITLE
    document.core_properties.author = ""
    document.add_heading(TITLE, level=0)
    _soft(document, _CAUTION)
    for turn in turns:
        _turn(document, turn)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _dress(document: WordDocument) -> None:
    """A font for Chinese in every style that is used, on a page of A4."""
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Quote"):
        style = document.styles[name]
        style.font.name = _FONT
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in [one for one in fonts.attrib if one.endswith("Theme")]:
            del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), _EAST_ASIAN_FONT)
    document.styles["Normal"].font.size = Pt(11)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)


def _turn(document: WordDocument, turn: Turn) -> None:
    document.add_heading(f"{turn.number}. {_clean(turn.question)}", level=1)
    if narrowed := describe_filters(turn.filters):
        _soft(document, narrowed)
    if turn.answer:
        _answer(document, turn.answer)
    elif turn.error:
        document.add_paragraph(_clean(turn.error))
    elif caution := caution_of(turn):
        _soft(document, caution)
        document.add_paragraph(_clean(turn.streamed), style="Quote")
    if turn.answer:
        _soft(document, _WIDE_BLANK.join(_facts(turn, turn.answer)))


def _answer(document: WordDocument, answer: Answer) -> None:
    if answer.notice:
        _soft(document, answer.notice)
    if answer.abstained:
        label = REASONS[answer.reason] if answer.reason else ""
        document.add_paragraph(_clean(f"未作答：{label}。{answer.text}"))
    for sentence in answer.sentences:
        _sentence(document, sentence)
    if answer.needed:
        document.add_paragraph(_clean(asking_for(answer.needed)))
    if answer.citations:
        document.add_heading("来源", level=2)
    for citation in answer.citations:
        _source(document, citation)


def _sentence(document: WordDocument, sentence: Sentence) -> None:
    """A sentence with its marks, behind it the verdict and what is missing."""
    marks = "".join(f"[{number}]" for number in sentence.citations)
    paragraph = document.add_paragraph(_clean(f"{sentence.text}{marks}{full_stop(sentence.text)}"))
    missing = f"，未获印证：{'、'.join(sentence.missing)}" if sentence.missing else ""
    _soften(paragraph, f"（{VERDICTS[sentence.verdict]}{missing}）")


def _source(document: WordDocument, citation: Citation) -> None:
    """A source under its number: the formal citation, where it stands, and the words relied on."""
    paragraph = document.add_paragraph(_clean(f"[{citation.number}] {citation.formal or citation.chunk.clause}"))
    paragraph.paragraph_format.keep_with_next = True
    if citation.chunk.path:
        _soft(document, " › ".join(citation.chunk.path))
    document.add_paragraph(_clean(f"“{citation.quote}”"), style="Quote")


def _facts(turn: Turn, answer: Answer) -> Iterator[str]:
    yield ANSWERERS.get(answer.answerer, answer.answerer)
    model = turn.receipt.origin.language_model if turn.receipt and answer.answerer == "llm" else None
    if model:
        yield f"模型：{model.name}"
    if turn.receipt:
        yield f"凭据编号：{turn.receipt.id}"
        yield f"提问时间：{turn.receipt.asked}"


def _soft(document: WordDocument, text: str) -> None:
    _soften(document.add_paragraph(), text)


def _soften(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size = Pt(9.5)
    run.font.color.rgb = _SOFT


def _clean(text: str) -> str:
    """Text on one line, of characters that XML can hold; all others are as they were."""
    return "".join(one if one.isprintable() or one == _WIDE_BLANK else " " for one in text).strip()
