"""Profiles made of declarations: what would be new in them is listed first; a newer value wins."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.models import FormField, Kind
from smdesk.notices.text import fold
from smdesk.service.profile import nature
from smdesk.service.profile.held import Held, Key, hold
from smdesk.service.profile.nature import Subject
from smdesk.service.profile.source import Source
from smdesk.store.library import Library
from smdesk.store.profiles import ProfileRow, ProfileValue

_HELD: TypeAdapter[Held] = TypeAdapter(Held)
_OF = "|"
"""Between a company's key and what is its: a project, a platform."""

News = Literal["new", "changed", "same", "older"]


@dataclass(frozen=True)
class Learned:
    """One value for a profile; ``old`` is what it holds now. An older one than that is not taken."""

    held: Held
    news: News
    old: str = ""


@dataclass(frozen=True)
class ProfileDraft:
    """What one profile would learn; ``known`` is the profile that there is already."""

    subject: Subject
    key: str
    name: str
    values: tuple[Learned, ...]
    known: int | None = None
    gone: tuple[ProfileValue, ...] = ()

    def of(self, *news: News) -> tuple[Learned, ...]:
        """Return the values of some kinds."""
        return tuple(one for one in self.values if one.news in news)

    @property
    def anything(self) -> bool:
        """Whether the profile would not stay as it is."""
        return bool(self.of("new", "changed") or self.gone)


def plan_remember(library: Library | None, source: Source) -> tuple[ProfileDraft, ...]:
    """Return what the profiles of a declaration's company, project or platform would learn from it.

    Without a library all is new.     Raises ``SmdeskError`` ``profile.nothing``, ``profile.unnamed`` where nothing says whose it is.
    """
    groups: dict[Subject, dict[Key, Held]] = {}
    for key, held in source.values.items():
        if not (nature.is_statement(key.concept) or nature.is_of_notice(key.concept)):
            whose = nature.subject_of(key.concept, source.category, in_rows=bool(key.row))
            groups.setdefault(whose, {})[key] = held
    if not groups:
        raise SmdeskError("profile.nothing", title=source.title)
    rows = library.profiles.all() if library is not None else ()
    company = _company_key(groups.get("company", {}))
    found = [
        _draft(library, rows, subject, groups[subject], company)
        for subject in nature.SUBJECTS
        if subject in groups and _name(subject, groups[subject])
    ]
    if not found:
        label = sentence(f"profile.subject-{min(groups, key=nature.SUBJECTS.index)}") + "名称"
        raise SmdeskError("profile.unnamed", label=label)
    return tuple(found)


def remember(library: Library, drafts: Iterable[ProfileDraft]) -> tuple[int, ...]:
    """Store what profiles learn; return their ids."""
    return tuple(
        library.profiles.put(
            one.subject, one.key, one.name,
            [stored(learned.held) for learned in one.of("new", "changed", "same")],
            known=one.known, without=one.gone,
        )
        for one in drafts
    )  # fmt: skip


def _draft(
    library: Library | None,
    rows: Iterable[ProfileRow],
    subject: Subject,
    values: Mapping[Key, Held],
    company: str,
) -> ProfileDraft:
    name = _name(subject, values)
    key = company if subject == "company" else f"{company}{_OF}{_folded(name)}"
    known = next((one for one in rows if one.kind == subject and one.key == key), None)
    if known is None and subject == "company":
        known = _by_name(rows, name, code=not key.startswith("name:"))
    if known is not None and subject == "company" and key.startswith("name:"):
        key = known.key  # a credit code that was known is not forgotten
    there = values_of(library, known.id) if library is not None and known is not None else {}
    learned = [_learned(held, there.get(held.key)) for held in values.values()]
    lines = {(one.concept, one.row) for one in values if one.row}
    repeats = {concept.partition(".")[0] for concept, _ in lines}
    gone = tuple(
        stored(one)
        for one in there.values()
        if one.key.row
        and one.key.concept.partition(".")[0] in repeats
        and one.key not in values
        and any(line.news in {"new", "changed", "same"} and line.held.key.row for line in learned)
    )
    return ProfileDraft(subject, key, name, tuple(learned), known.id if known else None, gone)


def _learned(held: Held, old: Held | None) -> Learned:
    if old is None:
        return Learned(held, "new")
    if (held.text, held.unit, held.boxes) == (old.text, old.unit, old.boxes):
        return Learned(held, "same" if _newer(held, old) else "older", old.shown)
    return Learned(held, "changed" if _newer(held, old) else "older", old.shown)


