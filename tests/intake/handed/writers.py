"""Writes a bundle as programs do: python-docx by its own calls, Excel, a web page through LibreOffice.

A sheet copied into Word goes the way of the clipboard: workbook, page, Word file.
"""

from __future__ import annotations

import subprocess
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.table import Table, _Cell

from handed.desk import Board, Box, Bundle, Ink

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000080000000808020000004b6d29dc0000001c49444154789c63fcffff3f032e"
    "c08453664008930143aa1a1a1a0000a6d805093e5be5a40000000049454e44ae426082"
)
_FRAME = (
    '<w:r {ns} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:90pt;height:20pt">'
    "<v:textbox><w:txbxContent>{lines}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def word(bundle: Bundle) -> bytes:
    """Return the bundle as python-docx writes it: cells merged and filled by its own calls."""
    document = docx.Document()
    for block in bundle.blocks:
        if isinstance(block, Board):
            _table(document.add_table(block.height, len(block.widths)), block, bundle)
            if "touching" not in bundle.look:
                document.add_paragraph()
        elif block == "\f":
            document.add_page_break()
        else:
            document.add_paragraph(block)
    return _saved(document)


def beside(left: Bundle, right: Bundle) -> bytes:
    """Return two bundles side by side, each in a cell of a table without borders."""
    document = docx.Document()
    frame = document.add_table(1, 2)
    for cell, one in zip(frame.rows[0].cells, (left, right), strict=True):
        for block in one.blocks:
            if isinstance(block, Board):
                _table(cell.add_table(block.height, len(block.widths)), block, one)
                cell.add_paragraph()
            else:
                cell.add_paragraph(block)
    return _saved(document)


def _saved(document: docx.document.Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _table(table: Table, board: Board, bundle: Bundle) -> None:
    table.autofit = False
    for column, width in zip(table.columns, board.widths, strict=True):
        column.width = Twips(width)
    cells = table._cells
    wide = len(board.widths)
    for box in board.boxes:
        cell = cells[box.row * wide + box.column]
        last = cells[(box.row + box.rows - 1) * wide + box.column + box.columns - 1]
        _fill(cell if cell is last else cell.merge(last), box)
    if "widths zero" in bundle.look:
        for one in table._tbl.iter(qn("w:gridCol"), qn("w:tcW")):
            one.set(qn("w:w"), "0")


def _fill(cell: _Cell, box: Box) -> None:
    paragraph = cell.paragraphs[0]
    for ink in box.inks:
        if ink.way == "table":
            inner = cell.add_table(ink.text.count("\n") + 1, 1)
            for row, line in zip(inner.rows, ink.text.split("\n"), strict=True):
                row.cells[0].text = line
            paragraph = cell.add_paragraph()
        elif ink.way == "picture":
            paragraph.add_run().add_picture(BytesIO(PICTURE))
        elif ink.way == "frame":
            lines = "".join(
                f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in ink.text.split("\n")
            )
            paragraph._p.append(parse_xml(_FRAME.format(ns=nsdecls("w"), lines=lines)))
        else:
            pieces = ink.text.split("\n")
            paragraph.add_run(pieces[0])
            for piece in pieces[1:]:
                paragraph = cell.add_paragraph(piece)


# ---- Excel ----


def workbook(bundles: list[Bundle], *, apart: bool = False) -> bytes:
    """Return each bundle typed into a sheet of its own; ``apart``: each table of a bundle too."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for bundle in bundles:
        parts = _parted(bundle) if apart else [bundle.blocks]
        for blocks in parts:
            _sheet(book.create_sheet(), blocks)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _parted(bundle: Bundle) -> list[list[str | Board]]:
    """Return the blocks of a bundle up to each table and with it."""
    parts: list[list[str | Board]] = [[]]
    for block in bundle.blocks:
        parts[-1].append(block)
        if isinstance(block, Board):
            parts.append([])
    return [one for one in parts if any(isinstance(each, Board) for each in one)]


def _sheet(sheet: openpyxl.worksheet.worksheet.Worksheet, blocks: list[str | Board]) -> None:
    at = 1
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(at, 1, block.strip("\f") or None)
            at += 1
            continue
        for box in block.boxes:
            row, column = at + box.row, box.column + 1
            sheet.cell(row, column, typed(box.text))
            if (box.rows, box.columns) != (1, 1):
                sheet.merge_cells(
                    start_row=row, start_column=column, end_row=row + box.rows - 1, end_column=column + box.columns - 1
                )  # fmt: skip
        at += block.height + 1


def typed(text: str) -> str | int | float:
    """Return a plain figure as a number, as a person types it into a sheet."""
    if text.isdigit() and len(text) < 8 and (text == "0" or text[0] != "0"):
        return int(text)
    whole, _, rest = text.partition(".")
    if whole.isdigit() and rest.isdigit() and not rest.endswith("0"):
        return float(text)
    return text


# ---- through LibreOffice ----


def page(bundle: Bundle) -> bytes:
    """Return the bundle as a page of the web."""
    parts = [
        _page_table(one) if isinstance(one, Board) else f"<p>{escape(one)}</p>"
        for one in bundle.blocks
    ]
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"
    return f"{head}{''.join(parts)}</body></html>".encode()


def _page_table(board: Board) -> str:
    rows = "".join(
        "<tr>" + "".join(map(_page_cell, board.line(n))) + "</tr>" for n in range(board.height)
    )
    return f"<table border='1' cellpadding='2'>{rows}</table><p></p>"


def _page_cell(box: Box) -> str:
    return (
        f"<td rowspan='{box.rows}' colspan='{box.columns}'>{''.join(map(_page_ink, box.inks))}</td>"
    )


def _page_ink(ink: Ink) -> str:
    text = escape(ink.text).replace("\n", "<br>")
    return f"<table border='1'><tr><td>{text}</td></tr></table>" if ink.way == "table" else text


def through_office(bundles: list[Bundle], way: str, folder: Path) -> list[bytes]:
    """Return bundles as Word files: ``page`` of pages, ``copied`` of workbooks by way of pages."""
    suffix, write = ("html", page) if way == "page" else ("xlsx", lambda one: workbook([one]))
    files = []
    for number, one in enumerate(bundles):
        files.append(folder / f"{number}.{suffix}")
        files[-1].write_bytes(write(one))
    if way == "copied":
        files = _convert(files, "html", folder / "pages", folder / "profile", [])
    made = _convert(
        files, "docx", folder / "new", folder / "profile", ["--infilter=HTML (StarWriter)"]
    )
    return [one.read_bytes() for one in made]


def _convert(files: list[Path], kind: str, out: Path, profile: Path, more: list[str]) -> list[Path]:
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", *more, "--convert-to", kind, "--outdir", str(out), *map(str, files)],
        check=True, capture_output=True, timeout=900,
    )  # fmt: skip
    return [out / f"{one.stem}.{kind}" for one in files]


WAYS = ("page", "copied")
