"""What the table tools of Word and WPS leave behind: split and merged cells, new columns, sums, rows run over pages."""

from __future__ import annotations

from decimal import Decimal

from handed.desk import Board, Box, Bundle, Ink
from handed.redraw import (
    label,
    laid,
    lists_of,
    moved,
    pairs_of_row,
    runs_of_pairs,
    sole_answers,
    stack,
    swap,
    years_of_board,
)

from eighth.desk import MONEY, Habit, field_of, typed
from smdesk.notices.models import Kind


def _parts(bundle: Bundle) -> list[tuple[Board, int, int]]:
    """Return the parts of years, the last first, so that rows can be put in."""
    return [
        (board, part.first, part.last)
        for board in bundle.boards for part in reversed(years_of_board(board))
    ]  # fmt: skip


def _cleave(board: Board, box: Box, share: float = 0.5) -> Box:
    """Split a cell's last column in two; the cell keeps the left part. Return the new cell at the right."""
    at = box.column + box.columns - 1
    width = board.widths[at]
    for one in board.boxes:
        if one is not box and one.column > at:
            one.column += 1
        elif one is not box and one.column <= at < one.column + one.columns:
            one.columns += 1
    left = max(1, int(width * share))
    board.widths[at : at + 1] = [left, width - left]
    new = Box(box.row, at + 1, box.rows, 1, "other", [Ink("")])
    board.boxes.append(new)
    return new


def cells_split(bundle: Bundle) -> None:
    """Cells were split: the answer at the left, nothing or its unit at the right."""
    for board, box, ink in sole_answers(bundle):
        if bundle.rng.random() < 0.12:
            new = _cleave(board, box, 0.7)
            if bundle.rng.random() < 0.5:
                new.say(field_of(bundle, ink).unit or "")


def cells_split_empty_first(bundle: Bundle) -> None:
    """Cells were split, and the answer stands in the right one."""
    for board, box, _ in sole_answers(bundle):
        if bundle.rng.random() < 0.12:
            new = _cleave(board, box, 0.3)
            new.inks, box.inks = box.inks, [Ink("")]


def digits_in_cells(bundle: Bundle) -> None:
    """A code stands in cells of its own, a digit each."""
    for board, first, ink in sole_answers(bundle):
        box = first
        if bundle.kind(ink.address) in {Kind.USCC, Kind.POSTCODE}:
            digits = list(ink.text)
            for place in range(len(digits) - 1):
                new = _cleave(board, box, 1 / (len(digits) - place))
                new.inks = [Ink(digits[place + 1])]
                box.inks = [Ink(digits[place], ink.address)]
                box = new


def blank_columns(bundle: Bundle) -> None:
    """An empty column was put in behind the labels of the years, or between two years."""
    for board, first, last in _parts(bundle):
        heads = [box for box in board.line(first) if box.role == "year"]
        at = bundle.rng.choice(heads).column
        rows = range(first, last)
        board.widen(at, 500)
        for box in board.boxes:  # the cells left of it do not reach into it
            if box.row in rows and box.column < at < box.column + box.columns:
                box.columns = at - box.column
                board.boxes.append(Box(box.row, at, 1, 1, "other", [Ink("")]))
        for row in rows:
            if not any(
                b.row <= row < b.row + b.rows and b.column <= at < b.column + b.columns
                for b in board.boxes
            ):
                board.boxes.append(Box(row, at, 1, 1, "other", [Ink("")]))


def years_in_other_order(bundle: Bundle) -> None:
    """The columns of the years were dragged: neither rising nor falling."""
    for board in bundle.boards:
        for part in years_of_board(board):
            for row in range(part.first, part.last):
                cells = [
                    b
                    for b in board.line(row)
                    if b.role == "year" or any("[20" in i.address for i in b.answers)
                ]
                if len(cells) == 3:
                    a, b, c = cells
                    a.inks, b.inks, c.inks = b.inks, c.inks, a.inks
                    for one in cells:
                        one.role = cells[0].role


def units_in_heads(bundle: Bundle) -> None:
    """The heads of the years say 亿元 now, and the sums are in it."""
    for board in bundle.boards:
        for part in years_of_board(board):
            for box in board.line(part.first):
                if box.role == "year":
                    box.say(
                        box.text.strip()
                        + bundle.rng.choice(["（亿元）", "\n（亿元）", "（单位：亿元）"])
                    )
            for series in part.series:
                for ink in series.answers.values():
                    if (
                        ink.text
                        and bundle.kind(ink.address) in MONEY
                        and field_of(bundle, ink).unit == "万元"
                    ):
                        typed(
                            bundle,
                            ink,
                            f"{Decimal(ink.text) / 10000:.4f}",
                            only=(
                                ink.text,
                                f"{Decimal(f'{Decimal(ink.text) / 10000:.4f}') * 10000:f}".rstrip(
                                    "0"
                                ).rstrip("."),
                            ),
                        )


