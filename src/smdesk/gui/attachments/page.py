"""The attachments page: the notice's slots in printed order, the files in them, what else there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from smdesk.gui.attachments.adding import Adding
from smdesk.gui.attachments.files import Copies
from smdesk.gui.attachments.group import SlotGroup
from smdesk.gui.attachments.linking import ask_place
from smdesk.gui.attachments.menu import file_menu, show_total
from smdesk.gui.attachments.order import moved_to, slots_in_order
from smdesk.gui.attachments.pages import PagesDialog
from smdesk.gui.attachments.row import FileRow
from smdesk.gui.attachments.thumbs import Thumbs
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.files import BlobStore, Jobs, while_alive
from smdesk.gui.narrative.status import StatusLine
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.work import Job
from smdesk.notices.declaration import FREE_SLOT
from smdesk.packet.evidence import printable
from smdesk.rules.findings import Finding
from smdesk.rules.whole import ATTACHMENTS, attachment_place
from smdesk.service.session import Changes

FREE_TITLE = "其他材料"
_WIDEST = 960
_KINDS = "可添加的文件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.gif *.heic *.heif *.docx *.doc);;所有文件 (*)"

Chooser = Callable[[QWidget, str], Sequence[Path]]


def choose_files(parent: QWidget, title: str) -> Sequence[Path]:
    """Ask for files, several at once."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, f"添加文件到“{title}”", "", _KINDS)
    return [Path(one) for one in chosen]


