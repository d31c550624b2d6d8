"""PDFs set for the tests as official documents are: 28 characters a line, 22 lines a page, first lines indented."""

import io
import unicodedata

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
WIDTH, HEIGHT = A4
LEFT, TOP, SIZE, PITCH, MEASURE, LINES = 79.0, 119.0, 16.0, 28.9, 28, 22
_NOT_FIRST = "，。；：、！？）》”"


def ems(text: str) -> float:
    """The width of a text in sizes of its type."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def broken(text: str, measure: float, indent: float) -> list[str]:
    """Break a text into lines of ``measure`` characters; no line begins with a closing sign."""
    lines, line, room = [], "", measure - indent
    for char in text:
        if ems(line + char) > room:
            carried = ""
            if char in _NOT_FIRST:
                line, carried = line[:-1], line[-1]
            lines.append(line)
            line, room = carried, measure
        line += char
    return [*lines, line]


class Sheets:
    """Sets text on pages; y grows downwards from the upper edge, in points."""

    def __init__(self, *, numbered: bool = True, header: str = "", encrypt: object = None, columns: int = 1) -> None:
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=A4, encrypt=encrypt, pageCompression=0)
        self._numbered, self._header = numbered, header
        self.page, self.line = 1, 0

    def put(self, x: float, y: float, text: str, size: float = SIZE, *, bold: bool = False, red: bool = False) -> None:
        self.canvas.saveState()
        out = self.canvas.beginText(x, HEIGHT - y)
        out.setFont("STSong-Light", size)
        # Bold type is drawn filled and stroked, as word processors do without a bold face.
        out.setTextRenderMode(2 if bold else 0)
        out.setFillColorRGB(0.9 if red else 0, 0, 0)
        out.textOut(text)
        self.canvas.drawText(out)
        self.canvas.restoreState()

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def table(self, xs: list[float], ys: list[float], cells: list[tuple[int, int, int, int, str]]) -> None:
        """Draw cells (row, column, rows, columns, text with line feeds) with a frame around each."""
        for row, column, rows, columns, text in cells:
            x0, y0, x1, y1 = xs[column], ys[row], xs[column + columns], ys[row + rows]
            self.canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0)
            for number, line in enumerate(text.split("\n")):
                self.put(x0 + 4, y0 + 15 + 14 * number, line, 11)

    @property
    def y(self) -> float:
        return TOP + self.line * PITCH

    def next_line(self) -> None:
        self.line += 1

    def ensure_line(self) -> None:
        if self.line >= LINES:
            self.new_page()

    def new_page(self) -> None:
        self._edges()
        self.canvas.showPage()
        self.page, self.line = self.page + 1, 0

    def _edges(self) -> None:
        if self._header:
            self.put(LEFT + 60, 60, self._header, 10.5)
        if self._numbered:
            x = WIDTH - LEFT - 60 if self.page % 2 else LEFT + 14
            self.put(x, 790, f"— {self.page} —", 14)

    def set_line(self, x: float, text: str, size: float = SIZE, *, bold: bool = False, red: bool = False) -> None:
        self.ensure_line()
        self.put(x, self.y, text, size, bold=bold, red=red)
        self.next_line()

    def paragraph(self, text: str, *, indent: float = 2, bold: bool = False) -> None:
        for number, line in enumerate(broken(text, MEASURE, indent)):
            self.set_line(LEFT + (indent * SIZE if number == 0 else 0), line, bold=bold)

    def centred(self, text: str, size: float = 22.0, *, bold: bool = False, red: bool = False) -> None:
        middle = LEFT + MEASURE * SIZE / 2
        self.set_line(middle - ems(text) * size / 2, text, size, bold=bold, red=red)

    def right(self, text: str, room: float) -> None:
        self.set_line(LEFT + (MEASURE - room - ems(text)) * SIZE, text)

    def blank(self) -> None:
        self.ensure_line()
        self.next_line()

    def finish(self) -> bytes:
        self._edges()
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()


SECTIONS = (
    (
        "一、总体要求",
        "坚持统筹协调、分类指导，到2027年，全市每万人口高价值发明专利拥有量达到6.5件，知识产权质押融资登记金额累计"
        "突破20亿元，形成保护严格、运行高效的工作格局。",
    ),
    ("二、主要任务", ""),
    (
        "（一）加强源头保护",
        "建立重点企业联系名录，对列入名录的企业开展专利导航和预警分析，每年举办培训不少于12期。对维权成本较高的企业，"
        "由市级财政按照实际支出的50%给予补助，单个企业每年补助总额不超过30万元；同一事项不重复补助。",
    ),
    (
        "（二）完善服务体系",
        "依托产业园区设立服务工作站，配备专职人员，提供检索咨询、托管代办、维权援助等服务。鼓励高等学校、科研院所"
        "开放专利信息资源，支持服务机构在县（市、区）设立分支机构。",
    ),
    (
        "三、保障措施",
        "各县（市、区）要把有关经费列入本级预算，建立季度通报制度。市知识产权局会同有关部门对落实情况开展评估，评估"
        "结果作为下一年度资金安排的重要依据。对弄虚作假、骗取补助资金的，依法追回资金并按照有关规定处理。",
    ),
)
TITLE = ("青岚市人民政府办公室关于印发", "知识产权强市建设行动方案的通知")
ADDRESSEE = "各县（市、区）人民政府，市政府各部门、各直属机构："
OPENING = (
    "《知识产权强市建设行动方案》已经市政府同意，现印发给你们，请结合实际认真贯彻落实。执行中遇到的问题，请径向"
    "市知识产权局反映。"
)
TABLE_HEAD = [(0, 0, 2, 1, "序号"), (0, 1, 2, 1, "任务"), (0, 2, 1, 2, "目标值"), (0, 4, 2, 1, "责任单位"),
              (1, 2, 1, 1, "2025年"), (1, 3, 1, 1, "2027年")]  # fmt: skip
XS = [79.0, 119.0, 249.0, 309.0, 369.0, 527.0]


def notice() -> bytes:
    """A notice of four pages with letterhead, title, sections, signature, and an annex table over two pages."""
    sheets = Sheets()
    sheets.put(110, 100, "青岚市人民政府办公室文件", 31, red=True)
    sheets.line = 1
    sheets.centred("青政办发〔2025〕18号", SIZE)
    sheets.rule(LEFT, sheets.y - 20, LEFT + MEASURE * SIZE, sheets.y - 20)
    sheets.blank()
    for line in TITLE:
        sheets.centred(line)
    sheets.blank()
    sheets.paragraph(ADDRESSEE, indent=0)
    sheets.paragraph(OPENING)
    for heading, text in SECTIONS:
        sheets.paragraph(heading, bold=True)
        if text:
            sheets.paragraph(text)
    sheets.blank()
    sheets.paragraph("附件：重点任务分工表")
    sheets.blank()
    sheets.right("青岚市人民政府办公室", 4)
    sheets.right("2025年3月18日", 6)
    sheets.paragraph("（此件公开发布）")
    while sheets.page < 3:
        sheets.new_page()
    sheets.paragraph("附件", indent=0)
    sheets.centred("重点任务分工表")
    ys = [220.0 + 40 * number for number in range(14)]
    rows = [(n, c, 1, 1, text) for n in range(2, 13) for c, text in enumerate(task_row(n - 1))]
    sheets.table(XS, ys, [*TABLE_HEAD, *rows])
    sheets.new_page()
    ys = [90.0 + 40 * number for number in range(6)]
    rows = [(n, c, 1, 1, text) for n in range(2, 4) for c, text in enumerate(task_row(n + 10))]
    sheets.table(XS, ys, [*TABLE_HEAD, *rows, (4, 0, 1, 2, "合计"), (4, 2, 1, 3, "按年度据实安排")])
    return sheets.finish()


def task_row(number: int) -> tuple[str, ...]:
    """The cells of a row of the annex table; one is broken over two lines."""
    return (
        str(number),
        f"建设第{number}个服务工作站并\n配备专职人员",
        f"{number}个",
        f"{number + 2}个",
        "市知识产权局",
    )


# Three full lines, the first indented by two; what follows opens the next line.
BEFORE_REFERENCE = (
    "第二条　申请人取得资助后未按期完成约定任务，并且经两次书面告知仍未改正的，由市知识产权局会同有关部门调查核实后，"
    "向申请人送达书面决定告知书，依照有关法律法规和本办法"
)
REFERENCE = "第三条规定追回资助。"


def regulation() -> bytes:
    """A page in which a line begins with 第三条规定 in the middle of a sentence."""
    sheets = Sheets(numbered=False)
    sheets.centred("青岚市专利资助办法")
    sheets.blank()
    sheets.paragraph(BEFORE_REFERENCE + REFERENCE)
    sheets.paragraph("第三条　追回的资助上缴本级财政。")
    return sheets.finish()


PLAN_HEADER = "青岚市知识产权保护规划（2025—2030年）"


def plan(pages: int = 4) -> bytes:
    """A plan with a running header on each page, and numbers without dashes; one paragraph runs over every break."""
    sheets = Sheets(numbered=False, header=PLAN_HEADER)
    for page in range(1, pages + 1):
        sheets.put(WIDTH / 2 - 4, 790, str(page), 10.5)
        while sheets.line < LINES:
            sheets.set_line(LEFT, line_of(page, sheets.line))
        if page < pages:
            sheets.new_page()
    return sheets.finish()


def line_of(page: int, line: int) -> str:
    """A full line of text that is like no other."""
    return f"{page:02}页{line:02}行" + "加强知识产权保护运用和服务体系建设工作推动高质量"[: MEASURE - 4]


def newsletter() -> bytes:
    """A page with a title over two columns of fourteen characters a line."""
    sheets = Sheets(numbered=False)
    sheets.centred("知识产权工作简报")
    sheets.put(LEFT, 175, "2025年第3期", 12)
    for column, word in enumerate(("左", "右")):
        text = "".join(f"{word}栏第{number:02}句话讲保护。" for number in range(1, 22))
        for number, line in enumerate(broken(text, 17, 2)):
            x = LEFT + column * 232 + (24 if number == 0 else 0)
            sheets.put(x, 210 + 20 * number, line, 12)
    return sheets.finish()
