"""What one sentence states: its names, and the values, shares and changes bound to them."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import replace

from smdesk.rules.prose import moves
from smdesk.rules.prose.added import added
from smdesk.rules.prose.among import among_others, counted_among_others, part_of
from smdesk.rules.prose.asides import Aside, asides
from smdesk.rules.prose.line import Line
from smdesk.rules.prose.mention import Mention
from smdesk.rules.prose.moved import each_year, moved, total
from smdesk.rules.prose.values import Value, further_years, reached, value_at, value_behind
from smdesk.rules.prose.vocabulary import Named, Target
from smdesk.rules.prose.when import When, only_planned, use_year, when, years_for
from smdesk.rules.prose.whose import may_say, open_before, spoken_of
from smdesk.rules.prose.words import phrases

_SHARED = re.compile(r",?p?[cn]*K(Tp)?")
"""占营业收入的比例; 占前者的."""
_SEVERAL = re.compile(r"T(?:&T)+[cYn]*d?[cYn]*Q(?:&Q)+")
_ALIKE = re.compile(r"T(?:&[Tx])+[cYn]*Q(?=[,;]|$)")
"""项目总投资和实际完成投资均为 …."""
_A_HEAD = re.compile(r"\s*[/／]人")
_CLOSED = frozenset({"", ",", ";", "&"})
_HELD = frozenset("cnk&")
"""Before a count that stands before its name: 拥有 24 项发明专利、78 项实用新型."""


def statements(line: Line) -> Iterator[Mention]:
    """Yield what a sentence states."""
    if "T" not in line.letters or ("Q" not in line.letters and "g" not in line.letters):
        return
    place = 0
    while place < len(line.letters):
        if line.letters[place] == "T" and spoken_of(line, place):
            several = _SEVERAL.match(line.letters, place)
            alike = None if several else _ALIKE.match(line.letters, place)
            if alike and any(one in line.said(place, alike.end()) for one in phrases("alike")):
                yield from _each_alike(line, place, alike.end())
                place = alike.end()
                continue
            joint = None if several else moves.moves_of(line, place)
            if several:
                yield from _several(line, place, several.end())
            elif joint:
                yield from _several_moved(line, place, joint)
            else:
                yield from _at(line, place)
            if several or joint:
                place = several.end() if several else joint.stop if joint else place
                continue
        place += 1
    for aside in asides(line):
        yield from _aside(line, aside)
    yield from added(line)


def _aside(line: Line, aside: Aside) -> Iterator[Mention]:
    """Yield what a number says that stands elsewhere than behind its name."""
    named = line.tokens[aside.name].named
    target = named.target if named else None
    if named is not None and aside.shared:
        target = next((one for one, _ in line.vocabulary.shares.get(named.term, ())), None)
    first = min(aside.name, *aside.value.quantities)
    if target is None or not (spoken_of(line, first) and line.letters[first] in "TQ"):
        return
    if aside.year is None:
        yield from bound(line, target, aside.name, aside.value)
    elif target.axis and aside.year in line.calendar.columns:
        every = bound(line, target, aside.name, aside.value)
        yield from (replace(one, years=(aside.year,)) for one in every)


def _at(line: Line, place: int) -> Iterator[Mention]:
    """Yield what is said of the name at a place: its value, then shares and changes."""
    named = line.tokens[place].named
    if named is None:
        return
    rates = moves.rates_at(line, place + 1)
    if rates:
        yield from _rated(line, named, place, rates)
        return
    value = None if _SHARED.match(line.letters, place + 1) else value_at(line, place + 1)
    at = value.stop if value else place + 1
    if value is not None:
        for one in (value, *further_years(line, value)):
            yield from _valued(line, named, place, one)
            at = one.stop
        if at == value.stop and (more := reached(line, value)):
            yield from _valued(line, named, place, more)
            at = more.stop
    stop = yield from _behind(line, named, place, value, at)
    if value is None and stop == place + 1:
        yield from _before(line, place)


def _behind(
    line: Line, named: Named, place: int, value: Value | None, at: int
) -> Generator[Mention, None, int]:
    """Yield the shares and changes behind a name and its value; return where they end."""
    held: Target | None = named.target
    pair = moves.risen(line, place, value) if value else None
    if value is None:
        at = moves.risen_alone(line, at)
    rising = value
    while True:
        if rates := moves.rates_behind(line, at):
            yield from _rated(line, named, place, rates)
            at = rates[-1].stop
        move = moves.move_at(line, at)
        if move is not None:
            told, pairs = moves.between(line, place, rising, move, pair)
            yield from moved(line, named, held, place, move, told, pairs)
            pair = pairs[0][0] if len(pairs) == 1 and len(pairs[0]) == 1 else pair
            at = move.stop
            if move.rate and (further := moves.rate_further(line, at)):
                yield from _rated(line, named, place, further)
                at = further[-1].stop
            if value is None and (value := value_behind(line, at)):
                rising = value = _of_year(line, place, at, value)
                yield from _valued(line, named, place, value)
                at = value.stop
            continue
        shared = _SHARED.match(line.letters, at)
        shares = _share(line, named.term, place, shared, value) if shared else None
        if shares is None:
            return at
        found, held, at, rising = shares
        pair = moves.risen(line, place, rising) if rising else pair
        yield from found


def _of_year(line: Line, place: int, at: int, value: Value) -> Value:
    """Return a value behind a change with the year told at its name: 净利润 2021 年增长 29 %，达到 7253 万元."""
    mark = line.letters.find("Y", place, at)
    if mark < 0 or any(one is not None for one in value.years) or len(value.years) > 1:
        return value
    return replace(value, years=(mark,))


def _rated(
    line: Line, named: Named, place: int, rates: tuple[moves.Move, ...]
) -> Iterator[Mention]:
    """Yield the growth of several years, each told with its year."""
    for one in rates:
        told, pairs = moves.between(line, place, None, one, None)
        yield from moved(line, named, named.target, place, one, told, pairs)


def _valued(line: Line, named: Named, place: int, value: Value) -> Iterator[Mention]:
    if named.target is not None:
        if named.target.how == "head" and among_others(line, named.target.people, place):
            return
        if named.target.subject == "region" and counted_among_others(line, place):
            return
        yield from bound(line, named.target, place, value)
    elif named.part is not None:
        ours, whole = part_of(line, named.part, place)
        if ours:
            part = _as_labelled(line, named.part, place)
            every = bound(line, part, place, value)
            yield from (replace(one, whole=whole) for one in every)


def _as_labelled(line: Line, part: Target, place: int) -> Target:
    """Return a part as the whole that the table asks for where the sentence told of it before: 研发设计投入比例…，研发投入….

    研发投入 alone may be less than 研发设计投入; behind that it is but short for it.
    """
    if not part.within or line.said(line.clause(place), place).startswith(phrases("within")):
        return part
    for one in line.tokens[:place]:
        target = one.named.target or one.named.part if one.named else None
        if target is not None and not target.within and target.heads[0] == part.heads[0]:
            return replace(part, within=False)
    return part


def _share(
    line: Line, term: str, place: int, shared: re.Match[str], amount: Value | None
) -> tuple[list[Mention], Target | None, int, Value | None] | None:
    """Return the share that 占… behind a part states, of the base that it names.

    It is of the year told with the ``amount`` before it where it names none: 2019 年 2.4 亿元，占 20 %.
    """
    after = shared.end()
    whole = line.tokens[after - 2].named if shared[1] else None
    said = line.tokens[after - 1].word
    base = whole.term if whole else line.vocabulary.base_of(said) if said else None
    value = value_at(line, after)
    dated = amount is not None and len(amount.years) == 1 and amount.years[0] is not None
    if value is not None and dated and value.years == (None,):
        value = replace(value, years=amount.years) if amount else value
    if value is None and moves.move_at(line, after) is None:
        return None
    found: list[Mention] = []
    held = None
    if "k" in line.letters[place:after]:  # of several years together
        return [], None, value.stop if value else after, None
    more = reached(line, value) if value else None
    for target, bases in line.vocabulary.shares.get(term, ()):
        if (base is None or base in bases) and not _of_others(line, bases, place):
            for one in (value, more):
                found += bound(line, target, place, one) if one else ()
            held = target
    last = more or value
    return found, held, last.stop if last else after, value


def _of_others(line: Line, bases: frozenset[str], place: int) -> bool:
    """Whether a share of people is one of others than the form counts."""
    whole = line.vocabulary.targets.get("staff") if "staff" in bases else None
    return whole is not None and among_others(line, whole.heads[0], place)


def _several(line: Line, place: int, stop: int) -> Iterator[Mention]:
    """Yield 营业收入、利润总额分别为 …: as many names as quantities."""
    inside = range(place, stop)
    names = [one for one in inside if line.letters[one] == "T"]
    quantities = [one for one in inside if line.letters[one] == "Q"]
    if len(names) != len(quantities):
        return
    for name, quantity in zip(names, quantities, strict=True):
        named = line.tokens[name].named
        if named is not None and named.target is not None:
            yield from bound(line, named.target, place, Value((quantity,), (None,), stop))


def _each_alike(line: Line, place: int, stop: int) -> Iterator[Mention]:
    """Yield one quantity as that of each of several names."""
    quantity = Value((stop - 1,), (None,), stop)
    for at in range(place, stop):
        named = line.tokens[at].named
        if named is not None and named.target is not None:
            yield from bound(line, named.target, place, quantity)


def _several_moved(line: Line, place: int, move: moves.Move) -> Iterator[Mention]:
    """Yield the changes of several names, one number each."""
    names = [one for one in range(place, move.stop) if line.letters[one] == "T"]
    if len(names) != len(move.places):
        return
    for name, number in zip(names, move.places, strict=True):
        named = line.tokens[name].named
        if named is not None:
            one = moves.alone(move, number)
            told, pairs = moves.between(line, place, None, one, None)
            yield from moved(line, named, named.target, place, one, told, pairs)


def _before(line: Line, place: int) -> Iterator[Mention]:
    """Yield a count that stands before its name: 24 项发明专利, 300 余名员工."""
    named, before = line.tokens[place].named, place - 1
    target = (named.target or named.part) if named else None
    if named is None or target is None or before < 0 or before in line.used:
        return
    if named.target is None and not part_of(line, target, before)[0]:
        return
    quantity = line.tokens[before].quantity
    if line.letters[before] != "Q" or quantity is None or quantity.kind != "count":
        return
    held = before == 0 or line.letters[before - 1] in _HELD
    if not open_before(line, before) or not held:
        return
    if line.letters[place + 1 : place + 2] not in _CLOSED:
        return
    yield from bound(line, target, before, Value((before,), (None,), place + 1))


def bound(line: Line, target: Target, place: int, value: Value) -> Iterator[Mention]:
    """Yield a value's quantities as statements about a target, as far as they are some."""
    together = total(line, target, place, value)
    if together is not None:
        yield together
    if not may_say(line, target, place, value.stop) or (target.timeless and value.rising):
        return
    governing = when(line, place)
    each = each_year(line, target, place, value)
    if each is not None:
        yield each
        return
    if only_planned(line, governing) and all(one is None for one in value.years):
        return
    for number, quantity in enumerate(value.quantities):
        stated = line.tokens[quantity].quantity
        if stated is None or stated.kind != target.kind:
            continue
        if target.kind == "count" and stated.in_unit(target.unit) is None:
            continue
        start, stop = line.place_of(quantity)
        if target.how != "head" and _A_HEAD.match(line.text, stop):
            continue
        years = years_for(line, target, value, number, governing)
        if years is None and (last := _within_sum(line, target, value, governing)):
            years, stated_of = (last,), replace(target, within=True)
        else:
            stated_of = target
        if years is None:
            continue
        use_year(line, place, governing)
        grown = governing.shape == "now" and target.stock and target.axis
        loose = len(years) > 1 and value.years[number] is None
        yield Mention(stated_of, stated, start, stop, years, least=grown, loose=loose)


def _within_sum(line: Line, target: Target, value: Value, governing: When) -> int | None:
    """Return the last year of several in which came what a total up to it holds, so at most that.

    三年累计安排专项资金 1.2 亿元 may leave out what was spent before the three years.
    """
    adds = target.balance and target.id in line.vocabulary.words.words["adding"]
    whole = (
        governing.shape == "range" and governing.sure and governing.years[-1] == line.calendar.last
    )
    if line.planned or not adds or not whole or len(value.quantities) > 1 or value.years != (None,):
        return None
    return governing.years[-1]
