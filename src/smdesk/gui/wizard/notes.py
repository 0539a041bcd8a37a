"""What the bar below says of the field at hand and of what was converted."""

from __future__ import annotations

from smdesk.errors import sentence
from smdesk.notices.models import Kind
from smdesk.notices.text import word_count
from smdesk.rules.formats.texts import characters
from smdesk.rules.whole import NARRATIVE
from smdesk.service.session import Changes, DraftSession

_PROSE = frozenset({Kind.TEXT, Kind.LONG_TEXT})


def converted_note(session: DraftSession, changes: Changes) -> str:
    """Return what became of the last number that was typed in another unit, empty if none was."""
    if not changes.converted:
        return ""
    told = changes.converted[-1]
    field = session.field(told.address)
    unit = (field.unit or "") if field else ""
    return sentence("wizard.converted", typed=told.typed, text=f"{told.text} {unit}".strip())


def count_note(session: DraftSession, place: str) -> tuple[str, bool]:
    """Return the characters of a place against its limit, and whether it is over."""
    if place.partition("#")[0].partition(":")[0] == NARRATIVE:
        count = word_count(session.declaration.narrative.text)
        return _against("narrative", count, session.form.outline.limit)
    field = session.field(place)
    if field is None or (field.kind not in _PROSE and field.limit is None):
        return "", False
    return _against("", characters(session.value(place)), field.limit)


def _against(what: str, count: int, limit: int | None) -> tuple[str, bool]:
    if limit is None:
        code = f"wizard.{what}-count" if what else "wizard.count"
        return (sentence(code, count=count) if count else ""), False
    over = max(0, count - limit)
    kind = "over" if over else "limit"
    code = f"wizard.{what}-{kind}" if what else f"wizard.count-{kind}"
    return sentence(code, count=count, limit=limit, over=over), over > 0
