"""Faults of fields: kinds and units, choices, repeats, places on paper, limits against labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from smdesk.notices.address import Address
from smdesk.notices.choices import choices_of
from smdesk.notices.lint.report import Faults
from smdesk.notices.lint.table import TableCheck
from smdesk.notices.models import Form, FormField, Kind
from smdesk.notices.typed import FACTORS

LIMITED = re.compile(r"(\d+)\s*字\s*(?:以内|以下|内)|不超过\s*(\d+)\s*字")
_AT_MOST = re.compile(r"选填\s*(\d+)\s*[户家项个]")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]+)[）)]")
_AFTER_BLANK = re.compile(r"_+([^_（）()，。、]+)$")
_UNITS = {*FACTORS, "%", "人", "个", "项", "户", "家", "次", "年", "周", "平方米"}
_WORDY = {Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.ADDRESS}


def duplicates(names: Iterable[str]) -> list[str]:
    """Return the names that occur more than once, each once, in order."""
    return [name for name, count in Counter(names).items() if count > 1]


def check_field(faults: Faults, one: FormField, key: str) -> None:
    """Check the parts of one field against each other."""
    _check_unit(faults, one, key)
    if one.negative and not one.kind.numeric:
        faults.add("negative-text", f"{key}.negative")
    if one.decimals is not None and (not one.kind.numeric or one.kind is Kind.INTEGER):
        faults.add("decimals-odd", f"{key}.decimals")
    if one.limit is not None and one.kind not in _WORDY:
        faults.add("limit-odd", f"{key}.limit", kind=one.kind.value)
    if one.off_paper and not "".join(one.label).strip():
        faults.add("label-missing", f"{key}.label", name=one.address)
    if one.origin is not None and one.source != "reconstructed":
        faults.add("origin-spare", f"{key}.origin")
    if one.kind is Kind.CHOICE:
        check_choices(faults, one, key)


def _check_unit(faults: Faults, one: FormField, key: str) -> None:
    if (one.unit or one.units) and not one.kind.numeric:
        faults.add("unit-text", f"{key}.unit")
    if one.unit and one.units:
        faults.add("unit-both", f"{key}.units")
    units = one.units or ((one.unit,) if one.unit else ())
    if one.kind is Kind.MONEY and (not units or any(unit not in FACTORS for unit in units)):
        faults.add("unit-money", f"{key}.unit", known="、".join(FACTORS))
    if one.kind is Kind.PERCENT and units != ("%",):
        faults.add("unit-percent", f"{key}.unit")


def check_choices(faults: Faults, one: FormField, key: str) -> None:
    """Check the boxes of a choice: ids, parents, and that what one reads is not another."""
    ids = {choice.id: choice for choice in one.choices}
    for twice in duplicates(choice.id for choice in one.choices):
        faults.add("duplicate", f"{key}.choices", name=twice)
    for number, choice in enumerate(one.choices, 1):
        here = f"{key}.choices[{number}]"
        if choice.parent is not None and choice.parent not in ids:
            faults.add("choice-parent", f"{here}.parent", name=choice.parent)
        seen, current = {choice.id}, choice
        while current.parent in ids:
            current = ids[current.parent]
            if current.id in seen:
                faults.add("choice-circle", f"{here}.parent", name=choice.id)
                break
            seen.add(current.id)
        if not re.sub(r"\s", "", choice.label):
            faults.add("choice-blank", f"{here}.label")
    if not any(choice.tickable for choice in one.choices):
        faults.add("choice-none", f"{key}.choices")


def notes_of(fields: Mapping[str, FormField]) -> dict[str, str]:
    """Return the addresses that are the note of a box, each with its choice's address."""
    notes: dict[str, str] = {}
    for name, one in fields.items():
        stem = name.rpartition(".")[0] if "." in name else ""
        for choice in one.choices:
            if choice.note is not None:
                local = f"{stem}.{choice.note}"
                notes[local if local in fields and choice.note not in fields else choice.note] = (
                    name
                )
    return notes


def check_notes(faults: Faults, fields: Mapping[str, FormField]) -> None:
    """Check that each note of a box is a field of text."""
    for name, choice in notes_of(fields).items():
        if name not in fields:
            faults.add("note-unknown", choice, name=name)
        elif fields[name].kind not in _WORDY:
            faults.add("note-kind", choice, name=name)


