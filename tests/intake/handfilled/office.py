"""Documents as files, and what LibreOffice makes of them."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def write(path: Path, xml: bytes) -> Path:
    """Write ``document.xml`` as a Word file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", TYPES)
        target.writestr("_rels/.rels", RELATIONS)
        target.writestr("word/document.xml", xml)
    return path


def document_xml(path: Path) -> bytes:
    """Return ``document.xml`` of a Word file."""
    with zipfile.ZipFile(path) as source:
        return source.read("word/document.xml")


def convert(files: list[Path], kind: str, out: Path, profile: Path, reader: str = "") -> list[Path]:
    """Return what LibreOffice makes of ``files``, all in one run."""
    options = [f"-env:UserInstallation={profile.as_uri()}", "--convert-to", kind]
    if reader:
        options.insert(1, f"--infilter={reader}")
    subprocess.run(
        ["soffice", "--headless", *options, "--outdir", str(out), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    suffix = kind.split(":", maxsplit=1)[0]
    return [out / f"{one.stem}.{suffix}" for one in files]
