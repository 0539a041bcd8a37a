"""Home: find, open, begin, throw away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from smdesk.gui.home.frame import HomeFrame
from smdesk.gui.home.parts import Level, Offer
from smdesk.gui.theme.icons import use_icon

if TYPE_CHECKING:
    from smdesk.errors import Problem
    from smdesk.gui.home.doings import Doings
    from smdesk.gui.home.list import DraftList
    from smdesk.gui.home.rows import Row
    from smdesk.service.home import SampleName
    from smdesk.service.home_names import Names
    from smdesk.store.library import Library
    from smdesk.store.models import DraftRow

_OPENING = "正在打开数据文件夹"
PATIENCE = 300
"""Milliseconds that the data folder may take to open before words say so."""
MOST_FOUND = 500
"""Rows that a search shows at most."""


def offers_of(
    samples: tuple[SampleName, ...], call: Callable[[SampleName], object]
) -> tuple[Offer, ...]:
    """Return what the menu of samples offers: those of each notice under it, if there are several."""
    notices = dict.fromkeys(one.notice for one in samples)
    under = {
        notice: tuple(
            Offer(one.title, partial(call, one)) for one in samples if one.notice == notice
        )
        for notice in notices
    }
    if len(under) < 2:
        return tuple(one for offers in under.values() for one in offers)
    return tuple(Offer(notice, menu=offers) for notice, offers in under.items())


class HomePage(QWidget):
    """The list of drafts and the trash of one library; it shows itself before there is one.

    It is painted as a frame first; `furnish` puts in the list and lets it work.
    ``draft_wanted(id)``, ``new_wanted``, ``file_wanted``, ``sample_wanted(SampleName)`` and so on are what
    the window does; everything about drafts as wholes Home does itself.
    """

    draft_wanted = Signal(int)
    new_wanted = Signal()
    file_wanted = Signal()
    sample_wanted = Signal(object)
    roll_wanted = Signal(int)
    remember_wanted = Signal(int)
    reuse_wanted = Signal(int)
    retry_wanted = Signal()
    empty_wanted = Signal()
    restore_wanted = Signal()
    folder_wanted = Signal()
    desk_wanted = Signal()

    def __init__(
        self,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._library: Library | None = None
        self._counts: tuple[int, int] | None = None
        self._samples: tuple[SampleName, ...] = ()
        self._names: Names = {}
        self.frame = HomeFrame(self)
        self.search, self.note = self.frame.search, self.frame.note
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._say_waiting)
        self.frame.enable(there=False, writable=False)

    def furnish(self) -> None:
        """Put in the list and what can be done with it."""
        from smdesk.gui.home.doings import Doings
        from smdesk.gui.home.list import DraftList

        self.list: DraftList = DraftList()
        self.frame.add_list(self.list)
        self.doings: Doings = Doings(self, lambda: self._library, self.say, self.refresh)
        self._actions = self._make_actions()
        self._connect()
        self.show_waiting()

    # -- what is shown -------------------------------------------------------------------------

    @property
    def trash_shown(self) -> bool:
        """Whether the trash is in front."""
        return self.frame.trash_tab.isChecked()

    def show_waiting(self) -> None:
        """Show that the data folder is being opened; in words only if that takes a while."""
        self._library = None
        self.frame.empty.say_nothing()
        self._patience.start()
        self.frame.show_empty()
        self._enable()

    def _say_waiting(self) -> None:
        self.frame.empty.say("loader-circle", _OPENING, "")

    def show_library(
        self,
        library: Library,
        because: Problem | None,
        samples: tuple[SampleName, ...],
        names: Names | None = None,
    ) -> None:
        """Show the drafts of an open library; ``because`` says why it can only be read.

        ``samples`` are offered where there is no draft; ``names`` are what notices were called
        last, until `show_samples`.
        """
        self._library, self._samples, self._names = library, samples, names or {}
        self._patience.stop()
        self.note.hide()
        self.frame.banner.hide()
        if because is not None:
            again = Offer("重试", self.retry_wanted.emit)
            self.frame.banner.say(because.message, "check", again)
        self.refresh()
        if self.isVisible():
            self.search.setFocus()

    def show_samples(self, samples: tuple[SampleName, ...]) -> None:
        """Offer samples from now on where there is no draft; notices are read by now."""
        self._samples = samples
        if self._names:
            self._names = {}
            self.refresh()

    def show_failure(self, problem: Problem) -> None:
        """Show why the data folder could not be opened, and the ways out."""
        self._library = None
        self._patience.stop()
        self.list.show_rows((), self._clock())
        self.frame.empty.say(
            "hard-drive", "数据文件夹打不开", problem.message, self._ways_out(problem), "error"
        )
        self.frame.show_empty()
        self._enable()

    def refresh(self, choose: int | None = None) -> None:
        """Read the list anew; ``choose`` a draft in it."""
        self._counts = None
        self._show_found(choose)

    def _show_found(self, choose: int | None = None) -> None:
        from smdesk.errors import SmdeskError
        from smdesk.gui.home.rows import row_of

        library = self._library
        if library is None:
            return
        try:
            drafts = self._read(library)
            counts = self._counts or (len(library.drafts()), len(library.drafts(trashed=True)))
        except SmdeskError as fault:
            self.say(str(fault), "error")
            return
        rows = tuple(row_of(one, self._names) for one in drafts)
        self.list.show_rows(rows, self._clock(), trash=self.trash_shown, choose=choose)
        self._counts = counts
        self.frame.show_counts(*counts)
        if rows:
            self.frame.show_list()
        else:
            self._show_nothing()
        self._enable()

    def say(self, text: str, level: Level = "hint", offer: Offer | None = None) -> None:
        """Show a sentence under the list."""
        self.note.say(text, level, offer)

    # -- how -----------------------------------------------------------------------------------

    def _read(self, library: Library) -> tuple[DraftRow, ...]:
        query = self.search.text().strip()
        if query:
            return library.find(query, limit=MOST_FOUND, trashed=self.trash_shown)
        return library.drafts(trashed=self.trash_shown)

    def _show_nothing(self) -> None:
        empty = self.frame.empty
        query = self.search.text().strip()
        if query:
            where = "回收站中" if self.trash_shown else "申报中"
            empty.say(
                "search", f"{where}没有找到“{query}”",
                "可以用单位名称、统一社会信用代码、拼音或拼音首字母查找。",
                [Offer("清空搜索", self.search.clear, icon="x")],
            )  # fmt: skip
        elif self.trash_shown:
            empty.say("trash-2", "回收站是空的", "移入回收站的申报保留在这里，可以随时恢复。")
        else:
            self._show_first()
        self.frame.show_empty()

    def _show_first(self) -> None:
        offers: list[Offer] = []
        text = "这个数据文件夹里没有申报。"
        if self._writable:
            text = (
                "从通知中选一类申报表开始填写，或打开收到的数据包、Word 申报书。"
                "先看样例，可以了解填好的申报书是什么样子。"
            )
            samples = offers_of(self._samples, self.sample_wanted.emit)
            offers = [
                Offer("新建申报", self.new_wanted.emit, "main", "plus"),
                Offer("打开文件…", self.file_wanted.emit, "", "folder-open"),
                Offer("打开样例", kind="", icon="file-check", menu=samples),
            ]
        self.frame.empty.say("file-text", "还没有申报", text, offers)

    def _ways_out(self, problem: Problem) -> list[Offer]:
        again = Offer("重试", self.retry_wanted.emit, "main", "rotate-cw")
        folder = Offer("打开数据文件夹", self.folder_wanted.emit, "", "folder-open")
        restore = Offer("从备份恢复…", self.restore_wanted.emit, "main", "archive-restore")
        if problem.code == "store.missing":
            return [restore, Offer("从头开始", self.empty_wanted.emit), folder]
        if problem.code in {"store.damaged", "store.truncated", "store.foreign"}:
            return [restore, Offer("重试", self.retry_wanted.emit, "", "rotate-cw"), folder]
        return [again, folder]

    @property
    def _writable(self) -> bool:
        return self._library is not None and not self._library.read_only

    def _enable(self) -> None:
        row, trash, writable = self.list.row, self.trash_shown, self._writable
        there = row is not None and self.frame.list_shown
        for name, action in self._actions.items():
            in_trash = name in {"untrash", "purge"}
            action.setVisible(in_trash == trash)
            action.setEnabled(there and in_trash == trash and (writable or name == "open"))
        self.frame.enable(there=self._library is not None, writable=writable)

    def _make_actions(self) -> dict[str, QAction]:
        doings = self.doings
        wanted: tuple[tuple[str, str, str, str, Callable[[Row], object]], ...] = (
            ("open", "打开", "", "folder-open", lambda row: self.draft_wanted.emit(row.id)),
            ("rename", "改名", "F2", "pencil", doings.rename),
            ("duplicate", "复制", "Ctrl+D", "copy", doings.duplicate),
            ("roll", "接续到新一年…", "", "arrow-right", lambda row: self.roll_wanted.emit(row.id)),
            ("reuse", "用于另一份申报…", "", "copy", lambda row: self.reuse_wanted.emit(row.id)),
            ("remember", "记入资料…", "", "package", lambda row: self.remember_wanted.emit(row.id)),
            ("trash", "移入回收站", "Del", "trash-2", doings.trash),
            ("untrash", "恢复", "Ctrl+R", "archive-restore", doings.untrash),
            ("purge", "彻底删除", "Shift+Del", "x", doings.purge),
        )
        return {one[0]: self._make_action(*one[1:]) for one in wanted}

    def _make_action(
        self, text: str, keys: str, icon: str, call: Callable[[Row], object]
    ) -> QAction:
        action = QAction(text, self)
        action.setIconText(f" {text}")  # on the button: a little off its icon
        action.setToolTip(f"{text}（{keys}）" if keys else f"{text}（Enter）")
        in_menu_only = text.endswith("…") and not keys
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        use_icon(action, icon)
        action.triggered.connect(lambda _checked: self._with_row(call))
        self.list.addAction(action)
        if not in_menu_only:
            self.frame.add_action(action)
        return action

    def _with_row(self, call: Callable[[Row], object]) -> None:
        row = self.list.row
        if row is not None:
            call(row)

    def _connect(self) -> None:
        frame = self.frame
        frame.new_button.clicked.connect(self.new_wanted)
        frame.open_button.clicked.connect(self.file_wanted)
        frame.desk_button.clicked.connect(self.desk_wanted)
        frame.trash_tab.toggled.connect(self._turned)
        self.search.textChanged.connect(lambda _text: self._show_found())
        self.search.installEventFilter(self)
        self.list.chosen.connect(self._enable)
        self.list.activated_row.connect(self._activated)
        self.list.left_up.connect(self.search.setFocus)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.find_draft)

    def _turned(self) -> None:
        self.note.hide()
        self.refresh()

    def find_draft(self) -> None:
        """Put the focus into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def _activated(self, row: Row) -> None:
        if self.trash_shown:
            if self._writable:
                self.doings.untrash(row)
        else:
            self.draft_wanted.emit(row.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go from the search into the list by Down, open by Enter, clear by Esc."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.list.row if self.frame.list_shown else None
            if event.key() == Qt.Key.Key_Down and row is not None:
                self.list.setFocus()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
                self._activated(row)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)
