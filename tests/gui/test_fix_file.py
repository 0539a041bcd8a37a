"""A fix file from the bureau: opened on Home at the first cell, ticked as cells are changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smdesk.files import write_atomically
from smdesk.gui.main_window import MainWindow
from smdesk.gui.wizard.remarks_panel import RemarksPanel, touched
from smdesk.packet.package import write_package
from smdesk.service.desk.fixes import write_fix
from smdesk.service.desk.intake import intake
from smdesk.service.desk.letter import Sender
from smdesk.service.samples import FAULTY, load_sample
from smdesk.store.desk.desk import Desk

sys.path.insert(0, str(Path(__file__).parent))
from windows import Starter

FORM = "zhejiang-2020/enterprise"


@pytest.fixture(scope="module")
def fix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("补正")
    declaration, files = load_sample(FORM, FAULTY)
    (folder / "收到.smdx").write_bytes(write_package(declaration, files))
    path = folder / "补正.smdfix"
    with Desk.open(folder / "desk") as desk:
        intake(desk, [folder / "收到.smdx"], workers=1)
        (case,) = desk.case_ids()
        write_atomically(
            path, write_fix(desk, case, Sender("三堰区经济和信息化局", "周某", "", None))
        )
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    starter = Starter(qtbot, tmp_path / "data")
    yield starter.start()
    starter.end()


def remarks(qtbot: QtBot, window: MainWindow, path: Path) -> RemarksPanel:
    window.flows.open_file(path)
    qtbot.waitUntil(lambda: window.page is not None, timeout=60_000)
    assert window.page is not None
    panel = window.page.frame.side.made("remarks")
    assert isinstance(panel, RemarksPanel)
    return panel


def test_a_fix_file_opens_a_draft_at_the_first_cell_and_ticks_what_is_changed(
    qtbot: QtBot, window: MainWindow, fix: Path
) -> None:
    panel = remarks(qtbot, window, fix)
    assert window.page is not None
    session = window.page.bridge.session
    items = panel._head.items
    assert panel.list.count() == len(items) > 3
    assert panel.left == list(range(len(items)))
    assert session.place == items[0].addresses[0]
    at, item = next(
        (at, one) for at, one in enumerate(items) if one.text and session.field(one.addresses[0])
    )
    window.page.bridge.do(lambda: session.set_value(item.addresses[0], ""))
    assert touched(session, item)
    qtbot.waitUntil(lambda: panel.list.item(at).text().startswith("已改动"))
    assert at not in panel.left
    panel.list.setCurrentRow(len(items) - 1)
    panel.next.click()
    assert panel.list.currentRow() == panel.left[0]
    assert session.place == items[panel.left[0]].addresses[0]


def test_what_is_typed_and_left_counts_as_changed(
    qtbot: QtBot, window: MainWindow, fix: Path
) -> None:
    panel = remarks(qtbot, window, fix)
    assert window.page is not None
    session = window.page.bridge.session
    at, item = next(
        (at, one)
        for at, one in enumerate(panel._head.items)
        if one.text and session.field(one.addresses[0])
    )
    before = panel.summary.text()
    window.page.bridge.do(
        lambda: session.set_value(item.addresses[0], item.text + "1", final=False)
    )
    assert session.typing
    window.page.bridge.do(session.leave)
    qtbot.waitUntil(lambda: panel.list.item(at).text().startswith("已改动"))
    assert panel.summary.text() != before


def test_a_fix_file_opened_again_finds_the_draft_that_was_changed(
    qtbot: QtBot, window: MainWindow, fix: Path
) -> None:
    panel = remarks(qtbot, window, fix)
    assert "新建" in panel.lead.text()
    assert window.work is not None
    draft = window.work.opened.id
    assert window.leave_draft()
    again = remarks(qtbot, window, fix)
    assert window.work is not None
    assert window.work.opened.id == draft
    assert "新建" not in again.lead.text()


def test_a_file_that_is_no_fix_is_told_on_home(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "别的.smdfix"
    path.write_bytes(b"nothing of ours")
    window.flows.open_file(path)
    qtbot.waitUntil(lambda: not window.flows.running, timeout=10_000)
    assert window.page is None
    assert "别的.smdfix" in window.home.note.sentence.text()
