"""One document by a seed: values, habits, a program's way of writing."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from handfilled import habits, wordxml
from handfilled.paper import Paper, PaperCell, PaperRow, Piece, paper_of
from handfilled.values import values
from smdesk.notices.grid import all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.models import Form, Pack
from smdesk.notices.typed import read


@dataclass(frozen=True)
class Made:
    """A document, what stands in it by address (canonical texts), and how it came about."""

    seed: int
    xml: bytes
    truth: dict[str, str]
    removed: frozenset[str]
    notes: tuple[str, ...]
    years: tuple[int, ...]


def make(
    pack: Pack, form: Form, seed: int, *, plain: bool = False, years: tuple[int, ...] = ()
) -> Made:
    """Return one document; ``plain`` leaves every habit out."""
    rng = Random(f"{form.id}/{seed}")
    years = pack.years(years or (2021, 2022, 2023), form)
    fields = all_fields(pack.notice, form)
    filled = rng.choice([1.0, 1.0, 0.9, 0.5, 0.0])
    truth = values(pack.notice, form, years, rng, filled)
    counts = {one.id: max([one.rows, *(_row(a, one.id) for a in truth)]) for one in form.repeat}
    grids = table_grid(form, years, counts), cover_grid(pack.notice, years), sheet_grid(form)
    printed = {str(address) for grid in grids for address in grid.places}
    truth = {address: text for address, text in truth.items() if address in printed}
    shown = dict(form.fixed) | truth
    table, cover, sheet = (paper_of(grid, shown, fields) for grid in grids)
    desk = habits.Desk(table, truth, fields, rng)
    small = [habits.Desk(paper, truth, fields, rng) for paper in (cover, sheet)]
    done = [] if plain else _apply(desk, small, rng)
    hand = wordxml.Hand(rng) if plain else wordxml.Hand.of(rng)
    xml = _document(pack, form, cover, table, sheet, hand, rng, plain=plain)
    removed = frozenset(
        one.removeprefix("removed ") for one in desk.notes if one.startswith("removed")
    )
    canonical = {
        address: read(fields[desk_name(address)], text).text for address, text in truth.items()
    }
    notes = (*done, *(one for one in desk.notes if not one.startswith("removed")))
    traits = tuple(k for k, v in vars(hand).items() if v is True)
    return Made(seed, wordxml.document(xml), canonical, removed, (*notes, *traits), years)


def desk_name(address: str) -> str:
    import re

    return re.sub(r"\[\d+\]", "", address)


def _row(address: str, repeat: str) -> int:
    if not address.startswith(f"{repeat}["):
        return 0
    return int(address[len(repeat) + 1 :].split("]", maxsplit=1)[0])


def _apply(desk: habits.Desk, small: list[habits.Desk], rng: Random) -> list[str]:
    done = []
    for group, share in (
        (habits.SHAPE_HABITS, 0.2), (habits.VALUE_HABITS, 0.3), (habits.LABEL_HABITS, 0.25),
    ):  # fmt: skip
        for habit in group:
            if rng.random() < share:
                habit(desk)
                done.append(habit.__name__)
                if group is not habits.SHAPE_HABITS and habit is not habits.numbered_labels:
                    for one in small:
                        habit(one)
    for habit in habits.BOX_HABITS:
        if rng.random() < 0.6:
            state = rng.getstate()
            for one in (desk, *small):
                rng.setstate(state)
                habit(one)
            done.append(habit.__name__)
    for habit in habits.RARE_BOX_HABITS:
        if rng.random() < 0.08:
            for one in (desk, *small):
                habit(one)
            done.append(habit.__name__)
            break
    return done


def _document(
    pack: Pack, form: Form, cover: Paper, table: Paper, sheet: Paper,
    hand: wordxml.Hand, rng: Random, *, plain: bool,
) -> str:  # fmt: skip
    texts = pack.notice.instructions.text if pack.notice.instructions else ()
    parts = [hand.lines(list(pack.notice.cover.title))]
    parts.append(_cover(cover, hand, rng, plain))
    parts.append(hand.lines([*pack.notice.cover.foot, "填报说明", *texts]))
    parts.append(hand.lines([form.number, form.title]))
    tables = [hand.table(one) + hand.lines([""]) for one in _pieces(table, rng, plain)]
    if not plain and rng.random() < 0.08:  # the whole form in one cell of a layout table
        tables = [f"<w:tbl><w:tr><w:tc>{''.join(tables)}</w:tc></w:tr></w:tbl>"]
    parts += tables
    parts.append(
        hand.lines(
            [form.outline.title, "一、概况", "公司成立于2003年，主营业务突出。企业名称：不详"]
        )
    )
    parts.append(_plan_table(hand))
    if sheet.cells:
        parts.append(hand.lines(["申报信息核对页"]) + hand.table(sheet))
    return "".join(parts)


def _plan_table(hand: wordxml.Hand) -> str:
    """Return a table of the narrative that no form knows, with words that forms use."""
    rows = [["年份", "营业收入", "服务收入"], ["2018年", "1", "2"], ["2019年", "3", "4"]]
    cells = [
        PaperCell(r, c, 1, 1, "extra", [Piece("text", text)])
        for r, line in enumerate(rows)
        for c, text in enumerate(line)
    ]
    return hand.table(Paper([0, 3000, 6000, 9000], [PaperRow("")] * 3, cells)) + hand.lines([""])


def _cover(cover: Paper, hand: wordxml.Hand, rng: Random, plain: bool) -> str:
    if plain or rng.random() < 0.4:
        return hand.table(cover)
    mark = rng.choice(["：", ":", "　　", "______", "："])
    lines = []
    for row in range(len(cover.rows)):
        label, *rest = cover.in_row(row)
        tail = rng.choice(["", "____", "  "])
        pieces = [
            *label.pieces,
            Piece("text", mark),
            *(p for c in rest for p in c.pieces),
            Piece("text", tail),
        ]
        lines.append("<w:p>" + "".join(hand.piece(p) for p in pieces) + "</w:p>")
    return "".join(lines)


def _pieces(table: Paper, rng: Random, plain: bool) -> list[Paper]:
    """Return the table whole, or cut where a section or any row begins."""
    if plain or rng.random() < 0.6:
        return [table]
    sections = rng.random() < 0.6
    starts = [
        row for row in range(1, len(table.rows))
        if not any(c.row < row < c.row + c.rows for c in table.cells)
        and (table.rows[row].section != table.rows[row - 1].section if sections else rng.random() < 0.08)
    ]  # fmt: skip
    found = []
    for first, last in zip([0, *starts], [*starts, len(table.rows)], strict=True):
        cells = [c for c in table.cells if first <= c.row < last]
        for c in cells:
            c.row -= first
        found.append(Paper(table.edges, table.rows[first:last], cells))
    return found
