"""Small pieces that the wizard's panels and pages are put together from."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from smdesk.gui.theme.icons import use_icon

LEVEL_WORDS = {"error": "错误", "check": "核实", "hint": "提示"}
"""What the levels of findings are called."""
LEVEL_ICONS = {
    "error": "circle-x",
    "check": "triangle-alert",
    "hint": "info",
    "done": "circle-check",
}
"""The icon of each level; ``done`` is that of an answered 核实."""

_UNBROKEN = re.compile(r"[!-~]{17,}")
"""Letters and digits without a gap, longer than any word."""

Ground = Literal["surface", "rail", "desk", "bar", "card"]


def words(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain-text label in a role of the style sheet."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def breakable(text: str) -> str:
    """Return ``text`` with places to break long codes and addresses in, which are not seen."""
    return _UNBROKEN.sub(lambda found: "\u200b".join(found.group()), text)


def set_role(widget: QWidget, role: str) -> None:
    """Give a label another role and let the style sheet see it."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def links(role: str = "") -> QLabel:
    """Return a wrapping label for links that are reached by mouse and by Tab."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    if role:
        label.setProperty("role", role)
    return label


def tool(icon: str, name: str, shortcut: str = "", *, words_beside: bool = False) -> QToolButton:
    """Return an icon button with its accessible name, and its shortcut in the tooltip."""
    button = QToolButton()
    button.setText(name)
    button.setAccessibleName(name)
    button.setToolTip(f"{name}（{shortcut}）" if shortcut else name)
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    button.setToolButtonStyle(beside if words_beside else Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    use_icon(button, icon)
    return button


def push(name: str, kind: str = "", icon: str = "") -> QPushButton:
    """Return a button that says what happens."""
    button = QPushButton()
    label_button(button, name, spaced=bool(icon))
    button.setAutoDefault(True)
    if kind:
        button.setProperty("kind", kind)
    if icon:
        use_icon(button, icon, "on_accent" if kind == "main" else "text_muted")
    return button


def label_button(button: QPushButton, name: str, *, spaced: bool = True) -> None:
    """Put ``name`` on a button, a little off its icon; read out as it is."""
    button.setText(f" {name}" if spaced else name)
    button.setAccessibleName(name)


def scrolling(inner: QWidget, ground: Ground = "surface") -> QScrollArea:
    """Return ``inner`` in an area that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner.setProperty("ground", ground)
    inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area.setWidget(inner)
    for one in (area, area.viewport()):
        one.setProperty("ground", ground)
        one.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return area


class LeaveUndo(QObject):
    """Keeps an editor from taking Ctrl+Z and Ctrl+Y, so that they reach the session's history."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            standard = QKeySequence.StandardKey
            if event.matches(standard.Undo) or event.matches(standard.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class Elided(QLabel):
    """One line that is cut with … where there is no room, whole in its tooltip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._text = name, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "small")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.fontMetrics().horizontalAdvance(self._text) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, super().minimumSizeHint().height())

    def show_text(self, text: str) -> None:
        self._text = text
        self.updateGeometry()
        self.setToolTip(text)
        self.setAccessibleName(f"{self._name}：{text}" if text else self._name)
        self._cut()

    def full_text(self) -> str:
        """Return the whole sentence."""
        return self._text

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._cut()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another face: a role changes it after the text was set."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
            self._cut()

    def _cut(self) -> None:
        room = self.fontMetrics()
        self.setText(room.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width()))
