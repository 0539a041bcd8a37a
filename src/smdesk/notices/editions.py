"""Editions: every pack that a draft was made with is kept, so that the draft opens with it.

A pack comes to a new edition when the program is updated or the user replaces the folder. What is
kept is the pack as it was read, its bases in it, as one compressed JSON file named by its hash in
``editions/`` of the data folder.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from smdesk import log, paths
from smdesk.errors import SmdeskError
from smdesk.files import write_atomically
from smdesk.notices.loader import LARGEST_FILE, find_form
from smdesk.notices.models import Form, Pack

_HASH = re.compile(r"[0-9a-f]{64}")
_LARGEST = 20 * LARGEST_FILE
_logger = log.get(__name__)


def keep(pack: Pack) -> None:
    """Keep a pack under its hash; a folder that cannot be written is only logged."""
    path = _path(pack.hash)
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, zlib.compress(pack.model_dump_json(exclude_defaults=True).encode()))
        edition.cache_clear()  # it may have been asked for in vain
    except (OSError, SmdeskError) as fault:
        _logger.warning("the edition %s could not be kept: %s", pack.hash[:12], fault)


@lru_cache(maxsize=8)
def edition(digest: str) -> Pack | None:
    """Return the pack that was kept under a hash; ``None`` if there is none that can be read."""
    if not _HASH.fullmatch(digest):
        return None
    try:
        raw = _path(digest).read_bytes()
        unpack = zlib.decompressobj()
        text = unpack.decompress(raw, _LARGEST)
        found = Pack.model_validate_json(text)
    except FileNotFoundError:
        return None
    except (OSError, zlib.error, ValidationError) as fault:
        _logger.warning("the edition %s cannot be read: %s", digest[:12], type(fault).__name__)
        return None
    return found if found.hash == digest else None


def find_edition(form: str, digest: str) -> tuple[Pack, Form]:
    """Return the pack of ``digest`` with the form, else the one at hand now.

    So a draft opens with the edition it was made with, also after its notice was taken away.
    Raises ``notices.form-missing`` where neither is there.
    """
    notice, _, name = form.partition("/")
    try:
        now: tuple[Pack, Form] | None = find_form(form)
    except SmdeskError:
        now = None
    if now is not None and now[0].hash == digest:
        return now
    kept = edition(digest)
    if kept is not None and kept.notice.id == notice and name in kept.forms:
        return kept, kept.forms[name]
    return now or find_form(form)


def _path(digest: str) -> Path:
    return paths.user_data() / "editions" / f"{digest}.json.z"
