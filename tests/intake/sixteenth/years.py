"""Years in other order or other words, rows added and removed, forms that are others."""

from __future__ import annotations

from twelfth.paper import Bit, Cell, Table, parse

from sixteenth.draw import Draft, para, run
from sixteenth.model import YEAR, beside, filled, habit, heads, labels, under


def _rename(d: Draft, say) -> None:
    for _, line in heads(d):
        for cell in line:
            year = int(YEAR.search(cell.text)[1])
            cell.bits[0].text = say(year)


CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


@habit("years rewritten")
def years_in_other_words(d: Draft) -> None:
    """Years are written otherwise."""
    way = d.rng.choice(
        (
            "{y}年度",
            "{y}",
            "{c}年",
            "{y} 年末",
            "FY{y}",
            "{s}年",
            "{y}年1-12月",
            "{y}.12.31",
            "{w}年",
            "{y}-12-31",
            "{y}年（实际）",
            "{y}年\n12月31日",
            "'{s}年",
            "{y}年12月",
        )
    )
    _rename(
        d,
        lambda y: way.format(
            y=y,
            c=str(y).translate(CHINESE),
            s=str(y)[2:],
            w=str(y).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        ),
    )


@habit("years rewritten")
def years_by_name(d: Draft) -> None:
    """Years are named by the year they are before."""
    if not heads(d):
        return
    top = max(d.paper.years)
    _rename(
        d,
        lambda y: (
            {0: "去年", 1: "前年", 2: "大前年"}.get(top - y, f"{y}年") if top - y < 3 else f"{y}年"
        ),
    )
    for one in list(d.paper.truth):
        if parse(one).year:
            d.paper.ask(one) if d.paper.truth[one] else d.paper.leave(one)


@habit("years in other order")
def years_newest_first(d: Draft) -> None:
    """The newest year comes first, with its answers."""
    for table, line in heads(d):
        rows = under(table, line)
        texts = [c.bits for c in line]
        for cell, bits in zip(line, reversed(texts), strict=True):
            cell.bits = bits
        for row in rows:
            held = [c.bits for c in row]
            for cell, bits in zip(row, reversed(held), strict=True):
                cell.bits = bits


@habit("years in other order")
def years_in_any_order(d: Draft) -> None:
    """The years stand in any order, with their answers."""
    for table, line in heads(d):
        rows, order = under(table, line), list(range(len(line)))
        d.rng.shuffle(order)
        for row in [line, *rows]:
            held = [c.bits for c in row]
            for cell, at in zip(row, order, strict=True):
                cell.bits = held[at]


@habit("years rewritten")
def years_moved_on(d: Draft) -> None:
    """Last time's form with the heads moved on by a year: only years of the form are its answers."""
    if not heads(d):
        return
    _rename(d, lambda y: f"{y + 1}年")
    moved = {}
    for one in [a for a in d.paper.truth if parse(a).year]:
        bit = next((b for _, b in filled(d) if b.address == one), None)
        moved[one] = bit.text if bit else ""
    for one in moved:
        d.paper.leave(one)
    for one, text in moved.items():
        year = parse(one).year
        there = one.replace(f"[{year}]", f"[{year + 1}]")
        if there in moved and text:
            d.paper.aside.discard(there)
            d.paper.truth[there] = text


@habit("years rewritten")
def year_heads_gone(d: Draft) -> None:
    """The heads say 第一年, 第二年 …: which years they are nobody says."""
    if not heads(d):
        return
    names = iter("一二三四五六七八")
    for _, line in heads(d):
        for cell in line:
            cell.bits[0].text = f"第{next(names, '九')}年"
    for one in [a for a in d.paper.truth if parse(a).year]:
        d.paper.ask(one) if d.paper.truth[one] else d.paper.leave(one)


@habit("years rewritten")
def one_year_twice(d: Draft) -> None:
    """Two heads name the same year."""
    if not heads(d):
        return
    for _, line in heads(d):
        line[0].bits[0].text = line[1].text
    for one in [a for a in d.paper.truth if parse(a).year]:
        d.paper.ask(one) if d.paper.truth[one] else d.paper.leave(one)


@habit("years in other order")
def years_as_rows(d: Draft) -> None:
    """The table of figures is turned: a row a year, a column a measure."""
    table = d.main[0]
    found = heads(d)
    if len(found) != 1 or found[0][0] is not table:
        return
    line = found[0][1]
    rows = list(under(table, line))
    named = []
    for row in rows:
        at = row[0].row
        label = [c for c in table.cells if c.row == at and c.col < row[0].col and c.role == "label"]
        if (
            len(label) == 1
            and label[0].rows == 1
            and not any(c.row < at < c.row + c.rows and c.col < row[0].col for c in table.cells)
        ):
            named.append((label[0], row))
    if len(named) < 3 or line[0].row + 1 != named[0][1][0].row:
        return
    first, last = line[0].row, named[0][1][0].row
    block = []
    for label, row in named:
        if row[0].row != last:
            break
        block.append((label, row))
        last += 1
    edges = tuple(i / (len(block) + 1) for i in range(len(block) + 2))
    cells = [Cell(0, 0, 1, 1, "label", [Bit("T", "年度")])]
    cells += [Cell(0, i + 1, 1, 1, "label", label.bits) for i, (label, _) in enumerate(block)]
    for number, head in enumerate(line, 1):
        cells.append(Cell(number, 0, 1, 1, "label", head.bits))
        cells += [
            Cell(number, i + 1, 1, 1, "value", row[number - 1].bits)
            for i, (_, row) in enumerate(block)
        ]
    turned = Table(edges, len(line) + 1, cells)
    above = Table(table.edges, first, [c for c in table.cells if c.row < first])
    below = [c for c in table.cells if c.row >= last]
    for one in below:
        one.row -= last
    d.tables = [above, turned, Table(table.edges, table.rows - last, below)]


