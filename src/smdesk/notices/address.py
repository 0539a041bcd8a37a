"""Addresses of values: ``org.name``, ``finance.revenue[2019]``, ``investors[1].name``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from smdesk.errors import SmdeskError

_NAME = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
_ADDRESS = re.compile(rf"({_NAME})(?:\[([1-9][0-9]{{0,3}})\](?:\.({_NAME}))?)?")
NAME = re.compile(_NAME)


@dataclass(frozen=True, order=True)
class Address:
    """One value's place: a field, a field in a year, or a field in a row of a repeat.

    ``head`` is the field (``finance.revenue``) or, when ``tail`` is set, the repeat
    (``investors``); ``index`` the year or the row, rows counted from 1.
    """

    head: str
    index: int | None = None
    tail: str | None = None

    @property
    def field(self) -> str:
        """The address of the field in its form: ``investors.name`` for ``investors[1].name``."""
        return self.head if self.tail is None else f"{self.head}.{self.tail}"

    @property
    def year(self) -> int | None:
        """The year of a value with a year axis, else ``None``."""
        return self.index if self.tail is None else None

    @property
    def repeat(self) -> str | None:
        """The repeat that a value is a row of, else ``None``."""
        return self.head if self.tail is not None else None

    @property
    def row(self) -> int | None:
        """The row in its repeat, counted from 1, else ``None``."""
        return self.index if self.tail is not None else None

    def __str__(self) -> str:
        index = "" if self.index is None else f"[{self.index}]"
        tail = "" if self.tail is None else f".{self.tail}"
        return f"{self.head}{index}{tail}"


@lru_cache(maxsize=8192)
def parse(text: str) -> Address:
    """Return the address that ``text`` spells; raises ``SmdeskError`` ``notices.address-invalid``."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise SmdeskError("notices.address-invalid", address=text)
    head, index, tail = match.groups()
    return Address(head, int(index) if index else None, tail)
