"""What of a run's look the narrative's reader keeps, and what says something and is not kept."""

from __future__ import annotations

from typing import Any, NamedTuple

from smdesk.intake.narrative.scripts import script_of
from smdesk.intake.wordfile import W, is_on, value_of

_PLAIN = frozenset({"auto", "none", "000000", "ffffff"})
_ON = ("i", "strike", "dstrike")
_NAMED = ("u", "highlight", "color")
_SHOWN = frozenset(f"{W}{one}" for one in (*_ON, *_NAMED))
"""Properties that mark words: colour, lines, slant."""
_HIDDEN, _BOLD, _STYLE, _FONTS = f"{W}vanish", f"{W}b", f"{W}rStyle", f"{W}rFonts"
_MOVED = frozenset({f"{W}vertAlign", f"{W}position"})
_LOOKS = frozenset({_HIDDEN, _BOLD, _STYLE, _FONTS, *_MOVED, *_SHOWN})
"""What run properties must hold one of to tell anything here."""


class Look(NamedTuple):
    """What run properties say: ``bold`` is ``None`` where only the ``style`` may say it.

    ``telling`` are words that are marked in a way that is not kept; ``script`` is ``superscript`` or
    ``subscript``, ``font`` that of Latin letters.
    """

    hidden: bool = False
    telling: bool = False
    bold: bool | None = False
    style: str | None = None
    font: str | None = None
    script: str | None = None


_NOTHING = Look()


def look_of(run: Any, properties: Any) -> Look:
    """Return what a run's properties say; only those that are there are looked at."""
    said = set() if properties is None else {one.tag for one in properties}
    if _LOOKS.isdisjoint(said):
        return _NOTHING
    if _HIDDEN in said and is_on(properties, "vanish"):
        return Look(hidden=True)
    fonts = next(properties.iterchildren(_FONTS)) if _FONTS in said else None
    return Look(
        telling=not _SHOWN.isdisjoint(said) and _telling(run, properties),
        bold=is_on(properties, "b") if _BOLD in said else None,
        style=value_of(properties, "rStyle") if _STYLE in said else None,
        font=fonts.get(f"{W}ascii") if fonts is not None else None,
        script=None if _MOVED.isdisjoint(said) else script_of(run, properties),
    )


def _telling(run: Any, properties: Any) -> bool:
    """Whether a run's properties mark its words, beyond the weight that is kept; black is no colour."""
    values = (value_of(properties, one) for one in _NAMED)
    marked = any(is_on(properties, one) for one in _ON) or any(
        one is not None and one.lower() not in _PLAIN for one in values
    )
    return marked and any((one.text or "").strip() for one in run.iter(f"{W}t"))
