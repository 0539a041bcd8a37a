"""Labels as clerks type them, and labels with the answer in the same cell."""

from __future__ import annotations

import re

from twelfth.paper import Cell

from sixteenth.draw import Draft, para, run
from sixteenth.model import YEAR, beside, filled, habit, labels


def _plain(cell: Cell) -> bool:
    return len(cell.bits) == 1 and not YEAR.search(cell.text)


@habit("labels: spaces")
def labels_spread_with_spaces(d: Draft) -> None:
    """Labels are spread with spaces of every width."""
    for _, cell in labels(d):
        if _plain(cell) and len(cell.text) < 8 and "（" not in cell.text:
            gap = d.rng.choice((" ", "\u3000", "\u00a0", "\u2002", "  "))
            cell.bits[0].text = gap.join(re.sub(r"\s", "", cell.text))


@habit("labels: breaks")
def labels_broken_anywhere(d: Draft) -> None:
    """Labels are broken after any letter."""
    for _, cell in labels(d):
        if _plain(cell) and len(cell.text) > 3:
            at = d.rng.randint(1, len(cell.text) - 1)
            cell.bits[0].text = cell.text[:at] + "\n" + cell.text[at:]


@habit("labels: breaks")
def labels_upright(d: Draft) -> None:
    """Narrow labels have a letter a line, each its own paragraph."""
    for _, cell in labels(d):
        if _plain(cell) and len(cell.text) < 6:
            d.cells[id(cell)] = "".join(para(run(c)) for c in re.sub(r"\s", "", cell.text))


@habit("labels: punctuation")
def labels_with_half_width_marks(d: Draft) -> None:
    """Brackets, percent signs and colons are of the other width."""
    table = str.maketrans({"（": "(", "）": ")", "，": ",", "、": "，", "：": ":", "％": "%"})
    for _, cell in labels(d):
        if _plain(cell):
            cell.bits[0].text = cell.text.translate(table)


@habit("labels: punctuation")
def labels_with_colons_and_brackets(d: Draft) -> None:
    """Labels end in a colon; units stand in other brackets or behind a comma."""
    for _, cell in labels(d):
        if not _plain(cell):
            continue
        text, unit = (
            cell.text,
            d.rng.choice(("［{}］", "【{}】", "〔{}〕", "，单位：{}", "/{}", "({})")),
        )
        text = re.sub(r"（(万元|%|人|项|个|亿元|次)）", unit.replace("{}", r"\1"), text)
        cell.bits[0].text = text + ("：" if d.rng.random() < 0.5 else "")


@habit("labels: numbering")
def labels_numbered(d: Draft) -> None:
    """Labels are numbered by hand in one of the usual ways."""
    ways = ("{}.", "{}、", "（{}）", "({})", "{}．", "{} ")
    way = d.rng.choice(ways)
    for number, (_, cell) in enumerate(labels(d), 1):
        if _plain(cell):
            cell.bits[0].text = way.format(number) + cell.text


@habit("labels: numbering")
def labels_numbered_otherwise(d: Draft) -> None:
    """Labels are numbered with circles, letters or Chinese numerals."""
    way = d.rng.choice(("①②③④⑤⑥⑦⑧⑨⑩", "一二三四五六七八九十", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "ABCDEFGHIJ"))
    mark = "" if way[0] == "①" else "、" if way[0] == "一" else "."
    for number, (_, cell) in enumerate(labels(d)):
        if _plain(cell):
            cell.bits[0].text = way[number % 10] + mark + cell.text


@habit("labels: numbering")
def labels_numbered_by_word(d: Draft) -> None:
    """Word numbers the labels itself; answers too where the clerk pulled the format down."""
    for _, cell in labels(d):
        if _plain(cell) and "\n" not in cell.text:
            d.cells[id(cell)] = para(
                run(cell.text), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            )
    d.parts["numbering.xml"] = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


@habit("labels: marks")
def labels_starred(d: Draft) -> None:
    """A red star marks what must be filled in; a hint stands in small letters below."""
    for _, cell in labels(d):
        if _plain(cell) and d.rng.random() < 0.6:
            star = d.rng.choice(("*", "＊", "★", "※", "*必填 "))
            d.cells[id(cell)] = para(run(star, '<w:color w:val="FF0000"/>') + run(cell.text))


