"""Findings of a case as a person sees them, and the matrix of cases and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from smdesk.errors import Level
from smdesk.intake.submission import SURE
from smdesk.notices.models import Clause
from smdesk.rules.findings import Finding
from smdesk.service.desk.checking import Labels
from smdesk.service.desk.differences import edition_of
from smdesk.store.desk.counting import DOUBT, on_misread, stands
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Case, Dismissal, Filter, Reading, SourceOf

_LEVELS: tuple[Level, ...] = ("error", "check", "hint")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a case's version: what, where, with which values, and what became of it.

    ``cells`` are label and text of each address. ``dismissal`` is what a person said against it;
    ``open`` tells whether it still counts.
    """

    key: str
    rule: str
    level: Level
    addresses: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    message: str
    clause: Mapping[str, Any] | None
    reason: str | None
    fix: Mapping[str, Any] | None
    dismissal: Dismissal | None
    open: bool
    misread: bool = False
    """Whether it is about a value that a person found wrongly read."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value that was not read with confidence, waiting for a person unless ``confirmed``."""

    address: str
    label: str
    text: str
    source: SourceOf
    confirmed: bool


def found(desk: Desk, case: Case, version: int | None = None) -> tuple[Found, ...]:
    """Return the findings of a version of a case (the current one), in printed order."""
    number = version or case.row.current
    reading = desk.reading(number)
    labels = labels_of(reading)
    values = reading.declaration.values
    told = []
    for one in desk.findings(number):
        places = tuple(one.body["addresses"])
        aside = case.dismissals.get(one.key)
        gone = aside is not None and stands(aside, values, one.body["message"])
        gone |= one.rule == DOUBT and places[0] in reading.confirmed
        wrong = on_misread(one.rule, places, reading.misread)
        told.append(
            Found(
                one.key, one.rule, one.level, places,
                tuple((labels(place), values.get(place, "")) for place in places),
                one.body["message"], one.body.get("clause"), one.body.get("reason"),
                one.body.get("fix"), aside, not gone and not wrong, wrong,
            )
        )  # fmt: skip
    return tuple(told)


def as_findings(findings: Iterable[Found]) -> tuple[Finding, ...]:
    """Return those that still count as findings of the form: what its cells are marked with."""
    return tuple(
        Finding(
            one.rule, one.level, one.addresses, one.message,
            None if one.clause is None else Clause(**one.clause), None, one.reason,
            mark=one.key.partition("@")[2],
        )
        for one in findings
        if one.open
    )  # fmt: skip


def labels_of(reading: Reading) -> Labels:
    """Return what the cells of a version are called."""
    pack, form = edition_of(reading.declaration)
    return Labels(pack, form, reading.declaration)


def doubtful(desk: Desk, version: int) -> tuple[Doubtful, ...]:
    """Return the values of a version that were not read with confidence, in the order read."""
    reading = desk.reading(version)
    labels = labels_of(reading)
    values = reading.declaration.values
    return tuple(
        Doubtful(place, labels(place), values.get(place, ""), source, place in reading.confirmed)
        for place, source in reading.sources.items()
        if source.confidence < SURE
    )


@dataclass(frozen=True, slots=True)
class RuleColumn:
    """A rule of the matrix: in how many cases it finds something, and what it says of all of them."""

    rule: str
    level: Level
    message: str
    cases: int


@dataclass(frozen=True)
class Matrix:
    """Cases in order, rules by how many cases they are found in, and the level where they meet."""

    cases: tuple[int, ...]
    rules: tuple[RuleColumn, ...]
    marks: Mapping[int, Mapping[str, Level]]


def matrix(desk: Desk, wanted: Filter = Filter()) -> Matrix:  # noqa: B008
    """Return the matrix of a filter: each case's current version; what was set aside is left out."""
    cases = tuple(desk.case_ids(wanted))
    shown = frozenset(cases)
    marks: dict[int, dict[str, Level]] = {}
    totals: Counter[str] = Counter()
    highest: dict[str, Level] = {}
    for case, rule, level in desk.open_findings():
        if case not in shown:
            continue
        of_case = marks.setdefault(case, {})
        if rule not in of_case:
            totals[rule] += 1
            of_case[rule] = level
        of_case[rule] = min(of_case[rule], level, key=_LEVELS.index)
        highest[rule] = min(highest.get(rule, level), level, key=_LEVELS.index)
    says = desk.messages()
    order = sorted(totals, key=lambda one: (_LEVELS.index(highest[one]), -totals[one], one))
    rules = tuple(RuleColumn(one, highest[one], says.get(one, one), totals[one]) for one in order)
    return Matrix(cases, rules, marks)
