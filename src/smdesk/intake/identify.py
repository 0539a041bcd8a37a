"""Which forms a file holds, in which part of it, with which years; and what speaks against each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import takewhile

from smdesk.intake import forms
from smdesk.intake.align import (
    FormAlignment,
    FormPlan,
    Guess,
    align_form,
    form_plan,
    identify,
    split,
)
from smdesk.intake.align.identify import LONG, _lines, is_of_a_form
from smdesk.intake.align.keys import year_head
from smdesk.intake.align.model import PICKED
from smdesk.intake.forms import FormGrids
from smdesk.intake.geometry import same_shape
from smdesk.intake.word import WordParagraph, WordTable
from smdesk.intake.word.late import LateTable
from smdesk.intake.words import one_of
from smdesk.notices.models import Form, Pack
from smdesk.notices.text import fold

Item = WordParagraph | WordTable

LEAST_FIT = 0.5
LEAST_ROWS = 8
"""A table of fewer rows is no second form; a narrative has many of them."""
CLEAR_LABELS = 0.9
"""From this share of its labels on, a form is itself whatever title stands over it."""
MOST_LINE = 30
"""A longer line before a form is no word on what it is."""
FEW_VALUES = 2
"""A copy of a form with so few values is an empty one."""


@dataclass(frozen=True)
class Sighting:
    """One form in a file: its grids, its part of the file, ``reasons`` against it (see `Guess`).

    ``items`` is ``None`` where it is all of the file; ``aligned`` is the reading that told it; ``None`` where its table stands as printed.
    """

    expanded: FormGrids
    items: tuple[Item, ...] | None
    reasons: tuple[str, ...] = ()
    aligned: FormAlignment | None = None
    titled: bool = False
    blank: bool = False
    """Whether nobody has filled in its table."""
    lead: tuple[Item, ...] | None = None
    """The first form of the file where nobody filled that in: the cover before it is the file's."""

    @property
    def doubtful(self) -> bool:
        """Whether its values may belong to another form altogether."""
        if self.aligned is None or "years" in self.reasons:
            return "years" in self.reasons
        few = self.aligned.table.labels < CLEAR_LABELS
        other = "title" in self.reasons and few
        return other or "rival" in self.reasons or ("labels" in self.reasons and not self.titled)


def sightings(items: Sequence[Item], packs: Sequence[Pack]) -> list[Sighting]:
    """Return the forms that a document holds, in its order; empty and equal copies left out."""
    tables = [one for one in items if isinstance(one, WordTable)]
    return _distinct(list(_parts(_plans(packs, tables), items)))


def printed(
    tables: Sequence[WordTable], items: Iterable[Item], packs: Sequence[Pack]
) -> Sighting | None:
    """Return the form whose table stands exactly as printed, if no other large table is of a form.

    ``items`` are only gone through until the form's own title is heard.
    """
    large = [one for one in tables if one.row_count >= LEAST_ROWS and one.parent is None]
    if not large:
        return None
    years = _Years(tables)
    open_forms = [one for one in _forms(packs) if one[0].years_of(one[1]).number == _given(*one)]
    shaped = [
        (found, table)
        for pack, form in open_forms
        for table in large
        if _rows_of(pack, form) == table.row_count
        and same_shape((found := forms.expand(pack, form, years.of(pack, form))).table, table)
        is not None
    ]
    if len(shaped) != 1:
        return None
    sole, table = shaped[0]
    if len(large) > 1:
        plans = _plans(packs, tables)
        if any(is_of_a_form(plans, one) for one in large if one is not table):
            return None
    titles = {fold(form.title) for _, form in open_forms}
    own = fold(sole.form.title)
    above = (text for text in _upwards(table) if len(text) < LONG)
    blank = _is_blank(sole, table)
    if any(fold(line.strip()) == own for text in above for line in text.split("\n")):
        return Sighting(sole, None, blank=blank)
    other = _is_other_titled(own, titles, items)
    return Sighting(sole, None, ("title",) if other else (), blank=blank)


def _is_blank(form: FormGrids, table: WordTable) -> bool:
    """Return whether no cell for an answer has one in a table that stands as printed."""
    cells = same_shape(form.table, table) or {}
    return not any(cells[one.row, one.column].text.strip() for one in form.table.cells if one.ruled)


def _upwards(table: WordTable) -> Iterator[str]:
    return table.upwards() if isinstance(table, LateTable) else reversed(table.before)


def _forms(packs: Sequence[Pack]) -> Iterator[tuple[Pack, Form]]:
    return ((pack, form) for pack in packs for form in pack.forms.values())


