"""Years and lists: columns dropped, turned, added, headed otherwise; rows added, summed, sampled."""

from __future__ import annotations

import re
from collections.abc import Callable

from tenth.page import Bit, Cell, Page, Table, chain, heads, plain

_CN = "〇一二三四五六七八九"


def _columns(page: Page) -> list[tuple[Table, list[Cell], list[list[Cell]]]]:
    """Return the year tables: heads, and the rows of answers beneath them."""
    found = []
    for table, row in heads(page):
        later = [h[0].r for t, h in heads(page) if t is table and h[0].r > row[0].r]
        end = min(later, default=10**6)
        lines = [
            c
            for t, c in page.yearly()
            if t is table and row[0].r < c[0].r < end and len(c) == len(row)
        ]
        found.append((table, row, lines))
    return found


def _year_of(cell: Cell) -> int:
    return int(cell.answers[0].address[-5:-1])


def _head_words(page: Page, word: Callable[[int], str]) -> None:
    for _, row in heads(page):
        for one in row:
            one.bits = [Bit(word(int(plain(one.text)[:4])))]


def heads_of_two_digits(page: Page) -> None:
    _head_words(page, lambda y: page.rng.choice((f"{y % 100}年", f"’{y % 100}", f"{y % 100}年度")))


def heads_in_numerals(page: Page) -> None:
    _head_words(page, lambda y: "二〇" + "".join(_CN[int(c)] for c in str(y)[2:]) + "年")


def heads_with_more_words(page: Page) -> None:
    made = page.rng.choice(
        (
            "{}年（审计数）",
            "{}年度",
            "{}年末",
            "{}年实绩",
            "截至{}年12月31日",
            "{}.12.31",
            "{}年\n（元月至十二月）",
            "FY{}",
            "公元{}年",
        )
    )
    _head_words(page, lambda y: made.replace("{}", str(y)))


def heads_that_count(page: Page) -> None:
    """第一年, 前年, T-2: which years they are nobody says."""
    for _, row, lines in _columns(page):
        words = page.rng.choice(
            (
                ["第一年", "第二年", "第三年", "第四年"],
                ["前年", "去年", "今年", "明年"],
                ["T-2", "T-1", "T", "T+1"],
                ["上上年度", "上年度", "本年度", "下年度"],
            )
        )
        for n, one in enumerate(row):
            one.bits = [Bit(words[n])]
        page.ask(*(c.answers[0].address for line in lines for c in line if c.answers[0].text))


def part_of_a_year(page: Page) -> None:
    """The last column is of some months only."""
    for _, row, lines in _columns(page):
        y = plain(row[-1].text)[:4]
        row[-1].bits = [
            Bit(
                page.rng.choice(
                    (
                        f"{y}年1-9月",
                        f"{y}年上半年",
                        f"{y}年三季度末",
                        f"{y}年（预计）",
                        f"{y}年计划",
                    )
                )
            )
        ]
        page.ask(*(c[-1].answers[0].address for c in lines if c[-1].answers[0].text))


def years_turned(page: Page) -> None:
    """The latest year first, heads and figures together."""
    for _, row, lines in _columns(page):
        for cells in (row, *lines):
            bits = [one.bits for one in cells]
            for one, new in zip(cells, reversed(bits), strict=True):
                one.bits = new


def heads_of_last_call(page: Page) -> None:
    """Last year's form: every head a year earlier; figures stand under the years they are of."""
    for _, row, lines in _columns(page):
        old = [int(plain(one.text)[:4]) for one in row]
        for one, y in zip(row, old, strict=True):
            one.bits = [Bit(f"{y - 1}年")]
        for line in lines:
            last = line[-1].answers[0].address
            truth = [page.truth.get(c.answers[0].address) for c in line]
            unclear = [c.answers[0].address in page.unclear for c in line]
            kept, lost = (
                truth[0] or (),
                {c.answers[0].address for c, t in zip(line, truth, strict=True) if t is None},
            )
            for n, c in enumerate(line[:-1]):
                a = c.answers[0].address
                page.unclear.discard(a)
                if unclear[n + 1]:
                    page.ask(a)
                elif truth[n + 1] is not None:
                    page.truth[a] = truth[n + 1]
                    page.unsaid.discard(a)
                else:
                    page.forget(a)
            first = line[0].answers[0]
            before = f"{first.address[:-5]}{old[0] - 1}]"
            if unclear[0]:
                page.ask(before)
            elif first.text and first.address not in lost:
                page.truth[before] = (*kept, "")
            addresses = ["", *(c.answers[0].address for c in line[:-1])]
            for c, a in zip(line, addresses, strict=True):
                c.answers[0].address = a
            page.forget(last)


def first_year_dropped(page: Page) -> None:
    """The column of the first year is deleted."""
    for _, row, lines in _columns(page):
        if len(row) < 3:
            continue
        for cells in (row, *lines):
            gone, heir = cells[0], cells[1]
            heir.c, heir.w = gone.c, gone.w + heir.w
            table = next(t for t in page.tables if any(x is gone for x in t.cells))
            table.cells = [x for x in table.cells if x is not gone]
            for bit in gone.answers:
                page.forget(bit.address)


