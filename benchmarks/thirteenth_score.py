"""The reader's score on the thirteenth set, changed forms and other programs' files: ``python -m benchmarks.received_score --thirteenth``.

At first sight 422 of 133,662 values were stated wrongly over eight seeds (91.6 % right and sure, 5.8 % right and asked after,
2.0 % missing), and with the habits of ``labels``, added before the reader was read, 575 of 151,001: 155 figures that a table
pasted behind the form says otherwise, 142 of a year that a note below the table takes back, 107 shares written as fractions, 49
equations read digit by digit, 29 red figures without a sign, 24 texts that go on overleaf, 15 credit codes with letters
that no code has or kept as numbers, 10 rows of lists cut by a converter, 44 of these in files of several habits.
The habits of ``doubts`` and ``formats`` were written after these were mended; at first sight 1,178 of 29,584 values of them were
stated wrongly: 975 of forms headed as an example or void, 124 in rows of no height, 40 of rows that lost a cell, 20 that a line of
news below the table changes, 16 names and addresses with former ones, 3 others. All are asked after since.
``--seeds N --first K`` are N seeds from K; each habit is in three forms a seed, ``--mixed N`` adds N files of several habits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from thirteenth import HABITS, PROGRAMS, SHAPES, Sent, alone, plainly, together
from twelfth.score import judged

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes

MIXED = 12
"""Files of several habits a seed where nobody says how many."""


def of_thirteenth(seeds: range, mixed: int, only: str, show: int, line: Line) -> None:
    """Score the files of every habit, of every program, and of several at once."""
    telling = Telling("thirteenth set", show, line)
    groups: dict[str, Callable[[int], Iterable[Sent]]] = {
        name: lambda seed, one=one: alone(one, seed)  # type: ignore[misc]
        for name, one in HABITS.items()
    }
    for program in PROGRAMS:
        groups[f"by {program}"] = lambda seed, program=program: plainly(program, "", seed)  # type: ignore[misc]
    for shape in filter(None, SHAPES):
        groups[f"as {shape}"] = lambda seed, shape=shape: plainly("word", shape, seed)  # type: ignore[misc]
    groups["several at once"] = lambda seed: together(seed, mixed or MIXED)
    for name, files in groups.items():
        if only in name:
            sent = [one for seed in seeds for one in files(seed)]
            telling.told(
                name, [judged(one.paper, read_bytes(one.data, one.name), name) for one in sent]
            )
    telling.end()
