"""Jobs written into PDFs in the order of paper: for a printer elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from smdesk.files import write_together
from smdesk.service.printing.batch import Wanted, lay_out
from smdesk.service.printing.joblist import JobList, PrintJob
from smdesk.service.printing.parcel import Parcel

Told = Callable[[int, int], None]


def write_jobs(
    jobs: JobList, wanted: Sequence[PrintJob], how: Wanted, path: Path, told: Told
) -> tuple[str, ...]:
    """Write the copies that are still open; return the names of the files.

    ``told`` gets how many packets were read, of how many, and may raise to end the work before
    anything is written. Raises as `JobList.parcel` and `write_together`.
    """

    def parcels() -> Iterator[Parcel]:
        for number, job in enumerate(wanted):
            told(number, len(wanted))
            yield replace(jobs.parcel(job.id), copies=job.copies - job.done)
        told(len(wanted), len(wanted))

    made = lay_out(parcels(), how)
    targets = targets_of(path, len(made))
    write_together(zip(targets, made, strict=True))
    return tuple(one.name for one in targets)


def targets_of(path: Path, count: int) -> tuple[Path, ...]:
    """Return where one PDF, or fronts and backs, are written."""
    if count == 1:
        return (path,)
    return tuple(path.with_name(f"{path.stem}_{name}{path.suffix}") for name in ("正面", "背面"))
