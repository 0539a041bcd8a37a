"""Writes a letter as programs do: python-docx with bare XML, and LibreOffice from HTML, OpenDocument, .doc."""

from __future__ import annotations

import subprocess
from html import escape
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from posted.model import Grid, Letter, Span, Td

W = nsdecls("w")
STYLES = {
    "underlined": '<w:u w:val="single"/>', "bold": "<w:b/>", "struck": "<w:strike/>", "lit": '<w:highlight w:val="cyan"/>',
    "red": '<w:color w:val="C00000"/>', "italic": "<w:i/>", "large": '<w:sz w:val="36"/>',
}  # fmt: skip


def word(letter: Letter) -> bytes:
    """Return the letter as a Word file by python-docx, its tables as bare XML."""
    return _Word(letter).bytes()


class _Word:
    def __init__(self, letter: Letter) -> None:
        self.letter, self.look, self.rng = letter, letter.look, letter.rng

    def bytes(self) -> bytes:
        document: Document = docx.Document()
        body = document.element.body
        end = body[-1]
        for block in self.letter.blocks:
            if isinstance(block, Grid):
                end.addprevious(self.table(block))
                if "tables touch" not in self.look:
                    end.addprevious(parse_xml(f"<w:p {W}/>"))
            else:
                end.addprevious(parse_xml(f"<w:p {W}>{self.runs(Span(block))}</w:p>"))
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    def table(self, grid: Grid) -> etree._Element:
        rows = "".join(self.row(line, grid, number) for number, line in enumerate(grid.places()))
        layout = '<w:tblLayout w:type="fixed"/>' if "fixed" in self.look else ""
        columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in self.columns(grid))
        inner = f'<w:tbl {W}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>{layout}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
        if "within" in self.look:
            inner = (
                f'<w:tbl {W}><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="9600"/></w:tblGrid>'
                f'<w:tr><w:tc><w:tcPr><w:tcW w:w="9600" w:type="dxa"/></w:tcPr>{inner}<w:p/></w:tc></w:tr></w:tbl>'
            )
        return parse_xml(inner)

    def columns(self, grid: Grid) -> list[int]:
        """Return the columns as `w:tblGrid` tells them, which need not be true."""
        if "grid equal" in self.look:
            return [sum(grid.widths) // len(grid.widths)] * len(grid.widths)
        if "grid short" in self.look:
            return grid.widths[: max(1, len(grid.widths) // 2)]
        if "grid of zeros" in self.look:
            return [0] * len(grid.widths)
        if "grid of others" in self.look:
            return [1200] * (len(grid.widths) + 3)
        return grid.widths

    def row(self, line: list[tuple[int, Td, bool]], grid: Grid, number: int) -> str:
        cells = "".join(self.cell(at, cell, goes_on, grid) for at, cell, goes_on in line)
        first = ""
        if "empty before" in self.look:
            first = '<w:gridBefore w:val="0"/><w:wBefore w:w="0" w:type="dxa"/>'
        if number == 0 and "head repeats" in self.look:
            first += "<w:tblHeader/>"
        return f"<w:tr>{f'<w:trPr>{first}</w:trPr>' if first else ''}{cells}</w:tr>"

    def cell(self, at: int, cell: Td, goes_on: bool, grid: Grid) -> str:
        width = sum(grid.widths[at : at + cell.w])
        size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if "no widths" in self.look:
            size = '<w:tcW w:w="0" w:type="auto"/>'
        elif "part widths" in self.look:
            size = f'<w:tcW w:w="{width * 5000 // 9200}" w:type="pct"/>'
        merged = ""
        if cell.h > 1:
            merged = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
            if goes_on and "said merge" in self.look:
                merged = '<w:vMerge w:val="continue"/>'
        if "old merge" in self.look and cell.w > 1:
            one = '<w:tc><w:tcPr><w:hMerge w:val="{}"/>{}</w:tcPr>{}</w:tc>'
            body = "<w:p/>" if goes_on else self.body(cell)
            rest = one.format("continue", merged, "<w:p/>") * (cell.w - 1)
            return one.format("restart", merged, body) + rest
        span = f'<w:gridSpan w:val="{cell.w}"/>' if cell.w > 1 else ""
        body = "<w:p/>" if goes_on else self.body(cell)
        return f"<w:tc><w:tcPr>{size}{span}{merged}</w:tcPr>{body}</w:tc>"

    def body(self, cell: Td) -> str:
        content = self.paragraphs(cell)
        if "nested" in cell.look:
            rows = (
                content.split("</w:p>")[:-1]
                if "nested rows" in self.look
                else [content[: -len("</w:p>")]]
            )
            lines = "".join(f"<w:tr><w:tc><w:tcPr/>{one}</w:p></w:tc></w:tr>" for one in rows)
            return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1500"/></w:tblGrid>{lines}</w:tbl><w:p/>'
        return content

    def paragraphs(self, cell: Td) -> str:
        lines = [""]
        for span in cell.spans:
            for number, piece in enumerate(span.text.split("\n")):
                if number and "soft" in self.look:
                    lines[-1] += f"<w:r>{self.rng.choice(['<w:br/>', '<w:cr/>'])}</w:r>"
                elif number:
                    lines.append("")
                if piece or span.look & {"symbol", "letter"}:
                    lines[-1] += self.runs(
                        Span(piece, span.address, span.choice, span.ticked, span.look)
                    )
        return "".join(f"<w:p>{one}</w:p>" for one in lines)

    def runs(self, span: Span) -> str:
        style = "".join(STYLES[one] for one in sorted(span.look & STYLES.keys()))
        if span.is_box and "symbol" in span.look:
            code = "F052" if span.ticked else "F0A3"
            return f'<w:r><w:sym w:font="Wingdings 2" w:char="{code}"/></w:r>'
        if span.is_box and "letter" in span.look:
            face = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2" w:hint="default"/>'
            return f"<w:r><w:rPr>{face}</w:rPr><w:t>{'R' if span.ticked else '£'}</w:t></w:r>"
        pieces = list(span.text) if "letter by letter" in self.look else [span.text]
        if "letter by letter" in self.look:
            hints = [
                '<w:rFonts w:hint="eastAsia"/>',
                '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
                '<w:kern w:val="0"/>',
            ]
            return "".join(_run(one, self.rng.choice(hints) + style) for one in pieces)
        return "".join(_run(one, style) for one in pieces)


def _run(text: str, style: str) -> str:
    body = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(one, quote=False)}</w:t>' for one in text.split("\t")
    )
    return f"<w:r>{f'<w:rPr>{style}</w:rPr>' if style else ''}{body}</w:r>"


# ---- through LibreOffice ----

TAGS = {"underlined": "u", "bold": "b", "struck": "del", "italic": "em"}


def page(letter: Letter) -> bytes:
    """Return the letter as a page that an office portal exports."""
    parts = ["<table border=1 cellspacing=0>" + "".join(_html_row(row) for row in one.rows) + "</table><br>"
             if isinstance(one, Grid) else f"<div>{escape(one)}</div>" for one in letter.blocks]  # fmt: skip
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(parts)}</body></html>".encode()


