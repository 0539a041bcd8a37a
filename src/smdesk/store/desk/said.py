"""What the bureau says of its cases, as methods of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from smdesk.errors import SmdeskError
from smdesk.notices.text import clean
from smdesk.rules.findings import reason_refused
from smdesk.store import connection as connections
from smdesk.store.desk import keys, layer, moving
from smdesk.store.desk import layers as signed
from smdesk.store.desk.layers import Sheet, SignedLayer
from smdesk.store.desk.lists import LAST
from smdesk.store.desk.models import Event, Opinion, State
from smdesk.store.models import to_stamp


class Saying:
    """The bureau's layer of an open desk; `Desk` is one."""

    person: str
    _open: connections.Connections
    _clock: Callable[[], datetime]

    def as_one(self) -> AbstractContextManager[None]:
        """Make all that is said in a ``with`` one transaction: an error takes all of it back."""
        return self._open.as_one()

    def move(self, cases: Iterable[int], state: State, note: str = "") -> None:
        """Bring cases into a state, all or none; raises as `layer.move`."""
        with self._open.writing() as connection:
            for case in cases:
                layer.move(connection, case, state, clean(note), self._mark())

    def undo_moves(self, before: Mapping[int, State], moved: State) -> int:
        """Bring cases that were just moved back to the states that they had; returns how many.

        One that is in another state than ``moved`` by now was moved on by somebody, and stays.
        """
        with self._open.writing() as connection:
            back = [
                layer.undo_move(connection, case, state, moved, self._mark())
                for case, state in before.items()
            ]
        return sum(back)

    def dismiss(self, case: int, key: str, reason: str) -> None:
        """Set a finding aside; it stays so while its values say the same.

        Raises as `layer.dismiss`, and the code of `reason_refused` for a reason that is none.
        """
        code = reason_refused(reason)
        if code is not None:
            raise SmdeskError(code)
        with self._open.writing() as connection:
            layer.dismiss(connection, case, key, clean(reason), self._mark())

    def take_up(self, case: int, key: str) -> None:
        """Take up a finding again."""
        with self._open.writing() as connection:
            layer.take_up(connection, case, key, self._mark())

    def confirm(self, case: int, addresses: Sequence[str]) -> None:
        """Confirm the reading of doubtful values; raises as `layer.confirm`."""
        with self._open.writing() as connection:
            layer.confirm(connection, case, addresses, self._mark())

    def take_back(self, case: int, addresses: Sequence[str], *, misread: bool = False) -> None:
        """Take confirmations back; ``misread`` notes that the reading was found wrong."""
        with self._open.writing() as connection:
            layer.take_back(connection, case, addresses, self._mark(), misread=misread)

    def add_opinion(self, case: int, text: str, bureau: str = "") -> None:
        """Add an opinion; raises as `layer.add_opinion` and ``desk.case-missing``."""
        with self._open.writing() as connection:
            layer.add_opinion(connection, case, clean(text), clean(bureau), self._mark())

    def note_paper(self, case: int, found: Mapping[str, str | int]) -> bool:
        """Note what a case's paper said, unless that stands last; return whether it was noted."""
        with self._open.writing() as connection:
            return layer.note_paper(connection, case, found, self._mark())

    def ranking(self, notice: str, form: str) -> list[int]:
        """Return the ranked cases of a form in order."""
        with self._open.reading() as connection:
            return layer.ranking(connection, notice, form)

    def ranking_before(self, notice: str, form: str) -> list[int]:
        """Return the ranking of a form before the last that was put in its place."""
        with self._open.reading() as connection:
            return layer.ranking_before(connection, notice, form)

    def put_ranking(self, notice: str, form: str, cases: Sequence[int]) -> None:
        """Make ``cases`` the ranking of a form."""
        with self._open.writing() as connection:
            layer.put_ranking(connection, notice, form, cases, self._mark())

    def layers(self, notice: str, form: str) -> dict[str, list[int]]:
        """Return single officers' rankings of a form."""
        with self._open.reading() as connection:
            return layer.layers(connection, notice, form)

    def put_layer(self, name: str, notice: str, form: str, cases: Sequence[int]) -> None:
        """Keep one officer's ranking; raises ``desk.layer-empty``."""
        with self._open.writing() as connection:
            layer.put_layer(connection, name, notice, form, cases, self._mark())

    def put_layers(self, layers: Iterable[SignedLayer], sheets: Iterable[Sheet]) -> int:
        """Keep what bureaus signed, with the signatures; return how many layers were new."""
        with self._open.writing() as connection:
            signed.put_sheets(connection, sheets, self._mark())
            return signed.put_layers(connection, layers, self._mark())

    def signed_layers(self, digest: str) -> tuple[SignedLayer, ...]:
        """Return what bureaus signed of a version's content, in the order of their time."""
        with self._open.reading() as connection:
            return signed.layers_of(connection, digest)

    def all_layers(self) -> tuple[dict[str, list[SignedLayer]], dict[str, Sheet]]:
        """Return every layer by the digest of its version, and every signed sheet by its hash."""
        with self._open.reading() as connection:
            return signed.all_layers(connection), signed.sheets_of(connection)

    def bureau_keys(self) -> dict[str, tuple[keys.BureauKey, ...]]:
        """Return the keys that signed in each bureau's name, the first one in front."""
        with self._open.reading() as connection:
            return keys.keys_of(connection)

    def say_key(self, bureau: str, key: str, note: str, *, trusted: bool) -> None:
        """Note that a key was found to be a bureau's, or to be so no more; raises as `keys.say`."""
        with self._open.writing() as connection:
            keys.say(connection, bureau, key, clean(note), self._mark(), trusted=trusted)

    def take_opinion(self, case: int, opinion: Opinion) -> bool:
        """Add an opinion that another bureau gave, once; return whether it was new."""
        with self._open.writing() as connection:
            return layer.take_opinion(connection, case, opinion)

    def move_versions(
        self, versions: Sequence[int], target: int | None, facts: moving.FactsOf
    ) -> int:
        """Put versions of one case behind another's, or into a new one; as `moving.move_versions`."""
        with self._open.writing() as connection:
            return moving.move_versions(connection, versions, target, facts, self._mark())

    def home(self, case: int) -> int:
        """Return the case that has the versions of a joined one, itself where it is not joined."""
        if not 0 < case <= LAST:
            return case
        with self._open.reading() as connection:
            there = connection.execute("SELECT 1 FROM cases WHERE id = ?", (case,)).fetchone()
            return layer.home(connection, case) if there is not None else case

    def joined(self, case: int) -> tuple[int, ...]:
        """Return the cases that were joined to one, and whose versions can be given back."""
        with self._open.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM cases WHERE joined = ? ORDER BY id", (case,)
            ).fetchall()
        return tuple(one for (one,) in rows)

    def history(self, case: int) -> tuple[Event, ...]:
        """Return what happened to a case."""
        with self._open.reading() as connection:
            return layer.history(connection, case)

    def _mark(self) -> layer.Mark:
        return layer.Mark(self.person, self._stamp())

    def _stamp(self) -> int:
        return to_stamp(self._clock())
