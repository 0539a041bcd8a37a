"""The form's workbook: the same grid, exact values, text that stays text."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import all_fields, table_grid
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.sheets import LIST_NAME, put_value, write_workbook
from smdesk.service.samples import load_sample

FORMS = ("zhejiang-2020/enterprise", "zhejiang-2020/project", "zhejiang-2020/platform")


def workbook(form_id: str, **changes: str) -> bytes:
    pack, form = find_form(form_id)
    declaration, files = load_sample(form_id)
    declaration = declaration.with_values(changes)
    packet = build_packet(pack, form, declaration, draft=False, files=files)
    return write_workbook(packet, pack, form, dict(form.fixed) | declaration.values)


@pytest.mark.parametrize("form_id", FORMS)
def test_list_sheet_gives_every_value_back(form_id: str) -> None:
    declaration, _ = load_sample(form_id)
    _, form = find_form(form_id)
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(form_id)))
    rows = book.get_sheet_by_name(LIST_NAME).to_python()[1:]
    assert {row[0]: row[2] for row in rows} == dict(form.fixed) | declaration.values


@pytest.mark.parametrize("form_id", FORMS)
def test_table_sheet_merges_the_cells_of_the_grid(form_id: str) -> None:
    pack, form = find_form(form_id)
    declaration, _ = load_sample(form_id)
    grid = table_grid(form, pack.years(), declaration.counts())
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(form_id)))["申报表"]
    merged = {(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges}
    wanted = {
        (c.row + 2, c.column + 1, c.row + 1 + c.rows, c.column + c.columns)
        for c in grid.cells
        if c.rows > 1 or c.columns > 1
    }
    assert wanted <= merged
    for cell in grid.cells:
        if cell.role == "label":
            assert sheet.cell(cell.row + 2, cell.column + 1).value == cell.printed


def test_amounts_are_numbers_and_codes_are_text() -> None:
    body = workbook(FORMS[0], **{"finance.revenue[2019]": "32180.50"})
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell for row in book["申报表"] for cell in row]
    amount = next(cell for cell in cells if cell.value == 32180.5)
    assert (amount.data_type, amount.number_format) == ("n", "0.00")
    code = next(cell for row in book["核对页"] for cell in row if "PDY" in str(cell.value))
    assert (code.data_type, code.number_format) == ("s", "@")


def test_a_number_that_excel_would_round_stays_text() -> None:
    pack, form = find_form(FORMS[0])
    field = all_fields(pack.notice, form)["finance.revenue"]
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    put_value(sheet["A1"], field, "1234567890123456.78")
    put_value(sheet["A2"], field, "123456789012345")
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("1234567890123456.78", "s")
    assert (sheet["A2"].value, sheet["A2"].data_type) == (Decimal(123456789012345), "n")


def test_formulas_and_error_names_stay_text() -> None:
    body = workbook(FORMS[0], **{"org.business": "=HYPERLINK(1)", "org.nature": "#N/A"})
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(body))["申报表"] for c in row]
    kinds = {cell.value: cell.data_type for cell in cells if isinstance(cell.value, str)}
    assert kinds["=HYPERLINK(1)"] == kinds["#N/A"] == "s"


def test_a_value_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(SmdeskError) as caught:
        workbook(FORMS[0], **{"org.business": "长" * 33_000})
    assert caught.value.code == "sheets.text-too-long"


def test_an_empty_declaration_still_prints_its_labels() -> None:
    pack, form = find_form(FORMS[2])
    empty = Declaration(form=FORMS[2], pack=pack.hash, years=pack.years())
    packet = build_packet(pack, form, empty, draft=True, files={}.__getitem__)
    body = write_workbook(packet, pack, form, dict(form.fixed))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("申报表")
    text = "".join(str(cell) for row in sheet.to_python() for cell in row)
    assert "注册资本" in text
    assert "服务典型企业名单" in text
