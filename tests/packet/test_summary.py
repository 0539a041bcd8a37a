"""The 汇总表 reads back through another reader as the notice prints it."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from smdesk.errors import SmdeskError
from smdesk.notices.boxes import choice_text
from smdesk.notices.grid import all_fields
from smdesk.notices.loader import pack
from smdesk.notices.models import Kind, SummaryColumn
from smdesk.packet.summary import Head, column_text, write_summary
from smdesk.packet.summary_columns import sheet_widths, spread
from smdesk.packet.summary_xml import heights

ZHEJIANG = pack("zhejiang-2020")
FIRM = {
    "org.name": "杭州虚拟装备有限公司",
    "declare.modes": "全生命周期管理；其它（选“其它”请注明具体模式）",
    "declare.modes_other": "反向定制",
    "contact.name": "林某安",
    "contact.phone": "0571-55550001",
    "contact.email": "a@example.com",
}


def rows_of(body: bytes) -> list[list[str]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def test_parts_and_columns_stand_as_printed() -> None:
    rows = rows_of(write_summary(ZHEJIANG, {}))
    flat = ["".join(row) for row in rows]
    assert "附件 3" in flat[0]
    assert flat[1] == "服务型制造示范推荐汇总表"
    assert [one for one in flat if one[1:2] == "、"] == [
        "一、示范企业",
        "二、示范项目",
        "三、示范平台",
    ]
    heads = [[cell for cell in row if cell] for row in rows if "联系人" in row]
    assert [len(head) for head in heads] == [6, 6, 7]


def test_an_applicant_stands_in_its_part_and_blank_rows_are_numbered() -> None:
    rows = rows_of(write_summary(ZHEJIANG, {"enterprise": [FIRM]}))
    line = next(row for row in rows if FIRM["org.name"] in row)
    assert [cell for cell in line if cell] == [
        "1", "杭州虚拟装备有限公司", "全生命周期管理、其它（反向定制）",
        "林某安", "0571-55550001", "a@example.com",
    ]  # fmt: skip
    after = rows[rows.index(line) + 1 : rows.index(line) + 3]
    assert [row[0] for row in after] == ["2", "3"]


@pytest.mark.parametrize(
    "notice", ["zhejiang-2020", "shanxi-2021", "shanghai-2023", "guangdong-2024", "national-2022"]
)
def test_no_hint_of_a_form_stands_in_the_cells_of_another_paper(notice: str) -> None:
    found = pack(notice)
    assert found.summary is not None
    for part in found.summary.part:
        fields = all_fields(found.notice, found.forms[part.form])
        for column in part.column:
            asked = fields.get(column.source or "")
            if asked is not None and asked.kind is Kind.CHOICE and not column.labels:
                for one in asked.choices:
                    text = choice_text(asked, [one.id])
                    shown = column_text(column, fields, {asked.address: text}, 1)
                    assert shown or column.only or column.yes_if
                    assert "请" not in shown


def test_head_line_carries_what_is_given() -> None:
    rows = rows_of(write_summary(ZHEJIANG, {}, Head({"填报人：": "周某"})))
    assert any("填报人：周某" in "".join(row) for row in rows)


def test_every_cell_is_text_even_codes_and_formulas() -> None:
    hostile = FIRM | {"contact.phone": "914403001922038216", "contact.name": "=1+1"}
    body = write_summary(ZHEJIANG, {"enterprise": [hostile]})
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert sheet is not None
    cells = {cell.value: cell.data_type for row in sheet for cell in row if cell.value is not None}
    assert cells["914403001922038216"] == "s"
    assert cells["=1+1"] == "s"


def test_rows_beyond_the_printed_ones_are_kept_in_order() -> None:
    firms = [FIRM | {"org.name": f"虚拟企业{number}"} for number in range(1, 41)]
    rows = rows_of(write_summary(ZHEJIANG, {"enterprise": firms}))
    names = [cell for row in rows for cell in row if cell.startswith("虚拟企业")]
    assert names == [one["org.name"] for one in firms]


def test_equal_content_gives_equal_bytes() -> None:
    first = write_summary(ZHEJIANG, {"enterprise": [FIRM]})
    with zipfile.ZipFile(io.BytesIO(first)) as one:
        assert one.testzip() is None
    assert first == write_summary(ZHEJIANG, {"enterprise": [FIRM]})


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(SmdeskError) as caught:
        write_summary(ZHEJIANG, {"enterprise": [FIRM | {"org.name": "长" * 40_000}]})
    assert caught.value.code == "sheets.text-too-long"


def test_yes_no_column_is_blank_where_nothing_is_ticked() -> None:
    from smdesk.notices.grid import all_fields

    fields = all_fields(ZHEJIANG.notice, ZHEJIANG.forms["platform"])
    column = SummaryColumn(label="x", width=1, source="platform.types", yes_if="ecommerce")
    assert column_text(column, fields, {}, 1) == ""
    assert column_text(column, fields, {"platform.types": "工业电子商务平台"}, 1) == "是"
    assert column_text(column, fields, {"platform.types": "面向区域的综合服务平台"}, 1) == "否"


def test_a_row_is_as_high_as_its_lines() -> None:
    assert heights([["短", "长" * 40, "一\n二\n三", ""]], [40]) == [28.0, 40.0, 57.0, 28.0]


def test_texts_that_need_care_leave_the_other_columns_as_they_are() -> None:
    hostile = FIRM | {"org.name": " a & b\x07 <c> "}
    plain = FIRM | {"contact.name": ""}
    rows = rows_of(write_summary(ZHEJIANG, {"enterprise": [hostile, plain]}))
    lines = [[cell for cell in row if cell] for row in rows if "0571-55550001" in row]
    assert [line[1] for line in lines] == ["a & b <c>", FIRM["org.name"]]
    assert [line[-1] for line in lines] == ["a@example.com"] * 2


def test_a_column_is_as_wide_as_its_longest_text_was_counted_for() -> None:
    firm = FIRM | {"declare.modes": "全生命周期管理；总集成总承包服务；" + FIRM["declare.modes"]}
    sheet = openpyxl.load_workbook(
        io.BytesIO(write_summary(ZHEJIANG, {"enterprise": [firm]}))
    ).active
    assert sheet is not None
    (cell,) = (cell for row in sheet for cell in row if "总集成" in str(cell.value))
    merged = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
    wide = sum(
        sheet.column_dimensions[openpyxl.utils.get_column_letter(one)].width
        for one in range(merged.min_col, merged.max_col + 1)
    )
    lines = -(-2 * len(str(cell.value)) // (wide - 2))
    assert sheet.row_dimensions[cell.row].height >= 15 * lines


@pytest.mark.parametrize(
    "notice", ["zhejiang-2020", "shanxi-2021", "shanghai-2023", "guangdong-2024", "national-2022"]
)
def test_a_parts_columns_are_near_their_printed_widths(notice: str) -> None:
    summary = pack(notice).summary
    assert summary is not None
    widths = sheet_widths(summary, 84.0)
    for part in summary.part:
        spans = spread(part, widths)
        assert [one for first, last in spans for one in range(first, last + 1)] == [
            *range(1, len(widths) + 1)
        ]
        total = sum(one.width for one in part.column)
        for (first, last), column in zip(spans, part.column, strict=True):
            assert abs(sum(widths[first - 1 : last]) - 84 * column.width / total) < 4
