"""The aligner's side of the ladder: what a form's tables say of each value, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from smdesk.intake.align.form import FormAlignment, FormPlan, align_form, form_plan
from smdesk.intake.align.keys import UNITS, key
from smdesk.intake.align.typed_in import could_hold_more
from smdesk.intake.align.view import FILLER
from smdesk.intake.decide import Guess, Place
from smdesk.intake.forms import FormGrids
from smdesk.intake.margins import Margins
from smdesk.intake.word import WordCell, WordParagraph, WordTable, placed_tables
from smdesk.notices.address import Address
from smdesk.notices.grid import Grid
from smdesk.notices.models import FormField

_HEADS = frozenset({"单位", "序号", "备注", "计量单位"})


@dataclass
class Aligned:
    """One form laid over a document's tables; the work is done when it is first asked for."""

    expanded: FormGrids
    items: Callable[[], Sequence[WordParagraph | WordTable]]
    margins: Callable[[], Margins] = dict

    @cached_property
    def plan(self) -> FormPlan:
        """The form's plan."""
        return form_plan(self.expanded.pack, self.expanded.form, self.expanded.years)

    @cached_property
    def alignment(self) -> FormAlignment:
        """The alignment of cover, table and check sheet."""
        return align_form(self.plan, self.items(), self.margins())

    def could_hold_more(self, field: FormField, text: str) -> bool:
        """Return whether the text of a control may be more than the answer to its field."""
        return could_hold_more(self.plan, field, text)

    @cached_property
    def guesses(self) -> Mapping[Address, Guess]:
        """What the tables say of each address, those that the form fixes included."""
        parts = (self.alignment.sheet, self.alignment.table, self.alignment.cover)
        return {
            address: Guess(found.text, found.confidence, found.reasons)
            for part in parts
            for address, found in part.found.items()
        }

    @property
    def unknown(self) -> tuple[str, ...]:
        """Words in the form's tables that the form has no place for: rows that were added, remarks."""
        table = self.alignment.table
        known = self.alignment.prepared.table.by_full
        texts = (one.text for one in table.strays)
        return tuple(
            text for text in texts
            if text not in UNITS and text not in _HEADS and key(text).full not in known
            and FILLER.fullmatch(text) is None and sum(map(str.isalpha, text)) > 1
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """Return the highest row that was found of each repeat."""
        rows: dict[str, int] = {}
        for address, guess in self.guesses.items():
            if address.repeat is not None and guess.text:
                rows[address.repeat] = max(rows.get(address.repeat, 0), address.row or 0)
        return rows

    def cells(self, grids: Sequence[Grid]) -> dict[Place, WordCell]:
        """Return the received cell of each grid cell whose values were all found in one place."""
        there = {
            (table.number, cell.row, cell.column): cell
            for _, table in placed_tables(self.items())
            for cell in table.cells
        }
        parts = (self.alignment.cover, self.alignment.table, self.alignment.sheet)
        places = {
            address: found.place
            for part in parts
            for address, found in part.found.items()
            if found.place is not None
        }
        cells: dict[Place, WordCell] = {}
        for grid in grids:
            for cell in grid.cells:
                found = {places.get(address) for address in cell.addresses}
                place = found.pop() if len(found) == 1 else None
                if place is not None and (place.table, place.row, place.column) in there:
                    cells[grid.id, cell.row, cell.column] = there[
                        place.table, place.row, place.column
                    ]
        return cells
