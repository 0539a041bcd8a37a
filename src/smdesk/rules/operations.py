"""The operations of rule expressions over exact values, as XPath 2.0 defines them.

A value is an item or a tuple of items; an item is a ``Decimal``, a ``str``, a ``bool``, a ``date``,
a ``timedelta`` (xs:dayTimeDuration) or `Months` (xs:yearMonthDuration). The empty sequence is ``()``.
Arithmetic has 60 digits; a result beyond 10**999 or a division by zero raises ``ArithmeticError``.
"""

from __future__ import annotations

import operator
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Any

CONTEXT = Context(prec=60, Emax=999, Emin=-999, traps=[DivisionByZero, InvalidOperation, Overflow])


class TypeFault(Exception):
    """Values of kinds that an operation does not take (XPTY0004, FORG0006)."""


@dataclass(frozen=True, order=True)
class Months:
    """An xs:yearMonthDuration as a count of months."""

    count: int


def items(value: Any) -> tuple[Any, ...]:
    """Return a value as a tuple of its items."""
    return value if type(value) is tuple else (value,)


def sequence(found: list[Any]) -> Any:
    """Return a value of these items: a single one stands for itself."""
    return found[0] if len(found) == 1 else tuple(found)


def one(value: Any) -> Any:
    """Return the only item of a value, ``()`` if it is empty; several are a fault."""
    if type(value) is not tuple:
        return value
    if len(value) > 1:
        raise TypeFault("several values where one is wanted")
    return value[0] if value else ()


def number(item: Any) -> Decimal:
    """Return ``item`` if it is a number, else raise."""
    if type(item) is not Decimal:
        raise TypeFault(f"a number is wanted, not {type(item).__name__}")
    return item


def text(item: Any) -> str:
    """Return ``item`` if it is a string, an empty string for nothing, else raise."""
    if type(item) is str:
        return item
    if item == ():
        return ""
    raise TypeFault(f"a text is wanted, not {type(item).__name__}")


def truth(value: Any) -> bool:
    """Return the effective boolean value: empty, 0 and '' are false; a date has none."""
    item = one(value)
    if type(item) is bool:
        return item
    if type(item) in {Decimal, str, tuple}:
        return bool(item)
    raise TypeFault(f"{type(item).__name__} is neither true nor false")


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge, "eq": operator.eq, "ne": operator.ne,
    "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
}  # fmt: skip


def compared(test: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """Return ``left test right`` for two items of one kind; other kinds are a fault."""
    if type(left) is not type(right):
        raise TypeFault(f"{type(left).__name__} cannot be compared with {type(right).__name__}")
    return test(left, right)


def add(left: Any, right: Any) -> Any:
    """Return a sum of numbers, or a date with a duration added."""
    if type(left) is Decimal and type(right) is Decimal:
        return CONTEXT.add(left, right)
    if type(left) is date:
        return _moved(left, right, 1)
    if type(right) is date:
        return _moved(right, left, 1)
    raise TypeFault("these values cannot be added")


def subtract(left: Any, right: Any) -> Any:
    """Return a difference of numbers or dates, or a date with a duration taken off."""
    if type(left) is Decimal and type(right) is Decimal:
        return CONTEXT.subtract(left, right)
    if type(left) is date:
        return left - right if type(right) is date else _moved(left, right, -1)
    raise TypeFault("these values cannot be subtracted")


def _moved(day: date, by: Any, sign: int) -> date:
    """Return ``day`` moved by a duration; a day that the month lacks becomes its last."""
    try:
        if type(by) is timedelta:
            return day + sign * by
        if type(by) is Months:
            year, month = divmod(day.year * 12 + day.month - 1 + sign * by.count, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError) as problem:
        raise ArithmeticError(str(problem)) from problem
    raise TypeFault("only a duration can be added to a date")


def multiply(left: Any, right: Any) -> Decimal:
    """Return a product of numbers."""
    return CONTEXT.multiply(number(left), number(right))


def divide(left: Any, right: Any) -> Decimal:
    """Return a quotient of numbers, 60 digits of it."""
    return CONTEXT.divide(number(left), number(right))


def whole_divide(left: Any, right: Any) -> Decimal:
    """Return a quotient cut to a whole number."""
    quotient = CONTEXT.divide(number(left), number(right))
    return quotient.to_integral_value(ROUND_DOWN, CONTEXT)


def remainder(left: Any, right: Any) -> Decimal:
    """Return what is left of a division, with the sign of ``left``."""
    return CONTEXT.remainder(number(left), number(right))


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": add, "-": subtract, "*": multiply, "div": divide, "idiv": whole_divide, "mod": remainder,
}  # fmt: skip


def rounded(value: Any) -> Any:
    """Return fn:round: to a whole number, halves upwards."""
    item = one(value)
    if item == ():
        return ()
    half = CONTEXT.add(number(item), Decimal("0.5"))
    return half.to_integral_value(ROUND_FLOOR, CONTEXT)


