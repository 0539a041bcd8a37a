"""A received version ready to be shown: its edition, its content, its attachments at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smdesk.errors import SmdeskError
from smdesk.intake.package import wanted_files
from smdesk.intake.submission import Submission
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, Pack
from smdesk.service.desk.differences import edition_of
from smdesk.service.home import carried_files
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Case, CaseRow, Version


@dataclass(frozen=True)
class OpenCase:
    """A version of a case; ``lacking`` are names of files that came with none of its carriers."""

    case: Case
    version: Version
    pack: Pack
    form: Form
    declaration: Declaration
    lacking: tuple[str, ...] = ()

    @property
    def row(self) -> CaseRow:
        """The case as lists show it."""
        return self.case.row


def open_case(desk: Desk, case: int, version: int | None = None) -> OpenCase:
    """Return a version of a case (the one that lists show), its attachments put beside the desk.

    Raises ``SmdeskError`` ``desk.case-missing``, ``desk.version-missing``, ``desk.version-damaged``.
    """
    found = desk.case(case)
    reading = desk.reading(version or found.row.current)
    declaration = reading.declaration
    pack, form = edition_of(declaration)
    wanted = {
        digest: name
        for digest, name in wanted_files(declaration).items()
        if not desk.blobs.has(digest)
    }
    if wanted:
        _bring(desk, reading.version, declaration, wanted)
    lacking = tuple(name for digest, name in wanted.items() if not desk.blobs.has(digest))
    return OpenCase(found, reading.version, pack, form, declaration, lacking)


def _bring(desk: Desk, version: Version, declaration: Declaration, wanted: dict[str, str]) -> None:
    """Put the files that a version's carriers bring beside the desk, if it can be written."""
    if desk.read_only:
        return
    for sha256 in dict.fromkeys((version.sha256, *version.carriers)):
        for digest, data in _carried(desk, sha256, version, declaration, wanted).items():
            if digest in wanted:
                desk.blobs.put(data)


def _carried(
    desk: Desk, sha256: str, version: Version, declaration: Declaration, wanted: dict[str, str]
) -> Mapping[str, bytes]:
    notice, _, form = declaration.form.partition("/")
    for kind in dict.fromkeys((version.kind, "smdx", "docx")):
        told = Submission(version.file, "read", kind, sha256, notice, form)
        try:
            return carried_files(desk.blobs.path(sha256), told, wanted)
        except (SmdeskError, KeyError, OSError):
            continue  # a file of another kind carries no attachments
    return {}
