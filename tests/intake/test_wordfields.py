"""Field codes that are text on the page."""

from __future__ import annotations

import pytest

from smdesk.intake.word.fields import enclosed


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r" eq \o\ac(□,√)", "☑"), (r"EQ \o\ac(□,×)", "☒"), (r"eq \o\ac(□, )", "□"),
        (r" eq \o(□，√) ", "☑"), (r"eq \o\ac(\s\up7(□),√)", "☑"), (r"eq \o\ac(○,3)", "③"),
        (r"eq \o\ac(○,印)", "印"),
    ],
)  # fmt: skip
def test_an_enclosed_character_is_what_it_shows(code: str, shown: str) -> None:
    assert enclosed(code) == shown


@pytest.mark.parametrize(
    "code",
    ["", " PAGE ", r'HYPERLINK "http://a.example/o(□,√)"', r"eq \f(1,2)", r"eq \o\ac(甲,乙)"],
)
def test_other_codes_show_nothing_of_their_own(code: str) -> None:
    assert enclosed(code) is None
