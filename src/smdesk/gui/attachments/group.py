"""One slot of the notice's 参考附件: its title and state, its files, a place to drop more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.attachments.files import shown_size
from smdesk.gui.attachments.row import ROW, FileRow
from smdesk.gui.narrative.part import LEVEL_ICONS, LEVEL_WORDS
from smdesk.gui.theme.icons import pixmap, use_icon
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.rules.findings import LEVELS, Finding
from smdesk.service.attachments import stored_size


class SlotGroup(QFrame):
    """Shows a slot. ``add``: files are to be chosen; ``paste``: from the clipboard;
    ``dropped(paths, at)``: files came at a place; ``placed(index, at)``: a file is to move here.
    """

    add = Signal()
    paste = Signal()
    dropped = Signal(object, int)
    placed = Signal(int, int)

    def __init__(
        self, slot: str, title: str, *, required: bool, many: bool = True, read_only: bool = False
    ) -> None:
        super().__init__()
        self.slot, self.title, self.required = slot, title, required
        self.rows: list[FileRow] = []
        self._mark_at: int | None = None
        self._read_only = read_only
        self.setProperty("ground", "card")
        self.setAccessibleName(title)
        self.setAcceptDrops(not read_only)
        self.dot, self.state, self.told_icon = QLabel(), QLabel(), QLabel()
        self.told = QLabel()
        self.heading = QLabel(title)
        self.add_button = QPushButton("添加文件…")
        self.paste_button = QToolButton()
        self.empty = QLabel()
        self.empty.setText(
            "没有文件"
            if read_only
            else "把文件拖到这里，或点“添加文件”" + ("" if many else "（只放一个文件）")
        )
        self._line = QWidget(self)
        self._line.setStyleSheet("background: palette(highlight);")
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.hide()
        self._lay_out()
        self.show_findings(())

    def _lay_out(self) -> None:
        for label in (self.heading, self.told, self.empty, self.state):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.heading.setFont(theme().font("strong"))
        self.dot.setFixedSize(16, 16)
        self.told_icon.setFixedSize(16, 16)
        self.state.setProperty("role", "small")
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setFixedHeight(56)
        self.empty.setContentsMargins(0, 0, 0, 12)
        for button in (self.add_button, self.paste_button):
            button.setEnabled(not self._read_only)
        use_icon(self.add_button, "plus")
        self.add_button.setAccessibleName(f"添加文件到“{self.title}”")
        self.add_button.clicked.connect(self.add)
        use_icon(self.paste_button, "clipboard-paste")
        self.paste_button.setAccessibleName(f"粘贴到“{self.title}”")
        self.paste_button.setToolTip("粘贴剪贴板中的图片或文件（Ctrl+V）")
        self.paste_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.paste_button.clicked.connect(self.paste)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 10)
        head.setSpacing(8)
        head.addWidget(self.dot)
        head.addWidget(self.heading, 1)
        for widget in (self.told_icon, self.told, self.state, self.paste_button, self.add_button):
            head.addWidget(widget)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(1, 1, 1, 1)
        self.box.setSpacing(0)
        self.box.addLayout(head)
        self.box.addWidget(self.empty)

    # -- what it shows -----------------------------------------------------------------------

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        """Hold these rows, in this order."""
        for old in self.rows:
            if old not in rows:
                self.box.removeWidget(old)
        self.rows = list(rows)
        for number, row in enumerate(rows):
            if self.box.indexOf(row) != number + 2:
                self.box.removeWidget(row)
                self.box.insertWidget(number + 2, row)
            row.show()
        self.empty.setVisible(not rows)
        size = stored_size(row.one for row in rows if row.one)
        none = "必附，尚未添加" if self.required else "可不附"
        self.state.setText(f"{len(rows)} 个文件 · {shown_size(size)}" if rows else none)
        self._show_dot()

    def _show_dot(self) -> None:
        colour = theme().colour
        if self.rows:
            self.dot.setPixmap(pixmap("circle-check", 16, colour.done))
        elif self.required:
            self.dot.setPixmap(pixmap("circle", 16, colour.text_muted))
        else:
            self.dot.clear()
        self.dot.setAccessibleName("已添加" if self.rows else "尚未添加" if self.required else "")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found of this slot: an icon and, with the rest in the tooltip, its words."""
        self._findings = tuple(sorted(findings, key=lambda one: LEVELS[one.level]))
        self.told_icon.clear()
        text = "；".join(one.message for one in self._findings)
        self.told.clear()
        if self._findings:
            level = self._findings[0].level
            self.told.setText(LEVEL_WORDS[level])
            set_property(self.told, "role", level)
            self.told_icon.setPixmap(pixmap(LEVEL_ICONS[level], 16, theme().meaning(level)))
        for label in (self.told_icon, self.told):
            label.setToolTip(text)
            label.setAccessibleName(text)

    def dress(self) -> None:
        """Take the theme."""
        self._show_dot()
        self.show_findings(self._findings)

    # -- drag and drop -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Say whether something can be dropped here."""
        self._over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show where it would go."""
        self._over(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Show nothing any more."""
        super().dragLeaveEvent(event)
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take files, or a file of another place."""
        mime, at = event.mimeData(), self.place_at(event.position().toPoint())
        self._mark(None)
        moved = moved_index(mime)
        if moved is not None:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.placed.emit(moved, at)
        elif files := local_files(mime):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(files, at)

    def _over(self, event: QDragMoveEvent) -> None:
        mime = event.mimeData()
        if mime.hasFormat(ROW) or mime.hasUrls():
            event.acceptProposedAction()
            self._mark(self.place_at(event.position().toPoint()))

    def place_at(self, point: QPoint) -> int:
        """Return before which of the rows a point lies."""
        return sum(point.y() > row.geometry().center().y() for row in self.rows)

    def _mark(self, at: int | None) -> None:
        self._mark_at = at
        self._line.setVisible(at is not None and bool(self.rows))
        if at is not None and self.rows:
            below = at >= len(self.rows)
            row = self.rows[-1 if below else at].geometry()
            self._line.setGeometry(
                8, (row.bottom() if below else row.top()) - 1, self.width() - 16, 3
            )
            self._line.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw where a drop would go, and the dashed place of an empty slot."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = theme().colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.rows and not self._read_only:
            room = self.empty.geometry().adjusted(16, 0, -16, -12)
            over = self._mark_at is not None
            painter.setPen(
                QPen(colour.accent if over else colour.line_strong, 1, Qt.PenStyle.DashLine)
            )
            painter.setBrush(colour.selected if over else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, 4, 4)
        painter.end()


def local_files(mime: QMimeData) -> list[Path]:
    """Return the files of this machine that a clipboard or a drag names."""
    return [Path(one.toLocalFile()) for one in mime.urls() if one.isLocalFile()]


def moved_index(mime: QMimeData) -> int | None:
    """Return which attachment is being dragged, ``None`` for anything else."""
    text = bytes(mime.data(ROW).data()).decode("ascii", "replace") if mime.hasFormat(ROW) else ""
    return int(text) if text.isdecimal() else None
