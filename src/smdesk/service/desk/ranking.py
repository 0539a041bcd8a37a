"""Ranking by type: places, several officers' orders made one, counters of the notice's quotas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from smdesk.errors import SmdeskError
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import form_fields
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.notices.models import Pack, Quota
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.layer import officer_name
from smdesk.store.desk.models import CaseRow, Filter, State

Rule = Literal["mean", "worst", "lead"]
"""``mean``: by the mean of the places given; ``worst``: by the worst place; ``lead``: the first
officer's order, then what only the others ranked."""
RULES: tuple[Rule, ...] = ("mean", "worst", "lead")


def rank(desk: Desk, case: int, position: int) -> list[int]:
    """Put a case at a place (from 1) of its form's ranking, 0 takes it out; return the ranking.

    A place past the end is the end. Raises ``SmdeskError`` ``desk.case-missing``,
    ``desk.rank-rejected``, ``desk.rank-negative``.
    """
    row = desk.case(case).row
    if position < 0:
        raise SmdeskError("desk.rank-negative")
    if position and row.state is State.REJECTED:
        raise SmdeskError("desk.rank-rejected", applicant=row.applicant)
    order = [one for one in desk.ranking(row.notice, row.form) if one != case]
    if position:
        order.insert(min(position - 1, len(order)), case)
    desk.put_ranking(row.notice, row.form, order)
    return order


def rank_layer(desk: Desk, name: str, case: int, position: int) -> list[int]:
    """Put a case at a place of one officer's own ranking; as `rank`, ``desk.layer-empty``."""
    row = desk.case(case).row
    if position < 0:
        raise SmdeskError("desk.rank-negative")
    if position and row.state is State.REJECTED:
        raise SmdeskError("desk.rank-rejected", applicant=row.applicant)
    name = officer_name(name)
    layer = desk.layers(row.notice, row.form).get(name, [])
    order = [one for one in layer if one != case]
    if position:
        order.insert(min(position - 1, len(order)), case)
    desk.put_layer(name, row.notice, row.form, order)
    return order


def put_order(desk: Desk, cases: Sequence[int], layer: str = "") -> list[int]:
    """Make ``cases`` the whole ranking of their form, or of one officer (``layer``).

    Raises ``SmdeskError`` ``desk.rank-repeated`` for a case named twice, ``desk.case-missing``,
    ``desk.rank-mixed`` for cases of two forms, ``desk.rank-rejected``.
    """
    order = list(cases)
    repeated = [one for one, times in Counter(order).items() if times > 1]
    if repeated:  # a slip of the hand for another number: which, only the officer knows
        raise SmdeskError("desk.rank-repeated", cases="、".join(map(str, repeated)))
    rows = desk.rows(order)
    if len(rows) < len(order):
        known = {row.id for row in rows}
        desk.case(next(one for one in order if one not in known))
    forms = {(row.notice, row.form) for row in rows}
    if len(forms) != 1:
        raise SmdeskError("desk.rank-mixed")
    rejected = next((row for row in rows if row.state is State.REJECTED), None)
    if rejected is not None:
        raise SmdeskError("desk.rank-rejected", applicant=rejected.applicant)
    notice, form = forms.pop()
    if layer:
        desk.put_layer(layer, notice, form, order)
    else:
        desk.put_ranking(notice, form, order)
    return order


@dataclass(frozen=True, slots=True)
class Place:
    """A case in a merged order: the place that each officer gave it, ``None`` where not ranked."""

    case: int
    places: tuple[int | None, ...]

    @property
    def apart(self) -> int:
        """How far the officers are apart: 0 where all gave it one place."""
        told = [one for one in self.places if one is not None]
        return max(told) - min(told) if told else 0


@dataclass(frozen=True)
class Merged:
    """One order out of several officers'; to be put in place by `Desk.put_ranking`, or by hand."""

    officers: tuple[str, ...]
    order: tuple[Place, ...]

    @property
    def cases(self) -> tuple[int, ...]:
        """The cases in order."""
        return tuple(one.case for one in self.order)


def merged(layers: Mapping[str, Sequence[int]], rule: Rule = "mean") -> Merged:
    """Return one order of officers' orders; what one of them did not rank stands behind their last.

    Equal cases keep the order of the best place, then the first officer's.
    """
    officers = tuple(layers)
    given = {name: {case: n for n, case in enumerate(order, 1)} for name, order in layers.items()}
    cases = list(dict.fromkeys(case for order in layers.values() for case in order))
    told = [Place(case, tuple(given[name].get(case) for name in officers)) for case in cases]
    behind = [len(layers[name]) + 1 for name in officers]

    def key(one: Place) -> tuple[float, ...]:
        filled = [n or last for n, last in zip(one.places, behind, strict=True)]
        if rule == "lead":
            return tuple(filled)
        first = sum(filled) / len(filled) if rule == "mean" else max(filled)
        return (first, min(filled), *filled)

    return Merged(officers, tuple(sorted(told, key=key)))


