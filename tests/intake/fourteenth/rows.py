"""Habits of those whose table has rows and columns that the printed form has not, or cells joined otherwise."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from twelfth.paper import blank_paper, parse

from fourteenth.model import (
    Bit,
    Kind,
    Paper,
    answers_of_row,
    figures,
    habit,
    insert_column,
    insert_row,
    measures,
    other,
    plain,
    touched,
    year_heads,
    yearly_rows,
)


@habit("table")
def a_column_between(paper: Paper, rng: Random) -> None:
    """Between the labels and the years a column of the office: line numbers, weights, points, last year's place."""
    heads = year_heads(paper)
    if not heads:
        return
    name = rng.choice(
        ("行次", "代码", "分值", "权重", "目标值", "全省平均", "排名", "得分", "编号")
    )
    said = {row: str(n) for n, row in enumerate(yearly_rows(paper.table), 1)}
    if name in {"目标值", "全省平均", "分值", "得分"}:
        said = {row: str(rng.randint(2, 9000)) for row in said}
    insert_column(paper.table, heads[0].col, said | dict.fromkeys({c.row for c in heads}, name))


@habit("table")
def a_checked_figure_below(paper: Paper, rng: Random) -> None:
    """Below a row of figures another one says that it is to be this."""
    cells = measures(paper)
    for cell in sorted(rng.sample(cells, min(2, len(cells))), key=lambda c: -c.row):
        bits = answers_of_row(paper.table, cell.row)
        word = rng.choice(
            (
                "修正数",
                "修正",
                "更正后",
                "正确数据",
                "（更正）",
                "应为",
                "以此为准",
                "实际值",
                "上行有误",
                "最终",
                "以本行为准",
                "新数据",
            )
        )
        said = {c.col: other(rng, plain(paper, b.address)) for c in paper.table.cells if c.row == cell.row for b in c.bits if b.kind == "B" and paper.truth.get(b.address)}  # fmt: skip
        if insert_row(paper.table, cell.row, {**said, cell.col: word}):
            asked = [b.address for b in bits if b.text]
            touched(paper).update(asked)
            paper.ask(*asked)


@habit("table")
def last_declared_below(paper: Paper, rng: Random) -> None:
    """Below a row of figures stands what was declared last time, was reviewed, or is the trade's mean: not the answer."""
    cells = measures(paper)
    for cell in sorted(rng.sample(cells, min(2, len(cells))), key=lambda c: -c.row):
        word = rng.choice(
            ("上次申报数", "全市均值", "标杆企业", "上年同期", "行业平均水平", "审核数", "核定数")
        )
        said = {c.col: other(rng, plain(paper, b.address)) for c in paper.table.cells if c.row == cell.row for b in c.bits if b.kind == "B" and paper.truth.get(b.address)}  # fmt: skip
        insert_row(paper.table, cell.row, {**said, cell.col: word})


@habit("table")
def page_furniture(paper: Paper, rng: Random) -> None:
    """A converter left the page's foot, or a number of the file, as a row within the table."""
    rows = [r for r in range(2, paper.table.rows - 2) if not any(c.row <= r < c.row + c.rows - 1 for c in paper.table.cells)]  # fmt: skip
    for row in sorted(rng.sample(rows, min(2, len(rows))), reverse=True):
        text = rng.choice(("第 1 页 共 3 页", "— 2 —", "申报编号：2023-0417", "扫描全能王 创建", "（接上页）", "打印时间：2023-03-02 09:00"))  # fmt: skip
        if insert_row(paper.table, row, {}):
            cells = [c for c in paper.table.cells if c.row == row + 1]
            for one in cells[1:]:
                paper.table.cells.remove(one)
            cells[0].col, cells[0].cols = 0, len(paper.table.edges) - 1
            cells[0].bits = [Bit("T", text)]
            cells[0].role = "label"


