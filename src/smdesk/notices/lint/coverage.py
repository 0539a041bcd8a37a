"""Coverage: the printed parts of a notice held against its pack, label by label and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from smdesk.notices.grid import Blank, Grid, GridCell, Text, cover_grid, table_grid
from smdesk.notices.labels import label_cells
from smdesk.notices.lint.printed import align, compact, tidy
from smdesk.notices.lint.report import Faults, PartCoverage, PartName
from smdesk.notices.models import Form, Pack, Summary
from smdesk.notices.text import fold

Use = Literal["used", "plain", "unused"]
_STAND_IN = 9001
"""Years that stand in for those still to be chosen; no notice prints them."""


@dataclass(frozen=True)
class Item:
    """One printed text of a part: what it is for, ``unused`` if it names nothing."""

    text: str
    use: Use = "used"
    reconstructed: bool = False


def cover_part(pack: Pack, words: str) -> Iterator[tuple[PartCoverage, Faults]]:
    """Yield the coverage of cover and 填报说明, if the notice prints a cover."""
    cover = pack.notice.cover
    if cover.reconstructed is not None:
        return
    faults = Faults("notice.toml")
    end = _first(words, (one.printed_from for one in pack.forms.values()), 0)
    start = _cover_start(pack, words, end)
    if start < 0:
        faults.add("part-not-found", "cover.title", text="".join(cover.title))
        yield PartCoverage("cover", None, 0, 0), faults
        return
    years, printed = _years(pack, None)
    grid = cover_grid(pack.notice, years)
    told = pack.notice.instructions
    items = [
        *(Item(text) for text in cover.title),
        *_cells(grid, frozenset(), printed),
        *(Item(text) for text in cover.foot),
        *(Item(text) for text in ((told.title, *told.text) if told else ())),
    ]
    yield _part("cover", None, words[start:end], items, open_end=True), faults


def _cover_start(pack: Pack, words: str, end: int) -> int:
    """Return where the cover's title stands: the body and the 填报说明 may name the 申报书 too."""
    title = compact("".join(pack.notice.cover.title))
    row = pack.notice.cover.row[:1]
    first = next((cell.label for one in row for cell in one.cells if cell.label), "")
    whole = words.rfind(title + compact(first), 0, end)
    return whole if whole >= 0 else words.rfind(title, 0, end)


def form_parts(pack: Pack, form: Form, words: str) -> Iterator[tuple[PartCoverage, Faults]]:
    """Yield the coverage of a form's table, then of its outline and list of attachments.

    Of a form that the notice does not print (every row is reconstructed) nothing is held against it.
    """
    faults = Faults(f"{form.id}.toml")
    rows = [row for section in form.section for row in section.row]
    if all(row.reconstructed is not None for row in rows):
        yield _part("table", form.id, "", list(_table(pack, form, faults))), faults
        return
    begin, end = _region(form, words, faults)
    if begin is None or end is None:
        yield PartCoverage("table", form.id, 0, 0), faults
        return
    region = words[begin:end]
    items = [*_head(form, region), *_table(pack, form, faults), *(Item(one) for one in form.foot)]
    yield _part("table", form.id, region, items), faults
    others = [one.printed_from for one in pack.forms.values() if one.id != form.id]
    summary = [pack.summary.number + pack.summary.title] if pack.summary else []
    last = _first(words, [*others, *summary], end)
    yield (
        _part(
            "outline", form.id, words[end:last], list(_outline(form)), open_end=last == len(words)
        ),
        Faults(f"{form.id}.toml"),
    )


def summary_part(summary: Summary, words: str) -> Iterator[tuple[PartCoverage, Faults]]:
    """Yield the coverage of the 汇总表, if the notice itself prints one."""
    if summary.source == "reconstructed":
        return
    faults = Faults("summary.toml")
    title = compact(summary.number + summary.title)
    start = words.rfind(title)
    if start < 0:
        faults.add("part-not-found", "title", text=summary.number + summary.title)
        yield PartCoverage("summary", None, 0, 0), faults
        return
    items = [Item(text) for text in (summary.number, summary.title, *summary.head) if text]
    for part in summary.part:
        items += [Item(part.title), *(Item(column.label) for column in part.column)]
        items += [Item(str(number)) for number in range(1, part.rows + 1)]
    yield _part("summary", None, words[start:], items, open_end=True), faults


def prepare(text: str) -> str:
    """Return a notice's words ready for all parts: tidied, without blanks."""
    return compact(tidy(text))


