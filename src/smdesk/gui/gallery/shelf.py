"""Notices at hand, their editions compared, and the sheet beside a notice's website."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from smdesk.gui.gallery.stage import Stage
from smdesk.gui.gallery.waiting import until

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from smdesk.gui.main_window import MainWindow


def show_shelf(stage: Stage) -> None:
    """The list of notices, two of them compared, the fill-in sheet of a notice that is typed into a website."""
    with stage.window("shelf") as window:
        _packs(stage, window)
        _website(stage, window)


def _packs(stage: Stage, window: MainWindow) -> None:
    from smdesk.gui.drafting.dialog import DraftingDialog
    from smdesk.gui.shelf.differences import DifferencesDialog, page_of_packs
    from smdesk.gui.shelf.packs import PacksDialog
    from smdesk.notices.compare import compare_packs
    from smdesk.service import packs

    _leave(stage, "dialog-packs", PacksDialog(window))
    _leave(stage, "dialog-drafting", DraftingDialog(parent=window))
    usable = [one.id for one in packs.pack_rows() if one.usable]
    old, new = packs.open_pack(usable[-1]), packs.open_pack(usable[0])
    page = page_of_packs(old, new, compare_packs(old, new))
    _leave(stage, "dialog-differences", DifferencesDialog(page, lambda _text: None, window))


def _leave(stage: Stage, name: str, dialog: QDialog) -> None:
    stage.dialog(name, dialog.exec)
    dialog.deleteLater()


def _website(stage: Stage, window: MainWindow) -> None:
    from smdesk.notices.loader import find_form
    from smdesk.service.essentials import shelf
    from smdesk.service.session.opening import new_draft

    assert window.desk.library is not None
    forms = [one.form_id for _notice, forms in shelf().notices for one in forms]
    typed = [one for one in forms if find_form(one)[0].notice.delivery.website is not None]
    if not typed:
        return
    with stage.draft(window, new_draft(window.desk.library, typed[0]).id) as page:
        page.open_webfill()
        sheet = page._previews.webfill
        assert sheet is not None
        until(partial(sheet.isVisible), "fill-in sheet")
        stage.take("website", sheet)
        sheet.close()
