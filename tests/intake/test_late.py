"""What is read only when it is asked for: the narrative of a file, tables of a body, styles."""

from __future__ import annotations

import copy
import pickle
import struct
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO

import exported
import hostile
import pytest
from exported import FORMS
from lxml import etree

from smdesk.errors import SmdeskError
from smdesk.intake.limits import LIMITS
from smdesk.intake.narrative import read_narrative
from smdesk.intake.read import read_bytes
from smdesk.intake.submission import Submission, summarize
from smdesk.intake.word import read_tables
from smdesk.intake.word.late import LateTable
from smdesk.intake.wordfile import WordFile
from smdesk.intake.zipped import Archive
from smdesk.notices.loader import find_form

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LATE = {"narrative", "problems", "declaration"}


@cache
def plain(form_id: str = FORMS[0]) -> bytes:
    """Return a sample's Word file without the data it carries."""
    data = exported.word_file(form_id)
    return exported.rewritten(
        data, lambda name, body: None if name.startswith("customXml/") else body
    )


def found() -> Submission:
    return read_bytes(plain(), "收到.docx")


def test_the_narrative_waits_until_it_is_asked_for_and_is_the_files_own() -> None:
    one = found()
    assert not LATE & vars(one).keys()
    _, form = find_form(FORMS[0])
    wanted = read_narrative(plain(), form, part_only=True).narrative
    assert one.declaration is not None
    assert one.declaration.narrative == wanted
    assert one.narrative == summarize(wanted)
    assert vars(one).keys() >= LATE
    assert "_rest" not in vars(one), "the received bytes are still held"


@pytest.mark.parametrize(
    "through", [lambda one: pickle.loads(pickle.dumps(one)), copy.copy, replace]
)
def test_a_copy_holds_all_that_the_file_says(through) -> None:
    one = found()
    other = through(one)
    assert vars(other).keys() >= LATE
    assert "_rest" not in vars(other)
    assert other == one == found()


def test_what_a_submission_does_not_have_is_missed() -> None:
    with pytest.raises(AttributeError):
        _ = found().narratives  # type: ignore[attr-defined]


def _broken(data: bytes, part: str) -> bytes:
    """Return a zip with one byte changed in the packed bytes of the first member so named."""
    with zipfile.ZipFile(BytesIO(data)) as opened:
        info = next(one for one in opened.infolist() if part in one.filename)
    name, extra = struct.unpack("<HH", data[info.header_offset + 26 : info.header_offset + 30])
    at = info.header_offset + 30 + name + extra + info.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize("part", ["media/image-", "word/styles.xml"])
def test_a_file_whose_narrative_cannot_be_read_is_refused_at_once(part: str) -> None:
    one = read_bytes(_broken(plain(), part), "收到.docx")
    assert one.status == "refused"
    assert [problem.code for problem in one.problems] == ["intake.zip-damaged"]
    assert one.values == ()


# ---- tables ----


def _body(xml: str) -> etree._Element:
    return etree.fromstring(f'<w:body xmlns:w="{W}">{xml}</w:body>')


def _table(*rows: str) -> str:
    cells = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc></w:tr>" for one in rows
    )
    return f'<w:tbl><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>{cells}</w:tbl>'


def test_rows_are_counted_without_the_cells_being_read() -> None:
    gone = "<w:tr><w:trPr><w:del/></w:trPr></w:tr>"
    wrapped = f"<w:sdt><w:sdtContent>{'<w:tr/>' * 2}</w:sdtContent></w:sdt>"
    for inside, count in (("<w:tr/>" * 3, 3), (f"<w:tr/>{gone}", 1), (f"<w:tr/>{wrapped}", 3)):
        table = read_tables(_body(f"<w:tbl>{inside}</w:tbl>"))[0]
        assert isinstance(table, LateTable)
        assert table.row_count == count
        assert "_table" not in vars(table)
        assert table.in_full().row_count == count


def test_lines_before_a_table_are_those_since_the_table_above() -> None:
    lines = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in "一二 三四五六七八九十")
    first, second = read_tables(_body(_table("甲") + lines + _table("乙")))
    assert first.before == ()
    assert second.before == tuple("三四五六七八九十")
    assert isinstance(second, LateTable)
    assert next(second.upwards()) == "十"
    assert pickle.loads(pickle.dumps(second)) == second


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="201"/></w:tcPr><w:p/></w:tc></w:tr>', "align.span-too-wide"),
        ("<w:tr><w:tc><w:p/></w:tc></w:tr>" * 20_001, "align.too-many-rows"),
    ],
)  # fmt: skip
def test_limits_of_tables_hold_before_any_cell_is_asked_for(table: str, code: str) -> None:
    grid = '<w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
    with pytest.raises(SmdeskError) as problem:
        read_tables(_body(f"<w:tbl>{grid}{table}</w:tbl>"))
    assert problem.value.code == code


# ---- the zip and its parts ----


def test_a_directory_of_many_entries_is_refused_however_it_ends() -> None:
    limits = replace(LIMITS, members=1)
    many = hostile.zipped({f"{number}.xml": "" for number in range(30)})
    for data in (many, many[:-2] + b"\x01\x00x"):  # with a comment the length is not believed
        with pytest.raises(SmdeskError) as problem:
            Archive(data, limits)
        assert problem.value.code == "intake.zip-members"


def test_a_member_is_checked_as_it_would_be_read() -> None:
    data = hostile.zipped({"a.bin": b"12345", "b.bin": b"1" * 500}, stored=("a.bin",))
    archive = Archive(data)
    assert [archive.check(name) for name in archive.names] == [5, 500]
    for name in ("a.bin", "b.bin"):
        broken = Archive(_broken(data, name))
        for way in (broken.read, broken.check):
            with pytest.raises(SmdeskError) as problem:
                way(name)
            assert problem.value.code == "intake.zip-damaged"


def test_styles_are_worked_out_by_name() -> None:
    styles = WordFile(plain()).styles
    assert set(styles) == {*styles.keys()}
    assert len(styles) == len(list(styles)) > 5
    assert styles.get("没有") is None
    assert all(styles[name] is styles[name] for name in styles)
