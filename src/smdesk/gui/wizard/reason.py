"""The reason against a 核实: typed in place, refused in place, undone with everything else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from smdesk.errors import SmdeskError, sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard.parts import LeaveUndo, words
from smdesk.rules.findings import Finding, reason_refused

_ONE_LINE = 36
_AROUND = 18
_MOST = 110
_AT_ONCE = "rules.reason-assurance"
"""The refusal that is said while typing; that a text is short yet is said when it was left."""


class ReasonField(QWidget):
    """An editor for the reason of one finding, with what is wrong with it under it."""

    def __init__(
        self, bridge: SessionBridge, finding: Finding, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._key = finding.key
        self.editor = _Editor(self)
        self.editor.setPlaceholderText("属实的，写明原因（随申报书报送）")
        self.editor.setAccessibleName("核实的说明")
        self.editor.setReadOnly(bridge.read_only)
        self.refusal = words(role="error", wrap=True)
        self.refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.editor)
        column.addWidget(self.refusal)
        self.show_reason(finding.reason or "", force=True)
        if bridge.read_only and not finding.reason:
            self.setVisible(False)  # nobody can write here, and nothing was written
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self._left)

    def show_reason(self, text: str, *, force: bool = False) -> None:
        """Show what the session holds; text being typed stays unless ``force``."""
        if text == self.editor.toPlainText() or (self.editor.hasFocus() and not force):
            return
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(False)
        self._refuse(reason_refused(text) if text else None)
        self.editor.fit()

    def _typed(self) -> None:
        self.editor.fit()
        text = self.editor.toPlainText()
        code = reason_refused(text) if text.strip() else None
        self._refuse(code if code == _AT_ONCE else None)
        session, key = self._bridge.session, self._key
        self._bridge.do(lambda: session.set_reason(key, text, final=False))

    def _left(self) -> None:
        """End the typing: what explains nothing is refused here, and stays to be mended."""
        if self._bridge.read_only:
            return
        session = self._bridge.session
        text = self.editor.toPlainText()
        try:
            session.set_reason(self._key, text)
        except SmdeskError as fault:
            session.leave()
            self._refuse(fault.code)
        else:
            self._refuse(None)

    def _refuse(self, code: str | None) -> None:
        self.refusal.setText(sentence(code) if code else "")
        self.refusal.setVisible(code is not None)


class _Editor(QPlainTextEdit):
    """Plain text that is as high as its lines; Tab leaves it, Ctrl+Z is the session's."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.installEventFilter(LeaveUndo(self))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedHeight(_ONE_LINE)

    def fit(self) -> None:
        """Take the height that the text needs."""
        lines = max(1, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + _AROUND
        needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(needed if height > _MOST else off)
        self.setFixedHeight(max(_ONE_LINE, min(height, _MOST)))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
            return
        super().keyPressEvent(event)
