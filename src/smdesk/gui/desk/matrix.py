"""Cases against findings: a column for each rule that found something, most frequent first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QWidget

from smdesk.errors import Level
from smdesk.gui.desk.delegate import RowDelegate
from smdesk.gui.desk.frozen import ROW, FrozenTable
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import LEVEL_ICONS, LEVEL_WORDS
from smdesk.service.desk.findings import Matrix, RuleColumn

_Index = QModelIndex | QPersistentModelIndex
MARK = Qt.ItemDataRole.UserRole + 1
"""The role that gives the level of a cell, ``""`` where nothing was found."""
_WIDTH, _LINES = 132, 3
_ABOVE, _BELOW, _LEFT, _RIGHT, _MARKED = 6, 6, 10, 6, 20
"""Room around a head in pixels, and the height of its mark and count."""


class MatrixModel(QAbstractTableModel):
    """Rows are cases in the order of the list, columns the rules; a cell is a mark or empty."""

    def __init__(self, name: Callable[[int], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.ids: list[int] = []
        self.rules: tuple[RuleColumn, ...] = ()
        self._marks: Mapping[int, Mapping[str, Level]] = {}

    def show(self, ids: Sequence[int], matrix: Matrix) -> None:
        """Show the matrix of some cases in the order of ``ids``."""
        self.beginResetModel()
        self.ids, self.rules, self._marks = list(ids), matrix.rules, matrix.marks
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rules) + 1

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "申报单位" if section == 0 else self.rules[section - 1].message
        if role == Qt.ItemDataRole.ToolTipRole and section > 0:
            one = self.rules[section - 1]
            return f"{LEVEL_WORDS[one.level]}　{one.cases} 份\n{one.message}"
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        case, column = self.ids[index.row()], index.column()
        if column == 0:
            return self._name(case) if role in _NAMED else None
        one = self.rules[column - 1]
        level = self._marks.get(case, {}).get(one.rule)
        if role == MARK:
            return level or ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._name(case)}，{LEVEL_WORDS[level] if level else '无'}，{one.message}"
        if role == Qt.ItemDataRole.ToolTipRole and level:
            return one.message
        return None


_NAMED = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
    }
)  # fmt: skip


class RuleHeader(QHeaderView):
    """Heads of several lines: level and count over what the rule says."""

    def __init__(self, view: FrozenTable, model: MatrixModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._matrix = model
        self.setSectionsClickable(True)
        self.setDefaultSectionSize(_WIDTH)

    def sizeHint(self) -> QSize:  # noqa: N802
        said = _LINES * QFontMetrics(theme().font("small")).lineSpacing()
        return QSize(super().sizeHint().width(), _ABOVE + _MARKED + said + _BELOW)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        colour = theme().colour
        painter.save()
        painter.fillRect(rect, colour.surface)
        painter.setPen(colour.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        place = rect.adjusted(_LEFT, _ABOVE, -_RIGHT, -_BELOW)
        if section == 0:
            painter.setFont(theme().font("text"))
            painter.setPen(colour.text_muted)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, "申报单位"
            )
        else:
            self._rule(painter, place, self._matrix.rules[section - 1])
        painter.restore()

    def _rule(self, painter: QPainter, place: QRect, one: RuleColumn) -> None:
        look = theme()
        ratio = painter.device().devicePixelRatioF()
        mark = pixmap(LEVEL_ICONS[one.level], 16, look.meaning(one.level), ratio)
        painter.drawPixmap(place.left(), place.top(), mark)
        painter.setFont(look.font("strong"))
        painter.setPen(look.colour.text)
        painter.drawText(place.adjusted(21, -1, 0, 0), Qt.AlignmentFlag.AlignLeft, str(one.cases))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour.text_muted)
        metrics = painter.fontMetrics()
        for number, line in enumerate(lines_of(one.message, painter.font(), place.width())):
            base = place.top() + _MARKED + number * metrics.lineSpacing() + metrics.ascent()
            painter.drawText(place.left(), base, line)


def lines_of(text: str, font: QFont, width: int) -> list[str]:
    """Return the first lines of a text as wide as a head; the last ends in … where more follows."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= _LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    lines = [text[a:b].rstrip() for a, b in zip(starts, ends, strict=True)]
    if len(lines) > _LINES:
        rest = text[starts[_LINES - 1] :]
        elide = Qt.TextElideMode.ElideRight
        lines[_LINES - 1 :] = [QFontMetrics(font).elidedText(rest, elide, width)]
    return lines


class MatrixDelegate(RowDelegate):
    """Draws the mark of a level in the middle of a cell."""

    def content(self, painter: QPainter, place: QRect, index: _Index) -> None:
        if index.column() == 0:
            super().content(painter, place, index)
            return
        level = index.data(MARK)
        if level:
            ratio = painter.device().devicePixelRatioF()
            mark = pixmap(LEVEL_ICONS[level], 16, theme().meaning(level), ratio)
            painter.drawPixmap(place.left(), place.top() + (ROW - 16) // 2, mark)


class MatrixTable(FrozenTable):
    """The matrix as a widget; ``rule_wanted(rule)`` when a head is clicked."""

    rule_wanted = Signal(str)

    def __init__(self, name: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__("问题矩阵", parent=parent)
        self.cases = MatrixModel(name, self)
        for view in (self, self.front):
            view.setHorizontalHeader(RuleHeader(self, self.cases))
            view.horizontalHeader().sectionClicked.connect(self._clicked)
        self._dress_front()
        self.setModel(self.cases)
        self.setItemDelegate(MatrixDelegate(self))

    def _clicked(self, section: int) -> None:
        if section > 0:
            self.rule_wanted.emit(self.cases.rules[section - 1].rule)
