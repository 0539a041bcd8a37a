"""What paragraph properties say to the narrative's reader, found in one pass over them."""

from __future__ import annotations

from typing import Any, NamedTuple

from smdesk.intake.wordfile import W, left_of, numbering_of

Element = Any
"""An lxml element."""

_VAL = f"{W}val"
_STYLE, _OUTLINE, _NUMBERING = f"{W}pStyle", f"{W}outlineLvl", f"{W}numPr"
_IND, _RPR = f"{W}ind", f"{W}rPr"


class Described(NamedTuple):
    """Paragraph properties: id of the style, its own outline level as it is written, (numId, ilvl).

    ``left`` is the indent in twips; ``mark`` are the properties of the paragraph mark.
    """

    style: str = ""
    outline: str | None = None
    numbering: tuple[int, int] | None = None
    left: int | None = None
    mark: Element | None = None


_NOTHING = Described()


def described(properties: Element | None) -> Described:
    """Return what ``w:pPr`` says; of indents and mark properties that stand twice the first counts."""
    if properties is None:
        return _NOTHING
    style, own, listed, ind, mark = "", None, None, None, None
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            style = child.get(_VAL) or ""
        elif tag == _OUTLINE:
            own = child.get(_VAL)
        elif tag == _NUMBERING:
            listed = numbering_of(properties)
        elif tag == _IND and ind is None:
            ind = child
        elif tag == _RPR and mark is None:
            mark = child
    return Described(style, own, listed, left_of(ind), mark)
