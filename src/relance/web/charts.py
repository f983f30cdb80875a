"""Charts drawn by the server: SVG with text that is text, a title, a description, and the table of their numbers.

Every chart is drawn twice, for wide and for narrow pages, so that its text is as large as the page's; the style sheet
shows one of them. Colour is never alone: hatches, shapes and words say the same in print.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from relance.domain.chart_geometry import Frame, band, line, pieces, text_of, ticks, units

WIDE: Final = 576
NARROW: Final = 330
HEIGHT: Final = 190
LINE: Final = 22  # of a legend
BAR: Final = 30

Say = Callable[[float], str]


class Chart(NamedTuple):
    """A drawing, and the table that says the same: heads, and rows of which the first cell is the head."""

    title: str
    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Slice(NamedTuple):
    """A piece of a whole: how much, and how that and its share are written."""

    label: str
    value: int
    shown: str
    share: str
    more: tuple[str, ...] = ()


class Month(NamedTuple):
    """A column and a point over it; None where nothing is known. `short` stands under it, `label` in the table."""

    short: str
    label: str
    column: float | None
    column_shown: str
    point: float | None = None
    point_shown: str = ""
    more: tuple[str, ...] = ()


class Span(NamedTuple):
    """What was foreseen with its band, and what came where that is known."""

    short: str
    label: str
    value: float
    shown: str
    low: float | None = None
    high: float | None = None
    between: str = ""
    actual: float | None = None
    actual_shown: str = ""


class Estimate(NamedTuple):
    """A share between 0 and 1 with its interval; `warning` says why little can be made of it."""

    label: str
    value: float
    low: float
    high: float
    shown: str
    between: str
    more: tuple[str, ...] = ()
    warning: str = ""


class _Sheet(NamedTuple):
    """One of the two drawings of a chart."""

    name: str
    width: int

    @property
    def is_narrow(self) -> bool:
        return self.width == NARROW


def _drawn(
    name: str, title: str, told: str, draw: Callable[[_Sheet], tuple[int, Sequence[SafeString]]]
) -> SafeString:  # fmt: skip
    """Both drawings of a chart, with the title and description that are read aloud."""
    sheets = []
    for look, width in (("broad", WIDE), ("slim", NARROW)):
        sheet = _Sheet(f"{name}-{look}", width)
        height, marks = draw(sheet)
        sheets.append(
            format_html(
                '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-told" focusable="false">'
                '<title id="{}-title">{}</title><desc id="{}-told">{}</desc>{}</svg>',
                look, width, height, *[sheet.name] * 3, title, sheet.name, told, _together(marks),
            )
        )  # fmt: skip
    return _together(sheets)


def _together(parts: Sequence[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # every part was escaped where it was made


def _text(x: float, y: float, words: str, anchor: str = "start", look: str = "") -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}"{}>{}</text>', units(x), units(y), anchor,
        format_html(' class="{}"', look) if look else "", words,
    )  # fmt: skip


def _rect(look: str, x: float, y: float, width: float, height: float, fill: str = "") -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}/>', look, units(x), units(y), units(max(width, 0)),
        units(max(height, 0)), format_html(' fill="url(#{})"', fill) if fill else "",
    )  # fmt: skip


def _hatches(sheet: _Sheet) -> SafeString:
    """Hatches ever denser, told apart without colour."""
    plain = '<path class="hatch" d="M-1,1 l2,-2 M0,{0} l{0},-{0} M{1},{2} l2,-2"/>'
    found = []
    for number, side in ((1, 8), (2, 5), (3, 5)):
        path = format_html(plain, side, side - 1, side + 1)
        if number == 3:
            path += format_html('<path class="hatch" d="M0,0 l{0},{0}"/>', side)
        found.append(
            format_html(
                '<pattern id="{}-h{}" width="{}" height="{}" patternUnits="userSpaceOnUse">{}</pattern>',
                sheet.name, number, side, side, path,
            )
        )  # fmt: skip
    return format_html("<defs>{}</defs>", _together(found))


def stacked_bar(name: str, title: str, slices: Sequence[Slice], head: Sequence[str]) -> Chart:
    """One bar in as many pieces as there are slices (at most five), the key beneath."""

    def draw(sheet: _Sheet) -> tuple[int, Sequence[SafeString]]:
        marks = [_hatches(sheet)]
        for number, piece in enumerate(pieces([one.value for one in slices], sheet.width)):
            if piece.length:
                marks += _filled(sheet, number, piece.start, 0, piece.length, BAR)
        for number, one in enumerate(slices):
            y = BAR + 10 + LINE * number
            marks += _filled(sheet, number, 0, y, 16, 14)
            marks.append(_text(26, y + 12, one.label))
            marks.append(_text(sheet.width - 56, y + 12, one.shown, "end"))
            marks.append(_text(sheet.width, y + 12, one.share, "end", "soft"))
        return BAR + 14 + LINE * len(slices), marks

    told = " ; ".join(f"{one.label} {one.shown} ({one.share})" for one in slices)
    rows = tuple((one.label, one.shown, one.share, *one.more) for one in slices)
    return Chart(title, _drawn(name, title, told, draw), tuple(head), rows)


def _filled(sheet: _Sheet, number: int, x: float, y: float, width: float, height: float) -> list[SafeString]:
    """A piece in its colour, its hatch over it."""
    marks = [_rect(f"s{number}", x, y, width, height)]
    if 1 <= number <= 3:
        marks.append(_rect("over", x, y, width, height, f"{sheet.name}-h{number}"))
    return marks


def columns_and_line(
    name: str, title: str, months: Sequence[Month], head: Sequence[str], *, column_axis: Say, point_axis: Say,
    least: float = 0.0,
) -> Chart:  # fmt: skip
    """A column a month, and a line of another measure with its own axis on the right; heads name both."""
    steps = ticks(max((one.column or 0.0 for one in months), default=0.0), least=least)
    others = ticks(max((one.point or 0.0 for one in months), default=0.0), (max(len(steps) - 1, 1),))
    has_points = any(one.point is not None for one in months)

    def draw(sheet: _Sheet) -> tuple[int, Sequence[SafeString]]:
        right = sheet.width - (62 if has_points else 4)
        frame = Frame(38, right, 14, HEIGHT - 22, len(months), steps[-1])
        marks = [*_axis(frame, steps, column_axis), *_under(sheet, frame, [one.short for one in months])]
        for slot, one in enumerate(months):
            if one.column is not None:
                y, width = frame.y(one.column), frame.step * 0.62
                marks.append(_rect("column", frame.x(slot) - width / 2, y, width, frame.lower - y))
                if not sheet.is_narrow:
                    marks.append(_text(frame.x(slot), y - 4, column_axis(one.column), "middle", "small"))
        if has_points:
            other = frame._replace(top=others[-1])
            marks += [_text(right + 6, other.y(tick) + 4, point_axis(tick), "start", "soft") for tick in others]
            marks += _line(other, [one.point for one in months], "line")
        entries = [("column", head[1]), *([("line", head[2])] if has_points else [])]
        return HEIGHT + LINE * len(entries), [*marks, *_key(entries)]

    told = " ; ".join(_told_month(one) for one in months if one.column is not None or one.point is not None)
    rows = tuple((one.label, one.column_shown, one.point_shown, *one.more) for one in months)
    if not has_points:
        rows = tuple((row[0], row[1], *row[3:]) for row in rows)
        head = (head[0], head[1], *head[3:])
    return Chart(title, _drawn(name, title, told, draw), tuple(head), rows)


def _told_month(one: Month) -> str:
    return f"{one.label} {', '.join(part for part in (one.column_shown, one.point_shown) if part)}"


def line_with_band(name: str, title: str, spans: Sequence[Span], head: Sequence[str], *, axis: Say) -> Chart:
    """What was foreseen as a line in its band, and what came as columns; heads: when, foreseen, between, came."""
    has_band, has_actual = any(x.high is not None for x in spans), any(x.actual is not None for x in spans)
    steps = ticks(max((max(x.value, x.high or 0.0, x.actual or 0.0) for x in spans), default=0.0))

    def draw(sheet: _Sheet) -> tuple[int, Sequence[SafeString]]:
        frame = Frame(58, sheet.width - 4, 14, HEIGHT - 22, len(spans), steps[-1])
        marks = [*_axis(frame, steps, axis), *_under(sheet, frame, [one.short for one in spans])]
        for slot, one in enumerate(spans):
            if one.actual is not None:
                y, width = frame.y(one.actual), frame.step * 0.44
                marks.append(_rect("column", frame.x(slot) - width / 2, y, width, frame.lower - y))
        bounds = [None if x.low is None or x.high is None else (x.low, x.high) for x in spans]
        for outline in band(frame, bounds):
            marks.append(format_html('<polygon class="band" points="{}"/>', text_of(outline)))
        marks += _line(frame, [one.value for one in spans], "line")
        entries = [("line", head[1])]
        entries += [("band", head[2])] if has_band else []
        entries += [("column", head[3])] if has_actual else []
        return HEIGHT + LINE * len(entries), [*marks, *_key(entries)]

    shown = [(True, 1), (has_band, 2), (has_actual, 3)]
    rows = []
    for one in spans:
        cells = ("", one.shown, one.between, one.actual_shown)
        rows.append((one.label, *(cells[n] for there, n in shown if there)))
    heads = (head[0], *(head[n] for there, n in shown if there))
    told = " ; ".join(f"{row[0]} {', '.join(cell for cell in row[1:] if cell)}" for row in rows)
    return Chart(title, _drawn(name, title, told, draw), heads, tuple(rows))


def interval_bars(name: str, title: str, estimates: Sequence[Estimate], head: Sequence[str], *, axis: Say) -> Chart:
    """A bar a line: the interval as a band, the share marked in it. Where the sample is small, a hatch and words."""

    def draw(sheet: _Sheet) -> tuple[int, Sequence[SafeString]]:
        marks, y = [_hatches(sheet)], 0
        for one in estimates:
            numbers = f"{one.shown} ({one.between})"
            marks.append(_text(0, y + 12, one.label))
            if sheet.is_narrow:
                y += 18
            marks.append(_text(0 if sheet.is_narrow else sheet.width, y + 12, numbers,
                               "start" if sheet.is_narrow else "end", "soft"))  # fmt: skip
            marks += _interval(sheet, one, y + 18)
            y += 34
            if one.warning:
                marks.append(_text(0, y + 10, one.warning, "start", "small warning"))
                y += 18
            y += 8
        for share, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
            marks.append(_text(share * sheet.width, y + 6, axis(share), anchor, "soft"))
        return y + 12, marks

    rows = tuple((one.label, one.shown, one.between, *one.more) for one in estimates)
    told = " ; ".join(
        f"{one.label} {one.shown} ({one.between}){f', {one.warning}' if one.warning else ''}" for one in estimates
    )
    return Chart(title, _drawn(name, title, told, draw), tuple(head), rows)


def _interval(sheet: _Sheet, one: Estimate, y: float) -> list[SafeString]:
    x, width = one.low * sheet.width, (one.high - one.low) * sheet.width
    marks = [_rect("ground", 0, y, sheet.width, 14), _rect("interval", x, y + 1, width, 12)]
    if one.warning:
        marks.append(_rect("over", x, y + 1, width, 12, f"{sheet.name}-h1"))
    return [*marks, _rect("mark", min(one.value * sheet.width, sheet.width - 3), y, 3, 14)]


def sparkline(name: str, title: str, values: Sequence[float | None], told: str) -> SafeString:
    """A line as high as a word, the last value marked; its numbers stand in the chart that it goes with."""
    known = [value for value in values if value is not None]
    frame = Frame(0, 100, 3, 21, len(values), max(known, default=0.0))
    marks = [
        format_html('<polyline class="line" points="{}"/>', text_of(points)) for points in line(frame, values)
    ]  # fmt: skip
    if known and values[-1] is not None:
        marks.append(_dot(frame.x(len(values) - 1), frame.y(values[-1]), 2.5))
    return format_html(
        '<svg class="spark" viewBox="0 0 100 24" role="img" aria-labelledby="{}-title {}-told" focusable="false">'
        '<title id="{}-title">{}</title><desc id="{}-told">{}</desc>{}</svg>',
        name, name, name, title, name, told, _together(marks),
    )  # fmt: skip


def _axis(frame: Frame, steps: Sequence[float], say: Say) -> list[SafeString]:
    """Thin lines across, each named on the left."""
    marks = []
    for tick in steps:
        y = frame.y(tick)
        marks.append(
            format_html(
                '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>', units(frame.left), units(frame.right),
                units(y), units(y),
            )
        )  # fmt: skip
        marks.append(_text(frame.left - 6, y + 4, say(tick), "end", "soft"))
    return marks


def _under(sheet: _Sheet, frame: Frame, words: Sequence[str]) -> list[SafeString]:
    """What stands under the slots; on a narrow page the last one and every third before it."""
    every = 3 if sheet.is_narrow and len(words) > 6 else 2 if len(words) > 13 else 1
    last = len(words) - 1
    return [
        _text(frame.x(slot), frame.lower + 16, word, "middle", "soft")
        for slot, word in enumerate(words)
        if not (last - slot) % every
    ]


def _line(frame: Frame, values: Sequence[float | None], look: str) -> list[SafeString]:
    marks = []
    for points in line(frame, values):
        marks.append(format_html('<polyline class="{}" points="{}"/>', look, text_of(points)))
        marks += [_dot(point.x, point.y, 3.5) for point in points]
    return marks


def _dot(x: float, y: float, radius: float) -> SafeString:
    return format_html('<circle class="dot" cx="{}" cy="{}" r="{}"/>', units(x), units(y), radius)


def _key(entries: Sequence[tuple[str, str]]) -> list[SafeString]:
    """What each mark means, a line each beneath the drawing."""
    marks = []
    for number, (look, words) in enumerate(entries):
        y = HEIGHT + LINE * number + 6
        if look == "line":
            marks.append(format_html('<polyline class="line" points="0,{0} 22,{0}"/>', y + 7))
            marks.append(_dot(11, y + 7, 3.5))
        else:
            marks.append(_rect(look, 2, y, 18, 13))
        marks.append(_text(30, y + 12, words))
    return marks


def table_rows(chart: Chart) -> SafeString:
    """The rows of a chart's table, each cell with the name of its column for narrow pages."""
    rows = []
    for row in chart.rows:
        cells = format_html_join(
            "", '<td class="{}" data-label="{}">{}</td>',
            (("number" if n else "", name, cell) for n, (name, cell) in enumerate(zip(chart.head, row, strict=True))),
        )  # fmt: skip
        rows.append(format_html("<tr>{}</tr>", cells))
    return _together(rows)
