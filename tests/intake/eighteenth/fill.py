"""A form filled by hand: the notice's own grid with answers in it, before any program had it."""

from __future__ import annotations

from random import Random

from eighteenth.model import Block, Cell, Line, Paper, Para, Run, Slot, Table, line
from eighteenth.people import Teller
from smdesk.notices.boxes import choice_text
from smdesk.notices.cells import Blank, Box, GridCell, Text
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import all_fields, table_grid
from smdesk.notices.loader import pack
from smdesk.notices.models import FormField, Kind

NOTICES = ("zhejiang-2020", "shanxi-2021", "shanghai-2023", "guangdong-2024", "national-2022")
FORMS = tuple(f"{n}/{f}" for n in NOTICES for f in pack(n).forms)
TICK, BOX = "☑", "□"


class Filler:
    """Fills one form."""

    def __init__(self, form: str, rng: Random) -> None:
        notice, _, name = form.partition("/")
        self.rng, self.pack = rng, pack(notice)
        self.shape = self.pack.forms[name]
        self.years = tuple((self.shape.years or self.pack.notice.years).fixed) or (2021, 2022, 2023)
        self.fields = all_fields(self.pack.notice, self.shape)
        self.grid = table_grid(self.shape, self.years)
        self.teller = Teller(rng)
        self.truth: dict[str, str] = {}
        self.boxes: dict[str, frozenset[str]] = {}
        self.slots: dict[str, Slot] = {}
        self.full = {"investors": rng.randint(1, 3), "clients": rng.randint(1, 5)}
        self.answer()

    def answer(self) -> None:
        noted: dict[str, str] = {}
        shares: list[tuple[str, FormField]] = []
        for address in sorted(self.grid.holding, key=str):
            key, field = str(address), self.fields[address.field]
            late = address.repeat is not None and (address.row or 0) > self.full.get(
                address.repeat, 9
            )
            if field.kind in {Kind.CHOICE, Kind.YES_NO}:
                ids = frozenset() if late or self.rng.random() < 0.06 else self.teller.ticks(field)
                self.boxes[key], self.truth[key] = ids, choice_text(field, ids)
                noted |= {
                    str(one.note): one.id for one in choices_of(field) if one.note and one.id in ids
                }
            elif field.kind is Kind.SHARES:
                shares.append((key, field))
            elif late or (self.rng.random() < 0.07 and not key.endswith("name")):
                self.truth[key] = ""
            elif field.kind.numeric:
                self.truth[key] = self.teller.number(field, key, address.year)
                self.truth[key] += "亿元" if field.units else ""
            else:
                self.truth[key] = self.teller.text(field, key)
        for key in self.truth:
            if key.endswith("_other") and key not in noted:
                self.truth[key] = ""
        for key, field in shares:
            self.truth[key] = self.shares(field)

    def shares(self, field: FormField) -> str:
        of = self.fields[field.of or ""]
        names = choice_text(of, self.boxes.get(of.address, frozenset())).split("；")
        names = [one for one in names if one and "其他" not in one][:4]
        if not names:
            return ""
        parts = [100 // len(names)] * len(names)
        parts[0] += 100 - sum(parts)
        return "；".join(f"{name} {part}%" for name, part in zip(names, parts, strict=True))

    def slot(self, key: str, field: FormField) -> Slot:
        if key not in self.slots:
            self.slots[key] = Slot(key, field, [])
            text = self.truth[key]
            if field.kind is Kind.DATE and text:
                year, month, day = text.split("-")
                text = f"{year}年{int(month)}月{int(day)}日"
            self.slots[key].show(text)
        return self.slots[key]

    def cell(self, one: GridCell) -> Cell:
        """Return a cell of the form with what it shows."""
        paras: list[Para] = [[]]
        for n, part in enumerate(one.parts):
            before = one.parts[n - 1] if n else None
            loose = isinstance(part, Box) or (isinstance(part, Text) and part.of is not None)
            if n and loose and not (isinstance(before, Text) and before.of is None):
                if one.flow == "stack" or isinstance(part, Text):
                    paras.append([])
                else:
                    paras[-1].append(Run("　"))
            if isinstance(part, Text):
                first, *more = part.text.split("\n")
                paras[-1].append(Run(first))
                paras += [[Run(line)] for line in more]
            elif isinstance(part, Blank):
                address = part.address
                paras[-1].append(self.slot(str(address), self.fields[address.field]))
            else:
                self.box(part, paras[-1])
        cell = Cell(one.row, one.column, one.rows, one.columns, one.role, paras)
        for para in cell.paras:
            para[:] = [item for item in para if not isinstance(item, Run) or item.text]
        return cell

    def box(self, part: Box, para: Para) -> None:
        ticked = part.choice in self.boxes[str(part.address)]
        mark = {"box": f"{part.address}|{part.choice}", "on": "1" if ticked else ""}
        para.append(Run(TICK if ticked else BOX, mark))
        para.append(Run(part.label, {"option": f"{part.address}|{part.choice}"}))
        if part.note is not None and ticked:
            slot = self.slot(str(part.note), self.fields[part.note.field])
            if slot.text:
                para += [Run("："), slot]


def filled(form: str, rng: Random) -> Paper:
    """Return a form filled once, with its cover's lines, as the notice prints it."""
    made = Filler(form, rng)
    cells = [made.cell(one) for one in made.grid.cells]
    table = Table(len(made.grid.edges) - 1, len(made.grid.rows), cells)
    blocks: list[Block] = []
    if rng.random() < 0.7:
        blocks += [line(one) for one in made.pack.notice.cover.title]
        owner = made.truth.get(made.shape.applicant) or made.teller.firm()
        blocks += [line(f"申报单位（盖章）：{owner}"), line("")]
    blocks += [line(made.shape.number), line(made.shape.title), table]
    blocks += [Line([Run(one)]) for one in made.shape.foot]
    fixed = set(made.shape.fixed)
    truth = {key: (text,) for key, text in made.truth.items() if key not in fixed}
    return Paper(form, rng, blocks, truth, made.slots, made.boxes, made.years)
