"""How people cut, widen, retype and rearrange the form itself."""

from __future__ import annotations

import re
from itertools import pairwise

from eleventh.paper import Bit, Cell, Paper, Table, parse

_OTHER_WORDS = {
    "法人代表": "法定代表人", "联系人": "联系人姓名", "电子邮箱": "E-mail", "网址": "平台网址", "职务": "职务/职称", "联系电话": "联系方式",
    "注册地址": "企业注册地址", "经营指标": "指标名称", "传真": "传真号码", "申报单位": "申报单位（盖章）", "推荐单位": "推荐单位（盖章）",
}  # fmt: skip


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def sections_out(paper: Paper) -> None:
    """The section headings are lines between tables."""
    table = paper.main
    at = paper.parts.index(table)
    heads = [one for one in table.cells if one.role == "heading" and one.w == table.columns]
    cuts = [one for one in heads if one.r in {0, *table.cuts()} and _clean_cut(table, one.r + 1)]
    if not cuts:
        return
    edges = [0, *(one.r for one in cuts if one.r), table.height]
    made: list[str | Table] = []
    for first, last in pairwise(edges):
        head = next((one for one in cuts if one.r == first), None)
        if head is not None:
            made.append(head.text)
        if last > first + (head is not None):
            made.append(_copied(table, first + (head is not None), last))
    paper.parts[at : at + 1] = made


def _clean_cut(table: Table, r: int) -> bool:
    return not any(one.r < r < one.r + one.h for one in table.cells)


def _copied(table: Table, first: int, last: int) -> Table:
    cells = [one for one in table.cells if first <= one.r < last]
    for one in cells:
        one.r -= first
    return Table(table.columns, cells, set(table.marks))


def cut(paper: Paper, many: int = 2, again: bool = False, between: str = "") -> None:
    """The table was cut over pages; with ``again`` its year heads stand over each part."""
    for _ in range(many):
        table = paper.main
        cuts = [r for r in table.cuts() if 3 < r < table.height - 2]
        if not cuts:
            return
        r = paper.rng.choice(cuts)
        heads = _year_heads(table)
        above = next((h for h in reversed(heads) if h < r), None)
        inside = above is not None and any(
            "[20" in b.address for c in table.cells if c.r == r for b in c.bits
        )
        tops = [Cell(0, c.c, 1, c.w, c.role, [Bit(c.text)]) for c in table.row(above)] if inside and above is not None else []  # fmt: skip
        at = paper.parts.index(table)
        first, second = _copied(table, 0, r), None
        rest = [one for one in table.cells if one not in first.cells]
        for one in rest:
            one.r -= r
        second = Table(table.columns, rest)
        if tops and again and sum(c.w for c in tops) == table.columns:
            second.insert_row(0, tops)
        paper.parts[at : at + 1] = [first, *([between] if between else []), second]


def _year_heads(table: Table) -> list[int]:
    return [
        r for r in range(table.height)
        if sum(bool(re.fullmatch(r"20\d\d年", _bare(c.text))) for c in table.row(r) if c.role == "label") > 1
    ]  # fmt: skip


def cover_lines(paper: Paper, under: bool = False) -> None:
    """The cover is lines, not a table."""
    cover = paper.tables[0]
    lines: list[str | Table] = []
    for r in range(cover.height):
        texts = [one.text for one in cover.row(r) if one.text.strip()]
        if texts:
            mark = "" if len(texts) == 1 or texts[0].endswith("：") else "："
            lines.append(mark.join([texts[0], "　".join(texts[1:])]) + ("____" if under else ""))
    at = paper.parts.index(cover)
    paper.parts[at : at + 1] = lines


def no_cover(paper: Paper) -> None:
    """Only the table itself was sent."""
    at = paper.parts.index("\f")
    for one in paper.parts[:at]:
        if isinstance(one, Table):
            paper.forget(*{b.address for c in one.cells for b in c.bits if b.address} - paper.aside)
    del paper.parts[: at + 1]


def tidy_labels(paper: Paper) -> None:
    """Labels without the breaks and blanks of the printed form."""
    for cell in paper.labels():
        if all(not b.address for b in cell.bits):
            cell.bits = [Bit(_bare(cell.text))]


def colons(paper: Paper) -> None:
    for cell in paper.labels():
        short = len(_bare(cell.text)) < 8 and not re.search(r"20\d\d", cell.text)
        if short and all(not b.address for b in cell.bits):
            cell.bits.append(Bit("："))


