"""The same declaration as PDF/A: LibreOffice converting the Word file, and the pages put together."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import pikepdf

from benchmarks.harness import Case
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.packet.pdf import PdfWriter
from smdesk.service.samples import load_sample

WORK = "PDF: the same declaration"
TARGET = "≤ 0.05 × LibreOffice, ≤ 3 × floor"
ROUNDS = 10
FORM = "zhejiang-2020/enterprise"


def cases() -> list[Case]:
    """Return ours warm, LibreOffice on our Word file, and the finished pages written again."""
    pack, form = find_form(FORM)
    declaration, files = load_sample(FORM)
    packet = build_packet(pack, form, declaration, draft=False, files=files)
    writer = PdfWriter()
    body = writer.write(packet, files)

    def ours() -> bytes:
        made = build_packet(pack, form, declaration, draft=False, files=files)
        return writer.write(made, files)

    def floor() -> bytes:
        stream = io.BytesIO()
        with pikepdf.open(io.BytesIO(body)) as source:
            source.save(stream)
        return stream.getvalue()

    found = [
        Case("PdfWriter.write, warm", "ours", ours),
        Case("pages written again", "floor", floor),
    ]
    if shutil.which("soffice"):
        found.insert(
            1, Case("LibreOffice", "peer", _libreoffice(write_docx(packet, files)), rounds=2)
        )
    return found


def _libreoffice(body: bytes):
    folder = Path(tempfile.mkdtemp(prefix="smdesk-bench-"))
    source = folder / "packet.docx"
    source.write_bytes(body)

    def convert() -> bytes:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--convert-to", "pdf", "--outdir", str(folder), str(source)],
            check=True, capture_output=True,
        )  # fmt: skip
        return (folder / "packet.pdf").read_bytes()

    return convert
