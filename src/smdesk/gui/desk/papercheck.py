"""纸质核对: a seal code typed, or scanned pages, held against the desk; a line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from smdesk.errors import SmdeskError
from smdesk.gui.desk.choosing import ask_files
from smdesk.gui.desk.lookup import BAD, DOUBT, GOOD, LookupDialog
from smdesk.gui.wizard.parts import push, words
from smdesk.gui.work import Control
from smdesk.service.desk.papercheck import (
    PaperCheck,
    Verdict,
    check_code,
    check_pictures,
    keep,
    paper_sentence,
)
from smdesk.store.desk.desk import Desk

FILTER = (
    "扫描件和照片 (*.pdf *.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.heic *.heif);;所有文件 (*)"
)
_WORDS: dict[Verdict, str] = {
    "same": "一致", "older": "不一致", "changed": "不一致", "other": "不一致", "near": "相近",
    "unknown": "未找到", "unread": "未认出",
}  # fmt: skip
_DOUBTFUL = frozenset({"near", "unread"})
_MOST = 60
"""Characters of a differing value that are shown; the case has it whole."""
Choose = Callable[[QWidget], Sequence[str]]


class PaperCheckDialog(LookupDialog):
    """Codes are typed one after the other; pages are read beside the window."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        choose: Choose | None = None,
        settings: QSettings | None = None,
    ) -> None:
        heads = ("结果", "来源", "说明")
        super().__init__("纸质核对", "核对结果", heads, (150, 220, 500), parent)
        self._desk, self._choose = desk, choose or partial(_ask_files, settings)
        self._found: list[PaperCheck] = []
        self._failed: list[tuple[str, str]] = []
        self.setAcceptDrops(True)
        self.edit = QLineEdit()
        self.edit.setAccessibleName("核对码")
        self.edit.setPlaceholderText("页脚的 8 位核对码，如 7KQ2-M0XA")
        self.check, self.scans = push("核对"), push("选扫描件或照片…", "", "image")
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(self.check)
        row.addWidget(self.scans)
        said = (
            "输入纸质件页脚的核对码，或选取扫描件、照片、PDF（也可以拖进来），"
            "认出每页的二维码，与收件台上的电子文件核对。"
        )
        self.asks.addWidget(words(said, "muted", wrap=True))
        self.asks.addLayout(row)
        self.edit.textChanged.connect(lambda _text: self._enable())
        self.edit.returnPressed.connect(self.check.click)
        self.check.clicked.connect(lambda _checked: self.check_typed())
        self.scans.clicked.connect(self._ask)
        self._enable()
        self.edit.setFocus()

    def check_typed(self) -> None:
        """Hold the typed code against the desk."""
        try:
            found = check_code(self._desk, self.edit.text())
        except SmdeskError as fault:
            self.note.say(str(fault), "error")
            return
        self.note.hide()
        self._show(found)
        self.changed |= keep(self._desk, [found])
        self.edit.clear()
        self.edit.setFocus()

    def check_files(self, paths: Sequence[Path]) -> None:
        """Read the codes of pages beside the window; what was read before a stop is shown."""
        desk, found, failed = self._desk, self._found, self._failed
        found.clear()
        failed.clear()

        def work(control: Control) -> None:
            for at, path in enumerate(paths):
                control.report(at, len(paths), path.name)
                try:
                    for one in check_pictures(desk, (path,)):
                        found.append(one)
                        control.check()
                except SmdeskError as fault:
                    failed.append((path.name, str(fault)))

        self.run(work, lambda _none: None)
        self._enable()

    def settled(self) -> None:
        """Show what was read."""
        for one in self._found:
            self._show(one)
        self.changed |= keep(self._desk, self._found)
        for name, why in self._failed:
            self.add(("未能读出", name, why), BAD)
        self._found.clear()
        self._failed.clear()
        self._enable()
        self.tree.setFocus()

    def _show(self, one: PaperCheck) -> None:
        same, doubtful = one.verdict == "same", one.verdict in _DOUBTFUL
        look = GOOD if same else DOUBT if doubtful else BAD
        texts = (_WORDS[one.verdict], one.where or one.seal, paper_sentence(self._desk, one))
        item = self.add(texts, look, one.case)
        for each in one.differing:
            said = f"纸上：{_short(each.old)}\n现为：{_short(each.new)}"
            self.add(("", each.label, said), None, one.case, item)
        self.tree.setCurrentItem(item)
        self.tree.scrollToItem(item)

    def _ask(self) -> None:
        paths = [Path(one) for one in self._choose(self)]
        if paths:
            self.check_files(paths)

    def _enable(self) -> None:
        free = self.job is None
        self.check.setEnabled(free and bool(self.edit.text().strip()))
        self.scans.setEnabled(free)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep Enter in the field from pressing a button."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.edit.hasFocus():
            event.accept()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files."""
        if self.job is None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Read the pages of what was dropped."""
        event.acceptProposedAction()
        self.check_files(_dropped(event))


def _short(text: str) -> str:
    """Return a value as far as two lines show it."""
    line = " ".join(text.split())
    return f"{line[:_MOST]}…" if len(line) > _MOST else line or "（空白）"


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]


def _ask_files(settings: QSettings | None, parent: QWidget) -> Sequence[str]:
    return [str(one) for one in ask_files(parent, settings, "scans", "选扫描件或照片", FILTER)]
