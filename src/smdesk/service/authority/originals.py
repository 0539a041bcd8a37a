"""Which blank Word file belongs to a form: one that the user chose, else the pack's own.

A chosen file is copied into the data folder under the pack's hash, so that it is there when the
place it came from is gone, and is not offered for another edition of the notice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex, write_together
from smdesk.intake import guard
from smdesk.intake.kinds import FileKind
from smdesk.intake.sniff import sniff
from smdesk.notices.loader import ORIGINAL_SUFFIX, pack_folders
from smdesk.notices.models import Form, Pack


@dataclass(frozen=True)
class Original:
    """An authority's blank file: where it is kept, what it was called, whether the pack brought it."""

    path: Path
    name: str
    sha256: str
    of_pack: bool = False


def original_for(pack: Pack, form: Form) -> Original | None:
    """Return the file remembered for a form of this edition, else the one in the pack's folder."""
    kept, card = _kept(pack, form)
    try:
        told = json.loads(card.read_text(encoding="utf-8"))
        data = kept.read_bytes()
        if told["sha256"] == sha256_hex(data):
            return Original(kept, str(told["name"]), str(told["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    for folder in pack_folders():
        own = folder / f"{form.id}{ORIGINAL_SUFFIX}"
        if folder.name == pack.notice.id and own.is_file() and not own.is_symlink():
            return Original(own, own.name, sha256_hex(guard.read_bytes(own)), of_pack=True)
    return None


def remember(pack: Pack, form: Form, path: Path) -> Original:
    """Keep a copy of a chosen file for a form; raises the guard's codes, ``authority.not-docx``."""
    data = guard.read_bytes(path)
    if sniff(data, path.name) not in {FileKind.DOCX, FileKind.DOCX_STRICT}:
        raise SmdeskError("authority.not-docx", file=path.name)
    kept, card = _kept(pack, form)
    kept.parent.mkdir(parents=True, exist_ok=True)
    digest = sha256_hex(data)
    told = json.dumps({"name": path.name, "sha256": digest}, ensure_ascii=False)
    write_together([(kept, data), (card, told.encode())])
    return Original(kept, path.name, digest)


def forget(pack: Pack, form: Form) -> None:
    """Let go of the file remembered for a form."""
    for path in _kept(pack, form):
        path.unlink(missing_ok=True)


def _kept(pack: Pack, form: Form) -> tuple[Path, Path]:
    stem = paths.user_data() / "originals" / f"{pack.notice.id}-{form.id}-{pack.hash[:16]}"
    return stem.with_name(f"{stem.name}.docx"), stem.with_name(f"{stem.name}.json")
