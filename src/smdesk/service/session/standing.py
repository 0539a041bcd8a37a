"""What stands in a session and who is told: content, findings, progress, listeners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from smdesk.errors import SmdeskError
from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, FormField, Pack
from smdesk.rules.engine import Checker, checker_of
from smdesk.rules.findings import Finding, standing_reasons
from smdesk.rules.ground import AFTER
from smdesk.rules.prose.places import place_part
from smdesk.rules.whole import ATTACHMENTS, NARRATIVE
from smdesk.service.session.board import Board, Turned, places_of
from smdesk.service.session.changes import Cause, Changes, Converted, Counts, Listener, counts_of
from smdesk.service.session.delta import Delta, State
from smdesk.service.session.progress import DraftProgress, Meter, ProgressMap
from smdesk.service.session.rows import shown_rows
from smdesk.service.session.undo import History

_NOTHING = Delta()


class Standing:
    """Content, findings and listeners of one draft. Lives in one thread.

    ``place`` is where the person was, ``exported`` whether the content is that of the final files.
    ``found`` are the findings of what was received: it is shown with these, not checked anew.
    """

    def __init__(
        self,
        pack: Pack,
        form: Form,
        declaration: Declaration,
        checker: Checker | None = None,
        *,
        place: str = "",
        exported: bool = False,
        history: History | None = None,
        origins: Mapping[str, str] | None = None,
        found: tuple[Finding, ...] | None = None,
    ) -> None:
        self.pack = pack
        self.form = form
        self._checker = checker or checker_of(pack, form, declaration.years)
        self._ground = self._checker.ground
        self._state = State(declaration, shown_rows(self._ground, declaration), dict(origins or {}))
        self._history = history or History()
        self._board = Board(self._checker, declaration, found)
        self._received = found is not None
        self._map = ProgressMap(self._ground)
        self._meter = Meter(self._map)
        self._exported = declaration if exported else None
        self._progress = self._measured()
        self._counts = counts_of(self._board.visible.values())
        self._place = place
        self._listeners: list[Listener] = []
        self._telling = False
        self._sent: tuple[Declaration, Declaration] | None = None

    # -- what stands -------------------------------------------------------------------------

    @property
    def declaration(self) -> Declaration:
        """The content as it is now, text in progress included; never changed in place."""
        return self._state.declaration

    @property
    def content(self) -> Declaration:
        """The content as it is printed and sent: without reasons whose finding is gone.

        The draft keeps those: a finding that comes back finds its reason. The same object as long
        as nothing changes. What was received is as it was sent.
        """
        whole = self.declaration
        if self._received:
            return whole
        if self._sent is None or self._sent[0] is not whole:
            kept = standing_reasons(whole.reasons, self.findings)
            same = len(kept) == len(whole.reasons)
            self._sent = whole, whole if same else whole.model_copy(update={"reasons": kept})
        return self._sent[1]

    @property
    def years(self) -> tuple[int, ...]:
        """The year columns."""
        return self._ground.years

    @property
    def rows(self) -> Mapping[str, int]:
        """How many rows each repeat shows, empty ones that were added included."""
        return self._state.rows

    @property
    def origins(self) -> Mapping[str, str]:
        """Where values were taken over from, by place, as stored (see `origin`)."""
        return self._state.origins

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in printed order, shown or not."""
        return self._board.findings

    @property
    def counts(self) -> Counts:
        """The visible findings counted by level."""
        return self._counts

    @property
    def progress(self) -> DraftProgress:
        """How far the sections and the whole are."""
        return self._progress

    @property
    def place(self) -> str:
        """Where the person is: an address or another place as `Changes` names them."""
        return self._place

    @property
    def undo_step(self) -> str | None:
        """The name of the step that `undo` takes back."""
        return self._history.undo_name

    @property
    def redo_step(self) -> str | None:
        """The name of the step that `redo` does again."""
        return self._history.redo_name

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of all steps that can be undone, the oldest first."""
        return self._history.names

    @property
    def asked(self) -> bool:
        """Whether the check was asked for, so that every finding shows."""
        return self._board.asked

    def value(self, address: str) -> str:
        """Return the text at ``address``, empty if there is none; fixed ones included."""
        fixed = self.form.fixed.get(address)
        return self.declaration.values.get(address, "") if fixed is None else fixed

    def visible_findings(self) -> tuple[Finding, ...]:
        """Return the findings that a person is to see now, in printed order."""
        return tuple(self._board.visible.values())

    def label(self, place: str) -> str:
        """Return how a person calls a place: printed labels without the section."""
        return self._label(place)

    def field(self, address: str) -> FormField | None:
        """Return the field of an address, ``None`` for a place that the form has no value at."""
        return self._ground.field(address) if address in self._ground.order else None

    def place_order(self, address: str) -> int:
        """Return the number of an address as printed; other places come behind all values."""
        return self._ground.order.get(address, AFTER)

    def section_of(self, place: str) -> str | None:
        """Return the id of the section that a place belongs to (see `Changes.place`)."""
        return self._map.section_of(place)

    def places(self, section: str) -> tuple[str, ...]:
        """Return the addresses of a section as printed, those of rows that are not shown left out."""
        return tuple(one for one in self._map.places(section) if self._showing(one))

    def finding(self, key: str) -> Finding:
        """Return a finding by its key; raises ``SmdeskError`` ``session.finding-gone``."""
        found = self._board.find(key)
        if found is None:
            raise SmdeskError("session.finding-gone")
        return found

    # -- who is told -------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` every change from now on; return what ends that.

        A listener reads; if it changes the session that call raises ``session.listener-writes``.
        Listeners are told in the order in which they came; a fault of one is raised when all
        have been told.
        """
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    # -- how a change takes effect ----

    def _showing(self, address: str) -> bool:
        place = parse(address)
        return place.repeat is None or (place.row or 0) <= self.rows.get(place.repeat, 0)

    def _label(self, place: str) -> str:
        part = place_part(place)
        if part == NARRATIVE:
            return self.form.outline.text_title
        if part == ATTACHMENTS:
            return self.form.attachments_title
        return self._ground.label(place).replace("·", " ")

    def _apply(self, delta: Delta, *, touch: bool = True) -> None:
        """Put a delta into effect: content, findings, and what counts as touched."""
        before = self._state
        self._state = delta.apply(before)
        addresses = list(delta.values)
        if delta.narrative is not None:
            addresses.append(NARRATIVE)
        if delta.attachments is not None:
            addresses.append(ATTACHMENTS)
        self._board.recheck(self.declaration, addresses, reasons=bool(delta.reasons))
        if touch:
            self._board.end()
            self._board.touch(places_of(delta))

    def _measured(self) -> DraftProgress:
        exported = self._exported is not None and self._exported == self.declaration
        board = self._board
        return self._meter.of(self.declaration, board.findings, board.visible, exported=exported)

    def _tell(
        self,
        cause: Cause,
        step: str = "",
        delta: Delta = _NOTHING,
        converted: Iterable[Converted] = (),
        *,
        quiet: bool = False,
    ) -> Changes | None:
        """Make the record of a change and tell it; with ``quiet`` only if it says anything."""
        self._board.stand(self._place)
        turned = self._board.turn()
        if turned:
            self._counts = counts_of(self._board.visible.values())
        before, self._progress = self._progress, self._measured()
        told = tuple(converted)
        if quiet and not turned and not told:
            return None
        record = self._record(cause, step, delta, told, turned, before)
        self._telling = True
        try:
            self._tell_all(record)
        finally:
            self._telling = False
        return record

    def _record(
        self,
        cause: Cause,
        step: str,
        delta: Delta,
        converted: tuple[Converted, ...],
        turned: Turned,
        before: DraftProgress,
    ) -> Changes:
        pairs = zip(before.sections, self._progress.sections, strict=True)
        moved = () if before is self._progress else tuple(new for old, new in pairs if new != old)
        return Changes(
            cause=cause,
            step=step,
            place=self._place,
            values=tuple(delta.values),
            reasons=tuple(delta.reasons),
            repeats=tuple(delta.rows),
            narrative=delta.narrative is not None,
            attachments=delta.attachments is not None,
            converted=converted,
            appeared=turned.appeared,
            vanished=turned.vanished,
            altered=turned.altered,
            counts=self.counts,
            undo=self._history.undo_name,
            redo=self._history.redo_name,
            sections=moved,
            state=self._progress.state,
            origins=tuple(delta.origins),
        )

    def _tell_all(self, record: Changes) -> None:
        faults: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(record)
            except Exception as fault:
                faults.append(fault)
        for other in faults[1:]:
            faults[0].add_note(f"and another listener: {other!r}")
        if faults:
            raise faults[0]

    def _guard(self) -> None:
        """Refuse a change that a listener makes: it would reach the others out of order."""
        if self._telling:
            raise SmdeskError("session.listener-writes")
