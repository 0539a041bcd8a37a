"""The past of a draft as a person asks for it: stages of work, what was otherwise, taking it back.

The store keeps a version for each save, which is one for each second of quiet; a person thinks of
an afternoon. What differs is told piece by piece – a value, a stretch of the narrative, a file –
so that one piece can be had back and the rest stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from smdesk.errors import sentence
from smdesk.notices.declaration import Attachment, Block, Declaration, Narrative
from smdesk.notices.editions import find_edition
from smdesk.service.desk.checking import Labels
from smdesk.service.session.session import DraftSession
from smdesk.service.session.summary import summary_of
from smdesk.store.library import Library
from smdesk.store.models import Entry, Saved, Version

PAUSE = timedelta(minutes=10)
"""A gap between saves after which a new stage of work begins."""

Part = Literal["value", "narrative", "attachments"]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Stage:
    """Saves of one person without a long pause between, in order; never empty."""

    versions: tuple[Version, ...]

    @property
    def first(self) -> Version:
        """The save that it begins with."""
        return self.versions[0]

    @property
    def last(self) -> Version:
        """The save that it ends with."""
        return self.versions[-1]

    @property
    def person(self) -> str:
        """Who did it."""
        return self.last.person

    @property
    def changes(self) -> int:
        """How many parts its saves changed, each time counted."""
        return sum(one.changes for one in self.versions)

    @property
    def steps(self) -> tuple[str, ...]:
        """What was done, each step once, in order."""
        return tuple(dict.fromkeys(step for one in self.versions for step in one.steps))


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that another version says otherwise; an empty text: there is nothing there.

    ``place`` is an address, ``narrative`` or ``attachments``; ``then`` and ``now`` are the spans of
    blocks, or the numbers of files, that it is about (empty for values).
    """

    part: Part
    place: str
    label: str
    old: str
    new: str
    then: range = range(0)
    now: range = range(0)


def stages(versions: Iterable[Version], pause: timedelta = PAUSE) -> tuple[Stage, ...]:
    """Return versions as stages of work, the latest first."""
    found: list[list[Version]] = []
    for one in versions:
        last = found[-1][-1] if found else None
        if last is None or last.person != one.person or not _near(last.at, one.at, pause):
            found.append([one])
        else:
            found[-1].append(one)
    return tuple(Stage(tuple(group)) for group in reversed(found))


def of_place(versions: Iterable[Version], entries: Iterable[Entry]) -> tuple[Version, ...]:
    """Return those versions in which one of ``entries`` (of one field, say) was changed."""
    wanted = {one.revision for one in entries}
    return tuple(one for one in versions if one.revision in wanted)


def comparable(then: Declaration, now: Declaration) -> bool:
    """Return whether pieces of one can be put into the other: one edition, one set of years."""
    return (then.form, then.pack, then.years) == (now.form, now.pack, now.years)


def pieces(then: Declaration, now: Declaration) -> tuple[Piece, ...]:
    """Return what ``then`` says otherwise than ``now``: values as printed, narrative, files.

    Raises ``SmdeskError`` ``notices.form-missing`` where the notice is no longer there.
    """
    labels = Labels(*find_edition(now.form, now.pack), now)
    return (
        *_values(then, now, labels),
        *_narrative(then, now, labels),
        *_attachments(then, now, labels),
    )


def restored(then: Declaration, now: Declaration, wanted: Collection[Piece]) -> Declaration:
    """Return ``now`` with the wanted `pieces` as they were; the rest stays."""
    values = dict(now.values)
    for one in wanted:
        if one.part == "value":
            values[one.place] = one.old
    blocks = _spliced(now.narrative.blocks, then.narrative.blocks, wanted, "narrative")
    files = _spliced(now.attachments, then.attachments, wanted, "attachments")
    return now.model_copy(update={
        "values": {place: text for place, text in values.items() if text},
        "narrative": Narrative(blocks=tuple(blocks)), "attachments": tuple(files),
    })  # fmt: skip


