"""The work of one worker on one file: keep its bytes, open a zip, read, check."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

from smdesk.errors import Problem, SmdeskError
from smdesk.files import sha256_hex
from smdesk.intake import forms, guard
from smdesk.intake.bag import Bag
from smdesk.intake.limits import LIMITS, MEGABYTE, Limits
from smdesk.intake.read import read_each_form
from smdesk.intake.sniff import SMDX_TYPE
from smdesk.intake.submission import Submission
from smdesk.intake.zipped import directory
from smdesk.notices.declaration import (
    Declaration,
    Heading,
    ListItem,
    Paragraph,
    canonical_bytes,
    seal_code,
)
from smdesk.notices.models import Form, Pack
from smdesk.paths import long_path
from smdesk.rules.engine import checker_of
from smdesk.service.desk.checking import found_in, rules_key
from smdesk.service.desk.facts import facts_of
from smdesk.service.desk.parts import part_path, told_apart
from smdesk.service.desk.taken import INSIDE, Member, Read, is_litter
from smdesk.service.desk.worker import Task, beat, name_of
from smdesk.store.blobs import Blobs
from smdesk.store.desk.models import Arrived, Place, SourceOf
from smdesk.store.search import tokens

CONTAINER_LIMITS = Limits(
    file=300 * MEGABYTE, members=5000, part=200 * MEGABYTE, total=2048 * MEGABYTE,
    ratio_from=64 * MEGABYTE,
)  # fmt: skip
"""Limits of a zip of files: a blank scan in it may be packed to a thousandth."""
_TAIL = 65_600
"""A zip ends with its directory's end: 22 bytes and a comment of up to 65,535."""
DEEPEST = 2
"""A zip may hold zips, those hold files."""

_OFFICE = ("[Content_Types].xml", "mimetype", "OFD.xml", "word/document.xml", "xl/workbook.xml")


def work(task: Task, received: Path) -> Read:
    """Read one file; its bytes are kept in ``received`` before it answers. Raises ``SmdeskError``."""
    data = _bytes(task)
    digest = sha256_hex(data)
    if task.original is None and is_container(data):
        return _opened(task, data, digest, Blobs(received))
    # What came out of a zip was kept as it came out; a disk is waited for while the file is read.
    fresh = task.original is None and not task.depth
    kept = _keeper().submit(Blobs(received).put, data, digest) if fresh else None
    try:
        read = _read(task, data, digest)
    finally:
        if kept is not None:
            kept.result()
    return read


@cache
def _keeper() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "keep")


def _read(task: Task, data: bytes, digest: str) -> Read:
    packs = _packs()
    found = read_each_form(data, name_of(task.place.path), packs, digest=digest)
    digest, kind = task.original or (digest, found[0].kind)
    if len(found) == 1:
        return _outcome(task, task.place, found[0], digest, kind)
    parts = []
    for number, one in enumerate(told_apart(found, packs), 1):
        assert one.declaration is not None
        match = forms.find(packs, one.declaration.form)
        assert match is not None
        place = replace(task.place, path=part_path(task.place.path, number, match[1]))
        parts.append((place, _outcome(task, place, one, digest, kind)))
    told = Problem("desk.forms-several", "hint", {"count": len(parts)})
    return Read(digest, kind, parts=tuple(parts), problems=(told,))


def _outcome(task: Task, place: Place, found: Submission, digest: str, kind: str) -> Read:
    """Return what became of one form, whose file has ``digest`` and ``kind``."""
    if found.declaration is None or found.status == "refused":
        return Read(digest, kind, problems=found.problems)
    match = forms.find(_packs(), found.declaration.form)
    if match is not None and is_blank(found.declaration, match[1]):
        return Read(digest, kind, problems=(Problem("desk.blank-form"),))
    if task.original is not None:
        told = Problem("desk.converted", "hint", {"kind": kind})
        found = replace(found, problems=(*found.problems, told))
    return Read(digest, kind, _arrived(place, found, digest, kind))


def is_blank(declaration: Declaration, form: Form) -> bool:
    """Return whether nothing at all was filled in: the form as the authority hands it out.

    What the notice itself prints under the headings of its outline is nobody's text.
    """
    printed = form.outline.model_dump_json()
    written = any(
        "".join(run.text for run in one.runs).strip() not in printed
        if isinstance(one, Paragraph | ListItem)
        else not isinstance(one, Heading)
        for one in declaration.narrative.blocks
    )
    told = any(text.strip() for text in declaration.values.values())
    return not (told or written or declaration.attachments)


