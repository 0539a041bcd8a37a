"""What PDF converters do to a table: rows split and joined, columns shifted, cells broken, pages in between."""

from __future__ import annotations

from copy import deepcopy

from eighteenth.habits import habit, look
from eighteenth.model import Block, Cell, Line, Paper, Run, Table, cell, flat, line

look("p", "nogrid", "nowidths", "float", "tables_touch", "header")


def _main(paper: Paper) -> Table:
    """Return the table with most cells."""
    return max(paper.tables, key=lambda one: len(one.cells))


def _put(paper: Paper, table: Table, *more: Block) -> None:
    """Put blocks behind a table."""
    at = next(n for n, one in enumerate(paper.blocks) if one is table)
    paper.blocks[at + 1 : at + 1] = more


def _year_head(table: Table, row: int) -> list[Cell]:
    """Return the cells of the row with the years' heads that stands over a row."""
    for above in range(row - 1, -1, -1):
        cells = table.line(above)
        if sum("20" in one.text and "年" in one.text and len(one.text) < 9 for one in cells) > 1:
            return cells
    return []


@habit("p", 3)
def page_break(paper: Paper) -> None:
    """The table is cut where the page ends; the head of the years stands again."""
    table = _main(paper)
    seams = [r for r in table.seams() if 3 < r < table.rows - 1]
    if not seams:
        return
    at = paper.rng.choice(seams)
    years = _year_head(table, at) if paper.rng.random() < 0.7 else []
    value = [one for one in table.line(at) if one.role == "value" and one.cols]
    rest = table.cut(at)
    if years and value and all(one.sole is None or "[" in one.sole.address for one in value):
        rest.add_row(
            0, [Cell(0, one.col, 1, one.cols, one.role, deepcopy(one.paras)) for one in years]
        )
    page = paper.rng.choice(("- 2 -", "第 2 页 共 4 页", "2", "2/4", "—2—"))
    head = paper.rng.choice(("", "服务型制造示范申报书"))
    _put(paper, table, line(page), *([line(head)] if head else []), rest)


@habit("p", 3)
def page_breaks_many(paper: Paper) -> None:
    for n in range(3):
        table = _main(paper)
        seams = [r for r in table.seams() if 2 < r < table.rows - 1]
        if seams:
            rest = table.cut(paper.rng.choice(seams))
            _put(paper, table, line(f"- {n + 1} -"), rest)


@habit("p", 3)
def page_rows_inside(paper: Paper) -> None:
    """Page numbers and the head line of a page stand in the table as rows."""
    table = _main(paper)
    for n, at in enumerate(
        sorted(paper.rng.sample(table.seams(), min(3, len(table.seams()))), reverse=True)
    ):
        words = paper.rng.choice(
            (f"- {n + 2} -", f"第 {n + 2} 页", f"{n + 2}", "服务型制造示范申报表", "（续表）")
        )
        table.add_row(at, [cell(words, 0, table.cols, "other")])


@habit("p", 3)
def heads_repeated(paper: Paper) -> None:
    """The years' head stands again in the middle of the table, as on a new page."""
    table = _main(paper)
    rows = [
        r
        for r in table.seams()
        if _year_head(table, r)
        and any(
            "[" in slot.address and "]." not in slot.address
            for one in table.line(r)
            for slot in one.slots
        )
    ]
    if rows:
        at = paper.rng.choice(rows)
        heads = _year_head(table, at)
        table.add_row(
            at, [Cell(0, one.col, 1, one.cols, one.role, deepcopy(one.paras)) for one in heads]
        )


@habit("p", 3)
def long_cells_broken(paper: Paper) -> None:
    """A long answer goes on in a row of its own on the next page, its label's cell empty."""
    table = _main(paper)
    for one in [
        c
        for c in table.cells
        if c.sole and c.sole.field.kind.value == "long-text" and len(c.text) > 30 and c.rows == 1
    ]:
        slot = one.sole
        if (
            slot is None
            or slot.done
            or paper.rng.random() < 0.4
            or one.row + 1 not in [*table.seams(), table.rows]
        ):
            continue
        at, text = len(slot.text) // 2, slot.text
        beside = [other for other in table.line(one.row) if other is not one]
        if any(other.slots for other in beside):
            continue
        slot.done = True
        slot.show(text[:at])
        rest = [Cell(0, other.col, 1, other.cols, "other", []) for other in beside]
        table.add_row(
            one.row + 1,
            [
                *rest,
                Cell(
                    0, one.col, 1, one.cols, "other", [[Run(row)] for row in text[at:].split("\n")]
                ),
            ],
        )


