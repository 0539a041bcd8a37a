"""Habits of those who change what is printed: labels, units in them, heads of years."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from twelfth.paper import parse

from fourteenth.model import (
    Bit,
    Cell,
    Kind,
    Paper,
    all_answers,
    answers_of_row,
    figure,
    habit,
    measures,
    money_rows,
    plain,
    touched,
    year_heads,
    yearly_rows,
)

YUAN, YI, QIAN = Decimal(10000), Decimal("0.0001"), Decimal(10)


def _flat(cell: Cell) -> str:
    return cell.text.replace("\n", "")


def _scaled(paper: Paper, addresses: list[str], factor: Decimal) -> None:
    """Write figures in another unit; what is true stays."""
    for one in addresses:
        if paper.truth.get(one) and one not in touched(paper):
            touched(paper).add(one)
            paper.bit(one).text = figure(Decimal(plain(paper, one)) * factor)


def _row(paper: Paper, cell: Cell) -> list[str]:
    return [b.address for b in answers_of_row(paper.table, cell.row) if b.text]


def _ask_rows(paper: Paper, cells: list[Cell]) -> None:
    for cell in cells:
        asked = _row(paper, cell)
        touched(paper).update(asked)
        paper.ask(*asked)


@habit("table")
def unit_corrected_in_the_label(paper: Paper, rng: Random) -> None:
    """万 of 万元 in a label is struck out, or deleted with tracking: the figures are in 元."""
    cells = money_rows(paper)
    for cell in rng.sample(cells, min(3, len(cells))):
        said = rng.choice(
            ("{s|万}元", "{D|万}元", "{s|万元}元", "{s|万元}{I|元}", "{D|万元}{I|元}")
        )
        cell.bits = [Bit("T", _flat(cell).replace("万元", said))]
        _scaled(paper, _row(paper, cell), YUAN)


@habit("table")
def unit_doubted_in_the_label(paper: Paper, rng: Random) -> None:
    """The label names two units, or asks which one is meant."""
    cells = money_rows(paper)
    cells = rng.sample(cells, min(3, len(cells)))
    for cell in cells:
        said = rng.choice(("万元/元", "万元？", "元/万元", "万元或亿元", "万元→元？", "□元 □万元"))
        cell.bits = [Bit("T", _flat(cell).replace("万元", said))]
    _ask_rows(paper, cells)


@habit("table")
def label_struck_and_another(paper: Paper, rng: Random) -> None:
    """A measure's label is struck out and another measure written behind it."""
    cells = measures(paper)
    cells = rng.sample(cells, min(2, len(cells)))
    for cell in cells:
        said = rng.choice(
            ("其他收益（万元）", "应付账款（万元）", "人均产值（万元）", "存货周转率（%）")
        )
        mark = rng.choice(("s", "d", "D"))
        cell.bits = [Bit("T", f"{{{mark}|{_flat(cell)}}}{said}")]
    _ask_rows(paper, cells)


@habit("table")
def label_made_another(paper: Paper, rng: Random) -> None:
    """Behind the label stands that the row holds a plan, an average, a change or a rank."""
    cells = measures(paper)
    cells = rng.sample(cells, min(3, len(cells)))
    for cell in cells:
        words = ("（预算）", "（目标值）", "（行业均值）", "（全省排名）", "（增加额）", "（同比%）", "－计划", "（上年同期）", "（中位数）", "（月均）", "较上年变动", "（占比）", "（户均）", "（本季）", "（截至6月）", "（拟）")  # fmt: skip
        more = [one for one in words if one.strip("（）－") not in _flat(cell)]
        cell.bits = [Bit("T", _flat(cell) + rng.choice(more))]  # fmt: skip
    _ask_rows(paper, cells)


@habit("table")
def unit_in_a_section_heading(paper: Paper, rng: Random) -> None:
    """Behind the heading of the section stands 单位：元, while its rows print 万元."""
    heads = [c for c in paper.table.cells if c.role == "heading"]
    cells = money_rows(paper)
    if not cells:
        return
    head = max((c for c in heads if c.row < cells[0].row), key=lambda c: c.row, default=None)
    if head is not None:
        head.bits.append(
            Bit("T", rng.choice(("（单位：元）", "（金额单位：千元）", "（人民币：元）")))
        )
        end = min((c.row for c in heads if c.row > head.row), default=paper.table.rows)
        _ask_rows(paper, [c for c in cells if c.row < end])


@habit("table")
def unit_in_the_corner(paper: Paper, rng: Random) -> None:
    """Left of the years stands the unit for all rows below, whose labels name none any more."""
    heads, cells = year_heads(paper), money_rows(paper)
    if not heads or not cells:
        return
    corner = [c for c in paper.table.cells if c.row == heads[0].row and c.col == 0]
    if not corner or heads[0].row != max(c.row for c in heads):
        return
    unit, factor = rng.choice((("元", YUAN), ("亿元", YI), ("千元", QIAN)))
    corner[0].bits = [Bit("T", f"{_flat(corner[0])}（单位：{unit}）")]
    for cell in cells:
        cell.bits = [Bit("T", _flat(cell).replace("（万元）", ""))]
        _scaled(paper, _row(paper, cell), factor)


