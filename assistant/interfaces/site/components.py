"""Gradio's components as the pages use them: HTML that is escaped by construction, events that are not an API."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.interfaces.html import Html
from assistant.interfaces.site.frame import render_header, render_reader_panel
from assistant.interfaces.site.parts import Site

Event = Callable[..., Any]


def html(value: Html | str, **options: Any) -> gr.HTML:
    """Markup in its place."""
    return gr.HTML(str(value), js_on_load=None, apply_default_css=False, **options)


def fresh(page: gr.Blocks, make: Callable[[], Html], **options: Any) -> gr.HTML:
    """Markup that is made anew whenever the page is opened."""
    shown = html(make(), **options)
    # Not through the queue: Gradio closes its event stream behind the last event and may lose one that starts then.
    wire(page.load, lambda: str(make()), None, shown, queue=False)
    return shown


def wire(event: Event, handler: Callable[..., Any], inputs: Any, outputs: Any, **options: Any) -> Any:
    """Let an event call a handler, with no sign of its own and no address for others."""
    return event(handler, inputs, outputs, show_progress="hidden", api_visibility="private", **options)


def header(page: gr.Blocks, site: Site, address: str) -> gr.HTML:
    """The title bar of the page at an address, with the documents that are indexed when it is opened."""
    return fresh(page, lambda: render_header(tuple(site.current().trees.values()), address), elem_id="header")


def reader() -> gr.HTML:
    """The empty reader beside a page."""
    return html(render_reader_panel(), elem_id="reader-holder")
