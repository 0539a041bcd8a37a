"""What senders do to labels, figures, years and cells."""

from __future__ import annotations

import re
from decimal import Decimal

from smdesk.notices.models import Kind
from smdesk.notices.number import number_text
from twelfth.paper import FIGURES, NUMBER, Bit, Cell, Paper

FULL = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")


def plain_money(value: Decimal) -> str:
    return number_text(
        value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))
    )


def figures(paper: Paper, way: str, share: float = 0.5) -> None:
    """Write some plain figures another way; what they say stays."""
    for _, bit in paper.answers([paper.table]):
        one = paper.field(bit.address)
        if (
            one.kind not in FIGURES
            or not NUMBER.fullmatch(bit.text)
            or one.units
            or paper.rng.random() > share
        ):
            continue
        value, unit = Decimal(bit.text), one.unit or ""
        if way == "thousands":
            bit.text = f"{value:,}"
        elif way == "full":
            bit.text = bit.text.translate(FULL)
        elif way == "fullthousands":
            bit.text = f"{value:,}".translate(FULL)
        elif way == "unit" and unit and "/" not in unit:
            bit.text = f"{value:,}{unit}" if one.kind is Kind.MONEY else f"{bit.text}{unit}"
        elif way == "spaceunit" and unit and "/" not in unit:
            bit.text = f"{bit.text} {unit}"
        elif way == "percentfull" and unit == "%":
            bit.text = f"{bit.text}％"
        elif way == "yi" and unit == "万元" and value >= 1000:
            bit.text = plain_money(value / 10000) + "亿元"
        elif way == "yuan" and unit == "万元":
            bit.text = f"{int(value * 10000):,}元"
        elif way == "zeros" and one.kind is Kind.MONEY and value == value.to_integral_value():
            bit.text = f"{value}.00"
            paper.truth[bit.address] = f"{value}.00"
        elif way == "plus" and "growth" in bit.address:
            bit.text = f"+{bit.text}"
        elif way == "measure" and unit in {"个", "人", "项"}:
            bit.text += {
                "个": "家" if "clients" in bit.address or "enterprises" in bit.address else "个",
                "人": "名",
                "项": "件",
            }[unit]


def labels(paper: Paper, way: str, share: float = 0.6) -> None:
    """Print some labels another way."""
    count = 0
    for cell in sorted(paper.table.cells, key=lambda c: (c.row, c.col)):
        year = re.fullmatch(r"\s*20\d\d.*", cell.text, re.DOTALL)
        if cell.role != "label" or not cell.text.strip() or year or paper.rng.random() > share:
            continue
        bit = next(b for b in cell.bits if b.kind == "T")
        free = len(cell.bits) == 1 and not re.match(r"[\d一二三（(]", bit.text)
        if way == "auto" and free:
            cell.wrap = "number"
        elif way == "colon" and len(cell.bits) == 1:
            bit.text = bit.text.rstrip("：: ") + "："
        elif (way == "numbered" and free and "从业" not in bit.text) or (way == "dotted" and free):
            count += 1
            bit.text = f"{count}、{bit.text}" if way == "numbered" else f"（{count}）{bit.text}"
        else:
            bit.text = _printed(bit.text, way)


def _printed(text: str, way: str) -> str:
    """Return a label as another hand prints it; as it is where this way is not for it."""
    bare = re.sub(r"\s", "", text)
    if way == "spaced" and re.fullmatch(r"[\u4e00-\u9fff\s]{2,6}", text):
        return " ".join(bare)
    if way == "wide" and re.fullmatch(r"[\u4e00-\u9fff\s]{2,3}", text):
        return "\u3000".join(bare)
    if way == "broken" and len(text) > 5 and "\n" not in text:
        at = len(text) // 2
        return text[:at] + "\n" + text[at:]
    if way == "unbroken":
        return bare
    if way == "star":
        return "*" + text
    if way == "half":
        return text.replace("（", "(").replace("）", ")").replace("：", ":")
    if way == "unitword":
        return re.sub(r"[（(](万元|%|％|人|个|项|亿元)[）)]", r"（单位：\1）", text)
    if way == "unitcomma":
        return re.sub(r"[（(](万元|人|个|项|亿元)[）)]", r"/\1", text)
    return text


def unit_of_labels(paper: Paper, unit: str) -> None:
    """Rewrite the unit that labels of money print, and the figures beside them."""
    power = {"亿元": Decimal(10000), "元": Decimal(1) / 10000, "千元": Decimal(1) / 10}[unit]
    cells = sorted(paper.table.cells, key=lambda c: (c.row, c.col))
    for cell in cells:
        if (
            cell.role != "label"
            or not re.search(r"[（(]万元[）)]\s*$", cell.text)
            or len(cell.bits) > 1
            or cell.rows > 1
        ):
            continue
        beside = []
        for one in (c for c in cells if c.row == cell.row and c.col > cell.col):
            if one.role == "label":
                break
            beside.append(one)
        bits = [b for c in beside for b in c.bits]
        if not bits or any(
            b.kind != "B" or not NUMBER.fullmatch(b.text) or paper.field(b.address).unit != "万元"
            for b in bits
        ):
            continue
        cell.bits[0].text = re.sub("万元", unit, cell.bits[0].text)
        for bit in bits:
            bit.text = plain_money(Decimal(bit.text) / power)


