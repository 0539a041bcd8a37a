"""What programs leave in a file: runs, controls, fields, revisions, frames, names of spaces."""

from __future__ import annotations

from ninth.page import Bit, Cell, Page
from smdesk.notices.models import Kind


def _set(page: Page, *looks: str) -> None:
    for place, (_, _cell, bit, _) in enumerate(page.answers()):
        if not bit.look:
            bit.look = looks[place % len(looks)]


def letters_each_a_run(page: Page) -> None:
    page.pen["runs"] = "letters"


def shards_of_runs(page: Page) -> None:
    page.pen["runs"] = "shards"


def breaks_for_lines(page: Page) -> None:
    page.pen["breaks"] = "1"


def other_prefix(page: Page) -> None:
    page.pen["prefix"] = "ns0"


def strict_names(page: Page) -> None:
    page.pen["strict"] = "1"


def tables_touching(page: Page) -> None:
    """No paragraph between the tables."""
    page.pen["close"] = "1"


def controls_round_rows(page: Page) -> None:
    page.pen["controls"] = "row"


def controls_round_cells(page: Page) -> None:
    page.pen["controls"] = "cell"


def controls_round_blocks(page: Page) -> None:
    page.pen["controls"] = "block"


def controls_round_tables(page: Page) -> None:
    page.pen["controls"] = "table"


def fields_of_all_kinds(page: Page) -> None:
    _set(
        page, "simple", "field", "field: MERGEFIELD 营业收入_2019 \\# 0.00", "link", "smart", "xml"
    )


def controls_of_all_kinds(page: Page) -> None:
    _set(
        page,
        "control",
        "control:<w:text/>",
        "control:<w:date/>",
        'control:<w:dropDownList><w:listItem w:displayText="甲" w:value="乙"/></w:dropDownList>',
    )


def drop_downs(page: Page) -> None:
    for _, _, bit, _ in page.answers(Kind.TEXT, Kind.PERSON):
        if "\n" not in bit.text:
            bit.look = "drop"


def alternatives(page: Page) -> None:
    _set(page, "alt", "")


def equations(page: Page) -> None:
    """Figures set with the equation editor."""
    for _, _, bit, _ in page.numbers():
        bit.look = "math"


def half_in_equation(page: Page) -> None:
    """The last figures of a number in an equation."""
    for _, cell, bit, _ in page.numbers()[::4]:
        if len(bit.text) > 2:
            at = cell.bits.index(bit)
            cell.bits[at : at + 1] = [
                Bit(bit.text[:2], bit.address),
                Bit(bit.text[2:], look="math"),
            ]


def answers_in_boxes(page: Page) -> None:
    """Values as text boxes laid on the cells."""
    for place, (_, cell, bit, _) in enumerate(page.answers()):
        if place % 3 == 0 and len(cell.bits) == 1 and "\n" not in bit.text:
            bit.look = "textbox"


def stamp_in_box(page: Page) -> None:
    """A text box of the office, anchored in cells with answers."""
    for place, (_, cell, _, _) in enumerate(page.answers()):
        if place % 5 == 0:
            cell.bits.append(
                Bit(page.rng.choice(("已核对", "样表", "办公室收文", "2")), look="textbox")
            )


def rows_revised(page: Page) -> None:
    """A row struck out under tracked changes; its old values are still in the file."""
    table = page.main
    for r in sorted({cell.r for t, cell, _, _ in page.numbers() if t is table}, reverse=True)[::4]:
        line = table.row(r)
        if any(one.h > 1 for one in line) or any(one.r < r < one.r + one.h for one in table.cells):
            continue
        old = [
            Cell(0, one.c, 1, one.w, one.role, [Bit("77.7") if one.answers else Bit(one.text)])
            for one in line
        ]
        at = r + page.rng.randint(0, 1)
        table.marks = {_moved(one, at) for one in table.marks}
        table.insert_row(at, old)
        table.marks.add(f"gone {at}")


