"""Doubtful values of a case on their way past a person: confirmed, found misread, or still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from smdesk.errors import SmdeskError, sentence
from smdesk.service.desk.findings import Doubtful, doubtful, labels_of
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, Version


class Verdict(StrEnum):
    """What a person said of one reading."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    MISREAD = "misread"


@dataclass(frozen=True)
class ReviewCase:
    """One case to review: its current version, the values in doubt, what was said of each."""

    row: CaseRow
    version: Version
    doubts: tuple[Doubtful, ...]
    verdicts: Mapping[str, Verdict]

    @property
    def form(self) -> str:
        """The public id of its form."""
        return f"{self.row.notice}/{self.row.form}"

    @property
    def values(self) -> dict[str, str]:
        """The texts in doubt by address."""
        return {one.address: one.text for one in self.doubts}


def review_case(desk: Desk, case: int) -> ReviewCase:
    """Return what there is to review in a case; raises ``desk.case-missing`` and as `Desk.reading`."""
    row = desk.case(case).row
    doubts = doubtful(desk, row.current)
    reading = desk.reading(row.current)
    verdicts = {
        one.address: Verdict.CONFIRMED if one.confirmed
        else Verdict.MISREAD if one.address in reading.misread else Verdict.OPEN
        for one in doubts
    }  # fmt: skip
    return ReviewCase(row, reading.version, doubts, verdicts)


@dataclass(frozen=True, slots=True)
class Misread:
    """A value that a person found wrongly read: what it was read as, what it is called."""

    address: str
    label: str
    text: str


def misread(desk: Desk, version: int) -> tuple[Misread, ...]:
    """Return the values of a version that were found wrongly read, in printed order."""
    reading = desk.reading(version)
    labels, values = labels_of(reading), reading.declaration.values
    order = labels.order
    places = sorted(reading.misread, key=lambda one: (order.get(one, len(order)), one))
    return tuple(Misread(one, labels(one), values.get(one, "")) for one in places)


def mark_misread(desk: Desk, case: int, addresses: Sequence[str]) -> None:
    """Note that values were wrongly read, or not read where something stands.

    Raises ``SmdeskError`` ``desk.case-missing``, ``desk.address-unknown``.
    """
    reading = desk.reading(desk.case(case).row.current)
    known = labels_of(reading).order
    for place in addresses:
        if place not in known and place not in reading.declaration.values:
            raise SmdeskError("desk.address-unknown", address=place)
    desk.take_back(case, addresses, misread=True)


_OF_THE_FORM = frozenset(
    {
        "form-void", "form-doubtful", "form-twice", "unit-other", "unit-unsaid", "unit-converted",
        "years-differ", "year-by-order", "year-elsewhere", "year-carried",
    }
)  # fmt: skip
"""Doubts of many values for one cause: who has looked at the cause has looked at all of them."""


def for_the_same_cause(reviewed: ReviewCase, address: str) -> tuple[str, ...]:
    """Return the values that are in doubt for just what one of them is, if it is about the form as a whole."""
    reasons = {one.address: frozenset(one.source.doubts) for one in reviewed.doubts}
    cause = reasons.get(address, frozenset())
    if not cause or not cause <= _OF_THE_FORM:
        return ()
    return tuple(one for one, why_so in reasons.items() if why_so == cause)


def settle(desk: Desk, reviewed: ReviewCase, addresses: Sequence[str], verdict: Verdict) -> None:
    """Keep a person's verdict on values; the values themselves stay as they were received.

    Raises ``SmdeskError`` ``desk.review-moved`` where a newer version came meanwhile.
    """
    case = reviewed.row.id
    if desk.case(case).row.current != reviewed.version.id:
        raise SmdeskError("desk.review-moved", applicant=reviewed.row.applicant)
    if verdict is Verdict.CONFIRMED:
        desk.confirm(case, addresses)
    else:
        desk.take_back(case, addresses, misread=verdict is Verdict.MISREAD)


def why(doubt: Doubtful) -> str:
    """Return why a value has to be looked at, as a sentence's part."""
    told = dict.fromkeys(sentence(f"doubt.{one}") for one in doubt.source.doubts)
    return "、".join(told) or sentence("desk.doubt-unsaid")
