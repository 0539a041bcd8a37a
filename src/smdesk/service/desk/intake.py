"""Intake of a batch: files in, one outcome each, cases on the desk; cut short, it goes on.

Workers read side by side; what they read is taken in by the order of the files, so that a batch
gives the same cases however it ran.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from smdesk import __version__
from smdesk.errors import Problem, SmdeskError
from smdesk.files import reason, sha256_hex
from smdesk.intake.limits import LIMITS
from smdesk.notices.known import known_packs
from smdesk.paths import long_path
from smdesk.service.desk import sources
from smdesk.service.desk.convert import CONVERTED
from smdesk.service.desk.facts import choose_case
from smdesk.service.desk.pool import SECONDS, Done, Pool
from smdesk.service.desk.taken import Member, Read, default_workers, prepare, work
from smdesk.service.desk.watched import Watched
from smdesk.service.desk.worker import MEMORY, Setup, Task
from smdesk.store.desk.arriving import known_place
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Arrived, Outcome, Place, Receipt
from smdesk.store.desk.opening import BLOBS

AHEAD = 64
"""Files read before their turn to be taken in: what they hold waits in memory."""
AT_ONCE = 50
"""Files taken in by one transaction, at most."""
AT_FIRST, PART = 4, 8
"""Files taken in at once at the beginning, later that part of those that were: a small batch is seen
to move, a large one syncs the disk seldom."""
HELD_SECONDS = 0.5
"""What was read waits no longer for more."""
_PASSING = frozenset({"desk.read-timeout", "desk.read-crashed"})
"""Why a file was refused that another time may be read: a machine that slept or was short of memory."""
_TICK = 0.2


class Control:
    """Pause, go on, cancel: from any thread."""

    def __init__(self) -> None:
        self._go = threading.Event()
        self._go.set()
        self._cancelled = False

    def pause(self) -> None:
        """Give out no further file; what each worker has at hand is finished."""
        self._go.clear()

    def go_on(self) -> None:
        """Read on after a pause."""
        self._go.set()

    def cancel(self) -> None:
        """Stop; what was taken in stays, and the batch goes on when it is run again."""
        self._cancelled = True
        self._go.set()

    @property
    def paused(self) -> bool:
        """Whether it is paused."""
        return not self._go.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self._cancelled


@dataclass(frozen=True)
class Progress:
    """How far a batch is: files done, files known so far, how they ended, the last one."""

    done: int
    known: int
    outcomes: dict[Outcome, int]
    last: str


@dataclass(frozen=True)
class Batch:
    """What became of a batch: a receipt for each file in order; ``whole`` unless cancelled."""

    number: int
    receipts: tuple[Receipt, ...]
    whole: bool

    @property
    def outcomes(self) -> dict[Outcome, int]:
        """How many files ended how."""
        return dict(Counter(one.outcome for one in self.receipts))

    @property
    def cases(self) -> tuple[int, ...]:
        """The cases that files of the batch belong to."""
        return tuple(dict.fromkeys(one.case for one in self.receipts if one.case is not None))


@dataclass(eq=False)
class _Slot:
    """A file's place in the order; ``below`` are the files of a zip, behind it.

    ``given`` tells that it was given to a worker, or to a converter.
    """

    task: Task | None = None
    item: Arrived | tuple[Receipt, str] | None = None
    known: Receipt | None = None
    below: list[_Slot] = field(default_factory=list)
    given: bool = False

    @property
    def ready(self) -> bool:
        return self.item is not None or self.known is not None


def intake(
    desk: Desk,
    paths: Iterable[Path],
    *,
    control: Control | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
    workers: int = 0,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    converter: Watched | None = None,
    read: Callable[[Task, Path], Read] = work,
) -> Batch:
    """Take files and folders into a desk; run again it gives the same cases and no duplicates.

    Raises ``SmdeskError`` where the desk cannot be written; what was taken in before stays.
    """
    setup = Setup(read, desk.folder / BLOBS, memory, prepare)
    pool = Pool(setup, workers or default_workers(), seconds)
    run = _Run(desk, list(paths), pool, control or Control(), tell, converter)
    try:
        return run.run()
    finally:
        run.close()


def reader_key() -> str:
    """Return what a refusal is remembered under: the packs at hand and the program's version."""
    told = "|".join(sorted(one.hash for one in known_packs()))
    return sha256_hex(f"{__version__}|{told}".encode())[:32]


