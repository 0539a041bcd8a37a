"""The preview beside the table: the pages of the part at hand, drawn again at each pause."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.preview.bar import PageBar, ZoomBar, tool
from smdesk.gui.preview.compose import Compositor
from smdesk.gui.preview.drawer import Drawer, Jobs, Wish
from smdesk.gui.preview.sheets import Sheet
from smdesk.gui.preview.view import PageView
from smdesk.gui.wizard.contents_choice import contents_of
from smdesk.gui.work import Job, QtTimer
from smdesk.service.session import Changes
from smdesk.service.session.autosave import Timer

PAUSE = 0.06
"""Seconds without an edit after which the pages are drawn again."""


class PreviewPanel(QWidget):
    """The pages of the step at hand of one draft, as a draft prints them unless ``draft`` is false.

    ``book_wanted`` comes with the button 整册预览. Nothing is drawn while it does not show.
    """

    book_wanted = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        files: Files,
        jobs: Jobs = Job,
        *,
        settings: QSettings | None = None,
        timer: Timer | None = None,
        compositor: Compositor | None = None,
        draft: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._settings = bridge, settings
        self._session = bridge.session
        self._step = self._session.section_of(self._session.place) or ""
        self._timer: Timer = timer or QtTimer(self)
        self.compositor = compositor or Compositor(
            self._session.pack, self._session.form, files, draft=draft
        )
        self.view = PageView()
        self.drawer = Drawer(self.compositor, self.view, jobs, parent=self)
        self.view.set_source(self.drawer.image)
        self._put_together()
        self.drawer.drawn.connect(self._drawn)
        self.drawer.placed.connect(self._placed)
        self.drawer.failed.connect(self._failed)
        self.view.moved.connect(self._view_moved)
        bridge.changed.connect(self._changed)
        bridge.relaid.connect(self._relaid)

    def _put_together(self) -> None:
        self.bar = ZoomBar(self.view)
        self.book = tool("maximize", "整册预览", "Ctrl+P")
        self.book.setToolTip("整册预览：在大窗口中按双面翻看全部材料（Ctrl+P）")
        self.book.clicked.connect(self.book_wanted)
        self.bar.row.addWidget(self.book)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("role", "error")
        self.note.setContentsMargins(12, 8, 12, 8)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.hide()
        self.pages = PageBar(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.note)
        column.addWidget(self.view, 1)
        column.addWidget(self.pages)
        self.setAccessibleName("预览")

    @property
    def step(self) -> str:
        """The step whose pages show."""
        return self._step

    def show_step(self, step: str) -> None:
        """Follow the wizard to a step; one without pages of its own shows the whole packet."""
        if step != self._step:
            self._step = step
            self._soon(0.0)

    def close_preview(self) -> None:
        """Stop drawing; the draft is being closed."""
        self._timer.stop()
        self.drawer.close()

    # -- when it is drawn ------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Draw what was edited while the panel did not show."""
        super().showEvent(event)
        self._soon(0.0)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Draw nothing more."""
        super().hideEvent(event)
        self._timer.stop()

    def _changed(self, changes: Changes) -> None:
        step = self._session.section_of(changes.place)
        if step is not None:
            self._step = step
        if changes.edited or changes.cause == "moved":
            self._soon(PAUSE)

    def _relaid(self) -> None:
        self._soon(0.0)

    def _soon(self, seconds: float) -> None:
        if self.isVisible():
            self._timer.start(seconds, self._draw)

    def _draw(self) -> None:
        contents = contents_of(self._settings)
        self.drawer.show(Wish(self._session.content, self._step, self._place(), contents))

    def _place(self) -> str:
        """Return where the person is in the step, its first place if elsewhere."""
        place = self._session.place
        if self._session.section_of(place) == self._step:
            return place
        return next(iter(self._session.places(self._step)), "")

    # -- what came -------------------------------------------------------------------------------

    def _drawn(self) -> None:
        self.note.hide()
        other = [one.part for one in self.view.sheets] != [one.part for one in self.drawer.sheets]
        self.view.set_sheets(self.drawer.sheets)
        if other:
            self.view.clear_place()
            self.view.go_to(0)
        self.pages.show_state()
        self.bar.show_state()

    def _placed(self, sheet: Sheet | None, top: float) -> None:
        if sheet is None:
            self.view.clear_place()
        else:
            self.view.show_place(sheet, top)

    def _failed(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.show()

    def _view_moved(self) -> None:
        if self.isVisible():
            self.drawer.refresh()
