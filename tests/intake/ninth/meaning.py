"""Where the paper means something else than its place: other labels, other columns, other tables."""

from __future__ import annotations

import re

from ninth import listing
from ninth.page import Bit, Cell, Page, Table
from ninth.years import heads_of, plain
from smdesk.notices.models import Kind

_OTHER = {
    "利润总额（万元）": "净利润（万元）", "净利润（万元）": "利润总额（万元）", "资产总额（万元）": "固定资产净值（万元）", "净资产（万元）": "负债总额（万元）",
    "营业收入（万元）": "工业总产值（万元）", "资产负债率（%）": "流动比率（%）", "净利润增长率（%）": "净利润率（%）", "税金总额（万元）": "利税总额（万元）",
    "研发人员占比（%）": "研发人员（人）", "员工总数（人）": "参保人数（人）", "实用新型": "软件著作权", "法人代表": "总经理", "注册地址": "生产地址",
    "联系电话": "监督电话", "企业名称": "控股集团名称", "服务收入占比（%）": "服务收入增幅（%）", "GDP（亿元）": "GDP增速（%）", "主营业务": "经营模式",
    "研发设计投入比例（%）": "研发设计投入（万元）", "研发投入占收入比例（%）": "研发投入（万元）", "服务企业户数（个）": "意向企业户数（个）", "邮政编码": "区号",
    "本科以上学历人员比例（%）": "本科以上学历人数（人）", "注册资本（万元）": "实缴资本（万元）", "服务收入占比": "服务毛利率（%）", "上缴税金（万元）": "减免税额（万元）",
    "外观设计专利数（项）": "商标数（项）", "发明专利数（项）": "发明专利申请数（项）", "专项资金累计总额（亿元）": "银行授信总额（亿元）", "规模以上工业企业利润率（%）": "规模以上工业企业亏损面（%）",
}  # fmt: skip


def labels_of_other_things(page: Page) -> None:
    """A label replaced by that of another thing, the cell filled with it: nothing is known of what was asked."""
    for table, cell in page.labels():
        name = plain(cell.text)
        if name in _OTHER and page.rng.random() < 0.5:
            right = [one for one in table.row(cell.r) if one.c >= cell.c + cell.w]
            mine = []
            for one in right:
                if one.role == "label":
                    break
                mine += [b.address for b in one.answers]
            if mine:
                cell.bits = [Bit(_OTHER[name])]
                page.forget(*mine)


def rows_shuffled(page: Page) -> None:
    """The rows of the year table in another order, labels with them."""
    rows = page.yearly()
    if not rows:
        return
    table = rows[0][0]
    lines = [
        c[0].r
        for t, c in rows
        if t is table
        and all(one.h == 1 for one in table.row(c[0].r))
        and not any(x.r < c[0].r < x.r + x.h for x in table.cells)
    ]
    order = lines[:]
    page.rng.shuffle(order)
    moved = dict(zip(lines, order, strict=True))
    for one in table.cells:
        one.r = moved.get(one.r, one.r)


def two_columns_a_year(page: Page) -> None:
    """Each year has two columns, of the group and of the firm: which is asked for nobody says."""
    heads = heads_of(page)
    if not heads:
        return
    table, years = heads[0]
    rows = {c[0].r: c for t, c in page.yearly() if t is table}
    words = page.rng.choice(
        (("合并", "母公司"), ("年初数", "年末数"), ("预算", "实际"), ("上半年", "全年"))
    )
    for year in reversed(years):
        at = year.c + year.w
        table.insert_column(
            at,
            lambda r, at=at: Cell(
                r, at, 1, 1, "other", [Bit(f"{page.rng.uniform(3, 900):.1f}" if r in rows else "")]
            ),
        )
        year.w += 1
        table.cells = [
            one
            for one in table.cells
            if not (
                one.c == at and one.w == 1 and year.r <= one.r < year.r + year.h and one is not year
            )
        ]
        for one in list(table.cells):
            if (
                one.c == at
                and one.w == 1
                and one.r not in rows
                and one.role == "other"
                and not one.text
            ):
                table.cells.remove(one)
                left = next((x for x in table.cells if x.r == one.r and x.c + x.w == at), None)
                if left:
                    left.w += 1
    line = [
        Cell(0, one.c, 1, one.w, one.role, [Bit("")])
        for one in table.row(years[0].r)
        if one not in years
    ]
    for year in years:
        line += [
            Cell(0, year.c, 1, year.w - 1, "label", [Bit(words[0])]),
            Cell(0, year.c + year.w - 1, 1, 1, "label", [Bit(words[1])]),
        ]
    table.insert_row(years[0].r + 1, line)
    for cells in rows.values():
        page.forget(*(b.address for one in cells for b in one.answers))


