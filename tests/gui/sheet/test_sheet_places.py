"""Every value of every form has its one editor, in its cell, with a name; the way to it by pinyin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smdesk.gui.sheet.findbox import FindBox
from smdesk.gui.theme.tokens import Theme, use_theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.notices.address import parse
from smdesk.notices.cells import Blank, Box
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.loader import find_form, load_pack
from smdesk.notices.models import Form, Pack
from smdesk.service.session import DraftSession

Make = Callable[..., Any]
YEARS = (2017, 2018, 2019)
TABLES = Path(__file__).resolve().parents[2] / "packs"
OTHERS = sorted(TABLES.glob("*-tables"))


def steps(form: Form) -> list[str]:
    return ["cover", *(f"table/{one.id}" for one in form.section), "sheet"]


def check_places(make: Make, pack: Pack, form: Form, years: tuple[int, ...]) -> None:
    content = Declaration(form=pack.form_id(form.id), pack=pack.hash, years=years, values={})
    session = DraftSession(pack, form, content)
    seen: list[str] = []
    for step in steps(form):
        desk = make(step, session=session)
        view = desk.page.view
        for slot in desk.page.book.slots:
            editor = view.editors[slot.key]
            assert view.cell_of(slot).rect.contains(editor.geometry()), slot.key
            assert editor.accessibleName(), slot.key
            seen.append(slot.key)
        kept = [one.geometry() for one in desk.page.editors]
        assert not any(
            one.intersects(other) for n, one in enumerate(kept) for other in kept[n + 1 :]
        )
    assert len(seen) == len(set(seen))
    grids = (cover_grid(pack.notice, years), table_grid(form, years), sheet_grid(form))
    parts = [part for grid in grids for cell in grid.cells for part in cell.parts]
    wanted = {str(one.address) for one in parts if isinstance(one, Blank)}
    wanted |= {f"{one.address}#{one.choice}" for one in parts if isinstance(one, Box)}
    wanted |= {str(one.note) for one in parts if isinstance(one, Box) and one.note}
    assert {one.partition("/")[0] for one in seen} == wanted
    held = {parse(one.partition("#")[0].partition("/")[0]).field for one in seen}
    assert held == set(all_fields(pack.notice, form))


@pytest.mark.parametrize("name", ["enterprise", "project", "platform"])
def test_every_value_has_one_editor_in_its_cell(make: Make, name: str) -> None:
    pack, form = find_form(f"zhejiang-2020/{name}")
    check_places(make, pack, form, YEARS)


@pytest.mark.parametrize("folder", OTHERS, ids=lambda one: one.name)
def test_the_tables_of_other_notices_have_their_editors_too(make: Make, folder: Path) -> None:
    pack = load_pack(folder)
    for form in pack.forms.values():
        wanted = pack.years_of(form)
        years = wanted.fixed or tuple(range(2024 - wanted.number, 2024))
        check_places(make, pack, form, years)


@pytest.mark.parametrize("percent", [50, 150, 200])
def test_editors_stay_in_their_cells_at_every_scale(make: Make, percent: int) -> None:
    desk = make("table/content", "project", {"project.content": "字" * 100})
    desk.page.set_zoom(percent)
    desk.settle()
    view = desk.page.view
    for slot in desk.page.book.slots:
        editor = view.editors[slot.key]
        assert view.cell_of(slot).rect.contains(editor.geometry()), slot.key
        if hasattr(editor, "document"):
            assert editor.height() + 1 >= editor.document().size().height()


def test_a_narrow_window_takes_from_the_margins_before_it_scrolls(make: Make) -> None:
    desk = make("table/basic")
    wide = desk.page.view.paper.table.width()
    desk.page.resize(840, 700)
    desk.settle()
    assert desk.page.view.paper.table.width() == wide
    assert desk.page.horizontalScrollBar().maximum() == 0


def test_a_click_beside_the_text_goes_to_the_editor_of_the_cell(make: Make) -> None:
    desk = make("table/content")
    cell = desk.page.view.cell_of(desk.page.editor("honours.awarded").slot)
    corner = cell.rect.bottomRight() - QPoint(6, 6)
    QTest.mouseClick(desk.page.view, Qt.MouseButton.LeftButton, pos=corner)
    assert desk.at == "honours.awarded"


def test_the_place_at_hand_is_told_to_the_session(make: Make) -> None:
    desk = make("table/basic")
    desk.go("contact.fax")
    assert desk.session.place == "contact.fax"


def test_control_f_finds_a_field_by_initials_and_goes_there(make: Make) -> None:
    desk = make("table/basic")
    desk.go("org.name")
    desk.press(Qt.Key.Key_F, held=Qt.KeyboardModifier.ControlModifier)
    box = desk.page.window().findChild(FindBox)
    QTest.keyClicks(box.field, "yzbm")
    desk.press(Qt.Key.Key_Return)
    assert desk.at == "org.postcode"
    desk.settle()
    assert desk.page.window().findChild(FindBox) is None


def test_a_field_of_another_step_is_asked_for(make: Make, qtbot: Any) -> None:
    desk = make("table/basic")
    desk.page.find_field()
    box = desk.page.window().findChild(FindBox)
    QTest.keyClicks(box.field, "yysr 2018")
    with qtbot.waitSignal(desk.page.jump) as told:
        desk.press(Qt.Key.Key_Return)
    assert told.args == ["finance.revenue[2018]"]


def test_escape_closes_the_search_and_the_focus_comes_back(make: Make) -> None:
    desk = make("table/basic")
    desk.go("contact.fax")
    desk.page.find_field()
    box = desk.page.window().findChild(FindBox)
    QTest.keyClicks(box.field, "qqqq")
    assert box.none.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.page.editor("contact.fax")


def test_the_paper_stays_light_in_the_dark(make: Make) -> None:
    try:
        use_theme(Theme.dark())
        desk = make("table/basic")
        theme_signal().changed.emit()
        desk.settle()
        cell = desk.page.view.cell_of(desk.page.editor("org.name").slot).rect
        picture = desk.page.view.grab().toImage()
        ratio = picture.devicePixelRatio()
        spot = (cell.bottomRight() - QPoint(12, 12)) * ratio
        assert picture.pixelColor(spot).lightness() > 180
        assert picture.pixelColor(2, 2).lightness() < 60
    finally:
        use_theme(Theme.light())
        theme_signal().changed.emit()
