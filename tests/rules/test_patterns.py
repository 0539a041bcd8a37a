"""Address patterns of rules."""

import pytest

from smdesk.errors import SmdeskError
from smdesk.rules.patterns import check_pattern, expand, parse_pattern


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("org.name", None, ("org.name",)),
        ("finance.assets[@]", 2018, ("finance.assets[2018]",)),
        ("finance.assets[@-1]", 2018, ("finance.assets[2017]",)),
        ("finance.assets[@+1]", 2018, ("finance.assets[2019]",)),
        ("finance.assets[@-1]", 2017, ()),
        ("finance.assets[@+1]", 2019, ()),
        ("finance.assets[first]", None, ("finance.assets[2017]",)),
        ("finance.assets[last]", None, ("finance.assets[2019]",)),
        ("finance.assets[last-1]", None, ("finance.assets[2018]",)),
        ("finance.assets[last+1]", None, ()),
        ("finance.assets[2018]", None, ("finance.assets[2018]",)),
        ("finance.assets[2016]", None, ()),
        ("finance.assets[*]", None, ("finance.assets[2017]", "finance.assets[2018]", "finance.assets[2019]")),
        ("parts[@].share", 4, ("parts[4].share",)),
        ("parts[@-1].share", 1, ()),
        ("parts[@].share", 5, ()),
        ("parts[2].name", None, ("parts[2].name",)),
        ("parts[*].name", None, ("parts[1].name", "parts[2].name", "parts[3].name", "parts[4].name")),
    ],
)  # fmt: skip
def test_a_pattern_stands_for_these_addresses(small, text, at, wanted):
    assert expand(small.ground, parse_pattern(text), at) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Org",
        "a[]",
        "a[0]",
        "a[@-0]",
        "a[@-10]",
        "a[x]",
        "a[*",
        "a[**]",
        "a[1].",
        "a[1]b",
        " a",
        "a[@].b[@]",
        "a[２]",
    ],
)
def test_other_texts_are_no_patterns(text):
    with pytest.raises(SmdeskError) as caught:
        parse_pattern(text)
    assert caught.value.code == "rules.pattern-invalid"


@pytest.mark.parametrize(
    ("text", "each", "code"),
    [
        ("no.such", None, "rules.pattern-unknown"), ("parts[@].no", "parts", "rules.pattern-unknown"),
        ("parts", None, "rules.pattern-unknown"), ("org[1].name", None, "rules.pattern-unknown"),
        ("finance.assets", None, "rules.pattern-axis"), ("org.name[last]", None, "rules.pattern-axis"),
        ("finance.assets[@]", None, "rules.pattern-axis"), ("finance.assets[@]", "parts", "rules.pattern-axis"),
        ("parts[@].name", "year", "rules.pattern-axis"), ("parts[last].name", None, "rules.pattern-axis"),
        ("parts.name", None, "rules.pattern-axis"),
    ],
)  # fmt: skip
def test_a_pattern_that_does_not_fit_the_form_is_refused(small, text, each, code):
    with pytest.raises(SmdeskError) as caught:
        check_pattern(small.ground, parse_pattern(text), each)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("finance.assets[@]", "year"),
        ("parts[@].name", "parts"),
        ("parts[*].name", None),
        ("org.name", "year"),
    ],
)
def test_a_pattern_that_fits_is_let_through(small, text, each):
    assert check_pattern(small.ground, parse_pattern(text), each) is None
