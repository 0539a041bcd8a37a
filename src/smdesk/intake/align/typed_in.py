"""Says cheaply whether the text of a control could be more than its answer: the table is read then.

Where a control stands its answer stands, so only what was typed into it is looked at. To align the
whole table for that takes longer than all the rest of the reading.
"""

from __future__ import annotations

from functools import lru_cache

from smdesk.intake.align.form import FormPlan
from smdesk.intake.align.guards import Same, words_of
from smdesk.intake.align.plainly import (
    TELEPHONES,
    WORDS_APART,
    Words,
    doubts,
    in_range,
    telephones,
)
from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import read


def could_hold_more(prepared: FormPlan, field: FormField, text: str) -> bool:
    """Return whether a text is not plainly one answer to a field; boxes are judged by their cell."""
    if not text or field.kind in {Kind.CHOICE, Kind.YES_NO}:
        return False
    if field.kind in TELEPHONES and len(telephones(text)) > 1:
        return True
    found = read(field, text)
    if found.problem is not None or not in_range(field, found.text):
        return True
    apart = not field.kind.numeric and WORDS_APART.search(text) is not None
    return apart or next(doubts(field, text, text, _words(Same(prepared))), None) is not None


@lru_cache(maxsize=256)
def _words(same: Same[FormPlan]) -> Words:
    """Return the words of cover, table and check sheet, made once for each plan."""
    prepared = same.one
    every = [words_of(one) for one in (prepared.cover, prepared.table, prepared.sheet)]
    return Words(
        frozenset().union(*(one.labels for one in every)),
        frozenset().union(*(one.remarks for one in every)),
    )
