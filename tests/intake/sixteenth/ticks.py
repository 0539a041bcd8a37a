"""Boxes: what glyph, which side, what instead."""

from __future__ import annotations

from collections.abc import Callable

from twelfth.paper import Bit

from sixteenth.draw import Draft, run
from sixteenth.model import boxes, habit

W14 = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'


def each(d: Draft, made: Callable[[Bit], str]) -> None:
    for group in boxes(d):
        for bit in group:
            d.xml[id(bit)] = made(bit)


@habit("ticks")
def other_glyphs(d: Draft) -> None:
    """Another pair of glyphs all over."""
    d.tick = d.rng.choice((("■", "□"), ("☒", "☐"), ("√", "□"), ("✔", "☐"), ("●", "○"), ("☑", "☐"), ("◉", "○"), ("▣", "□"), ("✅", "⬜"), ("[√]", "[ ]"), ("（√）", "（ ）"), ("[x]", "[ ]"), ("【√】", "【】"), ("(✓)", "( )")))  # fmt: skip


@habit("ticks")
def wingdings_symbols(d: Draft) -> None:
    """Boxes are symbols of Wingdings."""
    full = d.rng.choice(("F0FE", "F052", "F0FD", "F078"))
    each(
        d,
        lambda b: (
            f'<w:r><w:sym w:font="Wingdings" w:char="{full if b.ticked else "F0A8"}"/></w:r>'
            + run(b.text)
        ),
    )
    if full in {"F0FD", "F078"}:  # a crossed box: ticked in Word, yet some cross out
        for group in boxes(d):
            d.paper.leave(group[0].address)


@habit("ticks")
def wingdings_letters(d: Draft) -> None:
    """Boxes are letters in the face Wingdings 2 or Wingdings."""
    two = d.rng.random() < 0.5
    full, empty = ("R", "£") if two else ("þ", "¨")
    face = f'<w:rFonts w:ascii="Wingdings{" 2" if two else ""}" w:hAnsi="Wingdings{" 2" if two else ""}"/>'
    each(d, lambda b: run(full if b.ticked else empty, face) + run(b.text))


@habit("ticks")
def check_box_controls(d: Draft) -> None:
    """Check box controls of Word 2010."""
    each(d, lambda b: W14.format(int(b.ticked), run("☒" if b.ticked else "☐")) + run(b.text))


@habit("ticks")
def check_box_controls_after(d: Draft) -> None:
    """Check box controls stand behind the option."""
    each(
        d,
        lambda b: run(b.text) + W14.format(int(b.ticked), run("☑" if b.ticked else "☐")) + run(" "),
    )


@habit("ticks")
def a_control_that_says_otherwise(d: Draft) -> None:
    """A control's state and its glyph do not agree: paper shows the glyph."""
    for group in boxes(d):
        bit = d.rng.choice(group)
        for one in group:
            state = one.ticked if one is not bit else not one.ticked
            d.xml[id(one)] = W14.format(int(state), run("☒" if one.ticked else "☐")) + run(one.text)
        d.paper.ask(bit.address)


@habit("legacy boxes")
def legacy_check_boxes(d: Draft) -> None:
    """Check boxes of Word's old forms, by state or by default."""

    def made(b: Bit) -> str:
        how = d.rng.choice(
            (
                '<w:checked w:val="{}"/>',
                '<w:default w:val="{}"/>',
                '<w:default w:val="0"/><w:checked w:val="{}"/>',
            )
        )
        state = (
            how.format(int(b.ticked))
            if b.ticked or d.rng.random() < 0.5
            else '<w:default w:val="0"/>'
        )
        if b.ticked and d.rng.random() < 0.3:
            state = "<w:checked/>"
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + run(b.text)
        )

    each(d, made)


@habit("ticks after")
def boxes_after_the_option(d: Draft) -> None:
    """The box stands behind the option."""
    each(d, lambda b: run(f"{b.text}{'☑' if b.ticked else '□'}  "))


@habit("ticks after")
def ticks_after_the_option(d: Draft) -> None:
    """The printed box stays empty, a tick is typed behind the option."""
    each(d, lambda b: run(f"□{b.text}{'√' if b.ticked else ''}  "))


@habit("ticks before")
def ticks_before_the_box(d: Draft) -> None:
    """The printed box stays empty, a tick is typed before it."""
    each(d, lambda b: run(f"  {'√' if b.ticked else ''}□{b.text}"))


