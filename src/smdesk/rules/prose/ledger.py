"""Every value of a form that a narrative may speak of, with its year, kept from one look to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from smdesk.rules.ground import View
from smdesk.rules.prose.compare import addresses_of, held
from smdesk.rules.prose.slips import Entry
from smdesk.rules.prose.vocabulary import Target, Vocabulary

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

    def entries(self, view: View) -> Sequence[Entry]:
        """Return the values that are filled in; only what changed is read again."""
        self.refresh(view)
        return [one for one in self._entries if one is not None]

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
