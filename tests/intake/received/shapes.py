"""What people and programs do to rows, columns, years and to the file as a whole."""

from __future__ import annotations

import re
from dataclasses import replace

from received.habits import relabel
from received.model import Cell, Paper, Part, Table
from received.people import fill, form_of


def _text(text: str, columns: int = 1) -> Cell:
    return Cell([Part("text", text)], columns)


def _plain_rows(table: Table) -> list[int]:
    """Return rows that stand alone and hold labels and values only."""
    return [
        n
        for n, row in enumerate(table.rows)
        if row and table.alone(n) and all(c.is_label or c.is_value for c in row)
    ]


def _main(paper: Paper) -> Table:
    return max(paper.tables, key=lambda one: len(one.rows))


# ---- rows ----


def rows_added(paper: Paper) -> None:
    table = _main(paper)
    for at in sorted(paper.rng.sample(_plain_rows(table)[1:], 3), reverse=True):
        if (
            any("[" in a for c in table.rows[at] for a in c.addresses)
            or "序号" in table.rows[at - 1][0].text
        ):
            continue
        row = paper.rng.choice(
            [
                [_text("备注：以上数据经会计师事务所审计", table.columns)],
                [_text("开户银行"), _text("临江农商行", table.columns - 1)],
                [_text("", table.columns)],
            ]
        )
        if table.alone(at):
            table.rows.insert(at, row)


def rows_removed(paper: Paper) -> None:
    table = _main(paper)
    rows = [n for n in _plain_rows(table) if any(c.is_value for c in table.rows[n])]
    for at in sorted(paper.rng.sample(rows, min(3, len(rows))), reverse=True):
        if any(
            part.address.startswith(("clients", "investors"))
            for c in table.rows[at]
            for part in c.parts
        ) or not any(c.is_label for c in table.rows[at]):
            continue
        for cell in table.rows[at]:
            for address in cell.addresses:
                paper.truth.pop(address, None)
                paper.unsaid.add(address)
        del table.rows[at]


def rows_merged(paper: Paper) -> None:
    """Two rows of one label and one value each become one: both labels and both values together."""
    table = _main(paper)
    pairs = [
        row
        for row in table.rows
        if len(row) == 4
        and [c.is_label for c in row] == [True, False, True, False]
        and all(c.is_value for c in row[1::2])
    ]
    for row in pairs[:1]:
        at = table.rows.index(row)
        if not table.alone(at):
            continue
        label, value, other, more = row
        table.rows[at : at + 1] = [
            [replace_columns(label, 2), replace_columns(value, table.columns - 2)],
            [replace_columns(other, 2), replace_columns(more, table.columns - 2)],
        ]


def replace_columns(cell: Cell, columns: int) -> Cell:
    return replace(cell, columns=columns)


def one_pair_a_row(paper: Paper) -> None:
    table = _main(paper)
    for at in reversed(_plain_rows(table)):
        row = table.rows[at]
        if (
            len(row) in {4, 6}
            and all(c.is_label for c in row[::2])
            and all(c.is_value for c in row[1::2])
        ):
            table.rows[at : at + 1] = [
                [replace_columns(a, 2), replace_columns(b, table.columns - 2)]
                for a, b in zip(row[::2], row[1::2], strict=True)
            ]


def label_and_value_together(paper: Paper) -> None:
    mark = paper.rng.choice(["：", ":", "： ", "　"])
    table = _main(paper)
    for at in _plain_rows(table):
        row = table.rows[at]
        years = any(re.search(r"\[20\d\d\]", a) for c in row for a in c.addresses)
        if (
            years
            or len(row) % 2
            or not all(c.is_label for c in row[::2])
            or not all(c.is_value for c in row[1::2])
        ):
            continue
        table.rows[at] = [
            Cell([Part("text", a.text + mark), *b.parts], a.columns + b.columns)
            for a, b in zip(row[::2], row[1::2], strict=True)
        ]


