"""Which rung speaks for each value: payload, controls, bookmarks, table.

The rungs are judged by one test: what a cell would show with a rung's values is held against what
the cell shows. Only a rung that shows exactly that speaks for the cell; else the table reading
does, with its own confidence. So a text typed beside its control, doubled by another program or
changed since the export never comes out under the name of a stale carrier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from smdesk.intake.align import CAPS, GUARDED
from smdesk.intake.controls import Key, Laid, holding, is_blank, laid, marked, tagged, texts_of
from smdesk.intake.submission import Source
from smdesk.intake.word.symbols import as_letters
from smdesk.notices.address import Address
from smdesk.notices.grid import Blank, Box, Grid, GridCell
from smdesk.notices.models import FormField, Kind
from smdesk.notices.render import segments
from smdesk.notices.text import clean
from smdesk.notices.typed import choice_text, read

PAYLOAD_SURE = 0.99
CONTROL_SURE = 0.98
BOOKMARK_SURE = 0.97
AGREED = 0.96
"""The table reading and a carrier say the same, though the cell shows more than the form prints."""
UNSEEN = 0.85
"""A carrier's value whose cell was not found: what the page shows is not known."""
DOUBLED = 0.8
UNSEEN_CELL = "cell-unseen"
"""The doubt of a value whose cell is not in the file."""
DISPUTED = 0.6
_BLANKS = re.compile(r"[\s\u3000_＿]+")
_MARKS = re.compile(r"[:：]")


Place = tuple[str, int, int]
"""Grid, row and column of a cell: cheaper to look up than the cell itself."""


class Seen(Protocol):
    """What a document shows in place of one grid cell, asked for as far as it is needed."""

    @property
    def text(self) -> str:
        """The visible text."""

    @property
    def controls(self) -> tuple[tuple[str, str], ...]:
        """Tag and text of each control."""

    @property
    def two_looks(self) -> bool:
        """Whether some of the words are coloured or lit and others not."""

    @property
    def noted(self) -> bool:
        """Whether a comment or footnote hangs there that may say otherwise."""

    @property
    def bookmarks(self) -> tuple[tuple[str, str], ...]:
        """Name and text of each bookmark."""


@dataclass(frozen=True)
class Guess:
    """The table reading of one address."""

    text: str
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """The text of one address, the rung it comes from, how sure; ``reasons`` say why not surer."""

    text: str
    source: Source
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """All that is known of one form in a document.

    ``seen`` is by the cell's place; ``guess`` reads the tables, and is asked only when a carrier
    does not speak for some cell, or may say more than an answer (``more``): its texts are by address,
    of a choice in several cells whole.
    ``stored`` are the payload's texts, ``names`` places by bookmark, ``loose`` carriers of the
    whole document, for cells that were not found; ``listed`` the texts that our workbook lists.
    """

    grids: tuple[Grid, ...]
    fields: Mapping[str, FormField]
    seen: Mapping[Place, Seen]
    guess: Callable[[], Mapping[Address, Guess]]
    stored: Mapping[str, str] | None = None
    names: Mapping[str, Key] = field(default_factory=dict)
    loose: Mapping[Key, str] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)
    more: Callable[[FormField, str], bool] = lambda _field, _text: True


@dataclass
class Outcome:
    """Decisions by address; ``doubled`` texts stood twice in their cell, ``missing`` nowhere."""

    values: dict[Address, Decision] = field(default_factory=dict)
    doubled: list[Address] = field(default_factory=list)
    missing: list[Address] = field(default_factory=list)


def decide(evidence: Evidence) -> Outcome:
    """Return what each address of the grids holds; an address that nothing speaks for is missing."""
    outcome = Outcome()
    pieces: dict[Address, list[_Piece]] = {}
    for grid in evidence.grids:
        for known in holding(grid):
            for piece in _judge(grid, known, evidence, outcome):
                pieces.setdefault(piece.address, []).append(piece)
    asked = any(_asks_the_table(one, evidence) for found in pieces.values() for one in found)
    guesses = evidence.guess() if asked else {}
    for address, found in pieces.items():
        decision = _joined(address, found, evidence, guesses)
        if decision is None:
            outcome.missing.append(address)
        else:
            outcome.values[address] = _guarded(decision, guesses.get(address))
    return outcome


def _asks_the_table(piece: _Piece, evidence: Evidence) -> bool:
    """Return whether the table is to be read: nobody speaks for a cell, or a control that may hold more.

    A control that contradicts the payload was typed into.
    """
    decision = piece.decision
    if decision is None:
        return True
    if decision.source != "control" or not decision.text:
        return False
    if evidence.stored is not None or piece.two_looks:
        return True
    return evidence.more(evidence.fields[piece.address.field], decision.text)


