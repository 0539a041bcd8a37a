"""What crosses the store's door: changes, rows of the lists, drafts as loaded, history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from smdesk.notices.declaration import Declaration

Kind = Literal["head", "value", "reason", "block", "file", "origin", "whole"]
"""What a stored part is: ``head`` (form, pack, years, title), a value by its address, a reason by
its key, a block of the narrative or an attachment by its order key, ``origin`` where a value was
taken over from, by its place; ``whole`` is the first version
in a draft's history."""

State = Literal["untouched", "incomplete", "errors", "ready", "exported"]


@dataclass(frozen=True, slots=True)
class Change:
    """One part changed: where, from which text to which (empty = none), by which named step."""

    address: str
    old: str
    new: str
    step: str = ""
    kind: Kind = "value"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of a draft; the service computes it, the store only keeps it.

    ``progress`` is 0 to 100; ``words`` is further text that the search finds.
    """

    applicant: str = ""
    code: str = ""
    state: State = "untouched"
    progress: int = 0
    errors: int = 0
    checks: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft in a list; ``trashed`` is when it went to the trash, else ``None``."""

    id: int
    form: str
    title: str
    summary: Summary
    revision: int
    created: datetime
    saved: datetime
    trashed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """One part whose digest did not fit: what was found, and whether history gave it back."""

    kind: str
    address: str
    found: str
    recovered: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as loaded: its content, revision, the cell the person was at, what was damaged."""

    id: int
    title: str
    declaration: Declaration
    revision: int
    place: str
    saved: datetime
    summary: Summary = Summary()
    damage: tuple[Damage, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """The acknowledgement of a save: it is on the disk."""

    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in a draft's history: when, who, what."""

    revision: int
    at: datetime
    person: str
    step: str
    kind: str
    address: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Version:
    """One save in a draft's history: its named steps in order, and how many parts it changed."""

    revision: int
    at: datetime
    person: str
    steps: tuple[str, ...]
    changes: int


def to_stamp(moment: datetime) -> int:
    """Return a moment as milliseconds since 1970 UTC; a naive one is local time."""
    return round(moment.timestamp() * 1000)


def from_stamp(stamp: int) -> datetime:
    """Return the UTC moment of a stored stamp."""
    return datetime.fromtimestamp(stamp / 1000, UTC)


def now() -> datetime:
    """Return the present moment in UTC; the clock where none is injected."""
    return datetime.now(UTC)
