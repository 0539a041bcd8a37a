"""Which form of which notice the tables of a document are, and which years it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from smdesk.intake import forms
from smdesk.intake.align.form import align_form, form_plan
from smdesk.intake.align.keys import year_head
from smdesk.intake.forms import FormGrids
from smdesk.intake.geometry import find_all, find_grids
from smdesk.intake.word import WordParagraph, WordTable
from smdesk.notices.models import Form, Pack

LEAST_FIT = 0.5
_LEAST_ROWS = 8
"""Another table of fewer rows is no second form; a narrative has many of them."""


@dataclass(frozen=True)
class Candidate:
    """A form that tables of a file are: ``fit`` is 0 to 1, ``tables`` the numbers of its tables."""

    expanded: FormGrids
    fit: float
    tables: frozenset[int]


def candidates(
    items: Sequence[WordParagraph | WordTable], packs: Sequence[Pack]
) -> list[Candidate]:
    """Return the forms in a document, in its order; none of them shares a table with a better fit.

    Forms of several notices may look alike: the better fit wins, which counts the texts that have
    no place in a form as well as the labels that were found.
    """
    rest = tuple(items)
    found: list[Candidate] = []
    while not found or _has_large_table(rest):
        best = _best(rest, packs)
        if best is None or not best.tables:
            break
        found.append(best)
        rest = tuple(
            one for one in rest if not isinstance(one, WordTable) or one.number not in best.tables
        )
    return sorted(found, key=lambda one: min(one.tables))


def _has_large_table(items: Sequence[WordParagraph | WordTable]) -> bool:
    return any(isinstance(one, WordTable) and one.row_count >= _LEAST_ROWS for one in items)


def stretch_of(
    items: Sequence[WordParagraph | WordTable], mine: Candidate, seen: Sequence[Candidate]
) -> tuple[WordParagraph | WordTable, ...]:
    """Return the part of a document of several forms that belongs to one of them.

    It runs from the form's own cover, or from behind the table of the form before it, to the cover
    or the table of the next.
    """
    starts = {min(one.tables): one for one in seen}
    first = min(mine.tables)
    before = max((number for number in starts if number < first), default=None)
    after = min((number for number in starts if number > first), default=None)
    covers = find_all(mine.expanded.grids, "cover", items)
    start = max((one for one in covers if (before or -1) < one < first), default=None)
    end = max((one for one in covers if first < one < (after or 0)), default=after)
    places = {one.number: place for place, one in enumerate(items) if isinstance(one, WordTable)}
    if start is not None and before is not None:
        opening = places[start]
    else:
        opening = 0 if before is None else places[before] + 1
    return tuple(items[opening : len(items) if end is None else places[end]])


def _best(items: Sequence[WordParagraph | WordTable], packs: Sequence[Pack]) -> Candidate | None:
    tables = [one for one in items if isinstance(one, WordTable)]
    best: Candidate | None = None
    for pack in packs:
        for form in pack.forms.values():
            years = years_of(pack, form, tables)
            if len(years) != pack.years_of(form).number:
                continue
            found = _fitted(pack, form, years, items, tables)
            if found.fit >= LEAST_FIT and (best is None or found.fit > best.fit):
                best = found
    return best


def _fitted(
    pack: Pack,
    form: Form,
    years: tuple[int, ...],
    items: Sequence[WordParagraph | WordTable],
    tables: Sequence[WordTable],
) -> Candidate:
    expanded = forms.expand(pack, form, years)
    for table in tables:
        if "table" in find_grids(expanded.grids, [table]):
            return Candidate(expanded, 1.0, frozenset([table.number]))
    alignment = align_form(form_plan(pack, form, years), items)
    return Candidate(expanded, alignment.fit, frozenset(alignment.table.tables))


def years_of(pack: Pack, form: Form, tables: Sequence[WordTable]) -> tuple[int, ...]:
    """Return a form's year columns, or those that the tables head their columns with.

    Where the notice leaves them open they are the latest that stand together; none where the
    tables name too few.
    """
    fixed = pack.years((), form)
    count = pack.years_of(form).number
    if fixed or not count:
        return fixed
    heads: Counter[int] = Counter()
    for table in tables:
        for cell in table.cells:
            head = year_head(cell.text.strip()) if len(cell.text) <= 24 else None
            if head is not None and head.clean:
                heads[head.year] += 1
    for last in sorted(heads, reverse=True):
        years = tuple(range(last - count + 1, last + 1))
        if all(year in heads for year in years):
            return years
    return ()
