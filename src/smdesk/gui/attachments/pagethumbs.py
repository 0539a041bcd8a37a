"""Pictures of single pages, made beside the window, a few at a time, the last asked for first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from smdesk.errors import Problem, SmdeskError
from smdesk.gui.narrative.files import BlobStore, Jobs, while_alive
from smdesk.notices.declaration import PageEdit
from smdesk.packet.scan.decode import FAULTS
from smdesk.service.attachments_look import PageLook, look_at
from smdesk.service.thumbs import small

_AT_ONCE = 2
_KEPT_DOTS = 60_000_000
"""Dots of pictures that are kept; a thumbnail has about 80,000."""


@dataclass(frozen=True)
class Wish:
    """A page as it is to be shown: edited, cropped or not, to fit a box of dots."""

    edit: PageEdit
    box: tuple[int, int]
    cropped: bool = True
    judged: bool = False

    def same_place(self, other: Wish) -> bool:
        """Return whether ``other`` is of the same page for the same purpose."""
        mine = (self.edit.page, self.box, self.cropped, self.judged)
        return mine == (other.edit.page, other.box, other.cropped, other.judged)


@dataclass(frozen=True)
class PageSeen:
    """A page that was drawn (``None``: it cannot be), and how it comes out in print."""

    pixels: QPixmap | None
    look: PageLook | None


class PageThumbs(QObject):
    """Draws pages of one file; ``ready(wish)`` comes when one is there."""

    ready = Signal(object)

    def __init__(self, blobs: BlobStore, jobs: Jobs, sha256: str, parent: QObject) -> None:
        super().__init__(parent)
        self._blobs, self._jobs, self._sha256 = blobs, jobs, sha256
        self._seen: OrderedDict[Wish, PageSeen] = OrderedDict()
        self._waiting: list[Wish] = []
        self._running: set[Wish] = set()
        self._data: bytes | None = None
        self._closed = False

    def of(self, wish: Wish) -> PageSeen | None:
        """Return a page if it is drawn; else it is drawn soon."""
        if wish in self._seen:
            self._seen.move_to_end(wish)
            return self._seen[wish]
        if wish in self._running:
            return None
        # A page that is being straightened is wanted as it stands last, not as it stood on the way.
        self._waiting = [one for one in self._waiting if not one.same_place(wish)]
        self._waiting.append(wish)
        self._go_on()
        return None

    @property
    def busy(self) -> bool:
        """Whether pages are being drawn or wait for it."""
        return bool(self._running or self._waiting)

    def close(self) -> None:
        """Draw nothing more."""
        self._closed = True
        self._waiting.clear()

    def _go_on(self) -> None:
        while self._waiting and len(self._running) < _AT_ONCE and not self._closed:
            wish = self._waiting.pop()
            if wish in self._seen:
                continue
            self._running.add(wish)
            self._seen_later(wish)

    def _seen_later(self, wish: Wish) -> None:
        job = self._jobs(lambda _: (wish, *self._draw(wish)))
        job.done.connect(while_alive(self, self._keep))
        job.finished.connect(while_alive(self, lambda: self._ended(wish)))
        job.start()

    def _draw(self, wish: Wish) -> tuple[bytes | None, PageLook | None]:
        """Draw a page; in the job's thread."""
        try:
            data = self._data if self._data is not None else self._blobs.read(self._sha256)
        except (KeyError, SmdeskError):
            return None, PageLook(problems=(Problem("attachments.damaged"),))
        self._data = data
        look = look_at(data, wish.edit) if wish.judged else None
        try:
            return small(data, wish.edit, wish.box, cropped=wish.cropped), look
        except FAULTS:
            return None, look

    def _keep(self, made: tuple[Wish, bytes | None, PageLook | None]) -> None:
        wish, png, look = made
        pixels = QPixmap()
        drawn = png is not None and pixels.loadFromData(png)
        self._seen[wish] = PageSeen(pixels if drawn else None, look)
        dots = sum(one.box[0] * one.box[1] for one in self._seen)
        while dots > _KEPT_DOTS and len(self._seen) > 1:
            gone, _ = self._seen.popitem(last=False)
            dots -= gone.box[0] * gone.box[1]
        self.ready.emit(wish)

    def _ended(self, wish: Wish) -> None:
        self._running.discard(wish)
        self._go_on()
