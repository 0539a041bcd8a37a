"""What a paragraph says of the form's values: names, quantities and years bound to each other.

Rather nothing is read than the wrong thing: words that are not known between a name and its
number, another subject, an aim or a time that is no year end the reading of that place.
"""

from __future__ import annotations

from smdesk.rules.prose.ellipsis import filled
from smdesk.rules.prose.lexer import Lexer
from smdesk.rules.prose.line import Line
from smdesk.rules.prose.mention import Mention
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.statements import statements
from smdesk.rules.prose.vocabulary import Vocabulary
from smdesk.rules.prose.years import Calendar

_MOST_KEPT = 4096


class Reader:
    """Reads texts for one form; holds no values."""

    def __init__(self, vocabulary: Vocabulary, calendar: Calendar, own: frozenset[str]) -> None:
        self._lexer = Lexer(vocabulary, calendar, own)
        self._kept: dict[tuple[str, bool, bool], tuple[tuple[Mention, ...], bool, bool]] = {}
        self.vocabulary = vocabulary
        self.calendar = calendar

    def read(
        self, text: str, *, planned: bool = False, others: bool = False
    ) -> tuple[Mention, ...]:
        """Return what a text states.

        ``planned`` if it stands under a heading about aims, ``others`` under one about somebody else.
        """
        found: list[Mention] = []
        led = False
        for at, one in sentences(text):
            mentions, aims, led = self._sentence(one, planned=planned, led=led or others)
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
            tokens = filled([one for one in self._lexer.telling(text) if one.letter != "."])
            line = Line(text, tokens, self.vocabulary, self.calendar, planned=planned, led=led)
            found = tuple(statements(line)), line.aims, line.leads_elsewhere
            self._kept[key] = found
        return found
