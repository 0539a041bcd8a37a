"""Holds what the reader says of a letter against what stands on its paper."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from posted.model import Letter
from smdesk.intake.submission import SURE, Submission


@dataclass
class Tally:
    """Counts over files. ``wrong``: stated, and not true; ``lost``: filled, and not stated rightly."""

    files: int = 0
    values: int = 0
    stated: int = 0
    doubtful: int = 0
    amiss: int = 0
    missing: int = 0
    blanks: int = 0
    asked: int = 0
    silent: int = 0
    """Filled, and neither a value nor a word that the cell was not read."""
    wrong: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    lost: list[tuple[str, str, str, str, str, str]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: Tally) -> Self:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    @property
    def right(self) -> float:
        return (self.stated + self.doubtful) / max(1, self.values)


def flat(text: str) -> str:
    """Return a text without blanks, a number without zeros at its end."""
    bare = re.sub(r"[\s\u3000\u00a0]+", "", text)
    return bare.rstrip("0").rstrip(".") if re.fullmatch(r"-?\d+\.\d+", bare) else bare


def tally(letter: Letter, read: Submission, way: str) -> Tally:
    """Return the counts of one letter."""
    count = Tally(files=1)
    known = read.form is not None and f"{read.notice}/{read.form}".endswith(letter.form)
    found = {one.address: one for one in read.values if one.address != "cover.kind"}
    told = any(one.code == "intake.cells-not-read" for one in read.problems)
    stranger = "stranger" in letter.look
    for address in sorted(letter.truth.keys() | found.keys()):
        one = found.get(address)
        text, sure = (one.text, one.confidence >= SURE) if one is not None else ("", False)
        truths = ("",) if stranger or address in letter.unsaid else letter.truth.get(address, ("",))
        right = flat(text) in {flat(said) for said in truths}
        doubts = ",".join(one.doubts) if one is not None else "absent"
        if sure and (not right or (text and not (known or stranger))):
            count.wrong.append((letter.form, way, address, truths[0], text))
        if "" in truths:
            count.blanks += address in letter.truth
            count.asked += one is not None and not sure
            continue
        count.values += 1
        count.stated += right and sure and known
        count.doubtful += right and not (sure and known)
        count.amiss += bool(text) and not right
        count.missing += not text
        count.silent += one is None and known and not told
        if not (right and sure and known):
            count.lost.append((letter.form, way, address, truths[0], text, doubts))
            count.codes.update(doubts.split(",") if known else ["other-form"])
    return count
