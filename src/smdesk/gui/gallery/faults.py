"""What is wrong with a window as it stands: cut words, nameless controls, a blank picture.

Each check returns sentences for a log; an empty tuple is a sound window. They see what is shown
now, so the same window is looked at in each of its states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)

from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.wizard.parts import Elided

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit, QTabBar,
)  # fmt: skip
"""Kinds of widgets that a person works with; each is to have a name."""
_SLACK = 1
_GRID = 64
_FOREIGN = re.compile(
    r"^(ok|cancel|yes|no|close|open|save|apply|help|discard|reset|retry|abort|ignore|undo|redo|cut"
    r"|copy|paste|delete|select all|show details\.*|file name:?|directory:?)$",
    re.IGNORECASE,
)


def faults_of(window: QWidget, image: QImage) -> tuple[str, ...]:
    """Return everything that is wrong with a window and its picture."""
    found = [f"{name_of(one)}: {what}" for one in shown(window) for what in _of_widget(one)]
    if is_blank(image):
        found.insert(0, "the picture is blank")
    return tuple(dict.fromkeys(found))


def shown(window: QWidget) -> Iterator[QWidget]:
    """Yield a window and what is to be seen in it; the inner parts of Qt's own controls are not."""
    yield window
    for one in window.findChildren(QWidget):
        own = one.isVisible() and one.window() is window.window()
        if own and not one.objectName().startswith("qt_") and not _inside_control(one):
            yield one


def name_of(widget: QWidget) -> str:
    """Return how a log calls a widget."""
    called = widget.accessibleName() or _text(widget) or widget.objectName()
    return f"{type(widget).__name__} “{called[:40]}”"


def is_blank(image: QImage) -> bool:
    """Tell whether a picture shows one colour and nothing else."""
    if image.isNull():
        return True
    steps = range(_GRID)
    seen = {
        image.pixel(x * image.width() // _GRID, y * image.height() // _GRID)
        for x in steps
        for y in steps
    }
    return (
        len(seen) < 2
        and len({image.pixel(x, image.height() // 2) for x in range(image.width())}) < 2
    )


def nameless(widget: QWidget) -> bool:
    """Tell whether a control has no name for a screen reader, or an icon button no tooltip."""
    if not isinstance(widget, CONTROLS):
        return False
    told = QAccessible.queryAccessibleInterface(widget)
    name = told.text(QAccessible.Text.Name) if told is not None else widget.accessibleName()
    return not name.strip()


def _of_widget(widget: QWidget) -> Iterator[str]:
    if nameless(widget):
        yield "has no accessible name"
    if isinstance(widget, QAbstractButton) and _small(widget) and not widget.toolTip():
        yield "is an icon without a tooltip"
    for text in _texts(widget):
        if _FOREIGN.match(re.sub(r"\(&\w\)|&", "", text).strip()):
            yield f"says “{text}”"
    yield from _cut(widget)
    if isinstance(widget, QTreeView | QListView) and _rows_too_low(widget):
        yield "has rows that were measured before the style was known"
    if _sticks_out(widget):
        yield f"sticks out of its parent {widget.geometry().getRect()}"


def _cut(widget: QWidget) -> Iterator[str]:
    """Yield where words have less room than they need."""
    if isinstance(widget, QLabel):
        if not isinstance(widget, Elided) and widget.text():
            yield from _cut_label(widget)
    elif isinstance(widget, QTabBar):
        for tab in filter(widget.isTabVisible, range(widget.count())):
            need = widget.fontMetrics().horizontalAdvance(widget.tabText(tab))
            if need > widget.tabRect(tab).width():
                yield f"tab “{widget.tabText(tab)}” is cut"
    elif isinstance(widget, TickBox):
        return  # its words are laid out by the cell, over several lines
    elif isinstance(widget, QAbstractButton) and _text(widget) and not _small(widget):
        least = _least(widget)
        if widget.width() + _SLACK < least.width() or widget.height() + _SLACK < least.height():
            yield f"is cut: {widget.width()} × {widget.height()} px, needs {least.toTuple()}"


def _small(button: QAbstractButton) -> bool:
    """Tell whether a button shows its icon alone."""
    if button.icon().isNull():
        return False
    if isinstance(button, QToolButton):
        return button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    return not button.text().strip()


def _least(button: QAbstractButton) -> QSize:
    hint = button.sizeHint()
    text = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())
    return QSize(min(hint.width(), text.width() + 4), min(hint.height(), text.height()))


def _cut_label(label: QLabel) -> Iterator[str]:
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        if need > label.height() + _SLACK:
            yield f"is cut: {label.height()} px high, needs {need}"
    elif not label.pixmap() and label.sizeHint().width() > label.width() + _SLACK:
        yield f"is cut: {label.width()} px wide, needs {label.sizeHint().width()}"


def _rows_too_low(tree: QTreeView | QListView) -> bool:
    """Tell whether rows are lower than their style wants."""
    last = tree.model().rowCount() - 1
    first = tree.model().index(max(0, min(1, last)), 0)
    rect = tree.visualRect(first)
    return not rect.isEmpty() and rect.height() < tree.sizeHintForIndex(first).height()


def _sticks_out(widget: QWidget) -> bool:
    """Tell whether a part of a layout has no room in its parent."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return False
    layout = parent.layout()
    if layout is None or layout.indexOf(widget) < 0:
        return False
    room = QRect(QPoint(0, 0), parent.size()).adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    return not room.contains(widget.geometry())


def _inside_control(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit | QAbstractItemView):
            return True
        if isinstance(parent, QPlainTextEdit | QTabBar | QMenuBar):
            return True
        parent = parent.parentWidget()
    return False


def _texts(widget: QWidget) -> Iterator[str]:
    text = _text(widget)
    if text:
        yield text
    if isinstance(widget, QMenu):
        yield from (one.text().split("\t")[0] for one in widget.actions())


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
