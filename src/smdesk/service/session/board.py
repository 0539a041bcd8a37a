"""The findings of a session: kept in step with edits, and shown only where a person has been."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smdesk.notices.declaration import Attachment, Declaration, Heading, Narrative
from smdesk.rules.engine import Checker
from smdesk.rules.findings import Finding
from smdesk.rules.ground import AFTER
from smdesk.rules.prose.places import place_part
from smdesk.rules.whole import ATTACHMENTS, NARRATIVE, attachment_place, narrative_place
from smdesk.service.session.delta import Delta
from smdesk.service.session.file_faults import Faults, file_findings
from smdesk.service.session.progress import ABSENT

_WHOLE = frozenset({NARRATIVE, ATTACHMENTS})


@dataclass(frozen=True, slots=True)
class Turned:
    """How the visible findings changed, by key."""

    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.appeared or self.vanished or self.altered)


_STILL = Turned()


def places_of(delta: Delta) -> list[str]:
    """Return the places that a change touches: values, outline items, slots, and the parts of these."""
    narratives, files = delta.narrative or (), delta.attachments or ()
    places = [*delta.values]
    places += [one for each in narratives for one in _narrative_places(each)]
    return places + [one for each in files for one in _file_places(each)]


def _narrative_places(narrative: Narrative) -> list[str]:
    blocks = narrative.blocks
    items = {one.item for one in blocks if isinstance(one, Heading) and one.item}
    return [NARRATIVE, *map(narrative_place, items)] if blocks else []


def _file_places(files: Iterable[Attachment]) -> list[str]:
    slots = [attachment_place(one.slot) for one in files]
    return [ATTACHMENTS, *slots] if slots else []


class Board:
    """All findings, and those to show.

    A finding shows when the check was asked for, or when one of its values was touched: edited
    and left, or there when the draft was opened. A heading or a file that is merely missing shows
    only where there was one. While a value is typed for the first time nothing that reads it
    shows, and what is missing ahead of the person (in the same row, or for the tick just made) waits
    until they have gone past it.

    Where ``found`` is given nothing is checked: these are the findings, and all of them show.
    """

    def __init__(
        self, checker: Checker, declaration: Declaration, found: tuple[Finding, ...] | None = None
    ) -> None:
        self._checker = checker
        self._found = checker.all(declaration) if found is None else found
        self._files: Faults = {}
        self._of_files: tuple[Finding, ...] = ()
        self.asked = found is not None
        self.visible: dict[str, Finding] = {}
        self._fresh: str | None = None
        self._at = ""
        self._waiting = False
        self._touched = set(declaration.values)
        self._stale = True
        self.touch_narrative(declaration.narrative)
        self.touch(_file_places(declaration.attachments))
        self.turn()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, those of lost and damaged files behind the others."""
        return (*self._found, *self._of_files) if self._of_files else self._found

    def take(self, found: tuple[Finding, ...]) -> None:
        """Take other findings in the place of those that were given."""
        self._stale = self._stale or found != self._found
        self._found = found

    def mark_files(self, declaration: Declaration, faults: Faults) -> None:
        """Take what is wrong with files."""
        self._files = faults
        self._place_files(declaration)

    def _place_files(self, declaration: Declaration) -> None:
        found = file_findings(declaration, self._files)
        self._stale = self._stale or found != self._of_files
        self._of_files = found

    def seen(self, address: str) -> bool:
        """Return whether a place was touched."""
        return address in self._touched

    def touch(self, places: Iterable[str]) -> None:
        """Count places as touched."""
        before = len(self._touched)
        self._touched.update(places)
        self._stale = self._stale or len(self._touched) != before

    def touch_narrative(self, narrative: Narrative) -> None:
        """Count a narrative and the outline items that it has as touched."""
        self.touch(_narrative_places(narrative))

    def untouched(self, places: Iterable[str]) -> frozenset[str]:
        """Return those of ``places`` that were not touched."""
        return frozenset(places) - self._touched

    def forget(self, places: Iterable[str]) -> None:
        """Count places as not touched: what touched them first was taken back."""
        before = len(self._touched)
        self._touched.difference_update(places)
        self._stale = self._stale or len(self._touched) != before

    def begin(self, address: str) -> None:
        """A value is being typed: until it is left, nothing that reads it shows, if it is new."""
        if address not in self._touched:
            self._fresh = address
            self._stale = True

    def end(self) -> None:
        """The value being typed was left, or taken back."""
        self._stale = self._stale or self._fresh is not None
        self._fresh = None

    def stand(self, place: str) -> None:
        """The person is at ``place`` now: what waited for them to go on may show."""
        if place != self._at:
            self._at = place
            self._stale = self._stale or self._waiting

    def ask(self) -> None:
        """Show everything from now on."""
        self.asked = self._stale = True

    def recheck(
        self, declaration: Declaration, addresses: Iterable[str], *, reasons: bool = False
    ) -> None:
        """Run the checks that read ``addresses``; ``reasons`` if any of these changed."""
        if self._files:
            self._place_files(declaration)
        touched = self._checker.touched(declaration, addresses)
        before = [one for one in self._found if one.check in touched.checks]
        if reasons or tuple(before) != touched.findings:
            self._found = self._checker.merge(self._found, touched, declaration)
            self._stale = True

    def turn(self) -> Turned:
        """Work out what is visible now; return what is not as before."""
        if not self._stale:
            return _STILL
        self._stale = self._waiting = False
        before = self.visible
        self.visible = {one.key: one for one in self.findings if self._shows(one)}
        after = self.visible
        return Turned(
            tuple(key for key in after if key not in before),
            tuple(key for key in before if key not in after),
            tuple(key for key, one in after.items() if key in before and before[key] != one),
        )

    def find(self, key: str) -> Finding | None:
        """Return the finding of a key, if it stands."""
        return next((one for one in self.findings if one.key == key), None)

    def rename(self, moved: Mapping[str, str | None]) -> None:
        """Let touched addresses follow their rows; ``None`` where a row is gone."""
        followed = {moved.get(one, one) for one in self._touched}
        self._touched = {one for one in followed if one is not None}
        self._stale = True

    def _shows(self, finding: Finding) -> bool:
        if self.asked:
            return True
        addresses = finding.addresses
        if self._fresh is not None and self._fresh in addresses:
            return False
        if not self._touched.isdisjoint(addresses):
            waits = finding.key not in self.visible and self._ahead(addresses)
            self._waiting = self._waiting or waits
            return not waits
        part = place_part(addresses[0])
        return finding.rule not in ABSENT and part in _WHOLE and part in self._touched

    def _ahead(self, addresses: tuple[str, ...]) -> bool:
        """Whether the person has yet to come to where a finding stands, from a place beside it."""
        anchor, at = addresses[0], self._at
        order = self._checker.ground.order
        if anchor in self._touched or order.get(anchor, AFTER) < order.get(at, AFTER):
            return False
        return at in addresses or _row(anchor) == _row(at) != ""


def _row(address: str) -> str:
    """Return the row of a repeat that an address is in, as ``clients[2]``, else an empty text."""
    row, bracket, _ = address.partition("].")
    return row if bracket else ""
