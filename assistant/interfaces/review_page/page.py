"""The review page in Gradio: its frame. The script fills it, because judging must not wait for a round trip."""

import gradio as gr

from assistant.interfaces.html import element
from assistant.interfaces.review_page.overview import render_not_kept
from assistant.interfaces.site.components import header, html, reader
from assistant.interfaces.site.parts import Site


def build_review_page(page: gr.Blocks, site: Site) -> None:
    """Put the page into the Blocks that are being built."""
    with gr.Row(elem_id="title-row"):
        header(page, site, "review")
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="review-page", elem_classes="sheet"):
            html(
                element("div", element("p", "载入中…", class_="nothing"), id="review")
                if site.store
                else render_not_kept()
            )
        reader()
