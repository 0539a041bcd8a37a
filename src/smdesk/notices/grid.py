"""A form's tables as grids of cells: what the wizard draws, Word and PDF print, the reader aligns.

`table_grid`, `cover_grid` and `sheet_grid` expand a pack's rows for given year columns and row
counts. Every consumer works from the same `Grid`, so a form's layout is written down once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smdesk.notices.cells import Blank, Box, Grid, GridCell, GridId, GridRow, Part, Role, Text
from smdesk.notices.choices import YES_NO, choices_of
from smdesk.notices.expand import Expander, split_template
from smdesk.notices.models import Cell, Form, FormField, Kind, Notice, Row

__all__ = [
    "SHEET_TITLE", "YES_NO", "Blank", "Box", "Grid", "GridCell", "GridId", "GridRow", "Part", "Role",
    "Text", "all_fields", "choices_of", "cover_grid", "form_fields", "printed_rows", "sheet_grid",
    "split_template", "table_grid",
]  # fmt: skip


def form_fields(form: Form) -> dict[str, FormField]:
    """Return the fields of a form by address, those of repeats as ``repeat.field``."""
    fields = {field.address: field for field in form.field}
    for repeat in form.repeat:
        for field in repeat.field:
            name = f"{repeat.id}.{field.address}"
            fields[name] = field.model_copy(update={"address": name})
    return fields


def all_fields(notice: Notice, form: Form) -> dict[str, FormField]:
    """Return the fields of cover and form by address, in printed order."""
    return {field.address: field for field in notice.cover.field} | form_fields(form)


def printed_rows(form: Form, counts: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return the rows of each repeat: as printed, or more where ``counts`` asks for more."""
    given = counts or {}
    return {one.id: min(one.most, max(one.rows, given.get(one.id, 0))) for one in form.repeat}


def table_grid(form: Form, years: Sequence[int], counts: Mapping[str, int] | None = None) -> Grid:
    """Return the form's main table, section heads included where the pack prints them."""
    expander = Expander(form_fields(form), form.columns, years, printed_rows(form, counts))
    for section in form.section:
        expander.add(section.row, section.title, section.new_page)
    return expander.grid("table")


def cover_grid(notice: Notice, years: Sequence[int] = ()) -> Grid:
    """Return the cover's blanks as a grid (drawn without borders)."""
    fields = {field.address: field for field in notice.cover.field}
    expander = Expander(fields, notice.cover.columns, years, {})
    expander.add(notice.cover.row, "封面")
    return expander.grid("cover")


SHEET_TITLE = "申报信息核对页"


def sheet_grid(form: Form) -> Grid:
    """Return the check sheet: each value that the notice's table does not print, a row each."""
    rows: list[Row] = []
    for field in (one for one in form.field if one.off_paper):
        label = Cell(label="".join(field.label) or field.address, span=5)
        boxes = field.kind in {Kind.CHOICE, Kind.YES_NO}
        value = (
            Cell(options=field.address, span=7, flow="line")
            if boxes
            else Cell(field=field.address, span=7)
        )
        rows.append(Row(cells=(label, value)))
    expander = Expander(form_fields(form), 12, (), {})
    expander.add(rows, SHEET_TITLE)
    return expander.grid("sheet")
