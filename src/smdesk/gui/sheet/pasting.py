"""A block of cells on the clipboard: what it would become, shown before it is pasted as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from smdesk.errors import sentence
from smdesk.gui.sheet.book import Slot
from smdesk.gui.sheet.pastedialog import PasteDialog
from smdesk.service.clip import Block, read_block
from smdesk.service.paste import PasteGround, PastePlan, plan_paste

if TYPE_CHECKING:
    from smdesk.gui.sheet.page import TablePage


def block_for(slot: Slot, data: QMimeData) -> Block | None:
    """Return the cells of a clipboard, ``None`` where a person pastes words into one value.

    Lines without cells are words where the value may have line breaks.
    """
    html = data.html() if data.hasHtml() else None
    text = data.text() if data.hasText() else None
    block = read_block(html, text)
    if block is None or block.single:
        return None
    cells = html is not None and "<table" in html.lower()
    if slot.breaks and slot.kind == "blank" and not cells and min(block.width, block.height) < 2:
        return None
    return block


def offer_paste(page: TablePage, slot: Slot, block: Block) -> PasteDialog:
    """Show what a block would become from ``slot`` on; paste it when the person says so."""
    session = page.bridge.session
    session.leave()

    def plan(shown: Block) -> PastePlan:
        ground = PasteGround(
            session.pack.notice, session.form, session.years, session.rows,
            dict(session.declaration.values), page.name_of,
        )  # fmt: skip
        return plan_paste(ground, shown, slot.address)

    def paste(texts: dict[str, str]) -> None:
        name = sentence("paste.step", count=len(texts))
        if page.bridge.do(lambda: session.set_values(texts, name=name)):
            page.told.emit(sentence("paste.done", count=len(texts)))
        page.activateWindow()
        page.go_to(slot.address, only_here=True)

    dialog = PasteDialog(block, plan, page)
    dialog.chosen.connect(paste)
    dialog.open()
    return dialog
