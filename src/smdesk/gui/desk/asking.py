"""Small questions of the desk: a reason, a remark, an opinion."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from smdesk.errors import sentence
from smdesk.gui.dialogs.ask import CANCEL, Question
from smdesk.gui.theme.style import set_property


class TextQuestion(Question):
    """Asks for a few words; ``refuse`` returns the code of what is wrong with them, ``None`` if nothing."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        yes: str,
        refuse: Callable[[str], str | None] = lambda _: None,
        text: str = "",
    ) -> None:
        choices = ((CANCEL, "取消", ""), ("yes", yes, "main"))
        super().__init__(parent, title, label, choices, icon="pencil", role="accent")
        self._refuse = refuse
        self.edit = QPlainTextEdit(text)
        self.edit.setAccessibleName(label)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(96)
        self.why = QLabel()
        self.why.setWordWrap(True)
        set_property(self.why, "role", "error")
        self.words.addWidget(self.edit)
        self.words.addWidget(self.why)
        self.edit.textChanged.connect(self._changed)
        self._changed(first=True)
        self.buttons["yes"].setToolTip(f"{yes.rstrip('…')}（Ctrl+Enter）")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # Enter alone begins a line of the text
            QShortcut(QKeySequence(keys), self).activated.connect(self.buttons["yes"].click)
        self.edit.setFocus()

    @property
    def text_given(self) -> str:
        """What was typed, trimmed."""
        return self.edit.toPlainText().strip()

    def _changed(self, *, first: bool = False) -> None:
        code = self._refuse(self.text_given)
        self.buttons["yes"].setEnabled(code is None)
        self.why.setText(sentence(code) if code is not None and not first else "")


def ask_text(
    parent: QWidget | None,
    title: str,
    label: str,
    yes: str,
    refuse: Callable[[str], str | None] = lambda _: None,
    text: str = "",
) -> str | None:
    """Ask for a few words, ``None`` if the person turned away."""
    asked = TextQuestion(parent, title, label, yes, refuse, text)
    asked.exec()
    found = asked.text_given if asked.answer == "yes" else None
    asked.deleteLater()
    return found
