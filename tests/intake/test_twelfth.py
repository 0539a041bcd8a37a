"""Forms as the field sends them: nothing of them is stated wrongly.

At first sight the reader stated texts that LibreOffice had written several times over (see libre_sang), and
nothing else wrongly; it asks after them since.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from smdesk.intake.read import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from posted.score import Tally
from twelfth import SENDERS, Paper, Sender, saved_again, word_files
from twelfth.score import judged

SEEDS = (12, 16, 19)
WRITTEN = [one for one in SENDERS if not one.through_office]
OFFICE = [one for one in SENDERS if one.through_office]


def _nothing_is_misread(papers: Sequence[Paper], files: Sequence[bytes]) -> None:
    total = Tally()
    for paper, data in zip(papers, files, strict=True):
        total += judged(paper, read_bytes(data, f"{paper.who}.docx"), paper.who)
    assert total.wrong == []
    assert total.values == 0 or total.right > 0.5


@pytest.mark.parametrize("sender", WRITTEN, ids=[one.name for one in WRITTEN])
def test_no_sender_is_misread(sender: Sender) -> None:
    papers = [sender.paper(seed) for seed in SEEDS]
    _nothing_is_misread(papers, word_files(papers))


@pytest.fixture(scope="session")
def saved_by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All files that LibreOffice saved again, by who sent them: it is started once."""
    papers = [one.paper(seed) for one in OFFICE for seed in SEEDS]
    files = saved_again(papers, tmp_path_factory.mktemp("twelfth"))
    if files is None:
        pytest.skip("LibreOffice is not installed")
    return {paper.who: data for paper, data in zip(papers, files, strict=True)}


@pytest.mark.libreoffice
@pytest.mark.parametrize("sender", OFFICE, ids=[one.name for one in OFFICE])
def test_no_sender_through_libreoffice_is_misread(
    sender: Sender, saved_by_office: dict[str, bytes]
) -> None:
    papers = [sender.paper(seed) for seed in SEEDS]
    _nothing_is_misread(papers, [saved_by_office[paper.who] for paper in papers])


def test_every_sender_is_described_and_makes_the_same_files_again() -> None:
    assert len(SENDERS) >= 55
    assert len({one.name for one in SENDERS}) == len(SENDERS)
    for one in SENDERS:
        assert one.act.__doc__
        first, again = (word_files([one.paper(SEEDS[0])]) for _ in range(2))
        assert first == again
        assert word_files([one.paper(SEEDS[1])]) != first
