"""The tab 预览 and the window of the whole book: made when asked for, let go with the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from smdesk.gui.wizard.makers import Services

if TYPE_CHECKING:
    from smdesk.gui.preview.book import BookWindow
    from smdesk.gui.preview.panel import PreviewPanel


class Previews(QObject):
    """Holds the preview panel and the book window of one draft."""

    def __init__(self, services: Services, owner: QWidget) -> None:
        super().__init__(owner)
        self._services, self._owner = services, owner
        self.panel: PreviewPanel | None = None
        self.book: BookWindow | None = None

    def make_panel(self) -> PreviewPanel:
        """Return the panel of the tab 预览."""
        from smdesk.gui.preview.panel import PreviewPanel

        services = self._services
        self.panel = PreviewPanel(services.bridge, services.file, services.jobs)
        self.panel.book_wanted.connect(self.open_book)
        return self.panel

    def open_book(self) -> None:
        """Show the whole packet in a window of its own; one that is open comes to the front."""
        if self.book is None:
            from smdesk.gui.preview.book import BookWindow

            services = self._services
            self.book = BookWindow(
                services.bridge, services.file, services.jobs, parent=self._owner.window()
            )
            self.book.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.book.destroyed.connect(self._closed)
            self.book.show()
        self.book.raise_()
        self.book.activateWindow()

    def end(self) -> None:
        """Stop drawing and close the book."""
        if self.panel is not None:
            self.panel.close_preview()
        if self.book is not None:
            self.book.close()

    def _closed(self) -> None:
        self.book = None
