"""Checks that every form has: required, formats, notes of 其它, units of money, rows, reconstruction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from smdesk.notices.address import parse
from smdesk.notices.models import Choice, Form, FormField, Kind, Repeat
from smdesk.notices.typed import choice_text, choices_of
from smdesk.rules.checks import Check, finding
from smdesk.rules.findings import Finding, Fix
from smdesk.rules.formats.numbers import money_slip, unit_of
from smdesk.rules.ground import Ground, View, plain
from smdesk.rules.shares import shares_checks


def value_checks(ground: Ground, bounded: frozenset[str]) -> Iterator[Check]:
    """Yield the checks of every value; ``bounded`` are fields whose 100 % a pack rule looks at."""
    for address in ground.order:
        if address in ground.form.fixed:
            continue
        field = ground.field(address)
        yield _format_check(ground, address, skip_percent=field.address in bounded)
        if field.required:
            yield _required_check(ground, address)
        if field.kind is Kind.MONEY and field.axis == "year":
            yield from _slip_check(ground, address)
        if any(choice.note for choice in field.choices):
            yield from _note_checks(ground, address, field)
        if field.kind is Kind.SHARES:
            yield from shares_checks(ground, address, field)
    yield from (_gap_check(ground, repeat) for repeat in ground.form.repeat)
    yield from _reconstructed(ground)


def _format_check(ground: Ground, address: str, *, skip_percent: bool) -> Check:
    check = f"format@{address}"

    def run(view: View) -> Iterator[Finding]:
        for fault in view.reading(address).faults:
            if skip_percent and fault.rule == "format.percent":
                continue
            fix = Fix(address, fault.fix) if fault.fix is not None else None
            yield finding(
                ground, fault.rule, fault.level, (address,),
                check=check, code=fault.code, fix=fix, **fault.params,
            )  # fmt: skip

    return Check(check, (address,), run)


def _required_check(ground: Ground, address: str) -> Check:
    """Return the check that a value is filled in; in a repeat only where its row was begun."""
    check = f"required@{address}"
    words = ground.field(address).kind in {Kind.TEXT, Kind.LONG_TEXT}
    code = "rules.required-text" if words else "rules.required"
    place = parse(address)
    row: tuple[str, ...] = ()
    if place.repeat is not None:
        tails = [one.address for one in ground.repeats[place.repeat].field]
        row = tuple(f"{place.repeat}[{place.row}].{tail}" for tail in tails)

    def run(view: View) -> Iterator[Finding]:
        if not view.reading(address).blank:
            return
        if row and all(view.reading(one).blank for one in row):
            return
        yield finding(ground, "required", "error", (address,), check=check, code=code)

    return Check(check, row or (address,), run)


def _slip_check(ground: Ground, address: str) -> Iterator[Check]:
    """Yield the check that an amount is not in 元 while its neighbours are in 万元."""
    check = f"format.money-unit@{address}"
    head = parse(address).head
    years = [f"{head}[{year}]" for year in ground.years]
    others = tuple(one for one in years if one != address and one in ground.order)
    field = ground.field(address)
    unit = unit_of(field)
    if not others or not unit:
        return

    def run(view: View) -> Iterator[Finding]:
        value = view.reading(address).value
        beside = [one for one in others if isinstance(view.reading(one).value, Decimal)]
        if not isinstance(value, Decimal) or not beside:
            return
        slipped = money_slip(value, [view.reading(one).value for one in beside])
        if slipped is not None:
            fix = Fix(address, plain(slipped)) if field.unit else None
            shown = "、".join(f"{ground.label(one)} {view.shown(one)}" for one in beside)
            yield finding(
                ground, "format.money-unit", "check", (address, *beside), check=check,
                code="rules.money-unit", fix=fix, value=view.shown(address), others=shown, unit=unit,
            )  # fmt: skip

    yield Check(check, (address, *others), run)


def _note_checks(ground: Ground, address: str, field: FormField) -> Iterator[Check]:
    """Yield for each 其它 the check that box and text stand together."""
    place = parse(address)
    for choice in choices_of(field):
        if choice.note is None:
            continue
        note = f"{place.repeat}[{place.row}].{choice.note}" if place.repeat else choice.note
        if note in ground.order:
            yield _note_check(ground, address, note, choice)


def _note_check(ground: Ground, address: str, note: str, choice: Choice) -> Check:
    check = f"choice.note@{note}"
    field = ground.field(address)
    label = "".join(choice.label.split()).partition("（")[0]

    def run(view: View) -> Iterator[Finding]:
        ticked = view.reading(address).typed.value
        chosen = ticked if isinstance(ticked, tuple) else ()
        written = not view.reading(note).blank and not view.reading(note).typed.none
        if choice.id in chosen and not written:
            yield finding(
                ground, "choice.note-missing", "error", (note, address), check=check, choice=label
            )
        elif written and choice.id not in chosen:
            both = (*chosen, choice.id)
            fix = Fix(address, choice_text(field, both)) if field.pick == "many" else None
            yield finding(
                ground, "choice.note-alone", "check", (note, address),
                check=check, fix=fix, choice=label, text=view.shown(note),
            )  # fmt: skip

    return Check(check, (note, address), run)


def _gap_check(ground: Ground, repeat: Repeat) -> Check:
    """Return the check that no empty row stands before a filled one."""
    rows = [
        tuple(f"{repeat.id}[{row}].{one.address}" for one in repeat.field)
        for row in ground.rows(repeat.id)
    ]
    check = f"row.gap@{rows[0][0]}"

    def run(view: View) -> Iterator[Finding]:
        filled = [any(view.values.get(one) for one in row) for row in rows]
        last = max((place for place, has in enumerate(filled) if has), default=-1)
        empty = "、".join(str(place + 1) for place in range(last) if not filled[place])
        if empty:
            yield finding(
                ground, "row.gap", "hint", (rows[0][0],), check=check,
                repeat=repeat.label, empty=empty, last=last + 1,
            )  # fmt: skip

    return Check(check, tuple(one for row in rows for one in row), run)


def _reconstructed(ground: Ground) -> Iterator[Check]:
    """Yield the hint that fields, seal boxes or the outline were taken from a sister, if any were.

    A seal box has no address; where no field was taken, the hint stands at the applicant. No clause
    speaks of it: that of the first field is about something else.
    """
    places = tuple(one for one in ground.order if ground.field(one).source == "reconstructed")
    boxes = tuple(_rebuilt_boxes(ground.form))
    if not places and not boxes:
        return
    at = places or (ground.form.applicant,)
    check = f"form.reconstructed@{at[0]}"
    told = [*(ground.field(one).origin or "" for one in places), *(origin for _, origin in boxes)]
    names = [
        re.sub(r"第 \d+ 行$|（[^（）]*）$", "", ground.label(one).partition("·")[0])
        for one in places
    ]
    named = "、".join(dict.fromkeys([*names, *(title for title, _ in boxes)]))
    origins = "、".join(dict.fromkeys(told))
    count = len({parse(one).field for one in places}) + len(boxes)
    rows = [row for section in ground.form.section for row in section.row]
    papers = _rebuilt_papers(ground.form)
    whole = all(row.reconstructed is not None for row in rows)  # then names would be a list of all
    code = "rules.form-reconstructed-whole" if whole else "rules.form-reconstructed"

    def run(_view: View) -> Iterator[Finding]:
        yield finding(
            ground, "form.reconstructed", "hint", at, check=check, code=code, clause="",
            count=count, origins=origins, names=named, papers=papers,
        )  # fmt: skip

    yield Check(check, (), run)


def _rebuilt_papers(form: Form) -> str:
    """Return where the outline and the list of attachments come from, if the notice prints none."""
    attachments = dict.fromkeys(one.reconstructed for one in form.attachment if one.reconstructed)
    told = [("正文提纲", form.outline.reconstructed), ("附件清单", "、".join(attachments))]
    return "".join(f"{name}取自{origin}。" for name, origin in told if origin)


def _rebuilt_boxes(form: Form) -> Iterator[tuple[str, str]]:
    """Yield title and origin of each reconstructed row that is a seal box."""
    for row in (row for section in form.section for row in section.row):
        sign = next((cell.sign for cell in row.cells if cell.sign), None)
        if row.reconstructed and sign is not None:
            yield sign.title.rstrip("：:"), row.reconstructed
