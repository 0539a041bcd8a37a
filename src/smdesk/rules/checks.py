"""A check: what it reads, and what it finds there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from smdesk.errors import Level, sentence
from smdesk.notices.text import quoted
from smdesk.rules.findings import Finding, Fix
from smdesk.rules.ground import Ground, View


@dataclass(frozen=True)
class Check:
    """One check of one place; ``id`` names it, and every finding of it carries that name.

    ``ready`` tells, for a pack rule, whether a declaration has the values that it asks for.
    """

    id: str
    reads: tuple[str, ...]
    run: Callable[[View], Iterable[Finding]]
    ready: Callable[[View], bool] | None = None


def finding(
    ground: Ground,
    rule: str,
    level: Level,
    addresses: tuple[str, ...],
    *,
    check: str,
    code: str | None = None,
    fix: Fix | None = None,
    clause: str | None = None,
    **params: Any,
) -> Finding:
    """Return a finding of a built-in rule: sentence, label and clause of its first address filled in."""
    told = {name: quoted(one) if isinstance(one, str) else one for name, one in params.items()}
    message = sentence(
        code or "rules." + rule.replace(".", "-"), label=ground.label(addresses[0]), **told
    )
    if clause is None and addresses[0] in ground.order:
        clause = ground.field(addresses[0]).clause
    said = ground.pack.clauses.get(clause) if clause else None
    return Finding(rule, level, addresses, message, said, fix, check=check)