def _given(pack: Pack, form: Form) -> int:
    """Return how many year columns a form gets: its own, or as many as it leaves open."""
    return len(pack.years((), form)) or pack.years_of(form).number


_counts: dict[tuple[str, str], int] = {}


def _rows_of(pack: Pack, form: Form) -> int:
    """Return how many rows a form's table is printed with, whatever its years are."""
    key = (pack.hash, form.id)
    if key not in _counts:
        years = pack.years((), form) or tuple(range(2001, 2001 + pack.years_of(form).number))
        grids = forms.expand(pack, form, years).grids
        _counts[key] = sum(len(grid.rows) for grid in grids if grid.id == "table")
    return _counts[key]


def _is_other_titled(own: str, titles: AbstractSet[str], items: Iterable[Item]) -> bool:
    """Return whether the title of another form stands in a file, and the form's own nowhere."""
    ends = {one[-1] for one in titles if one}
    heard = False
    for line in _lines(items):
        if line[-1:] in ends:
            folded = fold(line)
            if folded == own:
                return False
            heard = heard or folded in titles
    return heard


def _parts(plans: Sequence[FormPlan], items: Sequence[Item]) -> Iterator[Sighting]:
    """Yield the forms of a file; what is between and after them belongs to the one before."""
    last: Sighting | None = None
    for part in split(plans, items):
        found = _best(plans, part)
        if found is None and last is not None:
            last = replace(last, items=(*(last.items or ()), *part))
        elif found is not None:
            if last is not None:
                yield last
            last = found
    if last is not None:
        yield last


def _plans(packs: Sequence[Pack], tables: Sequence[WordTable]) -> list[FormPlan]:
    years = _Years(tables)
    return [
        form_plan(pack, form, chosen)
        for pack in packs
        for form in pack.forms.values()
        if len(chosen := years.of(pack, form)) == pack.years_of(form).number
    ]


def _expanded(plan: FormPlan) -> FormGrids:
    return forms.expand(plan.pack, plan.form, plan.years)


def _best(plans: Sequence[FormPlan], items: tuple[Item, ...]) -> Sighting | None:
    guesses: tuple[Guess, ...] = identify(plans, items)
    best = next((one for one in guesses if _is_form(one)), None)
    if best is None:
        return None
    return Sighting(_expanded(best.prepared), items, best.reasons, best.aligned, best.titled)


def _is_form(one: Guess) -> bool:
    """Return whether a guess is good enough: half of the form without its title, less with it."""
    return one.verdict != "other" and (one.titled or one.aligned.fit >= LEAST_FIT)


_EXAMPLE = re.compile("示例|样例|样表|范例|示范文本|填写示范")


def _is_example(one: Sighting) -> bool:
    """Return whether the lines right before a form's table call it an example."""
    items = one.items or ()
    first = next((n for n, item in enumerate(items) if isinstance(item, WordTable)), 0)
    lines = [item.text for item in items[:first] if isinstance(item, WordParagraph)]
    near = [line for line in lines if line.strip()][-3:]
    return any(_EXAMPLE.search(line) and len(line) <= 30 for line in near)


