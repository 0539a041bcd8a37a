"""The authority's own Word file in the window, and a pack drafted from a blank one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smdesk.gui.authority.dialog import IntoDialog
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.drafting.dialog import DraftingDialog
from smdesk.gui.wizard.export_page import ExportPage
from smdesk.gui.work import Job
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_blank
from smdesk.packet.docx import write_docx
from smdesk.service.authority.originals import original_for
from smdesk.service.describe import form_years
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession

FORM = "zhejiang-2020/enterprise"


class Desk:
    """A draft, a blank file and a folder under the test's hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pack, self.form = find_form(FORM)
        content, self.files = load_sample(FORM)
        self.bridge = SessionBridge(DraftSession(self.pack, self.form, content))
        self.opened: list[str] = []

    def blank(self, form_id: str = FORM) -> Path:
        pack, form = find_form(form_id)
        made = write_docx(build_blank(pack, form, form_years(pack, form)), {}.__getitem__)
        path = self.folder / "空白原表.docx"
        path.write_bytes(made)
        return path

    def dialog(self, qtbot: QtBot, chosen: Path) -> IntoDialog:
        made = IntoDialog(
            self.bridge, Job, self.folder / "out", draft=True, choose=lambda _: str(chosen),
            open_path=lambda path: not self.opened.append(path),
        )  # fmt: skip
        qtbot.addWidget(made)
        made.show()
        return made


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("SMDESK_DATA", str(tmp_path / "data"))
    made = Desk(tmp_path)
    yield made
    made.bridge.close()


def test_a_chosen_file_is_filled_and_remembered(desk: Desk, qtbot: QtBot) -> None:
    blank = desk.blank()
    dialog = desk.dialog(qtbot, blank)
    assert not dialog.go.isEnabled()
    qtbot.mouseClick(dialog.pick, Qt.MouseButton.LeftButton)
    assert dialog.go.isEnabled()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.show_it.isVisible)
    (written,) = (desk.folder / "out").iterdir()
    assert written.suffix == ".docx"
    assert not dialog.list.isVisible()
    qtbot.mouseClick(dialog.show_it, Qt.MouseButton.LeftButton)
    assert desk.opened == [str(written)]
    found = original_for(desk.pack, desk.form)
    assert found is not None
    assert found.name == blank.name
    again = desk.dialog(qtbot, blank)
    assert again.go.isEnabled()
    qtbot.mouseClick(again.drop, Qt.MouseButton.LeftButton)
    assert original_for(desk.pack, desk.form) is None
    assert not again.go.isEnabled()


def test_a_file_of_another_form_says_so_and_writes_nothing(desk: Desk, qtbot: QtBot) -> None:
    blank = desk.blank("zhejiang-2020/platform")
    dialog = desk.dialog(qtbot, blank)
    qtbot.mouseClick(dialog.pick, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.note.isVisible)
    assert not dialog.show_it.isVisible() or dialog.list.isVisible()


def test_the_export_page_opens_the_window(desk: Desk, qtbot: QtBot) -> None:
    settings = QSettings(str(desk.folder / "settings.ini"), QSettings.Format.IniFormat)
    page = ExportPage(desk.bridge, desk.files, Job, settings)
    qtbot.addWidget(page)
    page.show()
    qtbot.mouseClick(page.into, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(IntoDialog)
    assert dialog.isVisible()
    dialog.accept()


def test_a_drafted_pack_lists_its_forms_and_questions(desk: Desk, qtbot: QtBot) -> None:
    blank, out = desk.blank(), desk.folder / "drafted"
    dialog = DraftingDialog(choose=lambda _: str(blank), choose_folder=lambda _: str(out))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.pick, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.show_it.isVisible)
    assert dialog.draft is not None
    assert (out / "enterprise.toml").is_file()
    tops = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    shown = sum(top.childCount() for top in tops if top is not None)
    assert shown >= len(dialog.draft.questions) > 0


def test_a_used_folder_is_refused(desk: Desk, qtbot: QtBot) -> None:
    blank = desk.blank()
    dialog = DraftingDialog(choose=lambda _: str(blank), choose_folder=lambda _: str(desk.folder))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.pick, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.note.isVisible)
    assert dialog.draft is None