def rounded_half_even(value: Any, places: Any = Decimal(0)) -> Any:
    """Return fn:round-half-to-even, at most 12 places."""
    item, digits = one(value), number(one(places))
    if item == ():
        return ()
    if digits != digits.to_integral_value() or abs(digits) > 12:
        raise TypeFault("0 to 12 places can be kept")
    step = Decimal(1).scaleb(-int(digits), CONTEXT)
    scaled = CONTEXT.divide(number(item), step).to_integral_value(ROUND_HALF_EVEN, CONTEXT)
    return CONTEXT.multiply(scaled, step)


def _numeric(apply: Callable[[Decimal], Decimal]) -> Callable[[Any], Any]:
    def function(value: Any) -> Any:
        item = one(value)
        return () if item == () else apply(number(item))

    return function


def _part_of_date(name: str) -> Callable[[Any], Any]:
    def function(value: Any) -> Any:
        item = one(value)
        if item == ():
            return ()
        if type(item) is not date:
            raise TypeFault("a date is wanted")
        return Decimal(getattr(item, name))

    return function


def _total(value: Any) -> Decimal:
    found = Decimal(0)
    for item in items(value):
        found = CONTEXT.add(found, number(item))
    return found


def _average(value: Any) -> Any:
    count = len(items(value))
    return CONTEXT.divide(_total(value), Decimal(count)) if count else ()


def _extreme(test: Callable[[Any, Any], bool]) -> Callable[[Any], Any]:
    def function(value: Any) -> Any:
        best: Any = ()
        for item in items(value):
            if type(item) is not Decimal and type(item) is not date:
                raise TypeFault("numbers or dates are wanted")
            if best == () or compared(test, item, best):
                best = item
        return best

    return function


def _distinct(value: Any) -> Any:
    return sequence(list(dict.fromkeys(items(value))))


def _substring(value: Any, start: Any, length: Any = None) -> str:
    body = text(one(value))
    first = rounded(number(one(start)))
    end = Decimal(len(body) + 1)
    last = end if length is None else CONTEXT.add(first, rounded(number(one(length))))
    return body[_place(first, end) - 1 : _place(last, end) - 1]


def _place(at: Decimal, end: Decimal) -> int:
    """Return a place in a text, from 1 to one past its end."""
    return int(min(max(at, Decimal(1)), end))


def _translate(value: Any, old: Any, new: Any) -> str:
    wanted, given = text(one(old)), text(one(new))
    table: dict[int, str | None] = {}
    for index, char in enumerate(wanted):
        table.setdefault(ord(char), given[index] if index < len(given) else None)
    return text(one(value)).translate(table)


def _days(value: Any) -> Any:
    item = one(value)
    if item == ():
        return ()
    if type(item) is not timedelta:
        raise TypeFault("a difference of dates is wanted")
    return Decimal(item.days)


FUNCTIONS: dict[str, tuple[int, int, Callable[..., Any]]] = {
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "not": (1, 1, lambda value: not truth(value)),
    "exists": (1, 1, lambda value: value != ()),
    "empty": (1, 1, lambda value: value == ()),
    "count": (1, 1, lambda value: Decimal(len(items(value)))),
    "sum": (1, 1, _total),
    "avg": (1, 1, _average),
    "min": (1, 1, _extreme(operator.lt)),
    "max": (1, 1, _extreme(operator.gt)),
    "distinct-values": (1, 1, _distinct),
    "abs": (1, 1, _numeric(lambda item: item.copy_abs())),
    "floor": (1, 1, _numeric(lambda item: item.to_integral_value(ROUND_FLOOR, CONTEXT))),
    "ceiling": (1, 1, _numeric(lambda item: item.to_integral_value(ROUND_CEILING, CONTEXT))),
    "round": (1, 1, rounded),
    "round-half-to-even": (1, 2, rounded_half_even),
    "string-length": (1, 1, lambda value: Decimal(len(text(one(value))))),
    "contains": (2, 2, lambda value, part: text(one(part)) in text(one(value))),
    "starts-with": (2, 2, lambda value, part: text(one(value)).startswith(text(one(part)))),
    "ends-with": (2, 2, lambda value, part: text(one(value)).endswith(text(one(part)))),
    "substring": (2, 3, _substring),
    "translate": (3, 3, _translate),
    "normalize-space": (1, 1, lambda value: " ".join(text(one(value)).split())),
    "year-from-date": (1, 1, _part_of_date("year")),
    "month-from-date": (1, 1, _part_of_date("month")),
    "day-from-date": (1, 1, _part_of_date("day")),
    "days-from-duration": (1, 1, _days),
}
"""Every function that an expression may call: least and most arguments, and what it does."""
