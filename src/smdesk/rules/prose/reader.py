"""What a paragraph says of the form's values: names, quantities and years bound to each other.

Rather nothing is read than the wrong thing: words that are not known between a name and its
number, another subject, an aim or a time that is no year end the reading of that place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smdesk.rules.prose.ellipsis import filled
from smdesk.rules.prose.figures import NOTHING, Figure, Row, Topic, figures, topic_of
from smdesk.rules.prose.lexer import Lexer
from smdesk.rules.prose.line import Line
from smdesk.rules.prose.mention import Mention
from smdesk.rules.prose.pieces import pieced
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.statements import statements
from smdesk.rules.prose.vocabulary import Vocabulary
from smdesk.rules.prose.words import phrase, phrases
from smdesk.rules.prose.years import Calendar

_MOST_KEPT = 4096
_SETTLED = phrase(
    r"\s*(?:&settled;|(?:截[至止]到?|到)?\s*(?P<year>(?:19|20)\d\d)\s*年(?!(?:度|末|底)?[，,]?&aimed;|[-—–~～至到起后以]))"
)
"""Begins a sentence that says what is, behind one that says what is aimed at."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One sentence as read; ``topic`` is what it speaks of, ``unbound`` that a figure is left of which nothing was read."""

    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    aims: bool
    leads: bool
    topic: Topic
    unbound: bool


class Reader:
    """Reads texts for one form; holds no values."""

    def __init__(self, vocabulary: Vocabulary, calendar: Calendar, own: frozenset[str]) -> None:
        self._lexer = Lexer(vocabulary, calendar, own)
        self._kept: dict[tuple[str, bool, bool], _Read] = {}
        self.vocabulary = vocabulary
        self.calendar = calendar

    def read(
        self, text: str, *, planned: bool = False, others: bool = False
    ) -> tuple[Mention, ...]:
        """Return what a text states.

        ``planned`` if it stands under a heading about aims, ``others`` under one about somebody else.
        """
        return self.read_all(text, planned=planned, others=others)[0]

    def read_all(
        self, text: str, *, planned: bool = False, others: bool = False, topic: Topic = NOTHING
    ) -> tuple[tuple[Mention, ...], tuple[Row, ...]]:
        """Return what a text states, and its figures; ``topic`` was spoken of before it."""
        found: list[Mention] = []
        rows: list[Row] = []
        led = within = False
        for at, one in _joined(text):
            within = within and not self._settled(one)
            read = self._sentence(one, planned=planned or within, led=led or others)
            found += (mention.moved(at) for mention in read.mentions)
            if read.unbound and not others:
                rows.append(Row(at, one, topic, planned or within, read.figures))
            within, led = within or read.aims, read.leads
            topic = read.topic or topic
        return tuple(dict.fromkeys(found)), tuple(rows)

    def _settled(self, text: str) -> bool:
        """Whether a sentence begins with what is, or with a year that is past: what was aimed at before it has an end."""
        told = _SETTLED().match(text)
        return told is not None and int(told["year"] or 0) <= self.calendar.last

    def topic(self, heading: str) -> Topic:
        """Return what a heading speaks of."""
        return self._sentence(heading, planned=False, led=False).topic

    def _sentence(self, text: str, *, planned: bool, led: bool) -> _Read:
        """Return what one sentence states, whether it aims, whether it leads elsewhere; kept."""
        key = (text, planned, led)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            tokens = [one for one in self._lexer.telling(text) if one.letter != "."]
            tokens = filled(pieced(text, tokens, self.vocabulary.terms))
            line = Line(text, tokens, self.vocabulary, self.calendar, planned=planned, led=led)
            mentions = tuple(statements(line))
            told = tuple(figures(line, mentions))
            found = self._kept[key] = _Read(
                mentions, told, line.aims, line.leads_elsewhere,
                topic_of(line), not all(one.bound for one in told),
            )  # fmt: skip
        return found


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, one that goes on with a part of the last as its last clause.

    …员工486人。其中研发人员占17% says of the same whole what it would say behind a comma.
    """
    waiting: tuple[int, str] | None = None
    for at, one in sentences(text):
        if waiting is not None and one.lstrip().startswith(phrases("part_ahead")):
            whole = waiting[1].rstrip()
            if whole.endswith("。"):
                pad = len(waiting[1]) - len(whole)
                waiting = waiting[0], f"{whole[:-1]}，{' ' * pad}{one}"
                continue
        if waiting is not None:
            yield waiting
        waiting = at, one
    if waiting is not None:
        yield waiting
