"""Faces and compiler got ready beside the window, so that the first preview waits for nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.gui.work import Control, Job
from smdesk.notices.models import Typography


def warm(typography: Typography, jobs: Callable[[Callable[[Control], Any]], Job] = Job) -> None:
    """Lay out and export a few letters in a job; for after the first paint of a draft."""

    def work(_control: Control) -> None:
        from smdesk.packet.pdf import writer

        try:
            writer().warm(typography)
        except SmdeskError:
            return  # the preview itself says what is wrong with the faces

    jobs(work).start()
