"""Something broke inside: said calmly, once, with the way to the log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from smdesk.gui.ui_trouble import Ui_Trouble


class TroubleDialog(QDialog):
    """Shows the sentence and, for whoever asks, the detail; the program goes on."""

    def __init__(
        self,
        text: str,
        detail: str,
        open_log: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_Trouble()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.ui.title.setText("程序内部出错")
        self.ui.text.setText(text)
        self.ui.detail.setPlainText(detail)
        self.ui.detail.setAccessibleName("出错的详情")
        self.ui.log.setVisible(open_log is not None)
        if open_log is not None:
            self.ui.log.clicked.connect(lambda _checked: open_log())
        self.ui.copy.clicked.connect(self._copy)
        self.ui.go_on.clicked.connect(self.accept)
        self.ui.go_on.setFocus()

    def add(self, detail: str) -> None:
        """Add what broke after the first."""
        self.ui.detail.appendPlainText("\n" + detail)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.ui.detail.toPlainText())
