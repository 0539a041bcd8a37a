"""The fix file ``.smdfix``: what a bureau found, opened by the applicant's smdesk at the right cells.

A zip of ``mimetype``, ``fix.json`` (findings and what they are about) and ``declaration.smdx`` (what
was received, so that a machine without the draft can open it). Its findings point into the draft by
address; nothing in the file changes a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from smdesk.errors import Level, SmdeskError, sentence
from smdesk.files import Files
from smdesk.intake import guard
from smdesk.intake.jsonguard import loads
from smdesk.intake.limits import PACKAGE_LIMITS
from smdesk.intake.package import read_package, wanted_files
from smdesk.intake.submission import Submission
from smdesk.intake.zipped import Archive
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Model
from smdesk.packet.archive import Member, zip_bytes
from smdesk.packet.package import write_package
from smdesk.service.desk.differences import edition_of
from smdesk.service.desk.facts import NEAR, facts_of, likeness, name_key
from smdesk.service.desk.findings import Found
from smdesk.service.desk.letter import Sender, to_correct
from smdesk.service.home import FIX_SUFFIX, carried_files, store_declaration, without_files
from smdesk.store.desk.desk import Desk
from smdesk.store.library import Library
from smdesk.store.models import now

SUFFIX = FIX_SUFFIX
MEDIA_TYPE = "application/vnd.smdesk.fix+zip"
_FIX, _PACKAGE = "fix.json", "declaration.smdx"
_MOST = 5000
_KEY, _PLACES, _LABEL, _MESSAGE = 4000, 200, 1000, 4000
"""Longest parts of an item; what a writer has more of is cut to them."""


class FixItem(Model):
    """One thing to correct: where (the first address is the cell to open), and what to do."""

    key: str = Field(max_length=_KEY)
    level: Level
    addresses: Annotated[tuple[str, ...], Field(min_length=1, max_length=_PLACES)]
    label: str = Field(max_length=_LABEL)
    text: str
    message: str = Field(max_length=_MESSAGE)
    clause: str = ""


class FixHead(Model):
    """What ``fix.json`` holds."""

    version: Literal[1] = 1
    form: str
    applicant: str
    code: str
    seal_code: str
    digest: str
    bureau: str = ""
    contact: str = ""
    until: str = ""
    written: datetime
    items: Annotated[tuple[FixItem, ...], Field(max_length=_MOST)]


@dataclass(frozen=True)
class Fix:
    """A fix file as read: what to correct, and the declaration as the bureau received it."""

    head: FixHead
    declaration: Declaration
    files: Mapping[str, bytes]


def write_fix(desk: Desk, case: int, sender: Sender, *, hints: bool = False) -> bytes:
    """Return the fix file of a case's current version.

    Raises ``SmdeskError`` ``desk.nothing-to-correct``, ``desk.case-missing``.
    """
    row = desk.case(case).row
    told = to_correct(desk, case, hints=hints)
    if not told:
        raise SmdeskError("desk.nothing-to-correct", applicant=row.applicant)
    reading = desk.reading(row.current)
    version = reading.version
    head = FixHead(
        form=reading.declaration.form, applicant=row.applicant, code=row.code,
        seal_code=version.seal_code, digest=version.digest, bureau=sender.bureau,
        contact="　".join(one for one in (sender.contact, sender.phone) if one),
        until=sender.until.isoformat() if sender.until else "", written=now(),
        items=tuple(
            _item(one) for one in told[:_MOST]
        ),
    )  # fmt: skip
    kept, files = received_files(desk, row.current)
    return zip_bytes([
        Member("mimetype", MEDIA_TYPE.encode("ascii"), stored=True),
        Member(_FIX, head.model_dump_json(indent=1).encode()),
        Member(_PACKAGE, write_package(kept, files), stored=True),
    ])  # fmt: skip


def _item(one: Found) -> FixItem:
    """Return a finding as the file holds it; a key names the finding and is never cut."""
    return FixItem(
        key=one.key, level=one.level, addresses=one.addresses[:_PLACES],
        label=one.cells[0][0][:_LABEL], text=one.cells[0][1], message=one.message[:_MESSAGE],
        clause=one.clause["place"] if one.clause else "",
    )  # fmt: skip


def received_files(desk: Desk, version: int) -> tuple[Declaration, Files]:
    """Return a version's declaration with the attachments and pictures whose bytes were received.

    What no carrier of it holds is not named by the declaration that is returned.
    """
    reading = desk.reading(version)
    declaration = reading.declaration
    wanted = wanted_files(declaration)
    carried: dict[str, bytes] = {}
    for sha256, kind in desk.carriers(version):
        if wanted.keys() <= carried.keys():
            break
        # A carrier that an old format was converted from gives no files.
        with suppress(SmdeskError, KeyError):
            carrier = Submission(
                reading.version.file, "read", kind, sha256, declaration.notice,
                declaration.form_name,
            )  # fmt: skip
            carried |= carried_files(desk.blobs.path(sha256), carrier, wanted)
    kept, _ = without_files(declaration, wanted, carried)
    return kept, carried.__getitem__


def is_fix(data: bytes) -> bool:
    """Return whether bytes are a fix file."""
    return data.startswith(b"PK\x03\x04") and MEDIA_TYPE.encode() in data[:128]


def read_fix(path: Path) -> Fix:
    """Return what a fix file says; nothing of it is stored.

    Raises ``SmdeskError`` ``desk.fix-not-one``, ``desk.fix-damaged``, and what the guard raises of a
    file that cannot be read at all.
    """
    data = guard.read_bytes(path)
    if not is_fix(data):
        raise SmdeskError("desk.fix-not-one", file=path.name)
    try:
        archive = Archive(data, PACKAGE_LIMITS)
        if _FIX not in archive or _PACKAGE not in archive:
            raise SmdeskError("desk.fix-damaged", file=path.name)
        head = FixHead.model_validate(loads(archive.read(_FIX)))
        package = read_package(archive.read(_PACKAGE))
    except ValidationError as problem:
        raise SmdeskError("desk.fix-damaged", file=path.name) from problem
    except SmdeskError as problem:  # what a zip of any kind is told does not fit a fix file
        if problem.code.startswith("intake."):
            raise SmdeskError("desk.fix-damaged", file=path.name) from problem
        raise
    if package.declaration.form != head.form:
        raise SmdeskError("desk.fix-damaged", file=path.name)
    return Fix(head, package.declaration, package.files)


@dataclass(frozen=True)
class Opened:
    """The draft that a fix file is about; ``made`` if it was made of the file, there being none."""

    draft: int
    made: bool


def open_fix(library: Library, fix: Fix) -> Opened:
    """Return the applicant's own draft that a fix is about, else one made of what was received.

    A draft of that form with the same code, else the same applicant, is the one, if it is of the
    same project or platform; of several the one that was worked on last. It stands at the first cell
    that is as it was found. Raises what `Library.create`, `Library.save` and `Blobs.put` raise.
    """
    step = sentence("desk.step-fix", bureau=fix.head.bureau or sentence("desk.bureau"))
    draft = _own_draft(library, fix)
    made = draft is None
    if draft is None:
        for data in fix.files.values():
            library.blobs.put(data)
        draft = store_declaration(library, fix.declaration, "", step)
    loaded = library.load(draft)
    values = loaded.declaration.values
    place = next((one.addresses[0] for one in fix.head.items if remains(one, values)), None)
    if place is not None and place != loaded.place:
        library.save(draft, loaded.revision, loaded.declaration, place=place, step=step)
    return Opened(draft, made=made)


def _own_draft(library: Library, fix: Fix) -> int | None:
    drafts = [one for one in library.drafts() if one.form == fix.head.form]
    same = [one for one in drafts if fix.head.code and one.summary.code == fix.head.code] or [
        one for one in drafts if one.summary.applicant == fix.head.applicant
    ]
    wanted = _subject(fix.declaration)
    rated = []
    for one in same:
        subject = _subject(library.load(one.id).declaration) if wanted else ""
        alike = likeness(wanted, subject) if wanted and subject else NEAR
        if alike >= NEAR:
            rated.append((alike, one.saved, one.id))
    return max(rated)[2] if rated else None


def _subject(declaration: Declaration) -> str:
    """Return the project or platform that a declaration is of, to be compared; empty for a company."""
    pack, form = edition_of(declaration)
    return name_key(facts_of(pack, form, declaration).subject)


def remains(item: FixItem, values: Mapping[str, str]) -> bool:
    """Whether nobody touched the cell since: its value is the one that was found wrong."""
    return values.get(item.addresses[0], "") == item.text
