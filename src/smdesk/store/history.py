"""A draft's past: any version replayed from the first, and damage mended by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from smdesk.errors import SmdeskError
from smdesk.store.models import Change, Damage, Entry, Version
from smdesk.store.parts import Parts, checksum, parts_from_whole
from smdesk.store.rows import Row, history_rows, stored_parts


def replay(connection: sqlite3.Connection, draft: int, revision: int) -> Parts:
    """Return the parts as they were at ``revision``.

    Raises ``SmdeskError``: ``store.version-missing``; ``store.history-damaged`` when a line on the
    way does not fit its digest.
    """
    parts: Parts = {}
    last = 0
    for entry, sound in history_rows(connection, draft, up_to=revision):
        if not sound or (last == 0 and entry.kind != "whole"):
            raise SmdeskError("store.history-damaged", draft=draft, revision=entry.revision)
        last = entry.revision
        if entry.kind == "whole":
            parts = parts_from_whole(entry.new)
        elif entry.new:
            parts[entry.kind, entry.address] = entry.new
        else:
            parts.pop((entry.kind, entry.address), None)
    if last == 0 or revision < 1:
        raise SmdeskError("store.version-missing", draft=draft, revision=revision)
    return parts


def of_field(entries: Iterable[Entry], address: str) -> Iterator[Entry]:
    """Yield the changes of one field; its text in the first version is its first change."""
    for entry in entries:
        if entry.kind == "whole":
            for (kind, found), text in parts_from_whole(entry.new).items():
                if found == address and kind != "origin":
                    yield replace(entry, kind=kind, address=found, new=text)
        elif entry.address == address and entry.kind != "origin":
            yield entry


def versions(entries: Iterable[Entry]) -> tuple[Version, ...]:
    """Return the saves that entries belong to, in order, with their steps."""
    grouped: dict[int, list[Entry]] = {}
    for entry in entries:
        grouped.setdefault(entry.revision, []).append(entry)
    return tuple(
        Version(
            revision,
            lines[0].at,
            lines[0].person,
            tuple(dict.fromkeys(line.step for line in lines if line.step)),
            len(lines),
        )
        for revision, lines in grouped.items()
    )


@dataclass(frozen=True)
class Examined:
    """What a draft really is: its parts, its last revision, what was damaged, how to mend it."""

    parts: Parts
    revision: int
    damage: tuple[Damage, ...] = ()
    repair: tuple[Change, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.damage


def examine(connection: sqlite3.Connection, row: Row) -> Examined:
    """Return a draft's parts, held against their digests and their common checksum.

    Where they do not fit, history is replayed; it is believed when every line fits and, if the
    draft's own row is sound, its checksum too. What cannot be had back is left out and named.
    """
    sound, damaged = stored_parts(connection, row.id)
    if row.sound and not damaged and checksum(row.id, sound) == row.checksum:
        return Examined(sound, row.revision)
    revision = _last_revision(connection, row)
    replayed = _believed(connection, row, revision)
    found = sound | damaged
    truth = sound if replayed is None else replayed
    keys = [key for key in sorted({*found, *truth}) if found.get(key) != truth.get(key)]
    keys += [key for key in sorted(damaged) if key not in keys]
    damage = [
        Damage(kind, address, found.get((kind, address), ""), replayed is not None)
        for kind, address in keys
    ]
    repair = [
        Change(address, found.get((kind, address), ""), truth.get((kind, address), ""), kind=kind)  # type: ignore[arg-type]
        for kind, address in keys
    ]
    if not row.sound:
        damage.append(Damage("draft", "", row.title, replayed is not None))
    elif not damage:
        damage.append(Damage("draft", "", "", recovered=False))
    return Examined(truth, revision, tuple(damage), tuple(repair))


def _last_revision(connection: sqlite3.Connection, row: Row) -> int:
    last = connection.execute(
        "SELECT max(revision) FROM history WHERE draft = ?", (row.id,)
    ).fetchone()[0]
    return row.revision if row.sound else max(last or 1, 1)


def _believed(connection: sqlite3.Connection, row: Row, revision: int) -> Parts | None:
    try:
        replayed = replay(connection, row.id, revision)
    except SmdeskError:
        return None
    if row.sound and checksum(row.id, replayed) != row.checksum:
        return None
    return replayed
