"""Files of ordinary clerks: nothing of them is stated wrongly.

At first sight the reader stated words that are no answer (同上, 同左, 见封面, 略) as names and addresses,
and nothing else wrongly; it asks after them since.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.read import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from eleventh import CLERKS, Clerk, files_of, papers_of
from eleventh.score import judged
from posted.score import Tally


@pytest.mark.parametrize("clerk", CLERKS, ids=[one.name for one in CLERKS])
def test_no_clerk_is_misread(clerk: Clerk) -> None:
    papers = papers_of(clerk, range(1))[::3]
    total = Tally()
    for paper, made in zip(papers, files_of(papers), strict=True):
        if made is not None:
            total += judged(paper, read_bytes(*made), clerk.name)
    if not total.files:
        pytest.skip("LibreOffice is not installed")
    assert total.wrong == []
    assert total.values == 0 or total.right > 0.5


def test_every_clerk_is_described_and_makes_the_same_files_again() -> None:
    assert len(CLERKS) >= 60
    assert len({one.name for one in CLERKS}) == len(CLERKS)
    for one in CLERKS:
        assert one.hand.__doc__
    quick = next(one for one in CLERKS if one.name == "anybody_at_a_factory")
    first, second = (files_of(papers_of(quick, range(1))) for _ in range(2))
    assert first == second
