"""The reader's score on the seventeenth set: ``python -m benchmarks.received_score --seventeenth``.

A sealed set: the forms retyped in layouts made anew, in paragraphs, long lists and a table a year too; each of 156 habits alone, then
two to six at once, as Word, Excel and LibreOffice write them; forms of other programmes, and two forms in a file. It was frozen before
its first scoring, and nobody had looked at the reader: seeds 71 to 73, 1,452 files, 62,750 values. At first sight 75.0 % were right and
sure, 13.2 % right and asked after, 0.6 % read otherwise (none of them stated), 11.2 % missing (7 values not told of), and 64 stated
wrongly: 50 right answers of one file under a sister form (its title has the form's number before it), 7 long answers of a sheet cut at
their first line, 4 under a blank form that stands behind the filled one, and 3 by the maker's slips (the unit behind a blank, which
the paper prints as 万元 while all else is in 亿元; a note that stands behind a lit option). Of the 45 forms of other programmes none was
taken for one of ours. What was missing were forms without a table, years in paragraphs, long lists and a table a year.
Since the mends 88.3 % are right and sure, 9.7 % asked after, 0.5 % read otherwise, 1.5 % missing (17 of them years that the form has
not) and none stated wrongly; on seeds 300 to 303, not seen before, three kinds were wrong (33 values) and are mended; on 400 to 403
(2,051 files, 87,063 values) none.
``--seeds N --first K`` are N seeds from K (the set: 3 from 71); ``--mixed N`` files of several habits a seed (the set: 300);
``--programs 1`` adds those of LibreOffice.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from seventeenth import Case, cases, scored, through_office

from benchmarks.telling import Line, Telling

PARTS = {
    "a-layout": "layouts", "a-label": "labels", "a-ticks": "ticks", "a-year": "heads of years", "a-shape": "blocks of years",
    "a-years": "columns and rows of years", "a-cell": "answers", "a-file": "files", "m": "several at once",
    "b": "two forms in a file", "s": "other programmes",
}  # fmt: skip


def of_seventeenth(
    seeds: range, mixed: int, programs: int, only: str, show: int, line: Line
) -> None:
    """Score each group of habits, several at once, and what LibreOffice makes of some."""
    telling = Telling("seventeenth set", show, line)
    made = [one for seed in seeds for one in cases(seed, 1, mixed) if only in one.key]
    plain = [one for one in made if one.way in {"docx", "sheet"}]
    for part, name in PARTS.items():
        mine = [one for one in plain if _part(one) == part]
        telling.told(name, [scored(one, _bytes(one)) for one in mine])
    others = [one for one in made if one.way not in {"docx", "sheet"}]
    if programs and shutil.which("soffice") is not None:
        with tempfile.TemporaryDirectory() as folder:
            saved = through_office(others, Path(folder))
        telling.told("LibreOffice", [scored(one, data) for one, data in saved])
    telling.end()


def _part(one: Case) -> str:
    rest = one.key.partition("-")[2]
    return rest.partition(":")[0] if rest[0] == "a" else rest[0]


def _bytes(one: Case) -> bytes:
    return one.data if isinstance(one.data, bytes) else one.data.encode()
