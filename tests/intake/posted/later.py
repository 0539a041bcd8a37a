"""Habits thought of after the reader was mended by the others: the fourth set, to be scored at first sight."""

from __future__ import annotations

import re
from random import Random

from posted.habits import Habit, heads, labels, plain_values, some
from posted.layout import Draughtsman, known
from posted.model import Grid, Letter, Span, Td


def upright(letter: Letter) -> None:
    """Short labels are written downwards, a character a line."""
    for cell in some(letter, labels(letter), 0.5):
        if len(cell.text) <= 6:
            cell.spans = [Span("\n".join(cell.text))]


def colon_in_value(letter: Letter) -> None:
    """The colon stands before the answer, in the answer's cell."""
    for _, span in some(letter, plain_values(letter), 0.4):
        if not re.search(r"\[", span.address):
            span.text = letter.rng.choice(["：", ":", "： "]) + span.text


def broken_values(letter: Letter) -> None:
    """Long answers were broken by hand to fit."""
    for _, span in some(letter, plain_values(letter), 0.5):
        if len(span.text) > 8 and "\n" not in span.text:
            at = letter.rng.randrange(3, len(span.text) - 3)
            letter.truth[span.address] = (*letter.truth[span.address], span.text)
            span.text = span.text[:at] + "\n" + span.text[at:]


def quoted(letter: Letter) -> None:
    """Answers end with a full stop or stand in quotation marks."""
    for _, span in some(letter, plain_values(letter), 0.3):
        if not re.search(r"[\d.%]$", span.text):
            said = letter.rng.choice(["{}。", "“{}”", "{}；", "{} 。"]).format(span.text)
            letter.truth[span.address] = (*letter.truth[span.address], said)
            span.text = said


def spacers(letter: Letter) -> None:
    """Every other row is an empty one, drawn for the look."""
    grid = letter.main
    for cut in reversed(grid.cuts()):
        if letter.rng.random() < 0.3 and not any(
            "[" in s.address for c in grid.rows[cut] for s in c.spans
        ):
            grid.rows.insert(cut, [Td([Span("")], len(grid.widths))])


def two_digit_years(letter: Letter) -> None:
    way = letter.rng.choice(["{}年", "’{}年", "{}年度"])
    for grid, head in heads(letter):
        for cell in grid.rows[head]:
            if cell.kind == "year":
                cell.spans = [Span(way.format(cell.text[2:4]))]


def years_below_each_other(letter: Letter) -> None:
    """The head of the years is broken: 2019 and 年 in two lines, or with the audit's remark."""
    way = letter.rng.choice(
        ["{}\n年", "{}年\n（经审计）", "{}年\n（万元）", "截至{}年末", "{}年实绩", "{}年数据"]
    )
    for grid, head in heads(letter):
        for cell in grid.rows[head]:
            if cell.kind == "year":
                cell.spans = [Span(way.format(cell.text[:4]))]


def swapped_rows(letter: Letter) -> None:
    """Rows of pairs stand in another order."""
    grid = letter.main
    cuts = set(grid.cuts())
    plain = [
        n for n, row in enumerate(grid.rows)
        if n in cuts and n + 1 in cuts and len(row) in {2, 4, 6} and row[0].kind == "label"
        and not any("[" in s.address or s.choice for c in row for s in c.spans) and all(c.h == 1 for c in row)
    ]  # fmt: skip
    blocks: list[list[int]] = []
    for number in plain:
        if blocks and blocks[-1][-1] == number - 1:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    for block in blocks:
        rows = [grid.rows[n] for n in block]
        letter.rng.shuffle(rows)
        for n, row in zip(block, rows, strict=True):
            grid.rows[n] = row


def hints_left(letter: Letter) -> None:
    """The hint of the form was left beside the answer."""
    for cell, span in some(letter, plain_values(letter), 0.25):
        if not re.search(r"\[", span.address):
            hint = letter.rng.choice(["（请填写）", "（必填）", "填写："])
            letter.truth[span.address] = (*letter.truth[span.address], hint + span.text)
            cell.spans = [Span(hint), span]


