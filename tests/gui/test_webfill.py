"""The fill-in sheet as a person uses it beside the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.webfill.row import ValueRow
from smdesk.gui.webfill.window import FillWindow
from smdesk.gui.wizard.export_page import ExportPage
from smdesk.gui.wizard.makers import Services
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.work import Job
from smdesk.notices.loader import find_form
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession
from smdesk.store.blobs import Blobs

FORM = "national-2022/platform"
ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


class Desk:
    """A draft, a clipboard and a folder under the test's hand."""

    def __init__(self, folder: Path, form: str = FORM) -> None:
        self.folder, self.copied, self.opened = folder, list[str](), list[str]()
        pack, found = find_form(form)
        content, self.files = load_sample(form)
        self.session = DraftSession(pack, found, content)
        self.bridge = SessionBridge(self.session)
        self.settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)

    def open(self, qtbot: QtBot) -> FillWindow:
        window = FillWindow(
            self.bridge, self.files, Job, self.settings, copy=self.copied.append,
            choose_folder=lambda _parent, _start: str(self.folder / "out"),
            open_folder=lambda path: not self.opened.append(path),
        )  # fmt: skip
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return window

    def close(self) -> None:
        self.bridge.close()


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.close()


def row(window: FillWindow, address: str) -> ValueRow:
    return next(one for one in window.sheet.rows if one.row.address == address)


def focused(window: FillWindow) -> str:
    widget = window.focusWidget()
    assert isinstance(widget, ValueRow)
    return widget.row.address


def test_enter_copies_value_after_value(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    assert focused(window) == "platform.name"
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), ENTER)
    assert desk.copied == [
        desk.session.value(one)
        for one in ("platform.name", "platform.url", "org.registered_address")
    ]
    assert focused(window) == "org.business"
    assert window.counted.text().startswith("已填 3 /")
    assert row(window, "platform.url").done


def test_a_click_copies_and_stays(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    value = row(window, "platform.revenue[2021]")
    qtbot.mouseClick(value, Qt.MouseButton.LeftButton)
    assert desk.copied == ["13284.55"]
    assert value.done
    assert focused(window) == "platform.revenue[2021]"
    qtbot.mouseClick(value, Qt.MouseButton.LeftButton)
    assert desk.copied == ["13284.55"] * 2
    assert value.done


def test_boxes_are_ticked_off_by_hand_and_leave_the_clipboard_alone(
    desk: Desk, qtbot: QtBot
) -> None:
    window = desk.open(qtbot)
    boxes = row(window, "declare.modes")
    qtbot.keyClick(boxes, SPACE)
    assert (desk.copied, boxes.done) == ([], True)
    qtbot.keyClick(boxes, SPACE)
    assert not boxes.done


def test_ticks_stay_over_a_restart_and_go_with_another_value(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    for address in ("platform.name", "platform.url"):
        qtbot.mouseClick(row(window, address), Qt.MouseButton.LeftButton)
    window.close()
    again = desk.open(qtbot)
    assert row(again, "platform.name").done
    desk.session.set_value("platform.name", "另一个平台")
    desk.session.leave()
    assert row(again, "platform.name").row.text == "另一个平台"
    assert not row(again, "platform.name").done
    assert row(again, "platform.url").done


def test_search_leaves_the_rows_that_have_the_word(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    qtbot.keyClicks(window.search, "13284")
    shown = [one.row.address for one in window.sheet.rows if not one.isHidden()]
    assert shown == ["platform.revenue[2021]"]
    qtbot.keyClick(window.search, ENTER)
    assert focused(window) == "platform.revenue[2021]"
    window.search.setText("没有这个词")
    assert window.sheet.nothing.isVisible()


def test_what_is_done_with_can_be_hidden(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    window.open_only.setChecked(True)
    for _ in range(2):
        qtbot.keyClick(window.focusWidget(), ENTER)
    assert row(window, "platform.name").isHidden()
    assert focused(window) == "org.registered_address"
    window.clear.click()
    assert not row(window, "platform.name").isHidden()
    assert window.counted.text().startswith("已填 0 /")


def test_the_last_value_says_that_all_is_done(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    waiting = [one for one in window.sheet.rows if one.row.text]
    for _ in waiting:
        qtbot.keyClick(window.focusWidget(), ENTER)
    assert all(one.done for one in waiting)
    assert str(len(waiting)) in window.told.text()
    assert window.told.property("role") == "done"


def test_a_blank_value_is_passed_over(desk: Desk, qtbot: QtBot) -> None:
    desk.session.set_value("platform.url", "")
    desk.session.leave()
    window = desk.open(qtbot)
    qtbot.keyClick(window.focusWidget(), ENTER)
    assert focused(window) == "org.registered_address"
    qtbot.mouseClick(row(window, "platform.url"), Qt.MouseButton.LeftButton)
    assert desk.copied == [desk.session.value("platform.name")]


def test_arrows_walk_the_rows(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert focused(window) == "platform.url"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    assert focused(window) == "platform.name"


def test_every_row_says_its_label_value_and_state(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    one = row(window, "platform.revenue[2021]")
    assert all(part in one.accessibleName() for part in ("营业收入", "13284.55", "万元", "未填"))
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert one.accessibleName().endswith("已填")


def test_the_window_stays_on_top_only_while_wanted(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    window.on_top.setChecked(False)
    assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.isVisible()
    window.close()
    assert not desk.open(qtbot).on_top.isChecked()


def test_the_files_for_the_website_are_written_and_told(desk: Desk, qtbot: QtBot) -> None:
    window = desk.open(qtbot)
    with qtbot.waitSignal(window.work.written, timeout=30_000):
        window.export.click()
    names = [one.name for one in (desk.folder / "out").iterdir()]
    assert len(names) == 4
    assert all(name in window.told.text() for name in names)
    window.folder.click()
    assert desk.opened == [str(desk.folder / "out")]


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, qtbot: QtBot) -> None:
    (desk.folder / "out").write_text("a file")
    window = desk.open(qtbot)
    with qtbot.waitSignal(window.work.failed, timeout=30_000):
        window.export.click()
    assert window.told.property("role") == "error"
    assert window.export.isEnabled()


def _wizard(desk: Desk, qtbot: QtBot) -> WizardPage:
    services = Services(desk.bridge, Blobs(desk.folder / "blobs"), desk.settings, Job)
    page = WizardPage(services, None)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


@pytest.mark.qt_log_ignore("does not support raise", "propagateSizeHints", extend=True)
def test_the_export_page_leads_to_it_and_the_draft_takes_it_along(desk: Desk, qtbot: QtBot) -> None:
    page = _wizard(desk, qtbot)
    page.show_step("export")
    export = page.walk.pages.current
    assert isinstance(export, ExportPage)
    assert export.webfill.isVisible()
    export.webfill.click()
    windows = [one for one in QGuiApplication.topLevelWindows() if one.isVisible()]
    assert any("网上填报单" in one.title() for one in windows)
    page.open_webfill()
    page.end()
    QApplication.processEvents()
    assert not any(
        "网上填报单" in one.title() for one in QGuiApplication.topLevelWindows() if one.isVisible()
    )


def test_a_notice_on_paper_does_not_offer_it(tmp_path: Path, qtbot: QtBot) -> None:
    paper = Desk(tmp_path, "zhejiang-2020/platform")
    page = _wizard(paper, qtbot)
    assert not page.has_website
    page.open_webfill()
    page.show_step("export")
    export = page.walk.pages.current
    assert isinstance(export, ExportPage)
    assert not export.webfill.isVisible()
    page.end()
    paper.close()
