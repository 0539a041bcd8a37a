"""What cells of a workbook look like where that changes what they say: struck out, or not seen at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from smdesk.intake.faint import brightness, is_faint
from smdesk.intake.wordfile import number

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRUCK, UNSEEN = "struck", "unseen"
Pieces = tuple[tuple[str, bool], ...]
"""The text of a cell in pieces, each with whether it is struck out."""
_SHOWS_NOTHING = re.compile(r"[\s\"]*(?:;[\s\"]*)+")
"""A number format of empty sections: ``;;;``."""
_WHITE_THEME = "0"
_WHITE_PLACES = frozenset({"1", "9"})
"""Where white stands in the palette of older workbooks."""
_ON = frozenset({None, "1", "true", "single"})


def odd_styles(root: Any, formats: Sequence[str]) -> Mapping[int, str]:
    """Return the cell styles under which a cell is struck out or shows nothing, by number.

    ``formats`` are the number formats of the styles. White letters show nothing unless the cell is filled.
    """
    fonts = [_font(one) for one in root.iterfind(f"{_S}fonts/{_S}font")]
    colors = [_letters(one) for one in root.iterfind(f"{_S}fonts/{_S}font")]
    filled = [_is_filled(one) for one in root.iterfind(f"{_S}fills/{_S}fill")]
    papers = [_paper(one) for one in root.iterfind(f"{_S}fills/{_S}fill")]
    found: dict[int, str] = {}
    for place, style in enumerate(root.iterfind(f"{_S}cellXfs/{_S}xf")):
        font, fill = number(style.get("fontId")), number(style.get("fillId"))
        struck, white = fonts[font] if font < len(fonts) else (False, False)
        dark = fill < len(filled) and filled[fill]
        form = formats[place] if place < len(formats) else ""
        lost = (
            dark
            and font < len(colors)
            and fill < len(papers)
            and is_faint(colors[font], papers[fill])
        )
        if _SHOWS_NOTHING.fullmatch(form) or (white and not dark) or lost:
            found[place] = UNSEEN
        elif struck:
            found[place] = STRUCK
    return found


def odd_strings(root: Any) -> Mapping[int, Pieces]:
    """Return the shared strings that are struck out in part or whole, by number."""
    if not strikes(root):
        return {}
    items = ((place, pieces(item)) for place, item in enumerate(root.iterfind(f"{_S}si")))
    return {place: found for place, found in items if found}


def strikes(root: Any) -> bool:
    """Return whether any text of a part is struck out."""
    return next(root.iter(f"{_S}strike"), None) is not None


def pieces(item: Any) -> Pieces:
    """Return a string item in pieces, none where nothing of it is struck out."""
    found = tuple(
        (
            "".join(one.text or "" for one in run.iterfind(f"{_S}t")),
            _is_struck(run.find(f"{_S}rPr")),
        )
        for run in item.iterfind(f"{_S}r")
    )
    return found if any(struck and text.strip() for text, struck in found) else ()


def _is_struck(look: Any) -> bool:
    strike = None if look is None else look.find(f"{_S}strike")
    return strike is not None and strike.get("val") in _ON


def _is_white(color: Any) -> bool:
    if color is None:
        return False
    tint = color.get("tint", "0")
    theme = color.get("theme") == _WHITE_THEME and not tint.startswith("-")
    listed = color.get("indexed") in _WHITE_PLACES
    return theme or listed or color.get("rgb", "").upper()[-6:] == "FFFFFF"


def _brightness(color: Any, default: float | None) -> float | None:
    """Return how bright a colour is that is told in hexadecimal digits; no colour is ``default``."""
    if color is None:
        return default
    return brightness(color.get("rgb", "")[-6:])


def _letters(font: Any) -> float | None:
    return _brightness(font.find(f"{_S}color"), 0.0)


def _paper(fill: Any) -> float | None:
    pattern = fill.find(f"{_S}patternFill")
    solid = pattern is not None and pattern.get("patternType") == "solid"
    return _brightness(pattern.find(f"{_S}fgColor"), None) if solid else None


def _font(font: Any) -> tuple[bool, bool]:
    return _is_struck(font), _is_white(font.find(f"{_S}color"))


def _is_filled(fill: Any) -> bool:
    """Return whether a fill is another than the white of the paper."""
    pattern = fill.find(f"{_S}patternFill")
    if pattern is None:
        return next(iter(fill), None) is not None
    if pattern.get("patternType", "none") in {"none", "gray125"}:
        return False
    return not _is_white(pattern.find(f"{_S}fgColor"))
