"""What is made of labels: merged with answers, shortened, numbered, of another unit."""

from __future__ import annotations

import re
from itertools import pairwise

from tenth.page import Bit, Cell, Page, plain

_MONEY = re.compile(r"[（(]万元[)）]")
_SHORT = {
    "企业名称": "单位名称", "法人代表": "法定代表人", "邮政编码": "邮编", "电子邮箱": "E-mail", "联系电话": "电话", "传真": "FAX", "手机": "移动电话",
    "通信地址": "通讯地址", "联系人": "联络人", "职务": "职务/职称", "主营业务": "主营业务范围", "统一社会信用代码": "信用代码", "营业收入（万元）": "营收（万元）",
    "资产总额（万元）": "总资产（万元）", "资产负债率（%）": "负债率（%）", "员工总数（人）": "职工总数（人）", "注册地址": "注册地", "企业性质": "单位性质",
    "利润总额（万元）": "利润总额（万元，税前）", "项目名称": "申报项目名称", "平台名称": "服务平台名称", "网址": "官网",
}  # fmt: skip
_ENGLISH = {
    "企业名称": "Company name", "法人代表": "Legal representative", "邮政编码": "Postcode", "电子邮箱": "E-mail", "联系电话": "Telephone", "传真": "Fax",
    "联系人": "Contact person", "职务": "Position", "注册地址": "Registered address", "主营业务": "Main business", "营业收入（万元）": "Revenue (RMB 10,000)",
    "资产总额（万元）": "Total assets (RMB 10,000)", "资产负债率（%）": "Debt-to-asset ratio (%)", "净利润（万元）": "Net profit (RMB 10,000)", "员工总数（人）": "Employees",
    "利润总额（万元）": "Total profit (RMB 10,000)", "手机": "Mobile", "通信地址": "Mailing address", "统一社会信用代码": "Unified social credit code",
}  # fmt: skip


def label_pairs_merged(page: Page) -> None:
    """The labels of two rows of figures merged into one cell, a line for each."""
    for table in page.tables:
        rows = [c for t, c in page.yearly() if t is table]
        for one, two in list(pairwise(rows))[::3]:
            a = [x for x in table.row(one[0].r) if x.role == "label"]
            b = [x for x in table.row(two[0].r) if x.role == "label"]
            if (
                two[0].r == one[0].r + 1
                and len(a) == len(b) == 1
                and a[0].h == b[0].h == 1
                and (a[0].c, a[0].w) == (b[0].c, b[0].w)
            ):
                a[0].bits = [Bit(f"{plain(a[0].text)}\n{plain(b[0].text)}")]
                a[0].h = 2
                table.cells = [x for x in table.cells if x is not b[0]]


def label_and_answer_in_one(page: Page) -> None:
    """Label and answer in one cell, a colon between."""
    _into_one(page, merge=True)


def answer_beside_its_label(page: Page) -> None:
    """The answer typed behind the label; the cell for it stays empty."""
    _into_one(page, merge=False)


def _into_one(page: Page, merge: bool) -> None:
    for table in page.tables:
        for r in range(table.height):
            for label in table.row(r):
                if label.role != "label" or label.h > 1 or page.rng.random() < 0.4:
                    continue
                right = [
                    x
                    for x in table.row(r)
                    if x.c == label.c + label.w and x.h == 1 and x.role == "value"
                ]
                far = [
                    x
                    for x in table.row(r)
                    if x.role == "value" and right and x.c == right[0].c + right[0].w
                ]
                if (
                    not right
                    or far
                    or len(right[0].bits) != 1
                    or not right[0].text
                    or right[0].tables
                ):
                    continue
                name = plain(label.text)
                label.bits = [Bit(name + "："), *right[0].bits]
                label.role = "value"
                if merge:
                    label.w += right[0].w
                    table.cells = [x for x in table.cells if x is not right[0]]
                else:
                    right[0].bits = []
                    right[0].role = "other"


def pairs_swapped(page: Page) -> None:
    """Two pairs of label and answer in a row have changed places."""
    for table in page.tables:
        for r in range(table.height):
            row = table.row(r)
            if (
                len(row) == 4
                and [x.role for x in row] == ["label", "value", "label", "value"]
                and all(x.h == 1 for x in row)
            ):
                a, b, c, d = row
                a.bits, c.bits = c.bits, a.bits
                b.bits, d.bits = d.bits, b.bits


def numbered_rows(page: Page) -> None:
    """A column 序号 put in at the left."""
    table = page.main
    n = iter(range(1, 999))
    for one in table.cells:
        one.c += 1
    table.columns += 1
    for r in range(table.height):
        row = table.row(r)
        if len(row) == 1 and row[0].role in {"heading", "signature"}:
            row[0].c, row[0].w = 0, row[0].w + 1
        else:
            table.cells.append(Cell(r, 0, 1, 1, "index", [Bit(str(next(n)))]))


