"""Sheets of an Excel workbook as tables: merged cells, shown numbers, the list of our own workbook."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from lxml import etree

from smdesk.errors import SmdeskError
from smdesk.intake.cellformat import shown_number
from smdesk.intake.guard import check_parts
from smdesk.intake.margins import Margins
from smdesk.intake.notes import speaks_against
from smdesk.intake.sheetlooks import (
    STRUCK,
    UNSEEN,
    Pieces,
    odd_strings,
    odd_styles,
    pieces,
    strikes,
)
from smdesk.intake.word import WordCell, WordParagraph, WordRun, WordTable
from smdesk.intake.word.symbols import as_shown
from smdesk.intake.wordfile import number
from smdesk.intake.xmlguard import parse_xml
from smdesk.intake.zipped import Archive

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 60, 20_000, 200, 200_000
LIST_HEAD = ("字段", "栏目", "填报值")
"""Heads of the sheet in which our own workbook lists its values by address."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd", 27: "yyyy年m月", 31: "yyyy年m月d日",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip


@dataclass(frozen=True)
class Workbook:
    """The visible sheets of a workbook as tables, and the values that it lists by address.

    ``margins`` are each sheet's name and the heads and feet of its pages.
    """

    tables: tuple[WordTable, ...]
    listed: Mapping[str, str]
    margins: Margins


def read_workbook(archive: Archive) -> Workbook:
    """Return the sheets of a workbook.

    A title over the whole width of a sheet is taken off its table. Raises the codes of the guard
    and ``intake.sheet-too-large``.
    """
    check_parts(archive)
    reader = _Reader(archive)
    tables: list[WordTable] = []
    listed: dict[str, str] = {}
    margins: dict[int | None, tuple[str, ...]] = {}
    for name, title in reader.sheets().items():
        cells = reader.cells(name)
        own = _listed(cells)
        if own is not None:
            listed |= own
        elif cells:
            looks = _Looks(*reader.hidden(name), reader.noted(name), *reader.dressed(name))
            margins[len(tables)] = (title, *reader.margins(name))
            tables.append(_table(len(tables), cells, reader.merges(name), looks))
    return Workbook(tuple(tables), listed, margins)


_Cells = dict[tuple[int, int], str]
_Hidden = tuple[frozenset[int], frozenset[int]]


class _Looks(NamedTuple):
    """Rows and columns that are not shown, cells at which a note hangs that may say otherwise, cells
    whose letters are not seen, and pieces (text, struck out) of cells with struck-out ones.
    """

    rows: frozenset[int]
    columns: frozenset[int]
    noted: frozenset[tuple[int, int]]
    unseen: frozenset[tuple[int, int]]
    struck: Mapping[tuple[int, int], Pieces]


