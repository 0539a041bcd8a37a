"""A paper as other programs write it: HTML, RTF and OpenDocument through LibreOffice, python-docx, Excel."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import openpyxl

from received.model import Cell, Line, Paper, Table
from received.ooxml import word_file


def html(paper: Paper) -> bytes:
    """Return the paper as a page saved by some editor: cells merged by rowspan and colspan."""
    body = "".join(
        _html_table(one) if isinstance(one, Table) else f"<p>{escape(one.text)}</p>"
        for one in paper.blocks
    )
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def _html_table(table: Table) -> str:
    rows = "".join(f"<tr>{''.join(_html_cell(c) for c in row)}</tr>" for row in table.rows)
    return f'<table border="1">{rows}</table>'


def _html_cell(cell: Cell) -> str:
    tags = {"struck": "s", "underlined": "u", "bold": "b"}
    text = ""
    for part in cell.parts:
        one = escape(part.text).replace("\n", "<br>")
        for look in sorted(part.look & tags.keys()):
            one = f"<{tags[look]}>{one}</{tags[look]}>"
        text += one
    return f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{text}</td>'


def rtf(paper: Paper) -> bytes:
    """Return the paper as RTF: merged cells by right borders and vertical merge marks."""
    lines = [r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}"]
    for block in paper.blocks:
        if isinstance(block, Line):
            lines.append(rf"\pard {_rtf(block.text)}\par")
        else:
            lines += _rtf_rows(block)
            lines.append(r"\pard\par")
    return ("\n".join(lines) + "}").encode("ascii")


def _rtf(text: str) -> str:
    out = []
    for letter in text:
        if letter == "\n":
            out.append(r"\line ")
        elif letter == "\t":
            out.append(r"\tab ")
        elif letter in "\\{}":
            out.append(f"\\{letter}")
        elif ord(letter) < 128:
            out.append(letter)
        else:
            pairs = (one if one < 32768 else one - 65536 for one in _utf16(letter))
            out += [rf"\u{one}?" for one in pairs]
    return "".join(out)


def _utf16(letter: str) -> list[int]:
    data = letter.encode("utf-16-le")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


def grid_rows(table: Table) -> Iterator[list[tuple[int, Cell, bool]]]:
    """Yield for each row (first column, cell, whether it goes on from above), left to right."""
    starts = table.starts()
    rows: list[list[tuple[int, Cell, bool]]] = [[] for _ in table.rows]
    for number, row in enumerate(table.rows):
        for cell in row:
            for below in range(cell.rows):
                if number + below < len(rows):
                    rows[number + below].append((starts[id(cell)], cell, below > 0))
    yield from (sorted(row, key=lambda one: one[0]) for row in rows)


def _rtf_rows(table: Table) -> Iterator[str]:
    width = 9072 // table.columns
    for row in grid_rows(table):
        marks, texts = [], []
        for at, cell, below in row:
            merge = r"\clvmrg" if below else r"\clvmgf" if cell.rows > 1 else ""
            marks.append(rf"{merge}\cellx{(at + cell.columns) * width}")
            texts.append(rf"\pard\intbl {'' if below else _rtf(cell.text)}\cell")
        yield rf"\trowd {''.join(marks)}{''.join(texts)}\row"


_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"))
)


def opendocument(paper: Paper) -> bytes:
    """Return the paper as a flat OpenDocument text."""
    body = "".join(
        _odf_table(one, number) if isinstance(one, Table) else _odf_lines(one.text)
        for number, one in enumerate(paper.blocks)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document>"
    ).encode()


def _odf_lines(text: str) -> str:
    return "".join(f"<text:p>{_odf_text(one)}</text:p>" for one in text.split("\n"))


def _odf_text(text: str) -> str:
    return (
        escape(text, quote=False)
        .replace("\t", "<text:tab/>")
        .replace("  ", ' <text:s text:c="1"/>')
    )


def _odf_table(table: Table, number: int) -> str:
    rows = []
    for row in grid_rows(table):
        cells = []
        for _, cell, below in row:
            size = f'table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
            covered = "<table:covered-table-cell/>" * (cell.columns - 1)
            cells.append(
                "<table:covered-table-cell/>" + covered
                if below
                else f"<table:table-cell {size}>{_odf_lines(cell.text)}</table:table-cell>{covered}"
            )
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    columns = f'<table:table-column table:number-columns-repeated="{table.columns}"/>'
    return f'<table:table table:name="t{number}">{columns}{"".join(rows)}</table:table>'


def by_python_docx(paper: Paper) -> bytes:
    """Return the paper as python-docx writes it, its cells merged one by one."""
    document = docx.Document()
    for block in paper.blocks:
        if isinstance(block, Line):
            document.add_paragraph(block.text)
            continue
        table = document.add_table(len(block.rows), block.columns)
        for number, row in enumerate(grid_rows(block)):
            for at, cell, below in row:
                if below:
                    continue
                first = table.cell(number, at)
                last = table.cell(
                    min(number + cell.rows, len(block.rows)) - 1, at + cell.columns - 1
                )
                target = first.merge(last) if (cell.rows, cell.columns) != (1, 1) else first
                target.text = cell.text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(paper: Paper) -> bytes:
    """Return the paper typed into a sheet: lines above, cells merged, figures as numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for block in paper.blocks:
        if isinstance(block, Line):
            sheet.cell(at, 1, block.text)
            at += 1
            continue
        for number, row in enumerate(grid_rows(block)):
            for column, cell, below in row:
                if below:
                    continue
                sheet.cell(at + number, column + 1, _typed(cell.text))
                if (cell.rows, cell.columns) != (1, 1):
                    sheet.merge_cells(
                        start_row=at + number, start_column=column + 1,
                        end_row=at + number + cell.rows - 1, end_column=column + cell.columns,
                    )  # fmt: skip
        at += len(block.rows) + 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(text: str) -> str | float | int:
    """Return a plain figure as a number, as Excel would take it."""
    plain = text.strip()
    if (
        plain.isascii()
        and plain.isdigit()
        and (plain == "0" or plain[0] != "0")
        and len(plain) < 11
    ):
        return int(plain)
    whole, dot, rest = plain.partition(".")
    if dot and whole.isascii() and whole.isdigit() and rest.isdigit():
        return float(plain)
    return text


