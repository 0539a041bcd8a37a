"""A form as a list of questions, taken from its printed grid: what a clerk retypes it from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from smdesk.notices.address import parse
from smdesk.notices.boxes import choice_text
from smdesk.notices.cells import Blank, Box, Grid, GridCell, Text
from smdesk.notices.models import FormField, Kind


@dataclass
class Ask:
    """One question: label (and the group that it stands under), its addresses and words between."""

    label: str
    group: str
    addresses: list[str]
    between: list[str] = field(default_factory=list)


@dataclass
class Years:
    """A block of rows with a column a year."""

    corner: str
    years: list[int]
    rows: list[tuple[str, str, str]]
    """Group, label, field."""


@dataclass
class Rows:
    """Repeating rows: title, heads and the fields below them."""

    id: str
    title: str
    heads: list[tuple[str, str]]
    count: int
    numbered: bool


@dataclass
class Boxes:
    """A question answered with ticks."""

    label: str
    address: str


@dataclass
class Head:
    text: str


@dataclass
class Sign:
    text: str


Entry = Ask | Years | Rows | Boxes | Head | Sign


def tight(text: str) -> str:
    return re.sub(r"\s+", "", text)


class Outline:
    """Takes a grid apart."""

    def __init__(self, grid: Grid, fields: dict[str, FormField]) -> None:
        self.fields = fields
        self.at: dict[tuple[int, int], GridCell] = {}
        for one in grid.cells:
            for r in range(one.row, one.row + one.rows):
                for c in range(one.column, one.column + one.columns):
                    self.at[r, c] = one
        self.cells = grid.cells
        self.entries: list[Entry] = []
        self.seen: set[str] = set()
        for one in self.cells:
            self.take(one)

    def left(self, one: GridCell) -> GridCell | None:
        return self.at.get((one.row, one.column - 1))

    def labels(self, one: GridCell) -> tuple[str, str]:
        """Group and label of a cell."""
        left, above = self.left(one), self.at.get((one.row - 1, one.column))
        if (
            left is not None
            and left.role == "label"
            and (left.rows <= one.rows or above is None or above.role != "label")
        ):
            far = self.left(left)
            first = self.at[one.row, 0]
            if far is None or far.role != "label":
                far = (
                    first
                    if first.role == "label" and first.rows > 1 and first is not left
                    else None
                )
            return tight(far.printed) if far is not None else "", tight(left.printed)
        if above is not None and above.role == "label":
            group = self.at.get((one.row, 0))
            same = group is not None and group.role == "label"
            return (tight(group.printed) if same and group is not None else ""), tight(
                above.printed
            )
        return "", tight(left.printed) if left is not None and left.role == "label" else ""

    def take(self, one: GridCell) -> None:
        if one.role == "heading":
            self.entries.append(Head(one.printed))
        elif one.role == "signature":
            self.entries.append(Sign(one.printed))
        for part in one.parts:
            if isinstance(part, Box) and str(part.address) not in self.seen:
                self.seen.add(str(part.address))
                said = "".join(p.text for p in one.parts if isinstance(p, Text))
                _, label = self.labels(one)
                column0 = self.at[one.row, 0]
                grouped = any(not c.tickable for c in self.fields[part.address.field].choices)
                if (not label or grouped) and column0.role == "label":
                    label = tight(column0.printed)
                self.entries.append(Boxes(tight(said).rstrip("：") or label, str(part.address)))
            elif isinstance(part, Blank) and str(part.address) not in self.seen:
                self.blank(one, part)

    def blank(self, one: GridCell, part: Blank) -> None:
        address = part.address
        if address.repeat:
            self.repeat(one, address.repeat)
        elif (
            address.year
            and sum(
                p.address.field == address.field
                for c in self.cells
                for p in c.parts
                if isinstance(p, Blank)
            )
            > 1
        ):
            self.year(one, str(address.field))
        else:
            self.ask(one)

    def ask(self, one: GridCell) -> None:
        blanks = [str(p.address) for p in one.parts if isinstance(p, Blank)]
        self.seen.update(blanks)
        group, label = self.labels(one)
        words = [p.text for p in one.parts if isinstance(p, Text)]
        if words and isinstance(one.parts[0], Text):
            label, group, words = words[0].strip(), "", words[1:]
        self.entries.append(Ask(label, group, blanks, words))

    def year(self, one: GridCell, name: str) -> None:
        blanks = [
            p.address
            for c in self.cells
            for p in c.parts
            if isinstance(p, Blank) and p.address.field == name
        ]
        self.seen.update(str(a) for a in blanks)
        years = [a.year or 0 for a in blanks]
        group, label = self.labels(one)
        last = self.entries[-1] if self.entries else None
        if not isinstance(last, Years):
            above = self.at.get((one.row - 1, 0))
            last = Years(above.printed if above else "", years, [])
            self.entries.append(last)
        last.rows.append((group, label, name))

    def repeat(self, one: GridCell, name: str) -> None:
        found = [
            (c, p.address)
            for c in self.cells
            for p in c.parts
            if isinstance(p, Blank) and p.address.repeat == name
        ]
        self.seen.update(str(a) for _, a in found)
        heads = [
            (tight(self.at[c.row - 1, c.column].printed), a.tail or "")
            for c, a in found
            if a.row == 1
        ]
        title = self.at.get((one.row - 2, 0))
        numbered = self.at[one.row, 0].role == "index"
        said = title.printed if numbered and title is not None else ""
        self.entries.append(Rows(name, said, heads, max(a.row or 1 for _, a in found), numbered))


def tick_label(field: FormField, ids: set[str]) -> str:
    return choice_text(field, ids)


def numeric(field: FormField) -> bool:
    return field.kind in {Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL}


__all__ = [
    "Ask",
    "Boxes",
    "Entry",
    "Head",
    "Outline",
    "Rows",
    "Sign",
    "Years",
    "numeric",
    "parse",
    "tick_label",
    "tight",
]
