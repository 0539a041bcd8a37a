"""What people leave beside their answers: corrections, comments, notes to the officer, other lists' rows."""

from __future__ import annotations

from decimal import Decimal

from eleventh.paper import FIGURES, Bit, Cell, Kind, Paper, Table


def corrected(paper: Paper, many: int = 2, how: str = "strike") -> None:
    """The old figure is struck out (or a revision left in), the new one stands behind it."""
    for cell, bit, _ in paper.figures(many, *FIGURES):
        places = len(bit.text.partition(".")[2])
        old = f"{Decimal(bit.text) * Decimal('0.93') + 1:.{places}f}"
        look = {"strike": ("strike", "red"), "revision": ("del", "ins")}[how]
        cell.bits = [Bit(old, look=look[0]), Bit(bit.text, bit.address, look=look[1])]


def name_corrected(paper: Paper) -> None:
    """The contact has changed; the old name is a deletion that nobody accepted."""
    for cell, bit, _ in paper.alone(Kind.PERSON):
        if bit.address == "contact.name":
            cell.bits = [Bit("章三", look="del"), Bit(bit.text, bit.address, look="ins")]


def commented(paper: Paper, said: str = "请与年报核对", many: int = 2) -> None:
    """Comments of the county bureau at some answers."""
    for cell, bit, _ in paper.some(many):
        cell.bits = [Bit(bit.text, bit.address, look=f"comment:{said}")]


def footnoted(paper: Paper, said: str = "数据来源：审计报告", many: int = 1) -> None:
    for cell, bit, _ in paper.figures(many):
        cell.bits = [Bit(bit.text, bit.address, look=f"foot:{said}")]


def remark(paper: Paper, said: str = "注：以上财务数据均为合并报表口径。") -> None:
    """A line below the table."""
    paper.parts.append(said)


def letter_in_front(
    paper: Paper, said: str = "王科长：您好！现将我单位申报表发给您，请查收。电话13900000999，小戚"
) -> None:
    paper.parts.insert(0, said)


def hint_kept(paper: Paper, many: int = 2) -> None:
    """A note for the officer below the answer in the same cell, in another colour."""
    said = (
        "\n（此处如不符合要求请联系我修改）",
        "\n【数据待财务确认】",
        "\n（领导：这样写可以吗？）",
    )
    for n, (cell, bit, _) in enumerate(paper.some(many, Kind.LONG_TEXT, Kind.NAME, Kind.ADDRESS)):
        cell.bits.append(Bit(said[n % 3], look="blue"))
        bit.look = "as-is"


def waiting(paper: Paper, many: int = 2) -> None:
    """Answers that are yet to come: 待定, 待补, ？"""
    for n, (_, bit, _) in enumerate(paper.figures(many)):
        bit.text = ("待定", "待补充", "？", "XXX")[(n + many) % 4]
        paper.ask(bit.address)


def doubtful(paper: Paper, many: int = 1) -> None:
    """A figure with a question mark behind it."""
    for _, bit, _ in paper.figures(many):
        bit.text += "？"
        paper.ask(bit.address)


# ---- lists ----


def _rows(paper: Paper, name: str) -> list[tuple[Table, int, list[Cell]]]:
    found = []
    for table in paper.tables:
        for r in range(table.height):
            cells = [
                c for c in table.row(r) if any(b.address.startswith(f"{name}[") for b in c.bits)
            ]
            if cells:
                found.append((table, r, cells))
    return found


def more_holders(paper: Paper, many: int = 2) -> None:
    """Rows were added for more investors."""
    rows = _rows(paper, "investors")
    if not rows:
        return
    table, r, last = rows[-1]
    number = len(rows)
    fields = [c.bits[0].address.partition("].")[2] for c in last]
    for k in range(many):
        texts = {
            "name": ("蓬壶企业管理合伙企业", "无支祁有限公司")[k % 2],
            "nature": "民营企业",
            "share": "0.5",
        }
        new = [Cell(r, c.c, 1, c.w, c.role, [Bit(texts.get(f, ""), f"investors[{number + k + 1}].{f}")]) for c, f in zip(last, fields, strict=True)]  # fmt: skip
        for cell in new:
            paper.say(cell.bits[0].address, cell.bits[0].text)
        table.insert_row(r, new)
        for old, fresh in zip(last, new, strict=True):  # the new row follows the old one
            old.r, fresh.r = fresh.r, old.r
        last = new
        r += 1


