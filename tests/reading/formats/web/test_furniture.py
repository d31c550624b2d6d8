"""Which lines of web pages are marked as furniture: none of the document's own, and the site's where it is told."""

import pytest

from assistant.reading.formats.web.extract import extract_html
from assistant.reading.layout import Extracted, MarkKind
from tests.reading.formats.web_pages import FOOT, FOOT_LINES, MENU, MENU_LINES, TEXT, TEXT_LINES, TITLE, page


def split(data: bytes) -> tuple[list[str], dict[str, str]]:
    """The lines of the document, and those of furniture with their kind."""
    extracted = extract_html(data, "页.html")
    starts = {mark.start: mark for mark in extracted.layout.marks if mark.kind is MarkKind.FURNITURE}
    main, furniture, position = [], {}, 0
    for line in extracted.text.split("\n")[:-1]:
        if position in starts:
            furniture[line] = starts[position].detail
        else:
            main.append(line)
        position += len(line) + 1
    return main, furniture


def titles(extracted: Extracted) -> list[str]:
    """The lines of the title."""
    marks = [mark for mark in extracted.layout.marks if mark.kind is MarkKind.HEADING and mark.level == 0]
    return [extracted.text[mark.start : mark.end] for mark in marks]


def test_notice_in_the_editor_of_government_sites() -> None:
    body = (
        f'{MENU}<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策文件</a></div>'
        f'<div class="main"><div class="header"><h1>{TITLE}</h1></div><div class="info"><span>来源：市政府</span>'
        "<span>发布时间：2023-05-06</span><span>浏览次数：123</span><span>字体：【大 中 小】</span></div>"
        f'<div class="TRS_Editor">{TEXT}<p>附件：<a href="P02.docx">资助申请表.docx</a></p></div>'
        '<div class="share">分享到：<a href="#">微信</a></div><div><a href="javascript:p()">打印</a> '
        '<a href="javascript:c()">关闭</a></div><div class="xgjd"><h3>相关解读</h3><ul><li><a href="/1">一图读懂'
        f'若干措施</a></li><li><a href="/2">《若干措施》政策解读</a></li></ul></div></div>{FOOT}'
    )
    main, furniture = split(page(body))
    assert main == [TITLE, "来源：市政府", "发布时间：2023-05-06", *TEXT_LINES, "附件：资助申请表.docx"]
    assert furniture == {
        **dict.fromkeys(MENU_LINES[:1], "header"),
        **dict.fromkeys(MENU_LINES[1:], "navigation"),
        "当前位置：首页 > 政策文件": "breadcrumb",
        "浏览次数：123": "page tool",
        "字体：【大 中 小】": "page tool",
        "分享到：微信": "share",
        "打印 关闭": "navigation",
        **dict.fromkeys(("相关解读", "一图读懂若干措施", "《若干措施》政策解读"), "related"),
        **dict.fromkeys(FOOT_LINES, "footer"),
    }
    assert titles(extract_html(page(body), "页.html")) == [TITLE]


def test_box_of_metadata_above_the_text() -> None:
    body = (
        f'{MENU}<div class="head-box"><table><tr><td>索 引 号：</td><td>A-1</td><td>发文机关：</td>'
        f"<td>市政府办公室</td></tr><tr><td>发文字号：</td><td>云政办发〔2023〕12号</td><td>成文日期：</td><td>2023年5月4日</td></tr></table></div>"
        f'<table><tr><td id="UCAP-CONTENT"><p><b>{TITLE[:14]}<br>{TITLE[14:]}</b></p><p>云政办发〔2023〕12号</p>{TEXT}'
        f'</td></tr></table><div class="print"><span>扫一扫在手机打开当前页</span></div>{FOOT}'
    )
    main, furniture = split(page(body))
    assert main == [
        "索 引 号： | A-1 | 发文机关： | 市政府办公室",
        "发文字号： | 云政办发〔2023〕12号 | 成文日期： | 2023年5月4日",
        TITLE[:14],
        TITLE[14:],
        "云政办发〔2023〕12号",
        *TEXT_LINES,
    ]
    assert list(furniture) == [*MENU_LINES, "扫一扫在手机打开当前页", *FOOT_LINES]
    assert titles(extract_html(page(body), "页.html")) == [TITLE[:14], TITLE[14:]]


