"""The register of habits: name, when it is done, what it does; a plan is some of them in that order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eighteenth.model import Paper

Act = Callable[[Paper], None]


@dataclass(frozen=True)
class Habit:
    """One habit; ``stage``: 1 answers, 2 cells, 3 tables, 4 the whole; ``only``: docx or sheet."""

    name: str
    stage: int
    act: Act
    only: str = ""


HABITS: dict[str, Habit] = {}


def habit(group: str, stage: int, only: str = "") -> Callable[[Act], Act]:
    """Register a habit of a group."""

    def kept(act: Act) -> Act:
        name = f"{group}:{act.__name__}"
        HABITS[name] = Habit(name, stage, act, only)
        return act

    return kept


def look(group: str, *names: str) -> None:
    """Register habits that are a way of writing alone."""
    for name in names:

        def act(paper: Paper, name: str = name) -> None:
            paper.look.add(name)

        HABITS[f"{group}:{name}"] = Habit(f"{group}:{name}", 2, act, "docx")