_ON = frozenset({"1", "true"})
_Spans = dict[tuple[int, int], tuple[int, int]]


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._parsed: dict[str, etree._Element] = {}

    def _part(self, name: str) -> Any:
        if name not in self.archive:
            raise SmdeskError("intake.xml-damaged", part=name, detail="缺失")
        if name not in self._parsed:
            body = self.archive.read(name).replace(_STRICT, _S[1:-1].encode())
            self._parsed[name] = parse_xml(body, name)
        return self._parsed[name]

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.archive:
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in self._part(rels)
            if one.get("TargetMode") != "External"
        }

    @cached_property
    def _book(self) -> str:
        mains = (one for kind, one in self._related("").values() if kind == "officeDocument")
        return next(mains, "xl/workbook.xml")

    def sheets(self) -> dict[str, str]:
        """Return the titles of the visible sheets by the names of their parts, in order."""
        related = self._related(self._book)
        found = {}
        for one in self._part(self._book).iterfind(f"{_S}sheets/{_S}sheet"):
            kind, target = related.get(one.get(_R, ""), ("", ""))
            if one.get("state", "visible") == "visible" and kind == "worksheet":
                found[target] = one.get("name", "")
        if len(found) > MOST_SHEETS:
            raise SmdeskError("intake.sheet-too-large", most=MOST_SHEETS)
        return found

    def _other(self, kind: str) -> Any | None:
        for found, target in self._related(self._book).values():
            if found == kind and target in self.archive:
                return self._part(target)
        return None

    @cached_property
    def _strings(self) -> list[str]:
        root = self._other("sharedStrings")
        return [] if root is None else [_text(one) for one in root.iterfind(f"{_S}si")]

    @cached_property
    def _formats(self) -> list[str]:
        """The number format of each cell style."""
        root = self._other("styles")
        if root is None:
            return []
        own = {
            number(one.get("numFmtId")): one.get("formatCode", "")
            for one in root.iterfind(f"{_S}numFmts/{_S}numFmt")
        }
        codes = (number(one.get("numFmtId")) for one in root.iterfind(f"{_S}cellXfs/{_S}xf"))
        return [own.get(code, _BUILT_IN.get(code, "")) for code in codes]

    def cells(self, name: str) -> _Cells:
        """Return the texts of a sheet's cells as they are shown, by row and column from 0."""
        found: _Cells = {}
        for cell in self._part(name).iterfind(f"{_S}sheetData/{_S}row/{_S}c"):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            if match is None:
                continue
            row, column = int(match.group(2)) - 1, _column(match.group(1))
            if row >= MOST_ROWS or column >= MOST_COLUMNS:
                raise SmdeskError("intake.sheet-too-large", most=MOST_ROWS)
            text = self._shown(cell)
            if text:
                found[row, column] = text
        return found

    def _shown(self, cell: Any) -> str:
        value = cell.findtext(f"{_S}v") or ""
        if not value and cell.find(f"{_S}f") is not None:
            return f"={cell.findtext(f'{_S}f') or ''}"  # never reckoned: what it would show is not known
        match cell.get("t", "n"):
            case "s":
                place = number(value, -1)
                return self._strings[place] if 0 <= place < len(self._strings) else ""
            case "inlineStr":
                inline = cell.find(f"{_S}is")
                return "" if inline is None else _text(inline)
            case "n":
                place = number(cell.get("s"))
                form = self._formats[place] if place < len(self._formats) else ""
                return shown_number(value, form)
            case "b":
                return "是" if value == "1" else "否"
        return value

    @cached_property
    def _odd_styles(self) -> Mapping[int, str]:
        root = self._other("styles")
        return {} if root is None else odd_styles(root, self._formats)

    @cached_property
    def _odd_strings(self) -> Mapping[int, Pieces]:
        root = self._other("sharedStrings")
        return {} if root is None else odd_strings(root)

    def dressed(
        self, name: str
    ) -> tuple[frozenset[tuple[int, int]], dict[tuple[int, int], Pieces]]:
        """Return the cells of a sheet whose letters are not seen, and those with struck-out letters."""
        unseen: set[tuple[int, int]] = set()
        struck: dict[tuple[int, int], Pieces] = {}
        part = self._part(name)
        if not (self._odd_styles or self._odd_strings or strikes(part)):
            return frozenset(), struck
        for cell in part.iterfind(f"{_S}sheetData/{_S}row/{_S}c"):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            look = self._odd_styles.get(number(cell.get("s")))
            parted = self._pieces(cell)
            if match is None or not (look or parted):
                continue
            place = int(match.group(2)) - 1, _column(match.group(1))
            if look == UNSEEN:
                unseen.add(place)
            elif look == STRUCK:
                struck[place] = ((self._shown(cell), True),)
            elif parted:
                struck[place] = parted
        return frozenset(unseen), struck

    def _pieces(self, cell: Any) -> Pieces:
        inline = cell.find(f"{_S}is")
        if inline is not None:
            return pieces(inline)
        place = number(cell.findtext(f"{_S}v"), -1) if cell.get("t") == "s" else -1
        return self._odd_strings.get(place, ())

    def hidden(self, name: str) -> _Hidden:
        """Return the rows and the columns of a sheet that are not shown."""
        part = self._part(name)
        rows = {
            number(one.get("r")) - 1
            for one in part.iterfind(f"{_S}sheetData/{_S}row")
            if one.get("hidden") in _ON or _is_low(one.get("ht"), LOWEST)
        }
        columns: set[int] = set()
        for one in part.iterfind(f"{_S}cols/{_S}col"):
            if one.get("hidden") in _ON or _is_low(one.get("width"), NARROWEST):
                last = min(number(one.get("max")), MOST_COLUMNS)
                columns |= set(range(number(one.get("min"), 1) - 1, last))
        return frozenset(rows), frozenset(columns)

    def noted(self, name: str) -> frozenset[tuple[int, int]]:
        """Return the cells of a sheet whose notes or comments may say otherwise than they do."""
        found = set()
        for kind, target in self._related(name).values():
            if kind not in {"comments", "threadedComment"} or target not in self.archive:
                continue
            for one in self._part(target).iter("{*}comment", "{*}threadedComment"):
                place = _REFERENCE.fullmatch(one.get("ref", ""))
                text = "".join(each.text or "" for each in one.iter("{*}t", "{*}text"))
                if place is not None and speaks_against(text):
                    found.add((int(place.group(2)) - 1, _column(place.group(1))))
        return frozenset(found)

    def margins(self, name: str) -> list[str]:
        """Return the heads and feet of a sheet's pages, without the codes of their places and looks."""
        found = self._part(name).find(f"{_S}headerFooter")
        texts = () if found is None else (one.text or "" for one in found)
        lines = (line.strip() for text in texts for line in _PLACES.split(text))
        return [_CODES.sub("", line) for line in lines if line]

    def merges(self, name: str) -> _Spans:
        """Return (rows, columns) of each merged range by its first cell."""
        found: _Spans = {}
        for one in self._part(name).iterfind(f"{_S}mergeCells/{_S}mergeCell"):
            ends = [_REFERENCE.fullmatch(end) for end in one.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                top, left = int(ends[0].group(2)) - 1, _column(ends[0].group(1))
                bottom, right = int(ends[1].group(2)) - 1, _column(ends[1].group(1))
                if bottom < MOST_ROWS and right < MOST_COLUMNS:
                    found[top, left] = (max(1, bottom - top + 1), max(1, right - left + 1))
        return found


_PLACES = re.compile(r"&[LCR]")
_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F+-]{6}|\d+|[A-Z&])")
LOWEST, NARROWEST = 5.0, 0.5
"""In rows of fewer points, in columns of fewer letters, nothing is seen."""