def check_shares(faults: Faults, fields: Mapping[str, FormField], repeats: Iterable[str]) -> None:
    """Check that shares are of a choice of the same form, and add up to an amount of it."""
    rows = tuple(f"{one}." for one in repeats)
    for name, one in fields.items():
        if one.of is not None:
            choice = fields.get(one.of)
            if choice is None or choice.kind is not Kind.CHOICE or name.startswith(rows):
                faults.add("shares-of", name, name=one.of)
        if one.total is not None:
            total = fields.get(one.total)
            if total is None or total.kind is not Kind.MONEY:
                faults.add("shares-total", name, name=one.total)


def check_repeats(faults: Faults, form: Form, table: TableCheck) -> None:
    """Check ids, counts and rows of the repeats."""
    for number, one in enumerate(form.repeat, 1):
        key = f"repeat[{number}]"
        if one.rows > one.most or (one.fixed and one.rows != one.most):
            faults.add("repeat-count", key, rows=one.rows, most=one.most)
        if table.rows_of[one.id] != 1:
            faults.add("repeat-rows", key, name=one.id, rows=table.rows_of[one.id])
        if (said := _AT_MOST.search(one.label)) and int(said[1]) != one.most:
            faults.add("repeat-said", f"{key}.most", said=said[1], most=one.most)
        for place, each in enumerate(one.field, 1):
            if each.axis != "none" or each.off_paper:
                faults.add("repeat-field", f"{key}.field[{place}]", name=each.address)


def check_placed(
    faults: Faults, fields: Mapping[str, FormField], table: TableCheck, years: int
) -> None:
    """Check that each value stands on paper exactly once, and each box of a choice."""
    notes = notes_of(fields)
    for name, one in fields.items():
        positions = range(1, years + 1) if one.axis == "year" else (None,)
        counts = [table.placed[name, position] for position in positions]
        boxes = [table.boxes[name, each.id] for each in choices_of(one) if each.tickable]
        printed = any(counts) or any(boxes)
        if one.off_paper or name in notes:
            if printed:
                faults.add("field-placed", name, name=name)
        elif not printed:
            faults.add("field-unplaced", name, name=name)
        elif any(boxes) and set(boxes) != {1}:
            faults.add("boxes-uneven", name, boxes=_uneven(one, table))
        elif any(count > 1 for count in counts):
            faults.add("field-twice", name, name=name)


def _check_said_unit(faults: Faults, one: FormField, path: tuple[str, ...]) -> None:
    """Check that a number's unit is the one that the nearest label prints: （万元）, ____亿元."""
    if not one.kind.numeric or one.kind is Kind.YEAR or one.units:
        return
    said = next((unit for label in reversed(path) if (unit := _said_unit(label))), None)
    if said is not None and said != one.unit:
        faults.add("unit-said", one.address, said=said, unit=one.unit or "无")


def _said_unit(label: str) -> str | None:
    plain = re.sub(r"\s", "", label).replace("％", "%")
    found = [*_IN_BRACKETS.findall(plain), *_AFTER_BLANK.findall(plain)]
    return next((one for one in reversed(found) if one in _UNITS), None)


def _uneven(one: FormField, table: TableCheck) -> str:
    return "、".join(
        re.sub(r"\s", "", each.label)
        for each in choices_of(one)
        if each.tickable and table.boxes[one.address, each.id] != 1
    )


def check_limits(
    faults: Faults, fields: Mapping[str, FormField], paths: Mapping[Address, tuple[str, ...]]
) -> None:
    """Check that a limit or unit that a label prints is the field's, and no two paths agree."""
    first: dict[str, tuple[str, ...]] = {}
    for address, path in paths.items():
        first.setdefault(address.field, path)
    for name, path in first.items():
        said = next(
            (LIMITED.search(label) for label in reversed(path) if LIMITED.search(label)), None
        )
        one = fields.get(name)
        if one is not None:
            _check_said_unit(faults, one, path)
        if one is None or said is None or one.kind not in _WORDY:
            continue
        if one.limit != int(said[1] or said[2]):
            faults.add("limit-said", name, said=said[1] or said[2], limit=one.limit or "无")
    named = {one: (one.row, "／".join(path)) for one, path in paths.items()}
    for twice in [one for one, count in Counter(named.values()).items() if count > 1]:
        same = "、".join(str(one) for one, name in named.items() if name == twice)
        faults.add("label-twice", same, label=twice[1])