def stars(paper: Paper) -> None:
    """Red stars before the labels, as on web forms."""
    for cell in paper.labels():
        if paper.rng.random() < 0.5 and not re.search(r"20\d\d", cell.text):
            cell.bits.insert(0, Bit("*", look="red"))


def other_words(paper: Paper) -> None:
    """Labels retyped in the words of an older form."""
    for cell in paper.labels():
        word = _OTHER_WORDS.get(_bare(cell.text))
        if word and all(not b.address for b in cell.bits):
            cell.bits = [Bit(word)]


def units_above(paper: Paper) -> None:
    """The unit stands once above the table and no more in the labels."""
    found = False
    for cell in paper.labels():
        if (
            "万元" in _bare(cell.text)
            and "吨" not in cell.text
            and all(not b.address for b in cell.bits)
        ):
            cell.bits = [Bit(re.sub(r"[（(]万元[）)]", "", _bare(cell.text)))]
            found = True
    if found:
        paper.parts.insert(paper.parts.index(paper.main), "单位：万元")


def year_words(paper: Paper, shape: str = "{}年度") -> None:
    """Heads of years: 2019年度, 2019, 2019年（万元）."""
    for cell in paper.labels():
        if re.fullmatch(r"20\d\d年", _bare(cell.text)):
            cell.bits = [Bit(shape.format(_bare(cell.text)[:4]))]


def years_turned(paper: Paper) -> None:
    """The latest year comes first, heads and figures."""
    for table in paper.tables:
        for r in range(table.height):
            cells = [
                c for c in table.row(r)
                if re.fullmatch(r"20\d\d年", _bare(c.text)) or any("[20" in b.address for b in c.bits)
            ]  # fmt: skip
            fields = {b.address.partition("[")[0] for c in cells for b in c.bits if b.address}
            if len(cells) > 1 and len(fields) < 2:  # else: several figures of one year
                held = [c.bits for c in cells]
                for cell, bits in zip(cells, reversed(held), strict=True):
                    cell.bits = bits


def years_on(paper: Paper, by: int = 1) -> None:
    """The heads were changed to the current years; the figures are of those."""
    seen: set[int] = set()
    for cell in paper.labels():
        if re.fullmatch(r"20\d\d年", _bare(cell.text)):
            year = int(_bare(cell.text)[:4])
            seen.add(year)
            cell.bits = [Bit(f"{year + by}年")]
    if not seen:
        return
    for _, _, bit, _ in list(paper.bits()):
        year = parse(bit.address).year
        if year in seen:
            bit.address = bit.address.replace(f"[{year}]", f"[{year + by}]")
    said = {a: v for a, v in paper.truth.items() if parse(a).year in seen}
    paper.forget(*said)
    for address, value in said.items():
        year = parse(address).year or 0
        new = address.replace(f"[{year}]", f"[{year + by}]")
        if year + by in seen:
            paper.truth[new] = value
            paper.unsaid.discard(new)
        else:
            paper.aside.add(new)  # a year that the form does not ask for


def one_more_year(paper: Paper, head: str = "2025年1-6月") -> None:
    """A column for the months of this year at the right of the year table."""
    for table in paper.tables:
        heads = _year_heads(table)
        rows = {
            r for r in range(table.height) if sum("[20" in b.address for c in table.row(r) for b in c.bits) > 1
        }  # fmt: skip
        if not rows:
            continue
        for r in range(table.height):
            cells = [c for c in table.cells if c.r <= r < c.r + c.h and c.c + c.w == table.columns]
            if r in rows or r in heads:
                text = head if r in heads else f"{paper.rng.randint(100, 900)}"
                table.cells.append(Cell(r, table.columns, 1, 1, "note", [Bit(text)]))
            else:
                for one in cells:
                    one.w += one.r == r
        table.columns += 1


def growth_rows(paper: Paper, many: int = 1, name: str = "同比增长（%）") -> None:
    """A row of growth below a row of figures, of the clerk's own."""
    for table in paper.tables:
        rows = [
            r for r in range(table.height - 1)
            if sum("[20" in b.address for c in table.row(r) for b in c.bits) > 1 and _clean_cut(table, r + 1)
        ]  # fmt: skip
        paper.rng.shuffle(rows)
        for r in sorted(rows[:many], reverse=True):
            new = [
                Cell(r, c.c, 1, c.w, c.role if c.role == "label" else "note", [Bit(name if c.role == "label" else f"{paper.rng.randint(1, 190) / 10}")])
                for c in table.row(r)
            ]  # fmt: skip
            if sum(c.w for c in new) == table.columns:
                table.insert_row(r + 1, new)