@habit("table")
def unit_in_one_head(paper: Paper, rng: Random) -> None:
    """One year's head says that its column is in 元, while the rows print 万元."""
    heads = year_heads(paper)
    if not heads:
        return
    head = heads[-1]
    head.bits = [Bit("T", _flat(head) + rng.choice(("（元）", "（单位：元）", "/元")))]
    year = int("".join(filter(str.isdigit, _flat(head)))[:4])
    after = min((c.row for c in heads if c.row > head.row), default=paper.table.rows)
    asked = [
        b.address
        for cell in money_rows(paper)
        for b in answers_of_row(paper.table, cell.row)
        if parse(b.address).year == year and head.row < cell.row < after
    ]
    touched(paper).update(asked)
    paper.ask(*asked)


@habit("table")
def shares_said_to_be_parts(paper: Paper, rng: Random) -> None:
    """The label of a share says 小数 or ‰ instead of %, and its figures fit."""
    cells = [c for c in measures(paper) if "%" in c.text and "（%）" in _flat(c)]
    for cell in rng.sample(cells, min(2, len(cells))):
        said, factor = rng.choice((("（小数）", Decimal("0.01")), ("（‰）", Decimal(10)), ("（比值）", Decimal("0.01")), ("（千分比）", Decimal(10))))  # fmt: skip
        cell.bits = [Bit("T", _flat(cell).replace("（%）", said))]
        _scaled(paper, _row(paper, cell), factor)


@habit("table")
def counts_in_other_units(paper: Paper, rng: Random) -> None:
    """The label counts in hundreds, thousands, or another measure of area."""
    changed = {"（人）": ("（百人）", "（千人）", "（万人次）"), "（个）": ("（百个）", "（千家）"), "（平方米）": ("（亩）", "（万平方米）", "（公顷）"), "（项）": ("（十项）", "（百项）"), "（次）": ("（百次）", "（场/年）")}  # fmt: skip
    for cell in paper.table.cells:
        flat = _flat(cell)
        for unit, more in changed.items():
            if cell.role == "label" and flat.endswith(unit) and cell.cols < 12:
                beside = _answers_of(paper, cell)
                if beside:
                    cell.bits = [Bit("T", flat.replace(unit, rng.choice(more)))]
                    touched(paper).update(beside)
                    paper.ask(*beside)


def _answers_of(paper: Paper, label: Cell) -> list[str]:
    """Return the answers that a label stands before or above."""
    said = []
    for cell in paper.table.cells:
        right = cell.row == label.row and cell.col == label.col + label.cols
        under = cell.row == label.row + label.rows and cell.col == label.col
        if cell.role == "value" and (right or under):
            said += [b.address for b in cell.bits if b.kind == "B" and b.text]
            if right:
                said += [b.address for b in answers_of_row(paper.table, cell.row)]
    return sorted(set(said))


def _years_become(paper: Paper, step: int) -> None:
    """Make the figures those of the year that stands above them now."""
    true = dict(paper.truth)
    for one in {a for a in all_answers(paper) if parse(a).year} & set(true):
        year = parse(one).year or 0
        touched(paper).add(one)
        paper.truth[one] = true.get(one.replace(f"[{year}]", f"[{year - step}]"), "")


@habit("table")
def heads_corrected(paper: Paper, rng: Random) -> None:
    """Each head's year is struck out and the next one written behind it."""
    manner = rng.choice(
        ("{{s|{old}}}{new}年", "{{D|{old}}}{{I|{new}}}年", "{{s|{old}年}}\n{new}年")
    )
    for cell in year_heads(paper):
        year = int("".join(filter(str.isdigit, cell.text))[:4])
        cell.bits = [Bit("T", manner.format(old=year, new=year + 1))]
    if year_heads(paper) or "{" in "".join(c.text for c in paper.table.cells if c.role == "label"):
        _years_become(paper, 1)


@habit("table")
def heads_as_days(paper: Paper, rng: Random) -> None:
    """The heads name the last day, or all months, of the year."""
    manner = rng.choice(("{}.12.31", "{}年12月31日", "{}年1-12月", "{}-12-31", "{}年末", "{}年全年", "FY{}", "{}年决算", "{}（经审计）"))  # fmt: skip
    for cell in year_heads(paper):
        year = "".join(filter(str.isdigit, cell.text))[:4]
        cell.bits = [Bit("T", manner.format(year))]


