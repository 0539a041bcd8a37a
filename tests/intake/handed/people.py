"""What people do to labels and units, and how several applicants come to stand in one table."""

from __future__ import annotations

import re
from decimal import Decimal

from posted.answers import firm, person

from handed.changes import NUMBERS
from handed.desk import Board, Box, Bundle, Ink
from handed.redraw import label, laid, moved, pairs_of, runs_of_pairs, sole_answers, some, swap
from handed.years import Change
from smdesk.notices.models import Kind

# ---- labels and units ----

WORDS = {
    "企业名称": ["单位名称", "公司名称", "申报单位名称", "企业（单位）名称", "申报主体名称"], "法人代表": ["法定代表人", "法人", "单位法定代表人", "法定代表人姓名"],
    "注册资本（万元）": ["注册资金（万元）", "注册资金", "注册资本金（万元）"], "联系人": ["申报联系人", "项目负责人及联系人", "具体联系人", "联络人"],
    "联系电话": ["电话", "办公电话", "联系人电话", "固定电话"], "手机": ["手机号码", "联系人手机", "移动电话"], "职务": ["职位", "职务（职称）", "联系人职务"],
    "电子邮箱": ["E-mail", "邮箱", "电子信箱", "联系人邮箱"], "通信地址": ["通讯地址", "联系地址", "办公地址"], "注册地址": ["注册地", "住所", "工商注册地址"],
    "主营业务": ["主要业务", "经营范围及主营业务", "主营业务范围"], "企业性质": ["单位性质", "公司性质", "所有制性质"], "所属行业": ["行业类别", "所处行业", "行业"],
    "统一社会信用代码": ["信用代码", "统一信用代码", "社会信用代码"], "员工总数（人）": ["职工总数（人）", "从业人数（人）", "员工人数"],
    "资产总额（万元）": ["总资产（万元）", "资产总计（万元）", "资产合计（万元）"], "营业收入（万元）": ["营业总收入（万元）", "销售收入（万元）", "主营业务收入（万元）"],
    "利润总额（万元）": ["利润（万元）", "利润总额（税前，万元）"], "税金总额（万元）": ["纳税总额（万元）", "上缴税金（万元）", "税收（万元）"], "净利润（万元）": ["税后利润（万元）", "净利润额（万元）"],
    "平台名称": ["平台全称", "申报平台名称"], "运营主体": ["运营单位", "平台运营单位"], "项目名称": ["项目全称", "申报项目名称"], "网址": ["网站地址", "平台网址（URL）"],
    "邮政编码": ["邮编"], "传真": ["传真号码", "传真电话"],
}  # fmt: skip


def other_names(bundle: Bundle) -> None:
    """Labels in other words, as other forms of the office have them."""
    for board in bundle.boards:
        for box in board.boxes:
            words = WORDS.get(box.label) if box.role == "label" else None
            if words and bundle.rng.random() < 0.7:
                box.say(bundle.rng.choice(words))


def _in(text: str, unit: str, other: str) -> str:
    size = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100000000)}
    return f"{(Decimal(text) * size[unit] / size[other]).normalize():f}"


def _money(bundle: Bundle) -> list[tuple[Board, Box, Ink]]:
    return [
        one for one in sole_answers(bundle)
        if bundle.unit(one[2].address) in {"万元", "亿元"} and re.fullmatch(r"\d+(\.\d+)?", one[2].text)
    ]  # fmt: skip


def _labels_of(board: Board, box: Box) -> list[Box]:
    left = [
        one for one in board.touching(box.row) if one.role == "label" and one.column < box.column
    ]
    return sorted(left, key=lambda one: -one.column)


def units_in_labels(bundle: Bundle) -> None:
    """The label asks for 亿元 or 元 now, and the figure is one of them."""
    other = bundle.rng.choice(["亿元", "元"])
    changed: set[int] = set()
    for board, box, ink in _money(bundle):
        unit = bundle.unit(ink.address) or ""
        near = next(iter(_labels_of(board, box)), None)
        if near is None or (unit not in near.label and id(near) not in changed) or unit == other:
            continue
        if id(near) not in changed:
            near.say(near.label.replace(unit, other))
            changed.add(id(near))
        ink.text = _in(ink.text, unit, other)


def units_in_values(bundle: Bundle) -> None:
    """The figure carries another unit than the label asks for."""
    for _, _, ink in some(bundle, _money(bundle), 0.6):
        unit = bundle.unit(ink.address) or ""
        other = bundle.rng.choice([one for one in ("亿元", "元", "万元") if one != unit] + [unit])
        ink.text = _in(ink.text, unit, other) + bundle.rng.choice(["", " "]) + other


