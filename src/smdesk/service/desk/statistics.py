"""Figures of a batch: by type, mode, district, state and income, as a sheet with plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.address import parse
from smdesk.notices.choices import choices_of, short_label
from smdesk.notices.grid import all_fields
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.notices.models import FormField, Kind, Pack
from smdesk.notices.number import convert, parse_number
from smdesk.packet.sheets import cell_at, put_text, to_bytes
from smdesk.service.desk.facts import MODES, REVENUE
from smdesk.service.essentials import kind_name
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.districts import grouped
from smdesk.store.desk.models import CaseRow, Filter, State

_BANDS = (
    (Decimal(2000), "2000万元以下"), (Decimal(10_000), "2000万元至1亿元"),
    (Decimal(50_000), "1亿元至5亿元"), (Decimal(200_000), "5亿元至20亿元"), (None, "20亿元以上"),
)  # fmt: skip
UNKNOWN = "未读出"
_FEW = 10
"""Up to this many cases each has a mark on the axis."""


@dataclass(frozen=True)
class Chart:
    """One count: its title, and names with numbers in the order to be shown."""

    title: str
    bars: tuple[tuple[str, int], ...]
    note: str = ""


@dataclass(frozen=True)
class Statistics:
    """The figures of a notice's cases on a desk; ``cases`` in all."""

    notice: str
    cases: int
    charts: tuple[Chart, ...]


def statistics(desk: Desk, notice: str) -> Statistics:
    """Return the figures of a notice: every case counts once, of a several-mode case each mode."""
    pack = pack_at_hand(notice)
    rows = desk.cases(Filter(notice=notice), "id")
    briefs = desk.briefs([row.id for row in rows])
    types = Counter(row.form for row in rows)
    labels = _mode_labels(pack)
    modes = Counter(labels.get(mode, mode) for row in rows for mode in row.modes)
    asked = _asking_for_modes(pack)
    moded = [*modes.most_common()]
    without = sum(not row.modes and row.form in asked for row in rows)
    moded += [(UNKNOWN, without)] if without else []
    states = Counter(row.state for row in rows)
    bands = Counter(_band(pack, row, brief) for row, brief in zip(rows, briefs, strict=True))
    charts = (
        Chart(
            "按类别", tuple((kind_name(pack, one), types[one.id]) for one in pack.forms.values())
        ),
        Chart("按模式", tuple(moded), "选几种模式，各计一次"),
        Chart("按所在地", districts_told(rows), _derived_note(rows)),
        Chart("按状态", tuple((sentence(f"desk.state-{one.value}"), states[one]) for one in State)),
        Chart("按营业收入", _ordered(bands), "最近一年；未设此栏的类别不计"),
    )
    return Statistics(notice, len(rows), charts)


def _mode_fields(pack: Pack) -> Iterator[tuple[str, FormField]]:
    for form in pack.forms.values():
        for field in all_fields(pack.notice, form).values():
            if field.kind is Kind.CHOICE and (field.concept or field.address) == MODES:
                yield form.id, field


def _asking_for_modes(pack: Pack) -> frozenset[str]:
    return frozenset(form for form, _ in _mode_fields(pack))


def _mode_labels(pack: Pack) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, field in _mode_fields(pack):
        for one in choices_of(field):
            found.setdefault(one.id, short_label(one))
    return found


def districts_told(rows: Iterable[CaseRow]) -> tuple[tuple[str, int], ...]:
    """Count by district, the most first; counties of one name in two cities are two."""
    found = grouped(Counter((row.district, row.district_name) for row in rows)).values()
    told = [(one.name or UNKNOWN, one.cases) for one in found]
    return tuple(sorted(told, key=lambda one: -one[1]))


def _derived_note(rows: Iterable[CaseRow]) -> str:
    derived = sum(row.derived for row in rows)
    return f"{derived} 份未写明地址，按信用代码的登记地计" if derived else ""


def _band(pack: Pack, row: CaseRow, brief: Mapping[str, str]) -> str | None:
    """Return the income band of a case, ``None`` for a form that does not ask for it."""
    form = pack.forms.get(row.form)
    if form is None:
        return UNKNOWN
    fields = all_fields(pack.notice, form)
    asked = {one.address: one for one in fields.values() if (one.concept or one.address) == REVENUE}
    if not asked:
        return None
    told = [(parse(place), text) for place, text in brief.items() if parse(place).field in asked]
    for address, text in sorted(told, key=lambda one: -(one[0].year or 0)):
        value = in_wan(asked[address.field], text)
        if value is not None:
            return next(name for most, name in _BANDS if most is None or value < most)
    return UNKNOWN