def prepare() -> None:
    """Load what every file needs, before the clock of the first one runs."""
    _packs()


@cache
def _packs() -> tuple[Pack, ...]:
    return tuple(forms.known_packs())


def _arrived(place: Place, found: Submission, sha256: str, kind: str) -> Arrived:
    declaration = found.declaration
    assert declaration is not None
    match = forms.find(_packs(), declaration.form)
    if match is None:
        raise SmdeskError("intake.notice-unknown", notice=declaration.notice)
    pack, form = match
    sources = {
        one.address: SourceOf(one.source, one.confidence, one.doubts) for one in found.values
    }
    content = canonical_bytes(declaration)
    digest = sha256_hex(content)
    facts = facts_of(pack, form, declaration)
    found_there = found_in(pack, form, declaration, sources, found.changed)
    checker_of(pack, form, declaration.years).forget()  # no file comes twice
    return Arrived(
        place, sha256, kind, "read" if found.status == "read" else "partly", digest,
        seal_code(digest), found.seal, declaration.pack, content, sources, found.changed,
        found.problems, replace(facts, tokens=tokens(facts.sought)),
        found_there, rules_key(pack),
    )  # fmt: skip


def _bytes(task: Task) -> bytes:
    """Return a file's bytes as they are at one moment; a zip of files may be larger than a document."""
    before = _stamp(task.source)
    data = _data(task)
    after = _stamp(task.source)
    if before is not None and (len(data) != before[0] or after not in (before, None)):
        raise SmdeskError("desk.file-changing", file=name_of(task.place.path))
    return data


def _stamp(source: Path) -> tuple[int, int] | None:
    """Return size and time of a file, ``None`` where it is gone."""
    try:
        status = os.stat(long_path(source))
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def _data(task: Task) -> bytes:
    name = name_of(task.place.path)
    if task.place.size <= LIMITS.file:
        return _named(task.source, name)
    try:
        with open(long_path(task.source), "rb") as stream:
            head = stream.read(256)
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - _TAIL))
            whole = b"PK\x05\x06" in stream.read()
            if not head.startswith(b"PK\x03\x04") or not whole or SMDX_TYPE in head:
                return _named(task.source, name)
            stream.seek(0)
            data = stream.read(CONTAINER_LIMITS.file + 1)
    except OSError:
        return _named(task.source, name)  # which says why
    if len(data) > CONTAINER_LIMITS.file:
        raise SmdeskError("desk.zip-too-large", most=CONTAINER_LIMITS.file // MEGABYTE)
    return data


def _named(source: Path, name: str) -> bytes:
    try:
        return guard.read_bytes(source)
    except SmdeskError as fault:
        raise SmdeskError(fault.code, **(fault.params | {"file": name})) from fault


def is_container(data: bytes) -> bool:
    """Return whether bytes are a zip of files rather than a document."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or b"PK\x05\x06" not in data[-_TAIL:]:
        return False
    try:
        names = {one.filename for one in directory(data, CONTAINER_LIMITS)}
    except SmdeskError as fault:  # what a damaged zip is, its reader says
        if fault.code == "intake.zip-members":
            raise
        return False
    return not names.intersection(_OFFICE)


def _opened(task: Task, data: bytes, digest: str, blobs: Blobs) -> Read:
    if task.depth >= DEEPEST:
        raise SmdeskError("desk.zip-too-deep", file=name_of(task.place.path))
    bag = Bag(data, CONTAINER_LIMITS)
    members = []
    for one in bag.members:
        if is_litter(one.name):
            continue
        beat()
        changed = task.place.modified if one.modified is None else one.modified
        place = Place(f"{task.place.path}{INSIDE}{one.name}", 0, changed)
        if one.problem is not None:
            members.append(Member("", place, one.problem))
            continue
        try:
            body = bag.read(one)
        except SmdeskError as fault:  # one damaged file does not cost the others
            members.append(Member("", place, fault.problem))
            continue
        members.append(Member(blobs.put(body), replace(place, size=len(body))))
    if not members:
        raise SmdeskError("intake.zip-empty")
    return Read(digest, "zip", members=tuple(members), problems=bag.problems)
