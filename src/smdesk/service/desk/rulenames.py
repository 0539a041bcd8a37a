"""What rules are called: whether somebody who asks for the findings of one made a slip."""

from __future__ import annotations

from smdesk.errors import catalogue
from smdesk.notices.known import known_packs
from smdesk.rules.prose.firms import NAMED
from smdesk.service.desk.checking import CHANGED, UNASKED
from smdesk.store.desk.counting import DOUBT
from smdesk.store.desk.desk import Desk

_READING = frozenset({DOUBT, CHANGED, UNASKED})
_WORDED_OTHERWISE = frozenset({"required", NAMED})
_FORMS = frozenset(
    {"address", "attachment", "choice", "form", "format", "narrative", "row", "shares"}
)
"""What built-in rules are about: the head of their names."""


def is_rule(desk: Desk, name: str) -> bool:
    """Return whether a rule is called so: one that found something on a desk, a pack's, a built-in."""
    if name in _READING or _is_built_in(name) or name in desk.messages():
        return True
    return any(rule.id == name for pack in known_packs() for rule in pack.rules)


def _is_built_in(name: str) -> bool:
    """Return whether a built-in rule is called so, by the sentence that each has: of ``row.gap`` ``rules.row-gap``."""
    if name in _WORDED_OTHERWISE:
        return True
    head, dot, tail = name.partition(".")
    if not dot or head not in _FORMS:
        return False
    said = {f"rules.{head}-{tail}"} | ({f"rules.{tail}"} if head in {"format", "choice"} else set())
    return not said.isdisjoint(catalogue())
