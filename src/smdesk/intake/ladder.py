"""The readers' ladder for Word files and workbooks: payload, controls and bookmarks, tables.

Each rung is a carrier that other programs may lose or spoil; `decide` says which of them speaks
for a cell. Here the evidence is gathered and the form is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from smdesk.errors import Problem, SmdeskError
from smdesk.intake import forms
from smdesk.intake.align import CAPS
from smdesk.intake.align.keys import key
from smdesk.intake.annexes import items_with, put_back
from smdesk.intake.controls import Key, marked, tagged
from smdesk.intake.covered import tell_covered
from smdesk.intake.decide import Decision, Evidence, Outcome, Place, decide
from smdesk.intake.forms import FormGrids
from smdesk.intake.geometry import Shaped, find_grids
from smdesk.intake.identify import Sighting, cover_of, is_fuller, label_names, printed, sightings
from smdesk.intake.lined import with_answers, with_parted, with_rows, with_tables
from smdesk.intake.margins import Margins, margins_of
from smdesk.intake.merged import with_merges
from smdesk.intake.notes import mark_notes
from smdesk.intake.payload import StoredDeclaration, find_payload
from smdesk.intake.problems import extra_texts
from smdesk.intake.sheets import Workbook
from smdesk.intake.tables import Aligned
from smdesk.intake.unseen import tell_unseen
from smdesk.intake.word import (
    LateItems,
    WordCell,
    WordParagraph,
    WordTable,
    late_items,
    read_tables,
    walk_body,
)
from smdesk.intake.wordfile import WordFile
from smdesk.intake.zipped import Archive
from smdesk.notices.models import Pack


@dataclass
class Reading:
    """What the ladder found in one file; ``expanded`` is ``None`` where no form was known."""

    expanded: FormGrids | None = None
    stored: StoredDeclaration | None = None
    outcome: Outcome = field(default_factory=Outcome)
    problems: list[Problem] = field(default_factory=list)


class Source(Protocol):
    """A file with tables."""

    @property
    def archive(self) -> Archive:
        """Its members."""

    @property
    def listed(self) -> Mapping[str, str]:
        """Texts by address, as our own workbook lists them."""

    def tables(self) -> tuple[WordTable, ...]:
        """Return every table, each once; may raise codes of the guard and the table reader."""

    def items(self) -> Iterable[WordParagraph | WordTable]:
        """Return paragraphs and tables in document order."""

    def margins(self) -> Margins:
        """Return the lines of pages' heads and feet, watermarks and sheets' names."""


@dataclass
class WordSource:
    """The tables of a Word file."""

    word: WordFile
    listed: Mapping[str, str] = field(default_factory=dict)

    @property
    def archive(self) -> Archive:
        """The members of the file."""
        return self.word.archive

    @cached_property
    def _tables(self) -> tuple[WordTable, ...]:
        return put_back(self._read)

    @cached_property
    def _read(self) -> tuple[WordTable, ...]:
        mark_notes(self.word)
        tell_unseen(self.word)
        tell_covered(self.word)
        return read_tables(self.word.body)

    def tables(self) -> tuple[WordTable, ...]:
        """Return the tables of the body."""
        return self._tables

    @cached_property
    def _late(self) -> LateItems | None:
        return late_items(self.word.body, self._read, self._tables)

    def items(self) -> Iterable[WordParagraph | WordTable]:
        """Return paragraphs and tables of the body in order, read as they are asked for."""
        if self._late is not None:
            return self._late
        return items_with(walk_body(self.word.body, self._read), self._tables)

    def margins(self) -> Margins:
        """Return the lines of the pages' heads and feet, and watermarks."""
        return margins_of(self.word)


@dataclass
class SheetSource:
    """The sheets of an Excel workbook, each as a table."""

    archive: Archive
    book: Workbook

    @property
    def listed(self) -> Mapping[str, str]:
        """The values that our own workbook lists by address."""
        return self.book.listed

    def tables(self) -> tuple[WordTable, ...]:
        """Return the visible sheets."""
        return self.book.tables

    def items(self) -> Iterable[WordParagraph | WordTable]:
        """Return the visible sheets: a workbook has no text beside them."""
        return self.book.tables

    def margins(self) -> Margins:
        """Return the sheets' names and the heads and feet of their pages."""
        return self.book.margins


