"""The reader's score on the eleventh set, files of ordinary clerks: ``python -m benchmarks.received_score --eleventh``.

At first sight, once the faults of the set itself were out, 18 of 19,366 values were stated wrongly: words that are no answer (同上, 见封面, 略) as names. They
are asked after since.
"""

from __future__ import annotations

from eleventh import CLERKS, files_of, papers_of
from eleventh.score import judged
from posted.score import Tally

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes


def of_eleventh(seeds: range, only: str, show: int, line: Line) -> None:
    """Score every clerk's files, a line a clerk; those through LibreOffice where it is installed."""
    telling = Telling("eleventh set", show, line)
    for clerk in (one for one in CLERKS if only in one.name):
        papers = papers_of(clerk, seeds)
        scores: list[Tally] = []
        for paper, made in zip(papers, files_of(papers), strict=True):
            if made is not None:
                scores.append(judged(paper, read_bytes(*made), clerk.name))
        telling.told(clerk.name, scores)
    telling.end()
