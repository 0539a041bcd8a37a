"""Figures of a sentence as they stand, each with the names, the year and the subject around it.

`statements` binds what plainly belongs together. What it leaves is kept here for `slips`, which
finds by the form's own values that a figure can only be a slip of one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.mention import Mention
from smdesk.rules.prose.numbers import Quantity
from smdesk.rules.prose.when import when
from smdesk.rules.prose.whose import nobody_else, only_led

Ids = frozenset[str]
NONE: Ids = frozenset()
_KINDS = frozenset({"money", "percent", "count"})
_PLAIN = re.compile("[cnYtfdk&pTK]*")
"""Between the figures of a list."""
_LISTED = re.compile("[cnYtfd&px]*")
"""The same, in words that nobody foresaw."""
_DATED_BEHIND = re.compile(r"\s*[（(]\s*(?P<year>20\d\d)\s*年?(?:度|末|底)?\s*[)）]")
"""9.3 亿元（2020 年）."""
_NOT_ITS = re.compile(r"(?:[元%％个项家户人台套件][（(]|[比较])\s*$")
"""Before a year that is of the figure in front of it, or that others are compared with."""
_ALONE = re.compile("[cnYsvSp,]*[uwar][cnrauw]*")
"""Before a growth whose name the sentence before told: 2021 年较 2020 年增长 47.14 %."""
_SHARED = re.compile("[cnYd]*Y[cnYd]*K[cnYd]*")
"""Before a share whose name the sentence before told, and its year: 其中 2019 年占比为 16 %."""
_SUM = re.compile("[cY]{0,2}k[ck]{0,2}")
_BEHIND = re.compile(r"Qp?(?P<name>T)(?=[,;&]|$)")
"""16 次政策宣贯会、13 次培训: the name stands behind its number."""
_CHANGED = re.compile(r"[guw][cnkdrt]{0,4}$")
"""A change stands before a number, not what came of it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence speaks of: ids of the terms that it names, and of those that it hints at too."""

    names: Ids = NONE
    about: Ids = NONE

    def __bool__(self) -> bool:
        return bool(self.about)


NOTHING = Topic()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at ``start:stop`` of a block; ``bound``: what it states has been read.

    Terms by their ids: ``tied`` just before it, ``near`` in its clause, each named or hinted at;
    ``named`` just before it, ``topic`` in its sentence or else before. ``years`` govern it.
    ``moved``: it is how something changed, ``total``: what years come to. ``plain``: nothing unknown
    stands between it and the figure before it, ``listed``: no other name or subject does.
    ``alone``: its sentence says nothing but how something changed, and when.
    ``bare``: its clause says nothing but that it is a sum. ``shared``: it is a share of what is named, in ``base`` if that is told. ``elsewhere``: another subject stands before it.
    """

    quantity: Quantity
    start: int
    stop: int
    years: tuple[int, ...] = ()
    tied: Ids = NONE
    named: Ids = NONE
    near: Ids = NONE
    topic: Topic = NOTHING
    moved: bool = False
    total: bool = False
    plain: bool = False
    listed: bool = False
    alone: bool = False
    bare: bool = False
    shared: bool = False
    base: str = ""
    elsewhere: bool = False
    bound: bool = False

    def under(self, topic: Topic) -> Figure:
        """Return it with what was spoken of before where its sentence names nothing."""
        own = self.topic
        if not topic or (own.names and own.about):
            return self
        return replace(self, topic=Topic(own.names or topic.names, own.about or topic.about))

    def doubtful(self) -> Figure:
        """Return it as of nothing that is known: only its digits can tell."""
        return replace(self, tied=NONE, named=NONE, near=NONE, topic=NOTHING, plain=False, listed=False, alone=False)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one sentence that begins at ``at``; ``topic`` is what was spoken of before.

    ``text`` tells it from others. ``doubtful``: it stands among aims, so that only years tell.
    """

    at: int
    text: str
    topic: Topic
    doubtful: bool
    alone: tuple[Figure, ...]

    @property
    def key(self) -> tuple[str, Topic, bool]:
        """What decides what the figures are taken for."""
        return self.text, self.topic, self.doubtful

    def figures(self) -> list[Figure]:
        """Return the figures with what was spoken of before."""
        every = (one.under(self.topic) for one in self.alone)
        return [one.doubtful() if self.doubtful and not one.years else one for one in every]


def figures(line: Line, mentions: Iterable[Mention]) -> Iterator[Figure]:
    """Yield the figures of a sentence that may be the form's own."""
    if "Q" not in line.letters:
        return
    read = {one.start for one in mentions}
    topic = topic_of(line)
    tied = named = NONE
    shared, base = False, ""
    for at, token in enumerate(line.tokens):
        quantity = token.quantity
        if token.letter != "Q" or quantity is None or quantity.kind not in _KINDS:
            continue
        head = max(line.clause(at), line.letters.rfind("Q", 0, at) + 1)
        between = line.letters[head:at]
        parted = "其中" in line.said(head, at)
        plain = _PLAIN.fullmatch(between) is not None and not parted
        dated = _SHARED.fullmatch(between) is not None
        behind = _BEHIND.match(line.letters, at)
        if "K" in between or "T" in between:
            shared = "K" in between
            base = _base(line, head, at) if shared else ""
        if behind is not None or "T" in between or not (plain or dated):
            part = behind.span("name") if behind else (head, at)
            tied, named = _terms(line, *part), _names(line, *part)
        elif (fresh := _names(line, line.letters.rfind("Q", 0, at) + 1, at)) or dated:
            named = fresh or topic.names
            tied = tied | named
        listed = _LISTED.fullmatch(between) is not None and not parted
        start, stop = line.place_of(at)
        one = Figure(quantity, start, stop, years=_years(line, at), tied=tied, named=named,
                     topic=topic, plain=plain or dated, listed=listed, shared=shared, base=base, bound=start in read)  # fmt: skip
        if one.bound:
            yield one
        elif "G" not in line.letters[:at]:
            around = _around(line, at, one)
            if _ours(line, at):
                yield around
            elif only_led(line, at):
                yield replace(around, plain=False, listed=False, alone=False)
            elif _PLAIN.fullmatch(line.letters[line.clause(at) : at]):
                yield replace(around, elsewhere=True)


