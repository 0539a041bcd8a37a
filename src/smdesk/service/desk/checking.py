"""What is found in a received declaration: the pack's rules, doubts of the reading, late changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from smdesk import __version__
from smdesk.errors import SmdeskError, sentence
from smdesk.intake.submission import NARRATIVE, SURE
from smdesk.notices.declaration import FREE_SLOT, Declaration
from smdesk.notices.editions import find_edition
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.notices.models import Form, Pack
from smdesk.notices.text import quoted
from smdesk.rules.engine import check, checker_of
from smdesk.rules.findings import Finding
from smdesk.rules.whole import ATTACHMENTS
from smdesk.service.desk.facts import facts_of
from smdesk.store.desk.counting import DOUBT
from smdesk.store.desk.models import SourceOf, StoredFinding

if TYPE_CHECKING:  # a worker checks without a desk
    from smdesk.store.desk.desk import Desk

UNASKED = "reading.unasked"
"""The rule of a value that is not there and that the notice's table does not print."""
CHANGED = "reading.changed"
"""The rule of a value that was changed in Word after the export."""


def rules_key(pack: Pack) -> str:
    """Return what findings are kept under: the edition and the version of the program."""
    return f"{pack.hash[:32]}:{__version__}"


def found_in(
    pack: Pack,
    form: Form,
    declaration: Declaration,
    sources: Mapping[str, SourceOf],
    changed: tuple[str, ...],
) -> tuple[StoredFinding, ...]:
    """Return the findings of a received declaration: doubts of the reading first, then the rules'.

    ``changed`` are the addresses whose text in Word is no longer that of the export.
    """
    labels = Labels(pack, form, declaration)
    unasked = _unasked(form, declaration)
    return (
        *_doubts(labels, declaration, sources),
        *_changes(labels, declaration, changed),
        *(_told(labels, one, unasked) for one in check(pack, form, declaration)),
    )


def _unasked(form: Form, declaration: Declaration) -> frozenset[str]:
    """Return the values that nobody asked the applicant for.

    The notice's table does not print them, and who typed into that table never saw our check sheet:
    there all of these are blank.
    """
    beside = frozenset(one.address for one in form.field if one.off_paper)
    return frozenset() if beside & declaration.values.keys() else beside


def _told(labels: Labels, one: Finding, unasked: frozenset[str]) -> StoredFinding:
    """Return a finding to be kept: a value that nobody asked for is to be asked for, no mistake."""
    place = one.addresses[0]
    if one.rule == "required" and place in unasked:
        said = sentence("desk.off-paper", label=labels(place))
        one = replace(one, rule=UNASKED, level="check", message=said)
    return StoredFinding(one.rule, one.level, one.key, one.as_json())


class Labels:
    """What a declaration's places are called: printed labels of cells, headings, slots."""

    def __init__(self, pack: Pack, form: Form, declaration: Declaration) -> None:
        self._ground = checker_of(pack, form, declaration.years).ground
        self._items = {one.id: one.title for one in form.outline.item}
        self._slots = {one.id: one.title for one in form.attachment}
        self._slots[FREE_SLOT] = sentence("desk.place-free")

    @property
    def order(self) -> Mapping[str, int]:
        """Every address of the form, numbered as printed."""
        return self._ground.order

    def __call__(self, place: str) -> str:
        """Return what a value's address or a place in narrative or attachments is called."""
        part, _, name = place.partition("#")
        if part == ATTACHMENTS:
            return "·".join((sentence("desk.place-attachments"), self._slots.get(name, name)))
        if place.startswith(NARRATIVE):
            told = self._items.get(name) if name else None
            return "·".join(filter(None, (sentence("desk.place-narrative"), told)))
        return self._ground.label(place)


def _doubts(
    labels: Labels, declaration: Declaration, sources: Mapping[str, SourceOf]
) -> Iterator[StoredFinding]:
    for place, source in sources.items():
        if source.confidence >= SURE:
            continue
        why = "、".join(dict.fromkeys(sentence(f"doubt.{one}") for one in source.doubts))
        message = sentence(
            "desk.doubt", label=labels(place), text=quoted(declaration.values.get(place, "")),
            why=f"（{why}）" if why else "",
        )  # fmt: skip
        yield _stored(DOUBT, "check", place, message)


def _changes(
    labels: Labels, declaration: Declaration, changed: tuple[str, ...]
) -> Iterator[StoredFinding]:
    for place in changed:
        text = quoted(declaration.values.get(place, ""))
        code = "desk.changed-narrative" if place == NARRATIVE else "desk.changed"
        yield _stored(CHANGED, "hint", place, sentence(code, label=labels(place), text=text))


def _stored(rule: str, level: str, place: str, message: str) -> StoredFinding:
    key = f"{rule}@{place}"
    body = {
        "rule": rule, "level": level, "addresses": [place], "message": message, "clause": None,
        "fix": None, "key": key, "reason": None,
    }  # fmt: skip
    return StoredFinding(rule, level, key, body)  # type: ignore[arg-type]


def refresh(desk: Desk, *, go_on: Callable[[], bool] = lambda: True) -> int:
    """Check every current version again that other rules were applied to; return how many.

    It ends early once ``go_on`` is false; what is left is checked the next time.
    """
    known = {}
    for notice in {notice for notice, _ in desk.counts().forms}:
        try:
            known[notice] = rules_key(pack_at_hand(notice))
        except SmdeskError:
            continue  # a notice that was taken away keeps what was found
    done = 0
    for submission in desk.stale(known):
        if not go_on():
            break
        reading = desk.reading(submission)
        declaration = reading.declaration
        pack, form = find_edition(declaration.form, declaration.pack)
        newest = pack_at_hand(declaration.notice)
        if form.id in newest.forms:
            pack, form = newest, newest.forms[form.id]
        findings = found_in(pack, form, declaration, reading.sources, reading.version.changed)
        facts = facts_of(pack, form, declaration)
        desk.put_findings(submission, findings, known[declaration.notice], facts)
        done += 1
    return done
