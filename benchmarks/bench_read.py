"""Received Word files read: guard, ladder and alignment, beside the plain extraction of cells."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import docx
from lxml import etree

from benchmarks.harness import Case
from smdesk.intake.read import read_file
from smdesk.intake.wordfile import W
from smdesk.notices.declaration import Narrative
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.service.samples import load_sample

WORK = "Reading one received Word file (form, 20,000 characters of narrative, four scans)"
TARGET = "≥ 4.5 × the speed of python-docx row.cells (ratio ≤ 0.22)"
ROUNDS = 12
FORM = "zhejiang-2020/enterprise"
LONG = 4
"""How often the sample's narrative is repeated: document.xml is then 170 KB, the file 1.25 MB."""


def cases() -> list[Case]:
    """Return ours on three kinds of file, python-docx, and the bare parse.

    With the payload, without it (as another program saved it), and without controls too: the form as
    people fill it in by hand. ``settled`` reads the narrative besides, which else waits.
    """
    folder = Path(tempfile.mkdtemp(prefix="smdesk-bench-"))
    whole = folder / "whole.docx"
    whole.write_bytes(_document())
    bare = folder / "bare.docx"
    bare.write_bytes(_without_payload(whole.read_bytes()))
    typed = folder / "typed.docx"
    typed.write_bytes(_without_controls(bare.read_bytes()))

    def by_python_docx() -> object:
        document = docx.Document(str(bare))
        return [
            [cell.text for cell in row.cells] for table in document.tables for row in table.rows
        ]

    def floor() -> object:
        with zipfile.ZipFile(bare) as source:
            return etree.fromstring(source.read("word/document.xml"))

    return [
        Case("read_file, no payload", "ours", lambda: read_file(bare)),
        Case("read_file, with payload", "also", lambda: read_file(whole)),
        Case("read_file, typed by hand", "also", lambda: read_file(typed)),
        Case("read_file, no payload, narrative too", "also", lambda: read_file(bare).settled()),
        Case("python-docx row.cells, texts only", "peer", by_python_docx, rounds=5),
        Case("unzip + lxml parse of document.xml", "floor", floor),
    ]


def _document() -> bytes:
    pack, form = find_form(FORM)
    declaration, files = load_sample(FORM)
    longer = Narrative(blocks=declaration.narrative.blocks * LONG)
    longer_one = declaration.model_copy(update={"narrative": longer})
    return write_docx(build_packet(pack, form, longer_one, draft=False, files=files), files)


def _without_payload(body: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(stream, "w") as target:
        for one in source.infolist():
            if one.filename.startswith("customXml/"):
                continue
            content = source.read(one)
            if one.filename == "word/_rels/document.xml.rels":
                content = _unrelated(content)
            target.writestr(one.filename, content, one.compress_type)
    return stream.getvalue()


def _without_controls(body: bytes) -> bytes:
    """Return a Word file whose controls are replaced by what they show, without bookmarks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(stream, "w") as target:
        for one in source.infolist():
            content = source.read(one)
            if one.filename == "word/document.xml":
                content = _unwrapped(content)
            target.writestr(one.filename, content, one.compress_type)
    return stream.getvalue()


def _unwrapped(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    for control in list(root.iter(f"{W}sdt")):
        inside = control.find(f"{W}sdtContent")
        for shown in [] if inside is None else list(inside):
            control.addprevious(shown)
        control.getparent().remove(control)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _unrelated(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for relation in list(root):
        if "customXml" in relation.get("Type", ""):
            root.remove(relation)
    return etree.tostring(root)
