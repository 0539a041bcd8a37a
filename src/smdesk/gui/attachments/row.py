"""One attached file: its picture, name, size, note, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import sentence
from smdesk.gui.attachments.files import shown_size
from smdesk.gui.attachments.note import NoteEdit
from smdesk.gui.attachments.thumbs import HIGH, WIDE, Seen
from smdesk.gui.theme.icons import paint_icon, pixmap, use_icon
from smdesk.gui.theme.tokens import theme
from smdesk.notices.declaration import Attachment
from smdesk.notices.text import clean
from smdesk.packet.evidence import printable
from smdesk.service.attachments import told as told_pages
from smdesk.service.attachments_door import named_wrong
from smdesk.service.attachments_look import density
from smdesk.service.thumbs import kind_of

ROW = "application/x-smdesk-attachment"
_ICONS = {"image": "image", "pdf": "file-text", "word": "file-text", "other": "file-text"}
_NAMES = {
    "image/jpeg": "JPG 图片",
    "image/png": "PNG 图片",
    "image/tiff": "TIFF 图片",
    "image/bmp": "BMP 图片",
    "image/gif": "GIF 图片",
    "application/pdf": "PDF",
}
_FAULTS = {
    "damaged": "attachments.damaged", "locked": "attachments.locked-page",
    "empty": "attachments.empty", "large": "attachments.large",
}  # fmt: skip


class Picture(QWidget):
    """The thumbnail, or the icon of the file's kind."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(WIDE + 4, HIGH + 4)
        self._pixels: QPixmap | None = None
        self._icon = "file-text"

    def show_file(self, media_type: str, seen: Seen | None) -> None:
        """Show a file, or that it is still being looked at."""
        self._icon = icon_of(media_type)
        self._pixels = seen.pixels if seen else None
        if seen and not seen.thumb.sound:
            self._icon = "triangle-alert"
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it as a sheet with a thin edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        colour = theme().colour
        if self._pixels is None:
            painter.setPen(QPen(colour.line, 1))
            painter.setBrush(colour.window)
            painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            place = QRectF(0, 0, 24, 24)
            place.moveCenter(room.center())
            paint_icon(painter, self._icon, place, colour.text_muted)
        else:
            size = self._pixels.size().scaled(
                room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(room.center())
            painter.drawPixmap(place, self._pixels, QRectF(self._pixels.rect()))
            painter.setPen(QPen(colour.line_strong, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place)
        painter.end()


class FileRow(QWidget):
    """Shows attachment ``index``; its signals say what a person wants done with it."""

    opened = Signal()
    paged = Signal()
    removed = Signal()
    shifted = Signal(int)
    walked = Signal(int)
    menu_wanted = Signal(QPoint)
    entered = Signal()

    def __init__(self, *, read_only: bool = False) -> None:
        super().__init__()
        self.index = -1
        self.one: Attachment | None = None
        self._press: QPoint | None = None
        self._read_only = read_only
        self.setObjectName("file-row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture = Picture()
        self.name, self.about, self.warning = QLabel(), QLabel(), QLabel()
        self.warn_icon = QLabel()
        self.note = NoteEdit()
        self.buttons = self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> dict[str, QToolButton]:
        made = {
            "pages": _button("页面", "Ctrl+回车", "crop", self.paged.emit),
            "open": _button("打开查看", "回车", "external-link", self.opened.emit),
            "up": _button("上移", "Alt+↑", "arrow-up", lambda: self.shifted.emit(-1)),
            "down": _button("下移", "Alt+↓", "arrow-down", lambda: self.shifted.emit(1)),
            "more": _button("移到其他栏目", "", "ellipsis", self._ask_menu),
            "remove": _button("删除附件", "Delete", "trash-2", self.removed.emit),
        }
        for name, button in made.items():
            button.setEnabled(name in {"open", "pages"} or not self._read_only)
        return made

    def _lay_out(self) -> None:
        for label in (self.name, self.about, self.warning):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.name, self.warning):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name.setFont(theme().font("strong"))
        self.about.setProperty("role", "small")
        self.warn_icon.setFixedSize(16, 16)
        self.note.setPlaceholderText("备注（可不填）")
        self.note.setReadOnly(self._read_only)
        self.note.setMaximumWidth(420)
        self.note.setObjectName("file-note")
        self.note.setStyleSheet(
            "#file-note { border-color: transparent; background: transparent; margin-left: -9px; }"
            "#file-note:hover { border-color: palette(mid); }"
            "#file-note:focus { border-color: palette(highlight); background: palette(base); }"
        )
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self.about)
        second.addSpacing(6)
        second.addWidget(self.warn_icon)
        second.addWidget(self.warning, 1)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.addWidget(self.name)
        middle.addLayout(second)
        middle.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addLayout(middle, 1)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for button in self.buttons.values():
            tools.addWidget(button)
        row.addLayout(tools)

    # -- what it shows -----------------------------------------------------------------------

    def show_file(
        self, index: int, one: Attachment, seen: Seen | None, same: str, *, ends: tuple[bool, bool]
    ) -> None:
        """Show a file: ``same`` names another of the same content, ``ends``: first and last of all."""
        self.index, self.one = index, one
        self.picture.show_file(one.media_type, seen)
        self._about = _about(one, seen)
        level, warning = _warning(one, seen, same)
        self._warning = warning
        self.warning.setProperty("role", level)
        self.warning.style().polish(self.warning)
        self.warn_icon.clear()
        if warning:
            icon = {"error": "circle-x", "check": "triangle-alert"}.get(level, "info")
            self.warn_icon.setPixmap(pixmap(icon, 16, theme().meaning(level)))
        if clean(self.note.text()) != one.note:
            self.note.setText(one.note)
        told = f"{one.name}，{self._about}" + (f"，{warning}" if warning else "")
        self.setAccessibleName(told)
        self.note.setAccessibleName(f"{one.name} 的备注")
        self.buttons["pages"].setVisible(printable(one))
        for name in ("pages", "open", "up", "down", "more", "remove"):
            self.buttons[name].setAccessibleName(f"{self.buttons[name].text()} {one.name}")
        self.buttons["up"].setEnabled(not self._read_only and not ends[0])
        self.buttons["down"].setEnabled(not self._read_only and not ends[1])
        self._cut()

    def _cut(self) -> None:
        if self.one is None:
            return
        self.about.setText(self._about)
        for label, text, mode in (
            (self.name, self.one.name, Qt.TextElideMode.ElideMiddle),
            (self.warning, self._warning, Qt.TextElideMode.ElideRight),
        ):
            label.setText(label.fontMetrics().elidedText(text, mode, max(60, label.width())))
            label.setToolTip(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Cut long names for the new width."""
        super().resizeEvent(event)
        self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ground under the pointer and the ring of the focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = theme().colour
        if self.underMouse():
            painter.fillRect(self.rect(), colour.hover)
        painter.fillRect(QRect(12, 0, self.width() - 24, 1), colour.line)
        if self.hasFocus():
            painter.setPen(QPen(colour.accent, 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 4, 4)
        painter.end()

    # -- what a person does ------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Walk, move, open, remove by keys."""
        act = self._act(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, moved = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            by = -1 if key == Qt.Key.Key_Up else 1
            if moved:
                return None if self._read_only else lambda: self.shifted.emit(by)
            return lambda: self.walked.emit(by)
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self.paged.emit
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            return self.opened.emit
        if key == Qt.Key.Key_F2:
            return self.note.setFocus
        if key == Qt.Key.Key_Delete and not self._read_only:
            return self.removed.emit
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the person is here."""
        super().focusInEvent(event)
        self.update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show where the pointer is."""
        self.update()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show that the pointer went."""
        self.update()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu."""
        self.menu_wanted.emit(event.globalPos())

    def _ask_menu(self) -> None:
        button = self.buttons["more"]
        self.menu_wanted.emit(button.mapToGlobal(QPoint(0, button.height())))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin what may become a drag."""
        self._press = event.position().toPoint()
        self.setFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the file."""
        self._press = None
        event.accept()
        self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the file to another place."""
        here = event.position().toPoint()
        far = QApplication.startDragDistance()
        if self._press is None or self._read_only or (here - self._press).manhattanLength() < far:
            return
        self._press = None
        drag = QDrag(self)
        drag.setMimeData(row_mime(self.index))
        drag.setPixmap(self.grab(QRect(QPoint(0, 0), QSize(min(360, self.width()), self.height()))))
        drag.setHotSpot(QPoint(20, 20))
        drag.exec(Qt.DropAction.MoveAction)


def icon_of(media_type: str) -> str:
    """Return the name of the icon of a kind of file."""
    return _ICONS[kind_of(media_type)]


def row_mime(index: int) -> QMimeData:
    """Return what a dragged row carries."""
    mime = QMimeData()
    mime.setData(ROW, QByteArray(str(index).encode()))
    return mime


def _about(one: Attachment, seen: Seen | None) -> str:
    word = "Word 文件" if kind_of(one.media_type) == "word" else "文件"
    told = [_NAMES.get(one.media_type, word)]
    thumb = seen.thumb if seen else None
    if thumb is not None and thumb.dots and thumb.pages <= 1:
        told.append(f"{thumb.dots[0]:,} × {thumb.dots[1]:,}")
    if thumb is not None and (thumb.kind == "pdf" or thumb.pages > 1) and thumb.pages:
        told.append(f"{thumb.pages} 页")
    told.append(shown_size(one.size))
    if edited := told_pages(one, thumb.pages if thumb is not None and thumb.pages else 1):
        told.append(edited)
    if one.evidence:
        told.append(f"{len(one.evidence)} 处佐证")
    return " · ".join(told)


def _warning(one: Attachment, seen: Seen | None, same: str) -> tuple[str, str]:
    """Return level and text of the one thing that is most worth saying of a file."""
    if seen and seen.thumb.fault:
        return "error", sentence(_FAULTS[seen.thumb.fault])
    coarse = density(seen.thumb.dpi) if seen and seen.thumb.dpi is not None else None
    if coarse is not None:
        return coarse.level, coarse.message
    if wrong := named_wrong(one.name, one.media_type):
        return wrong.level, wrong.message
    if same:
        return "hint", sentence("pages.same-file", other=same)
    if kind_of(one.media_type) in {"word", "other"}:
        return "hint", sentence("pages.not-printed")
    return "hint", ""


def _button(name: str, keys: str, icon: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setText(name)
    button.setToolTip(f"{name}（{keys}）" if keys else name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    use_icon(button, icon)
    button.clicked.connect(lambda _=False: act())
    return button
