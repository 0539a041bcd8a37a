"""What clerks do to the table itself: rows and columns more or fewer, cells put together or apart."""

from __future__ import annotations

import re
from dataclasses import replace

from twelfth.applicants import Firm
from twelfth.paper import Bit, Cell, Paper, Table, parse

from fifteenth.labels import Act, flat, year_heads
from fifteenth.plain import fill_rows, most_rows
from smdesk.notices.loader import pack
from smdesk.notices.models import Kind


def insert_row(table: Table, at: int) -> None:
    """Make room for a row before the row ``at``; cells that reach over it reach further."""
    for cell in table.cells:
        if cell.row >= at:
            cell.row += 1
        elif cell.row + cell.rows > at:
            cell.rows += 1
    table.rows += 1


def drop_row(table: Table, at: int) -> None:
    """Take a row out."""
    for cell in list(table.cells):
        if cell.row == at and cell.rows == 1:
            table.cells.remove(cell)
        elif cell.row <= at < cell.row + cell.rows:
            cell.rows -= 1
        if cell.row > at:
            cell.row -= 1
    table.rows -= 1


def in_row(table: Table, at: int) -> list[Cell]:
    return sorted((c for c in table.cells if c.row == at), key=lambda c: c.col)


def addresses(cell: Cell) -> list[str]:
    return [b.address for b in cell.bits if b.kind == "B"]


def drop_empty_rows(paper: Paper) -> None:
    """The rows of investors and clients that nobody needs are taken out."""
    for at in reversed(range(paper.table.rows)):
        held = [a for c in in_row(paper.table, at) for a in addresses(c)]
        rows = [a for a in held if parse(a).row]
        spare = not any(paper.truth.get(a) or parse(a).row == 1 for a in rows)
        if rows and len(rows) == len(held) and spare:
            drop_row(paper.table, at)


def more_rows(number: int = 1) -> Act:
    """Return the act that fills every row of clients and of investors and adds some."""

    def act(paper: Paper) -> None:
        fill_rows(paper)
        for name in ("clients", "investors"):
            for _ in range(number):
                _one_more(paper, name)

    return act


def _one_more(paper: Paper, name: str) -> None:
    table = paper.table
    rows = [(c.row, parse(a).row or 0) for c in table.cells for a in addresses(c) if a.startswith(f"{name}[")]  # fmt: skip
    if not rows:
        return
    at, last = max(rows)
    if last >= most_rows(paper, name):
        return
    old = in_row(table, at)
    over = [c for c in table.cells if c.row < at < c.row + c.rows]
    insert_row(table, at + 1)
    for cell in over:
        cell.rows += cell.row + cell.rows == at + 1
    firm = Firm(paper.rng)
    for cell in old:
        bits = []
        for bit in cell.bits:
            address = bit.address.replace(f"[{last}]", f"[{last + 1}]")
            if bit.kind == "B":
                field = paper.field(bit.address)
                said = "5" if address.endswith("share") else firm.say(field, address)
                bits.append(Bit("B", said, address))
                paper.truth[address] = said
            else:
                bits.append(Bit("T", bit.text.replace(str(last), str(last + 1))))
        table.cells.append(replace(cell, row=at + 1, bits=bits))


def unnumbered(paper: Paper) -> None:
    """The numbers of the clients' rows are taken out."""
    for cell in paper.table.cells:
        if cell.role == "index":
            cell.bits = [Bit("T", "")]


def year_rows(table: Table) -> list[int]:
    return sorted({c.row for c in table.cells for a in addresses(c) if parse(a).year})


def newest_first(paper: Paper) -> None:
    """The years stand in the other order."""
    heads = {c.row for c, _ in year_heads(paper)}
    for at in range(paper.table.rows):
        if at in heads:
            cells = [c for c, _ in year_heads(paper) if c.row == at]
        else:
            cells = [c for c in in_row(paper.table, at) if any(parse(a).year for a in addresses(c))]
        cells.sort(key=lambda c: c.col)
        if len({parse(a).year for c in cells for a in addresses(c)}) == 1 or len(cells) < 2:
            continue
        held = [c.bits for c in cells]
        for cell, bits in zip(cells, reversed(held), strict=True):
            cell.bits = bits


def another_year(before: bool) -> Act:
    """Return the act that adds a column for a fourth year, which the form does not ask."""

    def act(paper: Paper) -> None:
        table, heads = paper.table, list(year_heads(paper))
        last = len(table.edges) - 1
        ends = [c for c, y in heads if c.col + c.cols == last]
        if len(heads) < 3 or not ends or len({c.row for c, _ in heads}) != len(ends):
            return
        edge = (table.edges[-2] + 1.0) / 2
        table.edges = (*table.edges[:-1], edge, 1.0)
        rows = set(year_rows(table)) | {c.row for c, _ in heads}
        for cell in list(table.cells):
            if cell.col + cell.cols != last:
                continue
            if cell.row not in rows or cell.rows > 1:
                cell.cols += 1
                continue
            numeric = any(b.kind == "B" for b in cell.bits)
            text = f"{paper.rng.randint(10, 90)}.5" if numeric else f"{paper.years[-1] + 1} 年（预计）"  # fmt: skip
            if before and not numeric:
                text = f"{paper.years[0] - 1} 年"
            table.cells.append(replace(cell, col=last, cols=1, bits=[Bit("T", text)]))

    return act


