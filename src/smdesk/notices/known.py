"""Every notice at hand: those of the program and those that a person added."""

from __future__ import annotations

from smdesk.errors import SmdeskError
from smdesk.log import get
from smdesk.notices import loader
from smdesk.notices.models import Pack


def known_packs() -> tuple[Pack, ...]:
    """Return every pack at hand that can be read; a faulty one of the user's is passed over."""
    found: list[Pack] = []
    for name in dict.fromkeys(folder.name for folder in loader.pack_folders()):
        try:
            found.append(loader.pack(name))
        except SmdeskError as problem:
            get(__name__).warning("pack %s is passed over: %s", name, problem.code)
    return tuple(found)