def _fuse(d: Draft, gap: str, *, unit: bool = False, chance: float = 1.0) -> None:
    """Write labels into their answers' cells."""
    for table, cell in labels(d):
        near = [c for c in beside(table, cell) if c.row == cell.row]
        if (
            cell.rows > 1
            or len(near) != 1
            or not _plain(cell)
            or near[0].rows > 1
            or d.rng.random() > chance
        ):
            continue
        if (
            near[0].col != cell.col + cell.cols
            or [b.kind for b in near[0].bits] != ["B"]
            or not near[0].bits[0].text
        ):
            continue
        text = cell.text.replace("\n", "")
        mark = re.search(r"（(万元|%|人|项|个)）$", text)
        if unit and mark:
            text = text[: mark.start()]
        target = near[0]
        target.bits.insert(0, type(target.bits[0])("T", text + gap))
        if unit and mark:
            target.bits.append(type(target.bits[0])("T", " " + mark[1]))
        target.col, target.cols = cell.col, cell.cols + target.cols
        table.cells.remove(cell)


@habit("label and value in one cell")
def label_and_answer_in_one_cell(d: Draft) -> None:
    """The label and its answer stand in one cell, a colon between."""
    _fuse(d, "：")


@habit("label and value in one cell")
def label_and_answer_in_one_cell_with_unit(d: Draft) -> None:
    """Label, answer and unit stand in one cell with blanks between."""
    _fuse(d, "  ", unit=True)


@habit("label and value in one cell")
def label_above_the_answer_in_one_cell(d: Draft) -> None:
    """The label is the cell's first line, the answer its second."""
    _fuse(d, "\n", chance=0.7)


@habit("label and value in one cell")
def several_in_one_cell(d: Draft) -> None:
    """A row of labels and answers is one wide cell: 联系人：…　职务：…"""
    for table in d.main:
        for row in range(table.rows):
            line = sorted(
                (c for c in table.cells if c.row <= row < c.row + c.rows), key=lambda c: c.col
            )
            roles = [c.role for c in line]
            if (
                len(line) < 4
                or roles != ["label", "value"] * (len(line) // 2)
                or any(c.rows > 1 for c in line)
            ):
                continue
            if any(
                [b.kind for b in c.bits] != ["B"] or not c.bits[0].text for c in line[1::2]
            ) or any(YEAR.search(c.text) for c in line):
                continue
            first, bits = line[0], []
            for label, value in zip(line[::2], line[1::2], strict=True):
                text = re.sub(r"\s", "", label.text)
                bits += [
                    type(value.bits[0])("T", ("　　" if bits else "") + text + "："),
                    *value.bits,
                ]
            first.bits, first.role, first.cols = bits, "value", len(table.edges) - 1
            for other in line[1:]:
                table.cells.remove(other)


@habit("labels: other words")
def labels_in_usual_other_words(d: Draft) -> None:
    """Labels say the same in the usual other words."""
    other = {
        "企业名称": "单位名称", "法人代表": "法定代表人", "联系电话": "电话", "电子邮箱": "E-mail", "邮政编码": "邮编", "传真": "传真号码", "手机": "移动电话",
        "员工总数（人）": "职工总数（人）", "注册地址": "注册地", "通信地址": "通讯地址", "联系人": "联系人姓名",
    }  # fmt: skip
    for _, cell in labels(d):
        bare = re.sub(r"\s", "", cell.text)
        if bare in other:
            cell.bits[0].text = other[bare]


@habit("labels: other words")
def label_cells_swapped_to_below(d: Draft) -> None:
    """Two neighbours of a row changed places, label and answer together."""
    for table in d.main:
        for row in range(table.rows):
            line = sorted((c for c in table.cells if c.row == row), key=lambda c: c.col)
            if [c.role for c in line] != ["label", "value"] * 2 or any(c.rows > 1 for c in line):
                continue
            if sum(c.cols for c in line) != len(table.edges) - 1 or d.rng.random() < 0.4:
                continue
            a, b, c, e = line
            a.bits, c.bits, b.bits, e.bits = c.bits, a.bits, e.bits, b.bits


@habit("labels: other words")
def lines_for_answers(d: Draft) -> None:
    """Answers stand on underlined blanks."""
    for _, bit in filled(d):
        if "\n" not in bit.text:
            d.xml[id(bit)] = run(f"  {bit.text}   ", '<w:u w:val="single"/>')
