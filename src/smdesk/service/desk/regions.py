"""Where a doubtful value stands in the file that was received, found again by the reader itself.

The file is read in a worker process under the same guard, clock and limits as at its intake; an
old format is converted again. What comes back is plain data.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from smdesk.errors import Problem, SmdeskError
from smdesk.intake import forms, guard
from smdesk.intake.align.model import Alignment
from smdesk.intake.forms import FormGrids
from smdesk.intake.geometry import find_grids
from smdesk.intake.kinds import FileKind
from smdesk.intake.ladder import Ladder, SheetSource, Source, WordSource
from smdesk.intake.several import parts_of
from smdesk.intake.sheets import read_workbook
from smdesk.intake.sniff import sniff_open
from smdesk.intake.tables import Aligned
from smdesk.intake.word import WordTable
from smdesk.intake.wordfile import WordFile
from smdesk.notices import carrier
from smdesk.notices.address import Address, parse
from smdesk.notices.models import Pack
from smdesk.service.desk.convert import CONVERTED, find_converter
from smdesk.service.desk.parts import part_number
from smdesk.service.desk.pool import Pool
from smdesk.service.desk.region import Region, Spot, cut, kind_of
from smdesk.service.desk.watched import Watched
from smdesk.service.desk.worker import Setup, Task
from smdesk.store.blobs import Blobs
from smdesk.store.desk.models import Place, Version

SECONDS = 20.0
_TURN = 0.1
"""Seconds between two looks at whether the region is still wanted."""
_LABELS = frozenset({"label", "heading", "index"})
_WITH_TABLES = frozenset({"docx", "docx-strict", "xlsx"})


@dataclass(frozen=True, slots=True)
class Asked(Task):
    """A file to look into: the form that it is, and the values that are looked for by address.

    ``part`` counts the forms of a file that has several, from 1.
    """

    form: str = ""
    part: int | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Regions:
    """Regions by address; ``now`` holds what is read there today where it is not what was read."""

    found: Mapping[str, Region] = field(default_factory=dict)
    now: Mapping[str, str] = field(default_factory=dict)


class RegionFinder:
    """Finds regions, one file at a time; `stop` may come from any thread and ends it for good."""

    def __init__(
        self,
        blobs: Blobs,
        *,
        seconds: float = SECONDS,
        converter: Callable[[], Watched | None] = find_converter,
        setup: Setup | None = None,
    ) -> None:
        self._blobs = blobs
        self._find_converter = converter
        made = setup or Setup(look, Path(), prepare=prepare)
        self._pool = Pool(made, 1, seconds)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._converter: Watched | None = None

    def find(self, version: Version, form: str, values: Mapping[str, str]) -> Regions:
        """Return where ``values`` (texts by address) stand in a version's received file.

        What is not in it has no region. Raises ``SmdeskError``: ``desk.original-missing``,
        ``desk.original-no-table``, ``desk.original-unconverted``, ``desk.convert-failed``, and what
        reading the file raises.
        """
        path = self._blobs.path(version.sha256)
        if not path.is_file():
            raise SmdeskError("desk.original-missing", file=name_of(version))
        with self._lock:
            if self._stopped.is_set():
                return Regions()
            try:
                source = self._source(path, version)
                asked = Asked(
                    source, Place(name_of(version), source.stat().st_size, 0), form=form,
                    part=part_number(version.file), values=tuple(values.items()),
                )  # fmt: skip
                answer = self._answer(asked)
            finally:
                self._drop_converter()
        if isinstance(answer, Problem):
            raise SmdeskError(answer.code, **answer.params)
        return answer

    def stop(self) -> None:
        """End what runs; what is asked for after it is found nowhere."""
        self._stopped.set()
        converter = self._converter
        if converter is not None:
            converter.stop()
        with self._lock:
            self._pool.close()

    def _source(self, path: Path, version: Version) -> Path:
        """Return the file to read: as received, or converted once more."""
        if version.kind in _WITH_TABLES:
            return path
        if version.kind not in CONVERTED:
            raise SmdeskError("desk.original-no-table", file=name_of(version))
        self._converter = self._find_converter()
        if self._converter is None:
            raise SmdeskError("desk.original-unconverted", file=name_of(version))
        return self._converter.convert(path, version.kind)

    def _drop_converter(self) -> None:
        converter, self._converter = self._converter, None
        if converter is not None:
            converter.stop()

    def _answer(self, asked: Asked) -> Regions | Problem:
        self._pool.give(asked)
        while not self._stopped.is_set():
            for done in self._pool.wait(_TURN):
                found: Regions | Problem = done.answer
                return found
        return Regions()


def name_of(version: Version) -> str:
    """Return the name under which a version's file was received."""
    return version.file.replace("\\", "/").rpartition("/")[2]


# ---- in the worker ----


def prepare() -> None:
    """Load the notices, before the clock of the first file runs."""
    _packs()


@cache
def _packs() -> tuple[Pack, ...]:
    return tuple(forms.known_packs())