@habit("table")
def heads_of_other_spans(paper: Paper, rng: Random) -> None:
    """The heads name spans that are no calendar years: from July to June, or a quarter."""
    heads = year_heads(paper)
    manner = rng.choice(("{b}.7-{a}.6", "{b}年7月至{a}年6月", "{a}年1-6月", "{a}年上半年", "{a}Q4", "{b}/{a}财年", "{a}年四季度", "{a}年月均"))  # fmt: skip
    for cell in heads:
        year = int("".join(filter(str.isdigit, cell.text))[:4])
        cell.bits = [Bit("T", manner.format(a=year, b=year - 1))]
    if heads:
        asked = [a for a in all_answers(paper) if parse(a).year]
        touched(paper).update(asked)
        paper.ask(*asked)


@habit("table")
def one_head_empty(paper: Paper, rng: Random) -> None:
    """The middle head was deleted: the years on both sides say which it is."""
    heads = year_heads(paper)
    if len(heads) >= 3:
        heads[1].bits = []


def newest_first(paper: Paper) -> None:
    """Turn the answers of every row of years round."""
    for row in yearly_rows(paper.table):
        bits = answers_of_row(paper.table, row)
        texts = [b.text for b in bits]
        for bit, text in zip(bits, reversed(texts), strict=True):
            bit.text = text


@habit("table")
def years_near_to_far(paper: Paper, rng: Random) -> None:
    """One head over all years says that the latest comes first."""
    heads = year_heads(paper)
    if len(heads) != 3:
        return
    said = rng.choice(
        ("近三年（由近到远）", "近三年数据（从最近一年往前）", "最近一年  前一年  再前一年")
    )
    heads[0].cols = heads[-1].col + heads[-1].cols - heads[0].col
    heads[0].bits = [Bit("T", said)]
    for one in heads[1:]:
        paper.table.cells.remove(one)
    newest_first(paper)


@habit("table")
def years_numbered(paper: Paper, rng: Random) -> None:
    """The heads count the years without saying from where: 第一年, N-1, 年份1."""
    heads = year_heads(paper)
    words = rng.choice((("第一年", "第二年", "第三年"), ("N-1", "N-2", "N-3"), ("年份1", "年份2", "年份3"), ("T", "T-1", "T-2"), ("Y1", "Y2", "Y3")))  # fmt: skip
    if len(heads) != 3:
        return
    falling = words[0] in {"N-1", "T"}
    for cell, said in zip(heads, words, strict=True):
        cell.bits = [Bit("T", said)]
    if falling:
        newest_first(paper)


@habit("table")
def labels_lost_and_sorted(paper: Paper, rng: Random) -> None:
    """Two rows changed places, and a converter lost the label of one of them."""
    cells = measures(paper)
    if len(cells) < 4:
        return
    first, second = rng.sample(cells, 2)
    one, two = (answers_of_row(paper.table, c.row) for c in (first, second))
    if len(one) != len(two):
        return
    texts = [b.text for b in one]
    for a, b in zip(one, two, strict=True):
        a.text = b.text
    for b, text in zip(two, texts, strict=True):
        b.text = text
    first.bits, second.bits = second.bits, []
    asked = [b.address for b in [*one, *two]]  # where each stands now says only one label
    paper.ask(*(b.address for b in one))
    touched(paper).update(asked)


@habit("table")
def labels_as_pictures(paper: Paper, rng: Random) -> None:
    """A label was replaced by an abbreviation with a note that tells its meaning elsewhere."""
    cells = measures(paper)
    for n, cell in enumerate(rng.sample(cells, min(2, len(cells))), 1):
        cell.bits = [Bit("T", rng.choice((f"指标{n}", f"见注{n}", f"A{n:02d}")))]
        asked = _row(paper, cell)
        paper.leave(*asked)
        touched(paper).update(asked)


@habit("table")
def capital_in_another_money(paper: Paper, rng: Random) -> None:
    """The label of the capital was changed to dollars, or its unit deleted and the figure written out."""
    for table in paper.tables:
        for cell in table.cells:
            flat = _flat(cell)
            if flat == "注册资本（万元）" and "org.capital" in paper.truth:
                cell.bits = [Bit("T", rng.choice(("注册资本（万美元）", "注册资本（USD）", "注册资本（万港元）", "实缴资本（万元）", "认缴资本/实缴资本（万元）")))]  # fmt: skip
                paper.ask("org.capital")
                touched(paper).add("org.capital")


@habit("text")
def hint_in_the_answer_of_choices(paper: Paper, rng: Random) -> None:
    """The hint of the printed form was typed into the answer, before what is meant."""
    for one in [a for a in all_answers(paper) if paper.field(a).kind in {Kind.PERSON, Kind.NAME}][:3]:  # fmt: skip
        if paper.truth.get(one) and one not in touched(paper):
            true = paper.truth[one]
            paper.put(one, rng.choice((f"（全称）{true}", f"姓名：{true}", f"填：{true}", f"答：{true}", f"→ {true}", f"1. {true}")), true)  # fmt: skip
            touched(paper).add(one)
