"""Address patterns of pack rules: ``finance.revenue[@]``, ``[@-1]``, ``[last]``, ``investors[*].share``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from smdesk.errors import SmdeskError
from smdesk.notices.address import NAME
from smdesk.rules.ground import Ground

_PATTERN = re.compile(
    rf"(?P<head>{NAME.pattern})"
    rf"(?:\[(?P<index>\*|[1-9]\d{{0,3}}|(?:@|first|last)(?:[+-][1-9])?)\](?:\.(?P<tail>{NAME.pattern}))?)?",
    re.ASCII,
)


@dataclass(frozen=True)
class Pattern:
    """A parsed pattern; ``index`` is ``None`` (plain), ``*``, a number, or a word with a step."""

    text: str
    head: str
    index: str | None
    tail: str | None

    @property
    def follows(self) -> bool:
        """Whether it moves with the year or row at hand."""
        return self.index is not None and self.index.startswith("@")

    @property
    def here(self) -> bool:
        """Whether it is the year or row at hand itself."""
        return self.index == "@"

    @property
    def many(self) -> bool:
        """Whether it stands for all years or rows."""
        return self.index == "*"


def parse_pattern(text: str) -> Pattern:
    """Return the pattern; raises ``SmdeskError`` ``rules.pattern-invalid``."""
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise SmdeskError("rules.pattern-invalid", pattern=text)
    return Pattern(text, match["head"], match["index"], match["tail"])


def check_pattern(ground: Ground, pattern: Pattern, each: str | None) -> None:
    """Raise ``SmdeskError`` where the form has no such value or the pattern does not fit its axis.

    Codes ``rules.pattern-unknown`` (no such field) and ``rules.pattern-axis``.
    """
    name = pattern.head if pattern.tail is None else f"{pattern.head}.{pattern.tail}"
    field = ground.fields.get(name)
    known = {"pattern": pattern.text, "form": ground.form.id}
    if field is None or (pattern.tail is None) == (pattern.head in ground.repeats):
        raise SmdeskError("rules.pattern-unknown", **known)
    if pattern.tail is None:
        fits = (field.axis == "year") == (pattern.index is not None) and "." in f"{name}."
        fits = fits and not any(name.startswith(f"{one}.") for one in ground.repeats)
    else:
        fits = pattern.index is not None and not pattern.index.startswith(("first", "last"))
    wanted = "year" if pattern.tail is None else pattern.head
    if not fits or (pattern.follows and each != wanted):
        raise SmdeskError("rules.pattern-axis", **known)


def expand(ground: Ground, pattern: Pattern, at: int | None) -> tuple[str, ...]:
    """Return the addresses of a pattern at a year or row; empty where the paper has none."""
    if pattern.index is None:
        return _printed(ground, [pattern.head])
    tail = f".{pattern.tail}" if pattern.tail else ""
    line: Sequence[int] = ground.rows(pattern.head) if tail else ground.years
    return _printed(
        ground, [f"{pattern.head}[{index}]{tail}" for index in _indexes(pattern.index, line, at)]
    )


def _printed(ground: Ground, addresses: list[str]) -> tuple[str, ...]:
    return tuple(one for one in addresses if one in ground.order)


def _indexes(index: str, line: Sequence[int], at: int | None) -> Sequence[int]:
    if index == "*":
        return line
    if index.isdecimal():
        return [int(index)]
    word, step = re.fullmatch(r"(@|first|last)([+-]\d)?", index, re.ASCII).groups()  # type: ignore[union-attr]
    if not line or (word == "@" and at not in line):
        return []
    base = {"first": 0, "last": len(line) - 1}.get(word)
    place = (line.index(at) if base is None and at is not None else base or 0) + int(step or 0)
    return [line[place]] if 0 <= place < len(line) else []