@habit("table")
def split_at_the_page_end(paper: Paper, rng: Random) -> None:
    """A row was cut at the page's end: half of its label below, behind the heads again."""
    cells = [c for c in measures(paper) if len(c.text) > 8]
    if not cells:
        return
    cell = rng.choice(cells)
    flat = cell.text.replace("\n", "")
    half = flat.index("（") if "（" in flat else len(flat) // 2
    heads = {c.col: c.text for c in paper.table.cells if c.row == year_heads(paper)[0].row}
    if insert_row(paper.table, cell.row, {cell.col: flat[half:]}):
        cell.bits = [Bit("T", flat[:half])]
        insert_row(paper.table, cell.row, heads)


@habit("table")
def joined_downwards(paper: Paper, rng: Random) -> None:
    """A year's cells of two rows were joined: one figure stands for two measures."""
    cells = measures(paper)
    pairs = [(a, b) for a, b in pairwise(cells) if b.row == a.row + 1]
    for a, b in rng.sample(pairs, min(1, len(pairs))):
        tops = [c for c in paper.table.cells if c.row == a.row and c.role == "value"]
        under = [c for c in paper.table.cells if c.row == b.row and c.role == "value"]
        top = rng.choice(tops)
        for one in under:
            if (one.col, one.cols) == (top.col, top.cols):
                paper.table.cells.remove(one)
                top.rows = 2
                asked = [x.address for c in (top, one) for x in c.bits]
                touched(paper).update(asked)
                paper.ask(*asked)


@habit("table")
def one_figure_for_a_row(paper: Paper, rng: Random) -> None:
    """All years' cells of a row were joined and hold one figure, or three with strokes between."""
    cells = measures(paper)
    for cell in rng.sample(cells, min(2, len(cells))):
        found = [c for c in paper.table.cells if c.row == cell.row and c.role == "value"]
        bits = answers_of_row(paper.table, cell.row)
        if len(found) < 3 or not all(b.text for b in bits):
            continue
        kept = found[0]
        kept.cols = sum(c.cols for c in found)
        for one in found[1:]:
            paper.table.cells.remove(one)
        texts = [b.text for b in bits]
        kept.bits[0].text = rng.choice((texts[0], "/".join(reversed(texts)), f"三年合计{texts[0]}", f"年均{texts[1]}"))  # fmt: skip
        paper.ask(*(b.address for b in bits))
        touched(paper).update(b.address for b in bits)


@habit("table")
def a_second_firm_beside(paper: Paper, rng: Random) -> None:
    """A column more holds the answers of a second firm; the head of each says whose they are not clearly."""
    second = blank_paper(paper.form, f"{paper.who} second", rng.randint(1, 9999))
    said, asked = {}, []
    for cell in paper.table.cells:
        bits = [b for b in cell.bits if b.kind == "B" and b.text]
        last = cell.col + cell.cols == len(paper.table.edges) - 1
        if cell.role == "value" and last and len(bits) == len(cell.bits) == 1 and cell.rows == 1:
            new = second.truth.get(bits[0].address, "")
            if new and not parse(bits[0].address).year:
                said[cell.row] = new
                if new != bits[0].text:
                    asked.append(bits[0].address)
    if said:
        insert_column(paper.table, len(paper.table.edges) - 1, said)
        touched(paper).update(asked)
        paper.ask(*asked)


@habit("table")
def list_rows_struck(paper: Paper, rng: Random) -> None:
    """Beside a row of a list stands that it is to be deleted, or the number is struck out."""
    rows = sorted({c.row for c in paper.table.cells if c.role == "index"})
    for row in rows:
        cells = [c for c in paper.table.cells if c.row == row]
        bits = [b for c in cells for b in c.bits if b.kind == "B" and b.text]
        index = next(c for c in cells if c.role == "index")
        if bits and rng.random() < 0.8:
            index.bits = [Bit("T", rng.choice((f"{{s|{index.text}}}", f"{index.text}（删）", f"{index.text}×", "作废", f"{index.text}（不要）")))]  # fmt: skip
            paper.ask(*(b.address for b in bits))
            touched(paper).update(b.address for b in bits)


