"""One packet that is to be printed: its PDF, and what its control slip says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.errors import SmdeskError
from smdesk.files import Files, sha256_hex
from smdesk.intake.pdf import WITHOUT
from smdesk.notices.declaration import Declaration
from smdesk.service.signed.paper import Paper, SignPlace, read_paper

if TYPE_CHECKING:
    from smdesk.packet.contents import Contents
    from smdesk.store.library import Library

SUFFIXES = (".pdf", ".smdx", ".docx")
Check = Callable[[], None]


@dataclass(frozen=True)
class Parcel:
    """A PDF to print, whose it is, and how the notice wants it; texts are empty where unknown."""

    data: bytes
    applicant: str
    pages: int
    form_title: str = ""
    notice: str = ""
    seal: str = ""
    copies: int = 1
    copies_text: str = ""
    binding: str = ""
    duplex: bool = True
    places: tuple[SignPlace, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the PDF."""
        return sha256_hex(self.data)


def parcel_of(data: bytes, name: str) -> Parcel:
    """Return a PDF as a parcel; one of another program is called by ``name``.

    Raises ``SmdeskError`` ``printing.pdf-unreadable``, and as `read_paper` for an altered one.
    """
    try:
        return _of_paper(read_paper(data))
    except SmdeskError as fault:
        if fault.code not in WITHOUT:
            raise
    return Parcel(data, name, page_count(data, name))


def _of_paper(paper: Paper) -> Parcel:
    notice = paper.pack.notice
    delivery = notice.delivery
    return Parcel(
        paper.data, paper.applicant or "（未填申报单位）", paper.pages, paper.form.title,
        notice.title, paper.seal, delivery.copies if paper.seal else 1, delivery.copies_text,
        delivery.binding, delivery.duplex, paper.places,
    )  # fmt: skip


def page_count(data: bytes, name: str) -> int:
    """Return how many pages a PDF has; raises ``SmdeskError`` ``printing.pdf-unreadable``."""
    import pypdfium2

    from smdesk.packet import pdfium

    try:
        with pdfium.turn, closing(pypdfium2.PdfDocument(data)) as document:
            return len(document)
    except pypdfium2.PdfiumError as problem:
        raise SmdeskError("printing.pdf-unreadable", file=name) from problem


def of_declaration(declaration: Declaration, files: Files, contents: Contents = "auto") -> Parcel:
    """Return the final packet of a declaration; ``contents`` as in `build_packet`.

    Raises ``SmdeskError`` ``printing.final-refused`` while an error stands, and as `build_packet`
    and `write_pdf`.
    """
    from smdesk.notices.editions import find_edition
    from smdesk.packet.build import build_packet
    from smdesk.packet.pdf import write_pdf
    from smdesk.rules.engine import Checker
    from smdesk.rules.findings import standing_reasons

    pack, form = find_edition(declaration.form, declaration.pack)
    findings = Checker(pack, form, declaration.years).all(declaration)
    errors = sum(1 for one in findings if one.level == "error")
    if errors:
        raise SmdeskError("printing.final-refused", count=errors)
    reasons = standing_reasons(declaration.reasons, findings)
    kept = declaration.model_copy(update={"reasons": reasons})
    packet = build_packet(pack, form, kept, draft=False, files=files, contents=contents)
    data = write_pdf(packet, files)
    return parcel_of(data, form.title)


def of_draft(library: Library, draft: int, contents: Contents = "auto") -> Parcel:
    """Return the final packet of a stored draft; raises as `of_declaration` and `Library.load`."""
    return of_declaration(library.load(draft).declaration, library.blobs.read, contents)


def of_file(path: Path, contents: Contents = "auto") -> Parcel:
    """Return the packet of a PDF (which stays as it is), a package or a Word declaration.

    Raises ``SmdeskError`` ``printing.file-kind``, ``printing.file-lacks`` where the file does not
    carry its attachments, and as `of_declaration` and `read_file`.
    """
    from smdesk.intake import guard
    from smdesk.intake.package import wanted_files
    from smdesk.intake.read import read_file
    from smdesk.service.home import carried_files

    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SmdeskError("printing.file-kind", file=path.name)
    if suffix == ".pdf":
        return parcel_of(guard.read_bytes(path), path.stem)
    found = read_file(path)
    if found.declaration is None or found.status == "refused":
        raise SmdeskError("printing.file-refused", file=path.name)
    wanted = wanted_files(found.declaration)
    carried = carried_files(path, found, wanted)
    lacking = [name for digest, name in wanted.items() if digest not in carried]
    if lacking:
        raise SmdeskError("printing.file-lacks", file=path.name, what="、".join(lacking[:3]))
    return of_declaration(found.declaration, lambda digest: carried[digest], contents)
