"""Values as people and programs hand them in: a JSON object of texts by address."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from smdesk.errors import Problem, SmdeskError, SmdeskErrors
from smdesk.intake import guard, jsonguard
from smdesk.notices import address as addresses
from smdesk.notices.address import Address
from smdesk.notices.grid import all_fields
from smdesk.notices.models import Form, Pack
from smdesk.notices.typed import canonical_text
from smdesk.service.describe import form_years


def read_values(path: Path) -> dict[str, str]:
    """Return the texts of a VALUES.json.

    Raises what `guard.read_bytes` raises, and `SmdeskErrors` ``service.values-faulty`` where the
    file is not an object of texts: the problems hold the code of `jsonguard` or of each value.
    """
    body = guard.read_bytes(path)
    try:
        found = jsonguard.loads(body)
    except SmdeskError as fault:
        raise SmdeskErrors("service.values-faulty", [fault.problem], file=path.name) from fault
    if not isinstance(found, dict):
        raise SmdeskErrors(
            "service.values-faulty", [Problem("service.values-not-object")], file=path.name
        )
    wrong = [key for key, value in found.items() if not isinstance(value, str)]
    if wrong:
        problems = [Problem("service.value-not-text", params={"address": key}) for key in wrong]
        raise SmdeskErrors("service.values-faulty", problems, file=path.name)
    return found


def accept_values(
    pack: Pack, form: Form, given: Mapping[str, str], *, years: tuple[int, ...] = ()
) -> dict[str, str]:
    """Return canonical texts of the values that ``form`` has a place for; blanks are left out.

    Raises `SmdeskErrors` ``service.values-faulty`` naming every address that the form does not
    have (a field, a year column or a row too many): nothing that was given is dropped in silence.
    """
    fields = all_fields(pack.notice, form)
    columns = form_years(pack, form, years)
    most = {one.id: one.most for one in form.repeat}
    problems: list[Problem] = []
    values: dict[str, str] = {}
    for text, value in given.items():
        problem = _refused(text, set(fields), columns, most)
        if problem is not None:
            problems.append(problem)
            continue
        field = fields[addresses.parse(text).field]
        kept = canonical_text(field, value)
        if text in form.fixed:
            problems.extend(_against_fixed(form, text, kept))
        elif kept:
            values[text] = kept
        elif value.strip():
            problems.append(Problem("service.value-unprintable", params={"address": text}))
    if problems:
        raise SmdeskErrors("service.values-faulty", problems, file=pack.form_id(form.id))
    return values


def _against_fixed(form: Form, text: str, kept: str) -> list[Problem]:
    """Return a problem where a value that the form itself decides is given as another."""
    fixed = form.fixed[text]
    if kept in {"", fixed}:
        return []
    return [Problem("rules.address-fixed", params={"label": text, "fixed": fixed, "text": kept})]


def _refused(
    text: str, known: set[str], years: tuple[int, ...], most: Mapping[str, int]
) -> Problem | None:
    try:
        address = addresses.parse(text)
    except SmdeskError as fault:
        return fault.problem
    if address.field not in known:
        return Problem("service.address-unknown", params={"address": text})
    return _misplaced(address, years, most)


def _misplaced(address: Address, years: tuple[int, ...], most: Mapping[str, int]) -> Problem | None:
    if address.repeat is not None:
        limit = most.get(address.repeat, 0)
        if (address.row or 0) > limit:
            return Problem("service.row-too-many", params={"address": str(address), "most": limit})
    elif address.year is not None and address.year not in years:
        listed = "、".join(map(str, years))
        return Problem("service.year-unknown", params={"address": str(address), "years": listed})
    return None
