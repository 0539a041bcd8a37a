"""What is said in passing of the field at hand: how it is filled in, its characters, its unit."""

from __future__ import annotations

from smdesk.errors import sentence
from smdesk.notices.models import Kind
from smdesk.notices.text import word_count
from smdesk.service.session import Changes, DraftSession

_PROSE = frozenset({Kind.TEXT, Kind.LONG_TEXT})


def passing_note(session: DraftSession, changes: Changes) -> str:
    """Return what a change says in passing, empty for most: which step was taken back or done again,
    or what became of the last number that was typed in another unit.
    """
    if changes.cause in {"undo", "redo"}:
        return sentence(f"wizard.{changes.cause}-done", step=changes.step)
    if not changes.converted:
        return ""
    told = changes.converted[-1]
    field = session.field(told.address)
    unit = (field.unit or "") if field else ""
    return sentence("wizard.converted", typed=told.typed, text=f"{told.text} {unit}".strip())


def count_note(session: DraftSession, place: str) -> tuple[str, bool]:
    """Return how long a value is against its limit, and whether it is over.

    It is counted as the cell and the rule do, as Word's 字数; the narrative page counts its own.
    """
    field = session.field(place)
    if field is None or (field.kind not in _PROSE and field.limit is None):
        return "", False
    count, limit = word_count(session.value(place)), field.limit
    if limit is None:
        return (sentence("wizard.count", count=count) if count else ""), False
    over = max(0, count - limit)
    code = "wizard.count-over" if over else "wizard.count-limit"
    return sentence(code, count=count, limit=limit, over=over), over > 0


def help_note(session: DraftSession, place: str) -> tuple[str, str]:
    """Return the name of the value at hand and how it is filled in; empty for another place."""
    field = session.field(place)
    if field is None:
        return "", ""
    facts = ["必填"] if field.required else []
    facts += ["只选一项"] if field.kind is Kind.CHOICE and field.pick == "one" else []
    facts += [f"单位 {field.unit}"] if field.unit else []
    facts += ["须带单位：" + "或".join(field.units)] if field.units else []
    facts += [f"不超过 {field.limit} 字"] if field.limit else []
    facts += [field.help] if field.help else []
    facts += [f"例：{field.example}"] if field.example else []
    return session.label(place), "　".join(facts)
