"""Every value of a form that a narrative may speak of, with its year, kept from one look to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from smdesk.rules.ground import View
from smdesk.rules.prose.compare import Difference, addresses_of, difference, held
from smdesk.rules.prose.derived import derived_slips
from smdesk.rules.prose.figures import Figure, Row, Topic
from smdesk.rules.prose.slips import NOTHING, Entry, slips, verdict
from smdesk.rules.prose.vocabulary import Target, Vocabulary

_MOST_KEPT = 4096
_Place = tuple[Target, int | None, frozenset[str], frozenset[str]]


@dataclass(slots=True)
class _Explained:
    """A sentence's figures, what each is by the value of each place, and what came of it at ``version``."""

    figures: list[Figure]
    verdicts: dict[int, list[int]] = field(default_factory=dict)
    found: tuple[Difference, ...] = ()
    version: int = -1


@dataclass(slots=True)
class Ledger:
    """The values of one form; ``version`` counts how often one of them was found changed."""

    vocabulary: Vocabulary
    version: int = 0
    _places: list[_Place] | None = None
    _addresses: tuple[str, ...] = ()
    _texts: tuple[str | None, ...] = ()
    _values: object = None
    _entries: list[Entry | None] = field(default_factory=list)
    _changed: list[int] = field(default_factory=list)
    _filled: tuple[int, ...] = ()
    _told: tuple[Entry, ...] = ()
    _found: dict[tuple[str, Topic, bool], _Explained] = field(default_factory=dict)

    def entries(self, view: View) -> Sequence[Entry]:
        """Return the values that are filled in; only what changed is read again."""
        self.refresh(view)
        return self._told

    def explained(self, row: Row, view: View) -> tuple[Difference, ...]:
        """Return what the figures of a sentence state wrongly by the form's values; kept."""
        self.refresh(view)
        known = self._found.get(row.key)
        if known is None:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            known = self._found[row.key] = _Explained(row.figures())
        if known.version != self.version:
            entries = self.entries(view)
            judge = partial(self._judged, known)
            wrong = chain(
                slips(known.figures, entries, judge), derived_slips(known.figures, entries)
            )
            told = (difference(one, view) for one in wrong)
            known.found = tuple(one for one in told if one is not None)
            known.version = self.version
        return known.found

    def _judged(self, known: _Explained, one: Figure) -> list[int]:
        """Return what a figure is by each value that is filled in; only what changed is looked at again."""
        kept = known.verdicts.get(id(one))
        if kept is None:
            kept = known.verdicts[id(one)] = [NOTHING] * len(self._entries)
        for at, changed in enumerate(self._changed):
            if changed > known.version and (entry := self._entries[at]) is not None:
                kept[at] = verdict(one, entry)
        return [kept[at] for at in self._filled]

    def refresh(self, view: View) -> int:
        """Take up what changed since the last look, and return the version of the values."""
        values = view.declaration.values
        if values is self._values:
            return self.version
        if self._places is None:
            self._places = list(self._all())
            named = (one for target, year, *_ in self._places for one in addresses_of(target, year))
            self._addresses = tuple(dict.fromkeys(named))
        texts = tuple(map(values.get, self._addresses))
        if texts != self._texts:
            both = zip(self._addresses, texts, self._texts or (None,) * len(texts), strict=True)
            changed = {address for address, new, old in both if new != old}
            self.version += 1
            self._renew(view, changed)
            self._texts = texts
            self._filled = tuple(at for at, one in enumerate(self._entries) if one is not None)
            self._told = tuple(one for one in self._entries if one is not None)
        self._values = values
        return self.version

    def _renew(self, view: View, changed: set[str]) -> None:
        places = self._places or []
        self._entries = self._entries or [None] * len(places)
        self._changed = self._changed or [0] * len(places)
        for at, (target, year, terms, bases) in enumerate(places):
            if changed.intersection(addresses_of(target, year)):
                one = held(target, year, view)
                self._changed[at] = self.version
                self._entries[at] = (
                    Entry(target, year, one.value, terms, bases, one.slack) if one else None
                )

    def _all(self) -> Iterator[_Place]:
        years = self.vocabulary.ground.years
        for target, terms, bases in self.vocabulary.spoken_of():
            for year in years if target.axis else (None,):
                yield target, year, terms, bases
