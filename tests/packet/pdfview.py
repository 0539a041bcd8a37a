"""A PDF seen by other readers than its writer: PDFium for text and places, pikepdf for structure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from smdesk.packet import page as paper

MM = 72 / 25.4


def squeezed(text: str) -> str:
    """Return ``text`` without blanks; PDFium gives a hyphen at a line's end as U+FFFE or U+0002."""
    return re.sub(r"\s+", "", text.replace("\ufffe", "-").replace("\x02", "-"))


def body_texts(data: bytes) -> list[str]:
    """Return each page's text between head and foot, without blanks."""
    document = pypdfium2.PdfDocument(data)
    top, bottom = (paper.PAGE_HEIGHT - paper.TOP + 0.5) * MM, (paper.BOTTOM - 0.5) * MM
    texts = [
        squeezed(one.get_textpage().get_text_bounded(top=top, bottom=bottom)) for one in document
    ]
    document.close()
    return texts


def page_texts(data: bytes) -> list[str]:
    """Return each page's whole text, without blanks."""
    document = pypdfium2.PdfDocument(data)
    texts = [squeezed(one.get_textpage().get_text_bounded()) for one in document]
    document.close()
    return texts


def letters(data: bytes) -> Iterator[tuple[int, str, float, float, float, float]]:
    """Yield page index, character, left, bottom, right, top (mm) of each printed character."""
    document = pypdfium2.PdfDocument(data)
    for index, one in enumerate(document):
        text = one.get_textpage()
        for place in range(text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(text, place) or 32)
            if not letter.isspace():
                yield index, letter, *(side / MM for side in text.get_charbox(place))
    document.close()


def opened(data: bytes) -> pikepdf.Pdf:
    """Return ``data`` as a pikepdf document."""
    return pikepdf.open(io.BytesIO(data))


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """Return title and page index of each bookmark of the first level."""
    places = {one.objgen: index for index, one in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        return [(one.title, places[_target(pdf, one)[0].objgen]) for one in outline.root]


def _target(pdf: pikepdf.Pdf, item: pikepdf.OutlineItem) -> pikepdf.Array:
    target = item.destination if item.destination is not None else item.action.D
    if isinstance(target, pikepdf.Array):
        return target
    return pikepdf.NameTree(pdf.Root.Names.Dests)[str(target)]


def objects(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return every dictionary and stream of a document."""
    return [one for one in pdf.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))]
