"""Drafts of a library as sessions: a new one, one opened again, and how a session is stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.declaration import Declaration
from smdesk.notices.editions import find_edition, keep
from smdesk.notices.loader import find_form
from smdesk.notices.models import Form, Pack
from smdesk.service.describe import form_years
from smdesk.service.session.autosave import Batch
from smdesk.service.session.session import DraftSession
from smdesk.service.session.summary import summary_of
from smdesk.store.library import Library
from smdesk.store.models import Damage, Draft, Saved, Summary


@dataclass(frozen=True)
class OpenDraft:
    """A draft at work; `DraftSession.place` is the cell that the person was at.

    ``summary`` is what the store holds. ``other_edition`` says that the notice pack at hand is not
    the one that the draft was made with: the draft keeps to its own (`own_edition`) as long as it
    was kept here, and its hash until the person moves the draft.
    """

    id: int
    title: str
    session: DraftSession
    revision: int
    saved: datetime
    summary: Summary
    damage: tuple[Damage, ...] = ()
    other_edition: bool = False

    @property
    def own_edition(self) -> bool:
        """Whether the session works by the very edition that the draft was made with."""
        return self.session.pack.hash == self.session.declaration.pack


def new_draft(
    library: Library,
    form_id: str,
    years: tuple[int, ...] = (),
    *,
    title: str = "",
    clock: Callable[[], float] = time.monotonic,
) -> OpenDraft:
    """Store an empty draft of a form and open it; ``title`` is the form's if not given.

    Raises ``SmdeskError``: ``notices.form-missing``, ``session.years-wrong``,
    ``session.years-printed``, and what `Library.create` raises.
    """
    pack, form = find_form(form_id)
    empty = Declaration(
        form=pack.form_id(form.id), pack=pack.hash, years=draft_years(pack, form, years)
    )
    summary = summary_of(DraftSession(pack, form, empty))
    named = title.strip() or form.title
    keep(pack)
    draft = library.create(empty, named, summary=summary, step=sentence("session.step-new"))
    return open_draft(library, draft, clock=clock)


def open_draft(
    library: Library, draft_id: int, *, clock: Callable[[], float] = time.monotonic
) -> OpenDraft:
    """Open a stored draft as it was acknowledged last, at the place where the person was.

    Raises ``SmdeskError``: what `Library.load` raises, and ``notices.form-missing`` when the pack
    of its notice is not there.
    """
    draft: Draft = library.load(draft_id)
    made_with = draft.declaration.pack
    pack, form = find_edition(draft.declaration.form, made_with)
    keep(pack)
    exported = draft.summary.state == "exported"
    session = DraftSession(
        pack, form, draft.declaration, place=draft.place, exported=exported, clock=clock,
        origins=draft.origins,
    )  # fmt: skip
    return OpenDraft(
        draft.id, draft.title, session, draft.revision, draft.saved, draft.summary, draft.damage,
        other_edition=made_with != _hash_now(draft.declaration.form),
    )  # fmt: skip


def _hash_now(form_id: str) -> str:
    """Return the hash of the edition at hand; '' if the notice is no longer there."""
    try:
        return find_form(form_id)[0].hash
    except SmdeskError:
        return ""


def store_batch(library: Library, draft_id: int, batch: Batch) -> Saved:
    """Write one batch of a session; it may run in any thread. Raises as `Library.save_changes`."""
    return library.save_changes(
        draft_id,
        batch.base,
        batch.changes,
        narrative=batch.narrative,
        attachments=batch.attachments,
        step=batch.step,
        place=batch.place,
        summary=batch.summary,
    )


def draft_years(pack: Pack, form: Form, chosen: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Return the year columns of a new draft: printed, chosen, or the last before the notice.

    Raises ``SmdeskError`` ``session.years-printed`` where the notice prints others,
    ``session.years-wrong`` where the number or the order of those chosen does not fit.
    """
    wanted = pack.years_of(form)
    shown = "、".join(map(str, chosen))
    if wanted.fixed:
        if chosen not in {(), wanted.fixed}:
            printed = "、".join(map(str, wanted.fixed))
            raise SmdeskError("session.years-printed", printed=printed, years=shown)
        return wanted.fixed
    if not chosen:
        return form_years(pack, form)
    ordered = all(one < other for one, other in pairwise(chosen))
    if len(chosen) != wanted.number or not ordered:
        raise SmdeskError("session.years-wrong", count=wanted.number, years=shown)
    return chosen
