"""What the concepts of values tell of them: whose they are, whether they age, who answers for them."""

from __future__ import annotations

import re
from typing import Literal

from smdesk.notices.models import FormField, Kind

Subject = Literal["company", "project", "platform", "region"]

SUBJECTS: tuple[Subject, ...] = ("company", "project", "platform", "region")
NAME_OF: dict[Subject, tuple[str, ...]] = {
    "company": ("org.name",),
    "project": ("project.name",),
    "platform": ("platform.name",),
    "region": ("city.name", "district.name", "region.name"),
}
"""The concepts that name a subject."""
CODE = "org.uscc"

_AREAS = ("city", "district", "region", "economy", "events", "capacity", "effect", "policy")
_LASTING = frozenset({"org.capital"})
_COUNTS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT, Kind.SHARES})
_WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)(?=\s*(?:年|[-—~至到./]))")


def subject_of(concept: str, category: str, *, in_rows: bool = False) -> Subject:
    """Return whose a value is that stands in a form of ``category``."""
    head = concept.partition(".")[0]
    own: Subject = _own(category)
    if head in {"project", "platform"}:
        return "project" if head == "project" else "platform"
    if own == "region" and head not in {"org", "contact"}:
        return "region"
    if in_rows or head == "declare":
        return own
    return "region" if head in _AREAS else "company"


def _own(category: str) -> Subject:
    if category in {"city", "district"}:
        return "region"
    return category if category in {"project", "platform"} else "company"  # type: ignore[return-value]


def is_statement(concept: str) -> bool:
    """Return whether a value is a pledge made to one notice, which nothing can answer for again."""
    return concept.startswith("condition.")


def is_of_notice(concept: str) -> bool:
    """Return whether a value belongs to a notice rather than to who applies (推荐单位)."""
    return concept.startswith("cover.")


def ages(field: FormField, concept: str) -> bool:
    """Return whether a value without a year column is a count that another year makes stale.

    What is registered (注册资本), a project's own figures, dates and years stay as they are.
    """
    if field.axis == "year" or field.kind not in _COUNTS:
        return False
    return concept not in _LASTING and not concept.startswith(("project.", "investors."))


def is_figure(kind: Kind) -> bool:
    """Return whether a value is made of numbers."""
    return kind.numeric or kind is Kind.SHARES


def names_years(kind: Kind, text: str) -> bool:
    """Return whether words speak of years (“2019年获…”), so that they have to be read again."""
    return kind in _WORDS and _YEAR.search(text) is not None
