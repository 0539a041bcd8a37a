"""Field formats: what one value has to look like, a module a family."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import Typed, read
from smdesk.rules.formats import choices, contact, numbers, texts, uscc
from smdesk.rules.formats.faults import Fault

__all__ = ["Fault", "faults"]

_UNREADABLE = {
    "rules.number-unreadable": "format.number-unreadable",
    "rules.unit-wrong": "format.unit-wrong",
    "rules.unit-missing": "format.unit-missing",
    "rules.date-unreadable": "format.date-unreadable",
    "rules.shares-unreadable": "format.shares-unreadable",
    "rules.shares-mixed": "format.shares-mixed",
    "rules.shares-unit": "format.shares-unit",
    "rules.choice-unknown": "format.choice-unknown",
    "rules.choice-too-many": "format.choice-too-many",
}
_BY_KIND = {
    Kind.USCC: uscc.uscc_faults,
    Kind.PHONE: contact.phone_faults,
    Kind.FAX: contact.phone_faults,
    Kind.MOBILE: contact.mobile_faults,
    Kind.EMAIL: contact.email_faults,
    Kind.URL: contact.url_faults,
    Kind.POSTCODE: contact.postcode_faults,
}
_NEVER_NOTHING = {*_BY_KIND, Kind.DATE, Kind.NAME, Kind.PERSON, Kind.ADDRESS}
"""Kinds besides numbers in which a required value cannot well be 无."""


def faults(field: FormField, text: str) -> tuple[Fault, ...]:
    """Return every fault of ``text`` in ``field``, blanks and an accepted 无 give none."""
    typed = read(field, text)
    if typed.problem is not None:
        return (_unreadable(field, typed),)
    if typed.none:
        return tuple(_none_faults(field, typed.text))
    return tuple(_value_faults(field, text, typed))


def _unreadable(field: FormField, typed: Typed) -> Fault:
    twofold = numbers.twofold(field, typed.text) if typed.problem == "rules.unit-wrong" else None
    if twofold is not None:
        return twofold
    rule = _UNREADABLE[typed.problem or ""]
    params = {"text": typed.text, "unit": field.unit or "", "units": "、".join(field.units)}
    return Fault(rule, "error", params)


def _none_faults(field: FormField, text: str) -> Iterator[Fault]:
    """Yield a 核实 where 无 stands for a required number, code, date or name."""
    if field.required and (field.kind.numeric or field.kind in _NEVER_NOTHING):
        yield Fault(
            "format.none", "check", {"text": text}, "0" if field.kind is Kind.INTEGER else None
        )


def _value_faults(field: FormField, text: str, typed: Typed) -> Iterator[Fault]:
    value = typed.value
    if typed.converted is not None:
        shown = {"text": text, "value": typed.text, "unit": field.unit or ""}
        yield Fault("format.converted", "hint", shown, typed.text)
    if isinstance(value, Decimal):
        yield from numbers.number_faults(field, value)
    elif isinstance(value, date):
        yield from numbers.date_faults(value)
    elif isinstance(value, tuple):
        yield from choices.choice_faults(field, value)
    elif isinstance(value, str):
        if field.kind in _BY_KIND:
            yield from _BY_KIND[field.kind](value)
        yield from texts.text_faults(field, value)