@habit("p", 3)
def labels_over_rows(paper: Paper) -> None:
    """A label is cut over two rows; the answers stand beside its first or its second half."""
    table, done = _main(paper), 0
    for row in reversed(table.seams()):
        cells = table.line(row)
        labels = [
            one for one in cells if one.role == "label" and one.rows == 1 and len(one.text) > 6
        ]
        plain = all(one.rows == 1 for one in cells) and any(one.slots for one in cells)
        if (
            done > 2
            or not labels
            or not plain
            or paper.rng.random() < 0.5
            or row + 1 not in [*table.seams(), table.rows]
        ):
            continue
        late, below = paper.rng.random() < 0.4, []
        for one in cells:
            other = Cell(0, one.col, 1, one.cols, one.role if one.role == "label" else "other", [])
            if one in labels:
                text, at = "".join(one.text.split()), max(3, len("".join(one.text.split())) // 2)
                one.paras, other.paras = [[Run(text[:at])]], [[Run(text[at:])]]
            elif late:
                other.paras, one.paras = one.paras, []
                other.role, one.role = one.role, "other"
            below.append(other)
        table.add_row(row + 1, below)
        done += 1


@habit("p", 3)
def rows_joined(paper: Paper) -> None:
    """Two rows are one: their cells hold two paragraphs each."""
    table = _main(paper)
    for row in reversed(table.seams()):
        above, below = table.line(row - 1), table.line(row)
        shape = [(one.col, one.cols, one.rows, one.role) for one in above]
        same = shape == [(one.col, one.cols, one.rows, one.role) for one in below]
        full = all(
            one.rows == 1 and len(one.lines) == 1 and not one.blank() for one in [*above, *below]
        )
        if same and full and row + 1 in table.seams() and paper.rng.random() < 0.5:
            for one, two in zip(above, below, strict=True):
                one.paras += two.paras
            _drop_row(table, row)
            return


def _drop_row(table: Table, row: int) -> None:
    table.cells = [one for one in table.cells if one.row != row]
    for one in table.cells:
        one.row -= one.row > row
    table.rows -= 1


@habit("p", 3)
def label_with_value(paper: Paper) -> None:
    """The line between a label and its answer is lost: one cell holds both."""
    for one, slot in paper.some(4, "short", "code"):
        table = paper.table_of(one)
        left = table.covering().get((one.row, one.col - 1))
        if (
            left is None
            or left.role != "label"
            or left.rows != one.rows
            or left.row != one.row
            or len(left.lines) > 1
        ):
            continue
        gap = paper.rng.choice((" ", "  ", "\u3000", "：", "\t"))
        left.paras = [[*left.paras[0], Run(gap), slot]]
        left.cols += one.cols
        left.role = "other"
        table.cells.remove(one)


@habit("p", 3)
def value_with_label(paper: Paper) -> None:
    """An answer and the label behind it share a cell."""
    for one, slot in paper.some(3, "short", "code"):
        table = paper.table_of(one)
        right = table.covering().get((one.row, one.col + one.cols))
        if right is None or right.role != "label" or right.rows != one.rows or len(right.lines) > 1:
            continue
        one.paras = [[slot, Run(paper.rng.choice(("  ", "\u3000", "    "))), *right.paras[0]]]
        one.cols += right.cols
        one.role = "other"
        table.cells.remove(right)


@habit("p", 3)
def empty_column(paper: Paper) -> None:
    """A spurious empty column, some rows shifted into it."""
    table = _main(paper)
    at = paper.rng.randint(1, table.cols - 1)
    table.add_column(at)
    for one in list(table.cells):
        if one.col == at + 1 and paper.rng.random() < 0.3 and (one.row, at) not in table.covering():
            one.col -= 1
            one.cols += paper.rng.random() < 0.5


@habit("p", 3)
def empty_columns_all(paper: Paper) -> None:
    """Between all columns stands an empty one."""
    table = _main(paper)
    for at in range(table.cols - 1, 0, -1):
        table.add_column(at)


@habit("p", 3)
def empty_edge(paper: Paper) -> None:
    table = _main(paper)
    table.add_column(0)
    if paper.rng.random() < 0.5:
        table.add_column(table.cols)


@habit("p", 3)
def empty_rows(paper: Paper) -> None:
    table = _main(paper)
    for at in sorted(paper.rng.sample(table.seams(), min(5, len(table.seams()))), reverse=True):
        table.add_row(at, [])


@habit("p", 3)
def values_split(paper: Paper) -> None:
    """A false column line goes through an answer: it stands in two cells."""
    for one, slot in paper.some(4, "short", "long", "number", "code"):
        table = paper.table_of(one)
        text = slot.text
        if one.cols < 2 or "\n" in text or len(text) < 4:
            continue
        at = text.index(".") if "." in text and slot.field.kind.numeric else len(text) // 2
        first = one.cols // 2
        slot.show(text[:at])
        table.cells.append(
            Cell(one.row, one.col + first, one.rows, one.cols - first, "other", [[Run(text[at:])]])
        )
        one.cols = first


@habit("p", 3)
def labels_split(paper: Paper) -> None:
    """A false column line goes through a label."""
    table, done = _main(paper), 0
    for one in list(table.cells):
        text = one.text
        if (
            one.role == "label"
            and one.cols > 1
            and "\n" not in text
            and len(text) > 3
            and done < 6
            and paper.rng.random() < 0.5
        ):
            at, first = len(text) // 2, one.cols // 2
            one.paras = [[Run(text[:at])]]
            table.cells.append(
                Cell(
                    one.row,
                    one.col + first,
                    one.rows,
                    one.cols - first,
                    "label",
                    [[Run(text[at:])]],
                )
            )
            one.cols, done = first, done + 1


@habit("p", 3)
def merges_lost_down(paper: Paper) -> None:
    """A tall cell is cut: its words stand in the first row, below are empty cells, or in each."""
    again = paper.rng.random() < 0.5
    for table in paper.tables:
        for one in [c for c in table.cells if c.rows > 1 and not c.slots and c.role == "label"]:
            for row in range(one.row + 1, one.row + one.rows):
                paras = deepcopy(one.paras) if again else []
                table.cells.append(Cell(row, one.col, 1, one.cols, one.role, paras))
            one.rows = 1


@habit("p", 3)
def merges_lost_across(paper: Paper) -> None:
    """A wide cell is cut: what it says stands in its first part."""
    for table in paper.tables:
        for one in list(table.cells):
            one.cols = 1 if one.role != "heading" else one.cols


@habit("p", 3)
def merges_filled(paper: Paper) -> None:
    """Each part of a merged cell says what the cell said, as scripts write it."""
    for table in paper.tables:
        for one in [c for c in table.cells if c.cols > 1 or c.rows > 1]:
            if any(run.marks.get("comment") for row in one.lines for run in row):
                continue
            paras: list = [list(row) for row in one.lines]
            for row in range(one.row, one.row + one.rows):
                for col in range(one.col, one.col + one.cols):
                    if (row, col) != (one.row, one.col):
                        table.cells.append(Cell(row, col, 1, 1, one.role, deepcopy(paras)))
            one.rows = one.cols = 1


@habit("p", 3)
def a_table_a_section(paper: Paper) -> None:
    table = _main(paper)
    rows = [one.row for one in table.cells if one.role == "heading" and one.row in table.seams()]
    for row in sorted(rows, reverse=True):
        rest = table.cut(row)
        head = rest.line(0)[0] if rest.line(0) else None
        if head is not None and head.role == "heading" and rest.rows > 1 and len(rest.line(0)) == 1:
            _drop_row(rest, 0)
            _put(paper, table, line(head.text), rest)
        else:
            _put(paper, table, rest)


@habit("p", 3)
def a_table_a_row(paper: Paper) -> None:
    table = _main(paper)
    for row in sorted(table.seams(), reverse=True):
        _put(paper, table, table.cut(row))


@habit("p", 2, "docx")
def answers_in_boxes(paper: Paper) -> None:
    """Some answers are text boxes anchored in their cell."""
    for one, _ in paper.some(6, "short", "number", "code"):
        one.marks["boxed"] = "1"


@habit("p", 2, "docx")
def answers_framed(paper: Paper) -> None:
    for one, _ in paper.some(8, "short", "number", "code"):
        one.marks["framed"] = "1"


@habit("p", 3)
def title_in_table(paper: Paper) -> None:
    """The title is the table's first row."""
    table = _main(paper)
    at = next(n for n, one in enumerate(paper.blocks) if one is table)
    titles = [one for one in paper.blocks[:at] if isinstance(one, Line)][-1:]
    for one in titles:
        text = "".join(run.text for row in flat(one.items) for run in row)
        table.add_row(0, [cell(text, 0, table.cols, "other")])
        paper.blocks.remove(one)
