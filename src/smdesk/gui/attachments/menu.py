"""The menu of an attached file, and the line that tells how much is attached in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from smdesk.errors import sentence
from smdesk.gui.attachments.group import SlotGroup
from smdesk.gui.attachments.row import FileRow
from smdesk.gui.narrative.status import StatusLine
from smdesk.packet.evidence import printable
from smdesk.service.attachments import over_limit, shown_size, stored_size
from smdesk.service.session import DraftSession

_WIDEST = 320


def file_menu(
    parent: QWidget,
    row: FileRow,
    groups: Sequence[SlotGroup],
    place: Callable[[SlotGroup], None],
    *,
    writing: bool,
) -> QMenu:
    """Return the menu of a file: its pages, open, move to another slot, remove."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    if row.one is not None and printable(row.one):
        menu.addAction("页面：选页、旋转、裁剪、关联佐证…", row.paged.emit)
    menu.addAction("打开查看", row.opened.emit)
    menu.addSeparator()
    for group in groups:
        if row.one is not None and group.slot != row.one.slot and group.acceptDrops():
            metrics = group.heading.fontMetrics()
            title = metrics.elidedText(group.title, Qt.TextElideMode.ElideRight, _WIDEST)
            action = menu.addAction(f"移到“{title}”")
            action.setEnabled(writing)
            action.triggered.connect(lambda _=False, to=group: place(to))
    menu.addSeparator()
    remove = menu.addAction("删除附件", row.removed.emit)
    remove.setEnabled(writing)
    return menu


def show_total(status: StatusLine, session: DraftSession) -> None:
    """Show how many files there are and how large, against the notice's limit if it has one."""
    files, limit = session.declaration.attachments, session.form.attachments_limit
    size = shown_size(stored_size(files))
    over = over_limit(session.form, files)
    code = "attachments.total" if limit is None else "attachments.total-limit"
    text = sentence(code, count=len(files), size=size, limit=f"{limit or 0:g} MB")
    status.total.setText(text if files else "")
    status.total.setToolTip(over.message if over else "")
    status.set_total_level("error" if over else "")
