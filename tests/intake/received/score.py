"""Holds what the reader says of a file against what is true of the paper."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from received.model import Paper
from smdesk.intake.submission import SURE, Submission


@dataclass
class Score:
    """Counts over files. A filled cell is ``right`` (stated and true), ``doubtful`` (true, but not

    stated), ``amiss`` (read otherwise, not stated) or ``missing``; an empty one ``blank`` or asked
    after (``unsure_blanks``). ``wrong`` are the texts that were stated and are not true: form, way
    of writing, address, truth, text.
    """

    files: int = 0
    refused: int = 0
    values: int = 0
    right: int = 0
    doubtful: int = 0
    amiss: int = 0
    missing: int = 0
    blanks: int = 0
    unsure_blanks: int = 0
    wrong: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    unread: list[tuple[str, str, str, str, str, str]] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)

    def add(self, other: Score) -> None:
        for name, value in vars(other).items():
            if name != "codes":
                setattr(self, name, getattr(self, name) + value)
        for code, count in other.codes.items():
            self.codes[code] = self.codes.get(code, 0) + count

    @property
    def true(self) -> float:
        """The share of filled cells whose text is right, stated or not."""
        return (self.right + self.doubtful) / self.values if self.values else 1.0

    @property
    def stated(self) -> float:
        """The share of filled cells that need no look."""
        return self.right / self.values if self.values else 1.0


def same(text: str, truths: tuple[str, ...]) -> bool:
    return any(_flat(text) == _flat(one) for one in truths)


def _flat(text: str) -> str:
    flat = re.sub(r"[\s\u3000]+", "", text)
    return flat.rstrip("0").rstrip(".") if re.fullmatch(r"-?\d+\.\d+", flat) else flat


def judge(paper: Paper, read: Submission, way: str) -> Score:
    """Return the score of one file; ``way`` names how it came about."""
    score = Score(1, int(read.status == "refused"))
    found = {one.address: one for one in read.values}
    known = read.form is not None and f"{read.notice}/{read.form}".endswith(paper.form)
    for address in sorted(set(paper.truth) | set(found)):
        if address == "cover.kind":
            continue
        one = found.get(address)
        sure = one is not None and one.confidence >= SURE
        text = one.text if one is not None else ""
        unsaid = address in paper.unsaid
        truths = ("",) if unsaid else paper.truth.get(address, ("",))
        filled = all(truths)
        if filled and not unsaid and address in paper.truth:
            score.values += 1
            if one is None or not text or not known:
                score.missing += 1
            elif same(text, truths):
                score.right += sure
                score.doubtful += not sure
            else:
                score.amiss += not sure
            if not (known and sure and same(text, truths)):
                doubts = ",".join(one.doubts) if one is not None else "absent"
                score.unread.append((paper.form, way, address, truths[0], text, doubts))
                for code in doubts.split(","):
                    score.codes[code] = score.codes.get(code, 0) + 1
        elif address in paper.truth and not filled and address not in paper.unsaid:
            score.blanks += 1
            score.unsure_blanks += one is not None and not sure
        if sure and (not known or not same(text, truths)):
            score.wrong.append((paper.form, way, address, truths[0], text))
    return score
