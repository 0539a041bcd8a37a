"""How large an attached page is printed, and how many dots it then has on an inch."""

from __future__ import annotations

from smdesk.packet import page

OUTER, TOP, BOTTOM = 12.0, 26.0, 30.0
"""What is left free beside, over and under an attached page, in mm."""
WIDTH = page.PAGE_WIDTH - page.INNER - OUTER
HEIGHT = page.PAGE_HEIGHT - TOP - BOTTOM
PRINT_DPI = 300
"""Dots an inch that print needs; a picture is made no denser."""
DENSE_DPI = 400
"""Dots an inch up to which a picture is left as it is: making it anew would cost more than it saves."""
BLOWN_UP_DPI = 100
"""Dots an inch below which a page is not blown up further: it stays smaller than its room."""
COARSE, BLURRED = 150, 100
"""Dots an inch below which small print is hard to read, and cannot be read."""
_ROUNDING = 0.99
"""A page that was straightened and trimmed lies a dot or two beside the density it was scanned with."""


def printed_dpi(size: tuple[float, float]) -> float:
    """Return the dots an inch of a page of ``size`` dots that fills its room."""
    return max(size[0] / WIDTH, size[1] / HEIGHT) * 25.4


def below(dpi: float, limit: int) -> bool:
    """Return whether a density is under a limit by more than rounding explains."""
    return dpi < limit * _ROUNDING


def dots_for(size: tuple[float, float], dpi: float) -> float:
    """Return by how much a page of ``size`` (any unit) is to be scaled to have ``dpi`` in print."""
    return dpi / printed_dpi(size)
