"""Habits of those who change what is printed: other measures, other spans, boxes behind their words, notes on units."""

from __future__ import annotations

import copy
from random import Random

from twelfth.paper import Bit, Cell, Paper, Table

from smdesk.notices.address import parse
from smdesk.notices.models import Kind
from thirteenth.model import (
    habit,
    insert_column,
    other,
    plain,
    some,
    touched,
    year_heads,
    yearly_rows,
)

OTHERWISE = {
    "资产总额": ("净资产总额", "流动资产", "平均资产"), "营业收入": ("主营业务收入", "工业总产值", "开票收入"),
    "利润总额": ("净利润", "毛利润"), "净利润": ("利润总额", "毛利"), "净利润增长率": ("营业收入增长率", "净利润下降率"),
    "员工总数": ("参保人数", "研发人员数"), "注册资本": ("实缴资本", "总投资"), "资产负债率": ("产权比率", "流动比率"),
    "服务收入": ("技术服务合同额", "服务合同额"), "法人代表": ("实际控制人",), "联系人": ("财务负责人",),
    "联系电话": ("监督电话",), "税金总额": ("增值税",), "GDP": ("人均GDP",), "实用新型专利数": ("软件著作权数",), "实用新型": ("软件著作权",),
    "发明": ("申请中发明",), "注册地址": ("办公地址", "通讯地址"), "研发人员占比": ("研发费用占比",),
}  # fmt: skip


def bare(text: str) -> str:
    for mark in ("（", "\n", "其中，", "其中", " "):
        text = text.split(mark, maxsplit=1)[0] if mark == "（" else text.replace(mark, "")
    return text


def answers_after(paper: Paper, label: Cell) -> list[str]:
    """Return the answers that a label is for: those of its row up to the next label."""
    found: list[str] = []
    row = sorted(
        (c for c in paper.table.cells if c.row == label.row and c.col > label.col),
        key=lambda c: c.col,
    )
    for cell in row:
        if not any(b.kind == "B" for b in cell.bits):
            break
        found += [b.address for b in cell.bits if b.kind == "B"]
    return found


def _of_money(paper: Paper, unit: str) -> list[str]:
    """Return the amounts that are printed in another unit and do not say theirs."""
    held = [
        (b.address, paper.field(b.address))
        for c in paper.table.cells
        for b in c.bits
        if b.kind == "B"
    ]
    return [a for a, f in held if f.kind is Kind.MONEY and not f.units and f.unit != unit]


@habit("table")
def another_measure(paper: Paper, rng: Random) -> None:
    """The label was changed: what is stated is another measure than is asked for."""
    fit = [
        c
        for c in paper.table.cells
        if c.role == "label" and bare(c.text) in OTHERWISE and answers_after(paper, c)
    ]
    for cell in rng.sample(fit, min(2, len(fit))):
        words = bare(cell.text)
        flat = cell.text.replace("\n", "").replace(" ", "")
        cell.bits = [Bit("T", flat.replace(words, rng.choice(OTHERWISE[words])))]
        asked = answers_after(paper, cell)
        touched(paper).update(asked)
        paper.ask(*asked)


@habit("table")
def a_part_of_a_year(paper: Paper, rng: Random) -> None:
    """The last column is of a part of a year, or of what is expected."""
    heads = year_heads(paper)
    if not heads:
        return
    said = rng.choice(
        ("{}年1-9月", "{}年（预计）", "{}年上半年", "{}年计划", "{}年前三季度", "{}年（未审）预测")
    )
    last = paper.years[-1]
    for cell in heads:
        if str(last) in cell.text:
            cell.bits = [Bit("T", said.format(last))]
    asked = [
        b.address
        for c in paper.table.cells
        for b in c.bits
        if b.kind == "B" and b.address and parse(b.address).year == last
    ]
    if len(heads) > 1:
        touched(paper).update(asked)
        paper.ask(*asked)


@habit("table")
def units_in_the_heads(paper: Paper, rng: Random) -> None:
    """Behind the years stands another unit than in the rows."""
    said, unit = rng.choice((("（元）", "元"), ("（亿元）", "亿元"), ("/千元", "千元")))
    heads = year_heads(paper)
    for cell in heads:
        cell.bits = [Bit("T", cell.text + said)]
    if heads:
        paper.ask(*(a for a in _of_money(paper, unit) if parse(a).year))


@habit("table")
def units_below_the_table(paper: Paper, rng: Random) -> None:
    """A line below the table says that the figures are of another unit."""
    said, unit = rng.choice((("注：以上金额单位为元", "元"), ("说明：表中财务数据单位均为千元。", "千元"), ("备注：本表金额单位：亿元", "亿元"), ("（以上数据以元为单位填报）", "元")))  # fmt: skip
    paper.how["blocks"] = [paper.table, said]
    paper.ask(*_of_money(paper, unit))


@habit("table")
def bilingual_labels(paper: Paper, rng: Random) -> None:
    """Each label is followed by English."""
    words = ("Name", "Address", "Total assets", "Revenue", "Net profit", "Staff", "Ratio")
    for cell in paper.table.cells:
        if (
            cell.role == "label"
            and cell.text
            and not any(b.kind != "T" for b in cell.bits)
            and cell not in year_heads(paper)
        ):
            cell.bits.append(Bit("T", f"\n{rng.choice(words)}"))


