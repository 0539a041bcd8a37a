"""What stands around and behind answers: tracked changes, comments, footnotes, text boxes, hidden text, pictures, ticks."""

from __future__ import annotations

from decimal import Decimal

from handed.desk import Box, Bundle, Ink
from handed.redraw import years_of_board
from posted.answers import plain

from eighth.desk import MONEY, NUMBERS, Habit, field_of, inks
from smdesk.notices.choices import choices_of
from smdesk.notices.models import Kind

SHORT = (*NUMBERS, Kind.PERSON, Kind.PHONE, Kind.EMAIL, Kind.NAME)


def _cell(bundle: Bundle, ink: Ink) -> Box:
    return next(
        box for board in bundle.boards for box in board.boxes if any(one is ink for one in box.inks)
    )


def _other(bundle: Bundle, ink: Ink) -> str:
    kind = bundle.kind(ink.address)
    if kind in NUMBERS:
        return f"{Decimal(ink.text) + bundle.rng.randrange(3, 80):f}"
    return plain(ink.address, field_of(bundle, ink), bundle.rng)


def tracked(bundle: Bundle) -> None:
    """Answers were changed under tracked changes: the old one deleted, the new one put in."""
    for ink in inks(bundle, *SHORT, share=0.4):
        box = _cell(bundle, ink)
        box.inks = [Ink(_other(bundle, ink), way="deleted"), ink]
        ink.way = "inserted"


def tracked_in_part(bundle: Bundle) -> None:
    """Only some digits were changed under tracked changes."""
    for ink in inks(bundle, *NUMBERS, share=0.4):
        if len(ink.text) > 3:
            box, cut = _cell(bundle, ink), len(ink.text) // 2
            a, b = ink.text[:cut], ink.text[cut:]
            box.inks = [Ink(a), Ink("9", way="deleted"), Ink(b[0], way="inserted"), Ink(b[1:])]


def rows_deleted(bundle: Bundle) -> None:
    """A copy of a row was deleted under tracked changes; it still stands in the file."""
    bundle.look.add("deleted row")


def commented(bundle: Bundle) -> None:
    """Somebody commented on answers; some comments say another answer."""
    for ink in inks(bundle, *SHORT, share=0.25):
        box = _cell(bundle, ink)
        wrong = bundle.rng.random() < 0.5
        words = (
            ["应为{}", "改为{}", "此处有误，应填{}", "正确数：{}"]
            if wrong
            else ["已核对", "与审计报告一致", "财务已确认"]
        )
        box.inks.append(Ink(bundle.rng.choice(words).format(_other(bundle, ink)), way="comment"))
        if wrong:
            bundle.guess.add(ink.address)


def footnotes(bundle: Bundle) -> None:
    """Footnotes stand at answers; some correct them."""
    for ink in inks(bundle, *SHORT, share=0.2):
        box = _cell(bundle, ink)
        wrong = bundle.rng.random() < 0.5
        words = (
            ["更正：应为{}", "审计调整后为{}", "此数有误，以{}为准"]
            if wrong
            else ["数据来源于审计报告。", "截至年末。", "合并口径。"]
        )
        box.inks.append(Ink(bundle.rng.choice(words).format(_other(bundle, ink)), way="footnote"))
        if wrong:
            bundle.guess.add(ink.address)


def notes_under(bundle: Bundle) -> None:
    """A note under the table corrects an answer, named by its label."""
    for board in bundle.boards:
        for part in years_of_board(board):
            series = bundle.rng.choice(part.series)
            year = bundle.rng.choice(part.years)
            ink = series.answers[year]
            if ink.text and bundle.kind(ink.address) in NUMBERS:
                word = "".join(series.label.split()).partition("（")[0]
                said = bundle.rng.choice(
                    [
                        "更正：{y}年{w}应为{v}。",
                        "注：{y}年{w}经审计调整为{v}。",
                        "说明：表中{y}年{w}有误，应为{v}。",
                        "勘误：{w}（{y}年）{v}",
                    ]
                )
                at = next(n for n, one in enumerate(bundle.blocks) if one is board)
                bundle.blocks.insert(at + 1, said.format(y=year, w=word, v=_other(bundle, ink)))
                bundle.guess.add(ink.address)


