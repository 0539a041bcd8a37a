"""Files that come into a declaration and go out to a viewer; all of it beside the window."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smdesk.errors import Problem, SmdeskError
from smdesk.files import reason
from smdesk.gui.narrative.files import BlobStore
from smdesk.gui.work import Control
from smdesk.notices.declaration import Attachment
from smdesk.notices.models import Form
from smdesk.paths import long_path, safe_file_name
from smdesk.service.attachments import shown_size
from smdesk.service.attachments_door import right_suffix

__all__ = ["Copies", "Taken", "shown_size", "take_files", "take_image"]


@dataclass(frozen=True)
class Taken:
    """Files that were read and stored, and those that were not, each with its reason."""

    slot: str
    attachments: tuple[Attachment, ...]
    refused: tuple[Problem, ...] = ()
    said: tuple[Problem, ...] = ()


def take_files(
    form: Form, slot: str, paths: Sequence[Path], blobs: BlobStore, control: Control
) -> Taken:
    """Return the files of ``paths`` stored; raises ``SmdeskError`` where the store cannot write."""
    from smdesk.service.fill import entered

    taken: list[Attachment] = []
    refused: list[Problem] = []
    said: list[Problem] = []
    for number, path in enumerate(paths):
        control.report(number, len(paths), f"正在添加“{path.name}”…")
        bodies: dict[str, bytes] = {}
        try:
            one, problems = entered(form, slot, _regular(path), bodies)
        except SmdeskError as fault:
            refused.append(fault.problem)
            continue
        control.check()
        for body in bodies.values():
            blobs.put(body)
        taken.append(one)
        said += problems
    return Taken(slot, tuple(taken), tuple(refused), tuple(said))


def _regular(path: Path) -> Path:
    if path.is_dir():
        raise SmdeskError("pages.attach-folder", file=path.name)
    with suppress(OSError):
        if path.stat().st_size == 0:
            raise SmdeskError("pages.attach-empty", file=path.name)
    return path


def take_image(slot: str, name: str, draw: Callable[[], bytes], blobs: BlobStore) -> Taken:
    """Return a picture of the clipboard stored under ``name``."""
    data = draw()
    one = Attachment(
        slot=slot, name=name, media_type="image/png", sha256=blobs.put(data), size=len(data)
    )
    return Taken(slot, (one,))


def _copy_name(one: Attachment) -> str:
    """Return a name under which the system finds the right program: by content, not as it came."""
    return safe_file_name(one.name, limit=120) + right_suffix(one.name, one.media_type)


class Copies:
    """Copies of attached files for the system's viewer, in a folder that goes with the page."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def write(self, blobs: BlobStore, one: Attachment) -> Path:
        """Return a read-only copy under the file's own name.

        Raises ``SmdeskError``: ``pages.open-missing``, ``store.blob-damaged``, ``store.io-error``,
        ``pages.copy-failed``.
        """
        try:
            data = blobs.read(one.sha256)
        except KeyError as fault:
            raise SmdeskError("pages.open-missing", file=one.name) from fault
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="smdesk-"))
            path = self._folder / one.sha256[:12] / _copy_name(one)
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                Path(long_path(path)).write_bytes(data)
                os.chmod(long_path(path), 0o444)
        except OSError as fault:
            raise SmdeskError("pages.copy-failed", file=one.name, detail=reason(fault)) from fault
        return path

    def clear(self) -> None:
        """Remove the copies; one that a viewer still holds stays for the system to clean up."""
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
