"""What a person takes to a notice's website: fill-in sheet, 说明材料 ready to upload, 汇总表."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files, write_together
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, Pack, Website
from smdesk.notices.text import word_count
from smdesk.packet.build import build_packet
from smdesk.packet.sheets import breadth, cell_at, put_text, to_bytes
from smdesk.packet.tree import Packet, Part
from smdesk.service.export import Written, applicant_of, file_stem, make_folder
from smdesk.service.webfill import WebRow, web_rows

UploadKind = Literal["docx", "pdf"]
_MEGABYTE = 1024 * 1024
_THIN = Side(style="thin", color="B8BEC8")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TINT = PatternFill("solid", fgColor="F0F3F7")
_COLUMNS = (("已填", 6), ("栏目", 34), ("填报值", 46), ("单位", 9))
_LINE = 16.0
"""Points of a line; Excel keeps 409 at most."""


@dataclass(frozen=True)
class Prepared:
    """What was written for a website, and what is to be known of it before it is uploaded."""

    files: tuple[Written, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what was prepared as plain JSON values."""
        return {
            "files": [one.as_json() for one in self.files],
            "problems": [
                {"code": one.code, "level": one.level, "message": one.message}
                for one in self.problems
            ],
        }


def website_of(pack: Pack) -> Website:
    """Return the notice's website; raises `SmdeskError` ``webfill.none`` where it has none."""
    website = pack.notice.delivery.website
    if website is None:
        raise SmdeskError("webfill.none", notice=pack.notice.short)
    return website


def prepare_website(
    pack: Pack, form: Form, declaration: Declaration, files: Files, out: Path, *, stem: str = ""
) -> Prepared:
    """Write everything for the notice's website to the folder ``out``.

    Raises `SmdeskError` ``webfill.none`` without a website, and where a file cannot be written.
    """
    website = website_of(pack)
    applicant = applicant_of(pack, form, declaration.values)
    name = stem or file_stem(form, applicant, draft=False)
    made = [
        ("xlsx", "网上填报单", f"{name}_网上填报单.xlsx", fill_in_sheet(pack, form, declaration))
    ]
    uploads = upload_files(pack, form, declaration, files)
    for kind, body in uploads.items():
        title = f"说明材料（{'Word' if kind == 'docx' else 'PDF'}）"
        made.append((kind, title, f"{name}_说明材料.{kind}", body))
    if pack.summary is not None and any(one.form == form.id for one in pack.summary.part):
        from smdesk.packet.summary import write_summary

        body = write_summary(pack, {form.id: [dict(form.fixed) | declaration.values]})
        made.append(("xlsx", "汇总表", f"{name}_汇总表.xlsx", body))
    make_folder(out)
    write_together((out / file, body) for _, _, file, body in made)
    sizes = {kind: len(body) for kind, body in uploads.items()}
    written = tuple(Written(kind, title, out / file, len(body)) for kind, title, file, body in made)
    return Prepared(written, upload_check(website, form, declaration, sizes))


def upload_files(
    pack: Pack, form: Form, declaration: Declaration, files: Files
) -> dict[UploadKind, bytes]:
    """Return the 说明材料 alone in each kind that the website takes: no table, no marks, no data."""
    packet = narrative_packet(pack, form, declaration, files)
    made: dict[UploadKind, bytes] = {}
    for kind in website_of(pack).kinds or ("docx", "pdf"):
        if kind == "docx":
            from smdesk.packet.docx import write_docx

            made[kind] = write_docx(packet, files)
        else:
            from smdesk.packet.pdf import write_pdf

            made[kind] = write_pdf(packet, files)
    return made


def narrative_packet(pack: Pack, form: Form, declaration: Declaration, files: Files) -> Packet:
    """Return the packet of the narrative alone, without seal, draft mark and payload."""
    whole = build_packet(pack, form, declaration, draft=True, files=files)
    parts: tuple[Part, ...] = tuple(one for one in whole.parts if one.kind == "narrative")
    return replace(
        whole, title=form.outline.title, parts=parts, draft=False, payload=None, digest=None
    )