@habit("boxes")
def boxes_behind_the_words(paper: Paper, rng: Random) -> None:
    """The box stands behind its words, in all questions of the form."""
    paper.how["ticks"] = ("", "")
    for cell in (c for table in paper.tables for c in table.cells):
        for bit in (b for b in cell.bits if b.kind == "X"):
            bit.text += "☑" if bit.ticked else "□"


@habit("boxes")
def options_renamed(paper: Paper, rng: Random) -> None:
    """The words of a ticked box were changed into something that is not to be chosen."""
    free = [b for c in paper.table.cells for b in c.bits if b.kind == "X" and b.ticked and b.address in paper.truth and len(b.text) > 3 and "其" not in b.text]  # fmt: skip
    for bit in rng.sample(free, min(1, len(free))):
        bit.text = rng.choice(
            ("供应链金融", "共享设计", "智能制造", "节能改造咨询", "设备租赁与回收")
        )
        paper.ask(bit.address)


@habit("boxes")
def yes_and_no_changed_over(paper: Paper, rng: Random) -> None:
    """The form was typed anew with no before yes."""
    for cell in paper.table.cells:
        boxes = [n for n, b in enumerate(cell.bits) if b.kind == "X" and b.text in {"是", "否"}]
        if len(boxes) == 2:
            a, b = boxes
            cell.bits[a], cell.bits[b] = cell.bits[b], cell.bits[a]


@habit("table")
def label_and_answer_together(paper: Paper, rng: Random) -> None:
    """The answer was typed into the cell of its label, behind a colon; the cell for it is empty."""
    pairs = [(label, cell) for label in paper.table.cells for cell in paper.table.cells if label.role == "label" and label.row == cell.row and label.rows == 1 and label.col + label.cols == cell.col and len(cell.bits) == 1 and cell.bits[0].kind == "B" and cell.bits[0].text and parse(cell.bits[0].address).index is None]  # fmt: skip
    for label, cell in rng.sample(pairs, min(3, len(pairs))):
        touched(paper).add(cell.bits[0].address)
        label.bits = [Bit("T", label.text.replace("\n", "") + "：" + cell.bits[0].text)]
        cell.bits[0].text = ""


@habit("table")
def a_second_contact(paper: Paper, rng: Random) -> None:
    """The row of the person to ask was copied and filled in for another one."""
    table = paper.table
    rows = {c.row for c in table.cells for b in c.bits if b.address == "contact.name"}
    for at in rows:
        if any(c.row <= at < c.row + c.rows and c.rows > 1 for c in table.cells):
            return
        more = [copy.deepcopy(c) for c in table.cells if c.row == at]
        for cell in table.cells:
            cell.row += cell.row > at
        for cell in more:
            cell.row = at + 1
            for bit in cell.bits:
                if bit.kind == "B":
                    paper.ask(bit.address)
                    touched(paper).add(bit.address)
                    bit.text = {"contact.name": "庄禾年", "contact.phone": "0571-88001122"}.get(
                        bit.address, bit.text + "2"
                    )
        table.cells = sorted([*table.cells, *more], key=lambda c: (c.row, c.col))
        table.rows += 1


@habit("table")
def two_figures_a_year(paper: Paper, rng: Random) -> None:
    """Each year has two columns: opening and closing, planned and real, declared and audited."""
    names = rng.choice(
        (("年初", "年末"), ("计划", "实际"), ("申报数", "审计数"), ("合并", "母公司"))
    )
    heads = year_heads(paper)
    rows = yearly_rows(paper.table)
    if len(heads) < 3:
        return
    first = heads[0].row
    marks = [c for c in heads if c.row == first]
    for head in reversed(marks):
        text = head.text
        said = {
            r: other(rng, plain(paper, a))
            for r in rows
            for a in _first(paper, r, head)
            if paper.truth.get(a)
        }
        many = {c.row: c.text for c in heads}
        insert_column(
            paper.table,
            head.col + head.cols,
            dict.fromkeys(rows, "") | said | dict.fromkeys(many, text + names[1]),
        )
        for cell in heads:
            if cell.col == head.col:
                cell.bits = [Bit("T", text + names[0])]
    asked = [
        b.address
        for c in paper.table.cells
        for b in c.bits
        if b.kind == "B" and parse(b.address).year
    ]
    touched(paper).update(asked)
    paper.ask(*asked)


def _first(paper: Paper, row: int, head: Cell) -> list[str]:
    return [
        b.address
        for c in paper.table.cells
        if c.row == row and c.col == head.col
        for b in c.bits
        if b.kind == "B"
    ][:1]


