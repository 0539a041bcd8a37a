"""Icons of one set (Lucide, ISC), tinted by the theme; the files lie in ``resources/icons``."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from smdesk import paths
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal

SMALL = 16
"""Pixels of an icon in a line of text."""
LARGE = 20
"""Pixels of an icon that stands alone."""


class _Target(Protocol):
    def setIcon(self, icon: QIcon, /) -> None: ...  # noqa: N802


def icon(name: str, size: int = SMALL, colour: QColor | None = None) -> QIcon:
    """Return the icon ``name`` in ``colour`` (the muted text if none), greyed where disabled.

    Raises ``KeyError`` when the set has no such icon.
    """
    tint = (colour or theme().colour.text_muted).name(QColor.NameFormat.HexArgb)
    off = theme().colour.text_off.name(QColor.NameFormat.HexArgb)
    return _icon(name, size, tint, off, _ratios())


def pixmap(
    name: str, size: int = SMALL, colour: QColor | None = None, ratio: float | None = None
) -> QPixmap:
    """Return the icon ``name`` as pixels for a screen of ``ratio`` (the sharpest one if none)."""
    tint = (colour or theme().colour.text_muted).name(QColor.NameFormat.HexArgb)
    return _pixmap(name, size, tint, ratio or max(_ratios()))


def paint_icon(painter: QPainter, name: str, place: QRectF, colour: QColor | None = None) -> None:
    """Draw the icon ``name`` into ``place`` as lines, sharp at any scale."""
    from PySide6.QtSvg import QSvgRenderer

    tint = (colour or theme().colour.text_muted).name()
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", tint).encode()))
    renderer.render(painter, place)


def use_icon(target: QObject, name: str, role: str = "text_muted", size: int = SMALL) -> None:
    """Give a button or action the icon ``name`` in a theme colour, and again when that changes.

    ``role`` is a field of `Colours`. Called again, it replaces the icon.
    """
    for old in target.findChildren(_Tint, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.setParent(None)
        old.deleteLater()
    _Tint(target, name, role, size)


class _Tint(QObject):
    """Lives as long as its target and keeps the icon of that in the theme's colour."""

    def __init__(self, target: QObject, name: str, role: str, size: int) -> None:
        super().__init__(target)
        self._name, self._role, self._size = name, role, size
        theme_signal().changed.connect(self.paint)
        self.paint()

    def paint(self) -> None:
        target = self.parent()
        if target is not None:
            colour: QColor = getattr(theme().colour, self._role)
            shown: _Target = target  # type: ignore[assignment]
            shown.setIcon(icon(self._name, self._size, colour))


def _ratios() -> tuple[float, ...]:
    screens = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    return tuple(sorted({1.0} | screens))


@cache
def _icon(name: str, size: int, tint: str, off: str, ratios: tuple[float, ...]) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        made.addPixmap(_pixmap(name, size, tint, ratio), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, size, off, ratio), QIcon.Mode.Disabled)
    return made


@cache
def _pixmap(name: str, size: int, tint: str, ratio: float) -> QPixmap:
    pixels = QPixmap(round(size * ratio), round(size * ratio))
    pixels.fill(Qt.GlobalColor.transparent)
    pixels.setDevicePixelRatio(ratio)
    _source(name)  # a painter that an exception leaves behind outlives its pixels and crashes
    painter = QPainter(pixels)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, name, QRectF(0, 0, size, size), QColor(tint))
    painter.end()
    return pixels


@cache
def _source(name: str) -> str:
    path = paths.resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")
