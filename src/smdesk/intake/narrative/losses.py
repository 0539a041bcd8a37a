"""What a narrative lost or changed on its way in, as messages in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from smdesk.errors import Problem
from smdesk.intake.narrative.headings import Marked
from smdesk.intake.narrative.lines import PlainGrid
from smdesk.intake.narrative.unread import sample

_LOSSES: Final = (
    "revisions", "footnotes", "comments", "hidden", "boxes", "frames", "objects", "formulas", "pictures",
    "tables", "levels", "scripts", "fields", "chunks", "unread",
)  # fmt: skip
_OF_A_FILE: Final = ("moved", "columns", "contents", "prompts", "edges", "looks")
"""Told of a narrative's own file only: in a packet they say nothing of its text."""
_WORDED: Final = frozenset({"objects", "scripts", "fields", "unread", "edges"})


def problems_of(
    losses: Mapping[str, int], words: Mapping[str, Sequence[str]], *, part_only: bool
) -> list[Problem]:
    """Return the messages of what was counted; ``words`` are quoted where a message has room."""
    found: list[Problem] = []
    for name in (*_LOSSES, *(() if part_only else _OF_A_FILE)):
        if not losses.get(name):
            continue
        said = words.get(name, ()) if name in _WORDED else ()
        code = f"intake.narrative-{name}" + ("-words" if said and name == "objects" else "")
        params: dict[str, object] = {"count": losses[name]}
        if said:
            params["words"] = sample(dict.fromkeys(said))
        found.append(Problem(code, "check" if name in {"unread", "chunks"} else "hint", params))
    return found


def columns(marked: Sequence[Marked | PlainGrid]) -> int:
    """Return how many lines stand in columns made by tabulators: neighbours that have as many."""
    tabs = [one.line.tabs if isinstance(one, Marked) else 0 for one in marked]
    alike = [first == second and first > 0 for first, second in pairwise([0, *tabs, 0])]
    return sum(1 for before, behind in pairwise(alike) if before or behind)
