"""`read_file`: any received file to exactly one outcome, with code and sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.intake import forms, guard
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
    kind = "unknown"
    digest = ""
    try:
        digest = hashlib.sha256(data).hexdigest()
        found, archive = sniff_open(data, name)
        kind = found.value
        if not found.readable:
            raise SmdeskError(found.code)
        listed = tuple(packs) if packs is not None else forms.known_packs()
        start = Submission(name, "refused", kind, digest)
        return _read(start, found, archive or data, listed, wanted)
    except SmdeskError as problem:
        return refused(name, kind, [problem.problem], digest)


def _read(
    start: Submission, kind: FileKind, opened: Archive | bytes, packs: Sequence[Pack],
    wanted: str | None = None,
) -> Submission:  # fmt: skip
    if isinstance(opened, bytes):
        return from_declaration(start, read_pdf(opened).declaration, packs, "payload")
    match kind:
        case FileKind.SMDX:
            return from_declaration(start, open_package(opened).declaration, packs, "package")
        case FileKind.DOCX | FileKind.DOCX_STRICT:
            word = WordFile(opened)
            reading = Ladder(WordSource(word), packs, wanted).read()
            return from_tables(start, word, reading, guard.notes(opened))
        case _:
            return _read_workbook(start, opened, packs, wanted)


def _read_workbook(
    start: Submission, archive: Archive, packs: Sequence[Pack], wanted: str | None
) -> Submission:
    reading = Ladder(SheetSource(archive, read_workbook(archive)), packs, wanted).read()
    if reading.expanded is None:
        raise SmdeskError("intake.xlsx-not-ours")
    return from_tables(start, None, reading, guard.notes(archive))


def read_files(paths: Iterable[Path], packs: Iterable[Pack] | None = None) -> Iterator[Submission]:
    """Yield the outcome of each file in order; one bad file does not stop the others."""
    listed = tuple(packs) if packs is not None else forms.known_packs()
    for path in paths:
        yield read_file(path, listed)
