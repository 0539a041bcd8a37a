"""What else stands in a clerk's file: other tables, leftovers, words that are no answer, marks at figures."""

from __future__ import annotations

import copy
from decimal import Decimal

from eleventh.paper import NUMBER, Bit, Cell, Kind, Paper, Table

_NO_ANSWER = ("待定", "同左", "略", "见封面", "待补充", "同前", "XXX", "（请填写）")
_SHORT = (Kind.NAME, Kind.PERSON, Kind.ADDRESS, Kind.PHONE, Kind.EMAIL, Kind.USCC, Kind.INDUSTRY)


def no_answer(paper: Paper, many: int = 2) -> None:
    """Words that keep a place: 待定, 同左, 见封面."""
    start = paper.rng.randint(0, 7)
    for n, (_, bit, _) in enumerate(paper.some(many, *_SHORT)):
        bit.text, bit.look = _NO_ANSWER[(start + n) % len(_NO_ANSWER)], "as-is"
        paper.ask(bit.address)


def plus_minus(paper: Paper) -> None:
    """Falling rates with the minus signs that input methods offer."""
    signs = ("−{}", "－{}", "-{}%", "负{}", "↓{}%", "下降{}个百分点")
    rates = [one for one in paper.figures(99, Kind.PERCENT) if one[2].negative]
    for n, (_, bit, _) in enumerate(rates[:3]):
        number = bit.text.lstrip("-")
        bit.text, bit.look = signs[(n + paper.rng.randint(0, 5)) % 6].format(number), "as-is"
        paper.say(bit.address, f"-{number}")


def vague(paper: Paper, many: int = 3) -> None:
    """300余, 300+, >300, 不足300: nobody can say how many."""
    shapes = ("{}余", "{}+", ">{}", "不足{}", "≥{}", "{}多")
    start = paper.rng.randint(0, 5)
    for n, (_, bit, _) in enumerate(paper.figures(many, Kind.INTEGER, Kind.MONEY)):
        bit.text, bit.look = shapes[(start + n) % 6].format(bit.text), "as-is"
        paper.ask(bit.address)


def put_right(paper: Paper, many: int = 1) -> None:
    """（更正为…）behind a figure: the second one counts."""
    for _, bit, _ in paper.figures(many, Kind.MONEY, Kind.INTEGER):
        places = len(bit.text.partition(".")[2])
        new = f"{Decimal(bit.text) * Decimal('1.1') + 2:.{places}f}"
        bit.text, bit.look = f"{bit.text}（更正为{new}）", "as-is"
        paper.say(bit.address, new)


def raised_mark(paper: Paper, many: int = 2, mark: str = "1") -> None:
    """A raised 1 behind a figure, for a note below the table."""
    for cell, bit, _ in paper.figures(many):
        cell.bits.append(Bit(mark, look="sup"))
        bit.look = "as-is"
    paper.parts.append(f"{mark} 数据来源于年度审计报告。")


def circled_mark(paper: Paper, many: int = 2) -> None:
    for _, bit, _ in paper.figures(many):
        bit.text, bit.look = f"{bit.text}①", "as-is"
    paper.parts.append("①按新会计准则调整后数据。")


def hidden_leftover(paper: Paper, many: int = 2) -> None:
    """Hidden letters of an older file before a figure."""
    for cell, bit, _ in paper.figures(many):
        cell.bits.insert(0, Bit("9", look="hidden"))
        bit.look = "as-is"


def wan_only(paper: Paper, many: int = 3) -> None:
    """万 instead of 万元 behind an amount."""
    for _, bit, known in paper.figures(999, Kind.MONEY)[:many]:
        if known.unit == "万元":
            bit.text, bit.look = f"{bit.text}万", "as-is"


def comma_decimals(paper: Paper, many: int = 2) -> None:
    """A comma before the decimals: 41280,55 or a slip in the thousands."""
    for _, bit, _ in paper.figures(99, Kind.MONEY):
        whole, _, part = bit.text.partition(".")
        if len(part) == 2 and len(whole) > 3 and many:
            many -= 1
            bit.text, bit.look = f"{whole},{part}", "as-is"
            paper.ask(bit.address)


def per_mille(paper: Paper) -> None:
    for _, bit, _ in paper.figures(1, Kind.PERCENT):
        bit.text, bit.look = f"{bit.text}‰", "as-is"
        paper.ask(bit.address)


def example_kept(paper: Paper, many: int = 2) -> None:
    """The example of the guidance was kept: 例：…"""
    for _, bit, _ in paper.some(many, *_SHORT[:4]):
        bit.text, bit.look = f"例：{bit.text}", "as-is"
        paper.ask(bit.address)


