from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex
from smdesk.notices.address import parse
from smdesk.notices.declaration import Heading, Paragraph, Picture, SimpleTable
from smdesk.notices.grid import all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.loader import find_form
from smdesk.notices.text import word_count
from smdesk.notices.typed import NOTHING, read
from smdesk.rules.engine import check
from smdesk.rules.findings import Finding
from smdesk.service.samples import faulty_sample, load_sample, sample_ids, sample_values

FORMS = ("zhejiang-2020/enterprise", "zhejiang-2020/project", "zhejiang-2020/platform")
each_form = pytest.mark.parametrize("form_id", FORMS)
REVENUE = {
    "zhejiang-2020/enterprise": ("finance.revenue", "finance.service_revenue"),
    "zhejiang-2020/platform": ("platform.revenue", "platform.service_revenue"),
}


def _printed(form_id: str) -> list[str]:
    """Return every address that cover, table and check sheet have a place for."""
    pack, form = find_form(form_id)
    grids = (cover_grid(pack.notice), table_grid(form, pack.years()), sheet_grid(form))
    cells = [cell for grid in grids for cell in grid.cells]
    found = [str(address) for cell in cells for address in cell.addresses]
    return [one for one in dict.fromkeys(found) if one not in form.fixed]


def _numbers(form_id: str) -> set[Decimal]:
    """Return every number of a sample's table."""
    pack, form = find_form(form_id)
    fields = all_fields(pack.notice, form)
    typed = [read(fields[parse(a).field], t).value for a, t in sample_values(form_id).items()]
    return {value for value in typed if isinstance(value, Decimal)}


def _prose(form_id: str) -> str:
    declaration, _ = load_sample(form_id)
    plain = [one for one in declaration.narrative.blocks if not isinstance(one, SimpleTable)]
    return declaration.narrative.model_copy(update={"blocks": tuple(plain)}).text


def test_every_form_of_the_oldest_notice_has_a_sample_and_stands_first() -> None:
    assert sample_ids()[:3] == FORMS


def test_a_form_without_sample_is_refused_by_code() -> None:
    for form_id, name in ((FORMS[0], "nowhere"), ("zhejiang-2020/city", "sample")):
        with pytest.raises(SmdeskError) as caught:
            load_sample(form_id, name)
        assert caught.value.code == "samples.missing"


@each_form
def test_every_place_of_the_form_is_filled(form_id: str) -> None:
    empty = set(_printed(form_id)) - set(sample_values(form_id))
    modes = sample_values(form_id).get("declare.modes", "")
    assert empty == ({"declare.modes_other"} if modes and "其它" not in modes else set())


def test_the_text_of_other_is_filled_in_one_sample_and_blank_in_another() -> None:
    values = [sample_values(form_id) for form_id in FORMS[:2]]
    assert sorted("declare.modes_other" in one for one in values) == [False, True]


@each_form
def test_no_value_stands_where_the_form_has_no_place(form_id: str) -> None:
    assert set(sample_values(form_id)) <= set(_printed(form_id))


@each_form
def test_no_value_changes_when_it_is_read(form_id: str) -> None:
    pack, form = find_form(form_id)
    fields = all_fields(pack.notice, form)
    for address, text in sample_values(form_id).items():
        typed = read(fields[parse(address).field], text)
        assert (address, typed.text, typed.problem) == (address, text, None)
        assert text not in NOTHING


@each_form
def test_the_narrative_has_4000_to_5000_words_counted_as_word_does(form_id: str) -> None:
    declaration, _ = load_sample(form_id)
    assert 4000 <= word_count(declaration.narrative.text) <= 5000


@each_form
def test_first_headings_are_the_outline_and_second_ones_are_numbered(form_id: str) -> None:
    _, form = find_form(form_id)
    declaration, _ = load_sample(form_id)
    headings = [one for one in declaration.narrative.blocks if isinstance(one, Heading)]
    first = [(one.item, one.text) for one in headings if one.level == 1]
    assert first == [(item.id, item.title) for item in form.outline.item]
    expected = 0
    for heading in headings:
        expected = 0 if heading.level == 1 else expected + 1
        if heading.level == 2:
            assert heading.text.startswith(f"（{'一二三四五六七八九十'[expected - 1]}）")


@each_form
def test_no_paragraph_is_written_twice(form_id: str) -> None:
    declaration, _ = load_sample(form_id)
    texts = [
        "".join(run.text for run in one.runs)
        for one in declaration.narrative.blocks
        if isinstance(one, Paragraph)
    ]
    sentences = [piece for text in texts for piece in text.split("。") if len(piece) > 12]
    assert len(sentences) == len(set(sentences))


@each_form
def test_accounted_amounts_in_the_narrative_stand_in_the_table(form_id: str) -> None:
    amounts = re.findall(r"(\d+\.\d\d)(?=万元)", _prose(form_id))
    assert amounts
    assert {Decimal(one) for one in amounts} <= _numbers(form_id)