def numbers_before_labels(page: Page) -> None:
    style = page.rng.choice(("{}.", "（{}）", "{}、", "{} ", "*"))
    n = 0
    for _, cell in page.labels():
        if not re.fullmatch(r"20\d\d年|其中|经营指标|序号", plain(cell.text)):
            n += 1
            cell.bits = [Bit(style.replace("{}", str(n))), *cell.bits]


def short_labels(page: Page) -> None:
    _labels(page, _SHORT)


def english_labels(page: Page) -> None:
    _labels(page, _ENGLISH)


def two_languages(page: Page) -> None:
    for _, cell in page.labels():
        name = plain(cell.text)
        if name in _ENGLISH:
            cell.bits = [Bit(f"{name}\n{_ENGLISH[name]}")]


def _labels(page: Page, names: dict[str, str]) -> None:
    for _, cell in page.labels():
        name = plain(cell.text)
        if name in names and page.rng.random() < 0.8:
            cell.bits = [Bit(names[name])]


def upright_labels(page: Page) -> None:
    """A letter a line in narrow label cells."""
    page.pen["upright"] = "1"
    for _, cell in page.labels():
        name = plain(cell.text)
        if len(name) <= 6 and not re.match(r"20\d\d", name):
            cell.bits = [Bit("\n".join(name))]


def labels_in_yuan(page: Page) -> None:
    """Labels of money say 元, figures are in 元."""
    _other_unit(page, "元", lambda v: v * 10000)


def labels_in_thousands(page: Page) -> None:
    _other_unit(page, "千元", lambda v: v * 10)


def labels_in_hundred_millions(page: Page) -> None:
    _other_unit(page, "亿元", lambda v: v / 10000)


def _other_unit(page: Page, unit: str, made) -> None:
    for table, cell in page.labels():
        if not _MONEY.search(plain(cell.text)):
            continue
        mine = [
            x
            for x in table.cells
            if x.role == "value" and x.r == cell.r and x.h == 1 and x.c >= cell.c + cell.w
        ]
        stop = [x.c for x in table.row(cell.r) if x.role == "label" and x.c > cell.c]
        mine = [x for x in mine if not stop or x.c < min(stop)]
        below: list[Cell] = []
        for r in range(cell.r + cell.h, table.height):
            under = [x for x in table.row(r) if x.c == cell.c and x.role == "value"]
            if not under:
                break
            below += under
        mine = mine or below
        bits = [x.answers[0] for x in mine if len(x.bits) == 1 and x.answers]
        if (
            len(bits) != len(mine)
            or not bits
            or any(b.look for b in bits)
            or not all(re.fullmatch(r"-?\d+(\.\d+)?|", b.text) for b in bits)
        ):
            continue
        cell.bits = [Bit(_MONEY.sub(f"（{unit}）", plain(cell.text)))]
        for b in bits:
            if b.text:
                text = f"{made(float(b.text)):.8f}".rstrip("0").rstrip(".")
                b.text = text if text not in {"-0", ""} else "0"


def unit_over_the_table(page: Page) -> None:
    """单位：元 over the table, while its labels still say 万元: which one holds nobody says."""
    i = next(n for n, p in enumerate(page.parts) if p is page.main)
    page.parts.insert(i, page.rng.choice(("单位：元", "金额单位：千元", "（单位：人民币元）")))
    for _, cell, bit, known in page.answers():
        if (
            known.unit == "万元"
            and len(cell.bits) == 1
            and "元" not in bit.text
            and "亿" not in bit.text
        ):
            page.ask(bit.address)


def unit_over_a_bare_table(page: Page) -> None:
    """Units taken out of the labels and said once over the table: 金额单位：万元."""
    i = next(n for n, p in enumerate(page.parts) if p is page.main)
    page.parts.insert(i, "金额单位：万元；比例单位：%")
    for _, cell in page.labels():
        name = plain(cell.text)
        bare = re.sub(r"[（(](万元|%|％)[)）]", "", name)
        if bare != name and bare:
            cell.bits = [Bit(bare)]


LABELLING = [
    label_pairs_merged, label_and_answer_in_one, answer_beside_its_label, numbers_before_labels, short_labels, english_labels, two_languages, upright_labels, labels_in_yuan, labels_in_thousands, labels_in_hundred_millions, unit_over_the_table, unit_over_a_bare_table, pairs_swapped, numbered_rows,
]  # fmt: skip
