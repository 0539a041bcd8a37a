"""Checks of a declaration as a whole: addresses that the form lacks, narrative, attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from smdesk.notices.declaration import FREE_SLOT, Attachment, Heading, Narrative
from smdesk.notices.text import fold
from smdesk.rules.checks import Check, finding
from smdesk.rules.findings import Finding, Fix
from smdesk.rules.formats.texts import characters
from smdesk.rules.ground import Ground, View
from smdesk.rules.prose.memory import Memory

NARRATIVE = "narrative"
"""What an edit of the narrative touches; its headings are ``narrative#<item>``."""
ATTACHMENTS = "attachments"
"""What an attached or removed file touches; its slots are ``attachments#<slot>``."""


def narrative_place(item: str) -> str:
    """Return the address of an outline item in a finding."""
    return f"{NARRATIVE}#{item}"


def attachment_place(slot: str) -> str:
    """Return the address of an attachment slot in a finding."""
    return f"{ATTACHMENTS}#{slot}"


def whole_checks(ground: Ground, memory: Memory) -> tuple[Check, ...]:
    """Return the checks of narrative and attachments; ``memory`` keeps the words of blocks."""

    def narrative(view: View) -> Iterator[Finding]:
        return _narrative(ground, memory, view.declaration.narrative)

    return (
        Check(NARRATIVE, (NARRATIVE,), narrative),
        Check(ATTACHMENTS, (ATTACHMENTS,), lambda view: _attachments(ground, view)),
    )


def unknown_check(address: str) -> str:
    """Return the name of the check that finds ``address`` unknown."""
    return f"address@{address}"


def unknown_values(ground: Ground, view: View, addresses: Iterable[str]) -> Iterator[Finding]:
    """Yield an error for each value that the form has no place for, or that contradicts a fixed one."""
    given, fixed = view.declaration.values, ground.form.fixed
    for address in sorted(set(addresses)):
        if address not in given:
            continue
        if address in fixed:
            if given[address] != fixed[address]:
                yield finding(
                    ground, "address.fixed", "error", (address,), check=unknown_check(address),
                    fix=Fix(address, ""), text=given[address], fixed=fixed[address],
                )  # fmt: skip
        elif address not in ground.order:
            yield finding(
                ground, "address.unknown", "error", (address,), check=unknown_check(address),
                fix=Fix(address, ""), address=address, text=given[address],
            )  # fmt: skip


def _narrative(ground: Ground, memory: Memory, narrative: Narrative) -> Iterator[Finding]:
    outline = ground.form.outline
    first = narrative_place(outline.item[0].id if outline.item else "")
    blocks = memory.blocks(narrative)
    if not any(one.words for one in blocks):
        yield finding(
            ground, "narrative.missing", "hint", (first,), check=NARRATIVE, title=outline.text_title
        )
        return
    heads = [(n, one.block) for n, one in enumerate(blocks) if isinstance(one.block, Heading)]
    yield from _headings(ground, [head for _, head in heads])
    yield from _empty_headings(ground, heads, narrative)
    count = sum(one.words for one in blocks)
    if outline.limit is not None and count > outline.limit:
        over = count - outline.limit
        yield finding(
            ground, "narrative.long", "error", (first,), check=NARRATIVE,
            count=count, limit=outline.limit, over=over, signs=characters(narrative.text),
        )  # fmt: skip


def _headings(ground: Ground, headings: list[Heading]) -> Iterator[Finding]:
    """Yield a hint for each heading of the outline that is missing; the outlines are 参考提纲."""
    items = {block.item for block in headings}
    written = {_bare(block.text) for block in headings}
    for item in ground.form.outline.item:
        if item.id not in items and _bare(item.title) not in written:
            place = (narrative_place(item.id),)
            yield finding(
                ground, "narrative.heading", "hint", place, check=NARRATIVE, title=item.title
            )


def _empty_headings(
    ground: Ground, heads: list[tuple[int, Heading]], narrative: Narrative
) -> Iterator[Finding]:
    """Yield a hint for each outline item whose heading is followed by no words of its own.

    A heading counts as empty where the next block is a heading of its level or above, or the end.
    """
    titles = {_bare(item.title): item.id for item in ground.form.outline.item}
    ids = set(titles.values())
    found: dict[str, str] = {}
    for number, block in heads:
        following = next(iter(narrative.blocks[number + 1 : number + 2]), None)
        item = block.item if block.item in ids else titles.get(_bare(block.text))
        below = isinstance(following, Heading) and following.level > block.level
        if item is not None and not below and (following is None or isinstance(following, Heading)):
            found.setdefault(item, block.text)
    for item, title in found.items():
        place = (narrative_place(item),)
        yield finding(ground, "narrative.empty", "hint", place, check=NARRATIVE, title=title)


@lru_cache(maxsize=1024)
def _bare(title: str) -> str:
    """Return a heading's words for comparison, without its number."""
    return fold(title).lstrip("一二三四五六七八九十()0123456789,.")


def _attachments(ground: Ground, view: View) -> Iterator[Finding]:
    attached = view.declaration.attachments
    slots = {slot.id: slot for slot in ground.form.attachment}
    for slot in slots.values():
        files = [one for one in attached if one.slot == slot.id]
        place = (attachment_place(slot.id),)
        if slot.required and not files:
            yield finding(
                ground, "attachment.missing", "hint", place, check=ATTACHMENTS, title=slot.title
            )
        if not slot.many and len(files) > 1:
            yield finding(
                ground, "attachment.several", "check", place,
                check=ATTACHMENTS, title=slot.title, count=len(files),
            )  # fmt: skip
    yield from _strays(ground, view)


def _strays(ground: Ground, view: View) -> Iterator[Finding]:
    """Yield files of a slot that the form lacks, and files that were attached twice."""
    known = {slot.id for slot in ground.form.attachment} | {FREE_SLOT}
    lost: dict[str, list[str]] = {}
    same: dict[str, list[Attachment]] = {}
    for one in view.declaration.attachments:
        same.setdefault(one.sha256, []).append(one)
        if one.slot not in known:
            lost.setdefault(one.slot, []).append(one.name)
    for slot, files in lost.items():
        place, listed = (attachment_place(slot),), "、".join(files)
        yield finding(
            ground, "attachment.slot", "check", place, check=ATTACHMENTS, slot=slot, names=listed
        )
    twice = [every for every in same.values() if len(every) > 1]
    if twice:  # told where the later ones stand: those are the ones to take away
        slots = dict.fromkeys(one.slot for every in twice for one in every[1:])
        places = tuple(map(attachment_place, slots))
        listed = "；".join("、".join(dict.fromkeys(one.name for one in every)) for every in twice)
        yield finding(ground, "attachment.twice", "hint", places, check=ATTACHMENTS, names=listed)
