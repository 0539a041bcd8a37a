"""One line, and all lines, of the list that is shown before a form is filled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from smdesk.errors import sentence
from smdesk.notices.boxes import ticked_ids
from smdesk.notices.models import FormField
from smdesk.service.profile.parts import FileOffer, NarrativeOffer


class FillState(StrEnum):
    """What becomes of one line of the list."""

    FILL = "fill"
    """An empty cell gets the value."""
    EQUAL = "equal"
    """It stands there already."""
    DIFFERS = "differs"
    """Something else stands there; taken only where a person ticks it, a figure never."""
    ASK = "ask"
    """The cell is empty, but a person has to decide (``notes``)."""
    NEWER = "newer"
    """The cell asks for a newer year than is known."""
    GAP = "gap"
    """The cell asks for an earlier year that is not known."""
    UNFIT = "unfit"
    """The value does not fit the cell's kind or unit, or its boxes are not in this form."""
    NO_PLACE = "no-place"
    """The form has no cell for the value."""
    DROPPED = "dropped"
    """The value's year has no column any more."""


@dataclass(frozen=True)
class FillRow:
    """One line: the cell ``address`` (empty for values without one), its text now, the text offered.

    ``shown`` is the offered value as its source has it, with its unit; ``year`` the year that it
    tells of, ``form`` and ``on`` where and when it was known last; ``missing`` are boxes that this
    form does not have. ``needs`` is the box that has to be ticked for the value to have a place.
    """

    address: str
    label: str
    state: FillState
    now: str = ""
    text: str = ""
    shown: str = ""
    year: int | None = None
    form: str = ""
    on: str = ""
    figure: bool = False
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    needs: tuple[str, str] | None = None

    @property
    def ticked(self) -> bool:
        """Whether it is taken unless a person says otherwise."""
        return self.state is FillState.FILL

    @property
    def tickable(self) -> bool:
        """Whether a person may take it: never a figure over what was typed."""
        if not self.text:
            return False
        if self.state is FillState.DIFFERS:
            return not self.figure
        return self.state in {FillState.FILL, FillState.ASK, FillState.NEWER}

    @property
    def told(self) -> str:
        """The remarks in words."""
        params = {"missing": "、".join(self.missing), "year": self.year or "", "shown": self.shown}
        return "；".join(sentence(f"profile.note-{one}", **params) for one in self.notes)

    def as_json(self) -> dict[str, Any]:
        """Return the line as plain JSON values."""
        return {
            "address": self.address,
            "label": self.label,
            "state": self.state.value,
            "taken": self.ticked,
            "now": self.now,
            "text": self.text,
            "source": {"value": self.shown, "year": self.year, "form": self.form, "on": self.on},
            "notes": [{"code": one, "message": self._sentence(one)} for one in self.notes],
            "missing": list(self.missing),
        }

    def _sentence(self, note: str) -> str:
        return replace(self, notes=(note,)).told


@dataclass(frozen=True)
class FillPlan:
    """What filling a form from ``source`` would do, line by line in printed order."""

    source: str
    target: str
    rows: tuple[FillRow, ...]
    narrative: NarrativeOffer | None = None
    files: tuple[FileOffer, ...] = ()
    unread: tuple[str, ...] = ()
    fields: Mapping[str, FormField] | None = None

    def of(self, *states: FillState) -> tuple[FillRow, ...]:
        """Return the lines of some states."""
        return tuple(one for one in self.rows if one.state in states)

    @property
    def ticked(self) -> frozenset[str]:
        """The addresses that are taken unless a person says otherwise."""
        return frozenset(one.address for one in self.rows if one.ticked)

    def taken(
        self, chosen: Collection[str] | None = None, values: Mapping[str, str] | None = None
    ) -> tuple[FillRow, ...]:
        """Return the lines that are taken of those chosen (the ticked ones if not given).

        ``values`` are the form's values as they are now: a line whose cell was changed since the
        list was made is left out, and a note of a box that is not ticked.
        """
        wanted = self.ticked if chosen is None else chosen
        rows = [one for one in self.rows if one.address in wanted and one.tickable]
        if values is not None:
            rows = [one for one in rows if values.get(one.address, "") == one.now]
        texts = {one.address: one.text for one in rows}
        now = {one.address: one.now for one in self.rows if one.address} | dict(values or {})
        return tuple(one for one in rows if self._has_box(one, texts, now))

    def _has_box(self, row: FillRow, texts: Mapping[str, str], now: Mapping[str, str]) -> bool:
        if row.needs is None:
            return True
        address, box = row.needs
        text = texts.get(address) or now.get(address, "")
        field = (self.fields or {}).get(address)
        return field is not None and box in (ticked_ids(field, text) or ())

    def texts(self, chosen: Collection[str] | None = None) -> dict[str, str]:
        """Return the texts to put, by address."""
        return {one.address: one.text for one in self.taken(chosen)}

    def as_json(self) -> dict[str, Any]:
        """Return the list as plain JSON values."""
        counts = {one.value: len(self.of(one)) for one in FillState}
        return {
            "source": self.source,
            "form": self.target,
            "counts": counts,
            "rows": [one.as_json() for one in self.rows],
            "narrative": self.narrative.as_json() if self.narrative else None,
            "attachments": [one.as_json() for one in self.files],
            "unread": list(self.unread),
        }
