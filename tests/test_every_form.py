"""Every form of every bundled pack: its labels covered, and filled, written and read in each carrier.

Nothing here names a notice: a pack that is added is tested by being there.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from smdesk import paths
from smdesk.files import Files
from smdesk.intake.align import align_form, form_plan
from smdesk.intake.read import read_file
from smdesk.intake.word import walk_body
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form, pack
from smdesk.notices.models import Form, Pack
from smdesk.packet.build import build_blank
from smdesk.packet.docx import write_docx
from smdesk.rules.engine import check
from smdesk.service.describe import form_years
from smdesk.service.export import export
from smdesk.service.lint import lint
from smdesk.service.samples import FAULTY, all_samples, load_sample

sys.path.insert(0, str(Path(__file__).parent / "intake"))
from exported import export as as_word
from exported import table_alone
from handfilled import Score, judge, make

PACKS = sorted(
    one.name for one in (paths.resources() / "notices").iterdir() if (one / "notice.toml").is_file()
)
FORMS = [pack(name).form_id(form) for name in PACKS for form in pack(name).forms]
SAMPLES = sorted({form for form, name in all_samples() if name != FAULTY})
FAULTS = [(form, name) for form, name in all_samples() if name == FAULTY]
SEEDS = range(3000, 3012)


@cache
def sample(form_id: str) -> tuple[Declaration, Files]:
    return load_sample(form_id)


def test_the_five_notices_are_there() -> None:
    assert {
        "zhejiang-2020", "shanxi-2021", "shanghai-2023", "guangdong-2024", "national-2022",
    } <= set(PACKS)  # fmt: skip


def test_every_form_has_a_sample_and_every_pack_a_faulty_one() -> None:
    assert set(SAMPLES) == set(FORMS)
    assert {form.partition("/")[0] for form, _ in FAULTS} == set(PACKS)


@pytest.mark.parametrize("name", PACKS)
def test_every_printed_label_is_covered_and_nothing_is_wrong(name: str) -> None:
    report = lint(Path(name))
    assert report.problems == ()
    assert set(report.forms.values()) == {100.0}


@pytest.mark.parametrize("form_id", FORMS)
def test_the_blank_form_opens_and_prints_every_cell(form_id: str, tmp_path: Path) -> None:
    found, form = find_form(form_id)
    path = tmp_path / "blank.docx"
    path.write_bytes(write_docx(build_blank(found, form, form_years(found, form)), {}.__getitem__))
    document = Document(str(path))
    words = "".join("".join(document.element.body.itertext()).split())
    for row in (row for part in form.section for row in part.row):
        for cell in row.cells:
            label = cell.label or cell.heading
            if label and "{" not in label:
                assert "".join(label.split()) in words, label


@pytest.mark.parametrize("form_id", FORMS)
def test_what_is_filled_in_is_read_from_every_carrier(form_id: str, tmp_path: Path) -> None:
    found, form = find_form(form_id)
    declaration, files = sample(form_id)
    report = export(found, form, declaration, files, tmp_path)
    assert not report.refused, [one.message for one in report.findings if one.level == "error"]
    read = 0
    for written in report.files:
        if "汇总表" in written.path.name:
            continue
        again = read_file(written.path)
        said = {one.address: one.text for one in again.values if one.confidence >= 0.9}
        wrong = {
            address: (text, said.get(address))
            for address, text in declaration.values.items()
            if said.get(address) != text
        }
        assert (again.status, wrong) == ("read", {}), written.path.name
        read += 1
    assert read >= 4


@pytest.mark.parametrize("form_id", FORMS)
def test_the_visible_table_alone_gives_the_values_back(form_id: str, tmp_path: Path) -> None:
    declaration, files = sample(form_id)
    path = tmp_path / "typed.docx"
    path.write_bytes(table_alone(as_word(declaration, files)))
    again = read_file(path)
    assert f"{again.notice}/{again.form}" == form_id
    said = {one.address: one for one in again.values}
    stated = [
        (address, declaration.values.get(address), one.text)
        for address, one in said.items()
        if one.confidence >= 0.9 and one.text != declaration.values.get(address, "")
    ]
    assert stated == []
    right = sum(said[one].text == text for one, text in declaration.values.items() if one in said)
    assert right >= 0.97 * len(declaration.values)


def score(found: Pack, form: Form, seeds: range) -> Score:
    total = Score()
    for seed in seeds:
        made = make(found, form, seed)
        prepared = form_plan(found, form, made.years)
        reading = align_form(prepared, list(walk_body(etree.fromstring(made.xml))))
        said = {str(a): (one.text, one.confidence) for a, one in reading.found.items()}
        plans = (prepared.cover, prepared.table, prepared.sheet)
        places = {str(a) for one in plans for a in one.addresses} - set(form.fixed)
        total.add(judge(made, said, places))
    return total


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_filled_by_hand_is_read_and_nothing_is_stated_wrongly(form_id: str) -> None:
    total = score(*find_form(form_id), SEEDS)
    assert total.stated == []
    assert total.share >= 0.97


@pytest.mark.parametrize(("form_id", "name"), FAULTS)
def test_the_faulty_sample_of_each_pack_is_found_faulty_by_its_own_rules(
    form_id: str, name: str
) -> None:
    declaration, _ = load_sample(form_id, name)
    found, form = find_form(form_id)
    findings = check(found, form, declaration)
    own = {one.rule for one in findings} & {one.id for one in found.rules}
    assert len(own) >= 5
    assert any(one.level == "error" for one in findings)
