"""A row of a table copied below itself: for more entries than a form prints rows for."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import count

from smdesk.packet.docx.inplace.letters import W14, Element, read_letters

_NUMBER = re.compile(r"[\s\u3000]*(\d{1,3})[\s\u3000.、．]*")


def clone_row(row: Element, space: str) -> Element:
    """Return a copy of a row put below it: merged cells go on, its number counts on, ids are its own.

    A label beside the row that stood in a cell of one row is merged down over the copy.
    """
    copy = deepcopy(row)
    root = row.getroottree().getroot()
    _own_ids(copy, root, space)
    cells = [list(one.iterchildren(f"{space}tc")) for one in (row, copy)]
    for old, new in zip(*cells, strict=True):
        text = read_letters(new, space).text
        merge = new.find(f"{space}tcPr/{space}vMerge")
        number = _NUMBER.fullmatch(text)
        if merge is not None:
            merge.attrib.pop(f"{space}val", None)
            _empty(new, space)
        elif number is not None:
            _renumber(new, number.group(1), space)
        elif text.strip(" \u3000_＿\n…."):
            _merge_down(old, new, space)
    row.addnext(copy)
    return copy


def _renumber(cell: Element, number: str, space: str) -> None:
    following = str(int(number) + 1)
    for node in cell.iter(f"{space}t"):
        if node.text and any(c.isdigit() for c in node.text):
            node.text = re.sub(r"\d+", following, node.text, count=1)
            following = ""


def _merge_down(old: Element, new: Element, space: str) -> None:
    from lxml import etree

    for cell, value in ((old, "restart"), (new, None)):
        properties = cell.find(f"{space}tcPr")
        if properties is None:
            properties = etree.Element(f"{space}tcPr")
            cell.insert(0, properties)
        merge = etree.Element(f"{space}vMerge")
        if value is not None:
            merge.set(f"{space}val", value)
        early = {f"{space}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}
        place = sum(1 for one in properties if one.tag in early)
        properties.insert(place, merge)
    _empty(new, space)


def _empty(cell: Element, space: str) -> None:
    for paragraph in list(cell.iterchildren(f"{space}p")):
        for child in list(paragraph):
            if child.tag != f"{space}pPr":
                paragraph.remove(child)


def _own_ids(copy: Element, root: Element, space: str) -> None:
    """Take ids off a copied row that must be alone in a document."""
    tags = {f"{space}bookmarkStart", f"{space}bookmarkEnd"}
    for one in list(copy.iter()):
        for name in (f"{W14}paraId", f"{W14}textId"):
            one.attrib.pop(name, None)
        if one.tag in tags and one.getparent() is not None:
            one.getparent().remove(one)
    taken = {one.get(f"{space}val") for one in root.iter(f"{space}id")}
    fresh = (str(number) for number in count(700_000_001) if str(number) not in taken)
    for properties in copy.iter(f"{space}sdtPr"):
        for one in properties.findall(f"{space}id"):
            one.set(f"{space}val", next(fresh))
