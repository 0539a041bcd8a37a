"""Rows of lists: added, left out, summed, numbered, an example among them."""

from __future__ import annotations

from tenth.page import Bit, Cell, Page, Table, parse


def _lists(page: Page) -> dict[str, dict[int, list[tuple[Table, Cell]]]]:
    found: dict[str, dict[int, list[tuple[Table, Cell]]]] = {}
    for table in page.tables:
        for cell in table.cells:
            for bit in cell.answers:
                known = parse(bit.address)
                if known.repeat:
                    found.setdefault(known.repeat, {}).setdefault(known.row or 0, []).append(
                        (table, cell)
                    )
    return found


def _filled(rows: dict[int, list[tuple[Table, Cell]]]) -> list[int]:
    return [n for n, cells in rows.items() if any(b.text for _, c in cells for b in c.answers)]


def sum_rows(page: Page) -> None:
    """合计 in the first row left of a list."""
    for rows in _lists(page).values():
        full = _filled(rows)
        left = [n for n in rows if full and n > max(full)]
        if not left:
            continue
        for _, cell in rows[left[0]]:
            bit = cell.answers[0]
            tail = bit.address.rpartition(".")[2]
            page.forget(bit.address)
            cell.bits = [
                Bit(
                    page.rng.choice(("合计", "合　计", "小计："))
                    if tail == "name"
                    else "100"
                    if tail == "share"
                    else ""
                )
            ]


def sample_row(page: Page) -> None:
    """The printed example still stands over the list, marked as one."""
    for repeat, rows in _lists(page).items():
        table, first = rows[1][0]
        r = first.r
        words = {
            "name": "（示例）某某科技有限公司",
            "nature": "民营",
            "share": "51",
            "contact": "张某",
            "phone": "010-12345678",
            "summary": "示例：提供……服务",
        }
        cells = [
            Cell(
                0,
                c.c,
                1,
                c.w,
                "other",
                [Bit(words.get(c.answers[0].address.rpartition(".")[2], "例"))],
            )
            for _, c in rows[1]
        ]
        cells += [
            Cell(0, c.c, 1, c.w, "index", [Bit("例")]) for c in table.row(r) if c.role == "index"
        ]
        reach = [
            c
            for c in table.cells
            if c.role != "index" and c.r == r and c.h == 1 and not any(x is c for _, x in rows[1])
        ]
        if reach or any(c.r == r and c.h > 1 for c in table.cells):
            continue
        table.insert_row(r, cells)
        if any(c.role == "index" for c in cells):
            continue
        for n in sorted(rows, reverse=True):  # no number is printed: the example may be counted
            for _, c in rows[n]:
                address = c.answers[0].address
                tail = address.rpartition(".")[2]
                page.allow(f"{repeat}[{n + 1}].{tail}", *page.truth.get(address, ()))


def rows_left_out(page: Page) -> None:
    """Rows of a list that were not needed are deleted."""
    for rows in _lists(page).values():
        full = _filled(rows)
        for n in sorted((n for n in rows if n not in full and n > 1), reverse=True):
            table, cell = rows[n][0]
            if any(c.r == cell.r and c.h > 1 for c in table.cells):
                continue
            table.drop_row(cell.r)


def rows_put_in(page: Page) -> None:
    """More rows than printed, where the form takes more."""
    for repeat, rows in _lists(page).items():
        many = max(rows)
        if page.most.get(repeat, 0) <= many or len(_filled(rows)) < many:
            continue
        for extra in range(1, 3):
            table, last = rows[many][0]
            at = last.r + extra
            cells = []
            for _, c in rows[many]:
                tail = c.answers[0].address.rpartition(".")[2]
                address = f"{repeat}[{many + extra}].{tail}"
                text = {"share": str(2 + extra), "name": f"增列第{extra}投资公司"}.get(tail, "民营")
                page.truth[address] = (text,)
                cells.append(Cell(0, c.c, 1, c.w, "value", [Bit(text, address)]))
            beside = [
                c for c in table.cells if c.r < at <= c.r + c.h and c.h > 1 and c.r + c.h == at
            ]
            table.insert_row(at, cells)
            for c in beside:
                c.h += 1


def no_more_rows(page: Page) -> None:
    """（以下空白） in the first row left."""
    for rows in _lists(page).values():
        full = _filled(rows)
        left = [n for n in rows if full and n > max(full)]
        if left:
            for _, cell in rows[left[0]]:
                bit = cell.answers[0]
                page.forget(bit.address)
                cell.bits = [Bit("（以下空白）" if bit.address.endswith(".name") else "")]


def numbers_in_the_names(page: Page) -> None:
    """The rows of a list numbered by hand: 1. 甲公司."""
    style = page.rng.choice(("{}.", "{}、", "（{}）", "①"))
    for rows in _lists(page).values():
        for n in _filled(rows):
            for _, cell in rows[n]:
                bit = cell.answers[0]
                if bit.address.endswith(".name") and bit.text:
                    old = bit.text
                    bit.text = (
                        chr(0x245F + n) if style == "①" else style.replace("{}", str(n))
                    ) + old
                    page.allow(bit.address, bit.text)


LISTING = [
    sum_rows, sample_row, rows_left_out, rows_put_in, no_more_rows, numbers_in_the_names,
]  # fmt: skip