def only_the_last_year_left(page: Page) -> None:
    """The columns of all but the last year are deleted: only it was wanted."""
    for _, row, lines in _columns(page):
        for cells in (row, *lines):
            table = next(t for t in page.tables if any(x is cells[0] for x in t.cells))
            left = cells[0].c
            for gone in cells[:-1]:
                table.cells = [x for x in table.cells if x is not gone]
                for bit in gone.answers:
                    page.forget(bit.address)
            cells[-1].w += cells[-1].c - left
            cells[-1].c = left


def _more_column(
    page: Page, at: int, head: Callable[[int], str], made: Callable[[list[Cell]], str]
) -> None:
    """Put a column before (0) or behind (-1) the years."""
    for table, row, lines in _columns(page):
        edge = row[0].c if at == 0 else row[-1].c + row[-1].w
        by_row = {c[0].r: c for c in lines}
        year = int(plain(row[at].text)[:4])

        def new(
            r: int,
            by_row: dict[int, list[Cell]] = by_row,
            row: list[Cell] = row,
            edge: int = edge,
            year: int = year,
        ) -> Cell:
            if r == row[0].r:
                return Cell(r, edge, 1, 1, "label", [Bit(head(year))])
            return Cell(r, edge, 1, 1, "other", [Bit(made(by_row[r]) if r in by_row else "")])

        inside = {r for r in range(table.height) if r == row[0].r or r in by_row}
        for one in table.cells:
            if one.c + one.w == edge and not set(range(one.r, one.r + one.h)) & inside:
                one.w += 1
            elif one.c >= edge:
                one.c += 1
            elif one.c + one.w > edge:
                one.w += 1
        table.columns += 1
        table.cells += [new(r) for r in sorted(inside)]


def _near(page: Page, cells: list[Cell], n: int) -> str:
    text = cells[n].answers[0].text
    return page.sequel(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else ""


def a_year_more_before(page: Page) -> None:
    _more_column(page, 0, lambda y: f"{y - 1}年", lambda cells: _near(page, cells, 0))


def a_year_more_behind(page: Page) -> None:
    word = page.rng.choice(("{}年（预计）", "{}年", "{}年1-6月"))
    _more_column(
        page, -1, lambda y: word.replace("{}", str(y + 1)), lambda cells: _near(page, cells, -1)
    )


def growth_behind(page: Page) -> None:
    """A column of growth, of means, of remarks behind the years."""
    word = page.rng.choice(("同比增长（%）", "三年平均", "合计", "备注", "增减额", "数据来源"))
    made = {
        "备注": lambda c: page.rng.choice(("", "见审计报告", "1", "注2")),
        "数据来源": lambda c: "审计报告",
    }
    _more_column(page, -1, lambda _: word, made.get(word, lambda cells: _near(page, cells, -1)))


def years_as_rows(page: Page) -> None:
    """The year table turned: a row a year, a column an indicator."""
    for table, row, some in _columns(page):
        lines = [
            line for line in some
            if all(c.h == 1 for c in line) and all(x.role == "label" or any(x is c for c in line) for x in table.row(line[0].r))
        ]  # fmt: skip
        if len(lines) < 3:
            continue
        new = Table(len(lines) + 1, [Cell(0, 0, 1, 1, "label", [Bit("年度")])])
        for n, line in enumerate(lines, 1):
            new.cells.append(Cell(0, n, 1, 1, "label", [Bit(chain(table, line[0]) or "—")]))
        if any(c.bits[0].text == "—" for c in new.cells):
            continue
        for y, head in enumerate(row):
            new.cells.append(Cell(y + 1, 0, 1, 1, "label", [Bit(plain(head.text))]))
            for n, line in enumerate(lines, 1):
                new.cells.append(Cell(y + 1, n, 1, 1, "value", line[y].bits))
        for line in lines:
            for c in line:
                table.cells = [x for x in table.cells if x is not c]
        gone = sorted({line[0].r for line in lines} | {row[0].r}, reverse=True)
        for r in gone:
            for one in [x for x in table.cells if x.r == r and x.h > 1]:
                one.r, one.h = one.r + 1, one.h - 1
            table.cells = [x for x in table.cells if not (x.r == r and x.h == 1)]
            for one in table.cells:
                if one.r > r:
                    one.r -= 1
                elif one.r + one.h > r:
                    one.h -= 1
        table.cells = [x for x in table.cells if x.h > 0]
        first = min(gone)
        if table in page.parts and first in table.cuts():
            at = page.parts.index(table)
            page.parts[at : at + 1] = [table.part(0, first), new, _rest(table, first)]
        else:
            page.parts.append(new)
        return


def _rest(table: Table, first: int) -> Table:
    return Table(table.columns, _shifted(table, first), set(table.marks))


def _shifted(table: Table, first: int) -> list[Cell]:
    kept = [x for x in table.cells if x.r >= first]
    for x in kept:
        x.r -= first
    return kept


# ---- lists ----


YEARS = [
    heads_of_two_digits, heads_in_numerals, heads_with_more_words, heads_that_count, part_of_a_year, years_turned, heads_of_last_call,
    first_year_dropped, only_the_last_year_left, a_year_more_before, a_year_more_behind, growth_behind, years_as_rows ]  # fmt: skip
