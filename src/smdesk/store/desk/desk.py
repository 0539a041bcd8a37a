"""The desk: every case of one desk folder, behind one lock.

All methods may be called from any thread; what they return is on the disk. None of them can change
what an applicant handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from smdesk.errors import Level, SmdeskError
from smdesk.notices.text import clean
from smdesk.store import connection as connections
from smdesk.store.backups import Backup, Backups
from smdesk.store.blobs import Blobs
from smdesk.store.desk import batches, briefs, counting, layer, lists, readings
from smdesk.store.desk.arriving import Choose, Hand, arrive, note_receipt, show
from smdesk.store.desk.briefs import Known
from smdesk.store.desk.districts import districts_of
from smdesk.store.desk.models import (
    Arrived,
    Case,
    CaseRow,
    Facts,
    Filter,
    Reading,
    Receipt,
    State,
    StoredFinding,
)
from smdesk.store.desk.opening import BLOBS, COUNT, FILE, check_file, open_to_read, open_to_write
from smdesk.store.desk.said import Saying
from smdesk.store.faults import from_system
from smdesk.store.instance import InstanceLock, user_name
from smdesk.store.models import now


class Desk(Saying):
    """One open desk folder; made by `open`."""

    def __init__(
        self,
        folder: Path,
        lock: InstanceLock | None,
        opened: connections.Connections,
        *,
        person: str,
        clock: Callable[[], datetime],
    ) -> None:
        self.folder = folder
        self.blobs = Blobs(folder / BLOBS, clock=clock, read_only=opened.read_only)
        self.backups = Backups(folder / FILE, clock=clock, check=check_file, count=COUNT)
        self.person = person
        self._lock = lock
        self._open = opened
        self._clock = clock

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        person: str = "",
        clock: Callable[[], datetime] = now,
        read_only: bool = False,
        start_empty: bool = False,
    ) -> Self:
        """Open the desk of ``folder``, made if there is none; raises as `Library.open`."""
        path = folder / FILE
        if folder.is_file():
            raise SmdeskError("store.nothing", folder=str(folder))
        who = clean(person, multiline=False) or user_name()
        if read_only:
            return cls(folder, None, open_to_read(path), person=who, clock=clock)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise from_system(problem, folder) from problem
        lock = InstanceLock(folder, clock=clock)
        lock.acquire()
        try:
            backups = Backups(path, clock=clock, check=check_file, count=COUNT)
            unclean = connections.has_log(path)
            opened = open_to_write(path, backups, unclean=unclean, start_empty=start_empty)
        except BaseException:
            lock.release()
            raise
        return cls(folder, lock, opened, person=who, clock=clock)

    @classmethod
    def open_existing(cls, folder: Path, *, person: str = "") -> Self:
        """Open the desk of a folder that has one; raises ``store.nothing`` and as `open`."""
        if not (folder / FILE).exists():
            raise SmdeskError("store.nothing", folder=str(folder))
        return cls.open(folder, person=person)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._open.read_only

    # -- intake ------------------------------------------------------------------------------

    def start_batch(self, paths: Sequence[str]) -> int:
        """Return the number of a batch; one of the same paths that was cut short goes on."""
        told = readings.to_json(sorted(paths))
        with self._open.writing() as connection:
            cut = connection.execute(
                "SELECT id FROM batches WHERE paths = ? AND finished IS NULL ORDER BY id DESC",
                (told,),
            ).fetchone()
            if cut is not None:
                return int(cut[0])
            made = connection.execute(
                "INSERT INTO batches (paths, person, started) VALUES (?, ?, ?)",
                (told, self.person, self._stamp()),
            ).lastrowid
            assert made is not None
            return made

    def finish_batch(self, batch: int) -> None:
        """Note that a batch was taken in whole."""
        with self._open.writing() as connection:
            connection.execute(
                "UPDATE batches SET finished = ? WHERE id = ?", (self._stamp(), batch)
            )

    def take(
        self,
        batch: int,
        items: Iterable[Arrived | tuple[Receipt, str]],
        choose: Choose,
        reader: str,
    ) -> tuple[Receipt, ...]:
        """Take in what was read, in order and all or nothing; return the receipts.

        An item is a declaration, or the receipt of a file without one and its kind.
        """
        hand = Hand(batch, self.person, self._stamp(), reader)
        receipts: list[Receipt] = []
        with self._open.writing() as connection:
            for item in items:
                if isinstance(item, Arrived):
                    receipts.append(arrive(connection, item, choose, hand))
                    continue
                receipt, kind = item
                note_receipt(connection, receipt, kind, hand)
                receipts.append(receipt)
        return tuple(receipts)

    def receipts(self, reader: str = "") -> dict[str, Receipt]:
        """Return the last outcome of each place, by path.

        With ``reader`` refusals of other readers are left out: what was refused may be read now.
        """
        where = "? = '' OR outcome <> 'refused' OR reader = ?"
        with self._open.reading() as connection:
            found = batches.receipts_where(connection, where, (reader, reader))
        return {one.place.path: one for one in found}

    def last_batch(self) -> batches.LastBatch | None:
        """Return the batch that was worked on last, ``None`` where none was."""
        with self._open.reading() as connection:
            return batches.last_batch(connection)

    # -- cases -------------------------------------------------------------------------------

    def case_ids(self, wanted: Filter = Filter(), order: lists.Order = "rank") -> list[int]:  # noqa: B008
        """Return the cases of a filter in order."""
        with self._open.reading() as connection:
            return lists.case_ids(connection, wanted, order)

    def rows(self, ids: Sequence[int]) -> tuple[CaseRow, ...]:
        """Return the rows of cases in the order asked for."""
        with self._open.reading() as connection:
            return tuple(lists.case_rows(connection, ids))

    def cases(self, wanted: Filter = Filter(), order: lists.Order = "rank") -> list[CaseRow]:  # noqa: B008
        """Return every row of a filter in order."""
        with self._open.reading() as connection:
            return lists.all_rows(connection, wanted, order)

    def states_in(self, ids: Sequence[int]) -> frozenset[State]:
        """Return the states that cases are in."""
        with self._open.reading() as connection:
            return lists.states_in(connection, ids)

    def counts(self) -> lists.Counts:
        """Return the figures for filters and the matrix of findings."""
        with self._open.reading() as connection:
            return lists.counts(connection)

    def district_names(self) -> dict[str, str]:
        """Return the names of the districts that cases are of, by the key of `counts`."""
        with self._open.reading() as connection:
            return {key: one.name for key, one in districts_of(connection).items()}

    def briefs(self, ids: Sequence[int]) -> list[Mapping[str, str]]:
        """Return the texts of cases that the 汇总表 asks for, in the order of ``ids``.

        Values that were found misread are not among them: nobody declared those.
        """
        with self._open.reading() as connection:
            return briefs.briefs(connection, ids)

    def known(self, notice: str, form: str, places: Sequence[str]) -> list[Known]:
        """Return who each case of a form is, with its texts at ``places``, as `briefs`."""
        with self._open.reading() as connection:
            return briefs.known(connection, notice, form, places)

    def misread(self) -> Mapping[int, frozenset[str]]:
        """Return the values found misread in the current version of each case, by case."""
        with self._open.reading() as connection:
            return counting.misread_now(connection)

    def doubted(self) -> Mapping[int, frozenset[str]]:
        """Return the values in doubt that nobody has looked at, of current versions, by case."""
        with self._open.reading() as connection:
            return counting.doubted_now(connection)

    def case(self, case: int) -> Case:
        """Return a case with its versions and the bureau's layer; raises ``desk.case-missing``."""
        with self._open.reading() as connection:
            row = lists.case_row(connection, case)
            return Case(
                row,
                readings.versions_of(connection, case),
                layer.states_of(connection, case),
                counting.dismissals_of(connection, case),
                layer.opinions_of(connection, case),
            )

    def reading(self, submission: int) -> Reading:
        """Return what a version says and how it was read.

        Raises ``SmdeskError`` ``desk.version-missing``, ``desk.version-damaged``.
        """
        with self._open.reading() as connection:
            return Reading(
                readings.version(connection, submission),
                readings.declaration_from(readings.content_of(connection, submission)),
                readings.sources_of(connection, submission),
                counting.confirmed_in(connection, submission),
                frozenset(counting.misread_in(connection, submission)),
            )

    def carriers(self, submission: int) -> list[tuple[str, str]]:
        """Return sha256 and kind of each received file with a version's content, packages first."""
        with self._open.reading() as connection:
            return connection.execute(
                "SELECT sha256, kind FROM carriers JOIN files USING (sha256) WHERE submission = ? "
                "ORDER BY kind <> 'smdx', at",
                (submission,),
            ).fetchall()

    def findings(self, submission: int) -> tuple[StoredFinding, ...]:
        """Return what was found in a version, in printed order."""
        with self._open.reading() as connection:
            return tuple(counting.findings_of(connection, submission))

    def open_findings(self) -> list[tuple[int, str, Level]]:
        """Return case, rule and level of what was found and not set aside, in current versions."""
        with self._open.reading() as connection:
            return list(counting.open_findings(connection))

    def messages(self) -> dict[str, str]:
        """Return an example of what each rule says, by rule."""
        with self._open.reading() as connection:
            return counting.messages(connection)

    def stale(self, rules: Mapping[str, str]) -> list[int]:
        """Return the current versions checked by other rules than ``rules`` names by notice."""
        with self._open.reading() as connection:
            rows = connection.execute(
                "SELECT current, notice, rules FROM cases JOIN checked ON submission = current"
            ).fetchall()
        return [one for one, notice, known in rows if rules.get(notice, known) != known]

    def put_findings(
        self, submission: int, findings: Iterable[StoredFinding], rules: str, facts: Facts
    ) -> None:
        """Keep what the rules of today find in a current version."""
        with self._open.writing() as connection:
            counting.put_findings(connection, submission, findings, rules)
            found = connection.execute(
                "SELECT id FROM cases WHERE current = ?", (submission,)
            ).fetchone()
            if found is not None:
                show(connection, found[0], submission, facts)

    def seals(self) -> list[tuple[str, int, int]]:
        """Return every version's seal code, case and version."""
        with self._open.reading() as connection:
            return connection.execute(
                "SELECT seal_code, case_id, id FROM submissions ORDER BY id"
            ).fetchall()

    def with_digest(self, digest: str) -> tuple[int, int] | None:
        """Return case and version of a content, ``None`` where it is not here."""
        with self._open.reading() as connection:
            found: tuple[int, int] | None = connection.execute(
                "SELECT case_id, id FROM submissions WHERE digest = ?", (digest,)
            ).fetchone()
        return found

    # -- end ---------------------------------------------------------------------------------

    def back_up(self) -> Backup:
        """Make a backup of the desk file; the received files stand beside it."""
        return self.backups.make()

    def close(self) -> None:
        """Close the desk and give the lock back."""
        self._open.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
