"""What is typed into a notice's website: each value of the table in printed order, as it is typed.

A website wants plain digits without unit or thousands marks; the unit stands beside. Boxes are
ticked there, not typed, so their labels are listed to be ticked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from smdesk.errors import SmdeskError
from smdesk.notices.address import Address
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import Grid, form_fields, table_grid
from smdesk.notices.models import Form, FormField, Kind, Pack, Website
from smdesk.notices.typed import choices_of, read

RowKind = Literal["type", "tick", "long", "blank"]
"""Typed as it is, ticked, typed in more than one line, nothing to fill in."""

_BOXES = {Kind.CHOICE, Kind.YES_NO}
_LONG = 40
"""Characters from which a text counts as long: it is pasted into a box of several lines."""


@dataclass(frozen=True, slots=True)
class WebRow:
    """One value: where it stands, what it is called, what is typed, and the unit beside it."""

    address: str
    section: str
    label: str
    text: str
    unit: str = ""
    kind: RowKind = "type"

    @property
    def copyable(self) -> bool:
        """Whether there is something to copy; boxes are ticked by hand."""
        return self.kind in {"type", "long"}

    @property
    def mark(self) -> str:
        """Eight hex digits that change with what is typed: a tick stands for this text only."""
        return hashlib.sha256(f"{self.address}\n{self.text}".encode()).hexdigest()[:8]


def website_of(pack: Pack) -> Website:
    """Return the notice's website; raises `SmdeskError` ``webfill.none`` where it has none."""
    website = pack.notice.delivery.website
    if website is None:
        raise SmdeskError("webfill.none", notice=pack.notice.short)
    return website


def web_rows(form: Form, declaration: Declaration) -> tuple[WebRow, ...]:
    """Return every value of the form's table in printed order, those still blank too.

    Cover and check sheet are not typed. Blank rows of a repeat and the blank notes of boxes (其他) are left out: nothing waits there.
    """
    grid = table_grid(form, declaration.years, declaration.counts())
    values = dict(form.fixed) | declaration.values
    return tuple(_rows(grid, form_fields(form), values))


def _rows(
    grid: Grid, fields: Mapping[str, FormField], values: Mapping[str, str]
) -> Iterator[WebRow]:
    notes = {one.note for field in fields.values() for one in field.choices if one.note}
    for address in grid.places:
        field = fields.get(address.field)
        optional = address.row is not None or address.field in notes
        if field is not None and (values.get(str(address)) or not optional):
            yield _row(grid, address, field, values.get(str(address), ""))


def _row(grid: Grid, address: Address, field: FormField, text: str) -> WebRow:
    section = _flat(grid.places[address].section)
    typed, unit, kind = _typed(field, text)
    path = field.label or grid.label_path(address)
    names = [_flat(one) for one in path if _flat(one) != section] or [section]
    if address.row is not None:
        names.insert(len(names) - 1, f"第 {address.row} 行")
    label = " · ".join(_bare(one, unit) for one in names)
    return WebRow(str(address), section, label, typed, unit, kind)


def _flat(label: str) -> str:
    return re.sub(r"\s+", "", label)


def _bare(label: str, unit: str) -> str:
    """Return a label without the unit that stands beside the value: 营业收入（万元）, 注册资本____万元."""
    if not unit:
        return label
    return re.sub(rf"[（(]{re.escape(unit)}[）)]|_+{re.escape(unit)}$", "", label) or label


def _typed(field: FormField, text: str) -> tuple[str, str, RowKind]:
    """Return what is typed, the unit, and how."""
    unit = field.unit or (field.units[0] if field.units else "")
    if not text:
        return "", unit, "blank"
    found = read(field, text)
    if field.kind in _BOXES:
        ticked = found.value if isinstance(found.value, tuple) else ()
        labels = [_plain(one.label) for one in choices_of(field) if one.id in ticked]
        return ("；".join(labels) or text), "", "tick"
    if isinstance(found.value, Decimal) and found.problem is None:
        return format(found.value, "f"), unit, "type"
    long = "\n" in found.text or len(found.text) > _LONG
    return found.text, "" if field.kind.numeric else unit, "long" if long else "type"


def _plain(label: str) -> str:
    """Return a box's label without the line that explains it."""
    return label.split("\n（", maxsplit=1)[0].replace("\n", "")
