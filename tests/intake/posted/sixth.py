"""The sixth set: what tired clerks do, written after the answers of neighbours were looked at; scored at first sight."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import pairwise

from posted.answers import firm, person
from posted.fifth import fields, of_kind
from posted.habits import Habit, heads, plain_values
from posted.model import Grid, Letter, Span, Td
from smdesk.notices.address import parse
from smdesk.notices.models import Kind

MONEY = (Kind.MONEY, Kind.DECIMAL)


def yearly(letter: Letter) -> list[tuple[Grid, int, list[Td]]]:
    """Return each row of years: its table, its number, the cells of its years."""
    found = []
    for grid in letter.grids:
        for number, row in enumerate(grid.rows):
            cells = [
                c
                for c in row
                if len(c.spans) == 1 and re.search(r"\[20\d\d\]$", c.spans[0].address)
            ]
            if len(cells) > 1:
                found.append((grid, number, cells))
    return found


def of_year(cell: Td) -> int:
    return parse(cell.spans[0].address).year or 0


def runs_on_below(letter: Letter) -> None:
    """An answer that did not fit goes on in the empty cell below it."""
    for grid in letter.grids:
        for above, below in pairwise(grid.rows):
            if [c.kind for c in above] != ["label", "value"] * (len(above) // 2):
                continue
            if [c.kind for c in below] != [c.kind for c in above] or letter.rng.random() < 0.3:
                continue
            first, second = above[-1], below[-1]
            if all(len(c.spans) == 1 and c.h == 1 for c in (first, second)) and len(first.text) > 6:
                cut = len(first.text) // 2
                letter.forget([second])
                second.spans[0].text = first.text[cut:]
                letter.forget([first])
                first.spans[0].text = first.text[:cut]


def old_row_kept(letter: Letter) -> None:
    """A row of last year's form was left above the new one."""
    other = {
        Kind.PERSON: lambda: person(letter.rng), Kind.NAME: lambda: firm(letter.rng),
        Kind.PHONE: lambda: "0577-6200133", Kind.EMAIL: lambda: "old@xinhe.example",
    }  # fmt: skip
    for grid in letter.grids:
        for number in reversed(grid.cuts()):
            row = grid.rows[number]
            values = [c for c in row if c.kind == "value" and len(c.spans) == 1 and c.text]
            kinds = [
                fields(letter.form)[parse(c.spans[0].address).field].kind
                for c in values
                if c.spans[0].address and "[" not in c.spans[0].address
            ]
            if row[0].kind != "label" or not kinds or len(kinds) != len(values):
                continue
            if (
                any(c.h > 1 for c in row)
                or not set(kinds) & set(other)
                or letter.rng.random() < 0.4
            ):
                continue
            copy = deepcopy(row)
            alike = [c for c in copy if c.kind == "value" and len(c.spans) == 1 and c.text]
            for cell, kind in zip(alike, kinds, strict=True):
                if kind in other:
                    cell.spans[0].text = other[kind]()
                    letter.forget([cell])
            grid.rows.insert(number, copy)


def spoken_sums(letter: Letter) -> None:
    """Sums as they are said: 1亿2千万, 叁佰万元整, 近8700万."""
    ways: list[tuple[str, str]] = [
        ("1亿2千万", "12000"), ("1.2亿", "12000"), ("3千万", "3000"), ("叁佰万元整", "300"), ("八百万", "800"), ("近8700万", "8700"),
        ("5000w", "5000"), ("2个亿", "20000"), ("三百二十万", "320"), ("8700多", "8700"), ("1200万左右", "1200"), ("12,000,000.00元", "1200"),
        ("8,700千元", "870"), ("人民币捌仟柒佰万元", "8700"), ("0.87亿元", "8700"), ("8700（万）", "8700"),
    ]  # fmt: skip
    known = fields(letter.form)
    for _, span, _ in of_kind(letter, Kind.MONEY, share=0.5):
        field = known[parse(span.address).field]
        if field.unit == "万元":
            typed, right = letter.rng.choice(ways)
            letter.truth[span.address] = (right, typed)
            span.text = typed


def told_figures(letter: Letter) -> None:
    """Figures within words: 截至2020年底415人, 415人，其中研发86人."""
    ways = ["截至2020年底{}", "{}，其中研发86", "2020年：{}", "{}（2019年为312）", "去年312今年{}", "{}/年", "由312增至{}", "{} 312", "合计{}"]  # fmt: skip
    for _, span, _ in of_kind(letter, Kind.INTEGER, *MONEY, Kind.PERCENT, share=0.5):
        typed = letter.rng.choice(ways).format(span.text)
        letter.truth[span.address] = (span.text, typed)
        span.text = typed


def row_in_a_cell(letter: Letter) -> None:
    """The figures of all years were pasted into the first year's cell, the others stayed empty."""
    mark = letter.rng.choice(["\t", "  ", "\n", " ", "、", "/"])
    for _, _, cells in yearly(letter):
        if letter.rng.random() < 0.5 and all(c.text for c in cells):
            cells[0].spans[0].text = mark.join(c.text for c in cells)
            letter.forget(cells)
            for cell in cells[1:]:
                cell.spans[0].text = ""


def both_ticked(letter: Letter) -> None:
    """Of yes and no both are ticked: the wrong one first, then the right one."""
    answered = {b.address for c in letter.cells for b in c.boxes if b.ticked}
    for address in sorted(answered):
        field = fields(letter.form)[parse(address).field]
        boxes = [b for c in letter.cells for b in c.boxes if b.address == address]
        if field.kind is Kind.YES_NO or (field.pick == "one" and not field.choices[0].parent):
            boxes[0].text = boxes[-1].text = "☑"
            letter.truth.pop(address, None)
            letter.unsaid.add(address)


