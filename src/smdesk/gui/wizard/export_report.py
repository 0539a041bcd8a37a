"""What an export did: what was written where, what to know of it, a way to the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem, sentence
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import LEVEL_ICONS, push, words
from smdesk.service.export import ExportReport

_HELD = "files.target-held"
_ICONS = {
    "docx": "file-text",
    "pdf": "file-check",
    "xlsx": "file-spreadsheet",
    "package": "package",
}


class ReportCard(QFrame):
    """``folder_wanted(path)`` opens a folder, ``renamed(stem)`` exports again under another name."""

    folder_wanted = Signal(str)
    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(8)
        self.name: QLineEdit | None = None
        self.hide()

    def show_report(self, report: ExportReport, folder: Path, *, same: bool) -> None:
        """Show what was written, and what a person has to know of it."""
        self._clear()
        if report.refused:
            for problem in report.problems:
                self._note(problem.level, problem.message)
            self.show()
            return
        code = "wizard.exported-draft" if report.draft else "wizard.exported-final"
        self._note("done", sentence(code, folder=str(folder)))
        self._column.addLayout(_files(report))
        if report.seal:
            self._column.addWidget(words(f"核对码 {report.seal}，印在每一页上。", "muted"))
        if not same:
            self._note("check", sentence("wizard.changed-since"))
        for problem in report.problems:
            self._note(problem.level, problem.message)
        button = push("打开文件夹", "", "folder-open")
        button.clicked.connect(lambda: self.folder_wanted.emit(str(folder)))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show()
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: Problem, stem: str) -> None:
        """Show why nothing more was written; where a file is held, offer another name."""
        self._clear()
        self._note("error", problem.message)
        if problem.code == _HELD:
            self._offer(stem)
        self.show()

    def show_words(self, text: str) -> None:
        """Show one sentence."""
        self._clear()
        self._note("hint", text)
        self.show()

    def _offer(self, stem: str) -> None:
        self.name = QLineEdit(f"{stem}（2）")
        self.name.setAccessibleName("另一个文件名")
        again = push("用这个文件名导出", "main")
        again.clicked.connect(self._rename)
        self.name.returnPressed.connect(self._rename)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(again)
        self._column.addLayout(row)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename(self) -> None:
        if self.name is not None and self.name.text().strip():
            self.renamed.emit(self.name.text().strip())

    def _note(self, level: str, text: str) -> None:
        icon = QLabel()
        icon.setPixmap(pixmap(LEVEL_ICONS[level], 16, theme().meaning(level)))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words(text, wrap=True), 1)
        self._column.addLayout(row)

    def _clear(self) -> None:
        self.name = None
        _empty(self._column)


def _empty(layout: object) -> None:
    """Take everything out of a layout, inner layouts too."""
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
            inner.deleteLater()


def _files(report: ExportReport) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(2, 1)
    for row, one in enumerate(report.files):
        icon = QLabel()
        icon.setPixmap(pixmap(_ICONS.get(one.format, "file-text"), 16))
        name = words(one.path.name)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(icon, row, 0)
        grid.addWidget(words(one.title, "muted"), row, 1)
        grid.addWidget(name, row, 2)
        size = words(size_text(one.size), "small")
        grid.addWidget(size, row, 3, Qt.AlignmentFlag.AlignRight)
    return grid


def size_text(size: int) -> str:
    """Return a size as people read it: ``845 KB``, ``3.2 MB``."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