OFFICE: dict[str, tuple[str, Callable[[Paper], bytes], tuple[str, ...]]] = {
    "HTML by LibreOffice": ("html", html, ("docx:MS Word 2007 XML",)),
    "RTF by LibreOffice": ("rtf", rtf, ("docx:MS Word 2007 XML",)),
    "OpenDocument by LibreOffice": ("fodt", opendocument, ("docx:MS Word 2007 XML",)),
    "saved again by LibreOffice": ("docx", word_file, ("docx:MS Word 2007 XML",)),
    "through .doc": ("docx", word_file, ("doc:MS Word 97", "docx:MS Word 2007 XML")),
    "through .odt": ("docx", word_file, ("odt", "docx:MS Word 2007 XML")),
    "through .rtf": ("docx", word_file, ("rtf", "docx:MS Word 2007 XML")),
}
"""By name: how the file is typed, and what LibreOffice saves it as, one after the other."""
PROGRAMS: dict[str, Callable[[Paper], bytes]] = {
    "python-docx": by_python_docx, "Excel": workbook,
}  # fmt: skip


def through_office(papers: list[Paper], way: str, folder: Path) -> list[bytes]:
    """Return what LibreOffice makes of papers in one of the ways of `OFFICE`."""
    suffix, write, kinds = OFFICE[way]
    files = []
    for number, paper in enumerate(papers):
        path = folder / f"{number:03d}.{suffix}"
        path.write_bytes(write(paper))
        files.append(path)
    for step, kind in enumerate(kinds):
        out = folder / f"step{step}"
        files = _convert(files, kind, out, folder / "profile")
    return [one.read_bytes() for one in files]


def _convert(files: list[Path], kind: str, out: Path, profile: Path) -> list[Path]:
    reader = ["--infilter=HTML (StarWriter)"] if files[0].suffix == ".html" else []
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", *reader, "--headless",
         "--convert-to", kind, "--outdir", str(out), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [out / f"{one.stem}.{kind.split(':', maxsplit=1)[0]}" for one in files]
