"""Examples of a family's rules name years by column, so that they fit every notice."""

import pytest

from smdesk.notices.models import Example

YEARS = (2018, 2019, 2020)


@pytest.mark.parametrize(("written", "read"), [
    ("finance.revenue[last]", "finance.revenue[2020]"),
    ("finance.revenue[first]", "finance.revenue[2018]"),
    ("finance.revenue[last-1]", "finance.revenue[2019]"),
    ("finance.revenue[first+1]", "finance.revenue[2019]"),
    ("finance.revenue[2019]", "finance.revenue[2019]"),
    ("investors[1].share", "investors[1].share"),
    ("org.name", "org.name"),
])  # fmt: skip
def test_a_column_is_named_by_its_year(written: str, read: str) -> None:
    assert Example(values={written: "1"}).at(YEARS) == {read: "1"}


def test_a_form_without_years_leaves_columns_as_written() -> None:
    assert Example(values={"a[last]": "1"}).at(()) == {"a[last]": "1"}


@pytest.mark.parametrize(("written", "read"), [
    ("[last]-06-01", "2020-06-01"), ("[last-1]-12-31", "2019-12-31"), ("甲[1]乙", "甲[1]乙"),
])  # fmt: skip
def test_a_text_may_name_the_year_itself(written: str, read: str) -> None:
    assert Example(values={"platform.operating_since": written}).at(YEARS) == {
        "platform.operating_since": read
    }
