"""The 汇总表 as the notice prints it: its parts, columns and head line, one row an applicant.

The look (faces, borders, widths) is made once with openpyxl; the rows are written straight as
SpreadsheetML with the style numbers of that look, so that tens of thousands cost little.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from smdesk.errors import SmdeskError
from smdesk.notices.choices import choices_of, short_label
from smdesk.notices.grid import all_fields
from smdesk.notices.models import FormField, Kind, Pack, Summary, SummaryColumn, SummaryPart
from smdesk.notices.typed import read
from smdesk.packet.sheets import breadth, to_bytes
from smdesk.packet.summary_columns import rooms, sheet_widths, spread
from smdesk.packet.summary_head import head_lines
from smdesk.packet.summary_xml import SheetRows

RANK = "rank"
"""The source of a column that counts the rows of its part."""

_SIDE = Side(style="thin")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_TEXT_WIDTH = 84.0
"""Column widths together, in half-width characters: what A4 takes upright."""
_LANDSCAPE = 1.4
_HEAD_ROOM = 70
"""Half-width characters of the head's 12 points over those columns, which are counted in 11."""

_LEVEL = 3
"""Deflate level: past 3 a large sheet takes twice the time for some percent."""


@dataclass(frozen=True)
class Head:
    """What the head line and the blanks of the 汇总表 say; empty texts leave blanks to fill in."""

    texts: Mapping[str, str] = field(default_factory=dict)


def column_text(
    column: SummaryColumn,
    fields: Mapping[str, FormField],
    values: Mapping[str, str],
    rank: int,
) -> str:
    """Return what one column says of one applicant.

    A choice gives its ticked labels (only those named in ``only``, renamed by ``labels``, the text
    of 其它 in brackets); ``yes_if`` makes it 是 or 否; anything else is the value's text.
    """
    if column.source == RANK:
        return str(rank)
    if column.source is None:
        return ""
    asked = fields.get(column.source)
    text = values.get(column.source, "")
    if asked is None or asked.kind not in {Kind.CHOICE, Kind.YES_NO}:
        return text
    ticked = read(asked, text).value
    ids = ticked if isinstance(ticked, tuple) else ()
    if column.yes_if is not None:
        return ("是" if column.yes_if in ids else "否") if ids else ""
    return "、".join(_labels(column, asked, ids, values))


def _labels(
    column: SummaryColumn, asked: FormField, ids: Sequence[str], values: Mapping[str, str]
) -> Iterator[str]:
    for choice in choices_of(asked):
        if choice.id not in ids or (column.only and choice.id not in column.only):
            continue
        label = column.labels.get(choice.id, short_label(choice))
        note = values.get(choice.note, "") if choice.note else ""
        yield f"{label}（{note}）" if note else label


