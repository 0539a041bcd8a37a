"""What the tables of a Word file hold and do not show, and boxes that are bullets, told before reading.

Letters hidden or struck out by a style, letters as bright as what is behind them and letters of a few
points are marked as Word marks hidden and struck ones; a box that is the bullet of a list is put before
its words. What was drawn on a cell, equations, and rows too low for letters, are marked like a note that says
otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from smdesk.intake.faint import PAPER, brightness, is_faint
from smdesk.intake.word.names import OFF, SPEAKS_AGAINST, M
from smdesk.intake.word.symbols import as_shown
from smdesk.intake.wordfile import W, WordFile, number, numbering_of, value_of

_COLOR, _SIZE, _RUN_STYLE, _STYLE = f"{W}color", f"{W}sz", f"{W}rStyle", f"{W}pStyle"
_LISTED = f"{W}numPr"
_RUN, _PARAGRAPH, _CELL, _TABLE, _LOOK = f"{W}r", f"{W}p", f"{W}tc", f"{W}tbl", f"{W}rPr"
_VAL = f"{W}val"
_WHITE = frozenset({"FFFFFF", "ffffff", "white"})
_PAPER = frozenset({None, "auto", "none", "clear", *_WHITE})
_TINY = 9
"""Letters of so many half points are not read by anyone."""
_NARROW = 25
"""Letters of so many hundredths of their width are strokes."""
_RAISED = 5
"""Letters raised or lowered by so many half points stand beside their line."""
_LOW = 100
"""In a row of exactly so many twentieths of a point no letter is seen."""
_SCALE, _POSITION, _HEIGHT, _ROW = f"{W}w", f"{W}position", f"{W}trHeight", f"{W}tr"
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}contentPart", f"{W}altChunk")
_BUILT = tuple(
    f"{{{M}}}{one}" for one in (
        "f", "sSup", "sSub", "sSubSup", "sPre", "rad", "nary", "d", "m", "eqArr", "func", "limLow", "limUpp", "bar",
        "acc", "groupChr", "borderBox",
    )
)  # fmt: skip
"""Parts of an equation that is more than a row of letters: 3/5 and 3⁵ are no 35."""
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_TEXT_BOX = f"{W}txbxContent"
_BOXES = frozenset("□☐☑☒")
_TICKS = frozenset("√✓✔")
_ORNAMENTS = frozenset("\uf071\uf072")
"""Shadowed boxes that programs offer as plain bullets."""
_CHAIN = 20
_TOGGLES = ("vanish", "strike", "dstrike", "specVanish")
_ODD = (*(f"{W}{one}" for one in _TOGGLES), _COLOR, _SIZE)


def tell_unseen(word: WordFile) -> None:
    """Mark what is not seen in the tables of a body; insert boxes that are bullets."""
    told = _Telling(word)
    for table in word.body.iter(_TABLE):
        if next(table.iterancestors(_TABLE), None) is None:
            for one in list(
                table.iter(_COLOR, _SIZE, _RUN_STYLE, _STYLE, _LISTED, _SCALE, _POSITION)
            ):
                told.of(one)
            for one in list(table.iter(_HEIGHT, *_DRAWN, *_BUILT)):
                _note(one)


def _note(one: etree._Element) -> None:
    """Mark the cells of a row that is too low for letters, or that a shape, a sheet or an equation stands in."""
    if one.tag == _HEIGHT and not _is_low(one):
        return  # nearly all of them
    row = next(one.iterancestors(_ROW), None)
    if row is None:
        return
    if one.tag == _HEIGHT:
        cells = list(row.iterchildren(_CELL))
    elif one.tag in _BUILT:
        cells = list(one.iterancestors(_CELL))[:1]
    elif next(one.iter(_TEXT_BOX), None) is not None or any(
        above.tag == _TEXT_BOX for above in one.iterancestors()
    ):
        return  # its words are read
    elif next(one.iter(_PICTURE), None) is not None:
        cells = list(one.iterancestors(_CELL))[:1]
    else:
        cells = list(row.iterchildren(_CELL))
    for cell in cells:
        speak_against(cell)


def _is_low(height: etree._Element) -> bool:
    return height.get(f"{W}hRule") == "exact" and 0 < number(height.get(_VAL), 999) <= _LOW


def speak_against(cell: etree._Element) -> None:
    """Mark a cell like one at which a note hangs that says otherwise."""
    paragraph = cell.find(_PARAGRAPH)
    if paragraph is not None:
        run = etree.SubElement(paragraph, _RUN)
        etree.SubElement(run, f"{W}footnoteReference").set(SPEAKS_AGAINST, "1")


def _set(look: etree._Element, name: str) -> None:
    """Set a toggle of a run's look unless the run says itself what it is."""
    if look.find(f"{W}{name}") is None:
        etree.SubElement(look, f"{W}{name}")


