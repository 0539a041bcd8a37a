"""Shares: what each ticked box takes of a whole, in one cell: 设计和开发服务 30%；物流 70%.

Every entry is a name with a share in % or an amount in 万元, all of them in the same unit. Which
box a name means depends on what is ticked (其他 stands in several groups), so that `ShareBoxes`
tells names and boxes apart, not the reader of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from smdesk.notices.boxes import names_of
from smdesk.notices.choices import choices_of
from smdesk.notices.models import Choice, FormField
from smdesk.notices.number import convert, number_text
from smdesk.notices.text import fold

ShareUnit = Literal["%", "万元"]
WHOLE = Decimal(100)
SLACK = Decimal("0.5")
"""How far shares may miss 100 %, and amounts their whole in per cent: rounding, not mistakes."""
LONGEST = 4000
"""Characters beyond which a text is not read as shares."""

_ENTRY = re.compile(
    r"[\s\u3000；;，,、。]*"
    r"(?P<name>[^；;。\n]{1,80}?)"
    r"[\s\u3000:：=—]*(?:的?收入)?[\s\u3000:：]*(?:占比|占|比例|比重|份额)?(?:大?约)?[为是]?[\s\u3000:：]*"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,8})?)[\s\u3000]*"
    r"(?P<unit>%|亿元|百万元|千元|万元|万|元)?[\s\u3000]*"
    r"(?=[；;，,、。\n]|\.{2,}|…|$)",
    re.ASCII,
)
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E, 0xFF1D)}
_REST = re.compile(r"[\s\u3000；;，,、。.…]*")
_TAIL = re.compile(r"(?:服务|业务|收入|类)$")
_UNSURE = re.compile(r"(?:[-－−负]|\d[~～至到])$")
"""What before a number makes it a negative one or a range, which no share is."""
_NOTE = re.compile(r"[（(]([^（）()]+)[）)]$")


@dataclass(frozen=True)
class Share:
    """One entry: the name as written, and its share in % or its amount in 万元."""

    name: str
    amount: Decimal
    unit: ShareUnit

    @property
    def text(self) -> str:
        """The entry as it is kept and printed."""
        return share_text(self.name, self.amount, self.unit)


def share_text(name: str, amount: Decimal, unit: ShareUnit) -> str:
    """Return one entry as it is kept: ``物流 30%``, ``物流 1200.5万元``."""
    return f"{name} {number_text(amount)}{unit}"


def shares_text(shares: Iterable[Share]) -> str:
    """Return the canonical text of entries."""
    return "；".join(one.text for one in shares)


def read_shares(text: str) -> tuple[tuple[Share, ...], str | None]:
    """Return the entries that a text lists, and the code of what keeps it from being read.

    设计服务占30%，物流 70％。 is read as well as the canonical text. Entries without a unit take that
    of the others, or % where they add up to 100. Raises nothing.
    """
    return _read(text)


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[tuple[Share, ...], str | None]:
    if len(text) > LONGEST:
        return (), "rules.shares-unreadable"
    text = text.translate(_WIDE)
    raw: list[tuple[str, Decimal, str]] = []
    place = 0
    while place < len(text):
        if _REST.fullmatch(text, place):
            break
        match = _ENTRY.match(text, place)
        if match is None:
            return (), "rules.shares-unreadable"
        if _UNSURE.search(match["name"].strip()):
            return (), "rules.shares-unreadable"
        number = Decimal(match["number"].replace(",", ""))
        raw.append((_tidy(match["name"]), number, match["unit"] or ""))
        place = match.end()
    if not raw or any(not name for name, _, _ in raw):
        return (), "rules.shares-unreadable"
    return _in_one_unit(raw)


def _tidy(name: str) -> str:
    plain = re.sub(r"\s+", "", name).strip("“”\"'·-—:：")
    return re.sub(r"^[（(]?\d{1,2}[）).、．]", "", plain)


def _in_one_unit(raw: list[tuple[str, Decimal, str]]) -> tuple[tuple[Share, ...], str | None]:
    units = {unit if unit == "%" else "万元" for _, _, unit in raw if unit}
    if len(units) > 1:
        return (), "rules.shares-mixed"
    bare = not units
    if bare and abs(sum(number for _, number, _ in raw) - WHOLE) > SLACK:
        return (), "rules.shares-unit"
    unit: ShareUnit = "%" if bare or units == {"%"} else "万元"
    return tuple(Share(name, _scaled(number, own, unit), unit) for name, number, own in raw), None


def _scaled(number: Decimal, own: str, unit: ShareUnit) -> Decimal:
    if unit == "%" or own in {"", "万"}:
        return number
    scaled = convert(number, own, unit)
    return number if scaled is None else scaled


@dataclass(frozen=True)
class Matched:
    """Entries held against boxes: each box's entries, and the names that mean no box."""

    by_box: dict[str, tuple[Share, ...]]
    strange: tuple[Share, ...]


class ShareBoxes:
    """The boxes of the choice that shares are of; ``notes`` are the texts of 其他 by box id."""

    def __init__(self, field: FormField, notes: Mapping[str, str]) -> None:
        self.notes = {key: text.strip() for key, text in notes.items() if text.strip()}
        self.boxes = names_of(choices_of(field))
        self.choices: dict[str, Choice] = {one.id: one for one in choices_of(field) if one.tickable}
        self._shorts: dict[str, list[str]] = {}
        for key, choice in self.choices.items():
            for word in _words(choice.label):
                self._shorts.setdefault(word, []).append(key)

    def name(self, box: str) -> str:
        """Return how an entry names a box: its label, 其他 with its note or its group."""
        choice = self.choices[box]
        plain = re.sub(r"\s+", "", choice.label)
        short = _NOTE.sub("", plain) if choice.note else plain
        if box in self.notes:
            return f"{short}（{self.notes[box]}）"
        full = dict(self.boxes.names)[box]
        return _NOTE.sub("", full) if choice.note else full

    def find(self, name: str, ticked: Collection[str] = ()) -> str | None:
        """Return the box that a name means; of several the only ticked one, else ``None``."""
        noted = _NOTE.search(name)
        said = fold(noted[1]) if noted else fold(name)
        by_note = [key for key, text in self.notes.items() if fold(text) == said]
        if len(by_note) == 1:
            return by_note[0]
        exact = self.boxes.find(name)
        if exact is not None:
            return exact
        found = list(
            dict.fromkeys(key for word in _words(name) for key in self._shorts.get(word, ()))
        )
        some = [key for key in found if key in ticked]
        if len(found) == 1:
            return found[0]
        return some[0] if len(some) == 1 else None

    def match(self, shares: Iterable[Share], ticked: Collection[str]) -> Matched:
        """Return the entries of each box and those that mean none."""
        by_box: dict[str, list[Share]] = {}
        strange: list[Share] = []
        for one in shares:
            box = self.find(one.name, ticked)
            if box is None:
                strange.append(one)
            else:
                by_box.setdefault(box, []).append(one)
        return Matched({key: tuple(found) for key, found in by_box.items()}, tuple(strange))


def _words(label: str) -> set[str]:
    """Return what a label may be called for short: 保养/维护/维修 → 保养, 维护, 维修, 其他(…) → 其他."""
    plain = fold(_NOTE.sub("", re.sub(r"\s+", "", label)))
    parts = {plain, *re.split(r"[/、]", plain)}
    return {one for part in parts for one in (part, _TAIL.sub("", part)) if one}


def notes_of_boxes(field: FormField, values: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of 其他 by box id."""
    return {
        one.id: values[one.note] for one in choices_of(field) if one.note and values.get(one.note)
    }