def _shares_and_growth(form_id: str) -> Iterator[Decimal]:
    values = sample_values(form_id)
    revenue, service = ({y: Decimal(values[f"{one}[{y}]"]) for y in (2017, 2018, 2019)}
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
    declaration, _ = load_sample(form_id)
    tables = [one for one in declaration.narrative.blocks if isinstance(one, SimpleTable)]
    summed = [one for one in tables if one.rows[-1][0] == "合计"]
    assert summed
    for table in summed:
        for column in range(1, len(table.rows[0])):
            figures = [Decimal(row[column]) for row in table.rows[1:]]
            assert sum(figures[:-1]) == figures[-1]
            assert figures[-1] in _numbers(form_id)


@pytest.mark.parametrize(("form_id", "staff"), [
    (FORMS[0], "staff"), (FORMS[1], "staff"), (FORMS[2], "platform.staff"),
])  # fmt: skip
def test_staff_shares_are_those_of_whole_people(form_id: str, staff: str) -> None:
    values = sample_values(form_id)
    total = int(values[f"{staff}.total"])
    for share in ("rd_share", "skilled_share", "degree_share"):
        wanted = Decimal(values[f"{staff}.{share}"])
        people = (wanted * total / 100).to_integral_value()
        assert (people * 100 / total).quantize(Decimal("0.01")) == wanted


def test_shares_of_the_investors_sum_to_the_whole() -> None:
    values = sample_values(FORMS[2])
    shares = [Decimal(values[f"investors[{row}].share"]) for row in (1, 2, 3)]
    assert sum(shares) == 100
    assert values["platform.last_assets"] == values["platform.assets[2019]"]


def test_invented_firms_have_three_codes_of_the_reserved_range() -> None:
    codes = {sample_values(form_id)["org.uscc"] for form_id in FORMS}
    assert len(codes) == 3
    assert all(re.fullmatch(r"9133\d{4}PDY[0-9A-Z]{7}", code) for code in codes)


@each_form
def test_mail_and_web_addresses_lie_in_the_example_domain(form_id: str) -> None:
    values = sample_values(form_id).values()
    addresses = [one for one in values if "@" in one or one.startswith("http")]
    assert addresses
    assert all(one.endswith(".example.com") for one in addresses)


@each_form
def test_every_sample_has_four_scans_in_slots_of_the_form(form_id: str) -> None:
    _, form = find_form(form_id)
    declaration, files = load_sample(form_id)
    slots = {slot.id: slot for slot in form.attachment}
    assert len(declaration.attachments) == 4
    assert {one.slot for one in declaration.attachments} >= {
        slot.id for slot in slots.values() if slot.required
    }
    for one in declaration.attachments:
        data = files(one.sha256)
        assert one.slot in slots
        assert "样本" in one.name
        assert (sha256_hex(data), len(data)) == (one.sha256, one.size)


@each_form
def test_every_narrative_has_a_picture_with_a_caption(form_id: str) -> None:
    declaration, files = load_sample(form_id)
    pictures = [one for one in declaration.narrative.blocks if isinstance(one, Picture)]
    assert len(pictures) == 1
    assert pictures[0].caption
    assert files(pictures[0].sha256).startswith(b"\x89PNG")


@each_form
def test_a_sample_loads_equal_twice(form_id: str) -> None:
    assert load_sample(form_id)[0] == load_sample(form_id)[0]


def test_an_unknown_file_of_a_sample_is_a_key_error() -> None:
    _, files = load_sample(FORMS[0])
    with pytest.raises(KeyError):
        files("0" * 64)


def test_the_faulty_sample_is_not_listed_as_a_sample() -> None:
    declaration, _ = faulty_sample()
    assert declaration.form == FORMS[0]
    assert declaration.values != load_sample(FORMS[0])[0].values


def test_full_width_digits_of_the_faulty_sample_are_read_as_the_same_number() -> None:
    pack, form = find_form(FORMS[0])
    declaration, _ = faulty_sample()
    field = all_fields(pack.notice, form)["finance.assets"]
    typed = read(field, declaration.values["finance.assets[2017]"])
    assert (typed.value, typed.problem) == (Decimal("21460.35"), None)


@each_form
def test_a_good_sample_has_no_finding_that_stops_its_export(form_id: str) -> None:
    pack, form = find_form(form_id)
    declaration, _ = load_sample(form_id)
    assert [one.key for one in check(pack, form, declaration) if one.level != "hint"] == []


def _rows(heading: str) -> list[list[str]]:
    """Return the cells in back quotes of one table of the faulty sample's README."""
    folder = paths.resources() / "samples" / "zhejiang-2020" / "faulty-enterprise"
    part = (folder / "README.md").read_text(encoding="utf-8").split(f"## {heading}\n")[1]
    lines = part.split("\n## ")[0].splitlines()
    return [re.findall(r"`([^`]+)`", line) for line in lines if line.startswith("| `")]


def _faulty_findings() -> tuple[Finding, ...]:
    pack, form = find_form(FORMS[0])
    return check(pack, form, faulty_sample()[0])


def test_each_planted_mistake_is_found_under_its_rule_at_its_address() -> None:
    planted = {f"{rule}@{address}" for address, rule in _rows("Planted")}
    assert len(planted) >= 20
    assert planted <= {one.key for one in _faulty_findings()}


def test_the_faulty_sample_breaks_more_than_20_rules_of_all_three_levels() -> None:
    findings = _faulty_findings()
    assert len({one.rule for one in findings}) > 20
    assert {one.level for one in findings} == {"error", "check", "hint"}


def test_what_only_looks_odd_in_the_faulty_sample_is_left_alone() -> None:
    odd = {address for (address,) in _rows("Odd, but right")}
    assert len(odd) == 3
    assert odd.isdisjoint(one.addresses[0] for one in _faulty_findings())


def test_a_reason_of_the_faulty_sample_that_only_assures_answers_nothing() -> None:
    (phone,) = [one for one in _faulty_findings() if one.key == "format.phone@contact.phone"]
    assert (phone.reason, phone.answered, phone.blocks) == ("核实无误", False, True)
