"""How far a draft is: the state of each section and of the whole, for the step list and Home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, KeysView, Mapping
from dataclasses import dataclass
from typing import Literal

from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import SHEET_TITLE, table_grid
from smdesk.notices.models import Section
from smdesk.rules.findings import Finding
from smdesk.rules.ground import Ground
from smdesk.rules.prose.places import place_part
from smdesk.rules.whole import ATTACHMENTS, NARRATIVE
from smdesk.store.models import State

ABSENT = frozenset({
    "required", "narrative.missing", "narrative.heading", "narrative.empty", "attachment.missing",
})  # fmt: skip
"""Rules that say that something is still missing, not that something is wrong."""
COVER = "cover"
SHEET = "sheet"
COVER_TITLE = "封面"

Part = Literal["cover", "table", "sheet", "narrative", "attachments"]
SectionState = Literal["untouched", "incomplete", "errors", "done"]


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one section is.

    ``id`` is ``cover``, ``table/<section>``, ``sheet``, ``narrative`` or ``attachments``;
    ``wanted`` values (headings, slots) are required, ``filled`` of them are there. ``errors``,
    ``checks`` and ``hints`` count the visible findings, ``checks`` only those without an accepted
    reason.
    """

    id: str
    title: str
    part: Part
    state: SectionState
    filled: int
    wanted: int
    errors: int = 0
    checks: int = 0
    hints: int = 0

    @property
    def fraction(self) -> float:
        """Filled of wanted; where nothing is required, 1 as soon as something is there."""
        if self.wanted:
            return self.filled / self.wanted
        return 0.0 if self.state == "untouched" else 1.0


@dataclass(frozen=True, slots=True)
class DraftProgress:
    """How far a draft is; ``errors`` and ``checks`` are what stops it besides what is missing."""

    state: State
    filled: int
    wanted: int
    errors: int
    checks: int
    sections: tuple[SectionProgress, ...]

    @property
    def fraction(self) -> float:
        """Filled of wanted, 0 to 1."""
        if self.wanted:
            return self.filled / self.wanted
        return 0.0 if self.state == "untouched" else 1.0


@dataclass(frozen=True, slots=True)
class _Plan:
    id: str
    title: str
    part: Part
    wanted: int


_Tally = Mapping[tuple[str, str], int]
"""How many findings of a kind a section has."""


