"""Attached files, each stored once under its own sha256: ``blobs/ab/cdef…``.

Files of a declaration are large and never change, so they stay out of the database: saving, backup
and checkpoint never copy them. Which draft names which file is a table of the database.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex, sync_folder, write_atomically
from smdesk.paths import long_path
from smdesk.store.faults import from_system
from smdesk.store.models import now

GRACE = timedelta(days=30)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """The folder of attached files; may be used from any thread."""

    def __init__(
        self, folder: Path, *, clock: Callable[[], datetime] = now, read_only: bool = False
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._read_only = read_only

    def put(self, data: bytes, digest: str | None = None) -> str:
        """Store ``data`` durably and return its sha256; the same bytes are stored once.

        ``digest`` is that sha256 where the caller has worked it out already. A stored file that no longer fits its name is written anew. Raises ``SmdeskError``:
        ``files.disk-full``, ``files.read-only``, ``files.write-failed``, ``store.opened-read-only``.
        """
        if self._read_only:
            raise SmdeskError("store.opened-read-only")
        digest = sha256_hex(data) if digest is None else digest
        path = self.path(digest)
        if not self._holds(digest):
            self._make_folder(path.parent)
            write_atomically(path, data)
        self._touch(path)
        return digest

    def read(self, digest: str) -> bytes:
        """Return the bytes of a file, held against their name.

        Raises ``KeyError`` if there is none; ``SmdeskError``: ``store.blob-damaged``,
        ``store.io-error``.
        """
        path = self.path(digest)
        try:
            data = Path(long_path(path)).read_bytes()
        except FileNotFoundError as problem:
            raise KeyError(digest) from problem
        except OSError as problem:
            raise from_system(problem, path) from problem
        if sha256_hex(data) != digest:
            raise SmdeskError("store.blob-damaged", digest=digest[:12], file=str(path))
        return data

    def has(self, digest: str) -> bool:
        """Whether a file is there; it is not read."""
        return self.path(digest).is_file()

    def path(self, digest: str) -> Path:
        """Return where a file lies; raises ``KeyError`` for what is no sha256."""
        if not _SHA256.fullmatch(digest):
            raise KeyError(digest)
        return self._folder / digest[:2] / digest[2:]

    def all(self) -> Iterator[str]:
        """Yield the sha256 of every stored file, in order."""
        if not self._folder.is_dir():
            return
        for folder in sorted(self._folder.iterdir()):
            if folder.is_dir():
                for path in sorted(folder.iterdir()):
                    if _SHA256.fullmatch(folder.name + path.name):
                        yield folder.name + path.name

    def sweep(self, named: set[str], *, grace: timedelta = GRACE) -> int:
        """Remove files that nothing names and nobody put for ``grace``; return how many.

        ``named`` must hold what drafts, trash and every backup name. A file dated after the clock
        stays.
        """
        removed = 0
        limit = self._clock() - grace
        for digest in list(self.all()):
            path = self.path(digest)
            with suppress(OSError):
                if digest not in named and path.stat().st_mtime < limit.timestamp():
                    path.unlink()
                    removed += 1
        return removed

    def _holds(self, digest: str) -> bool:
        try:
            return self.read(digest) is not None
        except (KeyError, SmdeskError):
            return False

    def _make_folder(self, folder: Path) -> None:
        """Make the folder and sync its parents: else a power cut takes file and folder together."""
        if folder.is_dir():
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for parent in (self._folder, self._folder.parent):
                sync_folder(parent)
        except OSError as problem:
            raise from_system(problem, folder) from problem

    def _touch(self, path: Path) -> None:
        moment = self._clock().timestamp()
        with suppress(OSError):
            os.utime(long_path(path), (moment, moment))
