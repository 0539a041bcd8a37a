"""整册预览: the whole packet as it will be bound, spread by spread, in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.preview.bar import PageBar, ZoomBar
from smdesk.gui.preview.compose import Compositor
from smdesk.gui.preview.drawer import Drawer, Jobs, Wish
from smdesk.gui.preview.view import PageView
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.contents_choice import contents_of
from smdesk.gui.work import Job, QtTimer
from smdesk.service.session import Changes
from smdesk.service.session.autosave import Timer

PAUSE = 0.25
"""Seconds without an edit after which the pages that show are drawn again."""
_LIST = """QListWidget {{ border: none; border-right: 1px solid {line}; }}
QListWidget::item {{ padding-left: 10px; }}
QListWidget::item:hover {{ background: {hover}; }}
QListWidget::item:selected {{ background: {selected}; color: {text}; }}"""
_PLACE = Qt.ItemDataRole.UserRole


class BookWindow(QWidget):
    """All pages of a draft; those that show are drawn. It follows the edits while it is open."""

    def __init__(
        self,
        bridge: SessionBridge,
        files: Files,
        jobs: Jobs = Job,
        *,
        settings: QSettings | None = None,
        timer: Timer | None = None,
        draft: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._bridge, self._settings = bridge, settings
        session = bridge.session
        self._timer: Timer = timer or QtTimer(self)
        compositor = Compositor(session.pack, session.form, files, draft=draft)
        self.view = PageView()
        self.drawer = Drawer(compositor, self.view, jobs, parent=self)
        self.view.set_source(self.drawer.image)
        self.view.set_mode("spread")
        self._put_together()
        self.setWindowTitle(f"整册预览　{session.form.title}")
        self.resize(QSize(1120, 820))
        self.drawer.drawn.connect(self._drawn)
        self.drawer.failed.connect(self._failed)
        self.drawer.progress.connect(self._progress)
        self.view.moved.connect(self._moved)
        bridge.changed.connect(self._changed)
        bridge.relaid.connect(self._relaid)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._draw()

    def _put_together(self) -> None:
        self.bar = ZoomBar(self.view)
        self.pages = PageBar(self.view)
        self.note = QLabel("正在排版……")
        self.note.setProperty("role", "muted")
        self.note.setContentsMargins(12, 8, 12, 8)
        self.note.setWordWrap(True)
        self.parts = QListWidget()
        self.parts.setAccessibleName("材料目录")
        self.parts.setFixedWidth(220)
        self.parts.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._dress()
        theme_signal().changed.connect(self._dress)
        self.parts.itemActivated.connect(self._go)
        self.parts.itemClicked.connect(self._go)
        side = QHBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.parts)
        side.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.note)
        column.addLayout(side, 1)
        column.addWidget(self.pages)
        self.view.setFocus()

    def _dress(self) -> None:
        colour = theme().colour
        names = ("line", "hover", "selected", "text")
        self.parts.setStyleSheet(
            _LIST.format(**{one: getattr(colour, one).name() for one in names})
        )

    # -- when it is drawn ------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.edited:
            self._timer.start(PAUSE, self._draw)

    def _relaid(self) -> None:
        self._timer.start(0.0, self._draw)

    def _draw(self) -> None:
        contents = contents_of(self._settings)
        self.drawer.show(Wish(self._bridge.session.content, contents=contents))

    def _moved(self) -> None:
        if self.isVisible():
            self.drawer.refresh()
        self._follow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stop drawing and go."""
        self._timer.stop()
        self.drawer.close()
        self._bridge.changed.disconnect(self._changed)
        self._bridge.relaid.disconnect(self._relaid)
        super().closeEvent(event)

    # -- what came -------------------------------------------------------------------------------

    def _drawn(self) -> None:
        self.note.hide()
        self.view.set_sheets(self.drawer.sheets)
        self._list_parts()
        self.pages.show_state()
        self.bar.show_state()

    def _progress(self, done: int, total: int, title: str) -> None:
        """Say which part is laid out, as long as there is nothing else to see."""
        if not self.view.sheets:
            told = f"：{title}" if title else ""
            self.note.setText(f"正在排版第 {done + 1} 份材料，共 {total} 份{told}")

    def _failed(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setProperty("role", "error")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.show()

    def _list_parts(self) -> None:
        """List the parts with the numbers of their first pages; nothing if they are the same."""
        starts: dict[int, int] = {}
        for number, sheet in enumerate(self.view.sheets):
            starts.setdefault(sheet.part, number)
        wanted = [
            (f"{self.drawer.title(self.view.sheets[number])}", number) for number in starts.values()
        ]
        listed = [
            (self.parts.item(row).text(), self.parts.item(row).data(_PLACE))
            for row in range(self.parts.count())
        ]
        if wanted == listed:
            return
        self.parts.clear()
        for title, number in wanted:
            item = QListWidgetItem(title)
            item.setData(_PLACE, number)
            item.setSizeHint(QSize(0, 32))
            item.setToolTip(f"{title}　第 {self.view.sheets[number].number} 页起")
            self.parts.addItem(item)
        self._follow()

    def _go(self, item: QListWidgetItem) -> None:
        self.view.go_to(item.data(_PLACE))

    def _follow(self) -> None:
        """Choose the part in the list that the page at hand belongs to."""
        current = self.view.current
        rows = [row for row in range(self.parts.count())
                if self.parts.item(row).data(_PLACE) <= current]  # fmt: skip
        if rows and rows[-1] != self.parts.currentRow():
            self.parts.setCurrentRow(rows[-1])
