"""Where a file goes in the one row of attachments when it is put at a place of a slot."""

from __future__ import annotations

from collections.abc import Sequence

from smdesk.notices.declaration import Attachment


def slots_in_order(known: Sequence[str], files: Sequence[Attachment]) -> tuple[str, ...]:
    """Return the slots to show: those of the form, then those that files name besides."""
    others = dict.fromkeys(one.slot for one in files if one.slot not in known)
    return (*known, *others)


def index_at(files: Sequence[Attachment], slots: Sequence[str], slot: str, at: int) -> int:
    """Return the index in ``files`` of place ``at`` of ``slot``.

    An empty slot's place is behind the files of the slots before it.
    """
    mine = [index for index, one in enumerate(files) if one.slot == slot]
    if at < len(mine):
        return mine[at]
    if mine:
        return mine[-1] + 1
    before = set(slots[: slots.index(slot)]) if slot in slots else set(slots)
    return max((index + 1 for index, one in enumerate(files) if one.slot in before), default=0)


def moved_to(
    files: Sequence[Attachment], slots: Sequence[str], index: int, slot: str, at: int
) -> int:
    """Return the index that file ``index`` gets when it is put at place ``at`` of ``slot``.

    ``at`` counts the rows as they stand, the moved one included where it is of that slot.
    """
    mine = [number for number, one in enumerate(files) if one.slot == slot]
    if index in mine and mine.index(index) < at:
        at -= 1
    rest = [one for number, one in enumerate(files) if number != index]
    return index_at(rest, slots, slot, at)
