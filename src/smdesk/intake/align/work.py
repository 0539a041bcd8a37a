"""The state of one alignment while its values are read: labels found, cells claimed, values taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from smdesk.intake.align.keys import Match
from smdesk.intake.align.marks import FoundLabel
from smdesk.intake.align.match import Hit
from smdesk.intake.align.model import Found
from smdesk.intake.align.plan import Plan
from smdesk.intake.align.values import cell_reasons, in_unit, judge, level, tidy, unit_reasons
from smdesk.intake.align.view import Spot, View
from smdesk.notices.address import Address
from smdesk.notices.models import FormField

_LABEL_REASON = {
    Match.CORE: "label-core", Match.SYNONYM: "label-synonym", Match.FUZZY: "label-fuzzy",
    Match.PLACE: "label-place",
}  # fmt: skip


@dataclass
class Work:
    """One alignment at work; ``around`` is a money unit said once for a whole table, by table."""

    plan: Plan
    view: View
    hits: dict[int, Hit]
    around: dict[int, str] = field(default_factory=dict)
    found: dict[Address, Found] = field(default_factory=dict)
    claims: dict[int, list[Address]] = field(default_factory=dict)
    boxes: dict[Address, tuple[FoundLabel, ...]] = field(default_factory=dict)
    """The labels of each choice as they were found."""

    def claim(self, spot: Spot, address: Address) -> None:
        """Note that ``address`` is read from ``spot``."""
        spot.claims += 1
        self.claims.setdefault(spot.index, []).append(address)

    def doubt(self, address: Address, *reasons: str) -> None:
        """Add reasons for doubt to a value that was found."""
        old = self.found.get(address)
        if old is not None and reasons:
            every = tuple(dict.fromkeys([*old.reasons, *reasons]))
            self.found[address] = replace(old, reasons=every)

    def join(self, address: Address, spot: Spot) -> None:
        """Take the text of one more cell for the end of a text that was found."""
        old = self.found[address]
        self.claim(spot, address)
        more = tidy(spot.text)
        self.found[address] = replace(old, text=old.text + more, raw=old.raw + more)

    def put(
        self, address: Address, field: FormField, spot: Spot, raw: str, reasons: Iterable[str],
        unit: str | None = None,
    ) -> None:  # fmt: skip
        """Take ``raw`` from ``spot`` as the value of ``address``."""
        raw = tidy(level(spot, raw) if field.kind.numeric else raw)
        said = unit if unit is not None else self.around.get(spot.table)
        whole = in_unit(field, raw, said)
        text, doubts = judge(field, raw if whole is None else whole)
        if whole is None:
            doubts += unit_reasons(field, unit, raw, around=self.around.get(spot.table))
        doubts += cell_reasons(spot)
        self.claim(spot, address)
        every = tuple(dict.fromkeys([*reasons, *doubts]))
        self.found[address] = Found(address, text, raw, every, spot.place)


def hit_reasons(hit: Hit) -> list[str]:
    """Return the doubts that come from how a label was found."""
    reasons = [_LABEL_REASON[hit.match]] if hit.match in _LABEL_REASON else []
    if hit.moved:
        reasons.append("label-astray" if hit.astray else "label-moved")
    return reasons