def _base(line: Line, start: int, stop: int) -> str:
    """Return the id of the term that a share before a place is said to be of."""
    at = line.letters.index("K", start, stop)
    behind = next((one.named for one in line.tokens[at:stop] if one.named is not None), None)
    if behind is not None:
        return behind.term
    said = line.tokens[at].word
    return (line.vocabulary.base_of(said) or "") if said else ""


def _around(line: Line, at: int, one: Figure) -> Figure:
    """Return a figure with what its clause says of it."""
    if _in_part(line, at):
        return one.doubtful()
    clause = line.clause(at)
    ends = (each for each in range(at, len(line.letters)) if line.letters[each] in ",;")
    near = _terms(line, clause, next(ends, len(line.letters)))
    before = line.letters[clause:at]
    moved = _CHANGED.search(before) is not None
    alone = _ALONE.fullmatch(line.moves[:at]) is not None
    return replace(
        one,
        near=near,
        moved=moved,
        total="k" in before,
        alone=alone,
        bare=_SUM.fullmatch(before) is not None,
    )


def topic_of(line: Line) -> Topic:
    """Return what a sentence speaks of."""
    names = _names(line, 0, len(line.tokens))
    return Topic(names, names.union(line.vocabulary.hinted(line.text)))


def _ours(line: Line, at: int) -> bool:
    """Whether a figure is of no other subject."""
    quantity = line.tokens[at].quantity
    counted = quantity is not None and quantity.kind == "count"
    return nobody_else(line, at, counted=counted)


def _in_part(line: Line, at: int) -> bool:
    """Whether a figure is of a time that is no whole year: 2021 年前三季度，公司完成…."""
    clause = line.clause(at)
    ahead = line.letters[line.clause(clause - 1) : clause] if clause else ""
    return "z" in line.letters[clause:at] or ("z" in ahead and set(ahead) <= set("zYScn,"))


def _terms(line: Line, start: int, stop: int) -> Ids:
    """Return the ids of the terms that are named between two tokens, or hinted at."""
    return _names(line, start, stop).union(line.vocabulary.hinted(line.said(start, stop)))


def _names(line: Line, start: int, stop: int) -> Ids:
    return frozenset(one.named.term for one in line.tokens[start:stop] if one.named is not None)


def _years(line: Line, at: int) -> tuple[int, ...]:
    """Return the year of a figure: that in brackets behind it, else the one that governs its place."""
    behind = _DATED_BEHIND.match(line.text, line.tokens[at].stop)
    if behind is not None:
        return (int(behind["year"]),)
    last = line.letters.rfind("Y", 0, at)
    if last >= 0 and _NOT_ITS.search(line.text, 0, line.tokens[last].start):
        return ()
    told = when(line, at)
    return told.years if told.shape == "one" else ()