def part_rows(
    pack: Pack, part: SummaryPart, applicants: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one part in rank order, then blank numbered rows up to those printed."""
    yield from zip(*_columns(pack, part, applicants), strict=True)


def _columns(
    pack: Pack, part: SummaryPart, applicants: Sequence[Mapping[str, str]]
) -> list[list[str]]:
    """Return the rows of `part_rows` by column."""
    fields = all_fields(pack.notice, pack.forms[part.form])
    blank = [""] * max(0, part.rows - len(applicants))
    return [
        [str(rank) for rank in range(1, len(applicants) + len(blank) + 1)]
        if column.source == RANK
        else _column(column, fields, applicants) + blank
        for column in part.column
    ]


def _column(
    column: SummaryColumn,
    fields: Mapping[str, FormField],
    applicants: Sequence[Mapping[str, str]],
) -> list[str]:
    """Return what one column says of every applicant; a choice's texts are told once each."""
    source = column.source
    if source is None:
        return [""] * len(applicants)
    asked = fields.get(source)
    if asked is None or asked.kind not in {Kind.CHOICE, Kind.YES_NO}:
        return [values.get(source, "") for values in applicants]
    notes = tuple(one.note for one in choices_of(asked) if one.note)
    told: dict[tuple[str, ...], str] = {}
    found: list[str] = []
    for values in applicants:
        key = (values.get(source, ""), *[values.get(note, "") for note in notes])
        if key not in told:
            told[key] = column_text(column, fields, values, 0)
        found.append(told[key])
    return found


def write_summary(
    pack: Pack, applicants: Mapping[str, Sequence[Mapping[str, str]]], head: Head | None = None
) -> bytes:
    """Return the 汇总表 as xlsx; ``applicants`` are values by form in rank order.

    Raises `SmdeskError` ``sheets.summary-missing`` if the notice prints none,
    ``sheets.text-too-long`` for a text that no cell holds.
    """
    if pack.summary is None:
        raise SmdeskError("sheets.summary-missing", notice=pack.notice.short)
    summary = pack.summary
    width = max(len(part.column) for part in summary.part)
    look, styles = _look(summary, width)
    rows = SheetRows(styles)
    _write(rows, pack, summary, applicants, head or Head())
    return _splice(look, rows)


def _write(
    rows: SheetRows,
    pack: Pack,
    summary: Summary,
    applicants: Mapping[str, Sequence[Mapping[str, str]]],
    head: Head,
) -> None:
    widths = sheet_widths(summary, _TEXT_WIDTH * (_LANDSCAPE if summary.landscape else 1))
    width = len(widths)
    if summary.number:
        rows.head(summary.number, "number", 24, width)
    rows.head(summary.title, "title", 36, width)
    room = int(_HEAD_ROOM * (_LANDSCAPE if summary.landscape else 1))
    for told in head_lines(summary, head.texts, room):
        rows.head(told, "head", 26.0 * max(1, -(-breadth(told) // room)), width)
    for part in summary.part:
        rows.head(part.title, "part", 26, width)
        spans = spread(part, widths)
        rows.labels(spans, [one.label for one in part.column], "label", 34)
        columns = _columns(pack, part, applicants.get(part.form, ()))
        rows.table(spans, columns, "cell", rooms(spans, widths))


def _look(summary: Summary, width: int) -> tuple[bytes, dict[str, int]]:
    """Return an empty workbook with the look, and the style numbers by name."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总表"
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center")
    wrapped = Alignment(horizontal="left", vertical="center", wrap_text=True)
    looks = {
        "number": (Font(name="黑体", size=14), left, None),
        "title": (Font(name="宋体", size=18, bold=True), middle, None),
        "head": (Font(name="仿宋", size=12), wrapped, None),
        "part": (Font(name="黑体", size=12), left, None),
        "label": (Font(name="仿宋", size=12, bold=True), middle, _BORDER),
        "cell": (Font(name="仿宋", size=12), middle, _BORDER),
    }
    styles = {}
    for row, (name, (font, alignment, border)) in enumerate(looks.items(), 1):
        cell = sheet.cell(row, 1, "x")
        cell.font, cell.alignment, cell.number_format = font, alignment, "@"
        if border is not None:
            cell.border = border
        styles[name] = cell.style_id
    whole = _TEXT_WIDTH * (_LANDSCAPE if summary.landscape else 1)
    for index, wide in enumerate(sheet_widths(summary, whole), 1):
        sheet.column_dimensions[get_column_letter(index)].width = round(wide, 2)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if summary.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=max(2, width))
    return to_bytes(book, summary.title), styles


def _splice(look: bytes, rows: SheetRows) -> bytes:
    """Return the workbook of ``look`` with the rows of its one sheet replaced."""
    name = "xl/worksheets/sheet1.xml"
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(look)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for info in source.infolist():
            body = source.read(info)
            if info.filename == name:
                body = _sheet_xml(body.decode("utf-8"), rows).encode("utf-8")
            # A ZipInfo of its own takes no level from the archive.
            written.writestr(zipfile.ZipInfo(info.filename), body, zipfile.ZIP_DEFLATED, _LEVEL)
    return target.getvalue()


def _sheet_xml(xml: str, rows: SheetRows) -> str:
    before, _, rest = re.sub(r"<dimension[^>]*/>", "", xml).partition("<sheetData>")
    _, _, after = rest.partition("</sheetData>")
    _, _, tail = after.partition("</mergeCells>")
    merges = f"</sheetData><mergeCells>{''.join(rows.merges)}</mergeCells>"
    return "".join([before, "<sheetData>", *rows.rows, merges, tail])
