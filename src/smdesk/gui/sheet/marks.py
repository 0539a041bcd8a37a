"""What a slot says besides its value: that it is still wanted, what was found, how long it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smdesk.errors import Level
from smdesk.gui.sheet.book import Book, Slot
from smdesk.gui.sheet.evidence import materials
from smdesk.notices.text import word_count
from smdesk.rules.findings import LEVELS, Finding
from smdesk.service.session import DraftSession

ICONS: Mapping[Level, str] = {"error": "circle-x", "check": "triangle-alert", "hint": "info"}
"""Each level has its own sign, so that it is told without its colour."""
NAMES: Mapping[Level, str] = {"error": "错误", "check": "核实", "hint": "提示"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The marks of one slot; ``count`` is (characters, limit).

    ``origin`` tells where the value was taken over from, while it still stands as it was; ``newer``
    that it asks for a newer year; ``evidence`` which pages of attachments show it.
    """

    wanted: bool = False
    findings: tuple[Finding, ...] = ()
    count: tuple[int, int] | None = None
    origin: str = ""
    newer: bool = False
    evidence: str = ""

    @property
    def level(self) -> Level | None:
        """The gravest level of what was found and not answered."""
        levels = {LEVELS[one.level]: one.level for one in self.findings if not one.answered}
        return levels[min(levels)] if levels else None

    @property
    def said(self) -> str:
        """What was found, in words."""
        return "\n".join(f"{NAMES[one.level]}：{one.message}" for one in self.findings)


NOTHING = Mark()


class Marks:
    """The marks of a page, worked out from the session for just the slots that are asked for."""

    def __init__(self, book: Book, session: DraftSession) -> None:
        self._session = session
        self._findings: dict[str, tuple[Finding, ...]] = {}
        self._first = {one.address: one.key for one in reversed(book.slots)}
        self.take_findings()

    def take_findings(self) -> set[str]:
        """Read the visible findings again; return the addresses where they are others."""
        before = self._findings
        found: dict[str, tuple[Finding, ...]] = {}
        for one in self._session.visible_findings():
            address = one.addresses[0]
            if address in self._first:
                found[address] = (*found.get(address, ()), one)
        self._findings = found
        return {one for one in before.keys() | found.keys() if before.get(one) != found.get(one)}

    def of(self, slot: Slot) -> Mark:
        """Return the marks of a slot; a choice has them at its first box."""
        if self._first[slot.address] != slot.key:
            return NOTHING
        text = self._session.value(slot.address)
        field = slot.field
        wanted = field.required and not text and slot.address not in self._session.form.fixed
        if wanted and slot.place.row is not None:
            wanted = self._begun(slot)
        count = (word_count(text), field.limit) if field.limit and text else None
        origin, newer = self._origin(slot.address)
        evidence = self._evidence(slot.address)
        found = self._findings.get(slot.address, ())
        return Mark(wanted, found, count, origin, newer, evidence)

    def _evidence(self, address: str) -> str:
        linked = materials(self._session, address)
        return f"佐证：{'、'.join(told for _, told in linked)}" if linked else ""

    def _origin(self, address: str) -> tuple[str, bool]:
        if address not in self._session.origins:
            return "", False
        from smdesk.service.profile.apply import carried_at

        found = carried_at(self._session, address)
        return (found.told, found.origin.newer) if found is not None else ("", False)

    def _begun(self, slot: Slot) -> bool:
        start = f"{slot.place.head}[{slot.place.row}]."
        return any(one.startswith(start) for one in self._session.declaration.values)
