"""A habit alone in a form of each notice, and several at once."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from twelfth.paper import Paper

from sixteenth import grid, inline, labelling, ticks, valued, years  # noqa: F401
from sixteenth.draw import Draft, written
from sixteenth.model import HABITS, Habit, forms_of, new


@dataclass(frozen=True)
class Sent:
    """A file and what is true of it."""

    paper: Paper
    data: bytes
    name: str
    how: str


def sent(draft: Draft, how: str) -> Sent:
    name = "申报书.xlsx" if draft.writer == "book" else "申报书.docx"
    return Sent(draft.paper, written(draft), name, how)


def drafted(habit: Habit, seed: int) -> list[Draft]:
    out = []
    for form in forms_of(seed, habit.name):
        draft = new(form, habit.name, seed)
        habit.act(draft)
        draft.writer = habit.writer or draft.writer
        out.append(draft)
    return out


def alone(habit: Habit, seed: int) -> list[Sent]:
    return [sent(one, habit.name) for one in drafted(habit, seed)]


def together(seed: int, number: int) -> list[Sent]:
    """Return files of several habits of different clauses."""
    out = []
    for at in range(number):
        rng = Random(f"sixteenth together {seed} {at}")
        form = rng.choice(forms_of(seed, f"together {at}"))
        draft = new(form, f"together {at}", seed)
        by: dict[str, list[Habit]] = {}
        for one in HABITS.values():
            if not one.writer and one.clause not in {
                "split",
                "hMerge",
                "nested tables",
                "years by name",
            }:
                by.setdefault(one.clause.split(":")[0].split(" ")[0], []).append(one)
        chosen = [rng.choice(by[one]) for one in rng.sample(sorted(by), 4)]
        order = {"years": 0, "rows": 1, "label": 2, "labels": 3}
        chosen.sort(key=lambda h: order.get(h.clause.split(":")[0].split(" ")[0], 5))
        for one in chosen:
            one.act(draft)
        out.append(sent(draft, " + ".join(h.name for h in chosen)))
    return out