def harmless_notes(bundle: Bundle) -> None:
    """Notes under the table say where figures are from."""
    at = next(n for n, one in enumerate(bundle.blocks) if one is bundle.main)
    said = [
        "注：以上数据均来自经审计的财务报表。",
        "填表说明：1.本表一式三份；2.金额保留两位小数。",
        "联系人：县经信局 陆科长 0577-62001330",
        "填表日期：2020年5月18日",
    ]
    bundle.blocks.insert(at + 1, bundle.rng.choice(said))


def marks_of_notes(bundle: Bundle) -> None:
    """A raised 1 or ① or * stands behind figures, the note itself stands under the table."""
    for ink in inks(bundle, *MONEY, share=0.3, years=True):
        box = _cell(bundle, ink)
        box.inks.append(Ink(bundle.rng.choice(["1", "①", "*", "[1]", "注1"]), way="raised"))
        bundle.truth[ink.address] = (*bundle.truth[ink.address], ink.text + box.inks[-1].text)
    bundle.blocks.append("1 / ① / * ：合并口径。")


def box_over_table(bundle: Bundle) -> None:
    """A text box was laid over the table: 作废, a stamp's words, or a new answer."""
    for ink in inks(bundle, *SHORT, share=0.05)[:2]:
        bundle.guess.add(ink.address)
        word = "".join(_label(bundle, ink).split()).partition("（")[0]
        bundle.blocks.insert(
            bundle.blocks.index(bundle.main), f"\v{word}变更为：{_other(bundle, ink)}"
        )
    bundle.blocks.insert(
        bundle.blocks.index(bundle.main), "\v" + bundle.rng.choice(["已核", "内部资料", "第二稿"])
    )


def _label(bundle: Bundle, ink: Ink) -> str:
    for board in bundle.boards:
        for box in board.boxes:
            if any(one is ink for one in box.inks):
                left = [
                    b
                    for b in board.touching(box.row)
                    if b.role == "label" and b.column < box.column
                ]
                return max(left, key=lambda b: b.column).text if left else ""
    return ""


def hidden(bundle: Bundle) -> None:
    """The form's example is there as hidden text, before the answer or alone."""
    for board in bundle.boards:
        for box in board.boxes:
            ink = box.sole
            if ink is not None and bundle.rng.random() < 0.3:
                text = plain(ink.address, field_of(bundle, ink), bundle.rng)
                box.inks.insert(0, Ink(text, way="hidden"))


def examples(bundle: Bundle) -> None:
    """The form's example was left in grey: before the answer, or alone in the cell."""
    for board in bundle.boards:
        for box in board.boxes:
            ink = box.sole
            if ink is None or bundle.rng.random() < 0.8 or box.role == "item":
                continue
            text = plain(ink.address, field_of(bundle, ink), bundle.rng)
            said = bundle.rng.choice(
                ["如：{}", "例：{}", "（例：{}）", "示例：{}", "填写示例 {}"]
            ).format(text)
            box.inks.insert(0, Ink(said + "\n" * bool(ink.text), way="grey"))


def struck(bundle: Bundle) -> None:
    """The old answer is struck out, the new one behind it, above it, or missing."""
    for ink in inks(bundle, *SHORT, share=0.3):
        box = _cell(bundle, ink)
        how = bundle.rng.randrange(3)
        old = Ink(_other(bundle, ink), way="struck")
        box.inks = [old, Ink(" "), ink] if how == 0 else [ink, Ink(" "), old]
        if how == 2:
            box.inks, ink.way = [ink], "struck"
            bundle.truth[ink.address] = ("",)


