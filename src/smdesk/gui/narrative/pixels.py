"""The pictures of a narrative as they are read beside the window, and put into its editors."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from smdesk.gui.narrative import files
from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.narrative.figures import Shown
from smdesk.gui.narrative.files import BlobStore, Jobs, Pixels
from smdesk.notices.declaration import Picture


class PictureLoader(QObject):
    """Reads each picture that is wanted once; ``editors`` are those that may show it."""

    def __init__(
        self,
        blobs: BlobStore,
        jobs: Jobs,
        editors: Callable[[], Iterable[PartEditor]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._blobs, self._jobs, self._editors = blobs, jobs, editors
        self.shown = Shown(self._want)

    def _want(self, sha256: str, media_type: str) -> None:
        job = self._jobs(lambda _: files.show_picture(self._blobs, sha256, media_type))
        job.done.connect(self._show)
        job.start()

    def _show(self, pixels: Pixels) -> None:
        picture = QPixmap()
        made = pixels.png is not None and picture.loadFromData(pixels.png)
        self.shown.put(pixels.sha256, picture if made else None, pixels.dots)
        for editor in self._editors():
            held = editor.blocks
            if any(isinstance(one, Picture) and one.sha256 == pixels.sha256 for one in held):
                editor.redraw_figures()
