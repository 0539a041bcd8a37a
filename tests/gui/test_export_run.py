"""An export beside the window: what a stop that comes too late is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard.export_run import ExportRun, Wish
from smdesk.gui.work import Job
from smdesk.notices.loader import find_form
from smdesk.service import export as exporting
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession


def test_a_stop_while_files_are_written_is_told_what_was_written(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declaration, files = load_sample("zhejiang-2020/enterprise")
    pack, form = find_form("zhejiang-2020/enterprise")
    bridge = SessionBridge(DraftSession(pack, form, declaration))
    run = ExportRun(bridge, files, Job)
    written, stopped = [], []
    run.written.connect(lambda report, _same: written.append(report))
    run.stopped.connect(lambda: stopped.append(True))
    real = exporting.write_together

    def late(made: Any) -> None:
        real(made)
        run.cancel()

    monkeypatch.setattr(exporting, "write_together", late)
    run.start(Wish(tmp_path, ("xlsx",), draft=True))
    qtbot.waitUntil(lambda: bool(written or stopped), timeout=20_000)
    assert any(tmp_path.iterdir())
    assert written
    assert not stopped
