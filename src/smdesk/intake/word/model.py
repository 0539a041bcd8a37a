"""What the Word reader finds: paragraphs of runs, tables as grids of cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class WordRun(NamedTuple):
    """A stretch of text of one look; ``box`` is the state of a real check box (control or field).

    ``raised`` is true of a superscript or subscript, ``stressed`` of what is underlined, coloured, framed or lit;
    ``noted`` where a comment or footnote hangs that may say otherwise.
    """

    text: str
    bold: bool = False
    struck: bool = False
    hidden: bool = False
    inserted: bool = False
    box: bool | None = None
    raised: bool = False
    stressed: bool = False
    noted: bool = False


class WordParagraph(NamedTuple):
    """One paragraph. ``text`` is what is seen: hidden and deleted text is left out.

    ``style`` is the style id, ``numbering`` (numId, ilvl), ``outline`` the level of its own
    properties counted from 0, ``pictures`` relation ids of its drawings, ``boxed`` true inside a
    text box, ``controls`` (tag, text) of content controls, ``bookmarks`` (name, text).
    """

    runs: tuple[WordRun, ...]
    style: str | None = None
    numbering: tuple[int, int] | None = None
    outline: int | None = None
    pictures: tuple[str, ...] = ()
    boxed: bool = False
    revised: bool = False
    controls: tuple[tuple[str, str], ...] = ()
    bookmarks: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The visible text, line breaks as ``\\n``."""
        return "".join([run.text for run in self.runs if not run.hidden])


@dataclass(frozen=True)
class WordCell:
    """One cell: place and size in the table's grid, content in order.

    ``revised`` says that tracked changes stand in it, ``replaced`` that text was deleted by one;
    ``nested`` are numbers (`WordTable.number`) of tables inside; ``controls`` and ``bookmarks`` as
    in `WordParagraph`, for the whole cell.
    """

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: tuple[WordParagraph, ...]
    revised: bool = False
    replaced: bool = False
    nested: tuple[int, ...] = ()
    controls: tuple[tuple[str, str], ...] = ()
    bookmarks: tuple[tuple[str, str], ...] = ()

    @cached_property
    def marked(self) -> bool:
        """Whether any run is struck out, hidden, raised or noted, or stands in a text box."""
        for one in self.paragraphs:
            if one.boxed:
                return True
            for run in one.runs:
                if run.struck or run.hidden or run.raised or run.noted:
                    return True
        return False

    @cached_property
    def lit(self) -> bool:
        """Whether any run is underlined, coloured or lit."""
        return any(run.stressed for one in self.paragraphs for run in one.runs)

    @property
    def two_looks(self) -> bool:
        """Whether some of the words are underlined, coloured or lit, and others not."""
        if not self.lit:
            return False
        runs = (run for one in self.paragraphs for run in one.runs)
        return len({run.stressed for run in runs if run.text.strip() and not run.hidden}) > 1

    @cached_property
    def text(self) -> str:
        """The visible text, paragraphs parted by ``\\n``; text boxes only where nothing else stands."""
        plain = "\n".join([one.text for one in self.paragraphs if not one.boxed])
        if plain.strip() or not any(one.boxed for one in self.paragraphs):
            return plain
        return "\n".join(one.text for one in self.paragraphs if one.boxed)

    @property
    def runs(self) -> tuple[WordRun, ...]:
        """All runs in order, paragraph ends left out."""
        return tuple(run for one in self.paragraphs for run in one.runs)

    @property
    def hidden(self) -> bool:
        """Whether hidden text stands in the cell."""
        return any(run.hidden and run.text.strip() for run in self.runs)

    @property
    def noted(self) -> bool:
        """Whether a comment or footnote hangs in the cell that may say otherwise."""
        return self.marked and any(run.noted for run in self.runs)

    @property
    def raised(self) -> bool:
        """Whether a superscript or subscript stands in the cell."""
        return any(run.raised and run.text.strip() for run in self.runs)

    @property
    def struck(self) -> bool:
        """Whether struck-out text stands in the cell."""
        return any(run.struck and run.text.strip() for run in self.runs)


@dataclass(frozen=True)
class WordTable:
    """One table as a grid. ``edges`` are its column borders in twentieths of a point, 0 first.

    ``number`` counts the tables of a document in document order, a nested one after the one it
    stands in (``parent``); ``before`` are the last non-empty lines of text between the previous
    table and this one; ``boxed`` is true inside a text box.
    """

    number: int
    row_count: int
    edges: tuple[int, ...]
    cells: tuple[WordCell, ...]
    before: tuple[str, ...] = ()
    parent: int | None = None
    boxed: bool = False
    revised: bool = False

    @cached_property
    def by_row(self) -> tuple[tuple[WordCell, ...], ...]:
        """The cells that start in each row, left to right."""
        lines: list[list[WordCell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            lines[cell.row].append(cell)
        return tuple(tuple(line) for line in lines)

    @cached_property
    def across(self) -> tuple[tuple[WordCell, ...], ...]:
        """The cells that stand in each row, those that reach into it from above included."""
        lines: list[list[WordCell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                lines[row].append(cell)
        return tuple(tuple(sorted(line, key=lambda one: one.column)) for line in lines)

    def texts(self, row: int) -> list[str]:
        """Return the text at each grid position of a row, merged cells repeated (as python-docx)."""
        return [cell.text for cell in self.across[row] for _ in range(cell.columns)]