def value_cells_split(paper: Paper) -> None:
    table = _main(paper)
    for row in table.rows:
        for cell in list(row):
            if cell.is_value and cell.columns > 1 and cell.rows == 1 and paper.rng.random() < 0.25:
                row.insert(row.index(cell) + 1, _text("", cell.columns // 2))
                cell.columns -= cell.columns // 2


def merged_labels_undone(paper: Paper) -> None:
    table = _main(paper)
    starts = table.starts()
    tall = [(n, c) for n, row in enumerate(table.rows) for c in row if c.rows > 1 and c.is_label]
    for number, cell in tall:
        for below in range(1, cell.rows):
            row = table.rows[number + below]
            place = sum(starts.get(id(c), 0) < starts[id(cell)] for c in row)
            extra = _text(paper.rng.choice(["", cell.text]), cell.columns)
            row.insert(place, extra)
            starts[id(extra)] = starts[id(cell)]
        cell.rows = 1


def more_rows(paper: Paper) -> None:
    """A list of the form has more rows than it prints."""
    fresh = fill(paper.form, paper.rng, repeats={"clients": 8, "investors": 5})
    paper.blocks, paper.truth = fresh.blocks, fresh.truth


# ---- years ----


def _head_rows(paper: Paper) -> list[tuple[Table, int, list[int]]]:
    """Return rows of year heads: table, row, the cells that are years."""
    found = []
    for table in paper.tables:
        for number, row in enumerate(table.rows):
            heads = [at for at, c in enumerate(row) if re.fullmatch(r"20\d\d 年", c.text)]
            if len(heads) > 1:
                found.append((table, number, heads))
    return found


def _series(table: Table, head: int) -> list[int]:
    rows = []
    for number in range(head + 1, len(table.rows)):
        if not any(re.search(r"\[20\d\d\]", a) for c in table.rows[number] for a in c.addresses):
            break
        rows.append(number)
    return rows


def years_newest_first(paper: Paper) -> None:
    for table, head, heads in _head_rows(paper):
        last = [table.rows[n][-len(heads) :] for n in _series(table, head)]
        if not all(cell.addresses for row in last for cell in row):
            continue
        for number in [head, *_series(table, head)]:
            row = table.rows[number]
            count = len(heads)
            widths = [c.columns for c in row[-count:]]
            row[-count:] = row[-count:][::-1]
            for cell, columns in zip(row[-count:], widths, strict=True):
                cell.columns = columns


def years_rewritten(paper: Paper) -> None:
    style = paper.rng.choice(
        [
            "{}年",
            "{}",
            "{}年度",
            "{}年末",
            "二〇",
            "（{}年）",
            "{} 年数据",
            "{}.12.31",
            "{}年1-12月",
            "{}年（实际）",
        ]
    )
    for table, head, heads in _head_rows(paper):
        for at in heads:
            year = table.rows[head][at].text[:4]
            text = (
                "".join("〇一二三四五六七八九"[int(d)] for d in year) + "年"
                if style == "二〇"
                else style.format(year)
            )
            relabel(table.rows[head][at], text)


def other_years(paper: Paper) -> None:
    """The heads say one year later than the form prints: those are the years that count."""
    shifted: dict[str, tuple[str, ...]] = {}
    for table, head, heads in _head_rows(paper):
        for at in heads:
            relabel(table.rows[head][at], f"{int(table.rows[head][at].text[:4]) + 1} 年")
        for number in _series(table, head):
            for part in (part for cell in table.rows[number] for part in cell.parts):
                found = re.fullmatch(r"(.*)\[(20\d\d)\]", part.address)
                if found:
                    later = f"{found.group(1)}[{int(found.group(2)) + 1}]"
                    shifted[later] = paper.truth.pop(part.address)
                    part.address = later
    paper.truth |= shifted
    pack, form = form_of(paper.form)
    if pack.years((), form):  # else the form leaves its years open
        paper.unsaid |= {one for one in shifted if int(one[-5:-1]) not in paper.years}
        first = min(paper.years)
        paper.unsaid |= {f"{one[:-6]}[{first}]" for one in shifted}


def growth_column(paper: Paper) -> None:
    """A column 年均增长率 was drawn at the right of the years."""
    for table, head, _ in _head_rows(paper):
        for number in [head, *_series(table, head)]:
            row = table.rows[number]
            wide = next((c for c in reversed(row) if c.columns > 1 and c.rows == 1), None)
            if wide is None:
                return
        for number in [head, *_series(table, head)]:
            row = table.rows[number]
            last = row[-1]
            if last.columns < 2:
                return
            last.columns -= 1
            row.append(
                _text("年均增长率" if number == head else paper.rng.choice(["8.5%", "12%", "—"]))
            )


def unit_column(paper: Paper) -> None:
    for table, head, heads in _head_rows(paper):
        rows = [head, *_series(table, head)]
        if any(len(table.rows[n]) != len(heads) + 1 or table.rows[n][0].columns < 2 for n in rows):
            continue
        for number in rows:
            label = table.rows[number][0]
            found = re.search(r"[（(](.+?)[）)]$", label.text)
            unit = "单位" if number == head else found.group(1) if found else ""
            if found and number != head:
                relabel(label, label.text[: found.start()])
            label.columns -= 1
            table.rows[number].insert(1, _text(unit))


def years_down(paper: Paper) -> None:
    """The part of the years is typed turned over: a row a year, a column an indicator."""
    for table, head, heads in _head_rows(paper):
        rows = _series(table, head)
        simple = all(
            len(table.rows[n]) == len(heads) + 1 and all(c.rows == 1 for c in table.rows[n])
            for n in rows
        )
        if not simple or not all(table.alone(n) for n in [head, *rows]):
            continue
        lines = [table.rows[n] for n in rows]
        years = [table.rows[head][at] for at in heads]
        turned = [[_text("年度"), *(replace_columns(line[0], 1) for line in lines)]]
        for number, year in enumerate(years):
            turned.append(
                [
                    replace_columns(year, 1),
                    *(replace_columns(line[number - len(years)], 1) for line in lines),
                ]
            )
        above = Table(table.columns, table.rows[:head])
        below = Table(table.columns, table.rows[rows[-1] + 1 :])
        at = paper.blocks.index(table)
        paper.blocks[at : at + 1] = [
            one for one in (above, Table(len(lines) + 1, turned), below) if one.rows
        ]
        return


ROW_HABITS = [
    rows_added, rows_removed, rows_merged, one_pair_a_row, label_and_value_together, value_cells_split,
    merged_labels_undone,
]  # fmt: skip
YEAR_HABITS = [
    years_newest_first,
    years_rewritten,
    other_years,
    growth_column,
    unit_column,
    years_down,
]
LIST_HABITS = [more_rows]
