"""Habits of those who change the table: columns put in, rows moved, other units, other years, tables beside it."""

from __future__ import annotations

import copy
from decimal import Decimal
from random import Random

from twelfth.paper import Bit, Cell, Paper, Table

from smdesk.notices.address import parse
from smdesk.notices.models import Kind
from thirteenth.model import (
    figure,
    habit,
    insert_column,
    other,
    plain,
    touched,
    year_heads,
    yearly_rows,
)

REMARKS = (
    "含子公司",
    "合并口径",
    "较上年增长12.3%",
    "见审计报告",
    "2023年新增3项",
    "其中出口1200",
    "",
    "未审计",
    "同比+8",
    "",
)


def _head_rows(paper: Paper) -> set[int]:
    return {c.row for c in year_heads(paper)}


def _wide(paper: Paper) -> int:
    return len(paper.table.edges) - 1


@habit("table")
def a_column_of_remarks(paper: Paper, rng: Random) -> None:
    """At the right a column for remarks, with figures in some."""
    said = {row: rng.choice(REMARKS) for row in yearly_rows(paper.table)}
    insert_column(paper.table, _wide(paper), said | dict.fromkeys(_head_rows(paper), "备注"))


@habit("table")
def a_column_of_numbers(paper: Paper, rng: Random) -> None:
    """At the left a column that counts the rows."""
    rows = [
        r
        for r in yearly_rows(paper.table)
        if any(c.row == r and c.col == 0 for c in paper.table.cells)
    ]
    said = {row: str(n) for n, row in enumerate(rows, 1)}
    insert_column(paper.table, 0, said | dict.fromkeys(_head_rows(paper), "序号"))


def _units(paper: Paper) -> list[Cell]:
    """Return the labels of rows of years that print 万元."""
    rows = set(yearly_rows(paper.table))
    for cell in paper.table.cells:
        if any(b.kind == "B" and paper.field(b.address).kind is not Kind.MONEY for b in cell.bits):
            rows.discard(cell.row)
    return [
        c for c in paper.table.cells if c.row in rows and "万元）" in c.text and c.role == "label"
    ]


def _in_unit(paper: Paper, row: int, factor: Decimal) -> None:
    for cell in paper.table.cells:
        for bit in cell.bits:
            if cell.row == row and bit.kind == "B" and paper.truth.get(bit.address):
                touched(paper).add(bit.address)
                bit.text = figure(Decimal(paper.truth[bit.address]) * factor)


@habit("table")
def a_column_of_units(paper: Paper, rng: Random) -> None:
    """The units stand in a column of their own, and one of them is another than was printed."""
    cells = _units(paper)
    if not cells:
        return
    said, factors = {}, {"万元": Decimal(1), "亿元": Decimal("0.0001"), "元": Decimal(10000)}
    for cell in cells:
        unit = rng.choice(sorted(factors))
        for bit in cell.bits:
            bit.text = bit.text.replace("（万元）", "").replace("（吨标煤/万元）", "")
        said[cell.row] = unit
        _in_unit(paper, cell.row, factors[unit])
    at = cells[0].col + cells[0].cols
    insert_column(paper.table, at, dict.fromkeys(yearly_rows(paper.table), "") | said | dict.fromkeys(_head_rows(paper), "单位"))  # fmt: skip


@habit("table")
def other_units_printed(paper: Paper, rng: Random) -> None:
    """The clerk changed 万元 in the label and wrote figures that fit."""
    for cell in rng.sample(_units(paper), min(3, len(_units(paper)))):
        unit, factor = rng.choice((("亿元", Decimal("0.0001")), ("元", Decimal(10000)), ("千元", Decimal(10)), ("百万元", Decimal("0.01"))))  # fmt: skip
        if "吨" in cell.text:
            continue
        for bit in cell.bits:
            bit.text = bit.text.replace("万元", unit)
        _in_unit(paper, cell.row, factor)


@habit("table")
def a_unit_above_the_table(paper: Paper, rng: Random) -> None:
    """Above the table stands 单位：元, while the rows print 万元."""
    if _units(paper):
        paper.heading.append(rng.choice(("单位：元", "（金额单位：人民币元）", "单位：千元")))
        paper.ask(*(b.address for c in _units(paper) for o in paper.table.cells if o.row == c.row for b in o.bits if b.kind == "B"))  # fmt: skip


@habit("table")
def years_moved_on(paper: Paper, rng: Random) -> None:
    """The clerk wrote the next years above the columns: what stands below is of the year that stands above."""
    step = rng.choice((1, -1))
    heads = year_heads(paper)
    if not heads:
        return
    for cell in heads:
        for bit in cell.bits:
            for year in paper.years:
                if str(year) in bit.text:
                    bit.text = bit.text.replace(str(year), str(year + step))
                    break
    true = dict(paper.truth)
    held = {
        b.address for c in paper.table.cells for b in c.bits if b.address and parse(b.address).year
    }
    for one in held & set(true):
        touched(paper).add(one)
        where = parse(one)
        assert where.year is not None
        before = one.replace(f"[{where.year}]", f"[{where.year - step}]")
        paper.truth[one] = true.get(before, "")


