"""A case's page: what the desk says of it stands there too, and is decided there."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_given import answer
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smdesk.gui.desk.case_view import CaseView
from smdesk.gui.main_window import MainWindow
from smdesk.gui.wizard.findings_panel import FindingsPanel
from smdesk.gui.wizard.side import NARROW
from smdesk.service.desk.findings import found
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, State

WAIT = 10_000
REASON = "申报单位已书面说明，附件三可证"


def desk_of(window: MainWindow) -> Desk:
    work = window.bureau.work
    assert work is not None
    assert work.desk is not None
    return work.desk


def faulty(window: MainWindow) -> CaseRow:
    return next(row for row in desk_of(window).cases() if row.errors)


@pytest.fixture
def view(window: MainWindow) -> CaseView:
    return shown(window, faulty(window).id)


def shown(window: MainWindow, case: int, version: int | None = None) -> CaseView:
    window.resize(1500, 900)
    window.bureau.open_case(case, version=version)
    assert window.bureau.view is not None
    return window.bureau.view


def counted(view: CaseView) -> tuple[int, int, int]:
    counts = view.bridge.session.counts
    return counts.errors, counts.checks + counts.answered, counts.hints


def held(window: MainWindow) -> tuple[int, int, int]:
    """Errors, checks (doubts of the reading among them) and hints, as the list counts them."""
    row = faulty(window)
    return row.errors, row.checks + row.doubts, row.hints


def test_the_page_counts_what_the_list_counts(window: MainWindow, view: CaseView) -> None:
    assert counted(view) == held(window)


def test_what_was_set_aside_in_the_list_is_no_open_error_in_the_page(window: MainWindow) -> None:
    desk, row = desk_of(window), faulty(window)
    first = next(one for one in found(desk, desk.case(row.id)) if one.level == "error")
    desk.dismiss(row.id, first.key, REASON)
    view = shown(window, row.id)
    assert counted(view) == held(window)
    assert counted(view)[0] == row.errors - 1
    assert all(one.key != first.key for one in view.bridge.session.visible_findings())
    list_ = view.panel.found
    texts = [str(list_.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(list_.count())]  # fmt: skip
    said = next(one for one in texts if first.message in one)
    assert "已搁置" in said
    assert REASON in said
    assert desk.person in said


def test_a_finding_is_set_aside_and_taken_up_in_the_page(
    qtbot: QtBot, window: MainWindow, view: CaseView
) -> None:
    before = held(window)
    line = view.panel.found.current
    assert line is not None
    answer(REASON)
    qtbot.mouseClick(view.panel.aside_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: faulty(window).errors == before[0] - 1, timeout=WAIT)
    qtbot.waitUntil(lambda: counted(view) == held(window), timeout=WAIT)
    assert view.panel.tabs.tabText(0) == f"问题 {sum(held(window))}"
    view.doings.take_up(line.key)
    qtbot.waitUntil(lambda: counted(view) == before, timeout=WAIT)


def test_a_cell_called_misread_is_no_fault_of_the_applicant_in_the_page(
    qtbot: QtBot, window: MainWindow, view: CaseView
) -> None:
    before = counted(view)
    qtbot.mouseClick(view.panel.misread_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: counted(view) < before, timeout=WAIT)
    assert counted(view) == held(window)
    assert view.panel.misread_button.text() == "撤回读错"


def test_the_case_is_moved_on_and_said_of_in_its_page(
    qtbot: QtBot, window: MainWindow, view: CaseView
) -> None:
    desk, case = desk_of(window), view.row.id
    view.panel.move_wanted.emit(State.CHECKING)
    qtbot.waitUntil(lambda: view._state.text() == "审核中", timeout=WAIT)
    assert "审核中" in view.note.sentence.text()
    answer("同意上报")
    view.panel.opinion_wanted.emit()
    qtbot.waitUntil(lambda: view.panel.opinions.count() == 1, timeout=WAIT)
    assert desk.case(case).opinions[0].text == "同意上报"


def test_a_click_on_a_finding_goes_to_its_cell_and_the_cell_to_its_finding(
    qtbot: QtBot, view: CaseView
) -> None:
    found_list = view.panel.found
    found_list.setCurrentRow(2)
    line = found_list.current
    assert line is not None
    place = found_list.visualItemRect(found_list.item(2)).center()
    qtbot.mouseClick(found_list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.bridge.session.place == line.place
    first = found_list.item(0)
    view.go_to(view.bridge.session.visible_findings()[0].addresses[0])
    found_list.setCurrentItem(first)
    view.page._next_finding(1)
    assert found_list.current is not None
    assert found_list.current.place == view.bridge.session.place


def test_an_older_version_is_opened_and_says_that_it_is_not_the_one_to_decide_on(
    qtbot: QtBot, window: MainWindow, view: CaseView
) -> None:
    case = desk_of(window).case(view.row.id)
    assert len(case.versions) == 2
    assert not view.panel.version_button.isEnabled()
    view.panel.versions.setCurrentRow(1)
    view.panel.version_button.click()
    older = window.bureau.view
    assert older is not None
    assert older.case.version.number == 1
    assert not older.panel.aside_button.isEnabled()
    assert "第 1 版" in older.note.sentence.text()
    older.note.button.click()
    newest = window.bureau.view
    assert newest is not None
    assert newest.case.version.number == 2


def test_a_case_whose_version_went_elsewhere_is_left(
    qtbot: QtBot, window: MainWindow, view: CaseView
) -> None:
    desk, case = desk_of(window), view.row.id
    spy = QSignalSpy(view.case_wanted)
    number = view.case.version.number
    view.moving._part(number)
    qtbot.waitUntil(lambda: spy.count() > 0, timeout=WAIT)
    qtbot.waitUntil(lambda: window.bureau.view is not None and window.bureau.view is not view)
    now = window.bureau.view
    assert now is not None
    assert now.case.version.id in {one.id for one in desk.case(now.row.id).versions}
    assert len(desk.case(case).versions) == 1


def test_the_panel_of_the_desk_stands_where_that_of_a_draft_would(
    window: MainWindow, view: CaseView
) -> None:
    side = view.page.frame.side
    tabs = [side.tabs.tabText(at) for at in range(side.tabs.count()) if side.tabs.isTabVisible(at)]
    assert tabs == ["审核", "条款", "预览"]
    assert side.current == "case"
    assert not view.panel.open_button.isVisibleTo(view)
    window.resize(NARROW - 100, 800)
    assert view.findChild(FindingsPanel) is not None
    assert not view.page.findings.isVisible()


def test_the_page_goes_when_the_window_closes_while_something_is_decided(
    window: MainWindow, view: CaseView
) -> None:
    line = view.panel.found.current
    assert line is not None
    answer(REASON)
    view.doings.set_aside(line.key)
    window.bureau.back()
    work = window.bureau.work
    assert work is not None
    work.settle()
    assert line.key in desk_of(window).case(view.case.row.id).dismissals


def test_a_received_form_is_neither_checked_by_its_applicant_nor_exported(view: CaseView) -> None:
    rail = [step.part for step in view.page._model.steps]
    assert "table" in rail
    assert not {"check", "export"} & set(rail)


def test_the_received_file_is_opened_as_a_copy_that_goes_with_the_page(
    window: MainWindow, view: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(view._copies, "_opener", lambda path: bool(seen.append(path)) or True)
    view.original.click()
    (copy,) = seen
    assert copy.read_bytes() == desk_of(window).blobs.read(view.case.version.sha256)
    assert not view.note.isVisible()
    monkeypatch.setattr(view._copies, "_opener", lambda _path: False)
    view.open_original()
    assert str(copy.parent) in view.note.sentence.text()
    window.bureau.back()
    assert not copy.exists()


def _go(window: MainWindow, by: int) -> CaseView:
    view = window.bureau.view
    assert view is not None
    view.step_wanted.emit(by)
    after = window.bureau.view
    assert after is not None
    return after


def test_the_next_case_is_the_one_that_was_next_when_the_first_was_opened(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.bureau.page
    assert page is not None
    order = list(page.cases.ids)
    assert len(order) == 3
    view = shown(window, order[1])
    view.panel.move_wanted.emit(State.CHECKING)
    qtbot.waitUntil(lambda: page.cases.ids[0] == order[1], timeout=WAIT)  # touched last
    assert _go(window, 1).row.id == order[2]
    last = _go(window, 1)
    assert last.row.id == order[2]
    assert "最后一份" in last.note.sentence.text()
    assert [_go(window, -1).row.id for _ in range(3)] == [order[1], order[0], order[0]]
    window.bureau.back()
    assert shown(window, page.cases.ids[0]).row.id == order[1]
    assert _go(window, 1).row.id == page.cases.ids[1]


def test_a_case_that_left_the_filtered_list_has_its_next_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.bureau.page
    assert page is not None
    qtbot.waitUntil(lambda: ("state", "received") in page.frame.filters.choices, timeout=WAIT)
    page.frame.filters.choose(page.frame.filters.choices["state", "received"])
    order = list(page.cases.ids)
    view = shown(window, order[0])
    view.panel.move_wanted.emit(State.ACCEPTED)
    qtbot.waitUntil(lambda: order[0] not in page.cases.ids, timeout=WAIT)
    assert _go(window, 1).row.id == order[1]


def test_only_a_cell_can_have_been_read_wrongly(view: CaseView) -> None:
    found_list = view.panel.found
    kinds = set()
    for at in range(found_list.count()):
        found_list.setCurrentRow(at)
        line = found_list.current
        assert line is not None
        beside = line.place.startswith(("narrative", "attachments"))
        kinds.add(beside)
        assert view.panel.misread_button.isEnabled() is not beside
    assert kinds == {True, False}


def test_no_key_of_the_page_is_one_of_the_menus(window: MainWindow, view: CaseView) -> None:
    mine = {one.key().toString() for one in view.findChildren(QShortcut)}
    taken = {
        one.shortcut().toString() for one in window.findChildren(QAction) if one.isEnabled()
    } - {""}
    assert {"Alt+Right", "F8"} <= mine
    assert "Ctrl+O" in taken
    assert not mine & taken


def test_the_form_has_the_focus_as_soon_as_a_case_is_open(
    qtbot: QtBot, window: MainWindow, view: CaseView
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert view.page.frame.stack.isAncestorOf(focus)
