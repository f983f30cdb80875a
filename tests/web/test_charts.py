"""Charts: each has a title, a description and its table; names are escaped, and colour never speaks alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from relance.web import charts
from relance.web.charts import Chart, Estimate, Month, Slice, Span, table_rows

NASTY = "Dupont & <b>Fils</b>"
SVG = "{http://www.w3.org/2000/svg}"


def say(value: float) -> str:
    return f"{value:g}"


def aged(label: str = "Not due") -> Chart:
    slices = [Slice(label, 60, "60 €", "60 %"), Slice("1-30 days", 40, "40 €", "40 %"), Slice("31-60", 0, "0 €", "0 %")]
    return charts.stacked_bar("aged", "Aged balance", slices, ("Days late", "Open", "Share"))


def lateness(label: str = "January 2026") -> Chart:
    months = [Month("Jan", label, 12.0, "12 days", 900.0, "€900"), Month("Feb", "February 2026", None, "–", 0.0, "€0")]
    head = ("Month", "Days late", "Overdue")
    return charts.columns_and_line("late", "Lateness", months, head, column_axis=say, point_axis=say)


def forecast(label: str = "from 5 January") -> Chart:
    spans = [
        Span("5/01", label, 80, "€80", 50, 120, "€50 – €120", 90, "€90"),
        Span("12/01", "from 12 January", 60, "€60", 40, 90, "€40 – €90"),
    ]
    return charts.line_with_band("fc", "Receipts", spans, ("Week", "Foreseen", "Band", "Came in"), axis=say)


def steps(label: str = "First reminder") -> Chart:
    rows = [
        Estimate(label, 0.4, 0.3, 0.5, "40 %", "30 % – 50 %", ("40 of 100",)),
        Estimate("Final notice", 0.5, 0.1, 0.9, "50 %", "10 % – 90 %", ("1 of 2",), "sample too small"),
    ]
    return charts.interval_bars("steps", "Steps", rows, ("Step", "Settled", "Interval", "Reminders"), axis=say)


CHARTS = [aged, lateness, forecast, steps]


def drawings(chart: Chart) -> list[ET.Element]:
    """The drawings of a chart, as XML: what is not well formed fails here."""
    return list(ET.fromstring(f"<figure>{chart.svg}</figure>".replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ')))


@pytest.mark.parametrize("make", CHARTS)
def test_a_chart_is_named_and_described_for_those_who_listen(make: Callable[[], Chart]) -> None:
    broad, slim = drawings(make())
    for svg in (broad, slim):
        named = svg.attrib["aria-labelledby"].split()
        title, told = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
        assert svg.attrib["role"] == "img" and title is not None and told is not None
        assert named == [title.attrib["id"], told.attrib["id"]]
        assert title.text and re.search(r"\d", told.text or "")


@pytest.mark.parametrize("make", CHARTS)
def test_a_chart_has_the_table_of_its_numbers(make: Callable[[], Chart]) -> None:
    chart = make()
    assert all(len(row) == len(chart.head) for row in chart.rows)
    rows = ET.fromstring(f"<table>{table_rows(chart)}</table>")
    assert [[cell.text or "" for cell in row] for row in rows] == [list(row) for row in chart.rows]
    assert [cell.attrib["data-label"] for cell in rows[0]] == list(chart.head)


@pytest.mark.parametrize("make", CHARTS)
def test_a_name_cannot_become_markup(make: Callable[[str], Chart]) -> None:
    chart = make(NASTY)
    assert "<b>" not in chart.svg and "<b>" not in table_rows(chart)
    words = [text.text or "" for svg in drawings(chart) for text in svg.iter()]
    assert any(NASTY in text for text in words)


@pytest.mark.parametrize("make", CHARTS)
def test_a_drawing_brings_no_style_and_no_script_of_its_own(make: Callable[[], Chart]) -> None:
    assert not re.search(r"style|<script|on\w+=|#[0-9a-f]{3,6}\b|href", make().svg)


@pytest.mark.parametrize("make", CHARTS)
def test_both_drawings_have_names_of_their_own(make: Callable[[], Chart]) -> None:
    names = re.findall(r'\bid="([^"]+)"', make().svg)
    assert len(names) == len(set(names))


def test_what_is_late_is_hatched_and_told_in_words() -> None:
    broad, _slim = drawings(aged())
    hatched = [rect.attrib["fill"] for rect in broad.iter(f"{SVG}rect") if rect.get("class") == "over"]
    assert hatched.count("url(#aged-broad-h1)") == 2  # the piece and its key
    assert {"Not due", "1-30 days", "60 %", "40 €"} <= {text.text for text in broad.iter(f"{SVG}text")}


def test_a_small_sample_is_said_where_it_is_drawn() -> None:
    broad, slim = drawings(steps())
    for svg in (broad, slim):
        assert [text.text for text in svg.iter(f"{SVG}text")].count("sample too small") == 1


def test_a_column_that_is_not_known_is_not_drawn() -> None:
    broad, _slim = drawings(lateness())
    columns = [rect for rect in broad.iter(f"{SVG}rect") if rect.get("class") == "column"]
    assert len(columns) == 2  # January and the key


def test_a_measure_that_nobody_has_leaves_no_column_in_the_table() -> None:
    spans = [Span("5/01", "from 5 January", 80, "€80")]
    chart = charts.line_with_band("fc", "Receipts", spans, ("Week", "Foreseen", "Band", "Came in"), axis=say)
    assert chart.head == ("Week", "Foreseen") and chart.rows == (("from 5 January", "€80"),)


def test_a_sparkline_marks_its_last_value() -> None:
    svg = charts.sparkline("spark", "Overdue", [1.0, None, 2.0], "January 1 ; March 2")
    assert svg.count("<polyline") == 2 and svg.count("<circle") == 1 and "January 1 ; March 2" in svg