def test_metadata_in_a_list_and_links_after_the_text() -> None:
    body = (
        f'{MENU}<div class="side-head"><ul><li><label>索引号</label><span>A-1</span></li><li><div>有效性</div>'
        f'<div>有效</div></li></ul></div><h2>{TITLE}</h2><div id="zoom">{TEXT}</div><div><b>推荐阅读</b><br>'
        f"<a href=/1>专利工作纪实</a><br><a href=/2>专利申报指南发布</a></div>{FOOT}"
    )
    main, furniture = split(page(body))
    assert main == ["索引号：A-1", "有效性：有效", TITLE, *TEXT_LINES]
    assert list(furniture) == [*MENU_LINES, "推荐阅读", "专利工作纪实", "专利申报指南发布", *FOOT_LINES]


def test_old_page_laid_out_by_tables_in_gbk() -> None:
    body = (
        "<meta charset=gb2312><title>云溪市科技局</title><table width=980><tr><td colspan=2><a href=/>首页</a>&nbsp;"
        "<a href=/1>机构设置</a> <a href=/2>通知公告</a></td></tr><tr><td width=200><table><tr><td>"
        "<a href=/11>国家政策</a></td></tr><tr><td><a href=/12>省级政策</a></td></tr><tr><td><a href=/13>市级政策</a>"
        "</td></tr></table></td><td><font size=5><b>云溪市专利资助办法</b></font><br>"
        "　　第一条　为鼓励发明创造，制定本办法。<br>　　第二条　标准如下："
        "<table border=1><tr><td>类别</td><td>标准（元）</td></tr><tr><td>发明</td><td>2000</td></tr></table>"
        "　　第三条　本办法自发布之日起施行。</td></tr><tr><td colspan=2>版权所有：云溪市科技局　"
        "电话：0000-1234567</td></tr></table>"
    )
    main, furniture = split(body.encode("gb18030"))
    assert main == [
        "云溪市专利资助办法",
        "第一条 为鼓励发明创造，制定本办法。",
        "第二条 标准如下：",
        "类别 | 标准（元）",
        "发明 | 2000",
        "第三条 本办法自发布之日起施行。",
    ]
    assert list(furniture) == [
        "首页 机构设置 通知公告",
        "国家政策",
        "省级政策",
        "市级政策",
        "版权所有：云溪市科技局 电话：0000-1234567",
    ]


def test_article_of_a_messenger_that_shows_itself_by_script() -> None:
    body = (
        '<div id="js_article"><h1 class="rich_media_title">专利新政出台</h1><div class="meta_list">'
        '<span>云溪发布</span> <em>2023-05-06 09:00</em></div><div id="js_content" style="visibility: hidden">'
        "<section><span>近日，云溪市印发措施，</span><span>自6月1日起施行。</span></section><section>"
        "<strong>一、支持质押融资</strong></section><section>按照利息的50%给予贴息。</section>"
        '</div><div class="rich_media_tool"><a href="javascript:;">阅读原文</a></div></div>'
        '<div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div>'
    )
    main, furniture = split(page(body, title=""))
    assert main == [
        "专利新政出台",
        "云溪发布 2023-05-06 09:00",
        "近日，云溪市印发措施，自6月1日起施行。",
        "一、支持质押融资",
        "按照利息的50%给予贴息。",
    ]
    assert list(furniture) == ["阅读原文", "微信扫一扫", "关注该公众号"]


def test_page_without_containers() -> None:
    main, furniture = split(page(f"<p>云溪市农业农村局公告</p><p>第3号</p>{TEXT}", title="公告"))
    assert (main, furniture) == (["云溪市农业农村局公告", "第3号", *TEXT_LINES], {})


def test_page_of_links_alone_is_kept() -> None:
    body = "".join(f'<li><a href="/{n}">关于第{n}批项目的通知</a></li>' for n in range(5))
    main, furniture = split(page(f"<ul>{body}</ul>", title="通知"))
    assert (main, furniture) == ([f"关于第{n}批项目的通知" for n in range(5)], {})


