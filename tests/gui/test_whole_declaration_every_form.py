"""Every value of every form at hand: one editor, that suits it, in its cell, reached by Tab, with a name.

Each form is opened in the whole wizard with all the rows that it can have, and walked with real keys
from the first value of its cover to the last one before the narrative, and back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.sheet.editors import Editor
from smdesk.gui.sheet.line import LineEditor
from smdesk.gui.sheet.page import TablePage
from smdesk.gui.sheet.text import TextEditor
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.theme.style import dress
from smdesk.gui.wizard.makers import Services
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.work import Job
from smdesk.notices.address import Address
from smdesk.notices.choices import choices_of
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import all_fields
from smdesk.notices.loader import load_pack, pack_folders
from smdesk.notices.models import Form, FormField, Kind, Pack
from smdesk.service.describe import form_years
from smdesk.service.session import DraftSession
from smdesk.store.blobs import Blobs

MOST = 12
"""Rows of a repeat that are walked; longer ones are the same again."""
CHOSEN = {Kind.CHOICE, Kind.YES_NO}
ONE_LINE = {
    Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT, Kind.YEAR, Kind.DATE, Kind.USCC,
    Kind.POSTCODE,
}  # fmt: skip


def forms() -> Iterator[object]:
    for folder in pack_folders():
        if folder.is_relative_to(paths.resources()):
            try:
                names = list(load_pack(folder).forms)
            except SmdeskError:
                names = [""]  # the test itself says what is wrong with it
            for name in names:
                yield pytest.param(folder, name, id=f"{folder.name}/{name}")


FORMS = list(forms())


def settle() -> None:
    for _ in range(2):
        QApplication.processEvents()


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000_＿]+", "", text)


class Walker:
    """A person at the keyboard, in a whole wizard."""

    def __init__(self, wizard: WizardPage) -> None:
        self.wizard = wizard
        self.session = wizard.bridge.session

    @property
    def page(self) -> TablePage | None:
        page = self.wizard.walk.pages.current
        return page if isinstance(page, TablePage) else None

    @property
    def editor(self) -> Editor:
        found = QApplication.focusWidget()
        assert isinstance(found, LineEditor | TextEditor | TickBox), found
        assert self.page is not None
        assert self.page.view.holds(found)
        return found

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        widget = QApplication.focusWidget()
        assert isinstance(widget, QWidget)
        QTest.keyClick(widget, key, held)
        settle()

    def walk(
        self, key: Qt.Key, held: Qt.KeyboardModifier, look: Callable[[Editor], None]
    ) -> list[tuple[str, str]]:
        """Press a key over and over; return the step and the key of each editor that was passed."""
        passed: list[tuple[str, str]] = []
        while self.page is not None:
            here = (self.wizard.step, self.editor.slot.key)
            if passed and here == passed[-1]:
                break
            assert here not in passed, f"{here} twice"
            passed.append(here)
            look(self.editor)
            self.press(key, held)
        return passed


@pytest.fixture
def open_form(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path, str], Walker]]:
    made: list[WizardPage] = []
    dress()

    def make(folder: Path, name: str) -> Walker:
        pack = load_pack(folder)
        form = pack.forms[name]
        empty = Declaration(form=pack.form_id(name), pack=pack.hash, years=form_years(pack, form))
        session = DraftSession(pack, form, empty)
        for one in form.repeat:
            while session.rows[one.id] < min(one.most, MOST):
                session.insert_row(one.id)
        settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
        bridge = SessionBridge(session)
        wizard = WizardPage(Services(bridge, Blobs(tmp_path / "blobs"), settings, Job))
        made.append(wizard)
        qtbot.addWidget(wizard)
        wizard.resize(1440, 900)
        with qtbot.waitExposed(wizard):
            wizard.show()
        wizard.activateWindow()
        wizard.show_step(wizard.walk.steps[0])
        settle()
        return Walker(wizard)

    yield make
    for wizard in made:
        wizard.end()
        wizard.bridge.close()


def addresses(
    field: FormField, repeats: dict[str, int], years: tuple[int, ...]
) -> Iterator[Address]:
    """Yield every address of a field: of each year, of each row."""
    repeat = next((one for one in repeats if field.address.startswith(f"{one}.")), None)
    if repeat is not None:
        tail = field.address.removeprefix(f"{repeat}.")
        for row in range(1, repeats[repeat] + 1):
            yield Address(repeat, row, tail)
    elif field.axis == "year":
        for year in years:
            yield Address(field.address, year)
    else:
        yield Address(field.address)


def wanted_keys(pack: Pack, form: Form, session: DraftSession) -> set[str]:
    """Every editor that a form has to have, worked out from its fields alone."""
    found: set[str] = set()
    for field in all_fields(pack.notice, form).values():
        printed = addresses(field, dict(session.rows), session.years)
        for address in (one for one in printed if session.field(str(one)) is not None):
            if field.kind not in CHOSEN:
                found.add(str(address))
            elif str(address) not in form.fixed:  # what the form itself ticks cannot be changed
                boxes = [one for one in choices_of(field) if one.tickable]
                found |= {f"{address}#{one.id}" for one in boxes}
    return found


def suits(editor: Editor) -> bool:
    """Whether an editor is of the kind that its value asks for."""
    slot = editor.slot
    if slot.kind == "box":
        return isinstance(editor, TickBox) and slot.field.kind in CHOSEN
    if slot.field.kind in ONE_LINE:
        return isinstance(editor, LineEditor)
    if slot.field.kind is Kind.LONG_TEXT:
        return isinstance(editor, TextEditor)
    return slot.field.kind not in CHOSEN and isinstance(editor, LineEditor | TextEditor)


def unit_in_view(editor: Editor, session: DraftSession) -> bool:
    """Whether the unit of a number can be read beside it, in its cell or its label."""
    slot = editor.slot
    unit = slot.field.unit
    if not unit or not slot.field.kind.numeric or slot.kind != "blank":
        return True
    printed = "".join(part.text for part in slot.cell.parts if hasattr(part, "text"))
    return unit in (slot.unit or printed or session.label(slot.address))


def stands_in_its_cell(page: TablePage, editor: Editor) -> bool:
    """Whether the editor lies in its cell, and the cell where the notice's grid has it."""
    view = page.view
    paper = view.paper
    assert paper is not None
    rect, cell, table = view.cell_of(editor.slot).rect, editor.slot.cell, paper.table
    edges = page.book.grid.edges
    left = table.x() + edges[cell.column] * table.width()
    right = table.x() + edges[cell.column + cell.columns] * table.width()
    rows = view.row_rect(cell.row).united(view.row_rect(cell.row + cell.rows - 1))
    across = abs(rect.x() - left) <= 1 and abs(rect.x() + rect.width() - right) <= 2
    down = abs(rect.y() - rows.y()) <= 1 and abs(rect.bottom() - rows.bottom()) <= 1
    return across and down and rect.contains(editor.geometry())


