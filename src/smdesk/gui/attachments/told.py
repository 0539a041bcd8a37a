"""Everything that was told of files that came in, one below the other, to be read and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

_WIDE, _HIGH = 620, 320


class ToldDialog(QDialog):
    """Shows what was told; ``said`` sums it up."""

    def __init__(self, parent: QWidget | None, said: str, told: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("添加文件的结果")
        self.resize(_WIDE, _HIGH)
        head = QLabel(said)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        head.setProperty("role", "panel")
        self.list = QPlainTextEdit("\n\n".join(told))
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName("逐条的结果")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        self.close_button = QPushButton("关闭")
        self.close_button.setProperty("kind", "main")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        self.close_button.setFocus()
