"""What of a run's look says something and is not kept: colour, lines, slant."""

from __future__ import annotations

from typing import Any

from smdesk.intake.wordfile import W, is_on, value_of

_PLAIN = frozenset({"auto", "none", "000000", "ffffff"})
_ON = ("i", "strike", "dstrike")
_NAMED = ("u", "highlight", "color")
SHOWN = (*_ON, *_NAMED)
"""Names of the properties that are looked at."""


def telling(run: Any, properties: Any) -> bool:
    """Whether a run's properties mark its words, beyond the weight that is kept; black is no colour."""
    values = (value_of(properties, one) for one in _NAMED)
    marked = any(is_on(properties, one) for one in _ON) or any(
        one is not None and one.lower() not in _PLAIN for one in values
    )
    return marked and any((one.text or "").strip() for one in run.iter(f"{W}t"))
