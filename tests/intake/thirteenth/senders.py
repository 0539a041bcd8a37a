"""Who sends: a form, with one to four habits, as a file that some program wrote."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from twelfth.paper import Paper, blank_paper

from smdesk.notices.loader import pack
from thirteenth import doubts, figures, formats, ink, labels, sheets, tables, wording  # noqa: F401  (their habits register themselves)
from thirteenth.books import xlsx
from thirteenth.model import HABITS, Habit, touched
from thirteenth.word import docx

NOTICES = ("zhejiang-2020", "shanxi-2021", "national-2022", "shanghai-2023", "guangdong-2024")
FORMS = tuple(
    f"{notice}/{form}"
    for notice in NOTICES
    for form in pack(notice).forms
    if "evaluation" not in form
)
PROGRAMS = ("word", "wps", "onlyoffice", "gdocs", "pages", "pandoc", "docx4j", "book")
SHAPES = ("", "frames", "tabs", "spaces", "row tables", "cut", "wrapped", "boxed")
ORDER = ("table", "book", "boxes", "text", "ink", "figures")


@dataclass(frozen=True)
class Sent:
    """A file with what is true of it."""

    paper: Paper
    name: str
    data: bytes


def sent(
    form: str, habits: tuple[Habit, ...], seed: int, program: str = "word", shape: str = "", *, by: str = "",
) -> Sent:  # fmt: skip
    """Return a form filled in by somebody with these habits, written by a program; ``by`` another's firm."""
    parts = {one.part for one in habits}
    if "book" in parts:
        program = "book"
    who = "+".join([program, *([shape] if shape else []), *(one.name for one in habits)])
    paper = blank_paper(form, f"thirteenth {by or who}", seed)
    for one in sorted(habits, key=lambda h: ORDER.index(h.part)):
        one.act(paper, Random(f"{one.name} {form} {seed}"))
    paper.who = who
    paper.how["maker"], paper.how["shape"] = program, shape
    touched(paper)
    if program == "book":
        return Sent(paper, "申报表.xlsx", xlsx(paper))
    return Sent(paper, "申报表.docx", docx(paper))


def alone(one: Habit, seed: int) -> list[Sent]:
    """Return the files of a habit that nothing else goes with, three forms of them a seed."""
    rng = Random(f"alone {one.name} {seed}")
    return [sent(form, (one,), seed) for form in rng.sample(FORMS, 3)]


def plainly(program: str, shape: str, seed: int) -> list[Sent]:
    """Return files that are filled in plainly, by a program."""
    rng = Random(f"plainly {program} {shape} {seed}")
    return [sent(form, (), seed, program, shape) for form in rng.sample(FORMS, 3)]


def together(seed: int, many: int) -> list[Sent]:
    """Return files of one to four habits, a program and a shape, drawn by chance."""
    found = []
    for n in range(many):
        rng = Random(f"together {seed} {n}")
        program = rng.choice(PROGRAMS)
        parts = [p for p in ORDER if p != ("ink" if program == "book" else "book")]
        chosen = [rng.choice([h for h in HABITS.values() if h.part == part]) for part in rng.sample(parts, rng.randint(1, 4))]  # fmt: skip
        whole = program != "book" and rng.random() < 0.3
        shape = rng.choice(SHAPES) if whole else ""
        found.append(sent(rng.choice(FORMS), tuple(chosen), seed * 100 + n, program, shape))
    return found
