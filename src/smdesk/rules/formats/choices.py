"""Ticked boxes: children whose parent is not ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smdesk.notices.models import Choice, FormField
from smdesk.notices.typed import choice_text
from smdesk.rules.formats.faults import Fault


def choice_faults(field: FormField, ticked: tuple[str, ...]) -> Iterator[Fault]:
    """Yield a 核实 where a box is ticked and the box above it is not."""
    by_id = {choice.id: choice for choice in field.choices}
    missing = [by_id[one] for one in _missing_parents(by_id, ticked)]
    if missing:
        text = choice_text(field, (*ticked, *(one.id for one in missing)))
        yield Fault("choice.parent", "check", {"parents": _labels(missing)}, text)


def _missing_parents(by_id: dict[str, Choice], ticked: tuple[str, ...]) -> Iterator[str]:
    """Yield each tickable box above a ticked one that is not ticked itself, once."""
    seen = set(ticked)
    waiting = [one for one in ticked if one in by_id]
    while waiting:
        above = by_id[waiting.pop(0)].parent
        if above is None or above in seen or above not in by_id:
            continue
        seen.add(above)
        waiting.append(above)
        if by_id[above].tickable:
            yield above


def _labels(choices: list[Choice]) -> str:
    return "、".join(re.sub(r"\s+", "", one.label) for one in choices)
