"""Sheets on the desk: rows, spreads, fitting, zoom steps."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from smdesk.gui.preview.sheets import (
    MARGIN,
    STEPS,
    Sheet,
    fitting,
    lay_out,
    nearest,
    rows_of,
    scale_of,
)

MODES = st.sampled_from(["single", "spread"])


@st.composite
def shown_sheets(draw) -> tuple[Sheet, ...]:
    """Parts of an even number of pages from some recto on, as a step shows them."""
    first = 2 * draw(st.integers(0, 20)) + 1
    counts = draw(st.lists(st.integers(1, 3), max_size=5))
    sheets, number = [], first
    for part, count in enumerate(counts):
        for page in range(2 * count):
            sheets.append(Sheet(part, page, number))
            number += 1
    return tuple(sheets)


@given(shown_sheets(), MODES, st.integers(60, 3000), st.floats(0.3, 12))
def test_every_sheet_lies_on_the_desk_and_none_on_another(sheets, mode, width, scale) -> None:
    desk = lay_out(sheets, mode, scale, width)
    assert len(desk.boxes) == len(sheets)
    assert sorted(number for row in desk.rows for number in row) == list(range(len(sheets)))
    for box in desk.boxes:
        assert box.x >= 0
        assert box.x + box.width <= desk.width
        assert box.y + box.height <= desk.height
    for one, other in combinations(desk.boxes, 2):
        apart = (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
        assert apart


@given(shown_sheets(), st.integers(200, 2000))
def test_spreads_have_the_verso_left_and_the_recto_right_of_the_fold(sheets, width) -> None:
    desk = lay_out(sheets, "spread", fitting(width, "spread"), width)
    fold = desk.width // 2
    for sheet, box in zip(sheets, desk.boxes, strict=True):
        assert (box.x >= fold - 1) == sheet.recto
    for row in desk.rows:
        numbers = [sheets[number].number for number in row]
        assert numbers in ([numbers[0]], [numbers[0], numbers[0] + 1])
        assert len(row) == 1 or not sheets[row[0]].recto


def test_a_packet_opens_with_the_cover_alone_at_the_right() -> None:
    sheets = tuple(Sheet(0, page, page + 1) for page in range(4))
    assert rows_of(sheets, "spread") == ((0,), (1, 2), (3,))


@given(MODES, st.integers(150, 4000))
def test_a_fitting_row_needs_no_scrolling_across(mode, width) -> None:
    sheets = tuple(Sheet(0, page, page + 1) for page in range(4))
    desk = lay_out(sheets, mode, fitting(width, mode), width)
    assert desk.width == width
    assert min(box.x for box in desk.boxes) >= MARGIN


@given(shown_sheets().filter(bool), MODES, st.floats(0.3, 6))
def test_the_row_at_a_height_is_the_one_that_lies_there(sheets, mode, scale) -> None:
    desk = lay_out(sheets, mode, scale, 400)
    for number, row in enumerate(desk.rows):
        box = desk.boxes[row[0]]
        assert desk.row_at(box.y) == number
        assert desk.row_at(box.y + box.height - 1) == number
        assert set(row) <= set(desk.between(box.y, box.y + box.height))


def test_zoom_walks_its_steps_and_stops_at_the_ends() -> None:
    walked = [32.0]
    for _ in range(10):
        walked.append(nearest(walked[-1], 1))
    assert walked[1:7] == list(STEPS)
    assert walked[-1] == STEPS[-1]
    assert nearest(110, -1) == 100
    assert nearest(STEPS[0], -1) == STEPS[0]


def test_a_hundred_percent_is_the_size_on_paper() -> None:
    assert round(210 * scale_of(100)) == 794  # A4 at 96 dots an inch
