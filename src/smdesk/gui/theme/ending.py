"""The row of buttons that ends a dialog in the look of the program."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton


def ending(dialog: QDialog, does: str) -> tuple[QHBoxLayout, QPushButton]:
    """Return the row, and the button that does what the dialog is for."""
    main, cancel = QPushButton(does), QPushButton("取消")
    main.setProperty("kind", "main")
    main.setDefault(True)
    cancel.setAutoDefault(False)
    main.clicked.connect(dialog.accept)
    cancel.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(main)
    return row, main
