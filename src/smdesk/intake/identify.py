"""Which form of which notice the tables of a document are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smdesk.intake import forms
from smdesk.intake.align.form import align_form, form_plan
from smdesk.intake.forms import FormGrids
from smdesk.intake.geometry import find_grids
from smdesk.intake.word import WordParagraph, WordTable
from smdesk.notices.models import Pack

LEAST_FIT = 0.5


@dataclass(frozen=True)
class Candidate:
    """A form that tables of a file are; ``fit`` is 0 to 1, ``tables`` the numbers of its tables."""

    expanded: FormGrids
    fit: float
    tables: frozenset[int]


def candidates(
    items: Sequence[WordParagraph | WordTable], packs: Sequence[Pack]
) -> list[Candidate]:
    """Return the forms in a document, in its order; of forms that want the same tables the best."""
    tables = [one for one in items if isinstance(one, WordTable)]
    found: list[Candidate] = []
    for pack in packs:
        for form in pack.forms.values():
            expanded = forms.expand(pack, form, pack.years())
            if "table" in find_grids(expanded.grids, tables):
                found.append(Candidate(expanded, 1.0, frozenset()))
            else:
                got = align_form(form_plan(pack, form), items)
                if got.fit >= LEAST_FIT:
                    found.append(Candidate(expanded, got.fit, frozenset(got.table.tables)))
    found.sort(key=lambda one: -one.fit)
    return found[:1]
