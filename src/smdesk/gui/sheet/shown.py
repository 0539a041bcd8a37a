"""How a value stands in its cell while nobody types in it."""

from __future__ import annotations

from decimal import Decimal

from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import read


def shown_text(field: FormField, text: str) -> str:
    """Return ``text`` with thousands separators where it is a number that takes them."""
    if not text or not field.kind.numeric or field.kind is Kind.YEAR or field.units:
        return text
    value = read(field, text).value
    return format(value, ",f") if isinstance(value, Decimal) else text
