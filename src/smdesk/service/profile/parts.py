"""The narrative and the attached files of a source: what of them may come along, and how."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from smdesk.errors import sentence
from smdesk.notices.declaration import FREE_SLOT, Attachment, Block, Heading, Narrative
from smdesk.notices.models import Form
from smdesk.notices.text import fold, word_count

_OF_A_YEAR = re.compile(
    r"审计|财务(?:会计)?报[表告]|年度报告|年报|资产负债表|利润表|损益表|现金流量表|纳税|完税|税收|"
    r"社保|参保|验资|信用报告|无(?:重大)?(?:违法|事故)|(?<!\d)20\d{2}(?:年度?)?(?!\d)"
)
"""Papers that are of one year (审计报告) or name one: last year's prove nothing this year."""
_LIST_NUMBER = re.compile(r"^[\s第]*[(（]?[0-9一二三四五六七八九十]+[)）]?[、.．章节部分 ]*")


@dataclass(frozen=True)
class NarrativeOffer:
    """The 正文 as it would stand in this form.

    ``strange`` are headings that this form's outline does not have; ``over`` says that something
    stands there already, so that it would be replaced.
    """

    narrative: Narrative
    chars: int
    strange: tuple[str, ...]
    over: bool

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {"chars": self.chars, "strange": list(self.strange), "replaces": self.over}


@dataclass(frozen=True)
class FileOffer:
    """One attached file in the slot that it would get; ``ticked`` unless it is of one year."""

    attachment: Attachment
    slot: str
    notes: tuple[str, ...] = ()

    @property
    def ticked(self) -> bool:
        """Whether it is taken when attachments are wanted at all."""
        return "file-of-year" not in self.notes

    @property
    def told(self) -> str:
        """The remarks in words."""
        return "；".join(sentence(f"profile.note-{one}") for one in self.notes)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "name": self.attachment.name,
            "slot": self.attachment.slot,
            "slot_title": self.slot,
            "taken": self.ticked,
            "notes": list(self.notes),
        }


def narrative_offer(narrative: Narrative, form: Form, now: Narrative) -> NarrativeOffer | None:
    """Return a narrative with its headings held against the form's outline, ``None`` if it is empty."""
    if not narrative.blocks:
        return None
    known = {one.id: one.id for one in form.outline.item}
    titles = {_title(one.title): one.id for one in form.outline.item}
    blocks: list[Block] = []
    strange: list[str] = []
    for block in narrative.blocks:
        if isinstance(block, Heading):
            item = titles.get(_title(block.text)) or known.get(block.item or "")
            if item is None and block.item is not None:
                strange.append(block.text)
            blocks.append(block.model_copy(update={"item": item}))
        else:
            blocks.append(block)
    offered = Narrative(blocks=tuple(blocks))
    if offered == now:
        return None
    return NarrativeOffer(offered, word_count(offered.text), tuple(strange), bool(now.blocks))


def file_offers(
    files: Iterable[Attachment], form: Form, now: Iterable[Attachment]
) -> tuple[FileOffer, ...]:
    """Return the files that are not there already, each in the slot of its id, else in the free one."""
    there = {one.sha256 for one in now}
    slots = {one.id: one.title for one in form.attachment}
    found = []
    for one in files:
        if one.sha256 in there:
            continue
        there.add(one.sha256)
        notes: list[str] = []
        slot = one.slot if one.slot in slots else FREE_SLOT
        if _OF_A_YEAR.search(one.name):
            notes.append("file-of-year")
        if slot == FREE_SLOT != one.slot:
            notes.append("slot-missing")
        title = slots.get(slot) or sentence("profile.free-slot")
        found.append(FileOffer(one.model_copy(update={"slot": slot}), title, tuple(notes)))
    return tuple(found)


def narrative_mark(narrative: Narrative) -> str:
    """Return what tells a narrative from another: a digest of its content."""
    return hashlib.sha256(narrative.model_dump_json().encode()).hexdigest()[:32]


def _title(text: str) -> str:
    return fold(_LIST_NUMBER.sub("", text))
