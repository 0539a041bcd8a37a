"""The ground that checks stand on: a form's addresses in printed order, and a declaration's values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from smdesk.notices.address import Address, parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import Grid, all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.models import Form, FormField, Pack
from smdesk.notices.typed import Typed, read
from smdesk.rules.formats import Fault, faults

MOST_ROWS = 200
"""Rows of a repeat that are checked, whatever a pack allows."""
_KEPT = 8192
AFTER = 1_000_000
"""Where narrative, attachments and unknown addresses stand in the order: after the printed values."""

_NO_VALUE = Typed(None, "")


@dataclass(frozen=True)
class Reading:
    """One text as its field reads it: typed value, the value that rules see, its faults."""

    typed: Typed
    value: Any
    faults: tuple[Fault, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in: no text, or a choice without a tick."""
        return self.typed.text == "" or (self.value == () and self.typed.value == ())


_BLANK = Reading(_NO_VALUE, (), ())


class Ground:
    """A form for given years: its fields, every address that its paper and check sheet hold."""

    def __init__(self, pack: Pack, form: Form, years: tuple[int, ...]) -> None:
        self.pack = pack
        self.form = form
        self.years = pack.years(years, form)
        self.fields = all_fields(pack.notice, form)
        self.repeats = {one.id: one for one in form.repeat}
        self._labels: dict[str, str] = {}
        self._readings: dict[tuple[str, str], Reading] = {}

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Cover, table with every row a repeat may have, check sheet."""
        most = {one.id: min(one.most, MOST_ROWS) for one in self.form.repeat}
        return (
            cover_grid(self.pack.notice, self.years),
            table_grid(self.form, self.years, most),
            sheet_grid(self.form),
        )

    @cached_property
    def order(self) -> dict[str, int]:
        """Every address of the form, numbered as printed."""
        places = [address for grid in self.grids for address in grid.places]
        return {text: place for place, text in enumerate(dict.fromkeys(map(str, places)))}

    def field(self, address: str) -> FormField:
        """Return the field of an address of this form; raises ``KeyError`` for another."""
        return self.fields[parse(address).field]

    def rows(self, repeat: str) -> range:
        """Return the rows that a repeat may have, from 1."""
        return range(1, min(self.repeats[repeat].most, MOST_ROWS) + 1)

    def label(self, address: str) -> str:
        """Return how a person calls a value: its printed labels without the section, row or year."""
        if address not in self._labels:
            self._labels[address] = (
                self._label(parse(address)) if address in self.order else address
            )
        return self._labels[address]

    def _label(self, address: Address) -> str:
        given = self.fields[address.field].label
        path = given or next(
            grid.label_path(address) for grid in self.grids if address in grid.places
        )
        parts = list(path[1:] if len(path) > 1 else path) or [str(address)]
        if address.repeat is not None:
            name = re.sub(r"（.*", "", self.repeats[address.repeat].label)
            parts = [f"{name}第 {address.row} 行", parts[-1]]
        return re.sub(r"_{2,}|＿{2,}", "", "·".join(parts))

    def reading(self, address: str, text: str) -> Reading:
        """Return how the field of ``address`` reads ``text``; kept, since both decide it."""
        if not text:
            return _BLANK
        name = parse(address).field
        key = (name, text)
        found = self._readings.get(key)
        if found is None:
            if len(self._readings) >= _KEPT:
                self._readings.clear()
            field = self.fields[name]
            typed = read(field, text)
            found = Reading(typed, _bound(typed.value), faults(field, text))
            self._readings[key] = found
        return found


def _bound(value: Any) -> Any:
    """Return a typed value as expressions see it: one item for itself, nothing for ``()``."""
    if value is None:
        return ()
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


class View:
    """One declaration's values on a ground, those that the form fixes included."""

    __slots__ = ("_read", "declaration", "ground", "values")

    def __init__(self, ground: Ground, declaration: Declaration) -> None:
        self.ground = ground
        self.declaration = declaration
        self.values: Mapping[str, str] = declaration.values | ground.form.fixed
        self._read: dict[str, Reading] = {}

    def reading(self, address: str) -> Reading:
        """Return how the text at ``address`` reads."""
        found = self._read.get(address)
        if found is None:
            found = self.ground.reading(address, self.values.get(address, ""))
            self._read[address] = found
        return found

    def shown(self, address: str) -> str:
        """Return the value at ``address`` as a message prints it."""
        return self.reading(address).typed.text


def plain(value: Decimal) -> str:
    """Return a number as plain digits, at most six decimals, without zeros at its end."""
    text = format(round(value, 6), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
