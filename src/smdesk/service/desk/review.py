"""Doubtful values of a case on their way past a person: confirmed, found misread, or still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from smdesk.errors import SmdeskError, sentence
from smdesk.service.desk.findings import Doubtful, doubtful
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, Event, Version


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
    said = _said(desk.history(case), row.current)
    verdicts = {
        one.address: Verdict.CONFIRMED if one.confirmed else said.get(one.address, Verdict.OPEN)
        for one in doubts
    }
    return ReviewCase(row, desk.reading(row.current).version, doubts, verdicts)


def _said(history: Iterable[Event], version: int) -> dict[str, Verdict]:
    """Return which values of a version were last found misread."""
    found: dict[str, Verdict] = {}
    for event in history:
        if event.detail.get("version") != version:
            continue
        for place in event.detail.get("addresses", ()):
            found[place] = Verdict.MISREAD if event.what == "misread" else Verdict.OPEN
    return found


def settle(desk: Desk, reviewed: ReviewCase, address: str, verdict: Verdict) -> None:
    """Keep a person's verdict on a value; the value itself stays as it was received.

    Raises ``SmdeskError`` ``desk.review-moved`` where a newer version came meanwhile.
    """
    case = reviewed.row.id
    if desk.case(case).row.current != reviewed.version.id:
        raise SmdeskError("desk.review-moved", applicant=reviewed.row.applicant)
    if verdict is Verdict.CONFIRMED:
        desk.confirm(case, [address])
    else:
        desk.take_back(case, [address], misread=verdict is Verdict.MISREAD)


def why(doubt: Doubtful) -> str:
    """Return why a value has to be looked at, as a sentence's part."""
    told = dict.fromkeys(sentence(f"doubt.{one}") for one in doubt.source.doubts)
    return "、".join(told) or sentence("desk.doubt-unsaid")
