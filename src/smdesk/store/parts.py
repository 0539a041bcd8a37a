"""A declaration as parts, a row each, and the changes between two sets of parts.

Ordered content (narrative blocks, attachments) gets order keys with gaps, so that one edited
paragraph is one changed row and an inserted one moves no other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Attachment, Block, Declaration, Narrative, Picture
from smdesk.store.models import Change, Kind

Key = tuple[str, str]
"""Kind and address of a part."""
Parts = dict[Key, str]

DIGEST_BYTES = 16
GAP = 1 << 20
_WIDTH = 15
_BLOCK: TypeAdapter[Block] = TypeAdapter(Block)


def row_digest(*fields: str | int) -> bytes:
    """Return the digest of a row: sha256 of its fields, the first 16 bytes.

    Raises ``SmdeskError`` ``store.text-invalid`` for what a text column cannot hold as it is: a
    lone surrogate or a NUL.
    """
    texts = [str(field) for field in fields]
    try:
        data = "\0".join(texts).encode()
    except UnicodeEncodeError as problem:
        raise _invalid(texts) from problem
    if data.count(0) != len(texts) - 1:
        raise _invalid(texts)
    return hashlib.sha256(data).digest()[:DIGEST_BYTES]


def _invalid(texts: Sequence[str]) -> SmdeskError:
    """The fault that shows the first text that cannot be stored, its bad characters escaped."""
    bad = next(
        text for text in texts if "\0" in text or any(0xD7FF < ord(c) < 0xE000 for c in text)
    )
    shown = bad[:40].encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    return SmdeskError("store.text-invalid", text=shown)


def part_digest(draft: int, kind: str, address: str, text: str) -> bytes:
    """Return the digest of one part of one draft."""
    return row_digest("part", draft, kind, address, text)


def checksum(draft: int, parts: Mapping[Key, str]) -> bytes:
    """Return the exclusive-or of all part digests: it finds a row that is missing or too many."""
    total = 0
    for (kind, address), text in parts.items():
        total ^= int.from_bytes(part_digest(draft, kind, address, text), "big")
    return total.to_bytes(DIGEST_BYTES, "big")


def exclusive_or(*digests: bytes) -> bytes:
    """Return the exclusive-or of digests."""
    total = 0
    for digest in digests:
        total ^= int.from_bytes(digest, "big")
    return total.to_bytes(DIGEST_BYTES, "big")


def parts_of(declaration: Declaration, title: str) -> Parts:
    """Return the parts of a declaration; empty values and reasons are none."""
    parts: Parts = {
        ("head", "form"): declaration.form,
        ("head", "pack"): declaration.pack,
        ("head", "years"): years_text(declaration.years),
        ("head", "title"): title,
    }
    parts |= {("value", address): text for address, text in declaration.values.items() if text}
    parts |= {("reason", key): text for key, text in declaration.reasons.items() if text}
    for kind, texts in (
        ("block", block_texts(declaration.narrative)),
        ("file", file_texts(declaration.attachments)),
    ):
        parts |= {(kind, _order(n)): text for n, text in enumerate(texts, start=1)}
    return {key: text for key, text in parts.items() if text}


def years_text(years: Iterable[int]) -> str:
    """Return year columns as stored in the head: ``2017,2018,2019``."""
    return ",".join(map(str, years))


def block_texts(narrative: Narrative) -> list[str]:
    """Return the stored text of each block."""
    return [_json(block.model_dump(mode="json")) for block in narrative.blocks]


def file_texts(attachments: Iterable[Attachment]) -> list[str]:
    """Return the stored text of each attachment."""
    return [_json(one.model_dump(mode="json")) for one in attachments]


def declaration_of(parts: Mapping[Key, str]) -> tuple[Declaration, str]:
    """Return the declaration and the title that parts spell.

    Raises ``SmdeskError`` ``store.draft-damaged`` when the head or a block cannot be understood.
    """
    by_kind: dict[str, dict[str, str]] = {}
    for (kind, address), text in sorted(parts.items()):
        by_kind.setdefault(kind, {})[address] = text
    head = by_kind.get("head", {})
    try:
        declaration = Declaration(
            form=head["form"],
            pack=head.get("pack", ""),
            years=tuple(int(year) for year in head.get("years", "").split(",") if year),
            values=by_kind.get("value", {}),
            reasons=by_kind.get("reason", {}),
            narrative=Narrative(
                blocks=tuple(_BLOCK.validate_json(t) for t in by_kind.get("block", {}).values())
            ),
            attachments=tuple(
                Attachment.model_validate_json(t) for t in by_kind.get("file", {}).values()
            ),
        )
    except (KeyError, ValueError, ValidationError) as problem:
        raise SmdeskError("store.draft-damaged", detail=str(problem)) from problem
    return declaration, head.get("title", "")


def list_changes(
    kind: Kind, stored: Sequence[tuple[str, str]], texts: Sequence[str], step: str
) -> list[Change]:
    """Return the changes that make the ordered ``stored`` (key, text) rows read ``texts``.

    Rows of the common head and tail stay; the middle is overwritten in place, and what is over is
    inserted or removed. Without room between two keys all rows get new ones.
    """
    start = _common([text for _, text in stored], texts)
    tail = _common([text for _, text in stored[start:]][::-1], texts[start:][::-1])
    middle = stored[start : len(stored) - tail]
    fresh = texts[start : len(texts) - tail]
    changes = [
        Change(key, old, new, step, kind)
        for (key, old), new in zip(middle, fresh, strict=False)
        if old != new
    ]
    changes += [Change(key, old, "", step, kind) for key, old in middle[len(fresh) :]]
    added = fresh[len(middle) :]
    if not added:
        return changes
    before = start + len(middle)
    low = int(stored[before - 1][0]) if before else 0
    high = int(stored[before][0]) if before < len(stored) else low + GAP * (len(added) + 1)
    room = (high - low) // (len(added) + 1)
    if room == 0:
        return _renumbered(kind, stored, texts, step)
    keys = [f"{low + room * n:0{_WIDTH}d}" for n in range(1, len(added) + 1)]
    return changes + [
        Change(key, "", text, step, kind) for key, text in zip(keys, added, strict=True)
    ]


def differences(
    old: Mapping[Key, str], declaration: Declaration, title: str, step: str
) -> list[Change]:
    """Return the changes from stored parts to a declaration; where values came from stays."""
    new = parts_of(declaration, title)
    changes = []
    apart = {"block", "file", "origin"}
    for kind, address in sorted({key for key in [*old, *new] if key[0] not in apart}):
        before, after = old.get((kind, address), ""), new.get((kind, address), "")
        if before != after:
            changes.append(Change(address, before, after, step, kind))  # type: ignore[arg-type]
    changes += list_changes("block", rows(old, "block"), block_texts(declaration.narrative), step)
    changes += list_changes("file", rows(old, "file"), file_texts(declaration.attachments), step)
    return changes


def rows(parts: Mapping[Key, str], kind: str) -> list[tuple[str, str]]:
    """Return the (key, text) rows of one kind in order."""
    return sorted((address, text) for (one, address), text in parts.items() if one == kind)


def applied(parts: Mapping[Key, str], changes: Iterable[Change]) -> Parts:
    """Return the parts after changes."""
    result = dict(parts)
    for change in changes:
        if change.new:
            result[change.kind, change.address] = change.new
        else:
            result.pop((change.kind, change.address), None)
    return result


def files_in(declaration: Declaration) -> set[str]:
    """Return the sha256 of every file that a declaration names: attachments and pictures."""
    pictures = {
        block.sha256 for block in declaration.narrative.blocks if isinstance(block, Picture)
    }
    return pictures | {one.sha256 for one in declaration.attachments}


def file_of(change: Change) -> str | None:
    """Return the sha256 of the file that a changed block or attachment names, if any."""
    if change.kind not in {"block", "file"} or not change.new:
        return None
    found = json.loads(change.new).get("sha256")
    return found if isinstance(found, str) else None


def whole_text(parts: Mapping[Key, str]) -> str:
    """Return all parts as one text, the first version in a history."""
    return _json([[kind, address, text] for (kind, address), text in sorted(parts.items())])


def parts_from_whole(text: str) -> Parts:
    """Return the parts that `whole_text` wrote."""
    return {(kind, address): part for kind, address, part in json.loads(text)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _order(n: int) -> str:
    return f"{n * GAP:0{_WIDTH}d}"


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _renumbered(
    kind: Kind, stored: Sequence[tuple[str, str]], texts: Sequence[str], step: str
) -> list[Change]:
    gone = [Change(key, old, "", step, kind) for key, old in stored]
    return gone + [Change(_order(n), "", text, step, kind) for n, text in enumerate(texts, start=1)]