def merge_layers(
    desk: Desk, notice: str, form: str, rule: Rule = "mean", first: str | None = None
) -> Merged:
    """Return the merged order of every officer's ranking of a form; raises ``desk.no-layers``.

    ``first`` is the officer who counts before the others (``""``: the desk's own ranking).

    The desk's own ranking counts as the first officer's where there is one, but not where the same
    rule made it of the one before and these orders: merging again gives the same. What was rejected since has no place in
    what is made of them.
    """
    able = {
        one.id for one in desk.cases(Filter(notice=notice, form=form))
        if one.state is not State.REJECTED
    }  # fmt: skip
    first = officer_name(first) if first is not None else None
    others = {
        name: [one for one in told if one in able]
        for name, told in desk.layers(notice, form).items()
    }  # fmt: skip
    own = desk.ranking(notice, form)
    layers = _with_own(own, others, first)
    if not layers:
        raise SmdeskError("desk.no-layers", form=f"{notice}/{form}")
    told = merged(layers, rule)
    if list(told.cases) == own:
        return told
    before = [one for one in desk.ranking_before(notice, form) if one in able]
    once = merged(_with_own(before, others, first), rule)
    return once if list(once.cases) == own else told


def _with_own(
    own: Sequence[int], others: Mapping[str, Sequence[int]], first: str | None
) -> dict[str, Sequence[int]]:
    layers = ({"": own} if own else {}) | dict(others)
    return {one: layers[one] for one in sorted(layers, key=lambda one: one != first)}


# -- quotas ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuotaCount:
    """A counter of the notice: how many of a form (``""``: in all) and mode, and how many may be.

    ``label`` is the mode as the form prints it. ``most`` is ``None`` where the notice sets no limit; ``over`` are the cases past it in rank
    order, unranked ones last. They are shown, never left out.
    """

    form: str
    mode: str
    most: int | None
    per: str
    clause: str
    received: int
    ranked: int
    recommended: int
    over: tuple[int, ...]
    label: str = ""
    modes: frozenset[str] = frozenset()
    """The boxes that make a case count, where the limit is of a mode."""

    @property
    def exceeded(self) -> bool:
        """Whether more are recommended or ranked than may be."""
        return bool(self.over)


def quotas(desk: Desk, notice: str) -> tuple[QuotaCount, ...]:
    """Return the counters of a notice: its quotas, each form without one, and all together."""
    pack = pack_at_hand(notice)
    rows = [one for one in desk.cases(Filter(notice=notice)) if one.state is not State.REJECTED]
    told = [_counted(pack, rows, quota) for quota in pack.notice.quota]
    limited = {one.form for one in told if not one.mode}
    told += [_count(rows, form, "", None, "", "") for form in pack.forms if form not in limited]
    if "" not in limited:
        told.append(_count(rows, "", "", None, "", ""))
    order = {form: place for place, form in enumerate(pack.forms)}
    told.sort(key=lambda one: (order.get(one.form, len(order)), bool(one.mode)))
    return tuple(told)


def past_quota(counts: Sequence[QuotaCount], rows: Sequence[CaseRow]) -> dict[int, tuple[str, ...]]:
    """Return which cases of an order are past a limit: of modes the labels, ``""`` for the type.

    ``rows`` is an order of one form, that of the desk or of one officer. As in the counters only
    what is recommended counts as soon as anything is. A limit of all together is that of the desk.
    """
    found: dict[int, tuple[str, ...]] = {}
    for one in counts:
        if one.most is None or (rows and one.form not in {rows[0].form, ""}):
            continue
        mine = [row for row in rows if not one.mode or not one.modes.isdisjoint(row.modes)]
        chosen = [row for row in mine if row.state is State.RECOMMENDED] or mine
        over = [row.id for row in chosen[one.most :]]
        if not one.form:
            over = [row.id for row in mine if row.id in one.over]
        label = one.label or ("" if one.form else "全部")
        for case in over:
            found[case] = (*found.get(case, ()), label)
    return found


def _counted(pack: Pack, rows: Sequence[CaseRow], quota: Quota) -> QuotaCount:
    form, mode = quota.form or "", quota.mode or ""
    boxes = [
        box
        for one in ([pack.forms[form]] if form else pack.forms.values())
        for field in form_fields(one).values()
        for box in choices_of(field)
        if mode in (box.id, box.parent)
    ]
    label = next((box.label for box in boxes if box.id == mode), mode)
    meant = {mode, *(box.id for box in boxes)}
    mine = [one for one in rows if not mode or not meant.isdisjoint(one.modes)]
    told = _count(mine, form, mode, quota.most, quota.per, quota.clause)
    return replace(told, label=label, modes=frozenset(meant) if mode else frozenset())


def _count(
    rows: Sequence[CaseRow], form: str, mode: str, most: int | None, per: str, clause: str
) -> QuotaCount:
    mine = [one for one in rows if not form or one.form == form]
    ranked = [one for one in mine if one.rank is not None]
    chosen = [one for one in mine if one.state is State.RECOMMENDED]
    counted = chosen or ranked
    counted.sort(key=lambda one: (one.rank is None, one.rank or 0, one.id))
    over = tuple(one.id for one in counted[most:]) if most is not None else ()
    return QuotaCount(form, mode, most, per, clause, len(mine), len(ranked), len(chosen), over)
