"""A form as an accountant hands it in: the notice's own blank, with figures that go up and down as a firm's do."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from handed.desk import Bundle, Ink
from handed.desk import desk as filled_in
from handed.redraw import sole_answers, years_of_board

from smdesk.notices.address import parse
from smdesk.notices.models import FormField, Kind

Habit = Callable[[Bundle], None]
MONEY = (Kind.MONEY,)
NUMBERS = (Kind.MONEY, Kind.DECIMAL, Kind.PERCENT, Kind.INTEGER)
PHONES = (Kind.PHONE, Kind.FAX)


def desk(form: str, rng: Random) -> Bundle:
    """Return a form filled in; no indicator leaps from one year to the next."""
    bundle = filled_in(form, rng, filled=0.94)
    for part in (part for board in bundle.boards for part in years_of_board(board)):
        for series in part.series:
            _calm(bundle, series.answers)
    return bundle


def _calm(bundle: Bundle, answers: dict[int, Ink]) -> None:
    rng = bundle.rng
    kind = bundle.kind(next(iter(answers.values())).address)
    start = rng.choice([rng.uniform(600, 9000), rng.uniform(9000, 80000)])
    for number, year in enumerate(sorted(answers)):
        ink = answers[year]
        if not ink.text:
            continue
        if kind is Kind.MONEY:
            ink.text = f"{start * rng.uniform(1.02, 1.15) ** number:.2f}"
        elif kind is Kind.PERCENT:
            ink.text = f"{20 + start % 40 + number * rng.uniform(0.3, 2):.1f}"
        elif kind is Kind.INTEGER:
            ink.text = str(int(3 + start % 60) + number * rng.randrange(0, 5))
        bundle.truth[ink.address] = (ink.text,)


def field_of(bundle: Bundle, ink: Ink) -> FormField:
    return bundle.fields[parse(ink.address).field]


def inks(bundle: Bundle, *kinds: Kind, share: float = 0.5, years: bool | None = None) -> list[Ink]:
    """Return some of the written answers of some kinds that stand alone; ``years``: only those of years, or not."""
    return [
        ink for _, _, ink in sole_answers(bundle)
        if (not kinds or bundle.kind(ink.address) in kinds)
        and (years is None or years == (parse(ink.address).year is not None))
        and (bundle.kind(ink.address) not in NUMBERS or re.fullmatch(r"\d+(\.\d+)?", ink.text))
        and bundle.rng.random() < share
    ]  # fmt: skip


def typed(bundle: Bundle, ink: Ink, text: str, *more: str, only: tuple[str, ...] = ()) -> None:
    """Write ``text`` in the answer's place; the answer and ``text`` are right, or ``only`` what is said to be."""
    old = bundle.truth.get(ink.address, ())
    bundle.truth[ink.address] = only or (*old, *more, text)
    ink.text = text
