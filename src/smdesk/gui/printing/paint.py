"""The pages of a PDF onto a printer, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from smdesk.errors import SmdeskError
from smdesk.gui.printing.printers import DPI
from smdesk.packet import pdfium

_POINTS_AN_INCH = 72


def print_pages(data: bytes, device: QPrinter, told: Callable[[int, int], None]) -> int:
    """Print a PDF and return how many pages went out.

    ``told`` gets pages done and in all after each, and may raise to end the print: what was sent by
    then is withdrawn where the printer allows. Runs in any thread. Raises ``SmdeskError``
    ``printing.not-accepted``.
    """
    with _opened(data) as document:
        with pdfium.turn:
            total = len(document)
        painter = QPainter()
        if not painter.begin(device):
            raise SmdeskError("printing.not-accepted", printer=device.printerName() or "PDF")
        try:
            for number in range(total):
                if number and not device.newPage():
                    raise SmdeskError("printing.not-accepted", printer=device.printerName())
                with pdfium.turn:
                    _paint(painter, device, document, number)
                told(number + 1, total)
        except BaseException:
            device.abort()
            raise
        finally:
            painter.end()
    return total


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with pdfium.turn:
        document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        with pdfium.turn:
            document.close()


def _paint(
    painter: QPainter, device: QPrinter, document: pypdfium2.PdfDocument, number: int
) -> None:
    page = document[number]
    bitmap = page.render(scale=DPI / _POINTS_AN_INCH, rev_byteorder=False, prefer_bgrx=True)
    try:
        image = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        )
        sheet = QRectF(device.pageLayout().fullRectPixels(device.resolution()))
        sheet.moveTo(0, 0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_fitted(image, sheet), image)
    finally:
        bitmap.close()
        page.close()


def _fitted(image: QImage, sheet: QRectF) -> QRectF:
    """Return where a page goes on a sheet: the whole sheet if it is A4, else as large as it fits."""
    size = QSizeF(image.size()).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(sheet.topLeft(), size)
    place.moveCenter(sheet.center())
    return place
