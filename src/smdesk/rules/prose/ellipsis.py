"""Names that a clause leaves out because the one before it told them: …；2018 年为 1.9 亿元，占比 20 %.

What was named last goes on being spoken of in a clause that begins with a year and says nothing but
a number of the same kind. Its name is put in there, without a width of its own, so that all that is
read of named values is read of it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from smdesk.rules.prose.tokens import Token

_NAMED = re.compile(r"(T)p?[cnYtdfk]*(Q)")
_SHARED = re.compile(r"(T)p?[cn]*(K)p?[cnYtdf]*(Q)")
_LATER = re.compile(r"(?:[cn]*K)p?[cnYtdf]*(Q)")
_DATED_CLAUSE = re.compile(r"[cn]{0,3}(?:Yc)?(Y)p?[cntdk]{0,4}(Q)(?:&Q)*$")
_DATED_SHARE = re.compile(r"[cn]{0,3}Yc{0,2}(?P<share>K)[cntd]{0,3}(?P<of>Q)$")
"""…，占 31 %，2021 年占 28 %."""
_SHARE_LATER = re.compile(r";[cn]{0,2}(?P<share>K)[cntd]{0,4}Q")

_FEWEST = 6
"""Tokens of the shortest sentence that leaves out a name: 2018 年 T Q，2019 年 Q."""


@dataclass(slots=True)
class _Topic:
    """What is spoken of: the tokens that name it, by the kind and unit of their numbers."""

    names: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    direct: bool = False

    def forget(self) -> None:
        self.names.clear()
        self.direct = False


def filled(tokens: list[Token]) -> list[Token]:
    """Return the tokens of a sentence with the names that are left out in it put in."""
    if len(tokens) < _FEWEST:
        return tokens
    return _dated(_shared(tokens))


def _shared(tokens: list[Token]) -> list[Token]:
    """Put the only name told before into a clause behind a semicolon that begins with its share.

    服务收入 5058 万元，…；占营业收入的比重达到 22 %.
    """
    letters = "".join([one.letter for one in tokens])
    match = _SHARE_LATER.search(letters)
    if match is None:
        return tokens
    at = match.start("share")
    named = {one.named.term: one for one in tokens[:at] if one.named is not None}
    others = any(one.letter == "S" and one.word == "other" for one in tokens[:at])
    if len(named) != 1 or others or "G" in letters[:at]:
        return tokens
    here = tokens[at].start
    (name,) = named.values()
    return [*tokens[:at], name._replace(start=here, stop=here), *tokens[at:]]


def _dated(tokens: list[Token]) -> list[Token]:
    """Put names into clauses that begin with a year and say nothing but a number."""
    letters = "".join([one.letter for one in tokens])
    if letters.count("Y") < 2 or letters.count("Q") < 2:
        return tokens
    found: list[Token] = []
    topic = _Topic()
    for start, stop in _clauses(letters):
        clause = tokens[start:stop]
        said = letters[start:stop]
        dated = _DATED_CLAUSE.match(said) if topic.names else None
        share = _DATED_SHARE.fullmatch(said) if topic.names else None
        name = topic.names.get(_kind(clause[dated.start(2)], said)) if dated else None
        shared = topic.names.get(_kind(clause[share.start("of")], said)) if share else None
        if (
            dated is not None
            and name
            and not (topic.direct and _comma(letters, start) and dated[0].count("Q") == 1)
        ):
            found += _put(clause, name, dated.end(1))
        elif share is not None and shared:
            found += _put(clause, shared[:1], share.start("share"))
        else:
            found += clause
            share = None
        if dated is None and share is None:
            _follow(topic, clause, said)
        found += tokens[stop : stop + 1]
    return found


def _put(clause: list[Token], name: tuple[Token, ...], at: int) -> list[Token]:
    """Return a clause with a name put in, without a width of its own."""
    here = clause[at - 1].stop
    return [*clause[:at], *(one._replace(start=here, stop=here) for one in name), *clause[at:]]


def _clauses(letters: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(letters):
        ends = [one for one in (letters.find(",", start), letters.find(";", start)) if one >= 0]
        stop = min(ends, default=len(letters))
        yield start, stop
        start = stop + 1


def _comma(letters: str, start: int) -> bool:
    return letters[start - 1 : start] == ","


def _follow(topic: _Topic, clause: list[Token], said: str) -> None:
    """Take up what a clause speaks of, or let go of what was spoken of before it."""
    if any(one.letter == "S" and one.word == "other" for one in clause) or "G" in said:
        topic.forget()
        return
    if "T" in said:
        topic.forget()
        if said.count("T") > 1:
            return
        if match := _SHARED.search(said):
            topic.names[_kind(clause[match.start(3)], said)] = (clause[match.start(1)], clause[match.start(2)])  # fmt: skip
        elif match := _NAMED.search(said):
            topic.names[_kind(clause[match.start(2)], said)] = (clause[match.start(1)],)
            topic.direct = said.endswith("Q")
        return
    if (later := _LATER.fullmatch(said)) and topic.names:
        share = clause[said.index("K")]
        name = next(iter(topic.names.values()))[0]
        topic.names.setdefault(_kind(clause[later.start(1)], said), (name, share))
        topic.direct = False
        return
    topic.direct = False
    if "Q" in said and "g" not in said:
        topic.forget()


def _kind(token: Token, said: str) -> str:
    """Return what tells whether two numbers may be of the same thing; what is 累计 is another."""
    quantity = token.quantity
    if quantity is None:
        return ""
    total = "k" if "k" in said else ""
    return f"{quantity.unit if quantity.kind == 'count' else quantity.kind}{total}"
