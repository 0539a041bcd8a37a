"""What the packs hold, told for people and programs: notices, forms, fields."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from smdesk.errors import SmdeskError, SmdeskErrors
from smdesk.notices.address import Address
from smdesk.notices.choices import chosen_boxes
from smdesk.notices.grid import Grid, all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.loader import is_added, pack_folders
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.notices.models import Form, FormField, Pack, Row
from smdesk.notices.typed import choices_of
from smdesk.rules.engine import Checker


def notices() -> list[dict[str, Any]]:
    """Return one object a bundled or added pack with its forms, as ``smdesk notices --json``.

    One that cannot be used has no forms, and ``problems`` says why.
    """
    return [_told(folder) for folder in pack_folders()]


def _told(folder: Path) -> dict[str, Any]:
    try:
        return _notice(pack_at_hand(folder.name), added=is_added(folder))
    except SmdeskErrors as fault:
        problems = [{"code": one.code, "message": one.message} for one in fault.problems]
        empty = dict.fromkeys(("edition", "title", "document_number", "issuer", "issued", "deadline", "copies", "website", "pack"))  # fmt: skip
        return {
            "id": folder.name, "added": is_added(folder), **empty, "note": [], "forms": [],
            "problems": problems,
        }  # fmt: skip


def _notice(pack: Pack, *, added: bool) -> dict[str, Any]:
    notice = pack.notice
    return {
        "added": added,
        "problems": [],
        "id": notice.id,
        "edition": notice.edition,
        "title": notice.title,
        "document_number": notice.document_number,
        "issuer": notice.issuer,
        "issued": notice.issued.isoformat(),
        "deadline": notice.delivery.deadline.isoformat() if notice.delivery.deadline else None,
        "copies": notice.delivery.copies,
        "website": notice.delivery.website.name if notice.delivery.website else None,
        "pack": pack.hash,
        "note": list(notice.note),
        "cover_reconstructed": notice.cover.reconstructed,
        "summary": _summary(pack),
        "forms": [_form(pack, form) for form in pack.forms.values()],
    }


def _form(pack: Pack, form: Form) -> dict[str, Any]:
    fields = all_fields(pack.notice, form)
    rebuilt = [one for one in fields.values() if one.source == "reconstructed"]
    return {
        "id": pack.form_id(form.id),
        "number": form.number,
        "title": form.title,
        "years": list(pack.years((), form)),
        "fields": len(fields),
        "reconstructed": len(rebuilt),
        "reconstructed_fields": [
            {"address": one.address, "origin": one.origin or ""} for one in rebuilt
        ],
        "reconstructed_rows": [
            {"printed": _printed(row, fields), "origin": row.reconstructed}
            for section in form.section
            for row in section.row
            if row.reconstructed
        ],
        "reconstructed_attachments": [
            {"title": one.title, "origin": one.reconstructed}
            for one in form.attachment
            if one.reconstructed
        ],
        "reconstructed_outline": form.outline.reconstructed,
    }


def _printed(row: Row, fields: Mapping[str, FormField]) -> str:
    """Return the words of a row: labels, headings, boxes, titles of seal boxes."""
    words: list[str] = []
    for cell in row.cells:
        words += [one for one in (cell.label, cell.heading, cell.sign and cell.sign.title) if one]
        if name := cell.of or cell.options:
            only = (cell.option,) if cell.option else cell.only
            words += [one.label for one in chosen_boxes(fields[name], only, cell.group)]
    return " ".join("".join(one.split()) for one in words)


def _summary(pack: Pack) -> dict[str, str] | None:
    """Return title and source of the 汇总表, with the sister form that it was taken from."""
    found = pack.summary
    if found is None:
        return None
    return {"title": found.title, "source": found.source, "origin": found.origin or ""}


def form_years(pack: Pack, form: Form, chosen: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Return the year columns: printed, chosen, or the last ones before the notice was issued.

    Raises ``SmdeskError`` ``session.years-printed`` where the notice prints others than chosen,
    ``session.years-wrong`` where the number or the order of those chosen does not fit.
    """
    wanted = pack.years_of(form)
    shown = "、".join(map(str, chosen))
    if wanted.fixed:
        if chosen not in {(), wanted.fixed}:
            printed = "、".join(map(str, wanted.fixed))
            raise SmdeskError("session.years-printed", printed=printed, years=shown)
        return wanted.fixed
    if not chosen:
        last = pack.notice.issued.year - 1
        return tuple(range(last - wanted.number + 1, last + 1))
    if len(chosen) != wanted.number or any(one >= other for one, other in pairwise(chosen)):
        raise SmdeskError("session.years-wrong", count=wanted.number, years=shown)
    return chosen


def form_grids(pack: Pack, form: Form, years: tuple[int, ...]) -> tuple[Grid, Grid, Grid]:
    """Return cover, table and check sheet of a form, repeats as printed."""
    return cover_grid(pack.notice, years), table_grid(form, years), sheet_grid(form)


def fields(pack: Pack, form: Form, years: tuple[int, ...]) -> list[dict[str, Any]]:
    """Return one object a value in printed order, as ``smdesk fields --json``.

    A field with year columns or in a repeat stands once for each place that the form prints.
    """
    known = all_fields(pack.notice, form)
    checker = Checker(pack, form, years)
    found: dict[str, dict[str, Any]] = {}
    for grid in form_grids(pack, form, years):
        for address in grid.places:
            if address.field in known:
                found[str(address)] = _field(grid, address, known[address.field], checker)
    return list(found.values())


def _field(grid: Grid, address: Address, field: FormField, checker: Checker) -> dict[str, Any]:
    return {
        "address": str(address),
        "label": list(field.label or grid.label_path(address)),
        "kind": field.kind.value,
        "unit": field.unit,
        "required": field.required,
        "choices": [one.label.replace("\n", "") for one in choices_of(field) if one.tickable]
        if field.choices or field.kind.value == "yes-no"
        else [],
        "limit": field.limit,
        "concept": field.concept or field.address,
        "source": field.source,
        "rules": list(checker.rules_of(field.address)),
    }
