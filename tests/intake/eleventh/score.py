"""What the reader says of a clerk's file against what a careful officer would say."""

from __future__ import annotations

from dataclasses import replace

from posted.score import Tally, tally

from eleventh.paper import Paper
from smdesk.intake.submission import SURE, Submission


def judged(paper: Paper, read: Submission, way: str) -> Tally:
    """Return one file's counts: a value stated of what is unclear is wrong, what may be argued is not looked at."""
    apart = paper.unclear | paper.aside
    kept = tuple(one for one in read.values if one.address not in apart)
    count = tally(paper, replace(read, values=kept), way)
    for one in read.values:
        if one.address in paper.unclear and one.text and one.confidence >= SURE:
            count.wrong.append((paper.form, way, one.address, "[undecided]", one.text))
    return count