def _copy_of_years(page: Page, factor: float) -> Table | None:
    heads = heads_of(page)
    if not heads:
        return None
    table, years = heads[0]
    made = Table(
        table.columns,
        [
            Cell(0, one.c, 1, one.w, one.role, [Bit(one.text)])
            for one in table.row(years[0].r)
            if one.h == 1
        ],
    )
    for place, (_t, cells) in enumerate([one for one in page.yearly() if one[0] is table][:5], 1):
        label = next((one for one in table.row(cells[0].r) if one.role == "label"), None)
        if label and label.h == 1:
            made.cells.append(Cell(place, 0, 1, cells[0].c, "label", [Bit(label.text)]))
            made.cells += [
                Cell(
                    place,
                    one.c,
                    1,
                    one.w,
                    "other",
                    [Bit(f"{page.rng.uniform(5, 60) * factor:.1f}")],
                )
                for one in cells
            ]
    return made if made.height > 2 else None


def daughters_table_behind(page: Page) -> None:
    made = _copy_of_years(page, 7)
    if made:
        page.parts += ["附表：全资子公司主要财务数据", made]


def groups_table_before(page: Page) -> None:
    made = _copy_of_years(page, 90)
    if made:
        at = page.parts.index(page.main)
        page.parts[at - 1 : at - 1] = ["集团整体情况（供参考）", made]


def rows_twice(page: Page) -> None:
    """A row stands twice with the same label and other figures: which holds nobody says."""
    table = page.main
    for cells in [c for t, c in page.yearly() if t is table][::3]:
        r = cells[0].r
        line = table.row(r)
        if any(one.h > 1 for one in line) or any(one.r < r < one.r + one.h for one in table.cells):
            continue
        again = [
            Cell(
                0,
                one.c,
                1,
                one.w,
                one.role,
                [Bit(f"{page.rng.uniform(5, 60):.1f}") if one.answers else Bit(one.text)],
            )
            for one in line
        ]
        table.insert_row(r + page.rng.randint(0, 1), again)
        page.forget(*(b.address for one in cells for b in one.answers))


def heads_again_within(page: Page) -> None:
    """After a page the heads stand again in the same table."""
    heads = heads_of(page)
    if not heads:
        return
    table, years = heads[0]
    rows = [c[0].r for t, c in page.yearly() if t is table and c[0].r > years[0].r]
    cuts = [one for one in rows[1:] if one in table.cuts()]
    if cuts:
        again = [
            Cell(0, one.c, 1, one.w, one.role, [Bit(one.text)]) for one in table.row(years[0].r)
        ]
        at = page.rng.choice(cuts)
        table.insert_row(at, again)
        table.insert_row(at, [Cell(0, 0, 1, table.columns, "heading", [Bit("（接上页）")])])


def heads_lost(page: Page) -> None:
    """The first two year heads were wiped out."""
    for _, cells in heads_of(page):
        for one in cells[:2]:
            one.bits = [Bit("")]
    for _, cells in page.yearly():
        for cell in cells:
            for bit in cell.answers:
                page.allow(bit.address, "")


def examples_beside(page: Page) -> None:
    """A column of examples behind the answers."""
    _examples(page, before=False)


def examples_first(page: Page) -> None:
    """A column of examples between labels and answers."""
    _examples(page, before=True)