def unit_row(bundle: Bundle) -> None:
    """A row over the years says 金额单位：元, and the sums are in 元."""
    for board, first, _ in _parts(bundle):
        part = next(one for one in years_of_board(board) if one.first == first)
        for series in part.series:
            for ink in series.answers.values():
                if (
                    ink.text
                    and bundle.kind(ink.address) in MONEY
                    and field_of(bundle, ink).unit == "万元"
                ):
                    typed(bundle, ink, f"{Decimal(ink.text) * 10000:,.2f}", only=(ink.text,))
        words = bundle.rng.choice(["金额单位：人民币元", "（单位：元）", "单位：元　币种：人民币"])
        swap(board, first, first, laid([[label(words, "other")]]))


def sums(bundle: Bundle) -> None:
    """Rows 合计, 平均, 其中 were put in among the years."""
    for board, first, last in _parts(bundle):
        row = bundle.rng.randrange(first + 1, last)
        if not board.alone(row):
            continue
        line = board.line(row)
        word = bundle.rng.choice(["合计", "小计", "其中：出口", "三年平均", "上年同期"])
        copy = [
            Box(0, b.column, 1, b.columns, "other", [Ink(word if n == 0 else "9900.5")])
            for n, b in enumerate(line)
        ]
        if copy[0].column == 0:
            board.insert(row + 1, copy)


def mean_column(bundle: Bundle) -> None:
    """A column 合计 or 备注 with words stands between the years and their label, or at their right."""
    for board, first, last in _parts(bundle):
        at = (
            len(board.widths)
            if bundle.rng.random() < 0.5
            else min(b.column for b in board.line(first) if b.role == "year")
        )
        board.widen(at, 700)
        if at < len(board.widths) - 1:
            for box in board.boxes:
                if first <= box.row < last and box.column < at < box.column + box.columns:
                    box.columns -= 1
        elif at:
            for box in board.boxes:
                if not first <= box.row < last and box.column + box.columns == at:
                    box.columns += 1
        word = bundle.rng.choice(["三年合计", "备注", "数据来源", "计量单位", "增长率"])
        for row in range(first, last):
            said = {
                "备注": "审定数",
                "数据来源": "审计报告",
                "计量单位": "—",
                "增长率": "12.5%",
            }.get(word, "12345.6")
            if not any(
                b.row <= row < b.row + b.rows and b.column <= at < b.column + b.columns
                for b in board.boxes
            ):
                board.boxes.append(
                    Box(row, at, 1, 1, "other", [Ink(word if row == first else said)])
                )


def years_merged(bundle: Bundle) -> None:
    """The cells of three years were merged into one, one figure stands in it."""
    for board in bundle.boards:
        for part in years_of_board(board):
            for row in range(part.first + 1, part.last):
                cells = [b for b in board.line(row) if b.answers]
                if bundle.rng.random() < 0.3:
                    cells[0].columns = sum(one.columns for one in cells)
                    board.boxes = [b for b in board.boxes if all(b is not one for one in cells[1:])]
                    bundle.guess |= {i.address for b in cells for i in b.answers}
                    for box in cells[1:]:
                        bundle.forget(box.answers[0].address)
                        bundle.free.discard(box.answers[0].address)


def merged_with_next(bundle: Bundle) -> None:
    """A cell was merged with the one below it: both answers stand in it, each on its line."""
    for board in bundle.boards:
        for first, last in runs_of_pairs(board):
            for row in range(first, last - 1):
                above, below = pairs_of_row(board, row), pairs_of_row(board, row + 1)
                if not above or not below or bundle.rng.random() < 0.4:
                    continue
                (_, a), (_, b) = above[-1], below[-1]
                if (
                    (a.column, a.columns) == (b.column, b.columns)
                    and a.text
                    and b.text
                    and a.rows == b.rows == 1
                ):
                    one, two = a.answers[0], b.answers[0]
                    text = f"{one.text}\n{two.text}"
                    bundle.truth[one.address] = (one.text,)
                    one.text, a.rows = text, 2
                    board.boxes = [x for x in board.boxes if x is not b]
                    break


def row_over_pages(bundle: Bundle) -> None:
    """A long answer goes on in a row of its own on the next page, its label said again with （续）."""
    for board in bundle.boards:
        for first, last in reversed(runs_of_pairs(board)):
            for row in range(last - 1, first - 1, -1):
                pairs = pairs_of_row(board, row)
                ink = pairs[0][1].answers[0]
                if len(pairs) == 1 and len(ink.text) > 14:
                    cut = len(ink.text) // 2
                    word = pairs[0][0].text + bundle.rng.choice(["（续）", "", "（接上页）"])
                    new = laid(
                        [[label(word), Box(0, 0, 1, 1, "value", [Ink(ink.text[cut:])])]], [1, 3]
                    )
                    ink.text = ink.text[:cut]
                    swap(board, row + 1, row + 1, new)


