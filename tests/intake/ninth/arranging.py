"""How people arrange a form anew: rows more and less, lists, lines, tables apart, years down the side."""

from __future__ import annotations

import itertools

from ninth.page import Bit, Cell, Page, Table
from ninth.years import heads_of, plain, row_label


def look_alike_rows(page: Page) -> None:
    """Rows more whose labels look like those of the form."""
    words = ("主营业务收入（万元）", "负债总额（万元）", "其中：出口收入（万元）", "固定资产总额（万元）", "利税总额（万元）", "扣非净利润（万元）",
             "研发投入（万元）", "服务收入增长率（%）", "营业收入增长率（%）", "软件著作权（项）", "PCT专利（项）")  # fmt: skip
    rows = page.yearly()
    for table, cells in rows[:: max(1, len(rows) // 4)]:
        label = next((one for one in table.row(cells[0].r) if one.role == "label"), None)
        if label is None:
            continue
        line = [Cell(0, label.c, 1, label.w, "label", [Bit(page.rng.choice(words))])]
        line += [
            Cell(0, one.c, 1, one.w, "other", [Bit(f"{page.rng.uniform(5, 900):.1f}")])
            for one in cells
        ]
        if any(one.r < cells[0].r and one.r + one.h > cells[0].r for one in table.cells):
            continue
        table.insert_row(cells[0].r + page.rng.randint(0, 1), line)


def look_alike_cells(page: Page) -> None:
    """Rows of text more in the head of the form: an old name, a branch's address, a second contact."""
    words = (("曾用名", "临江阀门厂"), ("办公地址", "临江县老街3号"), ("财务负责人", "金在野"), ("第二联系人", "卜算子"), ("微信号", "pdy_oa"),
             ("实际控制人", "尤里"), ("股票代码", "000000"), ("参保人数", "217"), ("纳税识别号", "00000000000"), ("经办人手机", "13800000777"))  # fmt: skip
    table = page.main
    first = min((cell.r for t, cell, _, _ in page.answers() if t is table), default=0)
    for place, (label, text) in enumerate(page.rng.sample(words, 3)):
        at = first + place * 2 + 1
        if any(one.r < at < one.r + one.h for one in table.cells):
            continue
        half = max(1, table.columns // 3)
        table.insert_row(
            at,
            [
                Cell(0, 0, 1, half, "label", [Bit(label)]),
                Cell(0, half, 1, table.columns - half, "other", [Bit(text)]),
            ],
        )


def rows_taken_out(page: Page) -> None:
    """Rows that do not apply are gone."""
    table = page.main
    for r in range(table.height - 4, 3, -1):
        line = [one for one in table.cells if one.r <= r < one.r + one.h]
        if (
            page.rng.random() < 0.12
            and all(one.h == 1 and one.r == r for one in line)
            and any(one.answers for one in line)
            and not any("]." in b.address for one in line for b in one.answers)
        ):
            page.forget(*(b.address for one in line for b in one.bits if b.address))
            table.drop_row(r)


def one_under_other(page: Page) -> None:
    """A list of two columns: label and value, whatever stood beside."""
    table = page.main
    rows: list[list[Cell]] = []
    for r in range(table.height):
        line = table.row(r)
        pairs = [one for one in line if one.role in {"label", "value"}]
        plain = (
            [one.role for one in line] == ["label", "value"] * (len(line) // 2)
            and all(one.h == 1 for one in line)
            and len(line) > 2
        )
        blocked = any(one.r < r < one.r + one.h for one in table.cells)
        if plain and not blocked:
            half = table.columns // 2
            for a, b in zip(pairs[::2], pairs[1::2], strict=True):
                rows.append(
                    [
                        Cell(0, 0, 1, half, "label", a.bits),
                        Cell(0, half, 1, table.columns - half, "value", b.bits),
                    ]
                )
        else:
            rows.append(line)
    made = Table(table.columns, [])
    for height, line in enumerate(rows):
        for one in line:
            if one in table.cells:
                made.cells.append(Cell(height, one.c, one.h, one.w, one.role, one.bits))
            else:
                made.cells.append(Cell(height, one.c, 1, one.w, one.role, one.bits))
    page.parts[page.parts.index(table)] = made


def no_table(page: Page) -> None:
    """Lines in place of a table: 企业名称：… — two to a line with blanks between."""
    table = page.main
    lines: list[str | Table] = []
    rest = Table(table.columns, [])
    cut = min((cells[0].r for t, cells in page.yearly() if t is table), default=table.height)
    at = page.parts.index(table)
    r = 0
    while r < min(cut - 1, table.height):
        line = table.row(r)
        if (
            [one.role for one in line] != ["label", "value"] * (len(line) // 2)
            or any(one.h > 1 for one in line)
        ) and not (len(line) == 1 and line[0].role == "heading"):
            break
        gap = page.rng.choice(("        ", "\t", "　　　　", "；"))
        if line and line[0].role == "heading":
            lines.append(line[0].text)
        else:
            lines.append(
                gap.join(
                    f"{plain(a.text)}：{b.text or '      '}"
                    for a, b in zip(line[::2], line[1::2], strict=True)
                )
            )
        r += 1
    rest = table.part(r, table.height)
    page.parts[at : at + 1] = [*lines, rest]


def parts_apart(page: Page) -> None:
    """A table for each section, its head as a line over it."""
    table = page.main
    heads = [one.r for one in table.cells if one.role == "heading"]
    cuts = set(table.cuts())
    at = page.parts.index(table)
    ends = [*[one for one in heads if one in cuts or one == 0], table.height]
    made: list[str | Table] = []
    if ends[0] > 0:
        made.append(table.part(0, ends[0]))
        table.cells = [one for one in table.cells if one not in made[0].cells]
    for first, last in itertools.pairwise(ends):
        cells = [one for one in table.cells if first <= one.r < last]
        head = next((one for one in cells if one.role == "heading" and one.r == first), None)
        piece = Table(
            table.columns,
            [
                Cell(one.r - first - 1, one.c, one.h, one.w, one.role, one.bits)
                for one in cells
                if one is not head
            ],
        )
        made += [head.text if head else "", piece, *(["\x0e"] if page.rng.random() < 0.4 else [])]
    page.parts[at : at + 1] = made


def cut_with_heads(page: Page) -> None:
    """Cut in the middle of the year table; the row of years stands again over the rest."""
    heads = heads_of(page)
    if not heads:
        return
    table, cells = heads[0]
    rows = [c[0].r for t, c in page.yearly() if t is table and c[0].r > cells[0].r]
    cuts = [one for one in rows[1:] if one in table.cuts()]
    if not cuts:
        return
    cut = page.rng.choice(cuts)
    again = [Cell(0, one.c, 1, one.w, one.role, [Bit(one.text)]) for one in table.row(cells[0].r)]
    below = [
        Cell(one.r - cut + 1, one.c, one.h, one.w, one.role, one.bits)
        for one in table.cells
        if one.r >= cut
    ]
    table.cells = [one for one in table.cells if one.r < cut]
    at = page.parts.index(table)
    page.parts[at + 1 : at + 1] = ["\f", "（续表）", Table(table.columns, again + below)]


def turned_over(page: Page) -> None:
    """Years down the side, figures across."""
    rows = page.yearly()
    heads = heads_of(page)
    if not rows or not heads:
        return
    table, years = heads[0]
    mine = [
        (c[0].r, row_label(table, c[0]), c)
        for t, c in rows
        if t is table and len(c) == len(years) and c[0].r > years[0].r
    ]
    run = [one for place, one in enumerate(mine) if one[0] == years[0].r + 1 + place]
    if (
        len(run) < 3
        or table not in page.parts
        or any(
            one.h > 1 and one.r <= run[-1][0] and one.r + one.h > years[0].r for one in table.cells
        )
    ):
        return
    new = Table(len(run) + 1, [Cell(0, 0, 1, 1, "label", [Bit("年度")])])
    for place, (_, label, _) in enumerate(run):
        new.cells.append(Cell(0, place + 1, 1, 1, "label", [Bit(label)]))
    for line, year in enumerate(years):
        new.cells.append(Cell(line + 1, 0, 1, 1, "label", [Bit(year.text)]))
        for place, (_, _, cells) in enumerate(run):
            new.cells.append(Cell(line + 1, place + 1, 1, 1, "value", cells[line].bits))
    first, last = years[0].r, run[-1][0] + 1
    top = Table(table.columns, [one for one in table.cells if one.r < first])
    rest = table.part(last, table.height)
    at = page.parts.index(table)
    page.parts[at : at + 1] = [top, "", new, "", rest]


def nested(page: Page) -> None:
    """The year table as a table within a cell."""
    rows = page.yearly()
    heads = heads_of(page)
    if not rows or not heads:
        return
    table, years = heads[0]
    last = max(c[0].r for t, c in rows if t is table) + 1
    first = years[0].r
    if (first and first not in table.cuts()) or last not in [*table.cuts(), table.height]:
        return
    inner = Table(
        table.columns,
        [
            Cell(one.r - first, one.c, one.h, one.w, one.role, one.bits)
            for one in table.cells
            if first <= one.r < last
        ],
    )
    keep = [one for one in table.cells if one.r < first]
    keep.append(Cell(first, 0, 1, table.columns, "other", [Bit("")], [inner]))
    keep += [
        Cell(one.r - last + first + 1, one.c, one.h, one.w, one.role, one.bits)
        for one in table.cells
        if one.r >= last
    ]
    table.cells = keep
