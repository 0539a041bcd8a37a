"""Blocks of years as clerks draw them: heads renamed, columns added, turned, split, listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from seventeenth.cells import UNCLEAR, as_cell
from seventeenth.logic import Years
from seventeenth.model import Block, Cell, Run, Table, Value, cell, para
from seventeenth.words import Words

DIGITS = "〇一二三四五六七八九"
NAMES: dict[str, Callable[[int], str]] = {
    "plain": lambda y: f"{y}年",
    "spaced": lambda y: f"{y} 年",
    "bare": str,
    "full": lambda y: f"{y}年度",
    "end": lambda y: f"{y}年末",
    "short": lambda y: f"{y % 100}年",
    "han": lambda y: "".join(DIGITS[int(c)] for c in str(y)) + "年",
    "audited": lambda y: f"{y}年（审计数）",
    "wide": lambda y: "".join(chr(ord(c) + 0xFEE0) for c in str(y)) + "年",
    "broken": lambda y: f"{y}\n年",
    "dated": lambda y: f"{y}年1-12月",
    "end_day": lambda y: f"{y}.12.31",
}
RELATIVE = ("first", "recent")
SHAPES = ("rows", "turned", "list", "tables", "lines", "heads")
EXTRAS = ("before", "after", "half", "growth", "sum", "remark", "units", "reverse", "twocol", "blankhead", "twinhead",
          "row_added", "row_dropped", "row_mixed", "row_twice", "split_bare", "split_head", "grouphead", "shift")  # fmt: skip


@dataclass
class YearStyle:
    """How one clerk draws the years."""

    rng: Random
    name: str = "plain"
    shape: str = "rows"
    extras: set[str] = field(default_factory=set)

    def head(self, year: int, years: list[int]) -> str:
        if self.name == "first":
            return f"第{'一二三四'[years.index(year)]}年"
        if self.name == "recent":
            return {0: "上年", 1: "前年", 2: "大前年", 3: "四年前"}[years[-1] - year]
        return NAMES[self.name](year)


@dataclass
class Drawer:
    """Draws one block of years of a file."""

    style: YearStyle
    words: Words
    values: dict[str, Value]
    width: int = 12

    def ask(self, *addresses: str) -> None:
        for one in addresses:
            if one in self.values:
                self.values[one].truth = UNCLEAR

    def blocks(self, block: Years) -> list[Block | list[Cell]]:
        """Return rows of cells (of the common table) or blocks of their own."""
        style, extras = self.style, self.style.extras
        rows = list(block.rows)
        if "row_dropped" in extras and len(rows) > 3:
            gone = rows.pop(self.style.rng.randrange(len(rows)))
            for year in block.years:
                self.values[f"{gone[2]}[{year}]"].truth = ""
        if "row_mixed" in extras and not any(group for group, _, _ in rows):
            self.style.rng.shuffle(rows)
        if style.name in RELATIVE:
            self.ask(*(f"{name}[{year}]" for _, _, name in rows for year in block.years))
        labels = [self.label(group, label) for group, label, _ in rows]
        draw = {
            "turned": self.turned,
            "list": self.listed,
            "tables": self.tables,
            "lines": self.lines,
        }
        if style.shape in draw:
            return draw[style.shape](block, rows, labels)
        return self.plain(block, rows, labels)

    def label(self, group: str, label: str) -> str:
        said = self.words.label(label)
        short = group.split("（", maxsplit=1)[0]
        return (
            f"{short}—{said}"
            if group and self.style.rng.random() < 0.5
            else (f"{short}：{said}" if group else said)
        )

    def value(self, name: str, year: int) -> Value:
        return self.values[f"{name}[{year}]"]

    def columns(
        self, block: Years, rows: list[tuple[str, str, str]]
    ) -> list[tuple[str, list[str | Value]]]:
        """Return heads with the texts below them, in the order drawn."""
        style, rng, years = self.style, self.style.rng, block.years
        cols: list[tuple[str, list[str | Value]]] = [
            (style.head(y, years), [self.value(n, y) for _, _, n in rows]) for y in years
        ]
        if "twocol" in style.extras and len(cols) > 2:
            gone = years[0]
            for _, _, name in rows:
                self.value(name, gone).truth = ""
            cols.pop(0)
        if "reverse" in style.extras:
            cols.reverse()
        junk = lambda: [str(rng.randint(100, 9000)) for _ in rows]  # noqa: E731
        if "before" in style.extras:
            cols.insert(0, (f"{years[0] - 1}年", [*junk()]))
        if "after" in style.extras:
            cols.append((f"{years[-1] + 1}年（预计）", [*junk()]))
        if "half" in style.extras:
            cols.append((f"{years[-1] + 1}年1-6月", [*junk()]))
        if "growth" in style.extras:
            cols.append(("增长率（%）", [f"{rng.uniform(1, 20):.1f}" for _ in rows]))
        if "sum" in style.extras:
            cols.append((rng.choice(("合计", "三年平均")), [*junk()]))
        if "remark" in style.extras:
            cols.append(("备注", ["审计报告" if rng.random() < 0.3 else "" for _ in rows]))
        if "units" in style.extras:
            cols.insert(
                0,
                (
                    "单位",
                    [
                        self.unit(n, y)
                        for (_, _, n), y in zip(rows, [years[0]] * len(rows), strict=True)
                    ],
                ),
            )
        return cols

    def unit(self, name: str, year: int) -> str:
        return self.value(name, year).field.unit or ""

    def plain(
        self, block: Years, rows: list[tuple[str, str, str]], labels: list[str]
    ) -> list[Block | list[Cell]]:
        style, rng = self.style, self.style.rng
        cols = self.columns(block, rows)
        heads = [head for head, _ in cols]
        at = [i for i, (_, v) in enumerate(cols) if v and isinstance(v[0], Value)]
        if "blankhead" in style.extras and len(at) > 2 and style.name not in RELATIVE:
            heads[at[1]] = ""
        if "twinhead" in style.extras and len(at) > 2:
            heads[at[2]] = heads[at[1]]
            for i in (at[1], at[2]):
                self.ask(*(v.address for v in cols[i][1] if isinstance(v, Value)))
        first = (
            max(2, self.width - 3 * len(cols))
            if len(cols) < 4
            else max(1, self.width - 2 * len(cols))
        )
        each = (self.width - first) // len(cols)
        first = self.width - each * len(cols)
        corner = rng.choice((block.corner or "指标", "指标名称", "项目", ""))
        head = [cell(corner, first), *(cell(h, each) for h in heads)]
        out: list[list[Cell]] = []
        if "grouphead" in style.extras:
            out.append([cell(corner, first, 2), cell("近三年经营情况", self.width - first)])
            head = head[1:]
        out.append(head)
        for i, label in enumerate(labels):
            out.append([cell(label, first), *(self.one(c[1][i], each) for c in cols)])
            self.added(out, i, rows, first, each, len(cols), label)
        return self.parted(out)

    def added(
        self,
        out: list[list[Cell]],
        i: int,
        rows: list[tuple[str, str, str]],
        first: int,
        each: int,
        n: int,
        label: str,
    ) -> None:
        """Add a row that the notice does not print."""
        style, rng = self.style, self.style.rng
        if "row_added" in style.extras and i in {2, len(rows) - 2}:
            name = rng.choice(
                (
                    "同比增长（%）",
                    "人均产值（万元）",
                    "其中：出口额（万元）",
                    "上缴增值税（万元）",
                    "研发人员数（人）",
                )
            )
            out.append(
                [cell(name, first), *(cell(f"{rng.uniform(1, 90):.1f}", each) for _ in range(n))]
            )
        if "row_twice" in style.extras and i == 1:
            out.append(
                [cell(label, first), *(cell(f"{rng.uniform(10, 90):.2f}", each) for _ in range(n))]
            )
            self.ask(*(a for a in self.values if a.startswith(rows[i][2] + "[")))

    def one(self, said: str | Value, each: int) -> Cell:
        return as_cell(said, each) if isinstance(said, Value) else cell(said, each)

    def parted(self, rows: list[list[Cell]]) -> list[Block | list[Cell]]:
        """Part the rows in two tables, as a page break does where somebody splits them."""
        extras, heads = self.style.extras, 2 if "grouphead" in self.style.extras else 1
        cut = heads + max(2, (len(rows) - heads) // 2)
        if not extras & {"split_bare", "split_head"} or len(rows) - cut < 2:
            return [*rows]
        again = rows[:heads] if "split_head" in extras else []
        said = "（续表）" if "split_head" in extras else ""
        return [Table(self.width, rows[:cut]), para(said), Table(self.width, [*again, *rows[cut:]])]

    def turned(
        self, block: Years, rows: list[tuple[str, str, str]], labels: list[str]
    ) -> list[Block | list[Cell]]:
        out: list[Block | list[Cell]] = []
        for start in range(0, len(rows), 4):
            part, said = rows[start : start + 4], labels[start : start + 4]
            table = [[cell("年度"), *(cell(one) for one in said)]]
            years = block.years[::-1] if "reverse" in self.style.extras else block.years
            table += [
                [
                    cell(self.style.head(year, block.years)),
                    *(as_cell(self.value(n, year)) for _, _, n in part),
                ]
                for year in years
            ]
            out += [Table(1 + len(part), table), para("")]
        return out

    def listed(
        self, block: Years, rows: list[tuple[str, str, str]], labels: list[str]
    ) -> list[Block | list[Cell]]:
        table = [[cell("指标"), cell("年度"), cell("数值")]]
        for (_, _, name), label in zip(rows, labels, strict=True):
            for i, year in enumerate(block.years):
                row = [cell(self.style.head(year, block.years)), as_cell(self.value(name, year))]
                table.append([cell(label, 1, len(block.years)), *row] if i == 0 else row)
        return [Table(3, table), para("")]

    def tables(
        self, block: Years, rows: list[tuple[str, str, str]], labels: list[str]
    ) -> list[Block | list[Cell]]:
        out: list[Block | list[Cell]] = []
        for i, year in enumerate(block.years, 1):
            out.append(para(f"（{i}）{self.style.head(year, block.years)}".replace("\n", "")))
            out.append(
                Table(
                    2,
                    [
                        [cell(label), as_cell(self.value(n, year))]
                        for (_, _, n), label in zip(rows, labels, strict=True)
                    ],
                )
            )
        return [*out, para("")]

    def lines(
        self, block: Years, rows: list[tuple[str, str, str]], labels: list[str]
    ) -> list[Block | list[Cell]]:
        out: list[Block | list[Cell]] = []
        for (_, _, name), label in zip(rows, labels, strict=True):
            line = [Run(label.replace("\n", "").rstrip("：:") + "：")]
            for i, year in enumerate(block.years):
                value = self.value(name, year)
                line += [
                    Run("；" if i else ""),
                    Run(self.style.head(year, block.years).replace("\n", "")),
                    *value.paras[0],
                ]
            out.append(line)
        return out


__all__ = ["EXTRAS", "NAMES", "RELATIVE", "SHAPES", "Drawer", "YearStyle"]
