"""Intake from the window: choose or drop, progress, pause, stop, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from smdesk.gui.desk.choosing import ask_files, ask_folder
from smdesk.gui.desk.frame import DeskFrame
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.home.parts import Level, Offer
from smdesk.store.desk.models import Outcome

if TYPE_CHECKING:
    from smdesk.service.desk.intake import Batch, Progress
    from smdesk.store.desk.batches import LastBatch

BATCH = ".smdbatch"
"""The ending of a package of a bureau below: it is merged, not read as a declaration."""
OUTCOMES: dict[Outcome, str] = {
    "read": "读出", "partly": "部分读出", "again": "已收过", "refused": "未能读出",
    "opened": "已展开",
}  # fmt: skip
"""What the outcomes of files are called."""


class Taking:
    """Lets a person take files in; `last` is the batch that ended last.

    What is dropped or chosen while files are taken in follows in its turn, with one result for all.
    """

    def __init__(
        self,
        owner: QWidget,
        work: DeskWork,
        frame: DeskFrame,
        settings: QSettings,
        open_case: Callable[[int], object],
    ) -> None:
        self._owner, self._work, self._frame = owner, work, frame
        self._settings, self._open = settings, open_case
        self.last: Batch | None = None
        self.receive: Callable[[Sequence[Path]], object] = lambda _paths: None
        """Merges packages of bureaus below."""
        self.try_out: Callable[[], object] | None = None
        """Opens the sample's desk, where this is not that."""
        self._after: list[Path] = []
        self._on = self._stopped = False
        self._so_far: Batch | None = None
        menu = frame.take_menu
        menu.addAction("选取文件…", self.ask_files)
        menu.addAction("选取文件夹…", self.ask_folder)
        menu.addSeparator()
        self._results = menu.addAction("上次收件结果…", self.show_receipts)
        menu.aboutToShow.connect(self._enable)
        strip = frame.strip
        strip.pause.toggled.connect(self._pause)
        strip.stop.clicked.connect(lambda _checked: self.stop())
        work.progressed.connect(self._progressed)
        work.taken.connect(self._taken)
        work.changed.connect(self._changed)

    def ask_files(self) -> None:
        """Let the person choose files."""
        found = ask_files(self._owner, self._settings, "intake", "收文件")
        if found:
            self.take(found)

    def ask_folder(self) -> None:
        """Let the person choose a folder."""
        found = ask_folder(self._owner, self._settings, "intake", "收文件夹")
        if found is not None:
            self.take([found])

    def take(self, paths: Sequence[Path]) -> None:
        """Take in files and folders, after those that are being taken in now."""
        if not self._work.writable or not paths:
            return
        batches = [one for one in paths if one.suffix.lower() == BATCH]
        if batches:  # asked for after a drag has ended: the dialog waits for a person
            QTimer.singleShot(0, self._owner, lambda: self.receive(batches))
        paths = [one for one in paths if one not in batches]
        if not paths:
            return
        if self._work.busy:
            self._after += [one for one in paths if one not in self._after]
            self._frame.strip.show_after(len(self._after))
            return
        self._frame.note.hide()
        self._start(paths)

    def stop(self) -> None:
        """Stop; what was taken in stays."""
        self._stopped = True
        self._frame.strip.show_stopping()
        self._work.stop()

    def tell_unfinished(self) -> None:
        """Say that the last batch was cut short, with the offer to go on, where it was."""
        desk = self._work.desk
        if desk is None or not self._work.writable:
            return
        cut = desk.last_batch()
        if cut is None or cut.whole:
            return
        paths = [Path(one) for one in cut.paths]
        if not all(one.is_absolute() for one in paths):  # a package from below has its name alone
            said = f"上次接收的报送包“{paths[0].name}”没有收完，再接收一次会接着收。"
            self._frame.note.say(said, "check")
            return
        names = "、".join(one.name for one in paths[:2]) + (" 等" if len(paths) > 2 else "")
        text = f"上次收“{names}”没有收完，已收的都在。"
        if any(one.exists() for one in paths):
            offer = Offer("接着收", lambda: self.take(paths))
            self._frame.note.say(f"{text}接着收不会重复。", "check", offer)
        else:
            self._frame.note.say(f"{text}原来的文件现在找不到，接上移动盘后再收一次。", "check")

    def _start(self, paths: Sequence[Path]) -> None:
        self._on, self._stopped = True, False
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
        """Begin what waits, or show that all is taken in, once a batch has ended."""
        if self._work.busy or not self._on:
            return
        self._on = False
        strip = self._frame.strip
        strip.pause.setChecked(False)
        after, self._after = self._after, []
        strip.show_after(0)
        if after and not self._stopped:
            self._start(after)
            return
        strip.end()
        self._so_far = None

    def _taken(self, batch: Batch) -> None:
        self.last = batch if self._so_far is None else _joined(self._so_far, batch)
        self._so_far = self.last
        counts = summed(self.last.outcomes)
        refused = self.last.outcomes.get("refused", 0)
        said = f"收件完成：{counts}。"
        if not batch.whole:
            left = f"排在后面的 {len(self._after)} 项没有收；" if self._after else ""
            said = f"收件已停止：{counts}；{left}再收一次会接着收。"
        offer = Offer("查看逐个结果…", self.show_receipts)
        level: Level = "check" if refused or not batch.whole else "done"
        self._frame.note.say(said, level, offer)

    def _enable(self) -> None:
        desk = self._work.desk
        self._results.setEnabled(
            self.last is not None or (desk is not None and desk.last_batch() is not None)
        )

    def show_receipts(self) -> None:
        """Show what became of each file of the last batch, that of an earlier day if need be."""
        from smdesk.gui.desk.receipts import ReceiptsDialog

        desk = self._work.desk
        told: Batch | LastBatch | None = self.last
        if told is None and desk is not None:
            told = desk.last_batch()
        if told is None or desk is None:
            return
        cases = list(dict.fromkeys(one.case for one in told.receipts if one.case is not None))
        rows = {one.id: one for one in desk.rows(cases)}
        dialog = ReceiptsDialog(told.receipts, rows, self._owner)
        dialog.exec()
        case = dialog.case
        dialog.deleteLater()
        if case is not None:
            self._open(case)


def _joined(before: Batch, batch: Batch) -> Batch:
    """Return two batches as one: a file that was in both has its last outcome alone."""
    again = {one.place.path for one in batch.receipts}
    kept = [one for one in before.receipts if one.place.path not in again]
    return replace(batch, receipts=(*kept, *batch.receipts))


def summed(outcomes: Mapping[Outcome, int]) -> str:
    """Return how many files ended how, in words."""
    parts = [f"{OUTCOMES[one]} {outcomes[one]}" for one in OUTCOMES if outcomes.get(one)]
    return "，".join(parts) or "没有文件"


def dropped_paths(event: QDropEvent) -> list[Path]:
    """Return the files and folders that are dragged, those on the disk."""
    return [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
