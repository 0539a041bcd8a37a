"""The list that is shown before a form is filled: each cell, what it holds, what is offered, why.

Nothing is changed here. What a person typed is never taken away without a tick, a figure not even
then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from smdesk.notices.address import parse
from smdesk.notices.choices import choices_of
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, FormField, Kind, Pack
from smdesk.notices.text import fold
from smdesk.notices.typed import read
from smdesk.rules.ground import Ground
from smdesk.service.profile import nature
from smdesk.service.profile.carry import Carried, carry
from smdesk.service.profile.held import Held, Key, key_of
from smdesk.service.profile.lines import FillPlan, FillRow, FillState
from smdesk.service.profile.parts import file_offers, narrative_offer
from smdesk.service.profile.source import Source

__all__ = ["FillPlan", "FillRow", "FillState", "plan_fill"]

_CHOICES = frozenset({Kind.CHOICE, Kind.YES_NO})


def plan_fill(
    source: Source,
    pack: Pack,
    form: Form,
    declaration: Declaration,
    *,
    carried: Collection[str] = (),
) -> FillPlan:
    """Return what filling ``declaration`` from ``source`` would do.

    ``carried`` are addresses whose present value was itself taken over and not confirmed since:
    it was not typed, so that another figure may be ticked instead.
    """
    planner = _Planner(source, pack, form, declaration, frozenset(carried))
    rows = planner.rows()
    return FillPlan(
        source.title, pack.form_id(form.id), rows,
        narrative_offer(source.narrative, form, declaration.narrative),
        file_offers(source.attachments, form, declaration.attachments),
        source.unread, planner.ground.fields,
    )  # fmt: skip


class _Planner:
    """Works out the lines for one form."""

    def __init__(
        self,
        source: Source,
        pack: Pack,
        form: Form,
        declaration: Declaration,
        carried: frozenset[str],
    ) -> None:
        self.source, self.pack, self.form = source, pack, form
        self.values, self.carried = declaration.values, carried
        self.ground = Ground(pack, form, declaration.years)
        self.last = max(self.ground.years, default=pack.notice.issued.year - 1)
        self.used: set[Key] = set()
        self.needs = _noted(self.ground.fields.values())

    def rows(self) -> tuple[FillRow, ...]:
        """Return every line: cells in printed order, then what has no place."""
        found = [row for address in self.ground.order if (row := self._row(address)) is not None]
        return (*self._mixed(found), *self._left_over())

    # -- cells -------------------------------------------------------------------------------

    def _row(self, address: str) -> FillRow | None:
        if address in self.form.fixed:
            return None
        place, field = parse(address), self.ground.field(address)
        key = key_of(field, self.form, place)
        held = self.source.values.get(key)
        if held is not None:
            self.used.add(key)
            return self._offer(address, field, held)
        if field.axis == "year" and key.concept in self.source.years:
            return self._lacking(address, field, key)
        if not key.row and key.concept in self.source.years:
            latest = Key(key.concept, self.source.years[key.concept][-1])
            self.used.add(latest)
            return self._offer(address, field, self.source.values[latest])
        return None

    def _offer(self, address: str, field: FormField, held: Held) -> FillRow:
        got = carry(held, field)
        now = self.values.get(address, "")
        notes = (*got.notes, *self._doubts(field, held))
        row = FillRow(
            address, self.ground.label(address), FillState.FILL, now, got.text, held.shown,
            held.told_year, held.form, held.on, nature.is_figure(field.kind), notes, got.missing,
            self.needs.get(address),
        )  # fmt: skip
        return replace(row, **self._standing(row, field, got))

    def _standing(self, row: FillRow, field: FormField, got: Carried) -> dict[str, Any]:
        """Return state and notes of a line by what stands in its cell."""
        if not got.text:
            notes = tuple(one for one in row.notes if one in got.notes)
            return {"state": FillState.UNFIT, "notes": notes}
        if row.now and _same(field, row.now, row.text):
            return {"state": FillState.EQUAL, "notes": ()}
        if row.now:
            typed = row.address not in self.carried
            kept = (*row.notes, "figure-stays") if row.figure and typed else row.notes
            return {"state": FillState.DIFFERS, "figure": row.figure and typed, "notes": kept}
        if "aged" in row.notes:
            return {"state": FillState.NEWER}
        if {"statement", "other-notice", "from-year"} & set(row.notes):
            return {"state": FillState.ASK}
        return {}

    def _doubts(self, field: FormField, held: Held) -> Iterator[str]:
        """Yield why a person has to look at an offered value."""
        concept = held.key.concept
        if nature.is_statement(concept):
            yield "statement"
        elif nature.is_of_notice(concept) and self.source.notice != self.pack.notice.id:
            yield "other-notice"
        older = held.told_year is not None and held.told_year < self.last
        if held.key.year and field.axis != "year":
            yield "from-year"
        if older and nature.ages(field, concept):
            yield "aged"
        elif older and nature.names_years(field.kind, held.text):
            yield "dated"

    def _lacking(self, address: str, field: FormField, key: Key) -> FillRow | None:
        """Return the line of a year column that the source knows other years of."""
        if address in self.values:
            return None
        years = self.source.years[key.concept]
        last = self.source.values[Key(key.concept, years[-1])]
        newer = key.year > years[-1]
        return FillRow(
            address, self.ground.label(address), FillState.NEWER if newer else FillState.GAP,
            shown=last.shown if newer else "", year=years[-1] if newer else None, form=last.form,
            on=last.on, figure=nature.is_figure(field.kind), notes=("newest-year",) if newer else ("gap",),
        )  # fmt: skip

    def _mixed(self, rows: Iterable[FillRow]) -> Iterator[FillRow]:
        """Yield lines; cells of a repeat are not filled up with other rows than those typed there."""
        listed = list(rows)
        mixed = {
            parse(one.address).repeat for one in listed if one.state is FillState.DIFFERS
        } | self._typed_beyond()
        for one in listed:
            repeat = parse(one.address).repeat
            if repeat in mixed and repeat is not None and one.state is FillState.FILL:
                yield replace(one, state=FillState.ASK, notes=(*one.notes, "mixed-rows"))
            else:
                yield one

    def _typed_beyond(self) -> set[str | None]:
        """Return the repeats that hold something which the source does not know."""
        places = [parse(one) for one in self.values if one in self.ground.order]
        return {
            one.repeat
            for one in places
            if one.repeat is not None
            and key_of(self.ground.fields[one.field], self.form, one) not in self.source.values
        }

    # -- values without a cell -----------------------------------------------------------------

    def _left_over(self) -> Iterator[FillRow]:
        concepts = {
            key_of(field, self.form, parse(f"{name}")).concept: field
            for name, field in self.ground.fields.items()
        }
        for key, held in self.source.values.items():
            if key in self.used or self._not_told(key, concepts):
                continue
            field = concepts.get(key.concept)
            state, note = FillState.NO_PLACE, ("no-place",)
            if field is not None and key.year:
                state, note = FillState.DROPPED, ("dropped",)
            elif field is not None:
                state, note = FillState.UNFIT, ("row-too-many",) if key.row else ("other-axis",)
            yield FillRow(
                "", held.label or key.concept, state, "", "", held.shown, held.told_year, held.form,
                held.on, nature.is_figure(held.kind), note,
            )  # fmt: skip

    def _not_told(self, key: Key, concepts: Mapping[str, FormField]) -> bool:
        """Return whether nobody misses a value: it is one of its notice, or the form itself decides it."""
        if nature.is_statement(key.concept) or nature.is_of_notice(key.concept):
            return True
        field = concepts.get(key.concept)
        return field is not None and field.address in self.form.fixed


def _noted(fields: Iterable[FormField]) -> dict[str, tuple[str, str]]:
    """Return the box that each note of a 其它 belongs to: (address of the choice, id)."""
    return {
        box.note: (field.address, box.id)
        for field in fields
        if field.kind in _CHOICES
        for box in choices_of(field)
        if box.note is not None
    }


def _same(field: FormField, one: str, other: str) -> bool:
    """Return whether two texts say the same in a field: as numbers, as boxes, as words."""
    if one == other:
        return True
    if field.kind.numeric or field.kind in _CHOICES or field.kind is Kind.DATE:
        first, second = read(field, one), read(field, other)
        return first.problem is None and first.value == second.value and first.none == second.none
    return fold(one) == fold(other)
