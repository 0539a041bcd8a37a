"""How people tick: glyphs, fonts, fields, letters, strokes, colours, words beside."""

from __future__ import annotations

from ninth.page import Bit, Page
from smdesk.notices.address import parse
from smdesk.notices.boxes import choice_text


def _glyphs(page: Page, on: str, off: str) -> None:
    for _, boxes in page.boxes():
        for one in boxes:
            one.text = on if one.on else off


def _looks(page: Page, on: str, off: str) -> None:
    for _, boxes in page.boxes():
        for one in boxes:
            one.look = on if one.on else off


def mouth_for_box(page: Page) -> None:
    """The character 口 for a box, √ for a tick."""
    _glyphs(page, "√", "口")


def filled_box(page: Page) -> None:
    _glyphs(page, "■", "□")


def circles(page: Page) -> None:
    _glyphs(page, "●", "○")


def radio(page: Page) -> None:
    _glyphs(page, "◉", "◯")


def brackets(page: Page) -> None:
    _glyphs(
        page,
        page.rng.choice(("[√]", "【√】", "（√）", "[x]", "[X]", "(✓)")),
        page.rng.choice(("[ ]", "【】", "（ ）", "[]")),
    )


def tick_after_box(page: Page) -> None:
    _glyphs(page, "□√", "□")


def tick_after_label(page: Page) -> None:
    """The box left as it is, the tick behind the words."""
    for cell, boxes in page.boxes():
        for one in boxes:
            one.text = "□"
            if one.on:
                label = cell.bits[cell.bits.index(one) + 1]
                label.text += page.rng.choice(("√", "（√）", " ✓"))


def no_box_ticks_only(page: Page) -> None:
    """Boxes taken out; a tick before what is chosen."""
    _glyphs(page, "√", "")


def crosses(page: Page) -> None:
    """A cross says no, a tick says yes."""
    _glyphs(page, "√", "×")


def crossed_boxes(page: Page) -> None:
    """The box with a cross in it is the chosen one."""
    _glyphs(page, page.rng.choice("☒⊠"), page.rng.choice("☐□"))


def enclosed_by_field(page: Page) -> None:
    """带圈字符: a field that lays √ over □."""
    for _, boxes in page.boxes():
        for one in boxes:
            if one.on:
                one.text, one.look = "", "eq:√"


def wingdings(page: Page) -> None:
    on = page.rng.choice(
        (
            "sym:Wingdings:F0FE",
            "sym:Wingdings 2:F052",
            "sym:Wingdings:F0FC",
            "sym:Wingdings 2:F050",
            "sym:Wingdings 2:0052",
            "sym:Wingdings:F0FD",
        )
    )
    off = page.rng.choice(
        ("sym:Wingdings:F0A8", "sym:Wingdings:F06F", "sym:Wingdings 2:F0A3", "sym:Wingdings:00A8")
    )
    _looks(page, on, off)
    _glyphs(page, "", "")


def letters_in_wingdings(page: Page) -> None:
    """The font makes boxes of plain letters."""
    _glyphs(page, "R", "\u00a3")
    _looks(page, "font:Wingdings 2", "font:Wingdings 2")


def legacy_fields(page: Page) -> None:
    _glyphs(page, "", "")
    _looks(page, "legacy:1", "legacy:0")


def controls(page: Page) -> None:
    _glyphs(page, "☒", "☐")
    _looks(page, "w14:1", "w14:0")


def controls_out_of_step(page: Page) -> None:
    """The glyph was typed over, the control's state was not: what is seen is meant, or nobody knows."""
    for _, boxes in page.boxes():
        for one in boxes:
            one.look = "w14:0"
            page.allow(one.address, "")


def chosen_bold(page: Page) -> None:
    """All boxes empty, what is chosen set bold, marked or underlined: nothing may be said."""
    look = page.rng.choice(("bold", "mark", "under"))
    for cell, boxes in page.boxes():
        for one in boxes:
            one.text = "□"
            if one.on:
                cell.bits[cell.bits.index(one) + 1].look = look
                page.allow(one.address, "")


def others_struck(page: Page) -> None:
    """What is not chosen is struck through."""
    for cell, boxes in page.boxes():
        if any(one.on for one in boxes):
            for one in boxes:
                one.text = "□"
                if not one.on:
                    cell.bits[cell.bits.index(one) + 1].look = "strike"
        for one in boxes:
            page.allow(one.address, "")


def others_deleted(page: Page) -> None:
    """Only what is chosen is left, boxes and all the rest are gone."""
    for cell, boxes in page.boxes():
        if (
            cell.role == "option"
            and len({one.address for one in boxes}) == 1
            and any(one.on for one in boxes)
        ):
            words = "、".join(cell.bits[cell.bits.index(one) + 1].text for one in boxes if one.on)
            if not any(b.address and not b.choice for b in cell.bits):
                cell.bits = [Bit(words)]


