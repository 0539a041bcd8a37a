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

FOLDER, FILE = "printing", "jobs.json"
State = Literal["waiting", "sending", "turning", "unsure", "done"]
"""``turning``: the fronts of a copy are out, its backs are not. ``unsure``: it is not known whether
the copy came out whole."""
_VERSION = 1
_logger = log.get(__name__)


@dataclass(frozen=True)
class PrintJob:
    """One packet in the list; ``done`` of ``copies`` were sent, a fault of the last try is ``note``."""

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

    Raises ``SmdeskError`` as `write_atomically` where it cannot be kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
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

    def add(self, parcel: Parcel, copies: int | None = None) -> PrintJob:
        """Put a packet at the end of the list."""
        self._make_folder()
        path = self._path(parcel.sha256)
        if not path.exists():
            write_atomically(path, parcel.data)
        number = max(self._jobs, default=0) + 1
        job = PrintJob(
            number, parcel.applicant, parcel.form_title, parcel.seal, parcel.sha256,
            parcel.pages, copies or parcel.copies,
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
        copies = max(copies, job.done, 1)
        state = job.state
        if state in {"waiting", "done"}:
            state = "done" if job.done >= copies else "waiting"
        self._put(replace(job, copies=copies, state=state))

    def begin(self, number: int) -> None:
        """Note that a copy is being sent."""
        self._put(replace(self._jobs[number], state="sending", note=""))

    def turned(self, number: int) -> None:
        """Note that the fronts of the copy are out, and that its backs come next."""
        self._put(replace(self._jobs[number], state="turning"))

    def sent(self, number: int) -> None:
        """Note that a copy was sent whole."""
        job = self._jobs[number]
        done = job.done + 1
        self._put(replace(job, done=done, state="done" if done >= job.copies else "waiting"))

    def broke(self, number: int, problem: Problem | None, *, started: bool) -> None:
        """Note that a copy was given up; ``started``: pages of it may have come out."""
        note = problem.message if problem is not None else ""
        state: State = "unsure" if started else "waiting"
        self._put(replace(self._jobs[number], state=state, note=note))

    def resolve(self, number: int, *, printed: bool) -> None:
        """Take a person's word on a copy in doubt: it came out whole, or is to be printed again."""
        job = self._jobs[number]
        if job.state not in {"unsure", "turning"}:
            return
        if printed:
            self.sent(number)
        else:
            self._put(replace(job, state="waiting", note=""))

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


def _jobs_of(held: dict[str, object]) -> Iterator[PrintJob]:
    listed = held["jobs"]
    if held["version"] != _VERSION or not isinstance(listed, list):
        raise ValueError("another version")
    for one in listed:
        job = PrintJob(**one)
        numbers = (job.id, job.pages, job.copies, job.done)
        texts = (job.title, job.form, job.seal, job.sha256, job.note)
        if job.state not in get_args(State) or not all(isinstance(n, int) for n in numbers):
            raise ValueError("no job")
        if not all(isinstance(text, str) for text in texts) or not job.sha256.isalnum():
            raise ValueError("no job")
        yield job
