"""What clerks do to the labels that a form prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from twelfth.paper import Bit, Cell, Paper

Act = Callable[[Paper], None]
YEAR = re.compile(r"\s*(20\d\d)\s*年\s*")
UNIT = re.compile(r"[（(](万元|亿元|人|项|个|次|年|平方米|%|％|吨标煤/万元)(，下同)?[)）]")
ENGLISH = {
    "企业名称": "Company name", "注册地址": "Registered address", "主营业务": "Main business", "法人代表": "Legal representative",
    "联系人": "Contact", "职务": "Position", "联系电话": "Tel.", "电子邮箱": "E-mail", "传真": "Fax", "网址": "Website",
    "所属行业": "Industry", "资产总额（万元）": "Total assets (RMB 10,000)", "营业收入（万元）": "Revenue (RMB 10,000)", "净利润（万元）": "Net profit (RMB 10,000)",
    "平台名称": "Platform", "项目名称": "Project", "统一社会信用代码": "USCC",
}  # fmt: skip
OTHER = {
    "法人代表": "法定代表人", "电子邮箱": "邮箱", "联系电话": "联系方式（电话）", "员工总数（人）": "职工总数（人）", "传真": "传真号码",
    "注册地址": "企业注册地址", "职务": "联系人职务", "所属行业": "行业", "统一社会信用代码": "社会信用代码", "研发人员占比（%）": "研发人员比例（%）",
    "营业收入（万元）": "营业总收入（万元）", "资产总额（万元）": "总资产（万元）", "其中服务收入（万元）": "其中：服务性收入（万元）", "网址": "平台网址",
    "手机": "手机号码", "邮政编码": "邮编", "企业性质": "单位性质",
}  # fmt: skip
HAN = "一二三四五六七八九十"


def labels(paper: Paper) -> Iterator[Cell]:
    """The printed labels of the form's table, the years left out."""
    for cell in sorted(paper.table.cells, key=lambda c: (c.row, c.col)):
        if cell.role == "label" and cell.text.strip() and not YEAR.fullmatch(cell.text):
            yield cell


def year_heads(paper: Paper) -> Iterator[tuple[Cell, int]]:
    for cell in paper.table.cells:
        found = YEAR.fullmatch(cell.text)
        if cell.role == "label" and found:
            yield cell, int(found[1])


def retext(cell: Cell, text: str) -> None:
    cell.bits = [Bit("T", text)]


def flat(cell: Cell) -> str:
    return re.sub(r"\s+", "", cell.text)


def each(change: Callable[[str], str]) -> Act:
    """Return the act that writes every label anew."""

    def act(paper: Paper) -> None:
        for cell in labels(paper):
            retext(cell, change(cell.text))

    return act


def numbered(style: str) -> Act:
    """Return the act that numbers the labels: ``1.``, ``（1）``, ``1、``, ``①`` begun anew in each section."""

    def act(paper: Paper) -> None:
        count, heads = 0, {c.row for c in paper.table.cells if c.role == "heading"}
        last = -1
        for cell in labels(paper):
            if any(last < h <= cell.row for h in heads):
                count = 0
            last, count = cell.row, count + 1
            mark = chr(0x2460 + (count - 1) % 20) if style == "①" else style.replace("1", str(count))  # fmt: skip
            retext(cell, mark + cell.text)

    return act


def spaced(text: str) -> str:
    """联系人 → 联 系 人, 职务 → 职　　务."""
    bare = re.sub(r"\s+", "", text)
    return {2: f"{bare[0]}　　{bare[-1]}", 3: " ".join(bare)}.get(len(bare), text)


def broken(text: str) -> str:
    """A break in the middle of a long label."""
    bare = re.sub(r"\s+", "", text)
    return f"{bare[: len(bare) // 2]}\n{bare[len(bare) // 2 :]}" if len(bare) > 5 else bare


def unit_apart(text: str) -> str:
    """资产总额（万元） → 资产总额\n（万元）."""
    return UNIT.sub(lambda m: "\n" + m[0], re.sub(r"\s+", "", text))


def no_unit(text: str) -> str:
    return UNIT.sub("", text)


def slash_unit(text: str) -> str:
    return UNIT.sub(lambda m: f"/{m[1]}", text)


def said_unit(text: str) -> str:
    return UNIT.sub(lambda m: f"（单位：{m[1]}）", text)


def half_brackets(text: str) -> str:
    return text.translate(str.maketrans("（）：，％", "():,%"))


def square_unit(text: str) -> str:
    return UNIT.sub(lambda m: f"【{m[1]}】", text)


def english(text: str) -> str:
    said = ENGLISH.get(re.sub(r"\s+", "", text))
    return f"{text}\n{said}" if said else text


def other_words(text: str) -> str:
    return OTHER.get(re.sub(r"\s+", "", text), text)


def colon(text: str) -> str:
    return text.rstrip("：:") + "："


def star(text: str) -> str:
    return "*" + text


def one_line(text: str) -> str:
    return re.sub(r"\s+", "", text)


def dotted(text: str) -> str:
    """A dot before each label, as a list in WPS has."""
    return "• " + text


HAN_DIGITS = "〇一二三四五六七八九"
YEAR_STYLES: dict[str, Callable[[int], str]] = {
    "度": lambda y: f"{y}年度", "bare": str, "末": lambda y: f"{y}年末", "汉": lambda y: "".join(HAN_DIGITS[int(d)] for d in str(y)) + "年",
    "day": lambda y: f"{y}年12月31日", "dot": lambda y: f"{y}.12.31", "months": lambda y: f"{y}年1-12月", "short": lambda y: f"{y % 100}年",
    "数": lambda y: f"{y}年数据", "gap": lambda y: f"{y}  年", "unit": lambda y: f"{y}年\n（实际）", "audit": lambda y: f"{y}年（审计数）",
}  # fmt: skip


def years_as(style: str) -> Act:
    """Return the act that writes the years' heads another way."""

    def act(paper: Paper) -> None:
        for cell, year in list(year_heads(paper)):
            retext(cell, YEAR_STYLES[style](year))

    return act
