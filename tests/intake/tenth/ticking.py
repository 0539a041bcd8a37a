"""How boxes are ticked, or what is made of them."""

from __future__ import annotations

from collections import defaultdict

from smdesk.notices.boxes import choice_text
from smdesk.notices.choices import choices_of
from smdesk.notices.models import FormField
from tenth.page import Bit, Cell, Kind, Page, Table


def _boxes(page: Page) -> list[tuple[Table, Cell, Bit, Bit | None]]:
    """Return each box with its label."""
    found = []
    for table in page.tables:
        for cell in table.cells:
            for n, bit in enumerate(cell.bits):
                if bit.choice:
                    label = (
                        cell.bits[n + 1]
                        if n + 1 < len(cell.bits) and cell.bits[n + 1].of == bit.choice
                        else None
                    )
                    found.append((table, cell, bit, label))
    return found


def _marks(page: Page, on: str, off: str, look_on: str = "", look_off: str = "") -> None:
    for _, _, bit, _ in _boxes(page):
        bit.text = on if bit.on else off
        bit.look = look_on if bit.on else look_off


def _choices(page: Page) -> dict[str, list[tuple[Table, Cell, Bit, Bit | None]]]:
    found = defaultdict(list)
    for one in _boxes(page):
        found[one[2].address].append(one)
    return {a: some for a, some in found.items() if a not in page.fixed}


def black_squares(page: Page) -> None:
    _marks(page, "■", "□")


def discs(page: Page) -> None:
    _marks(page, "●", "○")


def squares_and_discs(page: Page) -> None:
    """● where one is chosen, the printed box where not."""
    _marks(page, "●", "□")


def square_brackets(page: Page) -> None:
    on = page.rng.choice(("[√]", "[x]", "【√】", "[✓]", "(√)"))
    _marks(page, on, {"[": "[ ]", "【": "【 】", "(": "( )"}[on[0]])


def brackets_behind(page: Page) -> None:
    """The mark in brackets behind the name."""
    for _, cell, bit, label in _boxes(page):
        if label is not None:
            bit.text = ""
            at = cell.bits.index(label)
            cell.bits.insert(at + 1, Bit("（√）" if bit.on else "（　）"))


def mouths(page: Page) -> None:
    """The letter 口 for a box; √ for the chosen."""
    _marks(page, "√", "口")


def letters_vee(page: Page) -> None:
    """A V over the box that is chosen."""
    _marks(page, page.rng.choice("Vv"), "□")


def pictures_of_phones(page: Page) -> None:
    """Marks from the keyboard of a telephone."""
    on, off = page.rng.choice((("✅", "⬜"), ("☑️", "◻️"), ("✔️", "□"), ("🗹", "☐"), ("🔘", "⚪")))
    _marks(page, on, off)


def crosses_for_the_chosen(page: Page) -> None:
    """☒ for the chosen, □ for the others, as Word's own control has it."""
    _marks(page, "☒", "☐")


def ticks_and_crosses(page: Page) -> None:
    """√ for yes and × for no."""
    _marks(page, "√", "×")


def crosses_only_for_the_others(page: Page) -> None:
    """Whoever meant × for no, set ☒ for it: on paper it is a tick as Word has it, and counts as one."""
    _marks(page, "□", "☒")
    for address, some in _choices(page).items():
        known = page.field(address)
        shown = {b.choice for _, _, b, _ in some if not b.on}
        if (known.pick != "many" and len(shown) > 1) or not _tickable(known, shown):
            page.ask(address)
        else:
            page.truth[address] = (choice_text(known, shown),)


def _tickable(known: FormField, ids: set[str]) -> bool:
    """Return whether all of some boxes may be ticked."""
    return ids <= {one.id for one in choices_of(known) if one.tickable}


def fonts_of_symbols(page: Page) -> None:
    """R and £ in Wingdings 2, þ and ¨ in Wingdings: boxes on paper."""
    on, off = page.rng.choice(
        (
            ("Wingdings 2/R", "Wingdings 2/£"),
            ("Wingdings/þ", "Wingdings/¨"),
            ("Wingdings 2/S", "Wingdings 2/£"),
            ("Wingdings/ý", "Wingdings/o"),
        )
    )
    _marks(page, on[-1], off[-1], f"face:{on}", f"face:{off}")


