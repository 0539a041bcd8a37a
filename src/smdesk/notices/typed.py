"""Typed values: the text of a field as a ``Decimal``, a date, ticked boxes or plain text.

`read` never raises on a person's text: what it cannot read keeps its text and names a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smdesk.notices.boxes import choice_text, ticked_ids, too_many
from smdesk.notices.choices import choices_of
from smdesk.notices.models import FormField, Kind
from smdesk.notices.number import FACTORS, convert, number_text, parse_number, same_unit
from smdesk.notices.shares import read_shares, shares_text
from smdesk.notices.text import clean, half_width

__all__ = [
    "FACTORS", "NOTHING", "Typed", "Value", "canonical_text", "choice_text", "choices_of",
    "number_text", "read",
]  # fmt: skip

Value = Decimal | str | date | tuple[str, ...] | None

NOTHING = frozenset(
    {"无", "无。", "/", "／", "-", "--", "—", "——", "－", "不适用", "暂无", "没有", "N/A", "n/a"}
)
"""Texts that say that there is nothing to fill in."""

_MULTILINE = {Kind.LONG_TEXT, Kind.TEXT, Kind.NAME, Kind.ADDRESS, Kind.CHOICE, Kind.SHARES}
_DATE = re.compile(
    r"(?P<year>\d{4})(?:年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]?|(?P<mark>[-./])(?P<m2>\d{1,2})(?P=mark)"
    r"(?P<d2>\d{1,2})|(?P<m3>\d{2})(?P<d3>\d{2}))",
    re.ASCII,
)


@dataclass(frozen=True)
class Typed:
    """The value of a text: ``value`` is ``None`` when blank, 无, or unreadable.

    A number is in the field's unit, or in the first of its ``units``. ``text`` is the canonical
    text to keep; ``problem`` a message code, ``none`` an explicit 无, ``converted`` the unit that a
    number was converted from.
    """

    value: Value
    text: str
    problem: str | None = None
    none: bool = False
    converted: str | None = None


def read(field: FormField, text: str) -> Typed:
    """Return the typed value of ``text`` in ``field``; never raises."""
    tidy = clean(text, multiline=field.kind in _MULTILINE)
    if not tidy:
        return Typed(None, "")
    if field.kind in {Kind.CHOICE, Kind.YES_NO}:
        return _read_choice(field, tidy)
    if tidy in NOTHING:
        return Typed(None, tidy, none=True)
    if field.kind.numeric:
        return _read_number(field, tidy)
    if field.kind is Kind.SHARES:
        return _read_shares(tidy)
    if field.kind is Kind.DATE:
        return _read_date(tidy)
    if field.kind is Kind.USCC:
        code = re.sub(r"[\s-]+", "", half_width(tidy)).upper()
        return Typed(code, code)
    if field.kind in {Kind.POSTCODE, Kind.MOBILE, Kind.EMAIL}:
        plain = re.sub(r"\s+", "", half_width(tidy))
        return Typed(plain, plain)
    return Typed(tidy, tidy)


def canonical_text(field: FormField, text: str) -> str:
    """Return the text to keep of what a person typed; unreadable text is kept as it is."""
    return read(field, text).text


def _read_number(field: FormField, text: str) -> Typed:
    parsed = parse_number(text, negative=field.negative)
    if parsed is None:
        return Typed(None, text, "rules.number-unreadable")
    value, unit = parsed
    if field.units:
        return _in_units(field, text, value, unit)
    wanted = field.unit or ("年" if field.kind is Kind.YEAR else "")
    if same_unit(unit, wanted):
        return Typed(value, number_text(value))
    converted = None if field.kind is Kind.YEAR else convert(value, unit, wanted)
    if converted is None:
        return Typed(None, text, "rules.unit-wrong")
    return Typed(converted, number_text(converted), converted=unit)


def _in_units(field: FormField, text: str, value: Decimal, unit: str) -> Typed:
    """Return a number of a field that prints no unit: the unit has to be typed and is kept."""
    if unit not in field.units:
        return Typed(None, text, "rules.unit-wrong" if unit else "rules.unit-missing")
    scaled = convert(value, unit, field.units[0])
    return Typed(value if scaled is None else scaled, f"{number_text(value)}{unit}")


def _read_date(text: str) -> Typed:
    match = _DATE.fullmatch(re.sub(r"\s+", "", half_width(text)))
    if match is None:
        return Typed(None, text, "rules.date-unreadable")
    month = match["m1"] or match["m2"] or match["m3"]
    try:
        day = date(int(match["year"]), int(month), int(match["d1"] or match["d2"] or match["d3"]))
    except ValueError:
        return Typed(None, text, "rules.date-unreadable")
    return Typed(day, day.isoformat())


def _read_shares(text: str) -> Typed:
    """Return entries as canonical text; which boxes they mean is the rules' business."""
    shares, problem = read_shares(text)
    if problem is not None:
        return Typed(None, text, problem)
    kept = shares_text(shares)
    return Typed(kept, kept)


def _read_choice(field: FormField, text: str) -> Typed:
    ticked = ticked_ids(field, text)
    if ticked is None:
        return Typed(None, text, "rules.choice-unknown")
    if not ticked:
        return Typed(None, "")
    problem = "rules.choice-too-many" if too_many(field, ticked) else None
    return Typed(ticked, choice_text(field, ticked), problem)
