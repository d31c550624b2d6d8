"""Invented pages in the forms that Chinese authorities and their publishers use; shared by the tests of web pages."""

TITLE = "云溪市人民政府办公室关于印发云溪市促进专利转化运用若干措施的通知"
TEXT = (
    "<p>各县（区）人民政府，市直各部门：</p><p>　　现将《若干措施》印发给你们，请认真贯彻执行。</p>"
    "<p>　　一、加大资助力度。对当年授权的发明专利，每件资助2000元。</p>"
    "<p>　　二、支持质押融资。按照实际贷款利息的50%给予贴息，每家企业每年不超过20万元。</p>"
    '<p style="text-align:right">云溪市人民政府办公室</p><p align=right>2023年5月4日</p><p>（此件公开发布）</p>'
)
TEXT_LINES = [
    "各县（区）人民政府，市直各部门：",
    "现将《若干措施》印发给你们，请认真贯彻执行。",
    "一、加大资助力度。对当年授权的发明专利，每件资助2000元。",
    "二、支持质押融资。按照实际贷款利息的50%给予贴息，每家企业每年不超过20万元。",
    "云溪市人民政府办公室",
    "2023年5月4日",
    "（此件公开发布）",
]
MENU = (
    '<div class="top"><span>今天是2023年5月6日 星期六</span><a href="/wap">手机版</a></div><div class="nav"><ul>'
    '<li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/hd">互动交流</a></li></ul></div>'
)
MENU_LINES = ["今天是2023年5月6日 星期六手机版", "首页", "政务公开", "互动交流"]
FOOT = (
    '<div class="footer"><p>主办：云溪市人民政府办公室　承办：云溪市数据管理局</p>'
    "<p>网站标识码：9999000001　云ICP备00000001号</p><p>地址：云溪市河滨路1号，建议使用1280×768分辨率浏览。</p></div>"
)
FOOT_LINES = [
    "主办：云溪市人民政府办公室 承办：云溪市数据管理局",
    "网站标识码：9999000001 云ICP备00000001号",
    "地址：云溪市河滨路1号，建议使用1280×768分辨率浏览。",
]


def page(body: str, title: str = f"{TITLE}_政策文件_云溪市人民政府", head: str = "") -> bytes:
    """A page in UTF-8."""
    head = f'<head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>".encode()
