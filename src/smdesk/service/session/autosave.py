"""Autosave: one second of quiet, every leave, an honest status, and no edit ever given up.

What is to be saved is the difference between the content that the store has acknowledged and the
content as it is, so a failed save has nothing to restore and cannot lose or repeat a change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal, Protocol

from smdesk import log
from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.notices.declaration import Attachment, Declaration, Narrative
from smdesk.service.session.changes import Changes
from smdesk.service.session.session import DraftSession
from smdesk.service.session.summary import summary_of
from smdesk.store.models import Change, Kind, Saved, Summary, now

QUIET = 1.0
"""Seconds without an edit after which it is saved."""
RETRIES = (2.0, 5.0, 10.0, 20.0)
"""Seconds to wait after the first failed save, the second …; the last for all further ones."""
HOPELESS = frozenset(
    {"store.conflict", "store.draft-missing", "store.draft-damaged", "store.opened-read-only"}
)
"""Faults that time does not mend: tried again only after another edit."""

_logger = log.get(__name__)


class Timer(Protocol):
    """One alarm, as ``QTimer`` with a single shot."""

    def start(self, seconds: float, call: Callable[[], None]) -> None:
        """Call once after ``seconds``; an alarm that was set before is replaced."""

    def stop(self) -> None:
        """Take the alarm back."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one save brings to the store: arguments of `Library.save_changes`."""

    base: int
    changes: tuple[Change, ...]
    narrative: Narrative | None
    attachments: tuple[Attachment, ...] | None
    step: str
    place: str
    summary: Summary


Outcome = Saved | Exception
Save = Callable[[Batch, Callable[[Outcome], None]], None]
"""Hands a batch to whoever writes it, without waiting for that.

The outcome has to be told once, in the session's thread, whatever happens to the writer: until
then nothing further is saved.
"""


@dataclass(frozen=True, slots=True)
class Status:
    """Where the edits are. ``at`` is when they were saved, or since when some are not."""

    kind: Literal["saved", "unsaved", "saving", "failed"]
    at: datetime | None = None
    problem: Problem | None = None

    @property
    def message(self) -> str:
        """The sentence of the status bar, times local: ``已保存 14:03:22``."""
        time = self.at.astimezone().strftime("%H:%M:%S") if self.at else ""
        detail = self.problem.message if self.problem else ""
        return sentence(f"session.status-{self.kind}", time=time, detail=detail).strip()


@dataclass(frozen=True, slots=True)
class _Content:
    declaration: Declaration
    place: str
    summary: Summary
    origins: Mapping[str, str]


