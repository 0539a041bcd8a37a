"""The lines of a value that is a list of shares, on the first sample that has one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from smdesk.gui.gallery.stage import Stage

if TYPE_CHECKING:
    from smdesk.gui.sheet.book import Slot
    from smdesk.gui.sheet.page import TablePage
    from smdesk.gui.wizard.page import WizardPage


def show_shares(stage: Stage) -> None:
    """A cell with shares has the focus, then its lines are opened."""
    from smdesk.gui.sheet.sharing import offer_shares
    from smdesk.notices.loader import find_form
    from smdesk.notices.models import Kind
    from smdesk.service.home import add_sample, sample_names

    having = [
        one
        for one in sample_names()
        if any(field.kind is Kind.SHARES for field in find_form(one.form_id)[1].field)
    ]
    if not having:
        return
    with stage.window("shares") as window:
        assert window.desk.library is not None
        draft = add_sample(window.desk.library, having[0].form_id, having[0].name)
        with stage.draft(window, draft) as page:
            table, slot = _place(page)
            table.go_to(slot.address)
            stage.take("cell-shares", window)
            stage.dialog("dialog-shares", partial(offer_shares, table, slot))


def _place(page: WizardPage) -> tuple[TablePage, Slot]:
    """Return the table page with the first shares, brought to the front, and their slot."""
    from smdesk.gui.sheet.page import TablePage
    from smdesk.gui.sheet.sharing import is_shares

    for step in page.walk.steps:
        page.show_step(step)
        current = page.walk.pages.current
        if isinstance(current, TablePage):
            for slot in filter(is_shares, current.book.slots):
                return current, slot
    raise RuntimeError("shares stand on no page")