def years_as_picture(bundle: Bundle) -> None:
    """The figures of the years were pasted as a picture over their cells, which were merged."""
    for board in bundle.boards:
        for part in years_of_board(board):
            cells = [
                b for row in range(part.first + 1, part.last) for b in board.line(row) if b.answers
            ]
            left = min(b.column for b in cells)
            right = max(b.column + b.columns for b in cells)
            bundle.unseen |= {i.address for b in cells for i in b.answers}
            gone = {id(b) for b in cells}
            board.boxes = [b for b in board.boxes if id(b) not in gone]
            board.boxes.append(
                Box(
                    part.first + 1,
                    left,
                    part.last - part.first - 1,
                    right - left,
                    "value",
                    [Ink("", way="picture")],
                )
            )


def picture_beside(bundle: Bundle) -> None:
    """The figures of the years stand in a picture below the table, their cells are empty."""
    for board in bundle.boards:
        for part in years_of_board(board):
            for series in part.series:
                for ink in series.answers.values():
                    bundle.unseen.add(ink.address)
                    ink.text = ""
            if part.series:
                at = next(n for n, one in enumerate(bundle.blocks) if one is board)
                bundle.blocks.insert(at + 1, "\b")


# ---- boxes ----


def boxes_as(name: str, on: str, off: str, word: str = "") -> Habit:
    """Ticks made with the tools of WPS: circled letters, borders, shading, marks of emphasis."""

    def habit(bundle: Bundle) -> None:
        for box in (box for board in bundle.boards for box in board.boxes):
            for number, ink in enumerate(box.inks):
                if ink.choice and ink.address in bundle.ticks:
                    ticked = ink.choice in bundle.ticks[ink.address]
                    ink.text = on if ticked else off
                    if on == "eq":
                        ink.text, ink.way = ("√", "eq") if ticked else ("□", "")
                    if ticked and word and number + 1 < len(box.inks):
                        box.inks[number + 1].way = word

    habit.__name__ = f"boxes_{name}"
    return habit


def answer_said_behind(bundle: Bundle) -> None:
    """No box is ticked, what was chosen is said in words behind or below the options."""
    for box in (box for board in bundle.boards for box in board.boxes):
        for address in dict.fromkeys(one.address for one in box.inks if one.choice):
            told = bundle.fields[address]
            words = [
                one.label for one in choices_of(told) if one.id in bundle.ticks.get(address, ())
            ]
            mine = [one for one in box.inks if one.address == address and one.choice]
            if words and len(mine) == len(choices_of(told)):
                for one in mine:
                    one.text = "□"
                box.inks.append(
                    Ink(
                        bundle.rng.choice(["\n选择：", "\n（", "　选：", "\n我公司申报："])
                        + "、".join(words)
                    )
                )
                bundle.truth[address] = (*bundle.truth[address], "")


def crossed_out_others(bundle: Bundle) -> None:
    """What was not chosen carries ×, what was chosen √."""
    for box in (box for board in bundle.boards for box in board.boxes):
        for ink in box.inks:
            if ink.choice and ink.address in bundle.ticks:
                ink.text = (
                    bundle.rng.choice(["√", "☑"])
                    if ink.choice in bundle.ticks[ink.address]
                    else "×"
                )


MARGINS: list[Habit] = [
    tracked, tracked_in_part, rows_deleted, commented, footnotes, notes_under, harmless_notes, marks_of_notes, box_over_table, hidden,
    examples, struck, years_as_picture, picture_beside,
]  # fmt: skip
TICKS: list[Habit] = [
    boxes_as("circled", "eq", "□"), boxes_as("framed", "□", "□", "border"), boxes_as("shaded", "□", "□", "shade"),
    boxes_as("emphasis", "□", "□", "em"), boxes_as("wavy", "□", "□", "wave"), boxes_as("yes", "是", "否"), boxes_as("tick word", "（是）", "（ ）"),
    boxes_as("full and empty", "⬛", "⬜"), boxes_as("yes or empty", "Y", ""), boxes_as("underlined_tick", "_√_", "___"),
    boxes_as("v", "v", "□"), boxes_as("radical", "√ ", "  "), boxes_as("star", "★", "☆"), boxes_as("dot", "●", "○"),
    answer_said_behind, crossed_out_others,
]  # fmt: skip