@habit("table")
def investors_in_one_line(paper: Paper, rng: Random) -> None:
    """All investors with their shares stand in the first one's name."""
    held = {b.address for _, b in paper.answers()}
    if "investors[1].name" in held:
        one, two = paper.truth["investors[1].name"], "沅浦旧名机械厂"
        paper.bit("investors[1].name").text = rng.choice((f"{one}（60%）、{two}（40%）", f"{one}60%；{two}40%", f"1.{one} 60% 2.{two} 40%", f"{one}/{two}", f"{one}：{two}=6:4"))  # fmt: skip
        for part in ("name", "share"):
            paper.ask(f"investors[1].{part}")
            touched(paper).add(f"investors[1].{part}")
        paper.bit("investors[1].share").text = ""


@habit("table")
def groups_with_subtotals(paper: Paper, rng: Random) -> None:
    """After some rows a subtotal, that nobody asked for."""
    cells = measures(paper)
    for cell in sorted(rng.sample(cells, min(2, len(cells))), key=lambda c: -c.row):
        said = {c.col: str(rng.randint(900, 99000)) for c in paper.table.cells if c.row == cell.row and c.role == "value"}  # fmt: skip
        insert_row(paper.table, cell.row, {**said, cell.col: rng.choice(("小计", "合计（万元）", "以上合计", "平均", "Σ"))})  # fmt: skip


@habit("table")
def a_row_of_checks(paper: Paper, rng: Random) -> None:
    """A row of formulas that check the figures stands below some rows: 校验 0.00, 差额."""
    cells = measures(paper)
    for cell in sorted(rng.sample(cells, min(2, len(cells))), key=lambda c: -c.row):
        said = {c.col: rng.choice(("0", "0.00", "√", "-", "通过", "1")) for c in paper.table.cells if c.row == cell.row and c.role == "value"}  # fmt: skip
        insert_row(paper.table, cell.row, {**said, cell.col: rng.choice(("校验", "差额", "勾稽关系", "核对", "check"))})  # fmt: skip


@habit("table")
def years_changed_hands(paper: Paper, rng: Random) -> None:
    """Above two years' columns an arrow says that they were filled in the wrong way round."""
    heads = year_heads(paper)
    if len(heads) < 3:
        return
    said = rng.choice(("（与下一列对调）", "↔", "⇄（两列填反）", "（填反了）"))
    head = heads[0]
    head.bits = [Bit("T", head.text + said)]
    years = [int("".join(filter(str.isdigit, c.text))[:4]) for c in heads[:2]]
    after = min((c.row for c in heads if c.row > head.row), default=paper.table.rows)
    asked = [b.address for r in yearly_rows(paper.table) if head.row < r < after for b in answers_of_row(paper.table, r) if parse(b.address).year in years]  # fmt: skip
    paper.ask(*asked)
    touched(paper).update(asked)


@habit("table")
def arrows_between_cells(paper: Paper, rng: Random) -> None:
    """An arrow in a cell says that its figure belongs into the next one."""
    for one in figures(paper, rng, {Kind.MONEY, Kind.PERCENT, Kind.INTEGER}, 3):
        if parse(one).year:
            paper.put(one, plain(paper, one) + rng.choice(("→", "→右移", "↓", "（应在下一行）", "←", "⇒", "（填错行）")), "")  # fmt: skip
            paper.ask(one)


@habit("table")
def an_applicant_in_two_rows(paper: Paper, rng: Random) -> None:
    """The row of the firm's name stands twice, the second with another name."""
    for cell in paper.table.cells:
        if any(b.address == "org.name" and b.text for b in cell.bits) and cell.rows == 1:
            label = next((c for c in paper.table.cells if c.row == cell.row and c.col + c.cols == cell.col), None)  # fmt: skip
            if label is not None and insert_row(paper.table, cell.row, {label.col: label.text, cell.col: "沅浦旧名机械厂"}):  # fmt: skip
                paper.ask("org.name")
                touched(paper).add("org.name")
            return