def open_file(path: Path) -> bool:
    """Open a file with the system's viewer."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class AttachmentsPage(QWidget):
    """The attachments of a declaration (see `smdesk.gui.bridge.Page`).

    ``choose(parent, title)`` asks for files, ``view(path)`` opens one, ``clock`` gives the time.
    """

    step = ATTACHMENTS
    jump = Signal(str)

    def __init__(
        self,
        bridge: SessionBridge,
        blobs: BlobStore,
        jobs: Jobs = Job,
        *,
        choose: Chooser = choose_files,
        view: Callable[[Path], bool] = open_file,
        clock: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._session = bridge, bridge.session
        self._blobs, self._jobs = blobs, jobs
        self._choose, self._view = choose, view
        self._adding = Adding(self, bridge, blobs, jobs, clock)
        self._going = False
        self._pages: PagesDialog | None = None
        self._copies = Copies()
        self._thumbs = Thumbs(blobs, jobs, self)
        self._rows: dict[tuple[str, int], FileRow] = {}
        self.groups: dict[str, SlotGroup] = {}
        self.status = StatusLine()
        self.area = QScrollArea()
        self._lay_out()
        self._show_files()
        self._show_findings()
        self._thumbs.ready.connect(lambda _: self._show_files())
        self.destroyed.connect(self._copies.clear)
        theme_signal().changed.connect(self._dress)
        if not self._session.declaration.attachments and not bridge.read_only:
            self.status.tell("pages.attachments-empty")

    def _lay_out(self) -> None:
        self.setAccessibleName(self._session.form.attachments_title)
        inner = QWidget()
        for one in (self.area.viewport(), inner):
            one.setProperty("ground", "desk")
            one.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QWidget()
        self._column.setMaximumWidth(_WIDEST)
        self._box = QVBoxLayout(self._column)
        self._box.setContentsMargins(16, 8, 16, 24)
        self._box.setSpacing(12)
        self._box.addStretch(1)
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(self._column, 1000)
        outer.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.status)
        box.addWidget(self.area, 1)

    # -- Page ----------------------------------------------------------------------------------

    def show_changes(self, changes: Changes) -> None:
        """Show other files and other findings.

        The focus wanders while rows go to other slots; that is nobody's wish and tells the session
        nothing.
        """
        self.status.see(changes.cause)
        before, self._going = self._going, True
        try:
            if changes.attachments:
                self._show_files()
            if changes.appeared or changes.vanished or changes.altered:
                self._show_findings()
        finally:
            self._going = before

    def go_to(self, place: str) -> None:
        """Put the focus at ``attachments``, ``attachments#<slot>``, or ``…?<file>.<page>``."""
        slot, _, wanted = place.partition("#")[2].partition("?")
        group = self.groups.get(slot) or next(iter(self.groups.values()))
        self._going = True
        try:
            target: QWidget = group.rows[0] if group.rows else group.add_button
            target.setFocus()
            self._box.activate()
            self.area.ensureWidgetVisible(group, 0, 24)
        finally:
            self._going = False
        file, _, page = wanted.partition(".")
        if file.isdecimal() and page.isdecimal():
            self.focus_file(int(file))
            self.open_pages(int(file), int(page))

    def leave(self) -> None:
        """Commit the note that is being typed."""
        self._bridge.do(self._session.leave)

    # -- from the session ----------------------------------------------------------------------

    def slots(self) -> tuple[str, ...]:
        """Return the slots in printed order, those that only files name last."""
        known = [slot.id for slot in self._session.form.attachment]
        return slots_in_order((*known, FREE_SLOT), self._session.declaration.attachments)

    def _show_files(self) -> None:
        """Give each file its row, each slot its rows; rows stay the same widgets as files move."""
        attached = self._session.declaration.attachments
        slots = self.slots()
        for slot in slots:
            if slot not in self.groups:
                self._add_group(slot)
        held = self._focused_row()
        by_slot: dict[str, list[FileRow]] = {slot: [] for slot in self.groups}
        kept: dict[tuple[str, int], FileRow] = {}
        for index, one in enumerate(attached):
            key = (one.sha256, sum(before == one.sha256 for before, _ in kept))
            kept[key] = self._rows.pop(key) if key in self._rows else self._new_row()
            self._fill_row(kept[key], index)
            by_slot[one.slot].append(kept[key])
        for slot, group in self.groups.items():
            group.show_rows(by_slot[slot])
            group.setVisible(slot in slots)
        for gone in self._rows.values():
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        self._rows = kept
        if held is not None and held in kept.values() and not held.hasFocus():
            held.setFocus()  # a row that went to another slot lost it
        show_total(self.status, self._session)

    def _focused_row(self) -> FileRow | None:
        focused = self.focusWidget()
        return focused if isinstance(focused, FileRow) and focused.hasFocus() else None

    def _fill_row(self, row: FileRow, index: int) -> None:
        attached = self._session.declaration.attachments
        one = attached[index]
        same = next((other.name for number, other in enumerate(attached)
                     if number != index and other.sha256 == one.sha256), "")  # fmt: skip
        ends = (self._beside(index, -1) is None, self._beside(index, 1) is None)
        row.show_file(index, one, self._thumbs.of(one), same, ends=ends)

    def _add_group(self, slot: str) -> None:
        known = next((one for one in self._session.form.attachment if one.id == slot), None)
        other = FREE_TITLE if slot == FREE_SLOT else f"本表没有的栏目“{slot}”"
        group = SlotGroup(
            slot,
            known.title if known else other,
            required=bool(known and known.required),
            many=known is None or known.many,
            read_only=self._bridge.read_only or (known is None and slot != FREE_SLOT),
        )
        group.add.connect(lambda: self._choose_files(group))
        group.paste.connect(lambda: self._adding.clipboard(group))
        group.dropped.connect(lambda paths, at: self._adding.files(group, paths, at))
        group.placed.connect(lambda index, at: self._place(index, slot, at))
        self.groups[slot] = group
        self._box.insertWidget(self._box.count() - 1, group)

    def _new_row(self) -> FileRow:
        row = FileRow(read_only=self._bridge.read_only)
        session = self._session
        row.opened.connect(lambda: self._open(row))
        row.paged.connect(lambda: self.open_pages(row.index))
        row.removed.connect(lambda: self._remove(row))
        row.shifted.connect(lambda by: self._shift(row, by))
        row.walked.connect(lambda by: self._walk(row, by))
        row.menu_wanted.connect(lambda at: self.menu_for(row).popup(at))
        row.entered.connect(lambda: self._entered(row))
        row.note.entered.connect(lambda: self._entered(row))
        row.note.textEdited.connect(
            lambda text: self._bridge.do(lambda: session.set_note(row.index, text, final=False))
        )
        row.note.editingFinished.connect(lambda: self._going or self._bridge.do(session.leave))
        row.note.undone.connect(lambda: self._bridge.do(session.undo))
        row.note.redone.connect(lambda: self._bridge.do(session.redo))
        return row

    def _show_findings(self) -> None:
        by_slot: dict[str, list[Finding]] = {}
        for finding in self._session.visible_findings():
            for address in finding.addresses:
                part, _, slot = address.partition("#")
                if part == ATTACHMENTS:
                    by_slot.setdefault(slot, []).append(finding)
        for slot, group in self.groups.items():
            group.show_findings(by_slot.get(slot, ()))

    def _choose_files(self, group: SlotGroup) -> None:
        paths = self._choose(self, group.title)
        if paths:
            self._adding.files(group, paths, len(group.rows))

    # -- moving, removing, opening -------------------------------------------------------------

    def _place(self, index: int, slot: str, at: int) -> None:
        attached = self._session.declaration.attachments
        if index >= len(attached) or self._bridge.read_only:
            return
        to = moved_to(attached, self.slots(), index, slot, at)
        other = slot if attached[index].slot != slot else None
        self._bridge.do(lambda: self._session.move_attachment(index, to, slot=other))
        self.focus_file(to)

    def _beside(self, index: int, by: int) -> tuple[str, int] | None:
        """Return slot and place one step up or down: at the edge of a slot that is the next slot."""
        attached, slots = self._session.declaration.attachments, self.slots()
        slot = attached[index].slot
        mine = [number for number, one in enumerate(attached) if one.slot == slot]
        at = mine.index(index) + by
        if 0 <= at < len(mine):
            return slot, at + (by > 0)
        known = {one.id for one in self._session.form.attachment} | {FREE_SLOT}
        to = slots.index(slot) + by
        if not 0 <= to < len(slots) or slots[to] not in known:
            return None
        return slots[to], 0 if by > 0 else len(attached)

    def _shift(self, row: FileRow, by: int) -> None:
        place = self._beside(row.index, by)
        if place is not None:
            self._place(row.index, *place)

    def _walk(self, row: FileRow, by: int) -> None:
        order = [one for group in self._groups_in_order() for one in group.rows]
        at = order.index(row) + by
        if 0 <= at < len(order):
            order[at].setFocus()
            self.area.ensureWidgetVisible(order[at], 0, 24)

    def _groups_in_order(self) -> list[SlotGroup]:
        return [self.groups[slot] for slot in self.slots()]

    def _remove(self, row: FileRow) -> None:
        if self._bridge.read_only:
            return
        index = row.index
        group = self.groups[row.one.slot] if row.one else None
        at = group.rows.index(row) if group else 0
        self._bridge.do(lambda: self._session.remove_attachment(index))
        if group is not None:
            left = group.rows
            (left[min(at, len(left) - 1)] if left else group.add_button).setFocus()

    def _open(self, row: FileRow) -> None:
        one = row.one
        if one is None:
            return
        copies, blobs, what = self._copies, self._blobs, f"打开“{one.name}”"
        job = self._jobs(lambda _: copies.write(blobs, one))
        job.done.connect(while_alive(self, lambda path: self._show_copy(one.name, path)))
        job.failed.connect(while_alive(self, lambda fault: self.status.fault(fault, what)))
        job.start()

    def _show_copy(self, name: str, path: Path) -> None:
        if not self._view(path):
            self.status.tell("pages.open-failed", "error", file=name)

    def menu_for(self, row: FileRow) -> QMenu:
        """Return the menu of a file: pages, open, move to another slot, remove."""
        return file_menu(
            self, row, self._groups_in_order(),
            lambda to: self._place(row.index, to.slot, len(to.rows)),
            writing=not self._bridge.read_only,
        )  # fmt: skip

    def open_pages(self, index: int, page: int = 1) -> None:
        """Open the pages of a file; for one that has none to print, say so."""
        files = self._session.declaration.attachments
        if self._pages is not None or not 0 <= index < len(files):
            return
        if not printable(files[index]):
            self.status.tell("pages.not-printed")
            return
        session = self._session
        self._pages = PagesDialog(
            self._bridge, self._blobs, index, self._jobs, page=page,
            ask_place=lambda parent: ask_place(session, parent), parent=self,
        )  # fmt: skip
        self._pages.jump.connect(self.jump)
        self._pages.finished.connect(self._pages_closed)
        self._pages.open()

    def _pages_closed(self) -> None:
        closed, self._pages = self._pages, None
        if closed is not None:
            closed.deleteLater()

    # -- focus, keys, colours ------------------------------------------------------------------

    def focus_file(self, index: int) -> None:
        """Put the focus on a file."""
        row = next((one for one in self._rows.values() if one.index == index), None)
        if row is not None:
            row.setFocus()
            # A row that has just come has its place only when the layouts had their turn.
            show = while_alive(row, lambda: self.area.ensureWidgetVisible(row, 0, 24))
            QTimer.singleShot(0, self, show)

    def _entered(self, row: FileRow) -> None:
        if row.one is not None and not self._going:
            place = attachment_place(row.one.slot)
            self._bridge.do(lambda: self._session.go_to(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Paste into the slot at hand."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self._bridge.read_only:
            self._adding.clipboard(self._group_at_hand())
            return
        super().keyPressEvent(event)

    def _group_at_hand(self) -> SlotGroup:
        widget: QWidget | None = self.focusWidget()
        while widget is not None and not isinstance(widget, SlotGroup):
            widget = widget.parentWidget()
        order = self._groups_in_order()
        wanting = next((one for one in order if one.required and not one.rows), order[-1])
        return widget or wanting

    def _dress(self) -> None:
        for group in self.groups.values():
            group.dress()
        self._show_files()
