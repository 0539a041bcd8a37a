"""A value apart from any form: by concept, year and row, its number with its unit, its boxes by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from smdesk.notices.address import Address
from smdesk.notices.choices import choices_of
from smdesk.notices.models import Choice, Form, FormField, Kind
from smdesk.notices.number import number_text, parse_number
from smdesk.notices.typed import read

_CHOICES = frozenset({Kind.CHOICE, Kind.YES_NO})


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a value is of: a concept, in a year or in a row of a repeat; 0 where it has none."""

    concept: str
    year: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A ticked box by everything that may tell it again in another notice."""

    id: str
    label: str
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One known value; ``text`` is canonical, of a number the digits alone, ``unit`` beside it.

    ``years`` are the first and last year that its form spoke of; ``form`` is that form for people, ``on`` the ISO
    day when it was last known, ``label`` how its form called it.
    """

    key: Key
    kind: Kind
    text: str
    unit: str = ""
    boxes: tuple[Named, ...] = ()
    label: str = ""
    year: int = 0
    form: str = ""
    on: str = ""

    @property
    def shown(self) -> str:
        """The value with its unit, as a list shows it."""
        return f"{self.text} {self.unit}".strip() if self.unit else self.text

    @property
    def told_year(self) -> int | None:
        """The year that it tells of: its own, else the last that its form spoke of."""
        return self.key.year or self.year or None


def concept_of(field: FormField, form: Form, address: Address) -> str:
    """Return the concept of a field.

    Where a form's applicant is no company (a city), the applicant on its cover is not one either.
    """
    concept = field.concept or field.address
    if address.head.startswith("cover.") and concept == "org.name":
        return form.concept_of_applicant
    return concept


def key_of(field: FormField, form: Form, address: Address) -> Key:
    """Return what the value at ``address`` is of."""
    return Key(concept_of(field, form, address), address.year or 0, address.row or 0)


def hold(field: FormField, key: Key, text: str, **about: Any) -> Held | None:
    """Return the value of ``text`` in ``field``; ``None`` for a text that the field cannot read."""
    typed = read(field, text)
    if typed.problem is not None or not typed.text:
        return None
    if field.kind in _CHOICES:
        ticked = typed.value if isinstance(typed.value, tuple) else ()
        boxes = tuple(named(one) for one in choices_of(field) if one.id in ticked)
        return Held(key, field.kind, typed.text, boxes=boxes, **about)
    if field.kind.numeric and not typed.none:
        digits, unit = typed.text, field.unit or ""
        if field.units:
            parsed = parse_number(typed.text, negative=field.negative)
            if parsed is None:
                return None
            digits, unit = number_text(parsed[0]), parsed[1]
        return Held(key, field.kind, digits, unit, **about)
    return Held(key, field.kind, typed.text, **about)


def named(box: Choice) -> Named:
    """Return a box by its names."""
    return Named(box.id, re.sub(r"\s+", "", box.label), box.concept or "")
