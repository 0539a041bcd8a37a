from __future__ import annotations

import pytest

from smdesk.intake.narrative.numerals import chinese, mark_of, shown, without_mark


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (100, "100")],
)
def test_chinese_numerals(value: int, text: str) -> None:
    assert chinese(value) == text
    if value < 100:
        assert mark_of(f"{text}、甲") == (1, f"{text}、")
        assert without_mark(f"（{text}）甲") == "甲"


def test_numbers_of_lists_in_words_formats() -> None:
    assert [shown(4, one) for one in ("upperLetter", "lowerRoman", "decimalZero", "decimal")] == [
        "D", "iv", "04", "4",
    ]  # fmt: skip
