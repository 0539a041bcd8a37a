"""Findings in the cell: only where a person has been, and nothing moves for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from smdesk.gui.sheet.walk import beside, towards
from smdesk.notices.loader import find_form
from smdesk.service.samples import faulty_sample
from smdesk.service.session import DraftSession

Make = Callable[..., Any]
POSTCODE = "org.postcode"


def test_a_finding_shows_only_when_the_field_is_left(make: Make) -> None:
    desk = make("table/basic")
    desk.go(POSTCODE)
    desk.type("31")
    assert not desk.page.view.marks[POSTCODE].findings
    desk.press(Qt.Key.Key_Tab)
    assert desk.page.view.marks[POSTCODE].level == "error"
    assert not desk.page.note.isVisible()
    desk.go(POSTCODE)
    assert desk.page.note.isVisible()
    assert desk.page.editor(POSTCODE).accessibleDescription()


def test_a_finding_goes_when_its_cause_does(make: Make) -> None:
    desk = make("table/basic", values={POSTCODE: "31"})
    assert desk.page.view.marks[POSTCODE].level == "error"
    desk.go(POSTCODE)
    desk.focus.selectAll()
    desk.type("310000")
    desk.press(Qt.Key.Key_Tab)
    assert desk.page.view.marks[POSTCODE].level is None


def test_nothing_moves_for_findings(make: Make) -> None:
    desk = make("table/operation")
    places = [one.geometry() for one in desk.page.editors]
    desk.session.ask_check()
    desk.settle()
    assert any(mark.level for mark in desk.page.view.marks.values())
    desk.go("finance.tax[2018]")
    assert [one.geometry() for one in desk.page.editors] == places


def test_what_is_required_and_empty_is_wanted_until_it_is_filled(make: Make) -> None:
    desk = make("table/basic")
    assert desk.page.view.marks["org.name"].wanted
    assert "contact.fax" not in desk.page.view.marks
    desk.go("org.name")
    desk.type("a")
    assert not desk.page.view.marks["org.name"].wanted


def test_a_choice_has_its_marks_at_its_first_box(make: Make) -> None:
    desk = make("table/content")
    marks = desk.page.view.marks
    wanted = [key for key, mark in marks.items() if mark.wanted and key.startswith("declare")]
    assert wanted == ["declare.modes#supply-chain"]


def test_the_note_stays_on_the_sheet_and_says_every_open_finding(make: Make) -> None:
    declaration, _ = faulty_sample()
    pack, form = find_form(declaration.form)
    session = DraftSession(pack, form, declaration)
    session.ask_check()
    for section in form.section:
        desk = make(f"table/{section.id}", session=session)
        for slot in desk.page.book.slots:
            mark = desk.page.view.marks.get(slot.key)
            if mark is None or not any(not one.answered for one in mark.findings):
                continue
            desk.go(slot.key)
            note, view = desk.page.note, desk.page.view
            assert note.isVisible()
            assert view.rect().contains(note.geometry())
            assert not note.geometry().intersects(desk.focus.geometry())
            assert len(note.lines) == sum(not one.answered for one in mark.findings)


def test_the_note_hides_nothing_that_is_typed_into_next(make: Make) -> None:
    desk = make("table/operation", values={"finance.assets[2017]": "x", "finance.tax[2018]": "y"})
    desk.session.ask_check()
    seen = set()
    for slot in desk.page.book.slots:
        desk.go(slot.key)
        note, view = desk.page.note, desk.page.view
        if not note.isVisible():
            continue
        here = desk.focus
        for key in (Qt.Key.Key_Down, None):
            order = desk.page.editors
            then = towards(order, here, key) if key else beside(order, here, forward=True)
            if then is not None and view.cell_of(then.slot) is not view.cell_of(slot):
                assert not note.geometry().intersects(then.geometry()), slot.key
        seen.add(note.y() < view.cell_of(slot).rect.y())
    assert seen == {True, False}  # over most cells, under those of the last row


def test_the_note_stays_where_it_is_while_one_types(make: Make) -> None:
    desk = make("table/basic", values={POSTCODE: "31"})
    desk.go(POSTCODE)
    place = desk.page.note.geometry()
    desk.type("9")
    desk.type("9")
    assert desk.page.note.geometry() == place