def years(paper: Paper, way: str) -> None:
    """Print the heads of year columns another way, or the columns in the other order."""
    heads = [
        c
        for c in paper.table.cells
        if c.role == "label" and re.fullmatch(r"\s*20\d\d\s*年?\s*", c.text)
    ]
    shown = sorted({int(re.sub(r"\D", "", c.text)) for c in heads})
    if way == "reverse":
        turn = dict(zip(shown, shown[::-1], strict=True))
        for cell in heads:
            cell.bits[0].text = re.sub(r"20\d\d", lambda m: str(turn[int(m[0])]), cell.bits[0].text)
        places: dict[str, list[Bit]] = {}
        for cell in paper.table.cells:
            for bit in cell.bits:
                if bit.kind == "B" and paper.field(bit.address).axis == "year":
                    places.setdefault(re.sub(r"\[\d+\]", "", bit.address), []).append(bit)
        for bits in places.values():
            if len(bits) == len(shown):
                texts = [(b.text, b.address) for b in bits][::-1]
                for bit, (text, address) in zip(bits, texts, strict=True):
                    bit.text, bit.address = text, address
        return
    for cell in heads:
        year = re.sub(r"\D", "", cell.text)
        cell.bits[0].text = {
            "annual": f"{year}年度", "end": f"{year}年末", "bare": year, "blank": f"{year} 年", "full": year.translate(FULL) + "年",
            "cn": "".join("〇一二三四五六七八九"[int(d)] for d in year) + "年", "short": f"{year[2:]}年", "months": f"{year}年1-12月",
        }[way]  # fmt: skip


def joined(paper: Paper, share: float = 1.0, mark: str = "：") -> None:
    """Put labels and their answers into one cell."""
    table = paper.table
    for cell in list(table.cells):
        nxt = next(
            (c for c in table.cells if c.row == cell.row and c.col == cell.col + cell.cols), None
        )
        alone = (
            nxt is not None
            and nxt.role == "value"
            and len(nxt.bits) == 1
            and nxt.bits[0].kind == "B"
            and nxt.rows == cell.rows == 1
        )
        if (
            cell.role != "label"
            or not alone
            or not cell.text.strip()
            or len(cell.bits) > 1
            or paper.rng.random() > share
        ):
            continue
        after = next(
            (c for c in table.cells if c.row == cell.row and c.col == nxt.col + nxt.cols), None
        )
        if after is not None and after.role == "value":
            continue
        if paper.field(nxt.bits[0].address).axis == "year":
            continue
        cell.bits = [Bit("T", re.sub(r"\s", "", cell.text).rstrip("：") + mark), nxt.bits[0]]
        cell.cols += nxt.cols
        cell.role = "value"
        table.cells.remove(nxt)


def wraps(paper: Paper, ways: str, share: float = 0.4, *kinds: Kind) -> None:
    """Let answers stand in the XML in these ways."""
    names = ways.split()
    for _, bit in list(paper.answers()):
        one = paper.field(bit.address)
        if bit.wrap or (kinds and one.kind not in kinds) or paper.rng.random() > share:
            continue
        fit = [
            n
            for n in names
            if not (n == "hyphen" and "-" not in bit.text)
            and not (n == "link" and one.kind is not Kind.EMAIL)
            and not (n in {"vml", "dml"} and len(bit.text) > 16)
            and not (n in {"redo", "struck"} and not any(c.isdigit() for c in bit.text))
        ]
        if fit:
            bit.wrap = paper.rng.choice(fit)


def cells(paper: Paper, way: str, share: float = 0.3) -> None:
    for cell, _ in paper.answers([paper.table]):
        if len(cell.bits) == 1 and not cell.wrap and paper.rng.random() < share:
            cell.wrap = way


def rows(paper: Paper, way: str, share: float = 0.3) -> None:
    tall = {r for c in paper.table.cells if c.rows > 1 for r in range(c.row, c.row + c.rows)}
    for at in range(paper.table.rows):
        if at not in tall and paper.rng.random() < share:
            paper.table.marks[at] = way


