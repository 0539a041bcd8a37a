"""The file that a clerk sends: from Word and its like, from Excel, or through LibreOffice."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from eleventh.paper import NUMBER, Bit, Cell, Kind, Paper, Table
from eleventh.pen import word

VIAS = {"": "", "excel": "", "odt": "odt", "doc": "doc", "rtf": "rtf", "html": "html"}
"""How a file came about: what it was kept as before it was saved as .docx."""
_LINE = Side(style="thin")


def files_of(papers: Sequence[Paper]) -> list[tuple[bytes, str] | None]:
    """Return each paper's bytes and file name; ``None`` where LibreOffice would be needed and is not there."""
    found: list[tuple[bytes, str] | None] = [None] * len(papers)
    for via in VIAS:
        mine = [n for n, one in enumerate(papers) if one.via == via]
        if via == "excel":
            made = [(book(papers[n]), "申报表.xlsx") for n in mine]
        elif not via:
            made = [(word(papers[n]), "申报表.docx") for n in mine]
        elif mine and shutil.which("soffice"):
            made = [(one, "申报表.docx") for one in _through(via, [papers[n] for n in mine])]
        else:
            continue
        for n, one in zip(mine, made, strict=True):
            found[n] = one
    return found


def _through(via: str, papers: list[Paper]) -> list[bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out").mkdir()
        for n, one in enumerate(papers):
            if via == "html":
                (folder / f"{n}.html").write_text(page(one), "utf-8")
            else:
                (folder / f"{n}.docx").write_bytes(word(one))
        if via != "html":
            _office(folder, sorted(folder.glob("*.docx")), via, folder)
        infilter = ["--infilter=HTML (StarWriter)"] if via == "html" else []
        _office(folder, sorted(folder.glob(f"*.{via}")), "docx:MS Word 2007 XML", folder / "out", infilter)  # fmt: skip
        return [(folder / "out" / f"{n}.docx").read_bytes() for n in range(len(papers))]


def _office(home: Path, files: list[Path], to: str, out: Path, more: Sequence[str] = ()) -> None:
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", *more, "--convert-to", to, "--outdir", str(out), *map(str, files)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip


# ---- a page of the web ----


def page(paper: Paper) -> str:
    """Return the paper as a web page that somebody copied out of a system."""
    made = ""
    for part in paper.parts:
        if isinstance(part, Table):
            made += _html_table(part)
        elif part != "\f":
            made += f"<p>{_marked(part)}</p>"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{made}</body></html>'


def _html_table(table: Table) -> str:
    rows = ""
    for r in range(table.height):
        cells = "".join(
            f'<td colspan="{one.w}" rowspan="{one.h}">{"".join(_html_bit(b) for b in one.bits)}</td>'
            for one in table.row(r)
        )
        rows += f"<tr>{cells}</tr>"
    return f'<table border="1">{rows}</table>'


def _html_bit(bit: Bit) -> str:
    tag = {"strike": "s", "del": "s", "bold": "b", "under": "u"}.get(bit.look.partition(":")[0])
    said = _marked(bit.text)
    return f"<{tag}>{said}</{tag}>" if tag else said


def _marked(text: str) -> str:
    return html.escape(text).replace("\n", "<br>").replace("\t", " &nbsp; ")


# ---- Excel ----


def book(paper: Paper) -> bytes:
    """Return the paper as a workbook: cover and table on sheets of their own, or all on one."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    row = 1
    for part in paper.parts:
        if part == "\f" and "one_sheet" not in paper.look:
            sheet = made.create_sheet(f"表{len(made.sheetnames)}")
            row = 1
        elif isinstance(part, Table):
            for cell in sorted(part.cells, key=lambda one: (one.r, one.c)):
                _put(paper, sheet, cell, row)
            row += part.height + ("joined" not in part.marks)
        elif part != "\f":
            sheet.cell(row, 1, part)
            row += 1
    made.worksheets[0].title = "封面" if len(made.sheetnames) > 1 else "Sheet1"
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _put(paper: Paper, sheet, cell: Cell, top: int) -> None:
    r, c = top + cell.r, cell.c + 1
    if cell.h > 1 or cell.w > 1:
        sheet.merge_cells(start_row=r, start_column=c, end_row=r + cell.h - 1, end_column=c + cell.w - 1)  # fmt: skip
    target = sheet.cell(r, c)
    text = "".join(one.text for one in cell.bits if not one.look.startswith("del"))
    target.value = text
    target.alignment = Alignment(wrap_text=True, vertical="center")
    target.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    sheet.column_dimensions[get_column_letter(c)].width = 14
    only = cell.bits[0] if len(cell.bits) == 1 else None
    if only is not None and only.address and not only.choice:
        _kept(paper, target, only)
    for one in cell.bits:
        if one.look.startswith("comment"):
            target.comment = Comment(one.look.partition(":")[2], "王科")


def _kept(paper: Paper, target, bit: Bit) -> None:
    """Keep figures as figures where the clerk's workbook does."""
    kind = paper.field(bit.address).kind
    text = bit.text.replace(",", "")
    if "figures" not in paper.look or bit.look:
        return
    if re.fullmatch(r"-?\d+(\.\d+)?%", text) and kind is Kind.PERCENT:
        places = len(text.rstrip("%").partition(".")[2])
        target.value = round(float(text[:-1]) / 100, places + 2)
        target.number_format = f"0.{'0' * places}%" if places else "0%"
    elif NUMBER.fullmatch(text) and kind in {Kind.MONEY, Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT}:
        places = len(text.partition(".")[2])
        target.value = float(text) if places else int(text)
        target.number_format = ("#,##0" if "," in bit.text else "0") + (f".{'0' * places}" if places else "")  # fmt: skip
