"""What the reader says of a page against what a careful officer would say; like the third set's, with what is unclear."""

from __future__ import annotations

from dataclasses import replace

from posted.score import Tally, tally

from smdesk.intake.submission import SURE, Submission
from tenth.page import Page


def judged(page: Page, read: Submission, way: str) -> Tally:
    """Return the counts of one page: whatever is stated of a place that is unclear is wrong, be it a blank."""
    kept = tuple(one for one in read.values if one.address not in page.unclear)
    count = tally(page, replace(read, values=kept), way)
    for one in read.values:
        if one.address in page.unclear and one.confidence >= SURE:
            mark = "[unclear]" if one.text else "[unclear, told blank]"
            count.wrong.append((page.form, way, one.address, mark, one.text))
    return count