@habit("ticks before")
def ticks_between_box_and_option(d: Draft) -> None:
    """The printed box stays empty, a tick is typed between it and the option."""
    each(d, lambda b: run(f"□{'√' if b.ticked else ''}{b.text}"))


@habit("ticks instead")
def ticks_instead_of_boxes(d: Draft) -> None:
    """No boxes at all: a tick before what is chosen."""
    each(d, lambda b: run(f"{'√' if b.ticked else ''}{b.text}  "))


@habit("ticks instead")
def only_the_chosen_left(d: Draft) -> None:
    """Options that do not apply were deleted, boxes too."""
    each(d, lambda b: run(f"{b.text}  ") if b.ticked else "")


@habit("ticks instead")
def only_the_chosen_left_with_boxes(d: Draft) -> None:
    """Options that do not apply were deleted; an empty box is left before the rest."""
    for group in boxes(d):
        d.paper.leave(group[0].address)
    each(d, lambda b: run(f"□{b.text}  ") if b.ticked else "")


@habit("struck-out options")
def struck_out_options(d: Draft) -> None:
    """Options that do not apply are struck out, boxes are empty."""
    each(d, lambda b: run("□" + b.text, "" if b.ticked else "<w:strike/>"))


@habit("struck-out options")
def ticked_and_struck_out(d: Draft) -> None:
    """A ticked option is struck out afterwards: it does not count."""
    for group in boxes(d):
        loose = [b for b in group if not b.ticked]
        if not loose or not any(b.ticked for b in group):
            continue
        gone = d.rng.choice(loose)
        d.xml[id(gone)] = run("☑" + gone.text, "<w:strike/>")


@habit("struck-out options")
def crosses_and_ticks(d: Draft) -> None:
    """What applies has √, what does not has ×."""
    each(d, lambda b: run(("√" if b.ticked else "×") + b.text + "  "))


@habit("ticks instead")
def emphasis_only(d: Draft) -> None:
    """What applies is only bold, underlined, coloured or framed: no tick."""
    look = d.rng.choice(
        (
            "<w:b/>",
            '<w:u w:val="single"/>',
            '<w:color w:val="FF0000"/>',
            '<w:highlight w:val="yellow"/>',
            '<w:bdr w:val="single"/>',
        )
    )
    each(d, lambda b: run("□" + b.text, look if b.ticked else ""))


@habit("ticks")
def too_many_ticks(d: Draft) -> None:
    """Both of two that exclude each other are ticked."""
    for group in boxes(d):
        if d.paper.field(group[0].address).pick == "one":
            for one in group:
                one.ticked = True
            d.paper.ask(group[0].address)


@habit("ticks")
def no_ticks(d: Draft) -> None:
    """Nothing is ticked."""
    for group in boxes(d):
        for one in group:
            one.ticked = False
        d.paper.truth[group[0].address] = ""


@habit("ticks")
def ticks_by_revision(d: Draft) -> None:
    """The box was exchanged in an open revision."""
    a = 'w:id="4" w:author="x" w:date="2024-01-01T00:00:00Z"'
    each(
        d,
        lambda b: (
            f"<w:del {a}><w:r><w:delText>{'□' if b.ticked else '☑'}</w:delText></w:r></w:del><w:ins {a}>{run('☑' if b.ticked else '□')}</w:ins>"
            + run(b.text)
        ),
    )


@habit("ticks")
def ticks_in_boxes_drawn(d: Draft) -> None:
    """A letter with a frame around it is the box; a √ within it the tick."""
    each(
        d, lambda b: run("√" if b.ticked else " ", '<w:bdr w:val="single" w:sz="4"/>') + run(b.text)
    )


@habit("ticks")
def yes_and_no_in_words(d: Draft) -> None:
    """The chosen options are written out over the boxes."""
    for group in boxes(d):
        chosen = [b for b in group if b.ticked]
        if len(group) == 2 and len(chosen) == 1 and {b.text for b in group} == {"是", "否"}:
            first, last = group
            d.xml[id(first)] = run(chosen[0].text)
            d.xml[id(last)] = ""


@habit("ticks instead")
def circled_options(d: Draft) -> None:
    """是 or 否 stands in a circle, which Word makes with a field."""
    for group in boxes(d):
        if {b.text for b in group} != {"是", "否"}:
            continue
        for bit in group:
            field = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,{bit.text})</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            d.xml[id(bit)] = field if bit.ticked else run(bit.text)
