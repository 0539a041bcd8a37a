"""Shares filled in line by line: one line for each ticked box, the running sum, and back to one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from smdesk.notices.models import FormField
from smdesk.notices.number import convert, number_text, parse_number
from smdesk.notices.shares import (
    SLACK,
    WHOLE,
    ShareBoxes,
    ShareUnit,
    notes_of_boxes,
    read_shares,
    share_text,
)
from smdesk.notices.typed import read

UNITS: tuple[ShareUnit, ShareUnit] = ("%", "万元")


@dataclass(frozen=True)
class ShareLine:
    """One line: the name of its entry, the number as text, and whether its box is ticked."""

    name: str
    amount: str
    ticked: bool = True


@dataclass(frozen=True)
class ShareLines:
    """The lines of a value; ``loose`` is a text that could not be read and would be replaced.

    ``whole`` is what amounts add up to, in 万元, if the form says.
    """

    lines: tuple[ShareLine, ...]
    unit: ShareUnit
    whole: Decimal | None = None
    loose: str = ""


@dataclass(frozen=True)
class Sum:
    """The running sum: what it is, what is still missing (negative: too much), lines not read."""

    added: Decimal
    missing: Decimal | None
    unread: tuple[int, ...] = ()

    def fits(self, unit: ShareUnit, whole: Decimal | None) -> bool:
        """Return whether the sum is the whole, rounding allowed."""
        if self.missing is None:
            return True
        of = WHOLE if unit == "%" else abs(whole or Decimal(0))
        return abs(self.missing) * WHOLE <= SLACK * of


def share_lines(
    choice: FormField, values: Mapping[str, str], text: str, whole: Decimal | None = None
) -> ShareLines:
    """Return a line for each box that is ticked in ``choice``, then one for each other entry."""
    found = read(choice, values.get(choice.address, "")).value
    ticked = found if isinstance(found, tuple) else ()
    boxes = ShareBoxes(choice, notes_of_boxes(choice, values))
    shares, problem = read_shares(text) if text.strip() else ((), None)
    matched = boxes.match(shares, ticked)
    lines = [
        ShareLine(boxes.name(key), _sum_text(one.amount for one in matched.by_box.get(key, ())))
        for key in ticked
    ]
    spare = [one for key, several in matched.by_box.items() if key not in ticked for one in several]
    lines += [
        ShareLine(one.name, number_text(one.amount), ticked=False)
        for one in (*spare, *matched.strange)
    ]
    unit = shares[0].unit if shares else "%"
    return ShareLines(tuple(lines), unit, whole, text if problem else "")


def _sum_text(amounts: Iterable[Decimal]) -> str:
    several = list(amounts)
    return number_text(sum(several, Decimal(0))) if several else ""


def share_sum(amounts: Sequence[str], unit: ShareUnit, whole: Decimal | None) -> Sum:
    """Return the running sum of typed numbers; blank ones count nothing."""
    added, unread = Decimal(0), []
    for number, text in enumerate(amounts):
        value = amount_of(text, unit)
        if value is None and text.strip():
            unread.append(number)
        added += value or Decimal(0)
    aim = WHOLE if unit == "%" else whole
    return Sum(added, None if aim is None else aim - added, tuple(unread))


def amount_of(text: str, unit: ShareUnit) -> Decimal | None:
    """Return a typed number in ``unit``, ``None`` if blank or not plainly one."""
    parsed = parse_number(text)
    if parsed is None or parsed[0] < 0:
        return None
    return convert(parsed[0], parsed[1], unit)


def lines_text(names: Sequence[str], amounts: Sequence[str], unit: ShareUnit) -> str:
    """Return the value that the lines make; lines left blank make no entry."""
    entries = [
        share_text(name, value, unit)
        for name, text in zip(names, amounts, strict=True)
        if (value := amount_of(text, unit)) is not None
    ]
    return "；".join(entries)
