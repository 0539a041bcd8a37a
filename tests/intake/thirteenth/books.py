"""A paper as the bytes of an .xlsx."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet
from twelfth.paper import Paper, Table

from thirteenth.model import (
    NUMBERS,
)
from thirteenth.page import blocks, cell_text, seen, strokes

Change = Callable[[XCell], None]


def changes(paper: Paper) -> dict[str, Change]:
    held = paper.how.setdefault("cells", {})
    assert isinstance(held, dict)
    return held


def _rich(text: str) -> object:
    """Return the value of a cell with struck and coloured pieces."""
    if seen(text) == text:
        return text
    pieces: list[object] = []
    for one in strokes(text):
        fonts = {
            "s": InlineFont(strike=True),
            "d": InlineFont(strike=True),
            "r": InlineFont(color="FFFF0000"),
            "g": InlineFont(color="FFFF0000"),
        }
        if one.mark in fonts:
            pieces.append(TextBlock(fonts[one.mark], one.text))
        elif one.mark not in {"D", "c", "f", "x"}:
            pieces.append(one.text.partition("^")[0])
    return CellRichText(*pieces)


def _draw(paper: Paper, sheet: Worksheet, table: Table, top: int) -> int:
    numbers = paper.how.get("numbers", True)
    for one in table.cells:
        cell = sheet.cell(top + one.row, one.col + 1)
        text = cell_text(paper, one)
        bits = [b for b in one.bits if b.kind == "B"]
        address = bits[0].address if len(one.bits) == len(bits) == 1 else ""
        numeric = (
            address
            and paper.field(address).kind in NUMBERS
            and re.fullmatch(r"-?\d+(\.\d+)?", text)
        )
        if numeric and numbers and text == paper.truth.get(address):
            cell.value = float(text) if "." in text else int(text)
        elif text:
            cell.value = _rich(text)
            if isinstance(cell.value, str) and cell.value[:1] in {"=", "-", "+"}:
                cell.data_type = "s"
        change = changes(paper).get(address)
        if change is not None:
            change(cell)
        if one.rows > 1 or one.cols > 1:
            sheet.merge_cells(start_row=top + one.row, start_column=one.col + 1, end_row=top + one.row + one.rows - 1, end_column=one.col + one.cols)  # fmt: skip
    paper.how.setdefault("tops", {})[id(table)] = top  # type: ignore[attr-defined,index]
    return top + table.rows


def _only_whole_cells(paper: Paper) -> None:
    """Forget what was to happen to cells that hold printed words beside the answer."""
    for cell in paper.table.cells:
        for bit in cell.bits if len(cell.bits) > 1 else ():
            if changes(paper).pop(bit.address, None) is not None:
                paper.unclear.discard(bit.address)
                paper.leave(bit.address)


def xlsx(paper: Paper) -> bytes:
    """Return the workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "申报表"
    top = 1
    _only_whole_cells(paper)
    for one in blocks(paper):
        if isinstance(one, Table):
            top = _draw(paper, sheet, one, top)
        else:
            sheet.cell(top, 1).value = str(one)
            top += 1
    for act in paper.how.get("sheets", []):  # type: ignore[attr-defined]
        act(book, sheet)
    held = io.BytesIO()
    book.properties.created = book.properties.modified = datetime(2023, 3, 2)  # noqa: DTZ001
    book.save(held)
    return held.getvalue()
