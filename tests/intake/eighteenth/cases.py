"""The set: each habit alone, then two to six together, over seeds and writers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from eighteenth import converter, editors, letters, several, sheets  # noqa: F401  their habits are registered
from eighteenth.fill import FORMS, filled
from eighteenth.habits import HABITS
from eighteenth.htmlfile import html
from eighteenth.model import Paper
from eighteenth.sheetfile import xlsx
from eighteenth.wordfile import word

ALL = tuple(HABITS)
LINES = {"p:as_tabs", "p:as_blanks", "p:as_bars", "x:rows_in_one_cell"}
INNER = {"o:answers_in_tables", "o:options_in_a_table", "o:all_in_a_cell"}
WAYS = ("docx", "sheet", "html", "rtf", "odt", "doc")


@dataclass
class Case:
    """One file: its name in the set, how it is written, its content and bytes."""

    key: str
    way: str
    paper: Paper
    data: bytes


def mixed(rng: Random, way: str) -> tuple[str, ...]:
    """Return two to six habits that a file of one way can have together."""
    want = "sheet" if way == "sheet" else "docx"
    free = [one.name for one in HABITS.values() if one.only in {"", want}]
    if way in {"html", "rtf", "odt", "doc"}:
        free = [one.name for one in HABITS.values() if not one.only]
    found: list[str] = []
    for _ in range(rng.randint(2, 6)):
        one = rng.choice(free)
        glyph = one.startswith("o:") and HABITS[one].stage == 1
        clash = glyph and any(
            other.startswith("o:") and HABITS[other].stage == 1 for other in found
        )
        whole = LINES | {"s:two_drafts", "s:earlier_below", "p:a_table_a_row"}
        clash = (
            clash
            or (one in whole and bool({*found} & (whole | INNER)))
            or (one in INNER and bool({*found} & (whole | INNER)))
        )
        if one not in found and not clash:
            found.append(one)
    return tuple(found)


def made(key: str, way: str, form: str, habits: tuple[str, ...]) -> Paper:
    """Return a paper with habits done to it, in their order."""
    paper = filled(form, Random(f"eighteenth {key} {form}"))
    paper.habits = habits
    if way == "sheet":
        paper.look.add("sheet")
    for one in sorted(habits, key=lambda name: HABITS[name].stage):
        HABITS[one].act(paper)
    return paper


def write(key: str, way: str, form: str, habits: tuple[str, ...]) -> Case:
    """Return one made file; what LibreOffice saves anew is not saved yet."""
    paper = made(key, way, form, habits)
    if way == "sheet":
        return Case(key, way, paper, xlsx(paper))
    if way == "html":
        mso = paper.rng.random() < 0.5
        page = html(paper, mso=mso, nested=paper.rng.random() < 0.4)
        return Case(key, way, paper, page.encode())
    return Case(key, way, paper, word(paper))


def cases(seed: int, alone: int, together: int) -> Iterator[Case]:
    """Yield the set of one seed: forms in turn, so that all twenty are met by each kind of habit."""
    rng = Random(f"eighteenth set {seed}")
    turn = rng.randrange(len(FORMS))
    for n, habit in enumerate(ALL):
        for i in range(alone):
            form = FORMS[(turn + 7 * n + 3 * i) % len(FORMS)]
            only = HABITS[habit].only
            way = only or ("sheet" if rng.random() < 0.25 else "docx")
            yield write(f"{seed}-a-{habit}-{i}", way, form, (habit,))
    for i in range(together):
        way = rng.choices(WAYS, (60, 22, 6, 4, 4, 4))[0]
        yield write(f"{seed}-m-{i}", way, FORMS[(turn + i) % len(FORMS)], mixed(rng, way))