def boxes_of_wps(page: Page) -> None:
    for _, _, bit, _ in _boxes(page):
        bit.text, bit.look = ("☑" if bit.on else "□"), f"wpsbox:{int(bit.on)}"


def control_and_glyph_differ(page: Page) -> None:
    """A control that says the other thing than the glyph on paper: what is seen counts."""
    for _, _, bit, _ in _boxes(page):
        bit.look = f"w14:{int(not bit.on)}" if page.rng.random() < 0.3 else f"w14:{int(bit.on)}"


def tick_before_the_box(page: Page) -> None:
    for _, _, bit, _ in _boxes(page):
        bit.text = "√□" if bit.on else "□"


def tick_behind_the_name(page: Page) -> None:
    """All boxes stay empty, a √ behind the chosen name."""
    for _, cell, bit, label in _boxes(page):
        bit.text = "□"
        if bit.on and label is not None:
            cell.bits.insert(cell.bits.index(label) + 1, Bit(page.rng.choice(("√", " √", "✔"))))


def tick_on_a_line_of_its_own(page: Page) -> None:
    """A √ written under the chosen name in its cell, where the cell is the box's own."""
    for _, cell, bit, label in _boxes(page):
        own = sum(1 for x in cell.bits if x.choice) == 1
        if own:
            bit.text = ""
            if bit.on and label is not None:
                cell.bits.insert(cell.bits.index(label) + 1, Bit("\n√"))
        else:
            bit.text = "√" if bit.on else "□"


def others_deleted(page: Page) -> None:
    """Only what is chosen is left; boxes and others are gone."""
    for some in _choices(page).values():
        if not any(b.on for _, _, b, _ in some):
            continue
        for _, cell, bit, label in some:
            if bit.on:
                bit.text = ""
            else:
                gone = [bit, label]
                cell.bits = [x for x in cell.bits if not any(x is g for g in gone)]
        cells = {id(c): c for _, c, _, _ in some}
        for cell in cells.values():
            while cell.bits and cell.bits[0].text.strip("\n　 ") == "" and not cell.bits[0].address:
                cell.bits.pop(0)


def others_struck(page: Page) -> None:
    """No boxes; what is not chosen is struck through."""
    for some in _choices(page).values():
        if not any(b.on for _, _, b, _ in some):
            continue
        for _, _, bit, label in some:
            if label is not None:
                bit.text = ""
                label.look = "" if bit.on else "strike"


def chosen_underlined(page: Page) -> None:
    """No boxes; the chosen is underlined."""
    for some in _choices(page).values():
        if not any(b.on for _, _, b, _ in some):
            continue
        for _, _, bit, label in some:
            if label is not None:
                bit.text = ""
                label.look = "under" if bit.on else ""


def chosen_in_colour(page: Page) -> None:
    """All boxes empty, chosen names in red or on yellow: a colour alone says nothing surely."""
    look = page.rng.choice(("red", "shade:FFFF00", "mark", "bold"))
    for address, some in _choices(page).items():
        if any(b.on for _, _, b, _ in some):
            page.ask(address)
        for _, _, bit, label in some:
            bit.text = "□"
            if label is not None and bit.on:
                label.look = look


def yes_and_no_behind(page: Page) -> None:
    """是 or 否 behind each name."""
    for address, some in _choices(page).items():
        if page.field(address).kind is Kind.YES_NO:
            continue
        for _, cell, bit, label in some:
            if label is not None:
                bit.text = ""
                cell.bits.insert(cell.bits.index(label) + 1, Bit("：是" if bit.on else "：否"))


def ticked_and_taken_back(page: Page) -> None:
    """Another box ticked and struck through with its name."""
    for some in _choices(page).values():
        off = [one for one in some if not one[2].on and one[3] is not None]
        if off and any(one[2].on for one in some):
            _, _, bit, label = page.rng.choice(off)
            bit.text, bit.look, label.look = "☑", "strike", "strike"


