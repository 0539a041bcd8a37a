"""Tables without fields: those of the narrative, the outline, the list of attachments."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from smdesk.notices.models import Typography
from smdesk.packet import page
from smdesk.packet.docx import tables
from smdesk.packet.docx.styles import points
from smdesk.packet.docx.wml import field, run, runs
from smdesk.packet.prose import is_figure
from smdesk.packet.tree import PageOf, PlainCell, PlainTable

ROW_HEIGHT = 7.5
_KEPT_TOGETHER = 4
_BOLD = "<w:b/><w:bCs/>"


def plain_table(
    table: PlainTable, typography: Typography, pages: Mapping[PageOf | str, str] | None = None
) -> str:
    """Return ``w:tbl``; rows of nothing but heads at the top repeat on each page."""
    shares = [0.0, *accumulate(table.widths)]
    edges = tables.edges_in_twips([one / shares[-1] for one in shares], page.TEXT_WIDTH)
    writer = _Writer(table, edges, float(points(typography.table.size)), pages or {})
    rows = "".join(writer.row(number) for number in range(writer.count))
    return f"{tables.opening(edges)}{rows}</w:tbl>"


class _Writer:
    def __init__(
        self, table: PlainTable, edges: list[int], size: float, pages: Mapping[PageOf | str, str]
    ) -> None:
        self.pages = pages
        self.edges = edges
        self.size = size
        self.count = max((cell.row + cell.rows for cell in table.cells), default=0)
        self.covering: dict[tuple[int, int], PlainCell] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, min(cell.column + cell.columns, len(edges) - 1)):
                    self.covering.setdefault((row, column), cell)
        self.heads = self._heads()

    def _heads(self) -> int:
        """Return how many rows at the top are heads and stand alone."""
        number = 0
        while number < self.count - 1 and self._is_head(number):
            number += 1
        return number

    def _is_head(self, row: int) -> bool:
        cells = [cell for (at, _), cell in self.covering.items() if at == row]
        return bool(cells) and all(cell.head and cell.row + cell.rows == row + 1 for cell in cells)

    def row(self, row: int) -> str:
        """Return one ``w:tr``."""
        written: list[str] = []
        column, tallest = 0, 0.0
        while column < len(self.edges) - 1:
            cell = self.covering.get((row, column))
            last = column + 1
            while cell is not None and self.covering.get((row, last)) is cell:
                last += 1
            width = self.edges[last] - self.edges[column]
            written.append(self._cell(cell, row, width, last - column))
            if cell is not None and cell.rows == 1:
                height = tables.text_height(cell.text, width / 1440 * 25.4, self.size)
                tallest = max(tallest, height)
            column = last
        opening = tables.row_opening(
            ROW_HEIGHT, whole=tallest <= tables.TALL, head=row < self.heads
        )
        return f"{opening}{''.join(written)}</w:tr>"

    def _cell(self, cell: PlainCell | None, row: int, width: int, columns: int) -> str:
        if cell is None:
            return f"{tables.cell_opening(width, columns)}{_paragraph('', head=False)}</w:tc>"
        merge = "" if cell.rows == 1 else "restart" if cell.row == row else "continue"
        text = cell.text if cell.row == row else ""
        keep = row < self.heads or (row < cell.row + cell.rows - 1 and cell.rows <= _KEPT_TOGETHER)
        opening = tables.cell_opening(width, columns, merge=merge)
        if cell.page_of is not None and cell.row == row:
            number = page_number(cell.page_of, self.pages.get(cell.page_of, ""))
            return f"{opening}{_paragraph(text, head=False, centred=True, more=number)}</w:tc>"
        centred = cell.head or is_figure(text)
        return f"{opening}{_paragraph(text, head=cell.head, keep=keep, centred=centred)}</w:tc>"


def page_mark(place: PageOf) -> str:
    """Return the name of the bookmark of a page of an attached file."""
    return f"scan_{place.scan + 1}_{place.page + 1}"


def page_number(place: PageOf, known: str) -> str:
    """Return the field that shows the number of such a page; ``known`` stands until it is reckoned."""
    return field_of_page(page_mark(place), known)


def field_of_page(mark: str, known: str) -> str:
    """Return the field that shows the page of a bookmark."""
    return field(f"PAGEREF {mark} \\h", known)


def _paragraph(
    text: str, *, head: bool, keep: bool = False, centred: bool = False, more: str = ""
) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{"SmTableLabel" if head else "SmTable"}"/>'
        + ("<w:keepNext/>" if keep else "")
        + ('<w:jc w:val="center"/>' if centred else "")
        + f"</w:pPr>{run(text, _BOLD) if head and text else runs(text)}{more}</w:p>"
    )
