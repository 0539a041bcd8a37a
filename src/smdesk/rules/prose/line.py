"""One sentence as tokens, with what has been read of it so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from smdesk.rules.prose.tokens import Token
from smdesk.rules.prose.vocabulary import Vocabulary
from smdesk.rules.prose.years import Calendar

MOVES = {
    "up": "u", "down": "w", "yearly": "a", "rate": "r", "versus": "v", "same": "s",
    "points": "P", "times": "B", "doubled": "D",
}  # fmt: skip
"""Letters of the kinds of change; any other change is ``o``."""

_COUNT = re.compile(r"\s*[约近超共有达]{0,3}\s*\d[\d,.]*万?[多余]?[家户个名]")
"""A count of others is no subject: 省级专精特新企业 286 家."""
_NUMBER = re.compile(r"\d[\d,.]*\s*万?[多余]?(?P<unit>[家户个名])?")
_SHORT = 6
"""Characters of a sentence that is but a heading."""


@dataclass(slots=True)
class Line:
    """A sentence: ``letters`` has one a token, ``moves`` the same with changes told apart.

    ``planned`` says that it stands under a heading about aims, ``led`` that the sentence before
    it began with somebody else. ``used`` are the quantities bound, ``years_used`` the years.
    """

    text: str
    tokens: list[Token]
    vocabulary: Vocabulary
    calendar: Calendar
    planned: bool = False
    led: bool = False
    letters: str = ""
    moves: str = ""
    used: set[int] = field(default_factory=set)
    years_used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.letters = "".join(one.letter for one in self.tokens)
        self.moves = "".join(
            MOVES.get(one.word, "o") if one.letter == "g" else one.letter for one in self.tokens
        )

    @property
    def leads_elsewhere(self) -> bool:
        """Whether it begins with somebody else, who may be meant in the next one too."""
        first = self.letters.find("S")
        if not 0 <= first <= 2 or self.tokens[first].word != "other" or self.ownerless(first):
            return False
        if self.text.rstrip().endswith(("！", "？", "!", "?")):  # a slogan leads nowhere
            return False
        if len(self.text.strip()) <= _SHORT:  # 用户。 only says what the next ones are about
            return False
        if self._counts(first):
            return False
        head = re.match("S[xS]{0,2}", self.letters[first:])
        last = self.tokens[first + len(head[0]) - 1] if head else self.tokens[first]
        return _COUNT.match(self.text, last.stop) is None

    def ownerless(self, place: int) -> bool:
        """Whether a subject is one that the figures of a firm cannot be of: 落实省政府部署，…."""
        if self.vocabulary.subject == "region":
            return False
        return self.said(place, place + 1).strip() in self.vocabulary.words.words["no_owner"]

    def _counts(self, place: int) -> bool:
        """Whether a subject is one that the form counts, and is counted here: 核心合作方由 85 个增加到…."""
        number = _NUMBER.search(self.text, self.tokens[place].stop)
        if number is None or number["unit"] is None:
            return False
        return any(self.vocabulary.hinted(self.said(place, place + 1)))

    @property
    def aims(self) -> bool:
        """Whether it says that what follows is aimed at; a condition or a promise is of its sentence alone."""
        alone = self.vocabulary.words.words["goal_alone"]
        letters = "".join(
            "n" if one.letter == "G" and self.text[one.start : one.stop] in alone else one.letter
            for one in self.tokens
        )
        return bool(re.search(r"^[^,;]*G|G[^,;.]*Q", letters))

    def runs(self, place: int) -> bool:
        """Whether a token says 连续三年, or another run of years up to now."""
        token = self.tokens[place] if place < len(self.tokens) else self.tokens[-1]
        return token.letter == "z" and self.text.startswith("连续", token.start)

    def topic(self, place: int) -> bool:
        """Whether the words at a place say that what was named is what is now spoken of."""
        if place >= len(self.tokens):
            return False
        said = self.said(place, place + 1).strip()
        told = self.vocabulary.words
        return said in told.said["topics"] or said in told.words["idle"]

    def clause(self, place: int) -> int:
        """Return where the clause of a place begins."""
        return max(self.letters.rfind(",", 0, place), self.letters.rfind(";", 0, place)) + 1

    def said(self, start: int, stop: int) -> str:
        """Return the text from one token up to another."""
        if start >= len(self.tokens):
            return ""
        end = self.tokens[stop].start if stop < len(self.tokens) else len(self.text)
        return self.text[self.tokens[start].start : end]

    def place_of(self, at: int) -> tuple[int, int]:
        """Return the characters of a token without the blanks around it."""
        token = self.tokens[at]
        told = self.text[token.start : token.stop]
        return token.start + len(told) - len(told.lstrip()), token.stop
