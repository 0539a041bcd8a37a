"""What people do to the form itself: other merges, lists at the end, values elsewhere, strange columns."""

from __future__ import annotations

from itertools import pairwise

from posted.answers import firm, person

from handed.desk import Box, Bundle, Ink
from handed.redraw import (
    label,
    laid,
    lists_of,
    moved,
    pairs_of,
    runs_of_pairs,
    sole_answers,
    some,
    stack,
    swap,
    years_of_board,
)  # fmt: skip
from handed.years import Change
from smdesk.notices.models import Kind

NUMBERS = {Kind.MONEY, Kind.DECIMAL, Kind.PERCENT, Kind.INTEGER}


# ---- the table drawn otherwise ----


def other_merges(bundle: Bundle) -> None:
    """Pairs stand otherwise: one, two or three a row, a tall word for the whole part at their left."""
    each, side = bundle.rng.choice([1, 2, 3]), bundle.rng.random() < 0.7
    board = bundle.main
    for first, last in reversed(runs_of_pairs(board)):
        pairs = [(moved(a), moved(b)) for a, b in pairs_of(board, first, last)]
        rows = [
            [box for pair in pairs[n : n + each] for box in pair]
            for n in range(0, len(pairs), each)
        ]
        new = laid(rows)
        if side and len(rows) > 1:
            new.boxes.append(
                Box(
                    0,
                    0,
                    new.height,
                    1,
                    "label",
                    [Ink(bundle.rng.choice(["基本\n信息", "单位概况", "基\n本\n情\n况"]))],
                )
            )
            for box in new.boxes[:-1]:
                box.column += 1
            new.widths.insert(0, 700)
            new.widths[-1] = max(300, new.widths[-1] - 700)
        swap(board, first, last, new)


def tall_values(bundle: Bundle) -> None:
    """A row is drawn twice as tall: label and value reach over two rows of the grid, some over one."""
    board = bundle.main
    for first, last in reversed(runs_of_pairs(board)):
        for row in range(last - 1, first - 1, -1):
            if bundle.rng.random() < 0.4:
                line = board.line(row)
                board.insert(row + 1, [])
                for box in line:
                    box.rows = 2


def cut_by_a_page(bundle: Bundle) -> None:
    """The table is cut in two by a page break; head rows stand again over the second part."""
    board = bundle.main
    rows = [n for n in range(3, board.height - 2) if all(one.row == n for one in board.touching(n))]
    if not rows:
        return
    inside = [
        n for part in years_of_board(board) for n in range(part.first + 2, part.last) if n in rows
    ]
    listed = [n for a, b in lists_of(board) for n in range(a + 2, b) if n in rows]
    at = bundle.rng.choice(inside or listed or rows)
    above, below = board.part(0, at), board.part(at, board.height)
    heads = [part.first for part in years_of_board(board) if part.first < at < part.last]
    heads += [first for first, last in lists_of(board) if first < at < last]
    if heads:
        below = stack(board.part(heads[0], heads[0] + 1), below)
    words = bundle.rng.choice([["\f"], ["\f", "（续表）"], ["\f", "续上表"], ["— 2 —"]])
    bundle.put(board, above, *words, below)


def lists_at_the_end(bundle: Bundle) -> None:
    """The rows of a list, or the years, stand in a table of their own at the end: 见附表1."""
    board = bundle.main
    parts = lists_of(board) or [(one.first, one.last) for one in years_of_board(board)]
    for number, (first, last) in enumerate(reversed(parts), 1):
        own = board.part(first, last)
        word = bundle.rng.choice([f"见附表{number}", f"详见附表{number}", f"（见附表 {number}）"])
        swap(board, first, last, laid([[label(word, "other")]]))
        title = bundle.rng.choice([f"附表{number}", f"附表{number}：有关情况表"])
        bundle.blocks += [title, own]


def widths_of_zero(bundle: Bundle) -> None:
    """All widths are written as 0."""
    bundle.look.add("widths zero")


def numbered_and_remarked(bundle: Bundle) -> None:
    """A column 序号 at the left and a column 备注 with words at the right."""
    board = bundle.main
    board.widen(0, 500)
    board.widen(len(board.widths), 900)
    right = len(board.widths) - 1
    words = ["", "", "", "经审计", "含子公司", "以营业执照为准", "自评", "见附件2"]
    for row in range(board.height):
        text = "序号" if row == 0 else str(row)
        board.boxes.append(Box(row, 0, 1, 1, "other", [Ink(text)]))
        remark = "备注" if row == 0 else bundle.rng.choice(words)
        board.boxes.append(Box(row, right, 1, 1, "other", [Ink(remark)]))


def headings_deleted(bundle: Bundle) -> None:
    """The rows that head the parts of the form are gone."""
    board = bundle.main
    for row in range(board.height - 1, -1, -1):
        line = board.touching(row)
        if len(line) == 1 and line[0].role == "heading" and line[0].rows == 1:
            board.drop(row)


def list_heads_deleted(bundle: Bundle) -> None:
    """The row over a list is gone: which column is which is not said."""
    board = bundle.main
    for first, last in reversed(lists_of(board)):
        items = [
            ink for row in range(first, last) for box in board.line(row) for ink in box.answers
        ]
        bundle.guess |= {one.address for one in items}
        board.drop(first)


