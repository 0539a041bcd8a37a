"""Holds a reading against the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handfilled.make import Made

SURE = 0.9


@dataclass
class Score:
    """Counts over documents: values, those right, found but not sure, stated wrongly."""

    documents: int = 0
    values: int = 0
    right: int = 0
    sure: int = 0
    blanks: int = 0
    blanks_sure: int = 0
    wrong: list[tuple[int, str, str, str]] = field(default_factory=list)
    """(seed, address, truth, read) of values read otherwise, whatever the confidence."""
    stated: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Those of them that were stated with confidence."""
    missed: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def share(self) -> float:
        return self.right / self.values if self.values else 1.0


def judge(made: Made, found: Mapping[str, tuple[str, float]], expected: set[str]) -> Score:
    """Return the score of one reading: ``found`` holds (canonical text, confidence) by address.

    ``expected`` are the addresses that the paper has a place for.
    """
    score = Score(documents=1)
    for address in sorted(expected | set(made.truth) | set(found)):
        truth = made.truth.get(address, "")
        text, confidence = found.get(address, ("", 0.0))
        if truth:
            score.values += 1
            score.right += text == truth
            score.sure += text == truth and confidence >= SURE
            if address not in found:
                score.missed.append((made.seed, address))
        elif address not in made.removed:
            score.blanks += 1
            score.blanks_sure += text == "" and confidence >= SURE
        if text != truth:
            score.wrong.append((made.seed, address, truth, text))
            if confidence >= SURE and address in found:
                score.stated.append((made.seed, address, truth, text))
    return score
