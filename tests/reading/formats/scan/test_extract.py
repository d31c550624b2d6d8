"""Images and scanned pages: drawn with a real typeface, read by the real models, with the network blocked."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from assistant.errors import DocumentError
from assistant.reading.formats.pdf.extract import extract_pdf
from assistant.reading.formats.scan.extract import extract_image
from assistant.reading.formats.scan.pictures import open_pictures, straightened
from assistant.reading.formats.scan.rules import ruling_lines
from assistant.reading.layout import Extracted, MarkKind
from tests.reading.formats import pdf_made
from tests.reading.formats.pdf_made import LEFT, MEASURE, PITCH, SIZE, TITLE, broken, ems

# Debian's package fonts-noto-cjk; where it is missing these tests fail, they are not skipped.
FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
SIMPLIFIED = 2
DOTS = 200 / 72


class Drawing:
    """A white page to draw on; y grows downwards, in points."""

    def __init__(self, width: float, height: float, dots: float = DOTS) -> None:
        self.image = Image.new("RGB", (round(width * dots), round(height * dots)), "white")
        self._dots = dots
        self._draw = ImageDraw.Draw(self.image)

    def put(self, x: float, y: float, text: str, size: float = SIZE, fill: str = "black") -> None:
        font = ImageFont.truetype(FONT, round(size * self._dots), index=SIMPLIFIED)
        self._draw.text((x * self._dots, y * self._dots), text, font=font, fill=fill, anchor="ls")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._draw.line([value * self._dots for value in (x0, y0, x1, y1)], fill="black", width=3)


def small_page() -> Image.Image:
    drawing = Drawing(300, 120)
    drawing.put(20, 40, "知识产权资助办法")
    drawing.put(20, 80, "每件发明专利资助2000元。")
    return drawing.image


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


SMALL_TEXT = "知识产权资助办法\n每件发明专利资助2000元。\n"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF"])
def test_each_format_is_read(form: str) -> None:
    assert extract_image(saved(small_page(), form), "a").text == SMALL_TEXT


def on_nothing() -> bytes:
    page = small_page().convert("RGBA")
    alpha = Image.fromarray(255 - np.asarray(page.convert("L")))
    ink = Image.new("RGBA", page.size, (0, 0, 0, 0))
    ink.putalpha(alpha)
    return saved(ink, "PNG")


def noted_as_turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(small_page().rotate(90, expand=True), "JPEG", exif=exif)


@pytest.mark.parametrize(
    "made",
    [
        on_nothing,
        noted_as_turned,
        lambda: saved(small_page().rotate(90, expand=True), "PNG"),
        lambda: saved(small_page().rotate(180), "PNG"),
        lambda: saved(small_page().rotate(2, fillcolor="white", expand=True), "PNG"),
    ],
    ids=["transparent", "turned by the camera", "on its side", "on its head", "aslant"],
)
def test_pages_are_put_upright(made: Callable[[], bytes]) -> None:
    assert extract_image(made(), "a.png").text == SMALL_TEXT


def test_each_picture_of_a_tiff_is_a_page() -> None:
    other = Drawing(300, 60)
    other.put(20, 40, "第二页的文字。")
    extracted = extract_image(saved(small_page(), "TIFF", save_all=True, append_images=[other.image]), "a.tif")
    assert extracted.text == SMALL_TEXT + "第二页的文字。\n"
    assert extracted.layout.pages == (0, len(SMALL_TEXT))


def test_a_long_picture_is_read_in_parts() -> None:
    drawing = Drawing(200, 1500, 1.6)
    texts = [f"第{number}条申报资助" for number in range(10, 40)]
    for number, text in enumerate(texts):
        drawing.put(20, 50 + 48 * number, text)
    assert [line for line in extract_image(saved(drawing.image, "PNG"), "a.png").text.split("\n") if line] == texts


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (lambda: saved(Image.new("RGB", (400, 300), "white"), "PNG"), "没有辨认出文字"),
        (lambda: saved(small_page(), "PNG")[:3000], "已损坏"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "已损坏"),
        (lambda: saved(Image.new("1", (30000, 4000)), "PNG"), "图片过大"),
        (lambda: saved(Image.new("1", (1, 1)), "TIFF", save_all=True, append_images=[Image.new("1", (1, 1))] * 500),
         "超过 500 页"),
    ],
    ids=["blank", "truncated", "header", "huge", "many pages"],
)  # fmt: skip
def test_what_cannot_be_read_is_said(data: Callable[[], bytes], message: str) -> None:
    with pytest.raises(DocumentError, match=f"^bad.png：.*{message}.*[A-Za-z]"):
        extract_image(data(), "bad.png")


PNG = saved(Image.new("RGB", (40, 30), "white"), "PNG")
TIFF = saved(Image.new("RGB", (40, 30), "white"), "TIFF")


@settings(max_examples=60)
@given(st.sampled_from([PNG, TIFF]), st.lists(st.tuples(st.integers(0, 300), st.binary(max_size=4)), max_size=6))
def test_damaged_images_give_pictures_or_a_stated_error(whole: bytes, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(whole)
    for place, replacement in changes:
        data[place : place + len(replacement)] = replacement
    try:
        pictures = list(open_pictures(bytes(data), "a.png"))
    except DocumentError:
        return
    assert all(picture.ndim == 3 and picture.shape[2] == 3 for picture in pictures)


def test_straightening_makes_a_slanting_line_level() -> None:
    picture = np.full((200, 600, 3), 255, dtype=np.uint8)
    for x in range(50, 550):
        picture[80 + x // 20, x] = 0
    turned, _ = straightened(picture, np.arctan(1 / 20))
    rows = np.flatnonzero((turned.min(axis=2) < 128).any(axis=1))
    assert np.ptp(rows) <= 2


def test_ruling_lines_are_seen() -> None:
    drawing = Drawing(300, 200)
    for y in (100, 140, 180):
        drawing.rule(20, y, 280, y)
    drawing.rule(150, 100, 150, 180)
    rules = ruling_lines(np.asarray(drawing.image))
    found = sorted((rule.is_level, round(rule.top / DOTS / 10), round(rule.left / DOTS / 10)) for rule in rules)
    assert found == [(False, 10, 15), (True, 10, 2), (True, 14, 2), (True, 18, 2)]


def test_strokes_of_large_type_are_no_table() -> None:
    drawing = Drawing(400, 160)
    drawing.put(20, 90, "目录曲田国图", 60)
    extracted = extract_image(saved(drawing.image, "PNG"), "a.png")
    assert (extracted.text, extracted.layout.grids) == ("目录曲田国图\n", ())


def mixed(garbled: str) -> bytes:
    """A page of text, then one that is a picture, with ``garbled`` text on it that nobody can read."""
    sheets = pdf_made.Sheets(numbered=False)
    sheets.paragraph("这一页是文字，没有图片，其内容由文件本身给出。")
    sheets.new_page()
    sheets.canvas.setPageSize((300, 120))
    sheets.canvas.drawInlineImage(small_page(), 0, 0, 300, 120)
    if garbled:
        sheets.put(20, pdf_made.HEIGHT - 5, garbled, 2)
    return sheets.finish()


@pytest.mark.parametrize("garbled", ["", "\ue000\ue001\ue002" * 30], ids=["picture alone", "unknown characters"])
def test_only_pages_without_readable_text_are_recognised(garbled: str) -> None:
    extracted = extract_pdf(mixed(garbled), "mixed.pdf")
    text = "这一页是文字，没有图片，其内容由文件本身给出。\n"
    assert extracted.text == text + SMALL_TEXT
    assert extracted.layout.pages == (0, len(text))


def whole_page() -> Image.Image:
    """A page of a notice: title, sections, a table, a page number."""
    drawing = Drawing(pdf_made.WIDTH, pdf_made.HEIGHT)
    y = 119.0
    for text in TITLE:
        drawing.put(LEFT + (MEASURE * SIZE - 22 * ems(text)) / 2, y, text, 22)
        y += PITCH
    for heading, body in pdf_made.SECTIONS[:4]:
        for paragraph in (heading, body):
            for number, text in enumerate(broken(paragraph, MEASURE, 2) if paragraph else []):
                drawing.put(LEFT + (2 * SIZE if number == 0 else 0), y, text)
                y += PITCH
    draw_table(drawing, y)
    drawing.put(456, 790, "— 1 —", 14)
    return drawing.image


def draw_table(drawing: Drawing, y: float) -> None:
    xs, ys = (LEFT, 239.0, 383.0, 527.0), (y + 10, y + 40, y + 70, y + 100)
    for place in ys:
        drawing.rule(xs[0], place, xs[-1], place)
    for place in xs:
        drawing.rule(place, ys[0], place, ys[-1])
    for row, cells in enumerate(TABLE):
        for column, text in enumerate(cells):
            drawing.put(xs[column] + 8, ys[row] + 21, text, 14)


TABLE = (("指标", "2025年", "2030年"), ("发明专利拥有量", "1200件", "2400件"), ("地理标志数量", "16个", "24个"))


@pytest.fixture(scope="module")
def scanned() -> Extracted:
    """The page as a scanner gives it: noise, a little blurred, aslant by half a degree; in a PDF without any text."""
    image = whole_page()
    noise = np.random.default_rng(1).normal(0, 12, (image.height, image.width, 1))
    rough = Image.fromarray((np.asarray(image) + noise).clip(0, 255).astype(np.uint8))
    rough = rough.filter(ImageFilter.GaussianBlur(0.7)).rotate(0.5, Image.Resampling.BICUBIC, fillcolor="white")
    return extract_pdf(saved(rough, "PDF", resolution=200), "scan.pdf")


@pytest.mark.model
def test_a_scanned_page_reads_as_one_with_text(scanned: Extracted) -> None:
    texts = [text for heading, body in pdf_made.SECTIONS[:4] for text in (heading, body) if text]
    found = scanned.text.split("\n")
    assert found[:2] == list(TITLE)
    assert found[2 : 2 + len(texts)] == texts
    headings = [scanned.text[m.start : m.end] for m in scanned.layout.marks if m.kind is MarkKind.HEADING]
    assert headings == list(TITLE)


@pytest.mark.model
def test_a_ruled_table_of_a_scan_is_a_grid(scanned: Extracted) -> None:
    (grid,) = scanned.layout.grids
    texts = [scanned.text[cell.start : cell.end] for cell in grid.cells]
    assert texts == [text for row in TABLE for text in row]


@pytest.mark.model
def test_the_page_number_of_a_scan_is_furniture(scanned: Extracted) -> None:
    (mark,) = (mark for mark in scanned.layout.marks if mark.kind is MarkKind.FURNITURE)
    assert (scanned.text[mark.start : mark.end].strip("—-一 "), mark.detail) == ("1", "page number")


OFFLINE = """
import socket, sys
def refuse(*arguments, **options):
    raise OSError("the network is blocked")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from assistant.reading.formats.scan.extract import extract_image
text = extract_image(sys.stdin.buffer.read(), "a.png").text
loaded = {name.split(".")[0] for name in sys.modules}
sys.stdout.buffer.write(text.encode())
sys.exit(3 if loaded & {"cv2", "shapely", "rapidocr", "requests", "torch"} else 0)
"""


def test_nothing_is_fetched_and_only_the_models_of_the_package_are_used() -> None:
    done = subprocess.run([sys.executable, "-c", OFFLINE], input=saved(small_page(), "PNG"), capture_output=True,
                          check=False, timeout=120)  # fmt: skip
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (0, SMALL_TEXT, "")


def test_start_up_loads_no_library_of_a_format() -> None:
    script = (
        "import sys, assistant.reading.load\n"
        "print(sorted({n.split('.')[0] for n in sys.modules} & {'PIL', 'onnxruntime', 'pypdfium2', 'scipy'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, timeout=120)
    assert done.stdout == "[]\n"