class _Run:
    def __init__(
        self,
        desk: Desk,
        paths: list[Path],
        pool: Pool,
        control: Control,
        tell: Callable[[Progress], None],
        converter: Watched | None,
    ) -> None:
        self.desk, self.paths, self.pool = desk, paths, pool
        self.control, self.tell, self.converter = control, tell, converter
        self.reader = ""
        self.known: dict[str, Receipt] = {}
        self.slots: deque[_Slot] = deque()
        self.waiting: deque[_Slot] = deque()
        self.by_task: dict[int, _Slot] = {}
        self.converting: dict[Future[Path], tuple[_Slot, Task]] = {}
        self.thread = ThreadPoolExecutor(1, "convert") if converter else None
        self.receipts: list[Receipt] = []
        self.outcomes: Counter[Outcome] = Counter()
        self.seen = 0
        self.held = 0
        """Files that were read and are not yet taken in."""
        self.taken_at = time.monotonic()

    def run(self) -> Batch:
        self.pool.start()  # it loads its readers while this process looks what there is to read
        self.reader = reader_key() + ("+" if self.converter else "")
        self.known = self.desk.receipts(self.reader)
        number = self.desk.start_batch(
            [sources.shown_path(Path(os.path.abspath(one))) for one in self.paths]
        )
        for found in sources.tasks(self.paths, self.desk.folder):
            self.slots.append(self._slot(found))
        self.waiting.extend(one for one in self.slots if not one.ready)
        self.seen = len(self.slots)
        while self.slots and not self.control.cancelled:
            self._feed()
            for done in self.pool.wait(_TICK):
                self._answered(done)
                self._feed()  # a worker reads on while what it gave is taken in
            self._converted()
            if self._due():
                self._commit(number)
        if self.control.cancelled:
            self._commit(number)
            return Batch(number, tuple(self.receipts), whole=False)
        self.desk.finish_batch(number)
        return Batch(number, tuple(self.receipts), whole=True)

    def close(self) -> None:
        self.pool.close()
        if self.thread is not None:
            assert self.converter is not None
            self.converter.stop()
            self.thread.shutdown(cancel_futures=True)

    def _slot(self, found: Task | Receipt) -> _Slot:
        if isinstance(found, Receipt):
            return _Slot(item=(found, "unknown"))
        return _Slot(task=found, known=self._before(found.place))

    def _before(self, place: Place) -> Receipt | None:
        """Return the outcome of a file that was received from a place and is there unchanged."""
        before = self.known.get(place.path)
        if before is None or before.outcome == "opened":
            return None
        if any(one.code in _PASSING for one in before.problems):
            return None
        if before.sha256 and not self.desk.blobs.has(before.sha256):
            return None  # its bytes are gone from the desk: here they are again
        size = (before.place.size, before.place.modified)
        return before if known_place(place, size) else None

    def _feed(self) -> None:
        """Give tasks to free workers, not too far ahead of what was taken in."""
        if self.control.paused:
            return
        if self.held >= AHEAD:
            self._feed_front()
            return
        for _ in range(min(self.pool.free, len(self.waiting))):
            self._give(self.waiting.popleft())

    def _feed_front(self) -> None:
        """Give what all that was read ahead waits for: files of a zip, and what was converted."""
        near = [one for one in islice(self.slots, self.pool.free) if not one.ready | one.given]
        for slot in near:
            self.waiting.remove(slot)
            self._give(slot)

    def _give(self, slot: _Slot) -> None:
        assert slot.task is not None
        slot.given = True
        self.by_task[id(slot.task)] = slot
        self.pool.give(slot.task)

    def _answered(self, done: Done) -> None:
        slot = self.by_task.pop(id(done.task))
        answer = done.answer
        if isinstance(answer, Problem):
            answer = Read(self._kept(done.task), "unknown", problems=(answer,))
        if answer.members is not None or answer.parts:
            receipt = Receipt(done.task.place, "opened", answer.sha256, answer.problems)
            self._settle(slot, (receipt, answer.kind))
            slot.below = [self._below(done.task, one) for one in answer.members or ()]
            slot.below += [self._part(*one) for one in answer.parts]
            fresh = [one for one in slot.below if not one.ready]
            self.waiting.extendleft(reversed(fresh))
            self.seen += len(slot.below)
        elif answer.arrived is not None:
            self._settle(slot, answer.arrived)
        elif self._wants_converting(done.task, answer):
            self._convert(slot, done.task, answer)
        else:
            self._refuse(slot, done.task, answer)

    def _below(self, task: Task, member: Member) -> _Slot:
        if member.problem is not None:
            receipt = Receipt(member.place, "refused", problems=(member.problem,))
            return _Slot(item=(receipt, "unknown"))
        kept = self.desk.blobs.path(member.sha256)
        return self._slot(Task(kept, member.place, task.depth + 1))

    def _part(self, place: Place, answer: Read) -> _Slot:
        """Return the slot of one form of a file that has several."""
        before = self._before(place)
        if before is not None:
            return _Slot(known=before)
        refused = Receipt(place, "refused", answer.sha256, answer.problems)
        return _Slot(item=answer.arrived or (refused, answer.kind))

    def _refuse(self, slot: _Slot, task: Task, answer: Read) -> None:
        receipt = Receipt(task.place, "refused", answer.sha256, answer.problems)
        self._settle(slot, (receipt, answer.kind))

    def _settle(self, slot: _Slot, item: Arrived | tuple[Receipt, str]) -> None:
        """Keep what became of a file till its turn to be taken in."""
        slot.item = item
        self.held += 1

    def _kept(self, task: Task) -> str:
        """Return the sha256 of a file that could not be read, if its bytes are kept."""
        if task.original is not None:
            return task.original[0]
        try:
            with open(long_path(task.source), "rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
                if not self.desk.blobs.has(digest) and task.place.size <= LIMITS.file:
                    stream.seek(0)  # its worker was ended before it had kept it
                    self.desk.blobs.put(stream.read())
        except (OSError, ValueError):
            return ""
        return digest if self.desk.blobs.has(digest) else ""

    # -- old formats ---------------------------------------------------------------------------

    def _wants_converting(self, task: Task, answer: Read) -> bool:
        able = self.thread is not None and task.original is None
        return able and answer.kind in CONVERTED and bool(answer.sha256)

    def _convert(self, slot: _Slot, task: Task, answer: Read) -> None:
        assert self.thread is not None
        assert self.converter is not None
        source = self.desk.blobs.path(answer.sha256)
        future = self.thread.submit(self.converter.convert, source, answer.kind)
        kept = Task(source, task.place, task.depth, (answer.sha256, answer.kind))
        self.converting[future] = (slot, kept)

    def _converted(self) -> None:
        for future in [one for one in self.converting if one.done()]:
            slot, task = self.converting.pop(future)
            assert task.original is not None
            sha256, kind = task.original
            try:
                made = future.result()
            except Exception as fault:  # whatever went wrong there, the file has its sentence
                by = self.converter.name if self.converter is not None else ""
                told = Problem("desk.convert-failed", "hint", {"by": by, "detail": _why_not(fault)})
                problems = (Problem(f"intake.kind-{kind}"), told)
                self._refuse(slot, task, Read(sha256, kind, problems=problems))
                continue
            slot.task = Task(made, task.place, task.depth, task.original)
            slot.given = False
            self.waiting.appendleft(slot)

    # -- taking in -----------------------------------------------------------------------------

    def _due(self) -> bool:
        """Return whether what was read is to be taken in now, rather than with what comes next."""
        if not self.pool.busy or time.monotonic() - self.taken_at >= HELD_SECONDS:
            return True
        wanted = min(AT_ONCE, max(AT_FIRST, len(self.receipts) // PART))
        return self.held >= (wanted if self.receipts else 1)

    def _commit(self, number: int) -> None:
        """Take in what stands at the front of the order."""
        self.taken_at = time.monotonic()
        while self.slots and self.slots[0].ready:
            ready = list(self._front())
            items = [one.item for one in ready if one.item is not None and one.known is None]
            made = iter(self.desk.take(number, items, choose_case, self.reader) if items else ())
            self.held -= sum(one.task is not None and one.known is None for one in ready)
            for slot in ready:
                receipt = slot.known if slot.known is not None else next(made)
                self.receipts.append(receipt)
                self.outcomes[receipt.outcome] += 1
            last = self.receipts[-1].place.path
            self.tell(Progress(len(self.receipts), self.seen, dict(self.outcomes), last))

    def _front(self) -> Iterator[_Slot]:
        for _ in range(AT_ONCE):
            if not self.slots or not self.slots[0].ready:
                return
            slot = self.slots.popleft()
            self.slots.extendleft(reversed(slot.below))
            yield slot


def _why_not(fault: Exception) -> str:
    """Return in a person's words why a file was not converted."""
    if isinstance(fault, SmdeskError) and fault.code == "desk.convert-failed":
        return str(fault.problem.params["detail"])
    return reason(fault)
