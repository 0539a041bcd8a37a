"""How the table itself is built anew, cut, framed, emptied into lines."""

from __future__ import annotations

import re
from itertools import pairwise

from tenth.page import Bit, Cell, Page, Table, above, chain, heads, plain


def _others(cell: Cell) -> list[tuple[int, int]]:
    """Return the places a cell reaches over, but for its first."""
    rows, columns = range(cell.r, cell.r + cell.h), range(cell.c, cell.c + cell.w)
    return [(r, c) for r in rows for c in columns if (r, c) != (cell.r, cell.c)]


def unmerged(page: Page) -> None:
    """Pasted from Excel, where all merges were taken off: text in the first cell, the others empty."""
    for table in page.tables:
        more: list[Cell] = []
        for one in table.cells:
            more += [Cell(r, c, 1, 1, "other", []) for r, c in _others(one)]
            one.h = one.w = 1
        table.cells += more


def unmerged_downwards(page: Page) -> None:
    """Only merges over rows were lost."""
    for table in page.tables:
        more: list[Cell] = []
        for one in table.cells:
            more += [Cell(r, one.c, 1, one.w, "other", []) for r in range(one.r + 1, one.r + one.h)]
            one.h = 1
        table.cells += more


def repeated_by_unmerging(page: Page) -> None:
    """A converter unmerged the cells and wrote labels into every one of them."""
    for table in page.tables:
        more: list[Cell] = []
        for one in table.cells:
            if one.role in {"label", "heading"} and (one.w > 1 or one.h > 1):
                more += [Cell(r, c, 1, 1, "label", [Bit(one.text)]) for r, c in _others(one)]
                one.w = one.h = 1
        table.cells += more


