"""What a clerk is: a way of filling in a form, and which forms come to such a desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eleventh.paper import FORMS, Paper, blank_paper

Hand = Callable[[Paper], None]
GROUPS = {
    "firm": [one for one in FORMS if one.endswith(("enterprise", "project"))],
    "platform": [one for one in FORMS if one.endswith("platform")],
    "city": [one for one in FORMS if one.endswith(("city", "district", "city-general", "city-design"))],
}  # fmt: skip
AT_A_TIME = 4


@dataclass(frozen=True)
class Clerk:
    """``hand`` is named after the person and says who it is; ``via``: what the file was kept as before."""

    hand: Hand
    group: str
    maker: str = "word"
    via: str = ""
    place: int = 0

    @property
    def name(self) -> str:
        return self.hand.__name__

    def papers(self, seed: int) -> list[Paper]:
        """Return the forms that this clerk fills in: some of the group's, others with another seed."""
        forms = GROUPS[self.group]
        first = self.place + seed * AT_A_TIME
        chosen = [forms[(first + n) % len(forms)] for n in range(min(AT_A_TIME, len(forms)))]
        found = []
        for form in chosen:
            paper = blank_paper(form, self.name, seed)
            paper.maker, paper.via = self.maker, self.via
            self.hand(paper)
            found.append(paper)
        return found


class Desk:
    """Collects the clerks of one group in the order of their writing."""

    def __init__(self, group: str) -> None:
        self.group = group
        self.clerks: list[Clerk] = []

    def __call__(self, maker: str = "word", via: str = "") -> Callable[[Hand], Hand]:
        def keep(hand: Hand) -> Hand:
            self.clerks.append(Clerk(hand, self.group, maker, via, len(self.clerks)))
            return hand

        return keep
