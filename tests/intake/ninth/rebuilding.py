"""How people rebuild a form: other order, other years, more rows and columns, lists in place of tables."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from ninth import arranging
from ninth.page import Bit, Cell, Page, ninth
from ninth.years import heads_of, plain
from smdesk.notices.models import Kind


def labels_in_yuan(page: Page) -> None:
    """The unit of the label changed, the values with it."""
    _relabel(page, "万元", "元", 10000)


def labels_in_yi(page: Page) -> None:
    _relabel(page, "万元", "亿元", Decimal("0.0001"))


def labels_in_thousands(page: Page) -> None:
    _relabel(page, "万元", "千元", 10)


def _relabel(page: Page, old: str, new: str, factor: Decimal | int) -> None:
    changed: dict[int, Cell] = {}
    for table, cell, bit, known in page.numbers():
        if known.unit != old or known.kind is not Kind.MONEY:
            continue
        labels = [
            one for one in table.cells
            if one.role == "label" and old in plain(one.text).replace("亿元", "")
            and (one.r <= cell.r < one.r + one.h and one.c < cell.c)
        ]  # fmt: skip
        if labels:
            label = max(labels, key=lambda one: one.c)
            bit.text = f"{(Decimal(page.truth[bit.address][0]) * factor).normalize():f}"
            changed[id(label)] = label
    for label in changed.values():
        label.bits = [Bit(plain(label.text).replace(old, new))]


def unit_line_over(page: Page) -> None:
    """Units gone from the labels, one line 单位：元 over the table, values in yuan."""
    done = False
    for _table, _cell, bit, known in page.numbers():
        if known.unit == "万元":
            bit.text = f"{(Decimal(page.truth[bit.address][0]) * 10000).normalize():f}"
            done = True
    if done:
        for _, cell in page.labels():
            if "万" in cell.text:
                cell.bits = [Bit(re.sub(r"[（(]万元[）)]", "", plain(cell.text)))]
        page.parts.insert(page.parts.index(page.main), "单位：元")


def unit_column(page: Page) -> None:
    """A column of units behind the labels of the year table, some of them 元."""
    rows = page.yearly()
    if not rows:
        return
    table = rows[0][0]
    at = min(cells[0].c for t, cells in rows if t is table)
    units: dict[int, str] = {}
    for t, cells in rows:
        if t is not table:
            continue
        unit = page.field(cells[0].answers[0].address).unit or ""
        if unit == "万元" and page.rng.random() < 0.4:
            unit = "元"
            for cell in cells:
                for bit in cell.answers:
                    if bit.text:
                        bit.text = f"{(Decimal(page.truth[bit.address][0]) * 10000).normalize():f}"
        units[cells[0].r] = unit
        for one in table.row(cells[0].r):
            if one.role == "label":
                one.bits = [Bit(re.sub(r"[（(](?:万元|%|项|个|人)[）)]", "", plain(one.text)))]
    heads = {min(units) - 1} if units else set()
    table.insert_column(
        at, lambda r: Cell(r, at, 1, 1, "other", [Bit(units.get(r, "单位" if r in heads else ""))])
    )


def years_back(page: Page) -> None:
    """The latest year first."""
    _years(page, lambda cells: cells[::-1])


def years_mixed(page: Page) -> None:
    _years(page, lambda cells: [cells[1], cells[-1], *cells[2:-1], cells[0]])


def _years(page: Page, order) -> None:
    for _table, cells in [*page.yearly(), *heads_of(page)]:
        bits = [one.bits for one in order(cells)]
        for cell, mine in zip(cells, bits, strict=True):
            cell.bits = mine


def years_otherwise(page: Page) -> None:
    """Heads written another way."""
    ways = (
        "{0}",
        "{0}年度",
        "{1}年",
        "{0}年末",
        "{0}.12.31",
        "{0}年12月31日",
        "{0}年（审计）",
        "（{0}年）",
        "FY{0}",
        "{0}年1-12月",
        "{0} 年\n（万元）",
    )
    way = ways[(len(page.form) + page.rng.randint(0, 99)) % len(ways)]
    for _, cells in heads_of(page):
        for one in cells:
            year = plain(one.text)[:4]
            one.bits = [Bit(way.format(year, year[2:]))]


def years_in_han(page: Page) -> None:
    for _, cells in heads_of(page):
        for one in cells:
            one.bits = [
                Bit("".join("〇一二三四五六七八九"[int(d)] for d in plain(one.text)[:4]) + "年")
            ]


def years_told_from_now(page: Page) -> None:
    """前年、去年、今年: no year is named, so that no figure is sure unless it is in printed order."""
    words = ("前年", "上年", "本年", "本期")
    for _, cells in heads_of(page):
        for one, word in zip(cells, words, strict=False):
            one.bits = [Bit(word)]


def years_moved_on(page: Page) -> None:
    """The form taken for the next year: heads one year on, the figures with them."""
    moved = {y: y + 1 for y in page.years}
    for _, cells in heads_of(page):
        for one in cells:
            one.bits = [Bit(f"{moved[int(plain(one.text)[:4])]}年")]
    for _, cells in page.yearly():
        for cell in cells:
            for bit in cell.answers:
                text = page.truth.pop(bit.address, None)
                page.unsaid.add(bit.address)
                head, year = bit.address[:-6], int(bit.address[-5:-1])
                bit.address = f"{head}[{moved[year]}]"
                if text is not None and (
                    year != page.years[-1] or page.form.startswith("guangdong")
                ):
                    page.look.add(f"{bit.address}={text[0]}")
    for one in [one for one in page.look if "=" in one]:
        address, _, text = one.partition("=")
        page.truth[address] = (text,)
        page.unsaid.discard(address)
        page.look.discard(one)


def year_before(page: Page) -> None:
    """A column more before the printed years."""
    _more(page, first=True, head=f"{page.years[0] - 1}年")


def half_year_more(page: Page) -> None:
    _more(page, first=False, head=f"{page.years[-1] + 1}年1-6月")


def average_more(page: Page) -> None:
    _more(page, first=False, head="三年平均")


def growth_more(page: Page) -> None:
    _more(page, first=False, head="同比增长（%）")


def remarks_more(page: Page) -> None:
    """A column of remarks with figures in it."""
    _more(page, first=False, head="备注")


def _more(page: Page, first: bool, head: str) -> None:
    rows = page.yearly()
    if not rows or not heads_of(page):
        return
    table = rows[0][0]
    mine = {cells[0].r: cells for t, cells in rows if t is table}
    heads = {cells[0].r for t, cells in heads_of(page) if t is table}
    at = min(c[0].c for c in mine.values()) if first else table.columns

    def make(r: int) -> Cell:
        if r in heads:
            return Cell(r, at, 1, 1, "label", [Bit(head)])
        if r in mine:
            text = (
                f"较上年增{page.rng.randint(2, 30)}.5"
                if head == "备注"
                else f"{page.rng.uniform(10, 9000):.2f}"
            )
            return Cell(r, at, 1, 1, "other", [Bit(text)])
        return Cell(r, at, 1, 1, "other", [Bit("")])

    if first:
        for one in list(table.cells):
            if one.c == at and one.r not in mine and one.r not in heads:
                one.c, one.w = one.c, one.w
        table.insert_column(at, make)
    else:
        wide = [
            one
            for one in table.cells
            if one.c + one.w == table.columns and one.r not in mine and one.r not in heads
        ]
        for one in wide:
            one.w += 1
        taken = {r for one in wide for r in range(one.r, one.r + one.h)}
        table.columns += 1
        table.cells += [make(r) for r in range(table.height) if r not in taken]


def labels_numbered(page: Page) -> None:
    for place, (_, cell) in enumerate(page.labels(), 1):
        if not re.match(r"20\d\d|序号|\d", plain(cell.text)):
            cell.bits = [
                Bit(
                    page.rng.choice((f"{place}.", f"{place}、", f"（{place}）", f"{place} "))
                    + plain(cell.text)
                )
            ]


def labels_with_marks(page: Page) -> None:
    for _, cell in page.labels():
        if not re.match(r"20\d\d", plain(cell.text)):
            cell.bits = [
                Bit(
                    page.rng.choice(
                        ("*{0}", "{0}：", "{0}*", "★{0}", "{0}（必填）", "{0}:", "【{0}】", "{0}▲")
                    ).format(plain(cell.text))
                )
            ]


def labels_reworded(page: Page) -> None:
    words = {"企业名称": "单位名称", "法人代表": "法定代表人", "联系人": "联络人", "联系电话": "电话", "电子邮箱": "E-mail", "传真": "传真号码",
             "员工总数（人）": "职工人数（人）", "邮政编码": "邮编", "主营业务": "主要业务", "手机": "移动电话", "统一社会信用代码": "社会信用代码",
             "平台名称": "平台全称", "网址": "平台网址", "注册地址": "住所"}  # fmt: skip
    for _, cell in page.labels():
        if plain(cell.text) in words:
            cell.bits = [Bit(words[plain(cell.text)])]


def value_in_label_cell(page: Page) -> None:
    """Label and value in one cell, the cells merged."""
    table = page.main
    for r in range(table.height):
        line = table.row(r)
        for a, b in itertools.pairwise(line):
            if (
                a.role == "label"
                and b.role == "value"
                and a.h == b.h == 1
                and len(b.bits) == 1
                and b in table.cells
                and page.rng.random() < 0.6
                and page.field(b.bits[0].address).axis != "year"
                and "[" not in b.bits[0].address
            ):
                table.cells.remove(b)
                a.bits = [Bit(plain(a.text) + "："), *b.bits]
                a.w, a.role = a.w + b.w, "value"


def next_form_behind(page: Page) -> None:
    """Another applicant's form of the same kind stands behind."""
    other = ninth(page.form, [], page.rng.randint(900, 999))
    page.parts += ["\f", *other.parts]
    page.look.add("two")


