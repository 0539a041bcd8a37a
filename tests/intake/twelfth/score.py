"""What the reader says of a sender's file against what is true: the set's own judging."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from posted.score import Tally

from smdesk.intake.submission import SURE, ReadValue, Submission
from smdesk.notices.typed import NOTHING
from twelfth.paper import Paper

EMPTY = NOTHING | {""}


def same(said: str, true: str) -> bool:
    """Whether two texts say the same: full-width is half-width, 7.0 is 7, a stroke is nothing."""
    a, b = (re.sub(r"\s+", "", unicodedata.normalize("NFKC", one)) for one in (said, true))
    if a == b:
        return True
    try:
        return Decimal(a) == Decimal(b)
    except InvalidOperation:
        return a in EMPTY and b in EMPTY


def judged(paper: Paper, read: Submission, way: str) -> Tally:
    """Return one file's counts: a value stated of what is unclear is wrong; what is neither true nor unclear is not looked at."""
    count = Tally(files=1)
    said = {str(one.address): one for one in read.values}
    known = read.form is not None and f"{read.notice}/{read.form}".endswith(paper.form)
    told = any(one.code == "intake.cells-not-read" for one in read.problems)
    for address in sorted(paper.unclear):
        one = said.get(address)
        if one is not None and one.text and one.confidence >= SURE:
            count.wrong.append((paper.form, way, address, "[undecided]", one.text))
    for address, true in sorted(paper.truth.items()):
        one = said.get(address)
        text = one.text if one is not None else ""
        if true in EMPTY and not (text and same(text, true)):
            count.blanks += 1
            count.asked += one is not None and one.confidence < SURE
            if text and one is not None and one.confidence >= SURE:
                count.wrong.append((paper.form, way, address, repr(true), text))
            continue
        count.silent += one is None and known and not told
        _valued(count, (paper.form, way, address, true, text), one, known=known)
    return count


def _valued(
    count: Tally, told: tuple[str, str, str, str, str], one: ReadValue | None, *, known: bool
) -> None:
    """Count a value that somebody filled in."""
    *_, true, text = told
    right, sure = same(text, true), one is not None and one.confidence >= SURE and bool(text)
    count.values += 1
    count.stated += right and sure and known
    count.doubtful += right and not (sure and known)
    count.amiss += bool(text) and not right
    count.missing += not text
    if sure and not (right and known):
        count.wrong.append(told)
    if not (right and sure and known):
        doubts = ",".join(one.doubts) if one is not None else "absent"
        count.lost.append((*told, doubts))
        count.codes.update(doubts.split(",") if known else ["other-form"])
