"""A new draft: the notices and their types at the left, what the notice asks at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QStyledItemDelegate,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.ui_new_draft import Ui_NewDraft
from smdesk.service.essentials import Essentials, Shelf

if TYPE_CHECKING:
    from smdesk.gui.profile.source_dialog import SourceChoice

_FORM = Qt.ItemDataRole.UserRole
_LIST = """QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView::item { min-height: 26px; }"""


class NewDraftDialog(QDialog):
    """Lets a person choose a form; `form_id`, `name` and `years` are the choice.

    ``preferred`` is the form that is chosen at first.
    """

    def __init__(self, shelf: Shelf, parent: QWidget | None = None, preferred: str = "") -> None:
        super().__init__(parent)
        self._shelf = shelf
        self.ui = Ui_NewDraft()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.ui.forms.setAccessibleName("通知和类型")
        self.ui.name.setPlaceholderText("可不填，默认用申报单位名称")
        self.ui.name.setAccessibleName("名称")
        self._sources: Sequence[SourceChoice] = ()
        self.source_label, self.source_box = QLabel("填入(&F)"), QComboBox()
        self.source_label.setProperty("role", "muted")
        self.source_label.setBuddy(self.source_box)
        self.source_box.setAccessibleName("以已有的内容填入")
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.source_box.setSizeAdjustPolicy(policy)
        self.source_box.setMinimumContentsLength(16)
        # As a menu the list is measured without its pictures: it is a little too low and scrolls.
        self.source_box.setItemDelegate(QStyledItemDelegate(self.source_box))
        self.source_box.setStyleSheet(_LIST)
        self.ui.row_foot.insertWidget(4, self.source_label)
        self.ui.row_foot.insertWidget(5, self.source_box)
        self.ui.row_foot.setStretch(1, 2)
        self.ui.row_foot.setStretch(5, 3)  # whose values they are is longer than a name
        self.offer(())
        # Rows are measured as they are put in, so they must know the style by then.
        self.ui.forms.ensurePolished()
        self.ui.year.lineEdit().setTextMargins(6, 0, 0, 0)
        self.ui.cancel.clicked.connect(self.reject)
        self.ui.create.clicked.connect(self.accept)
        self.ui.forms.currentItemChanged.connect(self._chosen)
        self.ui.forms.itemActivated.connect(self._activated)
        note = "\n".join(one.message for one in shelf.problems)
        self.ui.note.setText(note)
        self.ui.note.setVisible(bool(note))
        self._fill(preferred)
        self.ui.forms.setFocus()

    @property
    def form(self) -> Essentials | None:
        """The chosen form, ``None`` while a notice itself is chosen or there is none."""
        item = self.ui.forms.currentItem()
        return self._shelf.form(str(item.data(0, _FORM))) if item is not None else None

    @property
    def form_id(self) -> str:
        """The public id of the chosen form, empty if none."""
        return self.form.form_id if self.form else ""

    @property
    def name(self) -> str:
        """The draft's name as typed, trimmed; empty for the usual one."""
        return " ".join(self.ui.name.text().split())

    @property
    def years(self) -> tuple[int, ...]:
        """The chosen year columns; empty where the notice prints them."""
        form = self.form
        if form is None or form.years or not form.year_count:
            return ()
        last = self.ui.year.value()
        return tuple(range(last - form.year_count + 1, last + 1))

    @property
    def source(self) -> SourceChoice | None:
        """What the draft is to begin with, ``None`` for an empty one."""
        place = self.source_box.currentIndex() - 1
        return self._sources[place] if 0 <= place < len(self._sources) else None

    def offer(self, sources: Sequence[SourceChoice], draft: int | None = None) -> None:
        """Let the draft begin with one of ``sources``, after a look at the list; ``draft`` is chosen."""
        self._sources = sources
        self.source_box.clear()
        self.source_box.addItem("空白")
        for one in sources:
            self.source_box.addItem(icon(one.icon), f"{one.title}（{one.told}）")
        view = self.source_box.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * theme().space(3))
        chosen = next((n for n, one in enumerate(sources) if draft and one.draft == draft), -1)
        self.source_box.setCurrentIndex(chosen + 1)
        for widget in (self.source_label, self.source_box):
            widget.setVisible(bool(sources))

    def _fill(self, preferred: str) -> None:
        chosen: QTreeWidgetItem | None = None
        for notice, forms in self._shelf.notices:
            top = QTreeWidgetItem(self.ui.forms, [notice])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setFont(0, theme().font("small"))
            top.setForeground(0, theme().colour.text_muted)
            for form in forms:
                item = QTreeWidgetItem(top, [form.name])
                item.setData(0, _FORM, form.form_id)
                item.setIcon(0, icon("file-text"))
                item.setToolTip(0, form.title)
                if chosen is None or form.form_id == preferred:
                    chosen = item
        self.ui.forms.expandAll()
        if chosen is not None:
            self.ui.forms.setCurrentItem(chosen)
        self._show_choice()

    def _chosen(self, now: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        """Go on from the name of a notice, which is no choice, the way the person was going."""
        tree = self.ui.forms
        first = now.child(0) if now is not None else None
        if now is None or first is None:
            self._show_choice()
            return
        above = tree.itemAbove(now)
        tree.setCurrentItem(above if above is not None and before is first else first)

    def _show_choice(self) -> None:
        form = self.form
        self.ui.create.setEnabled(form is not None)
        choose_years = form is not None and not form.years and form.year_count > 0
        self.ui.year.setVisible(choose_years)
        self.ui.year_label.setVisible(choose_years)
        if form is None:
            return
        self.ui.year.setValue(form.last_year)
        self.ui.year.setAccessibleName("最近年度")
        self.ui.title.setText(form.title)
        self.ui.essentials.setWidget(_essentials(form))
        self.ui.essentials.setAccessibleName(f"{form.name}的申报须知")

    def _activated(self) -> None:
        if self.form is not None:
            self.accept()


def _essentials(form: Essentials) -> QWidget:
    """Return the notice's words on a form, top to bottom."""
    space = theme().space
    inner = QWidget()
    inner.setProperty("ground", "surface")
    inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(inner)
    column.setContentsMargins(space(4), space(3), space(4), space(4))
    column.setSpacing(space(2))
    facts = QGridLayout()
    facts.setHorizontalSpacing(space(4))
    facts.setVerticalSpacing(space(1) + 2)
    facts.setColumnStretch(1, 1)
    years = "、".join(map(str, form.years))
    pairs = (*form.facts, ("年度栏", f"{years} 年（通知所印）" if years else ""))
    for line, (name, text) in enumerate(one for one in pairs if one[1]):
        facts.addWidget(_words(name, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
        facts.addWidget(_words(text), line, 1)
    column.addLayout(facts)
    for group in form.groups:
        column.addSpacing(space(3))
        column.addWidget(_words(group.title, "panel"))
        for clause in group.clauses:
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(_words(clause.place, "small"))
            words.addWidget(_words(clause.text))
            column.addLayout(words)
    column.addStretch(1)
    return inner


def _words(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role != "muted")
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