def look(task: Task, _received: Path) -> Regions:
    """Return the regions that a task asks for; raises ``SmdeskError`` as the readers do."""
    assert isinstance(task, Asked)
    kind, archive = sniff_open(guard.read_bytes(task.source), task.place.path)
    source: Source
    match kind:
        case FileKind.DOCX | FileKind.DOCX_STRICT if archive is not None:
            source = WordSource(WordFile(archive))
        case FileKind.XLSX if archive is not None:
            source = SheetSource(archive, read_workbook(archive))
        case _:
            raise SmdeskError("desk.original-no-table", file=task.place.path)
    ladder = Ladder(source, _packs(), task.form)
    reading = ladder.read()
    if task.part is not None and len(parts := parts_of(ladder)) >= task.part:
        ladder = Ladder(parts[task.part - 1].source, _packs(), task.form, carried=False)
        reading = ladder.read()
    if reading.expanded is None or reading.expanded.id != task.form:
        return Regions()
    now = {}
    for place, text in task.values:
        decision = reading.outcome.values.get(parse(place))
        if decision is not None and decision.text != text:
            now[place] = decision.text
    places = [place for place, _ in task.values]
    sheet = kind is FileKind.XLSX
    found = dict(_Map(ladder, reading.expanded, sheet=sheet).regions(places))
    return Regions(found, {place: text for place, text in now.items() if place in found})


class _Map:
    """One file's tables and where the form's cells are in them."""

    def __init__(self, ladder: Ladder, expanded: FormGrids, *, sheet: bool) -> None:
        self._expanded, self._sheet = expanded, sheet
        self._tables = {one.number: one for one in ladder.tables}
        self._spots = {
            id(cell): (one.number, (cell.row, cell.column))
            for one in ladder.tables
            for cell in one.cells
        }
        self._whole = ladder.tables
        self._aligned = Aligned(expanded, lambda: ladder.items)
        self._labels: dict[int, set[Spot]] = {}
        self._shaped: dict[Address, list[tuple[int, Spot]]] = {}
        self._take_shaped(ladder.tables)
        outer = (one.number for one in ladder.tables if one.parent is None)
        self._counts = {number: at for at, number in enumerate(outer, 1)}

    def regions(self, places: Iterable[str]) -> Iterator[tuple[str, Region]]:
        """Yield the region of each address that stands in the file."""
        for place in places:
            spots = self._spots_of(parse(place))
            if not spots:
                continue
            number = spots[0][0]
            table = self._tables[number]
            kind = kind_of(table, sheet=self._sheet)
            yield (
                place,
                cut(
                    table, {spot for one, spot in spots if one == number},
                    self._labels.get(number, set()), kind=kind,
                    count=0 if kind == "lines" else self._counts.get(number, 0), inside=self._tables,
                ),
            )  # fmt: skip

    def _take_shaped(self, tables: Iterable[WordTable]) -> None:
        """Note the cells of tables that stand as the notice prints them."""
        shaped = find_grids(self._expanded.grids, tables)
        for grid in self._expanded.grids:
            for cell in grid.cells:
                seen = shaped.get(grid.id, {}).get((cell.row, cell.column))
                at = self._spots.get(id(seen))
                if at is None:
                    continue
                if cell.role in _LABELS:
                    self._labels.setdefault(at[0], set()).add(at[1])
                for address in cell.addresses:
                    self._shaped.setdefault(address, []).append(at)

    def _spots_of(self, address: Address) -> list[tuple[int, Spot]]:
        return self._shaped.get(address) or self._laid.get(address) or self._marked(address)

    @cached_property
    def _laid(self) -> dict[Address, list[tuple[int, Spot]]]:
        """Where the aligner found values; notes where it found labels."""
        alignment = self._aligned.alignment
        self._tables |= {one.number: one for one in alignment.lines}
        found: dict[Address, list[tuple[int, Spot]]] = {}
        for part in (alignment.sheet, alignment.table, alignment.cover):
            laid = _laid_in(part)
            found |= laid
            values = {spot for spots in laid.values() for spot in spots}
            for one in part.used:
                if (one.table, (one.row, one.column)) not in values:
                    self._labels.setdefault(one.table, set()).add((one.row, one.column))
        return {
            address: kept
            for address, spots in found.items()
            if (kept := [one for one in spots if one[0] in self._tables])
        }

    def _marked(self, address: Address) -> list[tuple[int, Spot]]:
        """Return the cells in which a control or a bookmark of ours is the value's."""
        return [
            (table.number, (cell.row, cell.column))
            for table in self._whole
            for cell in table.cells
            if address in _carried(cell.controls)
            or any(
                self._expanded.bookmarks[name][0] == address
                for name, _ in cell.bookmarks
                if name in self._expanded.bookmarks
            )
        ]


def _laid_in(part: Alignment) -> dict[Address, list[tuple[int, Spot]]]:
    found = {}
    for address, one in part.found.items():
        places = part.cells.get(address) or ((one.place,) if one.place is not None else ())
        found[address] = [(each.table, (each.row, each.column)) for each in places]
    return found


def _carried(controls: Iterable[tuple[str, str]]) -> set[Address]:
    found = set()
    for tag, _ in controls:
        with suppress(SmdeskError):
            found.add(carrier.parse_tag(tag)[0])
    return found
