"""The pages of one attached file: which are printed, in what order, turned, straightened, cropped.

Everything is an edit of the session: it stands at once, is undone here or later in the window, and
never touches the file. Edits of a page that is unticked come back when it is ticked again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.gui.attachments.frame import CropView
from smdesk.gui.attachments.history import OwnHistory
from smdesk.gui.attachments.pagebar import PageBar
from smdesk.gui.attachments.pagethumbs import PageThumbs, Wish
from smdesk.gui.attachments.strip import PageStrip, Tile
from smdesk.gui.attachments.suggesting import Suggesting
from smdesk.gui.attachments.tools import PageTools
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.files import BlobStore, Jobs, while_alive
from smdesk.gui.narrative.status import StatusLine
from smdesk.gui.work import Job
from smdesk.notices.declaration import Attachment, PageEdit
from smdesk.service import attachments as arranging
from smdesk.service import attachments_look as looking
from smdesk.service.attachments import Pages
from smdesk.service.session import Changes

Asker = Callable[[QWidget], str | None]
_MOST_SHOWN = 1600


class PagesDialog(QDialog):
    """Edits the pages of attachment ``index``; ``jump(place)`` asks to go to a linked place.

    ``ask_place(parent)`` asks for a place to link a page to.
    """

    jump = Signal(str)

    def __init__(
        self,
        bridge: SessionBridge,
        blobs: BlobStore,
        index: int,
        jobs: Jobs = Job,
        *,
        page: int = 1,
        ask_place: Asker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._session = bridge, bridge.session
        bridge.do(self._session.leave)
        self._history = OwnHistory(self._session)
        self._blobs, self._jobs = blobs, jobs
        self._index = index
        self._sha256 = self.one.sha256
        self._gone = False
        self._ask_place = ask_place
        self._start, self.count = page, 0
        self._known: dict[int, PageEdit] = {}
        self._wish: Wish | None = None
        self._job: Job | None = None
        self.thumbs = PageThumbs(blobs, jobs, self._sha256, self)
        self.strip, self.view = PageStrip(), CropView()
        self.strip.delegate.thumbs = self.thumbs
        self.tools = PageTools(read_only=bridge.read_only)
        self.bar, self.status = PageBar(read_only=bridge.read_only), StatusLine()
        self.view.read_only = bridge.read_only
        if bridge.read_only:
            self.strip.set_read_only()
        self._suggesting = Suggesting(self, blobs, jobs, self._sha256)
        self._lay_out()
        self._connect()
        bridge.changed.connect(self._changed)
        self._open()

    @property
    def one(self) -> Attachment:
        """The attachment as it stands."""
        return self._session.declaration.attachments[self._index]

    @property
    def pages(self) -> Pages:
        """The printed pages in order."""
        return arranging.shown_pages(self.one, self.count)

    def _lay_out(self) -> None:
        self.setWindowTitle(f"页面 - {self.one.name}")
        self.setAccessibleName(f"“{self.one.name}”的页面")
        self.resize(1120, 760)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.strip)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.tools)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addLayout(middle, 1)
        box.addWidget(self.status)

    def _connect(self) -> None:
        strip, tools, bar = self.strip, self.tools, self.bar
        suggesting = self._suggesting
        strip.current.connect(lambda _: self._show_page())
        strip.ticked.connect(self._tick)
        strip.shifted.connect(self._shift)
        strip.turned.connect(self._turn)
        tools.turned.connect(lambda by: self._turn(self.strip.rows(), by))
        tools.angled.connect(self._angle)
        tools.cropped.connect(lambda crop: self._crop(crop, final=True))
        tools.straighten.connect(lambda: suggesting.one(looking.straightened, "straighten"))
        tools.trim.connect(lambda: suggesting.one(looking.trimmed, "crop"))
        tools.reset.connect(self._reset)
        tools.every.connect(suggesting.every)
        tools.link.connect(self._link)
        tools.unlink.connect(self._unlink)
        tools.jump.connect(self._jump)
        tools.sliding.connect(lambda shown: self.view.show_grid(shown=shown))
        self.view.cropped.connect(lambda crop, final: self._crop(crop, final=final))
        self.view.resized.connect(self._show_picture)
        self.thumbs.ready.connect(self._ready)
        bar.ranged.connect(self._range)
        bar.undo.connect(lambda: self._do(self._history.undo))
        bar.redo.connect(lambda: self._do(self._history.redo))
        bar.done.connect(self.accept)
        for edit in tools.edits:
            edit.installEventFilter(self)

    # -- opening and showing -------------------------------------------------------------------

    def _open(self) -> None:
        blobs, sha256 = self._blobs, self._sha256
        self.view.show_page(None, (0, 0, 0, 0), "正在打开…")
        job = self._jobs(lambda _: looking.opened_pages(blobs.read(sha256)))
        job.done.connect(while_alive(self, self._opened))
        job.failed.connect(while_alive(self, lambda fault: self.status.fault(fault, "打开")))
        job.start()

    def _opened(self, found: tuple[int, Problem | None]) -> None:
        self.count, fault = found
        if fault is not None:
            self.status.fault(fault, "")
            self.view.show_page(None, (0, 0, 0, 0), fault.message)
            return
        self._show_all()
        order = [one.edit.page for one in self.strip.tiles.tiles]
        self.strip.go_to(order.index(self._start) if self._start in order else 0)
        self.strip.setFocus()

    def _changed(self, changes: Changes) -> None:
        if not changes.attachments:
            return
        files = self._session.declaration.attachments
        if self._index >= len(files) or files[self._index].sha256 != self._sha256:
            same = [n for n, one in enumerate(files) if one.sha256 == self._sha256]
            if not same:
                self._gone = True
                self.reject()
                return
            self._index = same[0]
        if self.count:
            self._show_all()

    def _show_all(self) -> None:
        pages = self.pages
        self._known |= {one.page: one for one in pages}
        links = [one.page for one in self.one.evidence]
        at = self._current()
        tiles = []
        for number, ticked in arranging.in_strip(pages, self.count):
            edit = self._known.get(number, PageEdit(page=number))
            tiles.append(Tile(edit, ticked, links.count(number)))
        self.strip.tiles.show_tiles(tiles)
        if at is not None and self._current() is None:
            order = [one.edit.page for one in tiles]
            self.strip.go_to(order.index(at.edit.page))
        self.bar.show_pages(
            arranging.range_text(one.page for one in pages), len(pages), self.count,
            self._history.undo_step, self._history.redo_step,
        )  # fmt: skip
        self._show_page()

    def _current(self) -> Tile | None:
        row, tiles = self.strip.currentIndex().row(), self.strip.tiles.tiles
        return tiles[row] if 0 <= row < len(tiles) else None

    def _show_page(self) -> None:
        tile = self._current()
        if tile is None:
            return
        self.tools.show_page(tile.edit, able=tile.ticked, linkable=True)
        places = [one.place for one in self.one.evidence if one.page == tile.edit.page]
        self.tools.show_links([(one, self._session.place_name(one)) for one in places])
        self._show_picture()

    def _show_picture(self) -> None:
        tile = self._current()
        if tile is None:
            return
        ratio = self.devicePixelRatioF()
        room = self.view.size() * ratio
        box = (
            max(64, min(_MOST_SHOWN, room.width() // 64 * 64)),
            max(64, min(_MOST_SHOWN, room.height() // 64 * 64)),
        )
        plain = PageEdit(page=tile.edit.page, turn=tile.edit.turn)
        self._wish = Wish(plain, box, cropped=False)
        seen = self.thumbs.of(self._wish)
        self.view.angle = tile.edit.angle
        shown = (tile.edit.page, tile.edit.turn)
        if seen is not None:
            text = "" if seen.pixels else "这一页没有画面"
            self.view.show_page(seen.pixels, tile.edit.crop, text, shown)
        else:
            self.view.wait_for(shown, tile.edit.crop)
        wish = self.strip.delegate.wish(tile, ratio)
        judged = self.thumbs.of(wish)
        self.tools.show_look(judged.look if judged else None)

    def _ready(self, wish: Wish) -> None:
        if wish == self._wish:
            self._show_picture()
        elif wish.judged:
            seen = self.thumbs.of(wish)
            if seen is not None and seen.look is not None and seen.look.problems:
                said = "；".join(one.message for one in seen.look.problems)
                self.strip.tiles.words[wish.edit] = said
            self.strip.viewport().update()
            tile = self._current()
            if tile is not None and wish.edit == tile.edit:
                self.tools.show_look(seen.look if seen else None)

    # -- what a person does --------------------------------------------------------------------

    def put(
        self, pages: Sequence[PageEdit], code: str, *, final: bool = True, **said: object
    ) -> None:
        """Put the printed pages, as a step named by ``attachments.step-<code>``."""
        name = sentence(f"attachments.step-{code}", file=self.one.name, **said)
        kept = arranging.tidy(pages, self.count)
        session, index = self._session, self._index
        self._do(lambda: session.set_pages(index, kept, name=name, final=final))

    def _tick(self, rows: Sequence[int]) -> None:
        tiles = self.strip.tiles.tiles
        on = not all(tiles[row].ticked for row in rows)
        numbers = [
            one.edit.page for row, one in enumerate(tiles) if (on if row in rows else one.ticked)
        ]
        self._choose(numbers)

    def _choose(self, numbers: Sequence[int]) -> None:
        try:
            pages = arranging.chosen(self.pages, numbers, self._known)
        except SmdeskError as fault:
            self.status.fault(fault, "")
            self.bar.restore()
            return
        self.put(pages, "choose")

    def _range(self, text: str) -> None:
        try:
            numbers = arranging.read_range(text, self.count)
        except SmdeskError as fault:
            self.status.fault(fault, "")
            return
        self._choose(numbers)

    def _shift(self, at: int, to: int) -> None:
        tiles = list(self.strip.tiles.tiles)
        moved = tiles.pop(at)
        tiles.insert(to - (to > at), moved)
        pages = tuple(one.edit for one in tiles if one.ticked)
        self.put(pages, "order", page=moved.edit.page)

    def _turn(self, rows: Sequence[int], by: int) -> None:
        tiles = self.strip.tiles.tiles
        found = [tiles[row].edit for row in rows if tiles[row].ticked]
        pages = self.pages
        for edit in found:
            pages = arranging.with_edit(pages, arranging.turned(edit, by))
        if len(found) > 1:
            self.put(pages, "turn-many", count=len(found))
        elif found:
            self.put(pages, "turn", page=found[0].page)

    def _edit(self, code: str, *, final: bool = True, **update: object) -> None:
        tile = self._current()
        if tile is None or not tile.ticked:
            return
        try:
            edit = PageEdit.model_validate(tile.edit.model_dump() | update)
        except ValueError:
            self._show_page()  # nothing of the page would be left
            return
        pages = arranging.with_edit(self.pages, edit)
        self.put(pages, code, final=final, page=edit.page)

    def _angle(self, angle: int) -> None:
        self._edit("straighten", final=False, angle=angle)

    def _crop(self, crop: Sequence[int], *, final: bool) -> None:
        if final:
            self._edit("crop", crop=tuple(crop))
        else:
            self.tools.show_crop(crop)

    def _reset(self) -> None:
        self._edit("reset", turn=0, angle=0, crop=(0, 0, 0, 0))

    def hold(self, job: Job) -> None:
        """Cancel ``job`` when the dialog goes."""
        self._job = job

    def let_go(self) -> None:
        """Forget a job that ended."""
        self._job = None

    # -- what Suggesting asks ------------------------------------------------------------------

    def at_hand(self) -> PageEdit | None:
        """Return the printed page that is shown."""
        tile = self._current()
        return tile.edit if tile is not None and tile.ticked else None

    # -- evidence ------------------------------------------------------------------------------

    def _link(self) -> None:
        tile = self._current()
        place = self._ask_place(self) if self._ask_place and tile else None
        if tile is None or not place:
            return
        page, name = tile.edit.page, self._session.place_name(place)
        again = (self._index, page) in self._session.evidence_of(place)
        session, index = self._session, self._index
        if again:
            self.status.tell("attachments.linked-already", page=page, label=name)
        elif self._do(lambda: session.link_evidence(index, page, place)):
            self.status.tell("attachments.linked", "done", page=page, label=name)

    def _unlink(self, place: str) -> None:
        tile, session, index = self._current(), self._session, self._index
        if tile is not None:
            page = tile.edit.page
            self._do(lambda: session.unlink_evidence(index, page, place))

    def _jump(self, place: str) -> None:
        self.accept()
        self.jump.emit(place)

    # -- keys and the end ----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Undo in a number box is the session's, too."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and (
            event.matches(QKeySequence.StandardKey.Undo)
            or event.matches(QKeySequence.StandardKey.Redo)
        ):  # fmt: skip
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Undo and redo are the session's, also here."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._do(self._history.undo)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._do(self._history.redo)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()  # a dialog would take it for its button
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Commit an angle that is being set, and draw nothing more."""
        self.thumbs.close()
        if self._job is not None:
            self._job.cancel()
        self._bridge.changed.disconnect(self._changed)
        if not self._gone:  # told of just now: a change is no time to edit
            self._bridge.do(self._session.leave)
        super().done(result)

    def _do(self, edit: Callable[[], Changes | None]) -> bool:
        """Run an edit of the session, if it may be written."""
        return not self._bridge.read_only and self._bridge.do(edit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close as by the button."""
        event.accept()
        self.done(QDialog.DialogCode.Accepted)
