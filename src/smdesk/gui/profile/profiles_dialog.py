"""The profiles: what is known of whom, each value with where it is from; edited, cleared, removed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import SmdeskError
from smdesk.gui.dialogs.ask import confirm
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import push, set_role, words
from smdesk.notices.models import Kind
from smdesk.notices.text import fold
from smdesk.service.profile.held import Held
from smdesk.service.profile.remember import change_value, stored, subject_name, values_of
from smdesk.store.library import Library
from smdesk.store.profiles import ProfileRow

_DATA = Qt.ItemDataRole.UserRole
_TEXT = 2
_SHORT = 200


class ProfilesDialog(QDialog):
    """Shows and changes the profiles of a library."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("单位、项目和平台的资料")
        self._library, self._writable = library, not library.read_only
        self._filling = False
        look = theme()
        self.list = self._tree(["名称", "类别", "项数"], "资料列表")
        self.values = self._tree(["栏目", "年度", "内容", "单位", "来源"], "所选资料的内容")
        self.values.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找栏目或内容")
        self.search.setAccessibleName("查找栏目或内容")
        self.search.setClearButtonEnabled(True)
        self.note = words(role="small", wrap=True)
        self.remove = push("删除这份资料…", icon="trash-2")
        self.clear = push("清除所选内容", icon="x")
        self.close_button = push("关闭", "main")
        for button in (self.remove, self.clear):
            button.setAutoDefault(False)
        self._lay(look.space(5), look.space(3))
        self.resize(QSize(1060, 620))
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.values.itemChanged.connect(self._edited)
        self.values.itemSelectionChanged.connect(self._enable)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.remove.clicked.connect(self._remove)
        self.clear.clicked.connect(self._clear)
        self.close_button.clicked.connect(self.accept)
        self.refresh()
        self.list.setFocus()

    @property
    def chosen(self) -> ProfileRow | None:
        """The profile that is chosen."""
        item = self.list.currentItem()
        found = item.data(0, _DATA) if item is not None else None
        return found if isinstance(found, ProfileRow) else None

    def refresh(self, choose: int | None = None) -> None:
        """Show the profiles anew."""
        wanted = choose or (self.chosen.id if self.chosen else None)
        self.list.clear()
        for row in self._library.profiles.all():
            item = QTreeWidgetItem([row.name, subject_name(row.kind), str(row.values)])
            item.setData(0, _DATA, row)
            item.setToolTip(0, row.name)
            item.setIcon(0, icon("package"))
            self.list.addTopLevelItem(item)
            if row.id == wanted or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self._show()

    # -- how it is put together ----------------------------------------------------------------

    def _tree(self, heads: list[str], name: str) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(name)
        tree.setHeaderLabels(heads)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        return tree

    def _lay(self, margin: int, gap: int) -> None:
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        for column, width in ((1, 56), (2, 56)):
            self.list.header().resizeSection(column, width)
        for column, width in enumerate((220, 60, 220, 60)):
            self.values.header().resizeSection(column, width)
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(gap)
        inner.addWidget(self.search)
        inner.addWidget(self.values, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([340, 720])
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addWidget(self.clear)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[margin] * 4)
        whole.setSpacing(gap)
        whole.addWidget(split, 1)
        whole.addWidget(self.note)
        whole.addLayout(foot)

    # -- what is shown ---------------------------------------------------------------------------

    def _show(self) -> None:
        self._filling = True
        self.values.clear()
        row = self.chosen
        held = values_of(self._library, row.id) if row is not None else {}
        for _, one in sorted(held.items(), key=lambda pair: (pair[1].label, pair[0])):
            self.values.addTopLevelItem(self._line(one))
        self._filling = False
        self._filter()
        if row is None:
            self._say(
                "还没有资料。填好一份申报后，用“资料 › 记入资料”记下，以后的申报可以从中填入。"
            )
        elif self._writable:
            self._say("双击内容可以修改；清空就是清除。数字不要带单位。")
        else:
            self._say("数据文件夹只能读取，资料不能修改。")
        self._enable()

    def _line(self, one: Held) -> QTreeWidgetItem:
        came = "，".join(part for part in (one.form, one.on) if part)
        year = str(one.key.year or "")
        text = one.text.replace("\n", " ")[:_SHORT]
        item = QTreeWidgetItem([one.label or one.key.concept, year, text, one.unit, came])
        item.setData(0, _DATA, one)
        item.setToolTip(_TEXT, one.text)
        item.setToolTip(0, one.label)
        item.setForeground(4, theme().colour.text_muted)
        editable = self._writable and one.kind is not Kind.CHOICE and "\n" not in one.text
        if editable and len(one.text) <= _SHORT:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def _filter(self) -> None:
        wanted = fold(self.search.text())
        for n in range(self.values.topLevelItemCount()):
            item = self.values.topLevelItem(n)
            if item is not None:
                text = "".join(item.text(column) for column in range(5))
                item.setHidden(bool(wanted) and wanted not in fold(text))

    def _say(self, text: str, role: str = "small") -> None:
        self.note.setText(text)
        set_role(self.note, role)

    def _enable(self) -> None:
        row = self.chosen
        self.remove.setEnabled(self._writable and row is not None)
        self.clear.setEnabled(self._writable and bool(self.values.selectedItems()))
        trigger = QAbstractItemView.EditTrigger
        wanted = trigger.DoubleClicked | trigger.EditKeyPressed
        self.values.setEditTriggers(wanted if self._writable else trigger.NoEditTriggers)

    # -- what the person does ----------------------------------------------------------------------

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        row, one = self.chosen, item.data(0, _DATA)
        if self._filling or row is None or not isinstance(one, Held):
            return
        if column == _TEXT and item.text(_TEXT) != one.text:
            self._try(lambda: change_value(self._library, row, one, item.text(_TEXT)))
            return
        self._filling = True  # another column: what stands there is no person's to change
        item.setText(0, one.label or one.key.concept)
        item.setText(1, str(one.key.year or ""))
        item.setText(3, one.unit)
        item.setText(4, "，".join(part for part in (one.form, one.on) if part))
        self._filling = False

    def _clear(self) -> None:
        row = self.chosen
        held = [one.data(0, _DATA) for one in self.values.selectedItems()]
        if row is not None and held:
            gone = [stored(one) for one in held]
            self._try(lambda: self._library.profiles.clear(row.id, gone))

    def _remove(self) -> None:
        row = self.chosen
        if row is None:
            return
        text = f"“{row.name}”的资料共 {row.values} 项将从本机删除，不能撤销。已有的申报不受影响。"
        if confirm(self, "删除这份资料", text, "删除资料"):
            self._try(lambda: self._library.profiles.remove(row.id))

    def _try(self, work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except SmdeskError as fault:
            self._show()
            self._say(str(fault), "error")
        else:
            self.refresh()