class Autosave:
    """Saves a session through ``save``; made right after the draft was opened, before any edit.

    ``revision`` and ``saved`` are those of the draft as loaded; ``tell`` gets each new status.
    """

    def __init__(
        self,
        session: DraftSession,
        save: Save,
        timer: Timer,
        clock: Callable[[], datetime] = now,
        *,
        revision: int,
        saved: datetime | None = None,
        summary: Summary | None = None,
        tell: Callable[[Status], None] = lambda _: None,
    ) -> None:
        self._session = session
        self._save = save
        self._timer = timer
        self._clock = clock
        self._revision = revision
        self._tell = tell
        self._stored = self._content(summary)
        self._flight: _Content | None = None
        self._names: dict[tuple[Kind, str], str] = {}
        self._flown: dict[tuple[Kind, str], str] = {}
        self._since: datetime | None = None
        self._since_flight: datetime | None = None
        self._again = False
        self._failures = 0
        self._saved_at = saved
        self._closed = False
        self._status = Status("saved", saved)
        self._end = session.subscribe(self._changed)

    @property
    def status(self) -> Status:
        """Where the edits are now."""
        return self._status

    @property
    def revision(self) -> int:
        """The revision that the store has acknowledged."""
        return self._revision

    @property
    def clean(self) -> bool:
        """Whether everything, the place included, is in the store."""
        return self._flight is None and self._batch() is None

    def save_now(self) -> None:
        """Hand over what is not saved; while a save is under way, right after it."""
        self._timer.stop()
        if self._flight is not None:
            self._again = True
            return
        batch = self._batch()
        if batch is None:
            self._settle()
            return
        self._flight = self._content()
        self._flown, self._names = self._names, {}
        self._since_flight = None
        if self._since is not None:
            self._set(Status("saving", self._since))
        try:
            self._save(batch, partial(self._done, self._flight))
        except Exception as fault:
            self._done(self._flight, fault)

    def flush(self) -> bool:
        """Commit text in progress and save; return whether all is in the store already.

        Where saving takes another thread, it is once that has told its outcome; then ask again.
        """
        self._session.leave()
        if not self.clean:
            self.save_now()
        return self.clean

    def close(self) -> bool:
        """Flush and stop listening; what `flush` returned. A save under way may still end."""
        done = self.flush()
        self._closed = True
        self._timer.stop()
        self._end()
        return done

    def _changed(self, changes: Changes) -> None:
        if changes.edited:
            self._note(changes)
            moment = self._clock()
            self._since = self._since or moment
            if self._flight is not None:
                self._since_flight = self._since_flight or moment
            elif self._status.kind != "failed":
                self._set(Status("unsaved", self._since))
        if not changes.edited and self._status.kind == "failed":
            return  # the next try is set already, or waits for another edit
        if changes.cause == "moved" and self._since is not None:
            self.save_now()
        else:
            self._timer.start(QUIET, self.save_now)

    def _note(self, changes: Changes) -> None:
        """Remember which step changed what, for the history."""
        step = changes.step
        if changes.cause in {"undo", "redo"}:
            step = sentence(f"session.step-{changes.cause}", step=step)
        self._names |= {("value", one): step for one in changes.values}
        self._names |= {("reason", one): step for one in changes.reasons}
        self._names |= {("origin", one): step for one in changes.origins}
        if changes.narrative:
            self._names["block", ""] = step
        if changes.attachments:
            self._names["file", ""] = step

    def _content(self, summary: Summary | None = None) -> _Content:
        session = self._session
        summary = summary or summary_of(session)
        return _Content(session.declaration, session.place, summary, session.origins)

    def _batch(self) -> Batch | None:
        """Return what the store has not acknowledged, ``None`` if there is nothing."""
        stored, content = self._stored, self._content()
        if stored == content:
            return None
        before, after = stored.declaration, content.declaration
        changes = [
            Change(address, old, new, self._names.get((kind, address), ""), kind)
            for kind, address, old, new in _texts(stored, content)
        ]
        narrative = None if after.narrative == before.narrative else after.narrative
        files = None if after.attachments == before.attachments else after.attachments
        steps = (self._names.get(("block", "")), self._names.get(("file", "")))
        named = "；".join(dict.fromkeys(one for one in steps if one))
        return Batch(
            self._revision, tuple(changes), narrative, files, named, content.place, content.summary
        )

    def _done(self, flight: _Content, outcome: Outcome) -> None:
        """Take the outcome of a save; one that was told already is not taken twice."""
        if self._flight is not flight:
            return
        self._flight = None
        if isinstance(outcome, Saved):
            self._landed(flight, outcome)
        else:
            self._failed(outcome)
        again, self._again = self._again, False
        if again and isinstance(outcome, Saved):
            self.save_now()

    def _landed(self, flight: _Content, saved: Saved) -> None:
        self._stored, self._revision, self._failures = flight, saved.revision, 0
        self._flown = {}
        self._since = self._since_flight
        self._saved_at = saved.at
        self._set(Status("unsaved", self._since) if self._since else Status("saved", saved.at))

    def _failed(self, fault: Exception) -> None:
        self._names = self._flown | self._names
        self._flown = {}
        self._failures += 1
        problem = _problem(fault)
        _logger.warning("save failed %s times: %s", self._failures, problem.code)
        self._set(Status("failed", self._since or self._clock(), problem))
        self._timer.stop()
        if problem.code not in HOPELESS and not self._closed:
            wait = RETRIES[min(self._failures, len(RETRIES)) - 1]
            self._timer.start(wait, self.save_now)

    def _settle(self) -> None:
        """Nothing is left to save: edits were taken back before they were saved."""
        if self._since is not None or self._status.kind == "failed":
            self._since = None
            self._set(Status("saved", self._saved_at))

    def _set(self, status: Status) -> None:
        if status != self._status:
            self._status = status
            self._tell(status)


def _texts(before: _Content, after: _Content) -> Iterator[tuple[Kind, str, str, str]]:
    """Yield kind, address, old and new text of each value, reason and origin that differs."""
    kinds: tuple[tuple[Kind, Mapping[str, str], Mapping[str, str]], ...] = (
        ("value", before.declaration.values, after.declaration.values),
        ("reason", before.declaration.reasons, after.declaration.reasons),
        ("origin", before.origins, after.origins),
    )
    for kind, old, new in kinds:
        if old is not new:
            for key in sorted({*old, *new}):
                if old.get(key, "") != new.get(key, ""):
                    yield kind, key, old.get(key, ""), new.get(key, "")


def _problem(fault: Exception) -> Problem:
    """Return what a person is told of a fault; one of ours goes to the log whole."""
    if isinstance(fault, SmdeskError):
        return fault.problem
    _logger.error("saving broke", exc_info=fault)
    detail = f"{type(fault).__name__}: {fault}"
    return Problem("session.save-broken", params={"detail": detail})
