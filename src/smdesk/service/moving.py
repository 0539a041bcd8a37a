"""A draft moved to another edition of its notice: first a list, then one saved version.

Nothing is lost: what has no place in the new edition is listed, and stays in the draft's history,
from where the version before the move can be taken back with its edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.address import Address, parse
from smdesk.notices.boxes import choice_text, ticked_ids
from smdesk.notices.choices import choices_of
from smdesk.notices.declaration import FREE_SLOT, Attachment, Declaration, Heading, Narrative
from smdesk.notices.editions import find_edition
from smdesk.notices.grid import all_fields
from smdesk.notices.labels import field_paths
from smdesk.notices.loader import find_form
from smdesk.notices.models import Form, FormField, Kind, Pack
from smdesk.notices.number import convert, number_text
from smdesk.notices.typed import read
from smdesk.service.session import DraftSession
from smdesk.service.session.opening import draft_years
from smdesk.service.session.summary import summary_of
from smdesk.store.library import Library
from smdesk.store.models import Saved

Fate = Literal["same", "moved", "converted", "partly", "lost", "new"]
"""What becomes of a value: kept as it is, under another label, in another unit or other words of
its boxes, without some boxes, not at all; ``new`` is a field to be filled that was not there."""


@dataclass(frozen=True)
class MoveRow:
    """One value of a draft, or one new field, and what becomes of it."""

    fate: Fate
    label_before: str
    label_after: str
    text_before: str
    text_after: str
    address: str

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain JSON values."""
        return {
            "fate": self.fate, "label_before": self.label_before, "label_after": self.label_after,
            "before": self.text_before, "after": self.text_after, "address": self.address,
        }  # fmt: skip


@dataclass(frozen=True)
class Move:
    """A draft as it would be in another edition, and the list of what that does."""

    old: Pack
    new: Pack
    declaration: Declaration
    rows: tuple[MoveRow, ...]

    def of(self, *fates: Fate) -> tuple[MoveRow, ...]:
        """Return the rows of some fates."""
        return tuple(one for one in self.rows if one.fate in fates)


def plan_move(declaration: Declaration) -> Move:
    """Return what moving a draft to the edition at hand would do; changes nothing.

    Raises ``SmdeskError``: ``notices.form-missing`` where the notice or its form is no longer
    there, ``moving.same-edition`` where there is nothing to move, ``moving.edition-unknown``
    where the draft's own edition was never kept here.
    """
    new, form = find_form(declaration.form)
    if new.hash == declaration.pack:
        raise SmdeskError("moving.same-edition", notice=new.notice.short)
    old, before = find_edition(declaration.form, declaration.pack)
    if old.hash != declaration.pack:
        raise SmdeskError("moving.edition-unknown", notice=new.notice.short)
    return _Mover(old, before, new, form, declaration).move()


def move_draft(library: Library, draft: int) -> Saved:
    """Move a stored draft to the edition at hand, as one version. Raises as `plan_move` and `save`."""
    loaded = library.load(draft)
    move = plan_move(loaded.declaration)
    form = move.new.forms[move.declaration.form_name]
    session = DraftSession(move.new, form, move.declaration)
    return library.save(
        draft, loaded.revision, move.declaration, summary=summary_of(session), place="",
        step=sentence("moving.step", edition=move.new.notice.edition),
    )  # fmt: skip


