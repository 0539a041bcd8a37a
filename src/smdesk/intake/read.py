"""`read_file`: any received file to exactly one outcome, with code and sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.intake import forms, guard, several
from smdesk.intake.assemble import from_declaration, from_tables
from smdesk.intake.kinds import FileKind
from smdesk.intake.ladder import Ladder, SheetSource, WordSource
from smdesk.intake.package import open_package
from smdesk.intake.pdf import read_pdf
from smdesk.intake.sheets import read_workbook
from smdesk.intake.sniff import sniff_open
from smdesk.intake.submission import Submission, refused
from smdesk.intake.wordfile import WordFile
from smdesk.intake.zipped import Archive
from smdesk.notices.models import Pack


def read_file(
    path: Path, packs: Iterable[Pack] | None = None, *, wanted: str | None = None
) -> Submission:
    """Return what a received file says; nothing in it is run, followed or stored.

    ``packs`` are the notices that it may belong to (all at hand by default); ``wanted`` is the form
    (``zhejiang-2020/enterprise``) to read of a file that holds several. A bad file never
    raises: its outcome is ``refused`` with the code that says why. Takes and gives plain data, so
    that it can run in a worker process.
    """
    try:
        data = guard.read_bytes(path)
    except SmdeskError as problem:
        return refused(path.name, "unknown", [problem.problem], "")
    return read_bytes(data, path.name, packs, wanted=wanted)


def read_bytes(
    data: bytes, name: str, packs: Iterable[Pack] | None = None, *, wanted: str | None = None
) -> Submission:
    """Return what the bytes of a received file say; as `read_file`, after the door."""
    return _told(data, name, packs, wanted, each=False)[0]


def read_each_form(
    data: bytes, name: str, packs: Iterable[Pack] | None = None, *, digest: str | None = None
) -> tuple[Submission, ...]:
    """Return what each form in the bytes of a received file says, in their order; at least one.

    ``digest`` is the sha256 of the bytes where it is known already.
    """
    return _told(data, name, packs, None, each=True, digest=digest)


def _told(
    data: bytes, name: str, packs: Iterable[Pack] | None, wanted: str | None, *, each: bool,
    digest: str | None = None,
) -> tuple[Submission, ...]:  # fmt: skip
    kind = "unknown"
    digest = hashlib.sha256(data).hexdigest() if digest is None else digest
    try:
        found, archive = sniff_open(data, name)
        kind = found.value
        if not found.readable:
            raise SmdeskError(found.code)
        listed = tuple(packs) if packs is not None else forms.known_packs()
        start = Submission(name, "refused", kind, digest)
        if archive is None or found is FileKind.SMDX:
            return (_read_carrier(start, archive or data, listed),)
        word, ladder = _climb(found, archive, listed, wanted)
        reading = ladder.read()
        if reading.expanded is None and word is None:
            raise SmdeskError("intake.xlsx-not-ours")
        late = not each or len(ladder.seen) > 1  # else the narrative is asked for at once
        whole = from_tables(start, word, reading, guard.notes(archive), late=late)
        return (each and several.read_each(start, ladder, listed)) or (whole,)
    except SmdeskError as problem:
        return (refused(name, kind, [problem.problem], digest),)


def _read_carrier(start: Submission, opened: Archive | bytes, packs: Sequence[Pack]) -> Submission:
    if isinstance(opened, bytes):
        return from_declaration(start, read_pdf(opened).declaration, packs, "payload")
    return from_declaration(start, open_package(opened).declaration, packs, "package")


def _climb(
    kind: FileKind, archive: Archive, packs: Sequence[Pack], wanted: str | None
) -> tuple[WordFile | None, Ladder]:
    if kind is FileKind.XLSX:
        return None, Ladder(SheetSource(archive, read_workbook(archive)), packs, wanted)
    word = WordFile(archive)
    return word, Ladder(WordSource(word), packs, wanted)


def read_files(paths: Iterable[Path], packs: Iterable[Pack] | None = None) -> Iterator[Submission]:
    """Yield the outcome of each file in order, read whole; one bad file does not stop the others."""
    listed = tuple(packs) if packs is not None else forms.known_packs()
    for path in paths:
        yield read_file(path, listed).settled()
