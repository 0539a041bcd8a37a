"""A draft with its preview, hands that wait, and a timer and jobs that do what they are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.work import Control, Job
from smdesk.notices.loader import find_form
from smdesk.service.samples import load_sample, sample_ids
from smdesk.service.session import DraftSession

FORM = sample_ids()[0]


class HandTimer:
    """An alarm that rings when told to."""

    def __init__(self) -> None:
        self.call: Callable[[], None] | None = None
        self.seconds = -1.0

    def start(self, seconds: float, call: Callable[[], None]) -> None:
        self.seconds, self.call = seconds, call

    def stop(self) -> None:
        self.call = None

    def ring(self) -> None:
        call, self.call = self.call, None
        assert call is not None, "nothing was set"
        call()


class HeldJobs:
    """Jobs that wait for `let_go`."""

    def __init__(self) -> None:
        self.waiting: list[Job] = []

    def __call__(self, work: Callable[[Control], Any]) -> Job:
        job = Job(work)
        start = job.start
        job.start = lambda: self.waiting.append(start)  # type: ignore[method-assign]
        return job

    def let_go(self) -> None:
        waiting, self.waiting = self.waiting, []
        for start in waiting:
            start()


drawn_sample = cache(load_sample)
"""A sample with its scans and pictures, drawn once."""


def sample_draft(form_id: str = FORM) -> tuple[SessionBridge, Files]:
    pack, form = find_form(form_id)
    declaration, files = drawn_sample(form_id)
    return SessionBridge(DraftSession(pack, form, declaration)), files
