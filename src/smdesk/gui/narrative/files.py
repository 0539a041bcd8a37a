"""Files that come into a narrative, read beside the window: pictures, a whole text from Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid

from smdesk.errors import SmdeskError
from smdesk.gui.work import Control, Job
from smdesk.notices.declaration import Picture
from smdesk.notices.models import Outline

if TYPE_CHECKING:
    from smdesk.service.narrative_paste import Pasted
    from smdesk.service.narrative_pictures import Kept

Jobs = Callable[[Callable[[Control], Any]], Job]
"""Makes a job of work; `Job` itself, if nothing else is wanted."""
FULL_WIDTH = 156.0
_HALF_DOTS = 700
"""A picture with fewer dots across is printed at its own size."""
BOX = (1600, 2200)
"""Dots that a picture is shown with at most."""


def while_alive(owner: QObject, call: Callable[..., object]) -> Callable[..., None]:
    """Return ``call`` as long as ``owner`` stands: a job may end after its page was closed."""

    def guarded(*args: object) -> None:
        if isValid(owner):
            call(*args)

    return guarded


class BlobStore(Protocol):
    """What the pages want of the store of files (`smdesk.store.blobs.Blobs`)."""

    def put(self, data: bytes) -> str:
        """Store bytes and return their sha256."""

    def read(self, digest: str) -> bytes:
        """Return bytes by their sha256; raises ``KeyError`` or ``SmdeskError``."""


@dataclass(frozen=True)
class Pixels:
    """A picture to show: PNG bytes (``None``: it cannot be shown), its size in dots."""

    sha256: str
    png: bytes | None
    dots: tuple[int, int] | None


@dataclass(frozen=True)
class Taken:
    """A picture that was taken in, and how it is kept."""

    picture: Picture
    kept: Kept


def read_picture(blobs: BlobStore, path: Path) -> Taken:
    """Return the picture of a file, its bytes stored with the dots that print needs.

    Raises ``SmdeskError``: the codes of the guard and of the store, ``pages.picture-kind``,
    ``attachments.heic``, ``attachments.heic-damaged``.
    """
    from smdesk.service.own import own_bytes

    return keep_picture(blobs, own_bytes(path), path.name)


def keep_picture(blobs: BlobStore, data: bytes, name: str) -> Taken:
    """Return the picture of some bytes, stored; raises as `read_picture`."""
    from smdesk.intake.narrative.pictures import usable
    from smdesk.service.attachments_door import readable_photo
    from smdesk.service.narrative_pictures import kept
    from smdesk.service.thumbs import look

    made = usable(readable_photo(data, name))
    seen = look(made[0], made[1], (64, 64)) if made else None
    if made is None or seen is None or not seen.sound or seen.png is None or seen.dots is None:
        raise SmdeskError("pages.picture-kind", file=name)
    width = FULL_WIDTH if seen.dots[0] >= _HALF_DOTS else 0.0
    stays = kept(*made)
    picture = Picture(sha256=blobs.put(stays.data), media_type=stays.media_type, width=width)
    return Taken(picture, stays)


def read_word(path: Path, outline: Outline, control: Control) -> Any:
    """Return the `NarrativeReading` of a file; raises what that raises."""
    from smdesk.service.narrative_file import read_file

    def tell(done: int, total: int) -> None:
        control.report(done, total, f"正在读取“{path.name}”…")

    return read_file(path, outline, tell)


def keep_pasted(blobs: BlobStore, pasted: Pasted, control: Control) -> Pasted:
    """Store the pictures of a clipboard, and return it with those that are kept."""
    from smdesk.service.narrative_pictures import lightened

    made = lightened(pasted.blocks, pasted.files, lambda: None)
    keep_all(blobs, made.files, control)
    return replace(pasted, blocks=made.blocks, files=made.files, smaller=made.said)


def keep_all(blobs: BlobStore, files: Mapping[str, bytes], control: Control) -> None:
    """Store the pictures of an import."""
    for number, data in enumerate(files.values()):
        control.report(number, len(files), "正在保存图片")
        blobs.put(data)


def show_picture(blobs: BlobStore, sha256: str, media_type: str) -> Pixels:
    """Return a stored picture small enough for the screen."""
    from smdesk.service.thumbs import look

    try:
        data = blobs.read(sha256)
    except (KeyError, SmdeskError):
        return Pixels(sha256, None, (1200, 700))
    seen = look(data, media_type, BOX)
    return Pixels(sha256, seen.png, seen.dots or (1200, 700))
