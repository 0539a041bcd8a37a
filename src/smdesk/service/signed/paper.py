"""A final PDF of ours as paper: its pages, its seal, and where it is to be signed and stamped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
from PIL import Image

from smdesk.errors import SmdeskError
from smdesk.intake.pdf import read_pdf
from smdesk.notices.declaration import Declaration, seal_code
from smdesk.notices.editions import find_edition
from smdesk.notices.models import Form, Pack, Signature
from smdesk.packet import pdfium
from smdesk.service.applicant import applicant_of
from smdesk.service.signed.exchange import signed_pages

_POINTS_AN_INCH = 72
_BLANKS = re.compile(r"\s+")
_SEAL_WORDS = re.compile("盖章|签章|公章|[（(]章[）)]")


@dataclass(frozen=True)
class SignPlace:
    """A place for seal or signature: its page (from 1), who signs, what is asked there."""

    page: int
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """The PDF, what it declares, its digest and seal, the text of each page without blanks."""

    data: bytes
    declaration: Declaration
    pack: Pack
    form: Form
    digest: str
    seal: str
    texts: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.texts)

    @property
    def applicant(self) -> str:
        """Who applies."""
        return applicant_of(self.pack, self.form, self.declaration.values)

    @property
    def qr(self) -> str:
        """The text of the code at the foot of its pages."""
        return f"SMDESK:1:{self.declaration.form}:{self.seal}:{self.digest[:16]}"

    @cached_property
    def places(self) -> tuple[SignPlace, ...]:
        """Where it is to be signed and stamped, in order of the pages."""
        found = [*_cover_places(self)]
        for sign in _signatures(self.form):
            wanted = [_plain(one) for one in (sign.title, *sign.lines)]
            for number, text in enumerate(self.texts, 1):
                if all(one in text for one in wanted):
                    title = (sign.title or "，".join(sign.lines)).strip(" ：:　")
                    found.append(SignPlace(number, title, tuple(map(_plain, sign.lines))))
                    break
        return tuple(sorted(found, key=lambda one: one.page))

    @property
    def sign_pages(self) -> tuple[int, ...]:
        """The pages with such a place, each once."""
        return tuple(dict.fromkeys(one.page for one in self.places))

    @cached_property
    def unsigned(self) -> tuple[int, ...]:
        """Those of them that are not scans yet."""
        held = signed_pages(self.data)
        return tuple(one for one in self.sign_pages if one not in held)

    def pictures(self, dpi: float) -> Iterator[Image.Image]:
        """Yield each page in grey."""
        for number in range(self.pages):
            with pdfium.turn, closing(pypdfium2.PdfDocument(self.data)) as document:
                page = document[number]
                image = (
                    page.render(scale=dpi / _POINTS_AN_INCH, grayscale=True).to_pil().convert("L")
                )
                page.close()
            yield image


def open_paper(data: bytes) -> Paper:
    """Return a final PDF of this program as paper.

    Raises ``SmdeskError`` ``sign.not-ours`` for another PDF, ``sign.draft`` for a draft, and as
    `read_pdf` where the content was altered.
    """
    try:
        paper = read_paper(data)
    except SmdeskError as fault:
        if fault.code == "intake.kind-pdf":
            raise SmdeskError("sign.not-ours") from fault
        raise
    if not paper.seal:
        raise SmdeskError("sign.draft")
    return paper


def read_paper(data: bytes) -> Paper:
    """Return a PDF of this program, its ``seal`` empty where it is a draft; raises as `read_pdf`."""
    stored = read_pdf(data)
    pack, form = find_edition(stored.declaration.form, stored.declaration.pack)
    texts = _texts(data)
    seal = seal_code(stored.digest)
    printed = any(seal in one for one in texts)
    return Paper(
        data, stored.declaration, pack, form, stored.digest, seal if printed else "", texts
    )


def _texts(data: bytes) -> tuple[str, ...]:
    found = []
    with pdfium.turn, closing(pypdfium2.PdfDocument(data)) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            found.append(_plain(text.get_text_range()))
            text.close()
            page.close()
    return tuple(found)


def _plain(text: str) -> str:
    return _BLANKS.sub("", text)


def _signatures(form: Form) -> Iterator[Signature]:
    for section in form.section:
        for row in section.row:
            yield from (cell.sign for cell in row.cells if cell.sign is not None)


def _cover_places(paper: Paper) -> Iterator[SignPlace]:
    """Yield the lines of the cover that ask for a seal."""
    cover = paper.pack.notice.cover
    labels = [cell.label or "" for row in cover.row for cell in row.cells]
    asked = [*labels, *cover.foot]
    for line in asked:
        if _SEAL_WORDS.search(line):
            yield SignPlace(1, _plain(line))
