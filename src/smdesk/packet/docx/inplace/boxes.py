"""Boxes ticked and cleared: printed glyphs, symbols of Wingdings, check-box controls, form fields."""

from __future__ import annotations

from smdesk.packet.docx.inplace.letters import GLYPHS, W14, Element, Letter, Letters
from smdesk.packet.docx.inplace.runs import put

TICKED, UNTICKED = "☑", "□"
_ROUND = {"○": "●", "〇": "●", "◯": "●", "●": "○"}
_SYMBOLS = {
    "wingdings": (0xF0FE, 0xF0A8), "wingdings 2": (0xF052, 0xF0A3), "webdings": (0xF061, 0xF063),
}  # fmt: skip
"""Ticked and empty box in each symbol font."""
_OPEN, _CLOSE = "(（[【〔", ")）]】〕"


def tick(letters: Letters, start: int, end: int, *, on: bool) -> None:
    """Tick or clear the box at the letters ``start`` to ``end``; where they are none, set one."""
    if start == end:
        if on:
            _set_beside(letters, start)
        return
    first = letters.letters[start]
    match first.kind:
        case "control":
            _control(first.node, letters.space, on=on)
        case "legacy":
            _legacy(first.node, letters.space, on=on)
        case "symbol":
            _symbol(first, letters.space, on=on)
        case "text":
            _text(letters, start, end, on=on)
        case _:
            if on:
                _set_beside(letters, end)


def _set_beside(letters: Letters, at: int) -> None:
    element = letters.paragraphs[0]
    put(letters, element, at, at, TICKED, ruled=False, whole=False)


def _text(letters: Letters, start: int, end: int, *, on: bool) -> None:
    """Tick a printed glyph; in brackets a tick takes the blank between them."""
    first, last = letters.letters[start], letters.letters[end - 1]
    if end - start > 1 and first.character in _OPEN and last.character in _CLOSE:
        inner = "".join(one.character for one in letters.letters[start + 1 : end - 1])
        if bool(inner.strip()) == on:
            return
        wide = len(inner) if inner.isascii() else 2 * len(inner)
        text = ("√" if wide < 3 else " √ ") if on else "　"
        put(letters, letters.paragraphs[0], start + 1, end - 1, text, ruled=False, whole=False)
        return
    for number in range(start, end):
        _glyph(letters.letters[number], letters.space, on=on)


def _glyph(one: Letter, space: str, *, on: bool) -> None:
    font = _font(one.node, space)
    if one.character in _ROUND:
        made = "●" if on else "○"
    elif font in _SYMBOLS:
        ticked, empty = _SYMBOLS[font]
        code = ticked if on else empty
        made = chr(code) if ord(one.character) >= 0xF000 else chr(code & 0xFF)
    elif 0xF000 <= ord(one.character) <= 0xF0FF:
        made = chr(0xF0FE if on else 0xF0A8)
    else:
        made = TICKED if on else UNTICKED
        if not on and one.character in "☐▢❏❑❒◻口":
            made = one.character
    text = one.node.text or ""
    one.node.text = text[: one.offset] + made + text[one.offset + 1 :]


def _font(node: Element, space: str) -> str:
    run = node.getparent()
    fonts = run.find(f"{space}rPr/{space}rFonts") if run is not None else None
    if fonts is None:
        return ""
    return str(fonts.get(f"{space}ascii") or fonts.get(f"{space}hAnsi") or "").lower()


def _symbol(one: Letter, space: str, *, on: bool) -> None:
    font = (one.node.get(f"{space}font") or "").lower()
    ticked, empty = _SYMBOLS.get(font, _SYMBOLS["wingdings"])
    if font not in _SYMBOLS:
        one.node.set(f"{space}font", "Wingdings")
    one.node.set(f"{space}char", f"{ticked if on else empty:04X}")


def _control(control: Element, space: str, *, on: bool) -> None:
    """Set a check-box control and show the glyph that it names for its state."""
    box = control.find(f"{space}sdtPr/{W14}checkbox")
    state = box.find(f"{W14}checked")
    if state is None:
        state = _first(box, f"{W14}checked")
    state.set(f"{W14}val", "1" if on else "0")
    shown = box.find(f"{W14}{'checkedState' if on else 'uncheckedState'}")
    code = "2612" if on else "2610"
    if shown is not None:
        code = shown.get(f"{W14}val") or code
    glyph = chr(int(code, 16))
    content = control.find(f"{space}sdtContent")
    symbol = next(content.iter(f"{space}sym"), None)
    if symbol is not None:
        symbol.set(f"{space}char", f"{int(code, 16):04X}")
        if shown is not None and shown.get(f"{W14}font"):
            symbol.set(f"{space}font", shown.get(f"{W14}font"))
        return
    for text in content.iter(f"{space}t"):
        if (text.text or "")[:1] in GLYPHS or text.text:
            text.text = glyph + (text.text or "")[1:]
            return


def _legacy(box: Element, space: str, *, on: bool) -> None:
    """Set a form field's box."""
    state = box.find(f"{space}checked")
    if state is None:
        state = _first(box, f"{space}checked", at=len(box))
    state.set(f"{space}val", "1" if on else "0")


def _first(parent: Element, tag: str, at: int = 0) -> Element:
    from lxml import etree

    made = etree.Element(tag)
    parent.insert(at, made)
    return made
