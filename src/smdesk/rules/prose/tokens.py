"""The tokens that a sentence is cut into, and what neighbours among them make of each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from smdesk.rules.prose import numbers, years
from smdesk.rules.prose.numbers import Quantity
from smdesk.rules.prose.vocabulary import Named
from smdesk.rules.prose.words import phrases, words
from smdesk.rules.prose.years import Span

_FEWEST = 2
_THINGS = {"firm": "enterprises", "platform": "platforms", "project": "projects"}


@cache
def levels() -> dict[str, str]:
    """Return the ids of what heads a list of enterprises, platforms, projects: 市级示范：企业 9 家、平台 8 家."""
    return {word: id_ for id_, every in words().level.items() for word in every}


@cache
def standing() -> tuple[str, ...]:
    """Return every word that stands for a name: 前者, 该指标, the things of a list, what heads it."""
    return (*phrases("earlier"), *phrases("same_name"), *phrases("spent"), *_listed(), *levels())


@cache
def _listed() -> dict[str, str]:
    """Return the things of which a list says only once of what level or kind they are: 国家级示范企业 5 家、示范平台 2 个."""
    return {word: id_ for id_, every in words().listed.items() for word in every}


class Token(NamedTuple):
    """One letter and the characters ``start:stop`` that it stands for, with what they say."""

    letter: str
    start: int
    stop: int
    named: Named | None = None
    quantity: Quantity | None = None
    span: Span | None = None
    word: str = ""


def merged(tokens: Iterable[Token | None]) -> Iterator[Token]:
    """Yield tokens without blanks, neighbours that say nothing made one."""
    dull: Token | None = None
    for token in tokens:
        if token is None:
            continue
        if token.letter == "x":
            dull = token if dull is None else Token("x", dull.start, token.stop)
            continue
        if dull is not None:
            yield dull
            dull = None
        yield token
    if dull is not None:
        yield dull


def listed(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens with the unit of a list given to each of its numbers: 1.5、1.8 和 2.2 亿元, 由 35 提高到 42 %."""
    for place, token in enumerate(tokens):
        if token.letter != "N":
            yield token
            continue
        after = place
        while after + 2 < len(tokens) and tokens[after].letter == "N" and tokens[after + 1].letter in "&t":  # fmt: skip
            after += 2
        like = tokens[after].quantity
        if like is None:
            yield Token("x", token.start, token.stop)
        else:
            yield Token("Q", token.start, token.stop, quantity=numbers.with_unit(token.word, like))


