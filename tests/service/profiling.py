"""Forms for tests of filling: bundled ones with other years, units or kinds, and sessions on them."""

from __future__ import annotations

from typing import Any

from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.notices.models import Form, Pack, Section, Years
from smdesk.service.samples import sample_values
from smdesk.service.session import DraftSession

ENTERPRISE = "zhejiang-2020/enterprise"
PROJECT = "zhejiang-2020/project"
PLATFORM = "zhejiang-2020/platform"


def variant(
    form_id: str = ENTERPRISE,
    *,
    notice: str = "other-2021",
    years: tuple[int, ...] = (2018, 2019, 2020),
    without: tuple[str, ...] = (),
    **fields: dict[str, Any],
) -> tuple[Pack, Form]:
    """Return a form of another notice: other year columns, fields changed by address (``.`` is ``__``)."""
    pack, form = find_form(form_id)
    changed = {name.replace("__", "."): update for name, update in fields.items()}
    form = form.model_copy(
        update={
            "years": Years(fixed=years),
            "field": tuple(
                one.model_copy(update=changed.get(one.address, {}))
                for one in form.field
                if one.address not in without
            ),
        }
    )
    if len(years) == 1:
        form = form.model_copy(update={"section": tuple(map(_one_year, form.section))})
    named = pack.notice.model_copy(update={"id": notice})
    return pack.model_copy(update={"notice": named, "forms": {form.id: form}}), form


def _one_year(section: Section) -> Section:
    """Return a section of three year columns with one as wide as they."""
    rows = []
    for row in section.row:
        cells = []
        for cell in row.cells:
            if cell.series or cell.label == "{year:1} 年":
                cells.append(cell.model_copy(update={"span": cell.span * 3}))
            elif "{year:" not in (cell.label or ""):
                cells.append(cell)
        rows.append(row.model_copy(update={"cells": tuple(cells)}))
    return section.model_copy(update={"row": tuple(rows)})


def sample(form_id: str = ENTERPRISE, **changes: str) -> Declaration:
    """Return a bundled sample's values as a declaration, some changed (``__`` is ``.``)."""
    pack, form = find_form(form_id)
    values = sample_values(form_id) | {a.replace("__", "."): t for a, t in changes.items()}
    values = {a: t for a, t in values.items() if t and a not in form.fixed}
    years = pack.years_of(form).fixed or tuple(
        sorted({int(a[-5:-1]) for a in values if a[-1] == "]"})
    )
    return Declaration(form=form_id, pack=pack.hash, years=years, values=values)


def blank(pack: Pack, form: Form, values: dict[str, str] | None = None) -> DraftSession:
    """Return a session on a form that holds just ``values``."""
    declaration = Declaration(
        form=pack.form_id(form.id), pack=pack.hash, years=pack.years_of(form).fixed,
        values=values or {},
    )  # fmt: skip
    return DraftSession(pack, form, declaration)
