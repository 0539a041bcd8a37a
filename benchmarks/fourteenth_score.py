"""The reader's score on the fourteenth set: ``python -m benchmarks.received_score --fourteenth``.

At first sight, before the reader was read, 1,673 of 45,655 values were stated wrongly over three seeds (95.5 % right and sure,
4.5 % asked after or read otherwise): 883 of forms that a watermark or the name of the sheet calls void, 213 amounts of which the
page's head or a section's heading names another unit, 97 figures that a row or a head takes back, 54 of rows whose label says that
they are a plan or a mean, 61 blacked out, 56 with a colour's legend or a small word, 59 masked names and blanks that others were to
fill in, 250 others. All are asked after, or read as they are meant, since. Eighty other words for the same (历史版本, 实际值, 明天补,
黄底为…) were then put to the mended reader and again stated; they are in the habits now, and so are asked after.
``--seeds N --first K`` are N seeds from K; each habit is in three forms a seed, ``--mixed N`` adds N files of several habits.
"""

from __future__ import annotations

from fourteenth import HABITS, Sent, alone, together
from twelfth.score import judged

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes

MIXED = 12
"""Files of several habits a seed where nobody says how many."""


def of_fourteenth(seeds: range, mixed: int, only: str, show: int, line: Line) -> None:
    """Score the files of every habit, and of several at once."""
    telling = Telling("fourteenth set", show, line)

    def told(name: str, files: list[Sent]) -> None:
        telling.told(name, [judged(f.paper, read_bytes(f.data, f.name), name) for f in files])

    for name, one in HABITS.items():
        if only in name:
            told(name, [each for seed in seeds for each in alone(one, seed)])
    if only in "several at once":
        told("several at once", [f for seed in seeds for f in together(seed, mixed or MIXED)])
    telling.end()
