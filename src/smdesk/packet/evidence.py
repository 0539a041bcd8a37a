"""The 佐证材料索引: which page of which attachment shows what, and where that page is bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smdesk.notices.declaration import Attachment, EvidenceLink
from smdesk.notices.models import Form
from smdesk.packet.grids import Grids
from smdesk.packet.prose import paragraph
from smdesk.packet.tree import Block, PageOf, PlainCell, PlainTable

EVIDENCE_TITLE = "佐证材料索引"
HEADS = ("栏目或正文部分", "佐证材料", "页码")
NOT_IN_PACKET = "未装订"
NARRATIVE_PART = "narrative#"
PRINTABLE = ("image/", "application/pdf")
"""Media types whose pages a packet prints; other files are named in the list only."""


def printable(attachment: Attachment) -> bool:
    """Return whether the packet prints the pages of an attached file."""
    return attachment.media_type.startswith(PRINTABLE)


@dataclass(frozen=True)
class EvidenceLine:
    """One link: what it is about, the file's name with its page, and where it is bound, if it is."""

    label: str
    material: str
    page: PageOf | None


def evidence_blocks(
    form: Form, grids: Grids, attachments: tuple[Attachment, ...]
) -> tuple[Block, ...]:
    """Return title and table of the index; nothing where no page was linked."""
    lines = evidence_lines(form, grids, attachments)
    if not lines:
        return ()
    cells = [PlainCell(0, column, text, head=True) for column, text in enumerate(HEADS)]
    for row, line in enumerate(lines, start=1):
        cells.append(PlainCell(row, 0, line.label))
        cells.append(PlainCell(row, 1, line.material))
        text = "" if line.page else NOT_IN_PACKET
        cells.append(PlainCell(row, 2, text, page_of=line.page))
    title = paragraph("heading1", EVIDENCE_TITLE, level=1)
    return (title, PlainTable((0.44, 0.42, 0.14), tuple(cells)))


def evidence_lines(
    form: Form, grids: Grids, attachments: tuple[Attachment, ...]
) -> list[EvidenceLine]:
    """Return the links in the order in which their places are printed, the narrative's last."""
    order = {str(place): number for number, place in enumerate(_places(grids))}
    for item in form.outline.item:
        order[f"{NARRATIVE_PART}{item.id}"] = len(order)
    found = sorted(
        _links(attachments), key=lambda one: (order.get(one[1].place, len(order)), one[1].place)
    )
    return [
        EvidenceLine(place_label(form, grids, link.place), _material(one, link), where)
        for one, link, where in found
    ]


def _places(grids: Grids) -> Iterator[object]:
    for grid in (grids.cover, grids.table, grids.sheet):
        yield from grid.places


def place_label(form: Form, grids: Grids, place: str) -> str:
    """Return how a place is called: a value's printed label, a heading of the narrative."""
    if not place.startswith(NARRATIVE_PART):
        return grids.label(place)
    item = place.removeprefix(NARRATIVE_PART)
    titles = (one.title for one in form.outline.item if one.id == item)
    return f"正文 · {next(titles, item)}"


def _links(
    attachments: Iterable[Attachment],
) -> Iterator[tuple[Attachment, EvidenceLink, PageOf | None]]:
    scan = 0
    for one in attachments:
        printed = printable(one)
        for link in one.evidence:
            yield one, link, _bound(one, link, scan) if printed else None
        scan += printed


def _bound(one: Attachment, link: EvidenceLink, scan: int) -> PageOf | None:
    if not one.pages:
        return PageOf(scan, link.page - 1)
    places = [number for number, edit in enumerate(one.pages) if edit.page == link.page]
    return PageOf(scan, places[0]) if places else None


def _material(one: Attachment, link: EvidenceLink) -> str:
    several = link.page > 1 or bool(one.pages[1:]) or one.media_type == "application/pdf"
    return f"{one.name} 第 {link.page} 页" if several else one.name
