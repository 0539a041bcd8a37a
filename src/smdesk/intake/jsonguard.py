"""JSON from strangers: bounded size, depth and digits; no NaN, duplicate keys, lone surrogates."""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Callable
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.intake.limits import LIMITS, Limits

_STRUCTURE = re.compile(rb'"[^"]*+"?|[\[{]|[\]}]')
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_PLAIN = bytes(set(range(256)) - set(b'"[]{}'))
_DIGITS = bytes(ord("0") if chr(one) in "0123456789" else ord(" ") for one in range(256))
"""Every digit is a nought, and everything else a blank."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def loads(data: bytes, limits: Limits = LIMITS) -> Any:
    """Return the value that ``data`` (UTF-8, BOM allowed) spells.

    Raises ``intake.json-size``, ``intake.json-encoding``, ``intake.json-depth``,
    ``intake.json-number``, ``intake.json-duplicate``, ``intake.json-surrogate``,
    ``intake.json-syntax`` (``line``, ``column``).
    """
    if len(data) > limits.json:
        raise SmdeskError("intake.json-size", most=limits.json // 1024 // 1024)
    if _depth(data, limits.json_depth) > limits.json_depth:
        raise SmdeskError("intake.json-depth", most=limits.json_depth)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise SmdeskError("intake.json-encoding") from problem
    try:
        value = json.loads(
            text,
            parse_int=_integers(data, limits),
            parse_float=_decimal,
            parse_constant=_constant,
            object_pairs_hook=_pairs,
        )
    except json.JSONDecodeError as problem:
        raise SmdeskError(
            "intake.json-syntax", line=problem.lineno, column=problem.colno
        ) from problem
    if re.search(r"\\u[dD][89a-fA-F]", text):
        _refuse_surrogates(value)
    return value


def _depth(data: bytes, allowed: int) -> int:
    """Return how deep lists and objects are nested, at least as far as ``data`` is JSON.

    Within what is ``allowed`` it may be twice as much as it is.

    Only quotes and brackets are looked at: two quotes with nothing between them are a string
    without brackets (or the joint of two strings), and a backslash outside a string ends JSON.
    """
    marks = (_ESCAPED.sub(b"", data) if b"\\" in data else data).translate(None, _PLAIN)
    marks = marks.replace(b'""', b"")
    rest, most = marks, 0
    while rest and most + 2 <= allowed:  # each turn takes off one level or two
        rest, most = rest.replace(b"[]", b"").replace(b"{}", b"").replace(b'""', b""), most + 2
    if not rest:
        return most
    depth = deepest = 0
    for found in _STRUCTURE.finditer(marks):
        mark = found.group()[:1]
        if mark in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in b"]}":
            depth -= 1
    return deepest


def _integers(data: bytes, limits: Limits) -> Callable[[str], int] | None:
    """Return what reads whole numbers; nothing special where none is too long."""
    if b"0" * (limits.json_digits + 1) not in data.translate(_DIGITS):
        return None
    return lambda digits: _integer(digits, limits)


def _integer(digits: str, limits: Limits) -> int:
    if len(digits) > limits.json_digits:
        raise SmdeskError("intake.json-number", text=digits[:20])
    return int(digits)


def _decimal(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise SmdeskError("intake.json-number", text=digits[:20])
    return value


def _constant(name: str) -> Any:
    raise SmdeskError("intake.json-number", text=name)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise SmdeskError("intake.json-duplicate", key=_SURROGATE.sub("?", key)[:80])
            seen.add(key)
    return found


def _refuse_surrogates(value: Any) -> None:
    match value:
        case str():
            if _SURROGATE.search(value):
                raise SmdeskError("intake.json-surrogate")
        case dict():
            for key, one in value.items():
                _refuse_surrogates(key)
                _refuse_surrogates(one)
        case list():
            for one in value:
                _refuse_surrogates(one)
