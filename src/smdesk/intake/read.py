"""`read_file`: any received file to exactly one outcome, with code and sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.intake import forms, guard
from smdesk.intake.assemble import from_declaration, from_word
from smdesk.intake.kinds import FileKind
from smdesk.intake.ladder import Ladder
from smdesk.intake.limits import LIMITS, PACKAGE_LIMITS
from smdesk.intake.package import open_package
from smdesk.intake.pdf import read_pdf
from smdesk.intake.sniff import sniff
from smdesk.intake.submission import Submission, refused
from smdesk.intake.wordfile import WordFile
from smdesk.intake.zipped import Archive
from smdesk.notices.models import Pack


def read_file(path: Path, packs: Iterable[Pack] | None = None) -> Submission:
    """Return what a received file says; nothing in it is run, followed or stored.

    ``packs`` are the notices that it may belong to (all at hand by default). A bad file never
    raises: its outcome is ``refused`` with the code that says why. Takes and gives plain data, so
    that it can run in a worker process.
    """
    kind = "unknown"
    digest = ""
    try:
        data = guard.read_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        found = sniff(data, path.name)
        kind = found.value
        if not found.readable:
            raise SmdeskError(found.code)
        listed = tuple(packs) if packs is not None else forms.known_packs()
        return _read(data, found, path.name, digest, listed)
    except SmdeskError as problem:
        return refused(path.name, kind, [problem.problem], digest)


def _read(data: bytes, kind: FileKind, name: str, digest: str, packs: Sequence[Pack]) -> Submission:
    start = Submission(name, "refused", kind.value, digest)
    match kind:
        case FileKind.SMDX:
            package = open_package(Archive(data, PACKAGE_LIMITS))
            return from_declaration(start, package.declaration, packs, "package")
        case FileKind.PDF:
            return from_declaration(start, read_pdf(data).declaration, packs, "payload")
        case FileKind.DOCX | FileKind.DOCX_STRICT:
            word = WordFile(Archive(data, LIMITS))
            reading = Ladder(word, packs).read()
            return from_word(start, word, reading, guard.notes(word.archive))
        case _:
            raise SmdeskError("intake.xlsx-not-ours")


def read_files(paths: Iterable[Path], packs: Iterable[Pack] | None = None) -> Iterator[Submission]:
    """Yield the outcome of each file in order; one bad file does not stop the others."""
    listed = tuple(packs) if packs is not None else forms.known_packs()
    for path in paths:
        yield read_file(path, listed)
