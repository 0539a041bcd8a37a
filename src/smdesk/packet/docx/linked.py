"""Numbers of the pages that the packet's index leads to, for Word to show until it reckons them.

Word fills a PAGEREF only when it is told to; so the numbers of the PDF, which has the same parts on
the same rectos, stand in it from the start.
"""

from __future__ import annotations

from smdesk.errors import SmdeskError
from smdesk.files import Files
from smdesk.packet.tree import Packet, PageOf, PlainTable


def linked_pages(packet: Packet, files: Files) -> dict[PageOf, str]:
    """Return each page that a table of ``packet`` refers to with its number, empty if unknown."""
    places = {
        cell.page_of
        for part in packet.parts
        for block in part.blocks
        if isinstance(block, PlainTable)
        for cell in block.cells
        if cell.page_of is not None
    }
    if not places:
        return {}
    starts = _starts(packet, files)
    return {one: str(starts[one.scan] + one.page) if one.scan in starts else "" for one in places}


def _starts(packet: Packet, files: Files) -> dict[int, int]:
    """Return the page on which each attached file begins; nothing where no PDF can be set."""
    from smdesk.packet.pdf import writer

    try:
        return writer().scan_starts(packet, files)
    except SmdeskError:
        return {}