def annex(bundle: Bundle) -> None:
    """A long answer goes on in an 附页 behind the form."""
    for _, _, ink in sole_answers(bundle):
        if len(ink.text) > 18 and bundle.kind(ink.address) is Kind.LONG_TEXT:
            word = bundle.rng.choice(["（接附页）", "（下转附页1）", "……（见附页）"])
            bundle.blocks += ["附页", f"接正表：{ink.text[len(ink.text) // 2 :]}"]
            text = ink.text[: len(ink.text) // 2] + word
            typed(bundle, ink, text, only=(ink.text, text))


def list_in_one_row(bundle: Bundle) -> None:
    """All rows of a list were typed into its first one, a line each."""
    for board in bundle.boards:
        for first, last in lists_of(board):
            columns = [b for b in board.line(first + 1) if b.sole is not None or b.role == "item"]
            for box in columns:
                below = [
                    b
                    for row in range(first + 2, last)
                    for b in board.line(row)
                    if b.column == box.column and b.answers
                ]
                texts = [b.answers[0].text for b in below if b.answers[0].text]
                if not texts or not box.answers:
                    continue
                for one in below:
                    text = one.answers[0].text
                    bundle.truth[one.answers[0].address] = ("", text)
                    one.answers[0].text = ""
                ink = box.answers[0]
                first_text = ink.text
                text = "\n".join([first_text, *texts])
                typed(bundle, ink, text, only=(first_text,))


def lists_summed(bundle: Bundle) -> None:
    """A list ends with 合计 in its next row, or begins with 例."""
    for board in bundle.boards:
        for first, last in lists_of(board):
            for row in range(first + 1, last):
                line = [b for b in board.line(row) if b.answers]
                if line and not any(b.text for b in line):
                    for box in line:
                        ink = box.answers[0]
                        kind = bundle.kind(ink.address)
                        said = "100" if kind is Kind.PERCENT else "合计" if box is line[0] else ""
                        ink.text = said
                        if said:
                            bundle.truth[ink.address] = ("",)
                    break


def list_from_below(bundle: Bundle) -> None:
    """The first row of a list was left empty, the answers begin in the second."""
    for board in bundle.boards:
        for first, last in lists_of(board):
            rows = [[b for b in board.line(r) if b.answers] for r in range(first + 1, last)]
            if (
                len(rows) > 1
                and all(len(r) == len(rows[0]) for r in rows)
                and not any(b.text for b in rows[-1])
            ):
                for above, below in zip(reversed(rows[:-1]), reversed(rows[1:]), strict=True):
                    for a, b in zip(above, below, strict=True):
                        x, y = a.answers[0], b.answers[0]
                        y.text, bundle.truth[y.address] = (
                            x.text,
                            tuple({*bundle.truth.get(x.address, ("",)), ""}),
                        )
                        x.text, bundle.truth[x.address] = "", ("", x.text)
                bundle.free |= {b.answers[0].address for r in rows for b in r}


def heads_on_each_page(bundle: Bundle) -> None:
    """The section's heading and the head of the years stand again in the middle of a table, as a page began there."""
    for board, first, last in _parts(bundle):
        row = bundle.rng.randrange(first + 2, last) if last - first > 3 else 0
        if row and board.alone(row):
            again = board.part(first, first + 1)
            top = laid(
                [
                    [
                        label(
                            bundle.rng.choice(
                                ["服务型制造示范申报表", "（续）", "第 3 页 共 5 页"]
                            ),
                            "other",
                        )
                    ]
                ]
            )
            swap(board, row, row, stack(top, again))


def pairs_as_rows(bundle: Bundle) -> None:
    """Rows were moved by cutting and pasting: a pair stands at the end of the table, behind the seals."""
    board = bundle.main
    for first, last in reversed(runs_of_pairs(board)):
        if last - first > 2:
            row = bundle.rng.randrange(first + 1, last)
            pairs = pairs_of_row(board, row)
            new = laid([[moved(b) for pair in pairs for b in pair]])
            swap(board, row, row + 1, None)
            swap(board, board.height, board.height, new)


ROWS: list[Habit] = [
    cells_split, cells_split_empty_first, digits_in_cells, blank_columns, years_in_other_order, units_in_heads, unit_row, sums, mean_column,
    years_merged, merged_with_next, row_over_pages, annex, list_in_one_row, lists_summed, list_from_below, heads_on_each_page, pairs_as_rows,
]  # fmt: skip
