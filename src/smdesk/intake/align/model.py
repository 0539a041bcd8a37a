"""What an alignment gives: each value with its place, its confidence and the reasons for doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from smdesk.notices.address import Address

SURE = 0.9
"""From here on the program puts its name to a value."""

CAPS: dict[str, float] = {
    "label-core": 0.96, "label-synonym": 0.93, "label-moved": 0.92, "label-inside": 0.94, "label-astray": 0.8, "table-strange": 0.8,
    "label-fuzzy": 0.75, "label-place": 0.55,
    "unit-unsaid": 0.85, "unit-other": 0.5, "unit-converted": 0.85,
    "year-unclear": 0.6, "year-elsewhere": 0.8, "year-carried": 0.92, "year-by-order": 0.6, "year-twice": 0.5,
    "year-other": 0.4, "years-differ": 0.8, "year-within": 0.92,
    "value-unreadable": 0.7, "value-parted": 0.6, "value-struck": 0.6, "value-hidden": 0.8,
    "value-replaced": 0.9, "value-boxed": 0.8, "value-nested": 0.6, "value-like-label": 0.5,
    "value-joined": 0.7, "value-shared": 0.4, "value-beside": 0.85, "value-several": 0.5,
    "value-far": 0.7, "value-turned": 0.92, "value-raised": 0.6, "value-marked": 0.8, "value-placeholder": 0.5, "value-elsewhere": 0.6,
    "value-inexact": 0.8, "value-lined": 0.85, "template-loose": 0.8, "row-continued": 0.85, "row-carried": 0.91,
    "heads-missing": 0.8, "stray-beside": 0.7, "stray-row": 0.85, "boxes-missing": 0.85, "boxes-ambiguous": 0.6,
    "boxes-mixed": 0.7, "boxes-stressed": 0.7, "boxes-lost": 0.6, "boxes-struck": 0.75, "boxes-untold": 0.85,
    "boxes-typed": 0.9, "boxes-text": 0.88, "note-unticked": 0.85, "note-bracket": 0.91,
    "value-edged": 0.8, "value-printed": 0.8, "value-format": 0.8, "value-boxes": 0.8, "value-remark": 0.8, "value-same": 0.8, "value-looks": 0.8,
    "value-range": 0.8, "value-jump": 0.8, "year-same": 0.8, "value-noted": 0.8, "value-corrected": 0.8, "value-serial": 0.8,
    "value-fraction": 0.8, "value-twofold": 0.8, "list-uneven": 0.8, "boxes-all": 0.8, "boxes-odd": 0.8, "boxes-too-many": 0.8, "year-order": 0.8,
    "label-edited": 0.8, "doubts-together": 0.85,
    "form-doubtful": 0.85, "form-twice": 0.6, "form-void": 0.8,
}  # fmt: skip
"""The most confidence that is left when a reason holds; several reasons: the least of them."""

GUARDED = frozenset({
    "value-edged", "value-printed", "value-format", "value-boxes", "value-remark", "value-same", "value-looks", "value-range",
    "value-twofold", "value-joined", "value-jump", "value-noted", "value-serial", "value-far", "value-unreadable", "value-placeholder", "value-struck", "year-same",
    "list-uneven", "boxes-all", "boxes-odd", "boxes-too-many",
})  # fmt: skip
"""Reasons that lie in what was typed, not in how its place was found: they hold for a tagged control too."""

BEST = 0.98
LINED = 1_000_000
"""Tables numbered from here on were lines of text."""
RUNS = LINED + 500
"""Tables numbered from here on were whole runs of lines: nothing goes on behind their last one."""
PICKED = LINED + 900
"""Tables numbered from here on were single lines, with others left out between them."""


class Place(NamedTuple):
    """A cell of the received file: number of its table, row, column, all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Found:
    """One value as found. ``text`` is canonical where it could be read, ``raw`` as it stands.

    ``reasons`` are codes of `CAPS`; ``confidence`` is the least that they leave. A blank text with
    confidence says that the cell is there and empty.
    """

    address: Address
    text: str
    raw: str
    reasons: tuple[str, ...]
    place: Place | None

    @property
    def confidence(self) -> float:
        """How sure the value is, 0 to 1; from `SURE` on the program puts its name to it."""
        return min((CAPS[reason] for reason in self.reasons), default=BEST)

    @property
    def sure(self) -> bool:
        """Whether the confidence reaches `SURE`."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Stray:
    """A text of the received tables that has no place in the form."""

    place: Place
    text: str


@dataclass(frozen=True)
class Alignment:
    """A received set of tables laid over a form's grid.

    ``missing`` are addresses whose cell was not found; ``strays`` texts that belong nowhere;
    ``labels`` the share of the form's labels that were found, ``explained`` the share of the
    received texts (in the tables that were used) that have a place; ``years`` the year heads that
    were read, ``tables`` the numbers of the tables used; ``cells`` every cell that a value was read
    from, where there are several.
    """

    found: dict[Address, Found]
    missing: tuple[Address, ...] = ()
    strays: tuple[Stray, ...] = ()
    labels: float = 0.0
    explained: float = 0.0
    years: tuple[int, ...] = ()
    tables: tuple[int, ...] = ()
    used: frozenset[Place] = field(default_factory=frozenset)
    cells: Mapping[Address, tuple[Place, ...]] = field(default_factory=dict)

    @property
    def fit(self) -> float:
        """How well form and tables fit each other, 0 to 1."""
        return self.labels * (0.4 + 0.6 * self.explained)