def sum_row(paper: Paper, word: str = "合计") -> None:
    """The last row of investors is their sum."""
    rows = _rows(paper, "investors")
    if len(rows) < 2:
        return
    shares = [paper.truth.get(f"investors[{n}].share", ("0",))[0] for n in range(1, len(rows))]
    for cell in rows[-1][2]:
        field = cell.bits[0].address.partition("].")[2]
        paper.forget(cell.bits[0].address)
        text = {"name": word, "share": f"{sum(map(Decimal, shares))}"}.get(field, "")
        cell.bits = [Bit(text)]


def two_in_a_row(paper: Paper, name: str = "clients") -> None:
    """Two entries in the first row of a list, a line each."""
    rows = _rows(paper, name)
    if len(rows) < 2:
        return
    for first, second in zip(rows[0][2], rows[1][2], strict=True):
        if first.bits[0].text and second.bits[0].text:
            first.bits[0].text += "\n" + second.bits[0].text
            first.bits[0].look = "as-is"
            paper.ask(first.bits[0].address)
        second.bits[0].text = ""
        paper.truth[second.bits[0].address] = ("",)


def few_rows(paper: Paper, name: str = "clients", kept: int = 2) -> None:
    """The list is shorter than its rows; the rest has strokes or nothing."""
    mark = paper.rng.choice(("", "", "/"))
    for _, _, cells in _rows(paper, name)[kept:]:
        for cell in cells:
            bit = cell.bits[0]
            bit.text, bit.look = mark, "as-is" if mark else ""
            paper.truth[bit.address] = ("", mark)


def dropped_rows(paper: Paper, name: str = "clients", kept: int = 3) -> None:
    """Rows of the list that were not needed were deleted."""
    for table, r, cells in reversed(_rows(paper, name)[kept:]):
        paper.forget(*(c.bits[0].address for c in cells))
        table.drop_row(r)


def dots_row(paper: Paper, name: str = "clients") -> None:
    """The last row of a list holds …… for all the others."""
    rows = _rows(paper, name)
    for cell in rows[-1][2] if len(rows) > 2 else []:
        paper.ask(cell.bits[0].address)
        cell.bits[0].text, cell.bits[0].look = "……", "as-is"


def spare_contact(paper: Paper) -> None:
    """A second contact in a row of its own below the first."""
    place = paper.cell("contact.phone")
    if place is None:
        return
    table, cell = place
    r = cell.r + 1
    if r in table.cuts() and table.columns >= 4:
        w = table.columns // 4
        texts = ("备用联系人", "岳不知", "备用联系电话", "13900000777")
        cells = [
            Cell(r, n * w, 1, w if n < 3 else table.columns - 3 * w, "label" if n % 2 == 0 else "note", [Bit(one)])
            for n, one in enumerate(texts)
        ]  # fmt: skip
        table.insert_row(r, cells)


# ---- the file as a whole ----


def sister_behind(paper: Paper, other: Paper) -> None:
    """The form of a sister firm stands in the same file: nothing can be stated of either."""
    paper.parts += ["\f", *other.parts]
    paper.ask(*list(paper.truth))


def printed_example(paper: Paper) -> None:
    """A small table of 填表说明 stands behind the form."""
    rows = (
        "填表说明",
        "1. 财务数据以审计报告为准。",
        "2. “服务收入”指与服务型制造有关的收入。",
        "3. 联系人应为申报工作经办人。",
    )
    paper.parts.append(
        Table(1, [Cell(n, 0, 1, 1, "note", [Bit(one)]) for n, one in enumerate(rows)])
    )
