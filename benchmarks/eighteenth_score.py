"""The reader's score on the eighteenth set: ``python -m benchmarks.received_score --eighteenth``.

A sealed set: filled forms that came through PDF converters, OCR, online editors, mail, spreadsheets and several people; each of 180
habits alone, then two to six at once, as Word, Excel and LibreOffice (web page, RTF, OpenDocument, .doc) write them. It was frozen
before its first scoring, and nobody had looked at the reader: seeds 81 to 83, 1,440 files, 60,290 values. At first sight 79.2 % were
right and sure, 13.1 % right and asked after, 2.9 % read otherwise (none of them stated), 4.7 % missing (26 values not told of), and 61
stated wrongly.
Of the 61, 26 were the maker's slips (their truth is corrected: halves of answers put into another table, a number's struck digits
written as plain ones, ticks drawn twice, comments that a web page has not, corrections that named a group) and 35 the reader's: radicals
of a converter kept in answers, rows of a list counted past empty and joined ones, a share of one beside percentages, half a figure, half
a label or a speck taken for an answer, a mail's signature, a sister form in lines of a sheet.
Since the mends 85.1 % are right and sure, 12.5 % asked after, 1.2 % read otherwise, 1.1 % missing (5 values not told of) and none stated
wrongly; on fresh seeds 500 to 613 some kinds more were wrong and are mended, on 610 to 613 (1,920 files, 80,064 values) none.
``--seeds N --first K`` are N seeds from K (the set: 3 from 81); ``--mixed N`` files of several habits a seed (the set: 300);
``--programs 1`` adds those of LibreOffice.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from eighteenth import Case, cases, scored, through_office

from benchmarks.telling import Line, Telling

PARTS = {
    "a-p": "PDF converters and OCR", "a-o": "editors and mail", "a-s": "several people", "a-x": "spreadsheets",
    "m": "several at once",
}  # fmt: skip
PLAIN = {"docx", "sheet"}


def of_eighteenth(
    seeds: range, mixed: int, programs: int, only: str, show: int, line: Line
) -> None:
    """Score each group of habits, several at once, and what LibreOffice makes of some."""
    telling = Telling("eighteenth set", show, line)
    made = [one for seed in seeds for one in cases(seed, 1, mixed) if _chosen(one, only)]
    for part, name in PARTS.items():
        mine = [one for one in made if one.way in PLAIN and _part(one) == part]
        telling.told(name, [scored(one, one.data) for one in mine])
    others = [one for one in made if one.way not in PLAIN]
    if programs and shutil.which("soffice") is not None:
        with tempfile.TemporaryDirectory() as folder:
            saved = through_office(others, Path(folder))
        telling.told("LibreOffice", [scored(one, data) for one, data in saved])
    telling.end()


def _chosen(one: Case, only: str) -> bool:
    return only in one.key or any(only in habit for habit in one.paper.habits)


def _part(one: Case) -> str:
    rest = one.key.partition("-")[2]
    return rest.partition(":")[0] if rest[0] == "a" else rest[0]
