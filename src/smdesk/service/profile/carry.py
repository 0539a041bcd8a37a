"""A known value in another field: as it is, converted exactly, or not at all, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from smdesk.notices.boxes import choice_text, names_of, too_many
from smdesk.notices.choices import choices_of
from smdesk.notices.models import FormField, Kind
from smdesk.notices.number import convert, number_text
from smdesk.notices.typed import read
from smdesk.rules.formats import faults
from smdesk.service.profile.held import Held, Named

_CHOICES = frozenset({Kind.CHOICE, Kind.YES_NO})
_WORDS = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.PERSON, Kind.ADDRESS, Kind.INDUSTRY, Kind.REGISTRATION}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """What a field would hold.

    ``text`` is canonical and empty where it cannot be had; ``notes`` are codes of ``profile.note-…``
    that say why or what to look at; ``missing`` names boxes that the field does not have.
    """

    text: str = ""
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def carry(held: Held, field: FormField) -> Carried:
    """Return the value of ``held`` in ``field``; a number only where it converts exactly."""
    if field.kind in _CHOICES and held.boxes:
        return _boxes(held, field)
    if field.kind.numeric and held.kind.numeric and held.text[:1] in "-.0123456789":
        return _number(held, field)
    return _words(held, field)


def _number(held: Held, field: FormField) -> Carried:
    try:
        value = Decimal(held.text)
    except InvalidOperation:
        return Carried(notes=("other-kind",))
    if (held.kind is Kind.YEAR) != (field.kind is Kind.YEAR):
        return Carried(notes=("other-kind",))
    wanted = field.unit or ""
    if field.units:
        wanted = held.unit if held.unit in field.units else field.units[0]
    converted = _converted(value, held, field, wanted)
    if converted is None:
        return Carried(notes=("other-unit",))
    if not _fits(converted, field, same=converted == value):
        return Carried(notes=("inexact",))
    digits = held.text if converted == value else number_text(converted)
    text = f"{digits}{wanted}" if field.units else digits
    typed = read(field, text)
    if typed.problem is not None:
        return Carried(notes=("other-kind",))
    return Carried(typed.text, () if converted == value else ("converted",))


def _converted(value: Decimal, held: Held, field: FormField, wanted: str) -> Decimal | None:
    """Return a number in the ``wanted`` unit; where one prints no unit only the same kind will do."""
    if held.unit == wanted:
        return value
    if not held.unit or not wanted:
        alike = held.kind is field.kind and field.kind is not Kind.MONEY
        return value if alike else None
    return convert(value, held.unit, wanted)


def _fits(value: Decimal, field: FormField, *, same: bool) -> bool:
    """Return whether a converted number needs no rounding in its field; one as it was is let be."""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    if same:
        return True
    if field.kind is Kind.INTEGER and places:
        return False
    return field.decimals is None or places <= field.decimals


def _boxes(held: Held, field: FormField) -> Carried:
    found = [(box, _same_box(box, field)) for box in held.boxes]
    missing = tuple(box.label for box, one in found if one is None)
    ids = [one for _, one in found if one is not None]
    if not ids:
        return Carried(notes=("boxes-missing",), missing=missing)
    if too_many(field, ids):
        return Carried(notes=("boxes-too-many",), missing=missing)
    return Carried(choice_text(field, ids), ("boxes-missing",) if missing else (), missing)


def _same_box(box: Named, field: FormField) -> str | None:
    """Return the id of the box that means the same: by concept, by id, by its printed words."""
    boxes = [one for one in choices_of(field) if one.tickable]
    if box.concept:
        told = [one.id for one in boxes if one.concept == box.concept]
        if told:
            return told[0]
        boxes = [one for one in boxes if not one.concept]
    alike = [one.id for one in boxes if one.id == box.id and _not_at_odds(box, one.concept)]
    if alike:
        return alike[0]
    found = names_of(choices_of(field)).find(box.label)
    return found if any(one.id == found for one in boxes) else None


def _not_at_odds(box: Named, concept: str | None) -> bool:
    return not box.concept or not concept or box.concept == concept


def _words(held: Held, field: FormField) -> Carried:
    """Return words as the field reads them; a field of another kind has to accept them."""
    text = held.text
    if held.kind.numeric and field.kind in _WORDS:
        text = f"{held.text}{held.unit}"
    typed = read(field, text)
    if typed.problem is not None or not typed.text:
        return Carried(notes=("other-kind",))
    alike = held.kind is field.kind or (held.kind in _WORDS and field.kind in _WORDS)
    if not alike and any(one.level == "error" for one in faults(field, text)):
        return Carried(notes=("other-kind",))
    converted = typed.converted is not None
    return Carried(typed.text, ("converted",) if converted else ())