def empty_form_before(page: Page) -> None:
    other = ninth(page.form, [], 77)
    for table in other.tables:
        for cell in table.cells:
            for bit in cell.bits:
                bit.text = "□" if bit.choice else "" if bit.address else bit.text
    page.parts[:0] = ["填写前请阅读说明。", *other.parts, "\f"]


def last_years_form_behind(page: Page) -> None:
    """Last year's form, kept behind this year's for whoever compares."""
    other = ninth(page.form, [], page.rng.randint(800, 899))
    years_moved_back(other)
    page.parts += ["\f", "附：上年度申报表（供对比）", *other.parts[other.parts.index("\f") + 1 :]]


def years_moved_back(page: Page) -> None:
    for _, cells in heads_of(page):
        for one in cells:
            one.bits = [Bit(f"{int(plain(one.text)[:4]) - 1}年")]


REBUILDING = [
    labels_in_yuan, labels_in_yi, labels_in_thousands, unit_line_over, unit_column, years_back, years_mixed,
    years_otherwise, years_in_han, years_told_from_now, years_moved_on, year_before, half_year_more,
    average_more, growth_more, remarks_more, arranging.look_alike_rows, arranging.look_alike_cells,
    arranging.rows_taken_out, arranging.one_under_other, arranging.no_table, arranging.parts_apart,
    arranging.cut_with_heads, arranging.turned_over, arranging.nested, labels_numbered, labels_with_marks,
    labels_reworded, value_in_label_cell, next_form_behind, empty_form_before, last_years_form_behind,
]  # fmt: skip
