"""Reads a whole form from a received body: cover, table and check sheet, each by its own grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby, islice

from smdesk.intake.align.core import align
from smdesk.intake.align.corrections import (
    doubt_corrected,
    doubt_other_units,
    doubt_part_years,
    doubt_sent_on,
    doubt_void,
    doubt_void_around,
    logged,
)
from smdesk.intake.align.keys import key
from smdesk.intake.align.model import PICKED, Alignment, Found
from smdesk.intake.align.plan import Plan, plan
from smdesk.intake.margins import Margins
from smdesk.intake.word import LateItems, WordCell, WordParagraph, WordTable, placed_tables
from smdesk.notices.address import Address
from smdesk.notices.grid import all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.models import Form, FormField, Pack

COVER_LINES = 80
"""So many paragraphs from the start are searched for the cover where no table is known."""


@dataclass(frozen=True)
class FormPlan:
    """The three grids of a form prepared for reading, for given year columns."""

    pack: Pack
    form: Form
    years: tuple[int, ...]
    fields: dict[str, FormField]
    cover: Plan
    table: Plan
    sheet: Plan


@dataclass(frozen=True)
class FormAlignment:
    """A form as read. ``found`` holds cover, table and sheet together, fixed values left out.

    ``contradicted`` are fixed values that the file says otherwise (another box on the cover);
    ``lines`` are the tables that were made of lines of text.
    """

    prepared: FormPlan
    found: dict[Address, Found]
    missing: tuple[Address, ...]
    cover: Alignment
    table: Alignment
    sheet: Alignment
    contradicted: tuple[Address, ...] = ()
    lines: tuple[WordTable, ...] = ()

    @property
    def fit(self) -> float:
        """How well the form's table and the received tables fit, 0 to 1."""
        return self.table.fit


_plans: dict[tuple[str, str, tuple[int, ...]], FormPlan] = {}
MOST_PLANS = 256


def form_plan(pack: Pack, form: Form, years: Sequence[int] = ()) -> FormPlan:
    """Return the plan of a form, made once for each edition of its pack and choice of years."""
    chosen = pack.years(tuple(years), form)
    name = (pack.hash, form.id, chosen)
    if name not in _plans:
        if len(_plans) >= MOST_PLANS:
            _plans.clear()
        fields = all_fields(pack.notice, form)
        _plans[name] = FormPlan(
            pack, form, chosen, fields, plan(cover_grid(pack.notice, chosen), fields),
            plan(table_grid(form, chosen), fields), plan(sheet_grid(form), fields),
        )  # fmt: skip
    return _plans[name]


def align_form(
    prepared: FormPlan, items: Sequence[WordParagraph | WordTable], margins: Margins | None = None
) -> FormAlignment:
    """Return what a body says of a form; ``items`` as `walk_body` yields them, ``margins`` what stands around it."""
    tables = [one for _, one in placed_tables(items)]
    table, around = _with_lines(
        prepared, items, tables, align(prepared.table, tables, prepared.fields)
    )
    table = replace(table, found=_corrected(prepared.table, items, table))
    front = as_tables(front_items(items, table))
    cover = align(prepared.cover, front, prepared.fields, taken=table.used, sparse=True)
    table, cover = (_as_margins_say(one, prepared, margins or {}) for one in (table, cover))
    taken = table.used | cover.used
    free = {one.place.table for one in table.strays}
    rest = [one for one in tables if one.number not in table.tables or one.number in free]
    sheet = align(prepared.sheet, rest, prepared.fields, taken=taken)
    lines = [one.text for part in _beside(items, table) for one in part]
    lines += [one.text for one in (*table.strays, *sheet.strays)]
    lines += _in_frames(items, table)
    sheet = replace(sheet, found=doubt_sent_on(sheet.found, lines))
    cover = replace(cover, found=_also_there(cover.found, table.found))
    merged = sheet.found | table.found | cover.found
    fixed = prepared.form.fixed
    contradicted = tuple(
        address
        for address, found in merged.items()
        if fixed.get(str(address)) not in {None, found.text} and found.text
    )
    found = {address: one for address, one in merged.items() if str(address) not in fixed}
    missing = tuple(
        address
        for grid in (cover, table, sheet)
        for address in grid.missing
        if address not in found and str(address) not in fixed
    )
    made = (*around, *(one for one in front if one.number < 0))
    return FormAlignment(prepared, found, missing, cover, table, sheet, contradicted, made)


def _corrected(
    known: Plan, items: Sequence[WordParagraph | WordTable], table: Alignment
) -> dict[Address, Found]:
    """Return what was found, doubted where words beside the tables or in their rows correct it."""
    before, after = _beside(items, table)
    lines = [one.text for one in (*before[-AFTER:], *after) if not one.boxed]
    laid_over = [one.text for one in _around(items, table) if one.boxed]
    lines += [one.text for one in table.strays]
    lines += _in_frames(items, table)
    logs = logged(one for _, one in placed_tables(items) if one.number not in table.tables)
    found = doubt_corrected(known, table.found, (*lines, *logs), laid_over)
    found = doubt_part_years(found, (*lines, *laid_over))
    found = doubt_void(found, (*(one.text for one in before[-AFTER:]), *laid_over))
    return doubt_other_units(known, found, (*lines, *laid_over))