def _guarded(decision: Decision, guess: Guess | None) -> Decision:
    """Return a decision with the doubts of its text: what a person types into a control is typed.

    What the export itself wrote is under its digest and not doubted.
    """
    if decision.source != "control" or not decision.text or guess is None:
        return decision
    doubts = [one for one in guess.reasons if one in GUARDED and one not in decision.reasons]
    if not doubts:
        return decision
    sure = min(decision.confidence, *(CAPS[one] for one in doubts))
    return replace(decision, confidence=sure, reasons=(*decision.reasons, *doubts))


class _Piece(NamedTuple):
    """What one cell says of an address; ``decision`` is ``None`` where only the table may speak."""

    address: Address
    decision: Decision | None
    hint: str | None = None
    """What a carrier says that the cell as a whole does not bear out."""
    two_looks: bool = False


def _judge(grid: Grid, known: Laid, evidence: Evidence, outcome: Outcome) -> Iterator[_Piece]:
    cell, addresses = known.cell, known.addresses
    seen = evidence.seen.get((grid.id, cell.row, cell.column))
    if seen is None:
        hints = texts_of(cell, evidence.loose, evidence.fields) or {}
        for address in addresses:
            yield _Piece(address, None, hints.get(address))
        return
    if known.alone is not None:
        plainly = _plainly(known, known.alone, seen, evidence)
        if plainly is not None:
            looks = plainly.source == "control" and (seen.two_looks or seen.noted)
            yield _Piece(known.alone.address, plainly, two_looks=looks)
            return
    speaker = _speaker(cell, seen, evidence)
    if speaker is not None:
        texts, source, sure = speaker
        outcome.doubled += addresses if sure == DOUBLED else ()
        for address in addresses:
            reasons = ("text-doubled",) if sure == DOUBLED else ()
            yield _Piece(address, Decision(texts.get(address, ""), source, sure, reasons))
        return
    carried = (*_told(cell, seen, evidence), *_marked(cell, seen, evidence))
    controls = next((texts for texts, source, _ in carried if source == "control"), None) or {}
    for address in addresses:
        yield _Piece(address, None, controls.get(address))


def _plainly(known: Laid, blank: Blank, seen: Seen, evidence: Evidence) -> Decision | None:
    """Return what the first rung says of a cell of one value, where it is what the cell shows.

    As `_speaker`, without its detours; ``None`` leaves the cell to it.
    """
    if evidence.stored is not None:
        text = evidence.stored.get(known.tag, "")
        rung: tuple[Source, float] = "payload", PAYLOAD_SURE
    else:
        controls = seen.controls
        if len(controls) != 1 or controls[0][0] != known.tag:
            return None
        text = controls[0][1]
        text = "" if is_blank(text, blank.placeholder) else clean(text)
        rung = "control", CONTROL_SURE
    shown = text or blank.placeholder
    if shown != seen.text and folded(shown) != folded(seen.text):
        return None
    return Decision(text, *rung)


_Rung = tuple[dict[Address, str], Source, float]


def _speaker(cell: GridCell, seen: Seen, evidence: Evidence) -> _Rung | None:
    """Return the first rung that shows what the cell shows, or shows doubled; else nothing.

    A bookmark lies around a text that was doubled, so payload and control are asked for that first.
    """
    told: list[_Rung] = []
    for rung in _told(cell, seen, evidence):
        if _shows(cell, rung[0], evidence.fields, seen.text):
            return rung
        told.append(rung)
    for texts, source, _ in told:
        if _shows_repeated(cell, texts, evidence.fields, seen.text):
            return texts, source, DOUBLED
    for rung in _marked(cell, seen, evidence):
        if _shows(cell, rung[0], evidence.fields, seen.text):
            return rung
    return None


def _told(cell: GridCell, seen: Seen, evidence: Evidence) -> Iterator[_Rung]:
    """Yield the texts of payload and controls for a cell, the more trusted first.

    The text of a choice holds only the boxes of this cell.
    """
    if evidence.stored is not None:
        texts = _own(cell, evidence.stored, evidence.fields)
        yield texts, "payload", PAYLOAD_SURE
    found = texts_of(cell, tagged(seen.controls), evidence.fields)
    if found is not None:
        yield found, "control", CONTROL_SURE
    if evidence.listed:
        yield _own(cell, evidence.listed, evidence.fields), "control", CONTROL_SURE


def _marked(cell: GridCell, seen: Seen, evidence: Evidence) -> list[_Rung]:
    found = texts_of(cell, marked(seen.bookmarks, evidence.names), evidence.fields)
    return [] if found is None else [(found, "control", BOOKMARK_SURE)]


