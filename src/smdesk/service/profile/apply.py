"""Filling from a list as one step, and what of a draft is still as it was taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from smdesk.errors import sentence
from smdesk.rules.whole import NARRATIVE, attachment_place
from smdesk.service.profile.lines import FillPlan, FillRow, FillState
from smdesk.service.profile.parts import narrative_mark
from smdesk.service.session.changes import Changes
from smdesk.service.session.origin import Origin, read_origin
from smdesk.service.session.session import DraftSession

_FILE = "attachment:"


@dataclass(frozen=True)
class CarriedOver:
    """One place that still is as it was taken over; ``place`` is where to go (see `Changes`)."""

    key: str
    place: str
    label: str
    text: str
    origin: Origin

    @property
    def told(self) -> str:
        """Where it comes from and what to look at, in words."""
        whence = self.whence if self.text or not self.origin.newer else ""
        return "：".join(one for one in (whence, self.remarks) if one)

    @property
    def whence(self) -> str:
        """The source, with the form and day where it does not name them itself."""
        origin = self.origin
        form = origin.form if origin.form not in origin.source else ""
        when = "，".join(one for one in (form, origin.on) if one)
        return f"{origin.source}（{when}）" if when else origin.source

    @property
    def remarks(self) -> str:
        """What to look at."""
        origin = self.origin
        params = {"year": origin.year or "", "shown": origin.was, "missing": ""}
        return "；".join(sentence(f"profile.note-{one}", **params) for one in origin.notes)


def apply_fill(
    session: DraftSession,
    plan: FillPlan,
    chosen: Collection[str] | None = None,
    *,
    narrative: bool = False,
    files: Collection[str] = (),
    step: str = "profile.step-fill",
    today: date | None = None,
) -> Changes | None:
    """Put the chosen lines of a list into a draft (the ticked ones if not given) as one step.

    A cell that was typed in since the list was made is left alone. ``files`` are digests of
    attachments to bring along; their bytes have to be in the store already. Cells that need a
    newer year are marked as such. Raises what `DraftSession.take_over` raises.
    """
    session.leave()
    day = (today or date.today()).isoformat()
    rows = plan.taken(chosen, session.declaration.values)
    taken = {one.address for one in rows}
    origins = {one.address: _origin(plan, one, one.text, day) for one in rows}
    waiting = (one for one in plan.of(FillState.NEWER) if one.address not in taken)
    for one in waiting:
        if not session.value(one.address):
            origins[one.address] = _origin(plan, one, "", day)
    brought = [one.attachment for one in plan.files if one.attachment.sha256 in files]
    for file in brought:
        mark = Origin(file.sha256, plan.source, at=day, notes=("file",))
        origins[f"{_FILE}{file.sha256}"] = mark.stored()
    text = plan.narrative.narrative if narrative and plan.narrative else None
    if text is not None:
        mark = Origin(narrative_mark(text), plan.source, at=day, notes=("narrative",))
        origins[NARRATIVE] = mark.stored()
    count = len(rows) + len(brought) + (text is not None)
    return session.take_over(
        {one.address: one.text for one in rows}, origins,
        name=sentence(step, source=plan.source, count=count), narrative=text, attachments=brought,
    )  # fmt: skip


def _origin(plan: FillPlan, row: FillRow, text: str, day: str) -> str:
    newer = row.state is FillState.NEWER
    notes = tuple(one for one in row.notes if one not in {"boxes-missing", "mixed-rows"})
    was = row.shown if newer or "converted" in notes else ""
    return Origin(
        text, plan.source, row.form, row.on, row.year, day, newer=newer, was=was, notes=notes
    ).stored()


def carried_over(session: DraftSession) -> tuple[CarriedOver, ...]:
    """Return what still stands as it was taken over, in printed order; confirmed places are not in it."""
    return tuple(_carried(session, session.origins))


def carried_at(session: DraftSession, address: str) -> CarriedOver | None:
    """Return what is told of one address, ``None`` where its value is the person's own."""
    stored = session.origins.get(address)
    if stored is None:
        return None
    return next(_carried(session, {address: stored}), None)


def carried_addresses(session: DraftSession) -> frozenset[str]:
    """Return the addresses whose present value was taken over and not confirmed since."""
    return frozenset(one.key for one in carried_over(session) if one.text)


def _carried(session: DraftSession, origins: Mapping[str, str]) -> Iterator[CarriedOver]:
    for key in sorted(origins, key=session.place_order):
        origin = read_origin(origins[key])
        if origin is None:
            continue
        found = _stands(session, key, origin)
        if found is not None:
            place, label, text = found
            yield CarriedOver(key, place, label, text, origin)


def _stands(session: DraftSession, key: str, origin: Origin) -> tuple[str, str, str] | None:
    """Return place, label and text of an origin's place if it is still as it was taken over."""
    if key == NARRATIVE:
        same = narrative_mark(session.declaration.narrative) == origin.text
        return (NARRATIVE, session.label(NARRATIVE), "") if same else None
    if key.startswith(_FILE):
        for one in session.declaration.attachments:
            if one.sha256 == origin.text:
                return attachment_place(one.slot), one.name, one.name
        return None
    if session.field(key) is None or session.value(key) != origin.text:
        return None
    return key, session.label(key), origin.text


def confirm(session: DraftSession, keys: Iterable[str] | None = None) -> Changes | None:
    """Say that what was taken over is right as it stands (everything if not given), in one step.

    A place that is empty and needs a newer year cannot be confirmed: it has to be filled.
    """
    session.leave()
    wanted = None if keys is None else set(keys)
    found = [
        one.key
        for one in carried_over(session)
        if (wanted is None or one.key in wanted) and not (one.origin.newer and not one.text)
    ]
    name = sentence("profile.step-confirm", count=len(found))
    return session.take_over({}, dict.fromkeys(found, ""), name=name)
