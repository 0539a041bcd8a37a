"""The head line of a 汇总表: set as the notice sets it, no entry broken."""

from __future__ import annotations

import io

import openpyxl
import pytest

from smdesk.notices.loader import pack
from smdesk.packet.sheets import breadth
from smdesk.packet.summary import Head, write_summary
from smdesk.packet.summary_head import head_lines, paper_room

LONG = {
    "推荐单位（盖章）：": "杭州钱塘新区经济和信息化局（科学技术局、商务局、粮食和物资储备局）",
    "填报人：": "欧阳某某", "联系电话：": "0571-85550001转8023，13900000001",
}  # fmt: skip
SHORT = {"推荐单位（盖章）：": "某县经信局", "填报人：": "周某", "联系电话：": "85550001"}


def summary(notice: str):  # type: ignore[no-untyped-def]
    found = pack(notice).summary
    assert found is not None
    return found


def test_a_head_to_be_filled_in_is_one_line_where_the_notice_has_one() -> None:
    (line,) = head_lines(summary("zhejiang-2020"), {}, paper_room(16))
    assert line.split() == ["推荐单位（盖章）：", "填报人：", "联系电话："]
    assert breadth(line) <= paper_room(16)


@pytest.mark.parametrize(
    "notice", ["shanxi-2021", "shanghai-2023", "national-2022", "guangdong-2024"]
)
def test_entries_that_the_notice_sets_apart_have_a_line_each(notice: str) -> None:
    said = summary(notice)
    assert head_lines(said, {}, 54) == said.head


@pytest.mark.parametrize("texts", [LONG, SHORT, {}])
@pytest.mark.parametrize("room", [40, 54, 70])
def test_no_entry_is_broken_between_two_lines(texts: dict[str, str], room: int) -> None:
    said = summary("zhejiang-2020")
    lines = head_lines(said, texts, room)
    for one in said.head:
        assert sum(one + texts.get(one, "") in line for line in lines) == 1
    assert all(breadth(line) <= room for line in lines if line.strip().count("：") > 1)


def test_short_entries_share_a_line_that_holds_them() -> None:
    assert len(head_lines(summary("zhejiang-2020"), SHORT, 70)) == 1


def test_the_sheet_has_the_same_lines_and_room_for_a_long_one() -> None:
    body = write_summary(pack("zhejiang-2020"), {}, Head(LONG))
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert sheet is not None
    rows = {str(row[0].value): sheet.row_dimensions[row[0].row].height for row in sheet}
    whole = "".join(next(iter(LONG.items())))
    assert rows[whole] == 52
    assert any("13900000001" in one for one in rows)
