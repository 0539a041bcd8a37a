"""Reads properties of runs, paragraphs and content controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smdesk.intake.word.model import WordRun
from smdesk.intake.word.names import (
    CODES,
    FALLBACK,
    OFF,
    W14_CHECKBOX,
    W14_CHECKED,
    W14_VAL,
    Code,
    Names,
)

PLAIN = WordRun("")
"""The look of a run without properties."""

GLYPHS = frozenset("☐☑☒□■√✓✔×✗✘▣○●◉")
"""Characters that stand for a box or a tick."""
EMPTY, FULL = frozenset("☐□"), frozenset("☑☒■√✓✔●◉")
"""Of these those that show a box without a tick, and with one."""

UNSTRESSED = frozenset({None, "none", "auto", "000000", "FFFFFF", "ffffff", "white"})
"""Underlines and colours that mark nothing."""


def child_of(element: Any, tag: str) -> Any:
    """Return the first child with ``tag`` or ``None``; quicker than ``find``."""
    return next(element.iterchildren(tag), None)


def look_of(element: Any, names: Names) -> tuple[WordRun, str | None]:
    """Return the look that ``w:rPr`` gives as an empty run, and its font for Latin characters."""
    font, bold, struck, hidden, raised, stressed = None, False, False, False, False, False
    if not len(element):
        return PLAIN, None
    for child in element:
        tag = child.tag
        if tag == names.fonts:
            font = child.get(names.ascii) or child.get(names.hansi)
        elif tag == names.bold:
            bold = child.get(names.val) not in OFF
        elif tag in {names.strike, names.dstrike}:
            struck = struck or child.get(names.val) not in OFF
        elif tag == names.vanish:
            hidden = child.get(names.val) not in OFF
        elif tag == names.vert_align:
            raised = child.get(names.val) in {"superscript", "subscript"}
        elif tag in {names.underline, names.color, names.highlight}:
            stressed = stressed or child.get(names.val) not in UNSTRESSED
        elif tag in {names.border, names.shading, names.emphasis}:
            stressed = stressed or _stands_out(child, names)
    if not (bold or struck or hidden or raised or stressed):
        return PLAIN, font
    return WordRun("", bold, struck, hidden, raised=raised, stressed=stressed), font


def _stands_out(child: Any, names: Names) -> bool:
    """Return whether a border, a shading or a mark of emphasis is seen."""
    kind = child.get(names.val)
    if child.tag != names.shading or kind not in {"clear", None}:
        return kind not in {None, "none", "nil", "clear"}
    return child.get(names.fill) not in UNSTRESSED


def form_box(data: Any, names: Names) -> bool | None:
    """Return the state of a legacy form check box (``w:ffData``), ``None`` if it is none."""
    box = None if data is None else data.find(names.check_box)
    if box is None:
        return None
    state = box.find(names.checked)
    if state is None:
        state = box.find(names.default)
    return state is not None and state.get(names.val) not in OFF


def form_choice(data: Any, names: Names) -> str:
    """Return the entry that a legacy drop-down field (``w:ffData``) shows, empty if it is none."""
    listed = None if data is None else data.find(names.drop_down)
    if listed is None:
        return ""
    entries = [one.get(names.val) or "" for one in listed.iterchildren(names.list_entry)]
    chosen = listed.find(names.result)
    if chosen is None:
        chosen = listed.find(names.default)
    place = number(chosen.get(names.val)) if chosen is not None else 0
    return entries[place] if place is not None and 0 <= place < len(entries) else ""


def paragraph_properties(
    element: Any, names: Names
) -> tuple[str | None, tuple[int, int] | None, int | None, bool]:
    """Return style id, numbering, outline level and whether the paragraph mark is revised."""
    style, numbering, outline, revised = None, None, None, False
    for child in element:
        if child.tag == names.style:
            style = child.get(names.val)
        elif child.tag == names.numbering:
            numbering = _numbering(child, names)
        elif child.tag == names.outline:
            outline = number(child.get(names.val))
        elif child.tag == names.rpr and len(child):
            revised = any(CODES.get(one.tag) in {Code.INSERTED, Code.REMOVED} for one in child)
    return style, numbering, outline, revised


def _numbering(element: Any, names: Names) -> tuple[int, int] | None:
    identity = element.find(names.num_id)
    found = None if identity is None else number(identity.get(names.val))
    if found is None:
        return None
    level = element.find(names.ilvl)
    return found, (0 if level is None else number(level.get(names.val)) or 0)


def control_properties(element: Any, names: Names) -> tuple[str | None, bool, bool | None]:
    """Return a control's tag, whether it shows content (not its placeholder), its box's state."""
    properties = child_of(element, names.sdt_pr)
    if properties is None:
        return None, True, None
    tag, shown, state = None, True, None
    for child in properties:
        if child.tag == names.tag:
            tag = child.get(names.val)
        elif child.tag == names.placeholder:
            shown = child.get(names.val) in OFF
        elif child.tag == W14_CHECKBOX:
            checked = child.find(W14_CHECKED)
            state = checked is not None and checked.get(W14_VAL) not in OFF
    return tag, shown or state is not None, state


def ancestors(element: Any, top: Any, tag: str) -> Iterator[Any]:
    """Yield the ancestors of ``element`` below ``top`` that have ``tag`` or are a fallback."""
    parent = element.getparent()
    while parent is not None and parent is not top:
        if parent.tag in {tag, FALLBACK}:
            yield parent
        parent = parent.getparent()


def number(text: str | None) -> int | None:
    """Return the integer that ``text`` spells, else ``None``."""
    try:
        return int(text or "")
    except ValueError:
        return None


def is_hex(text: str) -> bool:
    """Return whether ``text`` is a hexadecimal number of at most six digits."""
    return 0 < len(text) <= 6 and all(one in "0123456789abcdefABCDEF" for one in text)
