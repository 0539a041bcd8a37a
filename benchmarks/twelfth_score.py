"""The reader's score on the twelfth set, forms as the field sends them: ``python -m benchmarks.received_score --twelfth``.

At first sight 0 of 2,511 values of 55 senders (seed 12) were stated wrongly, 6 of 19,965 over eight seeds, all of them texts that LibreOffice had written
several times over. They are asked after since.
``--seeds N --first K`` are N files a sender, of the seeds from K.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from twelfth import SENDERS, saved_again, word_files
from twelfth.score import judged

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes


def of_twelfth(seeds: range, only: str, show: int, line: Line) -> None:
    """Score every sender's files, a line a sender; those through LibreOffice where it is installed."""
    telling = Telling("twelfth set", show, line)
    for one in (each for each in SENDERS if only in each.name):
        papers = [one.paper(seed) for seed in seeds]
        if one.through_office:
            with tempfile.TemporaryDirectory() as folder:
                files = saved_again(papers, Path(folder)) or []
        else:
            files = word_files(papers)
        scores = [
            judged(paper, read_bytes(data, f"{paper.who}.docx"), paper.who)
            for paper, data in zip(papers[: len(files)], files, strict=True)
        ]
        telling.told(one.name, scores)
    telling.end()
