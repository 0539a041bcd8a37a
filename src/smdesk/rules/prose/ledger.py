"""Every value of a form that a narrative may speak of, with its year, kept from one look to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from smdesk.rules.ground import View
from smdesk.rules.prose.compare import Difference, addresses_of, difference, held
from smdesk.rules.prose.derived import derived_slips
from smdesk.rules.prose.figures import Row, Topic
from smdesk.rules.prose.slips import Entry, slips
from smdesk.rules.prose.vocabulary import Target, Vocabulary

_MOST_KEPT = 4096
_Place = tuple[Target, int | None, frozenset[str], frozenset[str]]


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
    _found: dict[tuple[str, Topic, bool], tuple[Difference, ...]] = field(default_factory=dict)

    def entries(self, view: View) -> Sequence[Entry]:
        """Return the values that are filled in; only what changed is read again."""
        self.refresh(view)
        return [one for one in self._entries if one is not None]

    def explained(self, row: Row, view: View) -> tuple[Difference, ...]:
        """Return what the figures of a sentence state wrongly by the form's values; kept."""
        self.refresh(view)
        found = self._found.get(row.key)
        if found is None:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            every, entries = row.figures(), self.entries(view)
            wrong = chain(slips(every, entries), derived_slips(every, entries))
            told = (difference(one, view) for one in wrong)
            found = self._found[row.key] = tuple(one for one in told if one is not None)
        return found

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
            self._renew(view, changed)
            self._texts, self.version = texts, self.version + 1
            self._found.clear()
        self._values = values
        return self.version

    def _renew(self, view: View, changed: set[str]) -> None:
        places = self._places or []
        self._entries = self._entries or [None] * len(places)
        for at, (target, year, terms, bases) in enumerate(places):
            if changed.intersection(addresses_of(target, year)):
                one = held(target, year, view)
                self._entries[at] = (
                    Entry(target, year, one.value, terms, bases, one.slack) if one else None
                )

    def _all(self) -> Iterator[_Place]:
        years = self.vocabulary.ground.years
        for target, terms, bases in self.vocabulary.spoken_of():
            for year in years if target.axis else (None,):
                yield target, year, terms, bases
