"""A dialog that writes files beside the window: wishes, folder, progress, what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smdesk.errors import SmdeskError
from smdesk.files import reason
from smdesk.gui.desk.working import WorkingDialog
from smdesk.gui.home.parts import Offer
from smdesk.gui.tabs import tab_as_read
from smdesk.gui.theme.forms import GAP, align_labels
from smdesk.gui.wizard.parts import push, words
from smdesk.gui.work import Control

Write = Callable[[Control, Path], Sequence[Path]]
"""Writes files into a folder and returns their paths."""
_FOLDER = "bureau/folder"


class WritingDialog(WorkingDialog):
    """Subclasses put their wishes into `wishes` and return the work by `work`.

    ``heed`` is what a person has to look at in what was written; the work sets it.
    """

    def __init__(
        self, title: str, button: str, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(560)
        self._settings = settings
        self.written: tuple[Path, ...] = ()
        self.heed = ""
        self.wishes = QVBoxLayout()
        self.wishes.setSpacing(10)
        self.folder = QLineEdit(str(settings.value(_FOLDER, str(Path.home()))))
        self.folder.setAccessibleName("保存到的文件夹")
        choose = push("选择…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.write_button = push(button, "main")
        self.write_button.clicked.connect(self.start)
        self.write_button.setDefault(True)
        row = QHBoxLayout()
        self._where = words("保存到")
        row.setSpacing(GAP)
        row.addWidget(self._where)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        foot = QHBoxLayout()
        foot.addWidget(self.bar, 1)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.write_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(self.wishes)
        whole.addLayout(row)
        whole.addWidget(self.note)
        whole.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Let all that is asked for stand in one line, and Tab follow it from the first."""
        align_labels(self, self._where)
        first = tab_as_read(self)
        if first is not None and self.focusWidget() in {None, self.folder}:
            first.setFocus()
        super().showEvent(event)

    def work(self) -> Write:
        """Return what is to be written, as wished now."""
        raise NotImplementedError

    def start(self) -> None:
        """Write beside the window."""
        if self.job is not None:
            return
        folder = Path(self.folder.text().strip() or str(Path.home()))
        self._settings.setValue(_FOLDER, str(folder))
        write = self.work()
        self.run(lambda control: tuple(write(control, folder)), self._done)

    def began(self) -> None:
        """Let nothing be written twice at once."""
        self.write_button.setEnabled(False)

    def settled(self) -> None:
        """Let it be written again."""
        self.write_button.setEnabled(True)

    def _done(self, paths: tuple[Path, ...]) -> None:
        self.written = paths
        self.said(paths)

    def said(self, paths: tuple[Path, ...]) -> None:
        """Say what was written where."""
        names = "、".join(one.name for one in paths[:3])
        more = f"等 {len(paths)} 个文件" if len(paths) > 3 else ""
        told = f"已写出 {names}{more}。" if paths else "没有需要写出的文件。"
        if self.heed:
            told = f"{told}\n{self.heed}"
        self.note.say(told, "check" if self.heed else "done", folder_offer(paths))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "保存到", self.folder.text())
        if chosen:
            self.folder.setText(chosen)


def folder_offer(paths: Sequence[Path]) -> Offer | None:
    """Return the offer to open the folder that files were written to, if there are any."""
    return Offer("打开文件夹", lambda: _open(paths[0].parent)) if paths else None


def make_folder(folder: Path) -> None:
    """Make a folder if it is not there; raises ``SmdeskError`` ``files.write-failed``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SmdeskError("files.write-failed", file=str(folder), detail=reason(fault)) from fault


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
