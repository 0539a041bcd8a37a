"""Last year's declaration goes on in a newer form: where to, and with what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from smdesk import log
from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form, load_pack, pack_folders
from smdesk.notices.models import Form, Pack
from smdesk.service.describe import form_years
from smdesk.service.profile.lines import FillPlan
from smdesk.service.profile.plan import plan_fill
from smdesk.service.profile.source import Source, form_name, source_of

_logger = log.get(__name__)


@dataclass(frozen=True)
class RollTarget:
    """A form that a declaration can go on in, with the year columns that it would have."""

    form_id: str
    name: str
    years: tuple[int, ...]


def roll_targets(declaration: Declaration) -> tuple[RollTarget, ...]:
    """Return the forms of the same type with newer years, the nearest notice first (`_near`).

    Raises ``SmdeskError`` ``notices.form-missing``.
    """
    pack, form = find_form(declaration.form)
    last = max(_years(pack, form, declaration), default=pack.notice.issued.year - 1)
    found = [
        (_near(pack, other), max(years), other.form_id(one.id), RollTarget(
            other.form_id(one.id), form_name(other, one), years
        ))
        for other, one in _forms(form.category)
        if max(years := _next_years(other, one, last), default=0) > last
    ]  # fmt: skip
    return tuple(target for *_, target in sorted(found, key=lambda one: one[:3]))


def plan_roll(
    declaration: Declaration, target: RollTarget, *, title: str = "", when: datetime | None = None
) -> tuple[Source, FillPlan]:
    """Return the source that a declaration is, and the list of what goes on in ``target``.

    Columns move by calendar year: the oldest drop out, the newest stay empty and are marked.
    """
    pack, form = find_form(declaration.form)
    source = source_of(pack, form, declaration, title=title, when=when)
    other, into = find_form(target.form_id)
    empty = Declaration(form=target.form_id, pack=other.hash, years=target.years)
    return source, plan_fill(source, other, into, empty)


def _forms(category: str) -> Iterator[tuple[Pack, Form]]:
    for folder in pack_folders():
        try:
            pack = load_pack(folder)
        except SmdeskError as fault:
            _logger.warning("a notice is left out: %s", fault)
            continue
        for form in pack.forms.values():
            if form.category == category:
                yield pack, form


def _years(pack: Pack, form: Form, declaration: Declaration) -> tuple[int, ...]:
    return pack.years_of(form).fixed or declaration.years


def _next_years(pack: Pack, form: Form, last: int) -> tuple[int, ...]:
    """Return a form's years: printed, the last before it was issued, or those that come next."""
    wanted = pack.years_of(form)
    if wanted.fixed:
        return wanted.fixed
    usual = form_years(pack, form)
    if max(usual, default=0) > last:
        return usual
    return tuple(range(last + 2 - wanted.number, last + 2))


def _near(pack: Pack, other: Pack) -> int:
    """Return how near a notice is: the same, the same province's, the nation's, another province's."""
    if other.notice.id == pack.notice.id:
        return 0
    if other.notice.province == pack.notice.province:
        return 1
    return 2 if other.notice.province is None else 3
