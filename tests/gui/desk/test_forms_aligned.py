"""What a dialog of the desk asks for stands in one line, whatever its labels."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smdesk.gui.desk.papers import LettersDialog, PapersDialog
from smdesk.gui.desk.prints import SummaryPrintDialog
from smdesk.gui.desk.upward import UpwardDialog
from smdesk.store.desk.desk import Desk

_SLACK = 2


@pytest.fixture
def desk(taken: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(taken, tmp_path / "desk")
    with Desk.open(tmp_path / "desk") as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


def left_of(window: QWidget, inner: QWidget) -> int:
    """Return how far in a control stands in its window."""
    return inner.mapTo(window, QPoint(0, 0)).x()


def test_what_papers_letters_and_the_report_ask_for_begins_in_one_line(
    qtbot: QtBot, desk: Desk, settings: QSettings
) -> None:
    papers, letters = PapersDialog(desk, settings), LettersDialog(desk, [1], settings)
    upward, prints = UpwardDialog(desk, settings), SummaryPrintDialog(desk, settings)
    asked: dict[QWidget, list[QWidget]] = {
        papers: [papers.notice, papers.scope, *papers.to.edits.values(), papers.folder],
        letters: [*letters.by.edits.values(), letters.folder],
        upward: [upward.bureau, upward.notice, upward.scope, upward.folder],
        prints: [prints.notice, *prints.to.edits.values()],
    }
    for dialog, controls in asked.items():
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        lefts = [left_of(dialog, one) for one in controls]
        assert max(lefts) - min(lefts) <= _SLACK, (type(dialog).__name__, lefts)