class _Mover:
    def __init__(
        self, old: Pack, before: Form, new: Pack, after: Form, declaration: Declaration
    ) -> None:
        self.old, self.new, self.after, self.given = old, new, after, declaration
        fixed = new.years_of(after).fixed
        same = len(declaration.years) == new.years_of(after).number
        self.years = fixed or (declaration.years if same else draft_years(new, after))
        self.had, self.has = all_fields(old.notice, before), all_fields(new.notice, after)
        counts = declaration.counts()
        self.labels_before = _labels(old, before, declaration.years, counts)
        self.labels_after = _labels(new, after, self.years, counts)
        self.most = {one.id: one.most for one in after.repeat}
        self.targets = self._targets()

    def move(self) -> Move:
        rows: list[MoveRow] = []
        values: dict[str, str] = {}
        for text, value in self.given.values.items():
            row = self._row(parse(text), value)
            rows.append(row)
            if row.fate != "lost":
                values[row.address] = row.text_after
        rows += self._fresh(values)
        declaration = self.given.model_copy(update={
            "pack": self.new.hash, "years": self.years, "values": values,
            "narrative": self._narrative(), "attachments": tuple(self._attachments()),
        })  # fmt: skip
        return Move(self.old, self.new, declaration, tuple(rows))

    def _targets(self) -> Mapping[str, str]:
        """Return the new field of each old one: of the same address, else alone with its concept."""
        found = {name: name for name in self.had if name in self.has}
        concepts: dict[str, list[str]] = {}
        for name, field in self.has.items():
            if name not in self.had:
                concepts.setdefault(field.concept or name, []).append(name)
        for name, field in self.had.items():
            twins = concepts.get(field.concept or name, [])
            if name not in found and len(twins) == 1 and twins[0] not in found.values():
                found[name] = twins[0]
        return found

    def _row(self, address: Address, text: str) -> MoveRow:
        label = self.labels_before.get(str(address), str(address))
        target = self._target(address)
        if target is None:
            return MoveRow("lost", label, "", text, "", str(address))
        field, wanted = self.had[address.field], self.has[target.field]
        after, whole = _converted(field, wanted, text)
        if not after:
            return MoveRow("lost", label, "", text, "", str(address))
        label_after = self.labels_after.get(str(target), str(target))
        fate: Fate = "same"
        if not whole:
            fate = "partly"
        elif after != text:
            fate = "converted"
        elif target != address or label != label_after:
            fate = "moved"
        return MoveRow(fate, label, label_after, text, after, str(target))

    def _target(self, address: Address) -> Address | None:
        """Return where a value goes; None without a field, a row or a year column for it."""
        name = self.targets.get(address.field)
        if name is None:
            return None
        field = self.has[name]
        repeat = next((one for one in self.most if name.startswith(f"{one}.")), None)
        if (repeat is None) != (address.repeat is None):
            return None
        if repeat is not None:
            row = address.row or 0
            inside = name.removeprefix(f"{repeat}.")
            return parse(f"{repeat}[{row}].{inside}") if row <= self.most[repeat] else None
        if (field.axis == "year") != (address.year is not None):
            return None
        if address.year is None:
            return parse(name)
        return parse(f"{name}[{address.year}]") if address.year in self.years else None

    def _fresh(self, values: Mapping[str, str]) -> Iterator[MoveRow]:
        """Yield the fields to be filled that the old edition did not ask for."""
        known = set(self.targets.values())
        for text, label in self.labels_after.items():
            address = parse(text)
            field = self.has.get(address.field)
            fresh = address.field not in known or (
                address.year is not None and address.year not in self.given.years
            )
            if field is not None and fresh and text not in values and text not in self.after.fixed:
                yield MoveRow("new", "", label, "", "", text)

    def _narrative(self) -> Narrative:
        items = {one.id for one in self.after.outline.item}
        titles = {_bare(one.title): one.id for one in self.after.outline.item}
        blocks = tuple(
            one.model_copy(update={"item": titles.get(_bare(one.text))})
            if isinstance(one, Heading) and one.item not in items
            else one
            for one in self.given.narrative.blocks
        )
        return self.given.narrative.model_copy(update={"blocks": blocks})

    def _attachments(self) -> Iterator[Attachment]:
        slots = {one.id for one in self.after.attachment} | {FREE_SLOT}
        for one in self.given.attachments:
            yield one if one.slot in slots else one.model_copy(update={"slot": FREE_SLOT})


def _labels(
    pack: Pack, form: Form, years: tuple[int, ...], counts: Mapping[str, int]
) -> dict[str, str]:
    rows = {one.id: max(one.rows, min(counts.get(one.id, 0), one.most)) for one in form.repeat}
    paths = field_paths(pack.notice, form, years, rows)
    return {
        str(address): " · ".join(one.replace("\n", "") for one in path)
        for address, path in paths.items()
    }


def _converted(field: FormField, wanted: FormField, text: str) -> tuple[str, bool]:
    """Return a text as the new field keeps it, '' if it cannot; and whether all of it came along."""
    if field.kind is Kind.CHOICE and wanted.kind is Kind.CHOICE:
        ids = ticked_ids(field, text)
        if ids is not None:
            known = {one.id for one in choices_of(wanted) if one.tickable}
            kept = [one for one in ids if one in known]
            return choice_text(wanted, kept), len(kept) == len(ids)
    typed = read(field, text)
    if (
        isinstance(typed.value, Decimal)
        and field.unit != wanted.unit
        and field.unit
        and wanted.unit
    ):
        scaled = convert(typed.value, field.unit, wanted.unit)
        return ("", False) if scaled is None else (number_text(scaled), True)
    found = read(wanted, text)
    if found.problem is not None and typed.problem is None and wanted.kind is Kind.CHOICE:
        return "", False
    return found.text, True


def _bare(title: str) -> str:
    return "".join(title.split())
