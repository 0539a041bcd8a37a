"""The set: each habit alone, then two to six together, over seeds and writers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from eighteenth.fill import FORMS, filled
from eighteenth.htmlfile import html
from eighteenth.model import Paper
from eighteenth.register import HABITS
from eighteenth.sheetfile import xlsx
from eighteenth.wordfile import word

ALL = tuple(HABITS)
LINES = {"p:as_tabs", "p:as_blanks", "p:as_bars", "x:rows_in_one_cell"}
INNER = {"o:answers_in_tables", "o:options_in_a_table", "o:all_in_a_cell"}
SHAPES = LINES | INNER | {"s:two_drafts", "s:earlier_below", "p:a_table_a_row"}
TICKS = {"p:ticks_misread", "p:boxes_misread", "o:chosen_words_alone", "o:done_items_struck", "o:boxes_as_bullets", "s:both_boxes",
         "s:tick_withdrawn", "x:wing_boxes"}  # fmt: skip
LOST = {"s:comment_holds", "s:comment_doubts", "s:comment_thanks"}
"""What a web page has not."""
WAYS = ("docx", "sheet", "html", "rtf", "odt", "doc")


@dataclass
class Case:
    """One file: its name in the set, how it is written, its content and bytes."""

    key: str
    way: str
    paper: Paper
    data: bytes


def _clash(one: str, other: str, way: str) -> bool:
    """Return whether two habits cannot be seen in one file: both draw the boxes, or both are its whole shape."""
    both = {one, other}
    if all(each in TICKS or (each[0] == "o" and HABITS[each].stage == 1) for each in both):
        return True
    if both <= SHAPES:
        return True
    lines = bool(both & LINES)  # a line of a sheet has neither formats nor notes
    return way == "sheet" and lines and any(each[0] == "x" or each in LOST for each in both - LINES)


def mixed(rng: Random, way: str) -> tuple[str, ...]:
    """Return two to six habits that a file of one way can have together."""
    want = "sheet" if way == "sheet" else "docx"
    free = [one.name for one in HABITS.values() if one.only in {"", want}]
    if way in {"html", "rtf", "odt", "doc"}:
        free = [one.name for one in HABITS.values() if not one.only and one.name not in LOST]
    found: list[str] = []
    for _ in range(rng.randint(2, 6)):
        one = rng.choice(free)
        if one not in found and not any(_clash(one, other, way) for other in found):
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
