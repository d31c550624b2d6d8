"""The page of support measures in Gradio: filters and tabs; what they find is rendered by ``render``."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import gradio as gr

from assistant.errors import AssistantError
from assistant.interfaces.chat.render import render_error
from assistant.interfaces.html import Html, element
from assistant.interfaces.measures_page.export import ADDRESS
from assistant.interfaces.measures_page.render import (
    render_conflicts,
    render_found,
    render_indicators,
    render_matrix,
    render_suggestions,
)
from assistant.interfaces.site.components import Event, header, html, reader, wire
from assistant.interfaces.site.parts import Site
from assistant.measures.charts import comparable, compare, to_figure
from assistant.measures.desk import Asked, MeasureDesk
from assistant.records import Filters, Firmness

Names = Sequence[str] | None


def build_measures_page(page: gr.Blocks, site: Site) -> None:
    """Put the page into the Blocks that are being built; each part is worked out when it is first looked at."""
    view = _View(site)
    with gr.Row(elem_id="title-row"):
        header(page, site, "measures")
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="measures-page", elem_classes="sheet"), gr.Tabs(elem_id="measure-tabs"):
            with gr.Tab("查找", id="find"):
                _find_tab(view, page.load)
            with gr.Tab("各地对照", id="matrix") as tab:
                _matrix_tab(view, tab.select)
            with gr.Tab("按情况匹配", id="profile") as tab:
                _profile_tab(view, tab.select)
            with gr.Tab("冲突与重复", id="conflicts") as tab:
                _conflicts_tab(view, tab.select)
            with gr.Tab("指标对照", id="indicators") as tab:
                _indicators_tab(view, tab.select)
        reader()


def _find_tab(view: "_View", opened: Event) -> None:
    with gr.Row(elem_classes="filters"):
        words = gr.Textbox(label="关键词", placeholder="如 贷款 贴息", max_lines=1, min_width=150)
        place = _places(view, opened)
        kind = _several("类型", view.types)
        firmness = _several("力度", tuple(Firmness))
        beneficiary = _several("对象", view.kinds)
        unit = gr.Textbox(label="责任单位", placeholder="如 市场监督管理局", max_lines=1, min_width=150)
    _watch([words, place, kind, firmness, beneficiary, unit], view.find, opened)


def _matrix_tab(view: "_View", opened: Event) -> None:
    with gr.Row(elem_classes="filters"):
        place, kind = _places(view, opened), _several("类型", view.types)
    _watch([place, kind], view.matrix, opened)


def _profile_tab(view: "_View", opened: Event) -> None:
    with gr.Row(elem_classes="filters"):
        home = next(iter(view.places), None)
        place = gr.Dropdown(list(view.places), label="所在地", value=home, min_width=150, elem_classes="verbatim")
        wire(opened, view.choose_place, place, place)
        kind, need = _several("我是", view.kinds), _several("需要", view.types)
        trait, lack = _several("具备", view.traits), _several("不具备", view.traits)
    _watch([place, kind, need, trait, lack], view.suggest, opened)


def _conflicts_tab(view: "_View", opened: Event) -> None:
    with gr.Row(elem_classes="filters"):
        place = _places(view, opened)
        across = gr.Checkbox(label="不同地区之间也比较", value=False, min_width=200)
    _watch([place, across], view.conflicts, opened)


def _indicators_tab(view: "_View", opened: Event) -> None:
    with gr.Row(elem_classes="filters"):
        words = gr.Textbox(label="指标名称", placeholder="如 发明专利拥有量", max_lines=1, min_width=150)
        place = _places(view, opened)
        chart = gr.Dropdown([], label="对照图", value=None, elem_classes="verbatim")
    plot = gr.Plot(None, label="指标对照", show_label=False, elem_id="indicator-plot")
    _watch([words, place], view.indicators, opened)
    wire(opened, view.choose_chart, chart, chart)
    wire(chart.change, view.draw, chart, plot)


def _places(view: "_View", opened: Event) -> gr.Dropdown:
    """Places to choose from, those of the documents that are indexed when the part is opened; in Chinese always."""
    place = _several("地区", view.places, "verbatim")
    wire(opened, lambda: gr.Dropdown(list(view.places)), None, place)
    return place


def _several(label: str, choices: Sequence[str], *classes: str) -> gr.Dropdown:
    return gr.Dropdown(
        [str(one) for one in choices], label=label, multiselect=True, min_width=150, elem_classes=["several", *classes]
    )


def _watch(inputs: list[Any], handler: Callable[..., str], opened: Event) -> None:
    """Show what the handler finds when its part is opened, and anew whenever a filter changes."""
    output = html("")
    for event in (opened, *(one.submit if isinstance(one, gr.Textbox) else one.change for one in inputs)):
        wire(event, handler, inputs, output)


class _View:
    """Handlers of the page; an unusable question is one line in place of the result."""

    def __init__(self, site: Site) -> None:
        self._site = site
        taxonomy = self._desk.taxonomy
        self.types = taxonomy.type_names
        self.kinds = tuple(one.name for one in taxonomy.beneficiaries)
        self.traits = tuple(one.name for one in taxonomy.traits)

    @property
    def places(self) -> tuple[str, ...]:
        """The places that the documents are of."""
        return self._desk.places

    @property
    def _desk(self) -> MeasureDesk:
        return self._site.current().measures

    def find(self, words: str, place: Names, kind: Names, firmness: Names, beneficiary: Names, unit: str) -> str:
        asked = Asked(
            Filters(tuple(place or ())), tuple(kind or ()), tuple(firmness or ()), tuple(beneficiary or ()), unit, words
        )
        values = {"words": words, "place": place, "type": kind, "firmness": firmness, "beneficiary": beneficiary}
        links = _links("measures", {**values, "unit": unit})
        return self._said(lambda: render_found(self._desk.find(asked), self._desk), links)

    def matrix(self, place: Names, kind: Names) -> str:
        links = _links("matrix", {"place": place, "type": kind})
        return self._said(lambda: render_matrix(self._desk.matrix(place or (), kind or ())), links)

    def suggest(self, place: str, kind: Names, need: Names, trait: Names, lack: Names) -> str:
        links = _links("profile", {"place": place, "beneficiary": kind, "type": need, "trait": trait, "lacks": lack})
        return self._said(
            lambda: render_suggestions(
                self._desk.suggest(place or "", kind or (), need or (), trait or (), lack or ()), self._desk
            ),
            links,
        )

    def conflicts(self, place: Names, across: bool) -> str:
        links = _links("conflicts", {"place": place, "across": across})
        filters = Filters(tuple(place or ()))
        return self._said(lambda: render_conflicts(self._desk.conflicts(filters, across=across), self._desk), links)

    def indicators(self, words: str, place: Names) -> str:
        links = _links("indicators", {"words": words, "place": place})
        filters = Filters(tuple(place or ()))
        return self._said(lambda: render_indicators(self._desk.find_indicators(filters, words), self._desk), links)

    def choose_place(self, chosen: str | None) -> gr.Dropdown:
        """The places; the first of them, where none is chosen that is still there."""
        places = self.places
        return gr.Dropdown(list(places), value=chosen if chosen in places else next(iter(places), None))

    def choose_chart(self, chosen: str | None) -> gr.Dropdown:
        """The indicators that can be compared; the first of them, where none is chosen yet."""
        keys = comparable(self._desk.indicators)
        return gr.Dropdown(list(keys), value=chosen or next(iter(keys), None))

    def draw(self, key: str | None) -> Any:
        """The chart of one indicator; none where nothing can be compared."""
        return to_figure(compare(self._desk.indicators, key)) if key else None

    def _said(self, rendered: Callable[[], Html], links: Html) -> str:
        try:
            return f"{links}{rendered()}"
        except AssistantError as error:
            return str(render_error(str(error)))


def _links(view: str, values: dict[str, Any]) -> Html:
    """Where the same is had as a workbook and as CSV."""
    given = {name: value for name, value in values.items() if value}
    forms = (("导出 XLSX", "xlsx"), ("导出 CSV", "csv"))
    links = (
        element("a", text, href=f"{ADDRESS.lstrip('/')}?{urlencode({'view': view, 'form': form, **given}, doseq=True)}")
        for text, form in forms
    )
    return element("p", *links, class_="exports")
