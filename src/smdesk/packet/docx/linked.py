"""Numbers of the pages that the packet's index leads to, for Word to show until it reckons them.

Word fills a PAGEREF only when it is told to; so the numbers of the PDF, which has the same parts on
the same rectos, stand in it from the start.
"""

from __future__ import annotations

from smdesk.errors import SmdeskError
from smdesk.files import Files
from smdesk.packet.tree import ContentsLine, Packet, PageOf, PlainTable


def linked_pages(packet: Packet, files: Files) -> dict[PageOf | str, str]:
    """Return each page that ``packet`` refers to with its number, empty if unknown.

    Pages of attached files by `PageOf`, places of the contents by their mark.
    """
    blocks = [block for part in packet.parts for block in part.blocks]
    cells = (cell for block in blocks if isinstance(block, PlainTable) for cell in block.cells)
    places = {cell.page_of for cell in cells if cell.page_of is not None}
    marks = [block.mark for block in blocks if isinstance(block, ContentsLine)]
    if not places and not marks:
        return {}
    starts = _starts(packet, files)
    found: dict[PageOf | str, str] = {one: str(starts.get(one, "")) for one in marks}
    for one in places:
        start = starts.get(f"scan-{one.scan}")
        found[one] = str(start + one.page) if start is not None else ""
    return found


def _starts(packet: Packet, files: Files) -> dict[str, int]:
    """Return the page of each named place; nothing where no PDF can be set."""
    from smdesk.packet.pdf import writer

    try:
        return writer().starts(packet, files)
    except SmdeskError:
        return {}