@habit("rows added")
def rows_of_their_own(d: Draft) -> None:
    """Applicants added rows for other measures between the printed ones."""
    more = (
        "出口创汇（万美元）",
        "工业总产值（万元）",
        "缴纳社保人数（人）",
        "新产品产值率（%）",
        "其中：境外收入（万元）",
    )
    for table, line in heads(d)[:1]:
        rows = under(table, line)
        for row in reversed(d.rng.sample(rows, min(2, len(rows)))):
            at = row[0].row + 1
            if any(c.row < at < c.row + c.rows for c in table.cells):
                continue
            for cell in table.cells:
                if cell.row >= at:
                    cell.row += 1
            table.rows += 1
            start = line[0].col
            table.cells.append(Cell(at, 0, 1, start, "label", [Bit("T", d.rng.choice(more))]))
            table.cells += [
                Cell(at, h.col, 1, h.cols, "value", [Bit("T", str(d.rng.randint(10, 999)))])
                for h in line
            ]


@habit("rows added")
def a_column_of_remarks(d: Draft) -> None:
    """A column for remarks, growth or the unit was added at the right."""
    for table in d.main:
        edges = (*tuple(e * 0.85 for e in table.edges), 1.0)
        col = len(table.edges) - 1
        table.edges = edges
        for cell in table.cells:
            if cell.col + cell.cols == col and cell.cols == col:
                cell.cols += 1
        for row in range(table.rows):
            if any(c.row <= row < c.row + c.rows and c.col + c.cols > col for c in table.cells):
                continue
            head = any(YEAR.search(c.text) for c in table.cells if c.row == row)
            text = "备注" if head else d.rng.choice(("", "", "经审计", "12.5%", "合并口径"))
            table.cells.append(
                Cell(row, col, 1, 1, "label" if head else "text", [Bit("T", text)] if text else [])
            )


@habit("rows removed")
def rows_taken_out(d: Draft) -> None:
    """Rows that did not apply were taken out."""
    table = d.main[0]
    free = [
        r
        for r in range(2, table.rows)
        if not any(c.rows > 1 and c.row <= r < c.row + c.rows for c in table.cells)
        and any(c.row == r and any(b.kind == "B" for b in c.bits) for c in table.cells)
    ]
    for row in sorted(d.rng.sample(free, min(3, len(free))), reverse=True):
        for cell in [c for c in table.cells if c.row == row]:
            for bit in cell.bits:
                if bit.kind != "T" and bit.address in d.paper.truth:
                    d.paper.truth[bit.address] = ""
                    if bit.kind == "X":
                        d.paper.leave(bit.address)
            table.cells.remove(cell)
        for cell in table.cells:
            if cell.row > row:
                cell.row -= 1
        table.rows -= 1


@habit("rows removed")
def rows_in_other_order(d: Draft) -> None:
    """Rows of figures changed places, label and answers together."""
    for table, line in heads(d)[:1]:
        rows = [
            r
            for r in under(table, line)
            if not any(c.rows > 1 and c.row <= r[0].row < c.row + c.rows for c in table.cells)
        ]
        held = [
            [
                c.bits
                for c in sorted((c for c in table.cells if c.row == r[0].row), key=lambda c: c.col)
            ]
            for r in rows
        ]
        shapes = {len(one) for one in held}
        if len(shapes) != 1:
            continue
        d.rng.shuffle(held)
        for row, bits in zip(rows, held, strict=True):
            for cell, one in zip(
                sorted((c for c in table.cells if c.row == row[0].row), key=lambda c: c.col),
                bits,
                strict=True,
            ):
                cell.bits = one
    for one in list(d.paper.truth):  # 其中 below another row may then be said of that row
        if "service" in one and parse(one).year:
            d.paper.leave(one)


@habit("rows added")
def a_year_more(d: Draft) -> None:
    """A column for a fourth year was added at the left of the three."""
    for table, line in heads(d)[:1]:
        rows = under(table, line)
        first = line[0]
        if first.cols < 2 or any(r[0].cols < 2 for r in rows):
            continue
        year = int(YEAR.search(first.text)[1])
        for cell in [first, *(r[0] for r in rows)]:
            new = [Bit("T", f"{year - 1} 年" if cell is first else str(d.rng.randint(10, 99)))]
            table.cells.append(
                Cell(cell.row, cell.col, 1, 1, "label" if cell is first else "text", new)
            )
            cell.col, cell.cols = cell.col + 1, cell.cols - 1


@habit("rows added")
def a_sum_or_growth_column(d: Draft) -> None:
    """The last head's cell was cut in two: the year and 同比增长."""
    for table, line in heads(d)[:1]:
        rows, last = under(table, line), line[-1]
        if last.cols < 2 or any(r[-1].cols < 2 for r in rows):
            continue
        for cell in [last, *(r[-1] for r in rows)]:
            text = "同比增长（%）" if cell is last else str(d.rng.randint(1, 40))
            table.cells.append(
                Cell(
                    cell.row,
                    cell.col + cell.cols - 1,
                    1,
                    1,
                    "label" if cell is last else "text",
                    [Bit("T", text)],
                )
            )
            cell.cols -= 1


__all__ = ["beside", "labels", "para", "run"]
