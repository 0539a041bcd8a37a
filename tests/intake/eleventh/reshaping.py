"""How people build parts of the form anew: years as rows, lists in their own order, columns more or fewer."""

from __future__ import annotations

import re
from decimal import Decimal

from eleventh.layout import _bare, _clean_cut, _copied, _year_heads
from eleventh.paper import NUMBER, Bit, Cell, Kind, Paper, Table, parse


def _yearly(paper: Paper, table: Table) -> list[int]:
    """Return the rows that hold one field's years."""
    found = []
    for r in range(table.height):
        said = [b.address for c in table.row(r) for b in c.bits if parse(b.address or "x").year]
        if len(said) > 1 and len({one.partition("[")[0] for one in said}) == 1:
            found.append(r)
    return found


def years_down(paper: Paper) -> None:
    """The year table was turned: a row a year, a column an indicator, in a table of its own."""
    for table in list(paper.tables):
        heads, rows = _year_heads(table), _yearly(paper, table)
        if not heads or not rows:
            continue
        run = [r for r in rows if all(k in rows for k in range(heads[0] + 1, r + 1))]
        last = heads[0] + len(run)
        if len(run) < 2 or run[0] != heads[0] + 1 or not _clean_cut(table, last + 1) or not _clean_cut(table, heads[0]):  # fmt: skip
            continue
        names = [_name(table, r) for r in run]
        years = [
            _bare(c.text) for c in table.row(heads[0]) if re.fullmatch(r"20\d\d年", _bare(c.text))
        ]
        cells = [Cell(0, 0, 1, 1, "label", [Bit("年份")])]
        cells += [Cell(0, n + 1, 1, 1, "label", [Bit(one)]) for n, one in enumerate(names)]
        for k, year in enumerate(years):
            cells.append(Cell(k + 1, 0, 1, 1, "label", [Bit(year)]))
            for n, r in enumerate(run):
                mine = [c for c in table.row(r) if any("[20" in b.address for b in c.bits)]
                cells.append(Cell(k + 1, n + 1, 1, 1, "value", mine[k].bits))
        at = paper.parts.index(table)
        parts: list[str | Table] = [_copied(table, 0, heads[0])] if heads[0] else []
        parts.append(Table(len(names) + 1, cells))
        height = table.height
        if last + 1 < height:
            parts.append(_copied(table, last + 1, height))
        paper.parts[at : at + 1] = parts
        return


def _name(table: Table, r: int) -> str:
    labels = [c for c in table.cells if c.role == "label" and c.r <= r < c.r + c.h]
    return "".join(_bare(c.text) for c in sorted(labels, key=lambda one: one.c))


def list_order(paper: Paper, name: str = "clients") -> None:
    """The columns of a list stand in the clerk's own order, heads and all."""
    for table in paper.tables:
        rows = [r for r in range(table.height) if any(b.address.startswith(f"{name}[") for c in table.row(r) for b in c.bits)]  # fmt: skip
        if not rows:
            continue
        columns = sorted(c.c for c in table.row(rows[0]) if any(b.address.startswith(f"{name}[") for b in c.bits))  # fmt: skip
        for r in [rows[0] - 1, *rows]:
            cells = [c for c in table.row(r) if c.c in columns]
            if len(cells) != len(columns):
                return
            held = [c.bits for c in cells]
            for cell, bits in zip(cells, [*held[1:], held[0]], strict=True):
                cell.bits = bits


def more_column(paper: Paper, head: str = "备注", text: str = "") -> None:
    """A column of the clerk's own at the right of the year table: 备注, 三年合计."""
    for table in paper.tables:
        heads, rows = _year_heads(table), _yearly(paper, table)
        if not rows or not heads:
            continue
        for r in range(table.height):
            if r in rows or r in heads:
                figures = [Decimal(b.text) for c in table.row(r) for b in c.bits if "[20" in b.address and NUMBER.fullmatch(b.text)]  # fmt: skip
                said = head if r in heads else text or f"{sum(figures)}"
                table.cells.append(Cell(r, table.columns, 1, 1, "note", [Bit(said)]))
            else:
                for one in table.row(r):
                    one.w += one.c + one.w == table.columns
        reaching = [c for c in table.cells if c.h > 1 and c.c + c.w == table.columns]
        for one in reaching:
            one.w += not any(r in range(one.r, one.r + one.h) for r in [*rows, *heads])
        table.columns += 1


def year_dropped(paper: Paper) -> None:
    """A young firm deleted the first year's column."""
    for table in paper.tables:
        for r in [*_year_heads(table), *_yearly(paper, table)]:
            cells = [c for c in table.row(r) if re.fullmatch(r"20\d\d年", _bare(c.text)) or any("[20" in b.address for b in c.bits)]  # fmt: skip
            if len(cells) < 3 or cells[0].c + cells[0].w != cells[1].c:
                continue
            paper.forget(*(b.address for b in cells[0].bits if b.address))
            cells[1].c, cells[1].w = cells[0].c, cells[0].w + cells[1].w
            table.cells = [one for one in table.cells if one is not cells[0]]


