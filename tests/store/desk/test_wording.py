"""What findings of one rule say in common."""

from __future__ import annotations

import pytest

from smdesk.store.desk.wording import in_common


def test_names_and_figures_that_differ_are_left_open() -> None:
    said = in_common(
        [
            "2019 年“云栖公司”的利润为 12.5 万元，大于收入。请核对。",
            "2019 年“海塘公司”的利润为 -1,300 万元，大于收入。请核对。",
        ]
    )
    assert said == "2019 年“…”的利润为 … 万元，大于收入。请核对。"


def test_one_sentence_stays_as_it_is() -> None:
    assert in_common(["“法人代表”未填写。"] * 3) == "“法人代表”未填写。"


def test_the_wording_of_most_is_told_and_that_there_is_another() -> None:
    said = in_common(["少于 3 项。", "“甲”未填写。", "“乙”未填写。"])
    assert said.startswith("“…”未填写。")
    assert "别的" in said
    assert "3" not in said


def test_a_number_of_a_telephone_is_one() -> None:
    assert in_common(["“a”为 0571-87058143。", "“b”为 0571-87058143。"]) == "“…”为 0571-87058143。"


def test_nothing_is_no_sentence() -> None:
    with pytest.raises(ValueError, match="messages"):
        in_common([])
