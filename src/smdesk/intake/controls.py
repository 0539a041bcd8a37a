"""Values in tagged content controls and in bookmarks: what each says a field holds.

A control says its address itself; a bookmark is known by its name, which is made from the address.
Both are only candidates: the ladder holds them against what the cell shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from smdesk.errors import SmdeskError
from smdesk.notices import carrier
from smdesk.notices.address import Address
from smdesk.notices.grid import Blank, Box, Grid, GridCell
from smdesk.notices.models import FormField
from smdesk.notices.text import clean
from smdesk.notices.typed import choice_text

Key = tuple[Address, str | None]
"""An address, and for a box its choice."""

TICKS = frozenset("☑☒■√✓✔▣●◉")
_BLANKS = re.compile(r"[\s\u3000_＿]+")


def keys_of(cell: GridCell) -> tuple[Key, ...]:
    """Return every place of a value in a cell, in printed order; the note of a box after it."""
    found: dict[Key, None] = {}
    for part in cell.parts:
        if isinstance(part, Blank):
            found[part.address, None] = None
        elif isinstance(part, Box):
            found[part.address, part.choice] = None
            if part.note is not None:
                found[part.note, None] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Laid:
    """What a cell holds, worked out once: ``keys`` and ``addresses`` in printed order.

    ``alone`` is the blank of a cell that holds nothing else, ``tag`` its address as text.
    """

    cell: GridCell
    keys: tuple[Key, ...]
    addresses: tuple[Address, ...]
    notes: frozenset[Address | None]
    placeholders: Mapping[Address, str]
    alone: Blank | None
    tag: str


_laid: dict[int, Laid] = {}
_KEPT = 16_384


def laid(cell: GridCell) -> Laid:
    """Return what a cell holds."""
    known = _laid.get(id(cell))
    if known is not None and known.cell is cell:
        return known
    only = cell.parts[0] if len(cell.parts) == 1 else None
    alone = only if isinstance(only, Blank) else None
    made = Laid(
        cell,
        keys_of(cell),
        cell.addresses,
        frozenset(part.note for part in cell.parts if isinstance(part, Box)),
        {one.address: one.placeholder for one in cell.parts if isinstance(one, Blank)},
        alone,
        "" if alone is None else str(alone.address),
    )
    if len(_laid) >= _KEPT:
        _laid.clear()
    _laid[id(cell)] = made
    return made


_holding: dict[int, tuple[Grid, tuple[Laid, ...]]] = {}


def holding(grid: Grid) -> tuple[Laid, ...]:
    """Return the cells of a grid that hold values, in its order."""
    known = _holding.get(id(grid))
    if known is not None and known[0] is grid:
        return known[1]
    made = tuple(one for cell in grid.cells if (one := laid(cell)).addresses)
    if len(_holding) >= _KEPT // 64:
        _holding.clear()
    _holding[id(grid)] = grid, made
    return made


def names_of(grids: Iterable[Grid]) -> dict[str, Key]:
    """Return the place of each bookmark name in some grids."""
    return {
        carrier.bookmark_name(*key): key
        for grid in grids
        for cell in grid.cells
        for key in keys_of(cell)
    }


def tagged(controls: Iterable[tuple[str, str]]) -> dict[Key, str]:
    """Return the text of each tagged control by its place.

    A tag that stands twice with different texts says nothing (a copied row); foreign tags are
    passed over.
    """
    return _once(_parsed(controls))


def marked(bookmarks: Iterable[tuple[str, str]], names: Mapping[str, Key]) -> dict[Key, str]:
    """Return the text in each of our bookmarks by its place."""
    return _once((names[name], text) for name, text in bookmarks if name in names)


def _parsed(controls: Iterable[tuple[str, str]]) -> Iterator[tuple[Key, str]]:
    for tag, text in controls:
        try:
            yield carrier.parse_tag(tag), text
        except SmdeskError:
            continue


def _once(pairs: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    doubted: set[Key] = set()
    for key, text in pairs:
        if found.setdefault(key, text) != text:
            doubted.add(key)
    return {key: text for key, text in found.items() if key not in doubted}


def is_blank(text: str, placeholder: str = "") -> bool:
    """Return whether a text is what an empty form shows there: nothing, a rule, the placeholder."""
    if not placeholder and text[:1].isalnum():
        return False
    return not _BLANKS.sub("", text) or _BLANKS.sub("", text) == _BLANKS.sub("", placeholder)


def texts_of(
    cell: GridCell, found: Mapping[Key, str], fields: Mapping[str, FormField]
) -> dict[Address, str] | None:
    """Return the text of every address of a cell; ``None`` unless each of its places was found.

    Boxes of a choice become the labels of those ticked in this cell. A note may be missing: an
    empty one is not written.
    """
    texts: dict[Address, str] = {}
    ticked: dict[Address, set[str]] = {}
    known = laid(cell)
    notes, placeholders = known.notes, known.placeholders
    for key in known.keys:
        address, choice = key
        text = found.get(key)
        if text is None:
            if address not in notes:
                return None
            text = ""
        if choice is not None:
            box = text.strip()
            if box[:1] not in TICKS | frozenset("□☐"):
                return None
            ticked.setdefault(address, set()).update({choice} if box[:1] in TICKS else ())
        else:
            texts[address] = "" if is_blank(text, placeholders.get(address, "")) else clean(text)
    for address, choices in ticked.items():
        texts[address] = choice_text(fields[address.field], frozenset(choices))
    return texts
