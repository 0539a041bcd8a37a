"""Where doubtful values stand: the rows around them, in forms filled in by hand."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import exported
import openpyxl
import pytest
import strangers
from desk_files import misbehave
from strangers import FIRM, official, run, table, word

from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex
from smdesk.intake.submission import SURE
from smdesk.service.desk.convert import Converter, find_libreoffice
from smdesk.service.desk.findings import doubtful
from smdesk.service.desk.intake import intake
from smdesk.service.desk.region import Region
from smdesk.service.desk.regions import Asked, RegionFinder, Regions, look
from smdesk.service.desk.worker import Setup
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Place, Version

sys.path.insert(0, str(Path(__file__).parents[2] / "intake"))
from received import FORMS, made, word_file

from smdesk.intake.read import read_bytes

Put = Callable[..., Path]
FORM = "zhejiang-2020/enterprise"
PARTED = FIRM | {"finance.revenue[2018]": "3 018 5"}


def filled(values: dict[str, str] = PARTED, boxes: tuple[str, ...] = strangers.TICKED) -> bytes:
    """Return a Word file typed by a stranger, one amount in pieces."""
    return word(strangers.TITLE, table(official(values, boxes)))


def asked(path: Path, data: bytes, **values: str) -> Regions:
    path.write_bytes(data)
    texts = tuple((place.replace("__", "."), text) for place, text in values.items())
    return look(Asked(path, Place(path.name, len(data), 0), form=FORM, values=texts), path.parent)


def one(path: Path, data: bytes, place: str, text: str = "") -> Region | None:
    path.write_bytes(data)
    task = Asked(path, Place(path.name, len(data), 0), form=FORM, values=((place, text),))
    return look(task, path.parent).found.get(place)


def marked(region: Region) -> list[str]:
    return [cell.text for cell in region.cells if cell.role == "value"]


@pytest.fixture
def finder(desk: Desk) -> Iterator[RegionFinder]:
    made = RegionFinder(desk.blobs)
    yield made
    made.stop()


def received(desk: Desk, path: Path) -> Version:
    (receipt,) = intake(desk, [path], workers=1).receipts
    assert receipt.case is not None, receipt.problems
    return desk.case(receipt.case).versions[-1]


def test_a_doubtful_value_of_a_received_file_is_found_where_it_stands(
    desk: Desk, put: Put, finder: RegionFinder
) -> None:
    version = received(desk, put("手填.docx", filled()))
    doubts = doubtful(desk, version.id)
    assert "finance.revenue[2018]" in [each.address for each in doubts]
    values = {each.address: each.text for each in doubts}
    told = finder.find(version, FORM, values)
    assert told.now == {}
    region = told.found["finance.revenue[2018]"]
    assert marked(region) == ["3 018 5"]
    shown = {cell.text: cell.role for cell in region.cells}
    assert shown["营业收入（万元）"] == "label"
    assert shown["2018 年"] == "label"
    assert (region.kind, region.table) == ("table", 1)
    assert region.of > 10
    assert len(region.rows) < 10


def test_the_year_heads_are_shown_however_far_above(tmp_path: Path) -> None:
    region = one(
        tmp_path / "a.docx", filled(), "finance.rd_ratio[2017]", FIRM["finance.rd_ratio[2017]"]
    )
    assert region is not None
    assert "2017 年" in [cell.text for cell in region.cells]
    gaps = [below - above for above, below in zip(region.rows, region.rows[1:], strict=False)]
    assert max(gaps) > 1


def test_cells_lie_within_what_is_shown_and_do_not_overlap(tmp_path: Path) -> None:
    for place in ("org.name", "staff.total", "patents.utility[2019]", "declare.modes"):
        region = one(tmp_path / "a.docx", filled(), place)
        assert region is not None, place
        taken: set[tuple[int, int]] = set()
        for cell in region.cells:
            own = {
                (row, column)
                for row in range(cell.row, cell.row + cell.rows)
                for column in range(cell.column, cell.column + cell.columns)
            }
            assert not own & taken
            taken |= own
        width = len(region.edges) - 1
        assert {at for _, at in taken} <= set(range(width))
        assert {at for at, _ in taken} <= set(range(len(region.rows)))
        assert marked(region)


def test_a_choice_in_several_cells_marks_each_of_them(tmp_path: Path) -> None:
    region = one(tmp_path / "a.docx", filled(), "declare.modes")
    assert region is not None
    assert marked(region) == list(strangers.TICKED)


def test_struck_and_hidden_text_is_told_apart(tmp_path: Path) -> None:
    mixed = strangers.Raw(
        run("旧名称", "<w:strike/>") + run("密", "<w:vanish/>") + run("新名称有限公司")
    )
    region = one(tmp_path / "a.docx", filled(FIRM | {"org.name": mixed}), "org.name")
    assert region is not None
    (cell,) = [cell for cell in region.cells if cell.role == "value"]
    told = [(piece.text, piece.struck, piece.hidden) for piece in cell.lines[0]]
    assert told == [("旧名称", True, False), ("密", False, True), ("新名称有限公司", False, False)]
    assert cell.text == "旧名称新名称有限公司"


def test_a_line_before_the_table_is_shown_as_a_line(tmp_path: Path) -> None:
    lines = ("申报单位：杭州启明轴承有限公司", "联系人：林岚", "申报日期：2020年5月8日")
    data = word(*lines, strangers.TITLE, table(official(FIRM)))
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    covers = [
        value.address
        for value in read_bytes(data, "a.docx").values
        if value.address.startswith("cover.") and value.text
    ]
    assert covers
    region = one(path, data, covers[0])
    assert region is not None
    assert region.kind == "lines"
    assert marked(region)[0] in lines


def test_what_is_read_otherwise_today_is_said(tmp_path: Path) -> None:
    told = asked(tmp_path / "a.docx", filled(), org__name="另一家公司")
    assert told.now == {"org.name": FIRM["org.name"]}
    assert "org.name" in told.found


def test_a_value_that_is_not_in_the_file_has_no_region(tmp_path: Path) -> None:
    rows = [row for row in official(FIRM) if row[0] != "注册地址"]
    data = word(strangers.TITLE, table(rows))
    assert one(tmp_path / "a.docx", data, "org.registered_address") is None
    assert one(tmp_path / "a.docx", data, "org.name") is not None


def test_another_form_than_was_read_has_no_regions(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(filled())
    task = Asked(
        path, Place("a.docx", 1, 0), form="zhejiang-2020/platform", values=(("org.name", ""),)
    )
    assert look(task, tmp_path) == Regions()


def test_a_workbook_typed_by_hand_is_shown_as_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    row_at = 1
    below: dict[int, int] = {}
    for row in official(FIRM):
        column = 1
        for cell in row:
            text, wide, tall = (cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3]
            while below.get(column, 0) >= row_at:
                column += 1
            sheet.cell(row_at, column, str(text))
            if wide > 1 or tall > 1:
                sheet.merge_cells(
                    start_row=row_at, end_row=row_at + tall - 1,
                    start_column=column, end_column=column + wide - 1,
                )  # fmt: skip
            for at in range(column, column + wide):
                below[at] = row_at + tall - 1
            column += wide
        row_at += 1
    path = tmp_path / "a.xlsx"
    book.save(path)
    region = one(path, path.read_bytes(), "org.legal_person", FIRM["org.legal_person"])
    assert region is not None
    assert region.kind == "sheet"
    assert marked(region) == [FIRM["org.legal_person"]]
    assert region.edges[-1] <= 9000


@pytest.mark.parametrize("form", FORMS[::4])
def test_the_marked_cells_hold_what_was_read(form: str, tmp_path: Path) -> None:
    """Each value that is read from the page is marked where its text stands."""
    data = word_file(made(form, [], 3))
    told = read_bytes(data, "收到.docx")
    assert told.declaration is not None
    values = {each.address: each.text for each in told.values if each.source == "table"}
    path = tmp_path / "收到.docx"
    path.write_bytes(data)
    task = Asked(
        path, Place(path.name, 1, 0), form=told.declaration.form, values=tuple(values.items())
    )
    found = look(task, tmp_path)
    assert found.now == {}
    sure = [each for each in told.values if each.source == "table" and each.confidence >= SURE]
    for each in sure:
        region = found.found[each.address]
        assert len(region.rows) <= 16
        words = re.findall(r"[\u4e00-\u9fff]{2,}", each.text)
        assert all(one in re.sub(r"\s", "", region.text) for one in words), each.address


def test_a_package_has_no_table_to_show(desk: Desk, put: Put, finder: RegionFinder) -> None:
    version = received(desk, put("手填.docx", filled()))
    with pytest.raises(SmdeskError) as fault:
        finder.find(replace(version, kind="smdx"), FORM, {})
    assert fault.value.code == "desk.original-no-table"


def test_a_file_that_is_gone_is_told(desk: Desk, put: Put, finder: RegionFinder) -> None:
    version = received(desk, put("手填.docx", filled()))
    with pytest.raises(SmdeskError) as fault:
        finder.find(replace(version, sha256=sha256_hex(b"gone")), FORM, {})
    assert fault.value.code == "desk.original-missing"


def test_an_old_format_without_libreoffice_is_told(desk: Desk, put: Put) -> None:
    version = received(desk, put("手填.docx", filled()))
    finder = RegionFinder(desk.blobs, converter=lambda: None)
    with pytest.raises(SmdeskError) as fault:
        finder.find(replace(version, kind="doc"), FORM, {})
    finder.stop()
    assert fault.value.code == "desk.original-unconverted"


@pytest.mark.parametrize(
    ("name", "code", "seconds"),
    [("hang", "desk.read-timeout", 8.0), ("crash", "desk.read-crashed", 300.0),
     ("socket", "desk.read-failed", 300.0)],
)  # fmt: skip
def test_a_file_that_the_reader_does_not_survive_costs_its_picture_alone(
    desk: Desk, put: Put, tmp_path: Path, name: str, code: str, seconds: float
) -> None:
    version = received(desk, put("手填.docx", filled()))
    finder = RegionFinder(desk.blobs, seconds=seconds, setup=Setup(misbehave, tmp_path))
    try:
        with pytest.raises(SmdeskError) as fault:
            finder.find(replace(version, file=f"{name}.docx"), FORM, {"org.name": ""})
        assert fault.value.code == code
        told = finder.find(version, FORM, {"org.name": ""})
        assert told is not None
    finally:
        finder.stop()


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_an_old_doc_is_converted_again_for_its_picture(
    desk: Desk, put: Put, tmp_path: Path, finder: RegionFinder
) -> None:
    program = find_libreoffice()
    assert program is not None
    subprocess.run(
        [
            str(program), f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
            "--headless", "--convert-to", "doc", "--outdir", str(tmp_path / "old"),
            str(put("旧.docx", exported.word_file(FORM))),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    old = tmp_path / "old" / "旧.doc"
    (receipt,) = intake(desk, [old], workers=1, converter=Converter(program)).receipts
    assert receipt.case is not None, receipt.problems
    version = desk.case(receipt.case).versions[-1]
    assert version.kind == "doc"
    name = desk.reading(version.id).declaration.values["org.name"]
    told = finder.find(version, FORM, {"org.name": name})
    assert told.now == {}
    assert marked(told.found["org.name"]) == [name]


def test_after_its_end_a_finder_finds_nothing(desk: Desk, put: Put) -> None:
    version = received(desk, put("手填.docx", filled()))
    finder = RegionFinder(desk.blobs)
    finder.stop()
    assert finder.find(version, FORM, {"org.name": ""}) == Regions()