def upload_check(
    website: Website, form: Form, declaration: Declaration, sizes: dict[UploadKind, int]
) -> tuple[Problem, ...]:
    """Return what is to be said of the 说明材料: its 字数 against the limit, its size."""
    count, limit = word_count(declaration.narrative.text), form.outline.limit
    told: list[Problem] = []
    if not count:
        told.append(Problem("webfill.narrative-empty", "check"))
    elif limit is None:
        told.append(Problem("webfill.count", "hint", {"count": count}))
    elif count > limit:
        over = {"count": count, "limit": limit, "over": count - limit}
        told.append(Problem("webfill.count-over", "error", over))
    else:
        told.append(Problem("webfill.count-within", "hint", {"count": count, "limit": limit}))
    for kind, size in sizes.items():
        told.append(_size(website, kind, size))
    return tuple(told)


def _size(website: Website, kind: UploadKind, size: int) -> Problem:
    shown = {"kind": "Word" if kind == "docx" else "PDF", "size": _size_text(size)}
    if website.most_mb is None:
        return Problem("webfill.size", "hint", shown)
    most = shown | {"most": f"{website.most_mb:g}"}
    over = size > website.most_mb * _MEGABYTE
    return Problem("webfill.size-over" if over else "webfill.size-within",
                   "error" if over else "hint", most)  # fmt: skip


def _size_text(size: int) -> str:
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / _MEGABYTE:.1f} MB"


def fill_in_sheet(pack: Pack, form: Form, declaration: Declaration) -> bytes:
    """Return the fill-in sheet as xlsx: each value in a cell of text, in the order of the form."""
    website = website_of(pack)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "网上填报单"
    told = f"{website.name}　{website.address}".strip()
    head = [
        (f"{form.title}　网上填报单", Font(name="宋体", size=16, bold=True), 30.0),
        (applicant_of(pack, form, declaration.values), Font(name="仿宋", size=12), 20.0),
        (told, Font(name="仿宋", size=10.5), 18.0),
        (f"填写：{website.typed}　上传：{website.uploaded}", Font(name="仿宋", size=10.5), 32.0),
    ]
    for row, (text, font, height) in enumerate(head, 1):
        _line(sheet, row, text, font, height)
    _table(sheet, len(head) + 1, web_rows(form, declaration))
    sheet.print_title_rows = f"{len(head) + 1}:{len(head) + 1}"
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7, footer=0.35)
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "第 &P 页，共 &N 页"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return to_bytes(book, f"{form.title}网上填报单")


def _line(sheet: Worksheet, row: int, text: str, font: Font, height: float) -> None:
    cell = cell_at(sheet, row, 1)
    put_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_COLUMNS))
    sheet.row_dimensions[row].height = height


def _table(sheet: Worksheet, top: int, rows: tuple[WebRow, ...]) -> None:
    for column, (label, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions["ABCD"[column - 1]].width = width
        _cell(sheet, top, column, label, bold=True)
    at, section = top, ""
    for one in rows:
        if one.section != section:
            at, section = at + 1, one.section
            _line(sheet, at, section, Font(name="黑体", size=12), 24)
            for column in range(1, len(_COLUMNS) + 1):
                sheet.cell(at, column).fill = _TINT
                sheet.cell(at, column).border = _BORDER
        at += 1
        text = f"勾选：{one.text}" if one.kind == "tick" else one.text
        for column, shown in enumerate(("□", one.label, text, one.unit), 1):
            _cell(sheet, at, column, shown)
        sheet.row_dimensions[at].height = _height(one.label, text)
    sheet.freeze_panes = f"A{top + 1}"


def _height(label: str, text: str) -> float:
    """Return the height that the taller of two wrapped cells needs."""
    lines = (
        sum(1 + max(0, breadth(part) - 1) // (int(width) - 3) for part in shown.split("\n"))
        for shown, width in ((label, _COLUMNS[1][1]), (text, _COLUMNS[2][1]))
    )
    return min(409.0, max(lines) * _LINE + 5)


def _cell(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False) -> None:
    cell = cell_at(sheet, row, column)
    put_text(cell, text)
    cell.border = _BORDER
    cell.font = Font(name="仿宋", size=11, bold=bold)
    across = "center" if bold or column in {1, 4} else "left"
    cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