def _newer(held: Held, old: Held) -> bool:
    """Return whether a value is not older than the one known: by its form's years, then by its day."""
    return (held.year, held.on or "9999") >= (old.year, old.on)


def _by_name(rows: Iterable[ProfileRow], name: str, *, code: bool) -> ProfileRow | None:
    """Return the company of that name: one known by name alone, or, without a code here, any."""
    alike = [
        one
        for one in rows
        if one.kind == "company"
        and _folded(one.name) == _folded(name)
        and (one.key.startswith("name:") or not code)
    ]
    return alike[0] if len(alike) == 1 else None


def _company_key(values: Mapping[Key, Held]) -> str:
    code = values.get(Key(nature.CODE))
    if code is not None and len(code.text) == 18:
        return code.text
    return f"name:{_folded(_name('company', values))}"


def _name(subject: Subject, values: Mapping[Key, Held]) -> str:
    keys = [Key(one) for one in nature.NAME_OF[subject]]
    return next((values[one].text for one in keys if one in values), "")


def _folded(name: str) -> str:
    return fold(name)


# -- profiles as sources ---------------------------------------------------------------------


def stored(held: Held) -> ProfileValue:
    """Return the row of a value."""
    about = json.dumps(
        {
            "kind": held.kind.value,
            "unit": held.unit,
            "boxes": [{"id": b.id, "label": b.label, "concept": b.concept} for b in held.boxes],
            "label": held.label,
            "year": held.year,
            "form": held.form,
            "on": held.on,
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    return ProfileValue(held.key.concept, held.key.year, held.key.row, held.text, about)


def held_of(value: ProfileValue) -> Held | None:
    """Return the value of a row; ``None`` for one that another version wrote."""
    key = {"concept": value.concept, "year": value.year, "row": value.line}
    try:
        about = json.loads(value.about)
        return _HELD.validate_python({**about, "key": key, "text": value.text})
    except (ValueError, TypeError, ValidationError):
        return None


def values_of(library: Library, profile: int) -> dict[Key, Held]:
    """Return the values of a profile by key."""
    found = (held_of(one) for one in library.profiles.values(profile))
    return {one.key: one for one in found if one is not None}


def source_of_profile(library: Library, profile: int) -> Source:
    """Return a profile as a source; a project's or platform's brings its company's along.

    Raises ``SmdeskError`` ``profile.gone``.
    """
    rows = library.profiles.all()
    row = next((one for one in rows if one.id == profile), None)
    if row is None:
        raise SmdeskError("profile.gone")
    company = row.key.partition(_OF)[0]
    owner = next((one for one in rows if one.kind == "company" and one.key == company), None)
    values = values_of(library, owner.id) if owner is not None and owner != row else {}
    values |= values_of(library, row.id)
    return Source(sentence("profile.title", name=row.name), values)


def find_profile(library: Library, text: str) -> ProfileRow:
    """Return the profile of a name, a credit code, or a part of a name.

    Raises ``SmdeskError`` ``profile.missing``, ``profile.several``.
    """
    rows, wanted = library.profiles.all(), fold(text)
    exact = [one for one in rows if wanted in {fold(one.name), fold(one.key)}]
    found = exact or [one for one in rows if wanted and wanted in fold(one.name)]
    if not found:
        raise SmdeskError("profile.missing", name=text)
    if len(found) > 1:
        listed = "、".join(f"{one.name}（{subject_name(one.kind)}）" for one in found[:5])
        raise SmdeskError("profile.several", name=text, count=len(found), found=listed)
    return found[0]


def subject_name(kind: str) -> str:
    """Return what a kind of profile is called."""
    return sentence(f"profile.subject-{kind}")


def change_value(library: Library, row: ProfileRow, held: Held, text: str) -> Held | None:
    """Put another text for a value of a profile, an empty one takes it away; return what is kept.

    Raises ``SmdeskError`` ``profile.value-refused`` for a text that is no value of that kind.
    """
    if not text.strip():
        library.profiles.clear(row.id, [stored(held)])
        return None
    field = (
        FormField(address="x", kind=held.kind, unit=held.unit or None, negative=True)
        if (held.kind is not Kind.CHOICE)
        else None
    )
    kept = hold(field, held.key, text) if field is not None else None
    if kept is None or (held.kind.numeric and not any(map(str.isdigit, kept.text))):
        raise SmdeskError("profile.value-refused", label=held.label, text=text)
    changed = replace(held, text=kept.text, boxes=kept.boxes)
    library.profiles.put(row.kind, row.key, row.name, [stored(changed)], known=row.id)
    return changed
