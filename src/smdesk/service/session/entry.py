"""The door of a session: what may be put where, cleaned and made canonical."""

from __future__ import annotations

from collections.abc import Mapping

from smdesk.errors import Problem, SmdeskError
from smdesk.notices.address import parse
from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.text import clean
from smdesk.notices.typed import read
from smdesk.rules.ground import MOST_ROWS, Ground
from smdesk.rules.prose.places import NARRATIVE
from smdesk.service.session.changes import Converted
from smdesk.service.session.delta import Delta


def refused(ground: Ground, values: Mapping[str, str], address: str, text: str) -> Problem | None:
    """Return why ``address`` takes no text, ``None`` if it does.

    A value that stands where the form has no place (from another edition, from a file) can only
    be taken away.
    """
    if address in ground.order and address not in ground.form.fixed:
        return None
    if not text and address in values:
        return None
    if address in ground.form.fixed:
        return Problem("session.address-fixed", params={"label": ground.label(address)})
    return _misplaced(ground, address)


def _misplaced(ground: Ground, address: str) -> Problem:
    unknown = Problem("service.address-unknown", params={"address": address})
    try:
        place = parse(address)
    except SmdeskError:
        return unknown
    repeat = ground.repeats.get(place.repeat or "")
    if repeat is not None and (place.row or 0) > min(repeat.most, MOST_ROWS):
        params = {"address": address, "most": min(repeat.most, MOST_ROWS)}
        return Problem("service.row-too-many", params=params)
    field = ground.fields.get(place.field)
    if field is not None and field.axis == "year" and place.year not in ground.years:
        years = "、".join(map(str, ground.years))
        return Problem("service.year-unknown", params={"address": address, "years": years})
    return unknown


def canonical(ground: Ground, address: str, text: str) -> tuple[str, Converted | None]:
    """Return the text to keep of what was typed at ``address``, and the unit it was converted from."""
    if address not in ground.order:
        return clean(text), None
    typed = read(ground.field(address), text)
    if typed.converted is None:
        return typed.text, None
    return typed.text, Converted(address, clean(text), typed.converted, typed.text)


def clean_narrative(narrative: Narrative, known: Narrative) -> Narrative:
    """Return ``narrative`` cleaned; blocks of ``known`` are clean already."""
    seen = {id(one) for one in known.blocks}
    blocks = tuple(one if id(one) in seen else clean_block(one) for one in narrative.blocks)
    return Narrative(blocks=blocks)


def clean_block(block: Block) -> Block:
    """Return a block without control characters and lone surrogates; blanks at edges of runs stay."""
    match block:
        case Heading():
            return block.model_copy(update={"text": clean(block.text, multiline=False)})
        case Paragraph() | ListItem():
            return block.model_copy(update={"runs": tuple(map(_clean_run, block.runs))})
        case SimpleTable():
            rows = tuple(tuple(clean(cell) for cell in row) for row in block.rows)
            return block.model_copy(update={"rows": rows, "caption": clean(block.caption)})
        case Picture():
            return block.model_copy(update={"caption": clean(block.caption)})


def _clean_run(run: Run) -> Run:
    inner = clean(f"|{run.text}|")[1:-1]  # the marks keep the blanks at the edges
    return run if inner == run.text else run.model_copy(update={"text": inner})


def before_heading(place: str, delta: Delta) -> str:
    """Return where a person stands once a turned step has taken blocks of the narrative away.

    Where the last ones of a part went, its place is now the heading of the next part, which is
    nothing of that step: then it is the block before.
    """
    name, _, number = place.partition(":")
    if delta.narrative is None or name != NARRATIVE or not number.isdecimal():
        return place
    (old, new), at = (one.blocks for one in delta.narrative), int(number)
    headed = at == len(new) or (at < len(new) and isinstance(new[at], Heading))
    gone = len(new) < len(old) and headed and at > 0
    return f"{NARRATIVE}:{at - 1}" if gone else place
