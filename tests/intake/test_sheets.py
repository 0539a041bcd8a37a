from __future__ import annotations

from io import BytesIO
from pathlib import Path

import exported
import hostile
import pytest
from exported import FORMS
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from smdesk.errors import SmdeskError
from smdesk.intake.cellformat import shown_number
from smdesk.intake.read import read_file
from smdesk.intake.sheets import read_workbook
from smdesk.intake.submission import SURE, Submission
from smdesk.intake.zipped import Archive
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.sheets import write_workbook


def workbook(form_id: str) -> bytes:
    declaration, files = exported.sample(form_id)
    pack, form = find_form(form_id)
    packet = build_packet(pack, form, declaration, draft=False, files=files)
    return write_workbook(packet, pack, form, dict(form.fixed) | declaration.values)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(tmp_path: Path, data: bytes) -> Submission:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    return read_file(path)


def texts(found: Submission) -> dict[str, str]:
    return {one.address: one.text for one in found.values}


@pytest.mark.parametrize("form_id", FORMS)
def test_our_workbook_gives_every_value_back(form_id: str, tmp_path: Path) -> None:
    found = read(tmp_path, workbook(form_id))
    assert found.status == "read"
    assert texts(found) == exported.sample(form_id)[0].values
    assert f"{found.notice}/{found.form}" == form_id
    assert found.seal == "none"


@pytest.mark.parametrize("form_id", FORMS)
def test_the_sheets_alone_state_nothing_wrong(form_id: str, tmp_path: Path) -> None:
    book = load_workbook(BytesIO(workbook(form_id)))
    del book["数据"]
    found = read(tmp_path, saved(book))
    right = exported.sample(form_id)[0].values
    assert texts(found).keys() == right.keys()
    assert {one.source for one in found.values} == {"table"}
    wrong = [
        one for one in found.values if one.confidence >= SURE and one.text != right[one.address]
    ]
    assert [one for one in wrong if float_of(one.text) != float_of(right[one.address])] == []


def float_of(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def test_a_cell_changed_in_excel_wins_over_the_list(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(workbook(FORMS[0])))
    sheet = book["申报表"]
    name = exported.sample(FORMS[0])[0].values["org.name"]
    cell = next(one for row in sheet.iter_rows() for one in row if one.value == name)
    cell.value = "改名后的公司"
    found = read(tmp_path, saved(book))
    assert texts(found)["org.name"] == "改名后的公司"
    assert {one.address: one.source for one in found.values}["org.name"] == "table"


def test_other_workbooks_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["姓名", "电话"])
    found = read(tmp_path, saved(book))
    assert (found.status, [one.code for one in found.problems]) == (
        "refused", ["intake.xlsx-not-ours"],
    )  # fmt: skip


def test_merges_hidden_sheets_and_titles_are_understood() -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "标题"
    sheet.merge_cells("A1:C1")
    sheet["A2"], sheet["B2"], sheet["C3"] = "甲", "乙", "丙\n丁"
    sheet.merge_cells("A2:A3")
    hidden = book.create_sheet("隐")
    hidden["A1"] = "不看"
    hidden.sheet_state = "hidden"
    tables = read_workbook(Archive(saved(book))).tables
    assert len(tables) == 1
    assert tables[0].before == ("标题",)
    shape = [(one.row, one.column, one.rows, one.columns, one.text) for one in tables[0].cells]
    assert shape == [
        (0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (0, 2, 1, 1, ""), (1, 1, 1, 1, ""),
        (1, 2, 1, 1, "丙\n丁"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        ("12345.67", "General", "12345.67"), ("12345.6", "0.00", "12345.60"),
        ("12345.678", "0.00", "12345.678"), ("0.30000000000000004", "", "0.3"),
        ("0.125", "0.0%", "12.5%"), ("1E+3", "", "1000"), ("1e400", "", "1e400"), ("x", "0", "x"),
        ("1e39", "0.00", "1" + "0" * 39 + ".00"), ("5", "#,##0", "5"),
        ("12345678", "#,##0,", "12345.678"), ("1234.5", '0.00"万元"', "1234.50万元"),
        ("-5", "0.0;[Red]-0.0", "-5.0"), ("-3.2", "0.00_);(0.00)", "-3.20"), ("10000", "000000", "010000"),
        ("42500", "yyyy-mm-dd", "2016-05-10"), ("43466", 'yyyy"年"', "2019年"), ("5", "¥#,##0.00", "¥5.00"),
        ("1234.5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1234.50"),
        ("42500", 'yyyy"年"m"月"d"日"', "2016年5月10日"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_were_typed(value: str, form: str, text: str) -> None:
    assert shown_number(value, form) == text


def test_a_sheet_of_millions_of_cells_is_refused() -> None:
    book = Workbook()
    book.active["A1"] = "x"
    book.active.cell(19_000, 150).value = "y"
    with pytest.raises(SmdeskError) as caught:
        read_workbook(Archive(saved(book)))
    assert caught.value.code == "intake.sheet-too-large"


GOOD = workbook(FORMS[1])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_sheet_gives_tables_or_a_code(data: st.DataObject) -> None:
    def damage(name: str, body: bytes) -> bytes:
        if not name.endswith(("sheet2.xml", "sharedStrings.xml", "styles.xml", "workbook.xml")):
            return body
        start = data.draw(st.integers(0, len(body) - 1))
        return body[:start] + data.draw(st.binary(max_size=8)) + body[start + 3 :]

    made = exported.rewritten(GOOD, damage)
    try:
        found = read_workbook(Archive(made))
    except SmdeskError as problem:
        found = None
        code = problem.code
    assert found is not None or code.startswith("intake.")


def test_a_workbook_without_its_parts_is_damaged(tmp_path: Path) -> None:
    types = hostile.TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
    found = read(tmp_path, hostile.zipped({"[Content_Types].xml": types}))
    assert [one.code for one in found.problems] == ["intake.xml-damaged"]


def test_a_format_that_shows_something_else_is_named_behind_the_number() -> None:
    assert shown_number("12345678", "0!.0,") == "12345678（0!.0,）"
    assert shown_number("1.5", "# ?/?") == "1.5（# ?/?）"


def test_hidden_columns_and_rows_are_not_seen() -> None:
    book = Workbook()
    sheet = book.active
    for row in range(1, 4):
        for column in range(1, 4):
            sheet.cell(row, column, f"{row}{column}")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    table = read_workbook(Archive(saved(book))).tables[0]
    assert [one.text for one in table.cells] == ["11", "", "13", "21", "", "23", "", "", ""]
    assert table.cells[1].hidden


def test_a_formula_that_was_never_reckoned_is_told_and_not_blank() -> None:
    book = Workbook()
    book.active["A1"] = "合计"
    book.active["B1"] = "=1+1"
    table = read_workbook(Archive(saved(book))).tables[0]
    assert [one.text for one in table.cells] == ["合计", "=1+1"]
