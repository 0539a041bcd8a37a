"""A grid cell with its values as segments of text: the one account of what a cell shows.

Word, PDF and the reader all use it, so that what is printed and what is looked for is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from smdesk.notices.address import Address
from smdesk.notices.grid import Blank, Box, GridCell, Part, Text
from smdesk.notices.models import FormField
from smdesk.notices.typed import read

TICKED = "☑"
UNTICKED = "□"
NOTE_MARK = "："
"""What stands between 其它 and the text that says which."""

SegmentKind = Literal["text", "value", "blank", "box", "note"]


@dataclass(frozen=True)
class Segment:
    """A stretch of a cell's text: printed, a value, an empty blank, a box, or the note of 其它.

    ``checked`` is set for a box only; its ``text`` is the glyph, the label follows as ``text``.
    """

    kind: SegmentKind
    text: str
    address: Address | None = None
    choice: str | None = None
    checked: bool | None = None


def segments(
    cell: GridCell, values: Mapping[str, str], fields: Mapping[str, FormField]
) -> tuple[Segment, ...]:
    """Return what ``cell`` shows with ``values`` (texts by address, fixed ones included)."""
    found: list[Segment] = []
    ticked: dict[Address, object] = {}
    for index, part in enumerate(cell.parts):
        if index and (between := _between(cell, cell.parts[index - 1], part)):
            found.append(Segment("text", between))
        match part:
            case Text(text=text):
                found.append(Segment("text", text))
            case Blank(address, placeholder):
                value = values.get(str(address), "")
                kind: SegmentKind = "value" if value else "blank"
                found.append(Segment(kind, value or placeholder, address))
            case Box(address=address):
                if address not in ticked:
                    text = values.get(str(address), "")
                    ticked[address] = read(fields[address.field], text).value
                found += _box(part, ticked[address], values)
    return tuple(found)


def _between(cell: GridCell, before: Part, after: Part) -> str:
    """Return what parts two boxes, or a head of boxes from its neighbours."""
    heads = [isinstance(part, Text) and part.of is not None for part in (before, after)]
    boxes = [isinstance(part, Box) for part in (before, after)]
    if not all(head or box for head, box in zip(heads, boxes, strict=True)):
        return ""
    return "\n" if cell.flow == "stack" or heads[1] else "　"


def _box(box: Box, ticked: object, values: Mapping[str, str]) -> Iterable[Segment]:
    checked = isinstance(ticked, tuple) and box.choice in ticked
    glyph = TICKED if checked else UNTICKED
    yield Segment("box", glyph, box.address, box.choice, checked)
    yield Segment("text", box.label)
    note = values.get(str(box.note), "") if box.note else ""
    if box.note and note:
        yield Segment("text", NOTE_MARK)
        yield Segment("note", note, box.note)


def cell_text(cell: GridCell, values: Mapping[str, str], fields: Mapping[str, FormField]) -> str:
    """Return the whole text that ``cell`` shows."""
    return "".join(segment.text for segment in segments(cell, values, fields))
