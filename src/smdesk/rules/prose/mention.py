"""What a sentence states of the form's values: of one of them, or of how one changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from smdesk.rules.prose.numbers import Quantity
from smdesk.rules.prose.vocabulary import Target

How = Literal["growth", "yearly", "rise", "fold", "total"]
"""Percent from one year to another; percent a year; difference in the value's unit; times as much;
all the years together."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two years; ``spans`` are the pairs of years that may be meant."""

    how: How
    down: bool
    spans: tuple[tuple[int, int], ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year whose value tells whether it is true."""
        whole = self.how in {"yearly", "total"}
        return tuple(sorted({
            year
            for first, last in self.spans
            for year in (range(first, last + 1) if whole else (first, last))
        }))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A value stated at characters ``start:stop``.

    ``years`` are the year columns that it may be of, none for a value without them; it is wrong
    if it agrees with none of them. ``least`` says that the value may have grown since.
    ``change`` says that it is no value, but how the value changed; then all its ``years`` are read.
    ``loose`` says that no year stands plainly at it, so that any of ``years`` may be meant.
    ``every`` says that it is said of each of the years, so that one that disagrees makes it wrong.
    ``whole`` is what the sentence says of the whole that a part is counted of.
    """

    target: Target
    quantity: Quantity
    start: int
    stop: int
    years: tuple[int, ...]
    least: bool = False
    change: Change | None = None
    whole: Decimal | None = None
    every: bool = False
    loose: bool = False

    def moved(self, by: int) -> Mention:
        """Return it ``by`` characters further on."""
        return replace(self, start=self.start + by, stop=self.stop + by)
