"""A dialog of found things: a tree of sentences about cases, worked out beside the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.desk.working import WorkingDialog
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.wrapping import wrap_lines
from smdesk.gui.wizard.parts import push

_Index = QModelIndex | QPersistentModelIndex
_PADDING, _ICON, _ABOVE = 22, 22, 12
_CASE = Qt.ItemDataRole.UserRole
Look = tuple[str, str]
"""An icon and the colour of the theme that it has."""
GOOD: Look = ("circle-check", "done")
DOUBT: Look = ("triangle-alert", "check")
BAD: Look = ("circle-x", "error")
PLAIN: Look = ("info", "hint")


class LookupDialog(WorkingDialog):
    """Subclasses put what is asked into `asks` and fill the tree by `add`.

    Enter or a double click on a line of a case closes the dialog; ``case`` is then the one to be
    opened, ``changed`` whether the desk was written to.
    """

    def __init__(
        self,
        title: str,
        name: str,
        heads: Sequence[str],
        widths: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.resize(920, 560)
        self.case: int | None = None
        self.changed = False
        self._heads = tuple(heads)
        self.asks = QVBoxLayout()
        self.asks.setSpacing(10)
        self.tree = _make_tree(name, heads, widths)
        self.copy_button = push("复制为表格", "", "copy")
        self.open_button = push("打开申报", "main")
        self._lay_out()
        self.tree.installEventFilter(self)
        self.tree.itemDoubleClicked.connect(lambda *_: self.open_current())
        self.tree.currentItemChanged.connect(lambda *_: self._show_state())
        self.copy_button.clicked.connect(self._copy)
        self.open_button.clicked.connect(self.open_current)
        self._show_state()

    # -- the lines -----------------------------------------------------------------------------

    def add(
        self,
        texts: Sequence[str],
        look: Look | None = None,
        case: int | None = None,
        under: QTreeWidgetItem | None = None,
    ) -> QTreeWidgetItem:
        """Add a line; with ``case`` it leads to that one."""
        item = QTreeWidgetItem(list(texts))
        item.setData(0, _CASE, case)
        for column in range(len(texts)):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if look is not None:
            item.setIcon(0, icon(look[0], 16, getattr(theme().colour, look[1])))
        if under is None:
            self.tree.addTopLevelItem(item)
        else:
            under.addChild(item)
        item.setExpanded(True)
        if self.tree.currentItem() is None:
            self.tree.setCurrentItem(item)
        self._show_state()
        return item

    def expand(self) -> None:
        """Show the lines under every line, the first one in hand."""
        self.tree.expandAll()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    @property
    def current_case(self) -> int | None:
        """The case that the line in hand leads to."""
        item = self.tree.currentItem()
        found: int | None = item.data(0, _CASE) if item is not None else None
        return found

    def open_current(self) -> None:
        """Close, with the case of the line in hand to be opened."""
        if self.job is None and self.current_case is not None:
            self.case = self.current_case
            self.accept()

    def began(self) -> None:
        """Let nothing be opened while something is worked out."""
        self._show_state()

    def _ended(self) -> None:
        super()._ended()
        self._show_state()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Open a case by Enter on its line."""
        pressed = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # type: ignore[attr-defined]
            self.open_current()
            return True
        return super().eventFilter(watched, event)

    # -- how -----------------------------------------------------------------------------------

    def _show_state(self) -> None:
        free = self.job is None
        self.open_button.setEnabled(free and self.current_case is not None)
        self.copy_button.setEnabled(self.tree.topLevelItemCount() > 0)

    def _lay_out(self) -> None:
        self.foot = foot = QHBoxLayout()
        foot.addWidget(self.copy_button)
        foot.addWidget(self.bar, 1)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.open_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(self.asks)
        whole.addWidget(self.tree, 1)
        whole.addWidget(self.note)
        whole.addLayout(foot)

    def _copy(self) -> None:
        lines = ["\t".join(self._heads)]
        lines += [
            "\t".join(item.text(at).replace("\n", " ") for at in range(len(self._heads)))
            for item in items_of(self.tree)
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))


def items_of(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """Return every line of a tree from top to bottom."""
    found, rest = [], [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    while rest:
        item = rest.pop(0)
        if item is not None:
            found.append(item)
            rest[:0] = [item.child(at) for at in range(item.childCount())]
    return found


def _make_tree(name: str, heads: Sequence[str], widths: Sequence[int]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName(name)
    tree.setHeaderLabels(list(heads))
    wrap_lines(tree)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    head = tree.header()
    for column, width in enumerate(widths):
        head.resizeSection(column, width)
    head.setStretchLastSection(True)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    # Heights of wrapped lines follow the widths.
    return tree
