"""What was found in a Word file beside the outline that it goes to, looked over before anything changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem
from smdesk.gui.theme.boxes import ChoiceBox
from smdesk.gui.theme.ending import ending
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.notices.declaration import Narrative
from smdesk.notices.models import Outline
from smdesk.service.narrative_edit import PREFACE
from smdesk.service.narrative_map import LEFT_OUT, STAYS, Piece, arranged, pieces, where

_ID = Qt.ItemDataRole.UserRole
_GOES = 2
"""The column that says where a piece goes."""
_BOX_HEIGHT, _ROW_HEIGHT = 32, 34
_WIDTH, _MOST_LOSSES = 960, 116


@dataclass(frozen=True)
class Review:
    """What is to be decided about an import; ``standing`` characters are there already."""

    file: str
    outline: Outline
    narrative: Narrative
    dropped: tuple[Problem, ...]
    standing: int


@dataclass(frozen=True)
class Taken:
    """What was decided: the narrative as it comes in, in the place of what stands or behind it."""

    narrative: Narrative
    append: bool = False


_SEEN = frozenset({"intake.narrative-headings"})
"""What the two lists show by themselves, and show mended as soon as it is."""


class Found(QTreeWidget):
    """The pieces of a file as a tree; each says in its box where it goes, and can be dragged there."""

    turned = Signal()

    def __init__(self, outline: Outline, found: Sequence[Piece]) -> None:
        super().__init__()
        self._outline, self._found = outline, found
        self.said: dict[int, str] = {}
        self.rows: list[QTreeWidgetItem] = []
        self.boxes: list[QComboBox] = []
        self.setAccessibleName("文件中的内容")
        self.ensurePolished()  # rows are measured as they are put in
        self.setColumnCount(3)
        self.setHeaderLabels(["文件中的内容", "字数", "归入"])
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(2, 208)
        for number, piece in enumerate(found):
            self._add(number, piece)
        self.expandAll()
        self.show_goes()

    def _add(self, number: int, piece: Piece) -> None:
        above = self.rows[piece.above] if piece.above is not None else self.invisibleRootItem()
        title = piece.title or "（标题之前的文字）"
        row = QTreeWidgetItem(above, ["", _content(piece), ""])
        row.setText(0, f"{title}\n{piece.first}" if piece.first else title)
        row.setToolTip(0, row.text(0))
        row.setData(0, _ID, number)
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        high = self.fontMetrics().lineSpacing() * (2 if piece.first else 1) + 12
        row.setSizeHint(0, QSize(0, max(_BOX_HEIGHT + 14, high)))
        self.rows.append(row)
        box = ChoiceBox()
        box.setAccessibleName(f"“{title}”归入")
        box.addItem("不导入", LEFT_OUT)
        follows = "随上一级" if piece.above is not None else "随上一段" if number else "提纲之前"
        box.insertItem(0, follows, STAYS)
        for item in self._outline.item:
            box.addItem("　" * (item.level - 1) + item.title, item.id)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setFixedHeight(_BOX_HEIGHT)
        box.activated.connect(
            lambda _, number=number, box=box: self.say([number], box.currentData())
        )
        self.boxes.append(box)
        holder = QWidget()
        inner = QVBoxLayout(holder)  # keeps the box in the middle of a row of two lines
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(box)
        holder.setFocusProxy(box)
        self.setItemWidget(row, _GOES, holder)

    @property
    def goes(self) -> tuple[str, ...]:
        """Where each piece goes."""
        return where(self._found, self.said)

    def say(self, numbers: Sequence[int], item: str) -> None:
        """Let pieces go to an item, stay below the one before them, or be left out."""
        for number in numbers:
            self.said[number] = item
        self.show_goes()
        self.turned.emit()

    def chosen(self) -> list[int]:
        """Return the pieces that are selected."""
        return [int(row.data(0, _ID)) for row in self.selectedItems()]

    def show_goes(self) -> None:
        """Show in each box where its piece goes; those left out are dim, those without a place told."""
        muted, check = theme().colour.text_muted, theme().colour.check
        titles = {one.id: one.title for one in self._outline.item}
        rows = zip(self._found, self.boxes, self.goes, strict=True)
        for number, (piece, box, goes) in enumerate(rows):
            said = self.said.get(number) or piece.item or STAYS
            box.setCurrentIndex(box.findData(said))
            follows = titles.get(goes, "不导入" if goes == LEFT_OUT else "提纲之前")
            box.setToolTip(f"归入：{follows}")
            row = self.rows[number]
            strange = piece.level == 1 and piece.item is None and number not in self.said
            lost = goes == PREFACE or (strange and goes != LEFT_OUT)
            for column in (0, 1):
                colour = check if lost else muted if goes == LEFT_OUT else theme().colour.text
                row.setForeground(column, colour)


class Outlined(QTreeWidget):
    """The notice's outline with what each heading gets; pieces are dropped on it."""

    dropped = Signal(str)

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self.setAccessibleName("通知的提纲")
        self.ensurePolished()
        self.setColumnCount(2)
        self.setHeaderLabels(["通知的提纲", "字数"])
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.rows: dict[str, QTreeWidgetItem] = {}
        for item in outline.item:
            self._add(item.id, "　" * (item.level - 1) + item.title, item.hint)
        self._add(LEFT_OUT, "不导入", "")

    def _add(self, name: str, title: str, hint: str) -> None:
        row = QTreeWidgetItem(self, [title, ""])
        row.setData(0, _ID, name)
        row.setToolTip(0, hint or title)
        row.setSizeHint(0, QSize(0, _ROW_HEIGHT))
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rows[name] = row

    def show_words(self, found: Sequence[Piece], goes: Sequence[str]) -> None:
        """Say how much goes to each heading."""
        for name, row in self.rows.items():
            count = sum(one.words for one, to in zip(found, goes, strict=True) if to == name)
            row.setText(1, f"{count:,} 字" if count else "无")
            empty = not count and name != LEFT_OUT
            for column in (0, 1):
                row.setForeground(column, theme().colour.check if empty else theme().colour.text)

    def show_item(self, item: str) -> None:
        """Mark the heading that the chosen piece goes to."""
        row = self.rows.get(item)
        if row is None:
            self.clearSelection()
        else:
            self.setCurrentItem(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take pieces of the tree."""
        if isinstance(event.source(), Found):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show where they would go."""
        row = self.itemAt(event.position().toPoint())
        if row is not None:
            self.setCurrentItem(row)
        event.setAccepted(row is not None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Tell where they go; nothing is moved by Qt itself."""
        row = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if row is not None:
            self.dropped.emit(row.data(0, _ID))


class ReviewDialog(QDialog):
    """Asks what of a Word file goes under which heading; nothing changes before it is accepted."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._pieces = pieces(review.narrative)
        self.setWindowTitle("从 Word 导入正文")
        self.resize(_WIDTH, 640)
        title = QLabel(f"“{review.file}”的内容归入通知的提纲")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("role", "panel")
        note = QLabel("对应不对的，在“归入”中改选，或拖到右边的标题上；可选多段一起拖。")
        note.setProperty("role", "muted")
        self.tree = Found(review.outline, self._pieces)
        self.outline = Outlined(review.outline)
        self.tree.turned.connect(self._show)
        self.tree.itemSelectionChanged.connect(self._follow)
        self.outline.dropped.connect(lambda item: self.tree.say(self.tree.chosen(), item))
        sides = QSplitter()
        sides.setChildrenCollapsible(False)
        sides.addWidget(self.tree)
        sides.addWidget(self.outline)
        sides.setSizes([660, 252])
        buttons, self.main = ending(self, "导入正文")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        for widget in (title, note):
            box.addWidget(widget)
        box.addWidget(sides, 1)
        self.losses = [one for one in review.dropped if one.code not in _SEEN]
        if self.losses:
            box.addWidget(_losses(self.losses))
        self._add_modes(box)
        box.addLayout(buttons)
        self._show()

    def _add_modes(self, box: QVBoxLayout) -> None:
        self.replace = QRadioButton("替换现有正文")
        self.append = QRadioButton("接在现有正文各部分之后")
        self.replace.setChecked(True)
        self._group = QButtonGroup(self)
        for one in (self.replace, self.append):
            self._group.addButton(one)
        if self._review.standing:
            now = QLabel(f"现有正文 {self._review.standing:,} 字：")
            now.setProperty("role", "muted")
            row = QHBoxLayout()
            for widget in (now, self.replace, self.append):
                row.addWidget(widget)
            row.addStretch(1)
            box.addLayout(row)

    def _follow(self) -> None:
        """Show on the right where the piece that is chosen on the left goes."""
        goes = {self.tree.goes[number] for number in self.tree.chosen()}
        self.outline.show_item(goes.pop() if len(goes) == 1 else PREFACE)

    def _show(self) -> None:
        goes = self.tree.goes
        self.outline.show_words(self._pieces, goes)
        self._follow()
        self.main.setEnabled(any(one != LEFT_OUT for one in goes))

    @property
    def taken(self) -> Taken:
        """What was decided."""
        made = arranged(self._review.outline, self._review.narrative, self.tree.said)
        return Taken(made, self.append.isChecked())


def _content(piece: Piece) -> str:
    counted = ((piece.pictures, "图"), (piece.tables, "表"))
    extra = "".join(f"，{count} {name}" for count, name in counted if count)
    return f"{piece.words:,} 字{extra}"


def _losses(dropped: Sequence[Problem]) -> QWidget:
    """Return what could not be kept, every line of it; it scrolls where there are many."""
    inner = QWidget()
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    for problem in dropped:
        icon = QLabel()
        name = "triangle-alert" if problem.level != "hint" else "info"
        icon.setPixmap(pixmap(name, 16, theme().meaning(problem.level)))
        text = QLabel(problem.message)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        box.addLayout(row)
    box.addStretch(1)
    area = QScrollArea()
    area.setAccessibleName("没有保留的内容")
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFixedHeight(min(_MOST_LOSSES, box.heightForWidth(_WIDTH - 96)))
    area.setWidget(inner)
    return area
