"""What the packs at hand already know: labels and the values that they name, boxes and their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from smdesk.intake.align.keys import SAME, key
from smdesk.notices.address import Address
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import all_fields, cover_grid, table_grid
from smdesk.notices.labels import label_path
from smdesk.notices.models import Form, FormField, Kind, Pack


@dataclass(frozen=True)
class Known:
    """One value of one pack: where it stands, what it is, the labels that lead to it."""

    pack: str
    form: str
    category: str
    address: str
    field: FormField
    path: tuple[str, ...]
    cover: bool = False

    @property
    def repeat(self) -> str | None:
        """The repeat of a value in repeating rows."""
        head, _, tail = self.address.rpartition(".")
        return head if tail and self.in_repeat else None

    @property
    def in_repeat(self) -> bool:
        """Whether the value stands in repeating rows."""
        return self.path[:1] == ("#",)


@dataclass
class Dictionary:
    """All that the packs know, by the core of the last label."""

    by_core: dict[str, list[Known]] = field(default_factory=dict)
    boxes: dict[str, dict[str, int]] = field(default_factory=dict)
    concepts: dict[str, str] = field(default_factory=dict)
    every: list[Known] = field(default_factory=list)

    def likely(self, label: str) -> Sequence[Known]:
        """Return the values that a label may name."""
        found = common(label)
        return self.by_core.get(found, ())


@lru_cache(maxsize=8192)
def common(label: str) -> str:
    """Return the core of a label with synonyms made one."""
    core = key(label).core
    return SAME.get(core, core)


_JOINTS = re.compile(r"[年月日至到、，,（）()截目前]*")


def without_joints(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return a label path without the joints of a template at its end (``年至年``)."""
    kept = path
    while len(kept) > 1 and _JOINTS.fullmatch(kept[-1]):
        kept = kept[:-1]
    return kept


def dictionary(packs: Iterable[Pack]) -> Dictionary:
    """Return what ``packs`` know."""
    made = Dictionary()
    for pack in packs:
        for form in pack.forms.values():
            _add_form(made, pack, form)
    return made


def _add_form(made: Dictionary, pack: Pack, form: Form) -> None:
    count = pack.years_of(form).number
    years = pack.years((), form) or tuple(range(2001, 2001 + count))
    fields = all_fields(pack.notice, form)
    covers = {one.address for one in pack.notice.cover.field}
    repeats = {one.id for one in form.repeat}
    seen = {one.note for found in fields.values() for one in found.choices if one.note}
    for address, path in _paths(pack, form, years):
        name = address.field
        if name in seen or not path:
            continue
        seen.add(name)
        found = fields[name]
        if found.off_paper:
            continue
        inside = address.repeat in repeats if address.repeat else False
        labels = without_joints(tuple(one for one in path if not _is_year(one, address)))
        one = Known(
            pack.notice.id, form.id, form.category, name, found,
            ("#", *labels) if inside else labels, name in covers,
        )  # fmt: skip
        made.every.append(one)
        made.by_core.setdefault(common(labels[-1]), []).append(one)
        _add_boxes(made, found)


def _paths(
    pack: Pack, form: Form, years: tuple[int, ...]
) -> Iterator[tuple[Address, tuple[str, ...]]]:
    """Yield every value that a form prints, with its labels as they are printed."""
    for grid in (cover_grid(pack.notice, years), table_grid(form, years)):
        for address in grid.places:
            yield address, label_path(grid, address)


def _is_year(label: str, address: Address) -> bool:
    return address.year is not None and str(address.year) in label and len(label) <= 8


def _add_boxes(made: Dictionary, found: FormField) -> None:
    if found.kind is not Kind.CHOICE:
        return
    for choice in choices_of(found):
        label = key(choice.label).core
        ids = made.boxes.setdefault(label, {})
        ids[choice.id] = ids.get(choice.id, 0) + 1
        if choice.concept is not None:
            made.concepts.setdefault(choice.id, choice.concept)
