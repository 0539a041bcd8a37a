"""Layouts made anew: the questions of a form set in tables as clerks do."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from seventeenth.cells import as_cell
from seventeenth.logic import Ask, Boxes, Entry, Head, Rows, Sign, Years
from seventeenth.model import Block, Cell, Run, Table, Value, cell, para
from seventeenth.ticks import Ticker
from seventeenth.words import Words
from seventeenth.years import Drawer
from smdesk.notices.models import FormField, Kind

WIDTH = 12
LAYOUTS = ("pairs", "single", "triples", "parted", "lines", "stacked")
LONG = {Kind.LONG_TEXT, Kind.SHARES}


@dataclass
class Setter:
    """Sets the entries of one form in one layout."""

    rng: Random
    layout: str
    words: Words
    ticker: Ticker
    drawer: Drawer
    values: dict[str, Value]
    fields: dict[str, FormField]
    ticked: dict[str, set[str]]
    money: str = ""
    base: str = "万元"
    extras: set[str] = field(default_factory=set)
    out: list[Block] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    wait: list[list[Cell]] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)

    def set(self, entries: list[Entry]) -> list[Block]:
        labels = [e.label for e in entries if isinstance(e, Ask)]
        self.twice = {one for one in labels if labels.count(one) > 1}
        done: set[int] = set()
        for i, one in enumerate(entries):
            if i in done:
                continue
            if self.layout == "stacked" and isinstance(one, Ask) and one.group:
                same = [
                    j
                    for j in range(i, len(entries))
                    if isinstance(entries[j], Ask) and entries[j].group == one.group
                ]  # type: ignore[union-attr]
                if 1 < len(same) <= 4:
                    self.over([entries[j] for j in same], one.group)  # type: ignore[misc]
                    done |= set(same)
                    continue
            self.entry(one)
        self.close()
        return self.out

    def entry(self, one: Entry) -> None:
        match one:
            case Head():
                self.head(one)
            case Ask():
                self.ask(one)
            case Boxes():
                self.boxes(one)
            case Years():
                self.years(one)
            case Rows():
                self.repeat(one)
            case Sign():
                self.sign(one)

    def flush(self) -> None:
        """Write the pairs that wait for their row."""
        if self.wait:
            flat = [c for pair in self.wait for c in pair]
            flat[-1].cols += WIDTH - sum(c.cols for c in flat)
            self.rows.append(flat)
            self.wait = []

    def close(self) -> None:
        self.flush()
        if self.rows:
            self.out.append(Table(WIDTH, self.rows))
            self.rows = []

    def full(self, *cells: Cell) -> None:
        self.flush()
        self.rows.append([*cells])

    def head(self, one: Head) -> None:
        if self.layout in {"parted", "lines"}:
            self.close()
            self.out.append(para(one.text, b="1"))
        else:
            self.full(cell(one.text, WIDTH, b="1"))

    def label(self, one: Ask) -> str:
        said = self.words.label(one.label)
        if one.group and (one.label in self.twice or self.rng.random() < 0.6):
            said = f"{one.group.split('（')[0]}{self.rng.choice(('—', '：', '-'))}{said}"
        return said

    def answer(self, one: Ask, cols: int) -> Cell:
        values = [self.values[a] for a in one.addresses]
        if len(values) == 2:
            return self.span(values, cols)
        made = as_cell(values[0], cols)
        if one.between and self.words.unit != "values":
            tail = "".join(one.between).strip()
            if (
                tail == "万元"
                and values[0].shown
                and not any(c in values[0].shown for c in "元无/—-")
            ):
                made.paras[-1].append(Run(self.money or tail))
                made.number = None
            elif tail.startswith("（"):
                made.paras.append([Run(tail)])
                made.number = None
        return made

    def span(self, values: list[Value], cols: int) -> Cell:
        """The years from and to: 2018年至2020年, 2018.3-2020.12."""
        start, end = values
        if not (start.shown and end.shown):
            return cell(f"{start.shown or '    '}年至{end.shown or '    '}年", cols)
        said = self.rng.choice(
            (
                "{0}年至{1}年",
                "{0}年3月至{1}年12月",
                "{0}.03-{1}.12",
                "{0}—{1}年",
                "{0}年—{1}年",
                "{0}年 至 {1} 年",
                "{0}年1月1日-{1}年12月31日",
            )
        )
        return cell(said.format(start.shown, end.shown), cols)

    def ask(self, one: Ask) -> None:
        kinds = {self.values[a].field.kind for a in one.addresses}
        if self.layout == "lines":
            made = self.answer(one, 1)
            label = self.label(one).replace("\n", "").rstrip("：:")
            self.close()
            first = (
                [Run(label + "："), *made.paras[0]]
                if made.inner is None
                else [Run(label + "：" + made.inner.rows[0][0].text)]
            )
            self.out += [first, *made.paras[1:]]
            return
        per = {"single": 1, "triples": 3}.get(self.layout, 2)
        label = self.label(one)
        if per == 1 or kinds & LONG or len(label) > 16:
            span = 4 if len(label) > 8 else 3
            self.full(cell(label, span), self.answer(one, WIDTH - span))
            return
        span, rest = {2: (2, 4), 3: (2, 2)}[per]
        self.wait.append([cell(label, span), self.answer(one, rest)])
        if len(self.wait) == per:
            self.flush()

    def over(self, group: list[Ask], name: str) -> None:
        """Labels above, values below, the group's name merged at the left."""
        each = (WIDTH - 2) // len(group)
        spans = [each] * (len(group) - 1) + [WIDTH - 2 - each * (len(group) - 1)]
        self.flush()
        self.rows.append(
            [
                cell(self.words.label(name), 2, 2),
                *(cell(self.words.label(a.label), s) for a, s in zip(group, spans, strict=True)),
            ]
        )
        self.rows.append([self.answer(a, s) for a, s in zip(group, spans, strict=True)])

    def boxes(self, one: Boxes) -> None:
        made, ids = self.fields[one.address], self.ticked.get(one.address, set())
        paras = self.ticker.paras(made, ids, stack=self.rng.random() < 0.4)
        label = self.words.label(one.label) if one.label else ""
        if self.layout == "lines" and label:
            self.close()
            self.out += [para(label.replace("\n", "").rstrip("：:") + "："), *paras]
        elif label:
            self.full(cell(label, 3), Cell(paras, WIDTH - 3))
        else:
            self.full(Cell(paras, WIDTH))

    def years(self, one: Years) -> None:
        self.flush()
        if "unitline" in self.extras and self.layout in {"parted", "lines"}:
            self.close()
            self.out.append(para(f"单位：{self.money or self.base}", right="1"))
        for made in self.drawer.blocks(one):
            if isinstance(made, list) and made and isinstance(made[0], Cell):
                self.rows.append(made)  # type: ignore[arg-type]
            else:
                self.close()
                self.out.append(made)  # type: ignore[arg-type]

    def repeat(self, one: Rows) -> None:
        title = one.title or {"investors": "主要投资方情况"}.get(one.id, "")
        if self.layout in {"parted", "lines"}:
            self.close()
            if title:
                self.out.append(para(title))
        elif title:
            self.full(cell(title, WIDTH))
        number = one.numbered or "numbered" in self.extras
        cols = [(self.words.label(head, head=True), name) for head, name in one.heads]
        lead = [1] if number else []
        spans = self.spans(len(cols), WIDTH - len(lead))
        self.full(
            *(cell("序号", 1) for _ in lead),
            *(cell(h, s) for (h, _), s in zip(cols, spans, strict=True)),
        )
        for i in range(1, one.count + 1):
            made = [
                as_cell(self.values[f"{one.id}[{i}].{name}"], s)
                for (_, name), s in zip(cols, spans, strict=True)
            ]
            self.rows.append([*(cell(str(i), 1) for _ in lead), *made])

    def spans(self, n: int, width: int) -> list[int]:
        each = width // n
        return [width - each * (n - 1), *[each] * (n - 1)]

    def sign(self, one: Sign) -> None:
        said = one.text
        if "signed" in self.extras:
            said = said.replace(
                "年 月 日", self.rng.choice(("2021年8月3日", "2021.8.3", "二〇二一年八月三日"))
            ).replace("负责人（签章）", "负责人（签章）：宓汀兰")
        if self.layout == "lines":
            self.close()
            self.out += [para(line) for line in said.split("\n")]
        else:
            self.full(cell(said, WIDTH))
