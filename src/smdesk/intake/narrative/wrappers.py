"""Wrappers and drawings of WordprocessingML: which branch speaks, how wide a picture is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from smdesk.intake.word.names import CHOICE, CODES, FALLBACK, VML_PICTURE, Code
from smdesk.intake.wordfile import W, is_on, number

Element = Any
"""An lxml element."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BLIP = f"{_A}blip"
_EMU = 36000
_STYLE_WIDTH = re.compile(r"(?:^|;)\s*width:\s*([0-9]{1,6}(?:\.[0-9]+)?)(pt|in|cm|mm)")
_MM = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0}


def content(control: Element) -> Iterable[Element]:
    """Return the content of a control; a placeholder that is shown is no content."""
    properties = control.find(f"{W}sdtPr")
    if is_on(properties, "showingPlcHdr"):
        return ()
    content = control.find(f"{W}sdtContent")
    return content if content is not None else ()


def branch(element: Element) -> Iterable[Element]:
    """Return the branch of ``mc:AlternateContent`` that says something, the choice first."""
    branches = [element.find(CHOICE), element.find(FALLBACK)]
    there = [one for one in branches if one is not None and len(one)]
    telling = (one for one in there if next(one.iter(f"{W}t", BLIP, VML_PICTURE), None) is not None)
    return next(telling, there[0] if there else ())


def wrapped(parent: Element, wanted: Code) -> Iterator[Element]:
    """Yield rows or cells, also out of the controls around them."""
    for child in parent:
        code = CODES.get(child.tag)
        if code is wanted:
            yield child
        elif code is Code.CONTROL:
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from wrapped(content, wanted)
        elif code in {Code.THROUGH, Code.INSERTED}:
            yield from wrapped(child, wanted)


_FRAME_LINES, _FRAME_TEXT = 3, 200


def frames(table: Element) -> bool:
    """Return whether a table is a frame around running text: one column, much to read in it."""
    rows = [[*wrapped(row, Code.CELL)] for row in wrapped(table, Code.ROW)]
    if not rows or any(len(row) != 1 for row in rows):
        return False
    cells = [row[0] for row in rows]
    many = any(sum(1 for _ in cell.iter(f"{W}p")) >= _FRAME_LINES for cell in cells)
    return many or any(
        sum(len(one.text or "") for one in cell.iter(f"{W}t")) >= _FRAME_TEXT for cell in cells
    )


def inside(element: Element, top: Element, tag: str) -> bool:
    """Return whether an element stands in a ``tag`` or a fallback below ``top``."""
    parent = element.getparent()
    while parent is not None and parent is not top:
        if parent.tag in {tag, FALLBACK}:
            return True
        parent = parent.getparent()
    return False


def has_graph(element: Element) -> bool:
    """Return whether a drawing holds a chart or diagram; lines and arrows are decoration."""
    shapes = ("wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas")
    return any(
        not str(one.get("uri", "")).endswith(shapes) for one in element.iter(f"{_A}graphicData")
    )


def crop_of(blip: Element) -> tuple[float, float, float, float]:
    """Return what Word cuts off a picture: left, top, right, bottom, in parts of the whole."""
    around = blip.getparent()
    cut = around.find(f"{_A}srcRect") if around is not None else None
    if cut is None:
        return (0.0, 0.0, 0.0, 0.0)
    left, top, right, bottom = (
        min(max(0, number(cut.get(side))), 100_000) / 100_000 for side in "ltrb"
    )
    return (left, top, right, bottom)


def drawn_width(element: Element) -> float:
    """Return the width in mm that a picture is drawn with, 0 where nothing says it."""
    extent = next(element.iter(f"{_WP}extent"), None)
    if extent is not None:
        return round(number(extent.get("cx")) / _EMU, 1)
    for one in element.iter():
        found = _STYLE_WIDTH.search(str(one.get("style") or ""))
        if found:
            return round(float(found.group(1)) * _MM[found.group(2)], 1)
    return 0.0
