"""The 汇总表 of 20,000 applicants, and of one, beside the Excel writers of the field."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import xlsxwriter

from benchmarks.harness import Case
from smdesk.notices.loader import pack
from smdesk.packet.summary import part_rows, write_summary
from smdesk.service.samples import sample_values

WORK = "汇总表, 20,000 rows"
TARGET = "≤ 0.25 × XlsxWriter"
ROUNDS = 3
MANY = 20_000


def cases() -> list[Case]:
    """Return ours, XlsxWriter and openpyxl on the same rows, and the bare deflate as floor."""
    notice = pack("zhejiang-2020")
    assert notice.summary is not None
    part = notice.summary.part[0]
    values = sample_values("zhejiang-2020/enterprise")
    applicants = [values | _of(n, values) for n in range(MANY)]
    rows = list(part_rows(notice, part, applicants))
    body = _sheet_of(write_summary(notice, {"enterprise": applicants}))

    def ours() -> bytes:
        return write_summary(notice, {"enterprise": applicants})

    def by_xlsxwriter() -> bytes:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"constant_memory": False})
        sheet = book.add_worksheet()
        look = book.add_format({"border": 1, "align": "center", "text_wrap": True})
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, look)
        book.close()
        return stream.getvalue()

    def by_openpyxl() -> bytes:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def floor() -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            target.writestr("xl/worksheets/sheet1.xml", body)
        return stream.getvalue()

    return [
        Case("write_summary", "ours", ours),
        Case("XlsxWriter, bordered cells", "peer", by_xlsxwriter),
        Case("openpyxl write_only, no look", "peer", by_openpyxl, rounds=1),
        Case("deflate of the same sheet", "floor", floor),
    ]


def _of(number: int, values: dict[str, str]) -> dict[str, str]:
    """Return what no two applicants share."""
    return {
        "org.name": f"{values['org.name']}{number}",
        "contact.name": f"{values['contact.name']}{number % 977}",
        "contact.phone": f"0571-{55550000 + number}",
        "contact.email": f"declare{number}@example.com",
    }


def _sheet_of(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as source:
        return source.read("xl/worksheets/sheet1.xml")