def _region(form: Form, words: str, faults: Faults) -> tuple[int | None, int | None]:
    """Return where the form's table begins and ends in ``words``; says what is not found."""
    found: list[int | None] = []
    after = 0
    for key in ("printed_from", "printed_to"):
        text = getattr(form, key)
        if not text:
            faults.add("printed-missing", key)
            return None, None
        at = words.find(compact(text), after)
        if at < 0:
            faults.add("part-not-found", key, text=compact(text))
            return None, None
        found.append(at)
        after = at
    return found[0], found[1]


def _first(words: str, markers: Iterable[str | None], after: int) -> int:
    """Return where the next part begins after a place, or the end of the words."""
    spots = [words.find(compact(one), after + 1) for one in markers if one]
    return min((one for one in spots if one >= 0), default=len(words))


def _head(form: Form, region: str) -> list[Item]:
    """Return number and title of the form, as far as the region begins with them."""
    for texts in ([form.number, form.title], [form.title]):
        if fold(region).startswith(fold("".join(texts))):
            return [Item(text) for text in texts]
    return []


def _years(pack: Pack, form: Form | None) -> tuple[tuple[int, ...], dict[str, str]]:
    """Return years to expand the grid with, and what the notice prints in their place."""
    wanted = pack.years_of(form)
    if wanted.fixed:
        return wanted.fixed, {}
    stand_ins = tuple(range(_STAND_IN, _STAND_IN + wanted.number))
    return stand_ins, {str(year): wanted.printed for year in stand_ins}


def _table(pack: Pack, form: Form, faults: Faults) -> Iterator[Item]:
    years, printed = _years(pack, form)
    grid = table_grid(form, years)
    plain = {fold(one.label): False for one in form.plain}
    for item in _cells(grid, _named(grid), printed):
        known = item.use == "unused" and fold(item.text) in plain
        if known:
            plain[fold(item.text)] = True
        yield Item(item.text, "plain" if known else item.use, item.reconstructed)
    for number, one in enumerate(form.plain, 1):
        if not plain[fold(one.label)]:
            faults.add("plain-spare", f"plain[{number}]", label=one.label)


def _named(grid: Grid) -> frozenset[tuple[int, int]]:
    """Return the places of the labels that name a value, a box or a row's number."""
    return frozenset(
        (label.row, label.column)
        for cell in grid.cells
        if cell.addresses or cell.role == "index"
        for label in label_cells(grid, cell)
    )


def _cells(
    grid: Grid, named: frozenset[tuple[int, int]], printed: dict[str, str]
) -> Iterator[Item]:
    """Yield what each cell prints, row by row."""
    for cell in grid.cells:
        unused = (
            cell.role == "label" and grid.id == "table" and (cell.row, cell.column) not in named
        )
        for text in _texts(cell):
            for year, instead in printed.items():
                text = text.replace(year, instead)  # noqa: PLW2901
            if fold(text):
                rebuilt = grid.rows[cell.row].reconstructed is not None
                yield Item(text, "unused" if unused else "used", rebuilt)


def _texts(cell: GridCell) -> Iterator[str]:
    for part in cell.parts:
        match part:
            case Text(text=text):
                yield text
            case Blank():
                yield part.placeholder
            case _:
                yield part.label


def _outline(form: Form) -> Iterator[Item]:
    outline = form.outline
    yield Item(outline.title)
    for text in ((outline.subtitle or ""), *outline.columns):
        yield Item(text)
    for item in outline.item:
        for text in (item.title, item.hint, item.evidence):
            yield Item(text)
    if form.attachment:
        rebuilt = all(slot.reconstructed is not None for slot in form.attachment)
        yield Item(form.attachments_title, reconstructed=rebuilt)
    for slot in form.attachment:
        yield Item(slot.title, reconstructed=slot.reconstructed is not None)


def _part(
    part: PartName, form: str | None, region: str, items: list[Item], *, open_end: bool = False
) -> PartCoverage:
    """Return the coverage of one region of the notice by the items of the pack."""
    kept = [one for one in items if fold(one.text) and not one.reconstructed]
    result = align(region, [one.text for one in kept], open_end=open_end)
    by_state = {
        state: tuple(
            _flat(one.text) for one, got in zip(kept, result.states, strict=True) if got == state
        )
        for state in ("found", "moved", "foreign")
    }
    found = [one for one, got in zip(kept, result.states, strict=True) if got == "found"]
    return PartCoverage(
        part, form,
        printed=len(found) + len(by_state["moved"]) + len(result.missing),
        covered=sum(one.use != "unused" for one in found),
        missing=result.missing, foreign=by_state["foreign"], moved=by_state["moved"],
        unused=tuple(_flat(one.text) for one in kept if one.use == "unused"),
        plain=tuple(_flat(one.text) for one in kept if one.use == "plain"),
        reconstructed=tuple(_flat(one.text) for one in items if one.reconstructed),
    )  # fmt: skip


def _flat(text: str) -> str:
    return compact(text)
