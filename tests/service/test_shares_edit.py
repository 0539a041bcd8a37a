"""Shares line by line: a line a ticked box, the running sum, and back to one text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from smdesk.notices.loader import find_form
from smdesk.notices.models import FormField
from smdesk.notices.shares import read_shares
from smdesk.service.shares_edit import ShareLine, lines_text, share_lines, share_sum


@pytest.fixture
def choice() -> FormField:
    _, form = find_form("guangdong-2024/enterprise")
    return next(one for one in form.field if one.address == "services.kinds")


def test_each_ticked_box_has_a_line_with_what_was_written(choice: FormField) -> None:
    values = {"services.kinds": "培训；保养/维护/维修；租赁"}
    shown = share_lines(choice, values, "保养服务占30%；培训 20%")
    assert shown.lines == (
        ShareLine("培训", "20"), ShareLine("租赁", ""), ShareLine("保养/维护/维修", "30"),
    )  # fmt: skip
    assert (shown.unit, shown.loose) == ("%", "")


def test_what_is_not_ticked_or_no_box_keeps_a_line(choice: FormField) -> None:
    shown = share_lines(choice, {"services.kinds": "培训"}, "培训 20%；租赁 30%；广告 50%")
    assert shown.lines[1:] == (
        ShareLine("租赁", "30", ticked=False), ShareLine("广告", "50", ticked=False),
    )  # fmt: skip


def test_a_text_that_is_no_shares_is_told_as_what_would_be_replaced(choice: FormField) -> None:
    shown = share_lines(choice, {"services.kinds": "培训"}, "见附表")
    assert (shown.lines, shown.loose) == ((ShareLine("培训", ""),), "见附表")


def test_the_note_of_other_names_its_line(choice: FormField) -> None:
    values = {"services.kinds": "研发设计阶段：其他", "services.design_other": "中试服务"}
    assert share_lines(choice, values, "").lines == (ShareLine("其他（中试服务）", ""),)


def test_the_sum_tells_what_is_missing_and_what_was_not_read() -> None:
    found = share_sum(["30%", "", "2x", "40.5"], "%", None)
    assert (found.added, found.missing, found.unread) == (Decimal("70.5"), Decimal("29.5"), (2,))
    assert not found.fits("%", None)
    assert share_sum(["30", "70.4"], "%", None).fits("%", None)


def test_amounts_are_held_against_the_whole_and_units_are_converted() -> None:
    found = share_sum(["0.1亿元", "500"], "万元", Decimal(1500))
    assert (found.added, found.missing) == (Decimal(1500), Decimal(0))
    assert share_sum(["5"], "万元", None).missing is None


def test_a_line_left_blank_makes_no_entry_and_the_text_reads_back(choice: FormField) -> None:
    text = lines_text(["培训", "租赁", "保养/维护/维修"], ["20", " ", "80%"], "%")
    assert text == "培训 20%；保养/维护/维修 80%"
    assert read_shares(text)[1] is None
    assert lines_text(["培训"], ["-5"], "%") == ""