@habit("table")
def years_the_other_way(paper: Paper, rng: Random) -> None:
    """The last year stands first."""
    heads = year_heads(paper)
    if not heads:  # one year only: what stands beside it is another figure
        return
    for row in {c.row for c in heads} | set(yearly_rows(paper.table)):
        cells = [c for c in paper.table.cells if c.row == row and (c in heads or any(parse(b.address).year for b in c.bits if b.kind == "B"))]  # fmt: skip
        held = [c.bits for c in cells]
        for cell, bits in zip(cells, reversed(held), strict=True):
            cell.bits = bits


@habit("table")
def one_head_forgotten(paper: Paper, rng: Random) -> None:
    """Two columns say the same year: one of them was forgotten."""
    heads = year_heads(paper)
    if len(heads) < 3:
        return
    first = heads[0].row
    row = [c for c in heads if c.row == first]
    years = [int("".join(filter(str.isdigit, c.text))[:4]) for c in row]
    row[-1].bits = copy.deepcopy(row[-2].bits)
    below = [c.row for c in heads if c.row > first]
    for a in [str(b.address) for c in paper.table.cells for b in c.bits if b.kind == "B" and first < c.row < min(below, default=999)]:  # fmt: skip
        if parse(a).year in years[-2:]:
            paper.ask(a)


@habit("table")
def one_more_year(paper: Paper, rng: Random) -> None:
    """A column more, of a year that is not asked for."""
    heads = year_heads(paper)
    if not heads:
        return
    late = rng.random() < 0.5
    year = paper.years[-1] + 1 if late else paper.years[0] - 1
    at = heads[-1].col + heads[-1].cols if late else heads[0].col
    said = {row: str(rng.randint(2, 90000)) for row in yearly_rows(paper.table)}
    insert_column(paper.table, at, said | dict.fromkeys(_head_rows(paper), f"{year}年"))


@habit("table")
def a_column_of_growth(paper: Paper, rng: Random) -> None:
    """After the years a column of how much it grew, or of the mean."""
    heads = year_heads(paper)
    if heads:
        said = {row: f"{rng.randint(1, 300) / 10}" for row in yearly_rows(paper.table)}
        name = rng.choice(("同比增长（%）", "增减率", "三年平均", "合计"))
        between = rng.random() < 0.5
        at = heads[1 if between else -1].col + heads[1 if between else -1].cols
        insert_column(paper.table, at, said | dict.fromkeys(_head_rows(paper), name))


@habit("table")
def rows_sorted(paper: Paper, rng: Random) -> None:
    """The rows of figures stand in another order."""
    table = paper.table
    rows = [
        r
        for r in yearly_rows(table)
        if all(c.rows == 1 for c in table.cells if c.row <= r < c.row + c.rows)
    ]
    groups: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for r in rows:
        groups.setdefault(tuple((c.col, c.cols) for c in table.cells if c.row == r), []).append(r)
    for same in groups.values():
        moved = same[:]
        rng.shuffle(moved)
        place = dict(zip(same, moved, strict=True))
        for cell in table.cells:
            cell.row = place.get(cell.row, cell.row) if cell.rows == 1 else cell.row
    table.cells.sort(key=lambda c: (c.row, c.col))


@habit("table")
def a_row_of_sums(paper: Paper, rng: Random) -> None:
    """A row of other figures put in between: what of it is abroad."""
    table, rows = paper.table, yearly_rows(paper.table)
    if not rows:
        return
    at = rng.choice(rows[:-1])
    if any(c.row <= at < c.row + c.rows and c.rows > 1 for c in table.cells):
        return
    more = []
    for cell in table.cells:
        if cell.row == at:
            text = rng.choice(("其中：境外", "其中：母公司", "上年同期数", "行业平均", "其中：关联交易")) if cell.role == "label" else str(rng.randint(1, 9999))  # fmt: skip
            more.append(Cell(at + 1, cell.col, 1, cell.cols, cell.role, [Bit("T", text)]))
        elif cell.row <= at < cell.row + cell.rows - 1:
            cell.rows += 1
    for cell in table.cells:
        cell.row += cell.row > at
    table.cells = sorted([*table.cells, *more], key=lambda c: (c.row, c.col))
    table.rows += 1