def _in_frames(items: Sequence[WordParagraph | WordTable], table: Alignment) -> list[str]:
    """Return the lines in tables of one cell that are no part of the form: a frame around some, or around all."""
    return [
        line for _, one in placed_tables(items)
        if one.row_count == 1 and one.number not in table.tables and len(one.cells) == 1
        for line in one.cells[0].text.split("\n")
    ]  # fmt: skip


def _as_margins_say(found: Alignment, prepared: FormPlan, margins: Margins) -> Alignment:
    """Return an alignment, doubted where a head, a watermark or the name of a sheet says that it does not count."""
    lines = [one for number in (None, *found.tables) for one in margins.get(number, ())]
    if not lines:
        return found
    held = doubt_void_around(found.found, lines)
    return replace(found, found=doubt_other_units(prepared.table, held, lines))


def _also_there(
    cover: Mapping[Address, Found], table: Mapping[Address, Found]
) -> dict[Address, Found]:
    """Return a cover's values, doubted where they say again what words beside the tables correct."""
    corrected = {
        one.text for one in table.values() if one.text and "value-corrected" in one.reasons
    }
    return {
        address: replace(one, reasons=(*one.reasons, "value-corrected"))
        if one.text in corrected else one
        for address, one in cover.items()
    }  # fmt: skip


def _around(items: Sequence[WordParagraph | WordTable], found: Alignment) -> list[WordParagraph]:
    """Return the paragraphs from shortly before a form's tables to shortly after, if text boxes stand among them."""
    places = [place for place, one in placed_tables(items) if one.number in found.tables]
    if isinstance(items, LateItems) or not places:
        return []
    near = items[max(0, places[0] - AFTER) : places[-1] + AFTER]
    return [one for one in near if isinstance(one, WordParagraph)]


AFTER = 12
"""So many lines after a form's tables may still be of it."""
_BEFORE_COLON = re.compile(r"[^:：]{2,30}[:：]")


def _with_lines(
    prepared: FormPlan, items: Sequence[WordParagraph | WordTable], tables: Sequence[WordTable],
    found: Alignment,
) -> tuple[Alignment, list[WordTable]]:  # fmt: skip
    """Return the alignment with lines ``label：value`` beside the tables, if cells are missing there."""
    if not found.missing or not found.tables:
        return found, []
    missing = set(found.missing)
    numbers = {slot.left if slot.mode == "right" else slot.top
               for slot in prepared.table.slots if slot.address in missing}  # fmt: skip
    names = {one.key.common for one in prepared.table.labels if one.number in numbers}
    before, after = _beside(items, found)
    lines = [[one for one in part if _names(one.text, names)] for part in (before, after)]
    if sum(map(len, lines)) < 2:
        return found, []
    around = [
        lines_table(part, PICKED + place) for place, part in enumerate(lines) if part
    ]  # fmt: skip
    laid = [*around[:1], *tables, *around[1:]] if lines[0] else [*tables, *around]
    again = align(prepared.table, laid, prepared.fields)
    return (again, around) if again.labels > found.labels else (found, [])


def _names(line: str, names: set[str]) -> bool:
    label = _BEFORE_COLON.match(line.strip())
    return label is not None and key(label.group()).common in names


def _beside(
    items: Sequence[WordParagraph | WordTable], found: Alignment
) -> tuple[list[WordParagraph], list[WordParagraph]]:
    """Return the lines before the form's first table, and a few after its last one."""
    places = [place for place, one in placed_tables(items) if one.number in found.tables]
    if not places:
        return [], []
    before = [one for one in items[: places[0]] if isinstance(one, WordParagraph)]
    after = (items[place] for place in range(places[-1] + 1, len(items)))
    written = (one for one in after if isinstance(one, WordParagraph) and one.text.strip())
    return before[-COVER_LINES:], list(islice(written, AFTER))


def front_items(
    items: Sequence[WordParagraph | WordTable], table: Alignment
) -> list[WordParagraph | WordTable]:
    """Return what stands before the form's table, where its cover is looked for."""
    first = min(table.tables, default=None)
    front: list[WordParagraph | WordTable] = []
    lines = 0
    for item in items:
        if isinstance(item, WordTable) and item.number == first:
            if any(one.place.table == first for one in table.strays):
                front.append(item)
            break
        lines += isinstance(item, WordParagraph)
        if first is None and lines > COVER_LINES:
            break
        front.append(item)
    return front


def as_tables(front: Sequence[WordParagraph | WordTable]) -> list[WordTable]:
    """Return tables as they are and the lines between them as tables of one column, numbered -1, -2 …"""
    numbers = count(-1, -1)
    found: list[WordTable] = []
    for is_table, group in groupby(front, key=lambda one: isinstance(one, WordTable)):
        if is_table:
            found += [one for one in group if isinstance(one, WordTable)]
        else:
            texts = [one for one in group if isinstance(one, WordParagraph)]
            found.append(lines_table(texts, next(numbers)))
    return found


def lines_table(paragraphs: Iterable[WordParagraph], number: int) -> WordTable:
    """Return paragraphs as a table of one column, so that lines like ``申报单位：____`` are read alike."""
    written = [one for one in paragraphs if one.text.strip()]
    cells = tuple(
        WordCell(row, 0, 1, 1, (one._replace(boxed=False),)) for row, one in enumerate(written)
    )
    return WordTable(number, len(written), (0, 9000), cells)
