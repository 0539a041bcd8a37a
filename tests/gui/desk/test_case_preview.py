"""A case's pages: as the applicant's paper has them, with its code and without the word 草稿."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from smdesk.gui.desk.case_view import CaseView
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.preview.panel import PreviewPanel
from smdesk.gui.wizard.reason import ReasonField
from smdesk.service.desk.case_files import open_case
from smdesk.store.desk.desk import Desk


@pytest.fixture
def view(qtbot: QtBot, taken: Path, tmp_path: Path) -> Iterator[CaseView]:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    work = DeskWork(taken)
    with Desk.open(taken, read_only=True) as desk:
        work.desk = desk
        case = max(desk.cases(), key=lambda one: one.checks)
        shown = CaseView(work, open_case(desk, case.id), settings)
        qtbot.addWidget(shown)
        yield shown


def test_the_pages_of_a_case_bear_its_code_as_its_paper_does(view: CaseView) -> None:
    view.page.frame.open_panel("preview")
    panel = view.findChild(PreviewPanel)
    assert panel is not None
    packet = panel.compositor.packet(view.case.declaration)
    assert not packet.draft
    assert packet.seal == view.case.version.seal_code
    view.end()


def test_nobody_is_asked_for_a_reason_in_a_received_form(qtbot: QtBot, view: CaseView) -> None:
    view.resize(1500, 900)
    view.show()
    qtbot.waitUntil(lambda: view.panel.found.count() > 0, timeout=10_000)
    assert any(one.level == "check" for one in view.bridge.session.visible_findings())
    assert not view.findChildren(ReasonField)
    view.end()
