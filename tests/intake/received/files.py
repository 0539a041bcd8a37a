"""What people and programs do to the table, to the file and to the way it is written."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from received.model import Cell, Line, Paper, Table
from received.people import fill
from received.shapes import _main, _plain_rows, _text

# ---- the table ----


def _cuts(table: Table) -> list[int]:
    cuts, reach = [], 0
    for number, row in enumerate(table.rows):
        if number and number >= reach:
            cuts.append(number)
        reach = max([reach, *(number + c.rows for c in row)])
    return cuts


def _split(paper: Paper, cuts: list[int], between: list[Line]) -> None:
    table = _main(paper)
    bounds = [0, *cuts, len(table.rows)]
    pieces: list[Line | Table] = []
    for first, last in pairwise(bounds):
        pieces += [Table(table.columns, table.rows[first:last], table.look), *between]
    at = paper.blocks.index(table)
    paper.blocks[at : at + 1] = pieces


def a_table_a_section(paper: Paper) -> None:
    table = _main(paper)
    cuts = [n for n in _cuts(table) if re.match(r"[一二三四]、", table.rows[n][0].text)]
    _split(paper, cuts, [Line("")])


def headings_outside(paper: Paper) -> None:
    """The headings of the sections are lines between tables."""
    table = _main(paper)
    pieces: list[Line | Table] = []
    rows: list[list[Cell]] = []
    reach = 0
    for number, row in enumerate(table.rows):
        if (
            number >= reach
            and len(row) == 1
            and re.match(r"[一二三四]、", row[0].text)
            and row[0].is_label
        ):
            if rows:
                pieces.append(Table(table.columns, rows))
            pieces.append(Line(row[0].text))
            rows = []
        else:
            rows.append(row)
        reach = max([reach, *(number + c.rows for c in row)])
    at = paper.blocks.index(table)
    paper.blocks[at : at + 1] = [*pieces, Table(table.columns, rows)]


def split_anywhere(paper: Paper) -> None:
    cuts = _cuts(_main(paper))
    _split(paper, sorted(paper.rng.sample(cuts, 3)), [Line("")])


def cut_to_a_third(paper: Paper) -> None:
    table = _main(paper)
    cut = next(n for n in _cuts(table) if n >= len(table.rows) // 3)
    for row in table.rows[cut:]:
        for cell in row:
            for address in cell.addresses:
                paper.truth.pop(address, None)
                paper.unsaid.add(address)
    del table.rows[cut:]
    at = paper.blocks.index(table)
    del paper.blocks[at + 1 :]


def framed(paper: Paper) -> None:
    _main(paper).look |= {"framed"}


def head_lines(paper: Paper) -> None:
    paper.head = "服务型制造示范企业申报表  企业名称：某某公司  联系人：李四"


def _whole(table: Table) -> list[list[Cell]]:
    """Return the rows with an empty cell for each cell that reaches down into them, as Word does."""
    starts = table.starts()
    rows: list[list[tuple[int, Cell]]] = [[(starts[id(c)], c) for c in row] for row in table.rows]
    for number, row in enumerate(table.rows):
        for cell in row:
            for below in range(1, cell.rows):
                rows[number + below].append((starts[id(cell)], _text("")))
    return [[c for _, c in sorted(row, key=lambda one: one[0])] for row in rows]


def as_text(paper: Paper) -> None:
    """The table was converted to text: cells parted by tabs, a line a row."""
    table = _main(paper)
    lines: list[Line | Table] = [
        Line("\t".join(cell.text.replace("\n", " ") for cell in row)) for row in _whole(table)
    ]
    for cell in table.cells:
        for part in cell.parts:
            if part.kind == "value" and "\n" in part.text:
                paper.truth[part.address] = (part.text, part.text.replace("\n", " "))
    at = paper.blocks.index(table)
    paper.blocks[at : at + 1] = lines


def as_plain_lines(paper: Paper) -> None:
    """The first rows are typed as lines of label and value before the table."""
    table = _main(paper)
    lines: list[Line | Table] = []
    taken = 0
    for number in _plain_rows(table):
        row = table.rows[number]
        if number and (
            len(row) % 2
            or not all(c.is_label for c in row[::2])
            or not all(c.is_value for c in row[1::2])
        ):
            break
        if number != taken:
            break
        taken += 1
        lines += (
            [Line(f"{a.text}：{b.text}") for a, b in zip(row[::2], row[1::2], strict=True)]
            if len(row) > 1
            else [Line(row[0].text)]
        )
    del table.rows[:taken]
    at = paper.blocks.index(table)
    paper.blocks[at:at] = lines


def as_picture(paper: Paper) -> None:
    table = _main(paper)
    paper.blocks[paper.blocks.index(table)] = Line("", frozenset({"picture"}))
    for cell in table.cells:
        for address in cell.addresses:
            paper.truth.pop(address, None)
            paper.unsaid.add(address)


def with_another_form(paper: Paper) -> None:
    """A second form of the same notice follows in the file; the first is the one to read."""
    family = paper.form.split("/")[0]
    other = {"enterprise": "platform"}.get(paper.form.split("/")[1], "enterprise")
    more = fill(f"{family}/{other}", paper.rng)
    paper.blocks += [
        one for one in more.blocks if not (isinstance(one, Line) and one.text == "附件2")
    ]
    paper.look.add("wanted")


def tables_beside(paper: Paper) -> None:
    """Tables of the applicant's own with words of the form."""
    rows = [
        [_text("年份"), _text("营业收入"), _text("服务收入")],
        [_text("2019"), _text("9"), _text("8")],
        [_text("联系人"), _text("联系电话"), _text("企业名称")],
        [_text("王五"), _text("12345"), _text("乙公司")],
    ]
    table = Table(3, rows)
    paper.blocks += [Line("附表 主要客户"), table]
    paper.blocks.insert(1, Table(2, [[_text("编号"), _text("")], [_text("受理日期"), _text("")]]))


# ---- how it is written ----


def look(name: str):
    def habit(paper: Paper) -> None:
        paper.look.add(name)

    habit.__name__ = f"written: {name}"
    return habit


def value_look(name: str):
    def habit(paper: Paper) -> None:
        for cell, part in paper.some([one for one in paper.values if one[1].text], 0.5):
            cell.parts[cell.parts.index(part)] = replace(part, look=part.look | {name})
            if name in {"hidden", "struck"}:
                paper.truth[part.address] = (*paper.truth[part.address], "")

    habit.__name__ = f"values: {name}"
    return habit


def nested_values(paper: Paper) -> None:
    for cell, part in paper.some(paper.values, 0.3):
        if part.text and cell.is_value:
            cell.look |= {"nested"}


FILE_HABITS = [
    a_table_a_section, headings_outside, split_anywhere, cut_to_a_third, framed, head_lines, as_text, as_plain_lines,
    as_picture, with_another_form, tables_beside,
]  # fmt: skip
WRITTEN_HABITS = [
    *(look(one) for one in ("split runs", "breaks", "font soup", "row controls", "cell controls", "bare grid", "shifted")),
    *(value_look(one) for one in ("revised", "moved", "controlled", "tagged", "field", "form field", "linked", "noted", "boxed text", "bold", "hidden", "struck")),
    nested_values,
]  # fmt: skip
