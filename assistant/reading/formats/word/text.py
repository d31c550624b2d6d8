"""The text of a Word paragraph as shown: changes accepted, results of fields, notes by number, nothing hidden."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.reading.formats.word.signs import formula, overlaid, private_signs, symbol
from assistant.reading.formats.word.styles import Styles, switch, value

_SOFT_HYPHEN = "\u00ad"
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SPACES = str.maketrans({"\n": " ", "\r": " ", _SOFT_HYPHEN: None})
# Removed text, properties, and what stands for itself elsewhere (the number in front of a note, a phonetic guide).
_SKIPPED = frozenset(
    "w_pPr w_rPr w_sdtPr w_sdtEndPr w_rubyPr w_rt w_del w_moveFrom w_delText w_delInstrText w_footnoteRef "
    "w_endnoteRef w_annotationRef w_commentReference w_smartTagPr w_customXmlPr".split()
)
_FIXED = {
    "w_tab": "\t", "w_ptab": "\t", "w_br": "\n", "w_cr": "\n", "w_noBreakHyphen": "-", "w_softHyphen": "",
}  # fmt: skip
# Fields in fields and their instructions are short; these bound the work on a file made to be slow.
_DEEPEST_FIELD = 32
_LONGEST_CODE = 2_000
_SHOWING = frozenset({"w_t", "w_sym", "w_txbxContent", "m_t"})


@dataclass(frozen=True, slots=True)
class Note:
    """A note that a text refers to; ``body`` is None where it was written before or is missing."""

    label: str
    body: Element | None


@dataclass(frozen=True, slots=True)
class Inline:
    """What a paragraph shows: text, the notes it refers to, text boxes; ``listed``: a contents field holds it."""

    text: str
    notes: tuple[Note, ...]
    boxes: tuple[Element, ...]
    listed: bool


class Notes:
    """The footnotes and endnotes of a document, numbered in the order in which the text refers to them."""

    def __init__(self, footnotes: Element | None, endnotes: Element | None) -> None:
        self._bodies = {"注": _by_id(footnotes), "尾注": _by_id(endnotes)}
        self._numbers: dict[str, dict[str, int]] = {"注": {}, "尾注": {}}

    def refer(self, reference: Element) -> Note:
        """The note of a reference; a reference with a mark of its own gets no number."""
        kind = "注" if reference.tag == "w_footnoteReference" else "尾注"
        key = reference.get("w_id", "")
        if reference.get("w_customMarkFollows") in {"1", "true", "on"}:
            return Note(kind, self._bodies[kind].pop(key, None))
        numbers = self._numbers[kind]
        return Note(f"{kind}{numbers.setdefault(key, len(numbers) + 1)}", self._bodies[kind].pop(key, None))


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction so far, and whether its result has begun."""

    code: str = ""
    shown: bool = False

    @property
    def name(self) -> str:
        return next(iter(self.code.split()), "").upper()


class TextReader:
    """Reads paragraphs of one run of text in order; fields may go on from one to the next."""

    def __init__(self, styles: Styles, notes: Notes | None = None, *, page_numbers: bool = True) -> None:
        self._styles = styles
        self._notes = notes
        self._page_numbers = page_numbers
        self._fields: list[_Field] = []
        self._parts: list[str] = []
        self._found: list[Note] = []
        self._boxes: list[Element] = []
        self._hidden = self._style_hidden = False
        self._font = ""
        self._handlers: dict[str, Callable[[Element], None]] = {
            "w_r": self._run,
            "w_t": self._text,
            "w_sym": self._symbol,
            "w_fldChar": self._field_mark,
            "w_fldSimple": self._simple_field,
            "w_instrText": self._instruction,
            "w_footnoteReference": self._note,
            "w_endnoteReference": self._note,
            "w_txbxContent": self._box,
            "mc_AlternateContent": self._alternative,
            "m_oMath": lambda element: self._add(formula(element)),
        }

    def read(self, paragraph: Element, style: str) -> Inline:
        """Read a paragraph (or a formula that stands for one) of this style."""
        self._parts, self._found, self._boxes = [], [], []
        self._hidden = self._style_hidden = self._styles.is_hidden(style)
        listed = any(field.name == "TOC" for field in self._fields)
        if paragraph.tag == "m_oMathPara":
            self._add(formula(paragraph))
        else:
            self._walk(paragraph)
        listed = listed or any(field.name == "TOC" for field in self._fields)
        # An instruction that never ends must not swallow the rest of the document.
        self._fields = [field for field in self._fields if field.shown]
        return Inline("".join(self._parts).strip("\n"), tuple(self._found), tuple(self._boxes), listed)

    def _walk(self, element: Element) -> None:
        for child in element:
            if child.tag in _FIXED:
                self._add(_FIXED[child.tag])
            elif handler := self._handlers.get(child.tag):
                handler(child)
            elif child.tag not in _SKIPPED:
                self._walk(child)

    @property
    def _visible(self) -> bool:
        return not self._hidden and all(
            field.shown and (self._page_numbers or field.name not in _PAGE_FIELDS) for field in self._fields
        )

    def _add(self, text: str) -> None:
        if text and self._visible:
            self._parts.append(text)

    def _run(self, run: Element) -> None:
        before = self._hidden
        properties = run.find("w_rPr")
        if properties is not None:
            hidden = switch(properties, "w_vanish")
            if hidden is None:
                style = value(properties, "w_rStyle")
                hidden = self._style_hidden or (bool(style) and self._styles.is_hidden(style or ""))
            self._hidden = hidden
        self._font = "" if properties is None else _font(properties)
        self._walk(run)
        self._hidden = before

    def _text(self, element: Element) -> None:
        text = element.text or ""
        if element.get("xml_space") != "preserve":
            text = text.strip(" \t\r\n")
        self._add(private_signs(text.translate(_SPACES), self._font))

    def _symbol(self, element: Element) -> None:
        self._add(symbol(element.get("w_char", ""), element.get("w_font", "")))

    def _field_mark(self, element: Element) -> None:
        kind = element.get("w_fldCharType")
        if kind == "begin" and len(self._fields) < _DEEPEST_FIELD:
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if not field.shown:
                self._add(overlaid(field.code))

    def _instruction(self, element: Element) -> None:
        if self._fields and not self._fields[-1].shown and len(self._fields[-1].code) < _LONGEST_CODE:
            self._fields[-1].code += element.text or ""

    def _simple_field(self, element: Element) -> None:
        self._fields.append(_Field(element.get("w_instr", ""), shown=True))
        self._walk(element)
        self._fields.pop()

    def _note(self, element: Element) -> None:
        if self._notes is None or not self._visible:
            return
        note = self._notes.refer(element)
        if note.label[-1].isdecimal():
            self._add(f"〔{note.label}〕")
        self._found.append(note)

    def _box(self, element: Element) -> None:
        if self._visible:
            self._boxes.append(element)

    def _alternative(self, element: Element) -> None:
        """One form of what is stored in several: the first that shows anything."""
        forms = [*element.findall("mc_Choice"), *element.findall("mc_Fallback")]
        form = next((form for form in forms if any(part.tag in _SHOWING for part in form.iter())), None)
        if form is not None:
            self._walk(form)


def _by_id(root: Element | None) -> dict[str, Element]:
    return {} if root is None else {item.get("w_id", ""): item for item in root}


def _font(properties: Element) -> str:
    fonts = properties.find("w_rFonts")
    return "" if fonts is None else fonts.get("w_ascii") or fonts.get("w_hAnsi") or ""
