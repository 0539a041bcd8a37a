"""Shares on the sheet: the quiet button beside their cell, and the lines that it opens."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from smdesk.gui.sheet.book import Slot
from smdesk.gui.sheet.sharesdialog import SharesDialog
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.notices.models import Kind
from smdesk.notices.typed import read
from smdesk.service.shares_edit import share_lines

if TYPE_CHECKING:
    from smdesk.gui.sheet.page import TablePage

NAME, KEYS = "逐项填写…", "Alt+↓"
_SIDE, _GAP = 26, 6


def is_shares(slot: Slot | None) -> bool:
    """Return whether a slot is a list of shares, which can be filled in line by line."""
    return slot is not None and slot.kind == "blank" and slot.field.kind is Kind.SHARES


class SharesTool(QToolButton):
    """Stands in the margin beside the shares at hand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(_SIDE, _SIDE)
        self.setIconSize(QSize(16, 16))
        self.setAccessibleName(NAME)
        self.setToolTip(f"{NAME}（{KEYS}）")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def stand(self, cell: QRect) -> None:
        """Stand beside a cell, in the colours of the look in use."""
        colour = theme().colour
        self.setStyleSheet(
            "QToolButton { border: 1px solid transparent; border-radius: 4px; }"
            f"QToolButton:hover {{ background: {colour.tint.name()}; }}"
        )
        self.setIcon(icon("list-checks", 16, colour.sheet_muted))
        self.move(QPoint(cell.right() + _GAP, cell.center().y() - _SIDE // 2))
        self.show()
        self.raise_()


def offer_shares(page: TablePage, slot: Slot) -> SharesDialog:
    """Open the lines of the shares in ``slot``; put them in as one step when the person says so."""
    session = page.bridge.session
    session.leave()
    choice = page.book.fields[slot.field.of or ""]
    shown = share_lines(
        choice, session.declaration.values, session.value(slot.address), _whole(page, slot)
    )
    title = page.name_of(slot.address)

    def put(text: str) -> None:
        page.bridge.do(lambda: session.set_values({slot.address: text}, name=f"逐项填写{title}"))
        page.activateWindow()
        page.go_to(slot.address, only_here=True)

    dialog = SharesDialog(title, shown, page)
    dialog.chosen.connect(put)
    dialog.open()
    return dialog


def _whole(page: TablePage, slot: Slot) -> Decimal | None:
    """Return what amounts add up to: the last year of the series that the pack names."""
    session, name = page.bridge.session, slot.field.total
    if name is None:
        return None
    field = page.book.fields[name]
    place = f"{name}[{session.years[-1]}]" if field.axis == "year" else name
    value = read(field, session.value(place)).value
    return value if isinstance(value, Decimal) else None