def row_struck(paper: Paper) -> None:
    """A year row is struck out whole: it does not apply."""
    for table in paper.tables:
        for r in range(table.height):
            mine = [
                c
                for c in table.row(r)
                if any("[20" in b.address for b in c.bits) and len(c.bits) == 1
            ]
            plain = len(mine) > 1 and all(c.bits[0].text and not c.bits[0].look for c in mine)
            if plain and paper.rng.random() < 0.3:
                for cell in table.row(r):
                    for bit in cell.bits:
                        bit.look = "strike"
                paper.forget(*(c.bits[0].address for c in mine))
                return


def joined_pair(paper: Paper) -> None:
    """联系人/职务 in one label, 贾无名/科员 in one cell."""
    a, b = paper.cell("contact.name"), paper.cell("contact.position")
    if a is None or b is None or a[1].r != b[1].r or a[0] is not b[0] or a[1].c > b[1].c:
        return
    row = a[0].row(a[1].r)
    n = row.index(a[1])
    if (
        row.index(b[1]) != n + 2
        or row[n - 1].role != "label"
        or len(a[1].bits) != 1
        or len(b[1].bits) != 1
    ):
        return
    first, second = row[n - 1], row[n + 1]
    first.bits = [Bit(f"{first.text}/{second.text}")]
    a[1].bits = [Bit(f"{a[1].text}/{b[1].text}")]
    a[1].w += second.w + b[1].w
    a[0].cells = [one for one in a[0].cells if one is not second and one is not b[1]]


# ---- other things in the file ----


def _grid(rows: list[tuple[str, ...]]) -> Table:
    return Table(len(rows[0]), [Cell(r, c, 1, 1, "note", [Bit(text)]) for r, row in enumerate(rows) for c, text in enumerate(row)])  # fmt: skip


def county_list(paper: Paper) -> None:
    """The county's own list of all who apply stands in front."""
    rows = [
        ("序号", "企业名称", "联系人", "联系电话", "营业收入（万元）"), ("1", "陶朱公酒业有限公司", "范不蠡", "13900000888", "88888"),
        ("2", "鸱夷子皮具厂", "西门施", "13900000889", "6666.6"), ("3", "沧浪渔业有限公司", "屈不原", "13900000890", "1234.5"),
    ]  # fmt: skip
    paper.parts[:0] = ["桃源县推荐名单汇总表", _grid(rows), "\f"]


def balance_sheet(paper: Paper) -> None:
    """The balance sheet, in 元, stands behind the form."""
    rows = [
        ("项目", "期末余额", "期初余额"), ("资产总额", "987654321.00", "876543210.00"), ("负债合计", "123456789.00", "112345678.00"),
        ("营业收入", "555555555.55", "444444444.44"), ("利润总额", "66666666.66", "55555555.55"),
    ]  # fmt: skip
    paper.parts += ["\f", "附：资产负债表、利润表（摘要）  单位：元", _grid(rows)]


def contact_below(paper: Paper) -> None:
    """Who filled it in stands below the table: not the contact of the form."""
    paper.parts.append("填表人：岳不知　　联系电话：13900000777　　填表日期：2024年5月18日")


def proofs(paper: Paper) -> None:
    rows = [
        ("序号", "附件名称", "页码"),
        ("1", "营业执照复印件", "1"),
        ("2", "2021—2023年审计报告", "2-90"),
        ("3", "专利证书", "91"),
    ]
    paper.parts += ["佐证材料清单", _grid(rows)]


def second_draft(paper: Paper, many: int = 4) -> None:
    """The draft before stands behind the form, with some other figures: nobody can tell which counts."""
    draft: list[str | Table] = copy.deepcopy(paper.parts)
    changed = 0
    for part in draft:
        for cell in part.cells if isinstance(part, Table) else []:
            only = cell.bits[0] if len(cell.bits) == 1 else None
            if (
                only
                and only.address
                and NUMBER.fullmatch(only.text)
                and changed < many
                and paper.rng.random() < 0.2
            ):
                changed += 1
                only.text = f"{Decimal(only.text) + 11}"
                paper.ask(only.address)
    paper.parts += ["\f", "（修改前稿）", *draft]


def half_only(paper: Paper) -> None:
    """The last pages are missing: what stood there is not said."""
    table = paper.main
    cuts = [r for r in table.cuts() if r > table.height // 2]
    if cuts:
        gone = [c for c in table.cells if c.r >= cuts[0]]
        kept = {b.address for c in table.cells if c not in gone for b in c.bits}
        lost = {b.address for c in gone for b in c.bits if b.address} - paper.aside
        paper.forget(*(lost - kept))
        paper.leave(*(lost & kept))
        table.cells = [c for c in table.cells if c.r < cuts[0]]
        at = paper.parts.index(table)
        del paper.parts[at + 1 :]
