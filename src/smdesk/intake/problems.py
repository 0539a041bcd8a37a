"""What a person has to know of a reading: cells that were not found, doubtful values, the cover's box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from smdesk.errors import Problem
from smdesk.intake.decide import Outcome
from smdesk.intake.forms import FormGrids
from smdesk.intake.submission import SURE, ReadValue
from smdesk.notices.address import Address, parse
from smdesk.notices.typed import canonical_text

LONGEST_LIST = 12
"""So many labels are named in one sentence."""
LONGEST_TEXT = 20


def problems_of(
    expanded: FormGrids, outcome: Outcome, values: Iterable[ReadValue]
) -> Iterator[Problem]:
    """Yield the problems of a reading, each kind once; labels in printed order."""
    if outcome.doubled:
        yield Problem("intake.text-doubled", "check", _listed(expanded, outcome.doubled))
    printed = {
        address
        for grid in expanded.grids
        if grid.id == "table"
        for address in grid.places
        if address.repeat is None  # a row more or less of a repeat is no gap
    }
    missing = [one for one in outcome.missing if one in printed or _is_lost(one, outcome)]
    if missing:
        yield Problem("intake.cells-not-read", "error", _listed(expanded, missing))
    doubtful = sum(one.confidence < SURE for one in values)
    if doubtful:
        yield Problem("intake.values-doubtful", "check", {"count": doubtful})
    yield from _fixed(expanded, outcome)


def _is_lost(address: Address, outcome: Outcome) -> bool:
    """Return whether no row at all was found of a column of a list; told at its first row."""
    if address.repeat is None or address.index != 1:
        return False
    column = (address.repeat, address.tail)
    return all((one.repeat, one.tail) != column for one in outcome.values)


def extra_texts(texts: Sequence[str]) -> Iterator[Problem]:
    """Yield one problem for texts in the form's tables that belong to no place of it."""
    if texts:
        shown = [re.sub(r"\s+", " ", one) for one in texts[:LONGEST_LIST]]
        short = [one if len(one) <= LONGEST_TEXT else f"{one[:LONGEST_TEXT]}…" for one in shown]
        more = "等" if len(texts) > LONGEST_LIST else ""
        params = {"count": len(texts), "texts": "”“".join(short), "more": more}
        yield Problem("intake.texts-extra", "check", params)


def _fixed(expanded: FormGrids, outcome: Outcome) -> Iterator[Problem]:
    """Yield what the file says otherwise than the form fixes it: another box on the cover."""
    for text_address, text in expanded.form.fixed.items():
        seen = outcome.values.get(parse(text_address))
        if seen is None or seen.confidence < SURE or not seen.text:
            continue
        field = expanded.fields[parse(text_address).field]
        if canonical_text(field, seen.text) != canonical_text(field, text):
            yield Problem("intake.kind-of-declaration", "check", {"seen": seen.text})


def _listed(expanded: FormGrids, addresses: Sequence[Address]) -> dict[str, object]:
    """Return the labels of some cells and how many cells they are; the years of a row as one."""
    labels: dict[str, None] = {}
    whole = set(addresses)
    for address in addresses:
        path = expanded.label(address)
        row = {one for one in expanded.labels if _same_row(one, address)}
        if address.year is not None and row <= whole and len(path) > 1:
            path = path[:-1]
        labels[" · ".join(path[1:] or path)] = None
    names = list(labels)
    more = "等" if len(names) > LONGEST_LIST else ""
    return {"count": len(addresses), "labels": "”“".join(names[:LONGEST_LIST]), "more": more}


def _same_row(first: Address, second: Address) -> bool:
    return first.field == second.field and first.row == second.row