ENGLISH = {
    "企业名称": "Company Name", "法人代表": "Legal Representative", "注册地址": "Registered Address", "通信地址": "Mailing Address", "联系人": "Contact Person",
    "联系电话": "Telephone", "电子邮箱": "E-mail Address", "传真": "Fax No.", "邮政编码": "Post Code", "职务": "Job Title", "手机": "Mobile Phone",
    "资产总额（万元）": "Total Assets (RMB 10,000)", "营业收入（万元）": "Operating Revenue (RMB 10,000)", "利润总额（万元）": "Total Profit", "主营业务": "Core Business",
    "员工总数（人）": "Number of Employees", "统一社会信用代码": "Unified Social Credit Identifier", "网址": "Homepage", "注册资本（万元）": "Registered Capital (CNY 10k)",
    "平台名称": "Name of the Platform", "项目名称": "Title of Project", "所属行业": "Sector", "经营指标": "Indicators", "税金总额（万元）": "Taxes Paid",
}  # fmt: skip


def english_below(bundle: Bundle) -> None:
    """English words below or behind the labels."""
    mark = bundle.rng.choice(["\n", " ", "/", "\n("])
    for board in bundle.boards:
        for box in board.boxes:
            if box.role == "label" and box.label in ENGLISH:
                box.inks = [
                    Ink(box.text + mark + ENGLISH[box.label] + (")" if "(" in mark else ""))
                ]


def english_column(bundle: Bundle) -> None:
    """English words in a column of their own between label and value."""
    board = bundle.main
    for first, last in reversed(runs_of_pairs(board)):
        rows = []
        for row in range(first, last):
            cells: list[Box] = []
            for a, b in pairs_of(board, row, row + 1):
                cells += [moved(a), label(ENGLISH.get(a.label, "N.B."), "other"), moved(b)]
            rows.append(cells)
        swap(board, first, last, laid(rows))


def two_in_one_cell(bundle: Bundle) -> None:
    """Two labels share a cell, and their values one: 联系人/职务, 张三/经理."""
    board = bundle.main
    mark = bundle.rng.choice(["/", "、", "\n"])
    for first, last in reversed(runs_of_pairs(board)):
        for row in range(last - 1, first - 1, -1):
            pairs = pairs_of(board, row, row + 1)
            if len(pairs) != 2 or bundle.rng.random() < 0.5:
                continue
            (a, b), (c, d) = pairs
            both = [b.answers[0], Ink(mark), d.answers[0]]
            for ink in (b.answers[0], d.answers[0]):
                bundle.guess.add(ink.address)
            names = label(a.label + mark + c.label)
            swap(board, row, row + 1, laid([[names, Box(0, 0, 1, 1, "value", both)]], [1, 3]))


# ---- several applicants in one table ----


def _table(bundle: Bundle) -> set[str]:
    return {one for one in bundle.truth if not one.startswith("cover.")}


def _scalars(board: Board) -> list[tuple[Box, Box]]:
    return [one for first, last in runs_of_pairs(board) for one in pairs_of(board, first, last)]


def _others(bundle: Bundle, ink: Ink) -> str:
    kind = bundle.kind(ink.address)
    if kind in NUMBERS and ink.text.isdigit():
        return str(int(ink.text) + bundle.rng.randrange(1, 9))
    made = {Kind.PERSON: person, Kind.NAME: firm}.get(kind)
    return made(bundle.rng) if made else ink.text


def applicants_across(bundle: Bundle) -> None:
    """A column for each of several applicants, labels at the left."""
    board = bundle.main
    names = bundle.rng.choice([["甲企业", "乙企业"], ["申报单位1", "申报单位2", "申报单位3"]])
    rows = [[label("项目"), *(label(one, "other") for one in names)]]
    for a, b in _scalars(board):
        others = [label(_others(bundle, b.answers[0]), "other") for _ in names[1:]]
        rows.append([moved(a), moved(b), *others])
    bundle.put(board, laid(rows))
    bundle.guess |= _table(bundle)


def applicants_down(bundle: Bundle) -> None:
    """A row for each of several applicants, labels over the columns."""
    board = bundle.main
    pairs = _scalars(board)
    rows = [
        [label("序号"), *(moved(a) for a, _ in pairs)],
        [label("1", "other"), *(moved(b) for _, b in pairs)],
    ]
    for number in range(2, bundle.rng.choice([3, 4])):
        others = [label(_others(bundle, b.answers[0]), "other") for _, b in pairs]
        rows.append([label(str(number), "other"), *others])
    bundle.put(board, laid(rows))
    bundle.guess |= _table(bundle)


def applicant_in_a_row(bundle: Bundle) -> None:
    """One applicant in one row, labels over the columns."""
    board = bundle.main
    pairs = _scalars(board)
    if not pairs:
        return
    half = (len(pairs) + 1) // bundle.rng.choice([1, 2])
    tables = [pairs[n : n + half] for n in range(0, len(pairs), half)]
    first, rest = (runs_of_pairs(board) or [(0, 0)])[0], board
    runs = runs_of_pairs(board)
    for a, b in reversed(runs[1:]):
        swap(rest, a, b, None)
    rows = [
        row for one in tables for row in ([moved(a) for a, _ in one], [moved(b) for _, b in one])
    ]
    if rows and runs:
        swap(rest, *first, laid(rows))


WORDINGS: list[Change] = [
    other_names, units_in_labels, units_in_values, english_below, english_column, two_in_one_cell,
    applicants_across, applicants_down, applicant_in_a_row,
]  # fmt: skip
