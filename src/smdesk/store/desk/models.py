"""What crosses the desk's door: receipts, cases, versions, findings, the bureau's layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from smdesk.errors import Level, Problem
from smdesk.notices.declaration import Declaration


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    CHECKING = "checking"
    RETURNED = "returned"
    CORRECTED = "corrected"
    ACCEPTED = "accepted"
    RECOMMENDED = "recommended"
    REJECTED = "rejected"


MOVES: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.CHECKING, State.RETURNED, State.ACCEPTED, State.REJECTED}),
    State.CHECKING: frozenset({State.RETURNED, State.ACCEPTED, State.REJECTED}),
    State.RETURNED: frozenset({State.CHECKING, State.ACCEPTED, State.REJECTED}),
    State.CORRECTED: frozenset({State.CHECKING, State.RETURNED, State.ACCEPTED, State.REJECTED}),
    State.ACCEPTED: frozenset({State.CHECKING, State.RETURNED, State.RECOMMENDED, State.REJECTED}),
    State.RECOMMENDED: frozenset({State.CHECKING, State.ACCEPTED, State.RETURNED, State.REJECTED}),
    State.REJECTED: frozenset({State.CHECKING}),
}
"""Which states a person may move a case to; only a new version makes it ``corrected``."""

Outcome = Literal["read", "partly", "refused", "again", "opened"]
"""``again``: the same content is on the desk already; ``opened``: a zip whose files follow."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file was received from; ``modified`` in milliseconds, ``path`` as a person knows it."""

    path: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file's one outcome."""

    place: Place
    outcome: Outcome
    sha256: str = ""
    problems: tuple[Problem, ...] = ()
    submission: int | None = None
    case: int | None = None


@dataclass(frozen=True, slots=True)
class CaseKey:
    """What tells a case from another of its notice and form; ``returned``: a correction is awaited."""

    id: int
    applicant: str
    subject: str
    code: str
    name_key: str
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What lists show of a version: the service computes it, the store only keeps it.

    ``brief`` holds the texts that the 汇总表 and the statistics ask for, by address; ``tokens`` is
    what the search finds it by where a worker has cut it already; ``derived`` says that the credit
    code tells the district, not an address.
    """

    notice: str
    form: str
    applicant: str
    subject: str = ""
    code: str = ""
    name_key: str = ""
    district: str = ""
    district_name: str = ""
    modes: tuple[str, ...] = ()
    brief: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    derived: bool = False

    @property
    def sought(self) -> tuple[str, ...]:
        """The texts by which the search finds it."""
        texts = (self.applicant, self.subject, self.code, self.district_name, *self.words)
        return tuple(one for one in texts if one)


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """One finding as kept: ``body`` is `Finding.as_json`."""

    rule: str
    level: Level
    key: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceOf:
    """How a value was read: carrier, confidence, codes of doubts."""

    source: str
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a version's rows hold, made where it was read: the desk's process has but to insert it.

    ``declaration`` and ``sources`` are deflated; a row of ``findings`` is rule, level, key, body.
    """

    declaration: bytes
    sources: bytes
    findings: tuple[tuple[str, str, str, str], ...]
    brief: str


@dataclass(frozen=True)
class Arrived:
    """A received declaration on its way into the desk."""

    place: Place
    sha256: str
    kind: str
    status: Literal["read", "partly"]
    digest: str
    seal_code: str
    seal: str
    pack: str
    declaration: bytes
    sources: Mapping[str, SourceOf]
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]
    facts: Facts
    findings: tuple[StoredFinding, ...]
    rules: str
    kin: tuple[str, ...] = ()
    """Digests of other versions of the same case, where the sender named them."""
    written: Written | None = None
    """Stands in place of declaration, sources, findings and brief, where these are left out."""
    superseded: bool = False
    """Whether the sender has put another version in its place that is here already."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list."""

    id: int
    notice: str
    form: str
    applicant: str
    subject: str
    code: str
    district: str
    district_name: str
    modes: tuple[str, ...]
    state: State
    versions: int
    errors: int
    checks: int
    hints: int
    doubts: int
    rank: int | None
    current: int
    touched: datetime
    derived: bool = False
    """Whether the district is told by the credit code alone."""

    @property
    def district_told(self) -> str:
        """The district as lists show it: one that only the credit code tells is marked."""
        return f"{self.district_name}（推定）" if self.derived else self.district_name


@dataclass(frozen=True, slots=True)
class Version:
    """One version that was received for a case; ``carriers`` are the files with this content."""

    id: int
    number: int
    file: str
    sha256: str
    kind: str
    status: str
    digest: str
    seal_code: str
    seal: str
    pack: str
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]
    received: datetime
    carriers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A version's content with how each value was read."""

    version: Version
    declaration: Declaration
    sources: Mapping[str, SourceOf]
    confirmed: frozenset[str] = frozenset()
    misread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A case came into a state: when, by whom, with what remark.

    ``case`` is the number that it had then, where it was joined to another since.
    """

    state: State
    at: datetime
    person: str
    note: str = ""
    case: int | None = None


SAID = ""
"""Stands in the place of an address for the finding's own sentence."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding set aside with a reason.

    ``texts`` are what the values said then, by address; under `SAID` what the finding said, where it
    is about more than values: a narrative or attachments.
    """

    key: str
    reason: str
    texts: Mapping[str, str]
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a bureau says of a case."""

    text: str
    bureau: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a case's history; ``case`` as for a `StateEntry`."""

    at: datetime
    person: str
    what: str
    detail: Mapping[str, Any]
    case: int | None = None


@dataclass(frozen=True)
class Case:
    """A case whole: its row, versions in order, states, dismissals, opinions."""

    row: CaseRow
    versions: tuple[Version, ...]
    states: tuple[StateEntry, ...]
    dismissals: Mapping[str, Dismissal]
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases a list shows; empty parts do not restrict.

    ``district`` is a code with all below it, or a key of `Counts`. ``counted`` asks for cases where something is still open: errors, checks, hints or doubts.
    """

    query: str = ""
    notice: str = ""
    form: str = ""
    states: Sequence[State] = ()
    rule: str = ""
    district: str = ""
    mode: str = ""
    counted: Literal["", "errors", "checks", "hints", "doubts"] = ""
