"""Writes a paper as a workbook: numbers with formats, formulas with what they last gave, notes, hidden things."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from html import escape
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from eighteenth.model import Cell, Paper, Run, Table, flat, inside

EDGE = Border(*(Side(style="thin"),) * 4)
PLAIN = re.compile(r"-?\d{1,12}(\.\d+)?")
GUIDE = (
    "填表说明",
    "1.企业名称：请填写全称，如：某某有限公司。",
    "2.金额单位：万元，保留两位小数。",
    "3.联系电话：如0571-12345678。",
)


def xlsx(paper: Paper) -> bytes:
    """Return the paper as .xlsx."""
    return _Sheet(paper).bytes()


class _Sheet:
    def __init__(self, paper: Paper) -> None:
        self.paper, self.look, self.book = paper, paper.look, Workbook()
        self.formulas: dict[str, dict[str, tuple[str, str]]] = {}
        self.book.remove(self.book.active)
        self.sheet: Worksheet = None  # type: ignore[assignment]
        self.row = self.first = 1

    def bytes(self) -> bytes:
        if "guide_sheet" in self.look:
            self.begin("填表说明")
            for text in GUIDE:
                self.put_line([Run(text)])
        if "blank_sheet" in self.look:
            self.begin("空表")
            self.whole(blank=True)
        self.begin("申报表")
        self.whole()
        if "hidden_sheet" in self.look:
            self.begin("上年")
            self.whole(changed=True)
            self.sheet.sheet_state = "veryHidden" if self.paper.rng.random() < 0.5 else "hidden"
        if any("!" in one for sheet in self.formulas.values() for one, _ in sheet.values()):
            self.begin("基本信息")
        out = BytesIO()
        self.book.save(out)
        return self.with_formulas(out.getvalue())

    def begin(self, name: str) -> None:
        self.sheet = self.book.create_sheet(name)
        self.first = 3 if "begins_late" in self.look else 1
        self.row = self.first + 2 * ("begins_late" in self.look)

    def whole(self, *, blank: bool = False, changed: bool = False) -> None:
        for n, one in enumerate(self.paper.blocks):
            if isinstance(one, Table):
                self.put_table(one, blank=blank, changed=changed)
            elif one.marks.get("sheet"):
                self.begin(f"第{n}页" if not blank else f"空{n}")
            else:
                for runs in flat(one.items):
                    self.put_line(runs)

    def put_line(self, runs: list[Run]) -> None:
        text = "".join(run.text for run in runs)
        for n, part in enumerate(text.split("\t")):
            self.sheet.cell(self.row, self.first + n).value = part or None
        self.row += 1

    def put_table(self, table: Table, *, blank: bool, changed: bool) -> None:
        top, step = self.row, 2 if "rows_between" in self.look else 1
        for one in table.cells:
            row, col = top + one.row * step, self.first + one.col
            place = self.sheet.cell(row, col)
            if (one.cols > 1 or one.rows > 1) and not (step > 1 and one.rows > 1):
                self.sheet.merge_cells(
                    start_row=row,
                    start_column=col,
                    end_row=row + (one.rows - 1) * step,
                    end_column=col + one.cols - 1,
                )
            if one.marks.get("hidden_row"):
                self.sheet.row_dimensions[row].hidden = True
            if blank and one.slots:
                continue
            self.put(place, _emptied(one) if blank else one, changed=changed)
            place.border = EDGE
        self.row = top + table.rows * step + 1
        for name in self.look:
            if name.startswith("hidden_column:"):
                letter = get_column_letter(self.first + int(name.split(":")[1]))
                self.sheet.column_dimensions[letter].hidden = True
        if "filtered" in self.look:
            self.sheet.auto_filter.ref = (
                f"A{top}:{get_column_letter(self.first + table.cols - 1)}{self.row - 2}"
            )

    def put(self, place: object, one: Cell, *, changed: bool) -> None:
        """Fill a cell: a number where it is one, words with their looks else."""
        runs = [
            run
            for n, line in enumerate(one.lines + inside(one))
            for run in ([Run("\n")] if n else []) + line
        ]
        text, cell = "".join(run.text for run in runs), place
        said = next((run.marks["comment"] for run in runs if run.marks.get("comment")), "")
        if said:
            cell.comment = Comment(said, "初审")  # type: ignore[attr-defined]
        stored = one.marks.get("stored")
        number = PLAIN.fullmatch(stored or text) and "as_text" not in self.look
        sole = one.sole if len(runs) == 1 else None
        if stored or (
            number and sole is not None and sole.field.kind.numeric and not text.startswith("0")
        ):
            value = stored or text
            cell.value = float(value) if "." in value else int(value)  # type: ignore[attr-defined]
            cell.number_format = one.marks.get("format", "General")  # type: ignore[attr-defined]
            if changed and sole is not None:
                cell.value = int(float(value) * 0.8) + 1  # type: ignore[attr-defined]
        elif len(runs) > 1 and any(run.marks.keys() & {"strike", "white", "wing"} for run in runs):
            parts = [
                TextBlock(_font(run), run.text)
                if run.marks.keys() & {"strike", "white", "wing"}
                else run.text
                for run in runs
                if run.text
            ]
            cell.value = CellRichText(*parts)  # type: ignore[attr-defined]
        else:
            cell.value = text or None  # type: ignore[attr-defined]
            cell.data_type = "s" if text else "n"  # type: ignore[attr-defined]
        if len(runs) == 1 and runs[0].marks.keys() & {"strike", "white"}:
            cell.font = Font(
                strike="strike" in runs[0].marks,
                color="FFFFFFFF" if "white" in runs[0].marks else None,
            )  # type: ignore[attr-defined]
        cell.alignment = Alignment(wrap_text=True)  # type: ignore[attr-defined]
        if one.marks.get("formula") and text and not changed:
            found = self.formulas.setdefault(self.sheet.title, {})
            found[cell.coordinate] = one.marks["formula"], text  # type: ignore[attr-defined]

    def with_formulas(self, data: bytes) -> bytes:
        """Put formulas before the values that they gave, which openpyxl cannot."""
        if not self.formulas:
            return data
        out, paths = (
            BytesIO(),
            {f"xl/worksheets/sheet{n}.xml": name for n, name in enumerate(self.book.sheetnames, 1)},
        )
        with (
            zipfile.ZipFile(BytesIO(data)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                body = old.read(name)
                for place, (formula, text) in self.formulas.get(paths.get(name, ""), {}).items():
                    kind = "" if PLAIN.fullmatch(text) and "!" not in formula else ' t="str"'
                    made = (
                        rf'<c r="{place}"\1{kind}><f>{escape(formula)}</f><v>{escape(text)}</v></c>'
                    )
                    body = re.sub(
                        rf'<c r="{place}"((?: s="\d+")?)(?: t="\w+")?>.*?</c>',
                        made,
                        body.decode(),
                        count=1,
                    ).encode()
                new.writestr(name, body)
        return out.getvalue()


def _emptied(one: Cell) -> Cell:
    """Return a cell of a blank form: no box is ticked."""
    paras = [
        [replace(item, text="□") if "box" in item.marks else item for item in runs]
        for runs in one.lines
    ]
    return replace(one, paras=list(map(list, paras)), marks={})


def _font(run: Run) -> InlineFont:
    if run.marks.get("wing"):
        return InlineFont(rFont="Wingdings", charset=2)
    if run.marks.get("white"):
        return InlineFont(color="FFFFFFFF")
    return InlineFont(strike=True)
