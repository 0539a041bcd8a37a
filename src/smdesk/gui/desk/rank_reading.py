"""What the ranking shows of one type, read beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from smdesk.gui.desk.names import form_place
from smdesk.service.desk import ranking as service
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, Filter, State


@dataclass(frozen=True)
class RankShown:
    """One type in one layer: what is ranked, what is not, whose orders there are, the counters."""

    forms: tuple[tuple[str, str], ...]
    form: tuple[str, str]
    layer: str
    layers: tuple[str, ...]
    ranked: tuple[CaseRow, ...]
    rest: tuple[CaseRow, ...]
    counts: tuple[service.QuotaCount, ...]

    @property
    def own(self) -> service.QuotaCount | None:
        """The counter of the type as a whole."""
        return next((one for one in self.counts if one.form == self.form[1] and not one.mode), None)


def ranking_of(wanted: tuple[str, str], layer: str) -> Callable[[Desk], RankShown]:
    """Return the reading of a type, the first there is where that one has no cases."""

    def read(desk: Desk) -> RankShown:
        forms = tuple(sorted(desk.counts().forms, key=form_place))
        form = wanted if wanted in forms else (forms[0] if forms else ("", ""))
        notice = form[0]
        rows = desk.cases(Filter(notice=notice, form=form[1]), "applicant") if notice else []
        layers = desk.layers(*form)
        order = layers.get(layer, []) if layer else desk.ranking(*form)
        by_id = {one.id: one for one in rows}
        placed = frozenset(order)
        rest = [one for one in rows if one.id not in placed and one.state is not State.REJECTED]
        return RankShown(
            forms, form, layer, tuple(layers), tuple(by_id[one] for one in order if one in by_id),
            tuple(by_merit(rest)), service.quotas(desk, notice) if notice else (),
        )  # fmt: skip

    return read


def by_merit(rows: list[CaseRow]) -> list[CaseRow]:
    """Return cases with the fewest errors first: what can be ranked stands at hand."""
    order = (State.RECOMMENDED, State.ACCEPTED)
    return sorted(rows, key=lambda one: (one.state not in order, one.errors, one.checks))