def split_in_two(page: Page) -> None:
    """The long table split in two at a row, 续表 between."""
    table = page.main
    cuts = [r for r in table.cuts() if table.height // 4 < r < table.height * 3 // 4]
    rows = {c[0].r for t, c in page.yearly() if t is table}
    safe = [r for r in cuts if r not in rows]
    if not safe:
        return
    at = page.rng.choice(safe)
    i = next(n for n, p in enumerate(page.parts) if p is table)
    rest = Table(table.columns, [x for x in table.cells if x.r >= at], set(table.marks))
    table.cells = [x for x in table.cells if x.r < at]
    for x in rest.cells:
        x.r -= at
    page.parts[i : i + 1] = [table, page.rng.choice(("续表", "（接上页）", "（续表1）")), rest]


def split_inside_the_years(page: Page) -> None:
    """The table breaks inside the year rows; the head stands again over the second half."""
    table = page.main
    rows = [c for t, c in page.yearly() if t is table]
    mine = [c for t, c in heads(page) if t is table]
    if not mine or len(rows) < 4:
        return
    head = mine[0]
    after = [c[0].r for c in rows if c[0].r > head[0].r]
    at = next((r for r in after[2:] if r in table.cuts()), 0)
    if not at:
        return
    copy = [Cell(0, x.c, 1, x.w, x.role, [Bit(x.text)]) for x in table.row(head[0].r) if x.h == 1]
    if sum(x.w for x in copy) != table.columns:
        return
    i = next(n for n, p in enumerate(page.parts) if p is table)
    rest = Table(table.columns, [x for x in table.cells if x.r >= at], set(table.marks))
    table.cells = [x for x in table.cells if x.r < at]
    for x in rest.cells:
        x.r -= at
    rest.insert_row(0, copy)
    page.parts[i : i + 1] = [table, "（续）", rest]


def a_table_a_section(page: Page) -> None:
    """Each section a table of its own, its heading a line between."""
    table = page.main
    marks = [c.r for c in table.cells if c.role == "heading" and c.h == 1 and c.w == table.columns]
    if not marks:
        return
    i = next(n for n, p in enumerate(page.parts) if p is table)
    made: list[str | Table] = []
    edges = sorted({0, *marks, table.height})
    for edge, b in pairwise(edges):
        a = edge
        cells = [x for x in table.cells if a <= x.r < b]
        if a in marks:
            made.append(next(x.text for x in cells if x.r == a))
            cells = [x for x in cells if x.r > a]
            a += 1
        for x in cells:
            x.r -= a
        if cells:
            made.append(Table(table.columns, cells, set(table.marks)))
    page.parts[i : i + 1] = made


def years_merged(page: Page) -> None:
    """One figure in a cell merged over two years."""
    for table, cells in page.yearly():
        if page.rng.random() < 0.35 and len(cells) > 2:
            a, b = page.rng.choice(((0, 1), (1, 2)))
            left, right = cells[a], cells[b]
            if left.c + left.w != right.c or left.h != right.h or not left.answers[0].text:
                continue
            left.w += right.w
            table.cells = [x for x in table.cells if x is not right]
            page.ask(left.answers[0].address, right.answers[0].address)
            page.unsaid.discard(right.answers[0].address)


def two_columns_of_lines(page: Page) -> None:
    """The whole form retyped as two columns: what is asked, and the answer."""
    table = page.main
    if any(c.tables for c in table.cells):
        return
    lines: list[tuple[list[Bit], list[Bit], str]] = []
    heads_at = {c[0].r: c for t, c in heads(page) if t is table}
    years: dict[int, str] = {}
    for over in heads_at.values():
        for _, cells in page.yearly():
            years |= {
                id(c): plain(h.text)[:4] for c in cells for h in over if h.c == c.c and h.r < c.r
            }
    if any(id(c) not in years for _, cells in page.yearly() for c in cells):
        return
    first_of = {id(c): cells[0] for _, cells in page.yearly() for c in cells}
    seen: set[str] = set()
    for r in range(table.height):
        row = table.row(r)
        if r in heads_at:
            continue
        for cell in row:
            if cell.role == "heading":
                lines.append(([Bit(cell.text)], [], "heading"))
            elif cell.role == "signature":
                lines.append(([Bit(cell.text)], [], "signature"))
            elif cell.answers or any(b.choice for b in cell.bits):
                repeat = any("]." in b.address for b in cell.answers)
                label = chain(table, first_of.get(id(cell), cell))
                if not any(x.role == "label" and x.r == cell.r for x in row):
                    label += above(table, cell)
                if repeat or (not label and not any(b.choice for b in cell.bits)):
                    return
                if id(cell) in years:
                    label += f"（{years[id(cell)]}年）"
                if label in seen or not label:
                    lines[-1][1].extend([Bit("　"), *cell.bits]) if lines and lines[-1][
                        2
                    ] == "value" else None
                    if not (lines and lines[-1][2] == "value"):
                        return
                    continue
                seen.add(label)
                lines.append(([Bit(label)], list(cell.bits), "value"))
    new = Table(2, [])
    for r, (label, bits, role) in enumerate(lines):
        if role == "value":
            new.cells += [Cell(r, 0, 1, 1, "label", label), Cell(r, 1, 1, 1, "value", bits)]
        else:
            new.cells.append(Cell(r, 0, 1, 2, role, label))
    i = next(n for n, p in enumerate(page.parts) if p is table)
    page.parts[i] = new


def lines_with_tabs(page: Page) -> None:
    """The table turned into text: a line a row, tabs between the cells."""
    _as_lines(page, "\t")


def lines_with_bars(page: Page) -> None:
    """The table as text from a messenger: bars between the cells."""
    _as_lines(page, " | ")


def _as_lines(page: Page, sep: str) -> None:
    made: list[str | Table] = []
    for part in page.parts:
        if isinstance(part, Table):
            if any(x.look for c in part.cells for x in c.bits) or any(c.tables for c in part.cells):
                return
            for r in range(part.height):
                row = part.row(r)
                made.append(sep.join(re.sub(r"\s*\n\s*", " ", c.text) for c in row))
        else:
            made.append(part)
    page.parts = made


def in_a_frame(page: Page) -> None:
    """The whole table stands in the one cell of another table."""
    table = page.main
    i = next(n for n, p in enumerate(page.parts) if p is table)
    page.parts[i] = Table(1, [Cell(0, 0, 1, 1, "other", [Bit(str(page.parts[i - 1]))], [table])])
    page.parts.pop(i - 1)


def in_a_text_box(page: Page) -> None:
    """The whole table stands in a text box."""
    page.main.marks.add("in a box")


def years_in_a_nested_table(page: Page) -> None:
    """The year rows stand as a table in one cell of the form."""
    table = page.main
    rows = [c[0].r for t, c in page.yearly() if t is table]
    mine = [c[0].r for t, c in heads(page) if t is table]
    if not mine or len(rows) < 2:
        return
    a, b = mine[0], max(r for r in rows)
    if (
        len(mine) > 1
        or a not in table.cuts()
        or (b + 1 not in table.cuts() and b + 1 != table.height)
    ):
        return
    inner = Table(table.columns, [x for x in table.cells if a <= x.r <= b])
    for x in inner.cells:
        x.r -= a
    table.cells = [x for x in table.cells if not any(x is y for y in inner.cells)]
    for x in table.cells:
        if x.r > b:
            x.r -= b - a
    table.cells.append(Cell(a, 0, 1, table.columns, "other", [], [inner]))


def blank_rows_between(page: Page) -> None:
    table = page.main
    for r in sorted(table.cuts(), reverse=True):
        if page.rng.random() < 0.3:
            table.insert_row(r, [Cell(0, 0, 1, table.columns, "other", [])])


BUILDING = [
    unmerged, unmerged_downwards, repeated_by_unmerging, split_in_two, split_inside_the_years, a_table_a_section, years_merged,
    two_columns_of_lines, lines_with_tabs, lines_with_bars, in_a_frame, in_a_text_box,
    years_in_a_nested_table, blank_rows_between ]  # fmt: skip