class Ladder:
    """Climbs down the rungs of one file."""

    def __init__(
        self,
        source: Source,
        packs: Sequence[Pack],
        wanted: str | None = None,
        *,
        carried: bool = True,
    ) -> None:
        self.source = source
        self.carried = carried
        """Whether the data that the file carries may speak: it belongs to one of several forms."""
        self.wanted = wanted
        """The form to read where the file holds several and does not say which it is."""
        self.packs = packs
        self.problems: list[Problem] = []
        self.why = ""
        """Why no value that only the page says is sure: the form itself is in doubt."""
        self.seen: Sequence[Sighting] = ()
        """The forms that were looked for and found, in the order of the file."""
        self.among: Sequence[WordParagraph | WordTable] = ()
        """Paragraphs and tables that they were found among."""

    def read(self) -> Reading:
        """Return form and values; raises what the guard and the table reader raise."""
        stored = self._payload()
        expanded = self._expanded(stored)
        if expanded is None:
            return Reading(None, stored, problems=self.problems)
        expanded, outcome = self._decided(expanded, stored)
        if any(table.revised for table in self.tables):
            self.problems.append(Problem("intake.had-revisions", "check"))
        return Reading(expanded, stored, outcome, self.problems)

    def _payload(self) -> StoredDeclaration | None:
        if not self.carried:
            return None
        try:
            return find_payload(self.source.archive)
        except SmdeskError as problem:
            if problem.code.startswith(("intake.xml", "intake.zip")):
                raise
            self.problems.append(Problem(problem.code, "check", problem.params))
            return None

    @cached_property
    def tables(self) -> tuple[WordTable, ...]:
        """The file's tables, each once."""
        return self.source.tables()

    @cached_property
    def items(self) -> Sequence[WordParagraph | WordTable]:
        """Paragraphs and tables in order, for the aligner."""
        found = self.source.items()
        return found if isinstance(found, LateItems) else tuple(found)

    # ---- which form ----

    def _expanded(self, stored: StoredDeclaration | None) -> FormGrids | None:
        """Return the grids of the form that the file is: as stored, unless the tables say other."""
        known = self._known(stored)
        if known is not None and self._is_all(known):
            return known
        as_printed = printed(self.tables, self._walked(), self.packs)
        if as_printed is not None and not as_printed.blank:
            seen = [as_printed]
        else:
            self._merge()
            seen = sightings(self.items, self.packs) or self._in_lines()
            seen = self._answered_in_lines(seen) or ([as_printed] if as_printed else [])
        if not seen:
            return known
        name = known.id if known is not None else self.wanted
        mine = next((one for one in seen if one.expanded.id == name), seen[0])
        self._choose(mine, seen)
        if known is None or mine.expanded.id == known.id:
            return known or mine.expanded
        params = {"stored": known.id, "seen": mine.expanded.id}
        self.problems.append(Problem("intake.form-differs", "error", params))
        return mine.expanded

    def _walked(self) -> Iterator[WordParagraph | WordTable]:
        """Yield paragraphs and tables in order; nothing is gathered before the first is asked for."""
        yield from self.source.items()

    def _merge(self) -> None:
        """Take merged cells that were cut and filled for what they were."""
        labels, _ = label_names(self.packs)
        items = with_merges(with_rows(self.items), lambda one: key(one).common in labels)
        if items is not self.items:
            self._take(items)

    def _take(self, items: Sequence[WordParagraph | WordTable]) -> None:
        self.items = items
        self.tables = tuple(one for one in items if isinstance(one, WordTable))

    def _in_lines(self) -> list[Sighting]:
        """Return the forms that stand in lines of text, the table's cells parted by tabs."""
        items = with_tables(self.items)
        if len(items) == len(self.items):
            parted = with_parted(self.items)
            items = with_tables(parted)
            if len(items) == len(parted):
                return []
        self._take(items)
        as_printed = printed(self.tables, items, self.packs)
        return [as_printed] if as_printed is not None else sightings(items, self.packs)

    def _answered_in_lines(self, seen: list[Sighting]) -> list[Sighting]:
        """Return the forms of a file whose lines ``label：answer`` count as rows, if they hold more so."""
        labels, signs = label_names(self.packs)
        items = with_answers(
            self.items, lambda one: key(one).common in labels, lambda one: key(one).common in signs
        )
        if len(items) == len(self.items):
            return seen
        found = sightings(items, self.packs)
        if not is_fuller(found, seen):
            return seen
        self._take(items)
        return found

    def _choose(self, mine: Sighting, seen: Sequence[Sighting]) -> None:
        """Look from now on only at one form's part of the file; say what speaks against it."""
        self.seen = seen
        if len(seen) > 1:
            self.among = self.items  # of one form nobody asks, and lines cost time
            params = {"count": len(seen), "form": mine.expanded.form.title}
            self.problems.append(Problem("intake.form-several", "error", params))
        if mine.items is not None and len(mine.items) < len(self.items):
            first = mine.lead or (() if mine is seen[0] else seen[0].items or ())
            cover = cover_of(first) if self.wanted else ()
            self._take((*cover, *mine.items))
        same = [one for one in seen if one.expanded.id == mine.expanded.id]
        if len(same) > 1:
            self.why = "form-twice"
        elif mine.doubtful:
            self.why = "form-doubtful"
        self.problems += _against(mine)

    def _known(self, stored: StoredDeclaration | None) -> FormGrids | None:
        if stored is None:
            return None
        declaration = stored.declaration
        found = forms.find(self.packs, declaration.form)
        if found is None:
            notice = {"notice": declaration.notice}
            self.problems.append(Problem("intake.notice-unknown", "error", notice))
            return None
        pack, form = found
        if pack.hash != declaration.pack:
            self.problems.append(
                Problem("intake.edition-other", "check", {"notice": pack.notice.id})
            )
        years = pack.years(declaration.years, form)
        if len(years) != pack.years_of(form).number:
            self.problems.append(Problem("intake.content-invalid", "error", {"detail": "years"}))
            return None
        return forms.expand(pack, form, years, declaration.counts())

    def _is_all(self, known: FormGrids) -> bool:
        """Return whether the stored form's table is there, as printed, and no other of its size."""
        shaped = find_grids(known.grids, self.tables)
        if "table" not in shaped:
            return False
        rows = max(len(grid.rows) for grid in known.grids)
        large = [one for one in self.tables if one.row_count >= rows / 2 and one.parent is None]
        return len(large) == 1

    # ---- evidence ----

    def _decided(
        self, expanded: FormGrids, stored: StoredDeclaration | None
    ) -> tuple[FormGrids, Outcome]:
        """Return the grids with as many rows as the file has, and what each value is."""
        shaped = find_grids(expanded.grids, self.tables)
        aligned = Aligned(expanded, lambda: self.items, self.source.margins)
        if "table" not in shaped:
            counts = stored.declaration.counts() if stored is not None else {}
            for repeat, rows in aligned.counts().items():
                counts[repeat] = max(rows, counts.get(repeat, 0))
            expanded = forms.expand(expanded.pack, expanded.form, expanded.years, counts)
            shaped = find_grids(expanded.grids, self.tables)
            self.problems += extra_texts(aligned.unknown)
            if stored is not None and not any(one.text for one in aligned.guesses.values()):
                self.problems.append(Problem("intake.table-missing", "error"))
        outcome = decide(self._evidence(expanded, stored, shaped, aligned))
        if "table" not in shaped:
            printed = {address for grid in expanded.grids for address in grid.places}
            for address, guess in aligned.guesses.items():
                if address not in printed and guess.text:
                    outcome.values[address] = Decision(
                        guess.text, "table", guess.confidence, guess.reasons
                    )
        if self.why:
            _limit(outcome, CAPS[self.why], self.why)
        return expanded, outcome

    def _evidence(
        self,
        expanded: FormGrids,
        stored: StoredDeclaration | None,
        shaped: Shaped,
        aligned: Aligned,
    ) -> Evidence:
        values: Mapping[str, str] | None = None
        if stored is not None and stored.declaration.form == expanded.id:
            values = dict(expanded.form.fixed) | stored.declaration.values
        cells: dict[Place, WordCell] = {
            (grid_id, *place): cell
            for grid_id, found in shaped.items()
            for place, cell in found.items()
        }
        rest = [grid for grid in expanded.grids if grid.id not in shaped]
        if "table" not in shaped:
            cells |= aligned.cells(rest)
        return Evidence(
            expanded.grids,
            expanded.fields,
            cells,
            lambda: aligned.guesses,
            values,
            expanded.bookmarks,
            self._loose(expanded) if rest else {},
            self.source.listed,
            aligned.could_hold_more,
        )

    def _loose(self, expanded: FormGrids) -> dict[Key, str]:
        """Return what carriers anywhere in the tables say, tags before bookmarks."""
        cells = [cell for table in self.tables for cell in table.cells]
        found = marked((one for cell in cells for one in cell.bookmarks), expanded.bookmarks)
        return found | tagged(one for cell in cells for one in cell.controls)


def _limit(outcome: Outcome, most: float, why: str) -> None:
    for address, one in outcome.values.items():
        if one.source != "payload" and one.confidence > most:
            outcome.values[address] = replace(one, confidence=most, reasons=(*one.reasons, why))


def _against(mine: Sighting) -> Iterator[Problem]:
    """Yield what speaks against a form: other years, another title."""
    title = mine.expanded.form.title
    if "years" in mine.reasons and mine.aligned is not None:
        seen = "、".join(str(year) for year in mine.aligned.table.years)
        ours = "、".join(str(year) for year in mine.expanded.years)
        yield Problem("intake.years-other", "error", {"seen": seen, "ours": ours})
    if "title" in mine.reasons:
        yield Problem("intake.title-other", "check", {"form": title})
    if mine.doubtful and {"labels", "rival"} & set(mine.reasons):
        yield Problem("intake.form-doubtful", "error", {"form": title})
