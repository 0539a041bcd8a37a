"""Received files in the system's programs: copies that cannot be written to, gone at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from smdesk.errors import SmdeskError
from smdesk.gui.home.parts import Note
from smdesk.service.desk.originals import write_copy
from smdesk.store.blobs import Blobs
from smdesk.store.desk.models import Version

Opener = Callable[[Path], bool]


def open_with_system(path: Path) -> bool:
    """Open a file with the system's program."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Copies:
    """Opens copies of received files; what goes wrong is said in ``note``. Call `end` at last."""

    def __init__(self, blobs: Blobs, note: Note, opener: Opener = open_with_system) -> None:
        self._blobs, self._note, self._opener = blobs, note, opener
        self._folder: Path | None = None

    def open(self, version: Version) -> None:
        """Open a read-only copy of a version's received file with the system's program."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="smdesk-"))
        try:
            path = write_copy(self._blobs, version, self._folder)
        except SmdeskError as fault:
            self._note.say(str(fault), "error")
            return
        if not self._opener(path):
            text = f"系统没有打开“{path.name}”的程序。副本在 {path.parent}"
            self._note.say(text, "check")

    def end(self) -> None:
        """Take the copies away; one that a program still holds stays for the system."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