def add_row(paper: Paper, after: str, label: str, text: str, mark: str = "") -> None:
    """Put in a row that the form does not print, behind an answer's."""
    at = paper.cell(after).row + paper.cell(after).rows
    last = len(paper.table.edges) - 1
    for cell in paper.table.cells:
        if cell.row >= at:
            cell.row += 1
        elif cell.row + cell.rows > at:
            cell.rows += 1
    free = 0
    for cell in paper.table.cells:
        if cell.row < at < cell.row + cell.rows:
            free = max(free, cell.col + cell.cols)
    half = free + max(1, (last - free) // 3)
    paper.table.cells += [
        Cell(at, free, 1, half - free, "label", [Bit("T", label)]),
        Cell(at, half, 1, last - half, "value", [Bit("T", text)]),
    ]
    paper.table.rows += 1
    paper.table.marks = {(r + 1 if r >= at else r): m for r, m in paper.table.marks.items()}
    if mark:
        paper.table.marks[at] = mark


def drop_row(paper: Paper, address: str) -> None:
    """Take the row of an answer out; all that stood in it is not said."""
    at = paper.cell(address).row
    lost = [c for c in paper.table.cells if c.row == at and c.rows == 1]
    for cell in lost:
        for bit in cell.bits:
            if bit.address and bit.address not in paper.aside:
                paper.truth[bit.address] = ""
        paper.table.cells.remove(cell)
    for cell in paper.table.cells:
        if cell.row > at:
            cell.row -= 1
        elif cell.row + cell.rows > at:
            cell.rows -= 1
    paper.table.rows -= 1
    paper.table.cells = [c for c in paper.table.cells if c.rows > 0]


def nothing(paper: Paper, mark: str, share: float, *kinds: Kind) -> None:
    """Write that there is nothing."""
    for _, bit in list(paper.answers([paper.table])):
        if paper.field(bit.address).kind in kinds and paper.rng.random() < share:
            paper.put(bit.address, mark)


def row_of(paper: Paper, field: str) -> int:
    return next(
        c.row
        for c in paper.table.cells
        for b in c.bits
        if re.sub(r"\[\d+\]", "", b.address) == field
    )


def add_like(paper: Paper, field: str, label: str, *, above: bool = False) -> None:
    """Put in a row like that of a field, with another label and other figures."""
    at = row_of(paper, field)
    new = at if above else at + 1
    like = [c for c in paper.table.cells if c.row == at and c.rows == 1]
    for cell in paper.table.cells:
        if cell.row >= new:
            cell.row += 1
        elif cell.row + cell.rows > new:
            cell.rows += 1
    used = 0
    for cell in sorted(like, key=lambda c: c.col):
        text = label if cell.role == "label" else str(paper.rng.randint(1000, 99000))
        if cell.role == "label" and cell.text.strip() and not any(b.kind == "B" for b in cell.bits):
            text, label, used = label, "", used + bool(label)
            if not text:
                used = -1
        paper.table.cells.append(
            Cell(new, cell.col, 1, cell.cols, cell.role, [Bit("T", "" if used < 0 else text)])
        )
    paper.table.rows += 1
    gap = [
        c
        for c in paper.table.cells
        if c.row < new < c.row + c.rows
        and any(o.row == new and o.col == c.col for o in paper.table.cells)
    ]
    for cell in gap:  # a tall label covers it
        paper.table.cells = [
            o for o in paper.table.cells if not (o.row == new and o.col == cell.col)
        ]


def add_column(paper: Paper, head: str, text: str) -> None:
    """Put in a column behind the last year's."""
    table, last = paper.table, paper.years[-1]
    edge = next(
        c for c in table.cells if c.role == "label" and re.fullmatch(rf"\s*{last}\s*年?\s*", c.text)
    )
    j = edge.col + edge.cols - 1
    middle = (table.edges[j] + table.edges[j + 1]) / 2
    added = []
    for cell in table.cells:
        ours = cell.col + cell.cols - 1 == j and (
            re.fullmatch(rf"\s*{last}\s*年?\s*", cell.text)
            if cell.role == "label"
            else any(b.kind == "B" and f"[{last}]" in b.address for b in cell.bits)
        )
        if ours:
            added.append(
                Cell(
                    cell.row,
                    j + 1,
                    cell.rows,
                    1,
                    "label" if cell.role == "label" else "value",
                    [Bit("T", head if cell.role == "label" else text)],
                )
            )
        elif cell.col > j:
            cell.col += 1
        elif cell.col + cell.cols > j:
            cell.cols += 1
    table.cells += added
    table.edges = (*table.edges[: j + 1], middle, *table.edges[j + 1 :])


def one_for_all(paper: Paper, field: str) -> None:
    """One figure stands in the merged cells of all years."""
    found = sorted(
        (
            c
            for c in paper.table.cells
            if any(re.sub(r"\[\d+\]", "", b.address) == field for b in c.bits)
        ),
        key=lambda c: c.col,
    )
    if len(found) < 2:
        return
    paper.ask(*(b.address for c in found for b in c.bits))
    found[0].cols = sum(c.cols for c in found)
    for cell in found[1:]:
        paper.table.cells.remove(cell)


def tick_both(paper: Paper) -> None:
    """Tick all boxes where only one may be."""
    seen: dict[str, list[Bit]] = {}
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "X":
                seen.setdefault(bit.address, []).append(bit)
    for i, (address, bits) in enumerate(seen.items()):
        if address in paper.aside or len(bits) != 2:
            continue
        for bit in bits:
            bit.ticked = i % 2 == 0
        if i % 2 == 0:
            paper.ask(address)
        else:
            paper.truth[address] = ""
