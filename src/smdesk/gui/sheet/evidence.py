"""The pages of attachments that show what stands in a field: told at the field, reached from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from smdesk.gui.theme.icons import icon, pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.rules.whole import attachment_place
from smdesk.service.session import DraftSession

if TYPE_CHECKING:
    from smdesk.gui.sheet.cellview import CellView
    from smdesk.gui.sheet.marks import Mark
    from smdesk.gui.sheet.page import TablePage
    from smdesk.gui.sheet.view import SheetView

NAME = "关联佐证材料…"


def add_evidence(menu: QMenu, page: TablePage, address: str) -> None:
    """Add to a field's menu what goes to its evidence, and what links more."""
    menu.addSeparator()
    _add_materials(menu, page, address)
    link = menu.addAction(NAME)
    link.setIcon(icon("paperclip"))
    link.setEnabled(not page.bridge.read_only)
    link.triggered.connect(partial(page.linking.emit, address))


def show_materials(page: TablePage, addresses: Sequence[str], at: QPoint) -> None:
    """Go to the page that shows some values, or ask which where there are several."""
    found = [one for address in addresses for one in materials(page.bridge.session, address)]
    if len(found) == 1:
        page.jump.emit(found[0][0])
        return
    menu = QMenu(page)
    menu.aboutToHide.connect(menu.deleteLater)
    for address in addresses:
        _add_materials(menu, page, address)
    menu.popup(at)


def _add_materials(menu: QMenu, page: TablePage, address: str) -> None:
    for place, told in materials(page.bridge.session, address):
        action = menu.addAction(f"查看佐证：{told}")
        action.setIcon(icon("paperclip"))
        action.triggered.connect(partial(page.jump.emit, place))


def materials(session: DraftSession, place: str) -> list[tuple[str, str]]:
    """Return the pages linked to a place: where each is to be gone to, and its name."""
    files = session.declaration.attachments
    return [
        (
            f"{attachment_place(files[index].slot)}?{index}.{page}",
            f"{files[index].name} 第 {page} 页",
        )
        for index, page in session.evidence_of(place)
    ]


class Clip(QWidget):
    """The small clip at a lower corner of a cell whose values an attachment shows.

    It lies over the editor, takes no focus (the cell's menu does the same by keys), and a click
    tells `chosen`, its place on the screen with it.
    """

    chosen = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the clip on a dot of paper, so that no letter runs into it."""
        del event
        colour = theme().colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour.sheet)
        painter.drawEllipse(self.rect())
        size = self.width() - 2
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(1, 1, pixmap("paperclip", size, colour.sheet_accent, ratio))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the press from the cell below."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the evidence."""
        event.accept()
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.mapToGlobal(QPoint(0, self.height())))


class Clips:
    """The clips of a sheet, one a cell, as its marks ask for them."""

    def __init__(self, view: SheetView) -> None:
        self._view = view
        self.shown: list[tuple[tuple[str, ...], Clip]] = []

    def stand(self, cells: Sequence[CellView], marks: Mapping[str, Mark], size: int) -> None:
        """Put a clip of ``size`` dots into each cell that has evidence, and none elsewhere."""
        wanted = []
        for cell in cells:
            linked = [(one, mark.evidence) for one in cell.slots
                      if (mark := marks.get(one.key)) is not None and mark.evidence]  # fmt: skip
            if linked and not cell.rect.isNull():
                keys = tuple(dict.fromkeys(slot.address for slot, _ in linked))
                told = "\n".join(dict.fromkeys(told for _, told in linked))
                wanted.append((keys, told, _corner(cell, size)))
        while len(self.shown) > len(wanted):
            _, gone = self.shown.pop()
            gone.hide()
            gone.deleteLater()
        kept = [clip for _, clip in self.shown]
        kept += [self._make(number) for number in range(len(kept), len(wanted))]
        self.shown = [(keys, clip) for (keys, _, _), clip in zip(wanted, kept, strict=True)]
        for (_, told, place), clip in zip(wanted, kept, strict=True):
            clip.setToolTip(told)
            clip.setAccessibleName(told)
            clip.setGeometry(place)
            clip.raise_()
            clip.show()

    def _make(self, number: int) -> Clip:
        clip = Clip(self._view)
        clip.chosen.connect(lambda at: self._view.clipped.emit(self.shown[number][0], at))
        return clip


def _corner(cell: CellView, size: int) -> QRect:
    """Return the lower right corner of a cell, the left one where a counter stands at the right."""
    rect = cell.rect
    counted = any(one.field.limit for one in cell.slots)
    left = rect.left() + 5 if counted else rect.right() - size - 1
    return QRect(left, rect.bottom() - size - 1, size, size)
