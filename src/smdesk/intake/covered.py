"""Answers in the tables of a Word file that something covers, numbers or colours: marked as if a note spoke against them.

Letters blacked out; a figure before which the program puts the number of a list; a figure over which a
word is printed small; and letters of a look of which a line beside the tables says that they are not settled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from lxml import etree

from smdesk.intake.faint import brightness, is_faint
from smdesk.intake.unseen import speak_against
from smdesk.intake.wordfile import W, WordFile, numbering_of, value_of
from smdesk.intake.words import named, one_of

_RUN, _PARAGRAPH, _CELL, _TABLE, _TEXT = f"{W}r", f"{W}p", f"{W}tc", f"{W}tbl", f"{W}t"
_LIT, _SHADE, _LISTED, _RUBY = f"{W}highlight", f"{W}shd", f"{W}numPr", f"{W}ruby"
_BLACK = 0.0
_FIGURE = re.compile(r"\s*-?\d[\d,.]*\s*[%％]?\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SETTLED = one_of("beside.settled")
MOST_LINE = 60
"""A longer line is no legend."""


def tell_covered(word: WordFile) -> None:
    """Mark the cells of a body's tables whose answers are covered, numbered or of an unsettled look."""
    for table in word.body.iter(_TABLE):
        if next(table.iterancestors(_TABLE), None) is None:
            for one in list(table.iter(_LIT, _SHADE, _LISTED, _RUBY)):
                if _covers(word, one):
                    _mark(one)
    looks = {look for line in _lines(word) for look in _of_legend(line)}
    for look in looks:
        _mark_look(word, _LOOKS[look])


def _mark(one: etree._Element) -> None:
    cell = next(one.iterancestors(_CELL), None)
    if cell is not None:
        speak_against(cell)


def _covers(word: WordFile, one: etree._Element) -> bool:
    if one.tag == _LISTED:
        return _is_numbered(word, one)
    if one.tag == _RUBY:
        return _is_remarked(one)
    run = next(one.iterancestors(_RUN), None)
    if run is None or not _texts(run).strip():
        return False
    letters = brightness(value_of(run, "rPr", "color")) or _BLACK
    return is_faint(letters, _paper(one))


def _paper(one: etree._Element) -> float | None:
    """Return how bright a highlight or a run's shading is, where letters of no colour would be lost on it."""
    if one.tag == _LIT:
        return _BLACK if one.get(f"{W}val") == "black" else None
    solid = one.get(f"{W}val") == "solid"
    return brightness(one.get(f"{W}color" if solid else f"{W}fill"))


def _is_numbered(word: WordFile, properties: etree._Element) -> bool:
    """Return whether a paragraph that is a figure alone gets a number before it."""
    above = properties.getparent()
    paragraph = None if above is None else above.getparent()
    found = numbering_of(above)
    if paragraph is None or found is None or not _FIGURE.fullmatch(_texts(paragraph)):
        return False
    listed = word.numbering.get(found[0])
    level = None if listed is None else listed.levels.get(found[1])
    return level is not None and level.format not in {"bullet", "none"} and "%" in level.text


def _is_remarked(ruby: etree._Element) -> bool:
    """Return whether words of Chinese are printed over a figure."""
    base, above = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
    figure = base is not None and re.search(r"\d", _texts(base)) is not None
    return figure and above is not None and _HAN.search(_texts(above)) is not None


def _texts(element: etree._Element) -> str:
    return "".join([one.text or "" for one in element.iter(_TEXT)])


# ---- legends ----


def _lines(word: WordFile) -> Iterator[str]:
    """Yield the short lines of a body that stand beside its tables."""
    if word.body.find(_TABLE) is None:
        return
    for one in word.body.iterchildren(_PARAGRAPH):
        text = _texts(one)
        if 0 < len(text) <= MOST_LINE:
            yield text


@cache
def _look_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the words for looks, each with the look that it tells."""
    return tuple((re.compile(words), look) for words, look in named("beside.look").items())


@cache
def _any_look() -> re.Pattern[str]:
    """Return what finds any of the words for looks: most lines have none."""
    return re.compile("|".join(f"(?:{words})" for words in named("beside.look")))


def _of_legend(line: str) -> Iterator[str]:
    if _any_look().search(line) is None:
        return
    looks = [look for words, look in _look_words() if words.search(line)]
    if looks and not _SETTLED().search(line):
        yield from looks


def _colored(
    *names: str, hues: Callable[[int, int, int], bool]
) -> Callable[[etree._Element], bool]:
    def fits(look: etree._Element) -> bool:
        said = value_of(look, "color") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{6}", said):
            red, green, blue = (int(said[at : at + 2], 16) for at in (0, 2, 4))
            if hues(red, green, blue):
                return True
        return (value_of(look, "highlight") or "").lower() in names or _fill_fits(look, hues)

    return fits


def _fill_fits(look: etree._Element, hues: Callable[[int, int, int], bool]) -> bool:
    shade = look.find(_SHADE)
    said = "" if shade is None else shade.get(f"{W}fill", "")
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", said):
        return False
    red, green, blue = (int(said[at : at + 2], 16) for at in (0, 2, 4))
    return hues(red, green, blue)


def _has(*names: str) -> Callable[[etree._Element], bool]:
    return lambda look: any(
        (found := look.find(f"{W}{name}")) is not None
        and found.get(f"{W}val") not in {"0", "false", "none"}
        for name in names
    )


_LOOKS: dict[str, Callable[[etree._Element], bool]] = {
    "red": _colored("red", "darkred", hues=lambda r, g, b: r > 140 and g < 110 and b < 110),
    "yellow": _colored("yellow", "darkyellow", hues=lambda r, g, b: r > 180 and g > 140 and b < 140),
    "green": _colored("green", "darkgreen", hues=lambda r, g, b: g > 90 and r < 150 and b < 150 and g > r),
    "blue": _colored("blue", "darkblue", "cyan", hues=lambda r, g, b: b > max(120, g) and r < 130),
    "shaded": _has("highlight", "shd"), "lit": _has("highlight"), "slanted": _has("i"), "lined": _has("u"), "bold": _has("b"),
}  # fmt: skip


def _mark_look(word: WordFile, fits: Callable[[etree._Element], bool]) -> None:
    """Mark the cells of tables in which letters, or the cell itself, have a look."""
    for table in word.body.iterchildren(_TABLE):
        for cell in list(table.iter(_CELL)):
            own = cell.find(f"{W}tcPr")
            runs = (one.find(f"{W}rPr") for one in cell.iter(_RUN) if _texts(one).strip())
            if any(look is not None and fits(look) for look in (own, *runs)):
                speak_against(cell)
