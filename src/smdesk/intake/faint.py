"""Whether letters can be told from what is behind them: colours as the eye sees them."""

from __future__ import annotations

import re

LEAST = 38
"""Letters that are so little lighter or darker than their paper, of 255, are not read by anyone."""
PAPER = 255.0
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_NAMED = {"white": 255.0, "black": 0.0}
_THEMED = {"background1": 255.0, "light1": 255.0, "bg1": 255.0, "lt1": 255.0}


def brightness(color: str | None, theme: str | None = None) -> float | None:
    """Return how bright a colour is, 0 to 255; ``None`` where nothing says which it is.

    ``color`` is six hexadecimal digits or a name, ``theme`` the name of a colour of the theme.
    """
    if theme is not None:
        return _THEMED.get(theme)
    if color is None or not _HEX.fullmatch(color):
        return _NAMED.get((color or "").lower())
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def is_faint(letters: float | None, paper: float | None) -> bool:
    """Return whether letters cannot be told from the paper; never where one of the two is not known."""
    return letters is not None and paper is not None and abs(letters - paper) < LEAST
