"""Addresses: what they spell, and that text and address are one to one."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.notices.address import Address, parse

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}(\.[a-z][a-z0-9_]{0,8}){0,2}", fullmatch=True)
plain = st.builds(Address, names)
years = st.builds(Address, names, st.integers(1, 9999))
rows = st.builds(Address, names, st.integers(1, 9999), names)


@given(plain | years | rows)
def test_text_of_an_address_parses_back_to_it(address: Address):
    assert parse(str(address)) == address


@given(st.text(max_size=30))
def test_any_text_is_an_address_that_spells_itself_or_is_refused(text: str):
    with suppress(SmdeskError):
        assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "Org.name", "org.", ".name", "org..name", "a[0]", "a[01]", "a[10000]", "a[-1]", "a[x]",
        "a[1]name", "a[1].", "a[1][2]", "org.name ", "机构", "a[１]", "a[1].b[2]", "a\n",
    ],
)  # fmt: skip
def test_malformed_addresses_are_refused(text: str):
    with pytest.raises(SmdeskError) as fault:
        parse(text)
    assert fault.value.code == "notices.address-invalid"


def test_an_index_is_a_year_without_tail_and_a_row_with_one():
    year, row = parse("finance.revenue[2019]"), parse("investors[2].name")
    assert (year.field, year.year, year.row, year.repeat) == ("finance.revenue", 2019, None, None)
    assert (row.field, row.year, row.row, row.repeat) == ("investors.name", None, 2, "investors")