@habit("table")
def heads_repeated(paper: Paper, rng: Random) -> None:
    """The row with the years was pasted again in the middle: a page broke there once."""
    table, heads, rows = paper.table, year_heads(paper), yearly_rows(paper.table)
    whole = [r for r in rows[2:] if all(c.row != r - 1 or c.rows == 1 for c in table.cells) and not any(c.row < r < c.row + c.rows for c in table.cells)]  # fmt: skip
    if not heads or not whole:
        return
    at, row = rng.choice(whole), heads[0].row
    more = [copy.deepcopy(c) for c in table.cells if c.row == row and c.rows == 1]
    if sum(c.cols for c in more) != _wide(paper):
        return
    for cell in table.cells:
        cell.row += cell.row >= at
    for cell in more:
        cell.row = at
    table.cells = sorted([*table.cells, *more], key=lambda c: (c.row, c.col))
    table.rows += 1


def _sliced(table: Table, start: int, end: int) -> Table:
    """Return rows of a table as a table."""
    cells = [copy.copy(c) for c in table.cells if start <= c.row < end]
    for cell in cells:
        cell.row -= start
        cell.rows = min(cell.rows, end - start - cell.row)
    return Table(table.edges, end - start, cells)


@habit("table")
def a_table_a_part(paper: Paper, rng: Random) -> None:
    """Each part of the form is a table of its own, its head a line of text."""
    table = paper.table
    starts = [c.row for c in table.cells if c.role == "heading"]
    blocks: list[object] = [] if not starts or starts[0] == 0 else [_sliced(table, 0, starts[0])]
    for start, end in zip(starts, [*starts[1:], table.rows], strict=True):
        blocks.append(next(c.text for c in table.cells if c.row == start))
        blocks.append(_sliced(table, start + 1, end))
        if rng.random() < 0.5:
            blocks.append("续表")
    paper.how["blocks"] = blocks or [table]


def _renewed(paper: Paper, rng: Random) -> Table:
    """Return the table filled in with other figures."""
    table = copy.deepcopy(paper.table)
    for cell in table.cells:
        for bit in cell.bits:
            if (
                bit.kind == "B"
                and bit.text
                and paper.field(bit.address).kind in {Kind.MONEY, Kind.PERCENT, Kind.INTEGER}
            ):
                bit.text = bit.text.replace(plain(paper, bit.address), other(rng, plain(paper, bit.address))) if paper.truth.get(bit.address) else bit.text  # fmt: skip
    return table


def _differing(paper: Paper, table: Table) -> list[str]:
    said = {b.address: b.text for c in paper.table.cells for b in c.bits if b.kind == "B"}
    return [
        b.address
        for c in table.cells
        for b in c.bits
        if b.kind == "B" and b.text != said.get(b.address)
    ]


@habit("table")
def an_old_table_left(paper: Paper, rng: Random) -> None:
    """Behind the form stands another one with other figures, and nothing says which of them counts."""
    second = _renewed(paper, rng)
    paper.ask(*_differing(paper, second))
    blocks: list[object] = [paper.table, "", second]
    paper.how["blocks"] = blocks if rng.random() < 0.5 else list(reversed(blocks))


@habit("table")
def last_years_table_left(paper: Paper, rng: Random) -> None:
    """Behind the form stands last year's, and a line says so."""
    said = rng.choice(
        ("以下为上一年度申报表，供对照", "附：原申报表（已作废）", "去年申报表（留存）")
    )
    paper.how["blocks"] = [paper.table, said, _renewed(paper, rng)]


@habit("table")
def filled_in_for_two(paper: Paper, rng: Random) -> None:
    """One file, two firms: nothing says which of them applies."""
    from twelfth.paper import blank_paper

    second = blank_paper(paper.form, f"{paper.who} other", rng.randint(1, 9999))
    one = {b.address: b.text for _, b in paper.answers()}
    two = {b.address: b.text for _, b in second.answers([second.table])}
    paper.ask(*(a for a in {b.address for _, b in paper.answers([paper.table])} | set(two) if one.get(a) != two.get(a)))  # fmt: skip
    for bits in ([b for c in p.table.cells for b in c.bits if b.kind == "X"] for p in (second,)):
        mine = {
            (b.address, b.text): b.ticked
            for c in paper.table.cells
            for b in c.bits
            if b.kind == "X"
        }
        paper.ask(
            *{
                b.address
                for b in bits
                if mine.get((b.address, b.text)) != b.ticked and b.address in paper.truth
            }
        )
    paper.how["blocks"] = [paper.table, *paper.heading, second.table]


@habit("table")
def a_table_pasted_in(paper: Paper, rng: Random) -> None:
    """Above the form stands a table of the accountants with other figures of the same names."""
    rows = yearly_rows(paper.table)
    if not rows:
        return
    second = _renewed(paper, rng)
    first = min([min(_head_rows(paper), default=rows[0]), rows[0]])
    piece = _sliced(second, first, rows[-1] + 1)
    asked = set(_differing(paper, piece))
    if rng.random() < 0.5:
        paper.how["blocks"] = ["审计报告摘录", piece, paper.table]
    else:
        paper.how["blocks"] = [paper.table, "财务数据（更新）", piece]
        paper.ask(*asked)
