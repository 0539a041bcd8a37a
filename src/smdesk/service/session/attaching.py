"""The part of the draft session that attaches files, edits their pages and links them to values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.declaration import FREE_SLOT, Attachment, EvidenceLink, PageEdit
from smdesk.notices.text import clean
from smdesk.rules.whole import NARRATIVE, attachment_place
from smdesk.service.session.changes import Changes
from smdesk.service.session.core import SessionCore
from smdesk.service.session.delta import Delta


class AttachingSession(SessionCore):
    """Files of a draft: every method is a named step that can be undone (see `DraftSession`)."""

    # -- attachments ---------------------------------------------------------------------------

    def add_attachment(self, *attachments: Attachment, at: int | None = None) -> Changes | None:
        """Add files, one or several dropped together, before index ``at`` or at the end.

        Their bytes have to be in the store already. Raises ``SmdeskError`` ``service.slot-unknown``,
        ``session.attachment-missing``.
        """
        self._at()
        files = list(self.declaration.attachments)
        place = self._file(at) if at is not None and at != len(files) else len(files)
        added = [self._attachable(one) for one in attachments]
        files[place:place] = added
        if not added:
            return None
        code = "session.step-attach" if len(added) == 1 else "session.step-attach-many"
        name = sentence(code, file=added[0].name, count=len(added))
        return self._attach(files, name, added[0].slot)

    def remove_attachment(self, index: int) -> Changes | None:
        """Take a file out. Raises ``SmdeskError`` ``session.attachment-missing``."""
        self._at()
        files = list(self.declaration.attachments)
        gone = files.pop(self._file(index))
        return self._attach(files, sentence("session.step-detach", file=gone.name), gone.slot)

    def move_attachment(self, index: int, to: int, *, slot: str | None = None) -> Changes | None:
        """Move a file to stand at ``to``, into another slot if one is named. Raises as above."""
        self._at()
        files = list(self.declaration.attachments)
        self._file(to)
        moved = files.pop(self._file(index))
        if slot is not None:
            moved = self._attachable(moved.model_copy(update={"slot": slot}))
        files.insert(to, moved)
        return self._attach(files, sentence("session.step-reorder", file=moved.name), moved.slot)

    def set_note(self, index: int, text: str, *, final: bool = True) -> Changes | None:
        """Put a note to a file. Raises ``SmdeskError`` ``session.attachment-missing``."""
        key = f"note:{index}"
        self._at(key)
        files = list(self.declaration.attachments)
        noted = files[self._file(index)].model_copy(update={"note": clean(text)})
        files[index] = noted
        name = sentence("session.step-note", file=noted.name)
        return self._attach(files, name, noted.slot, key, final=final)

    def set_pages(
        self,
        index: int,
        pages: Sequence[PageEdit],
        *,
        name: str | None = None,
        final: bool = True,
    ) -> Changes | None:
        """Choose the printed pages of a file, their order and edits; none means all as they came.

        With ``final`` false (a slider on its way) it joins the step before it. Raises
        ``SmdeskError`` ``session.attachment-missing``.
        """
        key = f"pages:{index}:{name}"
        self._at(key)
        files = list(self.declaration.attachments)
        changed = files[self._file(index)].model_copy(update={"pages": tuple(pages)})
        files[index] = changed
        named = name or sentence("session.step-pages", file=changed.name)
        return self._attach(files, named, changed.slot, key, final=final)

    def link_evidence(self, index: int, page: int, place: str) -> Changes | None:
        """Say that page ``page`` (from 1) of a file shows what stands at ``place``.

        ``place`` is an address or ``narrative#<item>``. Raises ``SmdeskError``
        ``session.attachment-missing``, ``session.evidence-place``.
        """
        self._at()
        if not self._linkable(place):
            raise SmdeskError("session.evidence-place", place=place)
        link = EvidenceLink(place=place, page=page)
        one = self.declaration.attachments[self._file(index)]
        if link in one.evidence:
            return None
        name = sentence("session.step-link", label=self.place_name(place), file=one.name)
        return self._evidence(index, (*one.evidence, link), name)

    def unlink_evidence(self, index: int, page: int, place: str) -> Changes | None:
        """Take a link away. Raises ``SmdeskError`` ``session.attachment-missing``."""
        self._at()
        one = self.declaration.attachments[self._file(index)]
        gone = EvidenceLink(place=place, page=page)
        kept = tuple(link for link in one.evidence if link != gone)
        name = sentence("session.step-unlink", label=self.place_name(place), file=one.name)
        return self._evidence(index, kept, name)

    def evidence_of(self, place: str) -> tuple[tuple[int, int], ...]:
        """Return the index of each file and its page that show what stands at ``place``."""
        return tuple(
            (index, link.page)
            for index, one in enumerate(self.declaration.attachments)
            for link in one.evidence
            if link.place == place
        )

    def place_name(self, place: str) -> str:
        """Return how a place of evidence is called: a printed label or a heading."""
        part, _, item = place.partition("#")
        if part == NARRATIVE and item:
            titles = (one.title for one in self.form.outline.item if one.id == item)
            return next(titles, self.form.outline.text_title)
        return self._label(place)

    # -- how it is done ------------------------------------------------------------------------

    def _at(self, key: str = "") -> None:
        """Begin an edit: refuse a listener's, commit text in progress elsewhere."""
        self._guard()
        if self._typing is not None and self._typing.key != key:
            self.leave()

    def _linkable(self, place: str) -> bool:
        part, _, item = place.partition("#")
        if part == NARRATIVE:
            return item in {one.id for one in self.form.outline.item}
        return place in self._ground.order

    def _evidence(self, index: int, links: tuple[EvidenceLink, ...], name: str) -> Changes | None:
        files = list(self.declaration.attachments)
        files[index] = files[index].model_copy(update={"evidence": links})
        return self._attach(files, name, files[index].slot)

    def _attachable(self, one: Attachment) -> Attachment:
        known = [slot.id for slot in self.form.attachment]
        if one.slot not in {*known, FREE_SLOT}:
            listed = "、".join([*known, FREE_SLOT])
            raise SmdeskError("service.slot-unknown", slot=one.slot, known=listed)
        return one.model_copy(
            update={"name": clean(one.name, multiline=False), "note": clean(one.note)}
        )

    def _file(self, index: int) -> int:
        count = len(self.declaration.attachments)
        if not 0 <= index < count:
            raise SmdeskError("session.attachment-missing", number=index + 1, count=count)
        return index

    def _attach(
        self,
        files: Sequence[Attachment],
        name: str,
        slot: str,
        key: str = "",
        *,
        final: bool = True,
    ) -> Changes | None:
        old, new = self.declaration.attachments, tuple(files)
        delta = Delta() if old == new else Delta(attachments=(old, new))
        return self._edit(delta, name, attachment_place(slot), key=key, final=final)


def moved_evidence(
    files: tuple[Attachment, ...], moved: Mapping[str, str | None]
) -> tuple[Attachment, ...]:
    """Return files whose links follow values to other addresses; ``None``: gone, and they with it."""
    return tuple(
        one
        if not any(link.place in moved for link in one.evidence)
        else one.model_copy(
            update={
                "evidence": tuple(
                    EvidenceLink(place=place, page=link.page)
                    for link in one.evidence
                    if (place := moved.get(link.place, link.place)) is not None
                )
            }
        )
        for one in files
    )
