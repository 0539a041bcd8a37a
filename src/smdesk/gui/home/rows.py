"""The list of drafts as Qt sees it: one row a draft, a column a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from smdesk.service.home_names import Names
    from smdesk.store.models import DraftRow, State

APPLICANT, NOTICE, STATE, PROGRESS, FINDINGS, SAVED = range(6)
HEADINGS = ("申报单位", "通知 · 类型", "状态", "进度", "待处理", "最近保存")
_TRASH_HEADINGS = (*HEADINGS[:SAVED], "移入时间")
ROW = Qt.ItemDataRole.UserRole
"""The role that gives the `Row` of an index."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: its word, its icon, the theme colour of that."""

    word: str
    icon: str
    role: str


STATES: dict[State, Look] = {
    "untouched": Look("未填", "circle-dashed", "text_muted"),
    "incomplete": Look("未填完", "circle-dot", "hint"),
    "errors": Look("有错误", "circle-x", "error"),
    "ready": Look("可导出", "circle-check", "done"),
    "exported": Look("已导出", "file-check", "done"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One draft as the list shows it; ``second`` is the draft's own name where it says more."""

    id: int
    name: str
    second: str
    title: str
    notice: str
    kind: str
    state: State
    progress: int
    errors: int
    checks: int
    moment: datetime

    @property
    def look(self) -> Look:
        """How its state is shown."""
        return STATES[self.state]


def row_of(draft: DraftRow, names: Names | None = None) -> Row:
    """Return what the list shows of a stored draft; ``names`` spare the reading of its notice."""
    notice, kind = (names or {}).get(draft.form) or _names(draft.form)
    summary = draft.summary
    name = summary.applicant or draft.title
    named = draft.title not in {name, kind} and not summary.words.endswith(draft.title)
    return Row(
        draft.id, name, draft.title if named and summary.applicant else "", draft.title,
        notice, kind, summary.state, summary.progress, summary.errors, summary.checks,
        draft.trashed or draft.saved,
    )  # fmt: skip


def moment_text(moment: datetime, now: datetime) -> str:
    """Return a moment in local time: ``14:03`` today, ``昨天 14:03``, else ``2020-09-23``."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = (today - local.date()).days
    if days == 0:
        return f"今天 {local:%H:%M}"
    return f"昨天 {local:%H:%M}" if days == 1 else f"{local:%Y-%m-%d}"


def findings_text(row: Row) -> str:
    """Return the counts of findings in words, empty where there are none."""
    parts = [f"{row.errors} 处错误"] if row.errors else []
    parts += [f"{row.checks} 处核实"] if row.checks else []
    return "，".join(parts)


class DraftModel(QAbstractTableModel):
    """Rows of drafts in the order of the store; ``now`` is the moment that times are told from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._now: datetime | None = None
        self._trash = False

    def show(self, rows: Sequence[Row], now: datetime, *, trash: bool = False) -> None:
        """Put other rows into the list."""
        if tuple(rows) == self.rows and trash == self._trash:
            self._now = now
            return
        self.beginResetModel()
        self.rows, self._now, self._trash = tuple(rows), now, trash
        self.endResetModel()

    def row_of(self, draft: int) -> int | None:
        """Return where a draft stands in the list, ``None`` if it does not."""
        return next((at for at, one in enumerate(self.rows) if one.id == draft), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_TRASH_HEADINGS if self._trash else HEADINGS)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == APPLICANT:
            return "\n".join(one for one in (row.name, row.second) if one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row) if index.column() == APPLICANT else None
        return None

    def _text(self, row: Row, column: int) -> str:
        match column:
            case 0:
                return row.name
            case 1:
                return " · ".join(one for one in (row.notice, row.kind) if one)
            case 2:
                return row.look.word
            case 3:
                return f"{row.progress} %"
            case 4:
                return findings_text(row)
            case _:
                return moment_text(row.moment, self._now or row.moment)

    def _spoken(self, row: Row) -> str:
        parts = [self._text(row, column) for column in range(len(HEADINGS))]
        parts.insert(1, row.second)
        return "，".join(one for one in parts if one)


def _names(form_id: str) -> tuple[str, str]:
    """Return the short names of a form's notice and type; the id where the notice is not at hand."""
    from smdesk.errors import SmdeskError
    from smdesk.notices.loader import find_form
    from smdesk.service.essentials import kind_name

    try:
        pack, form = find_form(form_id)
    except SmdeskError:
        return form_id, "本机没有这份通知"
    return pack.notice.short, kind_name(pack, form)