def years_merged(paper: Paper) -> None:
    """One figure over two years' cells."""
    for table in paper.tables:
        for r in range(table.height):
            cells = [
                c
                for c in table.row(r)
                if any("[20" in b.address for b in c.bits) and c.text.strip()
            ]
            if (
                len(cells) == 3
                and cells[0].c + cells[0].w == cells[1].c
                and paper.rng.random() < 0.4
            ):
                cells[0].w += cells[1].w
                table.cells.remove(cells[1])
                paper.ask(cells[0].bits[0].address, cells[1].bits[0].address)
                return


def own_rows(paper: Paper) -> None:
    """Pairs of label and answer that shared a row stand below each other."""
    table = paper.main
    r = 0
    while r < table.height:
        row = table.row(r)
        pairs = len(row) >= 4 and len(row) % 2 == 0 and all(c.h == 1 for c in row)
        whole = sum(c.w for c in row) == table.columns
        plain = [c.role for c in row] == ["label", "value"] * (len(row) // 2)
        if not (pairs and whole and plain) or any("[" in b.address for c in row for b in c.bits):
            r += 1
            continue
        for n in range(2, len(row), 2):
            table.cells = [one for one in table.cells if one not in (row[n], row[n + 1])]
        row[1].w = table.columns - row[1].c
        for k, n in enumerate(range(2, len(row), 2), 1):
            row[n].c, row[n].w = 0, row[0].w
            row[n + 1].c, row[n + 1].w = row[0].w, table.columns - row[0].w
            table.insert_row(r + k, [row[n], row[n + 1]])
        r += len(row) // 2


def in_lines(paper: Paper, between: str = "　　", mark: str = "：") -> None:
    """The first rows are lines of text: 企业名称：… 网址：…"""
    table = paper.main
    rows: list[list[Cell]] = []
    start = 1 if table.row(0)[0].role == "heading" else 0
    for r in range(start, table.height):
        row = table.row(r)
        if [c.role for c in row] != ["label", "value"] * (len(row) // 2) or any(
            c.h > 1 for c in row
        ):
            break
        if any("[" in b.address or b.choice for c in row for b in c.bits):
            break
        rows.append(row)
    if len(rows) < 2:
        return
    lines = []
    for row in rows:
        said = [f"{_bare(a.text)}{mark}{b.text}" for a, b in zip(row[::2], row[1::2], strict=True)]
        lines.append(between.join(said))
    head = [table.row(0)[0].text] if start else []
    at = paper.parts.index(table)
    paper.parts[at : at + 1] = [*head, *lines, _copied(table, start + len(rows), table.height)]


def rows_gone(paper: Paper, many: int = 2) -> None:
    """Rows that seemed not to apply were deleted."""
    table = paper.main
    rows = [
        r for r in range(1, table.height)
        if all(c.h == 1 for c in table.row(r)) and [c.role for c in table.row(r)][:2] == ["label", "value"]
        and not any(c.r < r < c.r + c.h for c in table.cells)
    ]  # fmt: skip
    paper.rng.shuffle(rows)
    for r in sorted(rows[:many], reverse=True):
        paper.forget(*{b.address for c in table.row(r) for b in c.bits if b.address})
        table.drop_row(r)


def rows_moved(paper: Paper) -> None:
    """Two rows of the year table changed places with their labels."""
    for table in paper.tables:
        rows = [
            r for r in range(table.height)
            if sum("[20" in b.address for c in table.row(r) for b in c.bits) > 1 and all(c.h == 1 for c in table.row(r))
            and "其中" not in table.row(r)[0].text
        ]  # fmt: skip
        if len(rows) > 3:
            a, b = rows[0], rows[-1]
            upper, lower = table.row(a), table.row(b)
            if [c.c for c in upper] == [c.c for c in lower]:
                for one in upper:
                    one.r = b
                for one in lower:
                    one.r = a
            return


def signed(paper: Paper, day: str = "2024年5月20日") -> None:
    """The boxes for opinions are signed: 同意推荐, a date."""
    for table in paper.tables:
        for cell in table.cells:
            if cell.role == "signature":
                cell.bits = [
                    Bit(
                        re.sub(r"年\s*月\s*日", day, cell.text).replace(
                            "：\n", "：\n同意推荐。\n", 1
                        )
                    )
                ]
