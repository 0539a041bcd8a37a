"""Thumbnails of attached files, made beside the window and kept by sha256."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from smdesk.errors import SmdeskError
from smdesk.gui.narrative.files import BlobStore, Jobs, while_alive
from smdesk.notices.declaration import Attachment, PageEdit
from smdesk.service.thumbs import Thumb, kind_of, look

WIDE, HIGH = 54, 72
_SHARP = 2
"""Thumbnails are made for screens of up to 200 %."""
_MOST = 600
"""Pictures that are kept."""

_Key = tuple[str, PageEdit | None]


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
        self._seen: OrderedDict[_Key, Seen] = OrderedDict()
        self._running: set[str] = set()
        self._last: dict[str, Seen] = {}

    def of(self, one: Attachment) -> Seen | None:
        """Return what is known of a file; where nothing is yet, it is looked at.

        While its first page is drawn with other edits, what was known before is returned. A file is
        looked at once at a time: `ready` lets the page ask again, for the edits as they stand then.
        """
        key = (one.sha256, one.pages[0] if one.pages else None)
        if key not in self._seen and one.sha256 not in self._running:
            self._running.add(one.sha256)
            blobs, media_type = self._blobs, one.media_type
            job = self._jobs(lambda _: (key, _look(blobs, key, media_type)))
            job.done.connect(self._keep)
            job.finished.connect(while_alive(self, lambda: self._running.discard(key[0])))
            job.start()
        return self._seen.get(key) or self._last.get(one.sha256)

    def _keep(self, found: tuple[_Key, Thumb]) -> None:
        key, thumb = found
        pixels = QPixmap()
        made = thumb.png is not None and pixels.loadFromData(thumb.png)
        self._seen[key] = self._last[key[0]] = Seen(thumb, pixels if made else None)
        if len(self._seen) > _MOST:
            self._seen.popitem(last=False)
        self._running.discard(key[0])
        self.ready.emit(key[0])


def _look(blobs: BlobStore, key: _Key, media_type: str) -> Thumb:
    sha256, page = key
    try:
        data = blobs.read(sha256)
    except (KeyError, SmdeskError):
        return Thumb(kind_of(media_type), sound=False, fault="damaged")
    return look(data, media_type, (WIDE * _SHARP, HIGH * _SHARP), page)
