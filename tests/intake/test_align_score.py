"""The reader's score on hand-filled forms: next to all values right, none stated wrongly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree

from smdesk.intake.align import align_form, form_plan
from smdesk.intake.word import walk_body
from smdesk.notices.loader import find_form, load_pack
from smdesk.notices.models import Form, Pack

sys.path.insert(0, str(Path(__file__).parent))
from handfilled import Score, judge, make

PACKS = Path(__file__).parents[1] / "packs"
SEEDS = range(1000, 1060)
YEARS = (2021, 2022, 2023)


def score(pack: Pack, form: Form, seeds: range, *, plain: bool = False) -> Score:
    total = Score()
    for seed in seeds:
        made = make(pack, form, seed, plain=plain)
        prepared = form_plan(pack, form, made.years)
        reading = align_form(prepared, list(walk_body(etree.fromstring(made.xml))))
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


@pytest.mark.parametrize("name", ["enterprise", "project", "platform"])
def test_forms_filled_as_printed_are_read_whole_and_sure(name: str):
    total = score(*find_form(f"zhejiang-2020/{name}"), range(10), plain=True)
    assert (total.wrong, total.sure) == ([], total.values)


@pytest.mark.parametrize("notice", ["shanghai", "guangdong", "shanxi", "national"])
def test_other_notices_forms_are_read_as_well(notice: str):
    pack = load_pack(PACKS / f"{notice}-tables")
    total = Score()
    for form in pack.forms.values():
        total.add(score(pack, form, range(1000, 1025)))
    assert total.stated == []
    assert total.share >= 0.97