def hedged(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens with the numbers of shares that are told roughly: 约占员工总数的 30 %."""
    roughly = False
    for one in tokens:
        quantity = one.quantity
        if one.letter in "TK,;":
            told = text[one.start : one.stop].lstrip()
            roughly = one.letter == "K" and told.startswith(phrases("about_share"))
        if roughly and one.letter == "Q" and quantity is not None and not quantity.hedge:
            yield one._replace(quantity=replace(quantity, hedge="about"))
        else:
            yield one


def united(tokens: Iterator[Token]) -> Iterator[Token]:
    """Yield tokens with years named one after another made one list."""
    waiting: list[Token] = []
    for token in tokens:
        joins = token.letter == "Y" if len(waiting) % 2 == 0 else token.letter == "&"
        if joins and (waiting or _single(token)) and (token.letter == "&" or _single(token)):
            waiting.append(token)
            continue
        yield from _closed(waiting)
        waiting = []
        if token.letter == "Y" and _single(token):
            waiting.append(token)
        else:
            yield token
    yield from _closed(waiting)


def resolved(text: str, tokens: list[Token], terms: Mapping[str, Named]) -> Iterator[Token]:
    """Yield tokens with what 前者 and 后者 stand for, and 上年 the year before the one named first.

    ``terms`` are the names of the form by their ids.
    """
    names: list[Token] = []
    year: int | None = None
    level = led = ""
    for place, one in enumerate(tokens):
        thing = _THINGS.get(one.word) if level and one.letter == "S" else None
        term = f"{level}_{thing}" if thing else _further(text, tokens, place, led) if led else ""
        led = led if term or one.letter in "Q&" else listing(one)
        behind = "".join(each.letter for each in tokens[place + 1 : place + 2])
        if term and behind in ({"Q"} if thing else {"Q", "&"}):
            known = terms.get(term)
            yield Token("T", one.start, one.stop, known) if known else one
            continue
        if one.letter == "R" and one.word in levels():
            level = levels()[one.word]
            whole = terms.get(f"{level}_all")
            if whole and tokens[place + 1 : place + 2] and tokens[place + 1].letter == "Q":
                yield Token("T", one.start, one.stop, whole)
                continue
            yield one._replace(letter="c", word="")
            continue
        if one.letter == "T":
            names.append(one)
        elif one.letter == "R":
            known = _meant(names, one.word, terms) if _spends(one, tokens, place) else None
            other = "S" if _listed().get(one.word) == "enterprises" else "x"
            found = Token("T", one.start, one.stop, known) if known else Token(other, one.start, one.stop, word="other")  # fmt: skip
            names += [found] if known and one.word in _listed() else []
            yield found
            continue
        elif one.word == years.RELATIVE:
            spoken_of = year if year is not None else _risen_to(tokens, place)
            if spoken_of is not None:
                yield one._replace(letter="Y", span=Span((spoken_of - 1,)))
                continue
            if _of_value_before(tokens, place):
                yield one._replace(letter="z", span=None, word="")
                continue
        elif one.letter == "Y" and one.span is not None and one.word != years.RELATIVE:
            year = one.span.years[-1] if _single(one) else year
        yield one


def listing(token: Token) -> str:
    """Return the level of what a token names (国家级示范企业), nothing where it has none."""
    told, _, thing = token.named.term.partition("_") if token.named else ("", "", "")
    return told if told in words().level and thing in words().listed else ""


def _further(text: str, tokens: list[Token], place: int, level: str) -> str:
    """Return the term that a list told at one level goes on with: 国家级示范企业 2 家、*平台* 1 个."""
    one = tokens[place]
    said = text[one.start : one.stop].strip()
    if one.letter not in "Sx" or len(said) < _FEWEST or tokens[place - 1].letter != "&":
        return ""
    thing = next((id_ for word, id_ in _listed().items() if word.endswith(said)), "")
    return f"{level}_{thing}" if thing else ""


def _of_value_before(tokens: list[Token], place: int) -> bool:
    """Whether 上年 goes on with a value told before it, of whatever year: 净利润 7418 万元，上年增长 22 %."""
    letters = "".join(one.letter for one in tokens)
    behind = re.match("[^,;]*", letters[place:])
    return "TQ," in letters[:place] and behind is not None and "T" not in behind[0]


def _risen_to(tokens: list[Token], place: int) -> int | None:
    """Return the year that a rise from 上年 ends in: 由上年的 2 亿元增加到 2019 年的 2.2 亿元.

    Where none is written it is the one that 上年 itself would be taken for, the last.
    """
    if not any(one.letter == "f" for one in tokens[max(place - 2, 0) : place]):
        return None
    for one in tokens[place + 1 :]:
        if one.letter == ";":
            break
        if one.letter == "Y" and one.span is not None and one.word != years.RELATIVE:
            return one.span.years[-1] if _single(one) else None
    own = tokens[place].span
    return own.years[-1] if own is not None else None


def _spends(one: Token, tokens: list[Token], place: int) -> bool:
    """Whether 花了 is followed by an amount and nothing that it was spent on; any other word is no matter."""
    letters = "".join(each.letter for each in tokens[place + 1 : place + 3])
    return one.word not in phrases("spent") or letters in {"Q", "Q;"}


def _meant(names: list[Token], word: str, terms: Mapping[str, Named]) -> Named | None:
    """Return what a word stands for, ``None`` where that cannot be told."""
    if not names:
        return None
    if word in phrases("same_name"):
        return names[-1].named
    if word in phrases("spent"):
        last = names[-1].named
        return last if last and last.term in words().words["spent_on"] else None
    if word in _listed():
        last = names[-1].named
        kind, _, thing = last.term.rpartition("_") if last else ("", "", "")
        return terms.get(f"{kind}_{_listed()[word]}") if thing in words().listed else None
    earlier = phrases("earlier")
    return names[earlier.index(word)].named if len(names) == len(earlier) else None


def _single(token: Token) -> bool:
    return token.span is not None and token.span.shape == "one"


def _closed(waiting: list[Token]) -> Iterator[Token]:
    """Yield a list of years as one token, and what stands behind its last year."""
    named = [one for one in waiting if one.span is not None]
    if len(named) < 2:
        yield from waiting
        return
    span = years.joined([one.span for one in named if one.span is not None])
    yield Token("Y", named[0].start, named[-1].stop, span=span)
    yield from waiting[waiting.index(named[-1]) + 1 :]
