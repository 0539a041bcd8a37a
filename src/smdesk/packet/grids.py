"""The grids of a form for given years and row counts, expanded once and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from smdesk.errors import SmdeskError
from smdesk.notices.address import parse
from smdesk.notices.grid import (
    Grid,
    all_fields,
    cover_grid,
    printed_rows,
    sheet_grid,
    table_grid,
)
from smdesk.notices.models import Form, FormField, Pack

_KEPT = 32


@dataclass(frozen=True)
class Grids:
    """Cover, table and check sheet of a form with its fields; shared, never changed."""

    pack: Pack
    form: Form
    cover: Grid
    table: Grid
    sheet: Grid
    fields: Mapping[str, FormField]

    def label(self, address: str) -> str:
        """Return the printed label of a value, its levels parted by `` · ``; else ``address``."""
        return self._labels.get(address) or self._by_shape(address)

    def exact_label(self, address: str) -> str:
        """Return `label` with the row of a repeat, so that no two rows are called the same."""
        try:
            row = parse(address).row
        except SmdeskError:
            row = None
        return f"{self.label(address)}（第 {row} 行）" if row else self.label(address)

    @cached_property
    def _labels(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for grid in (self.cover, self.table, self.sheet):
            for place in grid.places:
                path = grid.label_path(place)
                told = self.fields[place.field].label if place.field in self.fields else ()
                found.setdefault(str(place), " · ".join(told or path))
        return found

    def _by_shape(self, address: str) -> str:
        """Return the label of a value without a cell of its own (a row past the printed ones)."""
        try:
            field = self.fields.get(parse(address).field)
        except SmdeskError:
            return address
        return " · ".join(field.label) if field and field.label else address


_Key = tuple[str, str, tuple[int, ...], tuple[tuple[str, int], ...]]
_cache: OrderedDict[_Key, Grids] = OrderedDict()


def grids_of(pack: Pack, form: Form, years: tuple[int, ...], counts: Mapping[str, int]) -> Grids:
    """Return the grids of ``form``; equal calls give the same object."""
    rows = printed_rows(form, counts)
    key = (pack.hash, form.id, years, tuple(sorted(rows.items())))
    found = _cache.get(key)
    if found is not None and found.form is form and found.pack is pack:
        return found
    made = Grids(
        pack,
        form,
        cover_grid(pack.notice, years),
        table_grid(form, years, rows),
        _left(sheet_grid(form)),
        all_fields(pack.notice, form),
    )
    _cache[key] = made
    while len(_cache) > _KEPT:
        _cache.popitem(last=False)
    return made


def _left(grid: Grid) -> Grid:
    """Return the check sheet with its labels at the left: they are whole sentences."""
    cells = tuple(
        replace(cell, align="left") if cell.role == "label" else cell for cell in grid.cells
    )
    return replace(grid, cells=cells)