def _examples(page: Page, before: bool) -> None:
    """Rebuild the head of the form as label, answer, example."""
    table = page.main
    if table not in page.parts:
        return
    first = min((c[0].r for t, c in heads_of(page) if t is table), default=table.height)
    pairs, r = [], 0
    for r in range(first):
        line = table.row(r)
        if line and line[0].role == "heading":
            continue
        if (
            [one.role for one in line] != ["label", "value"] * (len(line) // 2)
            or any(one.h > 1 for one in line)
            or not line
        ):
            break
        pairs += list(zip(line[::2], line[1::2], strict=True))
    else:
        r = first
    if len(pairs) < 3:
        return
    made = Table(3, [])
    heads = ["填报项目", "填写示例", "填报内容"] if before else ["填报项目", "填报内容", "填写示例"]
    made.cells += [Cell(0, n, 1, 1, "label", [Bit(one)]) for n, one in enumerate(heads)]
    for place, (label, value) in enumerate(pairs, 1):
        known = page.field(value.bits[0].address) if value.bits and value.bits[0].address else None
        sample = (
            "120"
            if known and known.kind.numeric
            else "张某某"
            if known and known.kind is Kind.PERSON
            else "某某有限公司"
        )
        made.cells += [
            Cell(place, 0, 1, 1, "label", label.bits), Cell(place, 2 if before else 1, 1, 1, "value", value.bits),
            Cell(place, 1 if before else 2, 1, 1, "other", [Bit(sample)]),
        ]  # fmt: skip
    rest = table.part(r, table.height)
    at = page.parts.index(table)
    page.parts[at : at + 1] = [made, "", rest]


def table_for_each_year(page: Page) -> None:
    """A table of two columns for each year, the year as a line over it."""
    _by_year(page, long=False)


def long_list_of_years(page: Page) -> None:
    """Three columns: the year merged, label, figure."""
    _by_year(page, long=True)


def _by_year(page: Page, long: bool) -> None:
    heads = heads_of(page)
    if not heads:
        return
    table, years = heads[0]
    rows = [(c[0].r, c) for t, c in page.yearly() if t is table and len(c) == len(years)]
    run = [c for n, (r, c) in enumerate(rows) if r == years[0].r + 1 + n]
    last = years[0].r + 1 + len(run)
    if (
        len(run) < 3
        or table not in page.parts
        or years[0].r not in [0, *table.cuts()]
        or last not in [*table.cuts(), table.height]
    ):
        return
    labels = [plain("".join(x.text for x in table.row(c[0].r) if x.role == "label")) for c in run]
    parts: list[str | Table] = []
    whole = Table(3, [])
    for n, year in enumerate(years):
        if long:
            whole.cells.append(Cell(n * len(run), 0, len(run), 1, "label", [Bit(year.text)]))
            for place, (label, cells) in enumerate(zip(labels, run, strict=True)):
                whole.cells += [
                    Cell(n * len(run) + place, 1, 1, 1, "label", [Bit(label)]),
                    Cell(n * len(run) + place, 2, 1, 1, "value", cells[n].bits),
                ]
        else:
            made = Table(2, [])
            for place, (label, cells) in enumerate(zip(labels, run, strict=True)):
                made.cells += [
                    Cell(place, 0, 1, 1, "label", [Bit(label)]),
                    Cell(place, 1, 1, 1, "value", cells[n].bits),
                ]
            parts += [f"{plain(year.text)}主要指标", made]
    top = Table(table.columns, [one for one in table.cells if one.r < years[0].r])
    rest = table.part(last, table.height)
    at = page.parts.index(table)
    page.parts[at : at + 1] = [top, *([whole] if long else parts), "", rest]


def prizes_in_a_table(page: Page) -> None:
    """A long answer as a small table within its cell."""
    for _, cell, bit, _ in list(page.answers(Kind.LONG_TEXT))[:2]:
        if len(cell.bits) == 1:
            words = (("年份", "名称"), ("2018", "省级企业技术中心"), ("2019", "质量标杆"))
            text = bit.text
            cell.tables.append(
                Table(
                    2,
                    [
                        Cell(r, c, 1, 1, "other", [Bit(words[r][c])])
                        for r in range(3)
                        for c in range(2)
                    ],
                )
            )
            page.truth[bit.address] = (
                text + "".join(one for line in words for one in line),
                text + "年份名称2018省级企业技术中心2019质量标杆",
            )


def other_said_in_label(page: Page) -> None:
    """Which 其它 it is, written into the brackets of the label."""
    for cell, boxes in page.boxes():
        for one in boxes:
            at = cell.bits.index(one)
            note = (
                cell.bits[at + 3]
                if len(cell.bits) > at + 3 and cell.bits[at + 2].text == "："
                else None
            )
            if note is not None:
                label = cell.bits[at + 1].text
                bare = re.sub(r"[（(].*", "", label)
                cell.bits[at + 1 : at + 4] = [
                    Bit(f"{bare}（"),
                    Bit(note.text, note.address),
                    Bit("）"),
                ]


MEANING = [
    labels_of_other_things, rows_shuffled, two_columns_a_year, daughters_table_behind, groups_table_before,
    rows_twice, heads_again_within, heads_lost, examples_beside, examples_first, listing.sums_under_lists,
    listing.lists_end_in_words, table_for_each_year, long_list_of_years, prizes_in_a_table,
    other_said_in_label,
]  # fmt: skip
