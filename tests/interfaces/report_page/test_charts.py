import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.bootstrap import Estimate
from assistant.interfaces.report_page.charts import LogScale, change_bar, columns, interval_bar


def shapes(drawing, tag):
    """The attributes of every shape of a kind."""
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', found)) for found in re.findall(rf"<{tag} ([^>]*)>", str(drawing))]


def test_a_bar_runs_to_the_mean_and_its_whisker_over_the_interval():
    drawing = interval_bar(Estimate(0.5, 0.25, 0.875, 8), "首位召回")
    track, bar = shapes(drawing, "rect")
    assert (track["width"], bar["x"], bar["width"], bar["class"]) == ("100", "0", "50", "bar")
    assert [(line["x1"], line["x2"]) for line in shapes(drawing, "line")] == [
        ("25", "87.5"), ("25", "25"), ("87.5", "87.5"),
    ]  # fmt: skip
    assert 'role="img" aria-label="首位召回"' in str(drawing)


def test_a_bar_of_what_is_bad_is_marked():
    assert shapes(interval_bar(Estimate(0.1, 0.0, 0.2, 8), "", is_bad=True), "rect")[1]["class"] == "bar bad"


def test_a_change_has_zero_in_the_middle():
    drawing = change_bar(Estimate(-0.1, -0.2, 0.05, 8), "变化", widest=0.2, is_bad=True)
    zero, whisker, mean = shapes(drawing, "line")
    assert (zero["x1"], zero["class"]) == ("50", "zero")
    assert (whisker["x1"], whisker["x2"]) == ("0", "62.5")
    assert (mean["x1"], mean["class"]) == ("25", "mean bad")


def test_columns_are_of_one_width_and_the_highest_fills_the_height():
    bars = shapes(columns([4, 0, 1, 2], "题数", marked=[3]), "rect")
    assert [(bar["x"], bar["y"], bar["width"], bar["height"]) for bar in bars] == [
        ("2.5", "0", "20", "100"), ("27.5", "100", "20", "0"), ("52.5", "75", "20", "25"), ("77.5", "50", "20", "50"),
    ]  # fmt: skip
    assert [bar["class"] for bar in bars] == ["bar", "bar", "bar", "bar bad"]


@pytest.mark.parametrize("counts", [[], [0], [0, 0]])
def test_nothing_counted_draws_no_height(counts):
    assert {bar["height"] for bar in shapes(columns(counts, ""), "rect")} <= {"0"}


def test_a_scale_runs_between_round_values_by_the_logarithm():
    scale = LogScale([0.1, 0.6, 9.0])
    assert [scale.place(value) for value in (0.1, 1.0, 10.0)] == pytest.approx([0.0, 0.5, 1.0])
    assert scale.ticks() == pytest.approx([0.1, 0.5, 2.0, 10.0])
    assert LogScale([0.1, 0.6, 9.0]).ticks(most=9) == pytest.approx([0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0])


def test_values_are_counted_where_they_lie():
    counts = LogScale([0.1, 9.0]).counts([0.1, 0.1, 0.99, 9.99])
    assert (counts[0], counts[11], counts[-1], sum(counts), len(counts)) == (2, 1, 1, 4, 24)


@pytest.mark.parametrize("values", [[], [0.0], [0.0, 0.0]])
def test_no_time_at_all_has_a_scale(values):
    scale = LogScale(values)
    assert scale.place(0.0) == 0.0
    assert sum(scale.counts(values)) == len(values)
    assert scale.ticks() != []


@given(st.lists(st.floats(0, 5000), min_size=1, max_size=20))
def test_every_value_has_its_place(values):
    scale = LogScale(values)
    assert all(0 <= scale.place(value) <= 1 for value in values)
    assert sum(scale.counts(values)) == len(values)
    assert 1 <= len(scale.ticks()) <= 6