def placeholders(letter: Letter) -> None:
    """Empty cells were filled so that none is empty."""
    for cell in letter.cells:
        if (
            cell.kind == "value"
            and len(cell.spans) == 1
            and not cell.text
            and cell.spans[0].address
        ):
            typed = letter.rng.choice(["XXX", "***", "……", "待补", "？", "（空）", "暂无", "略", "—", "0", "未填", "暂缺", "xx", "N/A", "不适用", "没有"])  # fmt: skip
            said = (typed,) if typed in {"暂无", "略", "—", "0", "N/A", "不适用", "没有"} else ()
            letter.truth[cell.spans[0].address] = ("", *said)
            cell.spans[0].text = typed


def excel_trouble(letter: Letter) -> None:
    """Figures pasted from a sheet whose columns were too narrow, or whose formulas broke."""
    for _, span, _ in of_kind(letter, Kind.INTEGER, *MONEY, Kind.PERCENT, Kind.MOBILE, share=0.4):
        if re.fullmatch(r"\d+(\.\d+)?", span.text):
            typed = letter.rng.choice(
                [f"{float(span.text):.1E}", "######", "#REF!", "=SUM(B2:B4)", "#DIV/0!", f"{span.text}.00", f"'{span.text}", f" {span.text} ", f"{span.text}000000001", "43831"]
            )  # fmt: skip
            if typed.strip("' ") == span.text or typed == f"{span.text}.00":
                letter.truth[span.address] = (span.text, typed)
            else:
                letter.truth[span.address] = ("", typed) if typed[0] in "#=" else (span.text, typed) if "E" in typed else ("",)  # fmt: skip
            span.text = typed


def slid_down(letter: Letter) -> None:
    """In a block of years the figures stand a row too low, the last row's are lost."""
    for grid in letter.grids:
        lines = [cells for one, _, cells in yearly(letter) if one is grid]
        if len(lines) > 2 and len({len(one) for one in lines}) == 1:
            texts = [[c.text for c in one] for one in lines]
            letter.forget([c for one in lines for c in one])
            for cells, above in zip(lines, [[""] * len(lines[0]), *texts[:-1]], strict=True):
                for cell, text in zip(cells, above, strict=True):
                    cell.spans[0].text = text


def year_pasted_over(letter: Letter) -> None:
    """The figures of one year were pasted over those of the next."""
    for _, _, cells in yearly(letter):
        cells[-1].spans[0].text = cells[-2].text
        letter.forget(cells[-2:])


def year_in_yuan(letter: Letter) -> None:
    """In the last year the sums are in 元, and nobody says so."""
    known = fields(letter.form)
    for _, _, cells in yearly(letter):
        field = known[parse(cells[0].spans[0].address).field]
        for number, cell in enumerate(cells):  # sums as firms have them: none leaps
            if field.kind is Kind.MONEY and cell.text:
                text = f"{letter.rng.uniform(900, 9000) * 1.1**number:.2f}"
                letter.truth[cell.spans[0].address] = (text,)
                cell.spans[0].text = text
        if field.kind is Kind.MONEY and cells[-1].text:
            letter.forget(cells[-1:])
            cells[-1].spans[0].text = f"{float(cells[-1].text) * 10000:.0f}"


def label_typed_over(letter: Letter) -> None:
    """An answer was typed over its label, the cell for it is empty."""
    for grid in letter.grids:
        for row in grid.rows:
            for label, value in pairwise(row):
                if (
                    (label.kind, value.kind) == ("label", "value")
                    and len(value.spans) == 1
                    and value.text
                    and "[" not in value.spans[0].address
                    and letter.rng.random() < 0.15
                ):
                    label.spans = [Span(value.text)]
                    letter.forget([value])
                    value.spans[0].text = ""


def turned_contacts(letter: Letter) -> None:
    """The answers of the contact stand each in the next one's cell."""
    found = [(c, s) for c, s in plain_values(letter) if s.address.startswith("contact.")]
    if len(found) > 2:
        texts = [s.text for _, s in found]
        letter.forget([c for c, _ in found])
        for (_, span), text in zip(found, [texts[-1], *texts[:-1]], strict=True):
            span.text = text


def heads_said_again(letter: Letter) -> None:
    """The year stands in each cell before the figure, as in 2019：8700."""
    way = letter.rng.choice(["{}：{}", "{}年{}", "{}年 {}", "（{}）{}"])
    for _, _, cells in yearly(letter):
        for cell in cells:
            if cell.text and letter.rng.random() < 0.6:
                typed = way.format(of_year(cell), cell.text)
                letter.truth[cell.spans[0].address] = (cell.text, typed)
                cell.spans[0].text = typed


def years_typed_over(letter: Letter) -> None:
    """The heads of the years were typed over with plain words: 前年, 去年, 今年."""
    for grid, head in heads(letter):
        cells = [c for c in grid.rows[head] if c.kind == "year"]
        for cell, word in zip(reversed(cells), ["今年", "去年", "前年"], strict=False):
            cell.spans = [Span(word)]


SIXTH: list[Habit] = [
    runs_on_below, old_row_kept, spoken_sums, told_figures, row_in_a_cell, both_ticked, placeholders, excel_trouble, slid_down,
    year_pasted_over, year_in_yuan, label_typed_over, turned_contacts, heads_said_again, years_typed_over,
]  # fmt: skip
