"""The page 关于 in Gradio: one piece of HTML, made anew whenever it is opened."""

import gradio as gr

from assistant.interfaces.about_page.render import render_about
from assistant.interfaces.site.components import fresh, header, reader
from assistant.interfaces.site.parts import Site


def build_about_page(page: gr.Blocks, site: Site) -> None:
    """Put the page into the Blocks that are being built."""
    with gr.Row(elem_id="title-row"):
        header(page, site, "about")
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="about-page", elem_classes="sheet"):
            fresh(page, lambda: render_about(site.current(), site.model_status()))
        reader()
