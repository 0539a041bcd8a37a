"""Jobs written into PDFs in the order of paper: for a printer elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from smdesk.files import write_atomically, write_together
from smdesk.service.printing.batch import Wanted, lay_out
from smdesk.service.printing.joblist import JobList, PrintJob
from smdesk.service.printing.parcel import Parcel
from smdesk.service.printing.plan import Turn
from smdesk.service.printing.stacks import Stack, stacks_of

Told = Callable[[int, int], None]
_SIDES = ("正面", "背面")


def write_jobs(
    jobs: JobList, wanted: Sequence[PrintJob], how: Wanted, path: Path, told: Told
) -> tuple[str, ...]:
    """Write the copies that are still open into one PDF; return its name.

    ``told`` gets how many packets were read, of how many, and may raise to end the work before
    anything is written. Raises as `JobList.parcel` and `write_atomically`.
    """

    def parcels() -> Iterator[Parcel]:
        for number, job in enumerate(wanted):
            told(number, len(wanted))
            yield replace(jobs.parcel(job.id), copies=job.copies - job.done)
        told(len(wanted), len(wanted))

    write_atomically(path, lay_out(parcels(), how))
    return (path.name,)


@dataclass(frozen=True)
class StackFiles:
    """The files of a stack that is fed by hand; no ``backs`` where no sheet has one."""

    stack: Stack
    fronts: Path
    backs: Path | None


def write_stacks(
    parcels: Sequence[Parcel], how: Wanted, turn: Turn, path: Path
) -> tuple[StackFiles, ...]:
    """Write the fronts and the backs of each stack beside ``path``, numbered in the order of paper.

    Raises as `stacks_of` and `write_together`; either all files are written or none.
    """
    made = stacks_of(parcels, how, turn)
    digits = len(str(len(made)))
    named = []
    for number, one in enumerate(made, 1):
        stem = path.stem + (f"_{number:0{digits}}" if len(made) > 1 else "")
        front, back = (path.with_name(f"{stem}_{side}{path.suffix}") for side in _SIDES)
        named.append(StackFiles(one, front, back if one.backs is not None else None))
    bodies = [(one.fronts, one.stack.fronts) for one in named]
    bodies += [(one.backs, one.stack.backs or b"") for one in named if one.backs is not None]
    write_together(bodies)
    return tuple(named)
