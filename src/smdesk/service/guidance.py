"""What the notice says of the place at hand: help of the field, and the clauses that it stands under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smdesk.notices.address import parse
from smdesk.notices.models import Clause, FormField, Rule
from smdesk.rules.patterns import parse_pattern
from smdesk.rules.prose.places import place_part
from smdesk.rules.whole import ATTACHMENTS, NARRATIVE
from smdesk.service.session import DraftSession


@dataclass(frozen=True)
class Guidance:
    """Help for one place; empty texts where the notice says nothing.

    ``origin`` is the sister form that a reconstructed place was taken from; ``clauses`` start with
    the field's own, then those of the visible findings, then those of the rules that read it.
    """

    title: str
    help: str = ""
    example: str = ""
    unit: str = ""
    limit: int | None = None
    required: bool = False
    origin: str = ""
    clauses: tuple[Clause, ...] = ()


def guidance(session: DraftSession, place: str) -> Guidance | None:
    """Return the guidance of a place (see `Changes.place`), ``None`` where there is no such place."""
    tail = place.partition("#")[2]
    whole = place_part(place)
    if whole == NARRATIVE:
        return _of_outline(session, tail)
    if whole == ATTACHMENTS:
        return _of_slots(session, tail)
    field = session.field(place)
    if field is None:
        return None
    return Guidance(
        title=session.label(place),
        help=field.help or "",
        example=field.example or "",
        unit=field.unit or "或".join(field.units),
        limit=field.limit,
        required=field.required,
        origin=(field.origin or "") if field.source == "reconstructed" else "",
        clauses=_quoted(session, _clause_ids(session, place, field)),
    )


def _of_outline(session: DraftSession, item: str) -> Guidance:
    outline = session.form.outline
    found = next((one for one in outline.item if one.id == item), None)
    title = found.title if found else outline.text_title
    hints = [one for one in (found.hint, found.evidence) if one] if found else []
    return Guidance(title, "\n".join(hints), limit=outline.limit)


def _of_slots(session: DraftSession, slot: str) -> Guidance:
    found = next((one for one in session.form.attachment if one.id == slot), None)
    delivery = session.pack.notice.delivery
    return Guidance(
        title=found.title if found else session.form.attachments_title,
        required=found.required if found else False,
        clauses=_quoted(session, [delivery.clause] if delivery.clause else []),
    )


def _clause_ids(session: DraftSession, place: str, field: FormField) -> Iterator[str]:
    """Yield ids of clauses, the nearest first, some perhaps twice."""
    if field.clause:
        yield field.clause
    for finding in session.visible_findings():
        if place in finding.addresses and finding.clause is not None:
            yield finding.clause.id
    name = parse(place).field
    for rule in session.pack.rules:
        if rule.clause and _reads(rule, session.form.id, name):
            yield rule.clause


def _reads(rule: Rule, form: str, name: str) -> bool:
    if rule.forms and form not in rule.forms:
        return False
    for text in rule.let.values():
        pattern = parse_pattern(text)
        if name == (f"{pattern.head}.{pattern.tail}" if pattern.tail else pattern.head):
            return True
    return False


def _quoted(session: DraftSession, ids: Iterable[str]) -> tuple[Clause, ...]:
    known = session.pack.clauses
    return tuple(known[one] for one in dict.fromkeys(ids) if one in known)