@habit("table")
def years_down_measures_across(paper: Paper, rng: Random) -> None:
    """The table of figures was turned: a row a year, a column a measure."""
    heads, table = year_heads(paper), paper.table
    rows = yearly_rows(table)
    if len(heads) != 3 or any(c.rows > 1 for c in table.cells if c.row in rows):
        return
    first, last = heads[0].row, rows[-1]
    if first + 1 != rows[0] or rows != list(range(rows[0], last + 1)):
        return
    labels = {r: next(c.text for c in table.cells if c.row == r and c.col == 0) for r in rows}
    turned = Table(
        tuple(n / (len(rows) + 1) for n in range(len(rows) + 2)),
        4,
        [Cell(0, 0, 1, 1, "label", [Bit("T", "年度")])],
    )
    turned.cells += [
        Cell(0, n, 1, 1, "label", [Bit("T", labels[r])]) for n, r in enumerate(rows, 1)
    ]
    for m, head in enumerate(heads, 1):
        turned.cells.append(Cell(m, 0, 1, 1, "label", [Bit("T", head.text)]))
        for n, r in enumerate(rows, 1):
            cell = next(c for c in table.cells if c.row == r and c.col == head.col)
            turned.cells.append(Cell(m, n, 1, 1, "value", cell.bits))
    top = Table(table.edges, first, [c for c in table.cells if c.row < first])
    below = [copy.copy(c) for c in table.cells if c.row > last]
    for cell in below:
        cell.row -= last + 1
    paper.how["blocks"] = [top, turned, Table(table.edges, table.rows - last - 1, below)]


@habit("table")
def a_total_of_the_list(paper: Paper, rng: Random) -> None:
    """Below the last investor or client stands the total, in the row that is printed for the next."""
    free = sorted(
        {
            parse(a).row or 0
            for a in paper.truth
            if a.startswith(("investors[", "clients[")) and not paper.truth[a]
        }
    )
    for name in ("investors", "clients"):
        rows = sorted(
            {parse(a).row for a in paper.truth if a.startswith(f"{name}[") and not paper.truth[a]}
            & set(free),
            key=lambda r: r or 0,
        )
        if not rows:
            continue
        mine = [a for a in paper.truth if a.startswith(f"{name}[{rows[0]}]")]
        for a in mine:
            kind = paper.field(a).kind
            text = (
                rng.choice(("合计", "小计", "总计"))
                if kind is Kind.NAME
                else "100"
                if kind is Kind.PERCENT
                else ""
            )
            paper.put(a, text, "")
            paper.ask(a)


@habit("table")
def a_note_on_the_years(paper: Paper, rng: Random) -> None:
    """A line below the table takes the figures of a year back in part."""
    last = paper.years[-1]
    if year_heads(paper):
        said = rng.choice(
            (
                f"注：{last}年数据为1-11月数。",
                f"说明：{last}年为预测数，以审计为准",
                f"备注：{last}年数据截至9月底",
            )
        )
        paper.how["blocks"] = [paper.table, said]
        paper.ask(
            *(b.address for _, b in paper.answers([paper.table]) if parse(b.address).year == last)
        )


@habit("table")
def rows_of_their_own(paper: Paper, rng: Random) -> None:
    """Rows for what the county wants to know besides stand between the printed ones."""
    table = paper.table
    for _ in range(3):
        at = rng.randint(1, table.rows - 2)
        if any(c.row < at < c.row + c.rows for c in table.cells):
            continue
        for cell in table.cells:
            cell.row += cell.row >= at
        half = max(1, len(table.edges) // 2)
        label, text = rng.choice((("法人身份证号", "330501197001012233"), ("纳税信用等级", "A"), ("上年度纳税额（万元）", "1234.5"), ("规上企业代码", "33050012"), ("联系人微信", "pdy-wx88"), ("财务负责人", "庄禾年"), ("参保人数（人）", "312"), ("开户银行", "某某银行")))  # fmt: skip
        table.cells += [
            Cell(at, 0, 1, half, "label", [Bit("T", label)]),
            Cell(at, half, 1, len(table.edges) - 1 - half, "value", [Bit("T", text)]),
        ]
        table.rows += 1
    table.cells.sort(key=lambda c: (c.row, c.col))


@habit("table")
def years_struck_out(paper: Paper, rng: Random) -> None:
    """A year above a column is struck out and another one written behind it."""
    heads = year_heads(paper)
    step = rng.choice((1, -1))
    true, moved = dict(paper.truth), {}
    for cell in heads:
        year = next(y for y in paper.years if str(y) in cell.text)
        cell.bits = [Bit("T", f"{{s|{year}}}{year + step}年")]
        moved[year] = year + step
    for one in [
        b.address for c in paper.table.cells for b in c.bits if b.kind == "B" and b.address in true
    ]:
        year = parse(one).year
        if heads and year is not None:
            touched(paper).add(one)
            paper.truth[one] = true.get(one.replace(f"[{year}]", f"[{year - step}]"), "")


@habit("text")
def one_name_two_kinds(paper: Paper, rng: Random) -> None:
    """A name with a title, a telephone or a mail address behind it in the same cell."""
    for one in some(paper, rng, {Kind.PERSON}, 1):
        new = paper.truth[one]
        paper.put(
            one,
            rng.choice(
                (f"{new} 13812340000", f"{new}\n0571-88001122", f"{new}（电话0571-88001122）")
            ),
            "",
        )
        paper.ask(one)
