"""Sheets beside a packet: the control slip, the test sheets of a printer; PDF by Typst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache

from smdesk.packet import page
from smdesk.paths import templates

_TEXT, _HEAD = "仿宋", "黑体"
TITLE = "打印清点单"
PLACES_TITLE = "签字盖章处"
PLACES_HEAD = ("页码", "位置", "签章", "已签")
BINDING = "装订边"
UP = "箭头所指是纸的上边"


@dataclass(frozen=True)
class Slip:
    """What a control slip says.

    ``facts`` are name, value and whether it is set large; ``places`` are page, title and what is to
    be signed; ``checks`` are ticked by hand.
    """

    lead: str
    facts: tuple[tuple[str, str, bool], ...]
    places: tuple[tuple[str, str, str], ...]
    checks: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TestSide:
    """One side of a test sheet: large word, lines below."""

    __test__ = False

    front: bool
    big: str
    lines: tuple[str, ...]


def write_slip(slip: Slip) -> bytes:
    """Return a control slip as PDF: an even number of pages, so that it is a sheet of its own.

    Raises ``SmdeskError`` ``faces.none``.
    """
    words = {"title": TITLE, "places_title": PLACES_TITLE, "places_head": PLACES_HEAD}
    return _made("slip", asdict(slip) | words)


def write_test_sides(sides: Sequence[TestSide]) -> bytes:
    """Return test sheets as PDF, a page a side; raises as `write_slip`."""
    return _made(
        "test-sheet",
        {
            "sides": [asdict(one) for one in sides], "binding": BINDING, "up": UP,
            "inner": page.INNER, "outer": page.OUTER, "top": page.TOP, "bottom": page.BOTTOM,
        },
    )  # fmt: skip


def _made(name: str, content: dict[str, object]) -> bytes:
    from smdesk.packet.pdf.engine import GlyphsMissing, engine

    machine = engine((_TEXT, _HEAD))
    faces = {
        "face": machine.families[_TEXT].names,
        "head": machine.families[_HEAD].names,
    }
    try:
        return machine.other(_template(name), content | faces)
    except GlyphsMissing as problem:
        return machine.other(_template(name), _without(content, problem.characters) | faces)


def _without(content: dict[str, object], missing: frozenset[str]) -> dict[str, object]:
    """Return content with the characters replaced that no face has, as packets do."""
    import json

    text = json.dumps(content, ensure_ascii=False)
    for one in missing:
        text = text.replace(one, "〓")
    found: dict[str, object] = json.loads(text)
    return found


@cache
def _template(name: str) -> bytes:
    return (templates() / "typst" / f"{name}.typ").read_bytes()
