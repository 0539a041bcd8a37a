"""What a paragraph says of the form's values: names, quantities and years bound to each other.

Rather nothing is read than the wrong thing: words that are not known between a name and its
number, another subject, an aim, a change or a time that is no year end the reading of that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from smdesk.rules.prose.lexer import Lexer, Token
from smdesk.rules.prose.numbers import Quantity
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.vocabulary import Target, Vocabulary
from smdesk.rules.prose.years import Calendar

_FROM_TO = re.compile(r"[cYnd,]{0,6}?f(Y?)p?(Q),?[ct]*?t[c]*(Y?)p?(Q)(?:,?c*tc*(Q))?")
_YEARLY = re.compile(r"[cn]{0,4}(?:Yp?[cn]*Q)(?:[,&]+Yp?[cn]*Q)+")
_LIST = re.compile(r"[cYntk]{0,6}d?[cn]*Q(?:[&]Q)*")
_SHARED = re.compile(r"[cn]*K")
_FURTHER = re.compile(r",?[cn]*K")
_SEVERAL = re.compile(r"T(?:&T)+[cYn]*d[cn]*Q(?:&Q)+")
_MOST_KEPT = 4096
_CLOSED = frozenset({"", ",", ";", "&"})
_HELD = frozenset("cnk&")
"""Before a count that stands before its name: 拥有 24 项发明专利、78 项实用新型."""
_REFUSED_AFTER = frozenset("pSGTt")


@dataclass(frozen=True, slots=True)
class Mention:
    """A value stated at characters ``start:stop``.

    ``years`` are the year columns that it may be of, none for a value without them; it is wrong
    if it agrees with none of them. ``least`` says that the value may have grown since.
    """

    target: Target
    quantity: Quantity
    start: int
    stop: int
    years: tuple[int, ...]
    least: bool = False

    def moved(self, by: int) -> Mention:
        """Return it ``by`` characters further on."""
        return Mention(
            self.target, self.quantity, self.start + by, self.stop + by, self.years, self.least
        )


@dataclass(frozen=True, slots=True)
class _When:
    """The years that govern a place: ``sure`` if nothing else may be meant."""

    years: tuple[int, ...] = ()
    shape: str = "none"
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Value:
    """Quantities read after a name, each with the token of the year written at it."""

    quantities: tuple[int, ...]
    years: tuple[int | None, ...]
    stop: int
    rising: bool = False


class Reader:
    """Reads texts for one form; holds no values."""

    def __init__(self, vocabulary: Vocabulary, calendar: Calendar, own: frozenset[str]) -> None:
        self._lexer = Lexer(vocabulary, calendar, own)
        self._vocabulary = vocabulary
        self._calendar = calendar
        self._kept: dict[tuple[str, bool, bool], tuple[tuple[Mention, ...], bool, bool]] = {}

    def read(self, text: str, *, planned: bool = False) -> tuple[Mention, ...]:
        """Return what a text states; ``planned`` if it stands under a heading about aims."""
        found: list[Mention] = []
        led = False
        for at, one in sentences(text):
            mentions, aims, led = self._sentence(one, planned=planned, led=led)
            found += (mention.moved(at) for mention in mentions)
            planned = planned or aims
        return tuple(dict.fromkeys(found))

    def _sentence(
        self, text: str, *, planned: bool, led: bool
    ) -> tuple[tuple[Mention, ...], bool, bool]:
        """Return what one sentence states, whether it aims, whether it leads elsewhere; kept."""
        key = (text, planned, led)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            tokens = [one for one in self._lexer.tokens(text) if one.letter != "."]
            one = _Sentence(self, text, tokens, planned=planned, led=led)
            found = tuple(one.mentions()), _aims(one.letters), one.leads_elsewhere
            self._kept[key] = found
        return found

    @property
    def calendar(self) -> Calendar:
        """The year columns."""
        return self._calendar

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the form."""
        return self._vocabulary