def _look(run: etree._Element) -> etree._Element:
    look = run.find(_LOOK)
    if look is None:
        look = etree.Element(_LOOK)
        run.insert(0, look)
    return look


@dataclass
class _Telling:
    """Goes over elements of tables; styles and lists are looked up when one names them."""

    word: WordFile
    _toggles: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, one: etree._Element) -> None:
        """Tell what one property of a run or paragraph makes of its letters."""
        tag, value = one.tag, one.get(_VAL)
        if tag == _SIZE and not 0 < number(value, 99) <= _TINY:
            return  # nearly all of them
        above = one.getparent()
        owner = above.getparent() if above is not None else None
        if above is None or owner is None:
            return
        if tag == _LISTED:
            self._bullet(above, owner)
        elif tag == _STYLE and (toggles := self._toggles_of(value)):
            for run in list(owner.iter(_RUN)):
                self._dress(_look(run), toggles)
        elif owner.tag != _RUN:
            return
        elif tag == _RUN_STYLE:
            self._dress(above, self._toggles_of(value))
        elif (
            (tag == _COLOR and _is_lost(one, owner))
            or tag == _SIZE
            or (tag == _SCALE and 0 < number(value, 99) <= _NARROW)
        ):
            _set(above, "vanish")
        elif tag == _POSITION and abs(number(value)) >= _RAISED:
            etree.SubElement(above, f"{W}vertAlign").set(_VAL, "superscript")

    def _dress(self, look: etree._Element, toggles: tuple[str, ...]) -> None:
        for name in toggles:
            if name in _TOGGLES:
                _set(look, name)
            elif look.find(f"{W}{name}") is None and not (name == "color" and _is_on_dark(look)):
                _set(look, "vanish")

    @cached_property
    def styles(self) -> Mapping[str, etree._Element]:
        """The styles by id; none where no style hides or strikes out anything."""
        root = self.word.part_of("styles")
        if root is None or not any(_is_odd(one) for one in root.iter(*_ODD)):
            return {}
        return {one.get(f"{W}styleId") or "": one for one in root.iterfind(f"{W}style")}

    def _toggles_of(self, style: str | None) -> tuple[str, ...]:
        """Return what a style hides or strikes out; worked out for the few that a file names."""
        name = style or ""
        if name not in self._toggles:
            self._toggles[name] = tuple(_toggles(name, self.styles))
        return self._toggles[name]

    @cached_property
    def bullets(self) -> Mapping[tuple[int, int], str]:
        """The bullet of each level of each list that has one."""
        root = self.word.part_of("numbering")
        if root is None:
            return {}
        kinds = {
            one.get(f"{W}abstractNumId"): dict(_glyphs(one)) for one in root.iterfind(f"{W}abstractNum")
        }  # fmt: skip
        found: dict[tuple[int, int], str] = {}
        for one in root.iterfind(f"{W}num"):
            glyphs = kinds.get(value_of(one, "abstractNumId"), {})
            found |= {(number(one.get(f"{W}numId")), lvl): glyph for lvl, glyph in glyphs.items()}
        return found

    def _bullet(self, properties: etree._Element, paragraph: etree._Element) -> None:
        glyph = self._glyph(properties)
        ticks = glyph in _TICKS and self._among_boxes(paragraph)
        if paragraph.tag == _PARAGRAPH and (glyph in _BOXES or ticks):
            run = etree.Element(_RUN)
            etree.SubElement(run, f"{W}t").text = glyph
            properties.addnext(run)

    def _glyph(self, properties: etree._Element | None) -> str:
        return self.bullets.get(numbering_of(properties) or (0, 0), "")

    def _among_boxes(self, paragraph: etree._Element) -> bool:
        """Return whether other lines of the same cell have boxes for bullets."""
        above = paragraph.getparent()
        others = () if above is None else above.iterchildren(_PARAGRAPH)
        return any(self._glyph(one.find(f"{W}pPr")) in _BOXES for one in others)


