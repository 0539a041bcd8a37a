"""The reader's score on the sixteenth set: ``python -m benchmarks.received_score --sixteenth``.

At first sight, before the reader was read, over two seeds (114 habits in five forms each, and 30 files of several a seed: 1,200 files,
54,464 values) 95.8 % were right and sure, 3.7 % right and asked after, 0.43 % read otherwise (约, thousands by fours; none stated),
0.10 % missing, one value missing and not told of, and 21 stated wrongly: 18 pointers at an annex (另附, 附件2) as a name, a person, an
address or in words, 3 long answers without their full stop where the next label follows in the same cell. Both are mended; where words
are wanted, a pointer is what stands there, as the older sets have it. By the maker's truth as first written it was 99: 78 of them were
his slips (a form of one year has no heads to change, heads turned twice, 亏损 and a bold option are plain to an officer). Of 106 faulty
files, 14 zips, 23 odd names, six things that are no file, 24 packages and PDFs of ours, cut, all had one outcome; wrong were
a web page and a linked picture that LibreOffice asked the net for, two zips with nothing in them, cut and locked PDFs called paper.
Since the mends 96.9 % are right and sure, 2.7 % asked after and none stated wrongly.
``--seeds N --first K`` are N seeds from K; each habit is in a form of each notice a seed, ``--mixed N`` adds N files of several habits.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sixteenth import FAULTS, HABITS, Sent, alone, together
from twelfth.score import judged

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes, read_file

MIXED = 30
"""Files of several habits a seed where nobody says how many."""


def of_sixteenth(seeds: range, mixed: int, only: str, show: int, line: Line) -> None:
    """Score the files of every habit, of several at once, and the outcomes of the faults."""
    telling = Telling("sixteenth set", show, line)

    def told(name: str, files: list[Sent]) -> None:
        telling.told(name, [judged(f.paper, read_bytes(f.data, f.name), name) for f in files])

    for name, one in HABITS.items():
        if only in name:
            told(name, [each for seed in seeds for each in alone(one, seed)])
    if only in "several at once":
        told("several at once", [f for seed in seeds for f in together(seed, mixed or MIXED)])
    telling.end()
    _of_faults(only)


def _of_faults(only: str) -> None:
    """Print each fault whose outcome is none that an officer would call right."""
    chosen = [one for one in FAULTS.values() if only in one.name]
    amiss = 0
    for one in chosen:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / one.file
            path.write_bytes(one.make())
            read = read_file(path)
        codes = [each.code for each in read.problems]
        if read.status not in one.may or (one.codes and not set(codes) & set(one.codes)):
            amiss += 1
            print("fault:", one.name, read.status, codes)
    print(f"faults: {len(chosen)}, without their outcome: {amiss}")
