"""The list of prints worked off without a screen: each copy is a PDF that a command is given."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.files import write_atomically
from smdesk.service.printing.assembly import assembled
from smdesk.service.printing.batch import Wanted, passes_of, slip_for
from smdesk.service.printing.joblist import FOLDER, JobList, PrintJob
from smdesk.service.printing.parcel import Parcel

Send = Callable[[Path], None]
"""Hands a PDF to a printer; raises ``SmdeskError`` where it was not taken."""


def command(text: str) -> Send:
    """Return what runs a command with the path of the PDF behind it, such as ``lp -d office``.

    It raises ``SmdeskError`` ``printing.command-failed``.
    """
    parts = shlex.split(text, posix=os.name != "nt")

    def send(path: Path) -> None:
        try:
            done = subprocess.run(  # noqa: S603 - the person's own command, no shell
                [*parts, str(path)], check=False, capture_output=True
            )
        except (OSError, ValueError) as problem:
            raise SmdeskError("printing.command-failed", detail=str(problem)) from problem
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            detail = told[-1][:200] if told else f"退出码 {done.returncode}"
            raise SmdeskError("printing.command-failed", detail=detail)

    return send


def add_new(jobs: JobList, parcels: Sequence[Parcel], copies: int | None) -> int:
    """Put packets into a list that are not in it yet; return how many were."""
    held = {one.sha256 for one in jobs.jobs}
    added = 0
    for parcel in parcels:
        if parcel.sha256 not in held:
            jobs.add(parcel, copies)
            held.add(parcel.sha256)
            added += 1
    return added


def work_off(
    jobs: JobList, folder: Path, how: Wanted, send: Send, told: Callable[[PrintJob], None]
) -> None:
    """Send every copy that is open. ``told`` gets each job before a copy of it goes out.

    A copy is noted before and after; a command that fails ends the work, the copy stays open.
    Raises what ``send`` raises, and as `JobList.parcel`.
    """
    path = folder / FOLDER / "copy.pdf"
    while (job := jobs.next()) is not None:
        told(job)
        parcel = jobs.parcel(job.id)
        slip = slip_for(parcel, how, job.copies) if job.done == 0 else None
        (leaves,) = passes_of(parcel, how, job.done, slip=slip)
        write_atomically(path, assembled(leaves))
        jobs.begin(job.id)
        try:
            send(path)
        except SmdeskError as fault:
            jobs.broke(job.id, fault.problem, started=False)
            raise
        jobs.sent(job.id)
    with contextlib.suppress(OSError):
        path.unlink()
