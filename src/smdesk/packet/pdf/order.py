"""Text in reading order inside each page's content, for programs that copy or search.

WORKAROUND typst 0.15: a cell that spans rows is drawn after the rows that it spans, so its text
would follow theirs. The structure tree has the right order; the marked pieces of a page are put
into it. Each piece is closed in itself (``BDC q … Q EMC``), so the page looks the same.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_PIECE = re.compile(
    rb"\s*/(?:Span<</MCID (\d+)|Artifact<<[^<>]*)>>\s*BDC\n(?:(?!EMC).*\n?)*?EMC", re.MULTILINE
)


def restore_reading_order(pdf: pikepdf.Pdf) -> None:
    """Put the marked pieces of each page in the order of the structure tree."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    by_page: dict[tuple[int, int], list[int]] = {}
    for owner, number in _marks(pdf.Root.StructTreeRoot.get("/K")):
        by_page.setdefault(owner, []).append(number)
    for page in pdf.pages:
        wanted = by_page.get(identity(page.obj), [])
        if any(later < earlier for earlier, later in itertools.pairwise(wanted)):
            _reorder(pdf, page, wanted)


def identity(thing: Any) -> tuple[int, int]:
    """Return the number and generation of an indirect object."""
    number, generation = thing.objgen
    return int(number), int(generation)


def _marks(root: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield page and number of each marked piece, depth first."""
    waiting: list[tuple[Any, tuple[int, int]]] = [(root, (0, 0))]
    while waiting:
        node, page = waiting.pop()
        if isinstance(node, int):
            yield page, node
        elif isinstance(node, pikepdf.Array):
            waiting += [(one, page) for one in reversed(list(node))]
        elif isinstance(node, pikepdf.Dictionary):
            own = node.get("/Pg")
            page = identity(own) if own is not None else page
            if "/MCID" in node:
                yield page, int(node["/MCID"])
            elif "/K" in node:
                waiting.append((node["/K"], page))


def _reorder(pdf: pikepdf.Pdf, page: pikepdf.Page, wanted: list[int]) -> None:
    data = page.Contents.read_bytes()
    head, pieces = _pieces(data)
    if pieces is None or sorted(pieces) != sorted(wanted):
        return  # not as this Typst draws; the page stays as it is
    page.Contents = pdf.make_stream(head + b"".join(pieces[number] for number in wanted))


def _pieces(data: bytes) -> tuple[bytes, dict[int, bytes] | None]:
    """Return what stands before the first text, and each text with the lines drawn after it."""
    head, number, place = b"", -1, 0
    pieces: dict[int, bytes] = {}
    for match in _PIECE.finditer(data):
        if match.start() != place:
            return b"", None
        place = match.end()
        if match.group(1) is not None:
            number = int(match.group(1))
        if number < 0:
            head += match.group()
        else:
            pieces[number] = pieces.get(number, b"") + match.group()
    return (head, pieces) if not data[place:].strip() else (b"", None)