def return_to(library: Library, draft: int, revision: int) -> Saved:
    """Make a stored draft what it was at ``revision``, edition and years too, as a new version.

    For a draft that is not at work. Raises what `Library.version` and `Library.save` raise, and
    ``SmdeskError`` ``notices.form-missing``.
    """
    then = library.version(draft, revision)
    at = next(one.at for one in library.versions(draft) if one.revision == revision)
    pack, form = find_edition(then.form, then.pack)
    step = sentence("session.step-return", at=moment(at))
    return library.save(
        draft, library.load(draft).revision, then, place="", step=step,
        summary=summary_of(DraftSession(pack, form, then)),
    )  # fmt: skip


def moment(at: datetime) -> str:
    """Return a moment as people write it: 2026年3月5日 14:03, local time."""
    here = at.astimezone()
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"


# -- pieces ------------------------------------------------------------------------------------


def _near(one: datetime, other: datetime, pause: timedelta) -> bool:
    # A clock that was put back makes no gap of its own.
    return other - one <= pause


def _values(then: Declaration, now: Declaration, labels: Labels) -> Iterator[Piece]:
    order = labels.order
    places = sorted(then.values.keys() | now.values.keys(), key=lambda one: (order.get(one, len(order)), one))  # fmt: skip
    for place in places:
        old, new = then.values.get(place, ""), now.values.get(place, "")
        if old != new:
            yield Piece("value", place, labels(place), old, new)


def _narrative(then: Declaration, now: Declaration, labels: Labels) -> Iterator[Piece]:
    old, new = then.narrative.blocks, now.narrative.blocks
    keys = [one.model_dump_json() for one in old], [one.model_dump_json() for one in new]
    label = labels("narrative")
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag != "equal":
            heading = next((one for one in reversed(new[: c + 1]) if one.type == "heading"), None)
            told = "·".join(filter(None, (label, heading.text if heading else "")))
            yield Piece(
                "narrative", "narrative", told, _text(old[a:b]), _text(new[c:d]),
                range(a, b), range(c, d),
            )  # fmt: skip


def _text(blocks: Sequence[Block]) -> str:
    """Return blocks in words; a picture without a caption is told all the same."""
    lines = [
        Narrative(blocks=(one,)).text or (sentence("history.picture") if one.type == "picture" else "")
        for one in blocks
    ]  # fmt: skip
    return "\n".join(lines)


def _attachments(then: Declaration, now: Declaration, labels: Labels) -> Iterator[Piece]:
    old, new = then.attachments, now.attachments
    keys = [_key(one) for one in old], [_key(one) for one in new]
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            for before, after in zip(range(a, b), range(c, d), strict=True):
                if old[before] != new[after]:
                    yield _file(
                        labels, old, new, range(before, before + 1), range(after, after + 1)
                    )
            continue
        yield _file(labels, old, new, range(a, b), range(c, d))


def _file(
    labels: Labels, old: Sequence[Attachment], new: Sequence[Attachment], then: range, now: range
) -> Piece:
    """Return one stretch of files; where only pages or notes differ, that is what is told."""
    before, after = [old[one] for one in then], [new[one] for one in now]
    slot = (after or before)[0].slot
    told = _names(before), _names(after)
    if told[0] == told[1]:
        told = told[0], sentence("history.pages", files=told[1])
    return Piece("attachments", "attachments", labels(f"attachments#{slot}"), *told, then, now)


def _key(one: Attachment) -> str:
    return f"{one.slot}:{one.sha256}:{one.name}"


def _names(files: Sequence[Attachment]) -> str:
    return "\n".join(one.name for one in files)


def _spliced(
    now: Sequence[_T], then: Sequence[_T], wanted: Collection[Piece], part: Part
) -> list[_T]:
    """Return ``now`` with the wanted spans of ``then`` in place, from the end so that spans hold."""
    found = list(now)
    mine = [one for one in wanted if one.part == part]
    for one in sorted(mine, key=lambda piece: piece.now.start, reverse=True):
        found[one.now.start : one.now.stop] = then[one.then.start : one.then.stop]
    return found
