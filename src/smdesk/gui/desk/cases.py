"""The table of cases as Qt sees it: ids in order, rows fetched as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from smdesk.gui.desk.changes import change_between
from smdesk.gui.desk.names import kind_text, mark_of
from smdesk.gui.home.rows import moment_text
from smdesk.store.desk.models import CaseRow

Fetch = Callable[[Sequence[int]], Sequence[CaseRow]]
"""Returns the rows of cases, in the order asked for."""
CASE = Qt.ItemDataRole.UserRole
"""The role that gives the `CaseRow` of an index, ``None`` where the case is gone."""
CHUNK = 64
"""Rows fetched at once: a screenful and a little."""
KEPT = 4096
"""Rows kept at hand."""

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the table, in order; the first stays in view."""

    APPLICANT = 0
    KIND = 1
    DISTRICT = 2
    STATE = 3
    FOUND = 4
    DOUBTS = 5
    VERSIONS = 6
    RANK = 7
    TOUCHED = 8


HEADINGS = (
    "申报单位", "通知 · 类型", "地区", "状态", "问题", "待确认", "版本", "排序", "最近变动",
)  # fmt: skip
WIDTHS = {
    Column.APPLICANT: 240, Column.KIND: 222, Column.DISTRICT: 100, Column.STATE: 96,
    Column.FOUND: 244, Column.DOUBTS: 70, Column.VERSIONS: 60, Column.RANK: 60,
    Column.TOUCHED: 120,
}  # fmt: skip
"""Pixels of each column at first."""
_NUMBERS = frozenset({Column.DOUBTS, Column.VERSIONS, Column.RANK})


class CaseModel(QAbstractTableModel):
    """Cases in an order; what is not in view is not fetched, so that tens of thousands are quick."""

    def __init__(
        self,
        fetch: Fetch,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch, self._clock = fetch, clock
        self.ids: list[int] = []
        self._places: dict[int, int] = {}
        self._rows: OrderedDict[int, CaseRow | None] = OrderedDict()

    def show(self, ids: Sequence[int]) -> None:
        """Show other cases."""
        self.beginResetModel()
        self.ids = list(ids)
        self._places = {case: at for at, case in enumerate(self.ids)}
        self._rows.clear()
        self.endResetModel()

    def change(self, ids: Sequence[int]) -> None:
        """Show other cases, most of them the same: what is chosen of those stays chosen."""
        change = change_between(self.ids, ids)
        if not change.small:
            self.show(ids)
            return
        for at in change.out:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.ids[at]
            self.endRemoveRows()
        for first, last in change.runs:
            self.beginInsertRows(QModelIndex(), first, last)
            self.ids[first:first] = ids[first : last + 1]
            self.endInsertRows()
        self._places = {case: at for at, case in enumerate(self.ids)}
        self.forget()

    def forget(self) -> None:
        """Fetch rows anew: what they tell has changed."""
        self._rows.clear()
        if self.ids:
            last = self.index(len(self.ids) - 1, len(HEADINGS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place_of(self, case: int) -> int | None:
        """Return where a case stands, ``None`` if it is not shown."""
        return self._places.get(case)

    def row(self, at: int) -> CaseRow | None:
        """Return the row at a place."""
        case = self.ids[at]
        if case not in self._rows:
            self._read(at)
        self._rows.move_to_end(case)
        return self._rows[case]

    def _read(self, at: int) -> None:
        start = max(0, at - CHUNK // 4)
        wanted = self.ids[start : start + CHUNK]
        found = {one.id: one for one in self._fetch(wanted)}
        for case in wanted:
            self._rows[case] = found.get(case)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)

    # -- what Qt asks --------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED:
            return None
        row = self.row(index.row())
        if role == CASE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if row is None:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.APPLICANT:
            return self._spoken(row)
        text = self._text(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.APPLICANT:
            return "\n".join(one for one in (row.applicant, row.subject, row.code) if one)
        return text

    def _text(self, row: CaseRow, column: Column) -> str:
        match column:
            case Column.APPLICANT:
                return name_of(row)
            case Column.KIND:
                return kind_text(row.notice, row.form)
            case Column.DISTRICT:
                return row.district_told
            case Column.STATE:
                return mark_of(row.state).word
            case Column.FOUND:
                return found_text(row)
            case Column.DOUBTS:
                return str(row.doubts) if row.doubts else ""
            case Column.VERSIONS:
                return str(row.versions) if row.versions > 1 else ""
            case Column.RANK:
                return "" if row.rank is None else str(row.rank)
            case _:
                return moment_text(row.touched, self._clock())

    def _spoken(self, row: CaseRow) -> str:
        parts = [f"{HEADINGS[one]} {self._text(row, one)}" for one in Column]
        return "，".join(parts)


_ANSWERED = frozenset(
    {
        CASE, int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.TextAlignmentRole), int(Qt.ItemDataRole.AccessibleTextRole),
    }
)  # fmt: skip


def name_of(row: CaseRow) -> str:
    """Return who applies and, where it says more, with what."""
    name = row.applicant or "（未读出单位名称）"
    return f"{name}　{row.subject}" if row.subject and row.subject != row.applicant else name


def found_text(row: CaseRow) -> str:
    """Return the counts of findings in words."""
    counts = (("错误", row.errors), ("核实", row.checks), ("提示", row.hints))
    return "　".join(f"{word} {count}" for word, count in counts if count)


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
