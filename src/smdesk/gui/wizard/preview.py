"""The windows beside the wizard, and the tab 预览: made when asked for, let go with the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from smdesk.gui.wizard.makers import Services

if TYPE_CHECKING:
    from smdesk.gui.preview.book import BookWindow
    from smdesk.gui.preview.panel import PreviewPanel
    from smdesk.gui.webfill.window import FillWindow


class Previews(QObject):
    """Holds the preview panel, the book window and the fill-in sheet of one draft."""

    def __init__(self, services: Services, owner: QWidget) -> None:
        super().__init__(owner)
        self._services, self._owner = services, owner
        self.panel: PreviewPanel | None = None
        self.book: BookWindow | None = None
        self.webfill: FillWindow | None = None

    def make_panel(self) -> PreviewPanel:
        """Return the panel of the tab 预览."""
        from smdesk.gui.preview.panel import PreviewPanel

        services = self._services
        self.panel = PreviewPanel(
            services.bridge, services.file, services.jobs, settings=services.settings,
            draft=not services.received,
        )  # fmt: skip
        self.panel.book_wanted.connect(self.open_book)
        return self.panel

    def open_book(self) -> None:
        """Show the whole packet in a window of its own; one that is open comes to the front."""
        if self.book is None:
            from smdesk.gui.preview.book import BookWindow

            services = self._services
            self.book = BookWindow(
                services.bridge, services.file, services.jobs, settings=services.settings,
                draft=not services.received, parent=self._owner.window(),
            )  # fmt: skip
            self.book.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.book.destroyed.connect(self._closed)
            self.book.show()
        self.book.raise_()
        self.book.activateWindow()

    def open_webfill(self) -> None:
        """Show the fill-in sheet for the notice's website; one that is open comes to the front."""
        services = self._services
        if services.bridge.session.pack.notice.delivery.website is None:
            return
        if self.webfill is None:
            from smdesk.gui.webfill.window import FillWindow

            # No parent: it stands beside the browser while the wizard is minimized.
            self.webfill = FillWindow(
                services.bridge, services.file, services.jobs, services.settings,
                choose_folder=services.choose_folder, open_folder=services.open_folder,
            )  # fmt: skip
            self.webfill.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.webfill.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
            self.webfill.destroyed.connect(self._webfill_closed)
            self.webfill.show()
        self.webfill.raise_()
        self.webfill.activateWindow()

    def end(self) -> None:
        """Stop drawing and close the windows."""
        if self.panel is not None:
            self.panel.close_preview()
        if self.book is not None:
            self.book.close()
        if self.webfill is not None:
            self.webfill.close()

    def _webfill_closed(self) -> None:
        self.webfill = None

    def _closed(self) -> None:
        self.book = None
