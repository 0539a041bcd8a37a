"""Desks and received files for the benchmarks: many cases, made once in a temporary folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from smdesk.files import sha256_hex
from smdesk.notices.declaration import canonical_bytes, seal_code
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.service.desk.checking import found_in, rules_key
from smdesk.service.desk.facts import facts_of
from smdesk.service.desk.sample import firms
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Arrived, Place, SourceOf, StoredFinding

_BATCH = 500


def desk_of(count: int) -> Path:
    """Return the folder of a desk with ``count`` cases of all notices, as intake leaves them.

    Findings are those of the first firm of each form and kind; the rest is each firm's own.
    """
    folder = Path(tempfile.mkdtemp(prefix="smdesk-bench-")) / "desk"
    with Desk.open(folder) as desk:
        number = desk.start_batch(["benchmark"])
        items: list[Arrived] = []
        for one in arrivals(count):
            items.append(one)
            if len(items) == _BATCH:
                desk.take(number, items, lambda *_: None, "benchmark")
                items.clear()
        desk.take(number, items, lambda *_: None, "benchmark")
        desk.finish_batch(number)
        for notice, form in desk.counts().forms:
            ids = [row.id for row in desk.cases() if (row.notice, row.form) == (notice, form)]
            desk.put_ranking(notice, form, ids)
    return folder


def arrivals(count: int) -> Iterator[Arrived]:
    """Yield received declarations of invented firms."""
    found: dict[tuple[str, int], tuple[StoredFinding, ...]] = {}
    for number, (declaration, _) in enumerate(firms(count)):
        pack, form = find_form(declaration.form)
        content = canonical_bytes(declaration)
        digest = sha256_hex(content)
        sources = {place: SourceOf("payload", 1.0) for place in declaration.values}
        key = (declaration.form, len(declaration.values))
        if key not in found:
            found[key] = found_in(pack, form, declaration, sources, ())
        yield Arrived(
            Place(f"{number}.docx", 1, number), digest, "docx", "read", digest,
            seal_code(digest), "intact", pack.hash, content, sources, (), (),
            facts_of(pack, form, declaration), found[key], rules_key(pack),
        )  # fmt: skip


def received_folder(count: int) -> Path:
    """Return a folder with ``count`` Word files as applicants fill them in, without payload."""
    folder = Path(tempfile.mkdtemp(prefix="smdesk-bench-")) / "in"
    folder.mkdir()
    for number, (declaration, files) in enumerate(firms(count)):
        pack, form = find_form(declaration.form)
        packet = build_packet(pack, form, declaration, draft=False, files=files)
        bare = replace(packet, payload=None, digest=None, seal=None, qr=None)
        (folder / f"{number:05d}.docx").write_bytes(write_docx(bare, files))
    return folder


def thrown_away(folder: Path) -> None:
    """Remove a benchmark's temporary folder."""
    shutil.rmtree(folder.parent, ignore_errors=True)
