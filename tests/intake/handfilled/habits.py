"""What people and programs do to a form. Each habit changes a paper in place."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from random import Random

from handfilled.paper import Paper, PaperCell, Piece
from smdesk.notices.models import FormField, Kind

Habit = Callable[["Desk"], None]


class Desk:
    """A paper, its values and a source of chance."""

    def __init__(
        self, paper: Paper, truth: dict[str, str], fields: dict[str, FormField], rng: Random
    ) -> None:
        self.paper, self.truth, self.fields, self.rng = paper, truth, fields, rng
        self.notes: list[str] = []

    def labels(self) -> list[PaperCell]:
        return [c for c in self.paper.cells if c.role in {"label", "heading"}]

    def field_of(self, address: str) -> FormField | None:
        name = re.sub(r"\[\d+\]", "", address)
        return self.fields.get(name)

    def some(self, cells: list, share: float) -> list:
        return [c for c in cells if self.rng.random() < share]


# ---- labels ----


def blanks_in_labels(desk: Desk) -> None:
    for cell in desk.some(desk.labels(), 0.4):
        flat = re.sub(r"\s", "", cell.text)
        gap = desk.rng.choice([" ", "　", "  ", "\n"])
        cell.set_text(gap.join(flat) if len(flat) <= 5 else flat[:4] + gap + flat[4:])


def no_blanks_in_labels(desk: Desk) -> None:
    for cell in desk.labels():
        cell.set_text(re.sub(r"\s", "", cell.text))


def colons_after_labels(desk: Desk) -> None:
    mark = desk.rng.choice(["：", ":", "： "])
    for cell in desk.some(desk.labels(), 0.7):
        cell.set_text(cell.text + mark)


def half_width_marks(desk: Desk) -> None:
    for cell in desk.labels():
        cell.set_text(cell.text.translate(str.maketrans("（），：％", "(),:%")))


def numbered_labels(desk: Desk) -> None:
    style = desk.rng.choice(["{}.", "{}、", "（{}）", "({}) "])
    number = 0
    for cell in desk.labels():
        if cell.role == "label" and not re.search(r"\d{4}", cell.text):
            number += 1
            cell.set_text(style.format(number) + cell.text)


def units_dropped(desk: Desk) -> None:
    for cell in desk.some(desk.labels(), 0.3):
        cell.set_text(re.sub(r"[（(](万\s*元|%|％|人|项|个)[）)]", "", cell.text))


def typos(desk: Desk) -> None:
    long = [c for c in desk.labels() if len(re.sub(r"\s", "", c.text)) >= 4]
    for cell in desk.some([c for c in long if not re.search(r"\d", c.text)], 0.08):
        flat = re.sub(r"\s", "", cell.text)
        at = desk.rng.randrange(len(flat))
        cell.set_text(flat[:at] + desk.rng.choice(["", "某", "的"]) + flat[at + 1 :])


SYNONYMS = {
    "法人代表": "法定代表人", "手机": "手机号码", "电子邮箱": "邮箱", "邮政编码": "邮编",
    "通信地址": "通讯地址", "传真": "传真号码", "网址": "公司网站", "联系人": "联系人姓名",
    "企业名称": "单位名称", "其中，服务收入（万元）": "其中：服务收入（万元）",
}  # fmt: skip


def synonyms(desk: Desk) -> None:
    for cell in desk.some(desk.labels(), 0.6):
        flat = re.sub(r"\s", "", cell.text)
        if flat in SYNONYMS:
            cell.set_text(SYNONYMS[flat])


# ---- values ----


def _values(desk: Desk, kinds: set[Kind] | None = None) -> list[tuple[PaperCell, Piece]]:
    found = []
    for cell in desk.paper.cells:
        for piece in cell.pieces:
            field = desk.field_of(piece.address)
            if piece.kind == "value" and field and (kinds is None or field.kind in kinds):
                found.append((cell, piece))
    return found


NUMBERS = {Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL}


def units_typed(desk: Desk) -> None:
    for cell, piece in desk.some(_values(desk, NUMBERS), 0.5):
        field = desk.field_of(piece.address)
        if field and field.unit and len(cell.pieces) == 1 and not field.units:
            piece.text += field.unit


def thousands(desk: Desk) -> None:
    mark = desk.rng.choice([",", "，"])
    for _, piece in _values(desk, {Kind.MONEY}):
        whole, dot, rest = piece.text.partition(".")
        if whole.isdigit():
            piece.text = f"{int(whole):,}".replace(",", mark) + dot + rest


def full_width_digits(desk: Desk) -> None:
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    for _, piece in desk.some(_values(desk, NUMBERS | {Kind.POSTCODE, Kind.MOBILE}), 0.5):
        piece.text = piece.text.translate(wide)


def loose_blanks(desk: Desk) -> None:
    for _, piece in desk.some(_values(desk), 0.4):
        piece.text = desk.rng.choice([" {}", "{} ", "　{}　", "\n{}", "{}\n"]).format(piece.text)


def about(desk: Desk) -> None:
    for _, piece in desk.some(_values(desk, {Kind.MONEY}), 0.1):
        piece.text = "约" + piece.text
        desk.truth[piece.address] = piece.text


def nothing_marks(desk: Desk) -> None:
    """Blank numbers are filled with a stroke or 无."""
    for cell in desk.paper.cells:
        for piece in cell.pieces:
            field = desk.field_of(piece.address)
            if piece.kind == "blank" and field and field.kind in NUMBERS and len(cell.pieces) == 1:
                piece.kind, piece.text = "value", desk.rng.choice(["/", "—", "无"])
                desk.truth[piece.address] = piece.text


def hints_after_labels(desk: Desk) -> None:
    for cell in desk.some(desk.labels(), 0.15):
        if cell.role == "label" and not re.search(r"\d", cell.text):
            cell.set_text(cell.text + desk.rng.choice(["（必填）", "*", "（盖章）"]))


# ---- cells and rows ----


def label_and_value_in_one_cell(desk: Desk) -> None:
    mark = desk.rng.choice(["：", ":", "： "])
    for row in range(len(desk.paper.rows)):
        cells = desk.paper.in_row(row)
        if not desk.paper.movable(row) or desk.rng.random() < 0.4:
            continue
        for left, right in itertools.pairwise(cells):
            single = right.role == "value" and len(right.addresses) == 1
            if left.role == "label" and single and not re.search(r"\[", right.addresses[0]):
                left.pieces = [Piece("text", left.text + mark), *right.pieces]
                left.columns += right.columns
                left.addresses, left.role = right.addresses, "joined"
                desk.paper.cells.remove(right)


def extra_rows(desk: Desk) -> None:
    width = len(desk.paper.edges) - 1
    for _ in range(desk.rng.randrange(1, 4)):
        at = desk.rng.randrange(len(desk.paper.rows) + 1)
        if at < len(desk.paper.rows) and any(c.row < at < c.row + c.rows for c in desk.paper.cells):
            continue
        if 0 < at < len(desk.paper.rows) and desk.paper.rows[at].repeat:
            continue
        text = desk.rng.choice(["", "备注：本表数据经审计", "（续表）", "填表日期"])
        desk.paper.insert_row(at, [PaperCell(at, 0, 1, width, "extra", [Piece("text", text)])])


def rows_removed(desk: Desk) -> None:
    for row in reversed(range(len(desk.paper.rows))):
        cells = desk.paper.in_row(row)
        plain = desk.paper.movable(row) and any(c.role == "value" for c in cells)
        if plain and desk.rng.random() < 0.08 and not desk.paper.rows[row].repeat:
            if any(c.role == "option" for c in cells):
                continue
            for cell in cells:
                for address in cell.addresses:
                    desk.truth.pop(address, None)
                    desk.notes.append(f"removed {address}")
            desk.paper.drop_row(row)


def rows_swapped(desk: Desk) -> None:
    rows = desk.paper.rows
    for row in range(len(rows) - 1):
        same = rows[row].section == rows[row + 1].section
        if not same or rows[row].repeat or rows[row + 1].repeat or desk.rng.random() > 0.2:
            continue
        both = [desk.paper.in_row(row), desk.paper.in_row(row + 1)]
        simple = all(line and line[0].role == "label" and line[-1].role == "value" for line in both)
        years = any(
            re.search(r"20\d\d", c.text) and c.role == "label" for line in both for c in line
        )
        if simple and not years and desk.paper.movable(row) and desk.paper.movable(row + 1):
            for line, to in zip(both, (row + 1, row), strict=True):
                for cell in line:
                    cell.row = to


def value_cells_split(desk: Desk) -> None:
    """A merged value cell was split in two; the second half is empty."""
    for cell in desk.some([c for c in desk.paper.cells if c.role == "value"], 0.15):
        if cell.columns >= 2 and cell.rows == 1 and len(cell.addresses) == 1:
            half = cell.columns // 2
            right = PaperCell(cell.row, cell.column + half, 1, cell.columns - half, "extra", [])
            cell.columns = half
            desk.paper.cells.append(right)


def label_merge_undone(desk: Desk) -> None:
    """A label over several rows was split: its text stands in the first, the others are empty."""
    repeat = desk.rng.random() < 0.5
    for cell in [c for c in desk.paper.cells if c.role == "label" and c.rows > 1]:
        for row in range(cell.row + 1, cell.row + cell.rows):
            pieces = [Piece("text", cell.text)] if repeat else []
            desk.paper.cells.append(PaperCell(row, cell.column, 1, cell.columns, "extra", pieces))
        cell.rows = 1


def pairs_refolded(desk: Desk) -> None:
    """Rows of three label-value pairs are typed as rows of one pair each."""
    width = len(desk.paper.edges) - 1
    for row in reversed(range(len(desk.paper.rows))):
        cells = desk.paper.in_row(row)
        roles = [c.role for c in cells]
        if roles not in (["label", "value"] * 3, ["label", "value"] * 2):
            continue
        if not desk.paper.movable(row) or desk.rng.random() < 0.5 or width < 4:
            continue
        section = desk.paper.rows[row].section
        for number, (left, right) in enumerate(zip(cells[2::2], cells[3::2], strict=True), 1):
            desk.paper.cells = [c for c in desk.paper.cells if c not in (left, right)]
            desk.paper.insert_row(row + number, [left, right], section)
        for left, right in zip(cells[::2], cells[1::2], strict=True):
            left.column, left.columns, right.column, right.columns = (
                0,
                width // 4,
                width // 4,
                width - width // 4,
            )


# ---- years ----

CHINESE = "〇一二三四五六七八九"


def years_rewritten(desk: Desk) -> None:
    style = desk.rng.choice(
        ["{}年度", "{}", "{}年", "{} 年", "{}年底", "汉字", "全角", "（{}年）", "{}年末", "FY{}"]
    )
    for cell in desk.labels():
        match = re.fullmatch(r"\s*(20\d\d)\s*年\s*", cell.text)
        if match is None:
            continue
        year = match.group(1)
        if style == "汉字":
            cell.set_text("".join(CHINESE[int(d)] for d in year) + "年")
        elif style == "全角":
            cell.set_text(
                year.translate(str.maketrans("0123456789", "０１２３４５６７８９")) + "年"
            )
        else:
            cell.set_text(style.format(year))


def years_in_other_order(desk: Desk) -> None:
    """The year columns stand newest first."""
    year = r"\D{0,2}\s*(20\d\d|[〇一二三四五六七八九]{4})\D{0,3}"
    lines = []
    heads: list[PaperCell] = []
    for row in range(len(desk.paper.rows)):
        cells = desk.paper.in_row(row)
        found = [c for c in cells if c.role == "label" and re.fullmatch(year, c.text.strip())]
        if len(found) > 1:
            heads = found
            lines.append(found)
        elif any("[20" in a for c in cells for a in c.addresses) and heads:
            lines.append([c for c in cells if any("[20" in a for a in c.addresses)])
    shapes = {tuple((c.column, c.columns) for c in line) for line in lines}
    if len(shapes) != 1:
        return
    for line in lines:
        places = [(c.column, c.columns) for c in line]
        for cell, place in zip(line, reversed(places), strict=True):
            cell.column, cell.columns = place


def unit_column(desk: Desk) -> None:
    """A column 单位 stands between the row labels and the years."""
    rows = [
        row for row in range(len(desk.paper.rows))
        if _series(desk.paper.in_row(row))
    ]  # fmt: skip
    if not rows or rows[0] == 0:
        return
    for row in [rows[0] - 1, *rows]:
        cells = desk.paper.in_row(row)
        labels = [
            c
            for c in cells
            if c.role == "label" and not re.search(r"20\d\d|[〇一二三四五六七八九]{4}", c.text)
        ]
        if not labels:
            continue
        last = labels[-1]
        border = last.column + last.columns
        if last.columns < 2:
            _split_column(desk.paper, last.column)
            border += 1
        text = "单位" if row == rows[0] - 1 else desk.rng.choice(["万元", "%", "项"])
        found = re.search(r"（(.*?)）", last.text)
        if found and row != rows[0] - 1:
            text = found.group(1)
        last.columns -= 1
        desk.paper.cells.append(
            PaperCell(row, border - 1, last.rows, 1, "extra", [Piece("text", text)])
        )


def _series(cells: list[PaperCell]) -> bool:
    heads = Counter(a.split("[")[0] for c in cells for a in c.addresses if "[20" in a)
    return any(count > 1 for count in heads.values())


def _split_column(paper: Paper, column: int) -> None:
    left, right = paper.edges[column], paper.edges[column + 1]
    paper.edges.insert(column + 1, (left + right) // 2)
    for cell in paper.cells:
        if cell.column > column:
            cell.column += 1
        elif cell.column + cell.columns > column:
            cell.columns += 1


# ---- boxes ----

STYLES: dict[str, tuple[str, str, str]] = {
    "square": ("■", "□", "before"), "tick box": ("☑", "☐", "before"), "cross": ("☒", "☐", "before"),
    "tick in place": ("√", "□", "before"), "check": ("✓", "□", "before"), "heavy": ("✔", "□", "before"),
    "brackets": ("（√）", "（ ）", "before"), "square brackets": ("[x]", "[ ]", "before"),
    "brackets behind": ("（√）", "（  ）", "after"), "box behind": ("☑", "□", "after"),
    "black behind": ("■", "□", "after"), "circle": ("●", "○", "before"), "mouth": ("√", "口", "before"),
    "tick beside box": ("□√", "□", "before"), "tick before box": ("√□", "□", "before"),
    "only the tick": ("√", "", "before"), "only the tick behind": ("√", "", "after"),
    "wingdings 2 R": ("\uf052", "\uf0a3", "before"), "wingdings": ("\uf0fe", "\uf0a8", "before"),
}  # fmt: skip


def box_style(desk: Desk) -> None:
    name = desk.rng.choice(sorted(STYLES))
    ticked, empty, side = STYLES[name]
    desk.notes.append(f"boxes: {name}")
    for cell in desk.paper.cells:
        for index, piece in enumerate(cell.pieces):
            if piece.kind != "box":
                continue
            glyph = ticked if piece.checked else empty
            label = cell.pieces[index + 1]
            piece.text = glyph if side == "before" else ""
            if side == "after" and glyph:
                first, line, rest = label.text.partition("\n")
                label.text = f"{first}{glyph}{line}{rest}"


def boxes_in_one_cell(desk: Desk) -> None:
    """Option cells side by side are merged into one; the boxes stand in a line or below each other."""
    between = desk.rng.choice(["　", "  ", "\n", "\t", "；"])
    for row in range(len(desk.paper.rows)):
        cells = [c for c in desk.paper.in_row(row) if c.role == "option"]
        if len(cells) < 2:
            continue
        first = cells[0]
        for other in cells[1:]:
            first.pieces += [Piece("text", between), *other.pieces]
            first.columns += other.columns
            first.addresses += other.addresses
            desk.paper.cells.remove(other)


def note_style(desk: Desk) -> None:
    """The text of 其它 is typed in other ways than after a colon."""
    style = desk.rng.choice(["space", "bracket", "underline", "instead"])
    for cell in desk.paper.cells:
        for index, piece in enumerate(cell.pieces):
            if piece.kind != "note" or index < 2:
                continue
            mark, label = cell.pieces[index - 1], cell.pieces[index - 2]
            if style == "space":
                mark.text = "  "
            elif style == "underline":
                mark.text, piece.text = "__", piece.text + "____"
            elif style == "bracket":
                mark.text, piece.text = "（", piece.text + "）"
            else:
                label.text = re.sub(r"\s*[（(].*", "", label.text)
                mark.text = "："


def others_struck_out(desk: Desk) -> None:
    """No box is ticked: the labels that do not hold are struck out."""
    for cell in desk.paper.cells:
        pairs = [
            (piece, cell.pieces[index + 1])
            for index, piece in enumerate(cell.pieces)
            if piece.kind == "box"
        ]
        if len(pairs) < 2 or not any(box.checked for box, _ in pairs):
            continue
        for box, label in pairs:
            label.struck = not box.checked
            box.text = ""


def others_deleted(desk: Desk) -> None:
    """Of boxes in one cell only the ticked ones are left."""
    for cell in desk.paper.cells:
        boxes = [index for index, piece in enumerate(cell.pieces) if piece.kind == "box"]
        if len(boxes) < 2 or not any(cell.pieces[index].checked for index in boxes):
            continue
        kept: list[Piece] = []
        for place, index in enumerate(boxes):
            end = boxes[place + 1] if place + 1 < len(boxes) else len(cell.pieces)
            if cell.pieces[index].checked:
                kept += cell.pieces[index:end]
        cell.pieces = cell.pieces[: boxes[0]] + kept


def another_contact(desk: Desk) -> None:
    """A row for a second person stands before the contact's row, with some of the same labels."""
    for row in range(len(desk.paper.rows)):
        cells = desk.paper.in_row(row)
        if not any(
            re.sub(r"\s", "", c.text).startswith("联系人") for c in cells if c.role == "label"
        ):
            continue
        if desk.paper.rows[min(row + 1, len(desk.paper.rows) - 1)].repeat or len(cells) != 6:
            continue
        texts = ["财务负责人", "赵会计", "职 务", "财务总监", "联系电话", "88886666"]
        extra = [
            PaperCell(row, c.column, 1, c.columns, "extra", [Piece("text", text)])
            for c, text in zip(cells, texts, strict=True)
        ]
        desk.paper.insert_row(row, extra, desk.paper.rows[row].section)
        return


