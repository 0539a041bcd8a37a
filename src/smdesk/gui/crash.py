"""Faults that nothing caught: logged whole, told once and calmly, the program goes on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QWidget

from smdesk import log
from smdesk.errors import sentence

HARD_CRASH = "crash.log"
_logger = log.get(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Guard(QObject):
    """Takes every uncaught fault; ``folder`` is where the log lies, ``None`` if nowhere."""

    _broken = Signal(str)

    def __init__(
        self,
        folder: Path | None,
        window: Callable[[], QWidget | None],
        open_folder: Callable[[Path], object],
    ) -> None:
        super().__init__()
        self._folder, self._window, self._open = folder, window, open_folder
        self.dialog: QObject | None = None
        self._stream: TextIO | None = None
        self._broken.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's, the threads' and Qt's own handling."""
        sys.excepthook = self.caught
        threading.excepthook = self._thread_broke
        qInstallMessageHandler(_from_qt)
        if self._folder is not None:
            try:
                self._stream = (self._folder / HARD_CRASH).open("a", encoding="utf-8")
            except OSError as problem:
                _logger.warning("no %s: %s", HARD_CRASH, problem)
            else:
                faulthandler.enable(self._stream)

    def caught(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a fault and tell it in the window's thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        _logger.critical("uncaught", exc_info=(kind, fault, trace))
        self._broken.emit("".join(traceback.format_exception(kind, fault, trace)))

    def _thread_broke(self, broke: threading.ExceptHookArgs) -> None:
        if broke.exc_value is not None:
            self.caught(broke.exc_type, broke.exc_value, broke.exc_traceback)

    def _tell(self, detail: str) -> None:
        from smdesk.gui.dialogs.trouble import TroubleDialog

        if isinstance(self.dialog, TroubleDialog):
            self.dialog.add(detail)
            return
        text = sentence("window.log-unwritten")
        open_log = None
        if self._folder is not None:
            folder = self._folder
            text = sentence("window.broken", log=folder / log.FILE)
            open_log = lambda: self._open(folder)  # noqa: E731
        shown = TroubleDialog(text, detail, open_log, self._window())
        self.dialog = shown
        shown.finished.connect(self._done)
        shown.open()

    def _done(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    _logger.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
