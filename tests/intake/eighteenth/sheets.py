"""What spreadsheets do: numbers behind formats, formulas, dates as serial numbers, hidden rows, pages as sheets."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

from eighteenth.habits import habit
from eighteenth.model import Cell, Paper, Run, Slot, Table, cell, line
from eighteenth.several import other

EPOCH = date(1899, 12, 30)


def _numbers(paper: Paper, number: int = 12, unit: str = "") -> list[tuple[Cell, Slot, Decimal]]:
    """Return some plain figures, touched."""
    found = []
    for one, slot in paper.some(number * 3, "number"):
        plain = slot.text.lstrip("-").replace(".", "").isdigit() and slot.field.kind.value != "year"
        if plain and len(found) < number and (not unit or slot.field.unit == unit):
            found.append((one, slot, Decimal(slot.text)))
        else:
            slot.done = False
    return found


@habit("x", 1, "sheet")
def numbers_as_text(paper: Paper) -> None:
    paper.look.add("as_text")


@habit("x", 1, "sheet")
def apostrophes(paper: Paper) -> None:
    for _, slot, value in _numbers(paper):
        slot.show(f"'{value}")


@habit("x", 1, "sheet")
def formulas(paper: Paper) -> None:
    for one, _, value in _numbers(paper, 20):
        one.marks["formula"] = f"{value}-1+1"


@habit("x", 1, "sheet")
def formulas_of_words(paper: Paper) -> None:
    for one, _ in paper.some(6, "short", "code"):
        one.marks["formula"] = "基本信息!B2"


@habit("x", 1, "sheet")
def percent_formats(paper: Paper) -> None:
    for one, _, value in _numbers(paper, 20, "%"):
        one.marks |= {"stored": str(value / 100), "format": "0.00%"}


@habit("x", 1, "sheet")
def fractions_of_one(paper: Paper) -> None:
    """A share of one without a percent format, under a label that says %: asked after."""
    for one, slot, value in _numbers(paper, 4, "%"):
        one.marks |= {"stored": str(value / 100), "format": "General"}
        paper.is_unclear(slot.address)


@habit("x", 1, "sheet")
def thousands(paper: Paper) -> None:
    for one, _, value in _numbers(paper, 25):
        one.marks |= {"stored": str(value), "format": "#,##0.00" if value % 1 else "#,##0"}


@habit("x", 1, "sheet")
def units_in_formats(paper: Paper) -> None:
    for one, slot, value in _numbers(paper, 20):
        unit = slot.field.unit or ""
        if unit and unit != "%":
            one.marks |= {
                "stored": str(value),
                "format": f'0.00"{unit}"' if value % 1 else f'0"{unit}"',
            }


@habit("x", 1, "sheet")
def other_units_in_formats(paper: Paper) -> None:
    """The amount is kept in yuan and the format says so."""
    for one, _, value in _numbers(paper, 5, "万元"):
        one.marks |= {"stored": str(value * 10000), "format": '#,##0"元"'}


@habit("x", 1, "sheet")
def scaled_formats(paper: Paper) -> None:
    """The format divides by a thousand: what is seen is what counts."""
    for one, _, value in _numbers(paper, 6, "万元"):
        one.marks |= {"stored": str(value * 1000), "format": "0.00,"}


@habit("x", 1, "sheet")
def scaled_ten_thousand(paper: Paper) -> None:
    """The format 0!.0, shows ten-thousandths."""
    for one, slot, value in _numbers(paper, 6, "万元"):
        one.marks |= {"stored": str(value * 10000), "format": "0!.0,"}
        paper.truth[slot.address] = (str(value), f"{value:.1f}")


@habit("x", 1, "sheet")
def rounded_formats(paper: Paper) -> None:
    for one, slot, value in _numbers(paper, 8):
        if value % 1:
            one.marks |= {
                "stored": f"{value}37" if "." in str(value) else str(value),
                "format": "0.00",
            }
            paper.truth[slot.address] = (
                f"{Decimal(one.marks['stored']):.2f}",
                one.marks["stored"],
                str(value),
            )


@habit("x", 1, "sheet")
def brackets_for_minus(paper: Paper) -> None:
    for one, _, value in _numbers(paper, 20):
        one.marks |= {"stored": str(value), "format": "0.00_);(0.00)" if value % 1 else "0_);(0)"}


@habit("x", 1, "sheet")
def accounting(paper: Paper) -> None:
    for one, _, value in _numbers(paper, 20):
        one.marks |= {
            "stored": str(value),
            "format": '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
        }


@habit("x", 1, "sheet")
def floats(paper: Paper) -> None:
    """A sum of binary fractions: 0.1 + 0.2, shown with two decimals."""
    for one, slot, value in _numbers(paper, 8):
        stored = float(value) + 2e-12
        one.marks |= {"stored": repr(stored), "format": "0.00"}
        paper.truth[slot.address] = (str(value), repr(stored))


@habit("x", 1, "sheet")
def dates_as_serials(paper: Paper) -> None:
    for one, slot in paper.some(3, "code"):
        if slot.field.kind.value == "date":
            said = date.fromisoformat(paper.truth[slot.address][0])
            one.marks |= {
                "stored": str((said - EPOCH).days),
                "format": paper.rng.choice(('yyyy"年"m"月"d"日"', "yyyy-mm-dd")),
            }


@habit("x", 3, "sheet")
def years_as_dates(paper: Paper) -> None:
    """The heads of the years are dates shown as a year."""
    for one in paper.cells():
        text = "".join(one.text.split())
        if one.role == "label" and len(text) == 5 and text[:4].isdigit() and text[4] == "年":
            one.marks |= {
                "stored": str((date(int(text[:4]), 12, 31) - EPOCH).days),
                "format": 'yyyy"年"',
            }


@habit("x", 3, "sheet")
def years_as_numbers(paper: Paper) -> None:
    for one in paper.cells():
        text = "".join(one.text.split())
        if one.role == "label" and len(text) == 5 and text[:4].isdigit() and text[4] == "年":
            one.marks |= {
                "stored": text[:4],
                "format": paper.rng.choice(('0"年"', "General", '0"年度"')),
            }


@habit("x", 1, "sheet")
def codes_as_numbers(paper: Paper) -> None:
    """Telephones and postcodes are numbers; a zero in front is kept by the format."""
    for one, slot in paper.some(12, "code"):
        if slot.text.isdigit():
            one.marks |= {"stored": slot.text, "format": "0" * len(slot.text)}


@habit("x", 1, "sheet")
def codes_lost(paper: Paper) -> None:
    """Long codes that a spreadsheet took for numbers: digits are gone."""
    for _, slot in paper.some(6, "code"):
        if slot.field.kind.value == "uscc":
            slot.show(f"{slot.text[0]}.{paper.rng.randint(10000, 99999)}E+17")
            paper.is_unclear(slot.address)


@habit("x", 1, "sheet")
def errors(paper: Paper) -> None:
    for _, slot in paper.some(5, "number", "short"):
        slot.show(paper.rng.choice(("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "########")))
        paper.is_unclear(slot.address)


@habit("x", 1, "sheet")
def struck_cells(paper: Paper) -> None:
    for _, slot in paper.some(4, "number", "short"):
        slot.lines = [[Run(slot.text, {"strike": "1"})]]
        paper.truth[slot.address] = ("",)


@habit("x", 1, "sheet")
def struck_parts(paper: Paper) -> None:
    for _, slot in paper.some(5, "short", "number"):
        slot.lines = [[Run(other(paper, slot), {"strike": "1"}), Run(slot.text)]]


@habit("x", 1, "sheet")
def white_cells(paper: Paper) -> None:
    for _, slot in paper.some(4, "number", "short"):
        slot.lines = [[Run(slot.text, {"white": "1"})]]
        paper.truth[slot.address] = ("",)


@habit("x", 1, "sheet")
def hidden_by_format(paper: Paper) -> None:
    """The format ;;; shows nothing."""
    for one, slot, value in _numbers(paper, 4):
        one.marks |= {"stored": str(value), "format": ";;;"}
        paper.truth[slot.address] = ("",)


@habit("x", 1, "sheet")
def wing_boxes(paper: Paper) -> None:
    """Boxes are letters of the face Wingdings."""
    for one in paper.cells():
        for run in [item for para in one.paras for item in para if isinstance(item, Run)]:
            if run.marks.get("box"):
                run.text, run.marks["wing"] = ("þ" if run.marks["on"] else "¨"), "1"


@habit("x", 3, "sheet")
def hidden_rows(paper: Paper) -> None:
    """Last year's rows stand above this year's, hidden."""
    if not paper.tables:
        return
    table = max(paper.tables, key=lambda one: len(one.cells))
    for row in reversed(table.seams()):
        cells = table.line(row)
        slots = [slot for one in cells for slot in one.slots]
        plain = all(one.rows == 1 for one in cells) and row + 1 in [*table.seams(), table.rows]
        if (
            slots
            and plain
            and all(slot.field.kind.numeric for slot in slots)
            and paper.rng.random() < 0.4
        ):
            made = deepcopy(cells)
            for one in made:
                one.marks = {"hidden_row": "1"}
                for slot in one.slots:
                    slot.show(other(paper, slot) if slot.text.replace(".", "").isdigit() else "")
            table.add_row(row, made)


@habit("x", 3, "sheet")
def hidden_column(paper: Paper) -> None:
    """A hidden column with last year's figures stands among the years."""
    if not paper.tables:
        return
    table = max(paper.tables, key=lambda one: len(one.cells))
    table.add_column(table.cols - 1)
    covering = table.covering()
    for row in range(table.rows):
        beside = covering.get((row, table.cols - 1))
        if (row, table.cols - 2) not in covering and beside is not None:
            text = (
                other(paper, beside.slots[0])
                if beside.slots and beside.slots[0].text.replace(".", "").isdigit()
                else "2015年"
            )
            table.cells.append(Cell(row, table.cols - 2, 1, 1, "other", [[Run(text)]]))
    paper.look.add(f"hidden_column:{table.cols - 2}")