def words_for_boxes(letter: Letter) -> None:
    """The boxes are gone; what was chosen is written out, parted by marks."""
    mark = letter.rng.choice(["、", "；", "，", "\n", "/", " "])
    for cell in letter.cells:
        if (
            cell.boxes
            and len({one.address for one in cell.boxes}) == 1
            and not any(s.address and not s.choice for s in cell.spans)
        ):
            every = [
                box
                for other in letter.cells
                for box in other.boxes
                if box.address == cell.boxes[0].address
            ]
            if len(every) != len(cell.boxes) or not any(box.ticked for box in every):
                continue
            words = [
                words.text
                for box, words in zip(cell.spans, cell.spans[1:], strict=False)
                if box.is_box and box.ticked
            ]
            cell.spans = [
                Span(
                    mark.join(re.sub(r"（.*?）$", "", one) for one in words), cell.boxes[0].address
                )
            ]


def odd_ticks(letter: Letter) -> None:
    on, off = letter.rng.choice(
        [
            ("√ ", ""),
            ("V", "□"),
            ("✅", "⬜"),
            ("■ ", "□ "),
            ("(√)", "(×)"),
            ("☑️", "☐"),
            ("[√]", "[ ]"),
            ("◆", "◇"),
            ("【是】", "【否】"),
            ("*", ""),
        ]
    )
    for box in (box for cell in letter.cells for box in cell.boxes):
        box.text = on if box.ticked else off


def capitals(letter: Letter) -> None:
    """Sums in other words: with 整, in 万 with the sign of money, in thousands."""
    for _, span in some(letter, plain_values(letter), 0.4):
        if re.fullmatch(r"\d{3,}", span.text) and re.search(
            r"finance\.(assets|revenue|profit|tax)|org\.capital", span.address
        ):
            said, right = letter.rng.choice([
                ("{}万元整", "{}"), ("¥{}万元", "{}"), ("{}.00", "{}"), ("{}.00万元", "{}"), ("{}（未审计）", "{}"), ("{}*", "{}"), ("{} 万", "{}"),
            ])  # fmt: skip
            typed = said.format(span.text)
            letter.truth[span.address] = (right.format(span.text), typed)
            span.text = typed


def twice(letter: Letter) -> None:
    """An empty copy of the form stands before the filled one."""
    again = Draughtsman(letter.form, Random(1), filled=0.0).letter()
    at = letter.blocks.index(known(letter.form)[1].number)
    copy = [
        one
        for one in again.blocks[again.blocks.index(known(letter.form)[1].number) :]
        if isinstance(one, Grid) or one
    ]
    letter.blocks[at:at] = copy[:3]


def sums_and_growth(letter: Letter) -> None:
    """A column of growth stands between the label and the years, or after them."""
    for grid in {id(grid): grid for grid, _ in heads(letter)}.values():
        starts = [number for one, number in heads(letter) if one is grid]
        grid.widths.append(800)
        for number, row in enumerate(grid.rows):
            if any(c.kind == "year" for c in row):
                row.append(Td([Span(letter.rng.choice(["同比增长（%）", "平均值", "三年合计"]))]))
            elif (
                starts
                and any(re.search(r"\[20\d\d\]$", s.address) for c in row for s in c.spans)
                and number > starts[0]
            ):
                row.append(Td([Span(f"{letter.rng.uniform(1, 40):.1f}")]))
            elif row:
                row[-1].w += 1


def apart(letter: Letter) -> None:
    """Label and answer are paragraphs of one cell, over the whole width; a cell a question."""
    grid = letter.main
    for row in grid.rows:
        if (
            len(row) == 2
            and row[0].kind == "label"
            and row[1].kind == "value"
            and row[0].h == 1
            and len(row[1].spans) == 1
        ):
            span = row[1].spans[0]
            row[:] = [
                Td(
                    [Span(row[0].text + letter.rng.choice(["：\n", "\n", ":\n"])), span],
                    row[0].w + row[1].w,
                    1,
                    "value",
                )
            ]


LATER: list[Habit] = [
    upright, colon_in_value, broken_values, quoted, spacers, two_digit_years, years_below_each_other, swapped_rows, hints_left,
    words_for_boxes, odd_ticks, capitals, twice, sums_and_growth, apart,
]  # fmt: skip
