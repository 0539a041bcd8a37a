"""Pieces of Home: a line that says what happened, and a page for when there is nothing to list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.icons import pixmap, use_icon
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal

Level = Literal["error", "check", "hint", "done"]
ICONS: dict[str, str] = {
    "error": "circle-x", "check": "triangle-alert", "hint": "info", "done": "circle-check",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: what it says, what it does; with ``menu`` it opens a list of further ones."""

    text: str
    call: Callable[[], object] = lambda: None
    kind: str = ""
    icon: str = ""
    menu: tuple[Offer, ...] = ()


class Note(QFrame):
    """One line: a sentence with its level, at most one button, and ×."""

    def __init__(self) -> None:
        super().__init__()
        self._level: Level = "hint"
        self.icon = QLabel()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.button = QPushButton()
        self.button.setProperty("kind", "quiet")
        self.close_button = QPushButton()
        self.close_button.setProperty("kind", "quiet")
        self.close_button.setToolTip("关闭这条提示")
        self.close_button.setAccessibleName("关闭这条提示")
        self.close_button.setFixedWidth(32)
        self.close_button.clicked.connect(self.hide)
        use_icon(self.close_button, "x")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self.icon)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self._call: Callable[[], object] = lambda: None
        self.button.clicked.connect(lambda _checked: self._call())
        theme_signal().changed.connect(self._tint)
        self.hide()

    def say(self, text: str, level: Level = "hint", offer: Offer | None = None) -> None:
        """Show a sentence."""
        self._level = level
        self.sentence.setText(text)
        self.sentence.setAccessibleName(text)
        self.button.setVisible(offer is not None)
        if offer is not None:
            self.button.setText(offer.text)
            self._call = offer.call
        self._tint()
        self.show()

    def _tint(self) -> None:
        look = theme()
        self.icon.setPixmap(pixmap(ICONS[self._level], 16, look.meaning(self._level)))
        set_property(self, "note", self._level)


class Empty(QWidget):
    """A page in the place of an empty list: what that means, and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon_name = "file-text"
        self._role = "text_muted"
        self.icon = QLabel()
        self.title = QLabel()
        self.title.setProperty("role", "panel")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setProperty("role", "muted")
        self.text.setFixedWidth(460)
        for label in (self.icon, self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.text)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self.icon)
        column.addSpacing(4)
        column.addWidget(self.title)
        column.addLayout(middle)
        column.addSpacing(12)
        column.addLayout(self._row)
        column.addStretch(3)
        theme_signal().changed.connect(self._tint)

    def say(
        self, icon: str, title: str, text: str, offers: Sequence[Offer] = (), role: str = ""
    ) -> None:
        """Show what is the case and the buttons of what can be done."""
        self._icon_name, self._role = icon, role or "text_muted"
        self.title.setText(title)
        self.text.setText(text)
        for old in self.buttons:
            old.setParent(None)
            old.deleteLater()
        while self._row.takeAt(0) is not None:
            pass
        self.buttons = [self._button(one) for one in offers]
        self._row.addStretch(1)
        for button in self.buttons:
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._tint()

    def say_nothing(self) -> None:
        """Show an empty ground, for what is there in a moment."""
        self.say("", "", "")

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(f" {offer.text}" if offer.icon else offer.text)
        button.setAccessibleName(offer.text)
        button.setProperty("kind", offer.kind)
        if offer.icon:
            use_icon(button, offer.icon, "on_accent" if offer.kind == "main" else "text_muted")
        if offer.menu:
            menu = QMenu(button)
            fill_menu(menu, offer.menu)
            button.setMenu(menu)
        else:
            button.clicked.connect(lambda _checked: offer.call())
        return button

    def _tint(self) -> None:
        colour = getattr(theme().colour, self._role)
        self.icon.setPixmap(pixmap(self._icon_name, 40, colour) if self._icon_name else QPixmap())


def fill_menu(menu: QMenu, offers: Sequence[Offer]) -> None:
    """Put offers into a menu, those of a group into one of its own."""
    for one in offers:
        if one.menu:
            fill_menu(menu.addMenu(one.text), one.menu)
        else:
            menu.addAction(one.text, one.call)
