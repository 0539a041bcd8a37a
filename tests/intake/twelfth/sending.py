"""What a sender is: a person, a form and what is ordinary about the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from twelfth.paper import Paper, blank_paper

ZJ, SX, SH, GD, MI = (
    "zhejiang-2020", "shanxi-2021", "shanghai-2023", "guangdong-2024", "national-2022",
)  # fmt: skip
Act = Callable[[Paper], None]


@dataclass(frozen=True)
class Sender:
    """``act`` is named after the person and says who it is; ``how``: what is special about the file."""

    act: Act
    form: str
    how: dict[str, object]

    @property
    def name(self) -> str:
        return self.act.__name__

    @property
    def through_office(self) -> bool:
        return self.how.get("maker") == "lo"

    def paper(self, seed: int) -> Paper:
        """Return the form that this sender fills in."""
        one = blank_paper(self.form, self.name, seed)
        one.how.update(self.how)
        self.act(one)
        one.who = f"{self.name}{seed}"
        if self.how.get("cover") == "none":
            for bit in (each for cell in one.cover.cells for each in cell.bits):
                one.truth.pop(bit.address, None)
        return one


SENDERS: list[Sender] = []
"""In the order of their writing."""


def sender(form: str, **how: object) -> Callable[[Act], Act]:
    """Keep a person with a form."""

    def keep(act: Act) -> Act:
        SENDERS.append(Sender(act, form, how))
        return act

    return keep
