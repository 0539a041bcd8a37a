"""Writes a made file as .xlsx: blocks below each other, or a sheet a table."""

from __future__ import annotations

import io
from random import Random

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from seventeenth.model import Block, Cell, Filed, Table


def xlsx(filed: Filed, how: set[str]) -> bytes:
    """Return the file; ``how`` names a writer's habits (``sheets``, ``empty``, ``help``, ``gap``)."""
    book, rng = Workbook(), Random(str(filed.rng.random()))
    sheet = book.active
    assert sheet is not None
    sheet.title = rng.choice(("Sheet1", "申报表", "表1"))
    row = 1 + ("gap" in how) * rng.randint(1, 3)
    left = 1 + ("gap" in how)
    tables = 0
    for block in filed.blocks:
        if isinstance(block, Table):
            tables += 1
            if "sheets" in how and tables > 2:
                sheet, row = book.create_sheet(f"表{tables}"), 1
            row = table(sheet, block, row, left)
        else:
            row = line(sheet, block, row, left)
    if "help" in how:
        other = book.create_sheet("填报说明", 0 if rng.random() < 0.4 else None)
        for i, said in enumerate(
            (
                "填报说明",
                "1.企业名称：按营业执照填写全称。",
                "2.营业收入（万元）：填写经审计的数据。",
                "3.联系电话：填写固定电话。",
            ),
            1,
        ):
            other.cell(i, 1, said)
    if "empty" in how:
        book.create_sheet("Sheet2")
        book.create_sheet("Sheet3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def line(sheet: Worksheet, block: Block, row: int, left: int) -> int:
    assert isinstance(block, list)
    said = "".join(run.text for run in block if not run.marks.keys() & {"del", "hidden"})
    if said:
        sheet.cell(row, left, said)
        sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=left + 11)
    return row + 1


def text(one: Cell) -> tuple[object, str]:
    """The visible text of a cell, rich where something in it is struck; and its comment."""
    rich, struck, note = CellRichText(), False, ""
    source = one.inner.rows[0][0] if one.inner else one
    for i, para in enumerate(source.paras):
        if i:
            rich.append("\n")
        for run in para:
            if run.marks.keys() & {"del", "hidden"}:
                continue
            note = run.marks.get("note", note)
            said = "\n" if "br" in run.marks else run.text
            if not said:
                continue
            if run.marks.keys() & {"strike", "dstrike", "grey"}:
                font = (
                    InlineFont(strike=True)
                    if "grey" not in run.marks
                    else InlineFont(color="00A6A6A6")
                )
                struck = True
                rich.append(TextBlock(font, said))
            else:
                rich.append(said)
    return (rich if struck else "".join(str(part) for part in rich)), note


def table(sheet: Worksheet, made: Table, row: int, left: int) -> int:
    """Write a table, merged as it says; return the next row."""
    below: dict[int, tuple[int, int]] = {}
    for cells in made.rows:
        col, wait, then = 0, list(cells), dict[int, tuple[int, int]]()
        while col < made.cols and (wait or col in below):
            if col in below:
                span, deep = below[col]
            else:
                one = wait.pop(0)
                span, deep = one.cols, one.rows
                said, note = text(one)
                at = sheet.cell(row, left + col)
                if one.number is not None:
                    at.value, at.number_format = one.number
                elif said:
                    at.value = said  # type: ignore[assignment]
                    at.data_type = at.data_type if isinstance(said, CellRichText) else "s"
                if note:
                    at.comment = Comment(note, "clerk")
                if span > 1 or deep > 1:
                    sheet.merge_cells(
                        start_row=row,
                        end_row=row + deep - 1,
                        start_column=left + col,
                        end_column=left + col + span - 1,
                    )
            if deep > 1:
                then[col] = span, deep - 1
            col += span
        below = then
        row += 1
    return row
