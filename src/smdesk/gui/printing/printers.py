"""Printers as the dialog sees them: what they are called, whether they turn the sheet, a device."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

DPI = 300
"""Dots an inch that pages are drawn with."""


@dataclass(frozen=True)
class Setup:
    """What a print asks of a printer."""

    title: str
    copies: int = 1
    duplex: bool = True


class Printer(Protocol):
    """One printer. ``duplex`` is whether it turns the sheet itself."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def duplex(self) -> bool:
        """Whether it prints both sides."""

    def device(self, setup: Setup) -> QPrinter:
        """Return a device for one print: A4 to its edges, copies one after the other."""


@dataclass(frozen=True)
class SystemPrinter:
    """A printer that the system knows."""

    name: str

    @property
    def duplex(self) -> bool:
        """Whether it prints both sides, turned over the long edge."""
        modes = QPrinterInfo.printerInfo(self.name).supportedDuplexModes()
        wanted = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexAuto}
        return bool(wanted.intersection(modes))

    def device(self, setup: Setup) -> QPrinter:
        """Return a device for one print."""
        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setPrinterName(self.name)
        return _prepared(device, setup, turned=setup.duplex and self.duplex)


@dataclass(frozen=True)
class PdfPrinter:
    """A printer that writes what it would print into a PDF file: to try a print without paper."""

    path: Path
    name: str = "PDF 文件"
    duplex: bool = True

    def device(self, setup: Setup) -> QPrinter:
        """Return a device for one print."""
        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        device.setOutputFileName(str(self.path))
        return _prepared(device, setup, turned=setup.duplex)


def _prepared(device: QPrinter, setup: Setup, *, turned: bool) -> QPrinter:
    modes = QPrinter.DuplexMode
    device.setDocName(setup.title)
    device.setCreator("smdesk")
    device.setResolution(DPI)
    device.setFullPage(True)
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    device.setDuplex(modes.DuplexLongSide if turned else modes.DuplexNone)
    device.setCollateCopies(True)
    if device.supportsMultipleCopies():
        device.setCopyCount(setup.copies)
    return device


def known_printers() -> tuple[Printer, ...]:
    """Return the printers of this machine, the default one first."""
    names = QPrinterInfo.availablePrinterNames()
    default = QPrinterInfo.defaultPrinterName()
    ordered = sorted(names, key=lambda name: (name != default, name))
    return tuple(SystemPrinter(name) for name in ordered)