@pytest.mark.parametrize(
    "kept",
    [
        '<div class="header"><p>云溪市人民政府办公室文件</p><p>云政办发〔2023〕12号</p></div>',
        '<div class="head"><p>云溪市人民政府令</p></div>',
        "<footer><p>云溪市科技局</p><p>2023年6月1日</p></footer>",
        '<div class="article-foot"><p>三、本措施自2023年6月1日起施行，有效期5年。</p></div>',
        '<div class="sidebar"><p>本措施由市知识产权局负责解释，具体办法另行制定并向社会公布。</p></div>',
        '<div class="print-area"><p>联系人：张某</p><p>电话：0000-1234567</p></div>',
        '<div class="related"><p>附件：<a href="a.pdf">申请表</a></p></div>',
        '<div class="fj"><ul><li><a href="1.pdf">金奖名单</a></li><li><a href="2.doc">银奖名单</a></li>'
        '<li><a href="3.xls">优秀奖名单</a></li></ul></div>',
        "<div><p>主办单位：市科技局</p><p>承办单位：市专利协会</p><p>时间：6月1日</p></div>",
        "<div><p>天成机械有限公司</p><p>蓝海生物科技有限公司</p></div>",
        "<p>（三）推进公共场所无障碍环境建设</p><p>4.打击侵犯版权所有人权益行为</p><p>1.推广二维码应用</p>",
        '<div class="comments"><p>四、解释机关。本措施由市知识产权局解释。</p></div>',
    ],
    ids=[
        "letterhead",
        "order",
        "signature",
        "last clause",
        "prose",
        "contact",
        "annex",
        "annexes",
        "organisers",
        "names",
        "headings",
        "clause",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_the_documents_own_words_are_kept_whatever_their_container_is_named(kept: str, place: str) -> None:
    text = f'<div class="content">{TEXT}</div>'
    body = f"{MENU}<h1>{TITLE}</h1>{kept if place == 'before' else ''}{text}{kept if place == 'after' else ''}{FOOT}"
    main, furniture = split(page(body))
    assert [line for line in main if line in {TITLE, *TEXT_LINES}] == [TITLE, *TEXT_LINES]
    assert len(main) > 1 + len(TEXT_LINES)
    assert list(furniture) == [*MENU_LINES, *FOOT_LINES]


def test_links_within_the_text_are_the_documents_own() -> None:
    body = (
        f"{MENU}<div class=content><h1>{TITLE}</h1><p>目　录</p><p><a href='#c1'>第一章</a></p>"
        "<p><a href='#c2'>第二章</a></p><p>现将继续有效的文件目录公布如下：</p>"
        "<p><a href=/d1>云溪市专利资助办法</a></p>"
        "<p><a href=/d2>云溪市商标品牌实施意见</a></p><p><a href=/d3>云溪市地理标志保护办法</a></p>"
        f"<p>根据<a href=/l>《专利法》</a>、<a href=/m>《商标法》</a>制定。</p></div>{FOOT}"
    )
    main, furniture = split(page(body))
    assert main == [
        TITLE,
        "目 录",
        "第一章",
        "第二章",
        "现将继续有效的文件目录公布如下：",
        "云溪市专利资助办法",
        "云溪市商标品牌实施意见",
        "云溪市地理标志保护办法",
        "根据《专利法》、《商标法》制定。",
    ]
    assert list(furniture) == [*MENU_LINES, *FOOT_LINES]


def test_short_notice_above_a_long_foot() -> None:
    main, furniture = split(page(f"{MENU}<div><h1>关于放假的通知</h1><p>6月22日放假。</p></div>{FOOT}", title="放假"))
    assert main == ["关于放假的通知", "6月22日放假。"]
    assert list(furniture) == [*MENU_LINES, *FOOT_LINES]


def test_comments_of_readers_are_furniture() -> None:
    comment = '<div class="comment-list"><h3>网友评论</h3><div>这个政策很好，希望能尽快落实。</div></div>'
    main, furniture = split(page(f"<h1>{TITLE}</h1><div>{TEXT}</div>{comment}"))
    assert main == [TITLE, *TEXT_LINES]
    assert furniture == {"网友评论": "comments", "这个政策很好，希望能尽快落实。": "comments"}


def test_table_of_furniture_is_lines() -> None:
    calendar = '<div class="footer"><table><tr><td>日</td><td>一</td></tr><tr><td>1</td><td>2</td></tr></table></div>'
    extracted = extract_html(page(f"<h1>{TITLE}</h1>{TEXT}{calendar}"), "页.html")
    assert extracted.layout.grids == ()
    assert split(page(f"<h1>{TITLE}</h1>{TEXT}{calendar}"))[1] == {"日 | 一": "footer", "1 | 2": "footer"}


def test_name_of_the_site_and_page_numbers() -> None:
    logo = '<h1 class="logo"><a href="/">云溪市人民政府</a></h1>'
    pages = '<div><a href="#">1</a> <a href="#">2</a> <a href="#">下一页</a></div>'
    main, furniture = split(page(f"{logo}<h2>{TITLE}</h2>{TEXT}{pages}"))
    assert main == [TITLE, *TEXT_LINES]
    assert furniture == {"云溪市人民政府": "header", "1 2 下一页": "page tool"}