def _aims(letters: str) -> bool:
    return bool(re.search(r"^[^,;]*G|G[^,;.]*Q", letters))


class _Sentence:
    """One sentence at work."""

    def __init__(
        self, reader: Reader, text: str, tokens: list[Token], *, planned: bool, led: bool
    ) -> None:
        self.reader, self.text, self.tokens = reader, text, tokens
        self.letters = "".join(one.letter for one in tokens)
        self.planned, self.led = planned, led
        self._used: set[int] = set()
        self._years_used: set[int] = set()

    @property
    def leads_elsewhere(self) -> bool:
        """Whether it begins with somebody else, who may be meant in the next one too."""
        first = next((n for n, one in enumerate(self.letters) if one == "S"), None)
        return first is not None and first <= 2 and self.tokens[first].word == "other"

    def mentions(self) -> Iterator[Mention]:
        """Yield what the sentence states."""
        place = 0
        while place < len(self.letters):
            if self.letters[place] == "T" and self._spoken_of(place):
                several = _SEVERAL.match(self.letters, place)
                if several:
                    yield from self._several(place, several.end())
                    place = several.end()
                    continue
                yield from self._at(place)
            place += 1

    # -- one name ------------------------------------------------------------------------------

    def _at(self, place: int) -> Iterator[Mention]:
        named = self.tokens[place].named
        if named is None:
            return
        direct = _SHARED.match(self.letters, place + 1)
        if direct:
            yield from self._share(named.term, place, direct.end())
            return
        value = self._value(place + 1)
        if value is None:
            yield from self._before(place)
            return
        if named.target is not None:
            yield from self._bound(named.target, place, value)
        further = _FURTHER.match(self.letters, value.stop)
        if further:
            yield from self._share(named.term, place, further.end())

    def _share(self, term: str, place: int, after: int) -> Iterator[Mention]:
        """Yield the share that 占… behind a part states, of the base that it names."""
        said = self.tokens[after - 1].word
        base = self.reader.vocabulary.base_of(said) if said else None
        value = self._value(after)
        if value is None:
            return
        for target, bases in self.reader.vocabulary.shares.get(term, ()):
            if base is None or base in bases:
                yield from self._bound(target, place, value)

    def _several(self, place: int, stop: int) -> Iterator[Mention]:
        """Yield 营业收入、利润总额分别为 …: as many names as quantities."""
        inside = range(place, stop)
        names = [one for one in inside if self.letters[one] == "T"]
        quantities = [one for one in inside if self.letters[one] == "Q"]
        if len(names) != len(quantities):
            return
        for name, quantity in zip(names, quantities, strict=True):
            named = self.tokens[name].named
            if named is not None and named.target is not None:
                yield from self._bound(named.target, place, _Value((quantity,), (None,), stop))

    def _before(self, place: int) -> Iterator[Mention]:
        """Yield a count that stands before its name: 24 项发明专利, 300 余名员工."""
        named, before = self.tokens[place].named, place - 1
        if named is None or named.target is None or before < 0 or before in self._used:
            return
        quantity = self.tokens[before].quantity
        if quantity is None or quantity.kind != "count" or not self._open_before(before):
            return
        held = self.letters[:before][-1:] in _HELD or before == 0
        if not held or self.letters[place + 1 : place + 2] not in _CLOSED:
            return
        yield from self._bound(named.target, before, _Value((before,), (None,), place + 1))

    # -- values --------------------------------------------------------------------------------

    def _value(self, place: int) -> _Value | None:
        """Return the quantities that follow at ``place``, ``None`` where something else does."""
        match = _FROM_TO.match(self.letters, place)
        if match:
            places = [match.start(group) for group in (2, 4, 5) if match[group]]
            at = [match.start(1) if match[1] else None, match.start(3) if match[3] else None, None]
            return self._kept(_Value(tuple(places), tuple(at[: len(places)]), match.end(), rising=True))  # fmt: skip
        match = _YEARLY.match(self.letters, place)
        if match:
            inside = range(match.start(), match.end())
            marks = [one for one in inside if self.letters[one] == "Y"]
            places = [one for one in inside if self.letters[one] == "Q"]
            return self._kept(_Value(tuple(places), tuple(marks), match.end()))
        match = _LIST.match(self.letters, place)
        if match is None:
            return None
        inside = range(match.start(), match.end())
        places = [one for one in inside if self.letters[one] == "Q"]
        mark = next((one for one in inside if self.letters[one] == "Y"), None)
        return self._kept(_Value(tuple(places), (mark,) * len(places), match.end()))

    def _kept(self, value: _Value) -> _Value | None:
        """Return a value unless what follows makes it part of something else."""
        self._used.update(value.quantities)
        after = self.letters[value.stop : value.stop + 1]
        return None if after in _REFUSED_AFTER else value

    # -- whose, when ---------------------------------------------------------------------------

    def _spoken_of(self, place: int) -> bool:
        """Whether the words before a name leave it the form's own value."""
        before = place - 1
        if before >= 0 and self.letters[before] == "Q":
            return True  # a count before its name is looked at by itself
        return self._open_before(place)

    def _open_before(self, place: int) -> bool:
        """Whether only words that change nothing stand between a name and the last mark."""
        at = place - 1
        while at >= 0 and self.letters[at] in "cknd":
            at -= 1
        if at < 0 or self.letters[at] in ",;YS":
            return True
        if self.letters[at] == "&":
            return at > 0 and self.letters[at - 1] in "QT"
        return self.letters[at] == "p" and at > 0 and self.letters[at - 1] in "SY"

    def _own(self, target: Target, place: int) -> bool:
        """Whether the nearest subject before is the one whose figures the form has."""
        for at in range(place - 1, -1, -1):
            if self.letters[at] == "S" and not self._predicate(at):
                return self.tokens[at].word == target.subject and not self._glued(at)
            if self._of_unknown(at) and ";" not in self.letters[at:place]:
                return False
        return not self.led

    def _predicate(self, at: int) -> bool:
        """Whether a subject only says what the one before it is (公司是一家…企业)."""
        clause = max(self.letters.rfind(mark, 0, at) for mark in ",;") + 1
        told = self.text[self.tokens[clause].start : self.tokens[at].start]
        return any(one in told for one in self.reader.vocabulary.words.words["predicate"])

    def _glued(self, at: int) -> bool:
        """Whether a subject is part of a longer name (宏远公司, 上市企业): then it is another."""
        before = self.letters[:at][-1:]
        return before in {"x", "p"} or (before == "S" and self.tokens[at - 1].word == "other")

    def _of_unknown(self, at: int) -> bool:
        """Whether a name before had words before it that are not known: they may still govern."""
        return (
            self.letters[at] == "T" and self.letters[:at][-1:] != "Q" and not self._open_before(at)
        )

    def _aimed(self, place: int, stop: int) -> bool:
        """Whether an aim stands before in the sentence, or behind in the clause."""
        clause = re.match(r"[^,;]*", self.letters[stop:])
        behind = clause[0] if clause else ""
        return "G" in self.letters[:place] or "G" in behind or "G" in self.letters[place:stop]

    def _when(self, place: int) -> _When:
        """Return the years that govern a place: the last ones named before it in the sentence."""
        for at in range(place - 1, -1, -1):
            letter = self.letters[at]
            if letter == "n":
                return _When(shape="now")
            if letter == "z":
                return _When(shape="none" if self.tokens[at].stop == 0 else "part")
            span = self.tokens[at].span
            if letter == "Y" and span is not None:
                return _When(span.years, span.shape, self._governs(at, place))
        return _When()

    def _governs(self, year: int, place: int) -> bool:
        """Whether a year plainly holds at a place: same clause, alone in its own, or used so."""
        between = self.letters[year + 1 : place]
        if not re.search(r"[,;]", between) or year in self._years_used:
            return True
        start = max(self.letters.rfind(mark, 0, year) for mark in ",;") + 1
        clause = re.split(r"[,;]", self.letters[start:place], maxsplit=1)[0]
        return set(clause) <= set("cnSYkd")

    # -- binding -------------------------------------------------------------------------------

    def _bound(self, target: Target, place: int, value: _Value) -> Iterator[Mention]:
        if not self._may_say(target, place, value):
            return
        when = self._when(place)
        if self.planned and when.shape in {"none", "now"} and all(one is None for one in value.years):  # fmt: skip
            return
        for number, quantity in enumerate(value.quantities):
            stated = self.tokens[quantity].quantity
            if stated is None or stated.kind != target.kind:
                continue
            if target.kind == "count" and stated.in_unit(target.unit) is None:
                continue
            years = self._years_for(target, value, number, when)
            if years is None:
                continue
            token = self.tokens[quantity]
            at = self._year_before(place)
            if at is not None and when.sure:
                self._years_used.add(at)
            start = (
                token.start
                + len(self.text[token.start : token.stop])
                - len(self.text[token.start : token.stop].lstrip())
            )
            grown = when.shape == "now" and target.stock
            yield Mention(target, stated, start, token.stop, years, least=grown)

    def _year_before(self, place: int) -> int | None:
        return next((at for at in range(place - 1, -1, -1) if self.letters[at] == "Y"), None)

    def _may_say(self, target: Target, place: int, value: _Value) -> bool:
        """Whether nothing in the sentence makes the statement another one than it seems."""
        words = self.reader.vocabulary.words.words
        first, last = self.tokens[0].start, self.tokens[value.stop - 1].stop
        before = self.text[first : self.tokens[place].start]
        if not self._own(target, place) or self._aimed(place, value.stop):
            return False
        if any(one in before for one in words["past"]):
            return False
        if target.stock:
            held = self.text[first:last]
            if not any(one in held for one in words["stock_words"]):
                return False
            return not any(one in before for one in words["not_stock"])
        clause = re.split(r"[,;]", self.letters[:place])[-1] + self.letters[place : value.stop]
        if target.kind == "money" and "k" in clause:
            return False
        whole = self.text[first : self.tokens[-1].stop]
        return not (target.timeless and any(one in whole for one in words["not_timeless"]))

    def _years_for(
        self, target: Target, value: _Value, number: int, when: _When
    ) -> tuple[int, ...] | None:
        """Return the year columns that a quantity may be of; ``None`` where it cannot be told."""
        calendar = self.reader.calendar
        mark = value.years[number]
        span = self.tokens[mark].span if mark is not None else None
        if span is not None:
            when = _When(span.years, span.shape, sure=True)
        year = _placed(value, number, when)
        if not target.axis:
            if number < len(value.quantities) - 1 or when.shape == "part":
                return () if target.timeless and len(value.quantities) == 1 else None
            past = when.years and max(when.years) < calendar.last
            return None if past and not target.timeless else ()
        if when.shape == "part" or not calendar.columns:
            return None
        if when.shape == "now":
            return (calendar.last,) if target.stock else None
        if when.shape == "none":
            return calendar.columns if number == len(value.quantities) - 1 else None
        if year is None or year not in calendar.columns:
            return None
        return (year,) if when.sure else calendar.columns


def _placed(value: _Value, number: int, when: _When) -> int | None:
    """Return the year of one of several quantities, ``None`` where the numbers do not match."""
    count, years = len(value.quantities), when.years
    if value.years[number] is not None and len(years) == 1:
        return years[0]
    if value.rising:
        if number == count - 1:
            return years[-1] if years else None
        if when.shape != "range":
            return None
        return years[0] if number == 0 else years[1] if len(years) == 3 else None
    if count == len(years):
        return years[number]
    return None