def _is_odd(one: etree._Element) -> bool:
    """Return whether a property of a style hides letters, strikes them out or makes them faint or tiny."""
    if one.tag == _COLOR:
        return is_faint(brightness(one.get(_VAL), one.get(f"{W}themeColor")), PAPER)
    if one.tag == _SIZE:
        return 0 < number(one.get(_VAL), 99) <= _TINY
    return one.get(_VAL) not in OFF


def _toggles(name: str, plain: Mapping[str, etree._Element]) -> Iterator[str]:
    for toggle in (*_TOGGLES, "color", "sz"):
        at: str | None = name
        for _ in range(_CHAIN):  # a chain of basedOn may be a ring
            style = plain.get(at or "")
            if style is None:
                break
            look = style.find(_LOOK)
            said = None if look is None else look.find(f"{W}{toggle}")
            if said is not None:
                if _is_odd(said):
                    yield toggle
                break
            at = value_of(style, "basedOn")


def _glyphs(kind: etree._Element) -> Iterator[tuple[int, str]]:
    for level in kind.iterfind(f"{W}lvl"):
        text = value_of(level, "lvlText") or ""
        if value_of(level, "numFmt") == "bullet" and len(text) == 1 and text not in _ORNAMENTS:
            fonts = level.find(f"{_LOOK}/{W}rFonts")
            font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
            yield number(level.get(f"{W}ilvl")), as_shown(text, font)


def _is_on_dark(look: etree._Element) -> bool:
    run = look.getparent()
    return run is not None and _on_dark(run)


def _is_lost(color: etree._Element, run: etree._Element) -> bool:
    """Return whether the colour of a run's letters is that of what is behind them."""
    letters = brightness(color.get(_VAL), color.get(f"{W}themeColor"))
    if letters is None:
        return False
    behind = _fill(run)
    if behind is not None:
        return is_faint(letters, behind)
    return is_faint(letters, PAPER) and not _on_dark(run)


def _fill(run: etree._Element) -> float | None:
    """Return how bright the nearest plain shading behind a run is, if one is told."""
    places = [(run, "rPr"), *((one, "pPr") for one in run.iterancestors(_PARAGRAPH))]
    places += [(one, "tcPr") for one in list(run.iterancestors(_CELL))[:1]]
    for owner, properties in places:
        shade = owner.find(f"{W}{properties}/{W}shd")
        if (
            shade is not None
            and shade.get(_VAL) in {"clear", None}
            and shade.get(f"{W}themeFill") is None
        ):
            found = brightness(shade.get(f"{W}fill"))
            if found is not None:
                return found
    return None


def _on_dark(run: etree._Element) -> bool:
    """Return whether white letters may be seen: something behind them is shaded."""
    look = run.find(_LOOK)
    if look is not None and (_shaded(look) or look.find(f"{W}highlight") is not None):
        return True
    if any(
        _shaded(one.find(properties))
        for tag, properties in ((_PARAGRAPH, f"{W}pPr"), (_CELL, f"{W}tcPr"), (_TABLE, f"{W}tblPr"))
        for one in run.iterancestors(tag)
    ):
        return True
    cell, table = next(run.iterancestors(_CELL), None), next(run.iterancestors(_TABLE), None)
    styled = table is not None and value_of(table, "tblPr", "tblStyle") is not None
    return styled and cell is not None and not any(_is_seen(one) for one in cell.iter(_RUN))


def _shaded(properties: etree._Element | None) -> bool:
    shade = None if properties is None else properties.find(f"{W}shd")
    if shade is None:
        return False
    solid = shade.get(_VAL) not in {*_PAPER, "nil"}
    return solid or shade.get(f"{W}fill") not in _PAPER or shade.get(f"{W}themeFill") is not None


def _is_seen(run: etree._Element) -> bool:
    """Return whether a run of letters is of another colour than white."""
    return value_of(run, "rPr", "color") not in _WHITE and any(
        (one.text or "").strip() for one in run.iterchildren(f"{W}t")
    )
