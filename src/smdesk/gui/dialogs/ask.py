"""Small questions: each button says what happens, the harmless one is in front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme

CANCEL = "cancel"
Choice = tuple[str, str, str]
"""A button: its key, what it says, its ``kind`` in the style sheet."""


class Question(QDialog):
    """A question with buttons; ``answer`` is the key of the one pressed, ``cancel`` if none was."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        choices: Sequence[Choice],
        icon: str = "circle-help",
        role: str = "hint",
    ) -> None:
        super().__init__(parent)
        self.answer = CANCEL
        self.setWindowTitle(title)
        self.title = QLabel(title)
        self.title.setProperty("role", "panel")
        self.text = QLabel(text)
        for label in (self.title, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.text.setMinimumWidth(380)
        self.text.setMaximumWidth(520)
        mark = QLabel()
        mark.setPixmap(pixmap(icon, 20, getattr(theme().colour, role)))
        self.words = QVBoxLayout()
        self.words.setSpacing(8)
        self.words.addWidget(self.title)
        self.words.addWidget(self.text)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self.words, 1)
        self.buttons = {key: self._button(key, said, kind) for key, said, kind in choices}
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in self.buttons.values():
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(20)
        column.addLayout(top)
        column.addLayout(foot)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _button(self, key: str, said: str, kind: str) -> QPushButton:
        button = QPushButton(said)
        button.setProperty("kind", kind)
        button.setDefault(kind == "main" or key == CANCEL)
        button.clicked.connect(lambda _checked: self._pressed(key))
        return button

    def _pressed(self, key: str) -> None:
        self.answer = key
        self.accept() if key != CANCEL else self.reject()


class NameQuestion(Question):
    """Asks for a name; `name` is what was typed."""

    def __init__(self, parent: QWidget | None, title: str, label: str, name: str, yes: str) -> None:
        choices = ((CANCEL, "取消", ""), ("yes", yes, "main"))
        super().__init__(parent, title, label, choices, icon="pencil", role="accent")
        self.edit = QLineEdit(name)
        self.edit.setAccessibleName(label)
        self.edit.selectAll()
        self.edit.textChanged.connect(self._changed)
        self.words.addWidget(self.edit)
        self.buttons["yes"].setDefault(True)
        self.edit.setFocus()

    @property
    def name(self) -> str:
        """What was typed, trimmed."""
        return " ".join(self.edit.text().split())

    def _changed(self) -> None:
        self.buttons["yes"].setEnabled(bool(self.name))


def confirm(parent: QWidget | None, title: str, text: str, yes: str) -> bool:
    """Ask before something that cannot be taken back; Enter and Esc leave everything as it is."""
    choices = ((CANCEL, "取消", ""), ("yes", yes, "danger"))
    asked = Question(parent, title, text, choices, icon="triangle-alert", role="check")
    asked.buttons[CANCEL].setFocus()
    asked.exec()
    answer = asked.answer == "yes"
    asked.deleteLater()
    return answer


def ask_name(parent: QWidget | None, title: str, label: str, name: str, yes: str) -> str | None:
    """Ask for a name, ``None`` if none was given."""
    asked = NameQuestion(parent, title, label, name, yes)
    asked.exec()
    found = asked.name if asked.answer == "yes" else None
    asked.deleteLater()
    return found
