"""Paragraphs of a narrative put under a heading of a foreign file, in the look of its own text."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from smdesk.packet.docx.inplace.letters import Element, read_letters

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Lines = Sequence[tuple[str, bool, tuple[tuple[str, ...], ...]]]
"""Text, whether it is bold, rows of a table instead."""


def insert_lines(heading: Element, lines: Lines, space: str) -> None:
    """Put lines behind ``heading``; an empty paragraph that waits there for them is the first."""
    following = heading.getnext()
    waiting = (
        following
        if following is not None and following.tag == f"{space}p" and _is_free(following, space)
        else None
    )
    properties = None if waiting is None else waiting.find(f"{space}pPr")
    place = heading
    for text, bold, cells in lines:
        made = _table(cells, space) if cells else _paragraph(text, properties, space, bold=bold)
        if waiting is not None and not cells:
            _adopt(waiting, made, space)
            place, waiting = waiting, None
            continue
        place.addnext(made)
        place = made
    if place.tag == f"{space}tbl":
        place.addnext(etree.Element(f"{space}p"))


def _is_free(paragraph: Element, space: str) -> bool:
    """Return whether a paragraph is empty and carries no section, picture or field."""
    special = ("sectPr", "drawing", "pict", "fldChar", "br", "object")
    return not read_letters(paragraph, space).text.strip(" \u3000_＿") and not any(
        next(paragraph.iter(f"{space}{name}"), None) is not None for name in special
    )


def _adopt(waiting: Element, made: Element, space: str) -> None:
    for child in list(waiting):
        if child.tag == f"{space}r":
            waiting.remove(child)
    for run in made.findall(f"{space}r"):
        waiting.append(run)


def _paragraph(text: str, properties: Element | None, space: str, *, bold: bool) -> Element:
    made = etree.Element(f"{space}p")
    look = None
    if properties is not None:
        copy = deepcopy(properties)
        for name in ("sectPr", "pPrChange", "numPr"):
            for one in copy.findall(f"{space}{name}"):
                copy.remove(one)
        made.append(copy)
        mark = copy.find(f"{space}rPr")
        look = None if mark is None else deepcopy(mark)
        for one in () if look is None else list(look):
            if look is not None and one.tag in {f"{space}ins", f"{space}del", f"{space}rPrChange"}:
                look.remove(one)
    run = etree.SubElement(made, f"{space}r")
    if look is not None:
        run.append(look)
    if bold:
        own = run.find(f"{space}rPr")
        if own is None:
            own = etree.SubElement(run, f"{space}rPr")
        if own.find(f"{space}b") is None:
            early = {f"{space}rStyle", f"{space}rFonts"}
            own.insert(sum(1 for one in own if one.tag in early), etree.Element(f"{space}b"))
    piece = etree.SubElement(run, f"{space}t")
    piece.text = text
    piece.set(_SPACE, "preserve")
    return made


def _table(rows: tuple[tuple[str, ...], ...], space: str) -> Element:
    table = etree.Element(f"{space}tbl")
    properties = etree.SubElement(table, f"{space}tblPr")
    width = etree.SubElement(properties, f"{space}tblW")
    width.set(f"{space}w", "5000")
    width.set(f"{space}type", "pct")
    borders = etree.SubElement(properties, f"{space}tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        one = etree.SubElement(borders, f"{space}{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            one.set(f"{space}{name}", value)
    columns = max(len(row) for row in rows)
    grid = etree.SubElement(table, f"{space}tblGrid")
    for _ in range(columns):
        etree.SubElement(grid, f"{space}gridCol").set(f"{space}w", str(9000 // columns))
    for row in rows:
        line = etree.SubElement(table, f"{space}tr")
        for text in [*row, *[""] * (columns - len(row))]:
            cell = etree.SubElement(line, f"{space}tc")
            size = etree.SubElement(etree.SubElement(cell, f"{space}tcPr"), f"{space}tcW")
            size.set(f"{space}w", str(9000 // columns))
            size.set(f"{space}type", "dxa")
            cell.append(_paragraph(text, None, space, bold=False))
    return table
