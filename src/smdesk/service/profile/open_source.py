"""A source by what a person names: a file that was received or saved, or a profile of the library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.intake.package import wanted_files
from smdesk.intake.read import read_file
from smdesk.service.home import carried_files
from smdesk.service.profile.remember import find_profile, source_of_profile
from smdesk.service.profile.source import Source, source_of_submission
from smdesk.store.library import Library


def source_of_file(path: Path) -> Source:
    """Return what a file of any kind that is read says; nothing is stored.

    Raises ``SmdeskError`` ``profile.file-refused``, ``notices.form-missing``.
    """
    found = read_file(path)
    if found.declaration is None or found.status == "refused":
        return source_of_submission(found)
    when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    files = carried_files(path, found, wanted_files(found.declaration))
    return source_of_submission(found, files, when=when)


def open_source(named: str, data: Path | None = None) -> Source:
    """Return the source of a file's path or a profile's name; ``data`` is the data folder.

    Raises ``SmdeskError``: as `source_of_file`, ``profile.missing``, ``profile.several``, and what
    `Library.open` raises.
    """
    path = Path(named)
    if path.is_file():
        return source_of_file(path)
    try:
        library = Library.open(data or paths.user_data(), read_only=True)
    except SmdeskError as fault:
        if fault.code == "store.nothing":
            raise SmdeskError("profile.missing", name=named) from fault
        raise
    with library:
        return source_of_profile(library, find_profile(library, named).id)
