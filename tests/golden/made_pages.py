"""A web page as a browser prints it, and a page as a scanner gives it."""

import io
import random
import shutil

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from playwright.sync_api import sync_playwright

# Debian's package fonts-noto-cjk.
LIGHT, BOLD = (f"/usr/share/fonts/opentype/noto/NotoSerifCJK-{face}.ttc" for face in ("Regular", "Bold"))


PAGE = """<!doctype html><meta charset="utf-8"><title>关于做好2024年高校毕业生就业工作的通知</title>
<style>body{font-family:"Noto Serif CJK SC",serif;font-size:16px;line-height:1.8}b{font-weight:400}
h1{text-align:center;font-size:24px;font-weight:400}
p{text-indent:2em;margin:.3em 0}p.r{text-align:right}table{border-collapse:collapse;width:100%}
td,th{border:1px solid #000;padding:4px}</style>
<h1>关于做好2024年高校毕业生就业工作的通知</h1>
<p style="text-indent:0">各县（市、区）人力资源和社会保障局、教育局：</p>
<p>为做好2024年高校毕业生就业工作，现通知如下。</p>
<p><b>一、扩大就业岗位</b></p>
<p>（一）发放一次性吸纳就业补贴。企业招用毕业年度高校毕业生并签订1年以上劳动合同的，按每招用1人1500元的标准发放补贴，补贴资金从就业补助资金中列支，政策执行至2024年12月31日。</p>
<p>（二）稳定基层项目招募规模。全年招募“三支一扶”人员320名，其中乡村振兴协理员不少于100名。</p>
<p><b>二、支持自主创业</b></p>
<p>各类补贴标准见下表：</p>
<table><tr><th>补贴项目</th><th>标准</th><th>期限</th></tr>
<tr><td>一次性创业补贴</td><td>5000元</td><td>—</td></tr>
<tr><td>创业场所租金补贴</td><td>每年最高12000元</td><td>3年</td></tr>
<tr><td>创业担保贷款贴息</td><td>LPR-150BP以上部分</td><td>3年</td></tr></table>
<p><b>三、强化帮扶</b></p>
<p>建立实名台账，对登记失业的毕业生至少提供1次政策宣介、1次职业指导、3次岗位推荐、1次技能培训或者就业见习机会。</p>
<p class="r">东岭市人力资源和社会保障局</p><p class="r">东岭市教育局</p><p class="r">2024年6月3日</p>"""


EDGE = '<div style="font-size:8px;padding:0 20px">{}</div>'


def printed_page() -> bytes:
    """A web page as a browser prints it, with the date and the title above and the address below."""
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(PAGE)
        data = page.pdf(
            format="A5",
            display_header_footer=True,
            header_template=EDGE.format("2024/6/5 10:21　关于做好2024年高校毕业生就业工作的通知"),
            footer_template=EDGE.format(
                'https://www.example.invalid/t1.html　<span class="pageNumber"></span>/<span class="totalPages"></span>'
            ),
            margin={"top": "60px", "bottom": "60px", "left": "50px", "right": "50px"},
        )
        browser.close()
    return data


SCAN = (
    ("北原县人民政府办公室", 54, "centre"), ("关于调整县城供热价格的通知", 54, "centre"), ("", 20, ""),
    ("各乡镇人民政府，县政府各部门：", 36, ""),
    ("　　经县政府研究，决定调整县城供热价格。现通知如下：", 36, ""),
    ("　　一、价格标准", 36, ""),
    ("　　1.居民用热每平方米每月4.8元。", 36, ""),
    ("　　2.非居民用热每平方米每月7.2元。", 36, ""),
    ("　　二、优惠政策", 36, ""),
    ("　　低保家庭按照居民价格的70%收取。", 36, ""),
    ("　　三、执行时间", 36, ""),
    ("　　本通知自2024年11月15日起执行。", 36, ""), ("", 20, ""),
    ("北原县人民政府办公室", 36, "right"), ("2024年10月8日", 36, "right"),
)  # fmt: skip


def scan() -> bytes:
    """A notice as a scanner gives it: a grey page, slightly turned, with specks."""
    page = Image.new("L", (1240, 1500), 250)
    draw = ImageDraw.Draw(page)
    y = 120
    for text, size, place in SCAN:
        font = ImageFont.truetype(LIGHT if size < 50 else BOLD, size, index=2)
        width = draw.textlength(text, font=font)
        x = {"centre": (1240 - width) / 2, "right": 1240 - 160 - width}.get(place, 140)
        draw.text((x, y), text, fill=25, font=font)
        y += round(size * 1.75)
    dice = random.Random(1)
    for _ in range(300):
        page.putpixel((dice.randrange(1240), dice.randrange(1500)), 90)
    page = page.rotate(0.6, fillcolor=250, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
    sink = io.BytesIO()
    page.save(sink, "PNG", optimize=True)
    return sink.getvalue()