@habit("x", 4, "sheet")
def hidden_sheet(paper: Paper) -> None:
    paper.look.add("hidden_sheet")


@habit("x", 4, "sheet")
def blank_sheet_before(paper: Paper) -> None:
    paper.look.add("blank_sheet")


@habit("x", 4, "sheet")
def guide_sheet(paper: Paper) -> None:
    paper.look.add("guide_sheet")


@habit("x", 4, "sheet")
def pages_as_sheets(paper: Paper) -> None:
    """A sheet for each page of the PDF."""
    if not paper.tables:
        return
    table = max(paper.tables, key=lambda one: len(one.cells))
    seams = [r for r in table.seams() if 3 < r < table.rows - 2]
    for row in sorted(paper.rng.sample(seams, min(2, len(seams))), reverse=True):
        at = next(n for n, one in enumerate(paper.blocks) if one is table)
        paper.blocks[at + 1 : at + 1] = [line("", sheet="1"), table.cut(row)]


@habit("x", 4, "sheet")
def begins_late(paper: Paper) -> None:
    paper.look.add("begins_late")


@habit("x", 4, "sheet")
def rows_between(paper: Paper) -> None:
    paper.look.add("rows_between")


@habit("x", 3, "sheet")
def filtered(paper: Paper) -> None:
    paper.look.add("filtered")


@habit("x", 3, "sheet")
def unit_line(paper: Paper) -> None:
    """金额单位：万元 stands over the table's right end."""
    for table in paper.tables[:1]:
        table.add_row(0, [cell("单位：万元", table.cols - 1, 1, "other")])


@habit("x", 4, "sheet")
def rows_in_one_cell(paper: Paper) -> None:
    """A CSV that was not parted: each row stands in one cell with commas; blanks between keep their commas."""
    for n, table in enumerate(paper.blocks):
        if not isinstance(table, Table):
            continue
        covering, rows = table.covering(), []
        for row in range(table.rows):
            cells = list(
                {
                    id(one): one for col in range(table.cols) if (one := covering.get((row, col)))
                }.values()
            )
            texts = ["" if one.row != row else one.text.replace("\n", " ") for one in cells]
            quoted = [f'"{text}"' if "," in text else text for text in texts]
            rows.append(Cell(row, 0, 1, 1, "other", [[Run(",".join(quoted))]]))
        paper.blocks[n] = Table(1, table.rows, rows)
