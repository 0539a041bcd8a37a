"""What happens to one draft inside one transaction: made, saved, loaded, taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Attachment, Declaration, Narrative
from smdesk.store.history import Examined, examine, replay
from smdesk.store.models import Change, Draft, Saved, Summary, from_stamp
from smdesk.store.parts import (
    Parts,
    applied,
    block_texts,
    checksum,
    declaration_of,
    differences,
    exclusive_or,
    file_of,
    file_texts,
    files_in,
    list_changes,
    parts_of,
    rows,
    whole_text,
)
from smdesk.store.rows import (
    Row,
    add_files,
    add_history,
    draft_row,
    insert_draft,
    put_part,
    stored_part,
    stored_parts,
    update_draft,
)

MENDED = "修复损坏的内容"


@dataclass(frozen=True, slots=True)
class Edit:
    """What one save brings: changes in their order, and ordered content as it now is.

    ``narrative`` and ``attachments`` are given only when they were touched; ``step`` names their
    change and every change without a name of its own; ``place`` is the cell the person is at.
    """

    changes: Sequence[Change] = ()
    narrative: Narrative | None = None
    attachments: Sequence[Attachment] | None = None
    step: str = ""
    place: str | None = None
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """When and by whom."""

    at: int
    person: str


def create(
    connection: sqlite3.Connection,
    declaration: Declaration,
    title: str,
    mark: Mark,
    edit: Edit,
    origins: Mapping[str, str],
) -> int:
    """Insert a draft with its parts and its first version; return its id."""
    parts = parts_of(declaration, title)
    parts |= {("origin", place): text for place, text in origins.items() if text}
    row = Row(
        0, declaration.form, title, edit.summary or Summary(), edit.place or "",
        1, mark.at, mark.at, None, b"",
    )  # fmt: skip
    draft = insert_draft(connection, row)
    for key, text in parts.items():
        put_part(connection, draft, key, text)
    numbered = replace(row, id=draft, checksum=checksum(draft, parts))
    update_draft(connection, numbered, numbered)
    first = Change("", "", whole_text(parts), edit.step, "whole")
    add_history(connection, draft, 1, mark.at, mark.person, [first])
    add_files(connection, draft, files_in(declaration))
    return draft


def save(connection: sqlite3.Connection, draft: int, base: int, edit: Edit, mark: Mark) -> Saved:
    """Write the parts that changed, their history and the draft's row.

    Raises ``SmdeskError`` ``store.conflict`` when the draft is not at revision ``base`` or a
    change starts from another text; ``store.draft-damaged``, ``store.draft-missing``,
    ``store.text-invalid``.
    """
    row = draft_row(connection, draft)
    if not row.sound:
        raise SmdeskError("store.draft-damaged", detail=row.title)
    if row.revision != base:
        raise SmdeskError("store.conflict", title=row.title, base=base, found=row.revision)
    changes = [one for one in _named(edit) if one.old != one.new]
    changes += _ordered(connection, draft, edit)
    after = replace(
        row,
        place=row.place if edit.place is None else edit.place,
        summary=edit.summary or row.summary,
    )
    if changes:
        after = _write(connection, after, changes, mark)
    if after != row:
        update_draft(connection, after, row)
    return Saved(after.revision, from_stamp(after.saved))


def load(connection: sqlite3.Connection, row: Row) -> tuple[Draft, Examined]:
    """Return a draft, and what examining it found.

    Raises ``SmdeskError`` ``store.draft-damaged`` when not even its head can be had.
    """
    examined = examine(connection, row)
    declaration, title = declaration_of(examined.parts)
    draft = Draft(
        row.id, title, declaration, examined.revision, row.place, from_stamp(row.saved),
        row.summary, examined.damage, dict(rows(examined.parts, "origin")),
    )  # fmt: skip
    return draft, examined


def mend(connection: sqlite3.Connection, draft: int, mark: Mark) -> Draft:
    """Load a draft and write what was found damaged anew; what was found goes to its history."""
    row = draft_row(connection, draft)
    loaded, examined = load(connection, row)
    if examined.sound:
        return loaded
    for key in {(one.kind, one.address) for one in examined.repair}:
        put_part(connection, draft, key, examined.parts.get(key, ""))
    lines = [replace(one, step=MENDED) for one in examined.repair]
    revision = examined.revision + 1
    add_history(connection, draft, revision, mark.at, mark.person, lines)
    after = replace(
        row, form=loaded.declaration.form, title=loaded.title, revision=revision,
        checksum=checksum(draft, examined.parts), sound=True,
    )  # fmt: skip
    update_draft(connection, after, row)
    return replace(loaded, revision=revision)


def take_back(
    connection: sqlite3.Connection, draft: int, base: int, version: int, step: str, mark: Mark
) -> Saved:
    """Make a draft read as it did at ``version``; that is a new version, nothing is lost."""
    declaration, title = declaration_of(replay(connection, draft, version))
    stored, _ = stored_parts(connection, draft)
    changes = differences(stored, declaration, title, step)
    return save(connection, draft, base, Edit(changes), mark)


def _named(edit: Edit) -> list[Change]:
    return [one if one.step else replace(one, step=edit.step) for one in edit.changes]


def _ordered(connection: sqlite3.Connection, draft: int, edit: Edit) -> list[Change]:
    """The changes of narrative and attachments, held against what is stored."""
    if edit.narrative is None and edit.attachments is None:
        return []
    stored, _ = stored_parts(connection, draft)
    changes: list[Change] = []
    if edit.narrative is not None:
        texts = block_texts(edit.narrative)
        changes += list_changes("block", rows(stored, "block"), texts, edit.step)
    if edit.attachments is not None:
        texts = file_texts(edit.attachments)
        changes += list_changes("file", rows(stored, "file"), texts, edit.step)
    return changes


def _write(connection: sqlite3.Connection, row: Row, changes: Sequence[Change], mark: Mark) -> Row:
    before = _before(connection, row, changes)
    after = applied({key: text for key, (text, _) in before.items()}, changes)
    total = row.checksum
    for key, (_, digest) in before.items():
        total = exclusive_or(total, digest, put_part(connection, row.id, key, after.get(key, "")))
    add_history(connection, row.id, row.revision + 1, mark.at, mark.person, changes)
    add_files(connection, row.id, {one for one in map(file_of, changes) if one})
    head = _head(after)
    return replace(row, **head, revision=row.revision + 1, saved=mark.at, checksum=total)  # type: ignore[arg-type]


def _before(
    connection: sqlite3.Connection, row: Row, changes: Iterable[Change]
) -> dict[tuple[str, str], tuple[str, bytes]]:
    """The stored text and digest of each changed part; each change must start from what is there."""
    stored: dict[tuple[str, str], tuple[str, bytes]] = {}
    current: Parts = {}
    for one in changes:
        key = (one.kind, one.address)
        if key not in stored:
            stored[key] = stored_part(connection, row.id, key)
            current[key] = stored[key][0]
        if current[key] != one.old:
            raise SmdeskError(
                "store.conflict", title=row.title, base=row.revision, found=one.address
            )
        current[key] = one.new
    return stored


def _head(after: Parts) -> dict[str, str]:
    """What of the draft's own row follows its head parts."""
    return {name: after["head", name] for name in ("title", "form") if ("head", name) in after}
