"""The pages of the site, mounted in one application."""

import asyncio
import warnings
from concurrent.futures import ThreadPoolExecutor

import gradio as gr
from fastapi import FastAPI

from assistant.interfaces.about_page.page import build_about_page
from assistant.interfaces.chat.page import build_chat_page
from assistant.interfaces.documents_page.page import build_documents_page
from assistant.interfaces.measures_page.page import build_measures_page
from assistant.interfaces.review_page.page import build_review_page
from assistant.interfaces.site.frame import NAME
from assistant.interfaces.site.language import EARLY
from assistant.interfaces.site.parts import Site
from assistant.reading.load import LARGEST_BYTES

_FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
# By address and name; the page at the root is the conversation.
_ROUTES = (
    ("measures", "支持措施", build_measures_page),
    ("review", "引文核查", build_review_page),
    ("documents", "文档", build_documents_page),
    ("about", "关于", build_about_page),
)
# Pages without anything to send take no more than this.
_NO_FILES = "1kb"


def mount_pages(app: FastAPI, site: Site, styles: tuple[str, ...], scripts: tuple[str, ...]) -> FastAPI:
    """Put the pages at the root of ``app``, with nothing that reaches beyond this server."""
    head = EARLY + "".join(f'<link rel="stylesheet" href="{address}">' for address in styles)
    head += "".join(f'<script src="{address}" defer></script>' for address in scripts)
    # Outside of a running event loop Gradio opens one for each lock that it makes, and never closes them.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _mount(app, site, head)).result()


async def _mount(app: FastAPI, site: Site, head: str) -> FastAPI:
    # Gradio says so of every site of several pages, also of one that never asked for it.
    warnings.filterwarnings("ignore", "SSR mode is not supported", UserWarning)
    theme = gr.themes.Base(font=[gr.themes.Font(name) for name in _FONTS], font_mono=[gr.themes.Font("monospace")])
    mounted: FastAPI = gr.mount_gradio_app(
        app, _build(site), path="/", theme=theme, head=head, footer_links=[], run_history=False, show_error=False,
        ssr_mode=False, pwa=False, mcp_server=False, enable_monitoring=False,
        max_file_size=LARGEST_BYTES if site.shelf and site.editing.is_open else _NO_FILES,
    )  # fmt: skip
    return mounted


def _build(site: Site) -> gr.Blocks:
    with gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True) as blocks:
        gr.Navbar(visible=False)
        build_chat_page(blocks, site)
    for address, name, build_page in _ROUTES:
        with blocks.route(name, address, show_in_navbar=False) as page:
            gr.Navbar(visible=False)
            build_page(page, site)
    blocks.queue(api_open=False)
    return blocks