def in_wan(field: FormField, text: str) -> Decimal | None:
    """Return an amount in 万元, ``None`` where it cannot be read or has another unit."""
    parsed = parse_number(text, negative=True)
    if parsed is None:
        return None
    return convert(parsed[0], parsed[1] or field.unit or "万元", "万元")


def _ordered(bands: Counter[str | None]) -> tuple[tuple[str, int], ...]:
    names = [name for _, name in _BANDS]
    names += [UNKNOWN] if bands[UNKNOWN] else []
    return tuple((name, bands[name]) for name in names)


_SCALE, _ROWS, _PLOT = 60, 74, 17
"""Percent at which table and plot are as wide as A4; rows of a page then; rows beside a plot."""


def statistics_sheet(told: Statistics) -> bytes:
    """Return the figures as xlsx, each count a table with a bar chart beside it."""
    pack = pack_at_hand(told.notice)
    if not told.cases:
        raise SmdeskError("desk.nobody-listed", notice=pack.notice.short)
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet: Worksheet = book.create_sheet("统计")
    for letter, width in (("A", 36), ("B", 9), ("C", 2)):
        sheet.column_dimensions[letter].width = width
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_setup.paperSize, sheet.page_setup.scale = 9, _SCALE
    put_text(cell_at(sheet, 1, 1), f"{pack.notice.short}　共 {told.cases} 份申报")
    sheet.cell(1, 1).font = Font(name="黑体", size=14)
    at, page = 3, 1
    for chart in told.charts:
        end = max(at + 4 + len(chart.bars), at + _PLOT)
        if end - page >= _ROWS and at > page + 2:  # a table and its plot stay on one page
            sheet.row_breaks.append(Break(id=at - 1))
            page = at
        put_text(cell_at(sheet, at, 1), chart.title + (f"（{chart.note}）" if chart.note else ""))
        sheet.cell(at, 1).font = Font(name="黑体", size=12)
        put_text(cell_at(sheet, at + 1, 1), "名称")
        put_text(cell_at(sheet, at + 1, 2), "份数")
        for column in (1, 2):
            sheet.cell(at + 1, column).font = Font(bold=True)
        sheet.cell(at + 1, 2).alignment = Alignment(horizontal="right")
        for line, (name, number) in enumerate(chart.bars, at + 2):
            put_text(cell_at(sheet, line, 1), name)
            sheet.cell(line, 2, number)
        last = at + 1 + len(chart.bars)
        if chart.bars:
            sheet.add_chart(_plot(sheet, chart, at, last), f"D{at + 1}")
        at = end + 1
    return to_bytes(book, "统计")


def _plot(sheet: Worksheet, chart: Chart, at: int, last: int) -> BarChart:
    plot = BarChart()
    plot.type, plot.title, plot.legend = "bar", chart.title, None
    plot.height, plot.width = max(8, 2 + min(last - at - 1, 20) / 2), 16
    plot.gapWidth = 60
    plot.x_axis.scaling.orientation = "maxMin"
    plot.x_axis.tickLblSkip = 1
    plot.x_axis.delete = plot.y_axis.delete = False
    plot.y_axis.majorGridlines = None
    plot.y_axis.number_format = "0"
    plot.y_axis.scaling.min = 0  # else a program begins the bars where it likes
    if max((number for _, number in chart.bars), default=0) <= _FEW:
        plot.y_axis.majorUnit = 1  # else half a case has a mark of its own
    shown = min(last, at + 21)  # a plot of more than twenty bars cannot be read
    plot.add_data(Reference(sheet, min_col=2, min_row=at + 2, max_row=shown))
    plot.set_categories(Reference(sheet, min_col=1, min_row=at + 2, max_row=shown))
    return plot


def rows_of(told: Statistics) -> Sequence[tuple[str, str, int]]:
    """Return every figure as chart, name and number."""
    return [(chart.title, name, number) for chart in told.charts for name, number in chart.bars]
