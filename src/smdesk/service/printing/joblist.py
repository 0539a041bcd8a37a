"""The list of prints, kept in the data folder: what was sent, what is to be sent, what is in doubt.

A copy is the unit: it is noted as being sent before its first page goes out and as done after its
last, so that after a stop, a fault or a power cut nobody prints it again without being asked. The
PDF itself is kept with the job: every copy of it has the same content, whatever becomes of the draft.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from smdesk import log
from smdesk.errors import Problem, SmdeskError
from smdesk.files import write_atomically
from smdesk.service.printing.parcel import Parcel, parcel_of
from smdesk.service.printing.plan import page_range, sheets

FOLDER, FILE = "printing", "jobs.json"
State = Literal["waiting", "sending", "turning", "unsure", "done"]
"""``turning``: the fronts of copies are out, their backs are not. ``unsure``: it is not known whether
what was sent last came out whole."""
Pass = Literal["", "fronts", "backs"]
"""What is sent at once: a copy whole, or one side of its sheets."""
_VERSION = 1
_logger = log.get(__name__)


@dataclass(frozen=True)
class PrintJob:
    """One packet in the list; ``done`` of ``copies`` were sent, a fault of the last try is ``note``.

    ``out`` more have their fronts out and lack their backs, with ``slip_out`` the control slip among
    them. ``side`` is what was sent last, ``with_slip`` whether the slip went with it. ``range`` are
    the pages of a copy as `page_range` reads them, all where it is empty.
    """

    id: int
    title: str
    form: str
    seal: str
    sha256: str
    pages: int
    copies: int
    done: int = 0
    state: State = "waiting"
    note: str = ""
    out: int = 0
    slip_out: bool = False
    side: Pass = ""
    with_slip: bool = False
    range: str = ""

    @property
    def sides(self) -> int:
        """How many pages of a copy are printed."""
        return len(page_range(self.range, self.pages))

    @property
    def two_passes(self) -> bool:
        """Whether a copy that is fed by hand goes through twice: a sheet of it has a back."""
        return any(back for _, back in sheets(page_range(self.range, self.pages)))

    @property
    def wants_slip(self) -> bool:
        """Whether the next copy is the first one, with the slip in front."""
        return not self.done and not self.out

    @property
    def stacked(self) -> int:
        """How many sheets lie with their fronts printed."""
        copy = len(sheets(page_range(self.range, self.pages))) if self.out else 0
        return self.out * copy + self.slip_out

    @property
    def finished(self) -> bool:
        """Whether every copy was sent."""
        return self.state == "done"

    @property
    def open(self) -> bool:
        """Whether it can be sent without asking."""
        return self.state == "waiting"


class JobList:
    """The prints of one data folder; every change is on the disk before it returns.

    ``name`` is the folder in it where they are kept. Raises ``SmdeskError`` as `write_atomically`
    where they cannot be kept.
    """

    def __init__(self, folder: Path, name: str = FOLDER) -> None:
        self._folder = folder / name
        self._jobs: dict[int, PrintJob] = {}
        self._read()

    @property
    def jobs(self) -> tuple[PrintJob, ...]:
        """The jobs in order."""
        return tuple(self._jobs.values())

    def job(self, number: int) -> PrintJob:
        """Return a job; raises ``KeyError``."""
        return self._jobs[number]

    def next(self) -> PrintJob | None:
        """Return the first job that can be sent without asking."""
        return next((one for one in self._jobs.values() if one.open), None)

    @property
    def stack(self) -> tuple[PrintJob, ...]:
        """The jobs of which fronts lie printed, in the order in which they came out."""
        return tuple(one for one in self._jobs.values() if one.out)

    def add(self, parcel: Parcel, copies: int | None = None, pages: str = "") -> PrintJob:
        """Put a packet at the end of the list; ``pages`` is a range of them, empty for all."""
        self._make_folder()
        path = self._path(parcel.sha256)
        if not path.exists():
            write_atomically(path, parcel.data)
        number = max(self._jobs, default=0) + 1
        job = PrintJob(
            number, parcel.applicant, parcel.form_title, parcel.seal, parcel.sha256,
            parcel.pages, copies or parcel.copies, range=pages,
        )  # fmt: skip
        self._put(job)
        return job

    def parcel(self, number: int) -> Parcel:
        """Return the packet of a job; raises ``SmdeskError`` ``printing.job-file-gone``."""
        job = self._jobs[number]
        try:
            data = self._path(job.sha256).read_bytes()
        except OSError as problem:
            raise SmdeskError("printing.job-file-gone", title=job.title) from problem
        parcel = parcel_of(data, job.title)
        if parcel.sha256 != job.sha256:
            raise SmdeskError("printing.job-file-gone", title=job.title)
        return parcel

    def set_copies(self, number: int, copies: int) -> None:
        """Ask for another number of copies, never fewer than were sent."""
        job = self._jobs[number]
        job = replace(job, copies=max(copies, job.done + job.out, 1))
        self._put(_at_rest(job) if job.state in {"waiting", "done"} else job)

    def begin(self, number: int, side: Pass = "", *, slip: bool = False) -> None:
        """Note that a copy or one side of it is being sent, with ``slip`` its control slip too."""
        job = self._jobs[number]
        self._put(replace(job, state="sending", note="", side=side, with_slip=slip))

    def sent(self, number: int) -> None:
        """Note that what was begun was sent."""
        self._put(_went(self._jobs[number]))

    def broke(self, number: int, problem: Problem | None, *, started: bool) -> None:
        """Note that a copy was given up; ``started``: pages of it may have come out."""
        note = problem.message if problem is not None else ""
        job = replace(self._jobs[number], note=note)
        self._put(replace(job, state="unsure") if started else _at_rest(job))

    def resolve(self, number: int, *, printed: bool) -> None:
        """Take a person's word on what is in doubt: it came out whole, or is to be printed again.

        Of fronts that lie printed: their backs are printed too, or all of them are thrown away.
        """
        job = self._jobs[number]
        if job.state == "turning":
            done = job.done + (job.out if printed else 0)
            self._put(_at_rest(replace(job, done=done, out=0, note="")))
        elif job.state == "unsure":
            again = replace(job, out=job.out - 1) if job.side == "backs" else job
            gone = job.slip_out and not (job.side == "backs" and job.with_slip)
            self._put(_went(job) if printed else _at_rest(replace(again, slip_out=gone, note="")))

    def remove(self, number: int) -> None:
        """Take a job out of the list, its PDF with it unless another job has the same."""
        job = self._jobs.pop(number)
        self._write()
        if all(one.sha256 != job.sha256 for one in self._jobs.values()):
            with contextlib.suppress(OSError):
                self._path(job.sha256).unlink()

    def clear_done(self) -> None:
        """Take all finished jobs out."""
        for job in self.jobs:
            if job.finished:
                self.remove(job.id)

    # -- on the disk -----------------------------------------------------------------------------

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.pdf"

    def _put(self, job: PrintJob) -> None:
        before = self._jobs.get(job.id)
        self._jobs[job.id] = job
        try:
            self._write()
        except SmdeskError:
            if before is None:
                del self._jobs[job.id]
            else:
                self._jobs[job.id] = before
            raise

    def _make_folder(self) -> None:
        from smdesk.service.export import make_folder

        make_folder(self._folder)

    def _write(self) -> None:
        self._make_folder()
        held = {"version": _VERSION, "jobs": [asdict(one) for one in self._jobs.values()]}
        text = json.dumps(held, ensure_ascii=False, indent=1)
        write_atomically(self._folder / FILE, text.encode("utf-8"))

    def _read(self) -> None:
        """Read what was kept; a copy that was being sent then is in doubt now."""
        path = self._folder / FILE
        if not path.is_file():
            return
        try:
            held = json.loads(path.read_bytes())
            jobs = list(_jobs_of(held))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            _logger.warning("the list of prints cannot be read", exc_info=problem)
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".broken"))
            return
        self._jobs = {
            one.id: replace(one, state="unsure") if one.state == "sending" else one for one in jobs
        }


def _went(job: PrintJob) -> PrintJob:
    """Return a job when what was sent last came out."""
    if job.side == "fronts":
        return _at_rest(replace(job, out=job.out + 1, slip_out=job.slip_out or job.with_slip))
    backs = job.side == "backs"
    slip = job.slip_out and not (backs and job.with_slip)
    return _at_rest(replace(job, done=job.done + 1, out=job.out - backs, slip_out=slip))


def _at_rest(job: PrintJob) -> PrintJob:
    """Return a job of which nothing is under way."""
    state: State = "turning" if job.out else "done" if job.done >= job.copies else "waiting"
    slip = job.slip_out and job.out > 0
    return replace(job, state=state, slip_out=slip, side="", with_slip=False)


def _jobs_of(held: dict[str, object]) -> Iterator[PrintJob]:
    listed = held["jobs"]
    if held["version"] != _VERSION or not isinstance(listed, list):
        raise ValueError("another version")
    for one in listed:
        job = PrintJob(**one)
        numbers = (job.id, job.pages, job.copies, job.done, job.out)
        texts = (job.title, job.form, job.seal, job.sha256, job.note, job.range)
        if job.side not in get_args(Pass) or job.out < 0:
            raise ValueError("no job")
        if job.state not in get_args(State) or not all(isinstance(n, int) for n in numbers):
            raise ValueError("no job")
        if not all(isinstance(text, str) for text in texts) or not job.sha256.isalnum():
            raise ValueError("no job")
        yield job
