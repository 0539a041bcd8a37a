"""The files that go back to an applicant, named for its folder."""

from __future__ import annotations

from collections.abc import Iterable

from smdesk.errors import sentence
from smdesk.paths import safe_file_name
from smdesk.service.desk import papers
from smdesk.service.desk.fixes import SUFFIX, write_fix
from smdesk.service.desk.letter import TITLE, Sender, letter
from smdesk.store.desk.desk import Desk


def letter_files(
    desk: Desk, case: int, sender: Sender, formats: Iterable[str], *, hints: bool = False
) -> dict[str, bytes]:
    """Return letter (``docx``, ``pdf``) and fix file (``fix``) of a case by file name.

    Raises as `letter.letter`; ``desk.format-unknown``.
    """
    row = desk.case(case).row
    stem = safe_file_name(f"{row.id}_{row.applicant or sentence('desk.nameless')}_{TITLE}")
    made: dict[str, bytes] = {}
    packet = letter(desk, case, sender, hints=hints)
    for one in formats:
        match papers.known_format(one, ("docx", "pdf", "fix")):
            case "fix":
                made[stem + SUFFIX] = write_fix(desk, row.id, sender, hints=hints)
            case "docx":
                made[f"{stem}.docx"] = papers.written(packet, "docx")
            case _:
                made[f"{stem}.pdf"] = papers.written(packet, "pdf")
    return made