class ProgressMap:
    """The sections of a form: which addresses they hold and what they ask for. Holds no values."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        homes = dict(_homes(ground))
        self._home = {one: homes[parse(one).field] for one in ground.order}
        self._row_wanted = {
            one.id: sum(field.required for field in one.field) for one in ground.form.repeat
        }
        self.plans = tuple(self._plans())

    def section_of(self, place: str) -> str | None:
        """Return the section that an address, a heading or a slot belongs to."""
        found = self._home.get(place)
        if found is None:
            part = place_part(place)
            found = part if part in {NARRATIVE, ATTACHMENTS} else None
        return found

    def places(self, section: str) -> tuple[str, ...]:
        """Return the addresses of a section as printed, every row that a repeat may have included."""
        return tuple(one for one, home in self._home.items() if home == section)

    def of(
        self,
        declaration: Declaration,
        findings: Iterable[Finding],
        visible: Iterable[Finding],
        *,
        exported: bool = False,
    ) -> DraftProgress:
        """Return how far a declaration with these findings is."""
        tally = self.tally(findings, declaration.values)
        held = self.held(declaration, tally)
        rows = self.rows_wanted(declaration.values)
        return self.put_together(tally, self.shown(visible), held, rows, exported=exported)

    def put_together(
        self,
        tally: _Tally,
        shown: _Tally,
        held: Container[str | None],
        rows: Mapping[str, int],
        *,
        exported: bool,
    ) -> DraftProgress:
        """Return the progress that the counts spell."""
        sections = tuple(
            _section(plan, plan.wanted + rows.get(plan.id, 0), plan.id in held, tally, shown)
            for plan in self.plans
        )
        wrong = sum(count for (_, kind), count in tally.items() if kind == "wrong")
        unanswered = sum(count for (_, kind), count in tally.items() if kind == "open")
        blank = sum(count for (_, kind), count in tally.items() if kind == "blank")
        state = self._state(sections, wrong, unanswered + blank, exported=exported)
        filled, wanted = sum(one.filled for one in sections), sum(one.wanted for one in sections)
        return DraftProgress(state, filled, wanted, wrong, unanswered, sections)

    def _plans(self) -> Iterator[_Plan]:
        form = self._ground.form
        wanted = Counter(
            self._home[one]
            for one in self._ground.order
            if one not in form.fixed
            and parse(one).repeat is None
            and self._ground.field(one).required
        )
        yield _Plan(COVER, COVER_TITLE, "cover", wanted[COVER])
        for section in form.section:
            name = _table_id(section)
            yield _Plan(name, section.title, "table", wanted[name])
        if any(one.off_paper for one in form.field):
            yield _Plan(SHEET, SHEET_TITLE, "sheet", wanted[SHEET])
        yield _Plan(NARRATIVE, form.outline.text_title, "narrative", len(form.outline.item))
        slots = sum(one.required for one in form.attachment)
        yield _Plan(ATTACHMENTS, form.attachments_title, "attachments", slots)

    def held(self, declaration: Declaration, tally: _Tally) -> set[str | None]:
        """Return the sections that hold anything."""
        home, fixed = self._home, self._ground.form.fixed
        held = {home.get(one) for one in declaration.values if one not in fixed}
        if declaration.attachments:
            held.add(ATTACHMENTS)
        if (NARRATIVE, "all") not in tally:
            held.add(NARRATIVE)
        return held

    def rows_wanted(self, values: Mapping[str, str]) -> dict[str, int]:
        """Return how many values the begun rows of repeats ask for, by section."""
        if not any(self._row_wanted.values()):
            return {}
        begun = {
            (place.repeat, place.row, self._home[one])
            for one in values
            if one in self._home and (place := parse(one)).repeat is not None
        }
        wanted: Counter[str] = Counter()
        for repeat, _, section in begun:
            wanted[section] += self._row_wanted.get(repeat or "", 0)
        return wanted

    def tally(self, findings: Iterable[Finding], values: Mapping[str, str]) -> _Tally:
        """Count findings: what is missing (``all``: the whole section), lacking, wrong, unanswered."""
        filled = values.keys() | self._ground.form.fixed.keys()
        tally: dict[tuple[str, str], int] = {}
        for one in findings:
            section = self.section_of(one.addresses[0]) or ""
            for kind in _kinds(one, filled):
                tally[section, kind] = tally.get((section, kind), 0) + 1
        return tally

    def shown(self, visible: Iterable[Finding]) -> _Tally:
        """Count visible findings by section and level, answered 核实 left out."""
        shown: dict[tuple[str, str], int] = {}
        for one in visible:
            if one.level != "check" or not one.answered:
                key = (self.section_of(one.addresses[0]) or "", one.level)
                shown[key] = shown.get(key, 0) + 1
        return shown

    def _state(
        self, sections: tuple[SectionProgress, ...], wrong: int, blocked: int, *, exported: bool
    ) -> State:
        if exported:
            return "exported"
        if wrong:
            return "errors"
        if all(one.state == "untouched" for one in sections):
            return "untouched"
        written = any(one.part == "narrative" and one.state != "untouched" for one in sections)
        narrative = written or not self._ground.form.outline.item
        return "ready" if narrative and not blocked else "incomplete"


class Meter:
    """The progress of one session; what an edit did not move is not counted again."""

    def __init__(self, plan: ProgressMap) -> None:
        self._map = plan
        self._findings: tuple[Finding, ...] | None = None
        self._filled: KeysView[str] = {}.keys()
        self._visible: Mapping[str, Finding] | None = None
        self._tally: _Tally = {}
        self._shown: _Tally = {}
        self._parts: tuple[object, ...] = ()
        self._progress: DraftProgress | None = None

    def of(
        self,
        declaration: Declaration,
        findings: tuple[Finding, ...],
        visible: Mapping[str, Finding],
        *,
        exported: bool,
    ) -> DraftProgress:
        """Return the progress, the same object where it is as before; see `ProgressMap.of`."""
        filled = declaration.values.keys()
        if findings is not self._findings or filled != self._filled:
            self._findings, self._filled = findings, filled
            self._tally = self._map.tally(findings, declaration.values)
        if visible is not self._visible:
            self._visible, self._shown = visible, self._map.shown(visible.values())
        held = self._map.held(declaration, self._tally)
        rows = self._map.rows_wanted(declaration.values)
        parts = (self._tally, self._shown, held, rows, exported)
        if self._progress is None or parts != self._parts:
            self._parts = parts
            self._progress = self._map.put_together(
                self._tally, self._shown, held, rows, exported=exported
            )
        return self._progress


def _kinds(finding: Finding, filled: Container[str]) -> tuple[str, ...]:
    """Return what a finding counts as.

    An error over nothing but blanks (no investor is named) asks for something, it is not a mistake;
    only ``missing`` ones are among the values that a section wants.
    """
    if finding.rule in ABSENT:
        kind = "all" if finding.rule == "narrative.missing" else "missing"
        return (kind, "blank") if finding.level == "error" else (kind,)
    if finding.level == "error":
        about = any(one in filled or "#" in one for one in finding.addresses)
        return ("wrong",) if about else ("lacking", "blank")
    return ("open",) if finding.level == "check" and not finding.answered else ()


def _table_id(section: Section) -> str:
    return f"table/{section.id}"


def _homes(ground: Ground) -> Iterator[tuple[str, str]]:
    """Yield each field with its section; where a field stands in two, the first comes last."""
    for field in ground.form.field:
        yield field.address, SHEET
    for section in reversed(ground.form.section):
        alone = ground.form.model_copy(update={"section": (section,)})
        for address in table_grid(alone, ground.years).places:
            yield address.field, _table_id(section)
    for field in ground.pack.notice.cover.field:
        yield field.address, COVER


def _section(plan: _Plan, wanted: int, held: bool, tally: _Tally, shown: _Tally) -> SectionProgress:
    absent = tally.get((plan.id, "missing"), 0)
    waits = absent or (plan.id, "lacking") in tally or (plan.id, "open") in tally
    missing = wanted if (plan.id, "all") in tally else min(wanted, absent)
    state: SectionState = "done"
    wrong = (plan.id, "wrong") in tally
    if wrong and (plan.id, "error") in shown:
        state = "errors"
    elif not held:
        state = "untouched"
    elif wrong or missing or waits:  # an error in the cell at hand is not told of before it is left
        state = "incomplete"
    errors, checks, hints = (shown.get((plan.id, one), 0) for one in ("error", "check", "hint"))
    return SectionProgress(
        plan.id, plan.title, plan.part, state, wanted - missing, wanted, errors, checks, hints
    )