def answer_typed(page: Page) -> None:
    """是 / 否 typed over the boxes of a yes-or-no question."""
    for cell, boxes in page.boxes():
        if {one.choice for one in boxes} == {"yes", "no"} and cell.role == "option":
            cell.bits = [
                Bit(
                    next(
                        (
                            choice_text(page.field(one.address), {one.choice})
                            for one in boxes
                            if one.on
                        ),
                        "",
                    )
                )
            ]


def box_behind(page: Page) -> None:
    """The box stands behind its words."""
    for cell, boxes in page.boxes():
        for one in boxes:
            at = cell.bits.index(one)
            cell.bits[at], cell.bits[at + 1] = cell.bits[at + 1], cell.bits[at]


def wide_gaps(page: Page) -> None:
    """Options one beside the other with blanks, however they were printed."""
    for cell, _boxes in page.boxes():
        for one in cell.bits:
            if one.text == "\n":
                one.text = page.rng.choice(("  ", "　　", "\t", "；", " / "))


def tick_in_next_line(page: Page) -> None:
    """The tick in a line of its own over the words."""
    for _cell, boxes in page.boxes():
        for one in boxes:
            one.text = "□√\n" if one.on else "□\n"


def ordinals(page: Page) -> None:
    """Options numbered, the chosen numbers written at the end."""
    for cell, boxes in page.boxes():
        if (
            len(boxes) > 2
            and len({one.address for one in boxes}) == 1
            and page.fields[parse(boxes[0].address).field].kind == "choice"
        ):
            holders = [c for c, b in page.boxes() if any(x.address == boxes[0].address for x in b)]
            if len(holders) > 1 or boxes[0].address == "cover.kind":
                continue
            chosen = []
            for number, one in enumerate(boxes, 1):
                if one.on:
                    chosen.append(str(number))
            address = boxes[0].address
            for number, one in enumerate(boxes, 1):
                one.text, one.address, one.choice = f"{number}.", "", ""
            cell.bits.append(Bit("\n选择：" + "、".join(chosen)))
            page.truth[address] = ("", *page.truth[address]) if chosen else ("",)


def half_ticked(page: Page) -> None:
    """Two glyphs in one file: somebody else went over it."""
    for _, boxes in page.boxes():
        for one in boxes:
            one.text = page.rng.choice("☑√■✔🗹✅") if one.on else page.rng.choice("□☐▢口◻")


def private_letters(page: Page) -> None:
    """Letters of the private use area, their font lost on the way."""
    _glyphs(page, "\uf0fe", "\uf0a8")


def bullets(page: Page) -> None:
    """Boxes are bullets of a list; a ticked one is of another list."""
    on, off = page.rng.choice((("2", "1"), ("4", "3")))
    for cell, boxes in page.boxes():
        if (
            cell.role == "option"
            and all(one.text in "□☑\n" or not one.choice for one in cell.bits)
            and not any(b.address and not b.choice for b in cell.bits)
        ):
            for one in cell.bits:
                if one.text == "　":
                    one.text = "\n"
            for one in boxes:
                one.text, one.look = "x", f"bullet:{on if one.on else off}"


def chosen_framed(page: Page) -> None:
    """A frame or a ring round what is chosen, the boxes empty."""
    for cell, boxes in page.boxes():
        for one in boxes:
            one.text = "□"
            if one.on:
                cell.bits[cell.bits.index(one) + 1].look = "frame"
                page.allow(one.address, "")


def said_and_ticked(page: Page) -> None:
    """A line under the boxes says which, and another box is ticked by mistake: nobody knows."""
    for cell, boxes in page.boxes():
        off = [one for one in boxes if not one.on]
        if (
            cell.role == "option"
            and len(boxes) > 1
            and off
            and boxes[0].address != "cover.kind"
            and page.field(boxes[0].address).kind == "yes-no"
        ):
            label = cell.bits[cell.bits.index(off[0]) + 1].text
            cell.bits.append(Bit(f"\n（应选：{label}）"))
            page.forget(boxes[0].address)


TICKING = [
    mouth_for_box, filled_box, circles, radio, brackets, tick_after_box, tick_after_label, no_box_ticks_only, crosses,
    crossed_boxes, enclosed_by_field, wingdings, letters_in_wingdings, legacy_fields, controls, controls_out_of_step,
    chosen_bold, others_struck, others_deleted, answer_typed, box_behind, wide_gaps, tick_in_next_line, ordinals, half_ticked,
    private_letters, bullets, chosen_framed, said_and_ticked,
]  # fmt: skip
