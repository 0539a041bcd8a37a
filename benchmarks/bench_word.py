"""One declaration as Word: its table, its narrative and four scans, beside the Python writers."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import docx
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from benchmarks.harness import Case
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.packet.tree import FormTable, Packet, TextBlock
from smdesk.service.samples import load_sample

WORK = "Word: one declaration with its narrative and four scans"
TARGET = "≤ 0.10 × docxtpl, ≤ 2.5 × floor"
ROUNDS = 15
FORM = "zhejiang-2020/enterprise"


def cases() -> list[Case]:
    """Return ours, docxtpl, python-docx from scratch, and the same bytes zipped."""
    pack, form = find_form(FORM)
    declaration, files = load_sample(FORM)
    packet = build_packet(pack, form, declaration, draft=False, files=files)
    scans = [files(one.sha256) for one in declaration.attachments]
    template = _template(packet)

    def ours() -> bytes:
        made = build_packet(pack, form, declaration, draft=False, files=files)
        return write_docx(made, files)

    def by_docxtpl() -> bytes:
        book = DocxTemplate(io.BytesIO(template))
        pictures = [InlineImage(book, io.BytesIO(scan), width=Mm(150)) for scan in scans]
        book.render({"cells": _cells(packet), "text": _paragraphs(packet), "scans": pictures})
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def by_python_docx() -> bytes:
        return _from_scratch(packet, scans)

    members = _members(write_docx(packet, files))

    def floor() -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as target:
            for name, body, kind in members:
                target.writestr(name, body, kind, 4)
        return stream.getvalue()

    return [
        Case("build_packet + write_docx", "ours", ours),
        Case("docxtpl", "peer", by_docxtpl, rounds=7),
        Case("python-docx from scratch, cell.merge", "peer", by_python_docx, rounds=3),
        Case("deflate and zip the same bytes", "floor", floor),
    ]


def _cells(packet: Packet) -> list[str]:
    return [one.text for table in _tables(packet) for one in table.cells]


def _tables(packet: Packet) -> list[FormTable]:
    return [block for part in packet.parts for block in part.blocks if isinstance(block, FormTable)]


def _paragraphs(packet: Packet) -> list[str]:
    return [
        block.text for part in packet.parts for block in part.blocks if isinstance(block, TextBlock)
    ]


def _from_scratch(packet: Packet, scans: list[bytes], texts: list[str] | None = None) -> bytes:
    """Write tables with merged cells, paragraphs and scans with python-docx."""
    document = docx.Document()
    number = 0
    for table in _tables(packet):
        made = document.add_table(len(table.grid.rows), len(table.grid.edges) - 1)
        made.style = "Table Grid"
        for filled in table.cells:
            cell = filled.cell
            target = made.cell(cell.row, cell.column)
            last = made.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            merged = target.merge(last) if last is not target else target
            merged.text = texts[number] if texts else filled.text
            number += 1
    if texts is None:
        for paragraph in _paragraphs(packet):
            document.add_paragraph(paragraph)
    else:
        for line in ("{%p for one in text %}", "{{ one }}", "{%p endfor %}",
                     "{%p for one in scans %}", "{{ one }}", "{%p endfor %}"):  # fmt: skip
            document.add_paragraph(line)
    for scan in scans:
        document.add_picture(io.BytesIO(scan), width=Mm(150))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _template(packet: Packet) -> bytes:
    """Return the template that docxtpl fills: the same table with a tag in each cell."""
    tags = [f"{{{{ cells[{number}] }}}}" for number in range(len(_cells(packet)))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.docx"
        path.write_bytes(_from_scratch(packet, [], tags))
        return path.read_bytes()


def _members(body: bytes) -> list[tuple[str, bytes, int]]:
    with zipfile.ZipFile(io.BytesIO(body)) as source:
        return [(one.filename, source.read(one), one.compress_type) for one in source.infolist()]
