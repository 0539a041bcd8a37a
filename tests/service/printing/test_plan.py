"""Sides, sheets and stacks; a printer of one side is played with real stacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.service.printing.plan import (
    FACE_DOWN,
    FACE_UP,
    Answers,
    HandWay,
    by_hand,
    in_order,
    page_range,
    sheets,
    shown,
    way_of,
)

PAGES = st.sets(st.integers(1, 40), min_size=1).map(sorted)


@dataclass
class Sheet:
    """A sheet with what stands on side 0 and side 1 as (what, head down); ``up`` is the side that shows."""

    sides: dict[int, tuple[object, bool]] = field(default_factory=dict)
    up: int = 0


@dataclass(frozen=True)
class Machine:
    """A printer of one side: which side of the drawn sheet it prints, how sheets come out."""

    prints_up: bool
    comes_out_up: bool
    heads_turn: bool

    def run(
        self, tray: list[Sheet], what: list[tuple[object, bool]], *, again: bool
    ) -> list[Sheet]:
        """Print on the sheets of a tray (top first); return the stack that came out (top first)."""
        out: list[Sheet] = []
        for content, upside in what:
            sheet = tray.pop(0)
            side = sheet.up if self.prints_up else 1 - sheet.up
            assert side not in sheet.sides or content is None or sheet.sides[side][0] is None, (
                "over"
            )
            sheet.sides[side] = (content, upside ^ (again and self.heads_turn))
            sheet.up = side if self.comes_out_up else 1 - side
            out.insert(0, sheet)
        return out


def turned(stack: list[Sheet]) -> list[Sheet]:
    for sheet in stack:
        sheet.up = 1 - sheet.up
    return stack[::-1]


def trial_of(machine: Machine) -> HandWay:
    """Play the test sheets: fronts 1 and 2, the stack put back as it lies, sides A and B."""
    tray = [Sheet(), Sheet()]
    one, two = tray
    stack = machine.run(tray, [(1, False), (2, False)], again=False)
    printed = {id(sheet): next(iter(sheet.sides)) for sheet in (one, two)}
    for sheet in stack:
        sheet.sides = {}
    machine.run(stack, [("A", False), ("B", False)], again=True)
    side, (what, upside) = next(iter(one.sides.items()))
    return way_of(
        Answers(on_back=side != printed[id(one)], same_head=not upside, in_order=what == "A")
    )


@pytest.mark.parametrize("kind", list(product([True, False], repeat=3)))
@given(PAGES)
@settings(max_examples=15, deadline=None)
def test_after_the_test_sheet_every_printer_puts_each_back_behind_its_front(kind, pages) -> None:
    machine = Machine(*kind)
    way = trial_of(machine)
    fronts, backs = by_hand(pages, way)
    tray = [Sheet() for _ in fronts]
    paper = list(tray)
    stack = machine.run(tray, [(one, False) for one in fronts], again=False)
    if backs:
        stack = turned(stack) if way.turn_over else stack
        machine.run(stack, [(one, way.upside) for one in backs], again=True)
    got = []
    for sheet in paper:
        assert not any(upside for what, upside in sheet.sides.values() if what is not None)
        got.append(tuple(what for _, (what, _) in sorted(sheet.sides.items())))
    wanted = [pair if backs else pair[:1] for pair in sheets(pages)]
    assert [set(one) for one in got] == [set(one) for one in wanted]


@given(PAGES)
def test_each_page_stands_once_and_on_its_own_side(pages) -> None:
    made = sheets(pages)
    assert [side for sheet in made for side in sheet if side] == pages
    for front, back in made:
        assert front is None or front % 2 == 1
        assert back is None or back % 2 == 0
        assert front is not None or back is not None


@given(PAGES)
def test_the_next_copy_begins_a_sheet(pages) -> None:
    assert len(in_order(pages, duplex=True)) % 2 == 0
    assert in_order(pages, duplex=False) == tuple(pages)


@given(PAGES)
def test_pages_are_read_as_they_are_shown(pages) -> None:
    assert page_range(shown(pages), 40) == tuple(pages)


def test_ranges_are_read_as_people_write_them() -> None:
    assert page_range("", 4) == (1, 2, 3, 4)
    assert page_range("3-", 5) == (3, 4, 5)
    assert page_range("1，3～4；4", 6) == (1, 3, 4)


@pytest.mark.parametrize(
    ("text", "code"),
    [("0", "range-wrong"), ("4-2", "range-wrong"), ("a", "range-wrong"), ("9", "range-beyond")],
)
def test_a_range_that_cannot_be_is_told(text: str, code: str) -> None:
    with pytest.raises(SmdeskError) as told:
        page_range(text, 8)
    assert told.value.code == f"printing.{code}"


@pytest.mark.parametrize(("comes_out_up", "way"), [(False, FACE_DOWN), (True, FACE_UP)])
def test_the_usual_ways_are_those_of_printers_that_put_out_face_down_and_up(
    comes_out_up: bool, way: HandWay
) -> None:
    machine = Machine(prints_up=True, comes_out_up=comes_out_up, heads_turn=False)
    assert trial_of(machine) == way
