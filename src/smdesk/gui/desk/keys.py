"""下级单位密钥: the keys that bureaus sign with, and who found them to be theirs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from smdesk.errors import SmdeskError
from smdesk.gui.desk.asking import ask_text
from smdesk.gui.desk.lookup import BAD, DOUBT, GOOD, PLAIN, Look, LookupDialog
from smdesk.gui.wizard.parts import push, words
from smdesk.service.desk.bureau import fingerprint
from smdesk.service.desk.keys import Standing, standing
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.keys import BureauKey

STANDINGS: dict[Standing, tuple[str, Look]] = {
    "own": ("本单位的密钥", PLAIN),
    "first": ("首次收到即采用", GOOD),
    "confirmed": ("已确认", GOOD),
    "other": ("还没有人确认", DOUBT),
    "stopped": ("已停用", BAD),
}
"""What a key is held for, in words."""
_KEY = Qt.ItemDataRole.UserRole + 1
_SAID = (
    "每个单位首次报来的密钥即作为它的密钥；之后换了密钥的，打电话核对 16 位一致后在这里确认一次，"
    "以后不再提示。谁在什么时候怎样核对的，都记在这里。"
)


def ask_confirm(desk: Desk, one: BureauKey, parent: QWidget) -> bool:
    """Ask how a key was found to be the bureau's, and note it; return whether it was noted."""
    before = "、".join(fingerprint(other) for other in _good(desk, one)) or "（没有）"
    label = (
        f"单位：{one.bureau}\n已采用的密钥：{before}\n要确认的密钥：{fingerprint(one.key)}\n\n"
        "打电话向该单位核对这 16 位，一致的再确认。确认后收到它签的不再提示；"
        "以后又换一个的，仍会提示。\n\n怎样核对的："
    )
    note = ask_text(parent, "确认单位的密钥", label, "确认是它的密钥", _need_note)
    return note is not None and _say(desk, one, note, trusted=True)


def ask_stop(desk: Desk, one: BureauKey, parent: QWidget) -> bool:
    """Ask why a key is a bureau's no more, and note it; return whether it was noted."""
    label = (
        f"单位：{one.bureau}\n密钥：{fingerprint(one.key)}\n\n"
        "停用后，再收到用它签的会提示；已经收下的不变。\n\n为什么停用："
    )
    note = ask_text(parent, "停用密钥", label, "停用这个密钥", _need_note)
    return note is not None and _say(desk, one, note, trusted=False)


def _say(desk: Desk, one: BureauKey, note: str, *, trusted: bool) -> bool:
    desk.say_key(one.bureau, one.key, note, trusted=trusted)
    return True


def _good(desk: Desk, one: BureauKey) -> list[str]:
    known = desk.bureau_keys().get(one.bureau, ())
    held = {each.key: standing(desk, known, each.key) for each in known}
    return [key for key, how in held.items() if how in {"own", "first", "confirmed"}]


def _need_note(text: str) -> str | None:
    return None if text.strip() else "desk.key-noteless"


class KeysDialog(LookupDialog):
    """A line a bureau, under it its keys, under a key what was said of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, writable: bool = True) -> None:
        heads = ("单位和密钥", "情况", "首次收到", "签名意见")
        super().__init__("下级单位密钥", "各单位的签名密钥", heads, (330, 300, 130, 80), parent)
        self._desk, self._writable = desk, writable
        self.asks.addWidget(words(_SAID, "muted", wrap=True))
        self.open_button.hide()
        self.stop_key, self.confirm_key = push("停用…"), push("确认密钥…", "main")
        foot = self.foot
        foot.insertWidget(foot.indexOf(self.open_button), self.stop_key)
        foot.insertWidget(foot.indexOf(self.open_button), self.confirm_key)
        self.confirm_key.clicked.connect(lambda: self._ask(ask_confirm))
        self.stop_key.clicked.connect(lambda: self._ask(ask_stop))
        self.tree.currentItemChanged.connect(lambda *_: self._enable())
        self.show_keys()

    @property
    def key(self) -> BureauKey | None:
        """The key in hand."""
        item = self.tree.currentItem()
        found: BureauKey | None = item.data(0, _KEY) if item is not None else None
        return found

    def show_keys(self, hand: BureauKey | None = None) -> None:
        """Show what is known by now, the same key in hand."""
        self.tree.clear()
        first: QTreeWidgetItem | None = None
        for bureau, known in self._desk.bureau_keys().items():
            top = self.add((bureau, "", "", ""))
            for one in known:
                held = standing(self._desk, known, one.key)
                item = self._add_key(one, held, top)
                wanted = held == "other" if hand is None else one.key == hand.key
                if wanted and first is None:
                    first = item
        if not self.tree.topLevelItemCount():
            self.add(("还没有收到过签名的报送包。", "", "", ""), PLAIN)
        self.expand()
        if first is not None:
            self.tree.setCurrentItem(first)
        self._enable()

    def _add_key(self, one: BureauKey, held: Standing, top: QTreeWidgetItem) -> QTreeWidgetItem:
        said, look = STANDINGS[held]
        since = f"{one.since.astimezone():%Y-%m-%d %H:%M}"
        item = self.add((fingerprint(one.key), said, since, str(one.signed)), look, None, top)
        item.setData(0, _KEY, one)
        item.setToolTip(0, one.key)
        for word in one.words:
            what = "确认" if word.trusted else "停用"
            when = f"{word.at.astimezone():%Y-%m-%d %H:%M}"
            line = self.add((f"{word.person}　{what}", word.note, when, ""), None, None, item)
            line.setData(0, _KEY, one)
        return item

    def _enable(self) -> None:
        one = self.key
        held: Standing = "own"
        if one is not None:
            held = standing(self._desk, self._desk.bureau_keys().get(one.bureau, ()), one.key)
        self.confirm_key.setEnabled(self._writable and held in {"other", "stopped"})
        self.stop_key.setEnabled(self._writable and held in {"first", "confirmed", "other"})

    def _ask(self, ask: Callable[[Desk, BureauKey, QWidget], bool]) -> None:
        one = self.key
        if one is None:
            return
        try:
            noted = ask(self._desk, one, self)
        except SmdeskError as fault:
            self.note.say(str(fault), "error")
            return
        if noted:
            self.changed = True
            self.show_keys(one)
