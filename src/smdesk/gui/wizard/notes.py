"""What the bar below says of the field at hand and of what was converted."""

from __future__ import annotations

from smdesk.errors import sentence
from smdesk.notices.models import Kind
from smdesk.rules.formats.texts import characters
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
    """Return the characters of a value against its limit, and whether it is over.

    The narrative page counts its own words.
    """
    field = session.field(place)
    if field is None or (field.kind not in _PROSE and field.limit is None):
        return "", False
    count, limit = characters(session.value(place)), field.limit
    if limit is None:
        return (sentence("wizard.count", count=count) if count else ""), False
    over = max(0, count - limit)
    code = "wizard.count-over" if over else "wizard.count-limit"
    return sentence(code, count=count, limit=limit, over=over), over > 0
