"""Intake in the window: what comes is seen as it comes, what is wrongly clicked does no harm."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_given import CASES, GIVEN
from PySide6.QtCore import QItemSelectionModel, QSettings, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot
from windows import Starter

from smdesk.gui.desk.cases import WIDTHS, CaseModel, Column
from smdesk.gui.desk.changes import change_between
from smdesk.gui.desk.delegate import badges_of
from smdesk.gui.desk.frozen import ROW, FrozenTable
from smdesk.gui.desk.growing import held_still
from smdesk.gui.desk.lookup import items_of
from smdesk.gui.desk.names import form_names
from smdesk.gui.desk.page import DeskPage
from smdesk.gui.desk.receipts import ReceiptsDialog, short_names
from smdesk.gui.main_window import MainWindow
from smdesk.gui.theme.tokens import theme
from smdesk.service.desk.intake import Control, Progress, intake
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, State
from smdesk.store.models import now

LONG = 60_000


@pytest.fixture
def starter(qtbot: QtBot, tmp_path: Path) -> Iterator[Starter]:
    begun = Starter(qtbot, tmp_path / "data")
    yield begun
    begun.end()


def opened(qtbot: QtBot, window: MainWindow) -> DeskPage:
    window.bureau.open()
    qtbot.waitUntil(lambda: window.bureau.page is not None, timeout=10_000)
    page = window.bureau.page
    assert page is not None
    return page


# -- as it comes ---------------------------------------------------------------------------------


def test_cases_are_in_the_list_before_the_batch_has_ended(
    qtbot: QtBot, starter: Starter, received: Path
) -> None:
    page = opened(qtbot, starter.start())
    shown: list[int] = []
    page.cases.rowsInserted.connect(lambda *_: shown.append(int(page.work.busy)))
    with qtbot.waitSignal(page.work.taken, timeout=LONG):
        page.taking.take([received])
    assert shown[:1] == [1]


@pytest.mark.parametrize(
    ("before", "after", "out", "runs"),
    [
        ([], [1, 2], (), ((0, 1),)),
        ([1, 2, 3], [9, 8, 1, 2, 3], (), ((0, 1),)),
        ([1, 2, 3], [1, 7, 2, 3, 8], (), ((1, 1), (4, 4))),
        ([1, 2, 3], [3, 1, 2], (2,), ((0, 0),)),
        ([1, 2, 3], [2, 5], (2, 0), ((1, 1),)),
    ],
)
def test_rows_that_stay_are_not_touched(
    before: list[int], after: list[int], out: tuple[int, ...], runs: tuple[tuple[int, int], ...]
) -> None:
    found = change_between(before, after)
    assert (found.out, found.runs) == (out, runs)


@pytest.fixture
def table(qtbot: QtBot) -> FrozenTable:
    table = FrozenTable("名单")
    table.setModel(CaseModel(lambda _ids: (), parent=table))
    qtbot.addWidget(table)
    table.resize(600, ROW * 8)
    table.show()
    model(table).show(range(100, 200))
    return table


def model(table: FrozenTable) -> CaseModel:
    found = table.model()
    assert isinstance(found, CaseModel)
    return found


def test_what_is_chosen_stays_chosen_where_rows_come_in_between(table: FrozenTable) -> None:
    cases = model(table)
    flags = QItemSelectionModel.SelectionFlag
    for row in (3, 5):
        table.selectionModel().select(cases.index(row, 0), flags.Select | flags.Rows)
    cases.change([1, 2, *range(100, 104), 3, *range(104, 200)])
    chosen = [cases.ids[one.row()] for one in table.selectionModel().selectedRows()]
    assert sorted(chosen) == [103, 105]


def test_rows_in_view_stay_under_the_eye_of_who_scrolled_down(table: FrozenTable) -> None:
    cases, bar = model(table), table.verticalScrollBar()
    bar.setValue(20 * ROW + 5)
    with held_still(table, lambda: cases.ids):
        cases.change([*range(50), *cases.ids])
    assert bar.value() == 70 * ROW + 5


# -- wrong clicks --------------------------------------------------------------------------------


def test_what_is_dropped_meanwhile_follows_and_has_one_result_with_it(
    qtbot: QtBot, starter: Starter, received: Path, tmp_path: Path
) -> None:
    page = opened(qtbot, starter.start())
    later = tmp_path / "后来"
    later.mkdir()
    (later / "空.docx").write_bytes(b"")
    page.taking.take([received])
    page.taking.take([later])
    page.taking.take([later])
    assert "1 项" in page.frame.strip.after.text()
    qtbot.waitUntil(lambda: not page.frame.strip.isVisible(), timeout=LONG)
    last = page.taking.last
    assert last is not None
    assert last.outcomes == {"read": len(GIVEN), "refused": 2}
    assert last.whole


@pytest.mark.parametrize("pressed", ["stop", "pause"])
def test_the_keys_are_the_lists_where_the_button_that_had_them_goes(
    qtbot: QtBot, starter: Starter, received: Path, pressed: str
) -> None:
    page = opened(qtbot, starter.start())
    with qtbot.waitSignal(page.work.taken, timeout=LONG):
        page.taking.take([received])
    qtbot.waitUntil(lambda: not page.frame.strip.isVisible(), timeout=LONG)
    page.taking.take([received])
    button = getattr(page.frame.strip, pressed)
    qtbot.waitUntil(button.isVisible)
    button.setFocus()
    assert button.hasFocus()
    if pressed == "stop":
        qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.frame.strip.isVisible(), timeout=LONG)
    assert page.table.hasFocus()


def test_a_batch_that_was_cut_short_is_told_and_gone_on_with(
    qtbot: QtBot, starter: Starter, received: Path
) -> None:
    window = starter.start()
    control = Control()

    def stop(told: Progress) -> None:
        control.cancel()

    with Desk.open(window.bureau.folder) as desk:
        assert not intake(desk, [received], workers=1, control=control, tell=stop).whole
    page = opened(qtbot, window)
    assert page.note.isVisibleTo(page)
    with qtbot.waitSignal(page.work.taken, timeout=LONG):
        page.note.button.click()
    qtbot.waitUntil(lambda: len(page.cases.ids) == CASES, timeout=10_000)
    page.note.hide()
    page.taking.tell_unfinished()
    assert not page.note.isVisibleTo(page)


def test_results_of_an_earlier_day_can_be_looked_up(
    qtbot: QtBot, starter: Starter, taken: Path
) -> None:
    window = starter.start()
    shutil.copytree(taken, window.bureau.folder)
    page = opened(qtbot, window)
    desk = page.work.desk
    assert desk is not None
    told = desk.last_batch()
    assert told is not None
    assert len(told.receipts) == len(GIVEN) + 1
    assert told.whole
    page.frame.take_menu.aboutToShow.emit()
    assert all(one.isEnabled() for one in page.frame.take_menu.actions())


def test_a_result_says_whose_file_it_is_and_leads_to_the_case(qtbot: QtBot, taken: Path) -> None:
    with Desk.open(taken, read_only=True) as desk:
        told = desk.last_batch()
        rows = {one.id: one for one in desk.cases()}
    assert told is not None
    dialog = ReceiptsDialog(told.receipts, rows)
    qtbot.addWidget(dialog)
    lines = items_of(dialog.tree)
    assert len(lines) == len(GIVEN) + 1
    assert sum(bool(one.text(2)) for one in lines) == len(GIVEN)
    dialog.only.setChecked(True)
    assert [one.text(1) for one in items_of(dialog.tree)] == ["申报书.docx"]
    dialog.copy_button.click()
    head, line = QGuiApplication.clipboard().text().split("\n")
    (refused,) = [one for one in told.receipts if one.outcome == "refused"]
    assert (head.split("\t")[-1], line.split("\t")[-1]) == ("代码", refused.problems[0].code)
    assert not dialog.open_button.isEnabled()
    dialog.only.setChecked(False)
    dialog.tree.setCurrentItem(items_of(dialog.tree)[0])
    dialog.open_button.click()
    assert dialog.case == told.receipts[0].case


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    paths = ["/u/收到/甲/申报书.docx", "/u/收到/乙.zip!/丙/申报书.docx", "/u/收到/表.xlsx"]
    assert list(short_names(paths).values()) == [
        "甲/申报书.docx",
        "乙.zip!/丙/申报书.docx",
        "表.xlsx",
    ]
    assert short_names(paths[:1]) == {paths[0]: "申报书.docx"}
    assert short_names(["C盘/a.docx", "/b.docx"])["/b.docx"].endswith("b.docx")


def test_a_folder_is_looked_for_where_the_last_one_was(
    qtbot: QtBot, starter: Starter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, starter.start())
    begun: list[str] = []

    def ask(_parent: object, _title: str, start: str) -> str:
        begun.append(start)
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask)
    monkeypatch.setattr(page.work, "take_in", lambda _paths: None)
    page.taking.ask_folder()
    page.taking.ask_folder()
    assert begun == [str(Path.home()), str(tmp_path)]
    settings = QSettings(str(tmp_path / "data" / "settings.ini"), QSettings.Format.IniFormat)
    assert str(settings.value("bureau/folder-intake")) == str(tmp_path)


# -- what a row has room for ---------------------------------------------------------------------


def row(errors: int, checks: int, hints: int) -> CaseRow:
    return CaseRow(
        1, "n", "f", "某公司", "", "", "", "", (), State.RECEIVED, 1, errors, checks, hints, 0,
        None, 1, now(),
    )  # fmt: skip


def test_three_badges_have_room_and_no_word_is_cut(qtbot: QtBot) -> None:
    metrics = QFontMetrics(theme().font("text"))
    room = WIDTHS[Column.FOUND] - 22
    whole = badges_of(row(17, 17, 18), room, metrics)
    assert [text for _, text in whole] == ["错误 17", "核实 17", "提示 18"]
    assert [text for _, text in badges_of(row(17, 17, 18), 150, metrics)] == ["17", "17", "18"]


def test_a_form_is_told_by_what_it_is_not_by_what_all_are() -> None:
    assert form_names("national-2022", "evaluation-city")[1].startswith("示范城市")


def test_a_list_that_drops_down_shows_its_choices_whole(qtbot: QtBot, starter: Starter) -> None:
    window = starter.start()
    box = QComboBox(window)
    box.addItems(["本单位排序", "另一人的排序…"])
    told, under = QStyleOptionComboBox(), QStyle.StyleHint.SH_ComboBox_Popup
    box.initStyleOption(told)
    assert not box.style().styleHint(under, told, box)  # else it lies over the box, cut short
    box.show()
    box.showPopup()
    view, end = box.view(), box.model().index(1, 0)
    qtbot.waitUntil(lambda: view.visualRect(end).bottom() < view.viewport().height(), timeout=5_000)
    assert view.visualRect(box.model().index(0, 0)).top() == 0
    assert view.viewport().height() == box.count() * view.sizeHintForRow(0)
    box.hidePopup()
