"""What the bureau remarked, beside the draft: jumped to one after the other, ticked when changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smdesk.errors import SmdeskError
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.wizard.parts import LEVEL_ICONS, LEVEL_WORDS, breakable, push, words
from smdesk.service.desk.fixes import FixHead, FixItem, remains
from smdesk.service.session import Changes
from smdesk.service.session.session import DraftSession

_ITEM = Qt.ItemDataRole.UserRole
_PAUSE = 400
"""Milliseconds that the hand rests before what is being typed counts as changed."""
_MADE = "本机没有这家单位的草稿，已按主管部门收到的内容新建。"


class RemarksPanel(QWidget):
    """The remarks in the order of the form; ``jumped(place)`` when the person goes to one."""

    jumped = Signal(str)

    def __init__(
        self, bridge: SessionBridge, head: FixHead, *, made: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._head = bridge, head
        self.lead = words(_lead(head, made=made), "muted", wrap=True)
        self.summary = words(wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("主管部门指出的问题")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(2)
        self.next = push("下一处未改的", icon="arrow-right")
        self.next.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.next)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.lead)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        for one in head.items:
            item = QListWidgetItem()
            item.setData(_ITEM, one)
            self.list.addItem(item)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.next.clicked.connect(lambda _checked: self.go_on())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.fill)
        bridge.changed.connect(self._changed)
        theme_signal().changed.connect(self.fill)
        self.fill()

    @property
    def left(self) -> list[int]:
        """The rows of what was not changed yet."""
        session = self._bridge.session
        return [at for at, one in enumerate(self._head.items) if not touched(session, one)]

    def fill(self) -> None:
        """Tick what was changed."""
        self._later.stop()
        left = set(self.left)
        for at, one in enumerate(self._head.items):
            self._show(self.list.item(at), one, done=at not in left)
        count = len(self._head.items)
        told = f"指出 {count} 处，已改动 {count - len(left)} 处。"
        if not left:
            told = f"指出的 {count} 处都已改动。检查无误后导出，发回主管部门。"
        self.summary.setText(told)
        self.next.setEnabled(bool(left))
        self._tint()

    def go_on(self) -> None:
        """Go to the next remark whose cell was not changed, round at the end."""
        left, here = self.left, self.list.currentRow()
        if left:
            row = next((at for at in left if at > here), left[0])
            self.list.setCurrentRow(row)
            self._go(self.list.item(row))

    def _show(self, item: QListWidgetItem | None, one: FixItem, *, done: bool) -> None:
        if item is None:
            return
        look = theme()
        name = "circle-check" if done else LEVEL_ICONS[one.level]
        colour = look.colour.done if done else look.meaning(one.level)
        said = f"{one.label}\n{breakable(one.message)}"
        said += f"\n{one.clause}" if one.clause else ""
        item.setText(f"已改动　{said}" if done else said)
        item.setIcon(icon(name, 16, colour))
        item.setForeground(look.colour.text_muted if done else look.colour.text)
        word = "已改动" if done else LEVEL_WORDS[one.level]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word}，{one.label}，{one.message}")

    def _tint(self) -> None:
        palette, colour = self.list.palette(), theme().colour
        palette.setColor(QPalette.ColorRole.Highlight, colour.selected)
        palette.setColor(QPalette.ColorRole.HighlightedText, colour.text)
        self.list.setPalette(palette)

    def _changed(self, changes: Changes) -> None:
        if changes.edited:
            self._later.start(_PAUSE if self._bridge.session.typing else 0)

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            one: FixItem = item.data(_ITEM)
            self.jumped.emit(one.addresses[0])


def touched(session: DraftSession, one: FixItem) -> bool:
    """Whether a remark was dealt with: its value is another, or its passage is found good."""
    if session.field(one.addresses[0]) is not None:
        return not remains(one, session.declaration.values)
    try:
        session.finding(one.key)
    except SmdeskError:
        return True
    return False


def show_remarks(page: WizardPage, head: FixHead, *, made: bool) -> RemarksPanel:
    """Put the remarks beside a draft and go to the first one that was not dealt with."""
    panel = RemarksPanel(page.bridge, head, made=made)
    panel.jumped.connect(page.walk.go_to)
    page.frame.add_panel("remarks", panel)
    panel.go_on()
    return panel


def _lead(head: FixHead, *, made: bool) -> str:
    told = [f"{head.bureau or '主管部门'}　{head.written.astimezone():%Y-%m-%d}"]
    if head.until:
        told.append(f"请于 {head.until} 前补正。")
    if head.contact:
        told.append(f"联系人：{head.contact}")
    if made:
        told.append(_MADE)
    return "\n".join(told)
