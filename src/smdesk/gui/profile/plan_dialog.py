"""The list before a form is filled: each cell now and then, where it comes from, ticked or not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import sentence
from smdesk.gui.theme.columns import fit_columns
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import label_button, push, words
from smdesk.service.profile.lines import FillPlan, FillRow, FillState

_ROW = Qt.ItemDataRole.UserRole
_HEADS = ("栏目", "现在", "填入后", "来源", "说明")
_WIDTHS = ((200, 290), (80, 140), (140, 260), (110, 180))
_OPEN = (FillState.FILL, FillState.NEWER, FillState.ASK, FillState.DIFFERS, FillState.UNFIT)
_SHUT = (FillState.EQUAL, FillState.GAP, FillState.NO_PLACE, FillState.DROPPED)
_SIGNS = {
    FillState.NEWER: ("triangle-alert", "check"),
    FillState.ASK: ("circle-help", "check"),
    FillState.DIFFERS: ("triangle-alert", "check"),
    FillState.UNFIT: ("circle-x", "error"),
}
_LONGEST = 200
NARRATIVE = "narrative"


class FillDialog(QDialog):
    """Shows a plan; when accepted, `chosen`, `narrative` and `files` are what the person wants."""

    def __init__(self, plan: FillPlan, parent: QWidget | None = None, *, into: str = "") -> None:
        super().__init__(parent)
        self.plan = plan
        self.setWindowTitle("填入已有的内容")
        look = theme()
        self.summary = words(role="panel", wrap=True)
        self.how = words(
            f"{_counted(plan)}填入后可一步撤销；已填的数字不会被替换。", "muted", wrap=True
        )
        self.tree = self._make_tree()
        self.stop, self.go = push("取消"), push("", "main")
        self.stop.setAutoDefault(False)
        self.go.setDefault(True)
        self.stop.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(5)] * 4)
        column.setSpacing(look.space(3))
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.go)
        for widget in (self.summary, self.how):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self.resize(QSize(1080, 640))
        self._fill()
        fit_columns(self.tree, _WIDTHS)
        self.summary.setText(f"从“{plan.source}”填入" + (f"“{into}”" if into else ""))
        self.tree.itemChanged.connect(lambda *_: self._count())
        self._count()
        self.tree.setFocus()

    @property
    def chosen(self) -> frozenset[str]:
        """The addresses that are ticked."""
        return frozenset(one.address for one in self._ticked() if isinstance(one, FillRow))

    @property
    def narrative(self) -> bool:
        """Whether the narrative is wanted."""
        return NARRATIVE in self._ticked()

    @property
    def files(self) -> frozenset[str]:
        """The digests of the files that are wanted."""
        return frozenset(one for one in self._ticked() if isinstance(one, str)) - {NARRATIVE}

    def item_of(self, key: str) -> QTreeWidgetItem | None:
        """Return the line of an address, of a file by its digest, or of the narrative."""
        for item in self._items():
            data = item.data(0, _ROW)
            if (data.address if isinstance(data, FillRow) else data) == key:
                return item
        return None

    # -- how it is filled ----------------------------------------------------------------------

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("将填入的内容")
        tree.setHeaderLabels(list(_HEADS))
        tree.ensurePolished()  # else rows are as high as without the style
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setUniformRowHeights(True)
        tree.setWordWrap(False)
        return tree

    def _fill(self) -> None:
        for state in _OPEN:
            self._group(state, self.plan.of(state), opened=True)
        self._papers()
        for state in _SHUT:
            self._group(state, self.plan.of(state), opened=False)
        if self.plan.unread:
            top = self._top("来源中读不出", len(self.plan.unread))
            for label in self.plan.unread:
                top.addChild(QTreeWidgetItem([label, "", "", "", "请到来源中核对后自行填写"]))

    def _group(self, state: FillState, rows: Iterable[FillRow], *, opened: bool) -> None:
        listed = list(rows)
        if not listed:
            return
        top = self._top(sentence(f"profile.state-{state.value}"), len(listed))
        if any(one.tickable for one in listed):
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        for row in listed:
            top.addChild(self._line(row))
        top.setExpanded(opened)

    def _top(self, name: str, count: int) -> QTreeWidgetItem:
        top = QTreeWidgetItem(self.tree, [f"{name}　{count}"])
        top.setFont(0, theme().font("strong"))
        top.setFirstColumnSpanned(True)
        return top

    def _line(self, row: FillRow) -> QTreeWidgetItem:
        came = "，".join(one for one in (row.form, row.on) if one)
        after = row.text if row.tickable or row.state is FillState.EQUAL else ""
        shown = after or (f"（{row.shown}）" if row.shown else "")
        item = _item((row.label, row.now, shown, came, row.told))
        item.setData(0, _ROW, row)
        if row.tickable:
            item.setCheckState(0, _state(row.ticked))
        sign = _SIGNS.get(row.state)
        if sign is not None:
            item.setIcon(4, icon(sign[0], 16, theme().meaning(sign[1])))
        muted = QBrush(theme().colour.text_muted)
        for column in (1, 3) if row.tickable else (1, 2, 3, 4):
            item.setForeground(column, muted)
        return item

    def _papers(self) -> None:
        """Show the narrative and the files: not ticked, since a person asks for them."""
        plan = self.plan
        count = len(plan.files) + (plan.narrative is not None)
        if not count:
            return
        top = self._top("正文和附件", count)
        top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        if plan.narrative is not None:
            told = ["沿用后请通读并更新年份和数字"]
            told += ["现有正文将被替换"] if plan.narrative.over else []
            strange = "、".join(plan.narrative.strange)
            told += [f"提纲中没有：{strange}"] if strange else []
            line = _item(("正文", "", f"{plan.narrative.chars} 字", "", "；".join(told)))
            line.setData(0, _ROW, NARRATIVE)
            line.setCheckState(0, _state(on=False))
            top.addChild(line)
        for one in plan.files:
            line = _item((one.attachment.name, "", one.slot, "", one.told))
            line.setData(0, _ROW, one.attachment.sha256)
            line.setCheckState(0, _state(on=False))
            if one.notes:
                line.setIcon(4, icon("triangle-alert", 16, theme().meaning("check")))
            top.addChild(line)
        top.setExpanded(True)

    # -- what is ticked ------------------------------------------------------------------------

    def _items(self) -> Iterable[QTreeWidgetItem]:
        tops = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        for top in tops:
            for n in range(top.childCount() if top is not None else 0):
                child = top.child(n) if top is not None else None
                if child is not None:
                    yield child

    def _ticked(self) -> list[FillRow | str]:
        return [
            item.data(0, _ROW)
            for item in self._items()
            if item.data(0, Qt.ItemDataRole.CheckStateRole) is not None
            and item.checkState(0) is Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        values = len(self.plan.taken(self.chosen))
        papers = len(self.files) + self.narrative
        newer = len(
            [one for one in self.plan.of(FillState.NEWER) if one.address not in self.chosen]
        )
        count = values + papers
        nothing = "只标出须填的栏" if newer else "没有可以填入的内容"
        label_button(self.go, f"填入 {count} 项" if count else nothing, spaced=False)
        self.go.setEnabled(bool(count or newer))


def _counted(plan: FillPlan) -> str:
    """Return how many lines there are of each state, those that a person has to look at first."""
    counts = [(state, len(plan.of(state))) for state in (*_OPEN, *_SHUT)]
    told = [f"{sentence(f'profile.state-{one.value}')} {count}" for one, count in counts if count]
    return "，".join(told) + "。" if told else "没有可以填入的内容。"


def _item(texts: tuple[str, ...]) -> QTreeWidgetItem:
    flat = [one.replace("\n", " ")[:_LONGEST] for one in texts]
    item = QTreeWidgetItem(flat)
    for column, text in enumerate(texts):
        item.setToolTip(column, text)
    return item


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
