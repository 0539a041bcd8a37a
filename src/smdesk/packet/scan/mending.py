"""Damaged PDFs: one opinion of their pages, for looking, for Word and for PDF alike.

PDFium and qpdf each recover what they can of a file that was cut or altered, and do not always find
the same pages. Where they disagree the file is put together anew from the pages that qpdf can read,
and both are given that.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from hashlib import sha256

import pikepdf

from smdesk.packet import pdfium

_KEPT = 64
_KEPT_BYTES = 96_000_000
_EDGE = 1 << 16
_FAULTS = (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError, KeyError)
_kept: OrderedDict[tuple[int, bytes], bytes | None] = OrderedDict()
_lock = threading.Lock()


def sound(data: bytes) -> bytes:
    """Return a PDF as it came where its readers agree on it, else put together anew.

    The same data give the same answer. What neither can read, or asks for a password, comes back as
    it is, what only one can read as nothing: whoever opens it raises.
    """
    key = (
        len(data),
        sha256(data[:_EDGE] + data[len(data) // 2 :][:_EDGE] + data[-_EDGE:]).digest(),
    )
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            kept = _kept[key]
            return data if kept is None else kept
    made = _mended(data)
    with _lock:
        _kept[key] = made
        while len(_kept) > _KEPT or sum(len(one or b"") for one in _kept.values()) > _KEPT_BYTES:
            _kept.popitem(last=False)
    return data if made is None else made


def readable(data: bytes) -> bool:
    """Return whether a PDF has pages that can be read, be it after mending."""
    return bool(_by_pdfium(sound(data)))


def empty_pages(data: bytes) -> tuple[int, ...]:
    """Return the pages (from 1) of a mended PDF whose content was lost."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        return tuple(number for number, page in enumerate(pdf.pages, 1) if not _filled(page))


def _mended(data: bytes) -> bytes | None:
    """Return a PDF put together anew, ``None`` where it needs none or there is nothing to read."""
    found = _by_pdfium(data)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            count = len(pdf.pages)
            if count == found or not count:
                return None
            return _again(pdf)
    except pikepdf.PasswordError:
        return None
    except _FAULTS:
        return _other_way(data) if found else None


def _other_way(data: bytes) -> bytes:
    """Return the pages that PDFium reads of a PDF that qpdf cannot; nothing if qpdf cannot then."""
    import pypdfium2

    stream = io.BytesIO()
    with pdfium.turn:
        old, new = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
        try:
            new.import_pages(old)
            new.save(stream)
        except pypdfium2.PdfiumError:
            return b""
        finally:
            new.close()
            old.close()
    try:
        with pikepdf.open(io.BytesIO(stream.getvalue()), suppress_warnings=True) as pdf:
            return _again(pdf) or b""
    except _FAULTS:
        return b""


def _again(pdf: pikepdf.Pdf) -> bytes | None:
    """Return the readable pages of a PDF as a new one."""
    new = pikepdf.new()
    for page in pdf.pages:
        try:
            new.pages.append(page)
        except _FAULTS:
            continue
    stream = io.BytesIO()
    new.save(stream, deterministic_id=True)
    made = stream.getvalue()
    return made if new.pages and _by_pdfium(made) == len(new.pages) else None


def _by_pdfium(data: bytes) -> int:
    """Return how many pages PDFium finds, 0 where it does not open the file."""
    import pypdfium2

    with pdfium.turn:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return 0
        try:
            return len(document)
        finally:
            document.close()


def _filled(page: pikepdf.Page) -> bool:
    """Return whether a page has content, or says that it has none."""
    try:
        return bool(
            page.obj.get("/Contents") is not None and page.Contents is not None and _bytes(page)
        )
    except _FAULTS:
        return False


def _bytes(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return bytes(page.Contents.read_bytes()).strip()
