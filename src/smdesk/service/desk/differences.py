"""What differs: between two versions of a case, and against what was declared before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from smdesk.errors import SmdeskError, sentence
from smdesk.intake.submission import NARRATIVE
from smdesk.notices.declaration import Declaration
from smdesk.notices.editions import find_edition
from smdesk.notices.loader import find_form
from smdesk.notices.models import Form, Pack
from smdesk.notices.number import convert, parse_number
from smdesk.rules.whole import ATTACHMENTS
from smdesk.service.desk.checking import Labels
from smdesk.service.profile.held import Held
from smdesk.service.profile.source import source_of
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, Filter
from smdesk.store.desk.opening import FILE


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that says something else: ``place`` is an address, ``narrative`` or ``attachments``.

    An empty text: there is nothing there. Parts of the narrative are paragraphs joined by line
    breaks, in order.
    """

    place: str
    label: str
    old: str
    new: str


def differences(desk: Desk, older: int, newer: int) -> tuple[Difference, ...]:
    """Return what version ``newer`` says otherwise than ``older``, in printed order.

    Raises ``SmdeskError`` ``desk.version-missing``, ``desk.version-damaged``.
    """
    before, after = desk.reading(older).declaration, desk.reading(newer).declaration
    pack, form = edition_of(after)
    labels = Labels(pack, form, after)
    return (
        *_values(before, after, labels),
        *_narrative(before, after),
        *_attachments(before, after),
    )


def edition_of(declaration: Declaration) -> tuple[Pack, Form]:
    """Return the edition that a received declaration was read with, else today's."""
    return find_edition(declaration.form, declaration.pack)


def _values(before: Declaration, after: Declaration, labels: Labels) -> Iterator[Difference]:
    names, order = list(before.values | after.values), labels.order
    names.sort(key=lambda one: (order.get(one, len(order)), one))
    for name in names:
        old, new = before.values.get(name, ""), after.values.get(name, "")
        if old != new:
            yield Difference(name, labels(name), old, new)


def _narrative(before: Declaration, after: Declaration) -> Iterator[Difference]:
    old, new = before.narrative.lines, after.narrative.lines
    label = sentence("desk.place-narrative")
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Difference(NARRATIVE, label, "\n".join(old[a:b]), "\n".join(new[c:d]))


def _attachments(before: Declaration, after: Declaration) -> Iterator[Difference]:
    old = {(one.slot, one.sha256): one.name for one in before.attachments}
    new = {(one.slot, one.sha256): one.name for one in after.attachments}
    label = sentence("desk.place-attachments")
    for key, name in old.items():
        if key not in new:
            yield Difference(ATTACHMENTS, label, name, "")
    for key, name in new.items():
        if key not in old:
            yield Difference(ATTACHMENTS, label, "", name)


# -- against an earlier declaration ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing told twice of the same year: what the earlier declaration said, what this one says.

    ``same`` takes units into account: 1.2 亿元 and 12000 万元 are one figure.
    """

    label: str
    year: int
    before: str
    now: str
    same: bool


@dataclass(frozen=True)
class Earlier:
    """An earlier declaration of the applicant: its case, and figures of the years both tell of."""

    case: CaseRow
    figures: tuple[Figure, ...]

    @property
    def differing(self) -> tuple[Figure, ...]:
        """The figures that do not agree."""
        return tuple(one for one in self.figures if not one.same)


def earlier(desk: Desk, case: int, *, other: Desk | None = None) -> tuple[Earlier, ...]:
    """Return the applicant's declarations of earlier years, the latest first, held against this.

    They are looked for in this desk, or in ``other``: the desk of last year. An applicant is known
    by its code. Earlier is what an older notice asked for, and of a notice that does not print its
    years what has older ones.
    """
    row = desk.case(case).row
    if not row.code:
        return ()
    told, place = _told(desk, row), other or desk
    mine = _known(desk, row)
    found = [
        (_told(place, one), one.form == row.form, one)
        for one in place.cases(Filter(query=row.code)) if one.code == row.code
    ]  # fmt: skip
    found = [one for one in found if one[0] < told]
    found.sort(key=lambda one: one[:2], reverse=True)
    return tuple(Earlier(one, _figures(_known(place, one), mine)) for _, _, one in found)


def desk_of_years(folder: Path) -> Desk:
    """Return the desk of a folder, or of a data folder, to read; raises ``store.nothing``."""
    for place in (folder, folder / "desk"):
        if (place / FILE).is_file():
            return Desk.open(place, read_only=True)
    raise SmdeskError("store.nothing", folder=str(folder))


def earlier_said(row: CaseRow, found: Sequence[Earlier], *, elsewhere: bool = False) -> str:
    """Return in a sentence what was found of earlier declarations."""
    if not row.code:
        return sentence("desk.earlier-codeless")
    if not found:
        return sentence("desk.earlier-not-there" if elsewhere else "desk.earlier-not-here")
    shared = sum(len(one.figures) for one in found)
    differing = sum(len(one.differing) for one in found)
    return sentence("desk.earlier", count=len(found), shared=shared, differing=differing)


def _told(desk: Desk, row: CaseRow) -> tuple[str, int]:
    """Return when a case's notice was issued, and its last year where that notice prints none."""
    try:
        pack, form = find_form(f"{row.notice}/{row.form}")
    except SmdeskError:
        return "", 0
    issued = pack.notice.issued.isoformat()
    if pack.years_of(form).fixed:
        return issued, 0
    return issued, max(desk.reading(row.current).declaration.years, default=0)


def _known(desk: Desk, row: CaseRow) -> Mapping[tuple[str, int], Held]:
    """Return the figures of a case by concept and calendar year."""
    declaration = desk.reading(row.current).declaration
    pack, form = edition_of(declaration)
    values = source_of(pack, form, declaration).values
    return {
        (key.concept, key.year): held
        for key, held in values.items()
        if key.year and not key.row and held.kind.numeric
    }


def _figures(
    before: Mapping[tuple[str, int], Held], now: Mapping[tuple[str, int], Held]
) -> tuple[Figure, ...]:
    return tuple(
        Figure(now[key].label, key[1], before[key].shown, now[key].shown, _same(before[key], now[key]))
        for key in now
        if key in before
    )  # fmt: skip


def _same(one: Held, other: Held) -> bool:
    if one.shown == other.shown:
        return True
    mine, yours = parse_number(one.text, negative=True), parse_number(other.text, negative=True)
    if mine is None or yours is None:
        return False
    told = convert(mine[0], one.unit, other.unit)
    return told is not None and told == yours[0]
