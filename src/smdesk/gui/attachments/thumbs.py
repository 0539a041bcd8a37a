"""Thumbnails of attached files, made beside the window and kept by sha256."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from smdesk.errors import SmdeskError
from smdesk.gui.narrative.files import BlobStore, Jobs
from smdesk.service.thumbs import Thumb, kind_of, look

WIDE, HIGH = 54, 72
_SHARP = 2
"""Thumbnails are made for screens of up to 200 %."""


@dataclass(frozen=True)
class Seen:
    """What is known of a file: its glance, and its pixels if it has a picture."""

    thumb: Thumb
    pixels: QPixmap | None


class Thumbs(QObject):
    """Looks at each file once; ``ready(sha256)`` comes when it has."""

    ready = Signal(str)

    def __init__(self, blobs: BlobStore, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._blobs, self._jobs = blobs, jobs
        self._seen: dict[str, Seen] = {}
        self._asked: set[str] = set()

    def of(self, sha256: str, media_type: str) -> Seen | None:
        """Return what is known of a file; where nothing is yet, it is looked at."""
        if sha256 not in self._seen and sha256 not in self._asked:
            self._asked.add(sha256)
            blobs = self._blobs
            job = self._jobs(lambda _: (sha256, _look(blobs, sha256, media_type)))
            job.done.connect(self._keep)
            job.start()
        return self._seen.get(sha256)

    def _keep(self, found: tuple[str, Thumb]) -> None:
        sha256, thumb = found
        pixels = QPixmap()
        made = thumb.png is not None and pixels.loadFromData(thumb.png)
        self._seen[sha256] = Seen(thumb, pixels if made else None)
        self.ready.emit(sha256)


def _look(blobs: BlobStore, sha256: str, media_type: str) -> Thumb:
    try:
        data = blobs.read(sha256)
    except (KeyError, SmdeskError):
        return Thumb(kind_of(media_type), sound=False)
    return look(data, media_type, (WIDE * _SHARP, HIGH * _SHARP))