def _html_row(row: list[Td]) -> str:
    return (
        "<tr>"
        + "".join(f"<td colspan={c.w} rowspan={c.h}><p>{_html(c)}</p></td>" for c in row)
        + "</tr>"
    )


def _html(cell: Td) -> str:
    out = ""
    for span in cell.spans:
        text = span.text
        if span.is_box and span.look & {"symbol", "letter"}:
            text = "☑" if span.ticked else "□"
        one = escape(text).replace("\n", "</p><p>" if len(cell.spans) == 1 else "<br>")
        for look in sorted(span.look & TAGS.keys()):
            one = f"<{TAGS[look]}>{one}</{TAGS[look]}>"
        out += one
    return out


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0" xmlns:table="{OFFICE}:table:1.0" '
    f'xmlns:style="{OFFICE}:style:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
    "<office:body><office:text>{}</office:text></office:body></office:document>"
)


def open_document(letter: Letter) -> bytes:
    """Return the letter as flat OpenDocument."""
    parts = [
        _flat_table(one, number) if isinstance(one, Grid) else f"<text:p>{escape(one)}</text:p>"
        for number, one in enumerate(letter.blocks)
    ]
    return FLAT.format("".join(parts)).encode()


def _flat_table(grid: Grid, number: int) -> str:
    rows = ""
    for line in grid.places():
        cells = ""
        for _, cell, goes_on in line:
            if goes_on:
                cells += "<table:covered-table-cell/>" * cell.w
                continue
            texts = cell.text.split("\n")
            if any(one.look & {"symbol", "letter"} for one in cell.boxes):
                texts = "".join(
                    ("☑" if s.ticked else "□") if s.is_box else s.text for s in cell.spans
                ).split("\n")
            body = "".join(f"<text:p>{escape(one)}</text:p>" for one in texts)
            cells += f'<table:table-cell table:number-columns-spanned="{cell.w}" table:number-rows-spanned="{cell.h}">{body}</table:table-cell>'
            cells += "<table:covered-table-cell/>" * (cell.w - 1)
        rows += f"<table:table-row>{cells}</table:table-row>"
    return f'<table:table table:name="T{number}"><table:table-column table:number-columns-repeated="{len(grid.widths)}"/>{rows}</table:table><text:p/>'


WAYS = {"page": ("html", page), "OpenDocument": ("fodt", open_document), "doc": ("docx", word)}


def through_office(letters: list[Letter], way: str, folder: Path) -> list[bytes]:
    """Return the letters as LibreOffice saves them in Word's format; ``way`` is one of `WAYS`."""
    suffix, write = WAYS[way]
    files = []
    for number, one in enumerate(letters):
        files.append(folder / f"{number}.{suffix}")
        files[-1].write_bytes(write(one))
    if way == "doc":
        files = convert(files, "doc", folder / "old", folder / "profile")
    reader = ["--infilter=HTML (StarWriter)"] if way == "page" else []
    made = convert(files, "docx", folder / "new", folder / "profile", reader)
    return [one.read_bytes() for one in made]


def convert(
    files: list[Path], kind: str, out: Path, profile: Path, reader: list[str] | None = None
) -> list[Path]:
    out.mkdir(exist_ok=True)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", *(reader or []), "--convert-to", kind, "--outdir", str(out), *map(str, files)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return [out / f"{one.stem}.{kind}" for one in files]


__all__ = ["WAYS", "convert", "open_document", "page", "qn", "through_office", "word"]
