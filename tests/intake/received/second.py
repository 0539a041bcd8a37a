"""A second set, made in another manner after the reader was mended by the first: forms retyped.

Nobody took the official file here: applicants typed the form anew as a list, as cards, with English
beside the labels, with instructions in them; and wrote into the cells what they thought of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from received.habits import by_kind, relabel
from received.model import Cell, Line, Paper, Part, Table
from received.people import fill
from smdesk.notices.models import Kind

Manner = Callable[[Paper], None]


def _text(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell([Part("text", text)], columns, rows)


def _table(paper: Paper) -> Table:
    return max(paper.tables, key=lambda one: len(one.rows))


def _swap(paper: Paper, new: list[Line | Table]) -> None:
    at = paper.blocks.index(_table(paper))
    paper.blocks[at : at + 1] = new


def _pairs(row: list[Cell]) -> list[tuple[Cell, Cell]] | None:
    """Return the labels and values of a plain row, else nothing."""
    if len(row) % 2 or any(c.rows > 1 for c in row):
        return None
    pairs = list(zip(row[::2], row[1::2], strict=True))
    plain = all(a.is_label and b.addresses and not b.is_label for a, b in pairs)
    years = any(re.search(r"\[20\d\d\]", one) for c in row for one in c.addresses)
    return pairs if plain and not years else None


def _blocks(table: Table) -> list[tuple[str, list[list[Cell]]]]:
    """Return runs of rows: ``pairs`` of labels and values, and the ``rest`` as printed."""
    found: list[tuple[str, list[list[Cell]]]] = []
    reach = 0
    for number, row in enumerate(table.rows):
        kind = "pairs" if number >= reach and _pairs(row) else "rest"
        if not found or found[-1][0] != kind:
            found.append((kind, []))
        found[-1][1].append(row)
        reach = max([reach, *(number + c.rows for c in row)])
    return found


def numbered_list(paper: Paper) -> None:
    """序号, 项目, 填写内容: a row a cell; the rest of the form in tables as printed."""
    table = _table(paper)
    new: list[Line | Table] = []
    number = 0
    for kind, rows in _blocks(table):
        if kind == "rest":
            new.append(Table(table.columns, rows))
            continue
        lines = [[_text("序号"), _text("项目", 2), _text("填写内容", 5)]]
        for row in rows:
            for label, value in _pairs(row) or []:
                number += 1
                lines.append(
                    [_text(str(number)), replace(label, columns=2), replace(value, columns=5)]
                )
        new += [Table(8, lines), Line("")]
    _swap(paper, new)


def cards(paper: Paper) -> None:
    """Labels in one row, values in the row below."""
    table = _table(paper)
    rows: list[list[Cell]] = []
    reach = 0
    for number, row in enumerate(table.rows):
        pairs = _pairs(row) if number >= reach else None
        reach = max([reach, *(number + c.rows for c in row)])
        if pairs is None or len(pairs) < 2:
            rows.append(row)
            continue
        width, more = divmod(table.columns, len(pairs))
        sizes = [width + (place < more) for place in range(len(pairs))]
        rows.append([replace(a, columns=size) for (a, _), size in zip(pairs, sizes, strict=True)])
        rows.append([replace(b, columns=size) for (_, b), size in zip(pairs, sizes, strict=True)])
    table.rows = rows


ENGLISH = {
    "企业名称": "Company Name", "法人代表": "Legal Representative", "注册地址": "Registered Address",
    "主营业务": "Main Business", "联系人": "Contact", "职务": "Title", "联系电话": "Tel", "电子邮箱": "E-mail",
    "传真": "Fax", "手机": "Mobile", "平台名称": "Platform Name", "网址": "Website", "项目名称": "Project Name",
}  # fmt: skip


def english_beside(paper: Paper) -> None:
    for cell in paper.labels:
        flat = re.sub(r"\s", "", cell.text)
        if flat in ENGLISH:
            relabel(cell, cell.text + paper.rng.choice(["\n", " ", "/"]) + ENGLISH[flat])


ADVICE = {
    "企业名称": "（填写全称，与营业执照一致）", "注册地址": "（具体到门牌号）", "联系人": "（填报人）", "职务": "（部门及职务）",
    "主营业务": "（不超过50字）", "联系电话": "（座机，含区号）", "电子邮箱": "（常用）", "统一社会信用代码": "（18位）",
    "平台名称": "（全称）", "项目名称": "（与合同一致）", "营业收入（万元）": "（以审计报告为准）", "所属行业": "（按GB/T 4754填写）",
    "资产总额（万元）": "（年末数）", "员工总数（人）": "（在册）",
}  # fmt: skip


def advice_in_labels(paper: Paper) -> None:
    for cell in paper.labels:
        flat = re.sub(r"\s", "", cell.text)
        if flat in ADVICE:
            relabel(cell, cell.text + ADVICE[flat])


def remarks_in_values(paper: Paper) -> None:
    """A remark stands behind a figure; what the cell then says is what was typed."""
    remarks = ["（未经审计）", "（含子公司）", "，较上年增长5%", "*", "（预计）", "【合并口径】"]
    chosen = paper.some(by_kind(paper, {Kind.MONEY, Kind.PERCENT, Kind.INTEGER}), 0.3)
    for _, part, _ in chosen:
        bare = paper.truth[part.address]
        part.text += paper.rng.choice(remarks)
        paper.truth[part.address] = (part.text, *bare)


def two_in_one(paper: Paper) -> None:
    """Two telephones, two persons, a title behind a name."""
    for _, part, _ in by_kind(paper, {Kind.PHONE, Kind.FAX}):
        part.text = paper.rng.choice(
            ["{}/13955550199", "{}\n13955550199", "{} 转 8012", "{}(办)"]
        ).format(part.text)
        paper.truth[part.address] = (part.text,)
    for _, part, _ in by_kind(paper, {Kind.PERSON}):
        part.text = paper.rng.choice(["{}（董事长）", "{}、郑海洋", "{} 女士", "{}"]).format(
            part.text
        )
        paper.truth[part.address] = (part.text,)


def grouped_years(paper: Paper) -> None:
    """近三年 stands over the years, and the years carry the unit."""
    table = _table(paper)
    for number in reversed(range(len(table.rows))):
        row = table.rows[number]
        years = [c for c in row if re.fullmatch(r"20\d\d 年", c.text)]
        if len(years) < 2 or row[0] in years:
            continue
        first = replace(row[0], rows=2)
        width = sum(c.columns for c in years)
        table.rows[number : number + 1] = [[first, _text("近三年情况", width)], years]


def options_numbered(paper: Paper) -> None:
    style = paper.rng.choice(["{}.", "（{}）", "{}、"])
    counts: dict[str, int] = {}
    for cell in paper.cells:
        for at, part in enumerate(cell.parts):
            if part.kind == "box":
                counts[part.address] = counts.get(part.address, 0) + 1
                cell.parts[at + 1].text = (
                    style.format(counts[part.address]) + cell.parts[at + 1].text
                )


def yes_or_no(paper: Paper) -> None:
    """是 and 否 are answered in words, or with a tick between slashes."""
    way = paper.rng.choice(["word", "slash", "brackets"])
    for cell in paper.cells:
        boxes = cell.boxes
        if [c.text for c in cell.parts if c.choice and c.kind == "text"] != ["是", "否"] or not any(
            b.ticked for b in boxes
        ):
            continue
        yes = boxes[0].ticked
        if way == "word" and len(cell.parts) <= 5 and not cell.parts[0].text.startswith("是否"):
            cell.parts = [Part("text", "是" if yes else "否", boxes[0].address)]
        elif way == "slash":
            lead = [one for one in cell.parts[:1] if one.kind == "text" and not one.choice]
            cell.parts = [*lead, Part("text", "是√ / 否" if yes else "是 / 否√", boxes[0].address)]
        elif way == "brackets":
            lead = [one for one in cell.parts[:1] if one.kind == "text" and not one.choice]
            cell.parts = [
                *lead,
                Part("text", "是（√）  否（  ）" if yes else "是（  ）  否（√）", boxes[0].address),
            ]


def empty_columns(paper: Paper) -> None:
    """An empty column was drawn at the left of the table and one at the right."""
    table = _table(paper)
    table.rows[0] = [_text("", 1, len(table.rows)), *table.rows[0], _text("", 1, len(table.rows))]
    table.columns += 2


def sections_at_the_side(paper: Paper) -> None:
    """The headings of the sections stand in a tall cell at the left instead of over the rows."""
    table = _table(paper)
    heads = [
        n
        for n, row in enumerate(table.rows)
        if len(row) == 1 and re.match(r"[一二三四]、", row[0].text)
    ]
    if not heads or heads[0] != 0:
        return
    rows: list[list[Cell]] = []
    for first, last in zip(heads, [*heads[1:], len(table.rows)], strict=True):
        body = [list(row) for row in table.rows[first + 1 : last]]
        body[0].insert(0, _text(table.rows[first][0].text, 1, len(body)))
        rows += body
    table.rows, table.columns = rows, table.columns + 1


def total_rows(paper: Paper) -> None:
    """Lists end with a row 合计, and begin with a row of an example."""
    table = _table(paper)
    for number in reversed(range(len(table.rows))):
        found = [
            a
            for c in table.rows[number]
            for a in c.addresses
            if re.match(r"(clients|investors)\[\d", a)
        ]
        after = table.rows[number + 1] if number + 1 < len(table.rows) else []
        if (
            found
            and not any(re.match(r"(clients)\[\d", a) for c in after for a in c.addresses)
            and found[0].startswith("clients")
        ):
            table.rows.insert(number + 1, [_text("合计", 2), _text("", table.columns - 2)])


def page_break_repeats(paper: Paper) -> None:
    """The table goes on over a page: 续表, and the head of the years once more."""
    table = _table(paper)
    for number, row in enumerate(table.rows):
        if any(re.fullmatch(r"20\d\d 年", c.text) for c in row):
            cut = number + 3
            if not table.alone(cut) or not any(
                "[20" in a for c in table.rows[cut] for a in c.addresses
            ):
                return
            head = [replace(c, parts=[replace(p) for p in c.parts]) for c in row]
            _swap(
                paper,
                [
                    Table(table.columns, table.rows[:cut]),
                    Line("（续表）"),
                    Table(table.columns, [head, *table.rows[cut:]]),
                ],
            )
            return


def ditto(paper: Paper) -> None:
    for _, part in paper.some(
        [one for one in paper.values if one[0].is_value and one[1].text], 0.1
    ):
        part.text = paper.rng.choice(["同上", "〃", "略", "待补充", "保密", "不便透露"])
        paper.truth[part.address] = (part.text, "")


def chinese_sums(paper: Paper) -> None:
    for _, part, field in paper.some(by_kind(paper, {Kind.MONEY}), 0.3):
        if field.unit == "万元" and not field.units:
            text, right = paper.rng.choice(
                [
                    ("壹仟万元", "1000"),
                    ("1千万", "1000"),
                    ("3.5千万元", "3500"),
                    ("¥12,000,000.00元", "1200"),
                    ("两亿元", "20000"),
                    ("RMB 500万", "500"),
                ]
            )
            part.text, paper.truth[part.address] = text, (right, text)


def loose_dates_and_years(paper: Paper) -> None:
    """Terms of years are typed over: 2018.3-2019.12 in a cell that prints 年至 年."""
    for cell in paper.cells:
        if cell.addresses == ["project.start", "project.end"]:
            start, end = (paper.truth[a] for a in cell.addresses)
            if start[0] and end[0]:
                cell.parts = [
                    Part(
                        "text",
                        paper.rng.choice(
                            ["{}—{}", "{}年3月至{}年12月", "{}.3-{}.12", "自{}年起至{}年止"]
                        ).format(start[0], end[0]),
                        "project.start",
                    )
                ]


def other_forms_words(paper: Paper) -> None:
    """A neighbouring table of another programme with the same labels stands before the form."""
    rows = [
        [_text("专精特新中小企业申请表", 4)],
        [_text("企业名称"), _text("别家公司"), _text("法定代表人"), _text("别人")],
        [_text("注册地址"), _text("别处"), _text("所属细分领域"), _text("别的")],
        [_text("主导产品"), _text("别的产品"), _text("市场占有率"), _text("9%")],
        [_text("联系人"), _text("别的人"), _text("联系电话"), _text("000000")],
        [_text("股权结构", 1), _text("别的", 3)],
        [_text("近两年研发费用"), _text("1"), _text("2"), _text("3")],
    ]
    at = paper.blocks.index(_table(paper)) - 2
    paper.blocks[at:at] = [Line("附：专精特新中小企业申请表"), Table(4, rows), Line("")]


MANNERS: list[Manner] = [
    numbered_list, cards, english_beside, advice_in_labels, remarks_in_values, two_in_one, grouped_years,
    options_numbered, yes_or_no, empty_columns, sections_at_the_side, total_rows, page_break_repeats, ditto,
    chinese_sums, loose_dates_and_years, other_forms_words,
]  # fmt: skip


def held(form: str, manners: list[Manner], seed: int) -> Paper:
    """Return a form of the second set."""
    rng = Random(f"held/{form}/{seed}/{'+'.join(one.__name__ for one in manners)}")
    paper = fill(form, rng, 0.93)
    for manner in manners:
        manner(paper)
    return paper


def held_mixed(form: str, seed: int) -> tuple[Paper, str]:
    rng = Random(f"held mixed/{form}/{seed}")
    chosen = rng.sample(MANNERS, rng.choice([2, 3]))
    return held(form, chosen, seed), " + ".join(one.__name__ for one in chosen)
