"""The samples of Shanxi 2021: four whole declarations and one full of mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from smdesk import paths
from smdesk.notices.address import parse
from smdesk.notices.declaration import Heading, Paragraph, Picture, SimpleTable
from smdesk.notices.grid import all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.loader import find_form
from smdesk.notices.text import word_count
from smdesk.notices.typed import NOTHING, read
from smdesk.rules.engine import check
from smdesk.service.samples import load_sample, sample_ids, sample_values

FORMS = tuple(f"shanxi-2021/{one}" for one in ("enterprise", "project", "platform", "city"))
each_form = pytest.mark.parametrize("form_id", FORMS)
STAFF = {FORMS[0]: "staff", FORMS[1]: "staff", FORMS[2]: "platform.staff"}
REVENUE = {
    FORMS[0]: ("finance.revenue", "finance.service_revenue"),
    FORMS[2]: ("platform.revenue", "platform.service_revenue"),
}


def _printed(form_id: str) -> list[str]:
    pack, form = find_form(form_id)
    grids = (cover_grid(pack.notice), table_grid(form, pack.years()), sheet_grid(form))
    found = [str(address) for grid in grids for cell in grid.cells for address in cell.addresses]
    return [one for one in dict.fromkeys(found) if one not in form.fixed]


def _numbers(form_id: str) -> set[Decimal]:
    pack, form = find_form(form_id)
    fields = all_fields(pack.notice, form)
    typed = [read(fields[parse(a).field], t).value for a, t in sample_values(form_id).items()]
    return {value for value in typed if isinstance(value, Decimal)}


def _prose(form_id: str) -> str:
    declaration, _ = load_sample(form_id)
    plain = [one for one in declaration.narrative.blocks if not isinstance(one, SimpleTable)]
    return declaration.narrative.model_copy(update={"blocks": tuple(plain)}).text


def test_every_form_of_the_notice_has_a_sample() -> None:
    assert tuple(one for one in sample_ids() if one.startswith("shanxi-2021/")) == FORMS


@each_form
def test_every_place_of_the_form_is_filled_and_no_other(form_id: str) -> None:
    values = sample_values(form_id)
    assert set(_printed(form_id)) - set(values) <= {"declare.modes_other"}
    assert set(values) <= set(_printed(form_id))


@each_form
def test_no_value_changes_when_it_is_read(form_id: str) -> None:
    pack, form = find_form(form_id)
    fields = all_fields(pack.notice, form)
    for address, text in sample_values(form_id).items():
        typed = read(fields[parse(address).field], text)
        assert (address, typed.text, typed.problem) == (address, text, None)
        assert text not in NOTHING


@each_form
def test_the_narrative_follows_the_outline_at_some_length(form_id: str) -> None:
    _, form = find_form(form_id)
    narrative = load_sample(form_id)[0].narrative
    assert word_count(narrative.text) >= 1900
    headings = [one for one in narrative.blocks if isinstance(one, Heading)]
    first = [(one.item, one.text) for one in headings if one.level == 1]
    assert first == [(item.id, item.title) for item in form.outline.item]
    expected = 0
    for heading in headings:
        expected = 0 if heading.level == 1 else expected + 1
        if heading.level == 2:
            assert heading.text.startswith(f"（{'一二三四五六七八九十'[expected - 1]}）")


@each_form
def test_no_sentence_is_written_twice(form_id: str) -> None:
    blocks = load_sample(form_id)[0].narrative.blocks
    texts = ["".join(run.text for run in one.runs) for one in blocks if isinstance(one, Paragraph)]
    sentences = [piece for text in texts for piece in text.split("。") if len(piece) > 12]
    assert len(sentences) == len(set(sentences))


@each_form
def test_accounted_amounts_in_the_narrative_stand_in_the_table(form_id: str) -> None:
    amounts = re.findall(r"(\d+\.\d\d)(?=万元|亿元)", _prose(form_id))
    assert amounts
    assert {Decimal(one) for one in amounts} <= _numbers(form_id)


def _shares_and_growth(form_id: str) -> Iterator[Decimal]:
    values = sample_values(form_id)
    revenue, service = ({y: Decimal(values[f"{one}[{y}]"]) for y in (2018, 2019, 2020)}
                        for one in REVENUE[form_id])  # fmt: skip
    for year in revenue:
        yield service[year] / revenue[year] * 100
        for series in (revenue, service):
            if year - 1 in series:
                yield (series[year] / series[year - 1] - 1) * 100


@pytest.mark.parametrize("form_id", REVENUE)
def test_computed_shares_in_the_narrative_follow_from_the_table(form_id: str) -> None:
    computed = {one.quantize(Decimal("0.01")) for one in _shares_and_growth(form_id)}
    written = {Decimal(one) for one in re.findall(r"(\d+\.\d\d)%", _prose(form_id))}
    assert len(written & computed) >= 6
    assert written <= computed | _numbers(form_id)


@each_form
def test_tables_with_a_total_sum_to_it_and_the_total_is_in_the_form(form_id: str) -> None:
    blocks = load_sample(form_id)[0].narrative.blocks
    tables = [one for one in blocks if isinstance(one, SimpleTable) and one.rows[-1][0] == "合计"]
    assert tables
    for table in tables:
        for column in range(1, len(table.rows[0])):
            figures = [Decimal(row[column]) for row in table.rows[1:]]
            assert sum(figures[:-1]) == figures[-1]
            assert figures[-1] in _numbers(form_id)


@pytest.mark.parametrize("form_id", STAFF)
def test_staff_shares_are_those_of_whole_people(form_id: str) -> None:
    values, staff = sample_values(form_id), STAFF[form_id]
    total = int(values[f"{staff}.total"])
    for share in ("rd_share", "skilled_share", "degree_share"):
        wanted = Decimal(values[f"{staff}.{share}"])
        people = (wanted * total / 100).to_integral_value()
        assert (people * 100 / total).quantize(Decimal("0.01")) == wanted


def test_invented_firms_have_codes_of_the_reserved_range() -> None:
    codes = {sample_values(form_id)["org.uscc"] for form_id in FORMS[:3]}
    assert len(codes) == 3
    assert all(re.fullmatch(r"9114\d{4}PDY[0-9A-Z]{7}", code) for code in codes)


@each_form
def test_mail_and_web_addresses_lie_in_the_example_domain(form_id: str) -> None:
    addresses = [
        one for one in sample_values(form_id).values() if "@" in one or one.startswith("http")
    ]
    assert addresses
    assert all(one.endswith(".example.com") for one in addresses)


@each_form
def test_every_sample_has_four_scans_in_slots_of_the_form_and_a_picture(form_id: str) -> None:
    _, form = find_form(form_id)
    declaration, files = load_sample(form_id)
    slots = {slot.id for slot in form.attachment}
    taken = [one.slot for one in declaration.attachments]
    assert len(taken) == 4
    assert {slot.id for slot in form.attachment if slot.required} <= set(taken) <= slots
    assert all("样本" in one.name for one in declaration.attachments)
    (picture,) = [one for one in declaration.narrative.blocks if isinstance(one, Picture)]
    assert picture.caption
    assert files(picture.sha256).startswith(b"\x89PNG")


@each_form
def test_a_good_sample_has_no_finding_that_stops_its_export(form_id: str) -> None:
    pack, form = find_form(form_id)
    declaration, _ = load_sample(form_id)
    assert [one.key for one in check(pack, form, declaration) if one.level != "hint"] == []


def _rows(heading: str) -> list[list[str]]:
    """Return the cells in back quotes of one table of the faulty sample's README."""
    folder = paths.resources() / "samples" / "shanxi-2021" / "faulty-enterprise"
    part = (folder / "README.md").read_text(encoding="utf-8").split(f"## {heading}\n")[1]
    lines = part.split("\n## ")[0].splitlines()
    return [re.findall(r"`([^`]+)`", line) for line in lines if line.startswith("| `")]


def _faulty() -> set[str]:
    pack, form = find_form(FORMS[0])
    return {one.key for one in check(pack, form, load_sample(FORMS[0], "faulty")[0])}


def test_each_planted_mistake_is_found_under_its_rule_at_its_address() -> None:
    planted = {f"{rule}@{address}" for address, rule in _rows("Planted")}
    assert len(planted) >= 20
    assert planted <= _faulty()


def test_what_only_looks_odd_is_left_alone() -> None:
    pack, form = find_form(FORMS[0])
    findings = check(pack, form, load_sample(FORMS[0], "faulty")[0])
    odd = {address for (address,) in _rows("Odd, but right")}
    assert len(odd) == 2
    assert odd.isdisjoint(one.addresses[0] for one in findings)
