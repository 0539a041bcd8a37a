"""Turns elementpath's token tree into Python closures: what has no entry here does not exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from smdesk.rules.operations import (
    ARITHMETIC,
    COMPARISONS,
    CONTEXT,
    FUNCTIONS,
    Months,
    TypeFault,
    compared,
    items,
    number,
    one,
    sequence,
    truth,
)

DEEPEST = 40
"""How deep an expression may nest its parentheses; its operators twice that."""
STEPS = 100_000
"""Items that the loops and comparisons of one evaluation may look at."""

Scope = dict[str, Any]
Closure = Callable[[Scope], Any]

_STEPS = ""  # a key of the scope that no variable can have


class Refused(Exception):
    """A construct that rule expressions do not have."""


class TooLong(Exception):
    """An evaluation went past its steps."""


def fresh(bindings: Mapping[str, Any]) -> Scope:
    """Return a scope of these bindings with all its steps before it."""
    return {**bindings, _STEPS: [STEPS]}


def closure(token: Any, names: set[str], bound: frozenset[str], depth: int = 0) -> Closure:
    """Return what ``token`` computes; adds the free names it reads to ``names``."""
    if depth > DEEPEST * 2:
        raise Refused("嵌套过深")

    def inner(each: Any, more: frozenset[str] = frozenset()) -> Closure:
        return closure(each, names, bound | more, depth + 1)

    symbol = token.symbol
    if symbol == "$":
        return _variable(token, names, bound)
    if symbol in {"(integer)", "(decimal)"}:
        return _constant(Decimal(token.value))
    if symbol == "(string)":
        return _constant(token.value)
    if symbol == "(":
        return inner(token[0]) if len(token) else _constant(())
    if symbol in {"some", "every", "for"}:
        return _loop(token, inner)
    if symbol == ":":
        return _constructor(token)
    parts = [inner(each) for each in token]
    if symbol in FUNCTIONS and token.label == "function":
        return _call(symbol, parts)
    if len(parts) != 2 and not (symbol in {"+", "-"} and len(parts) == 1) and symbol != "if":
        raise Refused(symbol)
    if symbol in COMPARISONS:
        return _comparison(symbol, parts)
    if symbol in ARITHMETIC:
        return _arithmetic(symbol, parts)
    if symbol in _LOGIC:
        return _LOGIC[symbol](*parts)
    raise Refused(symbol)


def _constant(value: Any) -> Closure:
    return lambda _scope: value


def _variable(token: Any, names: set[str], bound: frozenset[str]) -> Closure:
    name = str(token[0].value)
    if name not in bound:
        names.add(name)

    def run(scope: Scope) -> Any:
        try:
            return scope[name]
        except KeyError:
            raise TypeFault(f"${name} has no value") from None

    return run


def _call(symbol: str, parts: list[Closure]) -> Closure:
    least, most, function = FUNCTIONS[symbol]
    if not least <= len(parts) <= most:
        raise Refused(f"{symbol} 的参数个数")
    if len(parts) == 1:
        (only,) = parts
        return lambda scope: function(only(scope))
    return lambda scope: function(*(part(scope) for part in parts))


def _arithmetic(symbol: str, parts: list[Closure]) -> Closure:
    apply = ARITHMETIC[symbol]
    if len(parts) == 1:
        (only,) = parts
        zero = Decimal(0)
        sign = CONTEXT.plus if symbol == "+" else lambda value: CONTEXT.subtract(zero, value)

        def unary(scope: Scope) -> Any:
            value = one(only(scope))
            return () if value == () else sign(number(value))

        return unary
    left, right = parts

    def binary(scope: Scope) -> Any:
        first, second = one(left(scope)), one(right(scope))
        return () if first == () or second == () else apply(first, second)

    return binary


def _comparison(symbol: str, parts: list[Closure]) -> Closure:
    test, (left, right) = COMPARISONS[symbol], parts

    def general(scope: Scope) -> bool:
        first, second = left(scope), right(scope)
        if type(first) is not tuple and type(second) is not tuple:
            return compared(test, first, second)
        mine, others = items(first), items(second)
        _spend(scope, len(mine) * len(others))
        return any(compared(test, each, other) for each in mine for other in others)

    def single(scope: Scope) -> Any:
        first, second = one(left(scope)), one(right(scope))
        return () if first == () or second == () else compared(test, first, second)

    return single if symbol.isalpha() else general


def _spend(scope: Scope, steps: int) -> None:
    scope[_STEPS][0] -= steps
    if scope[_STEPS][0] < 0:
        raise TooLong


def _and(left: Closure, right: Closure) -> Closure:
    return lambda scope: truth(left(scope)) and truth(right(scope))


def _or(left: Closure, right: Closure) -> Closure:
    return lambda scope: truth(left(scope)) or truth(right(scope))


def _if(test: Closure, yes: Closure, no: Closure) -> Closure:
    return lambda scope: yes(scope) if truth(test(scope)) else no(scope)


def _comma(left: Closure, right: Closure) -> Closure:
    def run(scope: Scope) -> Any:
        found = [*items(left(scope)), *items(right(scope))]
        _spend(scope, len(found))
        return sequence(found)

    return run


_LOGIC: dict[str, Callable[..., Closure]] = {"and": _and, "or": _or, "if": _if, ",": _comma}


def _loop(token: Any, inner: Callable[..., Closure]) -> Closure:
    """Return some, every or for: ranges may use the variables before them."""
    pieces = list(token)
    variables = [str(each[0].value) for each in pieces[:-1:2]]
    known = [frozenset(variables[:place]) for place in range(len(variables) + 1)]
    ranges = [inner(each, known[place]) for place, each in enumerate(pieces[1:-1:2])]
    body = inner(pieces[-1], known[-1])
    pairs = list(zip(variables, ranges, strict=True))

    def scopes(scope: Scope, place: int) -> Iterator[Scope]:
        if place == len(pairs):
            yield scope
            return
        name, values = pairs[place]
        for item in items(values(scope)):
            _spend(scope, 1)
            yield from scopes({**scope, name: item}, place + 1)

    def run(scope: Scope) -> Any:
        if token.symbol == "some":
            return any(truth(body(each)) for each in scopes(scope, 0))
        if token.symbol == "every":
            return all(truth(body(each)) for each in scopes(scope, 0))
        found: list[Any] = []
        for each in scopes(scope, 0):
            found += items(body(each))
            _spend(scope, 1)
        return sequence(found)

    return run


_DURATION = re.compile(r"(-?)P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?", re.ASCII)


def _constructor(token: Any) -> Closure:
    """Return the constant of ``xs:date('2018-01-01')`` and the two durations; literals only."""
    name = token[1].symbol
    arguments = list(token[1])
    if len(arguments) != 1 or arguments[0].symbol != "(string)":
        raise Refused(f"xs:{name} 的参数须是文字")
    literal = arguments[0].value
    match = _DURATION.fullmatch(literal)
    if name == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", literal, re.ASCII):
        try:
            return _constant(date.fromisoformat(literal))
        except ValueError:
            raise Refused(f"xs:date('{literal}')") from None
    if match and name == "yearMonthDuration" and (match[2] or match[3]) and not match[4]:
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return _constant(Months(-months if match[1] else months))
    if match and name == "dayTimeDuration" and match[4] and not (match[2] or match[3]):
        return _constant(timedelta(days=int(f"{match[1]}{match[4]}")))
    raise Refused(f"xs:{name}('{literal}')")
