"""Links between a place of the form and a page of an attachment, asked for from either end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import sentence
from smdesk.gui.attachments.pagethumbs import PageThumbs, Wish
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.files import BlobStore, Jobs, while_alive
from smdesk.gui.theme.ending import ending
from smdesk.gui.theme.icons import icon
from smdesk.gui.work import Control, Job
from smdesk.packet.evidence import printable
from smdesk.service.attachments import shown_pages
from smdesk.service.attachments_look import count_pages
from smdesk.service.finder import Finder
from smdesk.service.session import DraftSession

_DATA = int(Qt.ItemDataRole.UserRole)
_WISH = _DATA + 1
_MOST = 400
_MOVES: dict[int, int] = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip
_THUMB = QSize(72, 96)


class PlaceDialog(QDialog):
    """Asks for a field or a heading of the narrative; `place` is what was chosen."""

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder = Finder(session.pack, session.form, session.declaration.years, session.rows)
        self.setWindowTitle("关联到栏目")
        self.resize(520, 480)
        self.field = QLineEdit()
        self.field.setPlaceholderText("名称、拼音或首字母，如 yysr")
        self.field.setAccessibleName("栏目或正文标题的名称、拼音或首字母")
        self.list = QListWidget()
        self.list.setAccessibleName("找到的栏目和正文标题")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        buttons, self.main = ending(self, "关联到这一栏")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        box.addWidget(QLabel("这一页是哪个栏目或正文部分的佐证："))
        for one in (self.field, self.list):
            box.addWidget(one)
        box.addLayout(buttons)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        self.list.currentItemChanged.connect(lambda now, _: self._able(now is not None))
        self._search("")
        self.field.setFocus()

    @property
    def place(self) -> str | None:
        """The chosen place."""
        item = self.list.currentItem()
        return None if item is None else str(item.data(_DATA))

    def _able(self, able: bool) -> None:
        self.main.setEnabled(able)

    def _search(self, query: str) -> None:
        self.list.clear()
        for one in self._finder.find(query, _MOST):
            if one.step != "attachments":
                item = QListWidgetItem(f"{one.label}　（{' · '.join(one.path)}）")
                item.setToolTip(item.text())
                item.setData(_DATA, one.place)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._able(self.list.count() > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the arrows move in the list while a name is typed."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = _MOVES.get(event.key())
            if by is not None:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + by)))
                return True
        return super().eventFilter(watched, event)


class MaterialDialog(QDialog):
    """Asks for a page of an attachment; `chosen` is its index and page."""

    def __init__(
        self,
        session: DraftSession,
        blobs: BlobStore,
        place: str,
        jobs: Jobs = Job,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._blobs, self._jobs = session, blobs, jobs
        self._thumbs: list[PageThumbs] = []
        self._wishes: list[tuple[PageThumbs, Wish]] = []
        self.setWindowTitle("关联佐证材料")
        self.resize(560, 560)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIconSize(_THUMB)
        self.tree.setAccessibleName("附件和它们的页")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._draw)
        buttons, self.main = ending(self, "关联这一页")
        self.none = QLabel("还没有附件。请先在附件页添加。")
        self.none.setProperty("role", "muted")
        told = QLabel(f"哪一页能证明“{session.place_name(place)}”：")
        told.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        for one in (told, self.tree, self.none):
            box.addWidget(one)
        box.addLayout(buttons)
        self.tree.currentItemChanged.connect(lambda *_: self._able())
        self.tree.itemExpanded.connect(lambda _: self._draw_soon())
        self.tree.verticalScrollBar().valueChanged.connect(lambda _: self._draw_soon())
        self.tree.itemDoubleClicked.connect(lambda *_: self._accept_chosen())
        self._fill()

    @property
    def chosen(self) -> tuple[int, int] | None:
        """Index of the attachment and page in the file, from 1."""
        item = self.tree.currentItem()
        data = None if item is None else item.data(0, _DATA)
        return None if data is None else (int(data[0]), int(data[1]))

    def _able(self) -> bool:
        able = self.chosen is not None
        self.main.setEnabled(able)
        return able

    def _accept_chosen(self) -> None:
        if self._able():
            self.accept()

    def _fill(self) -> None:
        files = self._session.declaration.attachments
        self.none.setVisible(not files)
        for index, one in enumerate(files):
            item = QTreeWidgetItem([one.name])
            item.setIcon(0, icon("image" if one.media_type.startswith("image/") else "file-text"))
            item.setData(0, _DATA, [index, 1])
            self.tree.addTopLevelItem(item)
            if printable(one):
                self._count(item, index)
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        self._able()

    def _count(self, item: QTreeWidgetItem, index: int) -> None:
        blobs, sha256 = self._blobs, self._session.declaration.attachments[index].sha256

        def work(_: Control) -> int:
            return count_pages(blobs.read(sha256))

        job = self._jobs(work)
        job.done.connect(while_alive(self, partial(self._add_pages, item, index)))
        job.start()

    def _add_pages(self, item: QTreeWidgetItem, index: int, count: int) -> None:
        one = self._session.declaration.attachments[index]
        thumbs = PageThumbs(self._blobs, self._jobs, one.sha256, self)
        self._thumbs.append(thumbs)
        ratio = self.devicePixelRatioF()
        box = (round(_THUMB.width() * ratio), round(_THUMB.height() * ratio))
        thumbs.ready.connect(lambda _: self._draw_soon())
        for edit in shown_pages(one, count):
            child = item if count == 1 else QTreeWidgetItem([f"第 {edit.page} 页"])
            child.setData(0, _DATA, [index, edit.page])
            child.setData(0, _WISH, len(self._wishes))
            self._wishes.append((thumbs, Wish(edit, box)))
            if child is not item:
                child.setIcon(0, icon("file-text"))
                item.addChild(child)
        item.setExpanded(count <= 12)
        if count > 1:
            item.setData(0, _DATA, None)
            if self.tree.currentItem() is item and (first := item.child(0)) is not None:
                self.tree.setCurrentItem(first)
        self._able()
        self._draw_soon()

    def _draw_soon(self) -> None:
        """Ask for the pictures that are to be seen, once the tree has come to rest."""
        self._pause.start()

    def _draw(self) -> None:
        item = self.tree.itemAt(QPoint(4, 4))
        bottom = self.tree.viewport().height()
        shown = []
        while item is not None and self.tree.visualItemRect(item).top() < bottom:
            shown.append(item)
            item = self.tree.itemBelow(item)
        for one in reversed(shown):
            number = one.data(0, _WISH)
            if number is None:
                continue
            thumbs, wish = self._wishes[number]
            seen = thumbs.of(wish)
            if seen is not None and seen.pixels is not None:
                one.setIcon(0, QIcon(seen.pixels))
                one.setData(0, _WISH, None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Draw what came to be seen."""
        super().resizeEvent(event)
        self._draw_soon()

    def done(self, result: int) -> None:
        """Draw nothing more."""
        self._pause.stop()
        for one in self._thumbs:
            one.close()
        super().done(result)


def ask_place(session: DraftSession, parent: QWidget) -> str | None:
    """Ask which field or heading a page is evidence of; ``None`` if it was cancelled."""
    dialog = PlaceDialog(session, parent)
    place = dialog.place if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return place


def link_place(
    bridge: SessionBridge,
    blobs: BlobStore,
    place: str,
    parent: QWidget,
    jobs: Jobs = Job,
    *,
    told: Callable[[str], None] | None = None,
) -> bool:
    """Ask which page is evidence of ``place`` and link it; ``told`` gets what was done in words."""
    dialog = MaterialDialog(bridge.session, blobs, place, jobs, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen if done else None
    dialog.deleteLater()
    if chosen is None:
        return False
    index, page = chosen
    linked = bridge.do(lambda: bridge.session.link_evidence(index, page, place))
    if linked and told is not None:
        label = bridge.session.place_name(place)
        told(sentence("attachments.linked", page=page, label=label))
    return linked
