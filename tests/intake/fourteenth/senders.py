"""Who sends: a form with one to three habits, as a Word file or a workbook."""

from __future__ import annotations

from random import Random

from thirteenth.books import xlsx
from thirteenth.model import touched
from thirteenth.senders import FORMS, Sent
from twelfth.paper import blank_paper

from fourteenth import answers, beside, colours, labels, programs, rows, values  # noqa: F401  (their habits register themselves)
from fourteenth.model import HABITS, Habit
from fourteenth.writing import docx

ORDER = ("table", "book", "file", "boxes", "text", "ink", "figures")


def sent(form: str, habits: tuple[Habit, ...], seed: int, program: str = "word", *, by: str = "") -> Sent:  # fmt: skip
    """Return a form filled in by somebody with these habits; ``by`` another's firm."""
    who = "+".join([program, *(one.name for one in habits)])
    paper = blank_paper(form, f"fourteenth {by or who}", seed)
    for one in sorted(habits, key=lambda h: ORDER.index(h.part)):
        one.act(paper, Random(f"{one.name} {form} {seed}"))
    paper.who = who
    paper.how["maker"] = program
    touched(paper)
    if "book" in {one.part for one in habits}:
        return Sent(paper, "申报表.xlsx", xlsx(paper))
    return Sent(paper, "申报表.docx", docx(paper))


def alone(one: Habit, seed: int) -> list[Sent]:
    """Return the files of a habit that nothing else goes with, three forms of them a seed."""
    rng = Random(f"fourteenth alone {one.name} {seed}")
    return [sent(form, (one,), seed) for form in rng.sample(FORMS, 3)]


def together(seed: int, many: int) -> list[Sent]:
    """Return Word files of two or three habits and a program, drawn by chance."""
    found = []
    for n in range(many):
        rng = Random(f"fourteenth together {seed} {n}")
        listed = rng.sample([p for p in ORDER if p != "book"], rng.randint(2, 3))
        chosen = [rng.choice([h for h in HABITS.values() if h.part == part]) for part in listed]
        program = rng.choice(("word", "wps", "onlyoffice", "gdocs"))
        if any(
            one.name == "numbered_by_the_program" for one in chosen
        ):  # its paragraphs stand apart
            program = "word"
        found.append(sent(rng.choice(FORMS), tuple(chosen), seed * 100 + n, program))
    return found
