"""Equations of Word in one line: (a+b)/c, x², √(n), ∑_(i=1)^n y."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smdesk.intake.narrative.scripts import lowered, raised

Element = Any
"""An lxml element."""

_DEEPEST = 40


def linear(formula: Element) -> str:
    """Return what an ``m:oMath`` or ``m:oMathPara`` says, in one line."""
    return " ".join(_text(formula, 0).split())


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Element, name: str) -> Element | None:
    return next((one for one in element if _name(one) == name), None)


def _part(element: Element, name: str, depth: int) -> str:
    child = _child(element, name)
    return _text(child, depth) if child is not None else ""


def _sign(element: Element, properties: str, name: str, usual: str) -> str:
    """Return a character that a property names; an empty name says that there is none."""
    group = _child(element, properties)
    found = _child(group, name) if group is not None else None
    if found is None:
        return usual
    return next((text for key, text in found.attrib.items() if _name_of(key) == "val"), "")


def _name_of(key: Any) -> str:
    return str(key).rpartition("}")[2]


def _held(text: str) -> str:
    """Return a part in brackets where it is more than one quantity."""
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _up(text: str) -> str:
    return (raised(text) or f"^{_held(text)}") if text else ""


def _down(text: str) -> str:
    return (lowered(text) or f"_{_held(text)}") if text else ""


def _text(element: Element, depth: int) -> str:
    if depth > _DEEPEST:
        return "".join(element.itertext())
    deeper = depth + 1

    def part(name: str) -> str:
        return _part(element, name, deeper)

    match _name(element):
        case "t":
            return element.text or ""
        case "f":
            return f"{_held(part('num'))}/{_held(part('den'))}"
        case "sSup" | "sSub" | "sSubSup":
            return f"{part('e')}{_down(part('sub'))}{_up(part('sup'))}"
        case "sPre":
            return f"{_down(part('sub'))}{_up(part('sup'))}{part('e')}"
        case "rad":
            return f"{part('deg')}√({part('e')})"
        case "nary":
            sign = _sign(element, "naryPr", "chr", "∫")
            return f"{sign}{_down(part('sub'))}{_up(part('sup'))} {part('e')}"
        case "d":
            return _bracketed(element, deeper)
        case "limLow" | "limUpp":
            return f"{part('e')}_{_held(part('lim'))} "
        case "func":
            return f"{part('fName')} {part('e')}"
        case "m" | "eqArr":
            return _rows(element, deeper)
        case _:
            return _joined(element, deeper)


def _joined(children: Iterable[Element], depth: int) -> str:
    return "".join([_text(one, depth) for one in children])


def _bracketed(element: Element, depth: int) -> str:
    begin, end = (
        _sign(element, "dPr", f"{one}Chr", sign) for one, sign in (("beg", "("), ("end", ")"))
    )
    inner = _sign(element, "dPr", "sepChr", "|").join(
        _text(one, depth) for one in element if _name(one) == "e"
    )
    return f"{begin}{inner}{end}"


def _rows(element: Element, depth: int) -> str:
    """Return the rows of a matrix or of lines below each other."""
    rows = [one for one in element if _name(one) in {"mr", "e"}]
    texts = [
        ", ".join(_text(one, depth) for one in row) if _name(row) == "mr" else _text(row, depth)
        for row in rows
    ]
    return "; ".join(texts)