def head_mistyped(paper: Paper) -> None:
    """Two columns bear the same year by mistake: nobody can tell which is which."""
    for table in paper.tables:
        heads = _year_heads(table)
        if heads:
            cells = [c for c in table.row(heads[0]) if re.fullmatch(r"20\d\d年", _bare(c.text))]
            twice = [_bare(c.text)[:4] for c in cells[:2]]
            cells[1].bits = [Bit(cells[0].text)]
            following = [r for r in heads if r > heads[0]]
            for r in _yearly(paper, table):
                if r > heads[0] and not (following and r > following[0]):
                    said = [b.address for c in table.row(r) for b in c.bits if b.address]
                    paper.ask(
                        *(one for one in said if one.endswith(tuple(f"[{y}]" for y in twice)))
                    )
            return


def in_the_label(paper: Paper, many: int = 3) -> None:
    """The answer was typed behind the label, in the label's cell; the cell beside is empty."""
    for cell, bit, _ in paper.some(99, Kind.NAME, Kind.PERSON, Kind.EMAIL, Kind.ADDRESS):
        place = paper.cell(bit.address)
        if place is None or not many or "[" in bit.address:
            continue
        left = [
            c
            for c in place[0].row(cell.r)
            if c.c + c.w == cell.c and c.role == "label" and c.h == 1
        ]
        if left and left[0].text.strip():
            many -= 1
            left[0].bits += [Bit("：" + bit.text)]
            cell.bits = [Bit("")]
            bit.look = "as-is"


def unit_line(paper: Paper, unit: str = "元", labels: bool = True) -> None:
    """One line above says the unit: 元 instead of 万元. Where the labels still say 万元, nobody can tell."""
    times = {"元": 10000, "千元": 10, "亿元": Decimal("0.0001")}[unit]
    found = False
    for table in paper.tables:
        for r in _yearly(paper, table):
            mine = [b for c in table.row(r) for b in c.bits if b.address]
            known = paper.field(mine[0].address)
            if known.kind is not Kind.MONEY or known.unit != "万元":
                continue
            if any(b.text and not NUMBER.fullmatch(b.text) for b in mine):
                continue
            found = True
            for one in (c for c in table.row(r) if c.role == "label" and labels):
                one.bits = [Bit(re.sub(r"[（(]万元[）)]", "", _bare(one.text)))]
            for bit in (b for b in mine if b.text):
                bit.text = f"{(Decimal(bit.text) * times).normalize():f}"
                bit.look = "as-is"
                if not labels:
                    paper.ask(bit.address)
    if found:
        # the table's other amounts are in 万元 by their own labels: one may ask after them too
        here = [b.address for _, _, b, k in paper.bits(Kind.MONEY) if not b.look]
        paper.leave(*here)
        paper.parts.insert(paper.parts.index(paper.main), f"金额单位：{unit}")


def growth_in_words(paper: Paper) -> None:
    """增长 and 下降 are written out before rates of growth."""
    for n, (_, bit, known) in enumerate(paper.figures(99, Kind.PERCENT)):
        if known.negative and "growth" in bit.address:
            down = n % 2 == 0
            number = bit.text
            bit.text = f"{'下降' if down else '增长'}{number}%"
            paper.say(bit.address, f"-{number}" if down else number)


def foreign_capital(paper: Paper) -> None:
    """The capital is in dollars."""
    for _, bit, known in paper.alone(Kind.MONEY):
        if known.address == "org.capital" and NUMBER.fullmatch(bit.text):
            bit.text += "万美元"
            paper.ask(bit.address)


def paid_in(paper: Paper) -> None:
    """注册资本 with what is paid in: the capital is the first, in words."""
    for _, bit, known in paper.alone(Kind.MONEY):
        if known.address == "org.capital" and NUMBER.fullmatch(bit.text):
            bit.text += f"（实缴{int(Decimal(bit.text) * Decimal('0.4'))}）"


def tick_between(paper: Paper) -> None:
    """A tick between two labels: it may be either's."""
    for address, boxes in paper.boxes().items():
        cells = {id(c) for c, _ in boxes}
        if paper.field(address).kind is Kind.YES_NO and len(cells) == 1 and len(boxes) == 2:
            cell, second = boxes[1]
            for _, bit in boxes:
                bit.text, bit.on = "", False
            cell.bits.insert(cell.bits.index(second), Bit("√　"))
            paper.ask(address)
            return


def letters_for_boxes(paper: Paper) -> None:
    """A, B, C before the labels and the answer in brackets before them: （A）."""
    for address, boxes in paper.boxes().items():
        cells = {id(c): c for c, _ in boxes}
        if (
            len(cells) > 1
            or len({b.address for b in boxes[0][0].bits if b.address}) > 1
            or address == "cover.kind"
        ):
            continue
        names = "ABCDEFGHIJKLMNOP"
        said = "".join(names[n] for n, (_, b) in enumerate(boxes) if b.on)
        for n, (_, bit) in enumerate(boxes):
            bit.text = f"{names[n]}."
        boxes[0][0].bits.insert(0, Bit(f"（{said}）"))


def shifted(paper: Paper) -> None:
    """A name went into the cell of the post and the post into the name's: the officer would ask."""
    a, b = paper.cell("contact.name"), paper.cell("contact.phone")
    if (
        a
        and b
        and len(a[1].bits) == len(b[1].bits) == 1
        and a[1].text.strip()
        and b[1].text.strip()
    ):
        a[1].bits, b[1].bits = b[1].bits, a[1].bits
        paper.ask("contact.name", "contact.phone")
