"""Amounts a head: what the firm took, earned or paid, divided by the people who work there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from smdesk.rules.prose.words import phrases

if TYPE_CHECKING:
    from smdesk.rules.prose.mention import Mention
    from smdesk.rules.prose.vocabulary import Target
    from smdesk.rules.prose.words import Head


def named_heads(
    heads: tuple[Head, ...], targets: Mapping[str, Target]
) -> Iterator[tuple[str, Head, Target, Target]]:
    """Yield each word for an amount a head with the targets of amount and people.

    Nothing where a form has not both, or has them of different bodies: the people of a platform are
    not those of the firm that runs it.
    """
    for one in heads:
        amount, people = targets.get(one.of), targets.get(one.by)
        if amount is None or people is None or amount.subject != people.subject:
            continue
        if people.axis and not amount.axis:
            continue
        for word in one.words:
            yield from (
                (f"{whose}{word}", one, amount, people) for whose in ("", *phrases("head_of"))
            )


def a_head(amount: Decimal, people: Decimal) -> Decimal | None:
    """Return an amount a head, ``None`` where nobody is counted."""
    return round(amount / people, 4) if people > 0 else None


def counted_now(mention: Mention, last: int | None) -> bool:
    """Return whether the people of a year are known that a statement may be of.

    A form that asks for its people once asks for those of its last year: what is told of an
    earlier one alone cannot be held against it.
    """
    return mention.target.lone == "" or not mention.years or last in mention.years
