"""Checks of shares: an entry for each ticked box and none for another, and the sum of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from smdesk.notices.models import FormField
from smdesk.notices.number import number_text
from smdesk.notices.shares import (
    SLACK,
    WHOLE,
    Matched,
    Share,
    ShareBoxes,
    notes_of_boxes,
    read_shares,
)
from smdesk.notices.typed import choice_text, choices_of
from smdesk.rules.checks import Check, finding
from smdesk.rules.findings import Finding, Fix
from smdesk.rules.ground import Ground, View, plain


def shares_checks(ground: Ground, address: str, field: FormField) -> Iterator[Check]:
    """Yield the checks of one shares value: its boxes, and its sum."""
    if field.of not in ground.order:
        return
    choice = ground.field(field.of)
    notes = [one.note for one in choices_of(choice) if one.note in ground.order]
    total = _total_place(ground, field)
    boxes, whole = f"shares.boxes@{address}", f"shares.sum@{address}"
    reads = (address, field.of, *(one for one in notes if one))

    def run_boxes(view: View) -> Iterator[Finding]:
        shares = _shares(view, address)
        if shares:
            yield from _box_findings(ground, view, address, field.of or "", shares, boxes)

    def run_sum(view: View) -> Iterator[Finding]:
        shares = _shares(view, address)
        if shares:
            yield from _sum_findings(ground, view, address, total, shares, whole)

    yield Check(boxes, reads, run_boxes)
    yield Check(whole, (address, *([total] if total else [])), run_sum)


def _total_place(ground: Ground, field: FormField) -> str | None:
    """Return the address of the whole that amounts add up to: of a series, its last year."""
    if field.total is None:
        return None
    yearly = f"{field.total}[{ground.years[-1]}]" if ground.years else field.total
    return next((one for one in (yearly, field.total) if one in ground.order), None)


def _shares(view: View, address: str) -> tuple[Share, ...]:
    typed = view.reading(address).typed
    if typed.none or typed.problem is not None or not typed.text:
        return ()
    return read_shares(typed.text)[0]


def _box_findings(
    ground: Ground, view: View, address: str, of: str, shares: tuple[Share, ...], check: str
) -> Iterator[Finding]:
    field = ground.field(of)
    found = view.reading(of).typed.value
    ticked = found if isinstance(found, tuple) else ()
    boxes = ShareBoxes(field, notes_of_boxes(field, view.values))
    matched: Matched = boxes.match(shares, ticked)
    where = (address, of)

    def told(rule: str, names: list[str], fix: Fix | None = None) -> Finding:
        return finding(
            ground, rule, "check" if rule == "shares.twice" else "error", where, check=check,
            fix=fix, names="、".join(names), choice=ground.label(of),
        )  # fmt: skip

    if matched.strange:
        yield told("shares.strange", [one.name for one in matched.strange])
    twice = [boxes.name(key) for key, found in matched.by_box.items() if len(found) > 1]
    if twice:
        yield told("shares.twice", twice)
    missing = [boxes.name(key) for key in ticked if key not in matched.by_box]
    if missing:
        yield told("shares.missing", missing)
    spare = [key for key in matched.by_box if key not in ticked]
    if spare:
        fix = Fix(of, choice_text(field, {*ticked, *spare}))
        yield told("shares.unticked", [boxes.name(key) for key in spare], fix)


def _sum_findings(
    ground: Ground,
    view: View,
    address: str,
    total: str | None,
    shares: tuple[Share, ...],
    check: str,
) -> Iterator[Finding]:
    """Yield a finding where shares miss 100 %, or amounts the whole that they are parts of."""
    added = sum((one.amount for one in shares), Decimal(0))
    if shares[0].unit == "%":
        if abs(added - WHOLE) > SLACK:
            over = added > WHOLE
            yield finding(
                ground, "shares.over" if over else "shares.under", "error" if over else "check",
                (address,), check=check, sum=plain(added), missing=plain(abs(WHOLE - added)),
            )  # fmt: skip
        return
    whole = view.reading(total).value if total else None
    if isinstance(whole, Decimal) and total and abs(added - whole) * WHOLE > SLACK * abs(whole):
        yield finding(
            ground, "shares.total", "check", (address, total), check=check,
            sum=plain(added), whole=number_text(whole), name=ground.label(total),
        )  # fmt: skip