def years_moved(paper: Paper) -> None:
    """The columns are next year's: what has no column of its own is not there, the rest stands under its year."""
    moved = {(c.row, c.col): y for c, y in year_heads(paper)}
    notice, _, form = paper.form.partition("/")
    known = pack(notice)
    if len(moved) < 3 or not (known.forms[form].years or known.notice.years).fixed:
        return
    for cell, year in list(year_heads(paper)):
        cell.bits = [Bit("T", f"{year + 1} 年")]
    last, had = max(paper.years), dict(paper.truth)
    for address in list(had):
        at = parse(address)
        if not at.year:
            continue
        before = address.replace(f"[{at.year}]", f"[{at.year - 1}]")
        if before in had:
            paper.truth[address] = had[before]
        elif at.year < last:
            paper.ask(address)


def extra_column(paper: Paper) -> None:
    """A column 备注 on the right, with a word here and there."""
    table, last = paper.table, len(paper.table.edges) - 1
    table.edges = (*(e * 0.88 for e in table.edges), 1.0)
    heads = {c.row for c, _ in year_heads(paper)}
    for at in range(table.rows):
        ends = [c for c in table.cells if c.row <= at < c.row + c.rows and c.col + c.cols == last]
        if any(c.role in {"heading", "signature"} and c.col == 0 for c in ends):
            for cell in ends:
                cell.cols += cell.row == at
            continue
        word = "备注" if at in heads else "经审计" if at in year_rows(table)[:1] else ""
        table.cells.append(Cell(at, last, 1, 1, "label", [Bit("T", word)]))


def numbered_rows(paper: Paper) -> None:
    """A column 序号 on the left."""
    table, count = paper.table, 0
    table.edges = (0.0, *(0.06 + e * 0.94 for e in table.edges))
    for cell in table.cells:
        if cell.role in {"heading", "signature"} and cell.col == 0:
            cell.cols += 1
        else:
            cell.col += 1
    for at in range(table.rows):
        if any(c.col == 0 and c.row <= at < c.row + c.rows for c in table.cells):
            count = 0
            continue
        count += 1
        table.cells.append(Cell(at, 0, 1, 1, "index", [Bit("T", str(count))]))


def extra_measure(paper: Paper) -> None:
    """A row for a measure that the form does not ask, below the revenue."""
    table = paper.table
    rows = [c.row for c in table.cells for a in addresses(c) if re.fullmatch(r".*\.revenue\[\d+\]", a)]  # fmt: skip
    if not rows or not year_heads(paper):
        return
    at = max(rows)
    old = in_row(table, at)
    if sum(any(b.kind == "B" for b in c.bits) for c in old) < 3:
        return
    insert_row(table, at + 1)
    for cell in old:
        text = str(paper.rng.randint(300, 900)) if addresses(cell) else "海外营业收入（万元）"
        table.cells.append(replace(cell, row=at + 1, bits=[Bit("T", text)]))


def dropped_measure(paper: Paper) -> None:
    """A row of figures that the factory does not have is taken out."""
    table = paper.table
    whole = [r for r in year_rows(table) if not any(c.rows > 1 and c.row <= r < c.row + c.rows for c in table.cells)]  # fmt: skip
    if len(whole) > 3:
        at = paper.rng.choice(whole[1:])
        for cell in in_row(table, at):
            for one in addresses(cell):
                paper.truth[one] = ""
        drop_row(table, at)


def pairs_below(paper: Paper) -> None:
    """A row of two questions becomes two rows of one."""
    table = paper.table
    for at in reversed(range(table.rows)):
        cells, last = in_row(table, at), len(table.edges) - 1
        if [c.role for c in cells] != ["label", "value"] * 2 or any(c.rows > 1 for c in cells):
            continue
        if sum(c.cols for c in cells) != last or any(a and parse(a).row for c in cells for a in addresses(c)):  # fmt: skip
            continue
        insert_row(table, at + 1)
        a, b, c, d = cells
        b.cols = last - b.col
        c.row = d.row = at + 1
        c.col, c.cols, d.col, d.cols = 0, a.cols, a.cols, last - a.cols


def in_one_cell(paper: Paper) -> None:
    """Question and answer stand in one cell: 企业名称：某某公司."""
    table = paper.table
    for cell in list(table.cells):
        if cell.role != "label" or cell.rows > 1 or not flat(cell):
            continue
        beside = [c for c in table.cells if c.row == cell.row and c.col == cell.col + cell.cols]
        row_values = [c for c in in_row(table, cell.row) if addresses(c)]
        if len(beside) != 1 or len(addresses(beside[0])) != 1 or beside[0].rows > 1:
            continue
        at = parse(addresses(beside[0])[0])
        if (at.year and len(row_values) > 2) or at.row or len(beside[0].bits) > 1:
            continue
        value = beside[0]
        value.bits = [Bit("T", flat(cell).rstrip("：:") + "："), *value.bits]
        value.col, value.cols = cell.col, cell.cols + value.cols
        table.cells.remove(cell)


def foot_row(paper: Paper) -> None:
    """A last row: who filled the form in, and when."""
    table, last = paper.table, len(paper.table.edges) - 1
    text = f"填表人：翟拟舟　　联系方式：0573-82221567　　填表日期：{paper.years[-1] + 1}.3.5"
    table.cells.append(Cell(table.rows, 0, 1, last, "label", [Bit("T", text)]))
    table.rows += 1


def sealed(paper: Paper) -> None:
    """Signed and dated, the company's name at the seal."""
    name = next((b.text for _, b in paper.answers() if paper.field(b.address).kind is Kind.NAME), "")  # fmt: skip
    dated = paper.rng.choice(("{}年3月5日", "{}.3.5", "{} 年 4 月 28 日", "{}年三月五日"))
    first = next((c for c in paper.table.cells if c.role == "signature"), None)
    if first is not None:
        text = first.text.replace("（章）", f"（章）：{name}", 1).replace("年 月 日", dated.format(paper.years[-1] + 1))  # fmt: skip
        first.bits = [Bit("T", text)]
