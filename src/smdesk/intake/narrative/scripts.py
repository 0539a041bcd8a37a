"""Raised and lowered text as the characters that Unicode has for it: m², CO₂, 10⁻⁶."""

from __future__ import annotations

from typing import Any, Final

from smdesk.intake.wordfile import W, number, value_of

_RAISED: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LEAST = 4
"""Half points that text is moved by, from which it is read as raised or lowered."""
_LONGEST = 6


def raised(text: str) -> str | None:
    """Return raised text in characters of its own; ``None`` where there are none for it."""
    return _all(text, _RAISED)


def lowered(text: str) -> str | None:
    """Return lowered text in characters of its own; ``None`` where there are none for it."""
    return _all(text, _LOWERED)


def _all(text: str, table: dict[int, int]) -> str | None:
    known = all(ord(one) in table or one == " " for one in text)
    return text.translate(table) if known else None


def script_of(run: Any, properties: Any) -> str | None:
    """Return how a run stands: ``superscript``, ``subscript`` or ``None``.

    A run that is only moved up or down counts where it is a small figure, as LibreOffice writes them.
    """
    found = value_of(properties, "vertAlign")
    if found in {"superscript", "subscript"}:
        return found
    moved = number(value_of(properties, "position"))
    if abs(moved) < (_LEAST if value_of(properties, "sz") is None else 1):
        return None
    script = "superscript" if moved > 0 else "subscript"
    text = "".join(one.text or "" for one in run.iterchildren(f"{W}t"))
    return script if written(text, script) else None


def written(text: str, script: str) -> str | None:
    """Return the text of a run that stands raised or lowered, ``None`` where no character has it."""
    if not text.strip() or len(text) > _LONGEST:
        return None
    return raised(text) if script == "superscript" else lowered(text)