def _is_low(size: str | None, least: float) -> bool:
    try:
        return size is not None and float(size) < least
    except ValueError:
        return False


def _text(element: Any) -> str:
    """Return the text of a string item; phonetic readings are no part of it."""
    text = "".join(
        one.text or "" for one in element.iter(f"{_S}t") if one.getparent().tag != f"{_S}rPh"
    )
    return text if text.isascii() else as_shown(text, None)


def _column(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value - 1


def _listed(cells: _Cells) -> dict[str, str] | None:
    if tuple(cells.get((0, column), "") for column in range(3)) != LIST_HEAD:
        return None
    rows = {row for row, _ in cells if row > 0}
    return {cells.get((row, 0), ""): cells.get((row, 2), "") for row in sorted(rows)}


def _table(index: int, cells: _Cells, spans: _Spans, looks: _Looks) -> WordTable:
    columns = 1 + max(
        [column for _, column in cells] + [left + size[1] - 1 for (_, left), size in spans.items()]
    )
    first = min(row for row, _ in cells)
    title = spans.get((first, 0), (1, 1)) == (1, columns) and columns > 1
    top = first + 1 if title else first
    bottom = max(
        [row for row, _ in cells]
        + [row + size[0] - 1 for (row, column), size in spans.items() if (row, column) in cells]
    )
    if (bottom - top + 1) * columns > MOST_CELLS:
        raise SmdeskError("intake.sheet-too-large", most=MOST_CELLS)
    made = tuple(_placed(cells, spans, looks, top, bottom, columns))
    before = (cells.get((first, 0), ""),) if title else ()
    edges = tuple(accumulate([1000] * columns, initial=0))
    return WordTable(index, bottom - top + 1, edges, made, before)


def _lines(parted: Pieces, unseen: bool, noted: bool) -> tuple[WordParagraph, ...]:
    """Return the lines of a cell as paragraphs of runs."""
    if len(parted) == 1 and "\n" not in parted[0][0]:
        text, struck = parted[0]
        return (WordParagraph((WordRun(text, struck=struck, hidden=unseen, noted=noted),)),)
    lines: list[list[WordRun]] = [[]]
    for text, struck in parted:
        for place, line in enumerate(text.split("\n")):
            if place:
                lines.append([])
            lines[-1].append(WordRun(line, struck=struck, hidden=unseen, noted=noted))
    return tuple(WordParagraph(tuple(line)) for line in lines)


def _placed(
    cells: _Cells, spans: _Spans, looks: _Looks, top: int, bottom: int, columns: int
) -> Iterator[WordCell]:
    covered: set[tuple[int, int]] = set()
    for row in range(top, bottom + 1):
        for column in range(columns):
            if (row, column) in covered:
                continue
            tall, wide = spans.get((row, column), (1, 1))
            tall, wide = min(tall, bottom - row + 1), min(wide, columns - column)
            covered |= {
                (below, right)
                for below in range(row, row + tall)
                for right in range(column, column + wide)
            }
            text = cells.get((row, column), "")
            place = row, column
            unseen = row in looks.rows or column in looks.columns or place in looks.unseen
            parted = looks.struck.get(place) or ((text, False),)
            yield WordCell(
                row - top, column, tall, wide, _lines(parted, unseen, place in looks.noted)
            )
