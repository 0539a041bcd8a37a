"""The samples of Shanghai 2023 and Guangdong 2024: whole, sound, and one of each full of mistakes."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from smdesk import paths
from smdesk.notices.address import parse
from smdesk.notices.declaration import SimpleTable
from smdesk.notices.grid import all_fields
from smdesk.notices.loader import find_form
from smdesk.notices.text import word_count
from smdesk.notices.typed import read
from smdesk.rules.engine import check
from smdesk.service.samples import load_sample, sample_values

GOOD = (
    "shanghai-2023/enterprise", "shanghai-2023/platform", "shanghai-2023/district",
    "guangdong-2024/enterprise", "guangdong-2024/platform",
)  # fmt: skip
FAULTY = ("shanghai-2023/enterprise", "guangdong-2024/enterprise")
ENTERPRISES = FAULTY
each_form = pytest.mark.parametrize("form_id", GOOD)


@each_form
def test_a_good_sample_gives_only_the_hint_on_what_was_reconstructed(form_id: str) -> None:
    pack, form = find_form(form_id)
    found = {one.rule for one in check(pack, form, load_sample(form_id)[0])}
    assert found <= {"form.reconstructed"}


@each_form
def test_no_value_of_a_sample_changes_when_it_is_read(form_id: str) -> None:
    pack, form = find_form(form_id)
    fields = all_fields(pack.notice, form)
    for address, text in sample_values(form_id).items():
        typed = read(fields[parse(address).field], text)
        assert (address, typed.text, typed.problem) == (address, text, None)


@each_form
def test_every_required_attachment_of_a_sample_is_there(form_id: str) -> None:
    _, form = find_form(form_id)
    given = {one.slot for one in load_sample(form_id)[0].attachments}
    assert {slot.id for slot in form.attachment if slot.required} <= given


@each_form
def test_the_narrative_keeps_the_limit_and_the_whole_outline(form_id: str) -> None:
    _, form = find_form(form_id)
    narrative = load_sample(form_id)[0].narrative
    assert 1000 <= word_count(narrative.text) <= (form.outline.limit or 5000)


@each_form
def test_accounted_amounts_in_the_narrative_stand_in_the_table(form_id: str) -> None:
    pack, form = find_form(form_id)
    fields = all_fields(pack.notice, form)
    numbers = {read(fields[parse(a).field], t).value for a, t in sample_values(form_id).items()}
    narrative = load_sample(form_id)[0].narrative
    plain = [one for one in narrative.blocks if not isinstance(one, SimpleTable)]
    prose = narrative.model_copy(update={"blocks": tuple(plain)}).text
    written = {Decimal(one) for one in re.findall(r"(\d+\.\d\d)(?=万元|亿元)", prose)}
    differences = {abs(one - other) for one in numbers for other in numbers
                   if isinstance(one, Decimal) and isinstance(other, Decimal)}  # fmt: skip
    assert written <= numbers | differences


@pytest.mark.parametrize("form_id", ENTERPRISES)
def test_the_table_of_services_is_what_the_shares_make_of_the_service_revenue(form_id: str) -> None:
    declaration, _ = load_sample(form_id)
    (table,) = [one for one in declaration.narrative.blocks if isinstance(one, SimpleTable)]
    amounts = [Decimal(row[1]) for row in table.rows[1:]]
    total = Decimal(declaration.values[f"finance.service_revenue[{declaration.years[-1]}]"])
    assert sum(amounts[:-1]) == amounts[-1] == total
    shares = [Decimal(one) for one in re.findall(r"(\d+)%", declaration.values["services.mix"])]
    assert all(
        abs(total * share / 100 - amount) < Decimal("0.02")
        for share, amount in zip(shares, amounts[:-1], strict=True)
    )


@each_form
def test_staff_shares_are_those_of_whole_people(form_id: str) -> None:
    values = sample_values(form_id)
    if "staff.total" not in values:
        return
    total = int(values["staff.total"])
    for share in ("staff.rd_share", "staff.skilled_share"):
        people = (Decimal(values[share]) * total / 100).to_integral_value()
        assert (people * 100 / total).quantize(Decimal("0.01")) == Decimal(values[share])


def _planted(form_id: str) -> set[str]:
    notice, _, form = form_id.partition("/")
    folder = paths.resources() / "samples" / notice / f"faulty-{form}"
    part = (folder / "README.md").read_text(encoding="utf-8").split("## Planted\n")[1]
    rows = [re.findall(r"`([^`]+)`", line) for line in part.splitlines() if line.startswith("| `")]
    return {f"{rule}@{address}" for address, rule in rows}


@pytest.mark.parametrize("form_id", FAULTY)
def test_each_planted_mistake_is_found_under_its_rule_at_its_address(form_id: str) -> None:
    pack, form = find_form(form_id)
    found = {one.key for one in check(pack, form, load_sample(form_id, "faulty")[0])}
    assert len(_planted(form_id)) >= 12
    assert _planted(form_id) - found == set()
