"""Field codes that are text on the page: Word's enclosed characters (带圈字符), often used to tick a box."""

from __future__ import annotations

import re
from typing import Final

from smdesk.intake.word.symbols import CROSSED, TICKED, UNTICKED

_RAISED: Final = re.compile(r"\\s\s*\\(?:up|do|ai|di)\s*\d*\s*\(([^()]*)\)", re.IGNORECASE)
_OVERSTRIKE: Final = re.compile(
    r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)*\(\s*([^,，;；()\s])\s*[,，;；]\s*([^()]*?)\s*\)\s*",
    re.IGNORECASE,
)
_FRAMES: Final = frozenset("□☐○〇◯◇△口▢")
_TICKS: Final = frozenset("√✓✔")
_CROSSES: Final = frozenset("×✗✘xX")


def enclosed(code: str) -> str | None:
    """Return what a field code ``eq \\o\\ac(□,√)`` shows; ``None`` where it is no such code.

    A framed tick or cross is a ticked or crossed box, a number in a circle its character; of other
    enclosed text the text is returned.
    """
    found = _OVERSTRIKE.fullmatch(_RAISED.sub(r"\1", code))
    if found is None:
        return None
    frame, inner = found.groups()
    if frame not in _FRAMES:
        return None
    if not inner:
        return UNTICKED
    if inner in _TICKS:
        return TICKED
    if inner in _CROSSES:
        return CROSSED
    circled = inner.isascii() and inner.isdigit() and 1 <= int(inner) <= 20
    return chr(0x2460 + int(inner) - 1) if circled and frame in "○〇◯" else inner
