"""The files of a draft are looked at when it is opened and when it gets others."""

from __future__ import annotations

import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from smdesk.errors import SmdeskError
from smdesk.gui.wizard.file_watch import FileWatch
from smdesk.gui.work import Job

sys.path.insert(0, str(Path(__file__).parent))
from previewing import sample_draft


def test_a_lost_file_is_told_when_a_draft_is_opened_and_no_more_when_it_is_there_again(
    qtbot: QtBot,
) -> None:
    bridge, files = sample_draft()
    session = bridge.session
    gone = session.declaration.attachments[0]
    lost = {gone.sha256}

    def some(digest: str) -> bytes:
        if digest in lost:
            raise SmdeskError("pages.open-missing", file=gone.name)
        return files(digest)

    def told() -> bool:
        return any(one.rule == "fit.lost" for one in session.visible_findings())

    from smdesk.service import fit

    fit._known.pop(gone.sha256, None)
    watch = FileWatch(bridge, some, Job, bridge)
    assert not told()
    qtbot.waitUntil(told, timeout=20000)
    lost.clear()
    session.remove_attachment(0)
    session.undo()
    qtbot.waitUntil(lambda: not told(), timeout=20000)
    qtbot.waitUntil(lambda: watch._job is None)
    watch._pause.stop()


def test_what_was_looked_at_is_not_looked_at_again(qtbot: QtBot) -> None:
    bridge, files = sample_draft()
    jobs: list[Job] = []

    def job(work) -> Job:
        jobs.append(Job(work))
        return jobs[-1]

    watch = FileWatch(bridge, files, job, bridge)
    watch.look()
    qtbot.waitUntil(lambda: watch._job is None, timeout=20000)
    address = bridge.session.form.applicant
    bridge.session.set_value(address, "另一家")
    bridge.session.set_blocks(0, 0, [])
    watch.look()
    watch._pause.stop()
    assert len(jobs) == 1
