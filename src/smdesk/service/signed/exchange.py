"""Scans laid over pages of a PDF: the picture covers the page, its text stays below for searching."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_MARK = Name.SmdeskSigned
"""Key of the content stream that draws a scan; so a later scan replaces an earlier one."""


@dataclass(frozen=True)
class Sheet:
    """A page as a JPEG: its bytes and size in dots."""

    data: bytes
    width: int
    height: int
    grey: bool = False


def exchanged(data: bytes, sheets: Mapping[int, Sheet]) -> tuple[bytes, frozenset[int]]:
    """Return a PDF with ``sheets`` over its pages (from 1), and all pages that are scans now.

    The result stays PDF/A-2b where ``data`` is: DeviceRGB and DeviceGray under the same intent.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, sheet in sheets.items():
            _cover(pdf, pdf.pages[number - 1], sheet)
        signed = frozenset(number for number, page in enumerate(pdf.pages, 1) if _has_scan(page))
        pdf.remove_unreferenced_resources()
        stream = io.BytesIO()
        pdf.save(
            stream, deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True,
        )  # fmt: skip
    return stream.getvalue(), signed


def signed_pages(data: bytes) -> frozenset[int]:
    """Return the pages (from 1) of a PDF that are scans already."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return frozenset(number for number, page in enumerate(pdf.pages, 1) if _has_scan(page))


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    held = page.obj.get(Name.Contents)
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _has_scan(page: pikepdf.Page) -> bool:
    return any(_MARK in one for one in _contents(page))


def _cover(pdf: pikepdf.Pdf, page: pikepdf.Page, sheet: Sheet) -> None:
    kept = [one for one in _contents(page) if _MARK not in one]
    image = Stream(
        pdf, sheet.data,
        Dictionary({
            "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": sheet.width,
            "/Height": sheet.height, "/BitsPerComponent": 8, "/Filter": Name.DCTDecode,
            "/ColorSpace": Name.DeviceGray if sheet.grey else Name.DeviceRGB,
        }),
    )  # fmt: skip
    name = page.add_resource(
        pdf.make_indirect(image), Name.XObject, name=Name.SmdeskScan, replace_existing=True
    )
    box = [float(one) for one in page.mediabox]
    drawn = f"q {box[2] - box[0]:.4f} 0 0 {box[3] - box[1]:.4f} {box[0]:.4f} {box[1]:.4f} cm {name} Do Q\n"
    over = Stream(pdf, drawn.encode("ascii"), Dictionary({"/SmdeskSigned": True}))
    opening, closing = Stream(pdf, b"q\n"), Stream(pdf, b"\nQ\n")
    first = not any(_MARK in one for one in _contents(page))
    around = [opening, *kept, closing] if first and kept else kept
    page.obj[Name.Contents] = Array([pdf.make_indirect(one) for one in (*around, over)])
