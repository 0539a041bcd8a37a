"""The reader's score on hand-filled forms: next to all values right, none stated wrongly."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from smdesk.intake.align import align_form, form_plan
from smdesk.intake.align.model import Found
from smdesk.intake.submission import SURE
from smdesk.intake.word import walk_body
from smdesk.notices.loader import find_form, load_pack
from smdesk.notices.models import Form, Pack

sys.path.insert(0, str(Path(__file__).parent))
from handfilled import Score, judge, make

PACKS = Path(__file__).parents[1] / "packs"
SEEDS = range(1000, 1060)
YEARS = (2021, 2022, 2023)


TWO_ANSWERS = re.compile(r"1\d{10}|[\u3400-\u9fff] [\u3400-\u9fff]")
"""In what the typist writes: a second telephone number, two words with a gap between them."""


def score(
    pack: Pack, form: Form, seeds: range, *, plain: bool = False, asked: list[str] | None = None
) -> Score:
    """Return the score of some seeds; ``asked`` gets the lines in which something is asked after."""
    total = Score()
    for seed in seeds:
        made = make(pack, form, seed, plain=plain)
        prepared = form_plan(pack, form, made.years)
        reading = align_form(prepared, list(walk_body(etree.fromstring(made.xml))))
        if asked is not None:
            asked += _asked(reading.found.values())
        found = {str(a): (one.text, one.confidence) for a, one in reading.found.items()}
        plans = (prepared.cover, prepared.table, prepared.sheet)
        places = {str(a) for one in plans for a in one.addresses} - set(form.fixed)
        total.add(judge(made, found, places))
    return total


@pytest.mark.parametrize("name", ["enterprise", "project", "platform"])
def test_hand_filled_forms_are_read_and_nothing_is_stated_wrongly(name: str):
    total = score(*find_form(f"zhejiang-2020/{name}"), SEEDS)
    assert total.stated == []
    assert total.share >= 0.99
    assert total.sure >= 0.85 * total.values


def _asked(found: Iterable[Found]) -> list[str]:
    """Return the texts of each line that has a doubtful one, joined."""
    lines: dict[tuple[int, int], list[Found]] = {}
    for one in found:
        if one.place is not None:
            lines.setdefault((one.place.table, one.place.row), []).append(one)
    return [
        "\n".join(one.text for one in line)
        for line in lines.values()
        if any(one.confidence < SURE for one in line)
    ]


@pytest.mark.parametrize("name", ["enterprise", "project", "platform"])
def test_forms_filled_as_printed_are_read_whole_and_sure_but_for_two_answers_in_a_cell(name: str):
    asked: list[str] = []
    total = score(*find_form(f"zhejiang-2020/{name}"), range(10), plain=True, asked=asked)
    assert total.wrong == []
    assert total.sure >= 0.96 * total.values
    assert all(TWO_ANSWERS.search(line) for line in asked), asked


@pytest.mark.parametrize("notice", ["shanghai", "guangdong", "shanxi", "national"])
def test_other_notices_forms_are_read_as_well(notice: str):
    pack = load_pack(PACKS / f"{notice}-tables")
    total = Score()
    for form in pack.forms.values():
        total.add(score(pack, form, range(1000, 1025)))
    assert total.stated == []
    assert total.share >= 0.97