def tick_between(page: Page) -> None:
    """A tick halfway between two boxes in a line."""
    for address, some in _choices(page).items():
        by_cell = defaultdict(list)
        for one in some:
            by_cell[id(one[1])].append(one)
        for mine in by_cell.values():
            if len(mine) >= 3 and "\n" not in mine[0][1].text:
                for _, _, bit, _ in some:
                    bit.text = "□"
                a = mine[0][3]
                if a is not None:
                    mine[0][1].bits.insert(mine[0][1].bits.index(a) + 1, Bit(" √ "))
                    sep = mine[0][1].bits[mine[0][1].bits.index(a) + 2]
                    if not sep.text.strip("　 \n"):
                        sep.text = ""
                page.ask(address)
                break


def two_of_one(page: Page) -> None:
    """Both 是 and 否 ticked."""
    for address, some in _choices(page).items():
        if page.field(address).kind is Kind.YES_NO:
            for _, _, bit, _ in some:
                bit.text = "☑"
            page.ask(address)


def chosen_by_number(page: Page) -> None:
    """Names numbered, boxes gone, and 选 ② written behind."""
    for some in _choices(page).values():
        cells = {id(c): c for _, c, _, _ in some}
        on = [n for n, one in enumerate(some) if one[2].on]
        if len(cells) != 1 or not on or len(some) < 2 or any(one[3] is None for one in some):
            continue
        for n, (_, _, bit, _) in enumerate(some):
            bit.text = chr(0x2460 + n)
        cell = some[0][1]
        cell.bits.append(Bit("　选" + "、".join(chr(0x2460 + n) for n in on)))


def answer_in_words(page: Page) -> None:
    """Boxes swept away: 是 or the names are typed."""
    for address, some in _choices(page).items():
        cells = {id(c): c for _, c, _, _ in some}
        names = {x.id: x.label for x in choices_of(page.field(address))}
        on = [names.get(b.choice, "") for _, _, b, _ in some if b.on]
        cell = some[0][1]
        if (
            len(cells) == 1
            and on
            and all(b.choice or b.of or not b.text.strip() for b in cell.bits)
        ):
            first = Bit("、".join(one.replace("\n", "") for one in on))
            cell.bits = [first]


def other_with_words(page: Page) -> None:
    """The note of 其它 in brackets with a remark."""
    for _, _, cell, bit in (
        (t, r, c, b)
        for t in page.tables
        for r in [0]
        for c in t.cells
        for b in c.bits
        if b.address.endswith("_other") and b.text
    ):
        at = cell.bits.index(bit)
        if at and cell.bits[at - 1].text == "：":
            cell.bits[at - 1].text = "（"
            cell.bits.insert(at + 1, Bit("）"))


def row_of_ticks_beneath(page: Page) -> None:
    """A row of √ beneath a row of boxes that are cells of their own."""
    for some in _choices(page).values():
        rows = {one[1].r for one in some}
        if (
            len(rows) != 1
            or len({id(one[1]) for one in some}) != len(some)
            or len(some) < 3
            or any(one[1].h > 1 for one in some)
        ):
            continue
        table = some[0][0]
        cells = [
            Cell(0, one[1].c, 1, one[1].w, "option", [Bit("√" if one[2].on else "")])
            for one in some
        ]
        r = some[0][1].r
        for one in some:
            one[2].text = ""
        label = [
            x
            for x in table.cells
            if x.role == "label" and x.r <= r < x.r + x.h and x.c < some[0][1].c
        ]
        table.insert_row(r + 1, cells)
        for x in label:
            if x.r + x.h == r + 1:
                x.h += 1


TICKING = [
    black_squares, discs, squares_and_discs, square_brackets, brackets_behind, mouths, letters_vee, pictures_of_phones, crosses_for_the_chosen,
    ticks_and_crosses, crosses_only_for_the_others, fonts_of_symbols, boxes_of_wps, control_and_glyph_differ, tick_before_the_box, tick_behind_the_name,
    tick_on_a_line_of_its_own, others_deleted, others_struck, chosen_underlined, chosen_in_colour, yes_and_no_behind, ticked_and_taken_back,
    tick_between, two_of_one, chosen_by_number, answer_in_words, other_with_words, row_of_ticks_beneath,
]  # fmt: skip