def _own(
    cell: GridCell, stored: Mapping[str, str], fields: Mapping[str, FormField]
) -> dict[Address, str]:
    texts = {address: stored.get(str(address), "") for address in laid(cell).addresses}
    for address, ids in _boxes(cell).items():
        texts[address] = _only(fields[address.field], texts[address], ids)
    return texts


def _boxes(cell: GridCell) -> dict[Address, frozenset[str]]:
    found: dict[Address, set[str]] = {}
    for part in cell.parts:
        if isinstance(part, Box):
            found.setdefault(part.address, set()).add(part.choice)
    return {address: frozenset(ids) for address, ids in found.items()}


def _only(one: FormField, text: str, ids: frozenset[str]) -> str:
    """Return the text of a choice cut down to some of its boxes."""
    return choice_text(one, frozenset(_ids(one, text)) & ids)


def _ids(one: FormField, text: str) -> tuple[str, ...]:
    value = read(one, text).value
    return value if isinstance(value, tuple) else ()


def folded(text: str) -> str:
    """Return a text for comparison of what is shown: runs of blanks and rules count as one blank."""
    return _BLANKS.sub(" ", as_letters(text)).strip()


def _shows(
    cell: GridCell, texts: Mapping[Address, str], fields: Mapping[str, FormField], seen: str
) -> bool:
    wanted, found = _rendered(cell, texts, fields), folded(seen)
    if wanted == found:
        return True
    # A note typed behind its box stands without the colon that the export prints.
    noted = any(isinstance(part, Box) and part.note for part in cell.parts)
    return noted and _loose(wanted) == _loose(found)


def _loose(text: str) -> str:
    return _MARKS.sub("", _BLANKS.sub("", text))


def _rendered(cell: GridCell, texts: Mapping[Address, str], fields: Mapping[str, FormField]) -> str:
    values = {str(address): text for address, text in texts.items()}
    return folded("".join(one.text for one in segments(cell, values, fields)))


def _shows_repeated(
    cell: GridCell, texts: Mapping[Address, str], fields: Mapping[str, FormField], seen: str
) -> bool:
    """Return whether a cell shows what it should two or three times over (LibreOffice 7.4)."""
    wanted, found = _loose(_rendered(cell, texts, fields)), _loose(seen)
    return bool(wanted) and any(found == wanted * times for times in (2, 3, 4))


def _joined(
    address: Address,
    pieces: list[_Piece],
    evidence: Evidence,
    guesses: Mapping[Address, Guess],
) -> Decision | None:
    """Return one decision out of what the cells of an address say."""
    if len(pieces) == 1 and pieces[0].decision is not None:
        return pieces[0].decision
    decisions = [one.decision for one in pieces if one.decision is not None]
    if len(decisions) < len(pieces):
        return _from_table(address, pieces, evidence, guesses.get(address))
    one_field = evidence.fields[address.field]
    if len(decisions) == 1 or one_field.kind not in {Kind.CHOICE, Kind.YES_NO}:
        return decisions[0]
    ids = frozenset(one for each in decisions for one in _ids(one_field, each.text))
    weakest = min(decisions, key=lambda one: one.confidence)
    return replace(weakest, text=choice_text(one_field, ids))


def _from_table(
    address: Address, pieces: list[_Piece], evidence: Evidence, guess: Guess | None
) -> Decision | None:
    """Return the table reading, raised where carriers say the same; else what carriers say."""
    hint = _hint(address, pieces, evidence)
    stored = None if evidence.stored is None else evidence.stored.get(str(address), "")
    if guess is None:
        if hint is not None:
            sure = UNSEEN if stored == hint else DISPUTED
            return Decision(hint, "control", sure, (UNSEEN_CELL,))
        return None if stored is None else Decision(stored, "payload", DISPUTED, (UNSEEN_CELL,))
    for text, source in ((stored, "payload"), (hint, "control")):
        if text and _same(evidence.fields[address.field], text, guess.text):
            kept: Source = "payload" if source == "payload" else "control"
            return Decision(text, kept, max(guess.confidence, AGREED))
    return Decision(guess.text, "table", guess.confidence, guess.reasons)


def _hint(address: Address, pieces: list[_Piece], evidence: Evidence) -> str | None:
    """Return what carriers say of an address, boxes of several cells taken together."""
    hints = [one.hint for one in pieces]
    told = [one for one in hints if one is not None]
    if not told or len(told) < len(hints):
        return None
    one_field = evidence.fields[address.field]
    if len(told) == 1 or one_field.kind not in {Kind.CHOICE, Kind.YES_NO}:
        return told[0]
    return choice_text(one_field, frozenset(one for text in told for one in _ids(one_field, text)))


def _same(one: FormField, first: str, second: str) -> bool:
    return folded(first) == folded(second) or read(one, first).text == read(one, second).text