def _moved(mark: str, at: int) -> str:
    word, _, row = mark.partition(" ")
    return f"{word} {int(row) + 1}" if row and int(row) >= at else mark


def rows_hidden(page: Page) -> None:
    """A hidden row with other values beside the one that shows."""
    rows_revised(page)
    for table in page.tables:
        table.marks = {one.replace("gone", "hidden") for one in table.marks}
        for mark in table.marks:
            if mark.startswith("hidden"):
                for cell in table.row(int(mark.split()[1])):
                    for bit in cell.bits:
                        bit.look = "vanish"


def all_inserted(page: Page) -> None:
    _set(page, "ins")


def moved_text(page: Page) -> None:
    for _, cell, bit, known in list(page.answers())[::4]:
        at = cell.bits.index(bit)
        cell.bits.insert(at, Bit("旧" if not known.kind.numeric else "55", look="from"))
        bit.look = "to"


def links(page: Page) -> None:
    for _, _, bit, _ in page.answers(Kind.EMAIL, Kind.URL, Kind.PHONE):
        bit.look = 'field: HYPERLINK "mailto:x@y.example"'


def white_words(page: Page) -> None:
    """White letters that nobody sees, left by a template."""
    _unseen(page, "white")


def tiny_words(page: Page) -> None:
    """Letters of one point."""
    _unseen(page, "tiny")


def hidden_by_style(page: Page) -> None:
    """Letters hidden by the style they are set in."""
    _unseen(page, "style:Hidden")


def struck_by_style(page: Page) -> None:
    """Old figures struck through by a style."""
    _unseen(page, "style:Struck")


def hidden_paragraphs(page: Page) -> None:
    """A line hidden by the style of its paragraph."""
    for _, cell, _bit, known in list(page.answers())[::6]:
        if len(cell.bits) == 1:
            cell.bits += [
                Bit("\n"),
                Bit("99" if known.kind.numeric else "旧答案", look="line:HiddenLine"),
            ]


def _unseen(page: Page, look: str) -> None:
    for _, cell, bit, known in list(page.answers())[::6]:
        cell.bits.insert(
            cell.bits.index(bit) + 1, Bit("0" if known.kind.numeric else "（样）", look=look)
        )


def raised_unit(page: Page) -> None:
    """m² with a raised 2 behind a figure of square metres."""
    for _, cell, bit, known in page.numbers():
        if known.unit in {"平方米", "人", "项"}:
            at = cell.bits.index(bit) + 1
            cell.bits[at:at] = (
                [Bit("m"), Bit("2", look="sup")]
                if known.unit == "平方米"
                else [Bit(known.unit), Bit("3", look="sup")]
            )


def margin_boxes(page: Page) -> None:
    """A text box beside the table with figures in it."""
    page.parts.insert(
        page.parts.index(page.main), "\v请于6月30日前报送，联系人：金在野，电话：00009876"
    )


def titled_table(page: Page) -> None:
    """The title of the form is the first row of its table, with the firm in it."""
    table = page.main
    table.insert_row(
        0,
        [
            Cell(
                0,
                0,
                1,
                table.columns,
                "heading",
                [Bit(str(page.parts[page.parts.index(table) - 1]))],
            )
        ],
    )
    table.insert_row(
        1,
        [
            Cell(
                0,
                0,
                1,
                table.columns,
                "other",
                [Bit("填报单位：七棵松压缩机有限责任公司（盖章）　　填报日期：2020年10月8日")],
            )
        ],
    )


TOOLS = [
    letters_each_a_run, shards_of_runs, breaks_for_lines, other_prefix, strict_names, tables_touching, controls_round_rows,
    controls_round_cells, controls_round_blocks, controls_round_tables, fields_of_all_kinds, controls_of_all_kinds, drop_downs,
    alternatives, equations, half_in_equation, answers_in_boxes, stamp_in_box, rows_revised, rows_hidden, all_inserted, moved_text,
    links, white_words, tiny_words, hidden_by_style, struck_by_style,
    hidden_paragraphs, raised_unit, margin_boxes, titled_table,
]  # fmt: skip
