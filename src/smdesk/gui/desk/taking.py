"""Intake from the window: choose or drop, progress, pause, stop, and what became of each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from smdesk.gui.desk.frame import DeskFrame
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.home.parts import Offer
from smdesk.store.desk.models import Outcome

if TYPE_CHECKING:
    from smdesk.service.desk.intake import Batch, Progress

OUTCOMES: dict[Outcome, str] = {
    "read": "读出", "partly": "部分读出", "again": "已收过", "refused": "未能读出",
    "opened": "已展开",
}  # fmt: skip
"""What the outcomes of files are called."""


class Taking:
    """Lets a person take files in; `last` is the batch that ended last."""

    def __init__(self, owner: QWidget, work: DeskWork, frame: DeskFrame) -> None:
        self._owner, self._work, self._frame = owner, work, frame
        self.last: Batch | None = None
        frame.take_menu.addAction("选取文件…", self.ask_files)
        frame.take_menu.addAction("选取文件夹…", self.ask_folder)
        strip = frame.strip
        strip.pause.toggled.connect(self._pause)
        strip.stop.clicked.connect(work.stop)
        work.progressed.connect(self._progressed)
        work.taken.connect(self._taken)
        work.changed.connect(self._changed)

    def ask_files(self) -> None:
        """Let the person choose files."""
        names, _ = QFileDialog.getOpenFileNames(self._owner, "收文件", "", "所有文件 (*)")
        if names:
            self.take([Path(one) for one in names])

    def ask_folder(self) -> None:
        """Let the person choose a folder."""
        name = QFileDialog.getExistingDirectory(self._owner, "收文件夹")
        if name:
            self.take([Path(name)])

    def take(self, paths: Sequence[Path]) -> None:
        """Take in files and folders."""
        if not self._work.writable or self._work.busy:
            return
        self._frame.note.hide()
        self._frame.take_button.setEnabled(False)
        self._frame.strip.show_pause(on=False)
        self._frame.strip.show_progress(0, 0, "正在清点文件")
        self._work.take_in(paths)

    def _pause(self, on: bool) -> None:
        self._work.pause(on=on)
        self._frame.strip.show_pause(on=on)

    def _progressed(self, told: Progress) -> None:
        counts = summed(told.outcomes)
        text = f"{told.done} / {told.known}　{counts}　{Path(told.last).name}"
        self._frame.strip.show_progress(told.done, told.known, text)

    def _changed(self) -> None:
        if not self._work.busy:
            self._frame.strip.hide()
            self._frame.strip.pause.setChecked(False)
            self._frame.take_button.setEnabled(self._work.writable)

    def _taken(self, batch: Batch) -> None:
        self.last = batch
        counts = summed(batch.outcomes)
        refused = batch.outcomes.get("refused", 0)
        said = (
            f"收件完成：{counts}。" if batch.whole else f"收件已停止：{counts}；再收一次会接着收。"
        )
        offer = Offer("查看逐个结果…", self.show_receipts)
        self._frame.note.say(said, "check" if refused else "done", offer)

    def show_receipts(self) -> None:
        """Show what became of each file of the last batch."""
        from smdesk.gui.desk.receipts import ReceiptsDialog

        if self.last is not None:
            dialog = ReceiptsDialog(self.last.receipts, self._owner)
            dialog.exec()
            dialog.deleteLater()


def summed(outcomes: Mapping[Outcome, int]) -> str:
    """Return how many files ended how, in words."""
    parts = [f"{OUTCOMES[one]} {outcomes[one]}" for one in OUTCOMES if outcomes.get(one)]
    return "，".join(parts) or "没有文件"


def dropped_paths(event: QDropEvent) -> list[Path]:
    """Return the files and folders that are dragged, those on the disk."""
    return [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
