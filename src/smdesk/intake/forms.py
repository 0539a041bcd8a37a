"""The forms that a file may be of: packs at hand, and a form's grids, expanded once and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from smdesk.intake.controls import Key, names_of
from smdesk.notices.address import Address
from smdesk.notices.grid import Grid, all_fields, cover_grid, printed_rows, sheet_grid, table_grid
from smdesk.notices.known import known_packs
from smdesk.notices.labels import field_paths
from smdesk.notices.models import Form, FormField, Pack

__all__ = ["FormGrids", "expand", "find", "known_packs"]

_KEPT = 64


@dataclass(frozen=True)
class FormGrids:
    """A form expanded for given years and rows: grids, fields, labels, bookmark names."""

    pack: Pack
    form: Form
    years: tuple[int, ...]
    grids: tuple[Grid, ...]
    fields: Mapping[str, FormField]

    @property
    def id(self) -> str:
        """The public id, as ``zhejiang-2020/enterprise``."""
        return self.pack.form_id(self.form.id)

    @property
    def table(self) -> Grid:
        """The grid of the form's table."""
        return next(grid for grid in self.grids if grid.id == "table")

    @cached_property
    def bookmarks(self) -> Mapping[str, Key]:
        """The place of each bookmark name."""
        return names_of(self.grids)

    @cached_property
    def labels(self) -> Mapping[Address, tuple[str, ...]]:
        """The label path of each value."""
        rows = {
            repeat.id: sum(row.repeat == repeat.id for grid in self.grids for row in grid.rows)
            for repeat in self.form.repeat
        }
        return field_paths(self.pack.notice, self.form, self.years, rows)

    def label(self, address: Address) -> tuple[str, ...]:
        """Return the label path of a value; its address where the form does not print it."""
        return self.labels.get(address) or (str(address),)


_cache: OrderedDict[tuple[str, str, tuple[int, ...], tuple[tuple[str, int], ...]], FormGrids] = (
    OrderedDict()
)


def expand(
    pack: Pack, form: Form, years: Sequence[int], counts: Mapping[str, int] | None = None
) -> FormGrids:
    """Return a form's grids; equal calls give the same object."""
    rows = printed_rows(form, counts)
    key = (pack.hash, form.id, tuple(years), tuple(sorted(rows.items())))
    found = _cache.get(key)
    if found is not None and found.pack is pack:
        return found
    grids = (cover_grid(pack.notice, years), table_grid(form, years, rows), sheet_grid(form))
    made = FormGrids(
        pack,
        form,
        tuple(years),
        tuple(grid for grid in grids if grid.rows),
        all_fields(pack.notice, form),
    )
    _cache[key] = made
    while len(_cache) > _KEPT:
        _cache.popitem(last=False)
    return made


def find(packs: Iterable[Pack], form_id: str) -> tuple[Pack, Form] | None:
    """Return pack and form of a public id, ``None`` where no pack at hand has it."""
    notice, _, name = form_id.partition("/")
    for pack in packs:
        if pack.notice.id == notice and name in pack.forms:
            return pack, pack.forms[name]
    return None
