"""Habits of those who correct figures with the means of a word processor: strokes, notes, fields, equations, colours."""

from __future__ import annotations

from random import Random

from twelfth.paper import Paper

from thirteenth.figures import corrected, unsure
from thirteenth.model import AMOUNTS, NUMBERS, RATES, habit, has_unit, other, plain, some


@habit("ink")
def struck_out(paper: Paper, rng: Random) -> None:
    """The old figure is struck out, the new one written behind or above."""
    manner = rng.choice(
        ("{{s|{old}}}{new}", "{{s|{old}}} {new}", "{{s|{old}}}\n{new}", "{{d|{old}}}{new}")
    )
    corrected(paper, rng, manner)


@habit("ink")
def struck_out_alone(paper: Paper, rng: Random) -> None:
    """The figure is struck out and nothing put in its place."""
    unsure(paper, rng, "{{s|{new}}}", most=2)


@habit("ink")
def raised_marks(paper: Paper, rng: Random) -> None:
    """A raised figure beside the answer marks a note below the table."""
    mark = rng.choice(("{u|1}", "{u|[2]}", "{u|①}", "{o|1}", "{u|注1}", "{b|2}"))
    for one in some(paper, rng, NUMBERS, 4):
        if not has_unit(paper, one):
            new = plain(paper, one)
            paper.put(one, new + mark, new)


@habit("ink")
def powers_of_ten(paper: Paper, rng: Random) -> None:
    """1.2×10⁴, the four raised, or 1.2E4."""
    for one in some(paper, rng, AMOUNTS, 3):
        paper.put(one, rng.choice(("1.2×10{u|4}", "1.2E+4万", "10{u|4}")), "")
        paper.ask(one)


@habit("ink")
def noted_elsewhere(paper: Paper, rng: Random) -> None:
    """A footnote at the answer says that another figure is right."""
    for one in some(paper, rng, NUMBERS, 2):
        new = plain(paper, one)
        paper.put(one, f"{new}{{f|审计调整后为{other(rng, new)}}}", "")
        paper.ask(one)


@habit("ink")
def only_in_a_comment(paper: Paper, rng: Random) -> None:
    """The cell is empty, the figure stands in a comment."""
    for one in some(paper, rng, NUMBERS, 3):
        paper.put(one, f"{{c|{plain(paper, one)}}}", "")
        paper.ask(one)


@habit("ink")
def commented_otherwise(paper: Paper, rng: Random) -> None:
    """A comment at the answer wants another figure."""
    for one in some(paper, rng, NUMBERS, 2):
        new = plain(paper, one)
        paper.put(one, f"{new}{{c|财务核对后应改为{other(rng, new)}}}", "")
        paper.ask(one)


@habit("ink")
def minus_of_other_kinds(paper: Paper, rng: Random) -> None:
    """The minus is a hyphen that does not break, or a sign of the symbol font."""
    for one in some(paper, rng, RATES, 8):
        if paper.field(one).negative:
            new = plain(paper, one)
            paper.put(one, rng.choice(("{n|-}", "{y|F02D}", "{m|-}")) + new, f"-{new}")


@habit("ink")
def as_formulas(paper: Paper, rng: Random) -> None:
    """The figure was typed as an equation."""
    for one in some(paper, rng, NUMBERS, 3):
        new = plain(paper, one)
        if not has_unit(paper, one):
            paper.put(one, f"{{m|{new}}}", new)


@habit("ink")
def as_fraction_formulas(paper: Paper, rng: Random) -> None:
    """The answer is a fraction as an equation: its digits in a row would be another figure."""
    for one in some(paper, rng, NUMBERS, 3):
        paper.put(one, f"{{q|{rng.randint(1, 9)}/{rng.randint(11, 99)}}}", "")
        paper.ask(one)


@habit("ink")
def red_for_a_loss(paper: Paper, rng: Random) -> None:
    """Figures of a loss in red, without a sign."""
    for one in some(paper, rng, RATES | AMOUNTS, 6):
        if paper.field(one).negative:
            paper.put(one, f"{{r|{plain(paper, one)}}}", "")
            paper.ask(one)


@habit("ink")
def hidden_beside(paper: Paper, rng: Random) -> None:
    """Last year's figure stands beside the answer, hidden or white."""
    mark = rng.choice("hw")
    corrected(
        paper,
        rng,
        f"{{new}}{{{{{mark}|{{old}}}}}}"
        if rng.random() < 0.5
        else f"{{{{{mark}|{{old}}}}}}{{new}}",
    )


@habit("ink")
def a_note_pasted_over(paper: Paper, rng: Random) -> None:
    """A text box with the new figure lies on the cell."""
    for one in some(paper, rng, NUMBERS, 2):
        old = other(rng, plain(paper, one))
        paper.put(one, f"{old}{{x|{plain(paper, one)}}}", "")
        paper.ask(one)


@habit("ink")
def tracked_twice(paper: Paper, rng: Random) -> None:
    """Tracked: the old figure deleted, the new one put in, digits of both in between."""
    for one in some(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        if has_unit(paper, one) or len(new) < 2:
            continue
        paper.put(one, f"{new[0]}{{D|{rng.randint(11, 99)}}}{{I|{new[1:]}}}", new)


@habit("ink")
def fields_with_a_result(paper: Paper, rng: Random) -> None:
    """The figure is a formula of the word processor, its result stands there."""
    for one in some(paper, rng, NUMBERS, 3):
        new = plain(paper, one)
        if not has_unit(paper, one):
            paper.put(one, f"{{p|{new}}}", new)
