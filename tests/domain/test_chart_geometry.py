"""Where the marks of a chart stand, in numbers small enough to check by hand."""

from __future__ import annotations

import pytest

from relance.domain.chart_geometry import Frame, Piece, Point, band, line, pieces, text_of, ticks, units

SQUARE = Frame(left=0, right=40, upper=0, lower=100, slots=4, top=50)


@pytest.mark.parametrize(
    ("most", "axis"),
    [
        (0, [0]),
        (23, [0, 5, 10, 15, 20, 25]),
        (8, [0, 2, 4, 6, 8]),
        (0.3, [0, 0.1, 0.2, 0.3]),
        (1_234_567, [0, 250_000, 500_000, 750_000, 1_000_000, 1_250_000]),
    ],
)
def test_an_axis_names_round_values_up_to_just_above_the_largest(most: float, axis: list[float]) -> None:
    assert ticks(most) == pytest.approx(axis)


def test_things_are_not_counted_in_halves() -> None:
    assert ticks(1, least=1) == [0, 1, 2, 3]


def test_two_axes_of_one_chart_can_have_the_same_number_of_steps() -> None:
    assert ticks(138_000, (4,)) == [0, 50_000, 100_000, 150_000, 200_000]


def test_a_bar_is_cut_in_proportion() -> None:
    assert pieces([1, 1, 2], 100) == [Piece(0, 25), Piece(25, 25), Piece(50, 50)]


def test_a_piece_that_is_there_is_seen_and_the_bar_keeps_its_length() -> None:
    small, none, large = pieces([1, 0, 9_999], 100)
    assert (small.length, none.length) == (2, 0)
    assert large.start + large.length == pytest.approx(100)


def test_nothing_has_no_pieces() -> None:
    assert pieces([0, 0], 100) == [Piece(0, 0), Piece(0, 0)]


def test_a_value_beyond_the_axis_stands_at_its_edge() -> None:
    assert [SQUARE.y(value) for value in (-5, 0, 25, 50, 80)] == [100, 100, 50, 0, 0]


def test_a_line_is_not_drawn_over_what_is_not_known() -> None:
    assert line(SQUARE, [50, None, 25, 0]) == [[Point(5, 0)], [Point(25, 50), Point(35, 100)]]


def test_a_band_goes_along_its_upper_bounds_and_back_along_the_lower_ones() -> None:
    assert band(SQUARE, [(0, 25), (25, 50), None, None]) == [[Point(5, 50), Point(15, 0), Point(15, 50), Point(5, 100)]]


def test_a_bound_that_stands_alone_is_as_wide_as_its_slot() -> None:
    (outline,) = band(SQUARE, [None, (0, 50), None, None])
    assert {point.x for point in outline} == {10, 20}


def test_units_have_two_decimals_at_most() -> None:
    assert [units(x) for x in (12.0, 12.345, 0.001)] == ["12", "12.35", "0"]
    assert text_of([Point(1.5, 2), Point(3, 4)]) == "1.5,2 3,4"
