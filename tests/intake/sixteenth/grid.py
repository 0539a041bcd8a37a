"""How a table is built: every construct of Word that the issue names."""

from __future__ import annotations

import itertools

from twelfth.paper import Cell, Table

from sixteenth.draw import Draft, esc, para, run, table_xml
from sixteenth.model import (
    YEAR,
    beside,
    cut,
    filled,
    habit,
    labels,
    put_run,
    sections,
    some,
)
from smdesk.notices.models import Kind


def control(inner: str, props: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="7"/>{props}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


@habit("grid")
def retyped_plainly(d: Draft) -> None:
    """The form as printed, typed anew."""


@habit("grid", writer="library")
def retyped_with_python_docx(d: Draft) -> None:
    """The form built by a program with python-docx."""


@habit("grid", writer="book")
def retyped_in_excel(d: Draft) -> None:
    """The form retyped in Excel, figures as numbers."""


@habit("gridBefore")
def merged_labels_left_out(d: Draft) -> None:
    """Rows below a tall label begin further right."""
    d.grid_before = True


@habit("gridSpan")
def own_columns(d: Draft) -> None:
    """Someone dragged the borders of many rows a little."""
    for table in d.main:
        split = {0.0, 1.0}
        moved = {}
        for edge in table.edges[1:-1]:
            moved[edge] = [edge, round(edge + d.rng.choice((-0.012, 0.012)), 4)]
            split |= set(moved[edge])
        edges = tuple(sorted(split))
        for _row in range(table.rows):
            if d.rng.random() < 0.5:
                continue
        place = {e: i for i, e in enumerate(edges)}
        shifted = {e: d.rng.random() < 0.5 for e in moved}
        for cell in table.cells:
            left, right = table.edges[cell.col], table.edges[cell.col + cell.cols]
            own = cell.row % 2
            a = (
                moved[left][1]
                if left in moved
                and shifted[left]
                and own
                and cell.rows == 1
                and not _tall(table, cell.row)
                else left
            )
            b = (
                moved[right][1]
                if right in moved
                and shifted[right]
                and own
                and cell.rows == 1
                and not _tall(table, cell.row)
                else right
            )
            cell.col, cell.cols = place[a], place[b] - place[a]
        table.edges = edges


def _tall(table: Table, row: int) -> bool:
    return any(c.rows > 1 and c.row <= row < c.row + c.rows for c in table.cells)


@habit("hMerge")
def merged_the_old_way(d: Draft) -> None:
    """Cells merged by hMerge, as Word 97 files come back."""
    d.h_merge = True


@habit("controls")
def rows_in_controls(d: Draft) -> None:
    """Whole rows stand in content controls."""
    for table in d.main:
        for row in range(table.rows):
            if d.rng.random() < 0.4:
                d.rows[id(table), row] = control


@habit("controls")
def cells_in_controls(d: Draft) -> None:
    """Answer cells stand in content controls."""
    for cell, _ in filled(d):
        if d.rng.random() < 0.5 and cell.rows == 1:
            d.tc_wrap[id(cell)] = control


@habit("controls")
def answers_in_controls(d: Draft) -> None:
    """Answers stand in content controls, some twice nested, some in a drop-down."""
    for _, bit in filled(d):
        how = d.rng.randrange(4)
        if how == 1:
            put_run(d, bit, control(run(bit.text)))
        elif how == 2:
            put_run(d, bit, control(control(run(bit.text))))
        elif how == 3:
            put_run(d, bit, control(run(bit.text), f'<w:dropDownList><w:listItem w:displayText="请选择" w:value=""/><w:listItem w:displayText="{esc(bit.text)[:40]}" w:value="x"/></w:dropDownList>'))  # fmt: skip


@habit("controls")
def a_control_not_filled(d: Draft) -> None:
    """A control still shows its prompt: nothing is filled in."""
    for bit in some(d, 3):
        d.paper.truth[bit.address] = ""
        prompt = d.rng.choice(("单击或点击此处输入文字。", "请在此填写", "选择一项。"))
        put_run(d, bit, control(run(prompt, '<w:rStyle w:val="a3"/>'), "<w:showingPlcHdr/>"))
        bit.text = ""


@habit("nested tables")
def figures_in_a_nested_table(d: Draft) -> None:
    """The second section is a table inside one cell."""
    table = d.main[0]
    marks = sections(table)
    if len(marks) < 3:
        return
    before, mid, after = (
        cut_copy(table, 0, marks[1] + 1),
        cut_copy(table, marks[1] + 1, marks[2]),
        cut_copy(table, marks[2], table.rows),
    )
    holder = Cell(0, 0, 1, len(table.edges) - 1, "value", [])
    before.cells.append(holder)
    holder.row, before.rows = before.rows, before.rows + 1
    for cell in after.cells:
        cell.row += before.rows
    whole = Table(table.edges, before.rows + after.rows, before.cells + after.cells)
    d.tables = [whole]
    d.cells[id(holder)] = table_xml(d, mid) + para("")
    d.nested = mid


def cut_copy(table: Table, first: int, last: int) -> Table:
    return cut(table, first, last) if first < last else Table(table.edges, 0, [])


@habit("text boxes")
def answers_in_text_boxes(d: Draft) -> None:
    """Answers were put into text boxes over the cells, with the picture that old programs show."""
    for bit in some(d, 5):
        inner = f"<w:txbxContent>{para(run(bit.text))}</w:txbxContent>"
        new = f'<mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>'
        old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        put_run(d, bit, f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>")


@habit("split")
def a_table_for_each_section(d: Draft) -> None:
    """Each section is a table of its own."""
    table = d.main[0]
    marks = [m for m in sections(table) if m]
    bounds = [0, *marks, table.rows]
    d.tables = [cut(table, a, b) for a, b in itertools.pairwise(bounds)]


@habit("split")
def split_anywhere(d: Draft) -> None:
    """The table is torn between two rows where a page ended."""
    table = d.main[0]
    free = [
        r
        for r in range(2, table.rows - 1)
        if not any(c.row < r < c.row + c.rows for c in table.cells)
        and not any(YEAR.search(c.text) for c in table.cells if c.row in (r - 1, r))
    ]
    marks = sorted(d.rng.sample(free, min(2, len(free))))
    bounds = [0, *marks, table.rows]
    d.tables = [cut(table, a, b) for a, b in itertools.pairwise(bounds)]


@habit("split")
def all_in_one_table(d: Draft) -> None:
    """The cover's lines are the first rows of the one table."""
    cover, table = d.paper.cover, d.paper.table
    edges = tuple(sorted(set(cover.edges) | set(table.edges)))
    place = {e: i for i, e in enumerate(edges)}
    for one in (cover, table):
        for cell in one.cells:
            right = cell.col + cell.cols
            a, b = place[one.edges[cell.col]], place[one.edges[right]]
            cell.col, cell.cols = a, b - a
    for cell in table.cells:
        cell.row += cover.rows
    d.tables = [Table(edges, cover.rows + table.rows, cover.cells + table.cells)]
    d.paper.cover = Table((0.0, 1.0), 0, [])
    d.cover_lines = True


@habit("split")
def title_inside_the_table(d: Draft) -> None:
    """The form's title is the table's first row, which repeats on each page."""
    table = d.main[0]
    for cell in table.cells:
        cell.row += 1
    from twelfth.paper import Bit

    table.cells.insert(
        0, Cell(0, 0, 1, len(table.edges) - 1, "heading", [Bit("T", " ".join(d.paper.heading))])
    )
    table.rows += 1
    d.paper.heading = []
    d.head_rows = True


@habit("rows")
def empty_cells_unmerged(d: Draft) -> None:
    """A wide answer cell was split; the answer stands in its first part."""
    table = d.main[0]
    for cell, bit in filled(d):
        if (
            cell.cols > 1
            and len(cell.bits) == 1
            and d.rng.random() < 0.4
            and d.paper.field(bit.address).kind in {Kind.TEXT, Kind.NAME, Kind.ADDRESS, Kind.PERSON}
        ):
            table.cells.append(Cell(cell.row, cell.col + 1, cell.rows, cell.cols - 1, "value", []))
            cell.cols = 1


@habit("labels")
def beside_is_the_label(d: Draft) -> None:
    """Labels stand in controls with lines and tabs before them."""
    for _, cell in labels(d):
        if d.rng.random() < 0.5 and len(cell.bits) == 1:
            d.cells[id(cell)] = para(
                "<w:r><w:tab/></w:r>" + control(run(cell.text)), '<w:jc w:val="center"/>'
            )


__all__ = ["beside", "control"]
