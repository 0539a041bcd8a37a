"""Which form a file is: told by labels, titles and years, and refused where it is another."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree

from smdesk.intake.align import FormPlan, align_form, form_plan, identify, split
from smdesk.intake.word import walk_body
from smdesk.notices.address import parse
from smdesk.notices.loader import find_form, load_pack

sys.path.insert(0, str(Path(__file__).parent))
from handfilled import make
from handfilled.wordxml import document

PACKS = Path(__file__).parents[1] / "packs"
NAMES = ("enterprise", "project", "platform")
FORMS = [form_plan(*find_form(f"zhejiang-2020/{name}")) for name in NAMES]


def others() -> list[FormPlan]:
    found = []
    for name in ("shanghai", "guangdong", "shanxi"):
        pack = load_pack(PACKS / f"{name}-tables")
        found += [form_plan(pack, form, (2021, 2022, 2023)) for form in pack.forms.values()]
    return found


def items_of(prepared: FormPlan, seed: int, **options):
    made = make(prepared.pack, prepared.form, seed, **options)
    return list(walk_body(etree.fromstring(made.xml))), made


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("prepared", FORMS, ids=NAMES)
def test_the_right_form_comes_first_and_alone_fits(prepared: FormPlan, seed: int):
    items, _ = items_of(prepared, seed)
    first, *rest = identify([*FORMS, *others()], items)
    assert first.form == prepared.pack.form_id(prepared.form.id)
    assert first.verdict != "other"
    assert all(one.verdict != "fits" for one in rest)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["shanghai", "guangdong", "shanxi"])
def test_another_programmes_form_is_not_taken_for_one_of_ours(name: str, seed: int):
    pack = load_pack(PACKS / f"{name}-tables")
    for form in pack.forms.values():
        items, _ = items_of(form_plan(pack, form, (2021, 2022, 2023)), seed, plain=True)
        guesses = identify(FORMS, items)
        assert all(one.verdict != "fits" for one in guesses)


@pytest.mark.parametrize("prepared", [FORMS[0], FORMS[2]], ids=["enterprise", "platform"])
def test_last_years_form_is_doubtful_and_nothing_of_it_is_stated(prepared: FormPlan):
    made = make(prepared.pack, prepared.form, 1, plain=True)
    moved = made.xml
    for year in (2017, 2018, 2019):
        moved = moved.replace(f"{year} 年".encode(), f"{year - 2} 年".encode())
    guess = identify(FORMS, list(walk_body(etree.fromstring(moved))))[0]
    assert guess.verdict == "doubtful"
    assert "years" in guess.reasons
    table = guess.aligned.table
    assert not any(found.sure for found in table.found.values())


def test_a_strangers_table_with_common_labels_is_no_form():
    rows = [
        ("企业名称", "甲"), ("法人代表", "乙"), ("注册地址", "丙"), ("主导产品", "丁"), ("市场占有率", "5%"),
        ("股权结构", "戊"), ("上市计划", "己"), ("贷款需求", "庚"), ("用地面积", "辛"), ("用电量", "壬"),
    ]  # fmt: skip
    lines = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{a}</w:t></w:r></w:p></w:tc>"
        f"<w:tc><w:p><w:r><w:t>{b}</w:t></w:r></w:p></w:tc></w:tr>"
        for a, b in rows
    )
    items = list(walk_body(etree.fromstring(document(f"<w:tbl>{lines}</w:tbl>"))))
    assert all(one.verdict == "other" for one in identify(FORMS, items))


def test_a_file_without_tables_is_no_form():
    items = list(walk_body(etree.fromstring(document("<w:p/>"))))
    assert identify(FORMS, items) == ()


@pytest.mark.parametrize("second", FORMS, ids=NAMES)
def test_two_forms_in_one_file_are_cut_apart(second: FormPlan):
    bodies, truths = [], []
    for prepared, seed in ((FORMS[0], 5), (second, 6)):
        made = make(prepared.pack, prepared.form, seed, plain=True)
        root = etree.fromstring(made.xml)
        bodies.append(b"".join(etree.tostring(one) for one in root[0]))
        truths.append((prepared, made.truth))
    root = etree.fromstring(document((bodies[0] + bodies[1]).decode()))
    parts = split(FORMS, list(walk_body(root)))
    assert len(parts) == 2
    for part, (prepared, truth) in zip(parts, truths, strict=True):
        assert identify(FORMS, part)[0].prepared is prepared
        found = align_form(prepared, part).found
        assert {a: found[parse(a)].text for a in truth} == truth


@pytest.mark.parametrize("seed", range(10))
def test_one_form_is_never_cut(seed: int):
    for prepared in FORMS:
        items, _ = items_of(prepared, seed)
        assert len(split(FORMS, items)) == 1