@pytest.mark.parametrize(("folder", "name"), FORMS)
def test_every_value_is_reached_by_tab_in_its_place_with_its_editor_and_name(
    open_form: Callable[[Path, str], Walker], folder: Path, name: str
) -> None:
    walker = open_form(folder, name)
    session = walker.session
    spoken: dict[tuple[str, str], str] = {}
    faults: list[str] = []

    def look(editor: Editor) -> None:
        page, slot = walker.page, editor.slot
        assert page is not None
        where = f"{walker.wizard.step} {slot.key}"
        told = editor.accessibleName()
        named = spoken.setdefault((walker.wizard.step, told), slot.key)
        said = squeezed(told)
        label = session.label(slot.address).split()
        seen = QRect(page.view.mapFrom(page.viewport(), page.viewport().rect().topLeft()),
                     page.viewport().size())  # fmt: skip
        for ok, fault in (
            (session.place == slot.address, f"the session thinks of {session.place}"),
            (suits(editor), f"{type(editor).__name__} for {slot.field.kind}"),
            (unit_in_view(editor, session), f"unit {slot.field.unit} is not to be seen"),
            (stands_in_its_cell(page, editor), f"stands at {editor.geometry()}"),
            (squeezed(label[-1]) in said, f"called {told!r}, but it is {label}"),
            (squeezed(slot.label) in said, f"called {told!r} without its box {slot.label!r}"),
            (named == slot.key, f"called {told!r} as {named} is"),
            (editor.geometry().intersects(seen), "is not in view"),
        ):
            if not ok:
                faults.append(f"{where}: {fault}")

    tab = (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    forth = walker.walk(*tab, look)
    assert not faults, "\n".join(faults)
    reached = [key.partition("/")[0] for _, key in forth]
    wanted = wanted_keys(session.pack, session.form, session)
    assert set(reached) == wanted, set(reached) ^ wanted
    back_tab = (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    walker.wizard.show_step(forth[-1][0])
    walker.wizard.walk.pages.current.go_to(forth[-1][1])
    settle()
    assert walker.walk(*back_tab, lambda _: None) == forth[::-1]
    assert session.steps == () or not session.declaration.values


@pytest.mark.parametrize(("folder", "name"), FORMS)
def test_what_is_typed_at_each_place_arrives_there_and_nowhere_else(
    open_form: Callable[[Path, str], Walker], folder: Path, name: str
) -> None:
    walker = open_form(folder, name)
    session = walker.session
    wanted: dict[str, str] = {}

    def fill(editor: Editor) -> None:
        slot = editor.slot
        if isinstance(editor, TickBox):
            if slot.address not in wanted:
                QTest.keyClick(editor, Qt.Key.Key_Space)
                assert editor.isChecked(), slot.key
                wanted[slot.address] = session.value(slot.address)
            return
        if slot.address in wanted:  # printed twice: it shows what was typed at the first
            assert editor.text() != "", slot.key
            return
        number = len(wanted) % 9 + 1
        QTest.keyClicks(editor, str(number))
        wanted[slot.address] = str(number)

    walker.walk(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, fill)
    fixed = session.form.fixed
    kept = {one: text for one, text in session.declaration.values.items() if one not in fixed}
    asked = {one: text for one, text in wanted.items() if one not in fixed}
    assert kept.keys() == asked.keys()
    assert {one: text for one, text in kept.items() if text != asked[one]} == {}