def cover_of(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return what stands before the first large table: a cover that several forms share."""
    large = (n for n, one in enumerate(items) if isinstance(one, WordTable) and one.row_count > 7)
    return tuple(items[: next(large, 0)])


_EARLIER = one_of("beside.earlier")


def _is_earlier(before: Sighting, one: Sighting) -> bool:
    """Return whether a line between two forms says that what follows is a draft of before, or withdrawn."""
    items = one.items or ()
    behind = takewhile(lambda item: isinstance(item, WordParagraph), reversed(before.items or ()))
    above = takewhile(lambda item: isinstance(item, WordParagraph), items)
    lines = (item.text.strip() for item in (*behind, *above) if isinstance(item, WordParagraph))
    return any(_EARLIER().search(line) for line in lines if len(line) <= MOST_LINE)


def _distinct(found: Sequence[Sighting]) -> list[Sighting]:
    """Return the forms without empty copies, examples and repetitions of the same form."""
    kept: list[Sighting] = []
    covered: Sighting | None = None
    lead: tuple[Item, ...] | None = None
    for number, one in enumerate(found):
        same = [other for other in found if other.expanded.id == one.expanded.id]
        if _is_example(one) and not all(_is_example(other) for other in same):
            continue
        if number and same[0] is not one and _is_earlier(found[number - 1], one):
            continue
        values = _values(one)
        if not values and any(_values(other) for other in found if other not in same):
            lead = one.items if one is found[0] else lead
            continue  # a form of the same notice that nobody filled in
        fuller = any(len(_values(other)) > FEW_VALUES for other in same if other is not one)
        if len(values) <= FEW_VALUES and fuller:
            covered = covered or one
            continue
        if any(_values(other) == values for other in kept if other in same):
            continue
        kept.append(replace(_under_cover(one, covered), lead=lead))
    return kept


def _under_cover(one: Sighting, empty: Sighting | None) -> Sighting:
    """Return a form with the cover that stands before an empty copy of it, where it has none."""
    if empty is None or empty.aligned is None or one.aligned is None:
        return one
    if empty.expanded.id != one.expanded.id or any(
        found.text for found in one.aligned.cover.found.values()
    ):
        return one
    tables = empty.aligned.table.tables
    front = takewhile(
        lambda item: not (isinstance(item, WordTable) and item.number in tables), empty.items or ()
    )
    items = (*front, *(one.items or ()))
    return replace(one, items=items, aligned=align_form(one.aligned.prepared, items))


_names: dict[tuple[str, ...], tuple[frozenset[str], frozenset[str]]] = {}


def label_names(packs: Sequence[Pack]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the labels of all forms of some notices, and the heads of their places to sign."""
    editions = tuple(one.hash for one in packs)
    if editions not in _names:
        plans = [form_plan(pack, form, _usual(pack, form)) for pack, form in _forms(packs)]
        labels = [one for each in plans for one in each.table.labels if len(one.key.common) > 1]
        signs = frozenset(one.key.common for one in labels if one.kind == "sign")
        _names[editions] = frozenset(one.key.common for one in labels) - signs, signs
    return _names[editions]


def _usual(pack: Pack, form: Form) -> tuple[int, ...]:
    """Return the years that a form is printed with, or those before its notice."""
    count, year = pack.years_of(form).number, pack.notice.issued.year
    return pack.years((), form) or tuple(range(year - count, year))


def is_fuller(found: Sequence[Sighting], other: Sequence[Sighting]) -> bool:
    """Return whether forms as seen in one way hold plainly more answers than as seen in the other.

    Single lines that were picked out for the other are all there in the first.
    """
    more = sum(map(_filled, found)) - sum(map(_filled, other))
    picked = any(one.aligned is not None and _PICKED & {*one.aligned.table.tables} for one in other)
    return more >= 0 if picked else more > FEW_VALUES


_PICKED = frozenset(range(PICKED, PICKED + 2))
"""The numbers of the two tables of lines before and after a form's own."""


def _filled(one: Sighting) -> int:
    return len(_values(one))


def _values(one: Sighting) -> dict[str, str]:
    found = one.aligned.table.found if one.aligned is not None else {}
    return {str(address): each.text for address, each in found.items() if each.text}


class _Years:
    """The year columns of forms that leave them open, told by the years that tables are headed with."""

    def __init__(self, tables: Sequence[WordTable]) -> None:
        self._tables = tables
        self._heads: list[set[int]] | None = None

    def of(self, pack: Pack, form: Form) -> tuple[int, ...]:
        """Return a form's year columns: those before the notice, else the latest that stand together.

        Somebody may have put in a column for the year at hand. Where too few are named, those before
        the notice too: the other values can be read all the same.
        """
        fixed = pack.years((), form)
        count = pack.years_of(form).number
        if fixed or not count:
            return fixed
        usual = _usual(pack, form)
        if not any(one.axis == "year" for one in form.field):
            return usual
        whole = set().union(*self.heads)
        for heads in (*self.heads, whole):  # in one row first: a year alone may be the cover's
            if heads.issuperset(usual):
                return usual
            for last in sorted(heads, reverse=True):
                years = tuple(range(last - count + 1, last + 1))
                if all(year in heads for year in years):
                    return years
        return usual

    @property
    def heads(self) -> list[set[int]]:
        """The years that head columns, by row; the row with the latest ones first."""
        if self._heads is None:
            rows: dict[tuple[int, int], set[int]] = {}
            for number, table in enumerate(self._tables):
                for cell in table.cells:
                    text = cell.text.strip()
                    head = year_head(text) if 0 < len(text) <= 24 else None
                    if head is not None and head.clean:
                        rows.setdefault((number, cell.row), set()).add(head.year)
            several = [one for one in rows.values() if len(one) > 1]
            self._heads = sorted(several or rows.values(), key=max, reverse=True)
        return self._heads
