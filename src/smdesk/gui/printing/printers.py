"""Printers as the dialogs see them: what they are called, whether they turn the sheet, a device."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from smdesk.gui.printing.memory import Mode
from smdesk.service.printing.plan import FACE_DOWN, HandWay, Turn

DPI = 300
"""Dots an inch that pages are drawn with."""


@dataclass(frozen=True)
class Setup:
    """What a print asks of a printer.

    ``duplex``: the printer turns the sheet over its long edge; ``flipped``: it is told the short
    edge for that, as it takes one for the other.
    """

    title: str
    duplex: bool = True
    flipped: bool = False


class Printer(Protocol):
    """One printer. ``duplex`` is whether it turns the sheet itself."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def duplex(self) -> bool:
        """Whether it prints both sides."""

    def device(self, setup: Setup) -> QPrinter:
        """Return a device for one print: A4 to its edges."""


@dataclass(frozen=True)
class SheetPlan:
    """A printer and how sheets go through it."""

    printer: Printer
    mode: Mode = "auto"
    way: HandWay = FACE_DOWN
    flipped: bool = False
    turn: Turn = "packet"

    @property
    def hand_way(self) -> HandWay | None:
        """How it is fed by hand, ``None`` where it is not."""
        return self.way if self.mode == "hand" else None

    def setup(self, title: str) -> Setup:
        """Return what is asked of the printer for one print."""
        return Setup(title, self.mode == "auto", self.flipped)


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
    """A printer that writes what it would print into PDF files: to try a print without paper.

    The first print goes to ``path``, the next ones beside it, numbered.
    """

    path: Path
    name: str = "PDF 文件"
    duplex: bool = True

    def device(self, setup: Setup) -> QPrinter:
        """Return a device for one print."""
        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        device.setOutputFileName(str(self._free()))
        return _prepared(device, setup, turned=setup.duplex)

    def _free(self) -> Path:
        made, number = self.path, 1
        while made.exists():
            number += 1
            made = self.path.with_stem(f"{self.path.stem}-{number}")
        return made


def _prepared(device: QPrinter, setup: Setup, *, turned: bool) -> QPrinter:
    modes = QPrinter.DuplexMode
    both = modes.DuplexShortSide if setup.flipped else modes.DuplexLongSide
    device.setDocName(setup.title)
    device.setCreator("smdesk")
    device.setResolution(DPI)
    device.setFullPage(True)
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    device.setDuplex(both if turned else modes.DuplexNone)
    return device


def known_printers() -> tuple[Printer, ...]:
    """Return the printers of this machine, the default one first."""
    names = QPrinterInfo.availablePrinterNames()
    default = QPrinterInfo.defaultPrinterName()
    ordered = sorted(names, key=lambda name: (name != default, name))
    return tuple(SystemPrinter(name) for name in ordered)
