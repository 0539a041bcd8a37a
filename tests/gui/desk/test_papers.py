"""Papers and letters are written from the desk's window, and what was wished is what is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from smdesk.gui.desk.papers import LettersDialog, PapersDialog
from smdesk.service.desk.review import mark_misread
from smdesk.store.desk.desk import Desk


@pytest.fixture
def desk(taken: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(taken, tmp_path / "desk")
    with Desk.open(tmp_path / "desk") as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


def run(qtbot: QtBot, dialog: PapersDialog | LettersDialog, folder: Path) -> None:
    dialog.folder.setText(str(folder))
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=60_000)


def test_papers_that_are_ticked_are_written_with_the_bureaus_name(
    qtbot: QtBot, desk: Desk, settings: QSettings, tmp_path: Path
) -> None:
    dialog = PapersDialog(desk, settings)
    qtbot.addWidget(dialog)
    dialog.notice.setCurrentIndex(dialog.notice.findData("zhejiang-2020"))
    dialog.to.edits["bureau"].setText("杭州市某某区经济和信息化局")
    for (kind, form), tick in dialog.ticks.items():
        tick.setChecked(form in {"xlsx", "docx"} and kind != "figures")
    run(qtbot, dialog, tmp_path / "出")
    names = sorted(one.suffix for one in dialog.written)
    assert names == [".docx", ".docx", ".docx", ".xlsx"]
    sheet = openpyxl.load_workbook(next(one for one in dialog.written if one.suffix == ".xlsx"))
    told = " ".join(str(cell.value) for row in sheet.active.iter_rows() for cell in row)
    row = next(one for one in desk.cases() if one.notice == "zhejiang-2020")
    assert row.applicant in told
    letter = next(one for one in dialog.written if "推荐函" in one.name)
    body = "\n".join(one.text for one in Document(str(letter)).paragraphs)
    assert "杭州市某某区经济和信息化局" in body
    again = PapersDialog(desk, settings)
    qtbot.addWidget(again)
    assert again.to.edits["bureau"].text() == "杭州市某某区经济和信息化局"


def test_cells_that_stay_blank_as_misread_are_told(
    qtbot: QtBot, desk: Desk, settings: QSettings, tmp_path: Path
) -> None:
    row = next(one for one in desk.cases() if one.notice == "zhejiang-2020")
    mark_misread(desk, row.id, ["contact.name"])
    dialog = PapersDialog(desk, settings)
    qtbot.addWidget(dialog)
    dialog.notice.setCurrentIndex(dialog.notice.findData("zhejiang-2020"))
    run(qtbot, dialog, tmp_path / "出")
    assert dialog.written
    assert row.applicant in dialog.note.sentence.text()


def test_a_late_answer_of_the_window_system_presses_nothing_together(
    qtbot: QtBot, desk: Desk, settings: QSettings, tmp_path: Path
) -> None:
    dialog = PapersDialog(desk, settings)
    qtbot.addWidget(dialog)
    dialog.show()
    small = dialog.height()
    run(qtbot, dialog, tmp_path / "出")
    dialog.resize(dialog.width(), small)
    layout = dialog.layout()
    assert layout is not None
    assert small < layout.minimumHeightForWidth(dialog.width())
    qtbot.waitUntil(lambda: dialog.height() >= layout.minimumHeightForWidth(dialog.width()))


def test_without_a_tick_nothing_can_be_written(
    qtbot: QtBot, desk: Desk, settings: QSettings
) -> None:
    dialog = PapersDialog(desk, settings)
    qtbot.addWidget(dialog)
    for tick in dialog.ticks.values():
        tick.setChecked(False)
    assert not dialog.write_button.isEnabled()


def test_letters_and_fix_files_are_written_for_cases_with_findings_only(
    qtbot: QtBot, desk: Desk, settings: QSettings, tmp_path: Path
) -> None:
    rows = desk.cases()
    dialog = LettersDialog(desk, [one.id for one in rows], settings)
    qtbot.addWidget(dialog)
    run(qtbot, dialog, tmp_path / "通知")
    wanted = {one.id for one in rows if one.errors or one.checks}
    assert wanted
    assert set(dialog.lettered) == wanted
    suffixes = sorted({one.suffix for one in dialog.written})
    assert suffixes == [".docx", ".pdf", ".smdfix"]
    assert len(dialog.written) == 3 * len(wanted)


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_lost(
    qtbot: QtBot, desk: Desk, settings: QSettings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    dialog = PapersDialog(desk, settings)
    qtbot.addWidget(dialog)
    run(qtbot, dialog, tmp_path / "file" / "in")
    assert dialog.written == ()
    assert dialog.note.sentence.text()
    assert dialog.write_button.isEnabled()


def test_a_dialog_grows_with_what_it_says_and_enter_writes(
    qtbot: QtBot, desk: Desk, settings: QSettings, tmp_path: Path
) -> None:
    row = next(one for one in desk.cases() if one.errors)
    dialog = LettersDialog(desk, [row.id], settings)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.folder.setText(str(tmp_path / "出"))
    dialog.resize(dialog.width(), dialog.sizeHint().height())
    qtbot.keyClick(dialog.folder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.job is None and bool(dialog.written), timeout=60_000)
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() >= layout.minimumHeightForWidth(dialog.width())
    edits = list(dialog.by.edits.values())
    for above, below in pairwise(edits):
        assert above.geometry().bottom() < below.geometry().top()


def test_tab_goes_down_a_dialog_and_begins_with_what_is_asked_first(
    qtbot: QtBot, desk: Desk, settings: QSettings
) -> None:
    dialog = LettersDialog(desk, [desk.cases()[0].id], settings)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    assert dialog.focusWidget() is dialog.by.edits["bureau"]
    seen = [dialog.focusWidget()]
    for _ in range(30):
        dialog.focusNextChild()
        if dialog.focusWidget() is seen[0]:
            break
        seen.append(dialog.focusWidget())
    wanted = [*dialog.by.edits.values(), *dialog.ticks.values(), dialog.folder, dialog.write_button]
    at = [seen.index(one) for one in wanted]
    assert at == sorted(at)