def repeat_columns_swapped(desk: Desk) -> None:
    """The last two columns of a repeating row change places, heads too."""
    rows = [n for n, row in enumerate(desk.paper.rows) if row.repeat]
    if not rows:
        return
    name = desk.paper.rows[rows[0]].repeat
    rows = [n for n in rows if desk.paper.rows[n].repeat == name]
    pairs = [desk.paper.in_row(row)[-2:] for row in [rows[0] - 1, *rows]]
    if len({tuple((c.column, c.columns) for c in pair) for pair in pairs}) != 1:
        return
    for left, right in pairs:
        right.column = left.column
        left.column = right.column + right.columns


LABEL_HABITS: list[Habit] = [
    blanks_in_labels, no_blanks_in_labels, colons_after_labels, half_width_marks, numbered_labels,
    units_dropped, typos, synonyms, hints_after_labels,
]  # fmt: skip
VALUE_HABITS: list[Habit] = [
    units_typed, thousands, full_width_digits, loose_blanks, about, nothing_marks,
]  # fmt: skip
SHAPE_HABITS: list[Habit] = [
    label_and_value_in_one_cell, extra_rows, rows_removed, rows_swapped, value_cells_split,
    label_merge_undone, pairs_refolded, years_rewritten, years_in_other_order, unit_column, another_contact,
    repeat_columns_swapped,
]  # fmt: skip
BOX_HABITS: list[Habit] = [note_style, boxes_in_one_cell, box_style]
RARE_BOX_HABITS: list[Habit] = [others_struck_out, others_deleted]
