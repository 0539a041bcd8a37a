"""Dialogs of the desk on a small screen: their buttons stay in reach."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from smdesk.gui.desk.doubles import DoublesDialog
from smdesk.gui.desk.figures import FiguresDialog
from smdesk.gui.desk.merging import MergeDialog
from smdesk.gui.desk.papers import PapersDialog
from smdesk.gui.desk.versions import VersionsDialog
from smdesk.service.desk.ranking import merge_layers
from smdesk.store.desk.desk import Desk


def made(kind: str, desk: Desk, folder: Path) -> QDialog:
    """Return a dialog of the desk."""
    settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
    row = desk.cases()[0]
    desk.put_layer("李某", row.notice, row.form, [row.id])
    dialogs = {
        "figures": lambda: FiguresDialog(desk, "zhejiang-2020"),
        "doubles": lambda: DoublesDialog(desk),
        "papers": lambda: PapersDialog(desk, settings),
        "versions": lambda: VersionsDialog("两版", ("旧", "新"), ()),
        "merge": lambda: MergeDialog(
            lambda rule, first: merge_layers(desk, row.notice, row.form, rule, first), str
        ),
    }
    return dialogs[kind]()


@pytest.mark.parametrize("kind", ["figures", "doubles", "papers", "versions", "merge"])
def test_no_dialog_is_larger_than_the_screen(
    qtbot: QtBot, taken: Path, tmp_path: Path, kind: str
) -> None:
    shutil.copytree(taken, tmp_path / "desk")
    with Desk.open(tmp_path / "desk") as desk:
        dialog = made(kind, desk, tmp_path)
        qtbot.addWidget(dialog)
        room = QApplication.primaryScreen().availableSize()
        dialog.resize(room.width() + 300, room.height() + 300)
        dialog.show()
        assert dialog.width() < room.width()
        assert dialog.height() < room.height()
        qtbot.waitUntil(lambda: getattr(dialog, "job", None) is None, timeout=30_000)
        dialog.close()
