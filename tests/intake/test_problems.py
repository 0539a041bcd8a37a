"""What a person is told of a reading: one sentence a kind, and a reason for every doubtful value."""

from __future__ import annotations

from pathlib import Path

import pytest
from outcome import codes, read
from strangers import TITLE, official, table, word

from smdesk.errors import catalogue, sentence
from smdesk.intake.align.model import CAPS
from smdesk.intake.decide import UNSEEN_CELL


@pytest.mark.parametrize("reason", [*CAPS, UNSEEN_CELL, "text-doubled"])
def test_every_reason_has_a_phrase_since_mild_ones_come_with_doubts(reason: str) -> None:
    assert f"doubt.{reason}" in catalogue()
    assert not sentence(f"doubt.{reason}").endswith("。")


def test_cells_that_are_not_there_are_told_once_with_their_labels(tmp_path: Path) -> None:
    rows = official()
    found = read(tmp_path, word(TITLE, table([*rows[:3], *rows[4:12], *rows[13:]])))
    told = [one for one in found.problems if one.code == "intake.cells-not-read"]
    assert len(told) == 1
    assert told[0].params["count"] == 5
    assert told[0].params["labels"] == "注册地址”“主营业务”“资产负债率（%）"


def test_a_row_that_was_added_is_told(tmp_path: Path) -> None:
    rows = official()
    added = [("净资产（万元）", 3), ("1200", 2), ("1300", 2), ("无", 2)]
    found = read(tmp_path, word(TITLE, table([*rows[:12], added, *rows[12:]])))
    told = next(one for one in found.problems if one.code == "intake.texts-extra")
    assert told.params["texts"] == "净资产（万元）"
    assert found.status == "read"


def test_the_official_table_tells_nothing_more(tmp_path: Path) -> None:
    assert codes(read(tmp_path, word(TITLE, table(official())))) == set()