def values_above(bundle: Bundle) -> None:
    """Mirrored: the values stand in a row above their labels."""
    board = bundle.main
    for first, last in reversed(runs_of_pairs(board)):
        rows = []
        for row in range(first, last):
            pairs = [(moved(a), moved(b)) for a, b in pairs_of(board, row, row + 1)]
            rows += [[b for _, b in pairs], [a for a, _ in pairs]]
        swap(board, first, last, laid(rows))


def checked_columns(bundle: Bundle) -> None:
    """Two columns at the right in which the county and the city tick what they have checked."""
    board = bundle.main
    for title in ("县级核对", "市级核对"):
        board.widen(len(board.widths), 500)
        at = len(board.widths) - 1
        mark = bundle.rng.choice(["√", "", "已核"])
        board.boxes += [
            Box(row, at, 1, 1, "other", [Ink(title if row == 0 else mark)])
            for row in range(board.height)
        ]


def options_in_rows(bundle: Bundle) -> None:
    """Each option of a choice has a row, a tick or nothing in the cell at its right."""
    board = bundle.main
    for row in range(board.height - 1, -1, -1):
        holding = [one for one in board.line(row) if any(ink.choice for ink in one.inks)]
        if len(holding) != 1 or not board.alone(row) or sum(len(one.inks) for one in holding) < 4:
            continue
        inks = holding[0].inks
        rows = [
            [label(name.text), Box(0, 0, 1, 1, "value", [Ink("√" if tick.text == "☑" else "")])]
            for tick, name in pairwise(inks) if tick.choice
        ]  # fmt: skip
        head = [moved(one) for one in board.line(row) if one is not holding[0]]
        swap(
            board, row, row + 1, laid([*([head] if head else []), *rows], [3, 1] if rows else None)
        )


# ---- strange rows and columns ----


def last_year_beside(bundle: Bundle) -> None:
    """Two columns of values: what was declared last year, and what is declared now."""
    board = bundle.main
    for first, last in reversed(runs_of_pairs(board)):
        rows = [[label("项目"), label("上年申报内容"), label("本次申报内容")]]
        for a, b in pairs_of(board, first, last):
            ink = b.answers[0]
            kind = bundle.kind(ink.address)
            old = {Kind.PERSON: person(bundle.rng), Kind.NAME: firm(bundle.rng)}.get(kind, ink.text)
            if kind in NUMBERS and ink.text.isdigit():
                old = str(int(ink.text) + 7)
            rows.append([moved(a), label(old, "other"), moved(b)])
        swap(board, first, last, laid(rows))


def who_filled_it_in(bundle: Bundle) -> None:
    """A last row names who filled the form in, with labels that the form has for others."""
    board = bundle.main
    texts = [
        "填表人",
        person(bundle.rng),
        "联系电话",
        f"0577-62{bundle.rng.randrange(10000, 99999)}",
    ]
    if bundle.rng.random() < 0.5:
        texts = [
            "填表人（签字）：" + person(bundle.rng),
            "手机：13700" + str(bundle.rng.randrange(100000, 999999)),
        ]
    board.insert(board.height, [])
    end = board.height
    new = laid([[label(one, "other") for one in texts]])
    swap(board, end, end, new)


def near_labels(bundle: Bundle) -> None:
    """Rows whose labels sound like those of the form: the parent company's name, last year's revenue."""
    board = bundle.main
    rows = [
        ["母公司名称", firm(bundle.rng), "母公司法人代表", person(bundle.rng)],
        ["曾用名称", firm(bundle.rng), "财务联系人", person(bundle.rng)],
        ["联系人身份证号", "330102199001011234", "备用电话", "0577-6212345"],
        ["集团资产总额（万元）", "990011", "集团员工总数（人）", "8877"],
    ]
    for first, _ in reversed(runs_of_pairs(board)):
        chosen = bundle.rng.sample(rows, 2)
        swap(
            board, first + 1, first + 1, laid([[label(t, "other") for t in one] for one in chosen])
        )


# ---- values elsewhere in the cell ----


def in_frames(bundle: Bundle) -> None:
    """Values were typed into text boxes that lie over their cells."""
    for _, _, ink in some(bundle, sole_answers(bundle), 0.4):
        ink.way = "frame"


def in_tables(bundle: Bundle) -> None:
    """Values stand in tables of one cell in their cells."""
    for _, _, ink in some(bundle, sole_answers(bundle), 0.4):
        ink.way = "table"


def as_pictures(bundle: Bundle) -> None:
    """Some values are pictures: cut from a scan and put into the cell."""
    for _, _, ink in some(bundle, sole_answers(bundle), 0.2):
        ink.way = "picture"
        bundle.unseen.add(ink.address)


SHAPES: list[Change] = [
    other_merges, tall_values, cut_by_a_page, lists_at_the_end, widths_of_zero, numbered_and_remarked, headings_deleted,
    list_heads_deleted, values_above, checked_columns, options_in_rows, last_year_beside, who_filled_it_in, near_labels,
    in_frames, in_tables, as_pictures,
]  # fmt: skip
